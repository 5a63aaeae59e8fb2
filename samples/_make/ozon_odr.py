"""ozon-odr: the buyer says a mug of another colour came; photo, video, weights and the carrier's data show the right one left."""

from __future__ import annotations

import hashlib
from pathlib import Path

from _make import carriers, photo, seal, video
from _make.browser import Window, png
from _make.carriers import CDEK
from _make.folder import MSK, at, procedure, seller_images
from _make.paper import Paper

NOW = "2026-10-15T12:00:00+03:00"
ORDER, TRACKING, SKU = "61840275-0318-1", "1588204137", "HY-TM450-GRN"
COMPANY, COMPANY_ZH = "Yiwu Heyu Trading Co., Ltd.", "义乌市禾屿贸易有限公司"
BUYER = "Орлова Т. В."
LINK = "https://seller.ozon.ru/app/messenger?chat_id=5c1e88d2&message_id=90417725"
GREEN = (52, 140, 84)

CASE = """\
# 样例 3：Ozon ODR 举证（买家称货不对板），附装箱录像。人物、公司和单据均为虚构。
# Sample 3: an Ozon ODR evidence submission, 'wrong item', with a packing video. Everything is invented; made by samples/make.py.
procedure: ozon-odr
reference: HY-OZ-2026-031
site: ozon.ru
issue: wrong-item
category: home
received: 2026-10-14T16:00:00+03:00     # 工单生成时间，72 小时内举证 / ticket opened; 72 hours from here
platform_case: ODR-20931746

seller:
  legal_name: Yiwu Heyu Trading Co., Ltd.
  legal_name_zh: 义乌市禾屿贸易有限公司
  store: Heyu Home
  address:
    zh: 浙江省义乌市佛堂镇双林路56号
    en: 56 Shuanglin Road, Fotang Town, Yiwu, Zhejiang, China
    ru: КНР, провинция Чжэцзян, г. Иу, Фотан, ул. Шуанлинь, д. 56
  licence:
    number: 91330782MA8G2D6N91
    kind: business-licence
    country: CN
    valid: {from: 2021-04-12, to: 2041-04-11}
  representative:
    name: {zh: 方晓禾, en: Fang Xiaohe, ru: Фан Сяохэ}
    title: {zh: 总经理, en: General Manager, ru: Генеральный директор}
  email: ozon@heyuhome.example
  logo: seller/logo.png
  stamp: seller/stamp.png
  signature: seller/signature.png

orders:
  - id: 61840275-0318-1
    tracking: "1588204137"
    carrier: CDEK
    skus: [HY-TM450-GRN]
    ordered: 2026-10-08T14:05:00+03:00
    promised_dispatch: 2026-10-11T23:59:00+03:00
    label_created: 2026-10-09T09:40:00+03:00
    dispatched: 2026-10-09T15:10:00+03:00
    first_scan: 2026-10-09T18:45:00+03:00
    delivered: 2026-10-13T12:30:00+03:00
    signed_by: Орлова Т. В.
    complaint: 2026-10-14T10:15:00+03:00
    first_reply: 2026-10-14T12:50:00+03:00
    amount: {value: 1890.00, currency: RUB}
    platform_status: доставлен

platform_log:                           # Ozon 自己的日志，误差要小于 15 分钟 / Ozon's own log
  - {event: dispatched, at: 2026-10-09T15:14:00+03:00, order: 61840275-0318-1}
  - {event: delivered, at: 2026-10-13T12:33:00+03:00, order: 61840275-0318-1}

points:
  - title:
      zh: 买家称收到的颜色不对
      ru: Покупатель сообщает о получении товара другого цвета
    skus: [HY-TM450-GRN]
    date: 2026-10-14
    problem:
      - zh: 买家于2026年10月14日 10:15（莫斯科时间）来信，说订单 61840275-0318-1 收到的是黑色杯子，不是下单的绿色（SKU HY-TM450-GRN）。
        ru: 14 октября 2026 г. в 10:15 по московскому времени покупатель сообщил, что по заказу 61840275-0318-1 получена термокружка чёрного, а не зелёного цвета (SKU HY-TM450-GRN).
        evidence: [E7, E8]
    cause:
      - zh: 2026年10月9日的装箱录像里，放进箱子的是贴着 SKU HY-TM450-GRN 标签的绿色杯子，封箱后贴上了运单 1588204137。
        ru: На видеозаписи упаковки от 9 октября 2026 г. видно, что в коробку уложена зелёная термокружка с этикеткой SKU HY-TM450-GRN, а на закрытую коробку наклеена этикетка отправления 1588204137.
        evidence: [E4]
      - zh: 我们出库称重 0.48 千克，CDEK 收货称重也是 0.48 千克。
        ru: Вес при отгрузке составил 0,48 кг, при приёмке CDEK — также 0,48 кг.
        evidence: [E1, E2, E5]
      - zh: 出库记录由操作员 OP-0231 登记，里面的照片哈希值和包裹照片一致。      # 只有中文 / Chinese only
        evidence: [E2, E3]
    action:
      - zh: CDEK 于2026年10月9日 18:45（莫斯科时间）在莫斯科首次扫描，2026年10月13日 12:30（莫斯科时间）由 Орлова Т. В. 签收。
        ru: Отправление впервые отсканировано CDEK в Москве 9 октября 2026 г. в 18:45 по московскому времени и вручено 13 октября 2026 г. в 12:30 по московскому времени; получатель — Орлова Т. В.
        evidence: [E5, E6]
      - zh: 2026年10月14日 12:50（莫斯科时间），我们回复了买家，请买家发来商品和标签的照片。
        ru: 14 октября 2026 г. в 12:50 по московскому времени мы ответили покупателю и попросили прислать фотографии товара и этикетки.
        evidence: [E7]
    prevention:
      - zh: 自2026年10月15日起，每单打包时扫两次商品条码，和订单不符就打不出面单。
        ru: С 15 октября 2026 г. при упаковке каждого заказа штрихкод товара сканируется дважды; при несовпадении с заказом этикетка не печатается.
        evidence: [E9]
        owner: {zh: 谢宁（仓库主管）, ru: "Се Нин, начальник склада"}
        by: 2026-10-15

request:
  clause: request-confirm-fulfilment-release
  with: {order: 61840275-0318-1, amount: {value: 1890, currency: RUB}}
  evidence: [E1, E6]

evidence:
  - id: E1
    file: evidence/накладная 1588204137.pdf
    type: waybill
    language: ru
    order: 61840275-0318-1
    date: 2026-10-09
    shows: {zh: CDEK 面单：单号、收寄件人、重量、体积, ru: "накладная CDEK: номер, отправитель и получатель, вес и объём"}
  - id: E2
    file: evidence/складская запись 61840275-0318-1.pdf
    type: outbound-record
    language: ru
    order: 61840275-0318-1
    date: 2026-10-09
    shows: {zh: 出库时间、操作员、照片哈希值, ru: "время отгрузки, оператор, хеш фотографии"}
  - id: E3
    file: evidence/фото посылки.jpg
    type: package-photo
    language: ru
    order: 61840275-0318-1
    date: 2026-10-09
    shows: {zh: 贴好面单的包裹, ru: упакованная посылка с этикеткой}
  - id: E4
    file: evidence/видео упаковки.mp4
    type: packing-video
    language: ru
    order: 61840275-0318-1
    date: 2026-10-09
    shows: {zh: 36 秒装箱录像，带时间水印和 SKU 标签, ru: "видеозапись упаковки, 36 секунд, с отметкой времени и этикеткой SKU"}
  - id: E5
    file: evidence/трек CDEK 1588204137.png
    type: tracking-page
    language: ru
    order: 61840275-0318-1
    date: 2026-10-13
    shows: {zh: 莫斯科首次扫描和签收, ru: первое сканирование в Москве и вручение}
  - id: E6
    file: evidence/квитанция о вручении.pdf
    type: delivery-receipt
    language: ru
    order: 61840275-0318-1
    date: 2026-10-13
    shows: {zh: 收件人签字的妥投回单, ru: квитанция с подписью получателя}
  - id: E7
    file: evidence/сообщения покупателя.png
    type: buyer-messages
    language: ru
    order: 61840275-0318-1
    date: 2026-10-14
    link: https://seller.ozon.ru/app/messenger?chat_id=5c1e88d2&message_id=90417725
    shows: {zh: 站内信和 message_id, ru: переписка в Ozon с номером сообщения}
  - id: E8
    file: evidence/карточка товара.png
    type: listing-page
    language: ru
    date: 2026-10-14
    shows: {zh: 商品页写明绿色, ru: "карточка товара: цвет зелёный"}
  - id: E9
    file: evidence/инструкция ИС-12 упаковка.pdf
    type: sop
    language: ru
    date: 2026-10-15
    shows: {zh: 打包两次扫码的规程, ru: порядок двойного сканирования при упаковке}
"""


