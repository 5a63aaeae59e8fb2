"""Judge and encoder together: asked where the judge is not sure, one reading for sentences that differ in numbers alone."""

import pytest

from appealdocs.language import learnt, reads
from appealdocs.language.encoder import SentenceRead
from appealdocs.language.learnt import TOPICS

SAID = "Those 41 late orders of 5 April were invented by your statistics."


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the encoder was asked, which always answers the same."""
    questions: list[str] = []

    def answer(sentences: list[str]) -> list[SentenceRead]:
        questions.extend(sentences)
        return [SentenceRead(-8.0, -6.0, 5.0, -7.0) for _ in sentences]

    monkeypatch.setattr(reads, "read_sentences", answer)
    reads.score.cache_clear()
    return questions


@pytest.mark.parametrize(("judge", "found"), [(-5.0, 0.5 * -4 + 0.5 * 5 + 1.75), (-1.0, 0.5 * -1 + 0.5 * 5 + 1.75), (9.0, 0.5 * 4 + 0.5 * 5 + 1.75)])
def test_each_counts_for_half_and_the_judge_for_no_more_than_four(judge: float, found: float, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learnt, "judged", lambda *_: judge)
    assert reads.score(SAID, "en", "blaming") == pytest.approx(found)


def test_a_sentence_that_the_judge_is_sure_of_is_not_read(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learnt, "judged", lambda *_: -6.5)
    assert reads.score(SAID, "en", "blaming") == -6.5
    assert asked == []


def test_digits_are_alike_to_the_encoder(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learnt, "judged", lambda *_: 0.0)
    reads.score(SAID, "en", "blaming")
    reads.score(SAID.replace("41", "97"), "en", "vague")
    assert len(asked) == 2
    assert asked[0] == asked[1] == SAID.replace("41", "11").replace("5", "1")


def test_the_judge_speaks_alone_where_nothing_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "read_sentences", lambda sentences: [None for _ in sentences])
    reads.score.cache_clear()
    assert [reads.score(SAID, "en", topic) for topic in TOPICS] == [learnt.judged(SAID, "en", topic) for topic in TOPICS]
    reads.score.cache_clear()
