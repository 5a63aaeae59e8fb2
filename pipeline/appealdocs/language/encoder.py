"""A small encoder that reads what patterns cannot tell: whether a target says what its source says, and how a sentence reads.

Its body is multilingual-e5-small (12 layers, 384 wide; Wang et al. 2024, arXiv:2402.05672; MIT licence) with the vocabulary cut to
Chinese, English and Russian, taught by benchmarks/encoder/ as model/README.md says. Scores are logits: above 0 the encoder thinks so.
It runs on this machine, in onnxruntime; where that cannot be loaded nothing is read, and patterns alone speak.

Reading takes 10 to 30 ms a text, so scores are kept in the user's cache, under digests: no text of a case stands there.
"""

from __future__ import annotations

import atexit
import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from appealdocs.kept import Kept

MODEL = Path(__file__).parent / "model" / "encoder.onnx"
PIECES = Path(__file__).parent / "model" / "pieces.model"
_START, _PAD, _END = 0, 1, 2
LONGEST = 200
"""Tokens that are read at once; a sentence of an appeal has 15 to 60, its translation as many."""
_TOGETHER = 16
"""Texts read in one run."""
_KEPT = 20_000
"""Scores kept: two megabytes."""


class PairRead(NamedTuple):
    """What a target does to its source; `polarity` is a negation lost or added, `anything` any fault at all. `span`: characters
    of the target (first, after the last) that speak most for a fault."""

    lost: float
    added: float
    modality: float
    admission: float
    omission: float
    addition: float
    other: float
    anything: float
    polarity: float
    span: tuple[int, int]


class SentenceRead(NamedTuple):
    """How a sentence reads, by topic of the lexicons."""

    emotional: float
    vague: float
    blaming: float
    template_talk: float


def read_pairs(pairs: Sequence[tuple[str, str]]) -> list[PairRead | None]:
    """What each (source, target) reads like; None where nothing can be read on this machine."""
    found = _looked_up([f"{source}\0{target}" for source, target in pairs], lambda wanted: _pairs([pairs[n] for n in wanted]))
    return [None if values is None else PairRead(*values) for values in found]


def fits(source: str, target: str) -> bool:
    """Whether a pair is short enough to be read whole; what is longer is cut at the end."""
    return len(source) + len(target) < LONGEST // 2 or _model() is None or len(_pieces(source)) + len(_pieces(target)) + 4 <= LONGEST


def read_sentences(sentences: Sequence[str]) -> list[SentenceRead | None]:
    """How each sentence reads; None where nothing can be read on this machine."""
    found = _looked_up(sentences, lambda wanted: _sentences([sentences[n] for n in wanted]))
    return [None if values is None else SentenceRead(*values) for values in found]


def _looked_up(texts: Sequence[str], read: Callable[[list[int]], list[tuple[Any, ...]]]) -> list[Any]:
    """What is kept of the texts, and what `read` says of the others, by their places."""
    keys = [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest() for text in texts]
    found = [_kept().get(key) for key in keys]
    wanted = [n for n, values in enumerate(found) if values is None]
    if wanted and _model() is not None:
        for n, values in zip(wanted, read(wanted), strict=True):
            found[n] = values
            _kept().put(keys[n], values)
    return found


@cache
def _kept() -> Kept:
    """Scores of this model; what was added is written when the process ends."""
    stat = MODEL.stat() if MODEL.exists() else None
    kept = Kept.open("read", f"{stat.st_size}-{stat.st_mtime_ns}" if stat else "", most=_KEPT)
    atexit.register(kept.save)
    return kept


@cache
def _model() -> tuple[Any, Any] | None:
    """The session and its tokens, or None. A process of a pool takes one core: it has neighbours."""
    try:
        from multiprocessing import parent_process

        import onnxruntime  # type: ignore[import-untyped]  # no stubs
        import sentencepiece

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1 if parent_process() else 2
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(MODEL), options, providers=["CPUExecutionProvider"])
        return session, sentencepiece.SentencePieceProcessor(model_file=str(PIECES))
    except Exception:  # no wheel for this machine, no memory: the rules do without
        return None


