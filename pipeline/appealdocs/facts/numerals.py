"""Numbers in digits and in words, in Chinese, English and Russian.

Digits follow the language: 1,250.5 in English and Chinese, 1 250,5 in Russian. Numerals in words are taken in a
grammar of their own, not by replacing characters: 十分抱歉 and 一些 hold no number (research/translation.md, pitfall
3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from appealdocs.expressions import compiled
from appealdocs.facts.currencies import ISO

_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000}
_HAN_BIG = {"万": 10_000, "亿": 100_000_000}
_BIG_RU = {"тыс": 1000, "тыся": 1000, "млн": 10**6, "милл": 10**6, "млрд": 10**9, "мил": 10**6}
_BIG_EN = {"thousand": 1000, "million": 10**6, "billion": 10**9}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the text; `words` where it is written without digits, `ordinal` for 第三 and 3rd."""

    start: int
    end: int
    value: Decimal
    words: bool = False
    ordinal: bool = False


_LATIN_DIGITS = r"(?:\d{1,3}(?:[,\u00a0]\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?)"
_RUSSIAN_DIGITS = r"(?:\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)(?:[,.]\d+)?|\d+(?:[,.]\d+)?)"
# A letter before a digit makes a code, unless it is a currency or a size: AED129, 180x200.
_LEFT = rf"(?:(?<![A-Za-z0-9_А-Яа-яЁё])|(?<={'|'.join((*ISO, 'RMB'))})|(?<=\dx))(?<!\d\.)"
_DIGITS = {
    "en": compiled(
        _LEFT + r"(?P<minus>−)?(?P<n>" + _LATIN_DIGITS + (
            r")(?:(?P<ord>st|nd|rd|th)\b|[ -]?(?P<big>thousand|million|billion)\b)?"
        )
    ),
    "zh": compiled(
        _LEFT + r"(?P<ord>第\s*)?(?P<minus>−)?(?P<n>" + _LATIN_DIGITS + (
            r")\s?(?P<big>[十百千]?万|[十百千万]?亿|[百千](?![克米瓦字分]))?"
        )
    ),
    "ru": compiled(
        _LEFT
        + r"(?P<minus>−)?(?P<n>" + _RUSSIAN_DIGITS + r")"
        + (
            r"(?:(?P<ord>-(?:й|я|е|го|му|м|ю|ой|ый|ая))\b|\s?(?P<big>тыс(?:яч[а-я]*)?\b\.?|млн\b\.?|миллион[а-я]*|"
            r"млрд\b\.?))?"
        )
    ),
}  # fmt: skip


def value(digits: str, lang: str) -> Decimal:
    """Digits with the separators of `lang` as a Decimal."""
    plain = digits.replace("\u00a0", "").replace(" ", "")
    return Decimal(plain.replace(",", ".") if lang == "ru" else plain.replace(",", ""))


def in_digits(text: str, lang: str) -> Iterator[Number]:
    """Numbers written in digits, with 万, thousand or тыс. after them."""
    if "1" in text:
        text = _DIGIT_TRAPS.sub(lambda trap: "\x00" * len(trap[0]), text)
    for found in _DIGITS[lang].finditer(text):
        amount = value(found["n"], lang)
        big = found["big"]
        if big:
            amount *= _multiplier(big, lang)
        if found["minus"]:
            amount = -amount
        yield Number(found.start(), found.end(), plain(amount), ordinal=bool(found["ord"]))


def plain(number: Decimal) -> Decimal:
    """1.2万 is 12000, not 12000.0; other decimals stay as they were written."""
    return number.to_integral_value() if number == number.to_integral_value() and abs(number) >= 1000 else number


def _multiplier(word: str, lang: str) -> int:
    if lang == "zh":
        product = 1
        for char in word:
            product *= _HAN_POWERS.get(char) or _HAN_BIG[char]
        return product
    table = _BIG_RU if lang == "ru" else _BIG_EN
    return next(size for key, size in table.items() if word.startswith(key))


