"""Writes a letter or a paper as DOCX and PDF: compared word for word, validated where final, then put in place whole."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from appealdocs.casefolder import write_atomic
from appealdocs.errors import RenderFailed
from appealdocs.model.letter import Letter, Paper
from appealdocs.model.text import Text2
from appealdocs.render.archive import Archived, archive
from appealdocs.render.docx_read import docx_text
from appealdocs.render.docx_write import docx
from appealdocs.render.pdf_read import PdfText, pdf_text
from appealdocs.render.pdf_write import Place, typeset
from appealdocs.render.picture import Kind, picture
from appealdocs.render.sheet import Run, Sheet, Table, sheet
from appealdocs.render.style import PAGE, REFERENCE, Images, Key, Style, Written, WrittenFile
from appealdocs.render.words import difference, normal, same


@dataclass(frozen=True, slots=True)
class Made:
    """One document in both forms, checked, not yet written. `place`: where the signature goes, in the PDF."""

    docx: bytes
    pdf: bytes
    pages: int
    validator: str
    verdict: str
    place: Place | None
    notes: tuple[Text2, ...]


def pdf(laid: Sheet, *, images: Images, style: Style, now: datetime) -> bytes:
    """The PDF of a sheet, compared and, if final, validated. Raises RenderFailed as `letter` does."""
    return _pdf(laid, images=images, style=style, now=now)[0].data


def _pdf(
    laid: Sheet, *, images: Images, style: Style, now: datetime, want_place: bool = False
) -> tuple[Archived, int, Place | None]:
    """The compared PDF (and validated, if the sheet is final) with its number of pages. Words that no line would hold may be cut on a second try."""
    for loose in (False, True):
        raw, place = typeset(laid, images=images, style=style, now=now, want_place=want_place, loose=loose)
        archived = archive(raw, style.pdfa, now, validate=not laid.mark)
        read = pdf_text(archived.data)
        if not read.outside:
            break
    return archived, compare_pdf(laid, archived.data, read), place


def make(letter: Letter, paper: Paper | None = None, *, final: bool, images: Images, style: Style, now: datetime) -> Made:
    """DOCX and PDF of the letter or of one of its papers, from one sheet.

    Raises RenderFailed: a glyph that no font has, a finding of the validator, a word that differs between letter, DOCX and PDF.
    """
    laid = sheet(letter, paper, final=final)
    archived, pages, place = _pdf(laid, images=images, style=style, now=now, want_place=final)
    word = docx(laid, images=images, style=style, now=now, pages=pages)
    compare_docx(laid, word, pages)
    given: tuple[tuple[Kind, bytes | None], ...] = (("signature", images.signature), ("stamp", images.stamp))
    notes = dict.fromkeys(note for kind, data in given if data for note in picture(data, kind, flat=style.pdfa == "1a").notes)
    return Made(word, archived.data, pages, archived.validator, archived.verdict, place, tuple(notes))


def compare_pdf(laid: Sheet, pdf: bytes, read: PdfText | None = None) -> int:
    """The number of pages of a PDF that says exactly what the sheet says, with its running heads.

    `read`: its text, if it was read before. Raises RenderFailed.
    """
    read = read or pdf_text(pdf)
    said = laid.words()
    if not same(said, read.body) and not same(said, pdf_text(pdf, logical=True).body):
        raise _differs("PDF", difference(said, read.body))
    if read.outside:
        raise RenderFailed(
            Text2(f"'{read.outside[0][:80]}' runs over the edge of the page in the PDF", f"“{read.outside[0][:80]}”在 PDF 中超出页边"),
            Text2("Put a space or a hyphen into it.", "请在其中加空格或连字符。"),
        )
    for number, (head, foot) in enumerate(zip(read.heads, read.foots, strict=True), 1):
        running = _running(laid, number, read.pages)
        if head != normal(laid.mark) or "".join(foot.split()) != "".join(running.split()):
            raise _differs("PDF", difference(f"{laid.mark} {running}", f"{head} {foot}"))
    heads = {"", *(_letters(row) for node in laid.nodes if isinstance(node, Table) for row in (node.heads,))}
    for text in read.repeated:
        if not any("".join(text.split()) in head for head in heads):
            raise _differs("PDF", text)
    return read.pages


def _letters(rows: Sequence[Sequence[Sequence[Run]]]) -> str:
    """The head rows of a table without white space, as a page repeats them."""
    return "".join(normal("".join(run.text for row in rows for cell in row for run in cell)).split())


def compare_docx(laid: Sheet, word: bytes, pages: int) -> None:
    """Raises RenderFailed unless the DOCX says exactly what the sheet says."""
    read = docx_text(word)
    said = laid.words()
    if read.body != said:
        raise _differs("DOCX", difference(said, read.body))
    running = f"{laid.mark} {_running(laid, 1, pages)}"
    if normal(f"{read.header} {read.footer}") != normal(running):
        raise _differs("DOCX", difference(running, f"{read.header} {read.footer}"))


def _running(laid: Sheet, page: int, pages: int) -> str:
    before, between = PAGE[laid.language]
    return normal(f"{REFERENCE[laid.language].format(laid.reference)} {before}{page}{between}{pages}")


def _differs(kind: str, words: str) -> RenderFailed:
    return RenderFailed(
        Text2(f"the {kind} does not say what the letter says: {words}", f"{kind} 的文字与信函不一致：{words}"),
        Text2("This is a defect of appealdocs: please report it.", "这是本工具的缺陷，请反馈。"),
    )


def letter(
    letter: Letter, out: Path, *, final: bool, images: Images, style: Style, now: datetime, key: Key | None = None
) -> Written:
    """Writes letter.docx and letter.pdf, and letter-esign.pdf if `final`, into `out`. `now` must be aware.

    With a `key` the e-sign copy is signed by it, at the clock's own time: such a copy differs from run to run.
    Nothing is written unless every document is made and compared, and validated if `final`. Raises RenderFailed, BadInput, UsageError.
    """
    made = make(letter, final=final, images=images, style=style, now=now)
    files = _files("letter", made)
    if final and made.place is not None:
        pdf, place = made.pdf, made.place
        if images.signature is not None:  # a signature field does not lie on a pasted picture of a signature
            archived, _, found = _pdf(sheet(letter, final=True), images=replace(images, signature=None), style=style, now=now, want_place=True)
            pdf, place = archived.data, found or place
        files.append(_to_sign(pdf, place, made.pages, now, key))
    return _write(files, out, made.notes, final)


_File = tuple[str, bytes, int | None, str, str]
"""Name, content, pages, validator, verdict."""


def _files(name: str, made: Made) -> list[_File]:
    return [(f"{name}.docx", made.docx, None, "", ""), (f"{name}.pdf", made.pdf, made.pages, made.validator, made.verdict)]


def _to_sign(pdf: bytes, place: Place, pages: int, now: datetime, key: Key | None) -> _File:
    """The copy with a signature field, signed where there is a key."""
    from appealdocs.render.signing import sign, signed_by, with_field

    copy, verdict = with_field(pdf, place, now), "not validated as PDF/A: carries a signature field"
    if key is not None:
        copy = sign(copy, key.pkcs12, key.passphrase)
        verdict = f"{signed_by(copy)}; not validated as PDF/A"
    return "letter-esign.pdf", copy, pages, "", verdict


def paper(letter: Letter, paper: Paper, out: Path, *, final: bool, images: Images, style: Style, now: datetime) -> Written:
    """Writes an accompanying paper as NAME.docx and NAME.pdf into `out`; as `letter`, without the e-sign copy."""
    made = make(letter, paper, final=final, images=images, style=style, now=now)
    return _write(_files(paper.name, made), out, made.notes, final)


def _write(files: Sequence[_File], out: Path, notes: tuple[Text2, ...], durable: bool) -> Written:
    written = []
    for name, data, pages, validator, verdict in files:
        write_atomic(out / name, data, durable=durable)
        written.append(WrittenFile(out / name, hashlib.sha256(data).hexdigest(), len(data), pages, validator, verdict))
    return Written(tuple(written), notes)
