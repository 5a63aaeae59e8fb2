"""Names: places, carriers, platforms, brands by the gazetteer; other Latin names letter by letter; Chinese names by sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from appealdocs.expressions import compiled
from appealdocs.model.fact import Mention
from appealdocs.resources import parsed
from appealdocs.translate.flags.pair import Pair
from appealdocs.translate.flags.palladius import declined, heard, in_russian, plain, strangers, writings
from appealdocs.translate.flags.transcribed import transcribed
from appealdocs.translate.flags.words import gazetteer

_SOFT = frozenset(
    "俄 欧 英 德 港 韩 中 法 阿 哈 俄语 俄文 俄标 微信 wechat china chinese кнр us usa american america 国内 大陆 我国 邮政 俄方 海湾 中东 美版 英版 美规 英规 英标 美区 jd wish 南沙 united kingdom middle gulf mainland union post postal european j yun pony"
    " emirates united russian perm domestic domestically".split()
)
"""Writings that are also other words: they may answer to a name but never ask for one."""
_SOFT_RU = compiled(r"сша|кита|кнр|внутр|почт|нижн|залив|королевств|рф\Z|ес\Z|абу|иу\Z|уси\Z|j\Z|ибп|бесперебойн|амазон|перм[^ьи]|ближн|санкт|доха|тула|тулы|уф")
_UPPER = frozenset("us uk eu uae usa prc ksa wb sf sto gls tnt spl jd ups".split())
_LOWER_BRANDS = frozenset("ebay noon ozon temu shopee aliexpress wildberries amazon".split())
_TOKEN = compiled(r"(?<![A-Za-z0-9_@./-])[A-Za-z][A-Za-z&'’]*(?:-[A-Za-z]+)*(?![A-Za-z0-9_@]|[-./][A-Za-z0-9])")
_CYRILLIC = compiled(r"(?<![А-Яа-яЁё-])[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*")
_OPENS = compiled(r"(?:^|[.!?:;\n«“\"(—–]|\d\))\s*[«“\"(]*\Z")
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday"
    " mondays tuesdays wednesdays thursdays fridays saturdays sundays jan feb mar apr jun jul aug sep sept oct nov dec mr mrs ms dr no nos st co ltd inc llc limited"
    " english arabic russian chinese christmas eid ramadan easter islamic fitr adha al bluetooth wi-fi excel word pdf ok iphone ipad android windows".split()
)

Why = Literal["changed", "missing", "added"]


@dataclass(frozen=True, slots=True)
class NameProblem:
    """`source` and `target` are the words that stand there, "" on the side where nothing does."""

    why: Why
    source: str
    target: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    keys: frozenset[int]
    kind: str
    soft: bool
    sure: bool = True


def problems(pair: Pair) -> list[NameProblem]:
    """Names that became others, were lost, or came from nowhere."""
    ours = _known(pair.source, pair.source_language, pair.source_facts)
    theirs = _known(pair.target, pair.target_language, pair.target_facts)
    lost = _without(ours, theirs)
    extra = [n for n in _without(theirs, ours) if not _in_context(n.text, pair)]
    for name in (*_unlisted_lost(pair), *transcribed(pair, _latin_names)):
        lost.append(_Name(name, frozenset(), "latin", False))
    lost += [_Name(name, frozenset(), "latin", False) for name in _compound_surnames(pair)]
    for name in _unlisted_extra(pair):
        sure = (len(name) == 2 or _pinyin(name)) if name.isascii() else _chinese_sounding(name)
        extra.append(_Name(name, frozenset(), "latin", False, sure))
    return list(_matched(_once(lost), _once(extra)))


def _once(names: Iterable[_Name]) -> list[_Name]:
    return list({(n.keys or n.text): n for n in names}.values())


def _matched(lost: list[_Name], extra: list[_Name]) -> Iterator[NameProblem]:
    left = list(extra)
    for name in lost:
        other = next((e for e in left if e.kind == name.kind), None) or next((e for e in left if "latin" in (e.kind, name.kind)), None)
        if other is not None:
            left.remove(other)
            yield NameProblem("changed", name.text, other.text)
        else:
            yield NameProblem("missing", name.text, "")
    for name in left:
        if name.kind != "platform":  # 'Amazon messages' for 站内信: the letter knows its platform
            yield NameProblem("added", "", name.text, name.sure)


# ---- the gazetteer ---------------------------------------------------------------------------------------------------


def _known(text: str, language: str, facts: Sequence[Mention]) -> list[_Name]:
    net = gazetteer()
    inside = [(m.start, m.end) for m in facts if m.fact.kind in ("money", "time", "moment")]  # 阿联酋迪拉姆, Moscow time
    found = []
    words = net.words(text, language)
    if language != "en":  # Latin names in Chinese and Russian texts, Cyrillic ones in Chinese
        taken = {w.start for w in words if w.concepts}
        words += tuple(w for w in net.words(text, "en") if w.start not in taken and w.text.isascii())
    if language == "zh":
        words += tuple(w for w in net.words(text, "ru") if not w.text.isascii())
    for word in words:
        if not word.concepts or any(a <= word.start < b for a, b in inside) or _DOLLARS.search(text[max(0, word.start - 10) : word.end + 8]):
            continue
        original = text[word.start : word.end]
        soft = word.text in _SOFT or _CLOCK.match(text[word.end :]) is not None
        if language != "zh" and word.text in _UPPER and not original.isupper():
            continue
        if language == "en":
            soft = soft or not (original[0].isupper() or (word.text in _LOWER_BRANDS and word.text != "noon"))
        if language == "ru":
            soft = soft or (_SOFT_RU.match(word.text) is not None) or (original[0].islower() and original[0] > "z")
        kind = net.rows[min(word.concepts)]["kind"]
        found.append(_Name(original, word.concepts, kind, soft))
    return found


_CLOCK = compiled(r"时间| time\b|ск\w+ врем")
_DOLLARS = compiled(r"доллар[а-я]*\.?\sСША|US dollar|U\.S\.")


def _without(ours: Sequence[_Name], theirs: Sequence[_Name]) -> list[_Name]:
    there = frozenset().union(*(n.keys for n in theirs)) if theirs else frozenset()
    return [n for n in ours if not n.soft and not n.keys & there]


# ---- names that no list knows ----------------------------------------------------------------------------------------


def _unlisted_lost(pair: Pair) -> list[str]:
    """Latin names of the source (BrightNest, Hengyue) that the target does not write, in Latin or Cyrillic."""
    target = pair.target.lower()
    found = []
    for name in _latin_names(pair.source, pair.source_language, pair):
        if name.lower() in target or (pair.target_language == "ru" and _sounds(name, target)):
            continue
        if pair.target_language == "zh" or (name.isupper() and not _new_capitals(pair)):
            continue
        found.append(name)
    return found


def _new_capitals(pair: Pair) -> list[str]:
    """ABBREVIATIONS of the target that the source does not have: then one that is lost was swapped."""
    source = pair.source.lower()
    return [
        t for t in _TOKEN.findall(pair.target)
        if t.isupper() and len(t) > 2 and t.lower() not in source and t.lower() not in _CALENDAR and not _is_code_word(t)
    ]  # fmt: skip


_COMMON_CAPITALS = frozenset(
    "QR API URL SMS PDF SKU SKUS ASIN ASINS USD CNY AED SAR RUB EUR RMB GBP FIFO KPI ODR POA SOP ERP WMS PDA PDAS VAT ID IDS IP IPS HS OTP GPS GMT GST MSK UTC KSA UAE PR"
    " VTR CEO CCTV LED USB MSDS OK CNAS ISO EAC FBA FBS FBO DDP DDU OOS AQL IT HR PO BV SGS INN TIN CRM CSV XML XLSX DOCX MP4 IMEI EAN UPC FAQ ETA POD AWB RFID WIFI AP APS UPS".split()
)


def _is_code_word(token: str) -> bool:
    return token.upper() in _COMMON_CAPITALS


def _latin_names(text: str, language: str, pair: Pair) -> list[str]:
    """Capitalised Latin words that are no English words and not in the gazetteer."""
    from appealdocs.language.latin import is_english

    spans = [(m.start, m.end) for m in (pair.source_facts if text is pair.source else pair.target_facts)]
    found = []
    for match in _TOKEN.finditer(text):
        word = re.sub(r"['’]s\Z", "", match[0])
        if not any(c.isupper() for c in word) or len(word) < 2 or word.lower() in _CALENDAR or _is_code_word(word):
            continue
        if language == "en" and (word[0].isupper() and word[1:].islower()) and is_english(word):
            continue
        if {part.lower() for part in word.split("-")} & _CALENDAR or (language == "en" and _common(word)) or (language == "en" and _OPENS.search(text[: match.start()]) and not _pinyin(word)):
            continue
        if gazetteer().concepts_of(word.lower(), "en") or any(a <= match.start() < b for a, b in spans):
            continue
        if language != "en" and is_english(word) and not word.isupper():
            continue
        if word.isupper() and len(word) < 3:
            continue
        found.append(word)
    return found


_COMMON = frozenset("eleven twelve east west north south middle attachment exhibit annex festival spring special line table appendix section clause article".split())


def _common(word: str) -> bool:
    """T-shirt, Russian-speaking, Festival: capitals that make no name."""
    low = word.lower()
    return low in _COMMON or ("-" in low and not _pinyin(word) and any(len(part) < 2 or part.islower() for part in word.split("-")))


def _unlisted_extra(pair: Pair) -> list[str]:
    """Names of the target that stand neither in the source nor sound like a part of it."""
    source = pair.source.lower()
    found = []
    for name in _latin_names(pair.target, pair.target_language, pair):
        low = name.lower()
        if name.isupper() or (pair.target_language != "ru" and not _pinyin(name)) or low in source or _in_context(name, pair) or any(low in n.lower() for n in pair.known_names):
            continue
        if all(part in source for part in re.split(r"[-'’]", low)):
            continue
        if pair.source_language == "zh" and _heard(name, pair.source):
            continue
        if pair.source_language == "ru" and _sounds(name, source):
            continue
        found.append(name)
    if pair.source_language == "zh":
        found += [name for name in _short_surnames(pair) if name not in found]
        if pair.target_language in ("en", "ru"):
            found += [name for name in strangers(pair.target, pair.target_language, _readings(pair.source)) if name not in found and not _in_context(name, pair) and name not in pair.source]
    if pair.target_language == "ru":
        found += _cyrillic_extra(pair)
    return found


_COMPOUND = compiled("欧阳|司马|诸葛|皇甫|慕容|令狐|尉迟|公孙|司徒|夏侯|端木|澹台|轩辕|长孙|宇文")


def _compound_surnames(pair: Pair) -> Iterator[str]:
    """欧阳, 诸葛: surnames of two characters that the target cut or changed."""
    if pair.source_language != "zh" or pair.target_language not in ("en", "ru"):
        return
    low = plain(pair.target) if pair.target_language == "ru" else re.sub(r"[-'’ ]", "", pair.target.lower())
    for match in _COMPOUND.finditer(pair.source):
        readings = _readings(match[0])
        ways = writings(readings, 0, 2) if pair.target_language == "ru" else {a + b for a in readings[0] for b in readings[1]}
        if ways and not any(way.rstrip("ьй") in low for way in ways):
            yield match[0]


def _short_surnames(pair: Pair) -> Iterator[str]:
    """Li, Wu, Xu before a given name in pinyin, where the source does not have them."""
    for match in _SURNAME.finditer(pair.target):
        if _pinyin(match[2]) and _pinyin(match[1], 2) and not _in_context(match[1], pair):
            if match[1].lower() not in pair.source.lower() and not _heard(match[1], pair.source):
                yield match[1]


_SURNAME = compiled(r"(?<![A-Za-z])([A-Z][a-z]) ([A-Z][a-z]{2,})(?![a-z])")


def _cyrillic_extra(pair: Pair) -> list[str]:
    found = []
    for match in _CYRILLIC.finditer(pair.target):
        word = match[0]
        if _OPENS.search(pair.target[: match.start()]) or any(m.start <= match.start() < m.end for m in pair.target_facts):
            continue
        if not _proper(word) or gazetteer().concepts_of(word.lower().replace("ё", "е"), "ru"):
            continue
        if word in pair.source or any(word[:4].lower() in n.lower() for n in pair.known_names) or _in_context(word[:-1], pair):
            continue
        if pair.source_language == "zh" and _heard_russian(word, pair.source):
            continue
        if any(_sounds(re.sub(r"['’]s?\Z", "", name), word.lower()) for name in _TOKEN.findall(pair.source) if len(name) > 1 and name[0].isupper()):
            continue
        found.append(word)
    return found


@lru_cache(maxsize=4096)
def _proper(word: str) -> bool:
    """Whether a capitalised Russian word can only be a name: a person, a place, or a word that nobody knows."""
    from appealdocs.language.cyrillic import known_russian
    from appealdocs.locale_.morph import parses

    low = word.lower()
    if not known_russian(low):
        return True
    return all({"Name", "Surn", "Patr", "Geox"} & p.tag.grammemes for p in parses(low))


def _in_context(name: str, pair: Pair) -> bool:
    low = name.lower()
    return any(low in text.lower() for text in pair.context)


# ---- by sound --------------------------------------------------------------------------------------------------------


def _pinyin(name: str, shortest: int = 3) -> bool:
    """Whether a Latin word can only be a Chinese name."""
    from appealdocs.language.latin import is_english
    from appealdocs.locale_.names import split

    return len(name) >= shortest and (shortest < 3 or not is_english(name)) and split(name) is not None


def _heard(name: str, han: str) -> bool:
    """Whether a Latin name is pinyin of characters of the source."""
    from appealdocs.locale_.names import split

    parts = split(name)
    return parts is not None and _in_sequence(parts, _readings(han))


def _in_sequence(parts: Sequence[str], readings: Sequence[frozenset[str]]) -> bool:
    size = len(parts)
    return any(all(p in readings[at + i] for i, p in enumerate(parts)) for at in range(len(readings) - size + 1))


@lru_cache(maxsize=256)
def _readings(han: str) -> tuple[frozenset[str], ...]:
    """Every reading of each Chinese character; an empty set for anything else.

    Readings are kept in the user's cache, a character each: pypinyin takes a quarter of a second to load, for its phrases.
    """
    known = _kept_readings()
    if fresh := {char for char in han if "\u3400" <= char <= "\u9fff"} - known.keys():
        from pypinyin import Style, pinyin

        known |= {char: pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=False)[0] for char in fresh}
        parsed().put(_dictionary(), known)
    return tuple(_read(char) for char in han)


@lru_cache(maxsize=8192)
def _read(char: str) -> frozenset[str]:
    """How a character of `_kept_readings` may be written in Latin letters."""
    heard = set(_kept_readings().get(char, ()))
    return frozenset(heard | {h.replace("v", "u") for h in heard} | {h.replace("v", "yu") for h in heard})  # Lü is written Lu and Lyu


@cache
def _kept_readings() -> dict[str, list[str]]:
    return dict(parsed().get(_dictionary()) or {})


@cache
def _dictionary() -> Path:
    """The file whose state tells whether the readings are still pypinyin's own."""
    spec = find_spec("pypinyin")
    assert spec is not None, "pypinyin is among our requirements"
    assert spec.origin is not None
    return Path(spec.origin).with_name("pinyin_dict.py")


