"""What the pairing of negations shows, and the learnt weights that judge it."""

from __future__ import annotations

import pytest

from appealdocs.translate.flags.ballot import broken, likely, only_added
from appealdocs.translate.flags.polarity import weighed


@pytest.mark.parametrize(
    ("source", "target", "language", "changed"),
    [
        ("我们没有销售假货，所有货都来自授权经销商。", "We did not sell fakes; all goods came from an authorised distributor.", "en", False),
        ("我们没有销售假货，所有货都来自授权经销商。", "We sold fakes; all goods came from an authorised distributor.", "en", True),
        ("买家说没有收到包裹。", "Покупатель сообщил, что не получил посылку.", "ru", False),
        ("买家说没有收到包裹。", "Покупатель сообщил, что получил посылку.", "ru", True),
        ("包裹已于3月5日送达。", "The parcel was not delivered on 5 March.", "en", True),
        ("包裹已于3月5日送达。", "Посылка не была доставлена 5 марта.", "ru", True),
    ],
)
def test_a_changed_polarity_scores_above_the_threshold(source: str, target: str, language: str, changed: bool) -> None:
    score = weighed(source, target, "zh", language).score
    assert (score is not None and score > 0) is changed


def test_languages_without_weights_have_no_score() -> None:
    assert likely({"strong +1": 1}, "ru", "en") is None
    assert weighed("Мы не отправили заказ.", "We shipped the order.", "ru", "en").score is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("They had not neither a label.", "had not neither"), ("with a delay of a more than 60 seconds", "a more than"), ("We had not yet shipped it, not even once.", "")],
)
def test_grafted_negations_are_seen_in_the_target_alone(text: str, found: str) -> None:
    assert broken(text, "en") == found


def test_not_only_of_its_own() -> None:
    assert only_added("追踪率只有91.3%", "zh", "Our rate was not only 91.3%.", "en") == "not only"
    assert only_added("不仅如此，我们还退了款", "zh", "Not only that, we refunded.", "en") == ""
    assert only_added("我们退了款", "zh", "We not only refunded but also apologised.", "en") == ""
