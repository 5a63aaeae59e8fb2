"""The last stage of a case: signed-ready documents and the evidence package."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from appealdocs.casefolder import CaseFolder, sha256
from appealdocs.errors import Refused
from appealdocs.model.dossier import Dossier
from appealdocs.model.letter import Letter
from appealdocs.model.text import Text2
from appealdocs.stages.case import Checked, check_case, compose, images, style
from appealdocs.workspace import Workspace

if TYPE_CHECKING:
    from appealdocs.render.style import Key


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
        _swept(folder)
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


def _swept(folder: CaseFolder) -> None:
    """Take away what a run that was killed left behind; nobody else writes here while the folder is locked."""
    for left in folder.root.glob(".final-*"):
        if left.name != ".final-old" or folder.final.exists():
            shutil.rmtree(left, ignore_errors=True)


def _swap(fresh: Path, place: Path) -> None:
    """Put a finished folder in the place of the old one."""
    old = place.with_name(f".{place.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    fresh.chmod(0o755)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)
