"""Values as each language writes them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal

from appealdocs.facts import clock
from appealdocs.locale_ import write
from appealdocs.locale_.values import WrongValue
from appealdocs.locale_.zones import ABBREVIATIONS
from appealdocs.model.fact import Money, Quantity
from appealdocs.model.text import Text

NBSP = "\u00a0"
DUBAI, MOSCOW = ZoneInfo("Asia/Dubai"), ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "7 March 2026"), ("ru", f"7{NBSP}марта 2026{NBSP}г."), ("zh", "2026年3月7日")],
)
def test_a_date_is_written_in_words(lang: str, expected: str) -> None:
    assert write.date(date(2026, 3, 7), lang) == expected
    assert write.date("2026-03-07", lang) == expected


@pytest.mark.parametrize("month", range(1, 13))
def test_month_names_agree_with_cldr(month: int) -> None:
    day = date(2026, month, 9)
    assert write.date(day, "en") == format_date(day, "d MMMM y", "en_GB")
    assert write.date(day, "ru").replace(NBSP, " ") == format_date(day, "d MMMM y 'г'.", "ru")
    assert write.date(day, "zh") == format_date(day, "long", "zh")


def test_an_aware_date_is_moved_to_the_platforms_zone_first() -> None:
    assert write.date("2026-03-07T22:30+00:00", "en", DUBAI) == "8 March 2026"


@pytest.mark.parametrize(
    ("lang", "zone", "expected"),
    [
        ("en", "Asia/Dubai", "7 March 2026 at 14:32 GST (GMT+4)"),
        ("zh", "Asia/Dubai", "2026年3月7日 14:32 GST（GMT+4）"),
        ("en", "Asia/Riyadh", "7 March 2026 at 13:32 AST (GMT+3)"),
        ("ru", "Europe/Moscow", "7 марта 2026 г. в 13:32 по московскому времени"),
        ("en", "Europe/Moscow", "7 March 2026 at 13:32 MSK (GMT+3)"),
        ("zh", "Europe/Moscow", "2026年3月7日 13:32（莫斯科时间）"),
        ("zh", "Asia/Shanghai", "2026年3月7日 18:32（北京时间）"),
        ("ru", "Asia/Shanghai", "7 марта 2026 г. в 18:32 по пекинскому времени"),
        ("en", "UTC", "7 March 2026 at 10:32 UTC"),
        ("en", "America/Los_Angeles", "7 March 2026 at 02:32 PST (GMT-8)"),
        ("en", "Asia/Singapore", "7 March 2026 at 18:32 GMT+8"),
        ("en", "Asia/Kolkata", "7 March 2026 at 16:02 IST (GMT+5:30)"),
    ],
)
def test_a_moment_names_its_zone(lang: str, zone: str, expected: str) -> None:
    assert write.moment("2026-03-07T14:32+04:00", lang, ZoneInfo(zone)).replace(NBSP, " ") == expected


def test_only_abbreviations_that_can_be_read_back_are_written() -> None:
    for short in ABBREVIATIONS:
        assert clock.zone(short) is not None
    assert write.time_(datetime(2012, 1, 1, 12, tzinfo=MOSCOW), "en") == f"12:00{NBSP}GMT+4"


def test_summer_time_has_its_own_abbreviation() -> None:
    assert "PDT (GMT-7)" in write.moment("2026-07-07T14:32+04:00", "en", ZoneInfo("America/Los_Angeles"))


def test_a_date_without_time_is_no_midnight() -> None:
    assert write.moment(date(2026, 3, 7), "en", DUBAI) == "7 March 2026"
    assert write.moment("2026-03-07", "zh", DUBAI) == "2026年3月7日"


def test_times_without_a_known_zone_name_none_or_their_offset() -> None:
    assert write.time_(datetime(2026, 3, 7, 14, 32), "en") == "14:32"
    assert write.time_(time(9, 5), "ru") == "09:05"
    assert write.time_("9:05", "ru") == "09:05"
    assert write.time_("2026-03-07T14:32:05+04:00", "en") == f"14:32:05{NBSP}GMT+4"
    assert write.time_(datetime(2026, 3, 7, 14, 32, tzinfo=UTC), "en").endswith("UTC")
    assert write.time_(datetime(2026, 3, 7, tzinfo=timezone(timedelta(0))), "zh").endswith("UTC")


@pytest.mark.parametrize(
    ("value", "currency", "en", "ru", "zh"),
    [
        (129, "AED", "AED 129", "129 дирхамов ОАЭ", "129 阿联酋迪拉姆"),
        ("48.9", "USD", "USD 48.90", "48,90 долл. США", "48.90 美元"),
        (18500, "RUB", "RUB 18,500", "18 500 руб.", "18,500 卢布"),
        ("1250.5", "RUB", "RUB 1,250.50", "1 250,50 руб.", "1,250.50 卢布"),
        (21, "CNY", "CNY 21", "21 юань", "21 元"),
        ("3.5", "SAR", "SAR 3.50", "3,50 саудовского рияла", "3.50 沙特里亚尔"),
        (3, "SAR", "SAR 3", "3 саудовских рияла", "3 沙特里亚尔"),
        (5, "XOF", "XOF 5", "5 XOF", "5 XOF"),
        ("0.125", "USD", "USD 0.125", "0,125 долл. США", "0.125 美元"),
    ],
)
def test_money(value: int | str, currency: str, en: str, ru: str, zh: str) -> None:
    for lang, expected in (("en", en), ("ru", ru), ("zh", zh)):
        assert write.money(Money(Decimal(value), currency), lang).replace(NBSP, " ") == expected
        assert write.money({"value": value, "currency": currency.lower()}, lang).replace(NBSP, " ") == expected


def test_numbers_keep_the_decimals_they_were_given() -> None:
    assert write.number(Decimal("98.50"), "ru") == "98,50"
    assert write.number(98.5, "en") == "98.5"
    assert write.number(3.0, "en") == "3"
    assert write.number(-1860, "en") == "−1,860"
    assert write.percent(78.4, "en") == "78.4%"
    assert write.percent(78.4, "ru") == f"78,4{NBSP}%"


@pytest.mark.parametrize("value", [0, 7, 999, 1860, 18500, 1234567, Decimal("1234.5"), Decimal("0.07")])
def test_grouping_agrees_with_cldr(value: int | Decimal) -> None:
    assert write.number(value, "en") == format_decimal(value, locale="en")
    assert write.number(value, "ru") == format_decimal(value, locale="ru")
    assert write.number(value, "zh") == format_decimal(value, locale="zh")


@pytest.mark.parametrize(
    ("value", "noun", "expected"),
    [
        (1, "день", "1 день"), (2, "день", "2 дня"), (5, "день", "5 дней"), (11, "день", "11 дней"), (21, "день",
        "21 день"),
        (4.3, "день", "4,3 дня"), (112, "час", "112 часов"), (0, "заказ", "0 заказов"), (3, "карточка", "3 карточки"),
        (37, "посылка", "37 посылок"), (5, "год", "5 лет"), (2, "год", "2 года"), (6, "человек", "6 человек"),
        (2, "рабочий день", "2 рабочих дня"), (7, "рабочий день", "7 рабочих дней"), (1.5, "рабочий день",
        "1,5 рабочего дня"),
        (2, "карточка товара", "2 карточки товара"), (5, "трек-номер", "5 трек-номеров"), (5, "SKU", "5 SKU"),
        (2, "накладная", "2 накладные"), (22, "транспортная накладная", "22 транспортные накладные"),
        (5, "накладная", "5 накладных"), (3, "дежурный", "3 дежурных"), (Decimal("1.0"), "день", "1,0 дня"),
        (Decimal("21.0"), "час", "21,0 часа"), (21.0, "час", "21 час"),
        (3, "новый SKU", "3 новых SKU"), (1860, "заказ", "1 860 заказов"), (2, "единица", "2 единицы"), (12, "право",
        "12 прав"),
    ],
)  # fmt: skip
def test_russian_nouns_agree_with_the_number(value: float, noun: str, expected: str) -> None:
    assert write.count(value, noun, "ru") == expected.replace(" ", NBSP, 1 + expected[:5].count("1 8"))


@pytest.mark.parametrize(
    ("value", "noun", "case", "expected"),
    [
        (1, "минута", "accs", "1 минуту"), (5, "день", "gent", "5 дней"), (1, "день", "gent", "1 дня"), (3, "день",
        "ablt", "3 днями"),
        (1, "рабочий день", "accs", "1 рабочий день"), (1, "сотрудник", "accs", "1 сотрудника"), (2, "заказ", "datv",
        "2 заказам"),
        (2, "сотрудник", "accs", "2 сотрудников"), (22, "сотрудник", "accs", "22 сотрудника"), (2, "заказ", "accs",
        "2 заказа"), (1, "человек", "accs", "1 человека"), (1, "год", "accs", "1 год"), (5, "год", "gent", "5 лет"),
        (21, "год", "gent", "21 года"), (5, "человек", "gent", "5 человек"), (2, "накладная", "accs", "2 накладные"),
    ],
)  # fmt: skip
def test_russian_counts_take_the_case_of_the_sentence(value: int, noun: str, case: str, expected: str) -> None:
    assert write.count(value, noun, "ru", case).replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    ("value", "noun", "expected"),
    [
        (1, "day", "1 day"), (3.2, "days".rstrip("s"), "3.2 days"), (0, "order", "0 orders"), (2, "delivered order",
        "2 delivered orders"),
        (3, "person", "3 people"), (4, "inquiry", "4 inquiries"), (2, "box", "2 boxes"), (2, "SKU", "2 SKUs"), (2,
        "batch", "2 batches"),
        (5, "day of storage", "5 days of storage"), (2, "percentage point", "2 percentage points"), (2, "photo",
        "2 photos"),
        (1860, "Russian-speaking agent", "1,860 Russian-speaking agents"), (1.0, "day", "1 day"),
    ],
)  # fmt: skip
def test_english_nouns_agree_with_the_number(value: float, noun: str, expected: str) -> None:
    assert write.count(value, noun, "en") == expected


def test_chinese_measure_words_follow_without_a_space() -> None:
    assert write.count(5, "天", "zh") == "5天"
    assert write.count(Quantity(Decimal("4.3"), "day"), "天", "zh") == "4.3天"


@pytest.mark.parametrize(
    ("text", "case", "expected"),
    [
        ("генеральный директор", "gent", "генерального директора"),
        ("генеральный директор", "ablt", "генеральным директором"),
        ("менеджер по качеству", "datv", "менеджеру по качеству"),
        ("сортировочный центр", "accs", "сортировочный центр"),
        ("служба поддержки продавцов", "accs", "службу поддержки продавцов"),
        ("Екатеринбург", "loct", "Екатеринбурге"),
        ("Нижний Новгород", "loct", "Нижнем Новгороде"),
        ("Ростов-на-Дону", "gent", "Ростова-на-Дону"),
        ("Эр-Рияд", "loct", "Эр-Рияде"),
        ("Набережные Челны", "loct", "Набережных Челнах"),
        ("Ли Мария", "datv", "Ли Марии"),
        ("Шевченко Иван", "datv", "Шевченко Ивану"),
        ("Черных Анна Павловна", "ablt", "Черных Анной Павловной"),
        ("Иванова Мария Петровна", "datv", "Ивановой Марии Петровне"),
        ("Иван Петров", "ablt", "Иваном Петровым"),
        ("Чэнь Вэйдун", "gent", "Чэнь Вэйдун"),
        ("Chen Weidong", "gent", "Chen Weidong"),
        ("ООО «Ромашка»", "gent", "ООО «Ромашка»"),
    ],
)
def test_russian_cases(text: str, case: str, expected: str) -> None:
    assert write.case(text, case, "ru") == expected


def test_other_languages_know_no_cases() -> None:
    assert write.case("carrier", "gent", "en") == "carrier"
    assert write.case(Text(zh="经理", ru="менеджер"), "gent", "zh") == "经理"
    assert write.case({"zh": "霍尔果斯", "en": "Khorgos", "ru": "Хоргос"}, "loct", "ru") == "Хоргосе"


def test_lists_in_words() -> None:
    assert write.join([1, 2, 4], "en") == "1, 2 and 4"
    assert write.join(["1", "2", "4"], "ru") == "1, 2 и 4"
    assert write.join(["1", "2", "4"], "zh") == "1、2和4"
    assert write.join(["A", "B"], "en") == "A and B"
    assert write.join([], "en") == ""
    assert write.join("one", "en") == "one"
    assert write.join(["Moscow, Russia", "Dubai, UAE", "X"], "en") == "Moscow, Russia; Dubai, UAE and X"


def test_a_chinese_list_keeps_latin_ids_apart_from_the_word_and() -> None:
    assert write.join(["SKU A", "SKU B"], "zh") == "SKU A 和 SKU B"
    assert write.join(["51640227-0211-1", "51702384-0305-1"], "zh") == "51640227-0211-1 和 51702384-0305-1"
    assert write.join(["仓库 A", "附件"], "zh") == "仓库 A 和附件"
    assert write.join([7, 13], "zh") == "7和13"
    assert write.join(["2026年3月7日", "2026年3月9日"], "zh") == "2026年3月7日和2026年3月9日"
    assert write.join(["DC-003", "DC-012"], "zh") == "DC-003 和 DC-012"


@pytest.mark.parametrize(
    ("words", "russian", "chinese"),
    [
        ("«ООО «Ромашка»»", "«ООО „Ромашка“»", "“ООО ‘Ромашка’”"),
        ('"ООО "Ромашка""', "«ООО „Ромашка“»", "“ООО ‘Ромашка’”"),
        ("Пункт 5.2 «Правил «Ozon»»", "«Пункт 5.2 „Правил «Ozon»“»", "“Пункт 5.2 ‘Правил “Ozon”’”"),
        ("«А» и «Б»", "«„А“ и „Б“»", "“‘А’ и ‘Б’”"),
        ("他说“好”", "«他说„好“»", "“他说‘好’”"),
        ("„x“", "«x»", "“x”"),
        ("без пары « здесь", "«без пары « здесь»", "“без пары « здесь”"),
    ],
)
def test_quoted_words_keep_their_own_marks_inside(words: str, russian: str, chinese: str) -> None:
    assert write.quote(words, "ru") == russian
    assert write.quote(words, "zh") == chinese


def test_quotation_marks() -> None:
    assert write.quote("Delivered", "en") == "“Delivered”"
    assert write.quote("Доставлен", "ru") == "«Доставлен»"
    assert write.quote("“已送达”", "zh") == "“已送达”"
    assert write.quote('status "In transit" shown', "ru") == "«status „In transit“ shown»"


def test_an_abbreviation_at_the_end_needs_no_second_stop() -> None:
    text = (
        f"Заказ доставлен {write.date('2026-03-07', 'ru')}. Сумма {write.money({'value': 5, 'currency': 'RUB'}, 'ru')}."
    )
    assert write.tidy(text, "ru") == f"Заказ доставлен 7{NBSP}марта 2026{NBSP}г. Сумма 5{NBSP}руб."
    assert write.tidy("Подождите... г...", "ru") == "Подождите... г..."


@pytest.mark.parametrize(
    ("written", "lang", "wanted"),
    [
        ("Резерв — 5 шт..", "ru", "Резерв — 5 шт."),
        ("на 4 п. п..", "ru", "на 4 п. п."),
        ("Получатель — Орлова Т. В..", "ru", "Получатель — Орлова Т. В."),
        ("Поставщик X Co., Ltd..", "ru", "Поставщик X Co., Ltd."),
        ("bought from X Co., Ltd..", "en", "bought from X Co., Ltd."),
        ("bought from X Co...", "en", "bought from X Co..."),
        ("Ждали ООО..", "ru", "Ждали ООО.."),
    ],
)
def test_no_stop_is_doubled_after_an_abbreviation_a_company_or_initials(written: str, lang: str, wanted: str) -> None:
    assert write.tidy(written, lang) == wanted


@pytest.mark.parametrize(
    "call",
    [
        lambda: write.date("yesterday", "en"), lambda: write.date(5, "en"), lambda: write.time_("2026-03-07", "en"),
        lambda: write.time_(date(2026, 3, 7), "en"), lambda: write.time_("25:00", "en"), lambda: write.money(5, "en"),
        lambda: write.number("many", "en"), lambda: write.number(True, "en"), lambda: write.number("NaN", "en"),
        lambda: write.count(2, "день", "ru", "dative"), lambda: write.moment("2026-13-01", "en"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_written_is_named(call: object) -> None:
    with pytest.raises(WrongValue) as caught:
        call()  # type: ignore[operator]
    assert caught.value.text.en
    assert caught.value.text.zh
    assert caught.value.exit_status == 2