def han(numeral: str) -> Decimal | None:
    """A Chinese numeral: 三千五百 3500, 十二 12, 二〇二六 2026; None where it is no number (千万, 三四)."""
    if not numeral or any(
        char not in _HAN_DIGITS and char not in _HAN_POWERS and char not in _HAN_BIG for char in numeral
    ):
        return None
    if all(char in _HAN_DIGITS for char in numeral):
        if len(numeral) == 1:
            return Decimal(_HAN_DIGITS[numeral])
        return Decimal("".join(str(_HAN_DIGITS[char]) for char in numeral)) if len(numeral) == 4 else None
    total = section = digit = 0
    seen = False
    for char in numeral:
        if char in _HAN_DIGITS:
            if seen and digit:
                return None
            digit, seen = _HAN_DIGITS[char], True
        elif char in _HAN_POWERS:
            if not seen and not (char == "十" and not section):
                return None
            section += (digit or (1 if char == "十" else 0)) * _HAN_POWERS[char]
            digit, seen = 0, True
        else:
            if not seen:
                return None
            total = (
                (total + section + digit) * _HAN_BIG[char]
                if char == "亿"
                else total + (section + digit) * _HAN_BIG[char]
            )
            section = digit = 0
    last = numeral[-2:]
    if digit and len(last) == 2 and last[0] in "百千万" and last[1] in _HAN_DIGITS:
        digit *= (_HAN_POWERS.get(last[0]) or 10_000) // 10  # 三千五 = 3500
    return Decimal(total + section + digit)


_HAN_RUN = compiled(r"(?P<ord>第)?(?P<n>[零〇一二两三四五六七八九十百千万亿]+)(?P<more>[几多余来]?)")
_HAN_TRAPS = compiled(
    r"双十[一二]|万一|十一(?=假期|长假|黄金周|国庆|大假|期间)|六一八|三八(?=节)|五一(?=假期|长假|期间|节)|"
    r"千万(?![个件元美])|三番五次|三番两次|四通八达|五花八门|三令五申|一五一十|三言两语|七上八下|四面八方|两全其美|千篇一律|一心一意|"
    r"一波三折|五颜六色|成千上万|不管三七二十一|一清二楚|略知一二|接二连三|再三"
)
# Names of sales: 双11, 618.
_DIGIT_TRAPS = compiled(r"双(?:11|12)|(?<=Double )1[12]\b|(?<!\d)618(?=大促|活动|期间|年中)")
_MEASURES = (
    "个|件|单|票|次|天|周|年|名|位|人|家|份|张|条|款|台|辆|箱|包|袋|批|种|类|项|页|本|封|通|笔|起|例|倍|层|套|把|只|"
    "支|双|对|块|片|瓶|盒|组|轮|"
    "遍|趟|段|道|处|间|座|步|字|行|栏|级|星|口|封|小时|分钟|秒|工作日|星期|美元|卢布|元|万|成|度|公斤|米|厘米|毫米|"
    "克|斤|枚|根|颗|副|幅|部|"
    "点|班|场|届|波|撮|门|头|顶|粒|卷|板|托|柜|车|夜|晚|岁|季|代|档|仓|店|城|国|语|日内|日后"
)
_MEASURE = compiled(rf"\s?[多余来半]?(?:{_MEASURES})")
# 一 is an article almost everywhere: it counts only before a length of time.
_ONE = compiled(r"\s?(?:个?半?(?:小时|月|星期|钟头|工作日)|天(?![然津])|周(?!期|转|围|边)|年|分钟|日内)")
_NO_ONE = frozenset("每某有同另第任统唯之其逐不单专头昨当那这前后某")


