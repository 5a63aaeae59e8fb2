"""Near copies of letters."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.language.similarity import Index, containment, fingerprint, similarity

WORDS = [f"{a}{b}" for a in ("ship", "carri", "custom", "delay", "label", "scan", "buy", "pack") for b in ("ment", "er", "s", "ing", "ed", "age")]


def _letter(seed: int, length: int = 120) -> str:
    pick = random.Random(seed)
    return " ".join(pick.choice(WORDS) for _ in range(length))


def test_the_same_letter_with_other_numbers_is_a_copy() -> None:
    one = fingerprint(["Order AE-7730412 was delivered on 3 May and signed for by the buyer at 14:32."])
    two = fingerprint(["Order NA-1188220 was delivered on 9 June and signed for by the buyer at 09:05."])
    assert similarity(one, two) > 0.7


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("包裹在洛杉矶口岸清关平均延迟三天，影响四十一个包裹。", "法定代表人已签署整改承诺书，授权书已上传。"),
        ("Посылки задерживались на сортировочном центре в Екатеринбурге.", "Разрешение правообладателя загружено в личный кабинет."),
    ],
)
def test_different_letters_are_not_alike(a: str, b: str) -> None:
    assert similarity(fingerprint([a]), fingerprint([b])) < 0.1
    assert similarity(fingerprint([a]), fingerprint([a])) == 1.0


def test_a_short_letter_inside_a_long_one() -> None:
    part, whole = _letter(1, 40), _letter(1, 40) + " " + _letter(2, 200)
    assert containment(fingerprint([part]), fingerprint([whole])) > 0.9
    assert similarity(fingerprint([part]), fingerprint([whole])) < 0.5


def test_nothing_is_like_nothing() -> None:
    assert similarity(fingerprint([]), fingerprint(["12 34"])) == 0.0


def test_the_index_finds_a_changed_copy_among_many_fast() -> None:
    prints = [fingerprint([_letter(seed)]) for seed in range(1500)]
    index: Index[int] = Index()
    for number, print_ in enumerate(prints):
        index.add(number, print_)
    words = _letter(77).split()
    words[10:22] = ["wholly", "other"] * 6
    begin = time.perf_counter()
    near = index.near(fingerprint([" ".join(words)]), 0.4)
    pairs = index.pairs(0.4)
    assert time.perf_counter() - begin < 5
    assert [key for key, _ in near] == [77]
    assert pairs == []
    with pytest.raises(ValueError, match="77"):
        index.add(77, prints[77])


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_likeness_is_symmetric_and_bounded(a: str, b: str) -> None:
    one, two = fingerprint([a]), fingerprint([b])
    assert similarity(one, two) == similarity(two, one)
    assert 0.0 <= similarity(one, two) <= 1.0
