"""Letters as the draft stage makes them, in any size and language."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from appealdocs.model.letter import Block, Inline, Letter, Paper, Row, Segment
from appealdocs.model.text import Language
from appealdocs.render.style import Images

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
BREAK = Inline("break")

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "company": "Shenzhen Xinghe Trading Co., Ltd.", "address": "Room 1203, Building 5, Longhua District, Shenzhen, China",
        "mail": "E-mail: office@xinghe.example", "date": "12 March 2026", "yours": "Your reference: Case ID DEA-2026-0412877",
        "ours": "Our reference: {}", "addressee": ("Seller Risk & Compliance Team", "noon"),
        "subject": "Appeal against account deactivation, Case ID DEA-2026-0412877", "dear": "Dear Sir or Madam,",
        "heading": "{}. Root cause", "enclosures": "Enclosures (exhibits)", "exhibit": "Waybill, 12 March 2026, 2 pages",
        "closing": "Yours faithfully,", "cite": " (Exhibits {} and {}.)",
        "claim": "The parcel was handed to the carrier on 12 March 2026, which the tracking page and the waybill confirm; "
                 "customs clearance at the port of entry took 3.2 days longer than the carrier had announced to us.",
        "head": ("Event", "Date and time", "Exhibit"), "row": ("First carrier scan", "12 March 2026 at 14:05 GST (GMT+4)", "1 and 2"),
    },
    "ru": {
        "company": "Shenzhen Xinghe Trading Co., Ltd.", "address": "КНР, провинция Гуандун, г. Шэньчжэнь, район Лунхуа",
        "mail": "Эл. почта: office@xinghe.example", "date": "12 марта 2026 г.", "yours": "На № ODR-20558113 от 11 марта 2026 г.",
        "ours": "Исх. № {}", "addressee": ("Службе поддержки продавцов", "ООО «Интернет Решения»"),
        "subject": "О представлении пояснений и доказательств по заказу № 48127733-0164-1", "dear": "Уважаемые коллеги!",
        "heading": "{}. Причина", "enclosures": "Приложение:", "exhibit": "Накладная от 12 марта 2026 г. на 2 л. в 1 экз.",
        "closing": "С уважением,", "cite": " (Приложения {} и {}.)",
        "claim": "Посылка передана перевозчику 12 марта 2026 г., что подтверждается страницей отслеживания и накладной; таможенное "
                 "оформление в пункте ввоза заняло на 3,2 дня больше, чем предполагалось по договору с перевозчиком.",
        "head": ("Событие", "Дата и время", "Приложение"),
        "row": ("Первое сканирование перевозчиком", "12 марта 2026 г. в 14:05 по московскому времени", "1 и 2"),
    },
}


def text(words: str, bold: bool = False) -> Inline:
    return Inline("text", words, bold)


def segment(id: str, target: str, language: Language = "en", **more: Any) -> Segment:
    return Segment(id, f"points[0].{id}", "包裹已于2026年3月12日交付承运商。", "zh", target, language, "human", "approved", **more)


def build(language: Language = "en", points: int = 1, claims: int = 2, rows: int = 3, exhibits: int = 3,
          reference: str = "XH-2026-017", extra: tuple[Block, ...] = (), segments: tuple[Segment, ...] = (),
          **words: Any) -> Letter:
    """A letter: `points` numbered parts with `claims` claims each, a table of `rows` rows, `extra` blocks before the request."""
    say = {**WORDS[language], **words}
    made = {s.id: s for s in segments}
    blocks = [
        Block("place", "letterhead", place="logo"),
        Block("paragraph", "letterhead", (text(say["company"], True), BREAK, text(say["address"]), BREAK, text(say["mail"]))),
        Block("paragraph", "date", (text(say["date"]),)),
        Block("paragraph", "reference", (text(say["yours"]), BREAK, text(say["ours"].format(reference)))),
        Block("paragraph", "addressee", (text(say["addressee"][0]), BREAK, text(say["addressee"][1]))),
        Block("heading", "subject", (text(say["subject"]),), 1),
        Block("paragraph", "salutation", (text(say["dear"]),)),
    ]
    if rows:
        blocks.append(Block("table", "body.facts", rows=(
            Row(tuple((text(w),) for w in say["head"]), True),
            *(Row(tuple((text(w),) for w in say["row"])) for _ in range(rows)),
        )))
    for point in range(1, points + 1):
        blocks.append(Block("heading", "body.cause", (text(say["heading"].format(point)),), 2))
        for claim in range(1, claims + 1):
            id = f"p{point}.cause{claim}"
            made[id] = segment(id, say["claim"], language)
            blocks.append(Block("item" if claims > 1 else "paragraph", "body.cause",
                                (Inline("segment", segment=id), text(say["cite"].format(claim, claim + 1)))))
    made["request"] = segment("request", say["claim"], language)
    blocks += [*extra, Block("paragraph", "request", (Inline("segment", segment="request"),))]
    if exhibits:
        blocks.append(Block("paragraph", "enclosures", (text(say["enclosures"], True),)))
        blocks += [Block("item", "enclosures", (text(say["exhibit"]),), number=f"{n}.") for n in range(1, exhibits + 1)]
    blocks.append(Block("paragraph", "closing", (text(say["closing"]),)))
    if language == "ru":
        blocks += [
            Block("place", "signature", place="signature"),
            Block("paragraph", "signature", (text("Генеральный директор ____________________ Линь Сяомэй"),)),
            Block("place", "signature", place="stamp"), Block("paragraph", "signature", (text("М.П."),)),
        ]
    else:
        blocks += [
            Block("paragraph", "signature", (text("For and on behalf of"), BREAK, text(say["company"], True))),
            Block("place", "signature", place="signature"),
            Block("paragraph", "signature", (text("Signature: ______________________________"), BREAK, text("Name: Lin Xiaomei"))),
            Block("place", "signature", place="stamp"), Block("paragraph", "signature", (text("Company stamp:"),)),
        ]
    mirror = tuple(replace(b, inlines=tuple(replace(i, text="中文") if i.kind == "text" else i for i in b.inlines)) for b in blocks)
    form = ((text(say["subject"]),), (), (Inline("segment", segment="request"),))
    return Letter(language, reference, say["subject"], tuple(blocks), mirror, form, made, today="2026-03-12")


@pytest.fixture
def build_letter() -> Callable[..., Letter]:
    return build


@pytest.fixture
def make_segment() -> Callable[..., Segment]:
    return segment


@pytest.fixture
def now() -> datetime:
    return NOW


def drawn(size: tuple[int, int], colour: tuple[int, int, int], alpha: bool = True) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", size, (255, 255, 255, 0) if alpha else (255, 255, 255, 255))
    ImageDraw.Draw(image).ellipse((size[0] // 10, size[1] // 10, size[0] * 9 // 10, size[1] * 9 // 10),
                                  outline=(*colour, 255), width=max(4, size[0] // 25))
    out = io.BytesIO()
    (image if alpha else image.convert("RGB")).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def images() -> Images:
    return Images(drawn((600, 220), (20, 70, 140)), drawn((400, 400), (200, 20, 30)), drawn((600, 200), (20, 30, 120)))


@pytest.fixture
def draw() -> Callable[..., bytes]:
    return drawn


@pytest.fixture
def undertaking() -> Paper:
    return Paper("commitment-letter", "en", "Letter of Undertaking", (
        Block("paragraph", "mark", (text("DRAFT for signature by Lin Xiaomei"),)),
        Block("paragraph", "reference", (text("Reference: XH-2026-017"),)),
        Block("heading", "subject", (text("Letter of Undertaking"),), 1),
        Block("paragraph", "body", (text("I, Lin Xiaomei, give this undertaking on behalf of the company."),)),
        Block("item", "body.measures", (Inline("segment", segment="request"),), number="1."),
        Block("place", "signature", place="signature"),
        Block("paragraph", "signature", (text("Signature: ______________________________"), BREAK, text("Name: Lin Xiaomei"))),
    ))
