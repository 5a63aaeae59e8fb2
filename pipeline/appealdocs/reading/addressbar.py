"""The address bar of a browser screenshot: a URL near the top edge, above everything that the page itself writes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from appealdocs.expressions import compiled
from appealdocs.model.fact import Fact
from appealdocs.model.reading import Box, Found, Page
from appealdocs.reading.layout import union

if TYPE_CHECKING:
    from PIL.Image import Image

TOP_OF_WIDTH: Final = 0.075
"""Tabs and bar of a desktop browser are about 75 px high on 1,280 px of width (100 % zoom); with bookmarks 0.09."""
TOP_OF_HEIGHT: Final = 0.12
PHONE: Final = (1.6, 2.5)
"""Height by width of a phone screen; longer pictures are stitched pages, which have no bar further down."""
LARGER: Final = 1.35
"""Writing above the bar (tab titles) is never larger than the address itself; a heading of the page is."""

COLOURED: Final = 60
"""Largest minus smallest channel of the background above which it is a colour."""

_TLD: Final = (
    "com|ru|net|org|cn|ae|sa|kz|by|co|io|eu|de|uk|hk|us|me|shop|store|app|info|biz|cc|tv|sg|my|th|vn|id|br|mx|pl|es|fr|it|jp|"
    "kr|tr|in|asia|global|express|delivery|online|site|pro|top|su|qa|om|kw|eg|partners|bh|sk|rs|by|am|uz|kg|post|рф"
)
_SCHEME: Final = (
    r"(?P<scheme>[hнHН]\s?[tтTТ]\s?[tтTТ]\s?[pрPР]\s?[sѕ5S]?\s?(?P<colon>[:;.]\s?[/lI1|\\])?[:;.]?\s?[/lI1|\\]{0,2}\s?[/lI1|\\]?\s?"
    r"|[hнbн]?[tтil1f]{1,4}[pрn][sѕ5]?(?P<stroke>[:;.]{1,2}/)/{0,2})"
)
"""'https://' as OCR sees it: in parts, with letters for strokes or letters ('https:l/', 'hitps:/')."""
_HOST: Final = (
    rf"(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_TLD}|(?(colon)[a-z]{{2,18}}|(?!))|(?(stroke)[a-z]{{2,18}}|(?!))))(?![a-z0-9])"
)
_URL: Final = compiled(
    rf"(?:^|[^a-z0-9@._-])(?:{_SCHEME})?(?:www\s?\.\s?)?{_HOST}(?::\d+)?(?P<path>/\S*|\?\S+)?", re.IGNORECASE
)
_STROKE_LETTER: Final = compiled(r"^[/AV]{1,2}(?=www\.)")
"""'//www' read as 'Awww'."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    box: Box
    confidence: float

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def normal_url(text: str) -> str:
    """The address in a line as OCR gave it ('https:l/ www.aramex.com/ae'), written properly; "" if there is none."""
    squeezed = re.sub(r"\s*([./:?=&_-])\s*", r"\1", text.strip(" _|"))
    found = _URL.search(" " + squeezed)
    if not found:
        return ""
    start = found.group("scheme") or ""
    address = (" " + squeezed)[found.start() : found.end()].strip(" <>|")
    if start:
        at = address.find(start.strip())
        rest = _STROKE_LETTER.sub("", address[at + len(start.strip()) :].lstrip("/lI1|\\: "))
        address = "https://" + rest if at >= 0 else address
    else:
        address = _STROKE_LETTER.sub("", re.sub(r"^[^a-z0-9]+", "", address, flags=re.IGNORECASE))
    return address.rstrip(".,;)")


def address_bar(page: Page, picture: Image) -> Found | None:
    """The URL in the address bar of a screenshot, or None if the bar is not in the picture. `page` is what OCR saw on it.

    A full address, or one with a path, counts. A bare domain is what tabs show and counts only below another line of
    small writing (the tabs), alone on its row but for the buttons.
    """
    lines = _lines(page)
    limit = _limit(*picture.size)
    above: list[_Line] = []
    for line in sorted(lines, key=lambda one: one.middle):
        if line.middle > limit:
            return None
        found = _URL.search(" " + re.sub(r"\s*([./:?=&_-])\s*", r"\1", line.text.strip(" _|")))
        address = normal_url(line.text)
        if address and found and not any(_is_heading(other, line) for other in above):
            full = bool(found.group("scheme")) or len(found.group("path") or "") > 1
            if (full or _bare_bar(line, above, lines)) and not _on_colour(picture, line.box):
                return _found(address, line, 1.0 if full else 0.6)
        above.append(line)
    return None


def strip(width: int, height: int) -> float:
    """Share of the height, from the top, in which a bar can lie with all of its letters."""
    return min(1.0, 1.35 * _limit(width, height))


def _limit(width: int, height: int) -> float:
    """How far down, as a share of the height, the middle of a bar may lie."""
    if height > width * PHONE[0]:
        return TOP_OF_HEIGHT if height <= width * PHONE[1] else TOP_OF_HEIGHT * PHONE[1] * width / height
    return max(TOP_OF_WIDTH * width / height, min(TOP_OF_HEIGHT, 0.1 * width / height))


def _on_colour(picture: Image, box: Box) -> bool:
    """Whether the writing stands on a colour, as a page's own head does; bars are white, grey or black."""
    width, height = picture.size
    area = (int(box[0] * width), int(box[1] * height), max(1, int(box[2] * width)), max(1, int(box[3] * height)))
    crop = picture.convert("RGB").crop(area)
    if min(crop.size) < 1:
        return False
    levels = [max(range(256), key=channel.histogram().__getitem__) for channel in crop.split()]
    return max(levels) - min(levels) > COLOURED


def _is_heading(other: _Line, line: _Line) -> bool:
    """Whether a line above is larger than the address; a phone's clock and signs ('9:41', '5G 83%') are none of the page."""
    return other.height > LARGER * line.height and sum(c.isalpha() for c in other.text) >= 3


def _bare_bar(line: _Line, above: list[_Line], lines: list[_Line]) -> bool:
    """Whether a bare domain is in a bar: tabs above it, and no words beside it."""
    tabs = any(other.box[3] < line.box[1] + 0.3 * line.height for other in above)
    beside = [other for other in lines if other is not line and abs(other.middle - line.middle) < 0.5 * line.height]
    return tabs and not any(sum(c.isalnum() for c in other.text) > 3 for other in beside)


def _found(address: str, line: _Line, certainty: float) -> Found:
    return Found(Fact("url", address), 1, line.text, line.box, round(line.confidence * certainty, 4), "address-bar")


def _lines(page: Page) -> list[_Line]:
    """The page's cells with their boxes, from its text and words."""
    lines: list[_Line] = []
    words = iter(page.words)
    for cell in re.split(r"[\t\n]", page.text):
        group = [word for _ in cell.split() if (word := next(words, None)) is not None]
        if group:
            lines.append(_Line(cell, union([w.box for w in group]), min(w.confidence for w in group)))
    return lines
