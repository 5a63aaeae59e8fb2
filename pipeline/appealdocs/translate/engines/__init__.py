"""Engines by name. One explicit table; a package may add one through the entry point group `appealdocs.engines`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from appealdocs.errors import UsageError
from appealdocs.model.text import Text2
from appealdocs.translate.engines.base import Context, Engine, Limits

__all__ = ["ENGINES", "Context", "Engine", "Limits", "make"]


def _none(**_: Any) -> Engine:
    from appealdocs.translate.engines.none import NoEngine

    return NoEngine()


def _echo(**settings: Any) -> Engine:
    from appealdocs.translate.engines.fakes import EchoEngine

    return EchoEngine(**settings)


def _openai(**settings: Any) -> Engine:
    from appealdocs.translate.engines.openai import OpenAIEngine

    return OpenAIEngine(**settings)


def _ct2(**settings: Any) -> Engine:
    from appealdocs.translate.engines.ct2 import Ct2Engine

    return Ct2Engine(**settings)


def _local(**settings: Any) -> Engine:
    from appealdocs.translate.engines.local import LocalEngine

    return LocalEngine(**settings)


def _deep(provider: str, **settings: Any) -> Engine:
    from appealdocs.translate.engines.deep import DeepEngine

    own = {key: settings.pop(key) for key in ("seconds", "attempts", "allow_plain_http") if key in settings}
    return DeepEngine(provider, settings, **own)


ENGINES: Mapping[str, tuple[Callable[..., Engine], Text2]] = {
    "none": (_none, Text2("does nothing: what memory and clauses do not know stays open", "不翻译：记忆库与条款库未覆盖的句子留空")),
    "local": (_local, Text2("a GGUF model on this machine (llama.cpp)", "本机 GGUF 模型（llama.cpp）")),
    "ct2": (_ct2, Text2("CTranslate2 models on this machine (OPUS-MT, Argos)", "本机 CTranslate2 模型（OPUS-MT、Argos）")),
    "openai": (_openai, Text2("any OpenAI-compatible endpoint", "任意 OpenAI 兼容接口")),
    "deep": (_deep, Text2("deep:<provider>, online, through deep-translator", "deep:<服务>：通过 deep-translator 在线翻译")),
    "echo": (_echo, Text2("for trying things out: repeats placeholders", "仅供试用：只回显占位符")),
}  # fmt: skip


def make(named: str | Mapping[str, Any]) -> Engine:
    """An engine from its name (`local`, `deep:google`) or its entry in the workspace file (`{name = …, settings …}`).

    Raises UsageError for an unknown name or setting.
    """
    settings = {"name": named} if isinstance(named, str) else dict(named)
    name = str(settings.pop("name", ""))
    kind, _, provider = name.partition(":")
    factory = ENGINES[kind][0] if kind in ENGINES else _foreign(kind)
    try:
        return factory(provider, **settings) if provider else factory(**settings)
    except TypeError as error:
        raise UsageError(
            Text2(f"engine {name}: {error}", f"翻译引擎 {name} 的设置有误：{error}"),
            Text2("appealdocs engines list shows names and settings.", "appealdocs engines list 可查看名称与设置。"),
        ) from error


def _foreign(name: str) -> Callable[..., Engine]:
    from importlib.metadata import entry_points

    for point in entry_points(group="appealdocs.engines"):
        if point.name == name:
            factory: Callable[..., Engine] = point.load()
            return factory
    allowed = ", ".join(ENGINES)
    raise UsageError(Text2(f"unknown engine '{name}'; known: {allowed}", f"未知引擎“{name}”；可用：{allowed}"))
