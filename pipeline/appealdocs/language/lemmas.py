"""Words with their dictionary forms, for lexicon matching: Russian by pymorphy3, English by rules, Chinese by longest match."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.language.scripts import word_set

_TOKEN = compiled(r"\d+(?:[.,:/-]\d+)*%?|[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*|[^\w\s]")
_ID = compiled(r"(?=[\w-]*\d)(?=[\w-]*[^\W\d_])[^\W_][\w-]*[^\W_]")
_HAN = compiled(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Token:
    """`text[start:end]` of the whole text; `lemmas`: every dictionary form that it may have, lower case, ё as е."""

    start: int
    end: int
    text: str
    lemmas: frozenset[str]


@lru_cache(maxsize=4096)
def tokens(text: str, lang: str) -> tuple[Token, ...]:
    """Words, numbers and signs of a text in `lang` (en, ru). An id ('KT-2201B') is one token with itself as lemma."""
    found: list[Token] = []
    ids = [m.span() for m in _ID.finditer(text)]
    position = 0
    for start, end in [*ids, (len(text), len(text))]:
        for match in _TOKEN.finditer(text, position, start):
            for begin, piece in _pieces(match.group(), match.start(), lang):
                found.append(Token(begin, begin + len(piece), piece, _lemmas(piece, lang)))
        if end > start:
            found.append(Token(start, end, text[start:end], frozenset((text[start:end].lower(),))))
        position = end
    return tuple(found)


def _pieces(token: str, begin: int, lang: str) -> list[tuple[int, str]]:
    """English contractions in two ("don't": do, n't; "it's": it, 's; cannot: can, not); a possessive stays whole."""
    if lang == "en" and token.lower() == "cannot":
        return [(begin, token[:3]), (begin + 3, token[3:])]
    clitic = _CLITIC.match(token) if lang == "en" else None
    if clitic is None:
        return [(begin, token)]
    stem, tail = clitic.groups()
    if tail[1:] == "s" and stem.lower() not in _SHORT_IS:
        return [(begin, token)]
    return [(begin, stem), (begin + len(stem), tail)]


def _lemmas(word: str, lang: str) -> frozenset[str]:
    if not word[0].isalpha() and not (lang == "en" and len(word) > 1 and word[0] in "'’"):
        return frozenset((word,))
    low = word.lower().replace("’", "'").replace("ё", "е")
    return russian_lemmas(low) if lang == "ru" else english_lemmas(low)


@lru_cache(maxsize=50_000)
def russian_lemmas(word: str) -> frozenset[str]:
    """Every normal form that pymorphy3 gives for a lower-case Russian word, and the word itself; ё as е."""
    if not re.search("[а-я]", word):
        return frozenset((word,))
    from appealdocs.locale_.morph import parses

    readings = parses(word)[:1] if len(word) <= 2 else parses(word)  # 'к' is not 'как', whatever abbreviations may be
    return frozenset({word, *(str(p.normal_form).replace("ё", "е") for p in readings)})


@lru_cache(maxsize=50_000)
def russian_lemma(word: str) -> str:
    """The normal form of the likeliest reading of a lower-case Russian word; ё as е."""
    if not re.search("[а-я]", word):
        return word
    from appealdocs.locale_.morph import parses

    return str(parses(word)[0].normal_form).replace("ё", "е")


_IRREGULAR = {
    "be": "am is are was were been being 'm 're 's", "have": "has had having 've", "do": "does did done doing", "go": "goes went gone",
    "say": "said", "make": "made", "take": "took taken", "give": "gave given", "get": "got gotten", "see": "saw seen", "know": "knew known",
    "think": "thought", "tell": "told", "feel": "felt", "leave": "left", "lose": "lost", "keep": "kept", "sell": "sold", "buy": "bought",
    "send": "sent", "pay": "paid", "find": "found", "bring": "brought", "catch": "caught", "teach": "taught", "seek": "sought",
    "begin": "began begun", "break": "broke broken", "speak": "spoke spoken", "write": "wrote written", "drive": "drove driven",
    "choose": "chose chosen", "forget": "forgot forgotten", "forgive": "forgave forgiven", "mistake": "mistook mistaken", "steal": "stole stolen",
    "understand": "understood", "stand": "stood", "hold": "held", "mean": "meant", "meet": "met", "lead": "led", "read": "read",
    "hear": "heard", "run": "ran", "come": "came", "become": "became", "fall": "fell fallen", "grow": "grew grown", "show": "shown showed",
    "put": "put", "cut": "cut", "set": "set", "let": "let", "hurt": "hurt", "cost": "cost", "deal": "dealt", "build": "built",
    "weep": "wept", "sleep": "slept", "fight": "fought", "swear": "swore sworn", "bear": "bore borne", "tear": "tore torn", "wear": "wore worn",
    "lie": "lied lying", "die": "died dying", "can": "could ca", "will": "'ll wo", "shall": "should sha", "may": "might", "good": "better best",
    "bad": "worse worst", "child": "children", "man": "men", "woman": "women", "person": "people persons", "wife": "wives", "life": "lives",
    "we": "us our ours ourselves", "i": "me my mine myself", "you": "your yours yourself yourselves", "they": "them their theirs",
    "not": "n't",
}
_FORMS = {form: lemma for lemma, forms in _IRREGULAR.items() for form in forms.split()}
_CLITIC = compiled(r"^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_SHORT_IS = word_set("it that this there he she what who here let")
_BRITISH = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"), ("our", "or"),
    ("ours", "ors"), ("lling", "ling"), ("lled", "led"),
)


@lru_cache(maxsize=20_000)
def english_lemmas(word: str) -> frozenset[str]:
    """Every dictionary form a lower-case English word may come from: a wide net, since entries name real words only.

    Irregular forms by table, regular ones by their endings ('begging': begging, beg), British spelling beside American.
    """
    forms = {word, word.removesuffix("'s").removesuffix("'")} - {""}
    for form in tuple(forms):
        if form in _FORMS:
            forms.add(_FORMS[form])
        forms |= _stems(form)
    for form in tuple(forms):
        for british, american in _BRITISH:
            if form.endswith(british) and len(form) > len(british) + 2:
                forms.add(form[: -len(british)] + american)
    return frozenset(forms)


def _stems(word: str) -> set[str]:
    found: set[str] = set()
    if len(word) < 4:
        return found
    if word.endswith("ies"):
        found.add(word[:-3] + "y")
    if word.endswith("es"):
        found.add(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        found.add(word[:-1])
    if word.endswith("ied"):
        found.add(word[:-3] + "y")
    for ending in ("ed", "ing"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 2:
            found |= {stem, stem + "e"}
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return found


_ENDINGS = (
    "fulness", "lessness", "ations", "ation", "ingly", "edly", "ities", "ments", "ment", "ness", "ions", "ion", "ally", "ity",
    "ing", "ies", "ied", "able", "ible", "ive", "ful", "est", "ed", "es", "ly", "al", "er", "s", "e", "y",
)  # fmt: skip
_LEAST_LEFT = 4


@lru_cache(maxsize=20_000)
def english_stem(word: str) -> str:
    """One light stem of a lower-case English word: irregular forms by table, endings off while four letters are left."""
    bare = word.removesuffix("'s").removesuffix("'")
    if bare in _FORMS:
        return _FORMS[bare]
    for british, american in (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized")):
        if bare.endswith(british):
            bare = bare.removesuffix(british) + american
    for _ in range(2):
        for ending in _ENDINGS:
            if bare.endswith(ending) and len(bare) - len(ending) >= _LEAST_LEFT:
                bare = bare.removesuffix(ending)
                break
    return bare[:-1] if len(bare) > _LEAST_LEFT and bare[-1] == bare[-2] else bare


def longest_match(text: str, vocabulary: Collection[str]) -> tuple[Token, ...]:
    """Chinese words of `vocabulary` in the Han runs of a text, the longest first at each place; other characters are left out."""
    longest = max(map(len, vocabulary), default=0)
    known = frozenset(vocabulary)
    found: list[Token] = []
    for run in _HAN.finditer(text):
        index = run.start()
        while index < run.end():
            for size in range(min(longest, run.end() - index), 0, -1):
                piece = text[index : index + size]
                if piece in known:
                    found.append(Token(index, index + size, piece, frozenset((piece,))))
                    index += size
                    break
            else:
                index += 1
    return tuple(found)


_SENTENCE_END = compiled(r"(?<=[。！？!?；;\n])|(?<=\.)(?=\s+[^\sa-zа-яё])|(?<=\.)$")
_ABBREVIATION = compiled(
    r"(?:\b(?:Co|Ltd|Inc|No|Nos|St|Mr|Mrs|Ms|Dr|approx|etc|e\.g|i\.e|vs)|(?<![а-яё])(?:г|гг|см|стр|рис|ул|д|кв|обл|"
    r"р|руб|тыс|млн|т\.д|т\.п|п|пп|ст|№|шт|им|доб)|\b[A-ZА-ЯЁ])\.$"
)


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of a text in any of the three languages; a line break ends one, an abbreviation's point does not."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start()
        if end <= start or (text[end - 1] == "." and end < len(text) and _ABBREVIATION.search(text[start:end])):
            continue
        spans.append((start, end))
        start = end
    if start < len(text):
        spans.append((start, len(text)))
    return tuple((s, e) for s, e in spans if text[s:e].strip())