def build(folder: Path) -> None:
    evidence = folder / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    logo = seal.logo("Heyu Home", (150, 80, 40), "roof")
    stamp = seal.company_seal(COMPANY_ZH, "3307820164405", seed=31)
    seller_images(folder, logo, stamp, "Fang Xiaohe")

    tag = photo.label("CDEK", CDEK[1], TRACKING, (f"Заказ {ORDER}", f"SKU {SKU}", "Вес 0,48 кг   09.10.2026", "г. Нижний Новгород"))
    picture = evidence / "фото посылки.jpg"
    photo.save_photo(photo.parcel(tag, seed=33), picture, at(MSK, 2026, 10, 9, 11, 22, 14))
    digest = hashlib.sha256(picture.read_bytes()).hexdigest()
    video.packing(
        evidence / "видео упаковки.mp4", at(MSK, 2026, 10, 9, 11, 20, 3), seconds=36, colour=GREEN, sku=SKU, order=ORDER, tracking=TRACKING,
        clock=lambda moment: moment.strftime("%d.%m.%Y %H:%M:%S МСК"), words={"order": "Заказ", "carrier": "CDEK", "station": "Стол 4"},
    )  # fmt: skip
    _carrier(evidence)
    _screens(evidence)
    _warehouse(evidence, digest, stamp, logo)


