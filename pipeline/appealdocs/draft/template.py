"""Letter templates: Jinja in a sandbox, with values as tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
)

from appealdocs.draft.guard import PRINTED, Guarded
from appealdocs.draft.tokens import Tokens, Value
from appealdocs.errors import BadInput, Fault
from appealdocs.locale_.filters import GAP, environment_filters
from appealdocs.model.text import Text2

_current: ContextVar[Tokens] = ContextVar("tokens")

def render(folders: tuple[Path, ...], name: str, lang: str, zone: str, variables: Mapping[str, Any], tokens: Tokens) -> str:
    """The template `name` (a path below templates/) as text with tokens. Raises BadInput with the template's file and line."""
    environment = _environment(folders, lang, zone)
    token = _current.set(tokens)
    try:
        made = []
        left = PRINTED
        for piece in environment.get_template(name).generate(variables):
            made.append(piece)
            left -= len(piece)
            if left < 0:
                raise TemplateError(f"prints more than {PRINTED} letters")
        return "".join(made)
    except (TemplateError, RecursionError, TypeError) as error:
        message = f"{type(error).__name__}: {getattr(error, 'message', None) or error}"
        raise BadInput(
            Text2(f"the template {name} does not work", f"模板 {name} 无法使用"),
            [Fault(Text2(message, message), getattr(error, "name", None) or name, getattr(error, "lineno", None))],
        ) from error
    finally:
        _current.reset(token)


def render_string(text: str, lang: str, zone: str, variables: Mapping[str, Any], tokens: Tokens) -> str:
    """A clause's sentence with tokens; a slot that is not given is an undefined variable and raises BadInput."""
    token = _current.set(tokens)
    try:
        return _environment((), lang, zone).get_template(text).render(variables)
    except TemplateError as error:
        raise BadInput(
            Text2(f"a clause cannot be filled: {error.message}", f"条款无法填写：{error.message}")
        ) from error
    finally:
        _current.reset(token)


@lru_cache(maxsize=32)
def _environment(folders: tuple[Path, ...], lang: str, zone: str) -> Guarded:
    """One environment a language and zone, kept warm; the workspace's templates lie over the shipped ones. Without folders
    it is for sentences."""
    loader = ChoiceLoader([FileSystemLoader(folder) for folder in reversed(folders)]) if folders else _Sentences()
    environment = Guarded(
        loader=loader, bytecode_cache=_bytecode(), cache_size=4096,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, keep_trailing_newline=True,
        finalize=_gap,
    )
    environment.globals.clear()
    filters = environment_filters(lang, ZoneInfo(zone))
    kept = {key: environment.filters[key] for key in ("length", "map", "list")}
    environment.filters = {**kept, **{key: _on_values(key, f) for key, f in filters.items()}}
    return environment


class _Sentences(BaseLoader):
    """A clause's sentence is a template whose name is its text: only what is loaded by a name is kept compiled between runs."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, Callable[[], bool]]:
        return template, None, lambda: True


def _gap(value: Any) -> Any:
    """What the case does not give is a visible gap, never the word None: in a letter that would read as a statement."""
    return GAP if value is None else value


def _bytecode() -> FileSystemBytecodeCache | None:
    """Compiled templates in the user's cache: compiling them takes half of a cold draft. Nothing is kept where it cannot be."""
    from appealdocs import usercache

    folder = usercache.folder() / "templates-3"  # 3: compiled by `Guarded`
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def _on_values(name: str, written: Callable[..., str]) -> Callable[..., Any]:
    """A locale filter that takes and gives values; `join` and `quote` keep tokens inside words of the language."""
    if name == "join":
        return lambda values, *_: written([str(v) for v in _listed(values)])
    if name == "quote":
        return lambda value: _quoted(value, written)

    def on_value(value: Any, *args: Any) -> Any:
        raw = value.raw if isinstance(value, Value) else value
        return Value(raw, _current.get(), written(raw, *args), getattr(value, "field", ""))

    return on_value


def _quoted(value: Any, written: Callable[..., str]) -> str:
    """Words in quotation marks: those of a value are seen, so that marks inside them take their second form."""
    if not isinstance(value, Value) or not isinstance(value.raw, str):
        return written(str(value))
    words = written(value.raw)
    return words[0] + str(Value(value.raw, _current.get(), words[1:-1], value.field)) + words[-1]


def _listed(values: Any) -> Iterable[Any]:
    listed: Iterable[Any] = values.raw if isinstance(values, Value) else values
    return listed
