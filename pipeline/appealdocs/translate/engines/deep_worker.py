"""The child process of `deep`: reads one JSON line a text, writes one a translation, until its input ends.

First line in: the provider's settings. `{"ready": true}` answers it; then `{"answer": …}` or `{"kind": …, "error": …}`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from appealdocs.translate.engines.deep import PROVIDERS

_CODES = {"zh": ("zh-CN", "zh", "ZH"), "en": ("en", "en-GB"), "ru": ("ru",)}
_OWN_CODES = {"mymemory": {"zh": "zh-CN", "en": "en-GB", "ru": "ru-RU"}, "microsoft": {"zh": "zh-Hans"}}


def main(provider: str) -> None:
    """Serve standard input. The library's own prints go to standard error, where nobody reads."""
    out = sys.stdout
    sys.stdout = sys.stderr
    settings = json.loads(sys.stdin.readline())
    key = settings.pop("key_variable", "")
    if key:
        settings["api_key"] = os.environ.get(key, "")
    try:
        import deep_translator  # type: ignore[import-untyped]  # noqa: F401
    except ImportError as error:
        _say(out, {"ready": False, "kind": "MissingPart", "error": str(error)})
        for _ in sys.stdin:
            _say(out, {"kind": "MissingPart", "error": str(error)})
        return
    _say(out, {"ready": True})
    translators: dict[tuple[str, str], Any] = {}
    for line in sys.stdin:
        question = json.loads(line)
        pair = (question["source"], question["target"])
        try:
            if pair not in translators:
                translators[pair] = _translator(factory(provider), provider, pair, settings)
            _say(out, {"answer": translators[pair].translate(question["text"])})
        except Exception as error:  # whatever an unmaintained library raises becomes an answer; the parent judges it
            _say(out, {"kind": type(error).__name__, "error": f"{type(error).__name__}: {error}"[:300]})


def factory(provider: str) -> Any:
    """The provider's class."""
    import deep_translator

    return getattr(deep_translator, PROVIDERS[provider])


def _translator(made: Any, provider: str, pair: tuple[str, str], settings: Mapping[str, Any]) -> Any:
    """The provider's object with the first writing of the language codes that it takes."""
    own = _OWN_CODES.get(provider, {})
    last: Exception | None = None
    for source in [own[pair[0]]] if pair[0] in own else _CODES[pair[0]]:
        for target in [own[pair[1]]] if pair[1] in own else _CODES[pair[1]]:
            try:
                return made(source=source, target=target, **settings)
            except Exception as error:  # LanguageNotSupportedException and its likes differ by provider
                last = error
                if "anguage" not in type(error).__name__:
                    raise
    assert last is not None
    raise last


def _say(out: Any, answer: Mapping[str, Any]) -> None:
    out.write(json.dumps(answer) + "\n")
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1])
