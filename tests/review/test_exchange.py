"""Files out and back: any format, any number of rounds, merged three ways."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import BadInput
from appealdocs.review.actions import edit
from appealdocs.review.exchange import FORMATS, export, import_
from appealdocs.review.store import load

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)
OLD, NEW = "We replied to the buyer.", "We answered the buyer."


def changed(format: str, data: bytes, old: str = OLD, new: str = NEW) -> bytes:
    """The file as a translator would send it back."""
    if format in ("xlf", "html"):
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())
    import io

    if format == "xlsx":
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data))
        for row in book["review"].iter_rows():
            if row[3].value == old:
                row[3].value = new
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()
    from docx import Document

    document = Document(io.BytesIO(data))
    for row in document.tables[0].rows:
        if row.cells[2].text == old:
            row.cells[2].text = new
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_changed_changes_nothing(reviewed: CaseFolder, format: str) -> None:
    name, data = export(reviewed, format, NOW)
    before = reviewed.review.read_bytes()
    merged = import_(reviewed, name, data, "Li Min", NOW)
    assert (merged.taken, merged.approved, merged.conflicts, merged.unchanged) == ((), (), (), 5)
    assert reviewed.review.read_bytes() == before


@pytest.mark.parametrize("format", FORMATS)
def test_an_edit_comes_back_and_is_approved_by_name(reviewed: CaseFolder, format: str) -> None:
    name, data = export(reviewed, format, NOW)
    merged = import_(reviewed, name, changed(format, data), "Zhou Ke", NOW)
    segment = load(reviewed.review)["p1.action1"]
    assert merged.taken == ("p1.action1",)
    assert (segment.target, segment.state, segment.stamp.by) == (NEW, "approved", "Zhou Ke")
    assert load(reviewed.review)["p1.problem1"].state == "needs-review"


@pytest.mark.parametrize("format", FORMATS)
def test_newer_work_is_never_overwritten(reviewed: CaseFolder, format: str) -> None:
    name, data = export(reviewed, format, NOW)
    edit(reviewed, "p1.action1", "We wrote to the buyer.", "Li Min", NOW)
    edit(reviewed, "p1.problem1", "The buyer complained on 10 March 2026.", "Li Min", NOW)
    merged = import_(reviewed, name, changed(format, data), "Zhou Ke", NOW)
    assert [(c.id, c.ours, c.theirs) for c in merged.conflicts] == [("p1.action1", "We wrote to the buyer.", NEW)]
    assert load(reviewed.review)["p1.action1"].target == "We wrote to the buyer."
    assert load(reviewed.review)["p1.problem1"].target == "The buyer complained on 10 March 2026."


def test_a_missing_unit_is_refused_with_its_place(reviewed: CaseFolder) -> None:
    name, data = export(reviewed, "xlf", NOW)
    cut = re.sub(rb'<trans-unit id="p1.action1".*?</trans-unit>', b"", data, flags=re.S)
    with pytest.raises(BadInput) as caught:
        import_(reviewed, name, changed("xlf", cut, "nothing came", "it did not come"), "Zhou Ke", NOW)
    assert [f.key for f in caught.value.faults] == ["p1.action1"]
    assert load(reviewed.review)["p1.problem1"].target.endswith("nothing came.")


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'<ph id="1" ctype="x-date">10 March', b'<ph id="7" ctype="x-date">10 March'), (b"<ph id=", b"<ph di="), (b"</source>", b"")],
    ids=["unknown tag", "damaged tag", "damaged file"],
)
def test_damaged_tags_are_refused(reviewed: CaseFolder, old: bytes, new: bytes) -> None:
    name, data = export(reviewed, "xlf", NOW)
    assert old in data
    with pytest.raises(BadInput):
        import_(reviewed, name, data.replace(old, new, 1), "Zhou Ke", NOW)


def test_a_tag_that_a_tool_copied_is_written_in_the_targets_language(reviewed: CaseFolder) -> None:
    name, data = export(reviewed, "xlf", NOW)
    copied = data.replace(b'<ph id="1" ctype="x-date">10 March 2026</ph>', '<ph id="1" ctype="x-date">2026年3月10日</ph>'.encode())
    assert copied != data
    import_(reviewed, name, copied.replace(b"nothing came", b"it did not come"), "Zhou Ke", NOW)
    assert load(reviewed.review)["p1.problem1"].target == "On 10 March 2026 the buyer said that it did not come."


def test_a_file_of_another_case_and_a_changed_source_are_refused(reviewed: CaseFolder) -> None:
    name, data = export(reviewed, "xlf", NOW)
    with pytest.raises(BadInput):
        import_(reviewed, name, re.sub(rb"export [0-9a-f]{12}", b"export 0123456789ab", data), "Li Min", NOW)
    with pytest.raises(BadInput):
        import_(reviewed, name, data.replace("我们已回复买家".encode(), "我们没有回复买家".encode()), "Li Min", NOW)


def test_a_formula_in_a_workbook_is_refused(reviewed: CaseFolder) -> None:
    name, data = export(reviewed, "xlsx", NOW)
    with pytest.raises(BadInput):
        import_(reviewed, name, changed("xlsx", data, OLD, '=HYPERLINK("http://x.test")'), "Li Min", NOW)


def test_the_xliff_is_read_by_the_translate_toolkit(reviewed: CaseFolder) -> None:
    from translate.storage.xliff import xlifffile

    _, data = export(reviewed, "xlf", NOW)
    units = [u for u in xlifffile.parsestring(data).units if not u.isheader()]
    assert [u.xmlelement.get("id") for u in units] == ["p1.title", "p1.problem1", "p1.cause1", "p1.action1", "request"]
    assert units[0].isapproved()
    assert not units[1].isapproved()
