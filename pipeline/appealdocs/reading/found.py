"""The facts that a file shows, each with page, quoted line, box and confidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Final

from appealdocs.expressions import compiled
from appealdocs.model.fact import Fact, FactKind, FactValue
from appealdocs.model.reading import Found, Page, Reading
from appealdocs.reading import labels, patterns, shapes
from appealdocs.reading.addressbar import normal_url
from appealdocs.reading.fragments import BLURRED, CODES, MAYBE_PART, less_sure, maybe_part
from appealdocs.reading.languages import shares
from appealdocs.reading.layout import locate, spans
from appealdocs.reading.months import with_months

MOST: Final = 5_000
"""Facts of one file; an export may hold more, and nobody looks at them."""
_MEASURED_LINES: Final = 300
"""Lines of one page that are searched for amounts, 0.5 ms each."""
_BESIDE: Final = 160
"""Letters on either side of a time in which the word is looked for that says what happened."""
_TIMED: Final = frozenset({
    "delivered", "first-scan", "dispatched", "arrived", "paid", "ordered", "created", "issued", "valid-from", "valid-to", "period",
    "promised", "violation", "row",
})  # fmt: skip
_CELL: Final = compiled(r"[^\t]*\d[^\t]*")
_STANDARD: Final = compiled(r"(?:SHA|UTF|ISO|GMT|UTC|MD|COVID|CP|A)-?\d{1,4}")
"""Looks like a code and is the name of something."""
_CODE_VALUE: Final = compiled(r"(?=[^\s,;]*\d)[A-Za-z0-9][A-Za-z0-9_./-]{2,79}")


class _Sheet:
    """One page while it is searched: what is taken is not taken twice."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pairs = sorted(labels.pairs(page.text), key=lambda pair: pair.start)
        self._pair_starts = [pair.start for pair in self.pairs]
        self._words = spans(page)
        self._taken = bytearray(len(page.text) + 1)
        self._starts: dict[int, int] = {}

    def free(self, start: int, end: int) -> bool:
        return self._taken.find(1, start, end) < 0

    def found(
        self, kind: FactKind, value: FactValue, start: int, end: int, label: str = "", to: FactValue | None = None,
        most: float = 1.0,
    ) -> Found:  # fmt: skip
        """A fact at this place, no surer than `most`."""
        self._taken[start:end] = b"\1" * (end - start)
        place = locate(self.page, start, end, self._words)
        if self.page.source == "ocr" and kind in CODES and maybe_part(self.page, start, end, self._words):
            most = min(most, MAYBE_PART)
        found = Found(Fact(kind, value, to), self.page.number, place.quote, place.box, min(place.confidence, most), label)
        self._starts[id(found)] = start
        return found

    def start_of(self, found: Found) -> int:
        """Where a fact of this page starts in its text."""
        return self._starts[id(found)]

    def labels_of(self, start: int, end: int) -> list[str]:
        """The keys of the labels whose value holds this stretch; values rarely overlap, so that a few neighbours will do."""
        at = bisect_right(self._pair_starts, start)
        return [pair.key for pair in self.pairs[max(0, at - 4) : at] if pair.start <= start and end <= pair.end]


def found_in(reading: Reading) -> tuple[Found, ...]:
    """Facts of every page, in the order of the text. A value that stands on a page several times is found several times."""
    result: list[Found] = []
    blurred = {p.page for p in reading.pictures if p.sharpness < BLURRED}
    for page in reading.pages:
        found = _on(_Sheet(page))
        result.extend(less_sure(found, page.number in blurred) if page.source == "ocr" else found)
        if len(result) >= MOST:
            break
    return tuple(result[:MOST])


def _on(sheet: _Sheet) -> list[Found]:
    finders = (_addresses, _shapes, _dates, _labelled, _names, _personal, _other_codes, _quantities)
    found = [item for finder in finders for item in islice(finder(sheet), MOST)]
    return sorted(found, key=sheet.start_of)


def _addresses(sheet: _Sheet) -> Iterator[Found]:
    text = sheet.page.text
    for match in patterns.EMAIL.finditer(text):
        yield sheet.found("email", match.group(), *match.span())
    for match in patterns.URL.finditer(text):
        url = normal_url(match.group()) if sheet.page.source == "ocr" else match.group().rstrip(".,;:!?)")
        if url and sheet.free(*match.span()):
            yield sheet.found("url", url, *match.span())
            yield from _in_url(sheet, match)


def _in_url(sheet: _Sheet, url: re.Match[str]) -> Iterator[Found]:
    """Ids that an address carries; OCR may have put spaces behind it, which do not belong to it."""
    text, start = url.group(), url.start()
    for match in patterns.MESSAGE.finditer(text):
        yield sheet.found("id", match.group(1), start + match.start(1), start + match.end(1), "message-id")
    for pattern, kind, label in shapes.KINDS:
        for match in pattern.finditer(text):
            yield sheet.found(kind, match.group(), start + match.start(), start + match.end(), label)
    for match in re.finditer(r"(?<=[=/])\d{9,20}(?![\w-])", text):
        yield sheet.found("id", match.group(), start + match.start(), start + match.end())


def _shapes(sheet: _Sheet) -> Iterator[Found]:
    text = sheet.page.text
    for pattern, kind, label in shapes.KINDS:
        for match in pattern.finditer(text):
            if sheet.free(*match.span()):
                value = match.group().lower() if label == "photo-hash" else match.group()
                yield sheet.found(kind, value, *match.span(), label)
    for match in patterns.MESSAGE.finditer(text):
        if sheet.free(*match.span(1)):
            yield sheet.found("id", match.group(1), *match.span(1), "message-id")


