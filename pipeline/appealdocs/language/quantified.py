"""Does a cause say how much, who or where, and when? (rule common/quantified-cause)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from appealdocs.expressions import compiled
from appealdocs.language.lemmas import tokens
from appealdocs.language.numbers import period, quantity
from appealdocs.language.scripts import word_set

Speaks = Literal["delay", "rate", "volume"]


@dataclass(frozen=True, slots=True)
class Quantified:
    """`number`: a count or measure (no id, no date); `who_or_where`: a carrier, company, warehouse, port, city or country;
    `period`: a date, a month or a window of time; `speaks_of`: what the sentence is about, which then calls for all three."""

    number: bool
    who_or_where: bool
    period: bool
    speaks_of: frozenset[Speaks]


_CARRIERS = compiled(
    r"(?<![A-Za-z])(?:Aramex|CDEK|СДЭК|Boxberry|DHL|DPD|UPS|FedEx|USPS|EMS|GLS|SMSA|SPL|Naqel|Emirates Post|"
    r"J&T|YunExpress|Yanwen|Cainiao|SF Express|YTO|ZTO|STO|4PX|China Post|"
    r"Russian Post|Royal Mail|Evri|iMile|OnTrac|RETS|Hermes|Fulfil\w+|FBN|FBA|FBO|FBS|Noon Express|Ozon "
    r"Logistics|Почт\w+ России|Боксберри)(?![A-Za-z])"
    r"|顺丰|圆通|中通|申通|韵达|燕文|云途|菜鸟|递四方|邮政|极兔|京东物流|德邦|百世",
    re.IGNORECASE,
)
_PLACES_EN = compiled(
    r"\b(?:China|Russia|Russian|UAE|Emirates|Saudi|KSA|Kazakhstan|Germany|USA|Turkey|Shenzhen|Guangzhou|Yiwu|"
    r"Hangzhou|Ningbo|Shanghai|Beijing|Dongguan|Xiamen|Hong Kong|Dubai|Abu Dhabi|Sharjah|"
    r"Jeddah|Riyadh|Dammam|Moscow|Kazan|Samara|Yekaterinburg|Novosibirsk|St\.? Petersburg|Almaty|Astana|Los "
    r"Angeles|New York|London|Istanbul)\b"
    r"|\b(?:port|airport|hub|warehouse|customs|centre|center|depot|factory|plant|branch|office|"
    r"terminal)\s+(?:in|of|at)\s+(?:the\s+)?[A-Z]"
    r"|\b(?!The\b|Our\b|In\b|At\b|A\b|Each\b|From\b)[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s+(?:port|airport|hub|"
    r"warehouse|customs|sorting|centre|center|depot|factory|terminal|branch)\b"
    r"|\b(?:our|the\s+(?:seller's|overseas|transit|return|returns|packing|supplier's))\s+(?:own\s+|overseas\s+|"
    r"main\s+|packing\s+)?(?:warehouse|factory|packing\s+(?:line|station)|supplier|workshop|erp|hub)\b",
)
_PLACES_RU = compiled(
    r"(?:в|во|из|до|под|через)\s+(?:г\.\s*)?(?!(?:январ|феврал|март|апрел|ма[йе]|июн|июл|август|сентябр|октябр|"
    r"ноябр|декабр))[А-ЯЁ][а-яё-]{2,}"
    r"|(?:Москв|Казан|Самар|Екатеринбург|Новосибирск|Петербург|Алматы|Астан|Дуба|Эр-Рияд|Джидд|Шэньчж|Гуанчж|"
    r"Китай|Росси|ОАЭ|Саудовск|Казахстан)\w*"
    r"|(?:порт|склад|таможн|аэропорт|терминал|центр|хаб|фабрик|филиал)\w*\s+(?:CDEK|Boxberry|Aramex|[А-ЯЁ«][\w«»-]+)"
    r"|(?:на|с|со)\s+(?:наш|собственн|зарубежн|арендованн)\w*\s+(?:склад|фабрик|участ)\w*|(?:наш|собственн|"
    r"зарубежн)\w+\s+(?:склад|фабрик|поставщик|система|ERP)\w*",
)
_PLACES_ZH = compiled(
    r"(?:深圳|广州|东莞|义乌|杭州|宁波|上海|北京|厦门|香港|中国|迪拜|阿布扎比|沙迦|吉达|利雅得|达曼|沙特|"
    r"阿联酋|莫斯科|喀山|萨马拉|叶卡捷琳堡|新西伯利亚|圣彼得堡|俄罗斯|阿拉木图|哈萨克斯坦|洛杉矶|纽约|美国|"
    r"德国|伦敦|英国|土耳其|伊斯坦布尔|欧盟|中东)"
    r"|[\u4e00-\u9fff]{2,8}(?:分拣中心|转运中心|中转站|中转仓|口岸|机场|海关|分拨中心|港(?!口拥|元))|"
    r"[\u4e00-\u9fff]{1,4}仓(?!库|储)|(?:我们|我司|自有|自己|海外|公司|本店|义乌|保税)(?:的)?(?:仓库|仓|工厂|"
    r"打包台|打包线|产线|车间|系统|ERP)|[A-Z]{2,}\s*(?:仓|分拣)|ERP|供应商"
)
_PLACES = {"en": _PLACES_EN, "ru": _PLACES_RU, "zh": _PLACES_ZH}

_DELAY = {
    "en": word_set(
        "delay delayed late lateness overdue slow slowly stuck hold held detain wait waiting postpone backlog "
        "behind"
    ),
    "ru": word_set(
        "задержка задержать задержаться задерживать задерживаться задержанный просрочка просрочить "
        "просроченный опоздать опаздывать опоздание простой простаивать застрять медленно поздно позднее "
        "несвоевременный срыв"
    ),
}
_RATE = {
    "en": word_set("rate percentage percent share ratio rating odr score"),
    "ru": word_set("доля процент показатель рейтинг индекс коэффициент уровень балл"),
}
_VOLUME = {
    "en": word_set("surge volume soar spike peak increase rise rose risen grow double triple jump"),
    "ru": word_set(
        "всплеск объем рост вырасти расти возрасти увеличиться увеличение пик удвоиться число количество наплыв"
    ),
}
_DELAY_ZH = compiled(
    r"延误|延迟|晚(?!上|班|间)|超时|超期|逾期|迟(?:发|到|延)?|滞留|卡(?:住|在|了)|积压|拖|慢|没动|停更|未更新|"
    r"扣(?:住|留|了)|等了"
)
_RATE_ZH = compiled(r"率|评分|得分|百分|占比|ODR|odr|指数|%|％")
_VOLUME_ZH = compiled(
    r"单量|订单量|爆单|激增|暴增|猛增|大增|涨到|增加到|增长|翻(?:倍|番|了)|大促|销量|数量(?:上升|增|涨)|增至|涌入|"
    r"升至\d+单"
)


def quantified(text: str, lang: str) -> Quantified:
    """What a cause says of number, place and period, and whether it speaks of delay, rate or volume. `lang` is en, ru or zh."""
    return _quantified(text, lang)


@lru_cache(maxsize=4096)
def _quantified(text: str, lang: str) -> Quantified:
    return Quantified(
        number=quantity(text, lang),
        who_or_where=bool(_CARRIERS.search(text) or _PLACES[lang].search(text)),
        period=period(text, lang),
        speaks_of=_zh_topics(text) if lang == "zh" else _topics(text, lang),
    )


def _topics(text: str, lang: str) -> frozenset[Speaks]:
    known = frozenset().union(*(t.lemmas for t in tokens(text, lang))) if text.strip() else frozenset()
    found: set[Speaks] = set()
    if known & _DELAY[lang]:
        found.add("delay")
    if known & _RATE[lang] or "%" in text:
        found.add("rate")
    if known & _VOLUME[lang]:
        found.add("volume")
    return frozenset(found)


def _zh_topics(text: str) -> frozenset[Speaks]:
    found: set[Speaks] = set()
    if _DELAY_ZH.search(text):
        found.add("delay")
    if _RATE_ZH.search(text):
        found.add("rate")
    if _VOLUME_ZH.search(text):
        found.add("volume")
    return frozenset(found)
