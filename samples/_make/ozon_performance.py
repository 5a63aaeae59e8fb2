"""ozon-performance: five shipments handed over on time, but written to Ozon late because the ERP's API key had expired."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from _make import carriers, seal
from _make.carriers import CDEK
from _make.folder import MSK, at, procedure, seller_images
from _make.paper import Paper

NOW = "2026-10-20T12:00:00+03:00"
COMPANY, COMPANY_ZH = "Guangzhou Xingqiao E-commerce Co., Ltd.", "广州星桥电子商务有限公司"
STORE = "Xingqiao Living"
FIRST, LAST = date(2026, 8, 19), date(2026, 10, 18)  # one day more than the window of 60
PAGES = "Страница {n} из {all}"

# id, tracking, SKU, promised, handed over by our ERP, CDEK's scan, what Ozon shows
SHIPMENTS = (
    ("62107734-0091-1", "1590447120", "XQ-LB220-WHT", "07.10.2026 23:59", "06.10.2026 13:20", "06.10.2026 16:05", "08.10.2026 19:12"),
    ("62109120-0147-1", "1590447135", "XQ-LB220-WHT", "07.10.2026 23:59", "06.10.2026 13:25", "06.10.2026 16:05", "08.10.2026 19:12"),
    ("62113508-0032-2", "1590451162", "XQ-OR604-BEI", "07.10.2026 23:59", "07.10.2026 12:40", "07.10.2026 15:50", "08.10.2026 19:13"),
    ("62118846-0210-1", "1590453378", "XQ-OR604-BEI", "07.10.2026 23:59", "07.10.2026 12:45", "07.10.2026 15:50", "08.10.2026 19:13"),
    ("62121075-0058-1", "1590453391", "XQ-LB220-WHT", "08.10.2026 12:00", "08.10.2026 08:30", "08.10.2026 11:15", "08.10.2026 19:13"),
)
GAP = {date(2026, 10, 6): 2, date(2026, 10, 7): 2, date(2026, 10, 8): 1}
LATE = (date(2026, 8, 27), date(2026, 9, 3), date(2026, 9, 11), date(2026, 9, 12), date(2026, 9, 24), date(2026, 10, 13))


def days() -> list[tuple[date, int, int, int]]:
    """Each day of the export: handed over, on time by our ERP, on time by Ozon. The last 60 days hold 100 orders."""
    every = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    count = dict.fromkeys(every, 1)
    rng = random.Random(4)
    for day in GAP:
        count[day] = 2
    spare = 100 - sum(count[day] for day in every[1:])
    for day in rng.sample([d for d in every[1:] if d not in GAP], spare):
        count[day] += 1
    rows = []
    for day in every:
        ours = count[day] - (day in LATE)
        rows.append((day, count[day], ours, ours - GAP.get(day, 0)))
    return rows


def _order(index: int, ordered: str, label: str, promised: str, handed: str, scan: str) -> str:
    number, tracking, sku = SHIPMENTS[index][:3]
    return f"""\
  - id: {number}
    tracking: "{tracking}"
    carrier: CDEK
    skus: [{sku}]
    ordered: {ordered}:00+03:00
    promised_dispatch: {promised}+03:00
    label_created: {label}:00+03:00
    dispatched: {handed}:00+03:00
    first_scan: {scan}:00+03:00
    platform_status: доставляется
"""


CASE = f"""\
# 样例 4：Ozon 绩效加急（ERP 与后台数据不一致）。人物、公司和单据均为虚构。
# Sample 4: an Ozon performance ticket, data-sync gap. Everything is invented; made by samples/make.py.
procedure: ozon-performance
reference: XQ-OZ-2026-009
site: ozon.ru
issue: data-sync-gap
category: home
received: 2026-10-19T10:05:00+03:00
platform_case: PERF-9140372
account: {{status: active, verified: true}}

