"""Times of day and time zones, as people, waybills and screenshots write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, time, timedelta, timezone, tzinfo
from functools import lru_cache

from appealdocs.expressions import compiled

# Abbreviations as they are meant on these platforms: AST is Arabia, not the Atlantic; CST is left out (China or
# Chicago).
_ZONES: dict[str, float] = {
    "GST": 4, "MSK": 3, "МСК": 3, "AST": 3, "UTC": 0, "GMT": 0, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "EST": -5,
    "EDT": -4,
    "CDT": -5, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "SGT": 8, "HKT": 8, "MYT": 8, "IST": 5.5, "JST": 9,
}  # fmt: skip
_WORDS: dict[str, float] = {
    "北京时间": 8, "中国时间": 8, "莫斯科时间": 3, "迪拜时间": 4, "海湾标准时间": 4, "海湾时间": 4, "沙特时间": 3,
    "利雅得时间": 3, "世界标准时间": 0,
    "московскому": 3, "московское": 3, "пекинскому": 8, "пекинское": 8, "moscow": 3, "beijing": 8, "china": 8,
    "gulf": 4, "dubai": 4,
    "riyadh": 3, "saudi": 3,
}  # fmt: skip

_NAMES = "|".join(sorted(_ZONES, key=len, reverse=True))
_OFFSET = r"(?:UTC|GMT)?[ \u00a0]?[+−-]\d{1,2}(?::?[03]0)?"
_HAN_WORDS = "|".join(key for key in _WORDS if ord(key[0]) > 0x4000)
_ZONE = (
    rf"(?:{_HAN_WORDS}|(?:по[ \u00a0])?(?:московск|пекинск)(?:ому|ое)[ \u00a0]времен[иь]|(?:по[ \u00a0])?московское[ "
    rf"\u00a0]время|"
    rf"(?:пекинское|московское)[ \u00a0]время|(?:Moscow|Beijing|China(?: Standard)?|Gulf Standard|Gulf|Dubai|Riyadh|"
    rf"Saudi)[ \u00a0][Tt]ime|"
    rf"(?:UTC|GMT)[ \u00a0]?[+−-]\d{{1,2}}(?::?[03]0)?(?!\d)|(?:{_NAMES})(?![A-Za-zА-Яа-я]))"
)
ZONE = compiled(_ZONE)
# GST (GMT+4), (московское время), Moscow time (MSK, UTC+3): one zone, said once or twice.
AFTER = rf"(?:[ \u00a0]?[(（]?(?P<zone>{_ZONE})[)）]?(?:[ \u00a0]?[(（,]?[ \u00a0]?(?P<zone2>{_ZONE})[)）]?){{0,2}})"
BEFORE = rf"(?:(?P<lead>{_ZONE})(?:[（(][^）)]{{1,20}}[）)])?[ \u00a0]?)"
_GULF = compiled(r"^(?:UTC|GMT)[ \u00a0]?([+−-])(\d{1,2})(?::?([03]0))?$")


@lru_cache(maxsize=256)
def zone(words: str) -> tzinfo | None:
    """The fixed offset that the words name, None if they name none."""
    found = _GULF.match(words)
    if found:
        hours = int(found[2])
        minutes = int(found[3] or 0)
        if hours > 14:
            return None
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(offset if found[1] == "+" else -offset)
    if words in _ZONES:
        hours_east = _ZONES[words]
        return timezone(timedelta(hours=hours_east)) if hours_east else UTC
    low = words.lower()
    for key, east in _WORDS.items():
        if key in low:
            return timezone(timedelta(hours=east)) if east else UTC
    return None


# ---- times of day
# -----------------------------------------------------------------------------------------------------

CLOCK = (
    r"(?<![\d:.,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d{1,6})?)?(?!\d|:\d)(?:[ "
    r"\u00a0]?(?P<half>[AaPp]\.?[ ]?[Mm](?:\.(?!\w)|(?![A-Za-z]))))?"
)
_SMALL_HAN = "十[一二]|[一二两三四五六七八九十]|零(?=时|点(?![一二三四五六七八九零\\d]))"
_ZH = (
    rf"(?P<part>上午|下午|晚上|早上|凌晨|中午|傍晚|夜里|早晨|当晚|今晚|晚)?[ ]?(?:(?<![\d.第])(?P<zh>[01]?\d|2[0-4])|"
    rf"(?P<zw>{_SMALL_HAN}))[ ]?"
    r"(?:点(?!原因|说明|建议|要求|措施|理由|承诺|请求|诉求|[：:]|改进|意见|评)钟?|时(?!间|长|效|候|段|区|常|"
    r"刻))(?:(?P<zm>[0-5]?\d)分?|(?P<zhalf>半)|整)?"
)
_EN = r"(?<![\d:.,])(?P<eh>1[0-2]|0?\d)[ \u00a0]?(?P<ehalf>[AaPp]\.?[ ]?[Mm](?:\.(?!\w)|(?![A-Za-z])))"
# 3 дня is a length of time, 3 часа дня a time of day.
_RU = (
    r"(?<![\d:.,])(?P<rh>[01]?\d|2[0-4])(?:[ \u00a0]час[а-я]*[ \u00a0](?P<rpart>утра|дня|вечера|ночи)|[ "
    r"\u00a0](?P<rpart2>утра|вечера))(?![а-я])"
)
_RU_PART = r"(?:[ \u00a0](?P<rpart3>утра|дня|вечера|ночи)(?![а-я]))?"
_BODIES = {"zh": f"(?:{CLOCK}|{_ZH})", "en": f"(?:{CLOCK}|{_EN})", "ru": f"(?:{CLOCK}{_RU_PART}|{_RU})"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a text; `value` is aware (fixed offset) where the text names the zone."""

    start: int
    end: int
    value: time


