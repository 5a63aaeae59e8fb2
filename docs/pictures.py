"""Makes the pictures of the READMEs from a sample: python docs/pictures.py (needs pdftoppm and Chromium)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
SAMPLE = "noon-odr"


def main() -> None:
    """docs/images/letter.png (first page) and report.png (top of the report)."""
    images = ROOT / "docs" / "images"
    now = yaml.safe_load((ROOT / "samples" / "now.yaml").read_text(encoding="utf-8"))[SAMPLE]
    with tempfile.TemporaryDirectory() as name:
        case = Path(name) / SAMPLE
        shutil.copytree(ROOT / "samples" / SAMPLE, case)
        subprocess.run([str(Path(sys.executable).with_name("appealdocs")), "draft", str(case), "--now", now, "-q", "--lang", "en"], check=False)
        subprocess.run(["pdftoppm", "-r", "75", "-png", "-f", "1", "-l", "1", str(case / "out" / "letter.pdf"), name + "/page"], check=True)
        shot = Path(name) / "report.png"
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
            page = browser.new_page(viewport={"width": 1000, "height": 1400})
            page.goto((case / "out" / "report.html").as_uri())
            page.screenshot(path=shot)
            browser.close()
        for source, target in ((next(Path(name).glob("page*.png")), "letter.png"), (shot, "report.png")):
            with Image.open(source) as image:
                image.convert("RGB").resize((620, 620 * image.height // image.width)).quantize(64).save(images / target, optimize=True)


if __name__ == "__main__":
    main()
