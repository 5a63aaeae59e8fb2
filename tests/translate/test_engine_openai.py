from __future__ import annotations

import json
import time
from typing import Any

import pytest

from appealdocs.errors import EngineFailed
from appealdocs.translate.engines.base import Context, StayAway
from appealdocs.translate.engines.http import Retry
from appealdocs.translate.engines.openai import OpenAIEngine

GOOD = {"translations": [{"id": 1, "text": "The goods arrived."}, {"id": 2, "text": "Order [X1X] was sent."}]}
TEXTS = ["货到了。", "订单[X1X]已发出。"]
CONTEXT = Context(((("货没到。", "The goods did not arrive."),), ()), ((), (("订单", "order"),)))


def engine(server: Any, seconds: float = 5.0) -> tuple[OpenAIEngine, list[float]]:
    waits: list[float] = []
    return OpenAIEngine(f"{server.url}/v1", "m-1", "TEST_KEY", seconds=seconds, retry=Retry(sleep=waits.append)), waits


def test_a_batch_goes_out_with_key_examples_and_terms_and_comes_back_in_order(
    server: Any, chat_answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_KEY", "sk-secret")
    server.replies = [chat_answer(GOOD)]
    assert engine(server)[0].translate(TEXTS, "zh", "en", CONTEXT) == ["The goods arrived.", "Order [X1X] was sent."]
    path, headers, body = server.seen[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer sk-secret"
    asked = json.loads(body["messages"][1]["content"])
    assert [item["text"] for item in asked["texts"]] == TEXTS
    assert asked["texts"][0]["similar"] == [{"Chinese": "货没到。", "English": "The goods did not arrive."}]
    assert asked["texts"][1]["glossary"] == {"订单": "order"}
    assert body["temperature"] == 0


def test_a_fenced_answer_is_read(server: Any, chat_answer: Any) -> None:
    server.replies = [chat_answer("```json\n" + json.dumps(GOOD) + "\n```")]
    assert len(engine(server)[0].translate(TEXTS, "zh", "en", Context())) == 2


@pytest.mark.parametrize("fault", [(429, "", ("Retry-After", "3")), (500, "oops"), (503, ""), "cut", (200, "not json {")])
def test_passing_faults_are_tried_again(server: Any, chat_answer: Any, fault: Any) -> None:
    server.replies = [fault, fault, chat_answer(GOOD)]
    tried, waits = engine(server)
    assert len(tried.translate(TEXTS, "zh", "en", Context())) == 2
    assert len(server.seen) == 3
    assert len(waits) == 2
    assert waits[1] >= (3 if fault[0] == 429 else waits[0])


@pytest.mark.parametrize("fault", [(500, "oops"), "cut", "garbage-json"])
def test_lasting_faults_end_after_three_attempts(server: Any, fault: Any) -> None:
    server.replies = [(200, "<html>") if fault == "garbage-json" else fault]
    with pytest.raises(EngineFailed, match="no usable answer"):
        engine(server)[0].translate(TEXTS, "zh", "en", Context())
    assert len(server.seen) == 3


@pytest.mark.parametrize("fault", ["hang", "drip"])
def test_an_answer_that_does_not_come_ends_in_time(server: Any, fault: str) -> None:
    server.replies = [fault]
    tried = OpenAIEngine(f"{server.url}/v1", "m", "TEST_KEY", seconds=0.3, retry=Retry(attempts=2, sleep=lambda _: None))
    began = time.monotonic()
    with pytest.raises(EngineFailed):
        tried.translate(TEXTS, "zh", "en", Context())
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_refused_key_is_not_tried_again(server: Any, status: int) -> None:
    server.replies = [(status, "")]
    with pytest.raises(StayAway):
        engine(server)[0].translate(TEXTS, "zh", "en", Context())
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "content",
    [
        {"translations": [{"id": 1, "text": "one"}]},  # too few
        {"translations": ["a", "b", "c"]},  # too many
        {"translations": [{"id": 2, "text": "b"}, {"id": 1, "text": "a"}]},  # neighbours swapped
        {"translations": [{"id": 1, "text": None}, {"id": 2, "text": "b"}]},
        {"result": []},
        "Sure! Here are your translations.",
        {"translations": "The goods arrived."},
    ],
)
def test_anything_but_what_was_asked_for_is_refused_whole(server: Any, chat_answer: Any, content: Any) -> None:
    server.replies = [chat_answer(content)]
    with pytest.raises(EngineFailed):
        engine(server)[0].translate(TEXTS, "zh", "en", Context())


def test_a_redirect_does_not_carry_the_key_away(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_KEY", "sk-secret")
    server.replies = [(302, "", ("Location", f"{server.url}/elsewhere"))]
    with pytest.raises(EngineFailed):
        engine(server)[0].translate(TEXTS, "zh", "en", Context())
    assert [path for path, _, _ in server.seen] == ["/v1/chat/completions"]


def test_a_key_is_not_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_KEY", "sk-secret")
    with pytest.raises(StayAway, match="plain HTTP"):
        OpenAIEngine("http://models.example/v1", "m", "TEST_KEY").translate(["x"], "zh", "en", Context())
    with pytest.raises(StayAway, match="address"):
        OpenAIEngine("file:///etc/passwd", "m", "TEST_KEY").translate(["x"], "zh", "en", Context())


def test_online_means_leaving_the_machine() -> None:
    assert OpenAIEngine("https://api.example/v1", "m").online
    assert not OpenAIEngine("http://127.0.0.1:8080/v1", "m").online
    assert OpenAIEngine("http://localhost.evil.example/v1", "m").online


def test_without_address_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(EngineFailed, match="OPENAI_BASE_URL"):
        OpenAIEngine().translate(["x"], "zh", "en", Context())
