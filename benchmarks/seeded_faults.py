"""Seeded faults: one fault in an otherwise clean case, and clean cases of every kind: python benchmarks/seeded_faults.py [-v] [WORD...].

Prints, by group of rules, the share of faults that are reported under their rule, and every error on a clean case other
than the pending review. The cases are data in seeded_faults/; 1 when under 95 % are found or a clean case has an error.
With --write FOLDER the cases are written there, as ../shared/acceptance/run.py reads them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from seeded_faults.maker import Seed, build, seeds

from appealdocs.errors import AppealdocsError, BadInput
from appealdocs.stages import check_case
from appealdocs.workspace import Workspace

BOUND = 0.95
PENDING = {"common/human-review-pending", "common/untranslated", "noon-deactivation/human-translated"}


@dataclass(slots=True)
class Outcome:
    """What check said of one case."""

    seed: Seed
    exit: int
    missing: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Every fault named, no alarm, the exit status as it must be."""
        return not self.missing and not self.alarms and self.exit == self.seed.exit


def judge(seed: Seed, folder: Path) -> Outcome:
    """Builds the case below `folder` and checks it as the command would."""
    case = build(seed, folder)
    try:
        checked = check_case(case, Workspace.find(case), seed.now)
    except AppealdocsError as error:
        faults = error.faults if isinstance(error, BadInput) else ()
        words = [f"{f.key}: {f.message.en}" for f in faults] or [str(error)]
        missing = [" or ".join(g) for g in seed.rules if not any(r in w for r in g for w in words)]
        return Outcome(seed, 2, missing, [] if seed.exit == 2 else words, words)
    findings = [f for f in checked.report.findings if not f.waived]
    rules = {f.rule for f in findings}
    errors = {f.rule for f in findings if f.severity == "error"}
    wanted = {rule for group in seed.rules for rule in group}
    allowed = wanted | seed.beside | (PENDING if seed.pending else set())
    return Outcome(
        seed,
        checked.exit_status,
        [" or ".join(group) for group in seed.rules if not rules & set(group)],
        sorted(errors - allowed) + [f"crash: {c}" for c in checked.report.crashed],
        [f"{f.severity} {f.rule} | {f.message.en} | {f.where.file or ''} {f.where.field or ''}" for f in findings
         if f.rule not in PENDING and (f.rule in wanted or f.severity == "error")],
    )  # fmt: skip


def write(found: list[Seed], folder: Path) -> None:
    """The cases in the form of the acceptance judge."""
    for seed in found:
        nested = build(seed, folder / seed.name)
        lone = nested.parent == folder / seed.name and not (folder / seed.name / "appealdocs.toml").exists()
        expected = {
            "about": seed.name, "now": seed.now.isoformat(), "must": [g[0] for g in seed.rules if len(g) == 1 and seed.exit != 2],
            "must_any": [list(g) for g in seed.rules if len(g) > 1 and seed.exit != 2],
            "must_not": [], "exit": seed.exit, "messages": [g[0] for g in seed.rules] if seed.exit == 2 else [],
            "target": nested.relative_to(folder / seed.name).as_posix(),
        }  # fmt: skip
        assert lone or expected["target"]
        (folder / f"{seed.name}.expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1), "utf-8")


def main() -> int:
    """Run what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("word", nargs="*")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    found = [s for s in seeds() if not args.word or any(s.name.startswith(w) for w in args.word)]
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
                print(*(f"       missing {m}" for m in outcome.missing), *(f"       alarm {a}" for a in outcome.alarms), sep="\n")
                print(*(f"         {line[:260]}" for line in outcome.said), sep="\n")
    for group in sorted(tried):
        print(f"{group:<20} {named[group]:>3} of {tried[group]:>3} found")
    share = sum(named.values()) / max(1, sum(tried.values()))
    clean = sum(s.clean for s in found)
    print(f"all {sum(named.values())} of {sum(tried.values())} faults found ({share:.1%}, bound {BOUND:.0%}); {alarms} of {clean} clean cases with an error")
    return int(share < BOUND or alarms > 0)


if __name__ == "__main__":
    sys.exit(main())
