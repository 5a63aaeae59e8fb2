"""Read a platform's notice or rejection summary with the patterns of its pack and the words of notices in its language.

Patterns are data (`data.notice` of pack.yaml, and rules/common/notices for every platform; regular expressions,
`(?P<value>...)` is what is read), so a seller can add one. What no pattern finds, and what can be read in two ways, stays
empty: a notice is quoted, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from appealdocs.expressions import compiled
from appealdocs.facts.dates import moments
from appealdocs.intake import due, items
from appealdocs.intake.paper import Paper, paper
from appealdocs.intake.when import Moment, Order, day_order, first
from appealdocs.model.dossier import Notice, NoticePoint, Read
from appealdocs.model.pack import Pack
from appealdocs.model.reading import Reading
from appealdocs.resources import load_yaml, shipped

_FLAGS = re.IGNORECASE | re.MULTILINE
_SKU = compiled(r"(?<![\w.-])(?=[A-Z0-9._-]*\d)(?=[A-Z0-9._-]*[A-Z])[A-Z0-9][A-Z0-9._-]{3,}")
_ID = compiled(r"(?<![\w.-])(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{5,}(?![\w-])", re.IGNORECASE)
_LIST = compiled(r"(?:[ \t]*(?:,|;|/|\band\b|\bи\b)[ \t]*|[ \t]+)?")
_CODE = compiled(r"\bDC[-–‑ ]?\d{3}\b", re.IGNORECASE)
_BRACKETED = compiled(r"\s*\(([A-Z][a-z][^()\n]{2,60})\)")
"""A code's title where the code stands in a sentence: DC-003 (Counterfeit product)."""
_BREACH = compiled(r"breach|violat|нарушен", re.IGNORECASE)
_WEEKDAY = compiled(
    r"\s*(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|понедельник|вторник|сред[аы]|четверг|пятниц|суббот|воскресень)\w*[.,]?\s+)?(?:(?:the|on|в)\s+)?", re.IGNORECASE
)
"""What may stand before a date that is a value."""
_HEADER = compiled(r"[ ]{2,}|\t")

Names = Mapping[str, Mapping[str, Sequence[str]]]
Words = Sequence[Mapping[str, Any]]


@lru_cache(maxsize=1)
def common_words() -> Words:
    """The words of notices by language (rules/common/notices), English first."""
    folder = shipped("rules") / "common" / "notices"
    return tuple(load_yaml(folder / f"{language}.yaml") for language in ("en", "ru"))


@lru_cache(maxsize=1)
def platforms() -> Names:
    """The words by which notices are known for a platform's own."""
    names: Names = load_yaml(shipped("rules") / "common" / "notices" / "platforms.yaml")
    return names


def belongs_to(notice: Notice, pack: Pack) -> str:
    """Where a notice belongs that is none of this procedure's: another procedure, another platform, "?" where nothing in it
    speaks of this platform at all; "" where it may be the procedure's own. `pack`: with the profile of its platform."""
    own = pack.data.get("notice", {})
    if not notice.points:
        for procedure, pattern in own.get("other", {}).items():
            if compiled(pattern, _FLAGS).search(notice.text):
                return str(procedure)
    known = platforms()
    if pack.platforms and "platform_name" not in pack.data:  # nobody said which of them: another's notice is still another's
        marked = [other for other, words in known.items() if any(compiled(p, re.IGNORECASE).search(notice.text) for p in words["marks"])]
        return marked[0] if len(marked) == 1 and marked[0] not in pack.platforms else ""
    name = str(pack.data.get("platform_name", pack.procedure.split("-")[0])).lower()
    if name not in known or any(compiled(p, re.IGNORECASE).search(notice.text) for p in known[name]["names"]):
        return ""
    foreign = [other for other, words in known.items() if any(compiled(p, re.IGNORECASE).search(notice.text) for p in words["marks"])]
    read = (notice.platform_case, notice.received_at, notice.deadline_read, notice.points, notice.orders, notice.skus, notice.required, notice.reasons)
    return foreign[0] if len(foreign) == 1 else "" if any(read) else "?"


