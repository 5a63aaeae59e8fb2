"""What a recording engine gets of sentences full of personal data, and how much ordinary text is taken for personal."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from appealdocs.facts.names import Names
from appealdocs.model.letter import Letter, Segment
from appealdocs.translate import people, tmx, translate
from appealdocs.translate.breaker import Breaker
from appealdocs.translate.engines.fakes import RecordingEngine
from appealdocs.translate.memory import open_memory
from appealdocs.translate.seed import shipped_seed
from appealdocs.translate.unit import Unit

ROWS = list(csv.DictReader((Path(__file__).parent / "personal.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
NAMES = Names(
    {
        "name": [
            {"zh": "蓝鲸科技", "en": "Blue Whale Technology", "ru": "Голубой кит"},
            {"en": "Yiwu Chenhao Trading Co., Ltd.", "zh": "义乌市辰昊贸易有限公司"},
            {"zh": "苏晓曼"},
            {"en": "Tan Jialu"},
        ]
    }
)


def sent(texts: list[tuple[str, str]], memory_units: list[Unit] | None = None) -> str:
    """Everything that an online engine got for these (language, text)."""
    memory = open_memory()
    memory.add(memory_units or [])
    engine = RecordingEngine()
    segments = [
        Segment(f"s{n}", f"points[0].s{n}", text, language, "", "ru" if language == "en" else "en", "human", "new")  # type: ignore[arg-type]
        for n, (language, text) in enumerate(texts)
    ]
    letter = Letter("en", "T-1", "Appeal", (), (), (), {s.id: s for s in segments})
    translate(letter, memory=memory, glossary=None, engines=[engine], names=NAMES, now=datetime(2026, 3, 12, tzinfo=UTC), breaker=Breaker())
    assert engine.calls, "nothing was sent at all"
    return engine.sent


@pytest.mark.parametrize("language", ["zh", "en", "ru"])
def test_no_secret_of_these_sentences_is_sent(language: str) -> None:
    rows = [row for row in ROWS if row["language"] == language]
    harmless = (language, {"zh": "货物延误了。", "en": "The goods were late.", "ru": "Товар задержан."}[language])
    leaks = []
    for row in rows:
        got = sent([(language, row["text"]), harmless])
        leaks += [(secret, row["text"]) for secret in row["secrets"].split("|") if secret in got]
    assert leaks == []
    assert len(rows) >= 20


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("晓曼当天就联系了买家。", "晓曼"),
        ("Su Xiaoman联系了买家。", "Xiaoman"),
        ("谭佳璐当天联系了买家。", "佳璐"),
        ("辰昊没有销售过假货。", "辰昊"),
        ("CHENHAO TRADING没有销售过假货。", "CHENHAO"),
    ],
)
def test_writings_that_the_case_does_not_spell_out(text: str, secret: str) -> None:
    assert secret not in sent([("zh", text), ("zh", "货物延误了。")])


def test_examples_from_the_memory_leak_nobody() -> None:
    units = [Unit("王磊已经联系了买家并全额退款了。", "Wang Lei contacted the buyer and refunded in full.", "zh", "en", "approved", "Anna")]
    got = sent([("zh", "刘洋已经联系了买家并全额退款。")], units)
    assert not any(name in got for name in ("王磊", "Wang", "刘洋"))


@pytest.mark.parametrize(("language", "most"), [("zh", 0.01), ("en", 0.05), ("ru", 0.02)])
def test_little_of_the_seed_memory_is_taken_for_people(language: str, most: float) -> None:
    texts = list({u.source if language == "zh" else u.target for u in tmx.read(shipped_seed()) if language in ("zh", u.target_language)})[:800]
    find = {"zh": people.chinese, "en": lambda text: people.latin(text, "en"), "ru": people.russian}[language]
    assert sum(any(True for _ in find(text)) for text in texts) <= most * len(texts)
