"""Read a platform's notice or rejection summary with the patterns of its pack.

Patterns are data (`data.notice` of pack.yaml, regular expressions over the text, `(?P<value>...)` is what is read), so a
seller can add one. What no pattern finds stays empty: a notice is quoted, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from appealdocs.facts.dates import moments
from appealdocs.model.dossier import Notice, NoticePoint, Read
from appealdocs.model.pack import Pack
from appealdocs.model.reading import Reading

_FLAGS = re.IGNORECASE | re.MULTILINE
_LABEL = re.compile(r"\s*(?:\d{1,2}[.)]\s|[A-ZА-ЯЁ][\w /-]{2,30}:\s)")
"""A line that begins something new: a number or a label with a colon."""
_SKU = re.compile(r"\b(?=[A-Z0-9._-]*\d)(?=[A-Z0-9._-]*[A-Z])[A-Z0-9][A-Z0-9._-]{3,}")
MAX_TEXT = 200_000
"""Characters of a notice that are searched; a notice is a page or two."""


def read_notice(reading: Reading, pack: Pack) -> Notice:
    """What the notice says; every value with its page and the line it was read from."""
    pages = [(page.number, page.text) for page in reading.pages]
    text = "\n".join(t for _, t in pages)[:MAX_TEXT]
    patterns: Mapping[str, Any] = pack.data.get("notice", {})
    deadline = _first(pages, patterns.get("deadline", ()))
    return Notice(
        reading.path, text,
        points=tuple(_points(pages, patterns)),
        orders=tuple(_all(pages, patterns.get("order", ()))),
        skus=tuple(_skus(pages, patterns)),
        deadline=_moment(deadline, pack) if deadline else None,
        deadline_read=deadline,
        received=_first(pages, patterns.get("date", ())),
        platform_case=_first(pages, patterns.get("case", ())),
        final_warning=_first(pages, patterns.get("final_warning", ())),
        required=tuple(_numbered(pages, patterns.get("required", {}))),
        reasons=tuple(_numbered(pages, patterns.get("reasons", {}))),
        errors=tuple(_all(pages, patterns.get("error", ()))),
        evidence_list=tuple(_all(pages, patterns.get("evidence", ()))),
    )


def _all(pages: list[tuple[int, str]], patterns: Any) -> Iterator[Read]:
    seen = set()
    for number, text in pages:
        for pattern in patterns:
            for match in re.finditer(pattern, text[:MAX_TEXT], _FLAGS):
                value = _value(match)
                if value and value not in seen:
                    seen.add(value)
                    yield Read(value, number, _line(text, _at(match)))


def _first(pages: list[tuple[int, str]], patterns: Any) -> Read | None:
    return next(_all(pages, patterns), None)


def _value(match: re.Match[str]) -> str:
    value = match.groupdict().get("value") or match[0]
    return " ".join(value.split())


def _at(match: re.Match[str]) -> int:
    """Where the value begins; a pattern may begin with the line ends before it."""
    return match.start("value") if "value" in match.re.groupindex else match.start()


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return " ".join(text[start : end if end >= 0 else None].split())


def _points(pages: list[tuple[int, str]], patterns: Mapping[str, Any]) -> Iterator[NoticePoint]:
    """The points of the notice in its order; what stands between one heading and the next belongs to the first."""
    heads = [
        (number, match, text)
        for number, text in pages
        for pattern in patterns.get("point", ())
        for match in re.finditer(pattern, text[:MAX_TEXT], _FLAGS)
    ]
    seen = set()
    for i, (number, match, text) in enumerate(heads):
        code = match["code"].upper()
        if code in seen:
            continue
        seen.add(code)
        following = heads[i + 1] if i + 1 < len(heads) else None
        end = following[1].start() if following and following[0] == number else len(text)
        body = [(number, text[match.end() : end])]
        when = _first(body, patterns.get("violated", ()))
        yield NoticePoint(
            code, " ".join((match.groupdict().get("title") or "").split()), _whole(body[0][1], patterns.get("clause", ())),
            tuple(r.value for r in _skus(body, patterns)), when.value if when else "", number,
        )


def _whole(text: str, patterns: Any) -> str:
    """A clause with the lines that it runs on over: a quotation cut in the middle would say something else."""
    match = next((m for pattern in patterns for m in re.finditer(pattern, text, _FLAGS)), None)
    if match is None:
        return ""
    lines = [_value(match)]
    for line in text[match.end() :].split("\n")[1:]:
        if lines[-1].endswith((".", "。")) or not line.strip() or "\t" in line or _LABEL.match(line):
            break
        lines.append(line.strip())
    return " ".join(lines)


def _skus(pages: list[tuple[int, str]], patterns: Mapping[str, Any]) -> Iterator[Read]:
    """Every SKU on a line that names SKUs; order ids that stand there too are none."""
    seen = set()
    for number, text in pages:
        for pattern in patterns.get("sku", ()):
            for match in re.finditer(pattern, text[:MAX_TEXT], _FLAGS):
                at = _at(match)
                if "\n" in text[match.start() : at].lstrip():
                    continue
                end = text.find("\n", at)
                for word in _SKU.findall(text[at : end if end >= 0 else None]):
                    sku = word.rstrip(".-_")
                    order = any(re.fullmatch(p, sku, _FLAGS) for p in patterns.get("order", ()))
                    if sku not in seen and not order:
                        seen.add(sku)
                        yield Read(sku, number, _line(text, at))


def _numbered(pages: list[tuple[int, str]], block: Any) -> Iterator[tuple[str, Read]]:
    """The numbered items that follow a heading: `{heading: [patterns], item: pattern with number and value, end: [patterns]}`."""
    if not block:
        return
    for page, text in pages:
        for heading in block["heading"]:
            head = re.search(heading, text[:MAX_TEXT], _FLAGS)
            if head is None:
                continue
            body = text[head.end() :]
            ends = [m.start() for pattern in block.get("end", ()) if (m := re.search(pattern, body, _FLAGS))]
            body = body[: min(ends)] if ends else body
            for match in re.finditer(block["item"], body, _FLAGS):
                yield match["number"], Read(_value(match), page, _line(body, _at(match)))
            return


def _moment(read: Read, pack: Pack) -> datetime | None:
    """The deadline as an aware time: in the zone it names, else in the platform's; a date alone means the end of that day."""
    for mention in moments(read.value):
        value = mention.fact.value
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(pack.zone))
        if isinstance(value, date):
            return datetime.combine(value, time(23, 59, 59), ZoneInfo(pack.zone))
    return None
