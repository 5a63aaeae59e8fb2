"""How well pictures are read: pages of carriers, chats, shops and warehouses, papers with stamps, each with its truth.

    python benchmarks/pictures.py [COUNT] [SEED] [-v]      40 pictures from seed 1 by default; another seed makes others
    python benchmarks/pictures.py 15 1001 [-v]             the second set: phones, statements of amounts, cut codes, lamp light, grey copies

Counted: ids, times and amounts read right, missed, and read wrong; the worst is wrong and sure of it (0.9 and more), since that
refuses a case. The reader knows no id of the case here. Stamps: found in colour, refused in grey. Address bars: found, none invented.
Each picture is a page (what it shows) under a treatment (how it was taken); drawn with the fonts of the samples.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from appealdocs.model.fact import Money
from appealdocs.model.reading import Reading
from appealdocs.reading import Expect, Item, read_all

sys.path.insert(0, str(Path(__file__).parents[1] / "samples"))

from _make.browser import Window
from _make.fonts import font
from _make.photo import _perspective, label, parcel
from _make.scan import as_scanned
from _make.seal import BLUE, RED, VIOLET, company_seal, round_stamp

SURE = 0.85
"""Confidence from which the rules take an id for read (check/kinds/evidence/seen.py)."""
VERBOSE = "-v" in sys.argv


@dataclass
class Truth:
    """What a picture shows. Times to the minute without zone; amounts as value and currency."""

    ids: set[str] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)
    """Ids of which only a part is in the picture."""
    times: set[str] = field(default_factory=set)
    amounts: set[tuple[Decimal, str]] = field(default_factory=set)
    bar: str = ""
    stamp: bool = False
    grey: bool = False


@dataclass
class Page:
    """A drawn page, its language for the reader, its truth."""

    image: Image.Image
    language: str
    truth: Truth
    paper: bool = False


class Draw:
    """Random values that are noted as truth when they are drawn."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.truth = Truth()
        self.clock = datetime(2026, self.rng.randint(1, 9), self.rng.randint(1, 27), self.rng.randint(7, 20), self.rng.randint(0, 59))

    def id(self, form: str) -> str:
        """An id: 9 a digit, A a capital."""
        made = "".join(str(self.rng.randint(0, 9)) if c == "9" else self.rng.choice("ABCDEFGHKLMNPRSTUVXYZ") if c == "?" else c for c in form)
        self.truth.ids.add(made)
        return made

    def time(self, form: str) -> str:
        """The next moment, up to a day and a half later."""
        self.clock += timedelta(minutes=self.rng.randint(40, 2_000))
        self.truth.times.add(self.clock.strftime("%Y-%m-%d %H:%M" if "%H" in form or "%I" in form else "%Y-%m-%d"))
        return self.clock.strftime(form)

    def russian(self) -> str:
        months = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
        self.time("%H")
        return f"{self.clock.day} {months[self.clock.month - 1]} {self.clock.year} г., {self.clock:%H:%M}"

    def amount(self, currency: str, form: str = "{}") -> str:
        value = Decimal(self.rng.randint(900, 99_999)) / 100
        self.truth.amounts.add((value, currency))
        return form.format(f"{value:.2f}")


# --- pages ------------------------------------------------------------------------------------------------------------------------

CARRIERS: dict[str, tuple[str, str, str, str, str, Sequence[str]]] = {
    # name: (language, url, id form, colour, time form, events)
    "Aramex": ("en", "https://www.aramex.com/ae/en/track/results?ShipmentNumber={}", "34999999999", "#d9001b", "%d %b %Y, %H:%M", ("Delivered", "Out for delivery", "Arrived at facility", "Picked up from shipper")),
    "SMSA Express": ("en", "https://www.smsaexpress.com/trackingdetails?tracknumbers={}", "290999999999", "#00529b", "%d/%m/%Y %H:%M", ("Delivered", "At SMSA Riyadh", "Departed HUB Jeddah", "Data received")),
    "Naqel Express": ("en", "https://www.naqelexpress.com/en/tracking?awb={}", "359999999", "#f47920", "%Y-%m-%d %H:%M", ("Shipment delivered", "With courier", "Arrived at destination", "Picked up")),
    "DHL": ("en", "https://www.dhl.com/ae-en/home/tracking.html?tracking-id={}", "4999999999", "#d40511", "%B %d, %Y %H:%M", ("Delivered - signed for", "Shipment is out with courier", "Processed at DUBAI", "Shipment picked up")),
    "YunExpress": ("en", "https://www.yuntrack.com/parcelTracking?id={}", "YT2699999999999999", "#1677ff", "%Y-%m-%d %H:%M", ("Delivered", "Out for delivery", "Departed from transit centre", "Shipment received")),
    "CDEK": ("ru", "https://www.cdek.ru/ru/tracking?order_id={}", "1599999999", "#1ab248", "%d.%m.%Y %H:%M", ("Вручено", "Прибыло в пункт выдачи", "Отправлено из Москвы", "Принято на склад")),
    "Почта России": ("ru", "https://www.pochta.ru/tracking?barcode={}", "80999999999999", "#0055a6", "ru", ("Вручение адресату", "Прибыло в место вручения", "Покинуло сортировочный центр", "Принято в отделении связи")),
}  # fmt: skip


