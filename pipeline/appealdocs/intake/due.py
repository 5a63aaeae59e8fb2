"""When a notice wants the answer: its own words, absolute or counted from a date that it names. A blank is better than a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from appealdocs import clock
from appealdocs.expressions import compiled
from appealdocs.intake.paper import Paper
from appealdocs.intake.when import Moment, Order, first
from appealdocs.model.dossier import Read
from appealdocs.model.pack import Pack

FLAGS = re.IGNORECASE | re.MULTILINE
_RANGE = compiled(r"\d\s*[-–]\s*$")
_PUNCTUATION = compiled(r"[\s:,.()–—-]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """The deadline (aware) and the words that say it; `at` is None where the words are there but fix no moment."""

    at: datetime | None
    read: Read | None


def asked(paper: Paper, words: Sequence[Mapping[str, Any]], pack: Pack, site: str, received: Moment | None, order: Order) -> Asked:
    """The deadline of a notice. Words that disagree, or that count from a day that is not printed, give words without a moment."""
    absolute: list[tuple[Moment, Read]] = []
    relative: list[tuple[datetime | None, Read]] = []
    for start, end in paper.sentences():
        text = paper.text[start:end]
        for said in words:
            if not any(compiled(p, FLAGS).search(text) for p in said["ask"]):
                continue
            absolute += _absolute(paper, text, start, said, pack, received, order)
            relative += _relative(paper, text, start, said, pack, site, received, order)
    if absolute:
        return agreed(absolute, pack)
    if relative:
        moments = {at for at, _ in relative}
        read = relative[0][1]
        return Asked(moments.pop() if len(moments) == 1 else None, read)
    return Asked(None, None)


def agreed(found: Sequence[tuple[Moment, Read]], pack: Pack) -> Asked:
    """One deadline out of several wordings: the same day counts once, with its time of day where one gives it."""
    timed = [(at, read) for at, read in found if isinstance(at, datetime)]
    days = {(at.date() if isinstance(at, datetime) else at) for at, _ in found}
    if len(days) > 1 or len({at for at, _ in timed}) > 1:
        return Asked(None, found[0][1])
    at, read = timed[0] if timed else found[0]
    return Asked(at if isinstance(at, datetime) else datetime.combine(at, time(23, 59, 59), ZoneInfo(pack.zone)), read)


def _absolute(
    paper: Paper, text: str, offset: int, said: Mapping[str, Any], pack: Pack, received: Moment | None, order: Order
) -> Iterator[tuple[Moment, Read]]:
    """Dates that stand directly after words such as 'by' or 'no later than'."""
    gap = compiled(rf"(?:{_PUNCTUATION.pattern}|{said['gap']})*", re.IGNORECASE)
    for pattern in said["until"]:
        for cue in compiled(pattern, FLAGS).finditer(text):
            before = text[: cue.start()]
            if any(compiled(p, re.IGNORECASE).search(before) for p in said["not_ours"]):
                continue
            rest = text[cue.end() :]
            read = first(rest, order, pack.zone, received)
            if read is None:
                continue
            value, mention, completed = read
            if not gap.fullmatch(completed[: mention.start]) or _before(value, received):
                continue
            shown = " ".join((cue[0] + completed[: mention.end]).split())
            line = paper.line(offset + cue.end() + mention.start if completed == rest else offset + cue.start())
            yield value, Read(_printed(shown, line, mention.text), paper.page(offset + cue.start()), line)


def _printed(shown: str, line: str, date: str) -> str:
    """The words of the date as printed: what stands in the line."""
    plain = " ".join(date.split())
    return plain if plain in line else shown if shown in line else line


def _before(value: Moment, received: Moment | None) -> bool:
    """Whether a date lies before the notice itself: then it is no deadline, or was misread."""
    if received is None:
        return False
    first_day, day = ((v.date() if isinstance(v, datetime) else v) for v in (received, value))
    return day < first_day


def _relative(
    paper: Paper, text: str, offset: int, said: Mapping[str, Any], pack: Pack, site: str, received: Moment | None, order: Order
) -> Iterator[tuple[datetime | None, Read]]:
    """'within 72 hours of this notice': counted where the start is printed to the precision that the unit needs."""
    for pattern in said["within"]:
        for found in compiled(pattern, FLAGS).finditer(text):
            before = text[: found.start()]
            if _RANGE.search(text[: found.start("n")]) or any(compiled(p, re.IGNORECASE).search(before) for p in said["not_ours"]):
                continue
            if re.search(r"buyer|customer|покупател", text, re.IGNORECASE) and not re.search(r"\b(?:you|your|вас|вы)\b", before + found[0], re.IGNORECASE):
                continue
            tail = compiled(said["from"], re.IGNORECASE).match(found["tail"])
            start = received
            if tail and not compiled(said["own_start"], re.IGNORECASE).search(tail["what"].strip()):
                if not compiled(said["event_start"], re.IGNORECASE).search(tail["what"]):
                    continue
                start = _event(paper, said, pack, order)
            read = Read(" ".join(found[0].split())[:120], paper.page(offset + found.start()), paper.line(offset + found.start("n")))
            yield _counted(int(found["n"]), found["unit"], start, said, pack, site), read


def _event(paper: Paper, said: Mapping[str, Any], pack: Pack, order: Order) -> Moment | None:
    """The date of the infraction, where the notice prints one."""
    for pattern in said["event_date"]:
        found = compiled(pattern, FLAGS).search(paper.text)
        read = first(found["value"], order, pack.zone) if found else None
        if read:
            return read[0]
    return None


def _counted(number: int, unit: str, start: Moment | None, said: Mapping[str, Any], pack: Pack, site: str) -> datetime | None:
    """The moment that is `number` units after `start`; None where hours are counted from a bare date."""
    if start is None:
        return None
    if compiled(said["hours"], re.IGNORECASE).search(unit):
        if not isinstance(start, datetime):
            return None
        return start + timedelta(hours=number)
    end_of_day = start if isinstance(start, datetime) else datetime.combine(start, time(23, 59, 59), ZoneInfo(pack.zone))
    if compiled(said["working"], re.IGNORECASE).search(unit):
        return clock.add_working_days(end_of_day.astimezone(ZoneInfo(pack.zone)), number, clock.country(pack, site))
    return end_of_day + timedelta(days=number)
