"""The shape of a sentence: what is left when numbers, dates, ids, addresses and spacing no longer matter.

'延误4天' and '延误6天' have one skeleton, so that a memory finds one for the other. The skeleton only *finds*;
whether the values of a match can be carried over is decided by value in `rebind`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from appealdocs.expressions import compiled

VERSION = 1
"""Raised whenever `skeleton` gives another answer: a memory built with an older version indexes itself anew."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_MEASURES = "天日个件单次小时分钟秒周年月名人家批箱种条张元万倍笔起票台套款位页份级封块包"

MARKS = {"url": "\ue000", "id": "\ue001", "date": "\ue002", "time": "\ue003", "number": "\ue004"}
"""One private-use character a kind, so that an edit distance counts a value as one character."""

_VALUE = compiled(
    r"(?P<url>https?://[^\s\u3000-\u303f\uff00-\uffef]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<date>(?<![\w-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?![\w-]))"
    r"|(?P<time>(?<![\w:])\d{1,2}:\d{2}(?::\d{2})?(?![\w:]))"
    r"|(?P<id>[A-Za-z]{1,12}(?:[-_/#][A-Za-z]{1,12}){0,3}[-_/#]?\d[A-Za-z0-9]*(?:[-_/#][A-Za-z0-9]+)*"
    r"|\d(?=[A-Za-z0-9/_#-]{5})\d*(?:[A-Za-z][A-Za-z0-9]*|[-_/#][A-Za-z0-9]+)(?:[-_/#][A-Za-z0-9]+)*|\d{8,}(?![\d.,]))"
    r"|(?P<number>\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
    rf"|[〇零一二两三四五六七八九十百千]+(?=[{_MEASURES}]))"
)
_RUN = compiled(
    r"[!-~]*[0-9@][!-~]*(?:[ \u00a0\u202f][0-9][!-~]*)*|https?://\S+"
    rf"|[〇零一二两三四五六七八九十百千]+(?=[{_MEASURES}])"
)
"""Where values can be: `_VALUE` is tried only there, which makes a skeleton several times faster."""
_SPACE_BESIDE_HAN = compiled(rf" (?=[{_HAN}\u3000-\u303f])|(?<=[{_HAN}\u3000-\u303f]) ")
_HAN_ANY = compiled(rf"[{_HAN}]")
_HAS_VALUE = compiled(r"[0-9@〇零一二两三四五六七八九十百千]|https?://")


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """`text` with full-width forms, compatibility characters and spacing made alike (nothing else changes)."""
    if text.isascii():
        return " ".join(text.split())
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    return _SPACE_BESIDE_HAN.sub("", text) if " " in text and _HAN_ANY.search(text) else text


def skeleton(text: str) -> str:
    """The skeleton of a sentence in any of our languages: `tidy`, values as one mark a kind."""
    text = tidy(text)
    if not _HAS_VALUE.search(text):
        return text
    return _RUN.sub(_marked, text)


def _marked(run: re.Match[str]) -> str:
    return _VALUE.sub(_mark, run[0]) if run[0][0] < "\u3000" else MARKS["number"]


def _mark(match: re.Match[str]) -> str:
    return MARKS[match.lastgroup or "number"]
