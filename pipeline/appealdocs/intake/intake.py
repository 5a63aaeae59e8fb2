"""The intake stage: everything that is known of a case, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from appealdocs.casefolder import CaseFolder
from appealdocs.intake.caseyaml import load_case
from appealdocs.intake.neighbours import neighbours
from appealdocs.intake.notice import read_notice
from appealdocs.model.case import Case
from appealdocs.model.dossier import Dossier, Notice
from appealdocs.model.pack import Pack
from appealdocs.model.reading import Reading
from appealdocs.packs import load_pack
from appealdocs.workspace import Workspace


def read(folder: CaseFolder, workspace: Workspace, now: datetime, jobs: int = 2) -> Dossier:
    """The dossier of a case folder. `now` must be aware.

    Raises BadInput with every fault of case.yaml; a broken or missing evidence file is no error here but a reading with
    its trouble, so that the rules can report it.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    case = load_case(folder.case_yaml, workspace)
    pack = load_pack(case.procedure, workspace, case.platform or "")
    notice_file = case.notice or ("notice.pdf" if (folder.root / "notice.pdf").is_file() else "")
    rejection_file = case.rejection.file if case.rejection else ""
    unlisted = _unlisted(folder, case)
    seller = {n for n in (case.seller.logo, case.seller.stamp, case.seller.signature) if n}
    wanted = [*(e.file for e in case.evidence), *(e.translation for e in case.evidence if e.translation), *sorted(seller),
              *unlisted, *(n for n in (notice_file, rejection_file) if n)]
    readings = _readings(folder, workspace, case, pack, list(dict.fromkeys(wanted)), jobs)
    return Dossier(
        folder.root, case, pack, now, pack.zone_by_site.get(case.site, pack.zone),
        notice=_notice(notice_file, readings, pack), rejection=_notice(rejection_file, readings, pack),
        readings=readings, unlisted=unlisted, records=folder.records(), neighbours=neighbours(folder, workspace),
    )


def notice_alone(folder: CaseFolder, workspace: Workspace, case: Case, pack: Pack) -> Notice | None:
    """The notice of a case without its evidence (readings are cached); None where there is none or it cannot be read."""
    file = case.notice or ("notice.pdf" if (folder.root / "notice.pdf").is_file() else "")
    return _notice(file, _readings(folder, workspace, case, pack, [file], 1), pack) if file else None


def _notice(file: str, readings: Mapping[str, Reading], pack: Pack) -> Notice | None:
    return read_notice(readings[file], pack) if file else None


def _unlisted(folder: CaseFolder, case: Case) -> tuple[str, ...]:
    """Files below evidence/ that case.yaml does not name, hidden ones left out."""
    seller = case.seller
    named = {e.file for e in case.evidence} | {e.translation for e in case.evidence}
    named |= {case.notice, seller.logo, seller.stamp, seller.signature, case.rejection.file if case.rejection else ""}
    named = {Path(n).as_posix() for n in named if n}
    if not folder.evidence.is_dir():
        return ()
    found = (p.relative_to(folder.root) for p in sorted(folder.evidence.rglob("*")) if p.is_symlink() or not p.is_dir())
    return tuple(p.as_posix() for p in found if p.as_posix() not in named and not any(x.startswith(".") for x in p.parts))


def _readings(
    folder: CaseFolder, workspace: Workspace, case: Case, pack: Pack, names: Sequence[str], jobs: int
) -> dict[str, Reading]:
    from appealdocs.reading.cache import Cache, default_folder
    from appealdocs.reading.expect import Expect, Item
    from appealdocs.reading.read import read_all

    seller = case.seller.representative.name
    expect = Expect(
        orders=tuple(o.id for o in case.orders),
        tracking=tuple(t for t in (*(o.tracking for o in case.orders), *(e.tracking for e in case.evidence)) if t),
        skus=tuple(dict.fromkeys([*(s for o in case.orders for s in o.skus), *(s for p in case.points for s in p.skus)])),
        names=tuple(n for n in (*(o.signed_by for o in case.orders), seller.zh, seller.en, seller.ru) if n),
    )
    declared = {e.file: e.language for e in case.evidence} | {e.translation: pack.language for e in case.evidence}
    drawn = {case.seller.logo, case.seller.stamp, case.seller.signature} - declared.keys()
    items = []
    for name in names:
        path, root = _locate(folder, workspace, name)
        languages = (declared.get(name) or pack.language,)
        items.append(Item(path, name, replace(expect, languages=languages, plain=name in drawn), root))
    return dict(zip(names, read_all(items, Cache(default_folder()), jobs), strict=True))


def _locate(folder: CaseFolder, workspace: Workspace, name: str) -> tuple[Path, Path]:
    """The file and the folder it may not leave: the case folder, else (seller files) the workspace."""
    path = folder.root / name
    if not path.exists() and workspace.root and (workspace.root / name).exists():
        return workspace.root / name, workspace.root
    return path, folder.root
