"""Numbers, days and periods in words, which the facts leave alone: 第三天, 一星, 下个月, 近百, 六一, 八十六块五.

`check` flags what changed; `agrees` tells `values` that a difference between the facts is only another way to say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.facts.compare import fields
from appealdocs.model.fact import Mention, Money, Quantity
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_HAN = r"[零〇一二两三四五六七八九十百千万亿]+"


@lru_cache(maxsize=2048)
def han(words: str) -> int:
    """The value of a Chinese numeral: 十二 12, 三千五 3500 (spoken), 二〇二四 2024."""
    if not re.search("[十百千万亿]", words):
        return int("".join(str(_DIGITS[c]) for c in words) or 0)
    total, section, digit, unit = 0, 0, 0, 1
    for char in words:
        if char in _DIGITS:
            digit = _DIGITS[char]
            if digit == 0:
                unit = 1
            continue
        if char in "万亿":
            total, section, digit, unit = (total + section + digit) * (10_000 if char == "万" else 100_000_000), 0, 0, 1_000 if char == "万" else 1
            continue
        unit = {"十": 10, "百": 100, "千": 1000}[char]
        section, digit, unit = section + (digit or 1) * unit, 0, unit // 10
    return total + section + (digit * unit if digit and unit > 1 else digit)


_CARDINAL = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(),
}
_RU = (
    (2, r"дв[ае]|двух|двум|двумя|двое|дважды|двукратн\w+|вдвое|удвои\w+"), (3, r"три|тр[её]х|тр[её]м|тремя|трое|трижды|втрое|утрои\w+"), (4, r"четыре|четыр[её]х|четыр[её]м|четырьмя|четверо|четырежды"),
    (5, r"пять|пяти|пятью|пятеро"), (6, r"шесть|шести|шестью|шестеро"), (7, r"семь|семи|семью|семеро"), (8, r"восемь|восьми|восемью"), (9, r"девять|девяти|девятью"),
    (10, r"десять|десяти|десятью"), (11, r"одиннадцат[ьи]\w*"), (12, r"двенадцат[ьи]\w*"), (13, r"тринадцат[ьи]\w*"), (14, r"четырнадцат[ьи]\w*"), (15, r"пятнадцат[ьи]\w*"),
    (16, r"шестнадцат[ьи]\w*"), (17, r"семнадцат[ьи]\w*"), (18, r"восемнадцат[ьи]\w*"), (19, r"девятнадцат[ьи]\w*"), (20, r"двадцать|двадцати|двадцатью"),
)  # fmt: skip
_ANY_RU = compiled("|".join(f"(?<![а-яё-])(?:{pattern})(?![а-яё])" for _, pattern in _RU))
_ORDINAL = {
    "en": tuple((n, w) for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1)),
    "ru": (
        (1, r"перв\w+"), (2, r"втор(?:ой|ого|ому|ым|ом|ая|ую|ое|ые|ых)"), (3, r"треть(?:ий|его|ему|им|ем|я|ю|ей|е|и|их)|третий"), (4, r"четв[её]рт(?:ый|ого|ому|ым|ом|ая|ую|ой|ое|ые|ых)"),
        (5, r"пят(?:ый|ого|ому|ым|ом|ая|ую|ой|ое)"), (6, r"шест(?:ой|ого|ому|ым|ом|ая|ую|ое)"), (7, r"седьм\w+"), (8, r"восьм(?:ой|ого|ому|ым|ом|ая|ую|ое)"), (9, r"девят(?:ый|ого|ому|ым|ом|ая|ую|ой|ое)"),
        (10, r"десят(?:ый|ого|ому|ым|ом|ая|ую|ой|ое)"),
    ),
}  # fmt: skip


def check(pair: Pair) -> Iterator[Flag]:
    """Word numbers, ordinals and relative periods of the target that the Chinese source does not have."""
    if pair.source_language != "zh" or pair.target_language not in ("en", "ru"):
        return
    yield from _cardinals(pair)
    yield from _ordinals(pair)
    yield from _periods(pair)


def numbers(source: str) -> set[Decimal]:
    """Every number of a Chinese text however it is written; a 第 before it does not count."""
    found = {Decimal(m[0].replace(",", "").replace("，", "")) for m in re.finditer(r"\d+(?:,\d{3})*(?:\.\d+)?", source)}
    for match in re.finditer(rf"(?<!第){_HAN}", source):
        words = match[0]
        found.add(Decimal(han(words)))
        if not re.search("[十百千万亿]", words):
            found.update(Decimal(_DIGITS[c]) for c in words)  # 两三天: two or three
        found.update(Decimal(han(part)) for part in re.findall(r"[一二三四五六七八九]?[十百千][一二三四五六七八九]?", words))
    if re.search(r"[双俩对副两]|彼此|互相|一来一去|来回|前后|分别|左右", source):
        found.add(Decimal(2))
    if re.search(r"翻倍|翻番|一倍|加倍|成倍", source):
        found.add(Decimal(2))
    if re.search(r"重复|再次|又", source):
        found.add(Decimal(2))
    if re.search(r"半年", source):
        found.add(Decimal(6))
    if re.search(r"半[个天月日]|半小时", source):
        found.update({Decimal(2), Decimal(12), Decimal(15), Decimal(14), Decimal(30)})
    if re.search(r"一打", source):
        found.add(Decimal(12))
    if "一半" in source or "对半" in source:
        found.update({Decimal(2), Decimal(50)})
    if "一刻" in source:
        found.add(Decimal(15))
    if "季度" in source or "一季" in source:
        found.add(Decimal(3))
    if re.search(r"[一1]\s?(?:周|星期|礼拜)", source):
        found.add(Decimal(7))
    if re.search(r"周末", source):
        found.add(Decimal(2))
    return found


_OWN_EN = compiled(r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b(?!-way|-dimensional|[ -]?fold|-in-one)", re.IGNORECASE)


def _cardinals(pair: Pair) -> Iterator[Flag]:
    known = numbers(pair.source)
    if pair.target_language == "en":
        said = [(_CARDINAL["en"].index(m[1].lower()), m[0]) for m in _OWN_EN.finditer(pair.target) if not _compound(pair.target, m)]
    else:
        text = pair.target.lower()
        said = [
            (n, m[0]) for n, pattern in (_RU if _ANY_RU.search(text) else ()) for m in compiled(rf"(?<![а-яё-])(?:{pattern})(?![а-яё])").finditer(text)
            if not re.search(r"(?:сот|тысяч|двадцат[ьи]|тридцат[ьи]|сорок[а]?|пятьдесят|\d)[ \u00a0]\Z", text[: m.start()])
        ]  # fmt: skip
    shown = {m.fact.value.value for m in pair.source_facts if isinstance(m.fact.value, Quantity | Money)}
    clocks = {getattr(m.fact.value, "hour", None) for m in pair.source_facts}
    for value, words in said:
        if Decimal(value) in known | shown or value in clocks or (value + 12) in clocks:
            continue
        if value == 2 and re.search(r"\btwo-|\bthe two\b|both|обоих|оба|обе", pair.target):
            continue
        yield flag("number-added", f"'{words}' is not in the source", f"原文没有“{words}”（{value}）")


def _compound(text: str, match: re.Match[str]) -> bool:
    """twenty-three, two hundred: a part of a larger number, which the facts read."""
    return bool(re.match(r"[ -](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million)\b", text[match.end() :], re.IGNORECASE)) or bool(
        re.search(r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|and)[ -]\Z", text[: match.start()], re.IGNORECASE)
    )


_HAN_ORDINAL = compiled(rf"第({_HAN}|\d{{1,2}})(?!方)|([一二三四]|[1-4])季度|Q([1-4])|(首|头|初)(?=[次批个单月年日周轮审]|先)|(二|三)(?=审|次|期)|(?:正月|腊月|大年)初([一二三四五六七八九十]{{1,3}})|(?<![年月周期最起当])初([二三四五六七八九十]{{1,3}})(?![步始次稿审级])")
_WORDS_EN = compiled(r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|([1-9]|1[0-2])(?:st|nd|rd|th))\b(?! ?[-–]?(?:party|hand|class|time buyer))", re.IGNORECASE)


def _ordinals(pair: Pair) -> Iterator[Flag]:
    """第三天 and 'second day'. Only where both name an ordinal and none agrees."""
    ours: set[int] = set()
    for match in _HAN_ORDINAL.finditer(pair.source):
        words = match[1] or match[2] or match[3] or match[5] or match[6] or match[7]
        ours.add(1 if match[4] else int(words) if words.isdigit() else han(words))
    if not ours:
        return
    ours |= {han(m[1]) if not m[1].isdigit() else int(m[1]) for m in re.finditer(rf"({_HAN}|\d{{1,2}})(?:楼|层|级|号|月)", pair.source)}
    theirs: dict[int, str] = {}
    if pair.target_language == "en":
        for match in _WORDS_EN.finditer(pair.target):
            value = int(match[2]) if match[2] else next(n for n, w in _ORDINAL["en"] if w == match[1].lower())
            theirs[value] = match[0]
    else:
        for value, pattern in _ORDINAL["ru"]:
            if found := compiled(rf"(?<![а-яё])(?:{pattern})(?![а-яё])", re.IGNORECASE).search(pair.target):
                theirs[value] = found[0]
    if theirs and not ours & set(theirs) and not {1} >= set(theirs):
        value, words = next(iter(theirs.items()))
        wanted = ", ".join(f"第{n}" for n in sorted(ours))
        yield flag("number-changed", f"{wanted} is '{words}' in the target", f"“{wanted}”在译文中为“{words}”")
    elif len(ours) > 1 and len(theirs) > 1 and (extra := set(theirs) - ours - {1}):
        words = theirs[min(extra)]
        yield flag("number-changed", f"'{words}' is none of the ordinals of the source", f"“{words}”与原文序数不符")


_ANY = {
    "zh": {"week": r"周|星期|礼拜|七天|7天", "month": r"月|季|三十天|30天", "year": r"年|岁|十二个月|12个月|周岁"},
    "en": {"week": r"\bweeks?\b|\bweek's\b", "month": r"\bmonths?\b", "year": r"\byears?\b"},
    "ru": {"week": r"(?<![а-я])недел\w+", "month": r"(?<![а-я])месяц\w*", "year": r"(?<![а-я])(?:год(?:а|у|ом|ы|ам|ов|ами)?|лет)(?![а-я])"},
}


def _periods(pair: Pair) -> Iterator[Flag]:
    """一周 told as a month; 下个月 told as next year is `relative`'s."""
    target = pair.target.lower()
    here, there = "zh", pair.target_language
    if "半" in pair.source:
        return
    ours = {unit for unit, pattern in _ANY[here].items() if compiled(pattern).search(pair.source)}
    theirs = {unit for unit, pattern in _ANY[there].items() if compiled(pattern).search(target)}
    plain = {unit for unit in ours if re.search({"week": r"[一两几\d][个]?(?:周|星期|礼拜)", "month": r"[一两几\d]个月", "year": r"[一两几\d]年(?!\d)"}[unit], pair.source)}
    if (gone := plain - theirs) and (new := theirs - ours):
        yield flag("unit-changed", f"the {min(gone)} of the source is a {min(new)} in the target", "时间单位不同")


