"""What a number counts or measures: the words that follow it (or, for money, stand before it), in three languages.

Canonical keys are those of `model.fact.Quantity.unit`; a counted thing is named by its English singular.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from appealdocs.expressions import compiled
from appealdocs.facts.currencies import ALIASES, CHINESE, ENGLISH, ISO, RUSSIAN, SYMBOLS

# ---- lengths of time, measures, rates -------------------------------------------------------------------------------

_TIME: dict[str, dict[str, list[tuple[str, str]]]] = {
    "zh": {
        "duration": [
            ("个?工作日|个?工作天", "working-day"), ("天(?!线|然|津|猫|气|天)|个?自然日", "day"), ("个?(?:小时|钟头)",
            "hour"),
            ("分钟", "minute"), ("秒钟?", "second"),
            ("周(?!年|转|围|边|[一二三四五六日末])|个?星期(?![一二三四五六日天])|个?礼拜", "week"),
            ("个月|月龄", "month"), ("年(?!份|度|级|货|底|初)", "year"), ("日(?=[内后前起以之]|左右|时效)", "day"),
            (r"分(?=\d+秒)|分(?=\d+ 秒)", "minute"),
        ],
    },
    "en": {
        "duration": [
            (r"(?:working|business)[ -]days?", "working-day"), (r"(?:calendar |full |consecutive )?days?", "day"),
            (r"(?:full |consecutive |working |business )?hours?|hrs?|h", "hour"), (r"minutes?|mins?", "minute"), (r"seconds?|secs?|s",
            "second"),
            (r"(?:full |consecutive )?weeks?", "week"), (r"(?:full |calendar |consecutive )?months?", "month"),
            (r"years?|yrs?", "year"),
        ],
    },
    "ru": {
        "duration": [
            (r"рабоч[а-яё]+[ \u00a0](?:день|дня|дней|дню|дн[а-яё]+)", "working-day"),
            ((
                r"(?:календарн[а-яё]+[ \u00a0]|полн[а-яё]+[ \u00a0])?(?:день|дня|дней|дню|дни|дн[ея]м|днями|днях|"
                r"дн\.|сут(?:ки|ок|кам|ками|ках)(?![а-яё])|-?дневн[а-яё]+|-?суточн[а-яё]+)"
            ), "day"),
            (r"(?:рабоч[а-яё]+[ \u00a0])?час(?:а|ов|у|ам|ами|ах|ом|е)?(?![а-яё])|ч(?![а-яё])\.?|-?часов[а-яё]+", "hour"),
            (r"минут[а-яё]*|мин(?![а-яё])\.?|-?минутн[а-яё]+", "minute"),
            (r"секунд[а-яё]*|сек(?![а-яё])\.?|с(?=[,.;:)]|$|[ \u00a0](?:из|доста|видно))|-?секундн[а-яё]+", "second"),
            (r"недел[а-яё]+|нед(?![а-яё])\.?|-?недельн[а-яё]+", "week"),
            (r"месяц[а-яё]*|мес(?![а-яё])\.?|-?месячн[а-яё]+", "month"),
            (r"год(?:а|у|ом|ов|ам|ами|ах|ы)?(?![а-яё])|лет(?:|н[а-яё]+)(?![а-яё])|-летн[а-яё]+|годичн[а-яё]+", "year"),
        ],
    },
}  # fmt: skip
_RATE = {
    "zh": [("%", "percent"), ("个百分点", "point")],
    "en": [(r"%|per ?cent(?!age)|pct", "percent"), (r"(?:percentage[ -]points?|pp\b)", "point")],
    "ru": [
        (r"%|процент(?:а|ов|у|ам|ами|ах|ом|е)?(?![а-яё])|-?процентн[а-яё]+(?![а-яё])(?![ \u00a0]пункт)", "percent"),
        (r"процентн[а-яё]+[ \u00a0]пункт[а-яё]*|п\.[ \u00a0]?п\.", "point"),
    ],
}
_LATIN_MEASURES = {
    "g/m²": "g/m2", "g/m2": "g/m2", "mg/m³": "mg/m3", "mg/kg": "mg/kg", "kg": "kg", "mg": "mg", "g": "g", "km": "km",
    "mm": "mm",
    "cm": "cm", "m²": "m2", "m³": "m3", "m": "m", "MB": "mb", "GB": "gb", "KB": "kb", "Mb": "mb", "ml": "ml",
    "mL": "ml", "L": "l",
    "mAh": "mah", "Wh": "wh", "W": "w", "V": "v", "°C": "celsius", "℃": "celsius", "N": "n", "px": "px", "dpi": "dpi",
    "kPa": "kpa",
    "MPa": "mpa", "ppm": "ppm", "Hz": "hz", "dB": "db", "lm": "lm", "A": "a", "μg": "ug", "KG": "kg", "G": "gb",
    "CM": "cm", "MM": "mm",
}  # fmt: skip
_MEASURES = {
    "zh": [
        ("公斤|千克", "kg"), ("毫克", "mg"), ("克(?!重|拉|莱|里|服)", "g"), ("公里|千米", "km"), ("毫米", "mm"),
        ("厘米|公分", "cm"),
        ("平方米|平米|平方", "m2"), ("立方米|立方|方(?![便面案法式向])", "m3"), ("米(?!色|兰|莱)", "m"), ("毫升",
        "ml"), ("升", "l"),
        ("摄氏度|度(?![过假])", "celsius"), ("毫安时?", "mah"), ("瓦(?!楞)", "w"), ("伏", "v"), ("吨", "t"),
        ("英寸|寸", "inch"),
    ],
    "en": [
        (r"kilograms?|kilos?", "kg"), (r"grams?|grammes?", "g"), (r"millimet(?:re|er)s?", "mm"),
        (r"centimet(?:re|er)s?", "cm"),
        (r"kilomet(?:re|er)s?", "km"), (r"square met(?:re|er)s?|sq\.? ?m", "m2"), (r"cubic met(?:re|er)s?", "m3"),
        (r"met(?:re|er)s?", "m"),
        (r"megabytes?", "mb"), (r"millilit(?:re|er)s?", "ml"), (r"lit(?:re|er)s?", "l"), (r"degrees?(?: Celsius)?",
        "celsius"),
        (r"tonn?es?|tons?", "t"), (r"inch(?:es)?|-inch", "inch"), (r"watts?", "w"), (r"volts?", "v"),
    ],
    "ru": [
        (r"мг/м³", "mg/m3"), (r"мг/кг", "mg/kg"), (r"г/м²", "g/m2"), (r"кг(?![а-яё])|килограмм[а-яё]*", "kg"),
        (r"мг(?![а-яё])|миллиграмм[а-яё]*", "mg"),
        (r"г(?![а-яё.])|г\.(?=$|[\s,;)])|грамм[а-яё]*", "g"), (r"км(?![а-яё])|километр[а-яё]*", "km"),
        (r"мм(?![а-яё])|миллиметр[а-яё]*", "mm"),
        (r"см(?![а-яё])|сантиметр[а-яё]*", "cm"), (r"м²|кв\.?[ \u00a0]м\.?|квадратн[а-яё]+[ \u00a0]метр[а-яё]*", "m2"),
        (r"м³|куб\.?[ \u00a0]м\.?|кубическ[а-яё]+[ \u00a0]метр[а-яё]*|кубометр[а-яё]*", "m3"),
        (r"м(?![А-Яа-яё³²·*])|метр[а-яё]*", "m"),
        (r"Мб(?![а-яё])|МБ(?![А-Яа-яё])|мегабайт[а-яё]*", "mb"), (r"мл(?![а-яё])|миллилитр[а-яё]*", "ml"),
        (r"л(?![а-яё])|литр[а-яё]*", "l"),
        (r"градус[а-яё]*", "celsius"), (r"мА[·*]?ч", "mah"), (r"Вт(?![·а-яё])|ватт[а-яё]*", "w"),
        (r"В(?![А-Яа-яё])(?=[ ,.;)]|$)|вольт[а-яё]*", "v"),
        (r"тонн[а-яё]*|т(?![а-яё.])", "t"), (r"дюйм[а-яё]*", "inch"), (r"ГБ(?![А-Яа-яё])|Гб(?![А-Яа-яё])", "gb"),
        (r"Гц(?![А-Яа-яё])", "hz"), (r"КБ(?![А-Яа-яё])", "kb"),
    ],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted thing: how it is written (`zh` with its measure word), and the patterns that it is known by."""

    en: str
    ru: str
    zh: str
    en_pattern: str
    ru_pattern: str
    zh_pattern: str


