"""The learnt judge: weights are data, a finding says which words told most."""

from __future__ import annotations

import time
from math import inf
from pathlib import Path

import pytest

from appealdocs.errors import BadInput
from appealdocs.language.learnt import TOPICS, judged, told, weights_file
from appealdocs.language.lexicon import hits

CLEAN = [
    ("en", "On 14 March 2026 the carrier handed the parcel to the reception; see Exhibit 2."),
    ("en", "Dear Amazon Performance Team,"),
    ("ru", "14.03.2026 посылка вручена получателю, квитанция приложена."),
    ("zh", "2026年3月14日包裹已签收，签收单见附件2。"),
    ("en", ""),
    ("zh", "。"),
]


@pytest.mark.parametrize(("lang", "text"), CLEAN)
def test_plain_facts_are_of_no_topic(lang: str, text: str) -> None:
    assert [topic for topic in TOPICS if judged(text, lang, topic) > 0] == []


@pytest.mark.parametrize(("lang", "topic", "text"), [
    ("en", "emotional", "My whole world has fallen apart and I weep for my poor workers."),
    ("ru", "blaming", "Ваши модераторы совершенно не разбираются в товаре и закрыли глаза на документы."),
    ("zh", "template-talk", "我们将不断完善各项管理，全力为客户带来更优质的服务。"),
    ("en", "vague", "For some reasons there were a few difficulties with the courier."),
])  # fmt: skip
def test_the_words_that_told_most_are_named(lang: str, topic: str, text: str) -> None:
    assert judged(text, lang, topic) > 0
    found = told(text, lang, topic)
    assert 1 <= len(found) <= 3
    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end, _ in found)


def test_the_weights_can_be_read_by_a_person() -> None:
    for lang in ("en", "ru", "zh"):
        lines = weights_file(lang).read_text(encoding="utf-8").splitlines()
        names = [line.split("\t")[0] for line in lines if not line.startswith("#")]
        assert names[:2] == ["bias", "threshold"]
        assert len(set(names)) == len(names)
        assert all(len(line.split("\t")) == 1 + len(TOPICS) for line in lines if not line.startswith("# ") or "\t" in line)


def test_a_date_does_not_make_a_statement_concrete() -> None:
    text = "On 11 April order 113-5540921 was affected by certain issues on our side."
    assert not hits(text, "en", "vague", least=inf)
    assert [hit.kind for hit in hits(text, "en", "vague")][:1] == ["learnt"]
    assert not hits("On 11 April the printer cut the barcode of 41 parcels.", "en", "vague")


def test_the_judge_speaks_only_where_the_patterns_are_silent() -> None:
    text = "We beg you for mercy."
    assert {hit.kind for hit in hits(text, "en", "emotional")} == {hit.kind for hit in hits(text, "en", "emotional", least=inf)}


def test_a_workspace_may_switch_the_judge_off_or_reword_it(tmp_path: Path) -> None:
    text = "My whole world has fallen apart and I weep for my poor workers."
    assert hits(text, "en", "emotional")
    folder = tmp_path / "common" / "lexicons"
    folder.mkdir(parents=True)
    (folder / "emotional.yaml").write_text("topic: emotional\nentries:\n  - {id: learnt, disabled: true}\n", encoding="utf-8")
    found = hits(text, "en", "emotional", tmp_path)
    assert found == hits(text, "en", "emotional", least=inf)


def test_only_a_learnt_topic_has_a_judge(tmp_path: Path) -> None:
    folder = tmp_path / "common" / "lexicons"
    folder.mkdir(parents=True)
    (folder / "non-request.yaml").write_text("topic: non-request\nentries:\n  - {id: x, learnt: true}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="non-request"):
        hits("Please.", "en", "non-request", tmp_path)


def test_a_sentence_is_judged_in_about_a_millisecond() -> None:
    texts = [f"The courier lost parcel {n} and we have written to the hub about it." for n in range(200)]
    judged("Warm up.", "en", "vague")
    start = time.process_time()
    for text in texts:
        judged(text, "en", "vague")
    assert (time.process_time() - start) / len(texts) < 0.003  # seconds of processor time; about 0.0004 on a free core