# ---- another way to say the same -------------------------------------------------------------------------------------

_DAYS = {"元旦": (1, 1), "三八": (3, 8), "五一": (5, 1), "六一": (6, 1), "618": (6, 18), "十一": (10, 1), "国庆": (10, 1), "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12), "圣诞": (12, 25)}
_ROUND = {100: r"百", 1000: r"千", 10_000: r"万", 10: r"十", 100_000_000: "亿"}


_MARKED = compiled(r"[早晨晚夜午]|凌晨")
_LATE = compiled(r"下午|晚|傍晚|夜|中午")


def later(pair: Pair, mine: Mention, other: Mention) -> bool:
    """每晚8点关门，8点40才到: an hour without its half of the day takes that of the hour before it; 下午2点到4点 ends at 16:00."""
    if pair.source_language != "zh":
        return False
    one, two = (mine.fact.value, mine.fact.to), (other.fact.value, other.fact.to)
    if _clock(one[0]) is None or _clock(two[0]) is None:
        return False
    own = _LATE.search(mine.text) is not None
    if "点" not in mine.text or not (own or (not _MARKED.search(mine.text) and _LATE.search(pair.source[: mine.start]))):
        return False
    if two[1] is None and one[1] is not None:  # '2–4 p.m.': the facts see its end alone
        return _plus(one[1]) == _clock(two[0]) and re.search(r"\d ?[–—-] ?\Z", pair.target[: other.start]) is not None
    if (one[1] is None) != (two[1] is None) or _day_of(one[0]) != _day_of(two[0]):
        return False
    start = _clock(one[0]) if own else _plus(one[0])
    shifted = start != _clock(one[0]) or (one[1] is not None and _plus(one[1]) != _clock(one[1]))
    return shifted and _clock(two[0]) == start and (one[1] is None or _clock(two[1]) == _plus(one[1]))


def _clock(value: object) -> tuple[int, int] | None:
    return (value.hour, value.minute) if isinstance(value, time | datetime) else None


def _plus(value: object) -> tuple[int, int] | None:
    clock = _clock(value)
    return ((clock[0] + 12) % 24, clock[1]) if clock and clock[0] < 12 else clock


def _day_of(value: object) -> date | None:
    return value.date() if isinstance(value, datetime) else None


_ORDINALS = {
    n: (en, ru) for n, en, ru in (
        (2, "second", "втор"), (3, "third", "трет"), (4, "fourth", "четв[её]рт"), (5, "fifth", "пят"), (6, "sixth", "шест"), (7, "seventh", "седьм"), (8, "eighth", "восьм"),
        (9, "ninth", "девят"), (10, "tenth", "десят"), (11, "eleventh", "одиннадцат"), (12, "twelfth", "двенадцат"), (15, "fifteenth", "пятнадцат"), (20, "twentieth", "двадцат"),
    )
}  # fmt: skip
_PERIODS = {("hour", 24): r"сут(?:ки|ок)|\b(?:a|one) day\b", ("day", 7): r"недел[юиья]|\b(?:a|one) week\b", ("month", 12): r"(?<![а-яё])год(?![а-яё]{3})|\b(?:a|one) year\b", ("hour", 48): r"двух суток|двое суток|\btwo days\b"}


def _worded(pair: Pair, mention: Mention, value: Quantity) -> bool:
    """第9天 is 'the ninth day', 24小时 сутки, 两百多万 'over two million'."""
    if mention in pair.source_facts:
        ordinal = _ORDINALS.get(int(value.value)) if "第" in mention.text else None
        if ordinal and re.search(rf"\b{ordinal[0]}\b|(?<![а-яё]){ordinal[1]}(?:ый|ая|ое|ого|ой|ом|ые|ых|ую|ий|ья|ье|ьего)(?![а-яё])", pair.target, re.IGNORECASE):
            return True
        period = _PERIODS.get((value.unit, int(value.value)))
        return (period is not None and re.search(period, pair.target, re.IGNORECASE) is not None) or re.match("多?[万亿]", pair.source[mention.end :]) is not None
    return any(value.value == Decimal(han(m[1]) * 10_000) for m in re.finditer(rf"({_HAN})多万", pair.source)) or any(
        value.value * 1_000_000 == Decimal(han(m[1]) * 10_000) for m in re.finditer(rf"({_HAN})多万", pair.source)
    )


def agrees(pair: Pair, mention: Mention) -> bool:
    """Whether a fact of one side that the other lacks is there in words after all (Chinese sources)."""
    if pair.source_language != "zh":
        return False
    value, end = mention.fact.value, mention.fact.to
    if mention.fact.kind in ("date", "moment"):
        return _day(pair, mention)
    if mention.fact.kind == "time":
        return _hour(pair, mention)
    if isinstance(value, Quantity | Money) and isinstance(end, Quantity | Money):
        return {value.value, end.value} <= numbers(pair.source)
    if isinstance(value, Quantity) and value.unit == "year" and 1900 < value.value < 2100:  # 二零二五年 is no length of time
        return any(fields(m.fact.value)[0] == int(value.value) for m in pair.target_facts if m.fact.kind in ("date", "moment"))
    if isinstance(value, Quantity) and end is None and _worded(pair, mention, value):
        return True
    if isinstance(value, Money) and value.currency == "CNY" and any(value.value == Decimal(han(m[1]) * 10_000) for m in re.finditer(rf"({_HAN})多万", pair.source)):
        return True
    if isinstance(value, Money | Quantity):
        if isinstance(value, Money) and value.currency != "CNY":
            return False
        return value.value in _spoken(pair.source) or _day_number(pair, mention) or _market(pair, value.value, mention)
    return False


def _spoken(source: str) -> set[Decimal]:
    """近百, 上千, 数万: round numbers; 八十六块五: money of the market."""
    found = {Decimal(n) for n, word in _ROUND.items() if re.search(rf"(?:近|上|数|成|逾|超|过|好几){word}|{word}(?:余|来|多)(?=[个件单小时天台套箱公人元])", source)}
    for match in re.finditer(rf"千分之({_HAN}|\d+(?:\.\d+)?)", source):
        found.add((Decimal(match[1]) if match[1][0].isdigit() else Decimal(han(match[1]))) / 10)
    for match in re.finditer(rf"({_HAN}|\d+)块([一二三四五六七八九\d])(?![\d一-九块毛角])", source):
        whole = int(match[1]) if match[1].isdigit() else han(match[1])
        tenth = int(match[2]) if match[2].isdigit() else _DIGITS[match[2]]
        found.update({Decimal(whole), Decimal(f"{whole}.{tenth}")})
    return found


def _market(pair: Pair, value: Decimal, mention: Mention) -> bool:
    """两百块: money of the market, told as yuan."""
    said = {Decimal(m[1]) if m[1][0].isdigit() else Decimal(han(m[1])) for m in re.finditer(rf"({_HAN}|\d+(?:\.\d+)?)(?:多)?块(?!表|电|屏|砖|板|布|地)", pair.source)}
    if value not in said:
        return False
    if isinstance(mention.fact.value, Money):
        return True
    return any(isinstance(m.fact.value, Money) and m.fact.value.value == value for m in pair.target_facts)


def _hour(pair: Pair, mention: Mention) -> bool:
    """下午三点 told in words: three in the afternoon, в три часа дня."""
    hour, minute = getattr(mention.fact.value, "hour", None), getattr(mention.fact.value, "minute", 0)
    if hour is None or minute or mention not in pair.source_facts:
        return False
    small = hour % 12 or 12
    if pair.target_language == "en":
        return re.search(rf"\b{_CARDINAL['en'][small]}\b(?: o['’]clock|(?: o['’]clock)? (?:in the|at night|sharp|p\.?m|a\.?m))|\b{'noon' if hour == 12 else 'midnight' if hour == 0 else 'xx'}\b", pair.target, re.IGNORECASE) is not None
    pattern = next((p for n, p in _RU if n == small), "час")
    return re.search(rf"(?<![а-яё])(?:{pattern})(?: час\w*)?(?: (?:дня|вечера|утра|ночи)| часов)|полдень|полноч", pair.target.lower()) is not None if small > 1 else "час дня" in pair.target or "час ночи" in pair.target


def _day(pair: Pair, mention: Mention) -> bool:
    _, month, day = fields(mention.fact.value)
    if (month, day) in {when for words, when in _DAYS.items() if words in pair.source}:
        return True
    if day is None and month in {when[0] for words, when in _DAYS.items() if words in pair.source}:
        return True
    if day is None and month is not None and getattr(mention.fact.value, "year", None) is None:
        return month in {int(m[1]) if m[1].isdigit() else han(m[1]) for m in re.finditer(rf"({_HAN}|\d{{1,2}})月", pair.source)}
    return day is not None and re.search(rf"(?:到|至|[-—~、，和与])(?:当月)?{day}[日号]", pair.source) is not None and f"{month}月" in pair.source


def _day_number(pair: Pair, mention: Mention) -> bool:
    """7日 without its month, told with it."""
    if mention.fact.kind != "number" or mention not in pair.source_facts or not isinstance(mention.fact.value, Quantity):
        return False
    if pair.source[mention.end :].startswith("年"):
        return any(fields(m.fact.value)[0] == int(mention.fact.value.value) for m in pair.target_facts if m.fact.kind in ("date", "moment"))
    if not re.match("[日号]", pair.source[mention.end :]):
        return False
    return any(fields(m.fact.value)[2] == int(mention.fact.value.value) for m in pair.target_facts if m.fact.kind in ("date", "moment") or isinstance(m.fact.value, date))


def same_length(one: Mention, other: Mention) -> bool:
    """半个月 is two weeks, 14 or 15 days; 一刻钟 15 minutes."""
    values = one.fact.value, other.fact.value
    if not isinstance(values[0], Quantity) or not isinstance(values[1], Quantity):
        return False
    mine, theirs = values[0], values[1]
    return mine.unit == "month" and mine.value == Decimal("0.5") and (theirs.unit, theirs.value) in {("week", Decimal(2)), ("day", Decimal(14)), ("day", Decimal(15))}
