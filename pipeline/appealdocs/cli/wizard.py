"""`appealdocs init` without arguments: asks what happened, says honestly when an appeal makes no sense, makes the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from appealdocs.cli.options import Settings, current

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
    from appealdocs.casefolder import write_atomic
    from appealdocs.cli.init import show_blanks
    from appealdocs.draft import names
    from appealdocs.intake.form import filled
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
        if known if known is not None else _yes(way.question[not zh], False, zh):
            click.echo(way.answer[not zh])
            return 1
    words = names.load(workspace.folders("templates")).get("issue", {}).get(procedure, {})
    issues = [i for i in pack.issues if i not in pack.data.get("not_appealable", ())]
    issue = issues[_choice([_issue_word(words, i, zh) for i in issues], "属于哪一类问题？" if zh else "Which issue is it?", zh, _proposed(said, pack, issues))]
    site = _site(said, pack, zh)
    received = None if said and said.received_at else _received(zh)
    if not _yes("手里有能证明的文件吗（物流、签收、发票等）？" if zh else "Do you have files that prove it (tracking, receipts, invoices)?", True, zh):
        click.echo("请先准备证据：新文件夹中的 FETCH.md 列出了需要什么、在哪里取。没有证据的申诉不会成功。" if zh
                   else "Fetch the evidence first: FETCH.md in the new folder says what and where. An appeal without evidence does not succeed.")
    folder = _folder(platform or procedure, zh)
    made = stages.init_case(procedure, folder, workspace, path, platform, site, issue)
    if received:
        text = (made / "case.yaml").read_text(encoding="utf-8")
        write_atomic(made / "case.yaml", filled(text, "received", received.isoformat()).encode())
    click.echo(f"已建立文件夹 {made}。" if zh else f"Made the folder {made}.")
    show_blanks(made, settings)
    click.echo(f"接下来：1. 填写 {made / 'case.yaml'}；2. 按 {made / 'FETCH.md'} 准备证据，放入 {made / 'evidence'}；3. 运行 appealdocs draft {made}" if zh
               else f"Next: 1. fill in {made / 'case.yaml'}; 2. fetch what {made / 'FETCH.md'} lists into {made / 'evidence'}; 3. run appealdocs draft {made}")
    return 0


def _proposed(said: Notice | None, pack: Pack, issues: Sequence[str]) -> int | None:
    """The place of the issue that the notice's words speak of, None where they speak of none or of several."""
    from appealdocs.intake.notice import issue_named

    issue = issue_named(said, pack) if said else ""
    return issues.index(issue) if issue in issues else None


def _site(said: Notice | None, pack: Pack, zh: bool) -> str:
    """The site: the notice's, the only one, or the one that is chosen: zone and working days hang on it."""
    if said and said.site:
        return said.site.value
    if len(pack.sites) < 2:
        return "".join(pack.sites)
    return pack.sites[_choice(pack.sites, "哪个站点？" if zh else "Which site?", zh)]


def _received(zh: bool) -> datetime | None:
    """When the notice arrived, as the seller's mail shows it, in Beijing time; None where it is left open."""
    while True:
        written = click.prompt(
            "通知何时收到？北京时间，如 2026-03-12 13:00（不清楚就直接回车）" if zh else "When did the notice arrive? Beijing time, as 2026-03-12 13:00 (Enter if you do not know)",
            default="", show_default=False,
        ).strip()  # fmt: skip
        if not written:
            return None
        try:
            moment = datetime.strptime(written.replace("：", ":").replace("/", "-").replace("T", " "), "%Y-%m-%d %H:%M")
        except ValueError:
            click.echo("请按 年-月-日 时:分 填写，如 2026-03-12 13:00。" if zh else "Write it as year-month-day hour:minute: 2026-03-12 13:00.")
            continue
        return moment.replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def _yes(question: str, default: bool, zh: bool) -> bool:
    """A question answered by y or n, in Chinese by 是 or 否 as well."""
    if not zh:
        return click.confirm(question, default=default)
    words = {"y": True, "yes": True, "是": True, "是的": True, "有": True, "对": True, "n": False, "no": False, "否": False, "不是": False, "没有": False, "无": False}
    while True:
        written = click.prompt(f"{question}（是 y / 否 n，回车 = {'是' if default else '否'}）", default="", show_default=False).strip().lower()
        if written in words or not written:
            return words.get(written, default)


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
            path = _path(written)
            said = notice_of(path, pack)
        except AppealdocsError as error:
            click.echo(error.text["zh" if zh else "en"])
            click.echo("请核对文件，或直接回车跳过。" if zh else "Check the file, or press Enter to go on without it.")
            continue
        _tell(said, zh)
        return path, said


def _path(written: str) -> Path:
    """A path as people type or drag it: with ~, or with backslashes before blanks."""
    path = Path(written).expanduser()
    return path if path.exists() else Path(written.replace("\\ ", " ")).expanduser()


def _tell(said: Notice, zh: bool) -> None:
    """What was read of the notice, the deadline first."""
    if said.deadline:
        beijing = said.deadline.astimezone(ZoneInfo("Asia/Shanghai"))
        click.echo(f"通知要求的截止时间：{said.deadline:%Y-%m-%d %H:%M %Z}（北京时间 {beijing:%Y-%m-%d %H:%M}）" if zh
                   else f"The notice's deadline: {said.deadline:%Y-%m-%d %H:%M %Z} (Beijing time {beijing:%Y-%m-%d %H:%M})")
        if said.deadline < current().time:
            click.echo("注意：该时间已过。逾期提交通常不被受理。" if zh else "Mind: that time is over. Late submissions are not taken as a rule.")
    else:
        click.echo("未能从通知中读到截止时间，请自行查看。" if zh else "No deadline could be read in the notice: look for it yourself.")
    number = said.platform_case.value if said.platform_case else "-"
    click.echo(f"读到：工单号 {number}，订单 {len(said.orders)} 个，要求的材料 {len(said.required)} 项，驳回理由 {len(said.reasons)} 条" if zh
               else f"Read: case {number}, {len(said.orders)} order(s), {len(said.required)} required item(s), {len(said.reasons)} reason(s) for a rejection")


def _folder(stem: str, zh: bool) -> Path:
    """The new folder; a name that is taken is asked for again."""
    free = next(name for n in count(1) if not Path(name := f"{stem}-{n}").exists())
    while True:
        folder = Path(click.prompt("新文件夹的名称" if zh else "Name of the new folder", default=free).strip())
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return folder
        click.echo(f"{folder} 已存在，请换一个名称。" if zh else f"{folder} exists: choose another name.")


def _choice(options: Sequence[str], question: str, zh: bool, proposed: int | None = None) -> int:
    click.echo(question)
    for number, option in enumerate(options, 1):
        click.echo(f"  {number}. {option}" + (("  ← 通知中的说法" if zh else "  <- by the notice's words") if number - 1 == proposed else ""))
    default = None if proposed is None else proposed + 1
    return int(click.prompt("请输入编号" if zh else "Number", type=click.IntRange(1, len(options)), default=default)) - 1


def _issue_word(words: Mapping[str, Any], issue: str, zh: bool) -> str:
    entry = words.get(issue, {})
    return str(entry.get("zh" if zh else "en") or entry.get("ru") or issue)
