"""Every letter, form and paper: rendered lean and rich, and beside its Chinese mirror, block by block."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from appealdocs.draft.blocks import blocks, lines
from appealdocs.draft.template import render
from appealdocs.draft.tokens import Tokens
from appealdocs.model.keys import EVIDENCE_TYPES, ISSUES, ORDER_EVENTS, PLATFORMS
from appealdocs.model.letter import Block

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = yaml.safe_load((TEMPLATES / "names.yaml").read_text(encoding="utf-8"))
ZONES = {"en": "Asia/Dubai", "ru": "Europe/Moscow"}
HAN, CYRILLIC = re.compile("[\u3400-\u9fff]"), re.compile("[\u0400-\u04ff]")

# Every letter with its language; the mirror of each lies under zh/.
LETTERS = [(lang, path.name) for lang in ("en", "ru") for path in sorted((TEMPLATES / lang).glob("[!_]*.j2"))]
APPEALS = ["noon-odr", "noon-deactivation", "ozon-odr", "ozon-performance", "performance-appeal"]
SIZES = ("lean", "single", "rich")


@dataclass
class Claim:
    """A claim as a template sees it."""

    text: str
    exhibits: list[Any] = field(default_factory=list)
    measure: int | None = None

    def __str__(self) -> str:
        return self.text


class Context:
    """The variables of VARIABLES.md: `lean` holds what must be there, `single` one of each, `rich` several."""

    def __init__(self, size: str, lang: str, platform: str = "amazon") -> None:
        self.full = size != "lean"
        self.many = 2 if size == "rich" else 1
        self.lang = lang
        self.platform = platform
        self.words = {"zh": "陈述内容。", "en": "A statement.", "ru": "Изложение фактов."}[lang]
        self.exhibits = [self.exhibit(n) for n in range(1, (self.many if self.full else 1) + 1)]

    def given(self, value: Any) -> Any:
        return value if self.full else None

    def claim(self, measure: int | None = None) -> Claim:
        return Claim(self.words, self.exhibits if self.full else [], measure)

    def exhibit(self, number: int) -> dict[str, Any]:
        word = {"zh": "运单", "en": "Waybill", "ru": "Накладная"}[self.lang]
        language = {"zh": "中文", "en": "Chinese", "ru": "китайский"}[self.lang]
        return {
            "number": number, "title": word, "pages": self.given(2), "seconds": self.given(74) if number == 2 else None,
            "packed_as": self.given("1_shipment.pdf"), "date": self.given(dt.date(2026, 3, 5)) if number == 1 else None,
            "from": self.given(dt.date(2026, 3, 2)), "to": self.given(dt.date(2026, 3, 9)), "order": self.given("1"),
            "link": self.given("https://example.com/1"), "shows": self.given(Claim(self.words)),
            "certified_by": self.given("A. Notary"), "language_name": language, "sha256": "0" * 64, "masked": self.full,
            "converted": self.full, "original_sha256": "1" * 64, "translation_sha256": "2" * 64, "original_pages": 1,
            "translation_pages": 1,
            "locators": [{"page": 1, "place": "top", "text": "CDEK", "fact": "F1"}] if self.full else [],
            "marks": [{"page": 1, "kind": "stamp", "text": "CDEK"}] if self.full else [],
        }  # fmt: skip

    def order(self, number: int) -> dict[str, Any]:
        moment = "2026-03-05T14:22:00+04:00"
        return {
            **dict.fromkeys(ORDER_EVENTS, self.given(moment)), "id": f"51640227-{number}", "tracking": self.given("1611204556"),
            "carrier": self.given("CDEK"), "signed_by": self.given("A. Khalid"), "platform_status": self.given("delivered"),
            "skus": ["LT-1", "LT-2"][: self.many] if self.full else [],
            "amount": self.given({"value": 2190, "currency": "RUB"}),
            "timeline": [{"event": "–", "at": moment, "exhibits": self.exhibits}] if self.full else [],
        }  # fmt: skip

    def point(self, number: int) -> dict[str, Any]:
        claims = [self.claim() for _ in range(self.many)]
        return {
            "code": f"DC-01{number}", "title": self.given(Claim({"zh": "标题", "en": "Title", "ru": "Тема"}[self.lang])),
            "clause": self.given("Section 4.1"), "skus": ["LT-1", "LT-3"][: self.many] if self.full else [],
            "date": self.given(dt.date(2026, 2, 16)), "problem": claims, "cause": claims, "action": claims,
            "prevention": [self.claim(number)], "exhibits": self.exhibits,
        }  # fmt: skip

    def variables(self) -> dict[str, Any]:
        points = [self.point(n) for n in range(1, self.many + 1)]
        who = {"zh": "李娜", "en": "Li Na", "ru": "Ли На"}[self.lang]
        listed = ["Former Co., Ltd."] * self.many if self.full else []
        seller = {
            "legal_name": "Shenzhen Lanting Trading Co., Ltd.", "legal_name_zh": self.given("深圳市蓝庭贸易有限公司"),
            "store": "Lanting Home", "address": self.given("1"), "email": self.given("a@example.com"), "phone": self.given("1"),
            "licence": self.given({"label": NAMES["licence"]["business-licence"][self.lang], "number": "9144"}),
            "representative": {"name": who, "title": {"zh": "总经理", "en": "Director", "ru": "Директор"}[self.lang]},
            "former_names": listed, "former_licences": self.given(listed), "other_accounts": listed,
        }  # fmt: skip
        answered = [
            {"number": str(n), "text": "No proof", "point": p if n == 1 else None} for n, p in enumerate(points, 1)
        ]
        plan = [
            {"measure": n, "code": p["code"], "claim": self.claim(), "owner": self.given(who), "date": self.given(dt.date(2026, 4, 1)),
             "exhibits": self.exhibits} for n, p in enumerate(points, 1)
        ]  # fmt: skip
        issue = {"zh": "承运商异常", "en": "Delay at the carrier", "ru": "задержки на стороне перевозчика"}[self.lang]
        metric = {
            "name": "On-Time Delivery", "value": 78.4, "threshold": 90, "window_days": 60, "as_of": dt.date(2026, 5, 10),
            "valid_orders": 412, "unit": "percent",
        }  # fmt: skip
        return {
            "reference": "REF-1", "site": "noon.com/ae", "platform": self.platform, "platform_case": self.given("C-1"),
            "received": "2026-05-11T09:30:00+03:00", "deadline": self.given("2026-05-14T09:30:00+03:00"), "seller": seller,
            "orders": [self.order(n) for n in range(1, self.many + 1)], "first_order": self.order(1), "metric": self.given(metric), "points": points,
            "request": self.claim(), "final": False, "today": dt.date(2026, 5, 12), "addressee": ["Ozon"], "issue_name": issue,
            "issue_subject": issue, "plan": plan, "other_points": points[1:] if self.full else points,
            "rejection": self.given({"platform_case": "C-0", "reasons": answered}),
            "required": [{"number": "1", "text": "Invoice", "point": points[0], "exhibits": self.exhibits, "declared": False}] if self.full else [],
            "other_skus": ["LT-3"] if self.full else [], "exhibits": self.exhibits, "exhibit": self.exhibits[0],
            "differences": [{"order": "1", "event": "–", "ours": "2026-03-05T14:22:00+04:00", "platform": None}] if self.full else [],
            "translator": {"name": who, "contact": "a@example.com"}, "documents": self.exhibits,
            "source_languages": [NAMES["language"]["zh"]["ru_from" if self.lang == "ru" else self.lang]], "target_language": "俄文",
            "passages": [
                {"number": n, "text": NAMES["language"]["zh"][self.lang], "way": NAMES["passage"]["edited"][self.lang], "by": self.given(who)}
                for n in range(1, self.many + 1)
            ],
            "ways": [{"text": NAMES["passage"]["edited"][self.lang], "count": self.many, "numbers": "1–3, 5"}],
            "checked_on": self.given("2026-05-12"), "other_checkers": [who] if self.full else [],
            "submission": {"platform_case": "C-1", "at": "2026-05-12T10:00:00+03:00", "business_days": 11},
            "new_exhibits": self.exhibits if self.full else [], "support_address": "support@example.com",
            "failure": {
                "url": "https://example.com", "attempts": ["2026-05-12T10:00:00+03:00"] * self.many, "browser": "Firefox",
                "shown": self.given("Error 500"), "console": ["TypeError"], "screenshots": ["1.png"] if self.full else [],
            },
        }  # fmt: skip


def _rendered(
    lang: str, name: str, size: str, platform: str = "amazon", zone: str = "Europe/Moscow"
) -> tuple[str, Tokens]:
    tokens = Tokens()
    variables = Context(size, lang, platform).variables()
    return render((TEMPLATES,), f"{lang}/{name}", lang, zone, variables, tokens), tokens


def _blocks(lang: str, name: str, size: str, platform: str = "amazon") -> tuple[Block, ...]:
    return blocks(*_rendered(lang, name, size, platform))


def _words(lang: str, name: str, size: str, platform: str = "amazon") -> list[str]:
    """The paragraphs, headings, items and cells of a letter, or the lines of a form, as plain text."""
    text, tokens = _rendered(lang, name, size, platform)
    if name.endswith(".txt.j2"):
        return ["".join(i.text for i in line) for line in lines(text, tokens)]
    runs = [run for b in blocks(text, tokens) for run in (b.inlines, *(c for row in b.rows for c in row.cells))]
    return ["".join("\n" if i.kind == "break" else i.text for i in run) for run in runs]


def _shape(block: Block) -> tuple[Any, ...]:
    """What the mirror must have in common with a block: kind, section, level, place, rows and columns."""
    return block.kind, block.section, block.level, block.place, [(row.header, len(row.cells)) for row in block.rows]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("lang", "name"), LETTERS)
def test_the_chinese_mirror_has_the_same_blocks(lang: str, name: str, size: str) -> None:
    for platform in PLATFORMS if name.startswith("performance") else ("amazon",):
        if name.endswith(".txt.j2"):
            own, mirror = _words(lang, name, size, platform), _words("zh", name, size, platform)
            assert [bool(line) for line in own] == [bool(line) for line in mirror]
        else:
            own_blocks, mirror_blocks = _blocks(lang, name, size, platform), _blocks("zh", name, size, platform)
            assert [_shape(b) for b in own_blocks] == [_shape(b) for b in mirror_blocks]


def test_every_chinese_mirror_mirrors_a_letter() -> None:
    assert {path.name for path in (TEMPLATES / "zh").glob("*.j2")} == {name for _, name in LETTERS} | {"_parts.md.j2"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("lang", "name"), LETTERS)
def test_no_slip_of_the_pen(lang: str, name: str, size: str) -> None:
    slips = (
        r"[^\S\n]{2}|\.\.|,,|None\b(?! \|)|[{}]|[ \u00a0][,.;:!?)»”](?!\S)|[(«“][ \u00a0]|[,;:][,.;:]|«[^»]*$|#|\*\*"
    )
    for words in _words(lang, name, size):
        text = "" if words == "None" else words.replace("https://", "")
        assert not re.search(slips, text), words
        assert text == text.strip(" \u00a0"), words
        assert text.count("(") == text.count(")"), words


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("lang", "name"), LETTERS)
def test_a_letter_speaks_one_language(lang: str, name: str, size: str) -> None:
    for words in _words(lang, name, size):
        assert not HAN.search(words), words
        assert lang == "ru" or not CYRILLIC.search(words), words
    own = "".join(_words(lang, name, size))
    assert len(re.findall(r"[а-яё]" if lang == "ru" else r"[a-z]", own)) > 100


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("procedure", APPEALS)
def test_a_letter_says_its_four_parts_in_order_then_asks(procedure: str, size: str) -> None:
    made = _blocks("ru" if procedure.startswith("ozon") else "en", f"{procedure}.md.j2", size)
    sections = list(dict.fromkeys(b.section for b in made))
    tail = ["request", "enclosures", "closing", "signature"]
    assert [s for s in sections if s in tail] == tail
    assert [b.place for b in made if b.place] == ["logo", "signature", "stamp"]
    four = [s for s in sections if s in ("body.problem", "body.cause", "body.action", "body.prevention")]
    deeper = [_words_of(b) for b in made if b.kind == "heading" and b.level == 4]
    if procedure == "noon-deactivation":
        assert deeper
        assert deeper == ["Problem", "Root cause", "Action taken", "Prevention"] * (2 if size == "rich" else 1)
    elif procedure == "performance-appeal" and size == "single":  # the one point answers the one reason
        assert four == []
        assert len(deeper) == 4
    else:
        assert four == ["body.problem", "body.cause", "body.action", "body.prevention"]


def test_titles_that_the_platforms_prescribe() -> None:
    for size in SIZES:
        assert _words("en", "noon-odr.ticket.txt.j2", size)[0] == "ODR Appeal + Order ID 51640227-1"
        heading = next(b for b in _blocks("en", "noon-odr.md.j2", size) if b.kind == "heading")
        assert "".join(i.text for i in heading.inlines) == "ODR Appeal + Order ID 51640227-1"
        assert _words("ru", "ozon-performance.ticket.txt.j2", size)[0] == "[URGENT: Performance Review Request]"
        assert _words("ru", "ozon-performance.md.j2", size)[0] == "[URGENT: Performance Review Request]"
        follow_up = _words("en", "follow-up-noon.txt.j2", size)
        assert follow_up[0] == "Follow-up on Case ID C-1"
        assert _words("en", "technical-failure-mail.txt.j2", size)[1].startswith(
            "Subject: URGENT: Appeal Submission Issue - Case ID "
        )


@pytest.mark.parametrize("size", SIZES)
def test_ozon_letters_are_no_appeal(size: str) -> None:
    for name in (n for lang, n in LETTERS if lang == "ru"):
        assert not re.search(r"апелляц|обжал|appeal", " ".join(_words("ru", name, size)), re.I)
    for name in ("ozon-odr.md.j2", "ozon-odr.ticket.txt.j2"):
        assert "申诉" not in " ".join(_words("zh", name, size))


@pytest.mark.parametrize("size", SIZES)
def test_russian_letters_follow_the_custom(size: str) -> None:
    for name in ("ozon-odr.md.j2", "ozon-performance.md.j2"):
        made = _blocks("ru", name, size)
        text = {s: "\n".join(_words_of(b) for b in made if b.section == s) for s in {b.section for b in made}}
        assert text["date"] == "12\u00a0мая 2026\u00a0г."
        assert text["reference"].startswith("Исх. № REF-1")
        assert text["salutation"].endswith("!")
        assert text["closing"] == "С уважением,"
        assert text["enclosures"].startswith("Приложение:")
        assert "М.П." in text["signature"]
    subject = next(_words_of(b) for b in _blocks("ru", "ozon-odr.md.j2", size) if b.section == "subject")
    assert subject.startswith("О представлении пояснений")


def _words_of(block: Block) -> str:
    return "".join("\n" if i.kind == "break" else i.text for i in block.inlines)


def test_the_forms_leave_room_for_the_claims() -> None:
    for lang, name in LETTERS:
        if name.endswith(".ticket.txt.j2"):
            assert len("\n".join(_words(lang, name, "single"))) < 1300


@pytest.mark.parametrize(("procedure", "issue"), [(p, i) for p, issues in ISSUES.items() for i in issues])
def test_every_issue_has_its_name(procedure: str, issue: str) -> None:
    entry = NAMES["issue"][procedure][issue]
    lang = "ru" if procedure.startswith("ozon") else "en"
    assert HAN.search(entry["zh"])
    assert (CYRILLIC if lang == "ru" else re.compile("[a-z]")).search(entry[lang])
    if procedure == "ozon-performance":
        assert re.match(r"Об? [а-яё]", entry["ru_o"])
        assert ("ru_one" in entry) == ("ru_o_one" in entry)


@pytest.mark.parametrize(
    ("table", "keys"),
    [("exhibit", EVIDENCE_TYPES), ("event", ORDER_EVENTS), ("language", ("zh", "en", "ru", "ar", "kk")),
     ("licence", ("trade-licence", "commercial-registration", "business-licence", "none"))],
)  # fmt: skip
def test_every_key_has_its_word_in_each_language(table: str, keys: tuple[str, ...]) -> None:
    for key in keys:
        entry = NAMES[table][key]
        assert HAN.search(entry["zh"]), key
        assert CYRILLIC.search(entry["ru"]), key
        assert not re.search("[\u0400-\u04ff\u3400-\u9fff]", entry["en"]), key


def test_every_addressee_is_named() -> None:
    for key in ("noon-odr", "noon-deactivation", "ozon-odr", "ozon-performance", *PLATFORMS):
        entry = NAMES["addressee"][key]
        assert entry["zh"]
        assert entry["ru" if key.startswith("ozon") else "en"]
    assert all(
        entry["ru"][0].startswith("Службе") for key, entry in NAMES["addressee"].items() if key.startswith("ozon")
    )
