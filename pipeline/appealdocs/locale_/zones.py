"""Time zones in words, as the platforms and the people of each language say them."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

GULF = ("Asia/Dubai", "Asia/Muscat")
ARABIA = ("Asia/Riyadh", "Asia/Kuwait", "Asia/Qatar", "Asia/Bahrain", "Asia/Baghdad", "Asia/Aden")
CHINA = ("Asia/Shanghai", "Asia/Chongqing", "Asia/Harbin", "PRC")
MOSCOW = ("Europe/Moscow", "W-SU")
UNIVERSAL = ("UTC", "Etc/UTC", "Etc/GMT", "GMT", "Zulu")

# noon counts all times in Gulf Standard Time; tzdata names that zone '+04', so its abbreviation stands here.
_ABBREVIATION = dict.fromkeys(GULF, "GST") | dict.fromkeys(ARABIA, "AST")

# Abbreviations that readers and `facts.clock` know; another zone is named by its offset alone.
ABBREVIATIONS = frozenset(
    ("GST", "AST", "PST", "PDT", "MST", "MDT", "EST", "EDT", "CDT", "BST", "CET", "CEST", "EET", "EEST", "IST", "JST")
)

_WORDS = {
    "moscow": {"en": " MSK (GMT+3)", "ru": " по московскому времени", "zh": "（莫斯科时间）"},
    "china": {"en": " Beijing time (GMT+8)", "ru": " по пекинскому времени", "zh": "（北京时间）"},
    "utc": {"en": " UTC", "ru": " UTC", "zh": " UTC"},
}


def in_words(at: datetime, lang: str) -> str:
    """What follows a time of day to name its zone, with the space or bracket before it; '' for a naive time.

    en ' GST (GMT+4)', ru ' по московскому времени', zh '（莫斯科时间）'.
    """
    offset = at.utcoffset()
    if at.tzinfo is None or offset is None:
        return ""
    key = _key(at.tzinfo)
    for keys, name, hours in ((MOSCOW, "moscow", 3), (CHINA, "china", 8), (UNIVERSAL, "utc", 0)):
        # Moscow kept other offsets before 2014, China before 1992: then only the offset is sure.
        if key in keys and offset == timedelta(hours=hours):
            return _WORDS[name][lang]
    short = _ABBREVIATION.get(key) or (at.tzname() or "")
    if key and short in ABBREVIATIONS:
        return f"\u00a0{short}（{gmt(offset)}）" if lang == "zh" else f"\u00a0{short} ({gmt(offset)})"
    return "\u00a0UTC" if not offset and not key else f"\u00a0{gmt(offset)}"


def gmt(offset: timedelta) -> str:
    """GMT+4, GMT-7, GMT+5:30."""
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def _key(zone: tzinfo) -> str:
    """The zone's name in tzdata, '' for a fixed offset."""
    return str(getattr(zone, "key", ""))
