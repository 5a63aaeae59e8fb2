"""Approved pairs enter the workspace's memory at once and serve the other open cases."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from appealdocs import stages
from appealdocs.casefolder import CaseFolder
from appealdocs.cli.review import command
from appealdocs.review.store import load
from appealdocs.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-13T10:00:00+04:00")
SOURCE, TARGET = "仓库主管已逐箱复核并更新出库记录。", "The warehouse supervisor has checked every carton and updated the dispatch record."


@pytest.fixture
def two(case_folder: Path) -> tuple[CaseFolder, CaseFolder]:
    """Two cases of one workspace with the same sentence, in Chinese alone."""
    (case_folder.parent / "appealdocs.toml").write_text('reviewers = ["Li Min", "Zhou Ke"]\n', encoding="utf-8")
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    changed = text.replace("{zh: 我们已回复买家。, en: We replied to the buyer., evidence: [E1]}", f"{{zh: {SOURCE}, evidence: [E1]}}")
    assert changed != text
    (case_folder / "case.yaml").write_text(changed, encoding="utf-8")
    other = case_folder.parent / "other"
    shutil.copytree(case_folder, other)
    for folder in (case_folder, other):
        stages.draft_case(folder, Workspace.find(folder), NOW)
    return CaseFolder.open(case_folder), CaseFolder.open(other)


def test_an_approved_pair_serves_the_other_case_at_once(two: tuple[CaseFolder, CaseFolder]) -> None:
    first, second = two
    assert load(second.review)["p1.action1"].state == "new"
    said = CliRunner().invoke(
        command, ["edit", str(first.root), "p1.action1", "--text", TARGET, "--by", "Zhou Ke", "--now", NOW.isoformat()], catch_exceptions=False
    )
    assert said.exception is None or said.exit_code == 0
    seen = stages.check_case(second.root, Workspace.find(second.root), NOW).letter.segments["p1.action1"]
    assert (seen.target, seen.origin, seen.state, seen.stamp.by, seen.stamp.match) == (TARGET, "memory", "approved", "Zhou Ke", 100)
    stages.draft_case(second.root, Workspace.find(second.root), NOW)
    kept = load(second.review)["p1.action1"]
    assert (kept.target, kept.origin, kept.state, kept.stamp.by) == (TARGET, "memory", "approved", "Zhou Ke")
    matches = stages.review_help(Workspace.find(second.root), NOW).suggest(kept)["memory"]
    assert (matches[0]["target"], matches[0]["score"], "Zhou Ke" in matches[0]["note"]) == (TARGET, 100, True)


def test_undo_takes_the_pair_out_of_the_memory_again(two: tuple[CaseFolder, CaseFolder]) -> None:
    first, second = two

    def seen() -> str:
        return stages.check_case(second.root, Workspace.find(second.root), NOW).letter.segments["p1.action1"].target

    run = lambda *words: CliRunner().invoke(command, [words[0], str(first.root), *words[1:], "--by", "Zhou Ke", "--now", NOW.isoformat()])  # noqa: E731
    run("edit", "p1.action1", "--text", "An older text of the same sentence.")
    run("edit", "p1.action1", "--text", TARGET)
    assert seen() == TARGET
    run("undo")
    assert seen() == "An older text of the same sentence."
    run("undo")
    assert seen() == ""


def test_undo_on_the_page_waits_for_what_is_still_to_be_learnt(two: tuple[CaseFolder, CaseFolder]) -> None:
    from appealdocs.review.actions import edit, undo

    first, second = two
    workspace = Workspace.find(first.root)
    help = stages.review_help(workspace, NOW)
    done = edit(first, "p1.action1", TARGET, "Zhou Ke", NOW)
    help.learned(first, [done])
    undo(first, "Zhou Ke", NOW)
    help.forgotten(first, [done]).result(30)  # type: ignore[attr-defined]
    assert stages.check_case(second.root, workspace, NOW).letter.segments["p1.action1"].target == ""
