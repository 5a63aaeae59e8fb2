"""The way through: intake -> draft -> translate -> review -> check -> render -> pack. The one place that knows the order."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from appealdocs.casefolder import CaseFolder, sha256, write_atomic
from appealdocs.errors import AppealdocsError, Refused
from appealdocs.model.dossier import Dossier
from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter, Segment
from appealdocs.model.text import Text2
from appealdocs.workspace import Workspace

if TYPE_CHECKING:
    from appealdocs.batch.run import Job
    from appealdocs.check.stop import Advice
    from appealdocs.render.style import Images, Key, Written
    from appealdocs.review.web.app import Help
    from appealdocs.track.clocks import Clock
    from appealdocs.track.outcomes import Rate
    from appealdocs.translate.clauses import Clauses
    from appealdocs.translate.files import TranslatedFile

OUTPUTS = ("letter.docx", "letter.pdf", "letter.txt", "bilingual.docx", "report.html", "findings.json")


@dataclass(frozen=True, slots=True)
class Checked:
    """A case as far as its findings."""

    dossier: Dossier
    letter: Letter
    report: Report
    failures: tuple[AppealdocsError, ...] = ()
    """What translation engines failed with."""

    @property
    def advice(self) -> list[Advice]:
        """Stop advice: what stands in the way of the appeal itself, the gravest first."""
        from appealdocs.check.stop import advice

        return advice(self.dossier)

    @property
    def exit_status(self) -> int:
        """0 no error, 1 at least one, 3 a rule crashed or an engine failed."""
        if self.report.crashed or self.failures:
            return 3
        return 1 if self.report.count("error") else 0


def check_case(
    path: Path, workspace: Workspace, now: datetime, stage: str = "check", engines: Sequence[str] = (),
    packed: Mapping[str, str] | None = None,
) -> Checked:
    """Everything up to the findings, in memory; nothing is written. Engines are called only if they are named."""
    from appealdocs.check.check import check
    from appealdocs.intake.intake import read

    folder = CaseFolder.open(path)
    dossier = read(folder, workspace, now)
    failures: list[AppealdocsError] = []
    letter = compose(folder, dossier, workspace, engines, packed, failures)
    return Checked(dossier, letter, check(dossier, letter, workspace, stage), tuple(failures))


def compose(
    folder: CaseFolder, dossier: Dossier, workspace: Workspace, engines: Sequence[str] = (),
    packed: Mapping[str, str] | None = None, failures: list[AppealdocsError] | None = None,
) -> Letter:
    """The letter: drafted, then with what review decided, then with what memory, clauses and engines give for the rest.

    What engines failed with goes to `failures`; the segments concerned stay open.
    """
    from appealdocs.draft.draft import draft
    from appealdocs.facts.case_names import names_of
    from appealdocs.facts.parse import parse
    from appealdocs.review.merge import merge
    from appealdocs.review.store import load

    letter = merge(draft(dossier, workspace, packed), load(folder.review))
    names, zone = names_of(dossier.case), ZoneInfo(dossier.zone)

    def with_facts(segment: Segment) -> Segment:
        return replace(segment, facts=tuple(parse(segment.source, segment.source_language, names, zone)))

    letter = replace(letter, segments={id: with_facts(s) if s.field else s for id, s in letter.segments.items()})
    if all(s.state == "approved" for s in letter.segments.values()):
        return letter
    from appealdocs.translate.desk import desk
    from appealdocs.translate.stage import translate

    with desk(workspace, engines) as at:
        return translate(
            letter, memory=at.memory, glossary=at.glossary, clauses=_clauses(workspace.folders("clauses"), dossier.zone),
            engines=at.engines, names=names, zone=zone, now=dossier.now, failures=failures,
        )


def with_flags(letter: Letter, dossier: Dossier, workspace: Workspace) -> Letter:
    """The letter with quality flags on every segment that a person has still to judge, or gave in case.yaml."""
    from appealdocs.facts.case_names import names_of
    from appealdocs.translate.desk import glossary
    from appealdocs.translate.flags.letter import flagged

    return flagged(letter, glossary(workspace.folders("glossary")), names_of(dossier.case), ZoneInfo(dossier.zone))


def prove_case(checked: Checked, workspace: Workspace, lang: str) -> str:
    """Faults planted into this very letter, and what our own flags catch of them, in words."""
    from appealdocs.facts.case_names import names_of
    from appealdocs.report.prove_text import prove_text
    from appealdocs.translate.desk import glossary
    from appealdocs.translate.prove.prove import prove

    zone = ZoneInfo(checked.dossier.zone)
    planted = prove(checked.letter.segments.values(), glossary(workspace.folders("glossary")), names_of(checked.dossier.case), zone)
    return prove_text(planted, lang)


def translate_one(
    file: Path, source: str, target: str, workspace: Workspace, engines: Sequence[str], now: datetime, zone: ZoneInfo
) -> TranslatedFile:
    """The translate stage alone, for a file."""
    from appealdocs.translate import translate_file
    from appealdocs.translate.desk import desk

    with desk(workspace, engines) as at:
        return translate_file(
            file, source, target, memory=at.memory, glossary=at.glossary, clauses=_clauses(workspace.folders("clauses"), str(zone)),
            engines=at.engines, zone=zone, now=now,
        )


@lru_cache(maxsize=8)
def _clauses(folders: tuple[Path, ...], zone: str) -> Clauses:
    """The clause library as a memory of patterns."""
    from appealdocs.draft.clauses import library
    from appealdocs.translate.clauses import Clauses

    return Clauses(library(folders), ZoneInfo(zone))


@dataclass(frozen=True, slots=True)
class Drafted:
    """A drafted case with the files in out/."""

    checked: Checked
    written: Written
    files: tuple[Path, ...]


def draft_case(path: Path, workspace: Workspace, now: datetime, engines: Sequence[str] = (), lang: str = "en") -> Drafted:
    """The main job: read, draft, translate and check a case; write review/letter.xlf and out/.

    Raises BadInput before anything is written, RenderFailed where a document could not be written as the letter says.
    """
    from appealdocs import render
    from appealdocs.batch import stamp
    from appealdocs.report.html import page
    from appealdocs.report.json_ import dumps, findings
    from appealdocs.review.store import dump
    from appealdocs.review.word import keep as keep_drafted

    folder = CaseFolder.open(path)
    with folder.locked():
        checked = check_case(path, workspace, now, "draft", engines)
        dossier, report = checked.dossier, checked.report
        letter = with_flags(checked.letter, dossier, workspace)
        write_atomic(folder.review, dump(letter))
        keep_drafted(folder, letter.segments, _printed(letter), now)
        written = render.letter(letter, folder.out, final=False, images=images(dossier, workspace), style=style(dossier, workspace), now=now)
        files = {
            "letter.txt": (render.form(letter) + "\n").encode(),
            "bilingual.docx": render.bilingual(letter),
            "report.html": page(dossier, letter, report, lang, advice=checked.advice).encode(),
            "findings.json": (dumps(findings(report, lang)) + "\n").encode(),
        }
        for name, data in files.items():
            write_atomic(folder.out / name, data)
        stamp.keep(folder, stamp.stamp(folder, workspace, now, engines), findings(report, lang)["summary"])
    return Drafted(checked, written, tuple(folder.out / name for name in OUTPUTS))


def _printed(letter: Letter) -> set[str]:
    """Ids of the segments that stand in the letter."""
    runs = [run for b in letter.blocks for run in (b.inlines, *(cell for row in b.rows for cell in row.cells))]
    return {i.segment for run in runs for i in run if i.kind == "segment"}


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


def facts_intact(checked: Checked) -> tuple[int, int]:
    """(facts of the claims that stand in their targets by value, facts of all claims that have a target)."""
    from appealdocs.facts.case_names import names_of
    from appealdocs.facts.compare import compare
    from appealdocs.facts.parse import parse

    names, zone = names_of(checked.dossier.case), ZoneInfo(checked.dossier.zone)
    kept = total = 0
    for segment in checked.letter.segments.values():
        if segment.field and segment.target:
            found = parse(segment.target, segment.target_language, names, zone)
            total += len(segment.facts)
            kept += len(segment.facts) - min(len(segment.facts), len(compare(list(segment.facts), found).missing))
    return kept, total


def style(dossier: Dossier, workspace: Workspace) -> Any:
    """How documents of this case look: PDF/A level of the pack, the workspace's own templates/reference.docx where there is one."""
    from appealdocs.render.style import Style

    own = [file for folder in workspace.folders("templates")[1:] if (file := folder / "reference.docx").is_file()]
    return Style(pdfa="1a" if dossier.pack.packing.pdfa == "1a" else "2a", reference=own[-1] if own else None)


