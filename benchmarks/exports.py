"""How long exports of many rows take: processor time of this process and of the one that opens workbooks, and memory.

    .venv/bin/python benchmarks/exports.py [ROWS]     # 100,000 unless given; making the workbook takes longer than reading it
"""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl

from appealdocs import stages
from appealdocs.workspace import Workspace

HEAD = ["Order ID", "SKU", "Defect Type", "Order Date", "Amount", "Currency", "Tracking Number", "Carrier", "Status", "Delivered At", "Colour"]


def rows(count: int) -> Iterator[list[str]]:
    """Orders of which one in a thousand has a defect."""
    yield HEAD
    for number in range(count):
        day = datetime(2026, 2, 1) + timedelta(minutes=number % 40_000)
        defect = "" if number % 1000 else "Item not received claim"
        delivered = (day + timedelta(days=4)).strftime("%Y-%m-%d %H:%M")
        yield [f"NAEHF{number:010d}", f"LT-{number % 300}", defect, day.date().isoformat(), f"{number % 500}.50", "AED", f"34{number:09d}", "Aramex", "Delivered", delivered, "red"]


def made(folder: Path, count: int) -> Iterator[Path]:
    """The same rows as CSV and as XLSX."""
    with (folder / "export.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows(count))
    yield folder / "export.csv"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows(count):
        sheet.append(row)
    book.save(folder / "export.xlsx")
    yield folder / "export.xlsx"


def measure(path: Path, root: Path) -> None:
    """Prints the seconds and megabytes that `init noon-odr --defects` takes."""
    before, own, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time(), time.monotonic()
    found = stages.init_from_export("noon-odr", root, Workspace(), path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{path.suffix:6} {len(found.folders)} folders; processor {time.process_time() - own:.1f} s here, {child:.1f} s in the reader; "
        f"{time.monotonic() - wall:.1f} s by the clock; peak {peak} MB here, {after.ru_maxrss // 1024} MB in the reader"
    )


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        for path in made(Path(name), count):
            measure(path, Path(name) / f"cases{path.suffix}")
