"""What the learnt judge sees of a sentence."""

from __future__ import annotations

import pytest

from appealdocs.language.features import features, words


def test_a_class_is_found_in_any_form_and_language() -> None:
    assert "c:plead" in features("We are begging you.", "en")
    assert "c:plead" in features("Мы умоляли вас.", "ru")
    assert "c:plead" in features("求求您了。", "zh")


def test_classes_make_pairs_in_their_order() -> None:
    found = features("The reviewer ignored our file.", "en")
    assert "p:staff>careless" in found
    assert "p:careless>staff" not in found


def test_a_feature_knows_its_place() -> None:
    text = "Your algorithm is broken."
    start, end = features(text, "en")["c:machine"]
    assert text[start:end] == "algorithm"


def test_words_in_quotation_marks_are_somebody_elses() -> None:
    found = features("The buyer wrote “I am furious” on 3 March 2026.", "en")
    assert "c:anger" not in found
    assert {"g:quote", "g:date"} <= set(found)
    assert "c:anger" in features("“We are furious!”", "en")


@pytest.mark.parametrize(("text", "lang", "mark", "there"), [
    ("Order NAEHF0071420551 was late.", "en", "plain", False),
    ("The parcels were late.", "en", "plain", True),
    ("41 个包裹晚到。", "zh", "number", True),
    ("Наш магазин ____ просит.", "ru", "blank", True),
    ("Dear [Name],", "en", "blank", True),
    ("求求你们！", "zh", "exclaim", True),
])  # fmt: skip
def test_the_general_marks(text: str, lang: str, mark: str, there: bool) -> None:
    assert (f"g:{mark}" in features(text, lang)) is there


def test_every_class_is_known_in_all_three_languages() -> None:
    from appealdocs.resources import load_yaml, shipped

    names = [set(load_yaml(shipped("rules") / "common" / "lexicons" / f"_classes-{lang}.yaml")) for lang in ("en", "ru", "zh")]
    assert names[0] == names[1] == names[2]


@pytest.mark.parametrize(("text", "lang", "key", "form"), [
    ("The reviewers ignored “our refund”.", "en", "review", "reviewers"),
    ("Курьеры соврали.", "ru", "курьер", "курьеры"),
    ("平台乱罚。", "zh", "平台", "平台"),
])  # fmt: skip
def test_words_are_told_with_the_form_that_stands_there(text: str, lang: str, key: str, form: str) -> None:
    found = list(words(text, lang))
    assert (key, form) in found
    assert {"w:" + name for name, _ in found} == {name for name in features(text, lang) if name.startswith("w:")}
    assert "refund" not in dict(found)