def _loaded() -> tuple[Any, Any]:
    """The model, where it has been asked before whether there is one."""
    model = _model()
    assert model is not None
    return model


def _pieces(text: str) -> list[str]:
    """The text in pieces of the vocabulary; halves of characters, which UTF-8 cannot say, as question marks."""
    found: list[str] = _loaded()[1].encode(text.encode("utf-8", "replace").decode(), out_type=str)
    return found


def _ids(pieces: Sequence[str]) -> list[int]:
    return [_loaded()[1].piece_to_id(piece) for piece in pieces]


def _run(rows: Sequence[tuple[list[int], list[int]]], outputs: Sequence[str]) -> list[list[Any]]:
    """The outputs of each row of (tokens, sides); rows of about one length together."""
    import numpy as np

    found: list[list[Any]] = [[] for _ in rows]
    order = sorted(range(len(rows)), key=lambda n: len(rows[n][0]))
    for start in range(0, len(order), _TOGETHER):
        part = order[start : start + _TOGETHER]
        shape = (len(part), max(len(rows[n][0]) for n in part))
        ids, sides, mask = np.full(shape, _PAD, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.bool_)
        for at, n in enumerate(part):
            length = len(rows[n][0])
            ids[at, :length], sides[at, :length], mask[at, :length] = *rows[n], True
        for values in zip(part, *_loaded()[0].run(list(outputs), {"ids": ids, "types": sides, "mask": mask}), strict=True):
            found[values[0]] = list(values[1:])
    return found


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[tuple[Any, ...]]:
    rows, spans = [], []
    for source, target in pairs:
        ours = _ids(_pieces(source)[: LONGEST // 2])
        pieces = _pieces(target)[: LONGEST - len(ours) - 4]
        rows.append(([_START, *ours, _END, _END, *_ids(pieces), _END], [0] * (len(ours) + 2) + [1] * (len(pieces) + 2)))
        spans.append((len(ours) + 3, _places(pieces, target)))
    found = []
    for (scores, tokens), (first, places), (_, target) in zip(_run(rows, ("pair", "tokens")), spans, pairs, strict=True):
        told = [float(value) for value in tokens[first : first + len(places)]]
        found.append((*(round(float(score), 2) for score in scores), _span(told, places, target)))
    return found


def _places(pieces: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Where the pieces stand; one that was written otherwise (full width) stands where the one before it ends."""
    found, at = [], 0
    for piece in pieces:
        word = piece.lstrip("\u2581")
        start = text.find(word, at)
        if start < 0 or start > at + 8:
            start, word = at, ""
        at = start + len(word)
        found.append((start, at))
    return found


def _span(told: Sequence[float], places: Sequence[tuple[int, int]], target: str) -> tuple[int, int]:
    """The word that speaks most, with the neighbours that speak too."""
    if not told:
        return 0, 0
    first = last = max(range(len(told)), key=lambda n: told[n])
    least = min(told[first] - 2.0, 0.0) if told[first] > 0 else told[first]
    while first > 0 and told[first - 1] > least:
        first -= 1
    while last + 1 < len(told) and told[last + 1] > least:
        last += 1
    start, end = places[first][0], places[last][1]
    while start > 0 and target[start - 1].isalpha() and ord(target[start - 1]) < 0x2E80:  # whole words, but not of Chinese
        start -= 1
    while end < len(target) and target[end].isalpha() and ord(target[end]) < 0x2E80:
        end += 1
    return start, end


def _sentences(sentences: Sequence[str]) -> list[tuple[float, ...]]:
    rows = []
    for sentence in sentences:
        ids = [_START, *_ids(_pieces(sentence)[: LONGEST - 2]), _END]
        rows.append((ids, [0] * len(ids)))
    return [tuple(round(float(score), 2) for score in scores) for (scores,) in _run(rows, ("sentence",))]
