"""YAML as plain text values with line numbers.

Every scalar stays text as it was written (ids keep their leading zeros, dates are parsed by the schema), so nothing
is guessed. An alias is written out where it stands, up to a bound: a few lines of them can fill the memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from appealdocs.errors import BadInput, Fault
from appealdocs.model.text import Text2

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_ALIASED = 5_000
"""Most values that aliases may stand for in all."""

_TAB = Text2("the line is indented with a tab: use spaces", "这一行用了制表符（Tab）缩进：请改用空格")
_HINTS = {
    "tab character": _TAB,
    "cannot start any token": Text2(
        "the line is indented with a tab, or a text begins with @, ` or %: use spaces, put the text in quotes",
        "这一行用了制表符（Tab）缩进，或文字以 @、`、% 开头：请改用空格，或给文字加引号",
    ),
    "mapping values are not allowed": Text2(
        "there is a second colon in the line, or the line is indented too far: put the text in quotes", "这一行多了一个冒号，或缩进过多：请给这段文字加引号"
    ),
    "did not find expected": Text2(
        "the line is not indented as those above it, or a quote or bracket before it is left open", "缩进与上面各行不一致，或前面的引号、括号没有配对"
    ),
    "unexpected end of stream": Text2("a quote is left open", "有引号没有配对"),
    "could not find expected": Text2("a key has no colon after it", "键后面缺少冒号"),
    "another document": Text2("'---' stands in the middle: one case a file", "文件中间出现了“---”：一个文件只写一个案件"),
    "control characters are not allowed": Text2("it holds a character that cannot be seen: delete it and type the line anew", "含有看不见的控制字符：请删除后重新输入"),
}
"""What the parser's words mean to the person who wrote the file."""

Tree = dict[str, Any] | list[Any] | str | None


def parse(data: bytes, file: str) -> tuple[Tree, dict[str, int], list[Fault]]:
    """The tree, the line of each dotted key (from 1) and the faults of form found (repeated keys, keys that are no text).

    Raises BadInput where the file as a whole is no usable YAML.
    """
    if len(data) > MAX_BYTES:
        raise _bad(file, None, f"is larger than {MAX_BYTES:,} bytes", f"超过 {MAX_BYTES:,} 字节")
    try:
        text = data.decode("utf-8-sig")
        _check_depth(text, file)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _bad(file, line, "is not UTF-8 text: save it as UTF-8", "不是 UTF-8 文本：请另存为 UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        hint = next((words for start, words in _HINTS.items() if start in problem), Text2("", ""))
        en, zh = f"is no YAML: {hint.en or problem}", f"不是有效的 YAML：{hint.zh or problem}"
        raise _bad(file, mark.line + 1 if mark else None, en, zh) from error
    lines: dict[str, int] = {}
    faults: list[Fault] = []
    return _plain(node, "", lines, faults, file), lines, faults


def _bad(file: str, line: int | None, en: str, zh: str) -> BadInput:
    return BadInput(Text2(f"{file} {en}", f"{file} {zh}"), [Fault(Text2(en, zh), file, line)])


@dataclass(slots=True)
class _Open:
    """A list or mapping on the way through the events: its anchor, its values so far, aliases written out, and their depth."""

    anchor: str | None
    size: int = 1
    height: int = 0


def _check_depth(text: str, file: str) -> None:
    """Walk the events first: they are flat, so neither nesting nor aliases can do harm here. An alias counts as what it names."""
    done: dict[str, _Open] = {}
    path: list[_Open] = []
    aliased = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        found: _Open | None = None
        if isinstance(event, yaml.CollectionStartEvent):
            path.append(_Open(event.anchor))
            if len(path) > MAX_DEPTH:
                raise _bad(file, _line(event), f"is nested deeper than {MAX_DEPTH}", f"嵌套超过 {MAX_DEPTH} 层")
        elif isinstance(event, yaml.CollectionEndEvent):
            found = path.pop()
            found.height += 1
        elif isinstance(event, yaml.ScalarEvent):
            found = _Open(event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            named = done.get(str(event.anchor))
            aliased += named.size if named else 0
            if any(o.anchor == event.anchor for o in path) or aliased > MAX_ALIASED or (named and len(path) + named.height > MAX_DEPTH):
                raise _bad(
                    file, _line(event), f"uses the alias '*{event.anchor}' too often or within itself: write the value out",
                    f"别名“*{event.anchor}”展开后过大或指向自身：请直接写出内容",
                )
            found = _Open(None, named.size, named.height) if named else None
        if found is None:
            continue
        if found.anchor:
            done[found.anchor] = found
        if path:
            path[-1].size += found.size
            path[-1].height = max(path[-1].height, found.height)


def _line(event: yaml.Event) -> int | None:
    return event.start_mark.line + 1 if event.start_mark else None


def _plain(node: yaml.Node | None, path: str, lines: dict[str, int], faults: list[Fault], file: str) -> Tree:
    if node is None:
        return None
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        empty = not node.style and node.value in ("", "~", "null", "Null", "NULL")
        return None if empty else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, f"{path}[{i}]", lines, faults, file) for i, child in enumerate(node.value)]
    out: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        where = f"{path}.{key}" if path else key
        if not key:
            faults.append(Fault(Text2("a key must be a text", "键必须是文本"), file, line, path))
        elif key in out:
            faults.append(Fault(Text2(f"the key '{key}' stands twice", f"键“{key}”重复出现"), file, line, where))
        else:
            lines[where] = line
            out[key] = _plain(value_node, where, lines, faults, file)
    return out
