"""Facts: typed values that must be the same in every language and every document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

FactKind = Literal[
    "order-id", "tracking", "sku", "id",  # ids, verbatim; `id` = any other (case, invoice, batch, report, message id, ASIN)
    "date", "moment", "time",             # date; datetime (aware where a zone is known, else naive); time of day
    "money", "count", "number", "rate", "duration", "measure",
    "name", "carrier", "place", "url", "email", "phone", "quote",
]


@dataclass(frozen=True, slots=True)
class Money:
    """`currency` is ISO 4217 (USD, RUB, AED, SAR, CNY ...)."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts or measures.

    `unit` is a canonical key: day, hour, minute, second, week, month, year, working-day, percent, point, kg, g, mm, cm,
    m, mb, or for a count the English singular noun where it is known (parcel, order, unit ...), else "".
    """

    value: Decimal
    unit: str = ""


FactValue = str | date | datetime | time | Money | Quantity


@dataclass(frozen=True, slots=True)
class Fact:
    """One typed value. Equal facts say the same thing, whatever the language they were written in.

    `to` is the other end of a range ('3-5 days', 'from 5 to 14 April'), None for a single value.
    """

    kind: FactKind
    value: FactValue
    to: FactValue | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact as it stands in a text: `text[start:end]` (code points)."""

    fact: Fact
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact is said: a key of case.yaml and the segment that carries it."""

    field: str = ""
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows a fact: evidence id, file, page from 1, quoted text, box as fractions of the page (x0, y0, x1, y1)."""

    evidence: str
    file: str
    page: int | None
    quote: str
    box: tuple[float, float, float, float] | None = None
    confidence: float = 1.0


FactState = Literal["proven", "unproven", "contradicted", "declared"]


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact of the letter with where it is said and what shows it.

    `declared`: stated in case.yaml where no evidence is called for. `contradicted`: the evidence that the claim names
    shows another value in its place; `against` is that place.
    """

    id: str
    fact: Fact
    written: str
    said: tuple[Place, ...]
    shown: tuple[Shown, ...]
    state: FactState
    against: tuple[Shown, ...] = ()