def _carrier(evidence: Path) -> None:
    carriers.waybill(
        evidence / f"накладная {TRACKING}.pdf", at(MSK, 2026, 10, 9, 9, 40), CDEK, title=f"Накладная № {TRACKING}", tracking=TRACKING, producer="CDEK Print 3.4",
        sender=("ОТПРАВИТЕЛЬ", "Heyu Home, склад «Подольск-2»<br/>Московская обл., г. Подольск, Домодедовское ш., д. 14"), recipient=("ПОЛУЧАТЕЛЬ", f"{BUYER}<br/>г. Нижний Новгород, пункт выдачи NNV41"),
        rows=[
            ("Перевозчик", "CDEK"), ("Номер заказа", ORDER), ("Содержимое", f"Термокружка 450 мл, зелёная, SKU {SKU}, 1 шт."), ("Вес", "0,48 кг"), ("Объём", "0,003 м³ (24 × 12 × 11 см)"), ("Сумма заказа", "1 890,00 руб."),
            ("Этикетка создана", "09.10.2026 09:40 МСК"), ("Передано перевозчику", "09.10.2026 15:10 МСК"),
        ],
        signed=("Подпись отправителя", "Се Нин"),
    )  # fmt: skip
    carriers.receipt(
        evidence / "квитанция о вручении.pdf", at(MSK, 2026, 10, 13, 12, 31), CDEK, title="Квитанция о вручении", producer="CDEK Courier 5.1",
        rows=[
            ("Перевозчик", "CDEK"), ("Трек-номер", TRACKING), ("Номер заказа", ORDER), ("Содержимое", f"SKU {SKU}, 1 шт."), ("Вес", "0,48 кг"),
            ("Вручено", "13.10.2026 12:30 МСК"), ("Место вручения", "г. Нижний Новгород"), ("Получатель", BUYER), ("Сотрудник", "Власов А. Н., табельный номер 20417"),
        ],
        words="Отправление получено без повреждений упаковки, вес соответствует накладной.",
        signed=[("Подпись получателя", BUYER), ("Подпись сотрудника", "Власов А. Н.")],
        stamp=seal.round_stamp("CDEK · ПУНКТ ВЫДАЧИ NNV41", "ВЫДАНО", ("13.10.2026",), seal.BLUE, seed=34),
    )  # fmt: skip
    carriers.tracking_page(
        evidence / f"трек CDEK {TRACKING}.png", CDEK, f"https://www.cdek.ru/ru/tracking/?order_id={TRACKING}", "Отслеживание | CDEK",
        menu=("Отправить", "Отследить", "Пункты выдачи", "Помощь"), title=f"Отправление {TRACKING}", status="Вручено",
        facts=[
            ("Трек-номер", TRACKING), ("Номер заказа", ORDER), ("Маршрут", "Москва — Нижний Новгород"), ("Вес при приёмке", "0,48 кг"),
            ("Вручено", "13.10.2026 12:30 МСК"), ("Получатель", BUYER),
        ],
        steps=[
            ("13.10.2026 12:30 МСК", "Нижний Новгород", f"Вручено, получатель {BUYER}"),
            ("12.10.2026 17:20 МСК", "Нижний Новгород", "Поступило в пункт выдачи NNV41"),
            ("11.10.2026 04:10 МСК", "Москва", "Отправлено в город получателя"),
            ("09.10.2026 18:45 МСК", "Москва", "Принято на склад, первое сканирование"),
            ("09.10.2026 15:10 МСК", "Подольск", "Передано отправителем"),
        ],
        note="Время указано московское (МСК).",
    )  # fmt: skip


