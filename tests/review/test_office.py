"""Files that went through LibreOffice, as a translator's own programme would save them, and the offline page saved by Chromium."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from appealdocs import stages
from appealdocs.casefolder import CaseFolder
from appealdocs.review.exchange import export, import_
from appealdocs.review.store import load
from appealdocs.review.word import import_letter
from appealdocs.workspace import Workspace

from .test_exchange import NEW, NOW, OLD, changed
from .test_web import browser  # noqa: F401
from .test_word import NOW as DRAFTED
from .test_word import rewritten

SOFFICE = shutil.which("soffice")
GAP = """\
  - {zh: 包裹已签收。, en: The parcel was signed for., evidence: [E1]}
  - {zh: Aramex 已于2026年3月9日赔付 260 迪拉姆（CN-2610）。, evidence: [E1]}
"""


def converted(data: bytes, name: str, place: Path) -> bytes:
    """The file opened and saved by LibreOffice in its own format."""
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    (place / "in").mkdir()
    (place / "in" / name).write_bytes(data)
    command = [SOFFICE, f"-env:UserInstallation=file://{place}/profile", "--headless", "--convert-to", name.rsplit(".")[-1], "--outdir", str(place / "out")]
    said = subprocess.run([*command, str(place / "in" / name)], capture_output=True, text=True, timeout=180, check=False)
    if "source file could not be loaded" in said.stderr:
        pytest.skip(f"this LibreOffice has no part for {name}")
    return (place / "out" / name).read_bytes()


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_a_table_saved_by_libreoffice_comes_back(reviewed: CaseFolder, tmp_path: Path, format: str) -> None:
    name, data = export(reviewed, format, NOW)
    before = reviewed.review.read_bytes()
    merged = import_(reviewed, name, converted(data, name, tmp_path), "Li Min", NOW)
    assert (merged.taken, merged.approved, merged.conflicts, merged.unchanged) == ((), (), (), 5)
    assert reviewed.review.read_bytes() == before
    shutil.rmtree(tmp_path / "in")
    edited = converted(changed(format, data), name, tmp_path)
    merged = import_(reviewed, name, edited, "Zhou Ke", NOW)
    assert (merged.taken, load(reviewed.review)["p1.action1"].target) == (("p1.action1",), NEW)


def test_a_letter_saved_by_libreoffice_comes_back(case_folder: Path, tmp_path: Path) -> None:
    yaml = case_folder / "case.yaml"
    text = yaml.read_text(encoding="utf-8")
    yaml.write_text(text.replace(GAP.splitlines(keepends=True)[0], GAP), encoding="utf-8")
    assert "CN-2610" in yaml.read_text(encoding="utf-8")
    stages.draft_case(case_folder, Workspace.find(case_folder), DRAFTED)
    folder = CaseFolder.open(case_folder)
    letter = (folder.out / "letter.docx").read_bytes()
    edits, sent = stages.word_edits(folder, "letter.docx", converted(letter, "letter.docx", tmp_path))
    assert edits == {}
    assert "p1.cause2" in sent
    shutil.rmtree(tmp_path / "in")
    edited = converted(rewritten(letter, "The parcel was signed for.", "The parcel was signed for at the door."), "letter.docx", tmp_path)
    edits, sent = stages.word_edits(folder, "letter.docx", edited)
    changes, merged = import_letter(folder, "letter.docx", edits, sent, "Zhou Ke", DRAFTED)
    assert [(c.id, c.after) for c in changes] == [("p1.cause1", "The parcel was signed for at the door.")]
    assert merged.taken == ("p1.cause1",)


def test_a_letter_edited_through_python_docx_comes_back(case_folder: Path) -> None:
    stages.draft_case(case_folder, Workspace.find(case_folder), DRAFTED)
    folder = CaseFolder.open(case_folder)
    document = Document(str(folder.out / "letter.docx"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    (control,) = [c for c in document.element.body.iter(f"{w}sdt") if c.find(f"{w}sdtPr/{w}tag").get(f"{w}val") == "p1.action1"]
    texts = list(control.iter(f"{w}t"))
    texts[0].text, rest = "We answered the buyer on the same day.", texts[1:]
    for text in rest:
        text.text = ""
    saved = io.BytesIO()
    document.save(saved)
    edits, sent = stages.word_edits(folder, "letter.docx", saved.getvalue())
    assert edits == {"p1.action1": "We answered the buyer on the same day."}
    import_letter(folder, "letter.docx", edits, sent, "Zhou Ke", DRAFTED)
    assert load(folder.review)["p1.action1"].stamp.by == "Zhou Ke"


def test_the_offline_page_edited_and_saved_in_chromium_comes_back(reviewed: CaseFolder, browser: Any, tmp_path: Path) -> None:  # noqa: F811
    name, data = export(reviewed, "html", NOW)
    (tmp_path / name).write_bytes(data)
    page = browser.new_context(accept_downloads=True, offline=True).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"file://{tmp_path / name}")
    place = page.locator("section", has_text="我们已回复买家").get_by_role("textbox").nth(0)
    assert place.input_value() == OLD
    place.fill(NEW + " </script> & <b>")
    page.locator("section", has_text="包裹 34208117650").get_by_role("textbox").nth(1).fill("Which parcel?")
    page.locator("section", has_text="买家于2026年3月10日").get_by_role("checkbox").check()
    with page.expect_download() as caught:
        page.click("#save")
    saved = Path(caught.value.path()).read_bytes()
    merged = import_(reviewed, caught.value.suggested_filename, saved, "Zhou Ke", NOW)
    assert (merged.taken, merged.approved, merged.conflicts) == (("p1.action1",), ("p1.problem1",), ())
    after = load(reviewed.review)
    assert after["p1.action1"].target == NEW + " </script> & <b>"
    assert after["p1.cause1"].comments[0].endswith("Which parcel?")
    assert said == []
    assert place.input_value() == NEW + " </script> & <b>"
    (tmp_path / "again.html").write_bytes(saved)
    page.goto(f"file://{tmp_path / 'again.html'}")
    assert page.locator("section").count() == 5
    assert page.locator("section textarea").nth(6).input_value() == NEW + " </script> & <b>"
