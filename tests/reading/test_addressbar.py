"""The address bar: there when it is in the picture, absent when it was cut off."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, ImageDraw

from appealdocs.model.reading import Page, Word
from appealdocs.reading import Expect, Pool, read
from appealdocs.reading.addressbar import address_bar, normal_url
from appealdocs.reading.layout import compose, rows_of

LINES = ["Shipment number|34208117650", "Signed by|Fatima Al Mansoori"]


def screen(*lines: tuple[str, int, int], size: tuple[int, int] = (1280, 670)) -> tuple[Page, Image.Image]:
    """A page as OCR would give it: (text, top in px, height in px)."""
    cells = []
    for text, top, height in lines:
        step = 0.5 * height / size[0]
        at, words = 0.05, []
        for part in text.split(" "):
            words.append(Word(part, (at, top / size[1], at + step * len(part), (top + height) / size[1]), 0.9))
            at += step * (len(part) + 1)
        cells.append(words)
    text, found = compose(rows_of(cells))
    return Page(1, text, "ocr", *size, found), Image.new("RGB", size, "white")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://www.aramex.com/ae/en/track?id=1", "https://www.aramex.com/ae/en/track?id=1"),
        ("https:l/www.aramex.com/ae", "https://www.aramex.com/ae"),
        ("https//www.aramex.com/ae", "https://www.aramex.com/ae"),
        ("https: / / www.aramex.com /ae/track", "https://www.aramex.com/ae/track"),
        ("httрs://www.cdek.ru/ru/tracking?order_id=1", "https://www.cdek.ru/ru/tracking?order_id=1"),
        ("seller.ozon.ru/app/postings/1", "seller.ozon.ru/app/postings/1"),
        ("< > C  https://seller.noon.com/orders/NAEHF0061420317 *", "https://seller.noon.com/orders/NAEHF0061420317"),
        ("no address here, Co. Ltd.", ""),
        ("write to ops@lanting-trade.com", ""),
    ],
)
def test_addresses_as_ocr_gives_them(written: str, address: str) -> None:
    assert normal_url(written) == address


def test_full_address_in_the_bar() -> None:
    found = address_bar(*screen(("Track", 14, 20), ("https://www.aramex.com/ae/en/track", 60, 26), ("Aramex", 120, 40)))
    assert found is not None
    assert (found.fact.value, found.page, found.label) == ("https://www.aramex.com/ae/en/track", 1, "address-bar")
    assert found.box is not None
    assert found.box[3] < 0.15


def test_address_without_scheme() -> None:
    found = address_bar(*screen(("Ozon Seller", 14, 20), ("seller.ozon.ru/app/messenger?message_id=7", 60, 26)))
    assert found is not None


def test_bare_domain_below_the_tabs() -> None:
    assert address_bar(*screen(("Seller Lab", 14, 20), ("seller.noon.com", 60, 26), ("Orders", 130, 40))) is not None


def test_a_tab_title_is_no_bar() -> None:
    assert address_bar(*screen(("www.aramex.com", 14, 20), ("Aramex - Track shipment", 90, 40))) is None


def test_address_in_the_page_below_its_heading() -> None:
    assert (
        address_bar(*screen(("Aramex - Track shipment", 10, 40), ("https://www.aramex.com/ae/en/track", 60, 24)))
        is None
    )


def test_address_further_down() -> None:
    assert address_bar(*screen(("Track", 14, 20), ("See https://www.aramex.com/ae/en/track", 300, 26))) is None


def test_address_written_on_a_colour_is_the_page_s_own() -> None:
    page, picture = screen(("www.aramex.com/track", 20, 30))
    ImageDraw.Draw(picture).rectangle((0, 0, 1280, 76), "#d9001b")
    assert address_bar(page, picture) is None


def test_dark_browser() -> None:
    page, picture = screen(("Track", 14, 20), ("https://www.aramex.com/ae", 60, 26))
    assert address_bar(page, Image.eval(picture, lambda value: 35)) is not None


def test_phone() -> None:
    assert (
        address_bar(*screen(("14:32", 40, 36), ("seller.ozon.ru/app/orders", 160, 44), size=(1080, 2340))) is not None
    )
    assert address_bar(*screen(("14:32", 40, 36), ("seller.ozon.ru/app/orders", 500, 44), size=(1080, 2340))) is None


@pytest.mark.parametrize("url", ["https://www.aramex.com/ae/en/track/results?ShipmentNumber=34208117650", None])
def test_screenshots(make: Any, pool: Pool, url: str | None) -> None:
    """The whole way, from pixels; the page itself names an address further down in both."""
    picture = make.screenshot([*LINES, "More on www.aramex.com/ae/help"], url)
    reading = read(make.picture("track.png", picture), "track.png", Expect(languages=("en",)), pool=pool)
    assert (reading.address_bar.fact.value if reading.address_bar else None) == url
    assert any("aramex.com/ae/help" in str(f.fact.value) for f in reading.urls)


def test_russian_screenshot(make: Any, pool: Pool) -> None:
    url = "https://seller.ozon.ru/app/messenger?chat_id=7f3a21c4&message_id=90011734"
    picture = make.screenshot(
        ["Заказ 48127733-0164-1", "Покупатель 11.03.2026 11:05 МСК"], url, heading="Ozon Seller - Сообщения"
    )
    reading = read(make.picture("chat.jpg", picture), "chat.jpg", Expect(languages=("ru",)), pool=pool)
    assert reading.address_bar is not None
    assert reading.address_bar.fact.value == url
    assert ("message-id", "90011734") in [(f.label, f.fact.value) for f in reading.found]
    assert reading.languages[0][0] == "ru"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("https:/Awww.cdek.ru/ru/tracking?order_id=1", "https://www.cdek.ru/ru/tracking?order_id=1"),
        ("hittps://seller.ozon.ru/app/1", "https://seller.ozon.ru/app/1"),
        ("https://seller.noon.partners/en/orders/N1", "https://seller.noon.partners/en/orders/N1"),
        ("https://track.newplace/x", "https://track.newplace/x"),
        ("aramex.com/ae/en/track", "aramex.com/ae/en/track"),
        ("Awww.cdek.ru/x", "www.cdek.ru/x"),
        ("tips: read.more", ""), ("http is.the", ""), ("ships.the goods", ""),
    ],
)  # fmt: skip
def test_addresses_as_ocr_spells_them(seen: str, meant: str) -> None:
    assert normal_url(seen) == meant