def _screens(evidence: Path) -> None:
    page = Window(LINK, "Сообщения — Ozon Seller", ground="#f5f7fa", icon="#005bff")
    page.band("Ozon Seller", "#005bff", menu=("Товары", "Заказы", "Сообщения", "Аналитика"))
    page.title(f"Заказ {ORDER}")
    page.crumb(f"SKU {SKU} · Термокружка 450 мл, зелёная · время московское (МСК)")
    page.bubble("Покупатель", "14.10.2026 10:15 МСК", "Здравствуйте! Заказывала зелёную термокружку, а в посылке чёрная. Прошу вернуть деньги.", mine=False, fill="#ffffff")
    page.bubble("Heyu Home", "14.10.2026 12:50 МСК", f"Здравствуйте! Благодарим за сообщение. Мы проверили запись упаковки вашего заказа от 09.10.2026: в коробку уложена зелёная термокружка с этикеткой SKU {SKU}, вес при отгрузке и при приёмке CDEK одинаковый, 0,48 кг. Пожалуйста, пришлите фотографии товара, его этикетки и этикетки на коробке, чтобы мы могли разобраться.", mine=True, fill="#dbe9ff")
    page.bubble("Покупатель", "14.10.2026 14:32 МСК", "Этикетку я уже выбросила.", mine=False, fill="#ffffff")
    page.crumb("message_id 90417725")
    png(page.shot(), evidence / "сообщения покупателя.png")

    page = Window("https://www.ozon.ru/product/termokruzhka-450-ml-zelenaya-1847203316/", "Термокружка 450 мл, зелёная — купить на Ozon", icon="#005bff")
    page.band("Ozon", "#005bff", menu=("Каталог", "Избранное", "Заказы", "Корзина"))
    page.crumb("Дом и сад / Посуда / Термокружки")
    page.title("Термокружка 450 мл с крышкой, нержавеющая сталь, зелёная")
    top = page.y
    mug = page.draw
    mug.rounded_rectangle((64, top, 420, top + 420), radius=12, fill="#f2f4f7")
    video._mug(mug, 242, top + 216, 1.35, GREEN, SKU)
    left, page.left = page.left, 460.0
    page.y = top
    page.card([("Цвет", "Зелёный"), ("Объём", "450 мл"), ("Материал", "Нержавеющая сталь"), ("Артикул продавца", SKU), ("Продавец", "Heyu Home")], label_width=240)
    page.title("1 890 руб.", size=32)
    page.badge("Добавить в корзину", "#005bff")
    page.left, page.y = left, max(page.y, top + 440)
    png(page.shot(), evidence / "карточка товара.png")


