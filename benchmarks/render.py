"""Milliseconds a letter: DOCX and PDF, validated and compared, at 1, 3 and 12 pages; beside docxtpl with LibreOffice.

    python benchmarks/render.py [--rounds 20]

A warm process, another letter each round (nothing is served from a cache of the same words). 'whole' includes writing to disk.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from appealdocs.render.archive import archive
from appealdocs.render.docx_read import docx_text
from appealdocs.render.docx_write import docx
from appealdocs.render.pdf_read import pdf_text
from appealdocs.render.pdf_write import typeset
from appealdocs.render.sheet import sheet
from appealdocs.render.style import Images, Style
from appealdocs.render.write import letter

SIZES = {1: (1, 1), 3: (4, 8), 12: (16, 11)}


def factories() -> Any:
    """The letters that the tests of render are made of."""
    path = Path(__file__).parents[1] / "tests" / "render" / "conftest.py"
    spec = importlib.util.spec_from_file_location("render_factories", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def timed(work: Callable[[int], Any], rounds: int) -> tuple[float, float]:
    """Best and median milliseconds of `work(round)`."""
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        work(number)
        times.append((time.perf_counter() - start) * 1000)
    return min(times), statistics.median(times)


def ours(made: Any, rounds: int, folder: Path) -> None:
    print(f"{'pages':>5}  {'whole':>14}  {'typeset':>8} {'archive':>8} {'docx':>6} {'read back':>9}   best / median, ms a letter")
    for pages in SIZES:
        _ours(made, pages, rounds, folder)


def _ours(made: Any, pages: int, rounds: int, folder: Path) -> None:
    points, claims = SIZES[pages]
    style, images, now = Style(), Images(), made.NOW
    letters = [
        made.build("ru", points=points, claims=claims, reference=f"XH-{n}", claim=f"{made.WORDS['ru']['claim']} {n}.")
        for n in range(rounds + 1)
    ]
    letter(letters[rounds], folder, final=False, images=images, style=style, now=now)
    best, median = timed(lambda n: letter(letters[n], folder, final=False, images=images, style=style, now=now), rounds)
    laid = [sheet(one, final=True) for one in letters[:rounds]]
    set_ = [typeset(one, images=images, style=style, now=now)[0] for one in laid]
    written = [docx(one, images=images, style=style, now=now) for one in laid]
    parts = [
        timed(lambda n: typeset(sheet(letters[n], final=False), images=images, style=style, now=now), rounds),
        timed(lambda n: archive(set_[n], "2a", now), rounds),
        timed(lambda n: docx(laid[n], images=images, style=style, now=now), rounds),
        timed(lambda n: (docx_text(written[n]), pdf_text(set_[n])), rounds),
    ]
    said = "".join(f"{median:>{width}.1f}" for (_, median), width in zip(parts, (10, 9, 7, 10), strict=True))
    print(f"{pages:>5}  {best:>6.1f} /{median:>6.1f}{said}")


def theirs(made: Any, rounds: int, folder: Path) -> None:
    """The usual way: docxtpl fills a Word template, LibreOffice makes the PDF (one call for all, and a call each)."""
    soffice = shutil.which("soffice")
    if importlib.util.find_spec("docxtpl") is None or soffice is None:
        print("docxtpl + LibreOffice: not installed, not measured")
        return
    from docx import Document
    from docxtpl import DocxTemplate

    template = Document()
    template.add_heading("{{ title }}", 1)
    template.add_paragraph("{%p for claim in claims %}")
    template.add_paragraph("{{ claim }}", style="List Bullet")
    template.add_paragraph("{%p endfor %}")
    source = io.BytesIO()
    template.save(source)
    for pages, (points, claims) in SIZES.items():
        words = {"title": "О заказе", "claims": [made.WORDS["ru"]["claim"]] * (points * claims)}

        def fill(number: int, words: dict[str, Any] = words) -> None:
            filled = DocxTemplate(io.BytesIO(source.getvalue()))
            filled.render({**words, "title": f"О заказе № {number}"}, autoescape=True)
            filled.save(folder / f"usual-{number}.docx")

        _, median = timed(fill, rounds)
        files = [str(folder / f"usual-{n}.docx") for n in range(min(rounds, 10))]
        command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*command, files[0]], check=True, capture_output=True)
        start = time.perf_counter()
        subprocess.run([*command, *files], check=True, capture_output=True)
        together = (time.perf_counter() - start) * 1000 / len(files)
        start = time.perf_counter()
        subprocess.run([*command, files[0]], check=True, capture_output=True)
        print(f"{pages:>5}  docxtpl {median:.1f} + LibreOffice {together:.0f} (one call for {len(files)}), "
              f"{(time.perf_counter() - start) * 1000:.0f} (a call each); neither validated nor compared")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    made = factories()
    with tempfile.TemporaryDirectory() as folder:
        ours(made, rounds, Path(folder))
        theirs(made, rounds, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
