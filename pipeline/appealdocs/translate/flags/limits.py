"""Limits: 'not later than', 不超过, 'не менее'. A limit that became its opposite is a number that is right and says wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from appealdocs.expressions import compiled
from appealdocs.facts.compare import fields
from appealdocs.model.fact import Mention, Money, Quantity

Side = Literal["most", "least"]

_BEFORE: dict[str, tuple[str, str]] = {
    "zh": (
        r"(?:不超过|不得?多于|不得超过|不得?高于|不得?晚于|不得?迟于|最多|至多|最迟|最晚|最长|上限|不大于|低于|少于|小于|不到|不足|不满|控制在|限)",
        r"(?:超过|超出|超|多于|高于|大于|至少|最少|不得?少于|不得?低于|起码|不得?早于|不小于|长达|突破|满)",
    ),
    "en": (
        r"(?:at most|no more than|not more than|(?:no|not) later than|up to|within|maximum of|(?:less|fewer|earlier|lower) than|under|below|"
        r"(?:not|never) (?:to )?(?:exceed|exceeding|be exceeded)|not over|capped at|limited to|limit of)",
        r"(?:at least|(?:no|not) (?:fewer|less|lower|earlier) than|more than|over|above|exceed(?:s|ed|ing)?|minimum of|greater than|later than|a full)",
    ),
    "ru": (
        r"(?:не (?:более|больше|свыше|позднее|позже|выше|превы\w+|долж\w+ превы\w+)(?: чем)?|максимум|менее|меньше|ниже|раньше|в пределах|в течение)",
        r"(?:не (?:менее|меньше|ниже|ранее|раньше)(?: чем)?|минимум|как минимум|более|больше|свыше|выше|превы\w+|позднее|позже|хотя бы)",
    ),
}
_BETWEEN = {"zh": r"[^，。；、：（）\d的]{0,4}", "en": r"(?: a| an| the| of| for| by)? ?(?:CNY|RMB|USD|AED|SAR|RUB|EUR)?[ \u00a0]?[$€]?",
            "ru": r"(?: на| в| с| за| от| до| чем)?(?: (?:за|на|через|с|в|из))?[ \u00a0]?"}  # fmt: skip
_AFTER: dict[str, tuple[str, str]] = {
    "zh": (r"(?:以内|之内|内(?![部容])|以下|封顶|为限)", r"(?:及?以上|开外|多(?=[^，。]))"),
    "en": (r",? (?:or (?:less|fewer|below|under|earlier)|at most|maximum)\b", r",? (?:or (?:more|above|over|longer|later|higher)|and (?:above|over)|at least|minimum)\b"),
    "ru": (r" (?:или|и) (?:менее|меньше|ниже|раньше)", r" (?:или|и) (?:более|больше|выше|позже)"),
}


_DATE_BEFORE: dict[str, tuple[str, str]] = {
    "zh": (r"(?:不晚于|不迟于|截至|截止|最迟|最晚|至|到)", r"(?:自|从|晚于|迟于)"),
    "en": (r"(?:by|before|until|till|(?:no|not) later than|up to|prior to)", r"(?:from|after|since|starting|(?<!no )(?<!not )later than)"),
    "ru": (r"(?:до|не позднее|не позже|по|к)", r"(?:с|со|после|начиная с|от|позднее|позже)"),
}
_DATE_AFTER = {"zh": (r"(?:之?前|以前|截止|为止)", r"(?:起|之?后|以后|开始|以来)"), "en": (r"(?!)", r"(?!)"), "ru": (r"(?!)", r"(?!)")}
_DATE_BETWEEN = {"zh": "", "en": r"(?: the)? ", "ru": " "}
_STRICT = compiled(r"less than|fewer than|under|below|менее|меньше|ниже|позднее|позже")
"""Words that turn a value round, so that they cannot stand for a value that the source gives as it is."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A value with which side of it is meant: at most, at least. A date's value is its month and day."""

    value: Decimal | tuple[int | None, int | None]
    side: Side
    mention: Mention
    words: str


def limits(text: str, language: str, mentions: Sequence[Mention]) -> list[Limit]:
    """Values and dates of a text that are limits, with their side."""
    plain = text.replace("\u00a0", " ").lower()
    found: list[Limit] = []
    for mention in mentions:
        key = _key(mention)
        if key is None:
            continue
        before, after, between = (
            (_DATE_BEFORE, _DATE_AFTER, _DATE_BETWEEN) if isinstance(key, tuple) else (_BEFORE, _AFTER, _BETWEEN)
        )
        said = _side(plain, language, mention, before[language], after[language], between[language])
        if said:
            found.append(Limit(key, said[0], mention, said[1]))
    return found


def _key(mention: Mention) -> Decimal | tuple[int | None, int | None] | None:
    value = mention.fact.value
    if mention.fact.to is not None:
        return None
    if isinstance(value, Money | Quantity):
        return value.value
    if mention.fact.kind in ("date", "moment") and isinstance(value, date):
        return value.month, value.day
    if mention.fact.kind == "date":
        _, month, day = fields(value)
        return (month, day) if day else None
    return None


def _side(
    text: str, language: str, mention: Mention, before: tuple[str, str], after: tuple[str, str], between: str
) -> tuple[Side, str] | None:
    ahead, behind = text[max(0, mention.start - 32) : mention.start], text[mention.end : mention.end + 24]
    sides: tuple[Side, Side] = ("most", "least")
    for side, pattern in zip(sides, after, strict=True):
        match = compiled(pattern).match(behind)
        if match:
            return side, match[0]
    best: tuple[int, Side, str] | None = None
    for side, pattern in zip(sides, before, strict=True):
        match = compiled(rf"{'' if language == 'zh' else '(?<![a-zа-яё])'}({pattern}){between}\Z").search(ahead)
        if match and (best is None or match.start() < best[0]):  # 不超过 before 超过, 'not less than' before 'less than'
            best = (match.start(), side, match[1])
    return (best[1], best[2]) if best else None


def reversed_limits(ours: Sequence[Limit], theirs: Sequence[Limit]) -> list[tuple[Limit, Limit]]:
    """Limits of the same value that mean opposite sides, where neither text names it as both."""
    found = []
    for mine in ours:
        same = [other for other in theirs if other.value == mine.value]
        once = len({other.side for other in ours if other.value == mine.value}) == 1
        if once and same and all(other.side != mine.side for other in same):
            found.append((mine, same[0]))
    return found


def new_limits(ours: Sequence[Limit], theirs: Sequence[Limit], said: Sequence[Mention]) -> list[Limit]:
    """Limits by a turning word ('less than 7 days') of values that the source (`said`: its mentions) gives as they are."""
    values = {_key(mention) for mention in said}
    known = {mine.value for mine in ours}
    return [o for o in theirs if o.value in values and o.value not in known and _STRICT.match(o.words)]
