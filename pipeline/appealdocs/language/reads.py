"""How a sentence reads: the learnt judge's word, and the encoder's on sentences that the judge is not sure to be plain."""

from __future__ import annotations

import re
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.language import learnt
from appealdocs.language.encoder import read_sentences
from appealdocs.language.learnt import TOPICS

_ASKED = -6.0
"""Score of the judge above which, for any topic, the encoder reads the sentence too: half of sellers' plain sentences. From -4
the encoder is asked half as often and 1.5 of 100 faulty sentences less are found."""
_BOUND = 4.0
"""What the judge says beyond this, either way, counts no more."""
_JUDGE, _ENCODER, _BIAS = 0.5, 0.5, 1.75
"""What a point of the judge and a point of the encoder count for, and what stands before both have spoken: set on blind set 4
so that sellers' plain sentences raise no more alarms than by the judge alone (docs/decisions.md 22)."""
_DIGIT = compiled(r"\d")


@lru_cache(maxsize=8192)
def score(sentence: str, lang: str, topic: str) -> float:
    """Above 0: the sentence reads like the topic; above 1.5: surely. `lang`: en, ru, zh; `topic`: one of learnt.TOPICS."""
    judged = [learnt.judged(sentence, lang, each) for each in TOPICS]
    own = judged[TOPICS.index(topic)]
    if max(judged) <= _ASKED or (reading := read_sentences([_plain(sentence)])[0]) is None:
        return own
    return _JUDGE * min(max(own, -_BOUND), _BOUND) + _ENCODER * reading[TOPICS.index(topic)] + _BIAS


def _plain(sentence: str) -> str:
    """The sentence with all digits alike: they say nothing about its tone, and one that differs in numbers alone is read once."""
    return re.sub(_DIGIT, "1", sentence.strip())