seller:
  legal_name: Guangzhou Xingqiao E-commerce Co., Ltd.
  legal_name_zh: 广州星桥电子商务有限公司
  store: Xingqiao Living
  address:
    zh: 广东省广州市天河区科新路30号
    en: 30 Kexin Road, Tianhe District, Guangzhou, Guangdong, China
    ru: КНР, провинция Гуандун, г. Гуанчжоу, район Тяньхэ, ул. Кэсинь, д. 30
  licence:
    number: 91440106MA5D7H3YX9
    kind: business-licence
    country: CN
    valid: {{from: 2018-11-06, to: 2038-11-05}}
  representative:
    name: {{zh: 梁思远, en: Liang Siyuan, ru: Лян Сыюань}}
    title: {{zh: 总经理, en: General Manager, ru: Генеральный директор}}
  email: ozon@xingqiao-living.example
  logo: seller/logo.png
  stamp: seller/stamp.png
  signature: seller/signature.png

orders:                              # 受影响的五单，逐一列出 / the five orders, one by one
{_order(0, "2026-10-05T09:12", "2026-10-06T09:30", "2026-10-07T23:59:00", "2026-10-06T13:20", "2026-10-06T16:05")}\
{_order(1, "2026-10-05T10:47", "2026-10-06T09:32", "2026-10-07T23:59:00", "2026-10-06T13:25", "2026-10-06T16:05")}\
{_order(2, "2026-10-05T18:20", "2026-10-07T09:25", "2026-10-07T23:59:00", "2026-10-07T12:40", "2026-10-07T15:50")}\
{_order(3, "2026-10-05T21:03", "2026-10-07T09:26", "2026-10-07T23:59:00", "2026-10-07T12:45", "2026-10-07T15:50")}\
{_order(4, "2026-10-06T08:55", "2026-10-07T09:40", "2026-10-08T12:00:00", "2026-10-08T08:30", "2026-10-08T11:15")}
platform_log:                        # Ozon 后台显示的交运时间 / when Ozon says they were handed over
  - {{event: dispatched, at: 2026-10-08T19:12:00+03:00, order: 62107734-0091-1}}
  - {{event: dispatched, at: 2026-10-08T19:12:00+03:00, order: 62109120-0147-1}}
  - {{event: dispatched, at: 2026-10-08T19:13:00+03:00, order: 62113508-0032-2}}
  - {{event: dispatched, at: 2026-10-08T19:13:00+03:00, order: 62118846-0210-1}}
  - {{event: dispatched, at: 2026-10-08T19:13:00+03:00, order: 62121075-0058-1}}

metric:
  name: On-Time Delivery
  value: 89.0
  unit: percent
  threshold: 90
  window_days: 60
  as_of: 2026-10-18
  valid_orders: 100

points:
  - title:
      zh: ERP 与后台的交运时间不一致
      ru: Расхождение времени передачи отправлений в учётной системе и в личном кабинете
    skus: [XQ-LB220-WHT, XQ-OR604-BEI]
    date: 2026-10-18
    problem:
      - zh: 截至2026年10月18日，On-Time Delivery 60 天为 89.0%；按我们 ERP 的数据是 94.0%，相差 5 个订单。
        ru: По состоянию на 18 октября 2026 г. On-Time Delivery за 60 дней — 89,0 %; по данным нашей учётной системы — 94,0 %, разница — 5 заказов.
        evidence: [E1, E2]
    cause:
      - clause: erp-api-key-expired
        with: {{system: Xingcang ERP, from: 2026-10-06, to: 2026-10-08, warehouse: {{zh: 波多利斯克3号仓, ru: «Подольск-3»}}, hours: 65, orders: 5}}
        evidence: [E3, E5]
      - zh: 这 5 单都按时交给了 CDEK（CDEK 的 СД-4417 号信）。
        ru: Все 5 заказов переданы CDEK в срок (письмо CDEK № СД-4417).
        evidence: [E3, E4]
    action:
      - zh: 我们已于2026年10月8日 19:00（莫斯科时间）换好 API 密钥，5 单的状态在 19:13（莫斯科时间）前全部补传成功。
        ru: 8 октября 2026 г. в 19:00 по московскому времени ключ API обновлён, к 19:13 по московскому времени переданы статусы всех 5 заказов.
        evidence: [E5]
      - zh: 2026年10月19日，我们逐日核对了 60 天的数据，差异只在10月6日至8日。      # 只有中文 / Chinese only
        evidence: [E1, E2, E3]
    prevention:
      - zh: 自2026年10月20日起，订单状态每 6 小时和后台核对一次，差异在 12 小时内处理完。
        ru: С 20 октября 2026 г. статусы сверяются с личным кабинетом каждые 6 часов, расхождения устраняются в течение 12 часов.
        evidence: [E6]
        owner: {{zh: 孙昊（系统运维）, ru: "Сунь Хао, администратор систем"}}
        by: 2026-10-20