def images(dossier: Dossier, workspace: Workspace, sign: bool = False) -> Images:
    """The seller's logo (and, to sign, stamp and signature) as bytes; a file that is missing or not sound leaves its place empty."""
    from appealdocs.render.style import Images

    def data(name: str) -> bytes | None:
        reading = dossier.readings.get(name)
        if not name or reading is None or not reading.sound or reading.kind not in ("png", "jpeg"):
            return None
        for root in (dossier.folder, workspace.root):
            if root and (root / name).is_file():
                return (root / name).read_bytes()
        return None

    seller = dossier.case.seller
    return Images(data(seller.logo), data(seller.stamp) if sign else None, data(seller.signature) if sign else None)


def finalize_case(
    path: Path, workspace: Workspace, now: datetime, by: str = "", sign: bool = False, lang: str = "en", mask: Sequence[str] = (),
    key: Key | None = None,
) -> Checked:
    """Signed-ready documents and the evidence package in final/, written whole or not at all.

    `sign`: place the seller profile's stamp and signature; `key`: sign the e-sign copy with it.
    `mask`: ids of evidence whose personal data are painted over in the copies that go out ('*': all). Raises Refused while an error
    or an unapproved segment stands, or where the evidence does not fit what the platform takes; the findings say what.
    """
    from appealdocs import pack, render
    from appealdocs.draft.names import load as words

    folder = CaseFolder.open(path)
    with folder.locked():
        first = check_case(path, workspace, now, "finalize")
        refuse_open_errors(first, lang, [e.file for e in first.dossier.case.evidence if "*" in mask or e.id in mask])
        plan = pack.plan(first.dossier, mask, words=words(workspace.folders("templates")))
        refuse_open_errors(first, lang, plan.masked)
        letter = replace(compose(folder, first.dossier, workspace, packed=plan.names), final=True)
        target = Path(tempfile.mkdtemp(prefix=".final-", dir=folder.root))
        try:
            documents = render.letter(
                letter, target, final=True, images=images(first.dossier, workspace, sign), style=style(first.dossier, workspace), now=now, key=key,
            )
            plan = replace(plan, notes=(*documents.notes, *plan.notes))
            papers = _papers(letter, first.dossier, workspace, target, now, by, documents["letter.pdf"].pages)
            pack.build(
                plan, first.dossier, letter, first.report, target, now, documents=[*documents.files, *papers], by=by, form=render.form(letter)
            )
            manifest = sha256(target / "manifest.json")
            _swap(target, folder.final)
        finally:
            shutil.rmtree(target, ignore_errors=True)
        folder.append("finalized", now, by, {"manifest": "final/manifest.json", "sha256": manifest})
    return replace(first, letter=letter)