def issue_named(notice: Notice, pack: Pack) -> str:
    """The one issue of the pack that a notice's words speak of; "" where none does, or several."""
    words: Mapping[str, Sequence[str]] = load_yaml(shipped("rules") / "common" / "notices" / "issues.yaml")
    found = [i for i in pack.issues if any(compiled(p, _FLAGS).search(notice.text) for p in words.get(i, ()))]
    return found[0] if len(found) == 1 else ""


def platform_named(reading: Reading, pack: Pack) -> Read | None:
    """The one platform of the pack that a notice names, with the words; None where it names none, or several."""
    said = paper(reading.pages)
    found = {}
    for name, words in platforms().items():
        match = next((m for p in words["marks"] if (m := compiled(p, re.IGNORECASE).search(said.text))), None)
        if match:
            found[name] = Read(name, said.page(match.start()), said.line(match.start()))
    name = next(iter(found), "")
    return found[name] if len(found) == 1 and name in pack.platforms else None


def read_notice(reading: Reading, pack: Pack) -> Notice:
    """What the notice says; every value with its page and the line it was read from."""
    said = paper(reading.pages)
    own: Mapping[str, Any] = pack.data.get("notice", {})
    words = common_words()
    order = day_order(said.text)
    site = _site(said, pack, words)
    received, received_at = _received(said, own, words, pack, order)
    asked = _own_deadline(said, own, pack, order) or due.asked(said, words, pack, site.value if site else "", received_at, order)
    reasons = items.numbered(said, words, "reasons", _headings(own, "reasons")) or items.each_reason(said, words) or items.one_reason(said, words)
    case = _case(said, own, words, pack)
    return Notice(
        reading.path, said.text,
        points=() if reasons else tuple(_points(said, own, words, pack, order)),
        orders=tuple(_orders(said, own, words, pack, case)),
        skus=tuple(_skus(said, own, words, pack, 0, len(said.text))),
        deadline=asked.at, deadline_read=asked.read,
        received=received, received_at=received_at, site=site,
        platform_case=case,
        final_warning=_final(said, own, words),
        required=items.numbered(said, words, "required", _headings(own, "required")) if not reasons else (),
        reasons=reasons,
        errors=tuple(_errors(said, own)),
        evidence_list=tuple(_all(said, own.get("evidence", ()))),
        scanned=any(page.source == "ocr" for page in reading.pages),
    )


def _headings(own: Mapping[str, Any], key: str) -> Sequence[str]:
    """Headings that a pack adds: a list, or `{heading: [...]}`."""
    block = own.get(key, ())
    found: Sequence[str] = block.get("heading", ()) if isinstance(block, Mapping) else block
    return found


def _own_deadline(said: Paper, own: Mapping[str, Any], pack: Pack, order: Order) -> due.Asked | None:
    """The deadline by a pattern of the pack or the workspace alone."""
    for pattern in own.get("deadline", ()):
        for match in compiled(pattern, _FLAGS).finditer(said.text):
            value = _day(match["value"], order, pack)
            if value:
                return due.agreed([(value, _read(said, match))], pack)
    return None


def _patterns(own: Mapping[str, Any], words: Words, key: str) -> list[str]:
    """The pack's own patterns, then those of every platform."""
    mine = own.get(key, ())
    return [*(mine if isinstance(mine, list) else ()), *(p for said in words for p in said.get(key, ()))]


def _read(said: Paper, match: re.Match[str], value: str = "") -> Read:
    at = match.start("value") if "value" in match.re.groupindex else match.start()
    return Read(value or " ".join((match.groupdict().get("value") or match[0]).split()), said.page(at), said.line(at))


def _all(said: Paper, patterns: Sequence[str]) -> Iterator[Read]:
    seen = set()
    for pattern in patterns:
        for match in compiled(pattern, _FLAGS).finditer(said.text):
            read = _read(said, match)
            if read.value and read.value not in seen:
                seen.add(read.value)
                yield read