NOUNS = (
    Noun("order", "заказ", "笔订单", r"orders?", r"заказ(?!чик)",
    "(?:笔|个|份|单|张)?(?:[^，。、；0-9]{0,4}?)订单|单(?!位|独|号|据|一|价|个|元)"),
    Noun("parcel", "посылка", "个包裹", r"parcels?|packages?", r"посыл(?!а)", "(?:个|件|票)?包裹"),
    Noun("shipment", "отправление", "票货件", r"shipments?|consignments?", r"отправлени", "票"),
    Noun("unit", "единица", "件", r"units?|items?|pieces?|pcs", r"единиц|издели|шт(?:ук|\.)",
    "件|只(?!有|能|要|是|剩)|枚"),
    Noun("buyer", "покупатель", "位买家", r"buyers?|customers?", r"покупател|клиент",
    "(?:个|位|名)?(?:买家|客户|顾客|客人)"),
    Noun("complaint", "жалоба", "件投诉", r"complaints?", r"жалоб", "(?:起|个|件|宗|次|条)?投诉"),
    Noun("return", "возврат", "笔退货", r"returns?", r"возврат", "(?:笔|个|件|单|次)?退货(?!率)"),
    Noun("refund", "возмещение", "笔退款", r"refunds?", r"возмещени", "(?:笔|个|次)?退款(?!率)"),
    Noun("listing", "карточка", "个商品页面", r"listings?|product pages?", r"карточ",
    "(?:个|条)?(?:链接|商品页面|商品页|listing)"),
    Noun("SKU", "SKU", "个SKU", r"SKUs?", r"SKU|артикул", "(?:个|款)?SKU"),
    Noun("product", "товар", "款商品", r"products?|goods", r"товар", "(?:个|款|种)?(?:商品|产品)"),
    Noun("message", "сообщение", "条消息", r"messages?", r"сообщени", "(?:条|个)?(?:消息|留言|站内信|信息)"),
    Noun("review", "отзыв", "条评价", r"reviews?|ratings?", r"отзыв", "(?:条|个)?(?:评价|差评|好评|评论)"),
    Noun("photograph", "фотография", "张照片", r"photographs?|photos?|pictures?|images?",
    r"фотографи|фото|снимк|снимок", "(?:张|幅)(?:照片|图片|图)"),
    Noun("page", "страница", "页", r"pages?", r"страниц|лист", "页"),
    Noun("document", "документ", "份文件", r"documents?", r"документ", "(?:份|项)?(?:文件|资料|材料)"),
    Noun("invoice", "инвойс", "张发票", r"invoices?", r"инвойс|сч[её]т(?:а|ов|ам)?-фактур", "(?:张|份)?发票"),
    Noun("person", "человек", "人", r"people|persons?", r"человек", "(?:个)?人(?!民|工|员|为|家|手|次)"),
    Noun("employee", "сотрудник", "名员工", r"employees?|staff|workers?|agents?", r"сотрудник|работник|оператор",
    "(?:名|个|位)?(?:员工|客服|人员|运营|同事)"),
    Noun("carton", "короб", "箱", r"cartons?|boxes|box", r"короб", "箱"),
    Noun("batch", "партия", "批", r"batch(?:es)?|lots?", r"парти", "(?:个)?批(?!发|号|准)次?"),
    Noun("sample", "образец", "件样品", r"samples?", r"образ(?:ец|ц)", "(?:件|个)?样品"),
    Noun("store", "магазин", "家店铺", r"stores?|shops?", r"магазин", "(?:家|个)?(?:店铺|门店|网店|店(?!长))"),
    Noun("account", "аккаунт", "个账号", r"(?:user )?accounts?", r"аккаунт|уч[её]тн[а-яё]+ запис",
    "(?:个)?(?:账号|帐号|账户)"),
    Noun("supplier", "поставщик", "家供应商", r"suppliers?|vendors?", r"поставщик", "(?:家|个)?供应商"),
    Noun("label", "этикетка", "张标签", r"labels?", r"этикет", "(?:张|个)?(?:标签|面单)"),
    Noun("ticket", "обращение", "个工单", r"tickets?", r"обращени", "(?:个|张|起)?工单"),
    Noun("claim", "претензия", "起索赔", r"claims?", r"претензи", "(?:起|个)?索赔"),
    Noun("time", "раз", "次", r"times?", r"раз(?![а-яё])|раза", "次(?!品|日|月|年)"),
    Noun("character", "символ", "个字符", r"characters?", r"символ", "(?:个)?字符"),
    Noun("star", "звезда", "星", r"stars?", r"зв[её]зд", "(?:颗)?星(?!期)"),
    Noun("point", "балл", "分", r"points?", r"балл", r"分(?!钟|\d|拣|别|批|类|析|享|开|成|支|公|店|配|之|辨|为|两|组)"),
    Noun("video", "видео", "段视频", r"videos?", r"видео", "(?:段|个)?视频"),
    Noun("file", "файл", "个文件", r"files?", r"файл", "个文件"),
    Noun("warehouse", "склад", "个仓库", r"warehouses?", r"склад(?!ск)", "(?:个)?(?:仓库|仓)"),
    Noun("inspector", "контролёр", "名质检员", r"inspectors?", r"контрол[её]р", "(?:名|个|位)?质检(?:员|人员)"),
)  # fmt: skip

