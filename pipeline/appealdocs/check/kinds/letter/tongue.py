"""The language of the letter and of what must be in it."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check import words
from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.letter.segments import excerpt, human_translated
from appealdocs.model.finding import Where
from appealdocs.model.letter import Inline


def one_language(context: Context, params: Params) -> Iterator[Hit]:
    """Letter and form are in `require`; with `evidence` also what the buyer and other papers say (types: all, or those named).

    A text that is only ids, names and numbers belongs to no language. `machine: true` adds unapproved machine text.
    """
    for segment in context.segments():
        if segment.target:
            yield from _judged(context, segment.target, params["require"], context.said_at(segment))
    for inline in _own_words(context):
        yield from _judged(context, inline.text, params["require"], context.at(inline.field))
    yield from _evidence(context, params)
    if params.get("machine"):
        for hit in human_translated(context, {"origins": ["machine"]}):
            if not hit.variant:
                yield Hit(hit.where, hit.values, "machine")


def _judged(context: Context, text: str, require: str, where: Where) -> Iterator[Hit]:
    from appealdocs.language.lookalikes import lookalikes
    from appealdocs.language.verdict import verdict

    result = verdict(text, require, names(context))  # type: ignore[arg-type]
    if result.verdict in ("wrong", "mixed"):
        foreign = ", ".join(excerpt(run.text) for run in result.foreign[:3]) or excerpt(text)
        language = result.foreign[0].language if result.foreign else result.language
        yield Hit(where, {"text": foreign, "language": words.language(language)}, "mixed" if result.verdict == "mixed" else "")
        return
    alike = lookalikes(text)
    if alike:
        yield Hit(where, {"text": alike[0].text, "instead": alike[0].instead or "–"}, "look-alike")


def names(context: Context) -> frozenset[str]:
    """Texts that may stand as they are: companies, stores, persons, carriers, quoted clauses and metrics, ids."""
    found = context.caches.get("names")
    if found is None:
        case = context.case
        seller = case.seller
        texts = [seller.legal_name, seller.store, seller.representative.name, *(seller.former_names or ()), *(seller.other_accounts or ())]
        plain = [seller.legal_name_zh, seller.email, case.site, case.platform_case, case.reference, case.metric.name if case.metric else ""]
        plain += [x for o in case.orders for x in (o.id, o.tracking, o.carrier, o.signed_by, o.platform_status, *o.skus)]
        plain += [x for p in case.points for x in (p.code, p.clause, *p.skus)]
        plain += [x for r in (*case.required, *(case.rejection.reasons if case.rejection else ())) for x in (r.text,)]
        plain += [text[lang] for text in texts for lang in text.languages]
        found = context.caches["names"] = frozenset(name for name in plain if len(name) > 1)
    return found


def _own_words(context: Context) -> Iterator[Inline]:
    """The seller's own free words in the letter that are no segments: the address."""
    seen: set[str] = set()
    for block in context.letter.blocks:
        for inline in block.inlines:
            if inline.field == "seller.address" and inline.text not in seen:
                seen.add(inline.text)
                yield inline


def _evidence(context: Context, params: Params) -> Iterator[Hit]:
    """Papers that are declared or measured to be in a language that the platform does not take, with no translation beside them."""
    wanted = params.get("evidence")
    for index, item in context.evidence_of() if wanted else ():
        strict = item.type in params.get("strict_types", ())
        if item.translation or (wanted != "all" and not strict):
            continue
        reading = context.reading(item)
        shares = dict(reading.languages) if reading else {}
        refused = params.get("refused", ["zh"])
        where = context.evidence_at(index)
        strict = strict or bool(params.get("any_declared"))
        if item.language and item.language != params["require"] and (strict or item.language in refused):
            yield Hit(where, {"file": item.file, "language": words.language(item.language)}, "evidence")
            continue
        for language in refused:
            if shares.get(language, 0.0) >= params.get("share", 0.25) and _lettered(reading.text if reading else ""):
                yield Hit(where, {"file": item.file, "language": words.language(language)}, "evidence")
                break


def _lettered(text: str) -> bool:
    """Enough letters to judge a paper by."""
    return sum(char.isalpha() for char in text) >= 40


