"""How well notices are read: fields right, missing and wrong over notices of our own making (benchmarks/notices/*.yaml).

    .venv/bin/python benchmarks/notices.py [FILE ...] [-v]

Each text is rendered as its `form` says (pasted text, PDF, PDF in columns, scan with noise, slightly turned), a case folder
is made of it with `init`, and what case.yaml then holds is compared with the truth beside the text. A value that the notice
does not say counts as wrong: a blank is honest, a guess is not.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from appealdocs import stages
from appealdocs.errors import AppealdocsError
from appealdocs.intake.caseyaml import load_case
from appealdocs.model.case import Case
from appealdocs.workspace import Workspace

HERE = Path(__file__).parent / "notices"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def render(text: str, form: str, path: Path) -> Path:
    """The notice as a file: .txt, or .pdf with a text layer, in columns, or scanned."""
    if form == "txt":
        path = path.with_suffix(".txt")
        path.write_text(text, encoding="utf-8")
        return path
    path = path.with_suffix(".pdf")
    pdf(text, form == "columns", path)
    return scanned(path) if form == "scan" else path


def pdf(text: str, columns: bool, path: Path) -> None:
    """A PDF with a text layer; `columns`: what stands after two or more blanks has a column of its own."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(TTFont("DejaVu", FONT))
    sheet = canvas.Canvas(str(path), pagesize=A4)
    sheet.setFont("DejaVu", 10)
    for number, line in enumerate(text.split("\n")):
        left, _, right = line.partition("  ") if columns else (line, "", "")
        sheet.drawString(50, 790 - 17 * number, left)
        sheet.drawString(260, 790 - 17 * number, right.strip())
    sheet.showPage()
    sheet.save()


def scanned(path: Path, angle: float = 0.6, noise: float = 9.0) -> Path:
    """The PDF as a grey picture of 150 dpi, turned a little and noisy, with nothing to select."""
    import numpy as np
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=150 / 72).to_pil().convert("L")
    picture = picture.rotate(angle, fillcolor=250, resample=Image.Resampling.BICUBIC)
    grain = np.random.default_rng(7).normal(0, noise, (picture.height, picture.width))
    noisy = np.clip(np.asarray(picture, dtype=float) + grain, 0, 255).astype("uint8")
    out = path.with_name("scan.pdf")
    Image.fromarray(noisy).save(out, resolution=150)
    return out


def plain(value: Any) -> Any:
    """A value as it is compared: moments as UTC text, blanks and quotes evened out."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", value):
        moment = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
        return plain(moment)
    if isinstance(value, datetime):
        return str(value.timestamp())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return " ".join(str(value).split()).strip("\"“”'") if value is not None else ""


def read(case: Case) -> dict[str, Any]:
    """What case.yaml holds, in the keys of the truth."""
    required = [[r.number, r.text] for r in case.required]
    reasons = [[r.number, r.text] for r in case.rejection.reasons] if case.rejection else []
    points = [] if reasons else [[p.code, (p.title.text.en or p.title.text.ru or "") if p.title else "", p.clause, list(p.skus), p.date.isoformat() if p.date else ""] for p in case.points if p.code]
    skus = list(dict.fromkeys(s for group in (case.points, case.orders) for item in group for s in item.skus))
    found = {
        "case": case.platform_case or (case.rejection.platform_case if case.rejection else ""), "received": case.received, "deadline": case.deadline,
        "site": case.site, "final": case.final_warning or None, "orders": [o.id for o in case.orders], "skus": skus, "points": points,
        "required": required, "reasons": reasons, "errors": list(case.errors),
    }
    return {key: value for key, value in found.items() if value}


def compare(truth: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    """(key, right | missing | wrong, what the notice says, what was read) for each value; lists value by value, in order."""
    for key in sorted({*truth, *found}):
        said, got = truth.get(key), found.get(key)
        if isinstance(said or got, list):
            wanted, have = [plain(v) for v in said or []], [plain(v) for v in got or []]
            for value in wanted:
                yield key, "right" if value in have else "missing", value, have
            for value in have:
                if value not in wanted:
                    yield key, "wrong", wanted, value
        elif said is None or got is None:
            yield key, "missing" if got is None else "wrong", said, got
        else:
            yield key, "right" if plain(said) == plain(got) else "wrong", said, got


def measure(files: list[Path], verbose: bool) -> Counter[str]:
    """Counts by verdict; prints what is not right."""
    total: Counter[str] = Counter()
    for file in files:
        counts: Counter[str] = Counter()
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            start = time.monotonic()
            with tempfile.TemporaryDirectory() as name:
                paper = render(entry["text"], entry["form"], Path(name) / "notice")
                try:
                    folder = stages.init_case(entry["procedure"], Path(name) / "case", Workspace(), paper, entry.get("platform", ""))
                    found = read(load_case(folder / "case.yaml", Workspace()))
                except AppealdocsError as error:
                    found = {"refused": type(error).__name__}
                if verbose and "refused" not in found:
                    print((folder / "case.yaml").read_text(encoding="utf-8"))
            for key, verdict, said, got in compare(entry["truth"], found):
                counts[verdict] += 1
                if verdict != "right":
                    print(f"  {entry['id']:9} {verdict:8} {key}: {said!r} <- {got!r}")
            print(f"{entry['id']} {entry['form']} {time.monotonic() - start:.1f} s")
        print(f"{file.stem}: {counts['right']} right, {counts['missing']} missing, {counts['wrong']} wrong")
        total += counts
    return total


if __name__ == "__main__":
    named = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    measure(named or sorted(HERE.glob("*.yaml")), "-v" in sys.argv)
