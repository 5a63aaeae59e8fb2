"""Before the letter: new case folders from a notice or an export, and clauses for a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appealdocs.casefolder import CaseFolder
from appealdocs.stages.case import _clauses
from appealdocs.workspace import Workspace


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


def suggest_clauses(text: str, workspace: Workspace, limit: int = 5, zone: str = "Asia/Shanghai", part: str = "") -> list[Suggestion]:
    """The nearest clauses of the library for a Chinese sentence, best first, slots filled from the sentence's own facts; `part`: only
    those for that part of the letter."""
    from appealdocs.draft.clauses import library
    from appealdocs.translate.seed import shipped_associations

    known = library(workspace.folders("clauses"))
    clauses = _clauses(workspace.folders("clauses"), zone)
    covers = clauses.match(text)
    found = [(covers.clause, 100, dict(covers.slots))] if covers else []
    near = [
        (id, score) for id, score in clauses.suggest(text, len(known), shipped_associations())
        if part in ("", known[id].part) and not (covers and id == covers.clause)
    ]  # fmt: skip
    found += [(id, min(score, 99), clauses.fill(id, text)) for id, score in near[:limit]]
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
    from appealdocs.intake.start import make, notice_of, platform_of
    from appealdocs.packs import load_pack

    pack = load_pack(procedure, workspace, platform)
    refused = None
    if after is not None:
        refuse_if_final(pack)
        refused = before(CaseFolder.open(after), workspace, procedure)
        platform, site, issue = platform or refused.platform, site or refused.site, issue or refused.issue
        pack = load_pack(procedure, workspace, platform)
        notice = notice or (refused.folder / refused.answer if refused.answer else None)
    named = platform_of(notice, pack, platform)
    if named:
        platform = named.value
        pack = load_pack(procedure, workspace, platform)
    said = notice_of(notice, pack) if notice else None
    if said and said.reasons:
        refuse_if_final(pack)
    name = f"notice{notice.suffix.lower()}" if notice else ""
    if refused is not None:
        rejection = f"rejection{notice.suffix.lower()}" if notice else ""
        start = Start(procedure, folder.name, pack, platform, named, site, issue, said, refused.notice, before=refused, rejection_file=rejection)
        return make(folder, start, notice).folder
    read_site = said.site.value if said and said.site else ""
    start = Start(procedure, folder.name, pack, platform, named, site or read_site, issue, said, name)
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
    from appealdocs.intake.form import evidence_word
    from appealdocs.intake.start import (
        doubts,
        export_of,
        folder_name,
        from_row,
        make,
        refuse_taken,
        refuse_without_defects,
    )
    from appealdocs.packs import load_pack

    pack = load_pack(procedure, workspace, platform)
    read = export_of(export, pack)
    orders_only = refuse_without_defects(read, export, pack)
    chances = eligible(read.rows, pack)
    refuse_taken(root / folder_name(c.order) for c in chances if c.worth)
    rows = {row["order"]: row for row in reversed(read.rows)}
    folders, en, zh = [], [], []
    if orders_only:
        en.append(orders_only.en)
        zh.append(orders_only.zh)
    if read.unknown:
        en.append(f"Columns not recognised: {', '.join(read.unknown)}")
        zh.append(f"未识别的列：{'、'.join(read.unknown)}")
    for doubt in doubts(read, [c.order for c in chances if c.worth]):
        en.append(doubt.en)
        zh.append(doubt.zh)
    for chance in chances:
        if not chance.worth:
            en.append(f"no   {chance.order}: {chance.why.en}")
            zh.append(f"不值 {chance.order}：{chance.why.zh}")
            continue
        start = from_row(procedure, pack, rows[chance.order], chance.issue, chance.why, chance.lacks, site)
        made = make(root / folder_name(chance.order), start)
        folders.append(made.folder)
        lacks = [evidence_word(kind) for kind in start.lacks]
        en.append(f"yes  {chance.order}: {chance.why.en}; fetch {', '.join(k.en for k in lacks) or 'what FETCH.md lists'} -> {made.folder}")
        zh.append(f"可申 {chance.order}：{chance.why.zh}；需准备 {'、'.join(k.zh for k in lacks) or '见 FETCH.md'} -> {made.folder}")
    if not chances:
        en.append("no order of this export has anything that could be appealed")
        zh.append("该导出中没有可申诉的订单")
    for replayed in replay_all(pack, read.rows, [c.order for c in chances if c.worth]):
        en.append(f"{replayed.metric}: {replayed.before:.2f} % now, {replayed.after:.2f} % if all succeed ({replayed.formula.en})")
        zh.append(f"{replayed.metric}：目前 {replayed.before:.2f} %，全部成功后 {replayed.after:.2f} %（{replayed.formula.zh}）")
        for effect in replayed.effects[:10]:
            en.append(f"     {effect.order}: {effect.after:.2f} % if this one succeeds")
            zh.append(f"     {effect.order}：仅此单成功后 {effect.after:.2f} %")
    return FromExport(tuple(folders), (en, zh))