def _errors(said: Paper, own: Mapping[str, Any]) -> Iterator[Read]:
    """Error codes; a pattern may give the digits alone under the name of their prefix (`(?P<ERR_>...)`)."""
    seen = set()
    for pattern in own.get("error", ()):
        for match in compiled(pattern, _FLAGS).finditer(said.text):
            prefix = next((name for name in match.groupdict() if name != "value"), "")
            value = prefix + match[prefix] if prefix else match["value"].upper()
            if value not in seen:
                seen.add(value)
                yield Read(value, said.page(match.start()), said.line(match.start()))


def _case(said: Paper, own: Mapping[str, Any], words: Words, pack: Pack) -> Read | None:
    """The platform's case id: by the strictest pattern that finds one; two different ones are none."""
    order = compiled(str(pack.data.get("order_id", r"(?!)")))
    mine = own.get("case", ())
    for pattern in _patterns(own, words, "case"):
        found = {r.value: r for r in _all(said, [pattern]) if pattern in mine or (not order.fullmatch(r.value) and not moments(r.value))}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _received(said: Paper, own: Mapping[str, Any], words: Words, pack: Pack, order: Order) -> tuple[Read | None, Moment | None]:
    """The notice's own date; that of a mail's head only where the mail was not passed on."""
    for pattern in _patterns(own, words, "date"):
        mail = any(compiled(p, _FLAGS).search(said.text) for w in words for p in w["mail"])
        passed_on = mail and any(compiled(p, _FLAGS).search(said.text) for w in words for p in w["forwarded"])
        for match in compiled(pattern, _FLAGS).finditer(said.text):
            line = said.text[match.start("value") : match.end("value")]
            if passed_on and any(compiled(p, _FLAGS).match(said.line(match.start("value"))) for w in words for p in w["sent"]):
                continue
            found = _day(line, order, pack)
            if found:
                return Read(" ".join(line.split()), said.page(match.start("value")), said.line(match.start("value"))), found
    if not any(compiled(p, _FLAGS).search(said.text) for w in words for p in w["forwarded"]):
        for pattern in _patterns({}, words, "sent"):
            for match in compiled(pattern, _FLAGS).finditer(said.text):
                found = _day(match["value"], order, pack)
                if found:
                    return _read(said, match), found
    return None, None


def _day(text: str, order: Order, pack: Pack) -> Moment | None:
    """The date that a value begins with (a weekday may stand before it); None where it can be read in two ways."""
    read = first(text, order, pack.zone)
    if read is None or not _WEEKDAY.fullmatch(read[2][: read[1].start]):
        return None
    return read[0]


def _site(said: Paper, pack: Pack, words: Words) -> Read | None:
    """The site that the notice names (no mail address, no part of a longer one); two different ones are none."""
    aliases: Mapping[str, Sequence[str]] = pack.data.get("site_aliases", {})
    names = {site: (site, *(a for a in aliases.get(site, ()) if not a.startswith("seller."))) for site in pack.sites}
    found: dict[str, Read] = {}
    for site, spellings in names.items():
        for spelling in spellings:
            pattern = rf"(?<![\w@.-])(?:https?://)?(?:www\.)?(?P<value>{re.escape(spelling)})(?![\w-]|\.\w|/\w)"
            for match in compiled(pattern, re.IGNORECASE).finditer(said.text):
                found.setdefault(site, _read(said, match, site))
    if len(found) > 1:
        label = compiled("|".join(w["site_label"] for w in words), re.IGNORECASE)
        found = {site: read for site, read in found.items() if label.match(read.quote)}
    return next(iter(found.values())) if len(found) == 1 else None


def _final(said: Paper, own: Mapping[str, Any], words: Words) -> Read | None:
    """'Final Warning' where the notice is one; not where it says that there is none, or that one may come."""
    for pattern in dict.fromkeys(_patterns(own, words, "final_warning")):
        for match in compiled(pattern, _FLAGS).finditer(said.text):
            start = max(said.text.rfind(mark, 0, match.start()) for mark in ("\n", ". ", "! "))
            before, after = said.text[start + 1 : match.start()], said.text[match.end() :]
            if any(compiled(p, re.IGNORECASE).search(before) for w in words for p in w["not_final"]):
                continue
            if not any(compiled(p, re.IGNORECASE).match(after) for w in words for p in w["not_final_after"]):
                return _read(said, match)
    return None


