"""Many folders: drafted once, again only where something changed, and none spoils another."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from tests.conftest import CASE

from appealdocs.batch.run import Batch, Result, run
from appealdocs.stages import OUTPUTS

MAIN = "import sys; from appealdocs.cli.main import main; sys.exit(main())"
NOW = datetime.fromisoformat("2026-03-13T10:00:00+04:00")
BARE = CASE.replace(", evidence: [E1]", "").split("evidence:")[0] + "points:" + CASE.replace(", evidence: [E1]", "").split("points:")[1]
"""A case without evidence: nothing to read, so that a batch is quick."""


def cases(root: Path, count: int) -> list[Path]:
    folders = [root / f"case-{n}" for n in range(1, count + 1)]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "case.yaml").write_text(BARE, encoding="utf-8")
    return folders


def by_name(batch: Batch) -> dict[str, Result]:
    return {Path(r.folder).name: r for r in batch.results}


def whole(folder: Path) -> None:
    """Every output is there and can be opened."""
    for name in OUTPUTS:
        data = (folder / "out" / name).read_bytes()
        assert data, name
        if name.endswith(".docx"):
            assert zipfile.ZipFile(folder / "out" / name).testzip() is None
        if name.endswith(".pdf"):
            assert data.startswith(b"%PDF")
            assert data.rstrip().endswith(b"%%EOF")
        if name.endswith(".json"):
            assert json.loads(data)["version"] == 1
        if name.endswith(".html"):
            assert data.rstrip().endswith(b"</html>")


def test_drafted_once_then_only_what_changed_and_it_says_why(tmp_path: Path) -> None:
    folders = cases(tmp_path, 4)
    broken = tmp_path / "case-broken"
    broken.mkdir()
    (broken / "case.yaml").write_text("procedure: noon-odr\npoints: 7\n", encoding="utf-8")
    first = by_name(run(tmp_path, "", NOW, jobs=2))
    assert [first[f.name].done for f in folders] == ["drafted"] * 4
    assert {first[f.name].status for f in folders} == {1}
    assert first["case-broken"].done == "failed"
    assert first["case-broken"].status == 2
    assert "points" in first["case-broken"].message.en
    for folder in folders:
        whole(folder)
    (folders[1] / "case.yaml").write_text(BARE.replace("T-1", "T-2"), encoding="utf-8")
    (folders[2] / "evidence").mkdir()
    (folders[2] / "evidence" / "new.txt").write_text("AWB 034208117650", encoding="utf-8")
    (folders[3] / "out" / "letter.pdf").unlink()
    second = by_name(run(tmp_path, "", NOW, jobs=2))
    assert second["case-1"].done == "unchanged"
    assert second["case-1"].summary == first["case-1"].summary
    assert second["case-1"].status == first["case-1"].status
    assert (second["case-2"].done, second["case-2"].why) == ("drafted", ("case.yaml",))
    assert (second["case-3"].done, second["case-3"].why) == ("drafted", ("evidence",))
    assert (second["case-4"].done, second["case-4"].why) == ("drafted", ("letter.pdf",))
    assert by_name(run(tmp_path, "", NOW, jobs=1))["case-2"].done == "unchanged"


def test_a_workspace_file_that_changes_drafts_its_cases_again(tmp_path: Path) -> None:
    (folder,) = cases(tmp_path, 1)
    (tmp_path / "appealdocs.toml").write_text('seller = "lanting.yaml"\n', encoding="utf-8")
    (tmp_path / "lanting.yaml").write_text("legal_name: Lanting Ltd.\n", encoding="utf-8")
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    head, tail = text.split("seller:\n"), text.split("orders:", 1)
    (folder / "case.yaml").write_text(head[0] + "orders:" + tail[1], encoding="utf-8")
    run(tmp_path, "", NOW, jobs=1)
    (tmp_path / "lanting.yaml").write_text("legal_name: Lanting Trading Ltd.\n", encoding="utf-8")
    again = run(tmp_path, "", NOW, jobs=1).results[0]
    assert (again.done, again.why) == ("drafted", ("workspace",))


@pytest.mark.parametrize("stamp", ["", "[]", '{"parts": [1], "summary": {}}', '{"parts": {"case.yaml": ""}}', "[" * 100_000])
def test_a_stamp_that_is_none_of_ours_means_a_new_draft(tmp_path: Path, stamp: str) -> None:
    (folder,) = cases(tmp_path, 1)
    run(tmp_path, "", NOW, jobs=1)
    (folder / "out" / "stamp.json").write_text(stamp, encoding="utf-8")
    again = by_name(run(tmp_path, "", NOW, jobs=1))["case-1"]
    assert (again.done, again.why) == ("drafted", ("out/stamp.json",))


@pytest.mark.parametrize(("worker", "words"), [("killed_at_two", "killed"), ("crashes_at_two", "ZeroDivisionError")])
def test_a_folder_that_brings_its_process_down_costs_itself_alone(tmp_path: Path, worker: str, words: str) -> None:
    folders = cases(tmp_path, 4)
    batch = run(tmp_path, "", NOW, jobs=2, worker=f"tests.batch.workers:{worker}")
    found = by_name(batch)
    assert sorted(found) == [f.name for f in folders]
    assert found["case-2"].done == "failed"
    assert found["case-2"].status == 70 == batch.exit_status
    assert words in found["case-2"].message.en
    assert "sentence" not in found["case-2"].message.en
    assert {found[f"case-{n}"].done for n in (1, 3, 4)} == {"drafted"}


def test_killed_in_the_middle_and_run_again_it_is_complete_and_every_file_whole(tmp_path: Path) -> None:
    folders = cases(tmp_path, 4)
    command = [sys.executable, "-c", MAIN, "batch", str(tmp_path), "--jobs", "2", "--now", NOW.isoformat(), "-q"]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until and not any((f / "out" / "letter.pdf").exists() for f in folders) and process.poll() is None:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    for folder in folders:  # what is there is whole, however early the end came
        for path in folder.glob("out/*.pdf"):
            assert path.read_bytes().rstrip().endswith(b"%%EOF")
        for path in folder.glob("out/*.docx"):
            assert zipfile.ZipFile(path).testzip() is None
    again = by_name(run(tmp_path, "", NOW, jobs=2))
    assert {r.done for r in again.values()} <= {"drafted", "unchanged"}
    assert "drafted" in {r.done for r in again.values()}
    for folder in folders:
        whole(folder)
    assert {r.done for r in run(tmp_path, "", NOW, jobs=1).results} == {"unchanged"}


def test_the_command_writes_its_report_and_the_worst_status_counts(tmp_path: Path) -> None:
    cases(tmp_path, 2)
    command = [sys.executable, "-c", MAIN, "batch", str(tmp_path), "--jobs", "2", "--now", NOW.isoformat(), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    data = json.loads((tmp_path / "batch.json").read_text(encoding="utf-8"))
    assert data["counts"] == {"drafted": 2, "unchanged": 0, "finalized": 0, "failed": 0}
    html = (tmp_path / "batch.html").read_text(encoding="utf-8")
    assert "case-1" in html
    assert "case-2" in html
    assert "http" not in html
    assert "2 case(s): 2 drafted" in done.stderr


def workspace_of_two(root: Path) -> tuple[Path, Path]:
    (root / "appealdocs.toml").write_text("", encoding="utf-8")
    first, second = cases(root, 2)
    assert {r.done for r in run(root, "", NOW, jobs=1).results} == {"drafted"}
    again = run(root, "", NOW, jobs=1).results
    assert {r.done for r in again} == {"unchanged"}, [r.why for r in again]
    return first, second


def again(root: Path) -> dict[str, tuple[str, ...]]:
    """Why each folder was drafted again: () where it was not."""
    return {Path(r.folder).name: r.why for r in run(root, "", NOW, jobs=1).results}


def test_a_neighbour_that_changes_drafts_the_others_again(tmp_path: Path) -> None:
    _, second = workspace_of_two(tmp_path)
    (second / "case.yaml").write_text(BARE.replace("T-1", "T-2"), encoding="utf-8")
    assert again(tmp_path) == {"case-1": ("other cases",), "case-2": ("case.yaml",)}
    from appealdocs.casefolder import CaseFolder
    from appealdocs.track.record import submitted

    submitted(CaseFolder.open(second), "4417790", NOW, "Li Na", without_package=True)
    assert again(tmp_path)["case-1"] == ("other cases",)
    CaseFolder.open(second).append("note", NOW, "Li Na", {})
    assert again(tmp_path)["case-1"] == (), "what is no submission and no answer is the neighbour's own affair"


def test_what_lies_over_a_case_drafts_it_again(tmp_path: Path) -> None:
    workspace_of_two(tmp_path)
    for path, part in (
        ("rules/noon-odr/pack.yaml", "rules, templates, glossary"), ("templates/clauses/own.yaml", "rules, templates, glossary"),
        ("glossary/own.csv", "rules, templates, glossary"),
    ):  # fmt: skip
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("version: own\n" if path.startswith("rules") else "", encoding="utf-8")
        assert {w for why in again(tmp_path).values() for w in why} == {part}, path


def test_a_memory_that_learned_something_drafts_again_and_then_it_is_quiet(tmp_path: Path) -> None:
    workspace_of_two(tmp_path)
    tmx = (
        '<?xml version="1.0"?><tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" '
        'srclang="zh" datatype="plaintext"/><body><tu><tuv xml:lang="zh"><seg>买家没有收到。</seg></tuv>'
        '<tuv xml:lang="en"><seg>The buyer has not received it.</seg></tuv></tu></body></tmx>'
    )
    (tmp_path / "pairs.tmx").write_text(tmx, encoding="utf-8")
    command = [sys.executable, "-c", MAIN, "memory", "import", str(tmp_path / "pairs.tmx"), "--workspace", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "memory.db").is_file()
    assert all("memory" in why for why in again(tmp_path).values())
    assert again(tmp_path) == {"case-1": (), "case-2": ()}, "drafting itself is no learning"