@lru_cache(maxsize=4)
def pattern(lang: str) -> re.Pattern[str]:
    """A time of day with its zone before or after it."""
    return compiled(f"{BEFORE}?{_BODIES[lang]}{AFTER}?")


def read(found: re.Match[str]) -> Clock | None:
    """The time that a match of `pattern` says, None where it is none (25:00, 三点 with nothing to make it a time)."""
    groups = found.groupdict()
    hour, minute, second = _digits(groups, found)
    if hour is None or minute > 59 or hour > 24:
        return None
    if hour == 24:
        if minute:
            return None
        hour = 0
    words = groups.get("lead") or groups.get("zone2") or groups.get("zone")
    where = zone(words) if words else None
    if where is None and groups.get("zone"):
        where = zone(groups["zone"])
    return Clock(found.start(), found.end(), time(hour, minute, second, tzinfo=where))


def _digits(groups: dict[str, str | None], found: re.Match[str]) -> tuple[int | None, int, int]:
    if groups["h"] is not None:
        hour = _noon(int(groups["h"]), groups["half"])
        if hour and (part := groups.get("rpart3")) and (part != "дня" or hour < 6):  # 'до 10:00 дня доставки' is no afternoon
            hour = _russian(hour, part)
        return hour, int(groups["m"] or 0), int(groups["s"] or 0)
    if groups.get("eh"):
        return _noon(int(groups["eh"] or 0), groups["ehalf"]), 0, 0
    if groups.get("rh"):
        return _russian(int(groups["rh"] or 0), groups["rpart"] or groups["rpart2"] or ""), 0, 0
    return _chinese(groups, found)


def _noon(hour: int, half: str | None) -> int | None:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        return hour if hour < 24 and half[0] in "pP" else None
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _russian(hour: int, part: str) -> int:
    return hour + 12 if part in ("дня", "вечера") and hour < 12 else 0 if part == "ночи" and hour == 12 else hour


_HAN_HOURS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "十一": 11, "十二": 12}


def _chinese(groups: dict[str, str | None], found: re.Match[str]) -> tuple[int | None, int, int]:
    part, half = groups["part"], groups["zhalf"]
    if groups["zw"] is not None:
        # 三点 may be three points: only a part of the day or 半 makes it a time.
        if not part and not half and "半" not in found[0] and groups["zw"] != "零":
            return None, 0, 0
        hour = _HAN_HOURS[groups["zw"]]
    else:
        hour = int(groups["zh"] or 0)
        before = found.string[max(0, found.start() - 2) : found.start()]
        if "时" not in found[0] and not part and before.endswith(("以下", "如下", "这", "共", "有", "差")):
            return None, 0, 0
    if part in ("下午", "晚上", "傍晚", "当晚", "今晚", "晚") and hour < 12:
        hour += 12
    if part == "中午" and hour < 3:
        hour += 12
    if part in ("凌晨", "夜里") and hour == 12:
        hour = 0
    return hour, 30 if half else int(groups["zm"] or 0), 0


def times(text: str, lang: str) -> list[Clock]:
    """Every time of day in a flat text."""
    found = (read(match) for match in pattern(lang).finditer(text))
    return [clock for clock in found if clock is not None]
