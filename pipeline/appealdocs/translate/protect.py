"""What must not change becomes a placeholder before any engine, and is put back after.

Placeholders: ids, addresses of every kind, dates, times, money, and the names of the case; people, companies and postal
addresses that no list names too (`personal`). Their words in the other language come from the facts, not from the engine.

Counts, lengths of time and rates stay readable: a Russian sentence cannot agree with a number it does not see ('4 дня',
'5 дней'). They are compared by value afterwards (flags), and none of them is personal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from appealdocs.expressions import compiled
from appealdocs.model.fact import Fact, FactKind, Mention
from appealdocs.model.letter import Flag, FlagSeverity
from appealdocs.model.text import Text2
from appealdocs.translate import known, personal

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names

_NUMBERS: frozenset[FactKind] = frozenset({"count", "number", "rate", "duration", "measure", "quote"})
"""Kinds that an engine sees."""
_TOKEN = compiled(r"[\[［【(（{]?\s*[XxХх×]\s*(\d{1,3})\s*[XxХх×]\s*[\]］】)）}]?")
_STRICT = compiled(r"\[X(\d{1,3})X\]")
_HAN = compiled("[\u3400-\u9fff]")
_CYRILLIC = compiled("[А-Яа-яЁё]")
_WORDY = compiled(r"[A-Za-zА-Яа-яЁё0-9]")
_ENDS = ".,;:!?…)»”\"'’%、，。；：！？）"


@dataclass(frozen=True, slots=True)
class Held:
    """What a placeholder stands for: the words of the source, their fact, and the words to put into the target ("" if
    nothing tells how to write them there)."""

    original: str
    fact: Fact
    written: str


@dataclass(frozen=True, slots=True)
class Protected:
    """A text whose placeholders `[X1X]`, `[X2X]` … stand for `held`."""

    text: str
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A translation with its values back, and what is wrong with its placeholders."""

    text: str
    flags: tuple[Flag, ...] = ()


def protect(
    text: str, source_language: str, target_language: str, names: Names | None = None, zone: ZoneInfo | None = None
) -> Protected:
    """Replace what must not change. A text that already holds something like a placeholder keeps it as one more."""
    held: list[Held] = []
    parts: list[str] = []
    at = 0
    for start, end, fact in _spans(text, source_language, names, zone):
        if start < at:
            continue
        held.append(Held(text[start:end], fact, _written(text[start:end], fact, target_language, names, zone)))
        parts += [text[at:start], f"[X{len(held)}X]"]
        at = end
    return Protected("".join([*parts, text[at:]]), tuple(held))


def is_personal(text: str, language: str, names: Names | None = None) -> bool:
    """Whether a text holds a name of the case, an id, or anything that looks personal."""
    return any(fact.kind not in ("date", "moment", "time", "money") for _, _, fact in _spans(text, language, names, None))


def _spans(
    text: str, language: str, names: Names | None, zone: ZoneInfo | None
) -> list[tuple[int, int, Fact]]:
    """Stretches to protect, the longer of two that overlap first of all."""
    from appealdocs.facts.parse import parse

    found = [(m.start(), m.end(), Fact("id", m[0])) for m in _STRICT.finditer(text)]
    found += [(m.start, m.end, m.fact) for m in _trimmed(parse(text, language, names, zone)) if m.fact.kind not in _NUMBERS]
    kinds: dict[str, FactKind] = {"name": "name", "place": "place", "id": "id"}
    found += [(start, end, Fact(kinds[kind], text[start:end])) for kind, start, end in personal.spans(text, language)]
    found += [(start, end, Fact("name", value)) for start, end, value in known.spans(text, names)]
    chosen: list[tuple[int, int, Fact]] = []
    for span in sorted(found, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= start or span[0] >= end for start, end, _ in chosen):
            chosen.append(span)
    return sorted(chosen, key=lambda s: s[0])