request:
  clause: request-exclude-orders
  with:
    metric: On-Time Delivery
    orders: [62107734-0091-1, 62109120-0147-1, 62113508-0032-2, 62118846-0210-1, 62121075-0058-1]
  evidence: [E1, E3]

evidence:
  - id: E1
    file: evidence/отчёт ERP.pdf
    type: erp-export
    language: ru
    from: 2026-08-19
    to: 2026-10-18
    shows: {{zh: 逐日：交运、按时、比例, ru: "по дням: передано, вовремя, доля"}}
  - id: E2
    file: evidence/выгрузка Ozon.pdf
    type: platform-export
    language: ru
    from: 2026-08-19
    to: 2026-10-18
    shows: {{zh: 后台同期数据, ru: те же дни по данным личного кабинета}}
  - id: E3
    file: evidence/сверка по заказам.pdf
    type: erp-export
    language: ru
    date: 2026-10-19
    orders: [62107734-0091-1, 62109120-0147-1, 62113508-0032-2, 62118846-0210-1, 62121075-0058-1]
    shows: {{zh: 五单逐一对比, ru: сопоставление по каждому из пяти заказов}}
  - id: E4
    file: evidence/письмо CDEK СД-4417.pdf
    type: carrier-statement
    language: ru
    date: 2026-10-16
    orders: [62107734-0091-1, 62109120-0147-1, 62113508-0032-2, 62118846-0210-1, 62121075-0058-1]
    shows: {{zh: CDEK 确认的收件时间, ru: время приёмки отправлений по данным CDEK}}
  - id: E5
    file: evidence/журнал API.pdf
    type: confirmation
    language: ru
    date: 2026-10-09
    shows: {{zh: 密钥到期、更换和补传记录, ru: "срок действия ключа, его замена и повторная передача статусов"}}
  - id: E6
    file: evidence/инструкция ИС-05 сверка.pdf
    type: sop
    language: ru
    date: 2026-10-20
    shows: {{zh: 新的核对规程, ru: новый порядок сверки}}