def tracking(draw: Draw, name: str, bar: bool = True) -> Page:
    """A carrier's tracking page in a browser."""
    language, url, form, colour, when, events = CARRIERS[name]
    number = draw.id(form)
    window = Window(url.format(number), name, bar=bar, icon=colour)
    window.band(name, colour)
    window.title(("Отправление " if language == "ru" else "Shipment ") + number)
    places = ("Москва", "Казань", "Тула", "Пермь") if language == "ru" else ("Dubai, AE", "Riyadh, SA", "Jeddah, SA", "Shenzhen, CN")
    rows = [(draw.russian() if when == "ru" else draw.time(when), place, event) for place, event in zip(places, reversed(events), strict=True)]
    window.steps(rows[::-1], colour)
    draw.truth.bar = url.format(number) if bar else ""
    return Page(window.image.crop((0, 0, window.image.width, int(window.y) + 40)), language, draw.truth)


def order(draw: Draw, shop: str) -> Page:
    """The page of an order in a seller's portal."""
    form, currency, url, colour, language = {
        "noon": ("NAEHF0099999999", "AED", "https://seller.noon.partners/en/orders/{}", "#feee00", "en"),
        "amazon": ("112-9999999-9999999", "USD", "https://sellercentral.amazon.com/orders-v3/order/{}", "#232f3e", "en"),
        "ozon": ("48999999-9999-1", "RUB", "https://seller.ozon.ru/app/postings/fbs/{}", "#005bff", "ru"),
    }[shop]  # fmt: skip
    number = draw.id(form)
    window = Window(url.format(number), shop, icon=colour)
    window.band(shop, colour, "#111111" if shop == "noon" else "#ffffff")
    if language == "ru":
        rows = [("Номер отправления", number), ("Артикул", draw.id("LT-??9999-BLK")), ("Принят в обработку", draw.time("%d.%m.%Y %H:%M")),
                ("Доставлен", draw.time("%d.%m.%Y %H:%M")), ("Стоимость", draw.amount(currency, "{} ₽").replace(".", ","))]  # fmt: skip
    else:
        rows = [("Order ID", number), ("SKU", draw.id("LT-??9999-BLK")), ("Order placed", draw.time("%d %b %Y %H:%M")),
                ("Delivered", draw.time("%d %b %Y %H:%M")), ("Order total", draw.amount(currency, currency + " {}"))]  # fmt: skip
    window.card(rows)
    draw.truth.bar = url.format(number)
    return Page(window.image.crop((0, 0, window.image.width, int(window.y) + 60)), language, draw.truth)


def chat(draw: Draw, language: str) -> Page:
    """A messenger on a phone."""
    image = Image.new("RGB", (1080, 1500), "#efeae2")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 1080, 150), fill="#075e54")
    pen.text((150, 50), {"en": "Buyer Fatima", "ru": "Покупатель Ирина", "zh": "物流客服"}[language], font=font("han", 42), fill="white")
    number = draw.id({"en": "NAEHF0099999999", "ru": "48999999-9999-1", "zh": "YT2699999999999999"}[language])
    day = draw.time("%d.%m.%Y" if language == "ru" else "%Y年%-m月%-d日" if language == "zh" else "%d %B %Y")
    refund = draw.amount("AED", "AED {}") if language == "en" else ""
    lines = {
        "en": [f"Hi, about order {number}", f"it arrived on {day}", "Thank you, all is fine", f"Refund {refund} done"],
        "ru": [f"Здравствуйте, заказ {number}", f"получила {day}", "Спасибо, всё хорошо", "Курьер был вежлив"],
        "zh": [f"单号 {number}", f"{day}已签收", "包裹完好，买家确认", "请放心"],
    }[language]  # fmt: skip
    for n, line in enumerate(lines):
        left = 40 if n % 2 == 0 else 260
        pen.rounded_rectangle((left, 220 + 190 * n, left + 780, 350 + 190 * n), 24, "white" if n % 2 == 0 else "#dcf8c6")
        pen.text((left + 30, 250 + 190 * n), line, font=font("han", 38), fill="#111111")
    return Page(image, language, draw.truth)


