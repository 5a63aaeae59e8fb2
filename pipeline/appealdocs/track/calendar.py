"""Deadlines as an iCalendar file that phones accept (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from appealdocs.track.clocks import BEIJING, Clock

ALARMS = (timedelta(hours=24), timedelta(hours=2))
"""How long before a submission's deadline a phone rings."""


def ics(clocks: Iterable[Clock], now: datetime, lang: str) -> bytes:
    """One event for each clock that is still ahead; times in UTC, so that no zone table is needed. `now` is aware."""
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//appealdocs//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for clock in clocks:
        if clock.state in ("done", "passed"):
            continue
        event = Event()
        moment = clock.at.astimezone(UTC)
        event.add("uid", hashlib.sha256(f"{clock.folder}\0{clock.key}".encode()).hexdigest()[:32] + "@appealdocs")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", moment)
        event.add("transp", "TRANSPARENT")  # a moment has no end (RFC 5545: an end must be later than the start) and blocks no time
        event.add("summary", f"{clock.case}: {clock.means[lang]}")
        beijing = clock.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
        event.add("description", f"{clock.at.strftime('%Y-%m-%d %H:%M')} {clock.zone}; {beijing} Beijing")
        if clock.kind == "submission":
            for before in ALARMS:
                alarm = Alarm()
                alarm.add("action", "DISPLAY")
                alarm.add("description", clock.means[lang])
                alarm.add("trigger", -before)
                event.add_component(alarm)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data
