"""Carries a plan out: writes the package into a folder, checks what was written, and says where each page went."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from appealdocs import __version__
from appealdocs.casefolder import write_atomic
from appealdocs.errors import Refused
from appealdocs.model.dossier import Dossier
from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter
from appealdocs.model.text import Text2
from appealdocs.pack import archival, film, pdf, zipped
from appealdocs.pack.about import Teller
from appealdocs.pack.assemble import Assembler, Content
from appealdocs.pack.checklist import checklist
from appealdocs.pack.layout import File, Layout
from appealdocs.pack.manifest import dumps, manifest
from appealdocs.pack.matrix import matrix
from appealdocs.pack.package import Package, Packed, Written
from appealdocs.pack.plan import ZIP_COST, Plan


def build(
    plan: Plan, dossier: Dossier, letter: Letter, report: Report, target: Path, now: datetime,
    documents: Sequence[Written] = (), by: str = "", form: str = "",
) -> Package:
    """Write the package into `target`, an existing folder, which the caller puts in place whole.

    `documents` are the letter and papers that lie there already; `form` the text for the portal's form. Raises Refused with every
    problem of the plan, or if what was made does not keep a limit; RenderFailed where a PDF cannot be brought to its level.
    """
    _refuse(plan)
    assert plan.bounds is not None
    assembler = Assembler(
        plan.materials, Teller(dossier, plan.words, letter, report), plan.stills, now, dossier.pack.packing.pdfa, dossier.pack.packing.label_pages
    )
    contents = _contents(plan, assembler)
    _check_pages(plan, contents)
    title = f"appealdocs {__version__}; {dossier.pack.procedure}{f'/{dossier.case.platform}' if dossier.case.platform else ''} {dossier.pack.version}"
    archive = zipped.archive({f.name: c.data for f, c in contents}, title)
    _check_limits(plan, contents, len(archive))
    for file, content in contents:
        write_atomic(target / "evidence" / file.name, content.data)
    write_atomic(target / "evidence.zip", archive)
    write_atomic(target / "evidence-matrix.xlsx", matrix(dossier, letter, report, plan.names, plan.words, now))
    evidence = [_packed(f, c) for f, c in contents]
    papers = [_document(d, target) for d in documents]
    text = form or "\n".join(letter.plain(line) for line in letter.form) + "\n"
    write_atomic(target / "letter.txt", text.encode())
    write_atomic(
        target / "checklist.md",
        checklist(dossier, letter, report, evidence, papers, len(archive), plan.bounds, plan.notes, text, now, by).encode(),
    )
    others = [_plain(target / name, name) for name in ("letter.txt", "evidence.zip", "evidence-matrix.xlsx", "checklist.md")]
    files = [*papers, *others[:1], *evidence, *others[1:]]
    data = manifest(plan, letter, contents, files, now, by)
    write_atomic(target / "manifest.json", dumps(data).encode())
    return Package(target, tuple(evidence), data, plan.notes)


def _refuse(plan: Plan) -> None:
    """Raises Refused with every problem."""
    problems = list(plan.problems)
    if not plan.layout.files and not problems:
        raise Refused(
            Text2("there is no evidence to pack", "没有可打包的证据"), Text2("List the files under 'evidence' in case.yaml.", "请在 case.yaml 的 evidence 中列出文件。")
        )
    if problems:
        lines = Text2(*("\n".join(f"  {p.why[lang]}. {p.help[lang]}" for p in problems) for lang in ("en", "zh")))
        raise Refused(
            Text2(f"the evidence cannot be packed for this platform:\n{lines.en}", f"证据无法按该平台要求打包：\n{lines.zh}"),
            Text2("Nothing was written.", "未写入任何文件。"),
        )


def _contents(plan: Plan, assembler: Assembler) -> list[tuple[File, Content]]:
    """Every file. Where the approved words make sheets longer than was planned, so that a limit would be broken, sheets are left out."""
    assert plan.bounds is not None
    made: list[tuple[File, Content]] = []
    for file in plan.layout.files:
        content = assembler.content(file, plan.layout)
        if len(content.data) > plan.bounds.file and file.sheets and file.bin is not None:
            file = replace(file, sheets=())
            content = assembler.content(file, plan.layout)
        made.append((file, content))
    alone = [entry for entry in made if entry[0].bin is None]
    if alone and not _total_kept(plan, made):
        made = [entry for entry in made if entry[0].bin is not None]
    return made


def _total_kept(plan: Plan, made: Sequence[tuple[File, Content]]) -> bool:
    assert plan.bounds is not None
    cost = ZIP_COST if plan.bounds.zip else 0
    return plan.bounds.total is None or sum(len(c.data) + cost for _, c in made) <= plan.bounds.total


def _check_pages(plan: Plan, contents: Sequence[tuple[File, Content]]) -> None:
    """Every page of every file is in the package: counted in the files as they were written, not as they were planned."""
    for file, content in contents:
        if file.kind == "pdf" and content.placed:
            counted, told = pdf.count(content.data), max(p.last for p in content.placed)
            assert counted == told, f"{file.name}: {counted} pages written, {told} placed"
    for index, material in enumerate(plan.materials):
        pages = sum(
            p.last - p.first + 1 for _, c in contents for p in c.placed
            if p.exhibit == material.source.number and p.what == material.source.role
        )
        own = [f for f, _ in contents if f.bin is not None and f.bin.own and f.bin.cuts[0].piece.index == index]
        if own:
            several = len(own) > 1
            pages += len(own) if several or own[0].kind != "pdf" else pdf.count(next(c.data for f, c in contents if f is own[0]))
        assert pages == material.pages or (not material.pages and own), f"{material.source.file}: {material.pages} pages, {pages} packed"


def _check_limits(plan: Plan, contents: Sequence[tuple[File, Content]], archive: int) -> None:
    """The plan kept the limits; the files made from it must too. Raises Refused with the measured value beside the bound."""
    limits = plan.bounds
    assert limits is not None
    sizes = {f.name: len(c.data) for f, c in contents}
    total = archive if limits.zip else sum(sizes.values())
    over = [(name, size, limits.file) for name, size in sizes.items() if size > limits.file]
    if limits.total is not None and total > limits.total:
        over.append(("evidence.zip" if limits.zip else "evidence/", total, limits.total))
    if limits.files is not None and len(sizes) > limits.files:
        over.append(("evidence/", len(sizes), limits.files))
    if over:
        told = "; ".join(f"{name}: {size}, at most {most}" for name, size, most in over)
        raise Refused(Text2(f"the package does not keep the platform's limits ({told})", f"证据包超出平台限制（{told}）"))


def _packed(file: File, content: Content) -> Packed:
    pages = pdf.count(content.data) if file.kind == "pdf" else None
    seconds = round(film.seconds(content.data), 2) if file.kind == "mp4" else None
    verdict = content.verdict
    level = archival.claimed(content.data) if verdict else ""
    return Packed(
        f"evidence/{file.name}", hashlib.sha256(content.data).hexdigest(), len(content.data), pages, seconds,
        file.exhibits if file.bin is not None else (), level, verdict.validator if verdict else "", verdict.said if verdict else "",
        tuple(sorted(file.sheets)),
    )


def _document(document: Written, target: Path) -> Packed:
    level = archival.claimed(document.path.read_bytes()) if document.path.suffix == ".pdf" and document.validator else ""
    return Packed(
        document.path.relative_to(target).as_posix(), document.sha256, document.size, document.pages, None, (), level, document.validator, document.verdict
    )


def _plain(path: Path, name: str) -> Packed:
    data = path.read_bytes()
    return Packed(name, hashlib.sha256(data).hexdigest(), len(data))


__all__ = ["Layout", "build"]
