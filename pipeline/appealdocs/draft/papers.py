"""The accompanying papers that a procedure asks for, each from its own template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from appealdocs.draft import names as words
from appealdocs.draft.draft import paper
from appealdocs.model.dossier import Dossier
from appealdocs.model.letter import Letter, Paper
from appealdocs.workspace import Workspace

NAMES = ("commitment-letter", "translators-statement")
"""Papers made here; exhibit sheets and cover sheets belong to the package, which knows pages and hashes."""


def papers(letter: Letter, dossier: Dossier, workspace: Workspace, by: str = "") -> list[Paper]:
    """The papers of `pack.papers` that this case needs, in the letter's language. `by` signs the translator's statement
    where no segment names who approved it."""
    asked = [name for name in NAMES if name in dossier.pack.papers]
    folders = workspace.folders("templates")
    made = []
    for name in asked:
        extra: dict[str, Any] = {"final": True}
        if name == "translators-statement":
            extra |= _translation(letter, words.load(folders), by)
        if any((folder / letter.language / f"{name}.md.j2").is_file() for folder in folders):
            made.append(paper(name, letter, dossier, workspace, extra))
    return made


def _translation(letter: Letter, names: Mapping[str, Any], by: str) -> dict[str, Any]:
    """Who translated what: the person who approved most segments, and the languages they were written in."""
    approved = [s.stamp.by for s in letter.segments.values() if s.field and s.stamp.by]
    who = max(set(approved), key=approved.count) if approved else by
    languages = {s.source_language for s in letter.segments.values() if s.field and s.source_language != letter.language} or {"zh"}
    form = "ru_from" if letter.language == "ru" else letter.language
    listed = [words.word(names, "language", lang, letter.language, form) for lang in sorted(languages)]
    main = words.word(names, "language", sorted(languages)[-1], letter.language)

    return {
        "translator": {"name": who or "____________________", "contact": "____________________"},
        "documents": [{"number": 1, "title": letter.title, "language_name": main, "pages": "____"}],
        "source_languages": listed,
    }
