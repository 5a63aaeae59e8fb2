"""What check says of one seeded case, and whether that is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from appealdocs.errors import AppealdocsError, BadInput
from appealdocs.stages import check_case
from appealdocs.workspace import Workspace

from .maker import Seed, build

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