"""


def build(folder: Path) -> None:
    evidence = folder / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    logo = seal.logo("Xingqiao Living", (110, 60, 150), "star")
    stamp = seal.company_seal(COMPANY_ZH, "4401060352917", seed=41)
    seller_images(folder, logo, stamp, "Liang Siyuan")
    lines = ["КНР, г. Гуанчжоу, район Тяньхэ, ул. Кэсинь, д. 30", "Склад «Подольск-3», Московская обл., г. Подольск"]
    _daily(evidence, lines, logo, stamp)
    _reconciliation(evidence, lines, logo, stamp)
    _cdek(evidence)
    _api(evidence)
    procedure(
        evidence / "инструкция ИС-05 сверка.pdf", at(MSK, 2026, 10, 20, 9, 10), company=COMPANY, lines=lines, logo=logo, stamp=stamp, number="ИС-05", title="Сверка статусов заказов", page_word=PAGES,
        facts=[("Действует с", "20 октября 2026 г."), ("Область применения", f"все заказы магазина {STORE} на ozon.ru"), ("Ответственный", "Сунь Хао, администратор систем")],
        steps=[
            "Каждые 6 часов статусы заказов в Xingcang ERP сверяются с личным кабинетом Ozon.",
            "Расхождение устраняется в течение 12 часов; причина записывается в журнал сверки.",
            "Ключ API заменяется не позднее чем за 14 дней до истечения срока действия; замену подтверждает второй сотрудник.",
            "При ответе 401 или 5xx система немедленно оповещает дежурного.",
        ],
        history=(("Версия", "Дата", "Изменение"), [("1", "10 марта 2026 г.", "Введена впервые; сверка один раз в неделю"), ("2", "20 октября 2026 г.", "Сверка каждые 6 часов, замена ключа за 14 дней")], (1, 2.2, 5)),
        words=("Порядок действий", "История изменений", "Согласование"), signers=[("Составил", "Сунь Хао"), ("Утвердил", "Лян Сыюань")],
    )  # fmt: skip


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}".replace(".", ",")


def _daily(evidence: Path, lines: list[str], logo: object, stamp: object) -> None:
    rows = days()
    for ours, name, title, producer, when in (
        (True, "отчёт ERP.pdf", "Отчёт ERP: передача отправлений по дням", "Xingcang ERP 7.2", at(MSK, 2026, 10, 19, 11, 40)),
        (False, "выгрузка Ozon.pdf", "On-Time Delivery: данные по дням", "Ozon Seller report service", at(MSK, 2026, 10, 19, 11, 52)),
    ):
        paper = Paper(title, when, producer, author=COMPANY if ours else "Ozon Seller", footer=f"{STORE} · {title}", page_word=PAGES)
        if ours:
            paper.letterhead(COMPANY, lines, logo)
        else:
            paper.letterhead("Ozon Seller", ["Аналитика / Показатели магазина"], carriers.wordmark(("Ozon", (0, 91, 255))), logo_mm=34)
        paper.heading(title)
        paper.pairs([
            ("Магазин", f"{STORE} (ozon.ru)"), ("Период", "19.08.2026 – 18.10.2026"), ("Источник", "Xingcang ERP, склад «Подольск-3»" if ours else "личный кабинет Ozon Seller"),
            ("Сформирован", when.strftime("%d.%m.%Y %H:%M МСК")),
        ], size=9)  # fmt: skip
        body = [(d.strftime("%d.%m.%Y"), str(n), str(a if ours else b), _percent(a if ours else b, n)) for d, n, a, b in rows]
        total = sum(n for _, n, _, _ in rows[1:])
        timely = sum((a if ours else b) for _, _, a, b in rows[1:])
        body.append(("Итого за 60 дней (20.08.2026 – 18.10.2026)", str(total), str(timely), _percent(timely, total)))
        paper.table(("Дата", "Передано", "Вовремя", "Доля, %"), body, (4, 1.5, 1.5, 1.5), size=8, right=(1, 2, 3), total=True, tight=True)
        if ours:
            paper.text("Своевременно передано за 60 дней: 94 заказа из 100, то есть 94,0 %.")
            paper.space(16)
            paper.text("Подпись ответственного: ____________________ &nbsp; <b>Сунь Хао</b> &nbsp; 19.10.2026")
            paper.over(seal.signature("Сунь Хао"), 44, 3.2, 36)
            paper.over(stamp, 122, -12, 38, angle=5)
        else:
            paper.text("Показатель On-Time Delivery на 18.10.2026: 89,0 %. Пороговое значение: 90 %.")
        paper.save(evidence / name)


def _reconciliation(evidence: Path, lines: list[str], logo: object, stamp: object) -> None:
    paper = Paper("Сверка по заказам", at(MSK, 2026, 10, 19, 15, 5), "Xingcang ERP 7.2", author=COMPANY, footer=f"{STORE} · сверка по заказам", page_word=PAGES, margin=16 * 2.834)
    paper.letterhead(COMPANY, lines, logo)
    paper.heading("Сверка по заказам: учётная система и личный кабинет")
    paper.pairs([
        ("Магазин", f"{STORE} (ozon.ru)"), ("Учётная система", "Xingcang ERP, склад «Подольск-3»"), ("Период сбоя", "06.10.2026 02:00 МСК – 08.10.2026 19:00 МСК, 65 часов"),
        ("Причина", "истёк срок действия ключа API"), ("Затронуто заказов", "5"),
    ], size=9.5)  # fmt: skip
    paper.table(
        ("Номер заказа", "SKU", "Трек-номер", "Крайний срок", "Передано (ERP)", "Принято CDEK", "В кабинете Ozon"),
        [(number, sku, tracking, promised, ours, scan, theirs) for number, tracking, sku, promised, ours, scan, theirs in SHIPMENTS],
        (2.2, 2, 1.7, 1.7, 1.7, 1.7, 1.7), size=8,
    )  # fmt: skip
    paper.text("Время указано московское (МСК). По всем 5 заказам передача состоялась до крайнего срока; расхождение возникло только 6–8 октября 2026 г. За остальные дни периода 20.08.2026 – 18.10.2026 расхождений нет.")
    paper.space(16)
    paper.text("Подпись ответственного: ____________________ &nbsp; <b>Сунь Хао</b> &nbsp; 19.10.2026")
    paper.over(seal.signature("Сунь Хао"), 44, 3.2, 36)
    paper.over(stamp, 128, -12, 38, angle=-6)
    paper.save(evidence / "сверка по заказам.pdf")


def _cdek(evidence: Path) -> None:
    carriers.statement(
        evidence / "письмо CDEK СД-4417.pdf", at(MSK, 2026, 10, 16, 14, 30), CDEK, title="Письмо CDEK № СД-4417", producer="CDEK Office 2.8",
        address=["CDEK", "Отдел контроля качества", "г. Москва"], number="Исх. № СД-4417", date="от 16.10.2026", to=["Кому:", f"<b>{COMPANY}</b>", f"магазин {STORE}"],
        subject="О времени приёмки отправлений",
        paragraphs=["В ответ на ваш запрос от 15.10.2026 сообщаем, что перечисленные ниже 5 отправлений приняты на склад CDEK в Подольске в указанное время:"],
        table=(("Трек-номер", "Номер заказа", "Передано отправителем (МСК)", "Первое сканирование (МСК)"), [(t, n, ours, scan) for n, t, _, _, ours, scan, _ in SHIPMENTS], (1.7, 2.2, 2.6, 2.6)),
        after=["Время указано московское. Все 5 отправлений доставляются в плановые сроки; задержек на стороне CDEK не было."],
        closing="С уважением,", signer=("Громова Т. Н.", "Руководитель отдела контроля качества"),
        stamp=seal.round_stamp("CDEK · ОТДЕЛ КОНТРОЛЯ КАЧЕСТВА", "МОСКВА", ("ДЛЯ", "ПИСЕМ"), seal.BLUE, seed=42), footer="CDEK · исх. № СД-4417", page_word=PAGES,
    )  # fmt: skip


def _api(evidence: Path) -> None:
    paper = Paper("Подтверждение и журнал API", at(MSK, 2026, 10, 9, 17, 25), "Xingcang Cloud Support", author="Xingcang Cloud", footer="Xingcang Cloud · подтверждение XC-26-1180", page_word=PAGES)
    paper.letterhead("Xingcang Cloud", ["Служба поддержки учётной системы Xingcang ERP"], seal.logo("Xingcang Cloud", (20, 120, 140), "wave"))
    paper.text("№ XC-26-1180 от 9 октября 2026 г.")
    paper.heading("Подтверждение сбоя передачи данных", size=14)
    paper.text(f"Подтверждаем, что срок действия ключа API магазина {STORE} (ozon.ru) истёк 6 октября 2026 г. в 02:00 (МСК). До замены ключа 8 октября 2026 г. в 19:00 (МСК) передача статусов и трек-номеров со склада «Подольск-3» не выполнялась в течение 65 часов. Затронуто 5 заказов.")
    paper.heading("Журнал передачи", size=11.5)
    log = [
        ("06.10.2026 02:00", "система", "401 Unauthorized: API-key is expired", "—"),
        ("06.10.2026 13:26", "система", "повтор, 2 статуса в очереди", "401"),
        ("07.10.2026 12:46", "система", "повтор, 4 статуса в очереди", "401"),
        ("08.10.2026 08:31", "система", "повтор, 5 статусов в очереди", "401"),
        ("08.10.2026 19:00", "Сунь Хао", "ключ API обновлён", "200"),
    ]
    log += [(theirs, "система", f"статус заказа {number} передан, принят площадкой", "200") for number, *_, theirs in SHIPMENTS]
    paper.table(("Время (МСК)", "Кто", "Событие", "Ответ"), log, (2, 1.3, 5.4, 0.9), size=9)
    paper.space(10)
    paper.text("Подпись: ____________________ &nbsp; <b>Цзян Вэй</b>, инженер поддержки &nbsp; 09.10.2026")
    paper.over(seal.signature("Цзян Вэй"), 20, 3.2, 36)
    paper.over(seal.box_stamp(("XINGCANG CLOUD", "SUPPORT", "09.10.2026"), seal.BLUE, seed=43), 126, -16, 40, angle=-4)
    paper.save(evidence / "журнал API.pdf")
