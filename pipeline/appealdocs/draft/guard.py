"""What a template may do, and an environment that lets it do no more: ours or a seller's own, it prints values and no code runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from appealdocs.draft.tokens import ClaimView, Value
from appealdocs.expressions import compiled
from appealdocs.model.text import Text2

LONGEST = 100_000
"""Letters that a template may have."""
PRINTED = 1_000_000
"""Letters that one may print: a letter of a hundred pages has a third of that."""
_DEEPEST = 3
"""Loops within loops: points, their claims, the claims' exhibits."""
_IMPORTS = compiled(r"(en|ru|zh)/[\w.-]+\.j2")
_SEEN: dict[type, frozenset[str]] = {Value: frozenset({"day"}), ClaimView: frozenset({"exhibits", "measure"})}
"""What a template sees of a value beside its words."""


class Guarded(ImmutableSandboxedEnvironment):
    """A sandbox for letters: macros are the only thing that can be called, nothing is multiplied, and what `unsafe` names is
    refused when the template is compiled, with its line."""

    intercepted_binops = frozenset(("*", "**"))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        seen = _SEEN.get(type(obj))
        return attr in seen if seen is not None else super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, Macro)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError("a letter multiplies nothing")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > LONGEST:
            raise TemplateSyntaxError(f"more than {LONGEST} letters", 1, name, filename)
        tree = super()._parse(source, name, filename)
        for line, said in unsafe(tree, name or ""):
            raise TemplateSyntaxError(said.en, line, name, filename)
        return tree


def unsafe(tree: nodes.Template, name: str) -> Iterator[tuple[int, Text2]]:
    """What a letter never needs, each with its line. `name`: the template's own, as `en/noon-odr.md.j2`."""
    for line, attribute in _attributes(tree):
        if attribute.startswith("_"):
            yield line, Text2(f"the private attribute '{attribute}'", f"私有属性“{attribute}”")
    for kind in (nodes.CallBlock, nodes.FilterBlock):
        for block in tree.find_all(kind):
            yield block.lineno, Text2("a call or filter block", "call 或 filter 块")
    for sum_ in tree.find_all((nodes.Mul, nodes.Pow)):
        yield sum_.lineno, Text2("a product: a letter multiplies nothing", "乘法：信函不需要相乘")
    yield from _links(tree, name)
    yield from _calls(tree)
    yield from _loops(tree, 0)


def _attributes(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    for got in tree.find_all(nodes.Getattr):
        yield got.lineno, got.attr
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and isinstance(item.arg.value, str):
            yield item.lineno, item.arg.value
    for named in tree.find_all(nodes.Keyword):
        if named.key == "attribute" and isinstance(named.value, nodes.Const):
            for part in str(named.value.value).split("."):
                yield named.lineno, part


def _links(tree: nodes.Template, name: str) -> Iterator[tuple[int, Text2]]:
    for link in tree.find_all((nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends)):
        target = link.template  # type: ignore[attr-defined]
        if not isinstance(target, nodes.Const) or not _IMPORTS.fullmatch(str(target.value)):
            yield link.lineno, Text2("imports must name a file of en/, ru/ or zh/", "只能引用 en/、ru/、zh/ 下的文件")
        elif target.value == name:
            yield link.lineno, Text2("includes itself", "引用了自身")


def _calls(tree: nodes.Template) -> Iterator[tuple[int, Text2]]:
    """Macros of the file or of an import are called, nothing else; and none calls itself, straight or through others."""
    inside = {macro.name: {c.node.name for c in macro.find_all(nodes.Call) if isinstance(c.node, nodes.Name)} for macro in tree.find_all(nodes.Macro)}
    imports = {link.target for link in tree.find_all(nodes.Import)}
    imports |= {pair[1] if isinstance(pair, tuple) else pair for link in tree.find_all(nodes.FromImport) for pair in link.names}
    for call in tree.find_all(nodes.Call):
        match call.node:
            case nodes.Name(name=called) if called in inside or called in imports:
                pass
            case nodes.Getattr(node=nodes.Name(name=module)) if module in imports:
                pass
            case _:
                yield call.lineno, Text2("a call of something that is no macro", "调用了非宏的对象")
    for macro in tree.find_all(nodes.Macro):
        reached, waiting = set[str](), list(inside[macro.name])
        while waiting:
            called = waiting.pop()
            if called not in reached:
                reached.add(called)
                waiting += inside.get(called, ())
        if macro.name in reached:
            yield macro.lineno, Text2(f"the macro '{macro.name}' calls itself", f"宏“{macro.name}”调用自身")


def _loops(node: nodes.Node, depth: int) -> Iterator[tuple[int, Text2]]:
    for child in node.iter_child_nodes():
        inner = depth
        if isinstance(child, nodes.For):
            inner += 1
            if inner == _DEEPEST + 1:
                yield child.lineno, Text2(f"more than {_DEEPEST} loops within each other", f"循环嵌套超过 {_DEEPEST} 层")
            if not isinstance(child.iter, nodes.Name | nodes.Getattr | nodes.Getitem | nodes.Filter | nodes.CondExpr):
                yield child.lineno, Text2("a loop over something that is no list of the letter", "循环的对象不是信函中的列表")
        yield from _loops(child, inner)
