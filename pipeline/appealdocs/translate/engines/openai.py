"""Any endpoint that speaks the OpenAI chat protocol: a provider's, or a model server of the seller's own."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from typing import Any

from appealdocs.expressions import compiled
from appealdocs.translate.engines import http, prompt
from appealdocs.translate.engines.base import Context, Limits, failed

_FENCE = compiled(r"\A\s*```(?:json)?\s*|\s*```\s*\Z")


class OpenAIEngine:
    """`base_url`, `model`: the endpoint; the key is read from the environment variable `key_variable` at each call.

    `online` is False only for an endpoint on this machine. One request a batch; an answer with another number of entries,
    other ids or no JSON is refused whole.
    """

    def __init__(
        self,
        base_url: str = "",
        model: str = "",
        key_variable: str = "OPENAI_API_KEY",
        name: str = "openai",
        seconds: float = 60.0,
        retry: http.Retry | None = None,
    ) -> None:
        self.name = name
        self._url = (base_url or os.environ.get("OPENAI_BASE_URL", "")).rstrip("/")
        self.model = model or os.environ.get("OPENAI_MODEL", "")
        self._key_variable = key_variable
        self.limits = Limits(batch=12, characters=4000, seconds=seconds)
        self._retry = retry or http.Retry()

    @property
    def online(self) -> bool:
        return not re.match(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|\Z)", self._url)

    def supports(self, source: str, target: str) -> bool:
        return source in prompt.NAMES and target in prompt.NAMES and source != target

    def translate(self, texts: list[str], source: str, target: str, context: Context) -> list[str]:
        key = os.environ.get(self._key_variable, "")
        if not self._url or not self.model:
            raise failed(
                self.name, "no address or model: set base_url and model, or OPENAI_BASE_URL and OPENAI_MODEL",
                "未设置地址或模型：请设置 base_url 与 model，或 OPENAI_BASE_URL 与 OPENAI_MODEL", stay_away=True,
            )  # fmt: skip
        http.check_address(self.name, self._url, bool(key))
        asked = {
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": prompt.rules(source, target)},
                {"role": "user", "content": prompt.request(texts, source, target, context)},
            ],
        }
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        answer = http.post(self.name, f"{self._url}/chat/completions", asked, headers, self.limits.seconds, self._retry)
        return self._read(answer, len(texts))

    def _read(self, answer: Any, count: int) -> list[str]:
        """The texts of a chat answer, in order. Raises EngineFailed for anything but exactly what was asked for."""
        try:
            content = answer["choices"][0]["message"]["content"]
            entries = json.loads(_FENCE.sub("", content))["translations"]
            if not isinstance(entries, list):
                raise TypeError("no list")
            texts = [_entry(entry, number) for number, entry in enumerate(entries, 1)]
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise failed(self.name, "the answer is not the JSON that was asked for", "返回内容不是所要求的 JSON") from error
        if len(texts) != count:
            raise failed(
                self.name, f"{len(texts)} translations for {count} texts", f"{count} 句原文却返回了 {len(texts)} 句译文"
            )
        return texts


def _entry(entry: Any, number: int) -> str:
    if isinstance(entry, Mapping):
        if int(entry.get("id", number)) != number:
            raise ValueError("ids out of order")
        entry = entry["text"]
    if not isinstance(entry, str):
        raise TypeError("no text")
    return entry
