"""Wording that a platform holds against a letter (lexicons are data), and causes without numbers."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING

from appealdocs.check.context import Context, Hit, Params
from appealdocs.model.letter import Segment
from appealdocs.model.text import Text2

if TYPE_CHECKING:
    from appealdocs.language.hit import Hit as Word


_PATTERNS_ONLY = ("title", "request")
"""A title names the scenario as the sources do (“系统误判未按时发货”), and a request asks: only plain patterns condemn them."""


def wording(context: Context, params: Params) -> Iterator[Hit]:
    """No segment uses wording of the lexicon `topic`; one finding a segment, source and target looked at.

    `parts` limits the parts; `proven: pass` lets a claim pass that names evidence and says when and how much; `least` is the
    score above which the learnt judge of the topic is believed.
    """
    from appealdocs.language import lexicon

    parts = params.get("parts", ())
    for segment in context.segments():
        if parts and segment.part not in parts:
            continue
        found: list[tuple[str, Word]] = []
        for lang, text in context.texts(segment):
            least = params.get("least", 0) if segment.part not in _PATTERNS_ONLY else inf
            hits = lexicon.hits(text, lang, params["topic"], context.workspace, least=least)
            if hits and not (params.get("proven") == "pass" and _proven(context, segment, text, lang)):
                found += [(lang, hit) for hit in hits]
        if found:
            yield Hit(context.said_at(segment), {"words": _quoted(found), "note": _note(found)})


def reads_like(context: Context, params: Params) -> Iterator[Hit]:
    """Segments that the learnt judge takes for one of `topics`, not so surely that the topic's own rule speaks (up to `most`)."""
    from appealdocs.language import lexicon

    for segment in context.segments():
        for topic in params["topics"] if segment.part != "title" else ():
            found: list[tuple[str, Word]] = []
            for lang, text in context.texts(segment):
                most = params["most"] if segment.part not in _PATTERNS_ONLY else inf
                if not lexicon.hits(text, lang, topic, context.workspace, least=most):
                    found += [(lang, hit) for hit in lexicon.hits(text, lang, topic, context.workspace)]
            if found:
                yield Hit(context.said_at(segment), {"words": _quoted(found), "note": _note(found)})
                break


def _quoted(found: list[tuple[str, Word]]) -> Text2:
    words = list(dict.fromkeys(hit.text.strip() for _, hit in found))[:4]
    return Text2(", ".join(f"“{w}”" for w in words), "、".join(f"“{w}”" for w in words))


def _note(found: list[tuple[str, Word]]) -> Text2:
    """What the lexicon says about the first hit: its nature in a word or two."""
    note = next((hit.note for _, hit in found if hit.note.en), Text2("", ""))
    return Text2(f" ({note.en})" if note.en else "", f"（{note.zh}）" if note.zh else "")


_WHEN = {"date", "moment"}
_MUCH = {"count", "number", "rate", "duration", "money", "measure"}


def _proven(context: Context, segment: Segment, text: str, lang: str) -> bool:
    """The claim names evidence, and the text says when and how much (or when, with an id)."""
    from appealdocs.facts.parse import parse

    claim = next((said.claim for said in context.claims if said.field == segment.field), None)
    if claim is None or not claim.evidence:
        return False
    kinds = {mention.fact.kind for mention in parse(text, lang)}
    return bool(kinds & _WHEN) and bool(kinds & (_MUCH | {"order-id", "tracking", "id", "time"}))


def quantified(context: Context, params: Params) -> Iterator[Hit]:
    """A cause that speaks of delay, rate or volume carries a number, a place or carrier, and a period.

    The causes of one point are looked at together, what one sentence leaves out the next may say; and it is enough if one of
    the languages says it, because the other is held to the same facts.
    """
    for i, point in enumerate(context.case.points):
        causes = list(context.segments(f"points[{i}].cause"))
        texts: dict[str, list[str]] = {}
        for segment in causes:
            for lang, text in context.texts(segment):
                texts.setdefault(lang, []).append(text)
        lacking = [_lacking(" ".join(parts), lang, context) for lang, parts in texts.items() if len(parts) == len(causes)]
        if lacking and all(lacking):
            keys = [key for key in _LACKS if all(key in one for one in lacking)] or lacking[0]
            yield Hit(
                context.said_at(causes[0]),
                {
                    "missing": Text2(", ".join(_LACKS[k].en for k in keys), "、".join(_LACKS[k].zh for k in keys)),
                    "point": point.code or i + 1,
                },
            )  # fmt: skip


_LACKS = {
    "number": Text2("a number", "具体数字"), "place": Text2("a place or carrier", "地点或承运商"), "period": Text2("a period", "时间段"),
}  # fmt: skip


def _lacking(text: str, lang: str, context: Context) -> list[str]:
    """What a cause should say and does not; nothing where it speaks of neither delay nor rate nor volume."""
    from appealdocs.language.quantified import quantified as judged

    said = judged(text, lang)
    if not said.speaks_of:
        return []
    carrier = any(o.carrier and o.carrier.lower() in text.lower() for o in context.case.orders)
    told = {"number": said.number, "place": said.who_or_where or carrier, "period": said.period}
    return [key for key, there in told.items() if not there]


def own_words(context: Context, params: Params) -> Iterator[Hit]:
    """No template talk, and each problem names what the notice is about: its code, a SKU, an order, a date or a number."""
    yield from wording(context, {**params, "parts": ("problem", "cause", "action", "prevention", "request")})
    from appealdocs.facts.parse import parse

    for i, point in enumerate(context.case.points):
        segments = [s for s in context.segments(f"points[{i}].problem") if s.source or s.target]
        texts = [pair for s in segments for pair in context.texts(s)]
        names = [name for name in (point.code, *point.skus, *(o.id for o in context.case.orders)) if name]
        concrete = any(name in text for name in names for _, text in texts) or any(parse(text, lang) for lang, text in texts)
        if segments and not concrete:
            yield Hit(context.said_at(segments[0]), {"words": "", "note": "", "point": point.code or str(i + 1)}, "evasive")