# A measure word with no noun that we know: the number counts something, and no more can be said.
_BARE = {
    "zh": (
        "个|单|票|次|名|位|人|家|份|张|条|款|台|辆|箱|包|袋|批|种|类|项|本|封|通|笔|起|例|层|套|把|支|双|对|块|片|"
        "瓶|盒|组|轮|遍|段|道|处|间|座|步|字|行|栏|级"
    ),
    "en": "",
    "ru": "",
}


class Unit(NamedTuple):
    """A unit beside a number: its class (`money`, `duration`, `rate`, `measure`, `count`, `bare`), key and end."""

    kind: str
    key: str
    end: int


class _Table(NamedTuple):
    pattern: re.Pattern[str]
    keys: tuple[tuple[str, str], ...]


@lru_cache(maxsize=8)
def _after(lang: str) -> _Table:
    """All units of a language as one pattern: the number of the group that matched names the unit."""
    rows: list[tuple[str, str, str]] = []
    currencies = {"zh": list(CHINESE.items()), "en": ENGLISH, "ru": RUSSIAN}[lang]
    codes = [(re.escape(code), ALIASES.get(code, code)) for code in (*ALIASES, *ISO)]
    rows += [("money", key, f"(?:{pattern})(?![A-Za-z])") for pattern, key in (*codes, *currencies)]
    rows += [("money", key, re.escape(symbol)) for symbol, key in SYMBOLS.items() if symbol not in "¥￥"]
    rows += [("rate", key, pattern) for pattern, key in _RATE[lang]]
    joint = "(?![A-Za-z])" if lang == "en" else ""
    rows += [("duration", key, f"(?:{pattern}){joint}") for pattern, key in _TIME[lang]["duration"]]
    if lang != "en":
        english = [row for row in _TIME["en"]["duration"] if row[1] in ("day", "hour", "minute")]
        rows += [("duration", key, f"(?:{pattern})(?![A-Za-z])") for pattern, key in english]
    rows += [("measure", key, f"(?:{pattern}){joint}") for pattern, key in _MEASURES[lang]]
    rows += [("measure", key, rf"{re.escape(text)}(?![A-Za-z/])") for text, key in _LATIN_MEASURES.items()]
    rows += _nouns(lang)
    if _BARE[lang]:
        rows.append(("bare", "", _BARE[lang]))
    body = "|".join(f"(?P<u{at}>{pattern})" for at, (_, _, pattern) in enumerate(rows))
    gap = {"zh": r"\s?(?:多|余|来)?\s?", "en": r"[ \u00a0]?-?", "ru": r"[ \u00a0]?"}[lang]
    return _Table(compiled(gap + f"(?:{body})"), tuple((kind, key) for kind, key, _ in rows))


