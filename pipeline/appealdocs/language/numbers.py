"""Quantities, dates and windows of time in a sentence: what makes a statement concrete. Ids are none of them."""

from __future__ import annotations

import re
from functools import lru_cache

from appealdocs.expressions import compiled

_MONTHS_EN = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    "aug|sept?|oct|nov|dec"
)
_MONTHS_RU = (
    "январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|сентябр[ьяе]|октябр[ьяе]|"
    "ноябр[ьяе]|декабр[ьяе]"
)
_HAN_DIGITS = "〇零一二两三四五六七八九十百千万半几数"

_IDS = compiled(
    r"(?<![\w])#?(?=[\w-]*[A-Za-z])(?=[\w-]*\d)[A-Za-z0-9][\w]*(?:[-/][\w]+)*|\b(?=[\d-]{9})\d+(?:-\d{2,})+\b|\b\d{7,}\b",
    re.ASCII,
)
_UNIT_NUMBER = compiled(r"^\d+(?:[.,]\d+)?(?:st|nd|rd|th|x|k|m|kg|g|mm|cm|h|d|h\d+|am|pm)$", re.IGNORECASE | re.ASCII)

_DATES = {
    "any": compiled(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:19|20)\d{2}\b"),
    "en": compiled(
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS_EN})\b|\b(?:{_MONTHS_EN})\.?\s+\d{{1,2}}\b"
        rf"|\b(?:in|since|during|from|until|till|by|of|to|between|late|early|mid|for|through)\s+(?:{_MONTHS_EN})\b",
        re.IGNORECASE,
    ),
    "ru": compiled(
        rf"\b\d{{1,2}}(?:-?г?о)?\s+(?:{_MONTHS_RU})\b|\b(?:в|с|по|до|от|за|к|начале|середине|конце|"
        rf"течение)\s+(?:{_MONTHS_RU})\b",
        re.IGNORECASE,
    ),
    "zh": compiled(
        r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月(?:份|初|中|底|\s*(?:\d{1,2}|"
        r"[一二三四五六七八九十]{1,3})\s*[日号])?|\d{1,2}\s*[日号](?!单)"
    ),
}
_WINDOWS = {
    "en": compiled(
        r"\b(?:past|last|previous|preceding|first|next|over|within|during|for)\s+(?:the\s+)?(?:past\s+|"
        r"last\s+)?(?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve|few)?[\s-]*"
        r"(?:hour|day|week|month|quarter|year)s?\b|\b(?:peak season|ramadan|eid|black friday|new year|spring "
        r"festival|golden week|singles' day|this week|this month|last week|last month|yesterday|today)\b"
        r"|\b\d+[\s-]?(?:day|week|month)\b",
        re.IGNORECASE,
    ),
    "ru": compiled(
        r"\b(?:за|последни\w+|предыдущ\w+|течени[еи]|первы\w+|прошл\w+|эт\w+)\s+(?:последни\w+\s+|прошл\w+\s+|"
        r"первы\w+\s+)?(?:\d+|дв\w+|тр\w+|пять|шесть|семь|несколько)?[\s-]*"
        r"(?:час\w*|дн\w+|день|сут\w+|недел\w+|месяц\w*|квартал\w*|год\w*|лет)\b|\b(?:рамадан\w*|новогодн\w+|"
        r"распродаж\w+|вчера|сегодня|\d+-дневн\w+)\b",
        re.IGNORECASE,
    ),
    "zh": compiled(
        rf"(?:近|过去|最近|前|后|连续|此前|上|本|当)[\s这那]?(?:[\d{_HAN_DIGITS}]+)?个?(?:小时|天|日|周|星期|"
        rf"礼拜|个月|月|季度|年)(?!前)|[\d{_HAN_DIGITS}]+(?:天|周|个月)(?:内|里|间|以来)"
        r"|春节|国庆|双十一|黑五|开斋节|斋月|旺季|期间|昨天|今天|上周|上月|本月|去年|今年|周[一二三四五六日末]"
    ),
}
_WORDS = {
    "en": compiled(
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|"
        r"thirty|forty|fifty|sixty|hundred|thousand|half|twice|dozen)\b"
        r"|\bone\s+(?:parcel|order|unit|day|week|month|hour|customer|buyer|item|case|packer|batch)\b",
        re.IGNORECASE,
    ),
    "ru": compiled(
        r"\b(?:два|две|дву[хм]\w*|двое|двоих|три|тр[её][хм]\w*|трое|троих|четыр\w+|четверо|пять|пяти|пятью|"
        r"шесть|шести|семь|семи|семью|восемь|восьми|девят[ьи]|десят[ьи]|десяток|десятк\w+|"
        r"одиннадцат[ьи]|двенадцат[ьи]|пятнадцат[ьи]|двадцат[ьи]|тридцат[ьи]|сорока?|пятьдесят|сотн\w+|"
        r"тысяч\w*|половин\w+|вдвое|втрое|дважды|трижды)\b",
        re.IGNORECASE,
    ),
    "zh": compiled(
        rf"[{_HAN_DIGITS.replace('几', '').replace('数', '')}]+\s*(?:单|件|个|票|笔|条|批|次|名|位|人|天|小时|分钟|"
        rf"周|倍|成|箱|台|双|副|套|张|份|家|元|万|千|百)(?!样|点|些|切|旦|般|定|直|律|致|共|半|下|起)"
    ),
}
_DIGITS = compiled(r"\d+(?:[.,\s\u00a0\u202f]\d+)*\s*%?")


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: " " * len(m.group()), text)


@lru_cache(maxsize=4096)
def quantity(text: str, lang: str) -> bool:
    """A number that measures or counts something: no id, no date, no clock time, no list number."""
    rest = _IDS.sub(lambda m: m.group() if _UNIT_NUMBER.match(m.group()) else " " * len(m.group()), text)
    for pattern in (_DATES["any"], _DATES[lang]):
        rest = _without(pattern, rest)
    rest = re.sub(
        r"\b\d{1,2}:\d{2}(?::\d{2})?\b|(?:GMT|UTC)\s?[+-]\d+|(?:№|No\.?|附件|DC-|приложени\w+|exhibit|E)\s?\d+|"
        r"^\s*\d+[.)]\s"
    , " ", rest, flags=re.IGNORECASE)
    return bool(_DIGITS.search(rest) or _WORDS[lang].search(rest))


@lru_cache(maxsize=4096)
def period(text: str, lang: str) -> bool:
    """A date, a month, a range or a window of time ('over the past 30 days')."""
    return bool(_DATES["any"].search(text) or _DATES[lang].search(text) or _WINDOWS[lang].search(text))


def dated(text: str, lang: str) -> bool:
    """A calendar date or month."""
    return bool(_DATES["any"].search(text) or _DATES[lang].search(text))


def concrete(text: str, lang: str) -> bool:
    """Does the sentence say when or how much?"""
    return dated(text, lang) or quantity(text, lang)
