"""Follow-ups: when one may go, and what it is filled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from appealdocs import clock
from appealdocs.errors import Refused
from appealdocs.model.dossier import Dossier
from appealdocs.model.text import Text2
from appealdocs.track.clocks import last


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a follow-up says beyond the case: the submission, working days since, evidence that was not in it."""

    platform_case: str
    at: datetime
    business_days: int
    new_evidence: tuple[str, ...]

    def variables(self) -> Mapping[str, Any]:
        """The submission as the templates take it (templates/VARIABLES.md)."""
        return {"platform_case": self.platform_case, "at": self.at, "business_days": self.business_days}


def follow_up(dossier: Dossier) -> FollowUp:
    """The follow-up of the last submission.

    Raises Refused where nothing was submitted, where the platform has answered, where it is too early (with the time from
    which it may go), and where a pack asks for new evidence and there is none.
    """
    sent = last(dossier.records, "submitted")
    if sent is None:
        raise Refused(Text2("no submission is recorded", "没有提交记录"), Text2("Record it with 'appealdocs submitted'.", "请先用 appealdocs submitted 登记。"))
    answer = last(dossier.records, "answered")
    if answer and answer.at >= sent.at:
        raise Refused(
            Text2("the platform has answered already", "平台已经答复"),
            Text2("After a rejection make a new case that answers each reason.", "若被驳回，请新建案件逐条回应驳回理由。"),
        )
    country = clock.country(dossier.pack, dossier.case.site)
    start = sent.at.astimezone(ZoneInfo(dossier.zone))
    rule = clock.of_kind(dossier.pack, "follow-up")
    if rule is None:
        raise Refused(Text2("this procedure knows no follow-up: wait for the answer", "该程序没有跟进渠道：请等待答复"))
    earliest = clock.span(rule, start, country).first
    if dossier.now <= earliest:
        local = earliest.strftime("%Y-%m-%d %H:%M")
        raise Refused(
            Text2(f"too early: a follow-up may go after {local} ({dossier.zone})", f"为时过早：{local}（{dossier.zone}）之后才能跟进"),
            Text2("A repeat before that counts as a duplicate.", "提前追问会被视为重复提交。"),
        )
    packed = {str(v) for key in ("evidence", "files") for v in (sent.data.get(key) or {}).values()}
    recorded = "evidence" in sent.data or "files" in sent.data
    new = tuple(e.id for e in dossier.case.evidence if (r := dossier.reading(e)) and r.sha256 and recorded and r.sha256 not in packed)
    if dossier.pack.data.get("follow_up_needs_evidence") and not new:
        raise Refused(
            Text2("a follow-up here must add new evidence, and there is none since the submission", "跟进必须补充新证据，而提交后没有新增证据"),
            Text2("Add a file to case.yaml that was not in the package.", "请在 case.yaml 中加入未提交过的证据。"),
        )
    days = clock.working_days_between(start, dossier.now.astimezone(ZoneInfo(dossier.zone)), country)
    return FollowUp(str(sent.data.get("platform_case", "")), sent.at, days, new)
