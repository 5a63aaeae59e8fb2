"""Lexicons: inflected forms hit, look-alike innocent sentences do not, a workspace may overlay."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from appealdocs.errors import BadInput, UsageError
from appealdocs.language.lexicon import TOPICS, entries, hits
from appealdocs.workspace import Workspace

HITS = [
    ("emotional", "ru", "Умоляем вас снять блокировку."),
    ("emotional", "zh", "求求平台再给一次机会。"),
    ("emotional", "en", "We are devastated!!"),
    ("vague", "en", "Logistics is beyond our control."),
    ("vague", "zh", "我们已联系买家。"),
    ("vague", "ru", "По независящим от нас причинам заказ задержался."),
    ("blaming", "zh", "平台算法有问题。"),
    ("blaming", "ru", "Ваша система ошиблась."),
    ("blaming", "en", "Your support staff ignored us."),
    ("template-talk", "ru", "Примем все необходимые меры."),
    ("template-talk", "en", "We take this matter very seriously."),
    ("not-an-appeal", "ru", "Обжалованием занимается наш юрист."),
    ("not-an-appeal", "zh", "特此申诉。"),
    ("non-request", "en", "Please handle quickly."),
    ("non-request", "zh", "请尽快处理"),
    ("non-request", "ru", "Просим как можно скорее рассмотреть."),
    ("all-products", "ru", "Просим восстановить продажу всех товаров магазина."),
    ("all-products", "en", "SKU: all products"),
]
INNOCENT = [
    ("emotional", "en", "We apologise for the inconvenience caused to the buyer."),
    ("emotional", "zh", "买家很生气，于5月14日发起纠纷。"),
    ("emotional", "en", "The kettle gave the buyer an electric shock."),
    ("emotional", "ru", "Покупатель указал: «Это катастрофа, умоляю вернуть деньги»."),
    ("vague", "en", "We contacted the buyer on 30 May 2026 and refunded AED 12."),
    ("vague", "zh", "4月5日至14日洛杉矶口岸清关平均延迟3.2天，涉及41个包裹。"),
    ("blaming", "en", "The system recorded the order as late; the dispatch log is below."),
    ("blaming", "en", "Our ERP system made a mistake."),
    ("blaming", "en", "We do not blame the platform for its algorithm."),
    ("blaming", "zh", "我们的客服不专业，已重新培训。"),
    ("not-an-appeal", "ru", "Настоящее письмо не является апелляцией."),
    ("not-an-appeal", "en", "The lamp has an appealing design."),
    ("non-request", "en", "Please restore SKU X-200 quickly."),
    ("non-request", "zh", "请尽快恢复 SKU LT-KB2041-BLK 的上架。"),
    ("all-products", "en", "All 206 late orders have been dispatched."),
    ("all-products", "ru", "2 июня мы проверили все товары на складе."),
]


@pytest.mark.parametrize(("topic", "lang", "text"), HITS)
def test_the_wording_is_found_in_any_form(topic: str, lang: str, text: str) -> None:
    found = hits(text, lang, topic)
    assert found
    assert all(text[h.start : h.end] == h.text and h.note.en and h.note.zh for h in found)


@pytest.mark.parametrize(("topic", "lang", "text"), INNOCENT)
def test_innocent_sentences_are_left_alone(topic: str, lang: str, text: str) -> None:
    assert hits(text, lang, topic) == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_entry_explains_itself_and_has_wording_in_each_language(topic: str) -> None:
    for lang in ("en", "ru", "zh"):
        for entry in entries(topic, lang):
            assert entry.note.en, entry.id
            assert entry.note.zh, entry.id
            assert entry.any or entry.han or entry.patterns.phrases or entry.learnt or lang != "en", entry.id


def test_hits_do_not_overlap_and_come_in_order() -> None:
    found = hits("We beg you on our knees, please have mercy, we are desperate!!!", "en", "emotional")
    assert len(found) >= 4
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_workspace_adds_replaces_and_switches_off(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "common" / "lexicons"
    folder.mkdir(parents=True)
    (folder / "emotional.yaml").write_text(
        "topic: emotional\n"
        "entries:\n"
        "  - {id: house-word, note: {en: Ours, zh: 自定}, en: [wow]}\n"
        "  - {id: unfair, disabled: true}\n",
        encoding="utf-8",
    )
    workspace = Workspace(tmp_path)
    assert [h.entry_id for h in hits("Wow, this is unfair.", "en", "emotional", workspace)] == ["house-word"]
    assert [h.entry_id for h in hits("Wow, this is unfair.", "en", "emotional", tmp_path / "rules")] == ["house-word"]
    assert [h.entry_id for h in hits("Wow, this is unfair.", "en", "emotional")] == ["unfair"]


@pytest.mark.parametrize(
    "entry",
    ["{id: a, en: ['..']}", "{id: a, en: ['@nobody']}", "{id: a, zh: ['(']}", "{id: a, wrong: 1}", "{id: a, scope: page}", "{en: [x]}"],
)
def test_a_faulty_entry_is_told_with_its_place(tmp_path: Path, entry: str) -> None:
    folder = tmp_path / "common" / "lexicons"
    folder.mkdir(parents=True)
    (folder / "vague.yaml").write_text(f"entries:\n  - {entry}\n", encoding="utf-8")
    lang = "zh" if "zh:" in entry else "en"
    with pytest.raises(BadInput) as caught:
        hits("text", lang, "vague", tmp_path)
    assert caught.value.faults[0].key.startswith("entries[0]")


def test_unknown_topics_and_languages_are_refused() -> None:
    with pytest.raises(UsageError):
        hits("text", "en", "no-such-topic")
    with pytest.raises(UsageError):
        hits("text", "de", "emotional")
