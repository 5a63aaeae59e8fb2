"""Punctuation and quotation custom: signs left from Chinese, quotes and brackets that do not close, the sentence's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.expressions import compiled
from appealdocs.language.leftovers import leftovers
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair

_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”"}
_ENDS = {"?": "?", "？": "?", "!": "!", "！": "!"}
_SPACES = compiled(r"(?<=\S)  +(?=\S)|(?<=\w)\s+(?=[,;:!?.](?:\s|$))|(?<=[,;])(?=[^\W\d_])|^\s|\s$")
_LIST_MARK = compiled(r"(?:^|[\s(«“\"])(?:\d{1,2}|[a-zа-я])\)")
_SCIENCE = frozenset("℃℉")


def check(pair: Pair) -> Iterator[Flag]:
    """Full-width and foreign signs; quotes, brackets, the end, spaces. Advice apart from the first."""
    yield from _signs(pair)
    text = pair.target
    if pair.target_language == "zh":
        return
    yield from _quotes(pair)
    plain = _LIST_MARK.sub("", text)  # '1) first' closes nothing
    for opening, closing in _BRACKETS.items():
        if opening == "“" and pair.target_language == "ru":
            continue
        odd = all(t.count(opening) != t.count(closing) for t in (text, plain))
        if odd and pair.source.count(opening) == pair.source.count(closing):
            yield flag("punctuation-brackets", f"{opening} and {closing} do not pair", f"{opening} 与 {closing} 不成对")
            break
    yield from _end(pair)
    if match := _SPACES.search(text):
        if not _SPACES.search(pair.source):
            near = text[max(0, match.start() - 8) : match.end() + 8].strip()
            yield flag("punctuation-spaces", f"spaces: …{near}…", f"空格有误：…{near}…")


def _signs(pair: Pair) -> Iterator[Flag]:
    wide = [h for h in leftovers(pair.target, pair.target_language) if h.text not in _SCIENCE]
    chinese = [h.text for h in wide if (h.kind == "full-width" and h.text != "；") or h.text == "；"]
    other = [h.text for h in wide if h.text not in chinese]
    if chinese:
        shown = " ".join(dict.fromkeys(chinese))
        yield flag("punctuation-fullwidth", f"Chinese punctuation was left: {shown}", f"残留中文标点：{shown}")
    if "№" in other:
        yield flag("punctuation-number-sign", "№ is not used here: No.", "此处不用 №，应写 No.")
    quotes = [t for t in other if t in "«»„"]
    if quotes and not any(q in pair.source for q in quotes):
        yield flag("punctuation-quotes", f"quotation marks of another language: {quotes[0]}", f"其他语言的引号：{quotes[0]}")


def _quotes(pair: Pair) -> Iterator[Flag]:
    """Russian takes «», and „“ inside; English takes “ ” or straight ones."""
    if pair.target_language == "ru":
        if re.search(r"[“”](?=[А-Яа-яё])|(?<=[а-яё])”", pair.target) and "„" not in pair.target and "«" not in pair.target:
            yield flag("punctuation-quotes", "Russian takes « » for quotes", "俄文引号应为 « »")
        elif re.search(r"\"[А-ЯЁа-яё][^\"]*\"", pair.target):
            yield flag("punctuation-quotes", 'Russian takes « » for quotes, not "', "俄文引号应为 « »，不用直引号")
        if re.search(r"(?<![A-Za-zА-я])[Nn]o\.\s?\d", pair.target) and not re.search(r"[Nn]o\.\s?\d", pair.source):
            yield flag("punctuation-number-sign", "Russian writes № for No.", "俄文编号用 №，不写 No.")
    elif pair.target.count('"') % 2 and not pair.source.count('"') % 2:
        yield flag("punctuation-quotes", "a quotation mark does not close", "引号不成对")


def _end(pair: Pair) -> Iterator[Flag]:
    """A question that ends as a statement, or the other way round."""
    source, target = pair.source.rstrip("”\"»)） "), pair.target.rstrip("”\"») ")
    if not source or not target:
        return
    asks, asked = source[-1] in "?？", target[-1] == "?"
    if asked and not asks and not re.search(r"[?？吗呢]|能否|可否|是否|能不能", pair.source):
        yield flag("punctuation-end", "the target asks where the source states", "原文为陈述句，译文为问句")
    if source[-1] in "。." and target[-1].isalpha() and len(target) > 40:
        yield flag("punctuation-end", "the full stop is missing", "译文缺少句号")
    if target[-1] in ",;:-" and source[-1] not in "，,；;：:-—":
        yield flag("punctuation-end", f"the target ends with '{target[-1]}'", f"译文以“{target[-1]}”结尾")
