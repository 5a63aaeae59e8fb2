"""The four parts of a point, and the evidence behind each claim."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params, Said
from appealdocs.check.words import listed
from appealdocs.model.case import Claim
from appealdocs.model.keys import PARTS
from appealdocs.model.text import Text2

PART_NAMES: dict[str, Text2] = {
    "problem": Text2("problem statement", "问题陈述"),
    "cause": Text2("root cause", "根因分析"),
    "action": Text2("actions already taken", "已采取行动"),
    "prevention": Text2("long-term prevention", "长期改进计划"),
}


def point_name(context: Context, index: int) -> str:
    """How a point is called in messages: its code, else its number."""
    return context.case.points[index].code or str(index + 1)


def four_parts(context: Context, params: Params) -> Iterator[Hit]:
    """Each point has a problem, a cause, an action and a prevention, and the letter says them in that order."""
    if not context.case.points:
        yield Hit(context.at("points"), variant="no-points")
    for i, point in enumerate(context.case.points):
        for part in PARTS:
            if not any(_says_something(claim) for claim in point.part(part)):
                yield Hit(context.at(f"points[{i}].{part}"), {"point": point_name(context, i), "part": PART_NAMES[part]})
    yield from _order(context)


def _says_something(claim: Claim) -> bool:
    return bool(claim.clause) or any(any(c.isalnum() for c in claim.text[lang]) for lang in claim.text.languages)


def _order(context: Context) -> Iterator[Hit]:
    """A workspace's own template may have lost the order of the parts."""
    first: dict[str, int] = {}
    for number, block in enumerate(context.letter.blocks):
        for run in (block.inlines, *(cell for row in block.rows for cell in row.cells)):
            for inline in run:
                segment = context.letter.segments.get(inline.segment)
                if segment and segment.part in PARTS and segment.field.startswith("points[0]"):
                    first.setdefault(segment.part, number)
    said = [part for part in PARTS if part in first]
    if [first[part] for part in said] != sorted(first[part] for part in said):
        shown = sorted(said, key=lambda part: first[part])
        yield Hit(
            context.at("points[0]"),
            {
                "order": Text2(
                    ", ".join(PART_NAMES[p].en for p in shown), "、".join(PART_NAMES[p].zh for p in shown)
                )
            },
            "order",
        )


def claims_have_evidence(context: Context, params: Params) -> Iterator[Hit]:
    """Each cause and action (error) and each prevention (warning) names evidence that exists."""
    known = {e.id for e in context.case.evidence}
    for said in context.claims:
        if said.part not in ("cause", "action", "prevention", "problem"):
            continue
        severity = "" if said.part in ("cause", "action") else "warning"
        values = {"part": PART_NAMES[said.part], "point": _point(context, said)}
        unknown = [id for id in said.claim.evidence if id not in known]
        if unknown:
            yield Hit(context.at(said.field), {**values, "ids": listed(unknown)}, "unknown", severity)
        elif not said.claim.evidence and said.part != "problem":
            yield Hit(context.at(said.field), values, "", severity)


def _point(context: Context, said: Said) -> str:
    return point_name(context, said.point) if said.point is not None else ""