def refuse_open_errors(checked: Checked, lang: str, masked: Sequence[str] = ()) -> None:
    """Raises Refused with the findings that stand in the way; personal data in evidence files that are `masked` do not."""
    errors = [
        f for f in checked.report.findings
        if f.severity == "error" and not f.waived and not (f.rule == "common/personal-data" and f.where.file in masked)
    ]
    if not errors:
        return
    lines = Text2(*("\n".join(f"  {f.rule}: {f.message[language]}" for f in errors) for language in ("en", "zh")))
    raise Refused(
        Text2(f"{len(errors)} error(s) stand in the way of final documents:\n{lines.en}", f"有 {len(errors)} 个错误，不能定稿：\n{lines.zh}"),
        Text2("Mend them, draft again, let a person approve what machines translated.", "请先更正、重新起草，并由具名人员批准机器译文。"),
    )


def _papers(letter: Letter, dossier: Dossier, workspace: Workspace, target: Path, now: datetime, by: str, pages: int | None) -> list[Any]:
    """The accompanying papers that the pack asks for, as PDF and DOCX in final/. `pages`: of the letter."""
    from appealdocs import render
    from appealdocs.draft.papers import papers
    from appealdocs.review.origins import ways

    written: list[Any] = []
    made_how = ways(letter.segments, dossier.records)
    for paper in papers(letter, dossier, workspace, by, made_how, pages):
        made = render.paper(letter, paper, target, final=True, images=images(dossier, workspace), style=style(dossier, workspace), now=now)
        written += made.files
    return written


