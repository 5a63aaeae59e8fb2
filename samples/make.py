#!/usr/bin/env python3
"""Draws the sample case folders:  python samples/make.py [--out DIR] [FOLDER ...]

Deterministic: the same fonts and package versions give the same bytes. Needs Pillow, numpy, reportlab, PyAV, poppler's
pdftoppm and the fonts named in _make/fonts.py. The files it makes are committed; nobody needs it to run a sample.
"""

from __future__ import annotations

import argparse
import importlib
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDERS = {
    "noon-odr": "noon_odr",
    "noon-deactivation": "noon_deactivation",
    "ozon-odr": "ozon_odr",
    "ozon-performance": "ozon_performance",
    "performance-appeal": "performance_appeal",
    "with-faults": "with_faults",
}


def make(name: str, out: Path) -> None:
    """Draws one folder afresh below `out`."""
    module = importlib.import_module(f"_make.{FOLDERS[name]}")
    folder = out / name
    for part in ("evidence", "seller"):
        shutil.rmtree(folder / part, ignore_errors=True)
    module.build(folder)


def now_file(out: Path, names: list[str]) -> None:
    """now.yaml: the time at which each case is live, for --now."""
    lines = [
        "# 每个样例“当前”的时间，供 --now 使用 / the moment at which each sample is live, for --now (made by make.py)",
        *(f'{name}: "{importlib.import_module(f"_make.{FOLDERS[name]}").NOW}"' for name in names),
    ]
    (out / "now.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Draws the sample case folders.")
    parser.add_argument("folders", nargs="*", help=f"which ones (all): {', '.join(FOLDERS)}")
    parser.add_argument("--out", type=Path, default=HERE, help="where to (default: beside this script)")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.folders if name not in FOLDERS]
    if unknown:
        parser.error(f"no such sample: {', '.join(unknown)}; there are {', '.join(FOLDERS)}")
    sys.path.insert(0, str(HERE))
    for name in chosen.folders or FOLDERS:
        make(name, chosen.out)
        print(f"made {chosen.out / name}")
    now_file(chosen.out, [n for n in FOLDERS if (HERE / "_make" / f"{FOLDERS[n]}.py").exists()])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
