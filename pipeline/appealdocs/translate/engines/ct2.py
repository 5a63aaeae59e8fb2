"""CTranslate2 models on this machine: OPUS-MT, Argos packages, converted Firefox models.

A folder a pair, named `zh-en`, `en-ru` …; where there is no direct pair the way goes through English. Translation models
lose the thread in repetitions: n-grams may not repeat, and what repeats all the same is refused as doubtful.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appealdocs.errors import MissingPart
from appealdocs.model.text import Text2
from appealdocs.translate.engines.base import Context, Limits, failed

PIVOT = "en"
_SHARED = ("sentencepiece.model", "spm.model", "source.target.spm", "vocab.spm")
_BEAM = 4
_NO_REPEAT = 4
_PENALTY = 1.1


@dataclass(frozen=True, slots=True)
class _Model:
    """A loaded pair: tokenise with `source`, translate, join with `target`. `prefix`: target-language token of the model."""

    translator: Any
    source: Any
    target: Any
    prefix: tuple[str, ...]


class Ct2Engine:
    """`folder` holds the pairs' folders. `prefixes` gives a pair's target token where a model wants one (`>>rus<<`)."""

    online = False

    def __init__(self, folder: str = "", prefixes: Mapping[str, str] | None = None, name: str = "ct2") -> None:
        self.name = name
        self._folder = Path(folder or os.environ.get("APPEALDOCS_CT2", "") or "models").expanduser()
        self._prefixes = dict(prefixes or {})
        self._models: dict[str, _Model] = {}
        self._lock = threading.Lock()
        self.limits = Limits(batch=16, characters=1200, seconds=120.0)

    @property
    def model(self) -> str:
        pairs = sorted(path.name for path in self._folder.glob("??-??") if path.is_dir())
        return f"ctranslate2 {' '.join(pairs)}".strip()

    def supports(self, source: str, target: str) -> bool:
        return bool(self._way(source, target))

    def translate(self, texts: list[str], source: str, target: str, context: Context) -> list[str]:
        way = self._way(source, target)
        if not way:
            raise MissingPart(
                Text2(f"no model for {source}-{target} in {self._folder}", f"{self._folder} 中没有 {source}-{target} 模型"),
                Text2("Put a CTranslate2 model there: docs/engines.md.", "请放入 CTranslate2 模型：见 docs/engines.md。"),
            )
        with self._lock:
            for pair in way:
                texts = self._hop(pair, texts)
        return texts

    def _way(self, source: str, target: str) -> list[str]:
        """The pairs to go through, at most two; nothing if there is no way."""
        direct = f"{source}-{target}"
        if self._has(direct):
            return [direct]
        hops = [f"{source}-{PIVOT}", f"{PIVOT}-{target}"]
        return hops if PIVOT not in (source, target) and all(map(self._has, hops)) else []

    def _has(self, pair: str) -> bool:
        return _model_folder(self._folder / pair) is not None

    def _hop(self, pair: str, texts: list[str]) -> list[str]:
        model = self._load(pair)
        batch = [[*model.prefix, *model.source.encode(text, out_type=str), "</s>"] for text in texts]
        try:
            results = model.translator.translate_batch(
                batch, beam_size=_BEAM, no_repeat_ngram_size=_NO_REPEAT, repetition_penalty=_PENALTY,
                max_decoding_length=256, max_input_length=512,
            )  # fmt: skip
        except RuntimeError as error:
            raise failed(self.name, f"{pair}: {error}", f"{pair}：{error}") from error
        return [model.target.decode(_plain(result.hypotheses[0])) for result in results]

    def _load(self, pair: str) -> _Model:
        if pair not in self._models:
            try:
                import ctranslate2  # type: ignore
                import sentencepiece
            except ImportError as error:
                raise MissingPart(
                    Text2("ctranslate2 and sentencepiece are not installed", "未安装 ctranslate2 与 sentencepiece"),
                    Text2("pip install 'appealdocs[ct2]'", "请运行 pip install 'appealdocs[ct2]'"),
                ) from error
            folder = self._folder / pair
            model = _model_folder(folder)
            pieces = _pieces(folder)
            if model is None or pieces is None:
                raise MissingPart(
                    Text2(f"{folder} lacks model.bin or its SentencePiece files", f"{folder} 缺少 model.bin 或 SentencePiece 文件")
                )
            source, target = (sentencepiece.SentencePieceProcessor(model_file=str(path)) for path in pieces)
            try:
                translator = ctranslate2.Translator(str(model), device="cpu", intra_threads=os.cpu_count() or 1)
            except (RuntimeError, ValueError) as error:
                raise failed(
                    self.name, f"{folder} cannot be loaded: {error}", f"无法加载 {folder}：{error}", stay_away=True
                ) from error
            prefix = self._prefixes.get(pair, "")
            self._models[pair] = _Model(translator, source, target, (prefix,) if prefix else ())
        return self._models[pair]


def _model_folder(folder: Path) -> Path | None:
    """Where model.bin lies: in the folder, or in its `model` (Argos)."""
    return next((path for path in (folder, folder / "model") if (path / "model.bin").is_file()), None)


def _pieces(folder: Path) -> tuple[Path, Path] | None:
    """The SentencePiece models of source and target: two files (OPUS-MT) or one for both (Argos)."""
    pair = folder / "source.spm", folder / "target.spm"
    if all(path.is_file() for path in pair):
        return pair
    shared = next((folder / name for name in _SHARED if (folder / name).is_file()), None)
    return (shared, shared) if shared else None


def _plain(tokens: list[str]) -> list[str]:
    return [token for token in tokens if not (token.startswith("<") and token.endswith(">"))]
