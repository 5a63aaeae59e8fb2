"""`appealdocs init` without arguments: asks what happened, says honestly when an appeal makes no sense, makes the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appealdocs.cli.options import Settings

if TYPE_CHECKING:
    from appealdocs.model.dossier import Notice
    from appealdocs.model.pack import Pack

_PLACES = (
    ("noon-odr", "", "noon：某个订单被计为缺陷（ODR）", "noon: one order was counted as a defect (ODR)"),
    ("noon-deactivation", "", "noon：店铺被停用", "noon: the store was deactivated"),
    ("ozon-odr", "", "Ozon：收到 ODR 工单，要求举证", "Ozon: an ODR ticket asks for evidence"),
    ("ozon-performance", "", "Ozon：绩效通知、商品下架、限制销售", "Ozon: a performance notice, delisting or restriction"),
    ("performance-appeal", "amazon", "亚马逊：绩效警告或受限", "Amazon: a performance warning or restriction"),
    ("performance-appeal", "ebay", "eBay：绩效缺陷", "eBay: a defect"),
    ("performance-appeal", "shopee", "Shopee：计分或指标", "Shopee: penalty points or a metric"),
    ("performance-appeal", "temu", "Temu：违规通知", "Temu: a violation"),
    ("performance-appeal", "wish", "Wish：指标或违规", "Wish: a metric or an infraction"),
)


@dataclass(frozen=True, slots=True)
class WayOut:
    """A question whose 'yes' means that an appeal makes no sense, and what is said then. Texts: (Chinese, English)."""

    question: tuple[str, str]
    answer: tuple[str, str]
    procedures: tuple[str, ...] = ()


_FINAL = WayOut(
    ("通知上是否写有 Final Warning？", "Does the notice say 'Final Warning'?"),
    ("不建议申诉：资料称 Final Warning 的复核通过率为 0。资料给出的替代方案是启用全新主体入驻。",
     "Do not appeal: by the sources no appeal against a Final Warning succeeds. The alternative they name is a new company."),
    ("noon-deactivation",),
)
_WAYS_OUT = (
    _FINAL,
    WayOut(
        ("店铺是自己注销的，或因长期不登录被关闭的吗？", "Did you close the store yourself, or was it closed because it was dormant?"),
        ("不建议申诉：主动注销或长期不登录的关闭不属于停用复核。请联系平台或重新入驻。",
         "Do not appeal: a store closed by yourself or for dormancy is outside this procedure. Ask the platform, or register anew."),
        ("noon-deactivation",),
    ),
    WayOut(
        ("这一停用已经申诉过并被驳回了吗？", "Was an appeal against this deactivation refused already?"),
        ("不建议申诉：Noon 每次停用只受理一次申诉，驳回即为最终结果。", "Do not appeal: noon takes one appeal for each deactivation; a rejection is final."),
        ("noon-deactivation",),
    ),
    WayOut(
        ("工单生成已超过 72 小时，或已经上传过证据了吗？", "Are the 72 hours of the ticket over, or was evidence uploaded already?"),
        ("不建议提交：超过 72 小时通道关闭，且每个争议只能上传一次。请保全后续订单的证据。",
         "Do not submit: the channel closes after 72 hours and takes one upload only. Secure the proof of your next orders."),
        ("ozon-odr",),
    ),
    WayOut(
        ("处罚是因为知识产权（无授权、无品牌备案）吗？", "Is the penalty about intellectual property (no authorisation, brand not registered)?"),
        ("不建议走绩效工单：知识产权类处罚须走专项流程，请先咨询律师。",
         "Do not use this ticket: penalties about intellectual property go another way; ask a lawyer first."),
        ("ozon-performance",),
    ),
    WayOut(
        ("确实售假、刷单或侵权吗？", "Did you really sell counterfeits, brush orders or infringe rights?"),
        ("不建议申诉：真实违规不可申诉。请先整改、制定整改计划，等待 90–180 天，并先咨询律师。",
         "Do not appeal: a genuine violation is not appealable. Mend it, write a remediation plan, wait 90-180 days; ask a lawyer first."),
    ),
)  # fmt: skip


def ask(settings: Settings) -> int:
    """Ask in Chinese or English; exit status 0 when a folder was made, 1 when an appeal makes no sense. Nothing is made before the end."""
    from appealdocs import stages
    from appealdocs.draft import names
    from appealdocs.packs import load_pack

    chosen = click.prompt("中文 1 / English 2", type=click.Choice(["1", "2"]), default="1" if settings.lang == "zh" else "2")
    settings.lang = "zh" if chosen == "1" else "en"
    zh = settings.lang == "zh"
    place = _choice([p[2] if zh else p[3] for p in _PLACES], "发生了什么？" if zh else "What happened?", zh)
    procedure, platform, *_ = _PLACES[place]
    workspace = settings.workspace(Path())
    pack = load_pack(procedure, workspace, platform)
    path, said = _notice(pack, zh)
    for way in _WAYS_OUT:
        if way.procedures and procedure not in way.procedures:
            continue
        known = bool(said and said.final_warning) if way is _FINAL and said else None
        if known if known is not None else click.confirm(way.question[not zh], default=False):
            click.echo(way.answer[not zh])
            return 1
    words = names.load(workspace.folders("templates")).get("issue", {}).get(procedure, {})
    issues = [i for i in pack.issues if i not in pack.data.get("not_appealable", ())]
    issue = issues[_choice([_issue_word(words, i, zh) for i in issues], "属于哪一类问题？" if zh else "Which issue is it?", zh)]
    if not click.confirm("手里有能证明的文件吗（物流、签收、发票等）？" if zh else "Do you have files that prove it (tracking, receipts, invoices)?", default=True):
        click.echo("请先准备证据：新文件夹中的 FETCH.md 列出了需要什么、在哪里取。没有证据的申诉不会成功。" if zh
                   else "Fetch the evidence first: FETCH.md in the new folder says what and where. An appeal without evidence does not succeed.")
    folder = _folder(platform or procedure, zh)
    site = pack.sites[0] if len(pack.sites) == 1 else ""
    made = stages.init_case(procedure, folder, workspace, path, platform, site, issue)
    click.echo(f"已建立 {made}。接下来：填写 case.yaml，按 FETCH.md 准备证据，然后运行 appealdocs draft {made}" if zh
               else f"Made {made}. Next: fill in case.yaml, fetch what FETCH.md lists, then appealdocs draft {made}")
    return 0


def _notice(pack: Pack, zh: bool) -> tuple[Path | None, Notice | None]:
    """The notice's file and what it says; asked again until it can be read or is left out."""
    from appealdocs.errors import AppealdocsError
    from appealdocs.intake.start import notice_of

    while True:
        written = click.prompt("通知文件的路径（没有就直接回车）" if zh else "Path of the notice (Enter if there is none)", default="", show_default=False)
        written = written.strip().strip("'\"")
        if not written:
            return None, None
        try:
            return Path(written), notice_of(Path(written), pack)
        except AppealdocsError as error:
            click.echo(error.text["zh" if zh else "en"])
            if error.remedy:
                click.echo(error.remedy["zh" if zh else "en"])


def _folder(stem: str, zh: bool) -> Path:
    """The new folder; a name that is taken is asked for again."""
    free = next(name for n in count(1) if not Path(name := f"{stem}-{n}").exists())
    while True:
        folder = Path(click.prompt("新文件夹的名称" if zh else "Name of the new folder", default=free).strip())
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return folder
        click.echo(f"{folder} 已存在，请换一个名称。" if zh else f"{folder} exists: choose another name.")


def _choice(options: Sequence[str], question: str, zh: bool) -> int:
    click.echo(question)
    for number, option in enumerate(options, 1):
        click.echo(f"  {number}. {option}")
    return int(click.prompt("请输入编号" if zh else "Number", type=click.IntRange(1, len(options)))) - 1


def _issue_word(words: Mapping[str, Any], issue: str, zh: bool) -> str:
    entry = words.get(issue, {})
    return str(entry.get("zh" if zh else "en") or entry.get("ru") or issue)
