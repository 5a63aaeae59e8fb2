"""The case's issue: named, appealable, one only, on the right way, and with the proof that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from appealdocs.check import words
from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.timeline import shown_for
from appealdocs.expressions import compiled
from appealdocs.model.finding import Where
from appealdocs.model.text import Text2


def issue_named(context: Context, params: Params) -> Iterator[Hit]:
    """The case names its issue; where each point has a code of the notice, the codes decide."""
    coded = bool(context.case.points) and all(point.code for point in context.case.points)
    if not context.case.issue and not (params.get("codes_decide") and context.case.procedure in params["codes_decide"] and coded):
        yield Hit(context.at("issue"), {"allowed": words.listed(context.pack.issues)})


def not_appealable(context: Context, params: Params) -> Iterator[Hit]:
    """The issue is a genuine violation, or a claim admits one."""
    barred: Sequence[str] = context.pack.data.get("not_appealable", ())
    if context.case.issue in barred:
        yield Hit(context.at("issue"), {"issue": words.issue(context.case.procedure, context.case.issue)})
        return
    for where, said in mentions(context, params["parts"], params["admissions"]):
        yield Hit(where, {"words": said}, "admitted")


def other_way(context: Context, params: Params) -> Iterator[Hit]:
    """The title, a problem, the request or the notice speaks of something that goes another way (intellectual property)."""
    seen = False
    for where, said in mentions(context, params["parts"], params["words"]):
        seen = True
        yield Hit(where, {"words": said})
    notice = context.dossier.notice
    if notice and not seen:
        found = first_match(notice.text, [p for patterns in params["words"].values() for p in patterns])
        if found:
            yield Hit(Where(file=notice.file), {"words": found})


def mentions(
    context: Context, parts: Iterable[str], patterns: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Where, str]]:
    """The first match of `patterns` (regular expressions by language) in each segment of the given parts."""
    wanted = set(parts)
    for segment in context.segments():
        if segment.part not in wanted:
            continue
        for lang, text in context.texts(segment):
            found = first_match(text, patterns.get(lang, ()))
            if found:
                yield context.said_at(segment), found
                break


def first_match(text: str, patterns: Iterable[str]) -> str:
    """The words that the first matching pattern finds, '' if none does."""
    for pattern in patterns:
        match = compiled(pattern, re.IGNORECASE).search(text)
        if match:
            return match[0].strip()
    return ""


ALWAYS_APART = "property"
"""A subject that is another issue beside any other."""


def one_issue(context: Context, params: Params) -> Iterator[Hit]:
    """The ticket is about one issue: its points share a subject, and no problem speaks of two rates.

    `subjects` maps a subject to its name and words by language, `metrics` a rate to its words. Issues named in `wide` may
    speak of several subjects; infringement is another issue even there.
    """
    subjects: Mapping[str, Any] = params["subjects"]
    wide = context.case.issue in params["wide"]
    by_point = _subjects(context, {key: entry["words"] for key, entry in subjects.items()}, ("title", "problem"))
    points = sorted(by_point)
    for n, index in enumerate(points):
        for other in points[:n]:
            apart = by_point[other].isdisjoint(by_point[index])
            if apart and (not wide or ALWAYS_APART in by_point[other] | by_point[index]):
                yield Hit(context.at(f"points[{index}]"), _two(subjects, by_point[other], by_point[index], other, index))
                return
    for index, rates in sorted(_subjects(context, params["metrics"], ("problem",)).items()):
        first, *more = sorted(rates)
        if more and not wide:
            yield Hit(context.at(f"points[{index}].problem"), _two(subjects, {first}, {more[0]}, index, index))
            return


def _subjects(context: Context, wanted: Mapping[str, Any], parts: Sequence[str]) -> dict[int, set[str]]:
    """The subjects that each point's segments of the given parts speak of."""
    found: dict[int, set[str]] = {}
    for segment in context.segments("points["):
        if segment.part not in parts:
            continue
        index = int(segment.field.split("[", 1)[1].split("]", 1)[0])
        for lang, text in context.texts(segment):
            for subject, patterns in wanted.items():
                if first_match(text, patterns.get(lang, ())):
                    found.setdefault(index, set()).add(subject)
    return found


def _two(subjects: Mapping[str, Any], a: set[str], b: set[str], i: int, j: int) -> dict[str, Any]:
    def name(keys: set[str], lang: str) -> str:
        return ("、" if lang == "zh" else ", ").join(str(subjects[key]["name"][lang]) for key in sorted(keys))

    return {
        "first": Text2(name(a, "en"), name(a, "zh")), "second": Text2(name(b, "en"), name(b, "zh")),
        "at": f"points[{i}]" if i == j else f"points[{i}], points[{j}]",
    }  # fmt: skip


def issue_proof(context: Context, params: Params) -> Iterator[Hit]:
    """The evidence types (groups of alternatives) and order times that the issue stands on are there (`data.issue_proof`)."""
    table: Mapping[str, Any] = context.pack.data.get("issue_proof", {})
    issue = context.case.issue or "other"
    entry = table.get(issue)
    if entry is None:
        return
    types = {e.type for e in context.case.evidence}
    name = words.issue(context.case.procedure, issue)
    for group in entry.get("proof", ()):
        if not types & set(group):
            yield Hit(context.at("evidence"), {"issue": name, "wanted": words.either(group)})
    orders = context.case.orders
    for event in entry.get("facts", ()) if len(orders) == 1 else ():
        if getattr(orders[0], event) is None and not shown_for(context, orders[0], event):
            yield Hit(context.at(f"orders[0].{event}"), {"issue": name, "key": f"orders[0].{event}"}, "fact")

