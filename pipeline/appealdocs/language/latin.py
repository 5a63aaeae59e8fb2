"""Latin letters inside a text of another script: what is a name, an id or an address, and what is a foreign sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from appealdocs.expressions import compiled
from appealdocs.language.scripts import Word, word_set
from appealdocs.resources import load_yaml, shipped

Span = tuple[int, int]

_FUNCTION = word_set(
    "a about after all also an and any are as at be been because before but by can cannot could did do does for from had has have he her "
    "his how i if in into is it its may more most must my no not of on only or our out over please shall she should so some such than that "
    "the their them then there these they this those to under until up us very was we were what when where which while who will with "
    "without would you your"
)
_JOINING = word_set("and of the for to in on by a at as or with")
_STARTERS = word_set(
    "the we our please this that it they these those i he she you your dear kindly according although because since while there"
)

_NEUTRAL = compiled(
    r"""
      https?://[^\s<>"«»（），。；]+ | www\.[^\s<>"«»（），。；]+
    | [\w.+-]+@(?:[\w-]+(?:\.[\w-]+)+)?
    | [^\s"«»“”()（）]+\.(?:pdf|docx?|xlsx?|png|jpe?g|zip|mp4|mov|avi|csv|txt|webp|heic|xlf|html?)(?![^\W_])
    | (?<![A-Za-z0-9])(?:[a-z0-9-]+\.)+(?:com|ru|kz|ae|sa|cn|net|org|io|uk|de)(?![A-Za-z])(?:/[\w\-./?=&%#]*)?
    | (?<![A-Za-z0-9])(?=[A-Za-z0-9_./\#+&-]*\d)[A-Za-z0-9\#][A-Za-z0-9_./\#+&-]*(?<![./&-])
    | (?<![A-Za-z])[A-Za-z]+(?:_[A-Za-z]+)+
    | <!--.*?--> | \{\{.*?\}\} | \{[\w.]*\} | <[a-z/][^>]*>
    """,
    re.VERBOSE,
)
_LEGAL = compiled(
    r"(?:(?<![A-Za-z])[A-Z][\w&.'’-]*,?\s+(?:(?:[A-Z&(][\w&.'’)-]*|of|and|the|import|export|e-commerce),?\s+){0,8}?)"
    r"(?:Co(?:mpany)?\.?,?\s*(?:Ltd|Limited)\b\.?|Limited\b|Ltd\b\.?|L\.?L\.?C\.?(?![A-Za-z])|Inc\b\.?|GmbH\b|Corp(?:oration)?\b\.?|FZE\b|FZCO\b|FZ-LLC\b|PLC\b"
    r"|S\.?A\.?R\.?L\.?(?![A-Za-z])|B\.?V\.?(?![A-Za-z])|Pte\.?\s+Ltd\b\.?|Sdn\.?\s+Bhd\b\.?)"
)
_SPACE = compiled(r"[\s\u00a0\u202f]")
_QUOTED = compiled(r"[«“\"„'‘「]([^«»“”\"„'‘’「」\n]{1,60})[»”\"“'’」]")


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Lower-case English words: the commonest ones and those of sellers' letters (`english.txt`, made from our own texts)."""
    return frozenset((Path(__file__).parent / "english.txt").read_text(encoding="utf-8").split())


def is_english(word: str) -> bool:
    """Is the word common English, an inflected form included?"""
    low = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    known = english_words()
    if low in known or all(part in known for part in low.split("-") if part):
        return True
    for ending, put in (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", "")):
        if low.endswith(ending) and len(low) - len(ending) >= 3 and low[: -len(ending)] + put in known:
            return True
    return False


@lru_cache(maxsize=1)
def _allowed() -> tuple[frozenset[str], Mapping[str, str]]:
    """Words that may be written small, and names and phrases (folded: as printed)."""
    data: Mapping[str, Sequence[str]] = load_yaml(shipped("rules") / "common" / "lexicons" / "latin-names.yaml")
    return frozenset(w.lower() for w in data["lower"]), {_folded(name): name for name in (*data["names"], *data["phrases"])}


def _folded(text: str) -> str:
    """Lower case with every white space as a blank, of the same length as `text`."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return _SPACE.sub(" ", low)


def _occurrences(folded: str, names: Iterable[str]) -> Iterable[Span]:
    """Where the (folded) names stand as whole words; beside Han characters a name needs no edge."""
    for name in names:
        start = folded.find(name)
        while start >= 0:
            end = start + len(name)
            left = start == 0 or not (_joins(name[0]) and _joins(folded[start - 1]))
            right = end == len(folded) or not (_joins(name[-1]) and _joins(folded[end]))
            if left and right:
                yield start, end
            start = folded.find(name, end if left and right else start + 1)


def _parts(written: str, printed: str) -> Iterable[tuple[str, str]]:
    """The words of a name as written beside those as printed: 'on-time delivery' is plain English, 'On-Time Delivery' a name."""
    return zip(_SPACE.sub(" ", written).split(" "), printed.split(" "), strict=True)


def _joins(char: str) -> bool:
    return char.isalnum() and ord(char) < 0x2E80


def neutral(text: str, names: Iterable[str] = ()) -> list[Span]:
    """Spans that belong to no language: ids, addresses, file names, legal names in Latin, allowed names and those given."""
    spans = [m.span() for m in _NEUTRAL.finditer(text)]
    spans += [m.span() for m in _LEGAL.finditer(text)]
    folded = _folded(text)
    for start, end in _occurrences(folded, _allowed()[1]):
        printed = _allowed()[1][folded[start:end]]
        if all(part[0].isupper() or not wanted[0].isupper() for part, wanted in _parts(text[start:end], printed)):
            spans.append((start, end))
    spans += _occurrences(folded, {name for name in (_folded(n).strip() for n in names) if name})
    return sorted(spans)


_HISS = "a[ino]?|ang|e|ei|en|eng|i|ong|ou|u|uan|ui|un|uo"
_BACK = "a[ino]?|ang|e|ei|en|eng|ong|ou|u|ua|uai|uan|uang|ui|un|uo"
_PINYIN = compiled(
    r"(?:b(?:a[ino]?|ang|ei|en|eng|i|ian|iao|ie|in|ing|o|u)|p(?:a[ino]?|ang|ei|en|eng|i|ian|iao|ie|in|ing|ou?|u)"
    r"|m(?:a[ino]?|ang|e|ei|en|eng|i|ian|iao|ie|in|ing|iu|ou?|u)|f(?:an?|ang|ei|en|eng|ou?|u)"
    r"|d(?:a[ino]?|ang|e|ei|en|eng|i|ia|ian|iao|ie|ing|iu|ong|ou|u|uan|ui|un|uo)|t(?:a[ino]?|ang|e|eng|i|ian|iao|ie|ing|ong|ou|u|uan|ui|un|uo)"
    r"|n(?:a[ino]?|ang|e|ei|en|eng|i|ian|iang|iao|ie|in|ing|iu|ong|ou|u|uan|uo|v|ve)"
    r"|l(?:a[ino]?|ang|e|ei|eng|i|ia|ian|iang|iao|ie|in|ing|iu|ong|ou|u|uan|un|uo|v|ve)"
    rf"|[gkh](?:{_BACK})|(?:zh|ch|sh)(?:{_BACK}|i)|[zcs](?:{_HISS})|[jqx](?:i|ia|ian|iang|iao|ie|in|ing|iong|iu|u|uan|ue|un)"
    r"|r(?:an|ang|ao|e|en|eng|i|ong|ou|u|uan|ui|un|uo)|y(?:a|an|ang|ao|e|i|in|ing|o|ong|ou|u|uan|ue|un)|w(?:ai?|an|ang|ei|en|eng|o|u)"
    r"|a[ino]?|ang|e[inr]?|ou?)+"
)
_PINYIN_WORDS = 3


def is_pinyin(run: Sequence[Word]) -> bool:
    """Chinese spelt in Latin letters: every word is made of its syllables, and hardly one is English ('he', 'you', 'can')."""
    plain = [w.text for w in run if w.text[0].islower() and not is_english(w.text)]
    if len(plain) < _PINYIN_WORDS or 3 * len(plain) < 2 * len(run):
        return False
    return all(_PINYIN.fullmatch(w.text.lower().replace("'", "")) for w in run)


def inside(word: Word, spans: Sequence[Span]) -> bool:
    """Does the word lie in one of the spans?"""
    return any(start <= word.start and word.end <= end for start, end in spans)


def labels(text: str) -> list[Span]:
    """Quoted stretches of at most three words: a portal's own label ('Delivered', 'In transit') may stay as it is printed."""
    return [m.span() for m in _QUOTED.finditer(text) if len(m.group(1).split()) <= 3]


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) <= 6


def _is_mark(word: str) -> bool:
    """An acronym or a name with a capital inside (iPhone, i-Size)."""
    return (_is_acronym(word) and not is_english(word)) or (not word.isupper() and any(char.isupper() for char in word[1:]))


def _names_only(run: Sequence[Word]) -> bool:
    """Title Case throughout ('Account Health Dashboard'), joining words allowed inside, and not a sentence's first words."""
    first, *rest = (w.text for w in run)
    if first.lower() in _STARTERS or not first[0].isupper():
        return False
    return len(run) <= 6 and all(w[0].isupper() or w in _JOINING for w in rest) and run[-1].text[0].isupper()


def foreign_phrase(run: Sequence[Word], least: int = 1) -> bool:
    """Is this stretch of Latin words English text (to be translated) rather than names?

    Yes where at least two words are written small and one of them is English, where a single small word is plain English
    ('мы отправили parcel'), or where it is capitals or a sentence's beginning and all of it is English. `least`: how many
    small words it takes at least.
    """
    allowed = _allowed()[0]
    counted = [w for w in run if w.text.lower() not in allowed and not _is_mark(w.text)]
    if not counted:
        return False
    small = [w for w in counted if w.text[0].islower() and (len(w.text) > 2 or w.text in _FUNCTION)]
    english = [w for w in counted if is_english(w.text)]
    if len(english) == len(counted) >= 3 and all(w.text.isupper() for w in counted):
        return True
    if _names_only(counted):
        return False
    if len(small) < least and small:
        return False
    if small and any(is_english(w.text) for w in small):
        return any(len(w.text) > 2 for w in small) or len(counted) > 1
    if len(small) >= 3:
        return True
    return len(counted) >= 2 and len(english) == len(counted)


def english_share(run: Sequence[Word]) -> float:
    """Share of English words among those written small (all but acronyms if none is), 0..1."""
    small = [w for w in run if w.text[0].islower()] or [w for w in run if is_english(w.text) or not _is_acronym(w.text)]
    return sum(1 for w in small if is_english(w.text)) / len(small) if small else 0.0


def function_words(run: Sequence[Word]) -> int:
    """How many words of the run are English function words of more than one letter."""
    return sum(1 for w in run if len(w.text) > 1 and w.text.lower() in _FUNCTION)
