"""One fact found again in any writing, and not found in what looks like it."""

import time as clock
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appealdocs.facts.find import find
from appealdocs.facts.names import Names
from appealdocs.facts.write import write
from appealdocs.model.fact import Fact, Money, Quantity

GULF = timezone(timedelta(hours=4))
DAY = Fact("date", date(2026, 3, 7))
MOMENT = Fact("moment", datetime(2026, 3, 7, 14, 32, tzinfo=GULF))
ORDER = Fact("order-id", "48127733-0164-1")
TRACKING = Fact("tracking", "34208117650")
AMOUNT = Fact("money", Money(Decimal(328), "USD"))
YUAN = Fact("money", Money(Decimal(12000), "CNY"))
DELAY = Fact("duration", Quantity(Decimal("3.2"), "day"))
PARCELS = Fact("count", Quantity(Decimal(41), "parcel"))
RATE = Fact("rate", Quantity(Decimal("78.4"), "percent"))
RANGE = Fact("duration", Quantity(Decimal(3), "day"), Quantity(Decimal(5), "day"))
PERIOD = Fact("date", date(2026, 4, 5), date(2026, 4, 14))
NAMES = Names(
    {
        "name": [{"en": "Fatima Al Mansoori", "ru": "Иванова М. П.", "zh": "法蒂玛"}],
        "place": [{"en": "Moscow", "ru": "Москва"}],
    }
)

SAID = [
    (DAY, "en", ["7 March 2026", "March 7, 2026", "7-Mar-26", "Mar 07, 2026 02:32 PM", "7th of March 2026",
    "7 to 9 March 2026",
                 "07.03.2026", "2026-03-07", "07/03/2026", "03/07/2026", "2026/3/7", "20260307", "7\nMarch 2026",
                 "7 Mar\u00adch 2026"]),
    (DAY, "ru", ["7 марта 2026 г.", "7\u00a0мар. 2026", "с 7 по 9 марта 2026", "07.03.26"]),
    (DAY, "zh", ["2026年3月7日", "2026年 3月 7日", "２０２６年３月７日", "2026年3月5日至7日", "2026年3月1日至3月7日"]),
    (MOMENT, "en", ["7 March 2026 at 14:32 GST (GMT+4)", "Mar 07, 2026 02:32 PM", "Delivered 07/03/2026\n14:32",
    "2026-03-07T10:32:00Z",
                    "14:32, 7 March 2026", "2026-03-07 14:32:11", "07.03.2026 14:32:05"]),
    (MOMENT, "ru", ["7 марта 2026 г. в 13:32 по московскому времени"]),
    (MOMENT, "zh", ["2026年3月7日 18:32（北京时间）", "2026年3月7日下午2点32分"]),
    (Fact("time", time(15, 30)), "zh", ["下午3点半", "15:30", "15点30分"]),
    (ORDER, "ru", ["Заказ 48127733-0164-1.", "48127733 - 0164 - 1", "48127733-0164-\n1", "№48127733-0164-1",
    "48127733‑0164‑1"]),
    (TRACKING, "zh", ["34208117650", "3420 8117 650", "运单34208117650已"]),
    (AMOUNT, "en", ["USD 328", "$328.00", "328 долл. США", "328美元", "US$ 328", "Amount (USD)\n328.00"]),
    (YUAN, "zh", ["1.2万元", "12,000元", "RMB 12000", "12 000 юаней", "12 тыс. юаней", "¥12,000.00"]),
    (DELAY, "en", ["3.2 days", "3,2 дня", "3.2天", "平均 3.2 天", "Average days\n3.2"]),
    (PARCELS, "en", ["41 parcels", "41 个包裹", "41 посылка", "Affected: 41", "forty-one parcels"]),
    (PARCELS, "zh", ["四十一个包裹"]),
    (RATE, "ru", ["78.4%", "78,4 %", "78,4 процента", "доля, %\n78.4"]),
    (Fact("rate", Quantity(Decimal(5), "percent")), "zh", ["百分之五的订单"]),
    (Fact("duration", Quantity(Decimal("0.5"), "hour")), "ru", ["через полчаса"]),
    (RANGE, "zh", ["3-5天", "3到5天"]),
    (RANGE, "ru", ["от 3 до 5 дней", "3–5 дней"]),
    (PERIOD, "en", ["From 5 April 2026 to 14 April 2026", "5–14 April 2026"]),
    (PERIOD, "zh", ["2026年4月5日至4月14日"]),
    (Fact("date", "--11-03"), "zh", ["11月3号", "2025年11月3日", "3 November"]),
    (Fact("date", "2024-05"), "en", ["May 2024", "2024年5月", "2024-05"]),
    (Fact("date", "--05"), "ru", ["в мае", "5月份"]),
    (Fact("phone", "+971501234567"), "en", ["+971 50 123 4567", "+971-50-1234567"]),
    (Fact("email", "ops@noon.com"), "en", ["mail OPS@noon.com."]),
    (Fact("id", "ISO 9001"), "en", ["ISO9001", "ISO 9001"]),
]  # fmt: skip
NOT_SAID = [
    (DAY, "ru", ["03.07.2026", "3.7.26"]),  # with dots the day comes first
    (DAY, "en", ["17 March 2026", "7 March 2025", "2026-03-17", "07.03.2025", "27.03.2026", "2026年3月17日",
    "7 May 2026", "1207.03.2026"]),
    (MOMENT, "en", ["7 March 2026 at 14:32 UTC", "7 March 2026 at 14:33", "8 March 2026 14:32", "7 March 2026 2:32 AM",
    "7 March 2026 at 4:32"]),
    (ORDER, "ru", ["48127733-0164-10", "148127733-0164-1", "48127733-0164-1-2", "48127733-0165-1"]),
    (TRACKING, "zh", ["342081176501", "3420811765", "134208117650"]),
    (AMOUNT, "en", ["AED 328", "3280 USD", "USD 3,328", "USD 328.50", "328", "328 orders USD 5", "INV-328 USD 4"]),
    (DELAY, "en", ["3.2 hours", "13.2 days", "3.25 days", "3.2%"]),
    (PARCELS, "en", ["USD 41", "41%", "141", "41.5", "41 days", "14:41", "A41", "41:10"]),
    (RATE, "en", ["78.4", "178.4%", "78.45%"]),
    (RANGE, "zh", ["3-6天", "3天", "5天"]),
    (PERIOD, "en", ["From 5 April 2026 to 15 April 2026", "5 April 2026"]),
    (Fact("date", "--11-03"), "zh", ["11月30日", "1月3日"]),
    (Fact("name", "Li Wei"), "en", ["Li Weiming", "Ali Wei"]),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "lang", "text"), [(fact, lang, text) for fact, lang, texts in SAID for text in texts])
