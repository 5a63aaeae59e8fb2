"""deep-translator through its LibreTranslate provider, against a real server in this process."""

from __future__ import annotations

import time
import urllib.parse
from collections.abc import Iterator
from typing import Any

import pytest

from appealdocs.errors import EngineFailed
from appealdocs.translate.engines.base import Context, StayAway
from appealdocs.translate.engines.deep import MAX_CHARACTERS, PROVIDERS, DeepEngine, pieces
from appealdocs.translate.engines.deep_worker import factory

pytest.importorskip("deep_translator")


@pytest.fixture
def engine(server: Any) -> Iterator[DeepEngine]:
    made = DeepEngine("libre", {"custom_url": f"{server.url}/", "api_key": "k"}, seconds=6.0, sleep=lambda _: None)
    yield made
    made.close()


def asked(server: Any) -> list[str]:
    return [urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)["q"][0] for path, _, _ in server.seen]


def test_texts_go_one_by_one_and_outer_blanks_stay(server: Any, engine: DeepEngine) -> None:
    server.replies = [(200, {"translatedText": "Goods"}), (200, {"translatedText": "Parcel"})]
    assert engine.translate([" 货物\n", "包裹"], "zh", "en", Context()) == [" Goods\n", "Parcel"]
    assert asked(server) == ["货物", "包裹"]


def test_passing_faults_are_tried_again_and_lasting_ones_told(server: Any, engine: DeepEngine) -> None:
    server.replies = [(500, {}), (429, {}), (200, {"translatedText": "Goods"})]
    assert engine.translate(["货物"], "zh", "en", Context()) == ["Goods"]
    server.replies = [(500, {"error": "x"})]
    with pytest.raises(EngineFailed, match="deep:libre"):
        engine.translate(["货物"], "zh", "en", Context())
    server.replies = [(403, {})]
    with pytest.raises(StayAway):
        engine.translate(["货物"], "zh", "en", Context())


def test_garbage_and_none_are_no_translation(server: Any, engine: DeepEngine) -> None:
    server.replies = [(200, {"translatedText": None})]
    assert engine.translate(["货物"], "zh", "en", Context()) == [""]
    server.replies = [(200, "<html>garbage")]
    with pytest.raises(EngineFailed):
        engine.translate(["货物"], "zh", "en", Context())


def test_a_provider_that_hangs_is_ended_and_the_next_call_works(server: Any) -> None:
    engine = DeepEngine("libre", {"custom_url": f"{server.url}/", "api_key": "k"}, seconds=1.0, attempts=1, sleep=lambda _: None)
    server.replies = ["hang", (200, {"translatedText": "Goods"})]
    began = time.monotonic()
    with pytest.raises(EngineFailed, match="no answer within 1 s"):
        engine.translate(["货物"], "zh", "en", Context())
    assert time.monotonic() - began < 15
    engine.limits = engine.limits.__class__(batch=8, seconds=10.0)
    assert engine.translate(["货物"], "zh", "en", Context()) == ["Goods"]
    engine.close()


def test_long_texts_go_in_pieces(server: Any, engine: DeepEngine) -> None:
    text = "这一句话正好有十二个汉字呢。" * 250
    server.replies = [(200, {"translatedText": "Part."})]
    assert engine.translate([text], "zh", "en", Context()) == ["Part. Part. Part."]
    assert "".join(asked(server)) == text
    assert max(map(len, asked(server))) <= MAX_CHARACTERS


def test_pieces_are_cut_between_sentences_and_lose_nothing() -> None:
    text = "甲。乙！" * 900 + "丙" * 4000
    parts = pieces(text)
    assert "".join(parts) == text
    assert max(map(len, parts)) <= MAX_CHARACTERS
    assert parts[0].endswith(("。", "！"))


def test_plain_http_is_refused_unless_told() -> None:
    with pytest.raises(StayAway, match="plain HTTP"):
        DeepEngine("mymemory").translate(["货物"], "zh", "en", Context())


def test_dictionaries_are_no_engines_and_unknown_names_are_told() -> None:
    assert not DeepEngine("linguee").supports("zh", "en")
    with pytest.raises(EngineFailed, match="google"):
        DeepEngine("nobody")
    assert all(factory(provider).__name__ == name for provider, name in PROVIDERS.items())
