"""The letter edited in Word comes back into the segments."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs import stages
from appealdocs.casefolder import CaseFolder
from appealdocs.errors import BadInput
from appealdocs.review.actions import edit
from appealdocs.review.redline import marked, redline
from appealdocs.review.store import load
from appealdocs.review.word import import_letter
from appealdocs.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-13T10:00:00+04:00")
OLD, NEW = "The parcel was signed for.", "The parcel was signed for at the door."


def rewritten(data: bytes, old: str, new: str) -> bytes:
    """The DOCX with other words in its body, as Word would save them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            part = source.read(info)
            if info.filename == "word/document.xml":
                text = part.decode()
                assert old in text
                part = text.replace(old, new).encode()
            target.writestr(info, part)
    return out.getvalue()


@pytest.fixture
def drafted(case_folder: Path) -> CaseFolder:
    stages.draft_case(case_folder, Workspace.find(case_folder), NOW)
    return CaseFolder.open(case_folder)


def came_back(folder: CaseFolder, data: bytes, at: datetime = NOW, show: bool = False):  # type: ignore[no-untyped-def]
    edits, sent = stages.word_edits(folder, "letter.docx", data)
    return import_letter(folder, "letter.docx", edits, sent, "Zhou Ke", at, take_in=not show)


def test_an_untouched_letter_changes_nothing(drafted: CaseFolder) -> None:
    before = drafted.review.read_bytes()
    changes, merged = came_back(drafted, (drafted.out / "letter.docx").read_bytes())
    assert (changes, merged.taken, merged.conflicts) == ([], (), ())
    assert drafted.review.read_bytes() == before


def test_an_edit_in_word_is_an_edit_by_name(drafted: CaseFolder) -> None:
    data = rewritten((drafted.out / "letter.docx").read_bytes(), OLD, NEW)
    shown, _ = came_back(drafted, data, show=True)
    assert load(drafted.review)["p1.cause1"].target == OLD
    changes, merged = came_back(drafted, data)
    assert changes == shown
    assert [(c.id, c.chinese, c.before, c.after, c.taken) for c in changes] == [("p1.cause1", "包裹已签收。", OLD, NEW, True)]
    segment = load(drafted.review)["p1.cause1"]
    assert (segment.target, segment.state, segment.stamp.by, merged.taken) == (NEW, "approved", "Zhou Ke", ("p1.cause1",))
    assert marked(OLD, NEW) == "The parcel was signed for{+ at the door+}."
    stages.draft_case(drafted.root, Workspace.find(drafted.root), NOW)
    assert NEW in (drafted.out / "letter.txt").read_text() or NEW in load(drafted.review)["p1.cause1"].target


def test_newer_work_is_kept_and_shown_as_a_conflict(drafted: CaseFolder) -> None:
    data = rewritten((drafted.out / "letter.docx").read_bytes(), OLD, NEW)
    edit(drafted, "p1.cause1", "Aramex delivered the parcel.", "Li Min", NOW)
    edit(drafted, "p1.action1", "We wrote to the buyer.", "Li Min", NOW)
    stages.draft_case(drafted.root, Workspace.find(drafted.root), NOW + timedelta(hours=1))
    _, merged = came_back(drafted, data)
    assert [(c.id, c.ours, c.theirs) for c in merged.conflicts] == [("p1.cause1", "Aramex delivered the parcel.", NEW)]
    assert merged.taken == ()
    assert load(drafted.review)["p1.action1"].target == "We wrote to the buyer."


def test_a_deleted_sentence_is_a_conflict_and_not_a_gap(drafted: CaseFolder) -> None:
    data = (drafted.out / "letter.docx").read_bytes()
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    controls = re.findall(r"<w:sdt>(?:(?!<w:sdt>).)*?</w:sdt>", text, flags=re.S)
    (control,) = [c for c in controls if 'w:val="p1.cause1"' in c]
    _, merged = came_back(drafted, rewritten(data, control, ""))
    assert [(c.id, c.theirs) for c in merged.conflicts] == [("p1.cause1", "")]
    assert load(drafted.review)["p1.cause1"].target == OLD


def test_a_letter_of_another_draft_or_no_letter_is_refused(drafted: CaseFolder) -> None:
    from docx import Document

    with pytest.raises(BadInput):
        came_back(drafted, b"no zip")
    other = io.BytesIO()
    Document().save(other)
    with pytest.raises(BadInput):
        came_back(drafted, other.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_a_redline_holds_both_texts(before: str, after: str) -> None:
    runs = redline(before, after)
    assert "".join(t for k, t in runs if k != "in") == before
    assert "".join(t for k, t in runs if k != "out") == after


def test_the_command_tells_a_letter_from_a_review_table(drafted: CaseFolder, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from appealdocs.cli.review import command
    from appealdocs.review.exchange import export

    letter, table = tmp_path / "letter.docx", tmp_path / "table.docx"
    letter.write_bytes(rewritten((drafted.out / "letter.docx").read_bytes(), OLD, NEW))
    table.write_bytes(export(drafted, "docx", NOW)[1])
    args = [str(drafted.root), "--by", "Zhou Ke", "--now", NOW.isoformat()]
    said = CliRunner().invoke(command, ["import", args[0], str(table), *args[1:]])
    assert (load(drafted.review)["p1.cause1"].target, "conflict" in said.output) == (OLD, True)
    said = CliRunner().invoke(command, ["import", args[0], str(letter), *args[1:]])
    assert "包裹已签收。" in said.output
    assert "{+ at the door+}" in said.output
    assert load(drafted.review)["p1.cause1"].stamp.by == "Zhou Ke"