def test_any_writing_is_found(fact: Fact, lang: str, text: str) -> None:
    spans = find(fact, text, lang)
    assert spans
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("fact", "lang", "text"), [(fact, lang, text) for fact, lang, texts in NOT_SAID for text in texts]
)
def test_another_value_is_not(fact: Fact, lang: str, text: str) -> None:
    assert find(fact, text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "signed: FATIMA AL MANSOORI", "FATIMA AL MANSOORI"), ("en", "Fatima Al\nMansoori signed",
        "Fatima Al\nMansoori"),
        ("ru", "подпись Ивановой М.П. имеется", "Ивановой М.П."), ("zh", "签收人：法 蒂玛", "法 蒂玛"), ("en",
        "Fa\u00adtima Al Man\u200bsoori", "Fa\u00adtima Al Man\u200bsoori"),
    ],
)  # fmt: skip
def test_names_are_found_in_all_their_writings(lang: str, text: str, found: str) -> None:
    assert [text[a:b] for a, b in find(Fact("name", "Fatima Al Mansoori"), text, lang, NAMES)] == [found]


def test_places_are_found_in_their_cases() -> None:
    assert find(Fact("place", "Moscow"), "вручено в Москве", "ru", NAMES)
    assert not find(Fact("place", "Moscow"), "вручено в Московской области", "ru", NAMES)


def test_every_mention_is_found() -> None:
    text = "41 parcels, later 41 parcels more"
    assert find(PARCELS, text, "en") == [(0, 10), (18, 28)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_written_is_found(any_fact: st.SearchStrategy[Fact], data: st.DataObject) -> None:
    fact = data.draw(any_fact)
    for lang, frame in (("zh", "平台记录为{}。"), ("en", "The record ({}) shows it."), ("ru", "По данным ({}) так.")):
        text = frame.format(write(fact, lang))
        assert find(fact, text, lang), text


def test_a_page_takes_about_a_millisecond() -> None:
    page = (
        "Shipment 34208117650 delivered in Dubai on 7 March 2026 at 14:32 GST. USD 328.00, 41 parcels, 3.2 days, "
        "78.4%. " * 30
    )[:3000]
    facts = (DAY, MOMENT, ORDER, TRACKING, AMOUNT, YUAN, DELAY, PARCELS, RATE, RANGE)
    for fact in facts:
        find(fact, page, "en")
    start = clock.perf_counter()
    for fact in facts:
        find(fact, page, "en")
    assert (clock.perf_counter() - start) / len(facts) < 0.01  # generous: the machine is shared
