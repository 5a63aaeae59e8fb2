"""The encoder reads pairs and sentences on this machine, keeps scores without texts, and is missed by nobody where it cannot run."""

import sys

import pytest

from appealdocs.kept import Kept
from appealdocs.language import encoder
from appealdocs.language.encoder import PairRead, SentenceRead, read_pairs, read_sentences
from appealdocs.translate.flags import flags

SAME = [
    ("买家在4月3日才付款，所以我们没有提前发货。", "The buyer paid only on 3 April, so we did not ship earlier."),
    ("仓库没有一单是晚发的。", "Every order left the warehouse on time."),
    ("Без накладной груз не отпускают.", "Goods are released only against a waybill."),
]
OTHER = [
    ("买家在4月3日才付款，所以我们没有提前发货。", "The buyer paid only on 3 April, so we shipped earlier."),
    ("我们从未销售过该批次的商品。", "We have sold goods of this batch."),
    ("买家已确认收到退款。", "Покупатель так и не подтвердил получение возврата."),
]


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):  # type: ignore[no-untyped-def]
    kept = Kept.open("read", "", tmp_path / "cache")
    monkeypatch.setattr(encoder, "_kept", lambda: kept)
    return kept


def test_a_changed_negation_reads_worse_than_the_same_meaning() -> None:
    same, other = read_pairs(SAME), read_pairs(OTHER)
    assert all(isinstance(reading, PairRead) for reading in (*same, *other))
    assert max(r.polarity for r in same if r) < 0 < min(r.polarity for r in other if r)


@pytest.mark.parametrize(("source", "target"), OTHER)
def test_the_span_lies_in_the_target(source: str, target: str) -> None:
    reading = read_pairs([(source, target)])[0]
    assert reading is not None
    start, end = reading.span
    assert 0 <= start < end <= len(target)
    assert target[start:end].strip()


def test_order_and_company_change_nothing() -> None:
    alone = [read_pairs([pair])[0] for pair in OTHER]
    encoder._kept()._data.clear()
    together = read_pairs([*reversed(OTHER), *SAME])[: len(OTHER)]
    for one, other in zip(alone, reversed(together), strict=True):
        assert one is not None
        assert other is not None
        assert one[:-1] == pytest.approx(other[:-1], abs=0.02)


def test_sentences_read_by_topic() -> None:
    begging, plain = read_sentences(["Умоляем вас, сжальтесь над нашей семьёй!", "5 марта 2026 г. склад передал перевозчику 41 посылку."])
    assert isinstance(begging, SentenceRead)
    assert begging.emotional > 0
    assert plain is not None
    assert max(plain) < 0


def test_scores_are_kept_and_no_text_is(own_cache: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_pairs(OTHER)
    monkeypatch.setattr(encoder, "_model", lambda: pytest.fail("read again"))
    assert read_pairs(OTHER) == first
    kept = repr(own_cache._data)
    assert not any(word in kept for pair in OTHER for text in pair for word in (text, text[:6]))


def test_only_the_last_values_are_written(tmp_path) -> None:  # type: ignore[no-untyped-def]
    kept = Kept.open("read", "x", tmp_path, most=3)
    for n in range(5):
        kept.put(n, n)
    kept.save()
    again = Kept.open("read", "x", tmp_path, most=3)
    assert [again.get(n) for n in range(5)] == [None, None, 2, 3, 4]


def test_without_the_encoder_the_rules_speak_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_model", lambda: None)
    assert read_pairs(OTHER) == [None] * 3
    assert read_sentences(["Умоляем вас!"]) == [None]
    assert any(f.flag.startswith("negation") for f in flags(*OTHER[1], "zh", "en"))
    assert flags("很" * 300, "very " * 300, "zh", "en") is not None  # whether it fits is not asked of a model that is not there


@pytest.mark.parametrize("missing", ["onnxruntime", "sentencepiece"])
def test_a_part_that_cannot_be_loaded_is_missed_by_nobody(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    encoder._model.cache_clear()
    try:
        assert read_pairs(OTHER) == [None] * 3
    finally:
        encoder._model.cache_clear()


@pytest.mark.parametrize("text", ["", " ", "。", "\ud800", "a" * 5000, "没" * 5000, "\0"])
def test_odd_texts_are_read_too(text: str) -> None:
    assert len(read_pairs([(text, "no"), ("不", text)])) == 2
    assert len(read_sentences([text])) == 1
