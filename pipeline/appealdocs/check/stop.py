"""Stop advice: an honest triage before any drafting. Do not appeal, fix this first, or let a lawyer look; with the way that the sources name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from appealdocs import clock
from appealdocs.check.kinds.letter.life import last_submission
from appealdocs.check.kinds.letter.site import known_site
from appealdocs.check.words import either
from appealdocs.model.dossier import Dossier
from appealdocs.model.text import Text2

Kind = Literal["do-not-appeal", "fix-first", "lawyer"]
KINDS: tuple[Kind, ...] = ("do-not-appeal", "lawyer", "fix-first")


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice: what to do, why, and the alternative that the sources name. `source` is a number in ../sources."""

    kind: Kind
    reason: Text2
    alternative: Text2
    source: str
    rule: str = ""


def advice(dossier: Dossier) -> list[Advice]:
    """What stands in the way of this appeal, the gravest first; empty: nothing does."""
    found = [piece for look in LOOKS for piece in look(dossier)]
    return sorted(found, key=lambda piece: KINDS.index(piece.kind))


def _final_warning(dossier: Dossier) -> Iterator[Advice]:
    notice = dossier.notice
    if (notice and notice.final_warning) or dossier.case.final_warning:
        yield Advice(
            "do-not-appeal",
            Text2("The notice is a Final Warning: the third violation of its kind; no such appeal is reported to succeed.",
                  "通知为 Final Warning，即第三次触发同类违规；资料称此类复核通过率为 0%。"),
            Text2("A new company with its own registration is the only way that the source names.", "资料给出的唯一途径是启用全新主体入驻。"),
            "002", "noon-deactivation/final-warning",
        )  # fmt: skip


def _genuine_violation(dossier: Dossier) -> Iterator[Advice]:
    if dossier.case.issue in dossier.pack.data.get("not_appealable", ()):
        yield Advice(
            "do-not-appeal",
            Text2(f"'{dossier.case.issue}' is a genuine violation; the platform takes no appeal.",
                  f"“{dossier.case.issue}”属真实违规，平台不受理申诉。"),
            Text2("Correct it (goods off sale, source stopped), write the remediation plan, wait 90-180 days.",
                  "落实整改（下架、断供），制定整改计划，等待 90–180 天自然恢复。"),
            "004", "common/not-appealable",
        )  # fmt: skip


def _counterfeit(dossier: Dossier) -> Iterator[Advice]:
    codes = dossier.pack.data.get("codes", {})
    named = {point.code.upper() for point in dossier.case.points} | {p.code for p in (dossier.notice.points if dossier.notice else ())}
    family = {codes.get(code) for code in named} | {dossier.case.issue}
    if family & {"counterfeit", "infringement"}:
        yield Advice(
            "lawyer",
            Text2("Counterfeit and infringement carry fines and civil claims (a minimum of AED/SAR 200,000 was announced for noon).",
                  "假货和侵权涉及罚款与民事索赔（Noon 曾公布最低 20 万迪拉姆/里亚尔罚款）。"),
            Text2("Let a lawyer read notice and letter before anything is admitted or denied.", "在承认或否认任何内容之前，请律师先审阅通知和申诉信。"),
            "https://themedialinks.com/?p=13383",
        )  # fmt: skip


def _wrong_place(dossier: Dossier) -> Iterator[Advice]:
    sites = dossier.pack.sites
    if dossier.case.site and sites and known_site(dossier.case.site, dossier.pack) not in sites:
        yield Advice(
            "do-not-appeal",
            Text2(f"{dossier.case.site} is not served by this procedure ({', '.join(sites[:4])}).",
                  f"{dossier.case.site} 不适用本流程（适用：{'、'.join(sites[:4])}）。"),
            Text2("Use the support channel of that site.", "请走该站点自己的客服渠道。"),
            _document(dossier),
        )  # fmt: skip
    account = dossier.case.account
    if account and account.closure in ("voluntary", "dormant"):
        yield Advice(
            "do-not-appeal",
            Text2("The account was closed by its owner or for lack of use; there is no decision to appeal.",
                  "账户为主动关闭或长期不登录关闭，没有可申诉的处罚。"),
            Text2("Ask partner support to reopen it, or register anew.", "请联系平台重新启用，或重新入驻。"),
            "002", "noon-deactivation/not-voluntary",
        )  # fmt: skip


