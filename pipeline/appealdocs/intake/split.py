"""One case folder into several: one for each order, or one for each point where a ticket takes one issue only.

Nothing is invented on the way: claims, evidence and times are shared out as they are. What cannot be told apart (a claim
that speaks of several orders) goes into each folder and is said, so that a person can correct it.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from appealdocs.casefolder import CaseFolder, write_atomic
from appealdocs.errors import Refused
from appealdocs.intake.caseyaml import load_case
from appealdocs.intake.tree import parse
from appealdocs.model.text import Text2
from appealdocs.packs import load_pack
from appealdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Part:
    """One folder that was made; `notes` say what a person must look at."""

    folder: Path
    notes: tuple[Text2, ...]


def split(folder: CaseFolder, workspace: Workspace) -> list[Part]:
    """Make the folders beside `folder`; the original stays as it is.

    Raises BadInput for a faulty case.yaml, Refused where there is nothing to split or a folder of that name exists.
    """
    case = load_case(folder.case_yaml, workspace)
    pack = load_pack(case.procedure, workspace, case.platform or "")
    by = str(pack.data.get("split", "order"))
    tree, _, _ = parse(folder.case_yaml.read_bytes(), "case.yaml")
    assert isinstance(tree, dict)
    parts = _by_point(tree) if by == "issue" else _by_order(tree)
    if len(parts) < 2:
        raise Refused(
            Text2("there is nothing to split: the case has one order and one issue", "无需拆分：该案件只有一个订单、一个问题")
        )
    targets = [folder.root.with_name(f"{folder.root.name}-{_safe(name)}") for name, _, _ in parts]
    taken = [t.name for t in targets if t.exists()]
    if taken:
        raise Refused(Text2(f"{', '.join(taken)} exists already", f"{'、'.join(taken)} 已存在"))
    return [_made(folder, target, part, notes) for target, (_, part, notes) in zip(targets, parts, strict=True)]


def _safe(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name)[:60]


def _by_order(tree: dict[str, Any]) -> list[tuple[str, dict[str, Any], list[Text2]]]:
    orders = tree.get("orders") or []
    ids = [o["id"] for o in orders]
    parts = []
    for order in orders:
        others = [i for i in ids if i != order["id"]]
        notes: list[Text2] = []
        points = [_point_for(p, order, others, notes) for p in tree.get("points") or []]
        part = {**tree, "orders": [order], "points": [p for p in points if p]}
        _request(part, others, notes)
        parts.append((order["id"], _with_evidence(part, others), notes))
    return parts


def _point_for(point: dict[str, Any], order: dict[str, Any], others: Sequence[str], notes: list[Text2]) -> dict[str, Any] | None:
    """The point as far as it speaks of this order: claims that name other orders alone stay out."""
    wanted, own = set(point.get("skus") or ()), set(order.get("skus") or ())
    if wanted and own and not wanted & own and order["id"] not in yaml.safe_dump(point, allow_unicode=True):
        return None
    kept = dict(point)
    for part in ("problem", "cause", "action", "prevention"):
        claims = []
        for claim in point.get(part) or []:
            text = yaml.safe_dump(claim, allow_unicode=True)
            foreign = [o for o in others if o in text]
            if foreign and order["id"] not in text:
                continue
            if foreign:
                notes.append(Text2(f"a claim under '{part}' names {', '.join(foreign)} too: rewrite it", f"“{part}”下有陈述同时提到 {'、'.join(foreign)}：请改写"))
            claims.append(claim)
        if part in point:
            kept[part] = claims
    if not any(kept.get(part) for part in ("problem", "cause", "action", "prevention")):
        return None
    skus = [s for s in point.get("skus") or () if s in own]
    return {**kept, "skus": skus} if skus else {k: v for k, v in kept.items() if k != "skus"}


def _by_point(tree: dict[str, Any]) -> list[tuple[str, dict[str, Any], list[Text2]]]:
    parts = []
    for number, point in enumerate(tree.get("points") or [], 1):
        notes = [Text2("set 'issue' and 'request' for this one issue", "请为这一个问题填写 issue 和 request")]
        part = {**tree, "points": [point]}
        parts.append((str(point.get("code") or number), _with_evidence(part, ()), notes))
    return parts


def _request(part: dict[str, Any], others: Sequence[str], notes: list[Text2]) -> None:
    text = yaml.safe_dump(part.get("request"), allow_unicode=True)
    foreign = [o for o in others if o in text]
    if foreign:
        notes.append(Text2(f"the request names {', '.join(foreign)} too: rewrite it", f"请求中同时提到 {'、'.join(foreign)}：请改写"))


def _with_evidence(part: dict[str, Any], others: Sequence[str]) -> dict[str, Any]:
    """The evidence that the kept claims cite or that belongs to no other order."""
    cited = {
        id for point in part.get("points") or [] for name in ("problem", "cause", "action", "prevention")
        for claim in point.get(name) or [] if isinstance(claim, dict) for id in claim.get("evidence") or ()
    }
    kept = []
    for item in part.get("evidence") or []:
        orders = [item["order"]] if item.get("order") else list(item.get("orders") or ())
        foreign = bool(orders) and all(o in others for o in orders)
        if not foreign and (item.get("id") in cited or others):
            own = {k: v for k, v in item.items() if k != "orders"}
            left = [o for o in orders if o not in others]
            kept.append({**own, "order": left[0]} if len(left) == 1 and orders else item)
    reference = {"reference": f"{part['reference']}-{part['orders'][0]['id']}"} if part.get("reference") and others else {}
    return {**part, **reference, "evidence": kept}


def _made(folder: CaseFolder, target: Path, part: dict[str, Any], notes: Sequence[Text2]) -> Part:
    """The folder, written whole beside its final name first."""
    draft = Path(tempfile.mkdtemp(prefix=".split-", dir=target.parent))
    try:
        seller = part.get("seller")
        named = [i.get("file") for i in part["evidence"]] + [i.get("translation") for i in part["evidence"]] + [part.get("notice") or "notice.pdf"]
        named += [seller.get(k) for k in ("logo", "stamp", "signature")] if isinstance(seller, dict) else []
        for name in {n for n in named if n}:
            source = folder.root / name
            if source.is_file():
                (draft / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, draft / name)
        text = yaml.safe_dump(part, allow_unicode=True, sort_keys=False, width=1000)
        write_atomic(draft / "case.yaml", text.encode())
        draft.chmod(0o755)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Part(target, tuple(dict.fromkeys(notes)))
