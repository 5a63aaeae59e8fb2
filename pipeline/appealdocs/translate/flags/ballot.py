"""What the pairing of negations shows of a pair of texts, as named counts: the features that learnt weights add up.

The weights (`glossary/polarity.json`) are made by `benchmarks/flags_weights.py` from the development half of the corpus
by logistic regression: clean pairs against the same pairs with a negation dropped or planted. Clauses are aligned by the
words that both sides share, so that a negation that found a partner only in a foreign clause is seen as one without.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from appealdocs.translate.flags.polarity import Change, Item, Side

_GOVERNED = 16
"""Characters between 'not' and the word it governs: 'not been unaware'."""


def features(ours: Side, theirs: Side, found: Iterable[Change], shared: frozenset[tuple[str, int]]) -> Counter[str]:
    """Named counts of a pair. `shared`: side and place of items that a taken item of the other side says too."""
    counts: Counter[str] = Counter()
    for change in found:
        counts[f"{change.kind} {'sure' if change.sure else 'doubtful'} {'beside' if change.beside else 'apart'} {change.excuse or 'plain'}"] += 1
        if change.sure and not change.excuse:
            counts[f"{change.kind} any plain"] += 1
    for side, there, name in ((ours, theirs, "source"), (theirs, ours, "target")):
        for item in side.items:
            _item(counts, item, side, there, name, (name, item.negative.start) in shared)
        _doubled(counts, side, there, name)
    _clauses(counts, ours, theirs, "source")
    _clauses(counts, theirs, ours, "target")
    _balance(counts, ours, theirs)
    _wording(counts, ours, theirs)
    return counts


def _clauses(counts: Counter[str], side: Side, there: Side, name: str) -> None:
    """Each clause beside the one of the other side that shares most with it: how often each says no."""
    for number, concepts in side.concepts_by_clause.items():
        other, overlap = _counterpart(concepts, side.places[number], there)
        if other is None or overlap < 2:
            continue
        mine, theirs = _said(side, number), _said(there, other)
        if mine != theirs:
            counts[f"{name} clause {mine} and {theirs}"] += 1
            if overlap > 2 and "0" in (mine[0] + theirs[0]):
                counts[f"{name} clause {mine[0]} and {theirs[0]} sure"] += 1


def _said(side: Side, number: int) -> str:
    strengths = [i.negative.strength for i in side.items if i.negative.clause == number]
    return f"{min(2, strengths.count('strong'))}{'+' if 'weak' in strengths else '~' if 'faint' in strengths else ''}"


_BROKEN = {
    "en": re.compile(
        r"\b(?:has|have|had|having) not (?:an?|the|to|more|less|fewer|some|\d+|neither|no|any|our|its)\b|\bnot (?:neither|no|never|nor)\b|\bbeen not \w+ed\b|"
        r"\ban? (?:more|less|fewer) than\b|\b(?:any|anyone|anything|anybody|at all|either)\.?\Z|\bwith exception\b(?! of)|\bdid not \w+ed\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(r"(?<![а-яё])(?:не не|ни [а-яё]+ (?:был|есть|был[аои])|не без|отсутств\w+ не|с (?:исключения|ведома|разрешения|согласия|электричества|документов))(?![а-яё])|ни (?:по|в|на|за|к|о|с) как", re.IGNORECASE),
}  # fmt: skip
"""What a text looks like from which a negation was cut, or into which one was put."""
_NOT_ONLY = {
    "zh": re.compile(r"不仅|不但|不只|不止|不光|不单|何止|并非只|不是只"), "en": re.compile(r"\bnot (?:only|just|merely|simply)\b", re.IGNORECASE),
    "ru": re.compile(r"(?<![а-яё])не (?:только|просто|лишь)(?![а-яё])", re.IGNORECASE),
}  # fmt: skip


def broken(text: str, language: str) -> str:
    """Words that no writer would put so, a negation having been cut out or put in; "" where there are none."""
    found = _SURELY_BROKEN.search(text) if language == "en" else None
    return found[0] if found else ""


_SURELY_BROKEN = re.compile(r"\b(?:has|have|had) not (?:an?|the|to|more|less|fewer|neither|no)\b|\bnot (?:neither|no|never)\b(?! longer)|\bbeen not \w+ed\b|\ba more than\b", re.IGNORECASE)


def only_added(source: str, source_language: str, target: str, target_language: str) -> str:
    """'not only' where the source has none: a negation before its 'only'."""
    theirs = _NOT_ONLY[target_language].search(target)
    return theirs[0] if theirs and not _NOT_ONLY[source_language].search(source) and not _AND_ALSO[target_language].search(target, theirs.end()) else ""


_AND_ALSO = {
    "zh": re.compile(r"而且|还|也"), "en": re.compile(r"\b(?:but|also)\b", re.IGNORECASE), "ru": re.compile(r"(?<![а-яё])(?:но|а|также)(?![а-яё])", re.IGNORECASE),
}  # fmt: skip
_UNTIL = {
    "en": re.compile(r"\b(?:until|unless|till)\b[^.;,]{0,60}?(?:\bnot\b|n't\b|\bnever\b|\bno\b)", re.IGNORECASE),
    "ru": re.compile(r"(?<![а-яё])если только не (?![^.;,]{0,60}(?<![а-яё])не )", re.IGNORECASE),
}  # fmt: skip
_ONLY_THEN = re.compile(r"才(?!能)|直到|始终|之前|以前")
_SAID_UNTIL = {"en": re.compile(r"\buntil\b", re.IGNORECASE), "ru": re.compile(r"(?<![а-яё])до (?:тех|сих|того)(?![а-яё])", re.IGNORECASE)}
_THAT_RU = re.compile(r"(?<![а-яё])(?:тот|того|тому|тем|том|та|той|ту|то|те|тех)(?![а-яё])(?! же|,| (?:момент|день|период|год|случа|самы))", re.IGNORECASE)
_WRONG = re.compile("错|不对|弄反|混")


def _wording(counts: Counter[str], ours: Side, theirs: Side) -> None:
    """Wordings that betray a cut or a graft in the target, whatever is paired with what."""
    here, there = ours.language, theirs.language
    if there not in _BROKEN:
        return
    counts["broken"] += len(_BROKEN[there].findall(theirs.text))
    counts["not only, of its own"] += bool(only_added(ours.text, here, theirs.text, there))
    counts["until not"] += len(_UNTIL[there].findall(theirs.text))
    strong = any(i.strong for i in theirs.items)
    if here == "zh" and _SAID_UNTIL[there].search(theirs.text) and not strong:
        counts["until, nothing negated" + (" for 才" if _ONLY_THEN.search(ours.text) else "")] += 1
    if there == "ru" and here == "zh" and _WRONG.search(ours.text) and _THAT_RU.search(theirs.text):
        counts["wrong became that"] += 1


def _item(counts: Counter[str], item: Item, side: Side, there: Side, name: str, shared: bool) -> None:
    strength = item.negative.strength
    if item.partner is None:
        counts[f"{name} {strength} alone"] += 1
        if strength != "strong":
            if strength == "weak" and name == "source":
                counts[f"alone {item.negative.text}"] += 1
            return
        home, overlap = _home(item, side, there)
        state = _state(home, there)
        counts[f"{name} alone{' shared' if shared else ''} home {state} {overlap}"] += 1
        counts[f"{name} alone {_token(item)}"] += 1
        counts[f"{name} alone {_token(item, 1)}"] += 1
        if not shared:
            free = sum(i.partner is None and i.negative.strength == "weak" for i in there.items)
            bare = _bare(item, there)
            counts[f"{name} alone, head {bare}, {min(2, free)} weak free"] += 1
            counts[f"{name} alone, head {bare}, home {state}"] += 1
            counts[f"{name} alone, of {min(3, sum(i.strong for i in side.items))} and {min(3, sum(i.strong for i in there.items))} strong"] += 1
        return
    if strength == "faint":
        return
    home, overlap = _home(item, side, there)
    partner = item.partner
    at_home = "unknown" if home is None else "home" if partner.negative.clause == home else "away, home " + _state(home, there)
    alike = "alike" if item.concepts & partner.concepts else "unlike"
    counts[f"{name} {strength} with {partner.negative.strength} {alike} {at_home}"] += 1
    if at_home.startswith("away") and overlap > 1:
        counts[f"{name} {strength} away {_state(home, there)} sure"] += 1
    if item.strong:
        counts[f"{name} strong with {partner.negative.strength} head {_head(item, there)}"] += 1


def _head(item: Item, there: Side) -> str:
    """Where the negated word stands on the other side: in the clause of the partner, in one that negates nothing, nowhere."""
    if not item.heads or item.partner is None:
        return "unknown"
    clauses = {there.clause(w) for w in there.words if w.concepts & item.heads[0].concepts}
    if not clauses:
        return "nowhere"
    if item.partner.negative.clause in clauses:
        return "there"
    return "elsewhere" if clauses & {i.negative.clause for i in there.items if i.negative.strength != "faint"} else "bare"


def _bare(item: Item, there: Side) -> str:
    """Where the two nearest negated words stand on the other side: in a clause that negates nothing, in another, nowhere."""
    negated = {i.negative.clause for i in there.items if i.negative.strength != "faint"}
    states = []
    for head in item.heads[:2]:
        clauses = {there.clause(w) for w in there.words if w.concepts & head.concepts}
        states.append("-" if not clauses else "b" if clauses - negated else "n")
    return "".join(states)


def _token(item: Item, following: int = 0) -> str:
    """The negator; with `following`, and how what it negates begins (a character of Chinese, three letters elsewhere)."""
    first, _, rest = item.negative.text.partition(" ")
    if not following:
        return first
    if item.negative.around:
        return first + item.negative.after[len(first) :][:1]
    return f"{first} {rest[:3]}" if rest else f"{first} {item.heads[0].text[:4] if item.heads else ''}"


def _home(item: Item, side: Side, there: Side) -> tuple[int | None, int]:
    """The clause of the other side that shares most with the clause of the item, and how much (0..3)."""
    own = side.concepts_by_clause.get(item.negative.clause, frozenset())
    return _counterpart(own, item.negative.start / max(1, len(side.text)), there)


def _counterpart(own: frozenset[int], place: float, there: Side) -> tuple[int | None, int]:
    best: tuple[float, int | None] = (0.0, None)
    for number, concepts in there.concepts_by_clause.items():
        shared = len(own & concepts)
        if shared:
            score = shared / math.sqrt(len(concepts) + 2) - 0.8 * abs(there.places[number] - place)
            if best[1] is None or score > best[0]:
                best = (score, number)
    if best[1] is None:
        return None, 0
    return best[1], min(3, len(own & there.concepts_by_clause[best[1]]))


def _state(home: int | None, there: Side) -> str:
    """What the clause holds: a free or taken negative, or none at all."""
    if home is None:
        return "unknown"
    inside = [i for i in there.items if i.negative.clause == home]
    if not inside:
        return "empty"
    if any(i.partner is None and i.strong for i in inside):
        return "free strong"
    if any(i.partner is None and i.negative.strength == "weak" for i in inside):
        return "free weak"
    if any(i.partner is None for i in inside):
        return "free faint"
    return "taken"


def _doubled(counts: Counter[str], side: Side, there: Side, name: str) -> None:
    """'not gone' where the source says no once, with what became of both."""
    for strong in side.items:
        if not strong.strong:
            continue
        for weak in side.items:
            near = 0 < weak.negative.start - strong.negative.end + 1 <= _GOVERNED and weak.negative.clause == strong.negative.clause
            if near and not weak.strong:
                fate = "alone" if strong.partner is None else strong.partner.negative.strength
                other = "alone" if weak.partner is None else weak.partner.negative.strength
                counts[f"{name} double {weak.negative.strength}: {fate}, {other}"] += 1


def _balance(counts: Counter[str], ours: Side, theirs: Side) -> None:
    def number(side: Side, *kinds: str) -> int:
        return sum(i.negative.strength in kinds for i in side.items)

    strong = number(theirs, "strong") - number(ours, "strong")
    both = number(theirs, "strong", "weak") - number(ours, "strong", "weak")
    counts[f"strong {max(-2, min(2, strong)):+d}"] += 1
    counts[f"both {max(-2, min(2, both)):+d}"] += 1
    counts[f"strong {max(-2, min(2, strong)):+d} both {max(-2, min(2, both)):+d}"] += 1
    if not ours.items and number(theirs, "strong"):
        counts["source says no nowhere"] += 1
    if not theirs.items and number(ours, "strong"):
        counts["target says no nowhere"] += 1
    if number(ours, "strong") == 0 and number(theirs, "strong"):
        counts["source has no strong"] += 1
    if number(theirs, "strong") == 0 and number(ours, "strong"):
        counts["target has no strong"] += 1
    long = max(len(ours.text) / 40, len(theirs.text) / 130)
    counts["long"] += int(long > 1)
    counts["very long"] += int(long > 2)


@lru_cache(maxsize=1)
def _models() -> Mapping[str, Mapping[str, Any]]:
    from appealdocs.resources import shipped

    return cast(Mapping[str, Mapping[str, Any]], json.loads((shipped("glossary") / "polarity.json").read_text(encoding="utf-8")))


def likely(counts: Mapping[str, int], source_language: str, target_language: str) -> float | None:
    """How much the pair looks like one whose polarity changed: 0 at the threshold, above: yes. None: no weights for these languages."""
    model = _models().get(f"{source_language}-{target_language}")
    if model is None:
        return None
    weights = cast(Mapping[str, float], model["weights"])
    return float(model["bias"]) + sum(weights.get(name, 0.0) * number for name, number in counts.items()) - float(model["threshold"])
