"""Tokens, dictionary forms and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.language.lemmas import english_lemmas, longest_match, russian_lemmas, sentences, tokens


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("begging", "beg"), ("sold", "sell"), ("apologised", "apologize"), ("families", "family"), ("parcels", "parcel")],
)
def test_english_forms_lead_to_their_word(form: str, lemma: str) -> None:
    assert lemma in english_lemmas(form)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("обжалуем", "обжаловать"), ("апелляций", "апелляция"), ("умоляем", "умолять"), ("учётных", "учетный"), ("к", "к")],
)
def test_russian_forms_lead_to_their_word(form: str, lemma: str) -> None:
    assert lemma in russian_lemmas(form.replace("ё", "е"))


def test_the_preposition_k_is_no_conjunction() -> None:
    assert "как" not in russian_lemmas("к")


def test_contractions_are_two_words_and_ids_one() -> None:
    assert [t.text for t in tokens("We're sure it's SKU KT-2201B; we cannot wait, don't ask.", "en")] == [
        "We", "'re", "sure", "it", "'s", "SKU", "KT-2201B", ";", "we", "can", "not", "wait", ",", "do", "n't", "ask", ".",
    ]


def test_sentences_end_at_points_but_not_after_abbreviations() -> None:
    text = "14 мая 2026 г. мы отправили заказ Guangzhou Co., Ltd. в срок. Просим учесть! 请复核。谢谢"
    assert [text[a:b].strip() for a, b in sentences(text)] == [
        "14 мая 2026 г. мы отправили заказ Guangzhou Co., Ltd. в срок.", "Просим учесть!", "请复核。", "谢谢",
    ]


def test_the_longest_chinese_word_wins() -> None:
    assert [t.text for t in longest_match("我们已联系买家并退款", {"联系", "联系买家", "退款"})] == ["联系买家", "退款"]


@given(st.text(max_size=60), st.sampled_from(["en", "ru"]))
@settings(max_examples=60, deadline=None)
def test_tokens_lie_where_they_say(text: str, lang: str) -> None:
    assert all(text[t.start : t.end] == t.text for t in tokens(text, lang))
