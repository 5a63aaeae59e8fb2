"""Stop advice in words: what stands in the way of the appeal itself, before any finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from appealdocs.model.text import Text2
from appealdocs.report.words import source

KIND_WORDS = {
    "en": {"do-not-appeal": "Do not appeal", "lawyer": "Ask a lawyer first", "fix-first": "Fix this first", "source": "source", "instead": "instead"},
    "zh": {"do-not-appeal": "不建议申诉", "lawyer": "请先咨询律师", "fix-first": "请先补正", "source": "依据", "instead": "替代办法"},
}
_BOLD, _RED, _YELLOW, _END = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[0m"


class Advised(Protocol):
    """One piece of advice (check.stop.Advice)."""

    @property
    def kind(self) -> str: ...
    @property
    def reason(self) -> Text2: ...
    @property
    def alternative(self) -> Text2: ...
    @property
    def source(self) -> str: ...


def advice_text(pieces: Sequence[Advised], lang: str, colour: bool = False) -> str:
    """The advice as lines that stand above the findings; "" where there is none."""
    words = KIND_WORDS["zh" if lang == "zh" else "en"]
    lines = []
    for piece in pieces:
        head = words[piece.kind]
        if colour:
            head = f"{_BOLD}{_RED if piece.kind == 'do-not-appeal' else _YELLOW}{head}{_END}"
        if lang == "zh":
            lines.append(f"{head}：{piece.reason.zh}")
            lines.append(f"    {words['instead']}：{piece.alternative.zh}（{words['source']}：{source(piece.source, lang)}）")
        else:
            lines.append(f"{head}: {piece.reason[lang]}")
            lines.append(f"    {words['instead']}: {piece.alternative[lang]} ({words['source']} {piece.source})")
    return "\n".join(lines) + "\n" if lines else ""