def in_han(text: str) -> Iterator[Number]:
    """Chinese numerals that count something; 十几, 几百, 数十 are no exact numbers and are left out."""
    text = _HAN_TRAPS.sub(lambda trap: "\x00" * len(trap[0]), text)
    for found in _HAN_RUN.finditer(text):
        numeral, start, end = found["n"], found.start("n"), found.end("n")
        before = text[start - 1] if start else ""
        if found["more"] == "几" or before in ("几", "数", "上", "成", ".") or before.isdigit():
            continue
        amount = han(numeral)
        if amount is None or text[start - 2 : start] == "分之" or text[end : end + 2] == "分之":
            continue
        if found["ord"]:
            # 第三方, 第二天, 第一时间 name no number; 第三条 may be written with a digit elsewhere.
            if text[end : end + 1] not in ("条", "页", "章", "款", "项"):
                continue
            yield Number(found.start(), end, amount, words=True, ordinal=True)
        elif numeral == "一":
            if _ONE.match(text, end) and before not in _NO_ONE:
                yield Number(start, end, amount, words=True)
        elif len(numeral) > 1 or (
            numeral not in "百千万亿" and _MEASURE.match(text, end) and not _trap(text, start, end)
        ):
            yield Number(start, end, amount, words=True)


def _trap(text: str, start: int, end: int) -> bool:
    """Set phrases in which a single numeral counts nothing: 三番五次, 二维码, 四级 stays."""
    return text[end : end + 2] in ("个一", "人称") or (start > 0 and text[start - 1] in "双老初周星")


_EN_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_EN_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_EN_SMALL = "|".join(sorted({**_EN_ONES, **_EN_TENS}, key=len, reverse=True))
_EN_WORDS = compiled(
    rf"(?<![A-Za-z-])(?:(?P<adverb>once|twice|both)|(?P<n>(?:{_EN_SMALL}|a(?= (?:hundred|thousand|million|dozen)\b))"
    rf"(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{_EN_SMALL}|hundred|thousand|million|dozen)(?![A-Za-z]))*)"
    r"(?P<half> and a half)?)(?![A-Za-z])(?!-(?:to|fold|off|time|stop|sided|way)\b)",
    re.IGNORECASE,
)
_EN_TRAPS = compiled(
    (r"\b(?:Double Eleven|Double Twelve|no one|one another|one third|two thirds|one half|three quarters)\b"),
    re.IGNORECASE,
)
# `one` is a pronoun unless it counts: one day, one of 5 and one order stay apart by what follows.
_EN_ONE_COUNTS = compiled(
    (r"[ -](?:(?:working|business|calendar|full|whole)[ -])?(?:second|minute|hour|day|week|month|year)s?\b"),
    re.IGNORECASE,
)


def in_english_words(text: str) -> Iterator[Number]:
    """two, twenty-one, three thousand five hundred, two and a half; `one` only before a length of time."""
    text = _EN_TRAPS.sub(lambda trap: "\x00" * len(trap[0]), text)
    for found in _EN_WORDS.finditer(text):
        if found["adverb"]:
            word = found["adverb"].lower()
            if word != "once":
                yield Number(found.start(), found.end(), Decimal(2), words=True)
            continue
        words = found["n"].lower()
        if words == "one" and not found["half"] and not _EN_ONE_COUNTS.match(text, found.end()):
            continue
        amount = _english(words)
        if amount is not None:
            yield Number(found.start(), found.end(), amount + (Decimal("0.5") if found["half"] else 0), words=True)


def _english(words: str) -> Decimal | None:
    total = part = 0
    for word in re.split(r"[ -]+", words):
        if word in _EN_ONES:
            part += _EN_ONES[word]
        elif word in _EN_TENS:
            part += _EN_TENS[word]
        elif word == "a":
            part = 1
        elif word == "hundred":
            part *= 100
        elif word == "dozen":
            part *= 12
        elif word in _BIG_EN:
            total, part = (total + part) * _BIG_EN[word], 0
    return Decimal(total + part)


def _forms(table: dict[int | str, str]) -> dict[str, Decimal]:
    return {form: Decimal(number) for number, forms in table.items() for form in forms.split()}


