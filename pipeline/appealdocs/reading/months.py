"""Russian months as OCR gives them: 'mapra' for «марта», 'бмарта' for «6 марта». Put right letter for letter, so that places stay."""

from __future__ import annotations

import re
from typing import Final

from appealdocs.expressions import compiled

_MONTHS: Final = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря")
_ALIKE: Final = str.maketrans("aAeEoOpPcCyYxXkKmMtTbBhHrgnuUNiI3", "аАеЕоОрРсСуУхХкКмМтТвВнНггпииИиИз")
"""Latin letters by the Cyrillic ones that they are taken for."""
_DATED: Final = compiled(
    r"(?<![\w.])(?P<day>[0-3]?[\dбЗзOОlI])(?P<gap>[ \u00a0]?)(?P<month>[A-Za-zА-Яа-яЁё013]{3,9})(?=[ \u00a0,]{1,2}(?:20\d\d|\d\d?:\d\d))"
)
_DIGITS: Final = str.maketrans("бЗзOОlI", "6330011")


def with_months(text: str) -> str:
    """The text with the months of its dates as they are spelt; as long as before. Months that could be two stay as they are."""
    return _DATED.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    written = match.group("month").lower()
    if written in _MONTHS:
        month = written
    else:
        likely = [m for m in _MONTHS if len(m) == len(written) and _apart(m, written.translate(_ALIKE)) <= (1 if len(m) >= 5 else 0)]
        if len(likely) != 1:
            return match.group()
        month = likely[0]
    return match.group("day").translate(_DIGITS) + match.group("gap") + month


def _apart(one: str, other: str) -> int:
    """How many letters differ; between June and July one does, so that a doubtful one of them fits both or none."""
    return sum(a != b for a, b in zip(one, other, strict=True))
