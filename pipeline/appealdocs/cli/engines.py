"""appealdocs engines list | test | install"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appealdocs.cli.options import Settings, common

if TYPE_CHECKING:
    from appealdocs.translate.engines.base import Engine
    from appealdocs.workspace import Workspace

SAMPLE = {"zh": "订单[X1X]已于[X2X]交给承运商。", "en": "Order [X1X] was handed to the carrier on [X2X].", "ru": "Заказ [X1X] передан перевозчику [X2X]."}
"""What `test` sends: it holds nothing of anybody's."""


@click.group("engines")
def command() -> None:
    """Translation engines. Nothing is sent anywhere unless an engine that sends is named."""


@command.command("list")
@common
def list_(settings: Settings) -> int:
    """Engines: what each is, and whether it sends text out of this machine."""
    from appealdocs.translate.engines import ENGINES
    from appealdocs.translate.engines.deep import PLAIN_HTTP, PROVIDERS

    zh = settings.lang == "zh"
    own = {str(e["name"]) for e in settings.workspace(Path()).engines}
    for name, (_, text) in ENGINES.items():
        click.echo(f"{name:<17}{_sends(name, settings):<24}{text[settings.lang]}{_mark(name in own, zh)}")
        for provider in PROVIDERS if name == "deep" else ():
            plain = ("；明文 HTTP" if zh else "; plain HTTP") if provider in PLAIN_HTTP else ""
            click.echo(f"  deep:{provider:<10}{_sends('deep', settings)}{plain}{_mark(f'deep:{provider}' in own, zh)}")
    for name in sorted(own - set(ENGINES)):
        if not name.startswith("deep:"):
            click.echo(f"{name:<17}{_sends(name, settings)}{_mark(True, zh)}")
    settings.say("Engines are named with --engine, or in appealdocs.toml (engines).", "用 --engine 或 appealdocs.toml 的 engines 指定引擎。")
    return 0


def _sends(name: str, settings: Settings) -> str:
    """Whether the engine sends text out; it is asked itself where it can be made."""
    from appealdocs.errors import AppealdocsError

    zh = settings.lang == "zh"
    try:
        online = name == "deep" or _made(name, settings.workspace(Path())).online
    except AppealdocsError:
        online = True  # what cannot be asked is taken to send
    if online:
        return "会把文字发到外部" if zh else "SENDS text out"
    return "不外发" if zh else "stays on this machine"


def _mark(own: bool, zh: bool) -> str:
    return ("  [工作区]" if zh else "  [workspace]") if own else ""


def _made(name: str, workspace: Workspace) -> Engine:
    from appealdocs.translate.engines import make

    return make(next((e for e in workspace.engines if e["name"] == name), None) or name)


@command.command("test")
@click.argument("name")
@click.option("--source", type=click.Choice(["zh", "en", "ru"]), default="zh", show_default=True)
@click.option("--target", type=click.Choice(["zh", "en", "ru"]), default="en", show_default=True)
@common
def test(name: str, source: str, target: str, settings: Settings) -> int:
    """Translate a sentence of ours with engine NAME and say what came back. An online engine is sent that sentence."""
    from appealdocs.errors import EngineFailed
    from appealdocs.model.text import Text2
    from appealdocs.translate.engines.base import Context
    from appealdocs.translate.engines.doubt import doubt

    engine = _made(name, settings.workspace(Path()))
    if not engine.supports(source, target):
        raise EngineFailed(
            Text2(f"engine {name} has no {source}-{target}", f"翻译引擎 {name} 不支持 {source}-{target}"),
            Text2("appealdocs engines install puts a model in place.", "可用 appealdocs engines install 安装模型。"),
        )
    if engine.online:
        settings.say(f"sending a sentence of ours to {name}", f"正在向 {name} 发送一句示例")
    start = time.perf_counter()
    answer = engine.translate([SAMPLE[source]], source, target, Context())[0]
    spent = time.perf_counter() - start
    click.echo(f"{SAMPLE[source]}\n{answer}")
    reason = doubt(SAMPLE[source], answer, source, target)
    if reason is not None:
        raise EngineFailed(Text2(f"engine {name}: {reason.en}", f"翻译引擎 {name}：{reason.zh}"))
    settings.say(f"{engine.model or name}, {spent:.1f} s", f"{engine.model or name}，用时 {spent:.1f} 秒")
    return 0


@command.command("install")
@click.argument("pair")
@click.option("--from", "source", default="", help="Where the model's archive is: a file, or an https address.")
@click.option("--sha256", default="", help="The archive's SHA-256 as its maker gives it.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where models lie; default: as engine ct2 is set up.")
@common
def install(pair: str, source: str, sha256: str, folder: Path | None, settings: Settings) -> int:
    """Put a CTranslate2 model for PAIR (zh-en, en-ru ...) in place for engine ct2, verified by its hash.

    zh-ru goes through English: install zh-en and en-ru. Without --from it says what is needed and where it goes.
    """
    from appealdocs.translate.engines.install import install as put

    workspace = settings.workspace(Path())
    entry = next((e for e in workspace.engines if e["name"] == "ct2"), {})
    if not source or not sha256:
        raise _unknown(pair, source)
    place = folder or Path(str(entry.get("folder", "")) or os.environ.get("APPEALDOCS_CT2", "") or "models").expanduser()
    done = put(pair, source, sha256, place)
    settings.say(f"{pair} is in {done}", f"{pair} 已安装到 {done}")
    return 0


def _unknown(pair: str, source: str) -> Exception:
    """What is needed to install a model, in plain words; a local file's hash is worked out to be compared."""
    from appealdocs.casefolder import sha256 as hash_of
    from appealdocs.errors import MissingPart, UsageError
    from appealdocs.model.text import Text2

    if source:
        path = Path(source).expanduser()
        if path.is_file():
            found = hash_of(path)
            return UsageError(
                Text2(f"the SHA-256 of {path.name} is {found}; it has to be confirmed", f"{path.name} 的 SHA-256 为 {found}，需要确认"),
                Text2("Compare it with what the model's maker gives, then add --sha256.", "请与模型发布者给出的值核对，再加 --sha256。"),
            )
        return UsageError(Text2("--sha256 is needed: nothing is installed unverified", "需要 --sha256：未经校验不会安装"))
    return MissingPart(
        Text2(
            f"no model for {pair} is set up, and none can be fetched without its address and hash",
            f"尚未设置 {pair} 的模型；没有地址与校验值无法下载",
        ),
        Text2(
            f"Get a CTranslate2 model for {pair}: an Argos Translate package (.argosmodel), or OPUS-MT converted to CTranslate2 as a zip;"
            f" then: appealdocs engines install {pair} --from FILE_OR_HTTPS --sha256 HASH. Engine ct2 also needs: pip install ctranslate2 sentencepiece",
            f"请取得 {pair} 的 CTranslate2 模型（Argos Translate 包 .argosmodel，或转换后的 OPUS-MT 压缩包），再运行："
            f"appealdocs engines install {pair} --from 文件或https地址 --sha256 校验值。引擎 ct2 还需要：pip install ctranslate2 sentencepiece",
        ),
    )
