"""Russian agreement and cases for nouns, noun phrases and names."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from appealdocs.expressions import compiled
from appealdocs.locale_.morph import Parse, analyzer, parses

Case = Literal["nomn", "gent", "datv", "accs", "ablt", "loct"]
CASES: tuple[Case, ...] = ("nomn", "gent", "datv", "accs", "ablt", "loct")

# Form of the noun after a number: 1 день, 2 дня, 5 дней, 4,3 дня (after a fraction as after 'two', genitive singular).
Form = Literal["one", "few", "many", "part"]

# Suppletive and counting forms that the dictionary files under another lexeme or ranks below a rarer form.
_IRREGULAR: dict[str, tuple[str, str, str]] = {
    "год": ("год", "года", "лет"),
    "человек": ("человек", "человека", "человек"),
    "раз": ("раз", "раза", "раз"),
    "ватт": ("ватт", "ватта", "ватт"),
    "вольт": ("вольт", "вольта", "вольт"),
    "байт": ("байт", "байта", "байт"),
    "мегабайт": ("мегабайт", "мегабайта", "мегабайт"),
}
# Genitive plural after a number where the dictionary has another: более 5 лет, для 5 человек.
_COUNTING: dict[str, str] = {"год": "лет", "человек": "человек"}
# Places that the dictionary does not know, by case (CASES).
_PLACES: dict[str, tuple[str, ...]] = {
    "Эр-Рияд": ("Эр-Рияд", "Эр-Рияда", "Эр-Рияду", "Эр-Рияд", "Эр-Риядом", "Эр-Рияде"),
    **{name: (name,) * 6 for name in ("Алматы", "Гуанчжоу", "Ханчжоу", "Иу", "Сучжоу", "Вэньчжоу", "Чжэнчжоу")},
    # Chinese cities in -нь are masculine: в Шэньчжэне.
    **{
        stem + "ь": tuple(stem + ending for ending in ("ь", "я", "ю", "ь", "ем", "е"))
        for stem in (
            "Шэньчжэн",
            "Сямэн",
            "Тяньцзин",
            "Далян",
            "Чанчун",
            "Ухан",
            "Дунгуан",
            "Фошан",
            "Чжуншан",
            "Цзинан",
        )
    },
}
_CYRILLIC = compiled(r"^[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*$")
_WORDS = compiled(r"(\s+)")
_INITIALS = compiled(r"^(?:[А-ЯЁ]\.)+$")


def form(number: Decimal) -> Form:
    """Which form a noun takes after `number`."""
    if number != number.to_integral_value():
        return "part"
    rest = int(abs(number)) % 100
    if 11 <= rest <= 14:
        return "many"
    return "one" if rest % 10 == 1 else "few" if 2 <= rest % 10 <= 4 else "many"


@lru_cache(maxsize=4096)
def counted(noun: str, after: Form, case: Case = "nomn") -> str:
    """`noun` (nominative singular, may carry adjectives before and genitives after it) as it stands after a number.

    `case` is the case that the sentence asks for: через 1 минуту is accs, более 5 дней is gent.
    """
    if noun in _IRREGULAR and (case == "nomn" or (case == "accs" and not (after == "one" and animate(noun)))):
        one, few, many = _IRREGULAR[noun]
        return {"one": one, "few": few, "many": many, "part": few}[after]
    straight = case in ("nomn", "accs")
    if after == "one":
        return _inflected(noun, {"sing", case}, {"sing", case})
    if noun in _COUNTING and case == "gent" and after != "part":
        return _COUNTING[noun]
    if after == "few" and straight and (head := _declined_as_adjective(noun)) is not None:
        # 2 накладные, but 2 дежурных: a feminine adjective that serves as a noun stands in the nominative plural.
        wanted = "nomn" if _gender(head) == "femn" else "gent"
        return _inflected(noun, {"plur", wanted}, {"plur", wanted})
    if after in ("few", "part") and straight:
        return _inflected(noun, {"sing", "gent"}, {"sing" if after == "part" else "plur", "gent"})
    if after == "part":
        return _inflected(noun, {"sing", "gent"}, {"sing", "gent"})
    wanted = "gent" if straight else case
    return _inflected(noun, {"plur", wanted}, {"plur", wanted})


@lru_cache(maxsize=4096)
def animate(noun: str) -> bool:
    """Whether the head of `noun` is a living being, whose accusative is the genitive: 2 сотрудников, but 2 заказа."""
    return any(_animate(word) for word in noun.split() if _noun(word) is not None)


def _declined_as_adjective(phrase: str) -> Parse | None:
    """The head of `phrase` if it is a noun with the endings of an adjective: накладная, дежурный."""
    pieces = _WORDS.split(phrase)
    places = range(0, len(pieces), 2)
    head = next((pieces[at] for at in places if _noun(pieces[at]) is not None and not _leads(pieces, at)), "")
    found = _noun(head)
    genitive = found.inflect({"sing", "gent"}) if found is not None else None
    declined = (
        genitive is not None
        and head.endswith(("ая", "яя", "ый", "ий", "ой", "ое", "ее"))
        and genitive.word.endswith(("ой", "ей", "ого", "его"))
    )
    return found if declined else None


@lru_cache(maxsize=4096)
def inflected(text: str, case: Case) -> str:
    """A noun phrase or a personal name in another case; Latin words, initials and unknown names stay as they are."""
    if case == "nomn" or not re.search(r"[А-Яа-яЁё]", text):
        return text
    if text in _PLACES:
        return _PLACES[text][CASES.index(case)]
    name = _name(text, case)
    return name if name is not None else _inflected(text, {case}, {case})


def _inflected(phrase: str, noun: set[str], adjective: set[str]) -> str:
    """Inflect the head noun and the adjectives before it; what follows the head stays."""
    pieces = _WORDS.split(phrase)
    words = range(0, len(pieces), 2)
    head = next((at for at in words if _noun(pieces[at]) is not None and not _leads(pieces, at)), None)
    last = head if head is not None else len(pieces) - 1
    gender = _gender(_noun(pieces[last])) if head is not None else "masc"
    # Набережные Челны has no singular: its adjective has none either.
    wanted = adjective - {"sing"} | {"plur"} if head is not None and _plural_alone(_noun(pieces[last])) else adjective
    for at in words:
        if at > last:
            break
        prefix, word = _hyphenated(pieces[at])
        if at == head:
            found = _noun(word)
            changed = found.inflect(noun & _number_free(found, noun)) if found is not None else None
        else:
            found = _adjective(word, gender)
            changed = found.inflect(_agreeing(wanted, gender, _animate(pieces[last]))) if found else None
        if changed is not None:
            pieces[at] = prefix + _cased(changed.word, word)
    return "".join(pieces)


def _agreeing(grammemes: set[str], gender: str, animate: bool) -> set[str]:
    """What an adjective needs to agree: its gender in the singular, animacy where the accusative depends on it."""
    wanted = set(grammemes) if "plur" in grammemes else grammemes | {gender}
    if "accs" in wanted and ("plur" in wanted or gender == "masc"):
        wanted.add("anim" if animate else "inan")
    return wanted


def _animate(word: str) -> bool:
    found = _noun(word)
    return found is not None and "anim" in found.tag


def _hyphenated(word: str) -> tuple[str, str]:
    """The part that stays and the part that is inflected: трек-|номер; known compounds are inflected whole."""
    prefix, hyphen, tail = word.rpartition("-")
    if hyphen and _CYRILLIC.match(word) and not analyzer().word_is_known(word.lower()):
        return prefix + hyphen, tail
    return "", word


def _leads(pieces: list[str], at: int) -> bool:
    """Whether the word is an adjective before a noun, as in 'новый заказ', rather than the head itself."""
    return _adjective(pieces[at], None) is not None and any(_noun(word) is not None for word in pieces[at + 2 :: 2][:2])


def _number_free(found: Parse, grammemes: set[str]) -> set[str]:
    """Words that have one number alone (данные, деньги) keep it."""
    if {"Pltm", "Sgtm"} & set(found.tag.grammemes):
        return grammemes - {"sing", "plur"}
    return grammemes


def _plural_alone(found: Parse | None) -> bool:
    return found is not None and "plur" in found.tag and "sing" not in found.tag


def _noun(word: str) -> Parse | None:
    if not _CYRILLIC.match(word):
        return None
    found = [p for p in parses(word.lower()) if "NOUN" in p.tag and "nomn" in p.tag and "Fixd" not in p.tag]
    return next((p for p in found if "sing" in p.tag), found[0] if found else None)


def _adjective(word: str, gender: str | None) -> Parse | None:
    if not _CYRILLIC.match(word):
        return None
    for p in parses(word.lower()):
        if p.tag.POS in ("ADJF", "PRTF") and "nomn" in p.tag and (gender is None or gender in p.tag or "plur" in p.tag):
            return p
    return None


def _gender(found: Parse | None) -> str:
    return str(found.tag.gender or "masc") if found is not None else "masc"


def _name(text: str, case: Case) -> str | None:
    """A Russian personal name in `case`, None where the words are no such name.

    Other names in Cyrillic stay: whether Чэнь Цзин is a man (declined) or a woman (not) cannot be told.
    """
    words = text.split()
    if not 2 <= len(words) <= 3 or not all(w[0].isupper() for w in words):
        return None
    if not any(analyzer().word_is_known(w.lower()) for w in words):
        return text
    gender = next((g for w in words if (g := _given_gender(w))), None)
    if gender is None:
        return None
    return " ".join(_name_word(w, gender, case) for w in words)


def _given_gender(word: str) -> str | None:
    for p in parses(word.lower()):
        if (
            ("Name" in p.tag or "Patr" in p.tag)
            and "Fixd" not in p.tag
            and "nomn" in p.tag
            and "sing" in p.tag
            and p.tag.gender in ("masc", "femn")
        ):
            return str(p.tag.gender)
    return None


def _name_word(word: str, gender: str, case: Case) -> str:
    if _INITIALS.match(word):
        return word
    for p in parses(word.lower()):
        if {"Name", "Patr", "Surn"} & set(p.tag.grammemes) and "nomn" in p.tag and gender in p.tag and "sing" in p.tag:
            changed = p.inflect({case})
            return _cased(changed.word, word) if changed else word
    return word


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return "-".join(
        part[:1].upper() + part[1:] if model[:1].isupper() else part
        for part, model in zip(word.split("-"), _models(like, word.count("-") + 1), strict=True)
    )


def _models(like: str, parts: int) -> list[str]:
    models = like.split("-")
    return models if len(models) == parts else [like] * parts