def _heard_russian(word: str, han: str) -> bool:
    """Whether a Russian word is characters of the source by Palladius, in some case."""
    return heard(word, _readings(han))


@lru_cache(maxsize=1)
def _palladius() -> re.Pattern[str]:
    from appealdocs.locale_.names import syllables

    parts = sorted({re.escape(s.replace("ъ", "")) for s in syllables().values()}, key=len, reverse=True)
    return compiled(rf"(?:{'|'.join(parts)}){{1,4}}(?:а|у|ю|я|е|ом|ем|ой|ей|и)?\Z")


def _chinese_sounding(word: str) -> bool:
    """Whether a Russian word can be a Chinese name by Palladius; others (Джебель-Али) may stand for Chinese we cannot hear."""
    return _palladius().match(word.lower().replace("ё", "е").replace("ъ", "").replace("-", "")) is not None


_LATIN_TO_RUSSIAN = (
    ("shch", "щ"), ("sch", "ш"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("th", "т"), ("ph", "ф"), ("ck", "к"), ("ts", "ц"), ("ya", "я"), ("yu", "ю"),
    ("oo", "у"), ("ee", "и"),
)  # fmt: skip
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввксз")


def _sounds(name: str, russian: str) -> bool:
    """Whether the Russian text holds the Latin name as it sounds: pinyin by Palladius, else the first letters of it."""
    if own := in_russian(name):
        words = [plain(w) for w in re.findall(r"[А-Яа-яЁё]+(?:-[а-яё]+)*", russian)]
        if any(declined(own, word) for word in words) or len(name) > 4:
            return any(declined(own, word) for word in words)
    low = name.lower()
    for latin, cyrillic in _LATIN_TO_RUSSIAN:
        low = low.replace(latin, cyrillic)
    low = re.sub(r"[^а-я]", "", low.translate(_LETTERS))
    return len(low) >= 3 and low[: max(3, len(low) - 2)] in russian.lower().replace("э", "е").replace("ё", "е").replace("й", "и").replace("ь", "")
