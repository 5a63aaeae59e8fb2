"""`templates check`: is a template (ours or a seller's own) safe and whole?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS

from appealdocs.draft.guard import LONGEST, unsafe
from appealdocs.errors import Fault
from appealdocs.locale_.filters import environment_filters
from appealdocs.model.text import Text2

PARTS = ("body.problem", "body.cause", "body.action", "body.prevention", "request", "signature")
KNOWN = frozenset(
    "first_order reference site platform platform_case received deadline seller orders metric points request rejection other_points required today "
    "final addressee issue_name issue_subject plan other_skus exhibits differences exhibit translator documents source_languages "
    "target_language passages ways checked_on other_checkers submission new_exhibits support_address failure".split()
)
"""The variables of templates/VARIABLES.md."""


def audit(folders: tuple[Path, ...]) -> Iterator[Fault]:
    """Every fault of every template below the folders: syntax, unknown variables and filters, unsafe constructs, missing
    parts, and a mirror that is out of step with its letter; each with file and line."""
    from zoneinfo import ZoneInfo

    filters = {"length", "map", "list", *environment_filters("en", ZoneInfo("UTC"))}
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.globals.clear()
    environment.filters, environment.tests = _Any(environment.filters), _Any(environment.tests)
    for folder in folders:
        for path in sorted(folder.glob("??/*.j2")):
            name = path.relative_to(folder).as_posix()
            if path.stat().st_size > 4 * LONGEST:
                yield Fault(Text2(f"has more than {LONGEST} letters", f"超过 {LONGEST} 个字符"), str(path))
                continue
            try:
                tree = environment.parse(path.read_text(encoding="utf-8"), name)
            except TemplateSyntaxError as error:
                yield Fault(Text2(f"syntax: {error.message}", f"语法错误：{error.message}"), str(path), error.lineno)
                continue
            except UnicodeDecodeError:
                yield Fault(Text2("is no UTF-8 text", "不是 UTF-8 文本"), str(path))
                continue
            yield from _used(tree, path, filters)
            yield from (Fault(said, str(path), line) for line, said in unsafe(tree, name))
            yield from _parts(path)
            yield from _mirror(path, folders)


class _Any(dict[str, Any]):
    """Filters or tests by any name, so that unknown ones can be told with their lines."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Any:
        return lambda value, *_: value

    def get(self, name: str, default: Any = None) -> Any:
        return self[name]


_TESTS = frozenset(TESTS)


def _used(tree: nodes.Template, path: Path, filters: set[str]) -> Iterator[Fault]:
    from jinja2.meta import find_undeclared_variables

    for name in sorted(find_undeclared_variables(tree) - KNOWN):
        line = next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), None)
        yield Fault(Text2(f"unknown variable '{name}'", f"未知变量“{name}”"), str(path), line, name, ("templates/VARIABLES.md",))
    for test in tree.find_all(nodes.Test):
        if test.name not in _TESTS:
            yield Fault(Text2(f"unknown test '{test.name}'", f"未知判断“{test.name}”"), str(path), test.lineno, test.name)
    for node in tree.find_all(nodes.Filter):
        if node.name not in filters:
            yield Fault(Text2(f"unknown filter '{node.name}'", f"未知过滤器“{node.name}”"), str(path), node.lineno, node.name, tuple(sorted(filters)))


def _parts(path: Path) -> Iterator[Fault]:
    """A letter says problem, cause, action, prevention, request and signature (answers may carry the four parts)."""
    if not path.name.endswith(".md.j2") or path.name.startswith("_") or path.name.split(".")[0] in _PAPERS:
        return
    text = path.read_text(encoding="utf-8")
    sections = set(re.findall(r"<!-- section: ([\w.]+) -->", text))
    whole = "body.answers" in sections and all(re.search(rf"point\.{p}\b", text) for p in ("problem", "cause", "action", "prevention"))
    for part in PARTS:
        if part not in sections and not (whole and part.startswith("body.")):
            yield Fault(Text2(f"the section '{part}' is missing", f"缺少部分“{part}”"), str(path), None, part)


_PAPERS = ("commitment-letter", "exhibit-sheet", "translation-cover-sheet", "translators-statement")


def _mirror(path: Path, folders: tuple[Path, ...]) -> Iterator[Fault]:
    """The Chinese mirror has the same sections and headings in the same order."""
    if path.parent.name == "zh" or path.name.startswith("_"):
        return
    twin = next((f / "zh" / path.name for f in reversed(folders) if (f / "zh" / path.name).is_file()), None)
    if twin is None:
        yield Fault(Text2("has no Chinese mirror in zh/", "在 zh/ 中没有中文对照模板"), str(path))
    elif path.name.endswith(".md.j2"):
        ours, theirs = (_shape(p.read_text(encoding="utf-8")) for p in (path, twin))
        if ours != theirs:
            at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
            said = ours[at] if at < len(ours) else "the end"
            yield Fault(Text2(f"is out of step with its Chinese mirror at {said}", f"与中文对照模板在 {said} 处不一致"), str(path))


def _shape(text: str) -> list[str]:
    return re.findall(r"<!-- (?:section|place): [\w.]+ -->|^#{1,4}(?= )", text, re.M)
