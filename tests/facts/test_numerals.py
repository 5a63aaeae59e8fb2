"""Numbers in words, by their own grammars."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.facts.numerals import han, in_digits, in_english_words, in_han, in_russian_words


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一百零五", 105), ("一百五", 150), ("三千五百", 3500),
        ("三千五", 3500),
        ("三万五", 35000), ("一亿两千万", 120_000_000), ("二〇二六", 2026), ("两", 2), ("零", 0), ("一万零三十", 10030),
        ("千万", None), ("万", None), ("三四", None), ("百", None), ("一一", None), ("", None), ("x", None), ("三四百",
        None),
    ],
)  # fmt: skip
def test_chinese_numerals(numeral: str, number: int | None) -> None:
    assert han(numeral) == (None if number is None else Decimal(number))


def written(number: int) -> str:
    """A Chinese numeral below 10,000, by the school rule."""
    digits, result, zero = "零一二三四五六七八九", "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            result += ("零" if zero and result else "") + digits[digit] + name
            zero = False
        else:
            zero = True
    return result


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9999))
def test_every_chinese_numeral_is_read_back(number: int) -> None:
    assert han(written(number)) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("two of twenty-one orders; a hundred parcels", [2, 21, 100]),
        ("three thousand five hundred and two units", [3502]),
        ("two and a half hours, one day, both buyers, twice", ["2.5", 1, 2, 2]),
        ("one order, no one, one of 5, someone, tone, threefold, Double Eleven, one-time", []),
        ("sixty", [60]), ("two million roubles", [2_000_000]), ("two dozen", [24]),
    ],
)  # fmt: skip
def test_english_words(text: str, numbers: list[int | str]) -> None:
    assert [n.value for n in in_english_words(text)] == [Decimal(n) for n in numbers]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("двадцать один заказ, два, сто пять", [21, 2, 105]),
        ("три тысячи пятьсот единиц", [3500]),
        ("один день, один из них, одна посылка", [1]),
        ("двухнедельный, трёхмесячный", [2, 3]),
        ("полтора года, обе стороны, двое суток", ["1.5", 2, 2]),
        ("стол, пятно, семья, сорока дней", [40]),
    ],
)  # fmt: skip
def test_russian_words(text: str, numbers: list[int | str]) -> None:
    assert sorted(n.value for n in in_russian_words(text)) == sorted(Decimal(n) for n in numbers)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("十分抱歉，一些，两次，十几单，几百，二十一个，三个主体", [2, 21, 3]),
        ("一天，同一天，每一天，一周内，一个半月", [1, 1, 1]),
        ("双十一，千万别，万一，三方，二维码，四通八达", []),
    ],
)
def test_chinese_numerals_in_text(text: str, numbers: list[int]) -> None:
    assert [n.value for n in in_han(text)] == numbers


@pytest.mark.parametrize(
    ("lang", "text", "numbers"),
    [
        ("zh", "1.2万元 3千 5千克 12,345.6 第3页 1.5亿", ["12000", "3000", "5", "12345.6", "3", "150000000"]),
        ("en", "1,250.50 and 3rd, 2.5 million, 1:400", ["1250.50", "3", "2500000", "1", "400"]),
        ("ru", "18 500,25 и 1,2 млн, 5-го, 3 тыс. шт., 12 345 678", ["18500.25", "1200000", "5", "3000", "12345678"]),
        ("en", "−3.5 and 1,2", ["-3.5", "1", "2"]),
    ],
)
def test_digits_follow_the_language(lang: str, text: str, numbers: list[str]) -> None:
    assert [n.value for n in in_digits(text, lang)] == [Decimal(n) for n in numbers]