def _nouns(lang: str) -> list[tuple[str, str, str]]:
    if lang == "zh":
        # A measure word alone (件) must not hide the noun after it (件样品).
        nouns = sorted(NOUNS, key=lambda noun: not noun.zh_pattern.startswith("(?:"))
        return [("count", noun.en, f"(?:{noun.zh_pattern})") for noun in nouns]
    if lang == "ru":
        skip = r"(?:(?!из|от|до|за|на|по|и|в|с|со|к|для|или|не|при)[а-яё-]{3,}[ \u00a0]){0,2}?"
        return [("count", noun.en, rf"{skip}(?:{noun.ru_pattern})[а-яё]*") for noun in NOUNS]
    skip = (
        r"(?:(?!(?:of|and|or|to|in|on|for|the|from|at|by|with|per|a|an|than|as|are|is|was|were|had|have|has)[ "
        r"-])[A-Za-z-]*[a-rt-zA-Z][ ]){0,2}?"
    )
    return [("count", noun.en, rf"{skip}(?:{noun.en_pattern})(?![A-Za-z])") for noun in NOUNS]


_SIGNS = frozenset("%°℃" + "".join(SYMBOLS))


def after(text: str, end: int, lang: str) -> Unit | None:
    """The unit that follows a number ending at `end`, if there is one."""
    char = next((char for char in text[end : end + 3] if char not in " \u00a0-"), "")
    if not char.isalpha() and char not in _SIGNS:
        return None
    table = _after(lang)
    found = table.pattern.match(text, end)
    if found is None or found.lastgroup is None:
        return None
    kind, key = table.keys[int(found.lastgroup[1:])]
    return Unit(kind, key, found.end())


