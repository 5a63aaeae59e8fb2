"""The picture beside a fact shows the words that say it."""

from __future__ import annotations

import base64
import io
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas
from tests.conftest import CASE

from appealdocs import stages
from appealdocs.model.fact import Fact, Shown
from appealdocs.model.reading import Box
from appealdocs.report.crops import Crops, _PdfPage
from appealdocs.report.html import _words
from appealdocs.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-13T10:00:00+04:00")
LINE = "Checklist kept; before handover a second person compares and signs list CL-07, twice a day."


@pytest.fixture
def crops(tmp_path: Path) -> Crops:
    """A case whose evidence is one page with the words in the middle of a long line in narrow and wide letters."""
    folder = tmp_path / "case"
    (folder / "evidence").mkdir(parents=True)
    canvas = Canvas(str(folder / "evidence" / "track.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 400, "illicit still will filling list: iiii CL-06.")
    canvas.drawString(60, 380, LINE)
    canvas.save()
    (folder / "case.yaml").write_text(CASE.replace("track.png", "track.pdf"), encoding="utf-8")
    return Crops(stages.check_case(folder, Workspace(), NOW).dossier)


def test_the_frame_stands_where_the_letters_of_the_pdf_stand(crops: Crops) -> None:
    rough = Shown("E1", "evidence/track.pdf", 1, LINE, (0.5, 0.53, 0.55, 0.55))
    assert crops.crop(rough, "CL-07").startswith("data:image/jpeg;base64,")
    exact = _exact(crops, rough, "CL-07")
    assert exact is not None
    start = 60 + _width(LINE[: LINE.index("CL-07")])
    assert exact[0] * 595 == pytest.approx(start, abs=2)
    assert exact[2] * 595 == pytest.approx(start + _width("CL-07"), abs=2)
    assert 842 - exact[3] * 842 == pytest.approx(380, abs=3)


@pytest.mark.parametrize("words", ["", "CL-99", "CL-06 "])
def test_words_that_are_not_there_leave_the_place_that_reading_found(crops: Crops, words: str) -> None:
    far = Shown("E1", "evidence/track.pdf", 1, LINE, (0.5, 0.05, 0.55, 0.07))
    data = crops.crop(far, words)
    assert _exact(crops, far, words.strip()) is None
    picture = Image.open(io.BytesIO(base64.b64decode(data.split(",")[1])))
    assert picture.width > picture.height


def test_what_was_drawn_is_kept_for_the_next_report(crops: Crops, tmp_path: Path) -> None:
    place = Shown("E1", "evidence/track.pdf", 1, LINE, (0.5, 0.53, 0.55, 0.55))
    kept = tmp_path / "cache"
    first, second = Crops(crops._dossier, kept), Crops(crops._dossier, kept)
    drawn = first.crop(place, "CL-07")
    first.keep()
    assert second.crop(place, "CL-07") == drawn
    assert not second._pages, "nothing was opened"
    assert second.crop(place, "CL-06") != drawn


@pytest.mark.parametrize("text", ["", "[]", '{"1 0.5000 0.5300 0.5500 0.5500 CL-07": "javascript:alert(1)"}', "\x00"])
def test_a_damaged_cache_is_drawn_over(crops: Crops, tmp_path: Path, text: str) -> None:
    place = Shown("E1", "evidence/track.pdf", 1, LINE, (0.5, 0.53, 0.55, 0.55))
    first = Crops(crops._dossier, tmp_path / "cache")
    drawn = first.crop(place, "CL-07")
    first.keep()
    (file,) = (tmp_path / "cache").rglob("*.json")
    file.write_text(text, encoding="utf-8")
    assert Crops(crops._dossier, tmp_path / "cache").crop(place, "CL-07") == drawn


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_piece_is_what_the_whole_page_shows_there(tmp_path: Path, turned: int) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    canvas.setPageRotation(turned)
    for line in range(40):
        canvas.drawString(40, 20 * line + 10, f"line {line} " + "word " * (line % 7))
    canvas.save()
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0]
    whole = page.render(scale=1.6).to_pil().convert("RGB")
    piece = _PdfPage(page).piece(100, 200, 500, 260)
    assert piece.size == (400, 60)
    differs = ImageChops.difference(piece, whole.crop((100, 200, 500, 260))).convert("L").histogram()
    assert sum(differs[64:]) < 400 * 60 / 100


@pytest.mark.parametrize(("fact", "quote", "said"), [
    (Fact("id", "CL-07"), LINE, "CL-07"),
    (Fact("date", datetime(2026, 10, 5).date()), "Доставлено 5 октября 2026 г. в 13:18", "5 октября 2026"),
    (Fact("id", "CL-08"), LINE, ""),
])
def test_the_words_of_a_line_that_say_a_fact(fact: Fact, quote: str, said: str) -> None:
    assert _words(fact, quote).startswith(said)
    assert bool(_words(fact, quote)) == bool(said)


def _exact(crops: Crops, place: Shown, words: str) -> Box | None:
    page = crops._page(place.file, place.page or 0)
    assert page is not None
    assert place.box is not None
    return page.exact(place.box, words)


def _width(text: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, "Helvetica", 10))
