"""Candidates of the index: the best match is among them, in every language, for long and short texts."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from appealdocs.translate import fuzzy, grams, memory, shard, tmx
from appealdocs.translate.seed import shipped_seed
from appealdocs.translate.skeleton import tidy

likeness = Levenshtein.normalized_similarity


def parts(language: str) -> list[str]:
    units = (u for u in tmx.read(shipped_seed()) if language in ("zh", u.target_language))
    texts = dict.fromkeys(u.source if language == "zh" else u.target for u in units)
    return [part.strip(" .") for text in texts for part in re.split(r"[，；。！]|[,;.:] ", text) if len(part) >= 6]


def corpus(language: str, count: int, rng: random.Random) -> list[str]:
    """Segments of one to three parts that many others hold too, which is what hides the best from an index."""
    some = parts(language)[:400]
    between = "，" if language == "zh" else ", "
    texts = (between.join(rng.choice(some) for _ in range(rng.choice((1, 2, 2, 3)))) for _ in range(count))
    return list(dict.fromkeys(tidy(re.sub(r"\d", lambda _: str(rng.randint(0, 9)), text)) for text in texts))


def edited(text: str, rng: random.Random) -> str:
    chars = list(text)
    for _ in range(1 + len(chars) // 12):
        at = rng.randrange(len(chars))
        chars[at : at + rng.randint(0, 1)] = rng.choice(("", "a", "о", "的", " "))
    return "".join(chars)


def opened(folder: Path, language: str, texts: list[str], each: int) -> list[shard.Shard]:
    paths = []
    for first in range(0, len(texts), each):
        own = texts[first : first + each]
        paths.append(folder / f"{language}{first}.shard")
        shard.write(paths[-1], language, range(first, first + len(own)), own)
    return [shard.Shard(path) for path in paths]


@pytest.mark.parametrize("language", ["zh", "en", "ru"])
def test_the_best_is_among_few_candidates_and_among_the_first(
    tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(4)
    known = corpus(language, 6_000, rng)
    shards = opened(tmp_path, language, known, 2_500)
    budget = fuzzy.Budget(6_000, 600, 120)
    monkeypatch.setattr(fuzzy, "BUDGETS", dict.fromkeys(("zh", "en", "ru"), budget))
    missed = late = 0
    for _ in range(120):
        asked = tidy(edited(rng.choice(known), rng)) or "x"
        rows, texts = fuzzy.candidates(shards, asked, language)
        assert len(texts) <= budget.measured
        assert [known[row] for row in rows] == texts
        best = process.extractOne(asked, known, scorer=likeness)[1]
        missed += max(likeness(asked, text) for text in texts) < best - 1e-9
        late += max(likeness(asked, text) for text in texts[:30]) < best - 1e-9
    assert missed == 0
    assert late <= 6


@pytest.mark.parametrize("language", ["zh", "en", "ru"])
def test_a_short_text_is_found_through_its_edits(tmp_path: Path, language: str) -> None:
    rng = random.Random(5)
    known = [text for text in corpus(language, 4_000, rng) if len(text) < 40]
    shards = opened(tmp_path, language, known, 10_000)
    for text in rng.sample(known, 60):
        asked = edited(text, rng)
        found = fuzzy.candidates(shards, asked, language)[1]
        assert max(likeness(asked, t) for t in found) >= likeness(asked, text)


def test_a_long_text_is_found_by_a_part_of_it_that_is_short(tmp_path: Path) -> None:
    known = ["The carrier collected all parcels on Monday, and the seller was told of it on the same day."]
    shards = opened(tmp_path, "en", known, 10)
    assert fuzzy.candidates(shards, "The carrier collected all parcels", "en")[1] == known


def test_nothing_is_found_for_nothing(tmp_path: Path) -> None:
    shards = opened(tmp_path, "en", ["The carrier collected all parcels on Monday."], 10)
    assert fuzzy.candidates(shards, "", "en") == ([], [])
    assert fuzzy.candidates(shards, "相符", "en") == ([], [])
    assert fuzzy.candidates([], "The carrier", "en") == ([], [])


def test_grams_of_many_texts_are_those_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = corpus("ru", 300, random.Random(6))
    monkeypatch.setattr(grams, "_BLOCK", 1_000)
    whole = sorted(zip(*(a.tolist() for a in grams.of_texts(texts, "ru")), strict=True))
    monkeypatch.setattr(grams, "_BLOCK", 7)
    assert sorted(zip(*(a.tolist() for a in grams.of_texts(texts, "ru")), strict=True)) == whole
    for number in range(0, len(texts), 29):
        own = {hash for hash, owner in whole if owner == number}
        asked, where, finds_long = grams.of_query(texts[number], "ru")
        long = len(texts[number]) >= grams.LONG
        assert own == {hash for hash, of_long in zip(asked.tolist(), finds_long.tolist(), strict=True) if of_long == long}
        assert len(where) == len(asked)


def test_what_needs_no_measuring_to_the_end_is_not_missed() -> None:
    rng = random.Random(7)
    known = corpus("en", 900, rng)
    for _ in range(80):
        asked, texts = edited(rng.choice(known), rng), rng.sample(known, 300)
        plain = process.extract(asked, texts, scorer=likeness, score_cutoff=0.3, limit=5)
        found = memory._measured(asked, texts, 0.3, 5, 20)
        assert [score for _, score, _ in found[:5]] == [score for _, score, _ in plain]
        assert all(texts[at] == text for text, _, at in found)