def _warehouse(evidence: Path, digest: str, stamp: object, logo: object) -> None:
    number = "Страница {n} из {all}"
    paper = Paper("Складская запись об отгрузке", at(MSK, 2026, 10, 9, 15, 12), "Heyu WMS 4.1", author=COMPANY, footer=f"{COMPANY} · склад «Подольск-2»", page_word=number)
    paper.letterhead(COMPANY, ["Склад «Подольск-2»", "Московская обл., г. Подольск"], logo)
    paper.heading("Складская запись об отгрузке")
    paper.pairs([("Номер заказа", ORDER), ("SKU", SKU), ("Товар", "Термокружка 450 мл, зелёная"), ("Трек-номер", f"{TRACKING} (CDEK)"), ("Отгружено", "09.10.2026 15:10:00 МСК"), ("Оператор", "OP-0231"), ("Вес при отгрузке", "0,48 кг")])
    paper.table(
        ("Время (МСК)", "Событие", "Оператор"),
        [
            ("09.10.2026 09:40:00", "Создана этикетка отправления", "OP-0231"), ("09.10.2026 11:18:42", f"Сборка: отсканирован штрихкод SKU {SKU}", "OP-0231"),
            ("09.10.2026 11:20:03", "Упаковка, стол 4, начало видеозаписи", "OP-0231"), ("09.10.2026 11:20:39", "Упаковка завершена, конец видеозаписи", "OP-0231"),
            ("09.10.2026 11:22:14", "Взвешивание (0,48 кг) и фотография посылки", "OP-0231"), ("09.10.2026 15:10:00", "Передано перевозчику CDEK", "OP-0231"),
        ],
        (2.2, 5, 1.4), size=9,
    )  # fmt: skip
    paper.text("Хеш фотографии посылки (SHA-256), файл «фото посылки.jpg»:", spaceAfter=2)
    paper.text(f'<font name="Mono" size="9">{digest}</font>')
    paper.space(10)
    paper.text("Подпись оператора: ____________________ &nbsp; <b>OP-0231, Ху Лэй</b> &nbsp; 09.10.2026 15:12 МСК")
    paper.over(seal.signature("Hu Lei"), 36, 3.2, 36)
    paper.space(16)
    paper.over(stamp, 112, -4, 40, angle=7)
    paper.save(evidence / f"складская запись {ORDER}.pdf")
    procedure(
        evidence / "инструкция ИС-12 упаковка.pdf", at(MSK, 2026, 10, 15, 9, 15), company=COMPANY, logo=logo, stamp=stamp,
        lines=["Склад «Подольск-2»", "Московская обл., г. Подольск"], number="ИС-12", title="Упаковка заказов", page_word=number,
        facts=[("Действует с", "15 октября 2026 г."), ("Область применения", "все заказы магазина Heyu Home"), ("Ответственный", "Се Нин, начальник склада")],
        steps=[
            "При сборке оператор сканирует штрихкод товара; система сверяет его с заказом.",
            "При упаковке штрихкод товара сканируется второй раз. При несовпадении с заказом этикетка не печатается.",
            "Упаковка записывается на видео: в кадре видны товар, этикетка SKU и время. Запись хранится 120 дней.",
            "Посылка взвешивается и фотографируется; хеш фотографии заносится в складскую запись.",
        ],
        history=(("Версия", "Дата", "Изменение"), [("1", "12 января 2026 г.", "Введена впервые; одно сканирование при сборке"), ("2", "15 октября 2026 г.", "Второе сканирование при упаковке")], (1, 2.2, 5)),
        words=("Порядок действий", "История изменений", "Согласование"), signers=[("Составил", "Се Нин"), ("Утвердил", "Фан Сяохэ")],
    )  # fmt: skip
