"""Must, may, need not, might: a mood that the source gives no leave to; plans told as done; blame that wanders."""

from __future__ import annotations

import pytest

from appealdocs.translate.flags.moods import check
from appealdocs.translate.flags.pair import Pair
from appealdocs.translate.flags.speech import check as speech


def _names(source: str, target: str, language: str) -> set[str]:
    return {f.flag for f in check(Pair(source, target, "zh", language))}


@pytest.mark.parametrize(
    ("source", "target", "language", "flag"),
    [
        ("锂电池不得与其他货混装。", "Lithium batteries need not be packed together with other goods.", "en", "speech-act-duty-weakened"),
        ("补充材料我们一定会在三天内交齐。", "We might submit all the additional documents within three days.", "en", "speech-act-duty-weakened"),
        ("每单发货前须由两人复核。", "Each order can be checked by two people before dispatch.", "en", "speech-act-duty-weakened"),
        ("客服不得以任何理由要求买家私下转账。", "Agents are advised not to ask buyers to transfer money privately for any reason.", "en", "speech-act-duty-weakened"),
        ("平台可以直接向实验室核实。", "The platform is obliged to verify this directly with the laboratory.", "en", "speech-act-duty-strengthened"),
        ("请告知是否需要补件。", "You must inform us whether more documents are needed.", "en", "speech-act-duty-strengthened"),
        ("我们没有义务替前任卖家还债。", "Мы не имели права платить по долгам прежнего продавца.", "ru", "speech-act-duty-strengthened"),
        ("预计12月10日恢复发货。", "Обязуемся возобновить отгрузки 10 декабря.", "ru", "speech-act-duty-strengthened"),
        ("所有纠纷最晚5月20日前回复完。", "All disputes were answered no later than 20 May.", "en", "speech-act-promise-weakened"),
    ],
)
def test_a_new_mood_is_flagged(source: str, target: str, language: str, flag: str) -> None:
    assert flag in _names(source, target, language)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("没有贴俄文标签的货一律不许出库。", "No goods without a Russian label may leave the warehouse.", "en"),
        ("我们于5月30日更换了货代。", "On 30 May we changed our freight forwarder.", "en"),
        ("发货前必须逐件检查。", "Every item is checked before dispatch.", "en"),
        ("保修卡不用寄回。", "There is no need to return the warranty card.", "en"),
        ("未经主管签字，任何人不得改动库存数量。", "Без подписи руководителя никто не вправе изменять данные об остатках.", "ru"),
        ("所有派送往后推。", "All deliveries were postponed.", "en"),
    ],
)
def test_the_same_mood_in_other_words_is_none(source: str, target: str, language: str) -> None:
    assert _names(source, target, language) == set()


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("由于我方疏忽，面单上缺了楼号。", "Through the courier's carelessness the label lacked the building number.", "en"),
        ("12月这37单里有5单确实晚发。", "Из этих 37 декабрьских заказов 5 якобы отправлены с опозданием.", "ru"),
        ("页面上却挂了两个月的IPX7，这是我们的错。", "For two months the page said IPX7; we are not to blame for this.", "en"),
    ],
)
def test_blame_stays_where_the_source_puts_it(source: str, target: str, language: str) -> None:
    assert "speech-act-blame-shifted" in {f.flag for f in speech(Pair(source, target, "zh", language))}


def test_what_others_say_may_be_told_as_said() -> None:
    found = {f.flag for f in speech(Pair("买家称里面少了配件，责任不明。", "The buyer alleged that accessories were missing; it is unclear who is at fault.", "zh", "en"))}
    assert "speech-act-blame-shifted" not in found