def erp(draw: Draw) -> Page:
    """A dense Chinese table of a warehouse system."""
    image = Image.new("RGB", (1600, 620), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 1600, 56), fill="#1f2d3d")
    pen.text((24, 12), "出库管理 > 发货记录", font=font("han", 24), fill="white")
    for column, head in enumerate(("订单号", "运单号", "货号", "出库时间", "状态")):
        pen.text((30 + 320 * column, 76), head, font=font("han", 20), fill="#606266")
    for row in range(7):
        cells = (draw.id("112-9999999-9999999"), draw.id("YT2699999999999999"), draw.id("LT-??9999-WHT"), draw.time("%Y-%m-%d %H:%M"), "已出库")
        for column, cell in enumerate(cells):
            pen.text((30 + 320 * column, 128 + 66 * row), cell, font=font("han", 21), fill="#303133")
        pen.line((0, 172 + 66 * row, 1600, 172 + 66 * row), fill="#ebeef5")
    return Page(image, "zh", draw.truth)


def paper(draw: Draw, kind: str, stamp: str) -> Page:
    """A paper of A4 at 150 dpi with a stamp (red, blue, violet, none)."""
    image = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(image)
    russian = kind == "накладная"
    title = {"накладная": "ТРАНСПОРТНАЯ НАКЛАДНАЯ", "pod": "PROOF OF DELIVERY", "invoice": "COMMERCIAL INVOICE"}[kind]
    pen.text((120, 110), title, font=font("sans-bold", 44), fill="#111111")
    if russian:
        rows = [("Номер накладной", draw.id("1599999999")), ("Номер заказа", draw.id("48999999-9999-1")), ("Дата приёма", draw.time("%d.%m.%Y %H:%M")),
                ("Дата вручения", draw.time("%d.%m.%Y %H:%M")), ("Объявленная стоимость", draw.amount("RUB", "{} руб.").replace(".", ",", 1)), ("Получатель", "Иванова М. П.")]  # fmt: skip
    elif kind == "pod":
        rows = [("Shipment number", draw.id("34999999999")), ("Order ID", draw.id("NAEHF0099999999")), ("Picked up", draw.time("%d %B %Y, %H:%M")),
                ("Delivered", draw.time("%d %B %Y, %H:%M")), ("Weight", "0.54 kg"), ("Received by", "Fatima Al Mansoori")]  # fmt: skip
    else:
        rows = [("Invoice No.", draw.id("LT-9999-9999")), ("Order ID", draw.id("112-9999999-9999999")), ("Invoice date", draw.time("%d %B %Y")),
                ("SKU", draw.id("LT-??9999-BLK")), ("Total", draw.amount("USD", "USD {}"))]  # fmt: skip
    for n, (name, value) in enumerate(rows):
        pen.text((120, 250 + 74 * n), name, font=font("sans", 27), fill="#444444")
        hand = name in ("Received by", "Получатель")
        pen.text((560, 246 + 74 * n), value, font=font("serif-italic" if hand else "sans", 38 if hand else 27), fill="#1a2f8a" if hand else "#111111")
        pen.line((120, 300 + 74 * n, 1120, 300 + 74 * n), fill="#bbbbbb")
    for n in range(6):
        pen.text((120, 900 + 44 * n), "The goods were handed over in full and in sound condition." if not russian else "Груз сдан полностью, упаковка без повреждений.", font=font("serif", 25), fill="#222222")
    if stamp != "none":
        made = company_seal("深圳市蓝庭家居有限公司", "4403071234567", 330, draw.rng.randint(1, 99)) if stamp == "red" else round_stamp(
            "ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ" if russian else "ARAMEX EMIRATES LLC DUBAI UAE", "", ("СДЭК",) if russian else ("ARAMEX",),
            {"blue": BLUE, "violet": VIOLET, "wide": RED}[stamp], 330, draw.rng.randint(1, 99))  # fmt: skip
        image.paste(made, (700, 1200), made)
        draw.truth.stamp = True
    return Page(image, "ru" if russian else "en", draw.truth, paper=True)


