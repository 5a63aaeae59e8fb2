"""What a case file, a clause or a fact may give for a value, brought to one type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation

from appealdocs.errors import UsageError
from appealdocs.model.fact import Money, Quantity
from appealdocs.model.text import Text, Text2


class WrongValue(UsageError):
    """A value that cannot be written as what the letter asks for, as a date that is none."""


def wrong(value: object, en: str, zh: str) -> WrongValue:
    return WrongValue(
        Text2(en=f"{value!r} is not {en}.", zh=f"{value!r} 不是{zh}。"),
        Text2(
            en="Correct the value in case.yaml or in the clause's `with`.",
            zh="请在 case.yaml 或条款的 with 中更正该值。",
        ),
    )


def as_date(value: object, zone: tzinfo | None = None) -> date:
    """A date from a date, datetime (moved to `zone` if both are known) or ISO 8601 text. Raises WrongValue."""
    found = as_moment(value, zone)
    return found.date() if isinstance(found, datetime) else found


def as_moment(value: object, zone: tzinfo | None = None) -> date | datetime:
    """A datetime where the value has a time of day, else a date; an aware one is moved to `zone`. Raises WrongValue."""
    if isinstance(value, str):
        value = _from_iso(value.strip())
    if isinstance(value, datetime):
        return value.astimezone(zone) if zone is not None and value.tzinfo is not None else value
    if isinstance(value, date):
        return value
    raise wrong(
        value,
        "a date (write 2026-03-07 or 2026-03-07T14:32+04:00)",
        "日期（请写 2026-03-07 或 2026-03-07T14:32+04:00）",
    )


def _from_iso(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
    except ValueError as error:
        raise wrong(
            text,
            "a date (write 2026-03-07 or 2026-03-07T14:32+04:00)",
            "日期（请写 2026-03-07 或 2026-03-07T14:32+04:00）",
        ) from error


def as_time(value: object, zone: tzinfo | None = None) -> time | datetime:
    """A time of day: a time, a datetime (moved to `zone`), or text such as 14:32. Raises WrongValue for a bare date."""
    if isinstance(value, str):
        text = value.strip()
        if len(text) <= 8 and ":" in text:
            try:
                return time.fromisoformat(text.zfill(5))
            except ValueError as error:
                raise wrong(value, "a time of day (write 14:32)", "时间（请写 14:32）") from error
        value = _from_iso(text)
    if isinstance(value, time):
        return value
    if isinstance(value, datetime):
        found = as_moment(value, zone)
        if isinstance(found, datetime):
            return found
    raise wrong(value, "a time of day (write 14:32)", "时间（请写 14:32）")


def as_number(value: object) -> Decimal:
    """A finite Decimal with the digits as given; a float keeps its shortest writing. Raises WrongValue."""
    if isinstance(value, Quantity):
        return value.value
    if isinstance(value, bool):
        raise wrong(value, "a number", "数字")
    if isinstance(value, float):
        value = repr(value)
    if isinstance(value, int | Decimal | str):
        try:
            number = Decimal(value)
        except InvalidOperation as error:
            raise wrong(value, "a number", "数字") from error
        if number.is_finite():
            return number
    raise wrong(value, "a number", "数字")


def as_money(value: object) -> Money:
    """Money from Money or a mapping {value, currency}. Raises WrongValue."""
    if isinstance(value, Money):
        return value
    if isinstance(value, Mapping) and "value" in value and "currency" in value:
        return Money(as_number(value["value"]), str(value["currency"]).strip().upper())
    amount = getattr(value, "value", None)
    currency = getattr(value, "currency", None)
    if amount is not None and isinstance(currency, str):
        return Money(as_number(amount), currency.strip().upper())
    raise wrong(value, "an amount (write {value: 129, currency: AED})", "金额（请写 {value: 129, currency: AED}）")


def as_text(value: object, lang: str) -> str:
    """Words in `lang` where the value has several languages, else whatever it says."""
    if isinstance(value, Text):
        return value.best(lang)
    if isinstance(value, Mapping):
        return Text(**{key: str(value.get(key) or "") for key in ("zh", "en", "ru")}).best(lang)
    return str(value)
