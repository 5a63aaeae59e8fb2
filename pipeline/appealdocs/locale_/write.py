"""Write typed values in Chinese, English and Russian.

Custom behind the forms: dates in letters to the Gulf spell the month, Russian ones follow GOST R 7.0.97 (7 марта 2026
г.), amounts name the currency by its ISO code in English and by its usual words in Russian and Chinese. A fraction
that the value does not have is not written. What must not be torn apart at a line end is joined by a no-break space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from appealdocs.expressions import compiled
from appealdocs.locale_ import zones
from appealdocs.locale_.values import as_date, as_moment, as_money, as_number, as_text, as_time, wrong

if TYPE_CHECKING:
    from appealdocs.locale_.russian import Case

NBSP = "\u00a0"
MINUS = "\u2212"

MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS_RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip

# After 1, after 2-4 and fractions, after 5 and more; one form = the currency does not change.
CURRENCIES_RU: dict[str, tuple[str, str, str]] = {
    "RUB": ("руб.",) * 3,
    "USD": ("долл." + NBSP + "США",) * 3,
    "EUR": ("евро",) * 3,
    "CNY": ("юань", "юаня", "юаней"),
    "AED": ("дирхам ОАЭ", "дирхама ОАЭ", "дирхамов ОАЭ"),
    "SAR": ("саудовский риял", "саудовских рияла", "саудовских риялов"),
    "EGP": ("египетский фунт", "египетских фунта", "египетских фунтов"),
    "GBP": ("фунт стерлингов", "фунта стерлингов", "фунтов стерлингов"),
    "KZT": ("тенге",) * 3,
    "BYN": ("белорусский рубль", "белорусских рубля", "белорусских рублей"),
    "TRY": ("турецкая лира", "турецкие лиры", "турецких лир"),
    "JPY": ("иена", "иены", "иен"),
    "HKD": ("гонконгский доллар", "гонконгских доллара", "гонконгских долларов"),
    "INR": ("индийская рупия", "индийские рупии", "индийских рупий"),
}
# After a fraction the whole phrase stands in the genitive singular: 1,5 саудовского рияла.
_FRACTION_RU = {
    "SAR": "саудовского рияла", "EGP": "египетского фунта", "BYN": "белорусского рубля", "TRY": "турецкой лиры",
    "HKD": "гонконгского доллара", "INR": "индийской рупии",
}  # fmt: skip
CURRENCIES_ZH: dict[str, str] = {
    "RUB": "卢布", "USD": "美元", "EUR": "欧元", "CNY": "元", "AED": "阿联酋迪拉姆", "SAR": "沙特里亚尔",
    "EGP": "埃及镑",
    "GBP": "英镑", "KZT": "坚戈", "BYN": "白俄罗斯卢布", "TRY": "土耳其里拉", "JPY": "日元", "HKD": "港元",
    "SGD": "新加坡元",
    "MYR": "马来西亚林吉特", "THB": "泰铢", "PHP": "菲律宾比索", "IDR": "印尼盾", "VND": "越南盾", "TWD": "新台币",
    "BRL": "巴西雷亚尔", "MXN": "墨西哥比索", "CAD": "加元", "AUD": "澳元", "INR": "印度卢比", "KRW": "韩元",
    "PLN": "波兰兹罗提",
}  # fmt: skip
_WHOLE = frozenset({"JPY", "KRW", "VND", "IDR"})


def date(value: object, lang: str, zone: tzinfo | None = None) -> str:
    """7 March 2026 · 7 марта 2026 г. · 2026年3月7日. An aware datetime is first moved to `zone`. Raises WrongValue."""
    day = as_date(value, zone)
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    if lang == "ru":
        return f"{day.day}{NBSP}{MONTHS_RU[day.month - 1]} {day.year}{NBSP}г."
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def clock(value: time | datetime) -> str:
    """14:32, and seconds where there are any: 14:32:05."""
    return f"{value.hour:02d}:{value.minute:02d}" + (f":{value.second:02d}" if value.second else "")


def time_(value: object, lang: str, zone: tzinfo | None = None) -> str:
    """14:32 GST (GMT+4) · 14:32 по московскому времени · 14:32（北京时间）; a naive value names no zone.

    Raises WrongValue for a bare date.
    """
    at = as_time(value, zone)
    return clock(at) + (zones.in_words(at, lang) if isinstance(at, datetime) else "")


def moment(value: object, lang: str, zone: tzinfo | None = None) -> str:
    """Date and time with the zone in words, or the date alone where the value has no time. Raises WrongValue."""
    at = as_moment(value, zone)
    if not isinstance(at, datetime):
        return date(at, lang)
    between = {"en": " at ", "ru": f" в{NBSP}", "zh": " "}[lang]
    return date(at, lang) + between + time_(at, lang)


def number(value: object, lang: str) -> str:
    """1,860.5 · 1 860,5 · 1,860.5, with the decimals that the value has (none for the float 3.0). Raises WrongValue."""
    given = as_number(value)
    if isinstance(value, float) and given == given.to_integral_value():
        given = given.to_integral_value()
    return _digits(given, lang)


def _digits(value: Decimal, lang: str) -> str:
    whole, dot, part = f"{abs(value):f}".partition(".")
    groups = f"{int(whole):,}".replace(",", NBSP if lang == "ru" else ",")
    return (MINUS if value < 0 else "") + groups + (("," if lang == "ru" else ".") + part if dot else "")


def percent(value: object, lang: str) -> str:
    """78.4% · 78,4 % · 78.4%; `value` is in per cent. Raises WrongValue."""
    return number(value, lang) + (f"{NBSP}%" if lang == "ru" else "%")


def money(value: object, lang: str) -> str:
    """USD 1,250.50 · 1 250,50 долл. США · 1,250.50 美元; no decimals for a whole amount. Raises WrongValue."""
    amount = as_money(value)
    digits = _digits(_amount(amount.value, amount.currency), lang)
    if lang == "zh":
        return f"{digits}{NBSP}{CURRENCIES_ZH.get(amount.currency, amount.currency)}"
    if lang == "ru":
        return f"{digits}{NBSP}{_currency_ru(amount.value, amount.currency)}"
    return f"{amount.currency}{NBSP}{digits}"


def _amount(value: Decimal, currency: str) -> Decimal:
    """A whole amount without decimals; else two, more only if the value has more (nothing is rounded away)."""
    if value == value.to_integral_value():
        return value.to_integral_value()
    exponent = value.normalize().as_tuple().exponent
    places = max(0 if currency in _WHOLE else 2, -exponent if isinstance(exponent, int) else 0)
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _currency_ru(value: Decimal, currency: str) -> str:
    from appealdocs.locale_.russian import form

    forms = CURRENCIES_RU.get(currency)
    if forms is None:
        return currency
    after = form(value)
    if after == "part":
        return _FRACTION_RU.get(currency, forms[1])
    return forms[{"one": 0, "few": 1, "many": 2}[after]]


def count(value: object, noun: str, lang: str, case: str = "nomn") -> str:
    """A number with its noun in the right form: 5 days · 4,3 дня · 5天.

    `noun` is singular (Russian: nominative; Chinese: the measure word, with or without a noun). `case` matters for
    Russian: `через 1 минуту` asks for accs, `более 5 дней` for gent. Raises WrongValue.
    """
    given = as_number(value)
    digits = number(value, lang)
    if lang == "zh":
        return digits + noun
    if lang == "ru":
        from appealdocs.locale_.russian import animate, counted, form

        asked = _case(case)
        if asked == "accs" and given in (2, 3, 4) and animate(noun):
            asked = "gent"
        # 1,0 дня: read as a fraction, whatever its value.
        return f"{digits}{NBSP}{counted(noun, 'part' if ',' in digits else form(given), asked)}"
    from appealdocs.locale_.english import plural

    return f"{digits} {noun if abs(given) == 1 else plural(noun)}"


def case(value: object, name: str, lang: str) -> str:
    """A Russian noun phrase or name in the case nomn, gent, datv, accs, ablt or loct; other languages stay.

    Raises WrongValue for another case.
    """
    text = as_text(value, lang)
    if lang != "ru":
        return text
    from appealdocs.locale_.russian import inflected

    return inflected(text, _case(name))


def _case(name: str) -> Case:
    from appealdocs.locale_.russian import CASES

    for known in CASES:
        if known == name:
            return known
    raise wrong(name, f"a case ({', '.join(CASES)})", f"格（{'、'.join(CASES)}）")


# Short numbers, as those of exhibits, stand against the Han character: 附件1和2.
_LATIN_END = compiled(r"(?<![A-Za-z0-9.-])(?!\d{1,3}$)[A-Za-z0-9][A-Za-z0-9._/-]*$")
_LATIN_START = compiled(r"(?!\d{1,3}(?![A-Za-z0-9._/-])|\d+[\u3400-\u9fff])[A-Za-z0-9]")


def join(values: Iterable[object], lang: str) -> str:
    """1, 2 and 4 · 1, 2 и 4 · 1、2和4; semicolons between items that have commas of their own.

    Chinese keeps a space between 和 and a name or an id in Latin letters, as everywhere in the letters: SKU A 和 SKU B.
    """
    items = [as_text(value, lang) for value in ([values] if isinstance(values, str) else values)]
    if len(items) < 2:
        return "".join(items)
    comma = "; " if lang != "zh" and any("," in item for item in items) else {"zh": "、"}.get(lang, ", ")
    if lang == "zh":
        last = (" " if _LATIN_END.search(items[-2]) else "") + "和" + (" " if _LATIN_START.match(items[-1]) else "")
    else:
        last = {"en": " and ", "ru": " и "}[lang]
    return comma.join(items[:-1]) + last + items[-1]


_QUOTES = {"en": ("“", "”", "‘", "’"), "ru": ("«", "»", "„", "“"), "zh": ("“", "”", "‘", "’")}
_MARKS = '«„“"”»'


def quote(value: object, lang: str) -> str:
    """Somebody's own words in the quotation marks of `lang`; marks that the words already stand in are not doubled.

    Marks within the words take the inner form, those within these the outer one again: «Правила „Склад «А»“».
    """
    text = as_text(value, lang).strip()
    marks = _marked(text)
    outer = marks and marks[0][0] == 0 and marks[-1][0] == len(text) - 1 and all(depth for _, _, depth in marks[1:-1])
    if outer:
        text, marks = text[1:-1].strip(), _marked(text[1:-1].strip())
    pairs = _QUOTES[lang]
    letters = list(text)
    for at, opens, depth in marks:
        letters[at] = pairs[(0 if depth % 2 else 2) + (0 if opens else 1)]
    return pairs[0] + "".join(letters) + pairs[1]


def _marked(text: str) -> list[tuple[int, bool, int]]:
    """Quotation marks of `text` as (place, opens, depth), depth 0 outermost; none where they do not pair up."""
    found: list[tuple[int, bool, int]] = []
    open_: list[str] = []
    for at, mark in enumerate(text):
        if mark not in _MARKS:
            continue
        opens = _opens(mark, text[at - 1 : at], open_, bool(found) and found[-1][1])
        if not opens and not open_:
            return []
        found.append((at, opens, len(open_) - (not opens)))
        if opens:
            open_.append(mark)
        else:
            open_.pop()
    return [] if open_ else found


def _opens(mark: str, before: str, open_: list[str], last_opened: bool) -> bool:
    """Whether a mark opens: “ closes what „ opened, " tells by what stands before it."""
    if mark == "“":
        return not open_ or open_[-1] != "„"
    if mark != '"':
        return mark in "«„"
    return last_opened if before in tuple(_MARKS) else not before or before.isspace() or before in "(（["


