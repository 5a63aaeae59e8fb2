"""Short segments of look-alike languages against the gate (benchmarks/language_gate.py prints the table)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from appealdocs.language import cyrillic
from appealdocs.language.verdict import verdict

CORPUS = Path(__file__).parent / "corpus"


def _segments(lang: str | None = None) -> list[tuple[str, str]]:
    found = []
    for name in ("gate-dev", "gate-held-out"):
        with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            found += [(r["lang"], r["segment"]) for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return [pair for pair in found if lang is None or pair[0] == lang]


def test_no_other_language_ever_passes_for_russian() -> None:
    passed = [(lang, text) for lang, text in _segments() if lang != "ru" and verdict(text, "ru").verdict == "ok"]
    assert len(_segments()) >= 90
    assert passed == []


@pytest.mark.parametrize(("lang", "least"), [("ru", 1.0), ("en", 1.0), ("zh", 1.0)])
def test_the_required_language_passes_even_when_short(lang: str, least: float) -> None:
    own = _segments(lang)
    passed = sum(verdict(text, lang).verdict == "ok" for _, text in own)  # type: ignore[arg-type]
    assert passed / len(own) >= least


def test_telling_words_are_no_russian_words() -> None:
    lists = {lang: words.split() for lang, words in cyrillic._TELLING_WORDS.items()}
    assert [word for words in lists.values() for word in words if cyrillic.known_russian(word)] == []
