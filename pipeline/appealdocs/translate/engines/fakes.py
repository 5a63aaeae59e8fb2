"""Engines for tests and for trying things out: one that answers by rule, one that records, one that fails as told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from appealdocs.translate.engines.base import Context, Limits, failed

_WRAPS = {"en": "This is the English of: {}.", "ru": "Это русский перевод текста: {}.", "zh": "译文：{}。"}


class EchoEngine:
    """Answers each text with what `answers` says, else with a sentence of the target language around its placeholders."""

    model = "echo"
    limits = Limits()

    def __init__(self, name: str = "echo", answers: Mapping[str, str] | None = None, online: bool = False) -> None:
        self.name = name
        self.online = online
        self._answers = dict(answers or {})

    def supports(self, source: str, target: str) -> bool:
        return source != target

    def translate(self, texts: list[str], source: str, target: str, context: Context) -> list[str]:
        return [self._answers.get(text) or _WRAPS[target].format(" ".join(_marks(text)) or "x") for text in texts]


def _marks(text: str) -> list[str]:
    import re

    return re.findall(r"\[X\d+X\]", text)


class RecordingEngine:
    """Keeps everything it was sent, as one text a call (`sent`), and answers like the engine inside."""

    def __init__(self, inner: Any = None, online: bool = True, name: str = "recording") -> None:
        self._inner = inner or EchoEngine()
        self.name = name
        self.online = online
        self.model = self._inner.model
        self.limits: Limits = self._inner.limits
        self.calls: list[tuple[list[str], str, str, Context]] = []

    @property
    def sent(self) -> str:
        """Every word that reached the engine: texts, examples and terms."""
        return "\n".join(
            "\n".join([*texts, *_flat(context.examples), *_flat(context.terms)]) for texts, _, _, context in self.calls
        )

    def supports(self, source: str, target: str) -> bool:
        return bool(self._inner.supports(source, target))

    def translate(self, texts: list[str], source: str, target: str, context: Context) -> list[str]:
        self.calls.append((list(texts), source, target, context))
        return list(self._inner.translate(texts, source, target, context))


def _flat(lists: Sequence[Sequence[tuple[str, str]]]) -> Iterator[str]:
    for pairs in lists:
        for pair in pairs:
            yield from pair


class FaultyEngine:
    """Fails as told, call by call: `fail` raises, `none`, `same`, `html`, `short` (too few answers), `loop`, `other-script`,
    `lost` and `doubled` placeholders; `ok` answers. The last fault stays."""

    model = "faulty"
    limits = Limits()

    def __init__(self, faults: Sequence[str], online: bool = False, name: str = "faulty") -> None:
        self.name = name
        self.online = online
        self._faults = list(faults)
        self.calls = 0

    def supports(self, source: str, target: str) -> bool:
        return True

    def translate(self, texts: list[str], source: str, target: str, context: Context) -> list[str]:
        fault = self._faults[min(self.calls, len(self._faults) - 1)]
        self.calls += 1
        if fault == "fail":
            raise failed(self.name, "told to fail", "按设定失败")
        good = EchoEngine().translate(texts, source, target, context)
        return good[:-1] if fault == "short" else [_broken(fault, text, answer) for text, answer in zip(texts, good, strict=True)]


def _broken(fault: str, text: str, answer: str) -> Any:
    marks = _marks(text)
    return {
        "none": None,
        "same": text,
        "html": "<html><body>Error 500 (Server Error)</body></html>",
        "loop": answer + " and so on" * 30,
        "other-script": "这是一句没有翻译的中文。",
        "lost": answer.replace(marks[0], "") if marks else answer,
        "doubled": f"{answer} {marks[0]}" if marks else answer,
    }.get(fault, answer)