def _orders(said: Paper, own: Mapping[str, Any], words: Words, pack: Pack, case: Read | None) -> Iterator[Read]:
    """Orders by the platform's form of an id, else what stands after 'Order:'."""
    found = {r.value: r for r in _all(said, own.get("order", ()))}
    shape = pack.data.get("order_id")
    if shape and not found:
        pattern = rf"(?<![\w-])(?P<value>{shape})(?![\w-])"
        found = {r.value: r for r in _all(said, [pattern]) if re.search(r"order|заказ|отправлени|订单", r.quote, re.IGNORECASE)}
    if not found:
        for pattern in _patterns({}, words, "order_label"):
            for match in compiled(pattern, _FLAGS).finditer(said.text):
                found |= {r.value: r for r in _listed(said, match.start("value"), _ID) if not moments(r.value) and re.search(r"\d{4}", r.value)}
    yield from (read for value, read in found.items() if case is None or value != case.value)


def _listed(said: Paper, at: int, shape: re.Pattern[str]) -> Iterator[Read]:
    """The ids that stand one after another from a place on, parted by commas or 'and'."""
    while (match := shape.match(said.text, at)) is not None:
        value = match[0].rstrip(".-_")
        yield Read(value, said.page(at), said.line(at))
        at += len(value)
        gap = _LIST.match(said.text, at)
        at = gap.end() if gap else at
        if gap is None or not gap[0]:
            return


def _skus(said: Paper, own: Mapping[str, Any], words: Words, pack: Pack, start: int, end: int) -> Iterator[Read]:
    """SKUs after 'SKU' or below it in a table; order ids that stand there too are none."""
    orders = [*own.get("order", ()), *([pack.data["order_id"]] if pack.data.get("order_id") else [])]
    seen = set()
    for read in (*_labelled(said, own, words, start, end), *_column(said, words, start, end)):
        if read.value not in seen and not any(compiled(p, _FLAGS).fullmatch(read.value) for p in orders):
            seen.add(read.value)
            yield read


def _labelled(said: Paper, own: Mapping[str, Any], words: Words, start: int, end: int) -> Iterator[Read]:
    for pattern in _patterns(own, words, "sku"):
        for match in compiled(pattern, _FLAGS).finditer(said.text, start, end):
            at = match.start("value")
            if "\n" in said.text[match.start() : at].lstrip() and not re.fullmatch(r"[^\n]*:?\s*\n\s*", said.text[match.start() : at]):
                continue
            whole = re.match(r"(?P<value>\d{5,})(?![\w-])", said.text[at:])
            if whole:
                yield Read(whole["value"], said.page(at), said.line(at))
                continue
            for word in _SKU.finditer(said.text, at, _end_of_list(said.text, at, end)):
                yield Read(word[0].rstrip(".-_"), said.page(at), said.line(at))


def _end_of_list(text: str, at: int, end: int) -> int:
    """The end of a line, or of the lines that a list runs on over: each ends with a comma."""
    while True:
        stop = text.find("\n", at)
        if stop < 0 or stop >= end:
            return end if stop < 0 else stop
        if not text[at:stop].rstrip().endswith(","):
            return stop
        at = stop + 1


def _column(said: Paper, words: Words, start: int, end: int) -> Iterator[Read]:
    """What stands below a column's head 'SKU', as long as the lines have as many columns."""
    heads = [compiled(w["sku_column"], re.IGNORECASE) for w in words]
    at, place, width = start, None, 0
    for line in said.text[start:end].split("\n"):
        cells = [c.strip() for c in _HEADER.split(line.strip()) if c.strip()]
        if place is not None:
            if len(cells) == width and _SKU.fullmatch(cells[place]):
                yield Read(cells[place], said.page(at), " ".join(line.split()))
            else:
                place = None
        if place is None and len(cells) > 1:
            place = next((i for i, c in enumerate(cells) if any(h.match(c) for h in heads)), None)
            place = place if not any(_SKU.fullmatch(c) for c in cells) else None
            width = len(cells)
        at += len(line) + 1