def _swap(fresh: Path, place: Path) -> None:
    """Put a finished folder in the place of the old one."""
    old = place.with_name(f".{place.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    fresh.chmod(0o755)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def batch_one(job: Job) -> tuple[int, str, Mapping[str, Any], Sequence[str]]:
    """One folder of a batch: (exit status, what was done, summary, why). Called in a worker process."""
    from appealdocs.batch import stamp

    path = Path(job.folder)
    workspace = Workspace.load(Path(job.workspace)) if job.workspace else Workspace.find(path)
    folder = CaseFolder.open(path)
    why = stamp.changed(folder, stamp.stamp(folder, workspace, job.now, job.engines), OUTPUTS)
    if why:
        checked = draft_case(path, workspace, job.now, job.engines).checked
        summary: Mapping[str, Any] = {s: checked.report.count(s) for s in ("error", "warning", "info")} | {
            "facts": len(checked.report.proofs), "proven": sum(p.state == "proven" for p in checked.report.proofs)
        }
        status, done = checked.exit_status, "drafted"
    else:
        summary = stamp.kept_summary(folder)
        status, done = (1 if summary.get("error") else 0), "unchanged"
    if job.finalize and status == 0:
        finalize_case(path, workspace, job.now)
        done = "finalized"
    return status, done, summary, why


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A clause near to a sentence: `score` 0..100 (100: it covers the sentence whole), `slots` as case.yaml gives them, `blank` those
    that the sentence does not fill, `text` the clause in Chinese, `evidence` the types that show it."""

    clause: str
    part: str
    score: int
    slots: Mapping[str, Any]
    blank: tuple[str, ...]
    text: str
    evidence: tuple[str, ...]


def suggest_clauses(text: str, workspace: Workspace, limit: int = 5, zone: str = "Asia/Shanghai") -> list[Suggestion]:
    """The nearest clauses of the library for a Chinese sentence, best first, slots filled from the sentence's own facts."""
    from appealdocs.draft.clauses import library

    known = library(workspace.folders("clauses"))
    clauses = _clauses(workspace.folders("clauses"), zone)
    covers = clauses.match(text)
    found = [(covers.clause, 100, dict(covers.slots))] if covers else []
    found += [(id, min(score, 99), clauses.fill(id, text)) for id, score in clauses.suggest(text, limit + 1) if not covers or id != covers.clause]
    return [
        Suggestion(
            id, known[id].part, score, slots, tuple(n for n in known[id].slots if n not in slots), known[id].text.zh, tuple(known[id].evidence)
        )
        for id, score, slots in found[:limit]
    ]


def init_case(
    procedure: str, folder: Path, workspace: Workspace, notice: Path | None = None, platform: str = "", site: str = "", issue: str = "",
    after: Path | None = None,
) -> Path:
    """A new case folder, filled from the notice where there is one; with `after` a second round that takes over what the refused
    case holds (`notice` is then the rejection, by default the one that `answered` kept). Raises UsageError, BadInput, Refused."""
    from appealdocs.intake.form import Start
    from appealdocs.intake.second import before, refuse_if_final
    from appealdocs.intake.start import make, notice_of
    from appealdocs.packs import load_pack

    pack = load_pack(procedure, workspace, platform)
    refused = None
    if after is not None:
        refuse_if_final(pack)
        refused = before(CaseFolder.open(after), workspace, procedure)
        platform, site, issue = platform or refused.platform, site or refused.site, issue or refused.issue
        pack = load_pack(procedure, workspace, platform)
        notice = notice or (refused.folder / refused.answer if refused.answer else None)
    said = notice_of(notice, pack) if notice else None
    if said and said.reasons:
        refuse_if_final(pack)
    name = f"notice{notice.suffix.lower()}" if notice else ""
    if refused is not None:
        rejection = f"rejection{notice.suffix.lower()}" if notice else ""
        start = Start(procedure, folder.name, pack, platform, site, issue, said, refused.notice, before=refused, rejection_file=rejection)
        return make(folder, start, notice).folder
    read_site = said.site.value if said and said.site else ""
    start = Start(procedure, folder.name, pack, platform, site or read_site, issue, said, name)
    return make(folder, start, notice).folder


@dataclass(frozen=True, slots=True)
class FromExport:
    """What `init --defects` made and said: lines in English and in Chinese."""

    folders: tuple[Path, ...]
    lines: tuple[list[str], list[str]]


def init_from_export(
    procedure: str, root: Path, workspace: Workspace, export: Path, platform: str = "", site: str = ""
) -> FromExport:
    """One folder for each order of a defect export that is worth an appeal; the others are named with the reason."""
    from appealdocs.check.replay import eligible, replay_all
    from appealdocs.intake.start import (
        export_of,
        folder_name,
        from_row,
        make,
        refuse_taken,
        refuse_without_defects,
        repeated,
    )
    from appealdocs.packs import load_pack

    pack = load_pack(procedure, workspace, platform)
    read = export_of(export, pack)
    refuse_without_defects(read, export)
    chances = eligible(read.rows, pack)
    refuse_taken(root / folder_name(c.order) for c in chances if c.worth)
    rows = {row["order"]: row for row in reversed(read.rows)}
    folders, en, zh = [], [], []
    if read.unknown:
        en.append(f"Columns not recognised: {', '.join(read.unknown)}")
        zh.append(f"未识别的列：{'、'.join(read.unknown)}")
    for order, times in repeated(read):
        en.append(f"{times} rows name {order}: taken as one order")
        zh.append(f"{order} 出现在 {times} 行：按一个订单处理")
    for chance in chances:
        if not chance.worth:
            en.append(f"no   {chance.order}: {chance.why.en}")
            zh.append(f"不值 {chance.order}：{chance.why.zh}")
            continue
        start = from_row(procedure, pack, rows[chance.order], chance.issue, chance.why, chance.lacks, site)
        made = make(root / folder_name(chance.order), start)
        folders.append(made.folder)
        en.append(f"yes  {chance.order}: {chance.why.en}; fetch {', '.join(chance.lacks)} -> {made.folder}")
        zh.append(f"可申 {chance.order}：{chance.why.zh}；需准备 {'、'.join(chance.lacks)} -> {made.folder}")
    for replayed in replay_all(pack, read.rows, [c.order for c in chances if c.worth]):
        en.append(f"{replayed.metric}: {replayed.before:.2f} % now, {replayed.after:.2f} % if all succeed ({replayed.formula.en})")
        zh.append(f"{replayed.metric}：目前 {replayed.before:.2f} %，全部成功后 {replayed.after:.2f} %（{replayed.formula.zh}）")
        for effect in replayed.effects[:10]:
            en.append(f"     {effect.order}: {effect.after:.2f} % if this one succeeds")
            zh.append(f"     {effect.order}：仅此单成功后 {effect.after:.2f} %")
    return FromExport(tuple(folders), (en, zh))


def follow_up_text(path: Path, workspace: Workspace, now: datetime) -> str:
    """The follow-up to a submission without an answer, in the letter's language; it is journalled. Raises Refused."""
    from appealdocs.draft.draft import text
    from appealdocs.intake.intake import read
    from appealdocs.track.follow_up import follow_up

    folder = CaseFolder.open(path)
    dossier = read(folder, workspace, now)
    made = follow_up(dossier)
    name = f"follow-up-{dossier.pack.data.get('follow_up_template', dossier.case.procedure.split('-')[0])}.txt"
    words = text(name, dossier, workspace, {"submission": made.variables()}, new_evidence=made.new_evidence)
    folder.append("follow-up", now, workspace.reviewer, {"platform_case": made.platform_case})
    return words


def failure_mail(
    path: Path, workspace: Workspace, now: datetime, url: str, console: Sequence[str], shown: str = "", browser: str = ""
) -> str:
    """The mail that reports a technical failure of the portal (source 002); the appeal itself goes through the portal."""
    from appealdocs.draft.draft import text
    from appealdocs.intake.intake import read

    dossier = read(CaseFolder.open(path), workspace, now)
    failure = {"url": url, "attempts": [now], "browser": browser or "____", "shown": shown or None, "console": list(console), "screenshots": []}
    address = str(dossier.pack.data.get("support_address", "") or "____")
    return text("technical-failure-mail.txt", dossier, workspace, {"failure": failure, "support_address": address})


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


def _deadline_of(folder: CaseFolder, workspace: Workspace, now: datetime) -> str:
    """The case's submission deadline in Beijing time, ISO, "" where there is none or the case cannot be read."""
    own = [c for c in deadlines(folder.root, workspace, now) if c.kind == "submission"]
    return own[0].at.astimezone(ZoneInfo("Asia/Shanghai")).isoformat() if own else ""


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


def outcome_tables(root: Path, workspace: Workspace) -> dict[str, dict[str, Rate]]:
    """Outcomes of every readable case at or below `root`."""
    from appealdocs.casefolder import case_folders
    from appealdocs.errors import BadInput
    from appealdocs.intake.caseyaml import load_case
    from appealdocs.track.outcomes import outcomes

    found = []
    for folder in case_folders(root):
        try:
            found.append((load_case(folder.case_yaml, workspace), folder.records()))
        except BadInput:
            continue  # its own check says what is wrong with it
    return outcomes(found)


def deadlines(root: Path, workspace: Workspace, now: datetime) -> list[Clock]:
    """The clocks of every readable case at or below `root`, most urgent first; what is done comes last."""
    from appealdocs.casefolder import case_folders
    from appealdocs.errors import BadInput
    from appealdocs.intake.caseyaml import load_case
    from appealdocs.intake.intake import notice_alone
    from appealdocs.packs import load_pack
    from appealdocs.track.clocks import clocks

    found: list[Clock] = []
    for folder in case_folders(root):
        try:
            case = load_case(folder.case_yaml, workspace)
        except BadInput:
            continue  # its own check says what is wrong with it
        pack = load_pack(case.procedure, workspace, case.platform or "")
        zone = pack.zone_by_site.get(case.site, pack.zone)
        notice = notice_alone(folder, workspace, case, pack)
        found += clocks(Dossier(folder.root, case, pack, now, zone, notice=notice, records=folder.records()))
    return sorted(found, key=lambda c: (c.state == "done", c.at))
