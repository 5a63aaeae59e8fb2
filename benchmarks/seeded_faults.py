"""Seeded faults: one fault in an otherwise clean case, and clean cases of every kind: python benchmarks/seeded_faults.py [--all] [-v] [WORD...].

Without --all a fixed sample of about every sixth case runs, each group of rules in it, so that `make bench` stays short; words
choose among all cases by the beginning of their names. Prints, by group of rules, the share of faults that are reported under their rule, and every error on a clean case other
than the pending review. The cases are data in seeded_faults/; 1 when under 95 % are found or a clean case has an error.
With --write FOLDER the cases are written there, as ../shared/acceptance/run.py reads them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from seeded_faults.judge import judge
from seeded_faults.maker import Seed, build, seeds

BOUND = 0.95
SHARE = 6
"""One case in so many is in the sample."""


def write(found: list[Seed], folder: Path) -> None:
    """The cases in the form of the acceptance judge."""
    for seed in found:
        nested = build(seed, folder / seed.name)
        expected = {
            "about": seed.name, "now": seed.now.isoformat(), "must": [g[0] for g in seed.rules if len(g) == 1 and seed.exit != 2],
            "must_any": [list(g) for g in seed.rules if len(g) > 1 and seed.exit != 2],
            "must_not": [], "exit": seed.exit, "messages": [g[0] for g in seed.rules] if seed.exit == 2 else [],
            "target": nested.relative_to(folder / seed.name).as_posix(),
        }  # fmt: skip
        (folder / f"{seed.name}.expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1), "utf-8")


def sample(found: list[Seed]) -> list[Seed]:
    """A fixed part of the cases, whatever else is added: by a hash of the name; those that draw a video take too long."""
    return [
        s for s in found if int(hashlib.sha256(s.name.encode()).hexdigest(), 16) % SHARE == 0 and "video" not in str(s.patch.get("files"))
    ]


def main() -> int:
    """Run what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("word", nargs="*")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--all", action="store_true", help="every case, minutes long")
    parser.add_argument("--quick", action="store_true", help="the fixed sample (the default)")
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    found = [s for s in seeds() if not args.word or any(s.name.startswith(w) for w in args.word)]
    every = len(found)
    if not (args.all or args.word or args.write):
        found = sample(found)
        print(f"{len(found)} of {every} cases (a fixed sample; --all runs every one)")
    if args.write:
        write(found, args.write)
        return 0
    tried: Counter[str] = Counter()
    named: Counter[str] = Counter()
    alarms = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in found:
            outcome = judge(seed, Path(folder) / seed.name)
            for group in seed.rules:
                tried[group[0].split("/")[0]] += 1
                named[group[0].split("/")[0]] += " or ".join(group) not in outcome.missing
            alarms += seed.clean and bool(outcome.alarms)
            if not outcome.good or args.v:
                print(f"{'ok  ' if outcome.good else 'MISS'} {seed.name}: exit {outcome.exit} (wanted {seed.exit})")
                print(
                    *(f"       missing {m}" for m in outcome.missing),
                    *(f"       alarm {a}" for a in outcome.alarms),
                    sep="\n",
                )
                print(*(f"         {line[:260]}" for line in outcome.said), sep="\n")
    for group in sorted(tried):
        print(f"{group:<20} {named[group]:>3} of {tried[group]:>3} found")
    share = sum(named.values()) / max(1, sum(tried.values()))
    clean = sum(s.clean for s in found)
    print(
        f"all {sum(named.values())} of {sum(tried.values())} faults found ({share:.1%}, bound {BOUND:.0%}); {alarms} of {clean} clean cases with an error"
    )
    return int(share < BOUND or alarms > 0)


if __name__ == "__main__":
    sys.exit(main())
