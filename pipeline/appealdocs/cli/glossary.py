"""appealdocs glossary import | export | check | search"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from appealdocs.cli.options import Settings, common

if TYPE_CHECKING:
    from appealdocs.translate.glossary import Glossary, Term

OWN = "glossary.tsv"
"""The workspace's own terms, laid over the shipped ones."""
_BILINGUAL = frozenset({".xlf", ".xliff", ".tmx"})


@click.group("glossary")
def command() -> None:
    """The glossary: the shipped terms and the workspace's own over them."""


def _merged(settings: Settings) -> Glossary:
    from appealdocs.translate.desk import glossary

    return glossary(settings.workspace(Path()).folders("glossary"))


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@common
def import_(file: Path, settings: Settings) -> int:
    """Take the terms of FILE (CSV, TSV or TBX) into the workspace's own glossary; the same Chinese term is replaced."""
    from appealdocs.errors import UsageError
    from appealdocs.model.text import Text2
    from appealdocs.translate.glossary import Glossary, load, save

    workspace = settings.workspace(Path())
    if workspace.root is None:
        raise UsageError(
            Text2("there is no workspace to keep terms in", "没有可存放术语的工作区"),
            Text2("Name its folder with --workspace, or put an appealdocs.toml here.", "请用 --workspace 指明文件夹，或在此处放置 appealdocs.toml。"),
        )
    new = load(file)
    folder = workspace.root / str(workspace.settings.get("glossary", "glossary"))
    folder.mkdir(parents=True, exist_ok=True)
    own = load(folder / OWN) if (folder / OWN).is_file() else Glossary(())
    both = own + new
    save(both, folder / OWN)
    settings.say(
        f"{len(new)} term(s) taken in; the workspace has {len(both)} of its own: {folder / OWN}",
        f"已导入 {len(new)} 条术语；工作区共有自有术语 {len(both)} 条：{folder / OWN}",
    )
    return 0


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@common
def export(file: Path, settings: Settings) -> int:
    """Write all terms in force to FILE: .tsv, .csv or .tbx."""
    from appealdocs.errors import UsageError
    from appealdocs.model.text import Text2
    from appealdocs.translate.glossary import save

    if file.suffix.lower() not in (".tsv", ".csv", ".tbx"):
        raise UsageError(Text2(f"{file.name}: not one of .tsv, .csv, .tbx", f"{file.name}：仅支持 .tsv、.csv、.tbx"))
    terms = _merged(settings)
    save(terms, file)
    settings.say(f"{len(terms)} term(s) written to {file}", f"已将 {len(terms)} 条术语写入 {file}")
    return 0


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@common
def check(file: Path, settings: Settings) -> int:
    """Check FILE: a glossary for terms that contradict each other, a translation (XLIFF, TMX) for its terms."""
    return _check_translation(file, settings) if file.suffix.lower() in _BILINGUAL else _check_glossary(file, settings)


def _check_translation(file: Path, settings: Settings) -> int:
    from appealdocs.translate.flags.bilingual import read
    from appealdocs.translate.flags.pair import Pair
    from appealdocs.translate.flags.wording import check

    terms, wrong = _merged(settings), 0
    for row in read(file):
        pair = Pair(row.source, row.target, row.source_language, row.target_language, glossary=terms)
        for flag in check(pair):
            wrong += 1
            click.echo(f"{row.id}  {flag.flag}: {flag.message[settings.lang]}")
    settings.say(f"{wrong} term(s) to look at", f"{wrong} 处术语需要核对")
    return 1 if wrong else 0


def _check_glossary(file: Path, settings: Settings) -> int:
    from appealdocs.translate.glossary import load

    terms = load(file)
    problems = [p for language in ("zh", "en", "ru") for p in _contradictions(terms, language)]
    for en, zh in problems:
        click.echo(zh if settings.lang == "zh" else en)
    settings.say(f"{len(terms)} term(s), {len(problems)} to look at", f"{len(terms)} 条术语，{len(problems)} 处需要核对")
    return 1 if problems else 0


def _contradictions(terms: Glossary, language: str) -> list[tuple[str, str]]:
    """A Chinese writing that stands for two terms; a writing that one term takes and the same term forbids."""
    found: list[tuple[str, str]] = []
    seen: dict[str, Term] = {}
    for term in terms.terms:
        for writing in term.words.get(language, ()):
            key = writing.casefold()
            if language == "zh" and key in seen and seen[key] is not term:
                found.append((f"{writing} stands for two terms", f"“{writing}”对应两条术语"))
            seen.setdefault(key, term)
        for writing in term.forbidden.get(language, ()):
            if writing.casefold() in {w.casefold() for w in term.words.get(language, ())}:
                found.append((f"{writing} is both to use and forbidden", f"“{writing}”既为首选又被禁用"))
    return found


@command.command("search")
@click.argument("text")
@common
def search(text: str, settings: Settings) -> int:
    """Terms one of whose writings holds TEXT."""
    found = _merged(settings).search(text)
    for term in found:
        _show(term, settings)
    settings.say(f"{len(found)} term(s)", f"{len(found)} 条术语")
    return 0


def _show(term: Term, settings: Settings) -> None:
    zh = settings.lang == "zh"
    click.echo("  |  ".join(f"{language} {'; '.join(words)}" for language, words in term.words.items()))
    bad = [f"{language} {'; '.join(words)}" for language, words in term.forbidden.items()]
    if bad:
        click.echo(f"    {'禁用' if zh else 'not'}: {'  |  '.join(bad)}")
    kind = [word for word, on in (("不翻译" if zh else "never translated", term.dnt), ("仅供参考" if zh else "advice only", not term.enforce)) if on]
    rest = " · ".join(filter(None, (*kind, term.pos, term.note)))
    if rest:
        click.echo(f"    {rest}")