_BEFORE = compiled(
    r"(?:(?<![A-Za-z])(?P<code>US\$|"
    + "|".join((*ISO, "RMB", "CNH", "RUR", "DHS", "SR"))
    + r")|(?P<symbol>[$€£₽¥￥₸₺])|(?P<word>人民币|美元|卢布))[ \u00a0]?\Z"
)


def before(text: str, start: int) -> tuple[str, int] | None:
    """The currency that stands before a number starting at `start`, with its own start."""
    found = _BEFORE.search(text, max(0, start - 7), start)
    if found is None:
        return None
    if found["code"]:
        return ALIASES.get(found["code"], found["code"]), found.start()
    if found["symbol"]:
        return SYMBOLS[found["symbol"]], found.start()
    return CHINESE[found["word"]], found.start()


def noun(key: str) -> Noun | None:
    """The counted thing with this English name."""
    return _by_name().get(key)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Noun]:
    return {entry.en: entry for entry in NOUNS}


def writings(code: str) -> list[str]:
    """Patterns of a currency: its symbols and its names in the three languages."""
    found = [re.escape(symbol) for symbol, key in SYMBOLS.items() if key == code]
    found += [re.escape(alias) for alias, key in ALIASES.items() if key == code]
    found += [word for word, key in CHINESE.items() if key == code and word not in ("元", "块")]
    return found + [pattern for pattern, key in (*ENGLISH, *RUSSIAN) if key == code]


def unit_patterns(key: str) -> list[str]:
    """Patterns of a length of time or a measure in the three languages, for the head of a table."""
    found = [
        pattern for table in _TIME.values() for pattern, name in table["duration"] if name == key and len(pattern) > 2
    ]
    found += [pattern for table in _MEASURES.values() for pattern, name in table if name == key]
    return [f"(?<![A-Za-zа-яё])(?:{pattern})(?![A-Za-z])" for pattern in found]
