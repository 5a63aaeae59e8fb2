"""What the review loop needs of the other stages: edits from Word, the signing person's sheet, help for the page, the memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from appealdocs.casefolder import CaseFolder, sha256
from appealdocs.errors import Refused
from appealdocs.model.letter import Letter, Segment
from appealdocs.model.text import Text2
from appealdocs.stages.after import _deadline_of
from appealdocs.stages.case import check_case, compose, images, style
from appealdocs.workspace import Workspace

if TYPE_CHECKING:
    from appealdocs.review.web.app import Help


def word_edits(folder: CaseFolder, name: str, data: bytes) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """What a person changed in a letter.docx that came back, and what it said when it was drafted: (id -> new text, "" where the
    segment was deleted; id -> source, target, state). Raises BadInput where it is no letter of this case."""
    from appealdocs import render
    from appealdocs.render.words import normal
    from appealdocs.review.word import base, created

    render.docx_text(data)  # first: it bounds the file and refuses what is no Word document
    sent = base(folder, created(data), name)
    written = {id: normal(s["target"] or f"[{s['source']}]") for id, s in sent.items()}
    texts = {id: normal(text) for id, text in render.read_back(data, written).items()}
    gaps = {id for id, s in sent.items() if not s["target"]}
    edits = {id: text for id, text in texts.items() if id and text != written.get(id)}
    return edits | {id: "" for id in sent if id not in texts and id not in gaps}, sent


@dataclass(frozen=True, slots=True)
class SigningSheet:
    """The signing person's sheet as HTML and as PDF, and the letter's PDF that it explains with its SHA-256."""

    html: str
    pdf: bytes
    letter: str
    sha256: str


def signing_sheet(path: Path, workspace: Workspace, now: datetime) -> SigningSheet:
    """The sheet for final/letter.pdf, else for the draft in out/. Raises Refused where there is no PDF, or where it does not say
    word for word what the case and its review say now."""
    from appealdocs import pack, render
    from appealdocs.draft.names import load as words
    from appealdocs.errors import RenderFailed
    from appealdocs.facts.case_names import names_of
    from appealdocs.render.explained import explained
    from appealdocs.render.write import compare_pdf
    from appealdocs.review.sheet import content, page

    folder = CaseFolder.open(path)
    final = (folder.final / "letter.pdf").is_file()
    pdf = (folder.final if final else folder.out) / "letter.pdf"
    if not pdf.is_file():
        raise Refused(Text2("there is no letter.pdf to sign", "没有可签署的 letter.pdf"), Text2("Run 'appealdocs draft FOLDER' first.", "请先运行 appealdocs draft。"))
    checked = check_case(path, workspace, now)
    dossier, letter = checked.dossier, checked.letter
    if final:
        names = pack.plan(dossier, words=words(workspace.folders("templates"))).names
        letter = replace(compose(folder, dossier, workspace, packed=names), final=True)
    data = pdf.read_bytes()
    try:
        compare_pdf(render.sheet(letter, final=final), data)
    except RenderFailed as error:
        raise Refused(
            Text2(f"{pdf.parent.name}/letter.pdf is not what the case says now", f"{pdf.parent.name}/letter.pdf 与案件现在的内容不一致"),
            Text2("Draft (or finalize) again, then make the sheet.", "请重新起草（或定稿）后再生成说明。"),
        ) from error
    name, digest = f"{pdf.parent.name}/letter.pdf", sha256(pdf)
    told = (
        _passages(letter), letter.language, letter.reference, letter.title, name, digest, now, names_of(dossier.case), ZoneInfo(dossier.zone)
    )
    return SigningSheet(page(*told), explained(content(*told), now), name, digest)


def _passages(letter: Letter) -> list[Any]:
    """The letter's blocks beside their Chinese; a table's rows one by one."""
    from appealdocs.render.bilingual_copy import pairs
    from appealdocs.review.sheet import Passage

    worst = ("new", "needs-review", "approved")

    def lines(block: Any, mirror: bool) -> list[str]:
        if block is None:
            return []
        runs = [[cell for cell in row.cells] for row in block.rows] if block.kind == "table" else [[block.inlines]]
        return [" | ".join(letter.plain(run, mirror) for run in row) for row in runs]

    made = []
    for block, twin in pairs(letter):
        used = [i.segment for run in ((block.inlines, *(c for r in block.rows for c in r.cells)) if block else ()) for i in run if i.segment]
        state = min((letter.segments[id].state for id in used), key=worst.index, default="approved")
        targets, chinese = lines(block, False), lines(twin, True)
        for at in range(max(len(targets), len(chinese))):
            pair = (chinese[at] if at < len(chinese) else "", targets[at] if at < len(targets) else "")
            if any(text.strip() for text in pair):
                made.append(Passage(*pair, state=state, claim=bool(used)))
    return made


def review_help(workspace: Workspace, now: datetime | None = None) -> Help:
    """What the review page asks the rest of the tool for: flags, terms and memory, deadlines, and learning from approvals."""
    from appealdocs.review.web.app import Help
    from appealdocs.review.web.learner import Learner

    learner = Learner(
        lambda folder, segments: learn(folder, segments, workspace, now or datetime.now(UTC)),
        lambda folder, segments: forget(folder, segments, workspace),
    )
    return Help(
        flags=lambda segment: _flags_of(segment, workspace), suggest=lambda segment: _suggestions(segment, workspace),
        deadline=lambda folder: _deadline_of(folder, workspace, now or datetime.now(UTC)),
        learned=learner, forgotten=learner.forget,
        pages=lambda folder: printed(folder, workspace, now or datetime.now(UTC)),
    )


def printed(folder: CaseFolder, workspace: Workspace, now: datetime) -> tuple[bytes, list[bytes]]:
    """The letter as it would print now: PDF, and each page as PNG. No engine is called, nothing is written, nobody waits for it."""
    import io

    from appealdocs import render
    from appealdocs.intake.intake import read
    from appealdocs.pack.raster import rendered, sizes

    dossier = read(folder, workspace, now)
    letter = compose(folder, dossier, workspace)
    data = render.pdf(render.sheet(letter, final=False), images=images(dossier, workspace), style=style(dossier, workspace), now=now)
    pages = []
    for picture in rendered(data, range(len(sizes(data))), 110):
        file = io.BytesIO()
        picture.convert("P", colors=64).save(file, "PNG")
        pages.append(file.getvalue())
    return data, pages


def _flags_of(segment: Segment, workspace: Workspace) -> list[dict[str, str]]:
    from appealdocs.translate.desk import glossary
    from appealdocs.translate.flags.flags import flags

    found = flags(
        segment.source, segment.target, segment.source_language, segment.target_language,
        glossary=glossary(workspace.folders("glossary")),
    )
    return [{"flag": f.flag, "severity": f.severity, "en": f.message.en, "zh": f.message.zh} for f in found]


def _suggestions(segment: Segment, workspace: Workspace) -> dict[str, Any]:
    """Terms of the glossary that stand in the source, and the nearest segments of the memory."""
    from appealdocs.translate.desk import desk
    from appealdocs.translate.terms import in_prompt

    with desk(workspace) as at:
        terms = in_prompt(at.glossary, segment.source, segment.source_language, segment.target_language)
        near = at.memory.fuzzy(segment.source, segment.source_language, segment.target_language, minimum=60, limit=5)
        matches = [at.memory.with_values(m, segment.source) for m in near]
    return {
        "terms": [{"source": source, "target": target} for source, target in terms],
        "memory": [
            {"source": m.unit.source, "target": m.target, "score": m.score, "note": " · ".join(filter(None, (m.unit.kind, m.unit.who)))}
            for m in matches
        ],
    }


def learn(folder: CaseFolder, segments: Sequence[Segment], workspace: Workspace, now: datetime) -> int:
    """Approved pairs enter the workspace's memory at once; gives how many. Without a workspace there is no memory to fill."""
    if not workspace.memory:
        return 0
    from appealdocs.translate.desk import desk
    from appealdocs.translate.unit import Unit

    units = [
        Unit(s.source, s.target, s.source_language, s.target_language, "approved", s.stamp.by, s.stamp.at or now.isoformat(), note=folder.root.name)
        for s in segments
        if s.field and s.state == "approved" and s.target and s.source_language != s.target_language
    ]
    if not units:
        return 0
    with desk(workspace, make_memory=True) as at:
        return at.memory.add(units)


def forget(folder: CaseFolder, segments: Sequence[Segment], workspace: Workspace) -> int:
    """Pairs whose approval was taken back leave the workspace's memory, as far as they came from this case; gives how many did."""
    if not workspace.memory:
        return 0
    from appealdocs.translate.desk import desk

    with desk(workspace, make_memory=True) as at:
        ids = [
            match.unit.id
            for s in segments
            for match in at.memory.exact(s.source, s.source_language, s.target_language, limit=100)
            if (match.unit.source, match.unit.target, match.unit.kind, match.unit.note) == (s.source, s.target, "approved", folder.root.name)
        ]
        at.memory.remove(ids)
    return len(ids)
