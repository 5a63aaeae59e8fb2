"""From an approved case to its package, through the command line."""

from __future__ import annotations

import json
import resource
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from tests.conftest import copy_sample

from appealdocs.cli.main import app

SAMPLES = Path(__file__).parents[2] / "samples"
WORDS = {
    "Aramex 已于": "On 8 October 2026 Aramex paid us a compensation of AED 260 (CN-2610-4471).",
    "交运前": "Before hand-over a second person checks the customs papers against checklist CL-07.",
}


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), standalone_mode=False)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The sample with every sentence written by a person, and the time at which it is live."""
    folder = tmp_path_factory.mktemp("finalize") / "noon-odr"
    copy_sample("noon-odr", folder)
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    lines = []
    for line in text.split("\n"):
        lines.append(line)
        for begin, words in WORDS.items():
            if f"- zh: {begin}" in line:
                lines.append(f"{line.split('- zh')[0]}  en: {json.dumps(words)}")
    (folder / "case.yaml").write_text("\n".join(lines), encoding="utf-8")
    now = yaml.safe_load((SAMPLES / "now.yaml").read_text(encoding="utf-8"))["noon-odr"]
    return folder, str(now)


def test_a_package_is_written_whole_verified_and_alike_each_time(approved: tuple[Path, str]) -> None:
    folder, now = approved
    first = run("finalize", str(folder), "--now", now, "--by", "Wang Min", "--lang", "en")
    assert first.exception is None, first.exception
    written = tree(folder / "final")
    assert {"letter.pdf", "letter.docx", "letter.txt", "evidence.zip", "evidence-matrix.xlsx", "checklist.md", "manifest.json"} <= set(written)
    assert run("verify", str(folder), "--now", now).return_value == 0
    run("finalize", str(folder), "--now", now, "--by", "Wang Min")
    assert tree(folder / "final") == written
    last: dict[str, Any] = json.loads((folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["kind"], last["by"]) == ("finalized", "Wang Min")
    assert not [p for p in folder.iterdir() if p.name.startswith(".final")]


def test_a_changed_manifest_is_not_the_one_of_the_journal(approved: tuple[Path, str]) -> None:
    folder, now = approved
    if not (folder / "final/manifest.json").is_file():
        run("finalize", str(folder), "--now", now)
    manifest = folder / "final/manifest.json"
    before = manifest.read_bytes()
    try:
        manifest.write_bytes(before.replace(b"Wang Min", b"Nobody X") + b" ")
        assert run("verify", str(folder), "--now", now).return_value == 1
    finally:
        manifest.write_bytes(before)


def test_an_unknown_piece_of_evidence_cannot_be_masked(approved: tuple[Path, str]) -> None:
    from appealdocs.errors import UsageError

    folder, now = approved
    result = run("finalize", str(folder), "--now", now, "--mask-evidence", "E99")
    assert isinstance(result.exception, UsageError)
    assert "E99" in result.exception.text.zh


def test_a_full_disk_is_said_plainly_and_leaves_nothing_half(approved: tuple[Path, str]) -> None:
    from appealdocs.cli.failure import explain

    folder, now = approved
    (folder / ".final-killed").mkdir(exist_ok=True)  # what a run that was killed left behind
    if not (folder / "final/manifest.json").is_file():
        run("finalize", str(folder), "--now", now)
    before = tree(folder / "final")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))  # evidence.zip is larger
    try:
        result = run("finalize", str(folder), "--now", now, "--by", "Somebody Else")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert isinstance(result.exception, OSError)
    assert explain(result.exception) == 3
    assert tree(folder / "final") == before
    assert not [p.name for p in folder.iterdir() if p.name.startswith(".final")]