def _over(dossier: Dossier) -> Iterator[Advice]:
    due = clock.submission_due(dossier)
    if due and dossier.now > due.at and last_submission(dossier.records) is None:
        yield Advice(
            "do-not-appeal",
            Text2(f"The deadline ({due.at:%Y-%m-%d %H:%M}) is over.", f"截止时间（{due.at:%Y-%m-%d %H:%M}）已过。"),
            Text2("Check whether the portal shows a later one; else secure the evidence of the next orders in time.",
                  "核对后台是否显示更晚的时间；否则请及时留存后续订单的证据。"),
            due.rule.source.document if due.rule else "notice",
        )  # fmt: skip
    submission = last_submission(dossier.records)
    if submission and submission.state == "rejected" and dossier.pack.procedure == "noon-deactivation":
        yield Advice(
            "do-not-appeal",
            Text2("The appeal was rejected; a rejection is permanent.", "申诉已被驳回，驳回为最终结果。"),
            Text2("A new company, or, by a sibling article, a second appeal with new evidence if the notice allows it.",
                  "启用全新主体；另有文章称如通知允许，可凭新证据二次申诉。"),
            "002", "noon-deactivation/single-appeal",
        )  # fmt: skip


def _no_evidence(dossier: Dossier) -> Iterator[Advice]:
    if not dossier.case.evidence:
        yield Advice(
            "do-not-appeal",
            Text2("There is no evidence at all; a letter of words alone is refused and uses up the attempt.",
                  "没有任何证据；只有文字的申诉会被驳回，还浪费一次机会。"),
            Text2("Collect the papers first (see the list of the issue), or let the metric recover by itself.",
                  "请先按问题类型收集证据，或等待指标自然恢复。"),
            "004",
        )  # fmt: skip
        return
    needed = dossier.pack.data.get("evidence", {}).get(dossier.case.issue or "other", {}).get("required", ())
    types = {e.type for e in dossier.case.evidence}
    missing = [either(group) for group in needed if not types & set(group)]
    if missing:
        en, zh = "; ".join(m.en for m in missing), "；".join(m.zh for m in missing)
        yield Advice(
            "fix-first",
            Text2(f"Evidence that this issue stands on is missing: {en}.", f"缺少该问题类型的关键证据：{zh}。"),
            Text2("Get these papers, then draft.", "补齐后再起草。"),
            _document(dossier),
        )  # fmt: skip


def _late_reply(dossier: Dossier) -> Iterator[Advice]:
    for order in dossier.case.orders:
        if dossier.pack.procedure == "noon-odr" and order.complaint and order.first_reply:
            took = clock.aware(order.first_reply, dossier.zone, False) - clock.aware(order.complaint, dossier.zone)
            if took.total_seconds() > 48 * 3600:
                yield Advice(
                    "do-not-appeal",
                    Text2(f"Order {order.id}: the first reply came after 48 hours; it counts as a defect whatever the proof.",
                          f"订单 {order.id}：首次回复超过 48 小时，无论证据如何都计入 ODR。"),
                    Text2("Leave it, appeal the other orders, and set a duty roster for messages (GST).", "放弃该单，申诉其他订单，并按 GST 安排消息值班。"),
                    "000", "noon-odr/first-reply-48h",
                )  # fmt: skip


def _document(dossier: Dossier) -> str:
    sources = {"noon-odr": "000", "ozon-odr": "001", "noon-deactivation": "002", "ozon-performance": "003", "performance-appeal": "004"}
    return sources.get(dossier.pack.procedure, dossier.pack.procedure)


LOOKS: tuple[Callable[[Dossier], Iterator[Advice]], ...] = (
    _final_warning, _genuine_violation, _counterfeit, _wrong_place, _over, _no_evidence, _late_reply,
)  # fmt: skip
