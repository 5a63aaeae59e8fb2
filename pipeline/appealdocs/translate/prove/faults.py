"""Faults that translators and engines make, planted into a correct target. Each is a function

    (target, language, source, chance, other) -> the target with one fault, or None where it has no place for it

`other` is the target of another sentence, where a fault needs foreign words. Written by what goes wrong, not by what the flags
look at: no flag's table is read here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from appealdocs.expressions import compiled
from appealdocs.model.text import Text2

Fault = Callable[[str, str, str, random.Random, str], str | None]

# ---- numbers ---------------------------------------------------------------------------------------------------------

_ID = r"(?:[A-Za-z]+[-_]?\d|\d+[-_]\d|\d+[A-Za-z]|\d{7,})[\w-]*"
_MONTHS_EN = "January February March April May June July August September October November December".split()
_MONTHS_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


def _ids(text: str) -> list[tuple[int, int]]:
    """Codes of six characters or more that are no measure (1000mAh)."""
    found = re.finditer(rf"(?<![\w-])(?=[\w/-]*\d[\w/-]*\d){_ID}(?![\w-])", text)
    return [m.span() for m in found if len(m[0]) > 5 and not re.fullmatch(r"\d+[A-Za-z]{1,3}", m[0])]


def _dates(text: str, language: str) -> list[re.Match[str]]:
    months = "|".join(_MONTHS_EN if language == "en" else _MONTHS_RU)
    return list(re.finditer(rf"(?<!\d)(\d{{1,2}})[ \u00a0]({months})(?![а-яё])", text))


def _numbers(text: str, language: str) -> list[re.Match[str]]:
    """Numbers that belong to no id and no date."""
    taken = _ids(text) + [m.span() for m in _dates(text, language)] + [m.span() for m in re.finditer(r"\b(?:19|20)\d\d\b|\d{1,2}:\d\d", text)]
    found = re.finditer(r"(?<![\w.,:/-])\d+(?:[.,  ]\d+)*(?![\w:/-]|[.,]\d)", text)
    return [m for m in found if not any(a < m.end() and m.start() < b for a, b in taken)]


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def digit(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """One digit of a number is another one."""
    found = _numbers(target, language)
    if not found:
        return None
    number = chance.choice(found)
    places = [i for i in range(number.start(), number.end()) if target[i].isdigit()]
    at = chance.choice(places)
    return _put(target, at, at + 1, chance.choice([d for d in "123456789" if d != target[at]]))


def magnitude(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A zero too many or too few, or 万 lost."""
    found = [m for m in _numbers(target, language) if not re.search(r"[.,]", m[0])]
    if not found:
        return None
    number = chance.choice(found)
    words = number[0]
    new = words[:-1] if words.endswith("0") and len(words) > 1 else words + "0"
    return _put(target, number.start(), number.end(), new)


