"""Every provider of deep-translator, behind an adapter that trusts it with nothing.

The library is unmaintained: it waits without end, answers None, shares state between threads, strips outer blanks and one
provider speaks plain HTTP. So it runs in a child process with a deadline, one text a call, in pieces of at most 1,500 Han
characters (longer ones exceed the providers' URL limit), with retries; what it answers is doubted like any engine's.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from queue import Empty, Queue
from typing import IO, Any

from appealdocs.errors import MissingPart
from appealdocs.expressions import compiled
from appealdocs.model.text import Text2
from appealdocs.translate.engines.base import Context, Limits, StayAway, failed

MAX_CHARACTERS = 1500
PROVIDERS = {
    "google": "GoogleTranslator", "mymemory": "MyMemoryTranslator", "deepl": "DeeplTranslator",
    "microsoft": "MicrosoftTranslator", "libre": "LibreTranslator", "linguee": "LingueeTranslator", "pons": "PonsTranslator",
    "papago": "PapagoTranslator", "qcri": "QcriTranslator", "yandex": "YandexTranslator", "baidu": "BaiduTranslator",
    "chatgpt": "ChatGptTranslator",
}  # fmt: skip
PLAIN_HTTP = frozenset({"mymemory"})
_WORDS_ONLY = frozenset({"linguee", "pons"})
"""Dictionaries: they know single words, no sentences."""
_PIECE = compiled(r"[^。！？；.!?;\n]*[。！？；.!?;\n]*\s*")
_AGAIN = ("TooManyRequests", "RequestError", "ServerException", "ConnectionError", "Timeout", "TranslationNotFound")
_STAY_AWAY = ("ApiKeyException", "AuthorizationException", "MicrosoftAPIerror", "InvalidSourceOrTargetLanguage", "LanguageNotSupported")


class DeepEngine:
    """`deep:<provider>`. `settings` goes to the provider's class (api_key, base_url, region …), the key's value from the
    environment where `key_variable` names one. `allow_plain_http`: send texts in the clear (mymemory)."""

    online = True

    def __init__(
        self,
        provider: str,
        settings: Mapping[str, Any] | None = None,
        seconds: float = 20.0,
        attempts: int = 3,
        allow_plain_http: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if provider not in PROVIDERS:
            allowed = ", ".join(sorted(PROVIDERS))
            raise failed(f"deep:{provider}", f"unknown provider; known: {allowed}", f"未知服务；可用：{allowed}")
        self.name = f"deep:{provider}"
        self.model = f"deep-translator {PROVIDERS[provider]}"
        self.limits = Limits(batch=8, characters=0, seconds=seconds)
        self._provider = provider
        self._settings = dict(settings or {})
        self._attempts = attempts
        self._allow_plain_http = allow_plain_http
        self._sleep = sleep
        self._worker: _Worker | None = None
        self._lock = threading.Lock()

    def supports(self, source: str, target: str) -> bool:
        return source != target and self._provider not in _WORDS_ONLY

    def translate(self, texts: list[str], source: str, target: str, context: Context) -> list[str]:
        if self._provider in PLAIN_HTTP and not self._allow_plain_http:
            raise failed(
                self.name, "this provider is reached over plain HTTP: set allow_plain_http to send texts in the clear",
                "该服务使用明文 HTTP：如确需使用请设置 allow_plain_http", stay_away=True,
            )  # fmt: skip
        with self._lock:
            return [self._one(text, source, target) for text in texts]

    def close(self) -> None:
        """End the child process."""
        with self._lock:
            self._stop()

    def _one(self, text: str, source: str, target: str) -> str:
        core = text.strip()
        if not core:
            return text
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        answers = [self._piece(piece, source, target) for piece in pieces(core)]
        if any(answer is None for answer in answers):
            return ""
        joined = "".join if target == "zh" else " ".join
        return lead + joined(str(answer).strip() for answer in answers) + trail

    def _piece(self, piece: str, source: str, target: str) -> str | None:
        """One call, tried again where that can help. Raises EngineFailed."""
        reason = ""
        for attempt in range(self._attempts):
            answer = self._ask({"text": piece, "source": source, "target": target})
            if answer is None:
                self._stop()
                reason = f"no answer within {self.limits.seconds:g} s"
            elif "answer" in answer:
                return answer["answer"] if isinstance(answer["answer"], str) else None
            else:
                reason = str(answer.get("error", ""))[:200]
                kind = str(answer.get("kind", ""))
                if kind == "MissingPart":
                    raise MissingPart(
                        Text2("deep-translator is not installed", "未安装 deep-translator"),
                        Text2("pip install 'appealdocs[online]'", "请运行 pip install 'appealdocs[online]'"),
                    )
                if kind in _STAY_AWAY:
                    raise StayAway(Text2(f"engine {self.name}: {reason}", f"翻译引擎 {self.name}：{reason}"))
                if not any(word in kind for word in _AGAIN):
                    break
            if attempt + 1 < self._attempts:
                self._sleep(0.5 * 2**attempt)
        raise failed(self.name, reason, reason)

    def _ask(self, question: dict[str, Any]) -> dict[str, Any] | None:
        """The child's answer; None if there is none before the deadline, or the child died."""
        if self._worker is None:
            self._worker = _Worker(self._provider, self._settings)
        return self._worker.ask(question, self.limits.seconds)

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None


class _Worker:
    """The child process: one JSON line a question, one an answer."""

    _START_SECONDS = 30.0

    def __init__(self, provider: str, settings: Mapping[str, Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "appealdocs.translate.engines.deep_worker", provider],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        )  # fmt: skip
        self._answers: Queue[str] = Queue()
        threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True).start()
        self._ready = self._send(dict(settings)) and self._next(self._START_SECONDS) is not None

    def ask(self, question: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        return self._next(seconds) if self._ready and self._send(question) else None

    def _send(self, question: dict[str, Any]) -> bool:
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
        except OSError:
            return False
        return True

    def _next(self, seconds: float) -> dict[str, Any] | None:
        try:
            line = self._answers.get(timeout=seconds)
            answer = json.loads(line)
        except (Empty, ValueError):
            return None
        return answer if isinstance(answer, dict) else None

    def _read(self, lines: IO[str]) -> None:
        with contextlib.suppress(ValueError, OSError):
            for line in lines:
                self._answers.put(line)
        self._answers.put("")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def pieces(text: str, most: int = MAX_CHARACTERS) -> list[str]:
    """The text in pieces of at most `most` characters, cut between sentences where it can be."""
    found: list[str] = []
    for sentence in filter(None, _PIECE.findall(text)):
        while len(sentence) > most:
            found.append(sentence[:most])
            sentence = sentence[most:]
        if found and len(found[-1]) + len(sentence) <= most:
            found[-1] += sentence
        else:
            found.append(sentence)
    return found
