"""All rules over one case, warm code and new words each round: python benchmarks/rules.py [ROUNDS]. The bound is 30 ms a case (issue 3).

Processor time, because the machine may be shared.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from appealdocs.check.check import check
from appealdocs.check.examples import dossier_of, load_base
from appealdocs.draft.draft import draft
from appealdocs.model.letter import Letter
from appealdocs.workspace import Workspace

BOUND_MS = 30.0
BASES = Path(__file__).parents[1] / "tests" / "rules" / "base"


def fresh(letter: Letter, n: int) -> Letter:
    """The letter with words that no cache has seen: each round says another number."""
    segments = {
        id: replace(s, source=f"{s.source} {n + 7001}", target=f"{s.target} {n + 7001}") if s.field else s
        for id, s in letter.segments.items()
    }
    return replace(letter, segments=segments)


def main(rounds: int = 30) -> int:
    """Print the median and the slowest run of each base, with the five slowest rules; 1 if a median is over the bound."""
    slow = False
    for path in sorted(BASES.glob("*.yaml")):
        base = load_base(path)
        workspace = Workspace()
        times = []
        for n in range(-2, rounds):
            dossier = dossier_of(base, {}, workspace)
            letter = fresh(draft(dossier, workspace), n)
            start = time.process_time()
            report = check(dossier, letter, workspace)
            assert not report.crashed, report.crashed
            if n >= 0:
                times.append(1000 * (time.process_time() - start))
        median = statistics.median(times)
        slow |= median > BOUND_MS
        print(f"{base.name:<20} {report.checked:>3} rules  median {median:5.1f} ms  slowest {max(times):5.1f} ms  (bound {BOUND_MS:.0f} ms)")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
