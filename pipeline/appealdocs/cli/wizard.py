"""`appealdocs init` without arguments: asks what happened, says honestly when an appeal makes no sense, makes the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from appealdocs.cli.options import Settings

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


def ask(settings: Settings) -> int:
    """Ask in Chinese or English; exit status 0 when a folder was made, 1 when an appeal makes no sense."""
    from appealdocs import stages
    from appealdocs.draft import names
    from appealdocs.packs import load_pack

    chosen = click.prompt("中文 1 / English 2", type=click.Choice(["1", "2"]), default="1" if settings.lang == "zh" else "2")
    settings.lang = "zh" if chosen == "1" else "en"
    zh = settings.lang == "zh"

    def say(en: str, cn: str) -> None:
        click.echo(cn if zh else en)

    procedure, platform, *_ = _PLACES[_choice([p[2] if zh else p[3] for p in _PLACES], "发生了什么？" if zh else "What happened?")]
    workspace = settings.workspace(Path())
    pack = load_pack(procedure, workspace, platform)
    if click.confirm("通知上是否写有 Final Warning？" if zh else "Does the notice say 'Final Warning'?", default=False):
        say(
            "Do not appeal: by the sources no appeal against a Final Warning succeeds. The alternative they name is a new company.",
            "不建议申诉：资料称 Final Warning 的复核通过率为 0。资料给出的替代方案是启用全新主体入驻。",
        )
        return 1
    if click.confirm("确实售假、刷单或侵权吗？" if zh else "Did you really sell counterfeits, brush orders or infringe rights?", default=False):
        say(
            "Do not appeal: a genuine violation is not appealable. Mend it, write a remediation plan, wait 90-180 days; ask a lawyer first.",
            "不建议申诉：真实违规不可申诉。请先整改、制定整改计划，等待 90–180 天，并先咨询律师。",
        )
        return 1
    words = names.load(workspace.folders("templates")).get("issue", {}).get(procedure, {})
    issues = [i for i in pack.issues if i not in pack.data.get("not_appealable", ())]
    issue = issues[_choice([_issue_word(words, i, zh) for i in issues], "属于哪一类问题？" if zh else "Which issue is it?")]
    if not click.confirm("手里有能证明的文件吗（物流、签收、发票等）？" if zh else "Do you have files that prove it (tracking, receipts, invoices)?", default=True):
        say("Fetch the evidence first: FETCH.md in the new folder says what and where.", "请先准备证据：新文件夹中的 FETCH.md 列出了需要什么、在哪里取。")
    notice = click.prompt("通知文件的路径（没有就直接回车）" if zh else "Path of the notice (Enter if there is none)", default="", show_default=False)
    folder = Path(click.prompt("新文件夹的名称" if zh else "Name of the new folder", default=f"{platform or procedure}-1"))
    made = stages.init_case(procedure, folder, workspace, Path(notice) if notice else None, platform, pack.sites[0] if len(pack.sites) == 1 else "", issue)
    say(f"Made {made}. Next: fill in case.yaml, fetch what FETCH.md lists, then appealdocs draft {made}",
        f"已建立 {made}。接下来：填写 case.yaml，按 FETCH.md 准备证据，然后运行 appealdocs draft {made}")
    return 0


def _choice(options: Sequence[str], question: str) -> int:
    click.echo(question)
    for number, option in enumerate(options, 1):
        click.echo(f"  {number}. {option}")
    return int(click.prompt("#", type=click.IntRange(1, len(options)))) - 1


def _issue_word(words: Mapping[str, Any], issue: str, zh: bool) -> str:
    entry = words.get(issue, {})
    return str(entry.get("zh" if zh else "en") or entry.get("ru") or issue)
