"""What `draft` says at its end: findings, facts, files, and what a person must do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter
from appealdocs.report.text import report_text


def outcome(
    report: Report, letter: Letter, files: Sequence[Path], intact: tuple[int, int], lang: str, colour: bool, quiet: bool
) -> str:
    """The whole text for the person; `intact`: facts that stand in their targets unchanged, and all of them."""
    zh = lang == "zh"
    lines = [report_text(report, lang, colour, quiet), facts_line(intact, lang)]
    if quiet:
        return "\n".join(lines)
    lines += ["", "文件：" if zh else "Documents:", *(f"  {f}" for f in files), "", "接下来：" if zh else "Next:"]
    lines += [f"  {n}. {step}" for n, step in enumerate(_steps(report, letter, files[0].parent.parent, zh), 1)]
    return "\n".join(lines)


def facts_line(intact: tuple[int, int], lang: str) -> str:
    """'37 of 37 facts intact': how many facts of the claims stand in their targets unchanged."""
    kept, total = intact
    return f"{total} 项事实中 {kept} 项完好" if lang == "zh" else f"{kept} of {total} facts intact"


def _steps(report: Report, letter: Letter, folder: Path, zh: bool) -> list[str]:
    own = [s for s in letter.segments.values() if s.field]
    opened = [s for s in own if s.state == "new"]
    pending = [s for s in own if s.state == "needs-review"]
    others = [f for f in report.findings if f.severity == "error" and f.rule not in ("common/untranslated", "common/human-review-pending")]
    steps = []
    if others:
        steps.append(f"按上面的办法更正 {len(others)} 个错误。" if zh else f"Mend {len(others)} error(s) as said above.")
    if opened:
        steps.append(
            f"翻译 {len(opened)} 个句段：appealdocs review edit {folder} 句段 --text 译文 --by 姓名，或用 --engine 起草。" if zh
            else f"Translate {len(opened)} segment(s): appealdocs review edit {folder} SEGMENT --text TEXT --by NAME, or draft with --engine."
        )
    if pending:
        steps.append(
            f"由译员批准 {len(pending)} 个机器译文：appealdocs review serve {folder}" if zh
            else f"Let a translator approve {len(pending)} machine segment(s): appealdocs review serve {folder}"
        )
    steps.append(f"定稿：appealdocs finalize {folder}" if zh else f"Finalise: appealdocs finalize {folder}")
    return steps
