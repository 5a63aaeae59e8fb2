"""Expressions kept compiled between runs: the same as `re` compiles them, whatever lies in the cache."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealdocs import expressions
from appealdocs.expressions import compiled, needed
from appealdocs.kept import Kept

EXPRESSIONS = [
    (r"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])\s?(?P<s>[./-])\s?(?P<month>\d\d?)(?P=s)", 0), (r"\b(?:заказ\w*|отправлен[оаы]?)\b", re.IGNORECASE),
    (r"^[ \t]*第(?P<n>[一二三]+)[、.]", re.MULTILINE | re.IGNORECASE), ("(?i:ab)c(?!d)", 0), ("", 0), (r"(a)|(?P<b>b)", re.ASCII),
]  # fmt: skip


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    _new_process(tmp_path, monkeypatch)
    return tmp_path


def _new_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept.open("expressions", "", folder)
    monkeypatch.setattr(expressions, "_kept", lambda: kept)
    compiled.cache_clear()
    re.purge()


@pytest.mark.parametrize(("expression", "flags"), EXPRESSIONS)
def test_the_next_process_has_what_re_compiles_without_compiling(
    expression: str, flags: int, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = compiled(expression, flags)
    expressions.save()
    _new_process(cache, monkeypatch)
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled anew"))
    second = compiled(expression, flags)
    monkeypatch.undo()
    assert second == first == re.compile(expression, flags)  # `re` compares flags, code and expression
    assert second.groupindex == first.groupindex
    assert second.groups == first.groups


@given(st.from_regex(re.compile(r"(?:[a-cж中]|\\d|\[а-я\]|\((?:[ab]|\|)*\)|[ab]\?)*"), fullmatch=True), st.text("abcжЖ中1d", max_size=8))
def test_kept_code_finds_the_same(expression: str, text: str) -> None:
    again = expressions._pattern(expression, expressions._program(expression, re.IGNORECASE))
    assert [m.span() for m in again.finditer(text)] == [m.span() for m in re.finditer(expression, text, re.IGNORECASE)]


@pytest.mark.parametrize("foreign", [None, 7, (0, b"", 0, {}, ()), (0, b"\xff\xff\xff\xff" * 4, 0, {}, (None,)), ("a",), (0, b"abc", 0, {}, (None,))])
def test_what_is_no_code_is_compiled(foreign: object, cache: Path) -> None:
    expressions._kept().put(("a+", 0), foreign)
    assert compiled("a+").fullmatch("aaa")


def test_a_wrong_expression_is_the_callers_error(cache: Path) -> None:
    with pytest.raises(re.error):
        compiled("(")


@pytest.mark.parametrize(("expression", "needs"), [
    ("莫名(其妙)?", {"莫名"}), ("冤(枉|屈)?(?!家)", {"冤"}), ("((a|b)甲)?乙丙", {"乙丙"}), ("甲乙?丙", {"甲"}), ("[甲乙]{2}丙", {"丙"}), ("甲{0,2}乙", {"乙"}),
    (r"\(甲", {"(甲"}), ("", set()), ("a*", set()), ("(?:x|)", set()), ("(?i)ab", set()), ("(?i:ab)c", {"c"}), ("a\\bb", {"ab"}), ("(?:ab|cd)e?", {"ab", "cd"}),
    ("[^a]", set()), ("(?=ab)[cd]", {"c", "d"})])  # fmt: skip
def test_what_an_expression_needs(expression: str, needs: set[str]) -> None:
    assert set(needed(expression)) == needs


@given(st.from_regex(re.compile(r"(?:[abж中]|\[[ab中]\]|\((?:[ab]|ж中|\|)*\)|[ab]\?|中\{1,2\}|\(a\|中b\)\+)*"), fullmatch=True), st.data())
def test_every_match_holds_what_is_needed(expression: str, data: st.DataObject) -> None:
    needs = needed(expression)
    match = data.draw(st.from_regex(re.compile(expression), fullmatch=True))
    assert not needs or any(text in match for text in needs)


def test_a_wrong_expression_needs_nothing_but_mending() -> None:
    with pytest.raises(re.error):
        needed("(")