# Before the second of a month the preposition takes a vowel, as it is read: со второго марта, ко второму марта.
_SECOND = compiled(rf"\b([СсКк])(?=[ {NBSP}]2[ {NBSP}](?:{'|'.join(MONTHS_RU)})\b)")


# шт. and Ltd. bring their own stop, and so do initials: the sentence adds none.
_COMPANY = r"(?<=\b(?:Ltd|Inc))\.\.(?!\.)|(?<=\bCo)\.\.(?!\.)|(?<=\bCorp)\.\.(?!\.)"
_TWO_STOPS = {
    "en": compiled(_COMPANY),
    "ru": compiled(
        r"(?<=[\s\u00a0](?:г|р|л|с|ч|п|д))\.\.(?!\.)|(?<=\b(?:руб|экз|тыс|мин|стр))\.\.(?!\.)|(?<=\bшт)\.\.(?!\.)"
        r"|(?<=\b[А-ЯЁ])\.\.(?!\.)|" + _COMPANY
    ),
}


def tidy(text: str, lang: str) -> str:
    """A sentence with one full stop where an abbreviation met the stop of the sentence: 7 марта 2026 г.. → г.; с 2
    марта → со 2 марта.

    Chinese: no space between Han characters, which a name in Han leaves where a Latin one wants it.
    """
    if lang == "zh":
        return re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", text)
    if lang == "ru":
        text = _SECOND.sub(r"\1о", text)
    return _TWO_STOPS[lang].sub(".", text)
