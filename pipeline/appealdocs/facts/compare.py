"""Do two texts say the same facts? Compared by value, never by string.

What counts as the same, so that a checker can rely on it:

- Moments are the same if the instants are (14:32 GST = 13:32 Moscow time); if one of them names no zone, if the
  clocks are.
  A moment also equals its date and its time of day said apart.
- A date said without its year equals one with any year; two ends of a range equal two dates said apart.
- Money needs amount and currency; 1.2万元 = 12,000 yuan. A rate needs its per cent sign (78.4 is not 78.4%).
- Lengths of time are the same within seconds, minutes and hours (90 minutes = 1.5 hours) and within months and years
  (half a year = 6 months). Days, weeks and working days stay apart: 3 days are not 72 hours, 2 weeks not 14 days,
  since a deadline may be counted otherwise. Measures are the same within one system (0.5 kg = 500 g).
- What is counted is not compared, since languages choose other nouns (单, order, parcel); a bare number may stand for a
  count, a length of time or a measure ('from 48 to 72 hours').
- A number may be in words on one side. Small numbers in words (up to ten), ordinals in words and `a week` are *soft*:
  they
  may be left out (三个主体, 'the parties'), but two soft ones that differ are a change (两天, three days).
- A counted 1 may be left out: languages say it with an article or not at all.
- Each value must stand on both sides; how often is not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from appealdocs.facts.ids import always_verbatim
from appealdocs.facts.quantities import is_soft
from appealdocs.model.fact import Fact, FactValue, Mention, Money, Quantity


@dataclass(frozen=True, slots=True)
class Comparison:
    """`missing`: in the source alone; `extra`: in the target alone; `changed`: (source, target), one for the other."""

    missing: tuple[Mention, ...] = ()
    extra: tuple[Mention, ...] = ()
    changed: tuple[tuple[Mention, Mention], ...] = ()

    @property
    def clean(self) -> bool:
        """Whether both texts say the same facts."""
        return not (self.missing or self.extra or self.changed)


@dataclass(slots=True)
class _Atom:
    """One value of a mention: one end of a range, or the date or the time of a moment."""

    fact: Fact
    mention: Mention
    soft: bool
    parts: list[_Atom] = field(default_factory=list)


def compare(source: Iterable[Mention], target: Iterable[Mention]) -> Comparison:
    """What the source says and the target does not, and the other way round. Both are the output of `parse`."""
    ours, theirs = _atoms(source), _atoms(target)
    return _sorted_out(_unmatched(ours, theirs), _unmatched(theirs, ours), ours, theirs)


def same(one: Fact, other: Fact) -> bool:
    """Whether two facts say the same value (both ends, for a range)."""
    if (one.to is None) != (other.to is None) or not _same(one.kind, one.value, other.kind, other.value):
        return False
    return one.to is None or other.to is None or _same(one.kind, one.to, other.kind, other.to)


def _atoms(mentions: Iterable[Mention]) -> list[_Atom]:
    atoms = []
    for mention in mentions:
        soft = is_soft(mention)
        for value in (mention.fact.value, mention.fact.to):
            if value is not None:
                atoms.append(_Atom(Fact(mention.fact.kind, value), mention, soft))
    return atoms


def _unmatched(ours: list[_Atom], theirs: list[_Atom]) -> list[_Atom]:
    """Ours that theirs does not say; a moment that has no equal is looked up as its date and its time."""
    left = []
    apart = [part for atom in theirs for part in _parts(atom)]
    for atom in ours:
        if any(_matches(atom, other, ours, theirs) for other in theirs):
            continue
        parts = _parts(atom)
        if parts:
            left += [part for part in parts if not any(_equal(part, other) for other in (*theirs, *apart))]
        elif not any(_equal(atom, other) for other in apart):
            left.append(atom)
    return left


def _matches(atom: _Atom, other: _Atom, ours: list[_Atom], theirs: list[_Atom]) -> bool:
    """Equal; but a bare number stands for '72 hours' only if it has no counterpart of its own ('from 2 to 13')."""
    if not _equal(atom, other):
        return False
    if _group(atom) == _group(other):
        return True
    bare, side = (other, ours) if _group(other) == "number" else (atom, theirs)
    return not any(_group(third) == "number" and _equal(bare, third) for third in side)


def _parts(atom: _Atom) -> list[_Atom]:
    value = atom.fact.value
    if not atom.parts and isinstance(value, datetime):
        atom.parts = [
            _Atom(Fact("date", value.date()), atom.mention, False),
            _Atom(Fact("time", value.timetz()), atom.mention, False),
        ]
    return atom.parts


def _equal(one: _Atom, other: _Atom) -> bool:
    return _same(one.fact.kind, one.fact.value, other.fact.kind, other.fact.value)


def _same(kind: str, one: FactValue, other_kind: str, other: FactValue) -> bool:
    if isinstance(one, Money) or isinstance(other, Money):
        return one == other
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return _same_quantity(kind, one, other_kind, other)
    if isinstance(one, datetime) or isinstance(other, datetime):
        return isinstance(one, datetime) and isinstance(other, datetime) and _same_clock(one, other)
    if isinstance(one, time) and isinstance(other, time):
        return _same_clock(one, other)
    if isinstance(one, Quantity):
        return _loose_number(one, other)
    if isinstance(other, Quantity):
        return _loose_number(other, one)
    if kind == "date" and other_kind == "date":
        return _same_date(one, other)
    verbatim = always_verbatim()
    if kind in verbatim and other_kind in verbatim:
        return _verbatim(one) == _verbatim(other)
    return kind == other_kind and one == other


def _verbatim(value: FactValue) -> str:
    return str(value).replace(" ", "").replace("−", "-").casefold()


def _same_clock(one: datetime | time, other: datetime | time) -> bool:
    if one.tzinfo is not None and other.tzinfo is not None:
        if isinstance(one, time) and isinstance(other, time):
            return _in_day(one) == _in_day(other)
        return one == other
    return one.replace(tzinfo=None) == other.replace(tzinfo=None)


def _in_day(at: time) -> int:
    """Seconds of the day by UTC; 00:00 GST and 23:00 Moscow time are the same."""
    offset = at.utcoffset()
    seconds = at.hour * 3600 + at.minute * 60 + at.second
    return int(seconds - offset.total_seconds()) % 86_400 if offset is not None else seconds


def _same_date(one: FactValue, other: FactValue) -> bool:
    pairs = list(zip(fields(one), fields(other), strict=True))
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    return bool(known) and all(a == b for a, b in known)


def fields(value: FactValue) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of a date or of its reduced text (`--11-03`, `2024-05`, `--05`, `2022`)."""
    if isinstance(value, date):
        return value.year, value.month, value.day
    text = str(value)
    if text.startswith("--"):
        month, _, day = text[2:].partition("-")
        return None, int(month), int(day) if day else None
    year, _, month = text.partition("-")
    return int(year), int(month) if month else None, None