def _trimmed(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions without the full stop that ends the sentence."""
    from dataclasses import replace

    return [
        replace(m, end=m.end - 1, text=m.text[:-1]) if m.text.endswith(".") and not m.text.endswith("г.") else m
        for m in mentions
    ]


def _written(original: str, fact: Fact, language: str, names: Names | None, zone: ZoneInfo | None) -> str:
    """The words for a held value in the target language; "" if nothing tells."""
    if fact.kind in ("date", "moment", "time", "money"):
        from appealdocs.facts.write import write

        return write(fact, language, zone)
    if fact.kind not in ("name", "carrier", "place"):
        return original
    writings = names.writings(fact.kind, str(fact.value)) if names else [original]
    if language == "ru":
        cyrillic = next((w for w in writings if _CYRILLIC.search(w)), "")
        if cyrillic:
            return cyrillic
    if language == "zh":
        return next((w for w in writings if _HAN.search(w)), original)
    latin = next((w for w in writings if not _HAN.search(w) and not (language == "en" and _CYRILLIC.search(w))), "")
    return latin or _spelled(original, fact, language)


def _spelled(original: str, fact: Fact, language: str) -> str:
    """A Chinese person's name in Latin or Cyrillic letters; "" for anything longer."""
    if fact.kind != "name" or not re.fullmatch("[\u3400-\u9fff]{2,4}", original):
        return ""
    if language == "ru":
        from appealdocs.locale_.names import person

        return person(original)
    from pypinyin import Style, lazy_pinyin

    pinyin = lazy_pinyin(original, style=Style.NORMAL, v_to_u=False, errors="ignore")
    return " ".join(part.capitalize() for part in (pinyin[0], "".join(pinyin[1:])) if part)


def restore(answer: str, protected: Protected, language: str) -> Restored:
    """Put the values back. A placeholder that came back mangled is repaired where there is one way to do so; what is lost,
    doubled, unknown or cannot be written is flagged."""
    held = protected.held
    numbers = [int(m[1]) for m in _TOKEN.finditer(answer)]
    renamed = _renamed(numbers, len(held))
    seen: list[int] = []
    unknown: list[int] = []

    def back(match: re.Match[str]) -> str:
        number = renamed.get(int(match[1]), int(match[1]))
        if not 1 <= number <= len(held):
            unknown.append(number)
            return ""
        seen.append(number)
        item = held[number - 1]
        lead = " " if match[0][:1].isspace() else ""
        trail = " " if match[0][-1:].isspace() else ""
        return lead + (item.written or item.original) + trail

    text = _apart(answer, back, language)
    flags = [_flag("lost", "critical", held[n - 1]) for n in range(1, len(held) + 1) if n not in seen]
    flags += [_flag("doubled", "major", held[n - 1]) for n in sorted({n for n in seen if seen.count(n) > 1})]
    flags += [_flag("unknown", "critical", None)] if unknown else []
    flags += [_unwritten(item) for n, item in enumerate(held, 1) if n in seen and not item.written]
    return Restored(text, tuple(flags))


def _renamed(numbers: Sequence[int], count: int) -> dict[int, int]:
    """One placeholder is missing and one came back that was never sent: they are the same."""
    lost = [n for n in range(1, count + 1) if n not in numbers]
    strange = sorted({n for n in numbers if not 1 <= n <= count})
    return {strange[0]: lost[0]} if len(lost) == 1 and len(strange) == 1 else {}


def _apart(answer: str, back: object, language: str) -> str:
    """The answer with placeholders replaced, words of both sides kept apart by a blank."""
    parts: list[str] = []
    at = 0
    for match in _TOKEN.finditer(answer):
        parts += [answer[at : match.start()], back(match)]  # type: ignore[operator]
        at = match.end()
    parts.append(answer[at:])
    text = ""
    for number, part in enumerate(parts):
        if text and part and language != "zh" and (number % 2 or parts[number - 1]):
            if _WORDY.match(text[-1]) and _WORDY.match(part[0]):
                text += " "
            elif text[-1] == " " and part[0] in _ENDS:
                text = text[:-1]
        text += part
    text = re.sub(r"  +", " ", text).strip()
    return text if language == "zh" else re.sub(r" +(?=[.,;:!?](?:\s|$))", "", text)


def _flag(kind: str, severity: FlagSeverity, item: Held | None) -> Flag:
    words = {
        "lost": ("the engine dropped '{}'", "引擎遗漏了“{}”"),
        "doubled": ("the engine wrote '{}' more than once", "引擎重复写了“{}”"),
        "unknown": ("the engine made up a placeholder{}", "引擎凭空生成了占位符{}"),
    }[kind]
    shown = item.original if item else ""
    return Flag(f"placeholder-{kind}", severity, Text2(words[0].format(shown), words[1].format(shown)))


def _unwritten(item: Held) -> Flag:
    return Flag(
        "name-unwritten",
        "critical",
        Text2(
            f"nothing tells how '{item.original}' is written in this language: give it in case.yaml",
            f"不知道“{item.original}”在该语言中的写法：请在 case.yaml 中给出",
        ),
    )
