"""Figures of the review: how far machine text was from what people approved."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from appealdocs.casefolder import case_folders
from appealdocs.review.actions import KIND

PAUSE = 600.0
"""Seconds between two steps after which the reviewer is taken to have done something else."""


def figures(root: Path) -> dict[str, dict[str, Any]]:
    """By engine ("" = none): segments reviewed, approved as they were, mean edit distance (0 same .. 1 all new), median
    seconds between two steps of one reviewer, flags that were kept in mind (text edited) or waved through (approved as it was).
    Steps that were taken back do not count; steps on many segments at once give no time."""
    from rapidfuzz.distance import Levenshtein

    rows: dict[str, list[tuple[float, bool, bool]]] = defaultdict(list)
    times: dict[str, list[float]] = defaultdict(list)
    for folder in case_folders(root):
        last: dict[str, datetime] = {}
        records = [r for r in folder.records() if r.kind == KIND]
        undone = {r.data.get("undoes") for r in records}
        for record in records:
            before, last[record.by] = last.get(record.by), record.at
            if "after" not in record.data or record.data.get("action") == "comment" or record.data.get("step") in undone:
                continue
            waited = (record.at - before).total_seconds() if before is not None and len(record.data["after"]) == 1 else -1.0
            for id, after in record.data["after"].items():
                was = record.data["before"][id]
                if after["state"] != "approved" or not was["target"]:
                    continue
                distance = Levenshtein.normalized_distance(was["target"], after["target"])
                rows[was["engine"]].append((distance, distance == 0.0, bool(was.get("flags"))))
                if 0 <= waited <= PAUSE:
                    times[was["engine"]].append(waited)
    return {
        engine: {
            "segments": len(found), "approved_as_is": sum(same for _, same, _ in found),
            "edit_distance": sum(d for d, _, _ in found) / len(found), "seconds": median(times[engine]) if times[engine] else 0.0,
            "flags_kept": sum(flagged and not same for _, same, flagged in found),
            "flags_waved": sum(flagged and same for _, same, flagged in found),
        }
        for engine, found in sorted(rows.items())
    }
