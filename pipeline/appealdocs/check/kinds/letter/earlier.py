"""What was said before of the same matter is not said otherwise now: contradictions between rounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.letter.life import last_submission, moment
from appealdocs.model.case import script_language
from appealdocs.model.fact import Mention
from appealdocs.model.text import Text2

ALIKE = 0.7
"""From this likeness of their words (facts folded) two sentences say the same thing of perhaps other facts."""
OTHER_CAUSE = 0.15
"""Below this likeness two causes have nothing in common."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Sentences of an earlier submission: who told them and when (ISO date); `causes` among them where the record says so."""

    who: Text2
    on: str
    texts: tuple[str, ...]
    causes: tuple[str, ...]


def contradictions(context: Context, params: Params) -> Iterator[Hit]:
    """Sentences that say other dates, counts or amounts than the same sentence in an earlier submission, or quite another cause."""
    for earlier in _submitted(context):
        for said in context.claims:
            for lang in said.claim.text.languages:
                hit = _changed(said.claim.text[lang], lang, earlier)
                if hit:
                    yield Hit(context.at(said.field), {"who": earlier.who, "on": earlier.on, "then": hit[0], "now": hit[1]})
                    break
        if _another_cause(context, earlier):
            yield Hit(context.at("points[0].cause"), {"who": earlier.who, "on": earlier.on}, "cause")


def _submitted(context: Context) -> Iterator[Earlier]:
    """This case's own earlier submissions and those of folders about the same order of the same seller."""
    for record in context.dossier.records:
        claims = record.data.get("claims")
        if record.kind == "submitted" and isinstance(claims, Mapping) and claims:
            causes = tuple(str(text) for key, text in claims.items() if ".cause[" in str(key))
            yield Earlier(Text2("this case", "本案件"), moment(record).date().isoformat(), tuple(map(str, claims.values())), causes)
    orders = {o.id for o in context.case.orders}
    for other in context.dossier.neighbours:
        submission = last_submission(other.records)
        if submission and orders & set(other.orders) and other.free_text:
            who = Text2(f"case '{other.reference}'", f"案件“{other.reference}”")
            yield Earlier(who, submission.at.date().isoformat(), other.free_text, ())


def _changed(text: str, lang: str, earlier: Earlier) -> tuple[str, str] | None:
    """What an alike sentence said then and what this one says now, None if nothing differs."""
    from appealdocs.facts.parse import parse
    from appealdocs.language.similarity import fingerprint, similarity

    own = fingerprint([text])
    for old in earlier.texts:
        if old == text or script_language(old) != script_language(text) or similarity(own, fingerprint([old])) < ALIKE:
            continue
        then, now = _values(parse(old, lang)), _values(parse(text, lang))
        if then.keys() != now.keys():
            gone = [then[key] for key in then if key not in now]
            new = [now[key] for key in now if key not in then]
            if gone and new:
                return ", ".join(gone), ", ".join(new)
    return None


_KINDS = {"date", "moment", "time", "money", "count", "number", "rate", "duration", "tracking", "order-id"}


def _values(mentions: Iterable[Mention]) -> dict[str, str]:
    return {repr(m.fact): m.text for m in mentions if m.fact.kind in _KINDS}


def _another_cause(context: Context, earlier: Earlier) -> bool:
    from appealdocs.language.similarity import fingerprint, similarity

    causes = [said.claim.text[lang] for said in context.claims if said.part == "cause" for lang in said.claim.text.languages]
    if not causes or not earlier.causes:
        return False
    by_language = {script_language(text) for text in causes} & {script_language(text) for text in earlier.causes}
    if not by_language:
        return False
    return all(
        similarity(
            fingerprint(t for t in causes if script_language(t) == lang), fingerprint(t for t in earlier.causes if script_language(t) == lang)
        )
        < OTHER_CAUSE
        for lang in by_language
    )
