"""TBX in and out: TBX-Basic of ISO 30042:2019 is written; it and the older `martif` form are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from appealdocs.errors import BadInput, Fault
from appealdocs.model.text import LANGUAGES, Text2
from appealdocs.translate.tmx import base_language

if TYPE_CHECKING:
    from appealdocs.translate.glossary import Glossary, Term

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES = ("{*}conceptEntry", "{*}termEntry")
_DEPRECATED = frozenset({"deprecatedTerm-admn-sts", "supersededTerm-admn-sts"})
_DNT = "[dnt]"
_ADVICE = "[advice]"


def read(path: Path) -> Glossary:
    """A glossary from a TBX file. Raises BadInput with line."""
    from lxml import etree

    from appealdocs.translate.glossary import Glossary

    terms: list[Term] = []
    seen: dict[str, None] = {}
    try:
        with path.open("rb") as file:
            events: Any = etree.iterparse(
                file, events=("end",), tag=_ENTRIES, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            for _, entry in events:
                term = _term(entry, seen)
                if term is not None:
                    terms.append(term)
                entry.clear()
    except etree.XMLSyntaxError as error:
        reason = str(error.msg)
        raise BadInput(
            Text2(f"{path.name} is not a TBX file", f"{path.name} 不是 TBX 文件"),
            [Fault(Text2(reason, reason), str(path), error.lineno)],
        ) from error
    if not terms:
        there = ", ".join(seen) or "-"
        raise BadInput(
            Text2(f"{path.name} holds no term in two of zh, en, ru (languages there: {there})", f"{path.name} 中没有 zh、en、ru 至少两种语言的术语（文件中的语言：{there}）"),
            remedy=Text2("Declare the languages as xml:lang=\"zh\", \"en\", \"ru\" in the program that wrote it.", "请在生成该文件的程序中把语言声明为 zh、en、ru。"),
        )
    return Glossary(terms)


def _term(entry: Any, seen: dict[str, None]) -> Term | None:
    """The term of an entry in our languages; None with fewer than two of them. `seen` gets the languages that occur."""
    from appealdocs.translate.glossary import Term

    words: dict[str, tuple[str, ...]] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    pos = ""
    for section in (*entry.iterfind("{*}langSec"), *entry.iterfind("{*}langSet")):
        language = base_language(section.get(_XML_LANG, ""))
        seen[language] = None
        if language not in LANGUAGES:
            continue
        for word, kind, status in _writings(section):
            pos = pos or kind
            table = forbidden if status in _DEPRECATED else words
            table[language] = (*table.get(language, ()), word)
    if len(words) < 2:
        return None
    note = " ".join((n.text or "").strip() for n in entry.iterfind("{*}note"))
    plain = note.replace(_DNT, "").replace(_ADVICE, "").strip()
    return Term(words, forbidden, pos, dnt=_DNT in note, enforce=_ADVICE not in note, note=plain)


def _writings(section: Any) -> Iterator[tuple[str, str, str]]:
    """(word, part of speech, administrative status) of each term of a language."""
    for name in ("termSec", "tig", "ntig"):
        for group in section.iterfind(f"{{*}}{name}"):
            word = group.find(".//{*}term")
            if word is None or not "".join(word.itertext()).strip():
                continue
            notes = {n.get("type", ""): (n.text or "").strip() for n in group.iterfind(".//{*}termNote")}
            yield " ".join("".join(word.itertext()).split()), notes.get("partOfSpeech", ""), notes.get("administrativeStatus", "")


def to_text(glossary: Glossary) -> str:
    """The glossary as TBX-Basic (ISO 30042:2019, DCA style)."""
    entries = "".join(_entry(number, term) for number, term in enumerate(glossary.terms, 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "<tbxHeader><fileDesc><titleStmt><title>appealdocs glossary</title></titleStmt>"
        "<sourceDesc><p>appealdocs</p></sourceDesc></fileDesc></tbxHeader>\n"
        f"<text><body>\n{entries}</body></text>\n</tbx>\n"
    )


def _entry(number: int, term: Term) -> str:
    marks = (_DNT if term.dnt else "", "" if term.enforce else _ADVICE, term.note)
    note = " ".join(part for part in marks if part)
    sections = "".join(_section(language, term) for language in LANGUAGES)
    return f'<conceptEntry id="c{number}">{f"<note>{escape(note)}</note>" if note else ""}{sections}</conceptEntry>\n'


def _section(language: str, term: Term) -> str:
    groups = [
        f"<termSec><term>{escape(word)}</term>"
        + (f'<termNote type="partOfSpeech">{escape(term.pos)}</termNote>' if term.pos else "")
        + f'<termNote type="administrativeStatus">{status}</termNote></termSec>'
        for status, word in (
            *(("preferredTerm-admn-sts" if at == 0 else "admittedTerm-admn-sts", w)
              for at, w in enumerate(term.words.get(language, ()))),
            *(("deprecatedTerm-admn-sts", w) for w in term.forbidden.get(language, ())),
        )
    ]  # fmt: skip
    return f'<langSec xml:lang="{language}">{"".join(groups)}</langSec>' if groups else ""
