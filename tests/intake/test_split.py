"""One folder into several: orders, claims and evidence shared out as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import Refused
from appealdocs.intake.caseyaml import load_case
from appealdocs.intake.split import split
from appealdocs.workspace import Workspace


def two_orders(folder: Path) -> None:
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    text = text.replace("evidence:\n- {id: E1", "- {id: NA2, tracking: 77, carrier: Aramex, skus: [OTHER-1]}\nevidence:\n- {id: E2, file: evidence/b.png, type: waybill, order: NA2}\n- {id: E1", 1)
    text = text.replace("  cause:\n", "  - {en: Order NA2 was lost., evidence: [E2]}\n  cause:\n")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    (folder / "evidence" / "b.png").write_bytes(b"b")


def test_each_order_gets_a_folder_with_its_own_claims_and_files(case_folder: Path) -> None:
    two_orders(case_folder)
    parts = split(CaseFolder.open(case_folder), Workspace())
    assert [p.folder.name for p in parts] == ["case-00061420317", "case-NA2"]
    first, second = (load_case(p.folder / "case.yaml", Workspace()) for p in parts)
    assert [o.id for o in first.orders] == ["00061420317"]
    assert [e.id for e in first.evidence] == ["E1"]
    assert [e.id for e in second.evidence] == ["E2"]
    assert (parts[1].folder / "evidence" / "b.png").read_bytes() == b"b"
    assert "NA2" not in str([c.text for c in first.points[0].problem])


def test_a_claim_that_speaks_of_both_orders_is_named(case_folder: Path) -> None:
    two_orders(case_folder)
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    (case_folder / "case.yaml").write_text(text.replace("We replied to the buyer.", "Orders 00061420317 and NA2 were sent."), encoding="utf-8")
    parts = split(CaseFolder.open(case_folder), Workspace())
    assert any("NA2" in note.en for note in parts[0].notes)


def test_one_order_is_not_split_and_nothing_is_overwritten(case_folder: Path) -> None:
    with pytest.raises(Refused):
        split(CaseFolder.open(case_folder), Workspace())
    two_orders(case_folder)
    split(CaseFolder.open(case_folder), Workspace())
    with pytest.raises(Refused):
        split(CaseFolder.open(case_folder), Workspace())
