"""The language verdict: what passes, what never passes, what is left open."""

from __future__ import annotations

import pytest

from appealdocs.language.verdict import verdict

CASES = [
    ("ru", "ok", "Заказ 48738903-0174-1 доставлен, получатель расписался 29.05.2026."),
    ("ru", "ok", "Компания Shenzhen Lanting Trading Co., Ltd. передала посылку CDEK 1524186980 (SKU LT-KB2041-BLK)."),
    ("ru", "ok", "Письмо отправлено на ops@lanting-trade.com, страница https://seller.ozon.ru/app/odr?id=12"),
    ("ru", "ok", "В личном кабинете указан статус «In transit»."),
    ("ru", "ok", "[URGENT: Performance Review Request]"),
    ("ru", "ok", "CDEK 1524186980"),
    ("ru", "unsure", "Се Нин, начальник склада"),
    ("ru", "ok", "12.05.2026"),
    ("ru", "ok", ""),
    ("ru", "ok", "Значение δ13C находится в пределах нормы."),
    ("ru", "mixed", "Мы отправили parcel покупателю 14 мая."),
    ("ru", "mixed", "Заказ доставлен. The buyer signed for it on 14 March."),
    ("ru", "mixed", "С 24.04.2026 по 12.05.2026 on-time delivery составил 78,4 %."),
    ("ru", "mixed", "Мы прилагаем 授权书 от владельца бренда."),
    ("ru", "mixed", "Уважаемые коллеги, замовлення доставлено вчера, просим исключить его из расчёта показателей."),
    ("ru", "mixed", "Заказ доставлен, PLEASE RESTORE OUR ACCOUNT"),
    ("ru", "wrong", "Root Cause"),
    ("ru", "wrong", "PLEASE RESTORE OUR ACCOUNT NOW"),
    ("ru", "wrong", "包裹已妥投。"),
    ("ru", "wrong", "Товар не було отримано, просимо розглянути документи"),
    ("ru", "wrong", "Моля, вижте файла"),
    ("ru", "wrong", "Сатып алушы тауарды алмады"),
    ("ru", "wrong", "تم تسليم الطلب"),
    ("ru", "unsure", "Доставка"),
    ("ru", "unsure", "Чэнь Вэйдун"),
    ("en", "ok", "On 18 April 2026 at 13:15 GST we replied to the buyer in the platform messages."),
    ("en", "ok", "Waybill 34228319656"),
    ("en", "ok", "Proof of delivery attached"),
    ("en", "ok", "Ahmed Saleh"),
    ("en", "mixed", "We attach the 授权书 from the brand owner."),
    ("en", "mixed", "Please see the документ attached to this letter."),
    ("en", "mixed", "Received by Кузнецова Е. В. on 3 May."),
    ("en", "wrong", "Отправлено"),
    ("en", "wrong", "Guten Tag, wir haben die Ware am Montag verschickt und bitten um Freigabe."),
    ("en", "wrong", "Le colis a été livré au client le 14 mars."),
    ("en", "wrong", "women yijing fa huo le qing chakan"),
    ("en", "wrong", "women yijing yaoqiu kuaidi gongsi mei tian he dui yi ci"),
    ("en", "ok", "We can change one line"),
    ("en", "ok", "no hope, we can sue"),
    ("ru", "ok", "Обжалование по тикету"),
    ("zh", "ok", "包裹已由 CDEK 妥投，SKU LT-KB2041-BLK，case 已关闭，Казань 分拣中心。"),
    ("zh", "mixed", "包裹已妥投。The buyer signed for it."),
    ("zh", "wrong", "荷物は配達されました"),
]


@pytest.mark.parametrize(("require", "expected", "text"), CASES, ids=[f"{c[0]} {c[1]}: {c[2][:40]}" for c in CASES])
def test_a_block_gets_the_verdict_that_a_reader_would_give(require: str, expected: str, text: str) -> None:
    assert verdict(text, require).verdict == expected  # type: ignore[arg-type]


def test_names_of_the_case_may_stand_in_any_script() -> None:
    text = "Received by Кузнецова Е. В. for 深圳市蓝庭贸易有限公司 on 3 May."
    assert verdict(text, "en").verdict == "mixed"
    assert verdict(text, "en", ["Кузнецова Е. В.", "深圳市蓝庭贸易有限公司"]).verdict == "ok"


def test_runs_lie_in_the_text_and_the_foreign_one_is_named() -> None:
    text = "Мы прилагаем 授权书 от владельца бренда (Please check)."
    found = verdict(text, "ru")
    assert all(text[run.start : run.end] == run.text for run in found.runs)
    assert [(run.text, run.language) for run in found.foreign] == [("授权书", "zh"), ("Please check", "en")]
    assert found.language == "ru"


def test_a_small_name_inside_another_word_hides_nothing() -> None:
    assert verdict("Мы отправили parcel покупателю.", "ru", ["par"]).verdict == "mixed"


@pytest.mark.parametrize("text", ["\x00\u202e", "🙂🙂🙂", "ﷺ", "a" * 5000, "я" * 5000, "İİİ Ltd.", "ß" * 30])
def test_odd_text_gets_a_verdict(text: str) -> None:
    assert verdict(text, "ru", ["ltd"]).verdict in ("ok", "wrong", "mixed", "unsure")


def test_an_address_in_russian_is_russian_without_the_large_models() -> None:
    """After «г.» and «ул.» stands a name, not the beginning of a sentence."""
    assert verdict("КНР, провинция Чжэцзян, г. Иу, Фотан, ул. Шуанлинь, д. 66", "ru").verdict == "ok"


def test_a_short_russian_title_is_not_kazakh() -> None:
    result = verdict("Апелляция по тикету", "ru")
    assert (result.verdict, result.language) in (("ok", "ru"), ("unsure", "ru"))