_RU = _forms(
    {
        1: "один одна одно одного одной одному одним одном одну",
        2: "два две двух двум двумя двое двоих двоим дважды оба обе обоих обеих обоим обеим обоими обеими",
        3: "три трёх трех трём трем тремя трое троих троим трижды",
        4: "четыре четырёх четырех четырём четырем четырьмя четверо четверых",
        5: "пять пяти пятью пятеро", 6: "шесть шести шестью шестеро", 7: "семь семи семью семеро",
        8: "восемь восьми восемью",
        9: "девять девяти девятью", 10: "десять десяти десятью", 11: "одиннадцать одиннадцати",
        12: "двенадцать двенадцати",
        13: "тринадцать тринадцати", 14: "четырнадцать четырнадцати", 15: "пятнадцать пятнадцати",
        16: "шестнадцать шестнадцати",
        17: "семнадцать семнадцати", 18: "восемнадцать восемнадцати", 19: "девятнадцать девятнадцати",
        20: "двадцать двадцати двадцатью", 30: "тридцать тридцати", 40: "сорок сорока", 50: "пятьдесят пятидесяти",
        60: "шестьдесят шестидесяти", 70: "семьдесят семидесяти", 80: "восемьдесят восьмидесяти",
        90: "девяносто девяноста",
        100: "сто ста", 200: "двести двухсот", 300: "триста трёхсот трехсот", 400: "четыреста четырёхсот четырехсот",
        500: "пятьсот пятисот", 600: "шестьсот шестисот", 700: "семьсот семисот", 800: "восемьсот восьмисот",
        900: "девятьсот девятисот", 1000: "тысяча тысячи тысяч тысячу тысячам", "1.5": "полтора полторы полутора",
    }
)  # fmt: skip
_RU_WORD = compiled(r"(?<![А-Яа-яЁё-])[А-Яа-яЁё]{2,}(?![А-Яа-яЁё-])")
_RU_ONE_COUNTS = compiled(
    r"\s(?:(?:рабоч|календарн|полн|цел)[а-яё]*\s)?(?:секунд|минут|час|д(?:ень|ня|ню|нём|нем)\b|сутк|недел|месяц|год)",
    re.IGNORECASE,
)
# двухдневный, трёхмесячный: number and unit in one word.
_RU_JOINED = compiled(
    (
        r"(?<![А-Яа-яЁё])(двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|полутора)(?=(?:час|минут|"
        r"дневн|недельн|месячн|летн|годичн|суточн))"
    ),
    re.IGNORECASE,
)


def in_russian_words(text: str) -> Iterator[Number]:
    """два, двадцать один, полтора, двухнедельный; `один` only before a length of time."""
    run: list[re.Match[str]] = []
    for found in _RU_WORD.finditer(text):
        if found[0].lower() in _RU:
            if run and text[run[-1].end() : found.start()].strip(" \u00a0"):
                yield from _russian(text, run)
                run = []
            run.append(found)
        elif run:
            yield from _russian(text, run)
            run = []
    if run:
        yield from _russian(text, run)
    for found in _RU_JOINED.finditer(text):
        yield Number(found.start(), found.end(), _RU[found[1].lower()], words=True)


def _russian(text: str, run: list[re.Match[str]]) -> Iterator[Number]:
    total = part = Decimal(0)
    previous: Decimal | None = None
    start = run[0].start()
    for at, found in enumerate(run):
        number = _RU[found[0].lower()]
        if number == 1000:
            total, part = total + (part or 1) * 1000, Decimal(0)
        elif previous is not None and previous != 1000 and not _follows(previous, number):
            yield Number(start, run[at - 1].end(), total + part, words=True)
            total, part, start = Decimal(0), number, found.start()
        else:
            part += number
        previous = number
    end = run[-1].end()
    if total + part == 1 and not _RU_ONE_COUNTS.match(text, end):
        return
    if run[0][0].lower().startswith("тысяч") and len(run) == 1 and not text[end : end + 1].isspace():
        return
    yield Number(start, end, total + part, words=True)


def _follows(previous: Decimal, number: Decimal) -> bool:
    """двадцать один, сто пять: each smaller than what the one before leaves room for."""
    return (previous >= 100 and number < 100) or (20 <= previous < 100 and number < 10)
