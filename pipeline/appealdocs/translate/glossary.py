"""The glossary: terms in Chinese, English and Russian, read from TSV or CSV and TBX-Basic.

Columns: `zh`, `en`, `ru` (writings separated by `|`, the first is the one to use), `pos`, `dnt` (1: never translated),
`enforce` (1: its absence is a flag; 0: advice for the translator alone), `forbidden_en`, `forbidden_ru`, `forbidden_zh`
(writings never to use for it), `note`. Only `zh`, `en`, `ru` are required.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from appealdocs.errors import BadInput, Fault
from appealdocs.model.text import LANGUAGES, Text2

if TYPE_CHECKING:
    from appealdocs.translate.terms import Finder

COLUMNS = ("zh", "en", "ru", "pos", "dnt", "enforce", "forbidden_zh", "forbidden_en", "forbidden_ru", "note")
_FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Term:
    """One concept. `words` and `forbidden` map a language to writings, the preferred one first."""

    words: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pos: str = ""
    dnt: bool = False
    enforce: bool = True
    note: str = ""

    def preferred(self, language: str) -> str:
        """The writing to use; "" if the glossary has none."""
        return next(iter(self.words.get(language, ())), "")


class Glossary:
    """Terms, found in texts by one automaton pass a language (`terms.py`)."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._finders: dict[str, Finder] = {}

    def __len__(self) -> int:
        return len(self.terms)

    def __add__(self, other: Glossary) -> Glossary:
        """This glossary overlaid by another: a concept with the same preferred Chinese is replaced."""
        known = {term.preferred("zh"): term for term in self.terms}
        known.update((term.preferred("zh"), term) for term in other.terms)
        return Glossary(known.values())

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hex digits that change with any term: stamped on every machine segment."""
        return blake2b(to_table(self).encode("utf-8"), digest_size=6).hexdigest()

    def finder(self, language: str) -> Finder:
        """The automaton of a language, built at first use."""
        if language not in self._finders:
            from appealdocs.translate.terms import Finder

            self._finders[language] = Finder(self.terms, language)
        return self._finders[language]

    def search(self, text: str) -> list[Term]:
        """Terms one of whose writings holds `text` (case ignored), those that begin with it first."""
        asked = text.casefold().strip()
        found = [
            (min(w.casefold().find(asked) for ws in term.words.values() for w in ws if asked in w.casefold()), number, term)
            for number, term in enumerate(self.terms)
            if any(asked in w.casefold() for ws in term.words.values() for w in ws)
        ]
        return [term for _, _, term in sorted(found, key=lambda hit: hit[:2])]


def load(path: Path) -> Glossary:
    """A glossary file: `.tsv`, `.csv` or `.tbx`. Raises BadInput with file, line and column."""
    if path.suffix.lower() in (".tbx", ".xml"):
        from appealdocs.translate import tbx

        return tbx.read(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _bad(path, [Fault(Text2("larger than 20 MB", "超过 20 MB"), str(path))])
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        en, zh = "not UTF-8: save it as 'CSV UTF-8' (Excel: Save as)", "不是 UTF-8 编码：请在 Excel 中另存为“CSV UTF-8”"
        raise _bad(path, [Fault(Text2(en, zh), str(path))]) from error
    except OSError as error:
        raise _bad(path, [Fault(Text2(f"cannot be read: {error.strerror}", f"无法读取：{error.strerror}"), str(path))]) from error
    return from_table(text, path)


def shipped() -> Glossary:
    """The glossary that comes with the program."""
    from appealdocs.resources import shipped as folder

    return load(folder("glossary") / "glossary.tsv")


def from_table(text: str, path: Path) -> Glossary:
    """A glossary from CSV or TSV text (told by the header line). Raises BadInput naming every faulty line."""
    head = text.split("\n", 1)[0]
    delimiter = max("\t,;", key=head.count)
    source = io.StringIO(text)
    if delimiter == "\t":
        lines = csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        lines = csv.reader(source, delimiter=delimiter)
    columns = [cell.strip().lower() for cell in next(lines, [])]
    faults = [
        Fault(Text2("a glossary needs the columns of two languages at least", "术语表至少需要两种语言的列"), str(path), 1, "", LANGUAGES)
        for _ in range(sum(name in columns for name in LANGUAGES) < 2)
    ] + [
        Fault(Text2(f"unknown column '{name}'", f"未知列“{name}”"), str(path), 1, name, COLUMNS)
        for name in columns
        if name not in COLUMNS
    ]
    if faults:
        raise _bad(path, faults)
    terms: list[Term] = []
    for cells in lines:
        if any(cell.strip() for cell in cells):
            _term(dict(zip(columns, cells, strict=False)), len(cells) - len(columns), path, lines.line_num, terms, faults)
    if faults:
        raise _bad(path, faults)
    return Glossary(terms)


def _term(row: Mapping[str, str], surplus: int, path: Path, line: int, terms: list[Term], faults: list[Fault]) -> None:
    def fault(key: str, en: str, zh: str, allowed: Sequence[str] = ()) -> None:
        faults.append(Fault(Text2(en, zh), str(path), line, key, allowed))

    if surplus > 0:
        fault("", f"{surplus} cells more than columns", f"单元格比列多 {surplus} 个")
    words = {language: _split(row.get(language, "")) for language in LANGUAGES}
    if sum(map(bool, words.values())) < 2:
        fault("zh", "a term needs words in at least two languages", "术语至少需要两种语言的写法")
    flags = {}
    for name, standard in (("dnt", "0"), ("enforce", "1")):
        given = (row.get(name) or standard).strip().lower()
        if given not in _FLAGS:
            fault(name, f"'{given}' instead of 0 or 1", f"应为 0 或 1，而非“{given}”", ("0", "1"))
        flags[name] = _FLAGS.get(given, False)
    forbidden = {language: _split(row.get(f"forbidden_{language}", "")) for language in LANGUAGES}
    terms.append(
        Term(
            {code: w for code, w in words.items() if w}, {code: w for code, w in forbidden.items() if w},
            (row.get("pos") or "").strip(), flags["dnt"], flags["enforce"], (row.get("note") or "").strip(),
        )
    )  # fmt: skip


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _bad(path: Path, faults: list[Fault]) -> BadInput:
    return BadInput(Text2(f"{path.name} is not a usable glossary", f"{path.name} 不是可用的术语表"), faults)


def to_table(glossary: Glossary, delimiter: str = "\t") -> str:
    """The glossary as TSV (or CSV with `delimiter=","`), with header line."""
    out = io.StringIO()
    if delimiter == "\t":
        writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    else:
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in glossary.terms:
        writer.writerow(
            [
                *("|".join(term.words.get(code, ())) for code in LANGUAGES),
                term.pos, int(term.dnt), int(term.enforce),
                *("|".join(term.forbidden.get(code, ())) for code in LANGUAGES),
                " ".join(term.note.split()),
            ]
        )  # fmt: skip
    return out.getvalue()


def save(glossary: Glossary, path: Path) -> None:
    """Write `.tsv`, `.csv` or `.tbx`, whole or not at all."""
    import os

    if path.suffix.lower() in (".tbx", ".xml"):
        from appealdocs.translate import tbx

        text = tbx.to_text(glossary)
    else:
        text = to_table(glossary, "," if path.suffix.lower() == ".csv" else "\t")
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
