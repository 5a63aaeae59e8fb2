"""The ct2 engine on a real, tiny, untrained model: its words mean nothing, its way through the runtime is the real one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from appealdocs.errors import EngineFailed, MissingPart
from appealdocs.translate.engines.base import Context
from appealdocs.translate.engines.ct2 import Ct2Engine
from appealdocs.translate.engines.doubt import doubt

ctranslate2 = pytest.importorskip("ctranslate2")
sentencepiece = pytest.importorskip("sentencepiece")
WIDTH, INNER = 32, 64


def _pieces(folder: Path, prefix: str) -> None:
    text = folder / "text.txt"
    text.write_text("\n".join(["货物已经发出。", "买家没有收到包裹。", "The goods were sent.", "Товар отправлен."] * 30), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / prefix), vocab_size=120, hard_vocab_limit=False, minloglevel=2
    )


def _model(folder: Path, vocabulary: list[str]) -> None:
    import numpy as np

    rng = np.random.default_rng(7)

    def weights(*shape: int) -> Any:
        return rng.normal(0, 0.3, shape).astype(np.float32)

    spec = ctranslate2.specs.TransformerSpec.from_config(1, 4)
    spec.encoder.embeddings[0].weight = weights(len(vocabulary), WIDTH)
    spec.decoder.embeddings.weight = weights(len(vocabulary), WIDTH)
    spec.decoder.projection.weight = weights(len(vocabulary), WIDTH)
    coder, decoder = spec.encoder.layer[0], spec.decoder.layer[0]
    for layer in (coder, decoder):
        layer.self_attention.linear[0].weight = weights(3 * WIDTH, WIDTH)
        layer.self_attention.linear[1].weight = weights(WIDTH, WIDTH)
        layer.ffn.linear_0.weight, layer.ffn.linear_1.weight = weights(INNER, WIDTH), weights(WIDTH, INNER)
    for number, rows in enumerate((WIDTH, 2 * WIDTH, WIDTH)):
        decoder.attention.linear[number].weight = weights(rows, WIDTH)
    norms = [spec.encoder.layer_norm, spec.decoder.layer_norm, decoder.attention.layer_norm]
    norms += [part.layer_norm for layer in (coder, decoder) for part in (layer.self_attention, layer.ffn)]
    for norm in norms:
        norm.gamma, norm.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.save(str(folder))


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """zh-en as Argos lays it out, en-ru as OPUS-MT does."""
    root = tmp_path_factory.mktemp("models")
    for pair, inner in (("zh-en", "model"), ("en-ru", "")):
        folder = root / pair
        (folder / inner).mkdir(parents=True)
        _pieces(folder, "source" if not inner else "sentencepiece")
        if not inner:
            (folder / "source.model").rename(folder / "source.spm")
            (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
        file = folder / ("sentencepiece.model" if inner else "source.spm")
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(file))
        _model(folder / inner, [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())])
    return root


def test_pairs_are_seen_and_chinese_goes_to_russian_through_english(models: Path) -> None:
    engine = Ct2Engine(str(models))
    assert engine.supports("zh", "en")
    assert engine.supports("zh", "ru")
    assert not engine.supports("ru", "en")
    assert engine.model == "ctranslate2 en-ru zh-en"


@pytest.mark.parametrize("target", ["en", "ru"])
def test_as_many_texts_come_out_as_went_in(models: Path, target: str) -> None:
    texts = ["货物已经发出。", "买家没有收到包裹。", "包裹。"]
    answers = Ct2Engine(str(models)).translate(texts, "zh", target, Context())
    assert len(answers) == 3
    assert all(isinstance(answer, str) and "</s>" not in answer for answer in answers)


def test_what_an_untrained_model_says_is_doubted_or_at_least_no_loop(models: Path) -> None:
    [answer] = Ct2Engine(str(models)).translate(["买家没有收到包裹。"], "zh", "en", Context())
    reason = doubt("买家没有收到包裹。", answer, "zh", "en")
    assert reason is None or "over and over" not in reason.en, "n-grams may not repeat"


def test_missing_and_broken_models_are_told(models: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="no model for zh-en"):
        Ct2Engine(str(tmp_path)).translate(["x"], "zh", "en", Context())
    broken = tmp_path / "zh-en"
    broken.mkdir()
    (broken / "model.bin").write_bytes(b"garbage")
    with pytest.raises(MissingPart, match="SentencePiece"):
        Ct2Engine(str(tmp_path)).translate(["x"], "zh", "en", Context())
    (broken / "sentencepiece.model").write_bytes((models / "zh-en" / "sentencepiece.model").read_bytes())
    with pytest.raises(EngineFailed, match="cannot be loaded"):
        Ct2Engine(str(tmp_path)).translate(["x"], "zh", "en", Context())
