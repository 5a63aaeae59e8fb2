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
    seconds a segment, flags that were kept in mind (text edited) or waved through (approved as it was)."""
    from rapidfuzz.distance import Levenshtein

    rows: dict[str, list[tuple[float, bool, bool]]] = defaultdict(list)
    times: dict[str, list[float]] = defaultdict(list)
    for folder in case_folders(root):
        previous: datetime | None = None
        for record in folder.records():
            if record.kind != KIND or "after" not in record.data or record.data.get("action") == "comment":
                continue
            for id, after in record.data["after"].items():
                before = record.data["before"][id]
                if after["state"] != "approved" or not before["target"]:
                    continue
                distance = Levenshtein.normalized_distance(before["target"], after["target"])
                rows[before["engine"]].append((distance, distance == 0.0, bool(before.get("flags"))))
                if previous is not None and 0 <= (record.at - previous).total_seconds() <= PAUSE:
                    times[before["engine"]].append((record.at - previous).total_seconds())
            previous = record.at
    return {
        engine: {
            "segments": len(found), "approved_as_is": sum(same for _, same, _ in found),
            "edit_distance": sum(d for d, _, _ in found) / len(found), "seconds": median(times[engine]) if times[engine] else 0.0,
            "flags_kept": sum(flagged and not same for _, same, flagged in found),
            "flags_waved": sum(flagged and same for _, same, flagged in found),
        }
        for engine, found in sorted(rows.items())
    }
