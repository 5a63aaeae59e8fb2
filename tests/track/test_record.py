"""The record after submission: kept whole, nothing written over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.track.conftest import at

from appealdocs.casefolder import CaseFolder, sha256
from appealdocs.errors import Refused, UsageError
from appealdocs.track.record import answered, submitted

SENT = at("2026-03-12T12:00:00+04:00")


def final(folder: Path, words: str) -> None:
    (folder / "final").mkdir(exist_ok=True)
    (folder / "final" / "letter.pdf").write_text(words, encoding="utf-8")
    listed = [{"path": "letter.pdf", "sha256": sha256(folder / "final" / "letter.pdf"), "size": len(words)}]
    (folder / "final" / "manifest.json").write_text(json.dumps({"files": listed}), encoding="utf-8")


def test_what_was_sent_is_kept_though_final_changes(case_folder: Path, tmp_path: Path) -> None:
    final(case_folder, "the first letter")
    proof = tmp_path / "shot.PNG"
    proof.write_bytes(b"picture")
    folder = CaseFolder.open(case_folder)
    data = submitted(folder, "4417790", SENT, "Li Na", proof, claims={"request.zh": "请剔除该订单。"})
    final(case_folder, "another letter")
    assert (case_folder / "record/20260312T120000/letter.pdf").read_text(encoding="utf-8") == "the first letter"
    assert data["files"]["letter.pdf"] == sha256(case_folder / "record/20260312T120000/letter.pdf")
    assert (case_folder / data["proof"]["file"]).read_bytes() == b"picture"
    (record,) = folder.records()
    assert (record.kind, record.at, record.by, record.data["platform_case"]) == ("submitted", SENT, "Li Na", "4417790")
    assert record.data["evidence"] == {"evidence/track.png": sha256(case_folder / "evidence/track.png")}
    assert record.data["claims"] == {"request.zh": "请剔除该订单。"}


def test_without_a_package_only_if_said(case_folder: Path) -> None:
    folder = CaseFolder.open(case_folder)
    with pytest.raises(Refused, match="no finalised package"):
        submitted(folder, "1", SENT, "Li Na")
    assert not folder.journal.exists()
    assert "manifest" not in submitted(folder, "1", SENT, "Li Na", without_package=True)


def test_the_same_submission_is_recorded_once_and_another_of_that_second_beside_it(case_folder: Path) -> None:
    final(case_folder, "one")
    folder = CaseFolder.open(case_folder)
    submitted(folder, "1", SENT, "Li Na")
    before = folder.journal.read_bytes()
    with pytest.raises(Refused, match="recorded already"):
        submitted(folder, "1", SENT, "Li Na")
    assert folder.journal.read_bytes() == before
    final(case_folder, "two")
    data = submitted(folder, "2", SENT, "Li Na")
    assert (case_folder / "record/20260312T120000/letter.pdf").read_text(encoding="utf-8") == "one"
    assert data["manifest"] == "record/20260312T120000-2/manifest.json"
    assert folder.journal.read_bytes().startswith(before)


def test_a_missing_proof_leaves_nothing_behind(case_folder: Path) -> None:
    final(case_folder, "one")
    with pytest.raises(UsageError):
        submitted(CaseFolder.open(case_folder), "1", SENT, "Li Na", case_folder / "nothing.png")
    assert not (case_folder / "record").exists()
    assert not (case_folder / "journal.jsonl").exists()


def test_a_damaged_manifest_is_refused_before_anything_is_kept(case_folder: Path) -> None:
    final(case_folder, "one")
    (case_folder / "final/manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(Refused, match="damaged"):
        submitted(CaseFolder.open(case_folder), "1", SENT, "Li Na")
    assert not (case_folder / "record").exists()


def test_answers_keep_the_platforms_words_and_paper(case_folder: Path, tmp_path: Path) -> None:
    folder = CaseFolder.open(case_folder)
    paper = tmp_path / "answer.txt"
    paper.write_text("1. Proof is missing", encoding="utf-8")
    with pytest.raises(Refused, match="no submission"):
        answered(folder, "rejected", SENT, "Li Na", paper)
    submitted(folder, "1", SENT, "Li Na", without_package=True)
    with pytest.raises(Refused, match="earlier"):
        answered(folder, "rejected", at("2026-03-11T12:00:00+04:00"), "Li Na", paper)
    data = answered(folder, "rejected", at("2026-03-14T12:00:00+04:00"), "Li Na", paper, "Proof is missing")
    paper.write_text("changed", encoding="utf-8")
    assert (case_folder / data["notice"]["file"]).read_text(encoding="utf-8") == "1. Proof is missing"
    assert (data["outcome"], data["platform_case"], data["words"]) == ("rejected", "1", "Proof is missing")
    with pytest.raises(Refused, match="recorded already"):
        answered(folder, "accepted", at("2026-03-14T12:00:00+04:00"), "Li Na", paper)
    assert [r.kind for r in folder.records()] == ["submitted", "answered"]