def _loose_number(number: Quantity, other: FactValue) -> bool:
    """A bare number for a year (the 2022 model), or a full hour (from 9 to 18:00, до 18 часов)."""
    if isinstance(other, time) and number.unit in ("", "hour"):
        return other.minute == 0 and number.value in (other.hour, other.hour or 24)
    if number.unit:
        return False
    return isinstance(other, str) and other.isdigit() and number.value == int(other)


_SCALES: dict[str, tuple[str, Decimal]] = {
    "second": ("second", Decimal(1)), "minute": ("second", Decimal(60)), "hour": ("second", Decimal(3600)),
    "month": ("month", Decimal(1)), "year": ("month", Decimal(12)),
    "mg": ("g", Decimal("0.001")), "g": ("g", Decimal(1)), "kg": ("g", Decimal(1000)), "t": ("g", Decimal(1_000_000)),
    "mm": ("mm", Decimal(1)), "cm": ("mm", Decimal(10)), "m": ("mm", Decimal(1000)), "km": ("mm", Decimal(1_000_000)),
    "ml": ("ml", Decimal(1)), "l": ("ml", Decimal(1000)),
}  # fmt: skip


def _same_quantity(kind: str, one: Quantity, other_kind: str, other: Quantity) -> bool:
    if "rate" in (kind, other_kind):
        return kind == other_kind and one == other
    bare = {"number", "count"}
    if kind in bare and other_kind in bare:
        return one.value == other.value
    if (kind == "number" and not one.unit) or (other_kind == "number" and not other.unit):
        return one.value == other.value
    if kind != other_kind:
        return False
    base, scale = _SCALES.get(one.unit, (one.unit, Decimal(1)))
    other_base, other_scale = _SCALES.get(other.unit, (other.unit, Decimal(1)))
    return base == other_base and one.value * scale == other.value * other_scale