def _points(said: Paper, own: Mapping[str, Any], words: Words, pack: Pack, order: Order) -> Iterator[NoticePoint]:
    """The points of the notice in its order; what stands between one heading and the next belongs to the first."""
    heads = sorted((m for p in own.get("point", ()) for m in compiled(p, _FLAGS).finditer(said.text)), key=lambda m: (m.start("code"), -m.end()))
    if not heads and own.get("point"):
        heads = list({m[0].upper(): m for m in compiled(rf"(?P<code>{_CODE.pattern})", _FLAGS).finditer(said.text)}.values())
        for match in heads:
            skus = tuple(r.value for r in _skus(said, own, words, pack, 0, len(said.text))) if len(heads) == 1 else ()
            title = _BRACKETED.match(said.text, match.end())
            violated = _in_sentence(said, match.start(), order, pack) if len(heads) == 1 else ""
            yield NoticePoint(_code(match["code"]), " ".join(title[1].split()) if title else "", skus=skus, date=violated, page=said.page(match.start()))
        return
    seen: set[str] = set()
    for i, match in enumerate(heads):
        code = _code(match["code"])
        if code in seen:
            continue
        seen.add(code)
        end = next((m.start() for m in heads[i + 1 :] if _code(m["code"]) != code), len(said.text))
        yield _point(said, match, _stop(said, words, match.end(), end), own, words, pack, order)


def _in_sentence(said: Paper, at: int, order: Order, pack: Pack) -> str:
    """The one date of a sentence that speaks of the violation, as ISO; "" where it has none or several."""
    for start, end in said.sentences():
        if start <= at < end and _BREACH.search(said.text[start:end]) and len(list(moments(said.text[start:end]))) == 1:
            read = first(said.text[start:end], order, pack.zone)
            value = read[0] if read else None
            return (value.date() if isinstance(value, datetime) else value).isoformat() if value else ""
    return ""


def _code(written: str) -> str:
    return re.sub(r"^DC[-–‑ ]?", "DC-", written.upper())


def _stop(said: Paper, words: Words, start: int, end: int) -> int:
    """Where the last point ends: what is asked for, and the closing words, belong to no point."""
    ends = (m.start() for w in words for p in w["stop"] if (m := compiled(p, _FLAGS).search(said.text, start, end)))
    return min((*ends, end))


def _point(
    said: Paper, match: re.Match[str], end: int, own: Mapping[str, Any], words: Words, pack: Pack, order: Order
) -> NoticePoint:
    start = match.end()
    row = match.groupdict().get("row") or ""
    body = said.text[start:end]
    skus = tuple(r.value for r in _skus(said, own, words, pack, start, end)) or tuple(dict.fromkeys(_SKU.findall(row)))
    clause = _first_value(body, _patterns(own, words, "clause"))
    title = " ".join((match.groupdict().get("title") or "").split())
    return NoticePoint(_code(match["code"]), title, _whole(body, clause), skus, _violated(body, row, own, words, pack, order), said.page(match.start("code")))


def _violated(body: str, row: str, own: Mapping[str, Any], words: Words, pack: Pack, order: Order) -> str:
    """The date of the violation as printed where it can be read in one way only (as ISO where the day does not come first)."""
    match = _first_value(body, _patterns(own, words, "violated"))
    text = " ".join(match["value"].split()) if match else row
    read = first(text, order, pack.zone)
    if read is None or (row and not match and len(list(moments(row))) != 1):
        return ""
    plain: Any = next((m.fact.value for m in moments(text)), None)
    day, same = ((v.date() if isinstance(v, datetime) else v) for v in (read[0], plain))
    if not match:
        return read[1].text
    return text if day == same else day.isoformat()


def _first_value(text: str, patterns: Sequence[str]) -> re.Match[str] | None:
    return next((m for pattern in patterns for m in compiled(pattern, _FLAGS).finditer(text)), None)


def _whole(text: str, match: re.Match[str] | None) -> str:
    """A clause with the lines that it runs on over: a quotation cut in the middle would say something else."""
    if match is None:
        return ""
    lines = [" ".join(match["value"].split())]
    for line in text[match.end() :].split("\n")[1:]:
        if not line.strip() or not items.runs_on(lines, line):
            break
        lines.append(line.strip())
    return " ".join(lines)
