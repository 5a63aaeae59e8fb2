"""The Jinja filters of the letters (templates/VARIABLES.md), bound to one language and one platform zone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from appealdocs.locale_ import write

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# What the case does not say stays a visible gap (templates/VARIABLES.md).
GAP = "____"


def environment_filters(lang: str, zone: ZoneInfo) -> dict[str, Callable[..., str]]:
    """`date`, `time`, `moment`, `money`, `percent`, `number`, `count`, `case`, `join`, `quote` for a letter in `lang`.

    Each takes what case.yaml and clauses give (ISO text, date, datetime, int, float, Decimal, Money, {value, currency},
    Text, {zh, en, ru}); None is written as a gap. Aware times are moved to `zone`. They raise WrongValue.
    `count`, `join` replace Jinja's own.
    """

    def count(value: object, noun: str, case: str = "nomn") -> str:
        return GAP if value is None else write.count(value, noun, lang, case)

    def case(value: object, name: str) -> str:
        return GAP if value is None else write.case(value, name, lang)

    def join(values: Iterable[object] | None) -> str:
        return GAP if values is None else write.join(values, lang)

    return {
        "date": _gap(lambda value: write.date(value, lang, zone)),
        "time": _gap(lambda value: write.time_(value, lang, zone)),
        "moment": _gap(lambda value: write.moment(value, lang, zone)),
        "money": _gap(lambda value: write.money(value, lang)),
        "percent": _gap(lambda value: write.percent(value, lang)),
        "number": _gap(lambda value: write.number(value, lang)),
        "quote": _gap(lambda value: write.quote(value, lang)),
        "count": count,
        "case": case,
        "join": join,
    }


def _gap(filter_: Callable[[object], str]) -> Callable[[object], str]:
    return lambda value: GAP if value is None else filter_(value)
