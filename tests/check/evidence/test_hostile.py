"""Whatever a file shows, no rule crashes on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from appealdocs.check.examples import load_base, run
from appealdocs.draft.draft import draft
from appealdocs.workspace import Workspace

BASES = sorted((Path(__file__).parents[2] / "rules" / "base").glob("*.yaml"))
TEXTS = {
    "the end of time": "Delivered\t31.12.9999 23:59\nДата\t01.01.0001\nValid from\t31 December 9999\nValid to\t1 January 1000\nPeriod\t0001-01-01 - 9999-12-31",
    "nothing": "",
    "only signs": "\u200b\u202e\ufeff\t\t\n\n::::\n\t:\t№ # —\n" * 20,
    "numbers": "\n".join(f"{n:020d}\t{n}" for n in range(300)),
    "words in brackets": "{file} {0} {{7*7}} %s %(a)s {order.__class__}\nSigned by\t{shown}\nTracking number\t{42}",
    "labels without values": "Отправитель\nПолучатель\nВес\nОбъём\nКурьер\nПодпись\nSigned by\nDelivered\nBatch\nSKU\nInvoice No.",
    "many rows by day": "\n".join(
        f"{1 + n % 28:02d}.{1 + n % 12:02d}.{1990 + n % 60}\t{n}\t-{n}\t{n},5" for n in range(2000)
    ),
    "look-alikes": "Оrdеr\tNАEHF0071420551\nТracking\t３４２１８１１７０９９\nSigned by\tМariаm",
}
METADATA = {
    "created": "9999-12-31T23:59:59+14:00",
    "modified": "0001-01-01T00:00:00",
    "exif_time": "2026-99-99T99:99:99",
    "software": "x" * 300,
    "producer": "\x00",
}


@pytest.mark.parametrize("base", BASES, ids=lambda p: p.stem)
@pytest.mark.parametrize("about", TEXTS)
def test_no_text_makes_a_rule_crash(base: Path, about: str) -> None:
    loaded = load_base(base)
    reading = {"text": TEXTS[about], "metadata": METADATA}
    report = run(loaded, {"readings": {e["id"]: reading for e in loaded.data["case"]["evidence"]}}, Workspace(), draft)
    assert not report.crashed, [f.message.en for f in report.findings if f.rule in report.crashed]


@pytest.mark.parametrize("base", BASES, ids=lambda p: p.stem)
def test_files_without_readings_make_no_rule_crash(base: Path) -> None:
    loaded = load_base(base)
    ids = [e["id"] for e in loaded.data["case"]["evidence"]]
    report = run(
        loaded,
        {"readings": {id: {"kind": "unknown", "text": "", "pages": [], "troubles": [{"kind": "bomb"}]} for id in ids}},
        Workspace(),
        draft,
    )
    assert not report.crashed
    assert sum(f.rule == "common/evidence-file-sound" for f in report.findings) == len(ids)