def parcel_label(draw: Draw) -> Page:
    """A photograph of a parcel with its label."""
    number = draw.id("YT2699999999999999")
    lines = ["TO: Fatima A., Dubai", f"REF {draw.id('112-9999999-9999999')}", f"DATE {draw.time('%Y-%m-%d')}"]
    return Page(parcel(label("YunExpress", (22, 119, 255), number, lines), draw.rng.randint(1, 99)), "en", draw.truth)


PAGES: Sequence[Callable[[Draw], Page]] = (
    *(lambda d, n=name: tracking(d, n) for name in CARRIERS),
    lambda d: tracking(d, "Aramex", bar=False), lambda d: tracking(d, "CDEK", bar=False),
    *(lambda d, s=shop: order(d, s) for shop in ("noon", "amazon", "ozon")),
    *(lambda d, s=lang: chat(d, s) for lang in ("en", "ru", "zh")),
    erp, parcel_label,
    *(lambda d, k=kind, s=stamp: paper(d, k, s) for kind, stamp in (
        ("накладная", "blue"), ("накладная", "violet"), ("накладная", "none"), ("pod", "blue"), ("pod", "none"), ("invoice", "red"), ("pod", "wide"))),
)  # fmt: skip


def phone(draw: Draw, carrier: str, bare: bool = False) -> Page:
    """A carrier's page in a phone's browser: a clock, a bar whose address has no scheme (or is the bare domain), then the page."""
    language, url, form, colour, when, events = CARRIERS[carrier]
    number = draw.id(form)
    address = url.format(number).removeprefix("https://").removeprefix("www.")
    shown = address.split("/")[0] if bare else address
    image = Image.new("RGB", (1080, 2100), "#ffffff")
    pen = ImageDraw.Draw(image)
    pen.text((60, 22), "9:41", font=font("sans-bold", 34), fill="#202124")
    pen.text((900, 22), "5G  83%", font=font("sans", 30), fill="#202124")
    pen.rounded_rectangle((100, 92, 900, 176), 42, "#eef0f3")
    size = next(n for n in range(34, 12, -1) if pen.textlength(shown, font=font("sans", n)) < 740)
    pen.text((130, 134), shown, font=font("sans", size), fill="#202124", anchor="lm")
    pen.rectangle((0, 210, 1080, 340), fill=colour)
    pen.text((50, 240), carrier, font=font("sans-bold", 54), fill="white")
    pen.text((50, 390), ("Отправление " if language == "ru" else "Shipment ") + number, font=font("sans-bold", 40), fill="#111111")
    for n, event in enumerate(events):
        moment = draw.russian() if when == "ru" else draw.time(when)
        pen.text((50, 500 + 190 * n), event, font=font("sans-bold", 38), fill="#222222")
        pen.text((50, 560 + 190 * n), moment, font=font("sans", 34), fill="#555555")
    draw.truth.bar = shown
    return Page(image, language, draw.truth)


def statement(draw: Draw, language: str) -> Page:
    """A page of payments with amounts in every notation."""
    url = "https://finance.example.ae/statement" if language == "en" else "https://seller.ozon.ru/app/finances/accruals"
    window = Window(url, "Statement", icon="#1677ff")
    window.band("Payments" if language == "en" else "Начисления", "#1677ff")

    def money(low: int, currency: str, form: Callable[[Decimal], str]) -> str:
        value = Decimal(draw.rng.randint(low * 100, low * 900)) / 100
        draw.truth.amounts.add((value, currency))
        return form(value)

    def spaced(value: Decimal) -> str:
        return f"{value:,.2f}".replace(",", " ").replace(".", ",")

    if language == "en":
        rows = [("Order total", money(1_200, "AED", lambda v: f"AED {v:,.2f}")), ("Refund", money(90, "SAR", lambda v: f"SAR {v:.2f}")),
                ("Compensation", money(1_400, "EUR", lambda v: f"{v:,.2f} €".replace(",", "_").replace(".", ",").replace("_", "."))),
                ("Declared value", money(40, "USD", lambda v: f"US$ {v:.2f}")), ("Amount", money(2_000, "CNY", lambda v: f"¥{v:,.2f}")),
                ("Fee", money(30, "AED", lambda v: f"Dhs {v:.2f}")), ("Total", money(5_000, "SAR", lambda v: f"{v:,.2f} SAR"))]  # fmt: skip
    else:
        rows = [("Стоимость заказа", money(1_500, "RUB", lambda v: spaced(v) + " ₽")), ("Возврат", money(200, "RUB", lambda v: f"{v:.2f} руб.".replace(".", ",", 1))),
                ("Компенсация", money(12_000, "RUB", lambda v: spaced(v) + " ₽")), ("Комиссия", money(20, "RUB", lambda v: f"{v:.2f} ₽".replace(".", ","))),
                ("Итого", money(15_000, "RUB", lambda v: spaced(v) + " руб."))]  # fmt: skip
    window.card(rows)
    draw.truth.bar = url
    return Page(window.image.crop((0, 0, window.image.width, int(window.y) + 60)), language, draw.truth)