# ---- what differs
# -----------------------------------------------------------------------------------------------------


def _sorted_out(left: list[_Atom], right: list[_Atom], ours: list[_Atom], theirs: list[_Atom]) -> Comparison:
    changed: list[tuple[Mention, Mention]] = []
    for alike in (_alike, _related):
        for atom in list(left):
            other = next((candidate for candidate in right if _pairs(atom, candidate, alike)), None)
            if other is not None:
                left.remove(atom)
                right.remove(other)
                changed.append((atom.mention, other.mention))
    changed += [(atom.mention, other.mention) for atom in left if (other := _surplus(atom, theirs, ours)) is not None]
    changed += [(other.mention, atom.mention) for atom in right if (other := _surplus(atom, ours, theirs)) is not None]
    said = {id(mention) for pair in changed for mention in pair}
    missing = _once(atom.mention for atom in left if not _may_go(atom) and id(atom.mention) not in said)
    extra = _once(atom.mention for atom in right if not _may_go(atom) and id(atom.mention) not in said)
    return Comparison(missing, extra, tuple(dict.fromkeys(changed)))


def _pairs(one: _Atom, other: _Atom, alike: Callable[[_Atom, _Atom], bool]) -> bool:
    if one.soft and other.soft:
        return not one.mention.text.startswith("第") and (_alike(one, other) or _group(one) == _group(other) == "duration")
    return alike(one, other)


def _surplus(atom: _Atom, others: list[_Atom], mine: list[_Atom]) -> _Atom | None:
    """What a 1 that may be left out has become: a value like it that the other side says once more than this one."""
    if atom.soft or not _may_go(atom):
        return None
    for other in others:
        if not other.soft and _alike(atom, other):
            more = sum(_equal(other, each) for each in others) - sum(_equal(other, each) for each in mine)
            if more == 1 and sum(_equal(other, each) for each in mine):
                return other
    return None


def _alike(one: _Atom, other: _Atom) -> bool:
    """Same kind and unit."""
    return _group(one) == _group(other) and _unit(one) == _unit(other)


def _related(one: _Atom, other: _Atom) -> bool:
    """Same kind, or a bare number for another quantity."""
    mine, theirs = _group(one), _group(other)
    quantities = {"number", "duration", "measure"}
    return mine == theirs or ("number" in (mine, theirs) and mine in quantities and theirs in quantities)


def _group(atom: _Atom) -> str:
    kind = atom.fact.kind
    if kind in always_verbatim():
        return "verbatim"
    return {"count": "number", "moment": "time"}.get(kind, kind)


def _unit(atom: _Atom) -> str:
    value = atom.fact.value
    if isinstance(value, Money):
        return value.currency
    return value.unit if isinstance(value, Quantity) and atom.fact.kind != "count" else ""


def _may_go(atom: _Atom) -> bool:
    if atom.soft:
        return True
    value = atom.fact.value
    return isinstance(value, Quantity) and value.value == 1 and atom.fact.kind != "rate"


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(mentions))
