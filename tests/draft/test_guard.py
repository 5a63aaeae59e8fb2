"""Templates that are hostile, or only wrong: `templates check` names file and line, and a draft stops with words, never with a hang."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import SAMPLES

from appealdocs.draft.audit import audit
from appealdocs.draft.guard import LONGEST
from appealdocs.draft.template import render
from appealdocs.draft.tokens import ClaimView, Tokens, Value
from appealdocs.errors import BadInput
from appealdocs.resources import shipped

TEMPLATES = SAMPLES.parent / "templates"
HOSTILE = {
    "include": "{% include '/etc/passwd' %}",
    "climb": "{% include 'en/../../appealdocs.toml' %}",
    "computed": "{% set x = 'en/_parts.md.j2' %}{% import x as y %}",
    "itself": "{% include 'en/noon-odr.md.j2' %}",
    "class": "{{ ''.__class__.__mro__ }}",
    "item": "{{ ''['__class__'] }}",
    "map": "{{ [seller] | map(attribute='store.__class__') | list }}",
    "format": "{{ '{0.__class__}'.format(seller) }}",
    "method": "{{ 'a'.ljust(99999999999) }}",
    "power": "{{ 10 ** 10 ** 9 }}",
    "product": "{{ 'a' * 99999999999 }}",
    "recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "through": "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
    "loops": "{% for a in points %}{% for b in points %}{% for c in points %}{% for d in points %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    "letters": "{% for a in 'aaaaaaaaaaaaaaaaaaaaaaaa' %}x{% endfor %}",
    "range": "{% for i in range(99999999) %}x{% endfor %}",
    "call": "{% call m() %}x{% endcall %}",
    "filter": "{% filter upper %}x{% endfilter %}",
    "unknown filter": "{{ reference | shout }}",
    "attr": "{{ '' | attr('__class__') }}",
    "unknown test": "{{ reference is loud }}",
    "unknown": "{{ nonsense }}",
    "global": "{{ cycler }}",
    "syntax": "{% do x %}",
}
ONLY_TOLD = {"unknown test"}
"""Told by the check; in a draft they are faults of Jinja's own."""


def _workspace(tmp_path: Path, words: str) -> Path:
    """A workspace's template that is ours but for one line, which is its third."""
    (tmp_path / "en").mkdir()
    ours = (TEMPLATES / "en" / "noon-odr.md.j2").read_text(encoding="utf-8")
    first, rest = ours.split("\n", 1)
    (tmp_path / "en" / "noon-odr.md.j2").write_text(f"{first}\n\n{words}\n{rest}", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_check_names_file_and_line(tmp_path: Path, kind: str) -> None:
    folder = _workspace(tmp_path, HOSTILE[kind])
    faults = list(audit((shipped("templates"), folder)))
    assert faults, kind
    assert {f.file for f in faults} == {str(folder / "en" / "noon-odr.md.j2")}
    assert 3 in {f.line for f in faults}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_draft_stops_with_words(tmp_path: Path, kind: str) -> None:
    folder = _workspace(tmp_path, HOSTILE[kind])
    tokens = Tokens()
    variables = {"reference": Value("T-1", tokens, "T-1"), "points": [1], "seller": {"store": "S"}}
    began = time.perf_counter()
    with pytest.raises(BadInput, match="does not work"):
        render((TEMPLATES, folder), "en/noon-odr.md.j2", "en", "Asia/Dubai", variables, tokens)
    assert time.perf_counter() - began < 5


def test_a_template_that_is_too_long_or_prints_too_much_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "long.txt.j2").write_text("x" * (LONGEST + 1), encoding="utf-8")
    (tmp_path / "en" / "much.txt.j2").write_text("{% for a in points %}" + "x" * 90_000 + "{% endfor %}", encoding="utf-8")
    for name in ("long", "much"):
        with pytest.raises(BadInput) as error:
            render((tmp_path,), f"en/{name}.txt.j2", "en", "UTC", {"points": [1] * 40}, Tokens())
        assert "letters" in error.value.faults[0].message.en


@pytest.mark.parametrize("words", ["{{ v.tokens.put('x') }}", "{{ v.raw }}", "{{ v.written }}", "{{ c.segments }}", "{{ c.tokens }}"])
def test_a_value_shows_its_words_and_nothing_behind_them(tmp_path: Path, words: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "t.txt.j2").write_text(words, encoding="utf-8")
    tokens = Tokens()
    with pytest.raises(BadInput):
        render((tmp_path,), "en/t.txt.j2", "en", "UTC", {"v": Value("a", tokens, "a"), "c": ClaimView(tokens, ("p1",), " ")}, tokens)


def test_what_is_shipped_passes(tmp_path: Path) -> None:
    assert list(audit((shipped("templates"),))) == []


def test_a_missing_part_and_a_mirror_out_of_step_are_told(tmp_path: Path) -> None:
    folder = _workspace(tmp_path, "")
    file = folder / "en" / "noon-odr.md.j2"
    change: Callable[[str, str], object] = lambda was, now: file.write_text(  # noqa: E731
        file.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    change("<!-- section: request -->", "")
    said = [f.message.en for f in audit((shipped("templates"), folder))]
    assert "the section 'request' is missing" in said
    assert any("out of step with its Chinese mirror" in one for one in said)
