"""The whole way: what is written is validated, says the same in both forms, and is the same on every run."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from appealdocs.errors import RenderFailed
from appealdocs.model.letter import Letter, Paper
from appealdocs.render import docx_text, letter, paper
from appealdocs.render.archive import KNOWN
from appealdocs.render.pdf_read import pdf_text
from appealdocs.render.sheet import sheet
from appealdocs.render.style import Images, Style
from appealdocs.render.words import normal, same
from appealdocs.render.write import compare_docx, compare_pdf, make

Build = Callable[..., Letter]
SIZES = {"1 page": (1, 1), "3 pages": (4, 8), "12 pages": (16, 11)}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("size", SIZES)
def test_a_letter_of_any_length_says_the_same_in_both_forms(
    build_letter: Build, tmp_path: Path, now: datetime, language: str, size: str
) -> None:
    points, claims = SIZES[size]
    made = build_letter(language, points=points, claims=claims)
    written = letter(made, tmp_path, final=False, images=Images(), style=Style(), now=now)
    assert sorted(f.name for f in written.files) == ["letter.docx", "letter.pdf"] == sorted(p.name for p in tmp_path.iterdir())
    said = sheet(made, final=False).words()
    assert docx_text((tmp_path / "letter.docx").read_bytes()).body == said
    read = pdf_text((tmp_path / "letter.pdf").read_bytes())
    assert same(said, read.body)
    wanted = int(size.split()[0])
    assert abs(read.pages - wanted) <= (0 if wanted < 12 else 1)
    mark = {"en": "DRAFT", "ru": "ПРОЕКТ"}[language]
    assert read.heads == (mark,) * read.pages
    assert all(made.reference in foot and foot.endswith(f"{n} {'of' if language == 'en' else 'из'} {read.pages}")
               for n, foot in enumerate(read.foots, 1))
    assert all(f.sha256 == hashlib.sha256(f.path.read_bytes()).hexdigest() and f.size == f.path.stat().st_size for f in written.files)


@pytest.mark.parametrize("level", ["2a", "1a"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_validator_finds_the_declared_level_and_nothing_else(
    build_letter: Build, tmp_path: Path, now: datetime, images: Images, level: str, language: str
) -> None:
    written = letter(build_letter(language), tmp_path, final=True, images=images, style=Style(pdfa=level), now=now)
    data = (tmp_path / "letter.pdf").read_bytes()
    report = pdfa.validate_written(io.BytesIO(data), f"{level[0]}b")
    assert [f.rule for f in report.findings] == [KNOWN[level]]
    assert written["letter.pdf"].verdict.startswith(f"{level}: only {KNOWN[level]}")
    assert written["letter.pdf"].validator == f"pikepdf.pdfa {pikepdf.__version__}"
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith(language)
        assert document.Root.StructTreeRoot.K is not None
        assert str(document.docinfo["/Author"]) == "Shenzhen Xinghe Trading Co., Ltd."
        assert "XH-2026-017" in str(document.docinfo["/Subject"])
        xmp = document.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<xmp:MetadataDate>2026-03-12T09:30:00+00:00</xmp:MetadataDate>" in xmp


def test_a_final_letter_bears_no_mark_and_has_an_e_sign_copy(build_letter: Build, tmp_path: Path, now: datetime) -> None:
    written = letter(build_letter("ru"), tmp_path, final=True, images=Images(), style=Style(), now=now)
    assert [f.name for f in written.files] == ["letter.docx", "letter.pdf", "letter-esign.pdf"]
    assert pdf_text((tmp_path / "letter.pdf").read_bytes()).heads == ("",)
    assert docx_text((tmp_path / "letter.docx").read_bytes()).header == ""
    assert written["letter-esign.pdf"].verdict.startswith("not validated as PDF/A")


_RUN = """
import hashlib, sys
sys.path[:0] = [{tests!r}]
from conftest import build, drawn, NOW
from appealdocs.render import letter, bilingual, Images, Style
from pathlib import Path
out = Path(sys.argv[1])
pictures = Images(drawn((600, 220), (20, 70, 140)), drawn((400, 400), (200, 20, 30)), drawn((600, 200), (20, 30, 120)))
for language in ("en", "ru"):
    letter(build(language, points=3), out / language, final=True, images=pictures, style=Style(), now=NOW)
    (out / language / "bilingual.docx").write_bytes(bilingual(build(language)))
