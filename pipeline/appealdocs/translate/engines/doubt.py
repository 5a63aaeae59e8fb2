"""Why an engine's answer cannot be a translation of the text. Whatever passes is still checked by the flags."""

from __future__ import annotations

import re

from appealdocs.expressions import compiled
from appealdocs.model.text import Text2

_TOKEN = compiled(r"\[X\d+X\]")
_HTML = compiled(r"<\s*/?\s*(?:html|body|head|div|span|br|p|title|script)\b|&(?:nbsp|quot|amp|#\d+);", re.IGNORECASE)
_ERRORS = compiled(
    r"\W*(?:error \d{3}|server error|too many requests|bad gateway|service unavailable|quota|MYMEMORY WARNING|"
    r"invalid (?:source|target|langpair)|no translation was found)\b",
    re.IGNORECASE,
)
_CHATTER = compiled(
    r"^(?:sure|certainly|of course|here(?:'s| is)|translation:|as an ai|i (?:cannot|can't|am sorry)|конечно|вот перевод|перевод:)",
    re.IGNORECASE,
)
_SCRIPTS = {
    "zh": compiled("[\u3400-\u9fff]"),
    "en": compiled("[A-Za-z]"),
    "ru": compiled("[А-Яа-яЁё]"),
}
_LETTER = compiled("[A-Za-zА-Яа-яЁё\u3400-\u9fff]")
# Characters of the target for one of the source: the extremes of 1,620 reviewed sentences a pair, doubled. A short text may
# be longer still.
_RATIO = {
    ("zh", "en"): (0.9, 12.0), ("zh", "ru"): (0.9, 13.0), ("en", "ru"): (0.4, 2.8), ("ru", "en"): (0.4, 2.8),
    ("en", "zh"): (0.08, 1.1), ("ru", "zh"): (0.08, 1.1),
}  # fmt: skip
_LOOP_WORDS = 4


def doubt(source: str, answer: object, source_language: str, target_language: str) -> Text2 | None:
    """The reason to refuse an answer, None if there is none."""
    if not isinstance(answer, str) or not answer.strip():
        return Text2("no answer", "没有返回译文")
    words, asked = _TOKEN.sub("", answer), _TOKEN.sub("", source)
    if not _LETTER.search(asked):
        return None
    if _HTML.search(words) or (_ERRORS.match(words) and not _ERRORS.match(asked)):
        return Text2("an error page instead of a translation", "返回的是错误页面而非译文")
    if _CHATTER.search(words.strip()) and not _CHATTER.search(asked.strip()):
        return Text2("talk about the task instead of a translation", "返回的是对话内容而非译文")
    if answer.strip() == source.strip() and _SCRIPTS[source_language].search(asked):
        return Text2("the source came back unchanged", "原文被原样返回")
    return _script(words, target_language) or _length(asked, words, source_language, target_language) or _loop(words)


def _script(words: str, language: str) -> Text2 | None:
    letters = _LETTER.findall(words)
    right = sum(1 for letter in letters if _SCRIPTS[language].match(letter))
    if letters and right < 0.2 * len(letters):
        return Text2("written in another script", "译文使用了其他文字")
    return None


def _length(asked: str, words: str, source_language: str, target_language: str) -> Text2 | None:
    low, high = _RATIO.get((source_language, target_language), (0.1, 10.0))
    if len(words) > high * len(asked) + 40 or len(words) + 4 < low * len(asked):
        return Text2("far too long or too short", "译文长度明显异常")
    return None


def _loop(words: str) -> Text2 | None:
    """The same few words again and again, as translation models do when they lose the thread."""
    pieces = words.lower().split()
    for width in range(1, _LOOP_WORDS + 1):
        run = 0
        for at in range(width, len(pieces)):
            run = run + 1 if pieces[at] == pieces[at - width] else 0
            if run >= max(3, 3 * width) and any(piece.isalpha() for piece in pieces[at - width : at]):
                return Text2("the same words over and over", "译文不断重复")
    return Text2("the same words over and over", "译文不断重复") if re.search(r"([\u3400-\u9fff]{2,8})\1{3,}", words) else None
