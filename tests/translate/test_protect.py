from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.facts.names import Names
from appealdocs.translate.protect import is_personal, protect, restore

NAMES = Names(
    {
        "name": [{"zh": "李伟", "en": "Li Wei", "ru": "Ли Вэй"}, {"zh": "恒悦贸易", "en": "Hengyue Trading"}],
        "carrier": ["Aramex"],
        "order-id": ["AE-7730412"],
    }
)
SENTENCE = "订单AE-7730412于2026年3月14日由李伟交给Aramex。"


def test_what_must_not_change_is_replaced_and_comes_back_in_the_other_language() -> None:
    protected = protect(SENTENCE, "zh", "ru", NAMES)
    assert protected.text == "订单[X1X]于[X2X]由[X3X]交给[X4X]。"
    restored = restore("Заказ [X1X] передан [X2X] перевозчику [X4X] ([X3X]).", protected, "ru")
    assert restored.text == "Заказ AE-7730412 передан 14\u00a0марта 2026\u00a0г. перевозчику Aramex (Ли Вэй)."
    assert restored.flags == ()


@pytest.mark.parametrize(
    "answer",
    [
        "Order [ X1X ] was handed to 【X4X】 by [x3x] on [X2X].",
        "Order X1X was handed to [Х4Х] by（X3X）on [X2X] .",
        "Order [X1X] was handed to[X4X]by [X9X] on [X2X].",  # one lost, one never sent: the same
    ],
)
def test_mangled_placeholders_are_repaired(answer: str) -> None:
    restored = restore(answer, protect(SENTENCE, "zh", "en", NAMES), "en")
    assert restored.text == "Order AE-7730412 was handed to Aramex by Li Wei on 14 March 2026."
    assert restored.flags == ()


@pytest.mark.parametrize(
    ("answer", "flags"),
    [
        ("Order [X1X] was handed over by [X3X] on [X2X].", ["placeholder-lost"]),
        ("[X1X] [X1X] [X2X] [X3X] [X4X].", ["placeholder-doubled"]),
        ("[X1X] [X2X] [X3X] [X4X] [X7X].", ["placeholder-unknown"]),
        ("It was handed over.", ["placeholder-lost"] * 4),
    ],
)
def test_lost_doubled_and_invented_placeholders_are_flagged(answer: str, flags: list[str]) -> None:
    restored = restore(answer, protect(SENTENCE, "zh", "en", NAMES), "en")
    assert [flag.flag for flag in restored.flags] == flags
    assert "X7X" not in restored.text


def test_a_name_that_nothing_tells_how_to_write_is_flagged() -> None:
    protected = protect("由恒悦贸易和杭州星河电子有限公司供货。", "zh", "ru", NAMES)
    restored = restore("Поставщики: [X1X] и [X2X].", protected, "ru")
    assert "Hengyue Trading" in restored.text
    assert [flag.flag for flag in restored.flags] == ["name-unwritten"]


def test_people_that_no_list_names_are_spelled_out() -> None:
    assert [h.written for h in protect("联系人：张小明。", "zh", "ru").held] == ["Чжан Сяомин"]
    assert [h.written for h in protect("联系人：张小明。", "zh", "en").held] == ["Zhang Xiaoming"]


PERSONAL = {
    "联系人：张小明，电话13812345678，邮箱zhang.xm@qq.com。": ["张小明", "13812345678", "zhang.xm@qq.com"],
    "地址：广东省深圳市龙岗区坂田街道雪岗路2018号天安云谷3栋B座1203室。": ["雪岗路", "2018", "天安云谷", "1203"],
    "法定代表人王建国签署，身份证号440301199001011234。": ["王建国", "440301199001011234"],
    "我司深圳市优联达科技有限公司的营业执照号91440300MA5F1234X7。": ["优联达", "91440300MA5F1234X7"],
    "买家Mohammed Al Harbi先生住在Villa 12, Al Wasl Road 45, Dubai。": ["Mohammed", "Harbi", "Wasl"],
    "由何静担任合规经理，黄丽丽主管负责复核。": ["何静", "黄丽丽"],
    "包裹寄往 ул. Лесная, д. 20, кв. 15，收件人：Ahmed Karim，手机+971 50 123 4567。": ["Лесная", "Ahmed", "Karim", "123 4567"],
    "订单NAEI40012345678，运单40811227733，银行账号6222 0212 3456 7890。": ["NAEI40012345678", "40811227733", "6222", "7890"],
    "请联系seller@shop.example或WhatsApp +7 916 123-45-67。": ["seller@shop.example", "916 123"],
    "Please contact Mr. John Smith of Oakfield Living Ltd. at P.O. Box 1234.": ["John", "Smith", "Oakfield", "1234"],
}


@pytest.mark.parametrize("sentence", PERSONAL)
def test_personal_data_is_replaced(sentence: str) -> None:
    language = "zh" if any("\u3400" <= c <= "\u9fff" for c in sentence) else "en"
    protected = protect(sentence, language, "ru")
    assert [secret for secret in PERSONAL[sentence] if secret in protected.text] == []
    assert is_personal(sentence, language)


@pytest.mark.parametrize("sentence", ["由于大雾，航班取消。", "收件人付税。", "跟品牌方的律师谈好了。", "延误了4天，共37单。", "客服经理负责处理。"])
def test_ordinary_words_stay(sentence: str) -> None:
    assert protect(sentence, "zh", "en").held == ()


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(1, 5)))
def test_placeholders_in_any_order_all_come_back(order: list[int]) -> None:
    protected = protect(SENTENCE, "zh", "en", NAMES)
    restored = restore(" und ".join(f"[X{n}X]" for n in order), protected, "en")
    assert restored.flags == ()
    assert restored.text.split(" und ") == [protected.held[n - 1].written for n in order]