def wan_lost(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """万 was not read: 1.2万 became 1.2, 三万 3."""
    if not re.search(r"[万亿]", source):
        return None
    found = [m for m in _numbers(target, language) if len(re.sub(r"\D", "", m[0])) > 4 and re.sub(r"\D", "", m[0]).endswith("00")]
    if not found:
        return None
    match = chance.choice(found)
    value = int(re.sub(r"\D", "", match[0])) / 10_000
    words = f"{value:g}"
    return _put(target, match.start(), match.end(), words.replace(".", ",") if language == "ru" else words)


_WORD_NUMBERS = {
    "en": {"two": "three", "three": "four", "four": "five", "five": "six", "six": "seven", "seven": "eight", "eight": "nine", "nine": "ten", "ten": "twelve"},
    "ru": {"два": "три", "две": "три", "двух": "трёх", "три": "четыре", "трёх": "четырёх", "четыре": "пять", "пять": "шесть", "шесть": "семь"},
}


def word_number(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A number in words is another one."""
    table = _WORD_NUMBERS[language]
    pattern = "|".join(table)
    found = list(re.finditer(rf"(?<![\w-])(?:{pattern})(?= (?:hours?|days?|weeks?|months?|years?|minutes?|times|orders|parcels|units|час|дн|недел|месяц|год|лет|минут|раз|заказ|посыл|ед))", target))
    if not found:
        return None
    match = chance.choice(found)
    return _put(target, match.start(), match.end(), table[match[0]])


def number_dropped(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A number is left out."""
    found = _numbers(target, language)
    if not found:
        return None
    match = chance.choice(found)
    return re.sub(r"  +", " ", _put(target, match.start(), match.end(), "")).strip()


def percent(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """The per cent sign is lost."""
    found = list(re.finditer(r"(?<=\d)[  ]?%", target))
    if not found:
        return None
    match = chance.choice(found)
    return _put(target, match.start(), match.end(), "")


# ---- dates, times, money, units, ids ---------------------------------------------------------------------------------


def day(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """The day is another one."""
    found = _dates(target, language)
    if not found:
        return None
    match = chance.choice(found)
    new = chance.choice([d for d in range(1, 29) if d != int(match[1])])
    return _put(target, match.start(1), match.end(1), str(new))


def month(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """The month is another one."""
    found = _dates(target, language)
    if not found:
        return None
    match = chance.choice(found)
    names = _MONTHS_EN if language == "en" else _MONTHS_RU
    return _put(target, match.start(2), match.end(2), chance.choice([m for m in names if m != match[2]]))


def day_month(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """Day and month are swapped."""
    names = _MONTHS_EN if language == "en" else _MONTHS_RU
    found = [m for m in _dates(target, language) if int(m[1]) <= 12 and names.index(m[2]) + 1 != int(m[1])]
    if not found:
        return None
    match = chance.choice(found)
    return _put(target, match.start(), match.end(), f"{names.index(match[2]) + 1} {names[int(match[1]) - 1]}")


def year(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """The year is the one before or after."""
    found = list(re.finditer(r"(?<![\w-])20[12]\d(?![\w-])", target))
    if not found:
        return None
    match = chance.choice(found)
    return _put(target, match.start(), match.end(), str(int(match[0]) + chance.choice((-1, 1))))


def clock(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """The hour is another one."""
    found = list(re.finditer(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])", target))
    if not found:
        return None
    match = chance.choice(found)
    return _put(target, match.start(1), match.end(1), str((int(match[1]) + chance.choice((1, 2, 12))) % 24))


_ZONES = {
    "en": (("GST", "UTC"), ("Moscow time", "Beijing time"), ("Beijing time", "Moscow time"), ("GMT+4", "GMT+3"), ("UTC+8", "UTC+3"), ("MSK", "GST")),
    "ru": (("GST", "МСК"), ("московскому времени", "пекинскому времени"), ("московское время", "пекинское время"), ("пекинскому времени", "московскому времени"), ("пекинское время", "московское время"), ("GMT+4", "GMT+3"), ("МСК", "GST")),
}


def zone(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """The time zone is another one."""
    found = [(old, new) for old, new in _ZONES[language] if re.search(rf"(?<!\w){re.escape(old)}(?!\w)", target) and new not in target]
    if not found:
        return None
    old, new = chance.choice(found)
    return target.replace(old, new, 1)


_CURRENCIES = {
    "en": (("CNY", "USD"), ("RMB", "USD"), ("USD", "RUB"), ("AED", "USD"), ("SAR", "AED"), ("RUB", "USD"), ("EUR", "USD"), ("yuan", "dollars"), ("roubles", "dollars"), ("rubles", "dollars"), ("dirhams", "dollars"), ("$", "€")),
    "ru": (("юаней", "долларов"), ("юаня", "доллара"), ("долларов США", "рублей"), ("доллар США", "рубль"), ("доллара США", "рубля"), ("рублей", "долларов"), ("руб.", "долл."), ("дирхамов", "долларов"), ("дирхама", "доллара"), ("AED", "USD"), ("USD", "RUB"), ("SAR", "AED"), ("евро", "рублей")),
}


def currency(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """The currency is another one."""
    found = [(m, new) for old, new in _CURRENCIES[language] for m in re.finditer(rf"(?<![\wА-я]){re.escape(old)}(?![A-Za-zА-я])", target)]
    found = [(m, new) for m, new in found if re.search(r"\d", target[max(0, m.start() - 8) : m.end() + 8])]
    if not found:
        return None
    match, new = chance.choice(found)
    return _put(target, match.start(), match.end(), new)


_UNITS = {
    "en": (("hours", "days"), ("hour", "day"), ("days", "weeks"), ("weeks", "months"), ("months", "years"), ("minutes", "hours"), ("kg", "g"), ("mm", "cm"), ("cm", "mm"), ("metres", "kilometres"), ("working days", "days"), ("business days", "weeks"), ("seconds", "minutes")),
    "ru": (("часов", "дней"), ("часа", "дня"), ("час", "день"), ("дней", "недель"), ("дня", "недели"), ("недели", "месяца"), ("недель", "месяцев"), ("месяцев", "лет"), ("месяца", "года"), ("минут", "часов"), ("кг", "г"), ("мм", "см"), ("см", "мм"), ("рабочих дней", "недель"), ("секунд", "минут")),
}


def unit(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A unit of time or measure is another one."""
    found = [(m, new) for old, new in _UNITS[language] for m in re.finditer(rf"(?<=\d)(?:[  -]){re.escape(old)}(?![A-Za-zА-яё])", target)]
    if not found:
        return None
    match, new = chance.choice(found)
    return _put(target, match.start() + 1, match.end(), new)


def id_digit(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """One character of an id is another digit."""
    found = _ids(target)
    if not found:
        return None
    start, end = chance.choice(found)
    at = chance.choice([i for i in range(start, end) if target[i].isdigit()])
    return _put(target, at, at + 1, chance.choice([d for d in "0123456789" if d != target[at]]))


def id_transposed(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """Two neighbouring characters of an id change places."""
    places = [i for a, b in _ids(target) for i in range(a, b - 1) if target[i].isdigit() and target[i + 1].isdigit() and target[i] != target[i + 1]]
    if not places:
        return None
    at = chance.choice(places)
    return _put(target, at, at + 2, target[at + 1] + target[at])


def id_dropped(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """An id is left out."""
    found = _ids(target)
    if not found:
        return None
    start, end = chance.choice(found)
    return re.sub(r"  +", " ", _put(target, start, end, "")).strip()


# ---- meaning ---------------------------------------------------------------------------------------------------------

_NOT_EN = compiled(r"\b(?:could|did|does|do|was|were|is|are|has|have|had|will|would|should|must|may|can)\s+not\b|\bcannot\b|\bnever\b|\bnot\b|\bno\b(?=\s[a-z])|\bnone\b|\bnobody\b|\bno one\b|\bwithout\b|\bunable\b|n't\b", re.IGNORECASE)
_EN_POSITIVE = {"cannot": "can", "never": "always", "not": "", "no": "a", "none": "all", "nobody": "everybody", "no one": "everyone", "without": "with", "unable": "able", "n't": ""}
_NOT_RU = compiled(r"(?<![А-Яа-яЁё-])(?:не|нет|без|никогда|нельзя)(?![А-Яа-яЁё-])", re.IGNORECASE)
_RU_POSITIVE = {"не": "", "нет": "есть", "без": "с", "никогда": "всегда", "нельзя": "можно"}


def negation_lost(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """'was not received' becomes 'was received', 'did not receive' 'received'."""
    if language == "en":
        found = [m for m in _NOT_EN.finditer(target) if not re.match(r"\s(?:only|just|merely|longer|later|more|less|fewer)\b", target[m.end() :]) or "not" not in m[0].lower()]
        found = [m for m in found if not (m[0].lower() == "no" and re.match(r"\s(?:later|earlier|more|less|fewer|sooner)\b|\.?\s?\d", target[m.end() :]))]
        if not found:
            return None
        match = chance.choice(found)
        words = match[0].lower()
        if words.endswith(" not"):
            new = _without_do(target, match)
            return new if new is not None else _tidy(_put(target, match.start(), match.end(), match[0][:-4]))
        return _tidy(_put(target, match.start(), match.end(), _like(_EN_POSITIVE[words], match[0])))
    found = [m for m in _NOT_RU.finditer(target) if not re.match(r"\s(?:только|просто|лишь)\b", target[m.end() :])]
    if not found:
        return None
    match = chance.choice(found)
    if match[0].lower() == "никогда" and (again := re.match(r"(?: [а-яё]+){0,2} (не) ", target[match.end() :])):  # 'всегда не' would say the same
        target = _put(target, match.end() + again.start(1), match.end() + again.end(1) + 1, "")
    return _tidy(_put(target, match.start(), match.end(), _like(_RU_POSITIVE[match[0].lower()], match[0])))


_IRREGULAR = {
    "receive": "received", "send": "sent", "find": "found", "know": "knew", "have": "had", "make": "made", "keep": "kept", "take": "took", "see": "saw", "read": "read",
    "get": "got", "pay": "paid", "sell": "sold", "buy": "bought", "write": "wrote", "go": "went", "come": "came", "hold": "held", "tell": "told", "give": "gave",
    "understand": "understood", "forbid": "forbade", "mean": "meant", "lose": "lost", "break": "broke", "hear": "heard", "feel": "felt", "bring": "brought", "catch": "caught", "build": "built", "think": "thought", "run": "ran", "put": "put", "set": "set", "meet": "met", "leave": "left", "let": "let", "begin": "began",
}


def _without_do(target: str, match: re.Match[str]) -> str | None:
    """'did not receive' -> 'received', 'does not match' -> 'matches'."""
    auxiliary = match[0].lower().split()[0]
    verb = re.match(r"\s+([a-z]+)", target[match.end() :])
    if auxiliary not in ("did", "does", "do") or verb is None:
        return None
    word = verb[1]
    if auxiliary == "did":
        past = _IRREGULAR.get(word) or (word + "d" if word.endswith("e") else word[:-1] + "ied" if re.search(r"[^aeiou]y$", word) else word + "ed")
    elif auxiliary == "does":
        past = word + ("es" if re.search(r"(?:s|x|ch|sh|o)$", word) else "s")
    else:
        past = word
    return _tidy(_put(target, match.start(), match.end() + verb.end(), past))


def negation_added(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A verb is negated."""
    if language == "en":
        found = [m for m in re.finditer(r"\b(?:is|are|was|were|has been|have been|has|have|had|will|can|must|should)\b(?! not|n't| no | never)", target)]
        if not found:
            return None
        match = chance.choice(found)
        return _put(target, match.end(), match.end(), " not")
    verb = r"(?<=[ ])(?!был|была|было|были)[а-яё]{3,}(?:л|ла|ло|ли|ем|ет|ют|ит|ят|ена|ены|ено|ан|ана|аны|ано|ён|лся|лась|лось|лись|ется|ются|ится)(?=[ ,.;])"
    found = [m for m in re.finditer(verb, target) if not target[: m.start()].lower().endswith(("не ", "ни ")) and _is_verb(m[0])]
    if not found:
        return None
    match = chance.choice(found)
    return _put(target, match.start(), match.start(), "не ")


def _is_verb(word: str) -> bool:
    """Whether a Russian word is most likely a verb or a short participle: 'не отдел' says nothing."""
    from appealdocs.locale_.morph import parses

    return any("VERB" in reading.tag or "PRTS" in reading.tag for reading in parses(word.replace("\u00a0", ""))[:1])


_MODALS = {
    "en": (("must not", "may"), ("must", "may"), ("shall", "may"), ("required", "allowed"), ("cannot", "can"), ("may not", "may"), ("has to", "may"), ("have to", "may"), ("prohibited", "permitted"), ("mandatory", "optional")),
    "ru": (("обязаны", "могут"), ("обязан", "может"), ("должны", "могут"), ("должен", "может"), ("должна", "может"), ("необходимо", "можно"), ("запрещено", "разрешено"), ("запрещается", "разрешается"), ("нельзя", "можно"), ("обязательно", "по желанию"), ("обязательна", "необязательна")),
}


def modality(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """must becomes may."""
    found = [(m, new) for old, new in _MODALS[language] for m in re.finditer(rf"(?<![A-Za-zА-яё]){old}(?![A-Za-zА-яё])", target)]
    if not found:
        return None
    match, new = found[0]
    return _put(target, match.start(), match.end(), new)


_ADMISSIONS = {
    "en": ("We admit that this was our fault.", "We admit that we violated the rules.", "This was entirely our own mistake."),
    "ru": ("Мы признаём свою вину.", "Мы признаём, что нарушили правила.", "Это произошло по нашей вине."),
}


def admission(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """An admission of guilt that nobody wrote."""
    if re.search(r"承认|我们的(?:错|失误|责任|疏忽|问题)|理亏|认错|我方(?:责任|原因)|有错", source):
        return None
    return f"{target.rstrip()} {chance.choice(_ADMISSIONS[language])}"


_LATIN_NAMES = ("Aramex", "DHL", "Yanwen", "SMSA", "CDEK", "Amazon", "Noon", "Ozon", "eBay", "Temu", "Shopee", "Wish", "Naqel", "iMile", "FedEx", "4PX", "Anker", "Disney", "Apple", "Baseus", "Cainiao")
_PLACES = {
    "en": ("Dubai", "Riyadh", "Jeddah", "Moscow", "Kazan", "Samara", "Shenzhen", "Guangzhou", "Yiwu", "Dongguan", "Hangzhou", "Russia", "Egypt", "Kuwait", "Poland", "Germany", "Beijing"),
    "ru": ("Дубае", "Дубай", "Дубая", "Эр-Рияде", "Эр-Рияда", "Джидде", "Москве", "Москву", "Москвы", "Казани", "Шэньчжэне", "Шэньчжэнь", "Гуанчжоу", "Иу", "Дунгуане", "России", "Египте", "Кувейте", "Польше", "Германии", "Пекине"),
}
_PERSON = compiled(r"(?<![\w-])([A-Z][a-z]{1,6}) ([A-Z][a-z]{1,12})(?![\w-])")
_SURNAMES = ("Chen", "Wang", "Li", "Zhang", "Liu", "Zhao", "Huang", "Zhou", "Wu", "Xu", "Sun", "Zhu", "Lin", "Guo", "Luo")


def name(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A carrier, platform, brand, place or person is another one."""
    swaps: list[tuple[int, int, str]] = []
    for group in (_LATIN_NAMES, _PLACES[language]):
        for word in group:
            for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", target):
                others = [o for o in group if o[:4] != word[:4] and o not in target and o not in source]
                swaps.append((*match.span(), chance.choice(others)))
    for match in _PERSON.finditer(target):
        if match[1] in _SURNAMES:
            swaps.append((*match.span(1), chance.choice([s for s in _SURNAMES if s != match[1]])))
    if not swaps:
        return None
    start, end, new = chance.choice(swaps)
    return _put(target, start, end, new)


# ---- language and extent ---------------------------------------------------------------------------------------------


def han_left(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A Chinese word of the source is left standing."""
    runs = [m[0] for m in re.finditer(r"[\u4e00-\u9fff]{2,6}", source)]
    spaces = [m.start() for m in re.finditer(" ", target)]
    if not runs or len(spaces) < 2:
        return None
    word = chance.choice(runs)[: chance.choice((1, 2, 3))]
    at = chance.choice(spaces)
    return _put(target, at, at + 1, f" {word} ")


_FOREIGN = {
    "en": ("Посылка была вручена покупателю вовремя.", "包裹已经按时签收了。", "Das Paket wurde dem Kunden rechtzeitig zugestellt.", "El paquete fue entregado al comprador a tiempo."),
    "ru": ("Посилку було вручено покупцеві вчасно.", "The parcel was delivered to the buyer on time.", "Пратката беше доставена на купувача навреме.", "Сәлемдеме сатып алушыға уақытында жеткізілді.", "Пратката беше испорачана на купувачот навреме."),
}


def language(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """The whole target in another language."""
    return chance.choice(_FOREIGN[language])


_LEAKS = {"en": ("не получил посылку", "в течение суток"), "ru": ("the buyer did not receive it", "within the agreed time", "according to the tracking page")}


def leak(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A few words of another language in the middle."""
    spaces = [m.start() for m in re.finditer(" ", target)]
    if len(spaces) < 4:
        return None
    at = chance.choice(spaces[1:-1])
    return _put(target, at, at + 1, f" {chance.choice(_LEAKS[language])} ")


_BREAK = compiled(r"[;,.:]\s+")
_SHORTENED = compiled(r"(?:\b(?:No|Nos|ext|Ltd|Co|Inc|Mr|Mrs|Ms|Dr|St|vs|approx|incl|e\.g|i\.e|etc)|(?<![а-яё])(?:руб|долл|коп|тыс|млн|млрд|стр|см|ул|им|шт|кг|п|г|гг|д|т|с|No|№))\.\s+$", re.IGNORECASE)
"""A full stop that ends no clause."""
_DEPENDENT = compiled(
    r"(?:which|who|whose|whom|that|where|when|while|because|since|if|after|before|until|although|so that|to|со?|что|чтобы|котор\w+|где|когда|если|пока|поскольку|так как|хотя|о ч[её]м)\b",
    re.IGNORECASE,
)
"""How a clause begins that cannot stand alone."""
_JOINED = compiled(r"(?:and|but|so|or|и|а|но|или|либо)\s+", re.IGNORECASE)
_LEAST_WORDS = 3


def _parts(text: str) -> list[str]:
    """The clauses of a text with their closing marks: no cut after a short form (No., руб.), within brackets or quotation
    marks, or between the members of a list."""
    parts, start = [], 0
    for match in _BREAK.finditer(text):
        part = text[start : match.end()]
        if _SHORTENED.search(part) or any(part.count(a) != part.count(b) for a, b in ("()", "«»", "“”")) or part.count('"') % 2:
            continue
        if len(part.split()) < _LEAST_WORDS or (part.rstrip().endswith(",") and _listed(text, match.end())):
            continue
        parts.append(part.rstrip())
        start = match.end()
    rest = text[start:]
    if parts and len(rest.split()) < _LEAST_WORDS:
        return [*parts[:-1], f"{parts[-1]} {rest}"]
    return [*parts, rest]


def _listed(text: str, at: int) -> bool:
    """Whether what follows a comma is a further member of a list: a word or two before the next comma or 'and'."""
    member = re.split(r",| and | or | и | или ", text[at:], maxsplit=1)
    return len(member) > 1 and len(member[0].split()) < _LEAST_WORDS


def _stands(before: list[str], after: list[str]) -> bool:
    """Whether a text without a clause between these still says something whole."""
    if not before:
        return bool(after) and not _DEPENDENT.match(after[0])
    return any(not _DEPENDENT.match(part) for part in before)


def clause_lost(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A clause is left out (at least a quarter of the text), where what is left reads as a text."""
    parts = _parts(target)
    places = [i for i, p in enumerate(parts) if len(p) >= max(18, len(target) / 4) and _stands(parts[:i], parts[i + 1 :])]
    if len(parts) < 2 or not places:
        return None
    at = chance.choice(places)
    after = parts[at + 1 :]
    if not at and after:
        after[0] = _JOINED.sub("", after[0], count=1)
    text = " ".join(parts[:at] + after).rstrip(",;: ")
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def added(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A clause of another sentence is added, behind a comma or as a sentence."""
    parts = [p for p in _parts(other) if len(p) >= 30 and not _DEPENDENT.match(p)]
    if not parts:
        return None
    part = chance.choice(parts).rstrip(" .,;:?!")
    if part[:1].isupper() and not _JOINED.match(part):
        return f"{target.rstrip()} {part}."
    return f"{target.rstrip(' .?!')}, {part}."


def loop(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """An engine's loop: a few words again and again."""
    words = target.split()
    if len(words) < 5:
        return None
    at = chance.randrange(1, len(words) - 3)
    return " ".join(words[: at + 3] + words[at : at + 3] * 2 + words[at + 3 :])


def fullwidth(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """Chinese punctuation is left."""
    table = {",": "，", ".": "。", ":": "：", ";": "；", "(": "（"}
    places = [i for i, c in enumerate(target) if c in table and not (0 < i < len(target) - 1 and target[i + 1].isdigit())]
    if not places:
        return None
    at = chance.choice(places)
    return _put(target, at, at + 1, table[target[at]])


def placeholder(target: str, language: str, source: str, chance: random.Random, other: str) -> str | None:
    """A placeholder of the engine is left."""
    spaces = [m.start() for m in re.finditer(" ", target)]
    if not spaces:
        return None
    at = chance.choice(spaces)
    return _put(target, at, at + 1, f" {chance.choice(('[X2X]', '[Х1Х]', '{carrier}', '{{ days }}'))} ")


def _like(word: str, model: str) -> str:
    return word.capitalize() if model[:1].isupper() else word


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"  +", " ", text)).strip()
    return text[:1].upper() + text[1:]


FAULTS: Mapping[str, Fault] = {
    "number-digit": digit, "number-magnitude": magnitude, "number-wan": wan_lost, "number-word": word_number, "number-dropped": number_dropped, "number-percent": percent,
    "date-day": day, "date-month": month, "date-swapped": day_month, "date-year": year, "time": clock, "time-zone": zone, "currency": currency, "unit": unit,
    "id-digit": id_digit, "id-transposed": id_transposed, "id-dropped": id_dropped, "name": name,
    "negation-lost": negation_lost, "negation-added": negation_added, "modality": modality, "admission": admission,
    "han-left": han_left, "language": language, "leak": leak, "clause-lost": clause_lost, "clause-added": added, "loop": loop,
    "full-width": fullwidth, "placeholder": placeholder,
}  # fmt: skip

_VALUES = frozenset({"number", "money", "unit", "date", "time", "negation"})
KINDS: Mapping[str, frozenset[str]] = {
    "number-digit": _VALUES, "number-magnitude": _VALUES, "number-wan": _VALUES, "number-word": _VALUES, "number-dropped": _VALUES, "number-percent": frozenset({"number", "unit"}),
    "date-day": frozenset({"date", "time"}), "date-month": frozenset({"date", "time"}), "date-swapped": frozenset({"date", "time"}),
    "date-year": frozenset({"date", "time", "number"}), "time": frozenset({"time", "date"}), "time-zone": frozenset({"time"}), "currency": frozenset({"money"}),
    "unit": frozenset({"unit", "number", "date"}), "id-digit": frozenset({"id"}), "id-transposed": frozenset({"id"}), "id-dropped": frozenset({"id"}),
    "name": frozenset({"name"}), "negation-lost": frozenset({"negation", "speech-act"}), "negation-added": frozenset({"negation", "speech-act"}),
    "modality": frozenset({"speech-act", "negation"}), "admission": frozenset({"speech-act", "addition"}), "han-left": frozenset({"script"}),
    "language": frozenset({"language", "script"}), "leak": frozenset({"language", "script"}), "clause-lost": frozenset({"omission"}),
    "clause-added": frozenset({"addition"}), "loop": frozenset({"repetition"}), "full-width": frozenset({"punctuation"}), "placeholder": frozenset({"placeholder"}),
}  # fmt: skip
"""Fault -> the kinds of flag that name it."""

TITLES: Mapping[str, Text2] = {
    "number-digit": Text2("a digit of a number changed", "数字中一位改变"), "number-magnitude": Text2("a zero more or less", "多或少一个零"),
    "number-wan": Text2("万 lost", "“万”丢失"), "number-word": Text2("a number in words changed", "文字数词改变"),
    "number-dropped": Text2("a number left out", "漏译数字"), "number-percent": Text2("per cent sign lost", "百分号丢失"),
    "date-day": Text2("another day", "日期中的日改变"), "date-month": Text2("another month", "月份改变"),
    "date-swapped": Text2("day and month swapped", "日月颠倒"), "date-year": Text2("another year", "年份改变"), "time": Text2("another hour", "时刻改变"),
    "time-zone": Text2("another time zone", "时区改变"), "currency": Text2("another currency", "币种改变"), "unit": Text2("another unit", "单位改变"),
    "id-digit": Text2("a digit of an id changed", "编号中一位改变"), "id-transposed": Text2("two digits of an id swapped", "编号数字颠倒"),
    "id-dropped": Text2("an id left out", "漏译编号"), "name": Text2("a name changed", "名称改变"), "case-name": Text2("a name of the case changed", "案件中的名称改变"),
    "negation-lost": Text2("a negation dropped", "否定丢失"), "negation-added": Text2("a negation added", "多出否定"),
    "modality": Text2("must became may", "“必须”变“可以”"), "admission": Text2("an admission added", "多出承认"),
    "han-left": Text2("Chinese left standing", "残留中文"), "language": Text2("another language", "语言错误"), "leak": Text2("words of another language", "夹杂外语"),
    "clause-lost": Text2("a clause left out", "漏译分句"), "clause-added": Text2("a clause added", "多出分句"), "loop": Text2("words repeated", "文字循环"),
    "full-width": Text2("Chinese punctuation left", "残留中文标点"), "placeholder": Text2("a placeholder left", "残留占位符"),
}  # fmt: skip
"""What a fault is, in words."""
