"""Dossiers with a life: built from data, no evidence read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from appealdocs.model.case import Case
from appealdocs.model.dossier import Dossier, Notice, Read, Record
from appealdocs.packs import load_pack
from appealdocs.workspace import Workspace

Build = Callable[..., Dossier]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def sent(text: str, **data: Any) -> Record:
    return Record("submitted", at(text), "Li Na", {"platform_case": "4417790", **data})


def answer(text: str, outcome: str) -> Record:
    return Record("answered", at(text), "Li Na", {"outcome": outcome})


@pytest.fixture
def build() -> Build:
    """build(procedure, now, records, notice_deadline, **keys of case.yaml) -> Dossier"""

    def made(procedure: str, now: str, records: tuple[Record, ...] = (), notice_deadline: str = "", **keys: Any) -> Dossier:
        platform = keys.get("platform", "")
        pack = load_pack(procedure, Workspace(), platform)
        case = Case.model_validate({"procedure": procedure, "reference": "T-1", "seller": {"legal_name": "Lanting"}, **keys})
        notice = None
        if notice_deadline:
            notice = Notice("notice.pdf", "", deadline=at(notice_deadline), deadline_read=Read(notice_deadline, 1, f"Submit by {notice_deadline}"))
        zone = pack.zone_by_site.get(keys.get("site", ""), pack.zone)
        return Dossier(Path("/cases/T-1"), case, pack, at(now), zone, notice=notice, records=records)

    return made
