"""The exhibits: the case's evidence in its order, numbered from 1, as the letter encloses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from appealdocs.draft import names as words
from appealdocs.model.dossier import Dossier
from appealdocs.model.letter import Exhibit


def exhibits(dossier: Dossier, names: Mapping[str, Any], lang: str) -> tuple[Exhibit, ...]:
    """One exhibit a piece of evidence; pages or seconds as read from the file, none where it could not be read."""
    made = []
    for number, item in enumerate(dossier.case.evidence, 1):
        reading = dossier.reading(item)
        made.append(
            Exhibit(
                number, item.id, item.file, item.type, words.word(names, "exhibit", item.type, lang),
                pages=len(reading.pages) or None if reading and not reading.clip else None,
                seconds=reading.clip.seconds if reading and reading.clip else None,
                sha256=reading.sha256 if reading else "",
            )
        )
    return tuple(made)