def cut_label(draw: Draw, left: bool) -> Page:
    """A label of which one side is outside the picture: the middle of its barcode number's digits is the edge."""
    number = draw.id("YT2699999999999999")
    draw.truth.ids.discard(number)
    draw.truth.cut.add(number)
    tag = label("YunExpress", (22, 119, 255), number, ["TO: Fatima A., Dubai", f"DATE {draw.time('%Y-%m-%d')}"], (1000, 680)).convert("RGB")
    if left:
        draw.truth.times.clear()
    box = (tag.width * 2 // 5, 0, tag.width, tag.height) if left else (0, 0, tag.width * 3 // 5, tag.height)
    return Page(tag.crop(box), "en", draw.truth)


FRESH: Sequence[Callable[[Draw], Page]] = (
    *(lambda d, n=name: phone(d, n) for name in ("Aramex", "CDEK", "Naqel Express")), lambda d: phone(d, "SMSA Express", bare=True),
    lambda d: statement(d, "en"), lambda d: statement(d, "ru"), lambda d: cut_label(d, True), lambda d: cut_label(d, False),
    *(lambda d, k=kind, s=stamp: paper(d, k, s) for kind, stamp in (
        ("накладная", "violet"), ("pod", "blue"), ("invoice", "red"), ("pod", "none"), ("накладная", "blue"), ("pod", "wide"), ("накладная", "none"))),
)  # fmt: skip


# --- treatments -------------------------------------------------------------------------------------------------------------------


def _noise(image: Image.Image, strength: float, seed: int) -> Image.Image:
    array = np.asarray(image.convert("RGB"), dtype=float) + np.random.default_rng(seed).normal(0, strength, (image.height, image.width, 3))
    return Image.fromarray(np.clip(array, 0, 255).astype("uint8"))


def photographed(page: Page, seed: int, dark: float = 1.0) -> Image.Image:
    """The page on a table, taken by a phone from a little aside."""
    rng = random.Random(seed)
    image = page.image.convert("RGB")
    width, height = round(image.width * 1.16), round(image.height * 1.12)
    inset = [(rng.uniform(0.03, 0.08), rng.uniform(0.02, 0.07)) for _ in range(4)]
    corners = [(x if n in (0, 3) else 1 - x, y if n < 2 else 1 - y) for n, (x, y) in enumerate(inset)]
    table = Image.new("RGB", (width, height), (116, 98, 84))
    laid = _perspective(image, [(x * width, y * height) for x, y in corners], (width, height))
    table.paste(laid, (0, 0), laid)
    light = np.linspace(1.02, 0.80, width)[None, :, None] * np.linspace(1.0, 0.92, height)[:, None, None]
    array = np.asarray(table.filter(ImageFilter.GaussianBlur(0.7)), dtype=float) * light * dark
    return _noise(Image.fromarray(np.clip(array, 0, 255).astype("uint8")), 5.0 if dark == 1.0 else 7.0, seed)


def _dark_mode(page: Page) -> Image.Image:
    return ImageOps.invert(page.image.convert("RGB")).point(lambda v: 24 + v * 220 // 255)


def _half(image: Image.Image) -> Image.Image:
    return image.resize((round(image.width * 0.62), round(image.height * 0.62)), Image.Resampling.LANCZOS)


SCREENS: dict[str, Callable[[Page, int], Image.Image]] = {
    "clean": lambda p, s: p.image, "jpeg 40": lambda p, s: p.image, "dark mode": lambda p, s: _dark_mode(p),
    "reduced": lambda p, s: _half(p.image), "blurred": lambda p, s: p.image.filter(ImageFilter.GaussianBlur(1.1)),
    "photo of the screen": photographed,
}  # fmt: skip
PAPERS: dict[str, Callable[[Page, int], Image.Image]] = {
    "scan": lambda p, s: as_scanned(p.image, s, random.Random(s).uniform(-1.2, 1.2)), "photo": photographed,
    "grey copy": lambda p, s: as_scanned(p.image, s, 0.6, grey=True), "two-tone": lambda p, s: _fax(p, s),
    "photo in low light": lambda p, s: photographed(p, s, 0.42),
    "washed out": lambda p, s: ImageEnhance.Contrast(as_scanned(p.image, s, -0.4)).enhance(0.7),
    "noisy": lambda p, s: _noise(p.image, 16, s),
}  # fmt: skip
COLOURLESS = ("grey copy", "two-tone", "grey copy, dim", "photo of a grey copy")


def _lamp(image: Image.Image, light: float = 1.0) -> Image.Image:
    array = np.asarray(image.convert("RGB"), dtype=float) * np.array((1.0, 0.86, 0.62)) * light
    return Image.fromarray(np.clip(array, 0, 255).astype("uint8"))


FRESH_SCREENS: dict[str, Callable[[Page, int], Image.Image]] = {
    "clean": lambda p, s: p.image, "dark mode": lambda p, s: _dark_mode(p), "jpeg 40": lambda p, s: p.image,
    "blurred": lambda p, s: p.image.filter(ImageFilter.GaussianBlur(1.3)),
}  # fmt: skip
FRESH_PAPERS: dict[str, Callable[[Page, int], Image.Image]] = {
    "lamp": lambda p, s: _lamp(photographed(p, s)), "grey copy": PAPERS["grey copy"], "photo in low light": lambda p, s: photographed(p, s, 0.3),
    "grey copy, dim": lambda p, s: as_scanned(p.image, s, -0.7, grey=True).point(lambda v: v * 6 // 10),
    "lamp in low light": lambda p, s: _lamp(photographed(p, s, 0.5)), "photo of a grey copy": lambda p, s: photographed(Page(p.image.convert("L"), "", p.truth), s),
    "washed out": PAPERS["washed out"],
}  # fmt: skip


def _fax(page: Page, seed: int) -> Image.Image:
    return as_scanned(page.image, seed, 0.3, grey=True).convert("L").point(lambda v: 255 if v > 150 else 0).convert("1")


def made(seed: int) -> tuple[str, bytes, Page]:
    """Picture number `seed`: its name, its file, its page."""
    draw = Draw(seed)
    if seed > 1_000:
        page = FRESH[seed * 7 % len(FRESH)](draw)
        ways = FRESH_PAPERS if page.paper else FRESH_SCREENS
        how = sorted(ways)[(seed * 3 + seed // len(FRESH)) % len(ways)]
    else:
        page = PAGES[seed * 7 % len(PAGES)](draw)
        ways = PAPERS if page.paper else SCREENS
        how = sorted(ways)[(seed * 5 + seed // len(PAGES)) % len(ways)]
    image = ways[how](page, seed)
    page.truth.grey = how in COLOURLESS
    if page.truth.grey:
        page.truth.stamp = False
    if how == "photo of the screen":
        page.truth.bar = ""  # not asked for: the edge of the picture is not the edge of the screen
    out = io.BytesIO()
    lossy = how not in ("clean", "two-tone", "dark mode", "reduced")
    image.save(out, "JPEG" if lossy else "PNG", **({"quality": 40 if how == "jpeg 40" else 78} if lossy else {}))
    return f"{seed:03} {how}{'.jpg' if lossy else '.png'}", out.getvalue(), page


# --- judging ----------------------------------------------------------------------------------------------------------------------


def _times(reading: Reading) -> list[tuple[str, float]]:
    said = []
    for found in reading.found:
        value = found.fact.value
        if isinstance(value, datetime):
            said.append((value.strftime("%Y-%m-%d %H:%M"), found.confidence))
        if isinstance(value, date):
            said.append((value.strftime("%Y-%m-%d"), found.confidence))
    return said


def judged(name: str, reading: Reading, page: Page, count: Counter[str]) -> None:
    """Count what was read of one picture."""
    truth = page.truth
    if VERBOSE and reading.troubles:
        print(f"{name}: {reading.troubles}")
    codes = [(str(f.fact.value), f.confidence) for f in reading.found if f.fact.kind in ("id", "order-id", "tracking", "sku", "phone") and f.page]
    amounts = [((f.fact.value.value, f.fact.value.currency), f.confidence) for f in reading.found if isinstance(f.fact.value, Money)]
    known_days = truth.times | {t[:10] for t in truth.times}
    for what, wanted, got, right in (
        ("id", truth.ids, codes, truth.ids), ("time", truth.times, _times(reading), known_days), ("amount", truth.amounts, amounts, truth.amounts),
    ):  # fmt: skip
        read = {value for value, _ in got}
        count[f"{what}s"] += len(wanted)
        count[f"{what} right"] += len(wanted & read)
        wrong = [(v, sure) for v, sure in got if v not in right and (what != "id" or any(_near(str(v), w) for w in truth.ids) or _part(str(v), truth.cut))]
        count[f"{what} wrong"] += len(wrong)
        count[f"{what} wrong and sure"] += sum(sure >= SURE for _, sure in wrong)
        if VERBOSE and (wanted - read or wrong):
            print(f"{name}: {what} missed {sorted(map(str, wanted - read))} wrong {[(str(v), sure) for v, sure in wrong]}")
    if page.paper:
        seen = any(p.stamp for p in reading.pictures)
        grey = all(p.grey for p in reading.pictures) or ("photo" in name and truth.grey and not seen)  # the table around it is not grey
        count["stamps"] += truth.stamp
        count["stamp found"] += truth.stamp and seen
        count["stamp invented"] += seen and not truth.stamp
        count["grey papers"] += truth.grey
        count["grey refused"] += truth.grey and grey
        count["grey wrongly"] += grey and not truth.grey
        if VERBOSE and (seen != truth.stamp or grey != truth.grey):
            print(f"{name}: stamp {seen} for {truth.stamp}, grey {grey} for {truth.grey} {[(p.saturated, p.stamp) for p in reading.pictures]}")
    else:
        bar = str(reading.address_bar.fact.value) if reading.address_bar else ""
        count["bars"] += bool(truth.bar)
        count["bar found"] += bool(truth.bar and bar)
        count["bar letter by letter"] += bool(truth.bar) and bar == truth.bar
        count["bar invented"] += bool(bar and not truth.bar) and "screen" not in name
        if VERBOSE and bar != truth.bar and "screen" not in name:
            print(f"{name}: bar {bar!r} for {truth.bar!r}")


def _part(value: str, cut: set[str]) -> bool:
    """Whether a value is what is left of an id that the picture's edge cut off."""
    return len(value) >= 5 and any(value in whole for whole in cut)


def _near(a: str, b: str) -> bool:
    """Whether `a` is a misreading of `b`: much of it the same, letter by letter."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(a, b) <= max(2, len(b) // 3)


def main() -> int:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    total, first = (*numbers, *(40, 1)[len(numbers) :])[:2]
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        items, pages = [], []
        for seed in range(first, first + total):
            shown, data, page = made(seed)
            path = Path(name) / shown
            path.write_bytes(data)
            items.append(Item(path, shown, Expect(languages=(page.language,))))
            pages.append(page)
        for item, reading, page in zip(items, read_all(items), pages, strict=True):
            judged(item.shown_as, reading, page, count)
    print(f"{total} pictures from seed {first}")
    for what in ("id", "time", "amount"):
        print(f"{what}s: {count[f'{what} right']} of {count[f'{what}s']} right, {count[f'{what} wrong']} wrong, {count[f'{what} wrong and sure']} of them sure")
    print(f"stamps: {count['stamp found']} of {count['stamps']} found, {count['stamp invented']} invented; "
          f"grey: {count['grey refused']} of {count['grey papers']} told, {count['grey wrongly']} wrongly")  # fmt: skip
    print(f"address bars: {count['bar found']} of {count['bars']} found ({count['bar letter by letter']} letter by letter), {count['bar invented']} invented")
    return 1 if count["id wrong and sure"] or count["stamp invented"] or count["bar invented"] else 0


if __name__ == "__main__":
    sys.exit(main())