def _dates(sheet: _Sheet) -> Iterator[Found]:
    from appealdocs.facts.dates import moments

    text = with_months(sheet.page.text) if sheet.page.source == "ocr" else sheet.page.text
    for mention in moments(text.replace("\n", " ")):  # a date may go on in the next line
        if sheet.free(mention.start, mention.end):
            label = _label_of_time(sheet, mention.start, mention.end)
            yield sheet.found(mention.fact.kind, mention.fact.value, mention.start, mention.end, label, mention.fact.to)


def _label_of_time(sheet: _Sheet, start: int, end: int) -> str:
    """What happened then: the label whose value this is, or a word on the same line, the nearest after the time first."""
    text = sheet.page.text
    for key in sheet.labels_of(start, end):
        if key in _TIMED:
            return key
    after = text[end : end + _BESIDE].split("\n", 1)[0]
    before = text[max(0, start - _BESIDE) : start].rsplit("\n", 1)[-1]
    for part in (after, before):
        hits = sorted((m.start(), key) for key, pattern in labels.EVENTS if (m := pattern.search(part)))
        if hits:
            return hits[0][1] if part is after else hits[-1][1]
    return ""


def _labelled(sheet: _Sheet) -> Iterator[Found]:
    """Codes whose label says what they are. Every code of the value: 'SKU LT-KB2041-BLK, 1 pc'; 'A, B'."""
    text = sheet.page.text
    for pair in sheet.pairs:
        kind = patterns.BY_LABEL.get(pair.key)
        if kind is None:
            continue
        for match in _CODE_VALUE.finditer(text, pair.start, pair.end):
            if sheet.free(*match.span()) and _is_code(match.group(), pair.key):
                yield sheet.found(kind, match.group().rstrip("./-"), *match.span(), pair.key)
            if pair.key not in ("sku", "order", "tracking", "batch"):
                break
    for named in patterns.INLINE.finditer(text):
        key = next(name for name in ("sku", "order", "tracking") if named.group(name))
        for match in _CODE_VALUE.finditer(text, *named.span("list")):
            if sheet.free(*match.span()) and _is_code(match.group(), key):
                yield sheet.found(patterns.BY_LABEL[key], match.group(), *match.span(), key)


def _is_code(text: str, key: str) -> bool:
    if key == "sku":
        return (any(c.isalpha() for c in text) and len(text) >= 4) or (text.isdigit() and len(text) >= 5)
    if key == "operator":
        return True
    least = 7 if key in ("order", "tracking") else 4
    return sum(c.isdigit() for c in text) >= least


def _names(sheet: _Sheet) -> Iterator[Found]:
    """People: the value of a signer's label, or the name after 'signed by' in running text."""
    text = sheet.page.text
    for pair in sheet.pairs:
        if pair.key in ("signer", "recipient", "courier", "representative"):
            if patterns.COMPANY.search(text, pair.start, pair.end) and sheet.free(pair.start, pair.end):
                yield sheet.found("name", text[pair.start : pair.end].strip(), pair.start, pair.end, pair.key)
                continue
            match = patterns.NAME.match(text, pair.start, pair.end)
            if match and sheet.free(*match.span()) and not labels.key_of(match.group()):
                yield sheet.found("name", _person(match.group()), *match.span(), pair.key)
    flat = text.replace("\n", " ")  # a tab stays: what follows is another cell
    for found in patterns.SIGNED.finditer(flat):
        match = patterns.NAME.match(flat, found.end())
        if match and sheet.free(*match.span()) and not labels.key_of(match.group()):
            label = "signer" if found.group("signer") else "recipient"
            yield sheet.found("name", _person(match.group()), *match.span(), label)


def _person(name: str) -> str:
    """A name with its spaces in order; OCR reads the l of the Arabic article as I."""
    return re.sub(r"(?<![A-Za-z])A[I1|](?=[ -][A-Z])", "Al", " ".join(name.split())).strip(" ,;")


def _personal(sheet: _Sheet) -> Iterator[Found]:
    text = sheet.page.text
    for match in patterns.IDENTITY.finditer(text):
        if sheet.free(*match.span()) and patterns.identity_is_sound(match.group()):
            yield sheet.found("id", match.group(), *match.span(), "identity")
    for match in patterns.PHONE.finditer(text):
        if sheet.free(*match.span()):
            plus = "+" if match.group().startswith("+") else ""
            yield sheet.found("phone", plus + re.sub(r"\D", "", match.group()), *match.span())


def _other_codes(sheet: _Sheet) -> Iterator[Found]:
    text = sheet.page.text
    for pattern in (patterns.CODE, shapes.LONG_NUMBER):
        for match in pattern.finditer(text):
            if sheet.free(*match.span()) and not _STANDARD.fullmatch(match.group()):
                yield sheet.found("id", match.group(), *match.span())


def _quantities(sheet: _Sheet) -> Iterator[Found]:
    """Money, weights and volumes, read in the page's main language, on the lines that name a currency or a unit."""
    from appealdocs.reading.amounts import LINE, amounts

    text, by_ocr = sheet.page.text, sheet.page.source == "ocr"
    language = next((name for name, _ in shares(text) if name in ("zh", "en", "ru")), None)
    lines = LINE.finditer(text) if language is not None else ()
    cells = (
        (m.group(), line.start() + m.start())
        for line in islice(lines, _MEASURED_LINES)
        for m in _CELL.finditer(line.group())
    )
    for cell, at in cells:
        for amount in amounts(cell, language or "en", by_ocr):
            start, end = at + amount.start, at + amount.end
            if sheet.free(start, end):
                label = next((key for key in sheet.labels_of(start, end) if key in ("weight", "volume", "amount")), "")
                fact = amount.mention.fact
                yield sheet.found(fact.kind, fact.value, start, end, label, fact.to, amount.doubt)