for file in sorted(out.rglob("*.*")):
    print(file.relative_to(out), hashlib.sha256(file.read_bytes()).hexdigest())
"""


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    code = _RUN.format(tests=str(Path(__file__).parent))
    runs = [
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], capture_output=True, text=True, check=True,
                       env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path), "TZ": zone}).stdout
        for name, seed, zone in (("a", "1", "UTC"), ("b", "2", "Asia/Shanghai"))
    ]
    assert runs[0] == runs[1]
    assert runs[0].count("letter") == 6


@pytest.mark.parametrize(("language", "claims"), [("en", 2), ("ru", 2), ("ru", 60)])
def test_libreoffice_reads_the_same_words_on_as_many_pages(
    build_letter: Build, tmp_path: Path, now: datetime, images: Images, language: str, claims: int
) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed: the DOCX cannot be converted")
    made = build_letter(language, claims=claims)
    written = letter(made, tmp_path, final=False, images=images, style=Style(), now=now)
    subprocess.run([soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir",
                    str(tmp_path / "so"), str(tmp_path / "letter.docx")], check=True, capture_output=True, timeout=120)
    text = subprocess.run(["pdftotext", str(tmp_path / "so" / "letter.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    with pikepdf.open(tmp_path / "so" / "letter.pdf") as converted:
        pages = len(converted.pages)
    assert abs(pages - (written["letter.pdf"].pages or 0)) <= 1
    shown = sorted(normal(text).split())
    # pdftotext takes '1 и 2' in a cell for one word of wide letters: short words are compared by their letters below
    for word in (w for w in sheet(made, final=False).words().split() if len(w) > 2):
        assert word in shown, word
        shown.remove(word)
    letters = Counter("".join(text.split())) - Counter("".join(sheet(made, final=False).words().split()))
    running = Counter("".join("".join(running_words(made.language, made.reference, pages)).split()))
    assert letters == running


def running_words(language: str, reference: str, pages: int) -> list[str]:
    mark, said = {"en": ("DRAFT", "Ref. {} Page {} of {}"), "ru": ("ПРОЕКТ", "Исх. № {} Страница {} из {}")}[language]
    return [mark + said.format(reference, page, pages) for page in range(1, pages + 1)]


def test_an_accompanying_paper_is_written_like_the_letter(
    build_letter: Build, undertaking: Paper, tmp_path: Path, now: datetime
) -> None:
    written = paper(build_letter(), undertaking, tmp_path, final=False, images=Images(), style=Style(), now=now)
    assert [f.name for f in written.files] == ["commitment-letter.docx", "commitment-letter.pdf"]
    assert "1. The parcel was handed to the carrier" in docx_text((tmp_path / "commitment-letter.docx").read_bytes()).body


def test_a_difference_names_the_words(build_letter: Build, now: datetime) -> None:
    made = make(build_letter(), final=False, images=Images(), style=Style(), now=now)
    other = sheet(build_letter(claim="The parcel was handed over on 13 March 2026."), final=False)
    with pytest.raises(RenderFailed, match="'13' -> '12'") as pdf_error:
        compare_pdf(other, made.pdf)
    assert "PDF" in pdf_error.value.text.zh
    with pytest.raises(RenderFailed, match="DOCX does not say"):
        compare_docx(other, made.docx, made.pages)


def test_a_glyph_that_no_font_has_is_named_with_its_place(build_letter: Build, tmp_path: Path, now: datetime) -> None:
    for char in ("\U00013080", "\U0001f600", "\u05d0", "\ue000"):
        with pytest.raises(RenderFailed, match=rf"U\+{ord(char):04X}.*p1\.cause1.*PT Serif") as error:
            letter(build_letter(claim=f"The parcel {char} was sent."), tmp_path, final=False, images=Images(), style=Style(), now=now)
        assert "不在任何字体中" in error.value.text.zh
    assert not list(tmp_path.iterdir())


def test_marks_of_direction_are_not_printed(build_letter: Build, tmp_path: Path, now: datetime) -> None:
    letter(build_letter(claim="Order \u202e54321\u202c was sent."), tmp_path, final=False, images=Images(), style=Style(), now=now)
    assert "Order 54321 was sent." in docx_text((tmp_path / "letter.docx").read_bytes()).body
    assert "\u202e" not in pdf_text((tmp_path / "letter.pdf").read_bytes()).body
