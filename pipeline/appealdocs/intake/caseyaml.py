"""case.yaml -> Case, with every fault of the file in one go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from appealdocs.errors import BadInput, Fault
from appealdocs.intake.tree import parse
from appealdocs.model.case import LONGEST_NAME, Case, Claim, Seller, ValueFault
from appealdocs.model.keys import EVIDENCE_TYPES
from appealdocs.model.text import Text2
from appealdocs.packs import load_pack, load_rules, procedures, waiver_faults
from appealdocs.reading.opening import leaves
from appealdocs.workspace import Workspace


def load_case(path: Path, workspace: Workspace) -> Case:
    """Read and validate a case.yaml. Raises BadInput with all its faults (file, line, key, what is allowed)."""
    file = path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(
            Text2(f"{file} cannot be read", f"无法读取 {file}"), [Fault(Text2(str(error.strerror), str(error.strerror)), file)]
        ) from error
    tree, lines, faults = parse(data, file)
    if not isinstance(tree, dict):
        raise BadInput(
            Text2(f"{file} is not a mapping of keys", f"{file} 不是键值映射"),
            [Fault(Text2("must be a mapping that begins with 'procedure:'", "必须是以“procedure:”开头的键值映射"), file, 1)],
        )
    tree = _without_nulls(tree)
    faults += _seller_file(tree, path.parent, workspace, lines)
    case: Case | None = None
    try:
        case = Case.model_validate({**tree, "lines": lines})
    except ValidationError as error:
        faults += [_fault(e, file, lines) for e in error.errors(include_url=False)]
    faults += _references(tree, case, workspace, file, lines)
    if case is not None and not faults:
        faults += _paths(case, path.parent, workspace, file)
    if faults or case is None:
        unique = sorted(set(faults), key=lambda f: (f.line or 0, f.key))
        raise BadInput(Text2(f"{file}: {len(unique)} fault(s)", f"{file}：{len(unique)} 处错误"), unique)
    return case


def _without_nulls(value: Any) -> Any:
    """A key with nothing behind it counts as absent."""
    if isinstance(value, dict):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_without_nulls(v) for v in value if v is not None]
    return value


def _seller_file(tree: dict[str, Any], folder: Path, workspace: Workspace, lines: dict[str, int]) -> list[Fault]:
    """Replace `seller: FILE` (in the case folder or the workspace), or an absent seller, by the profile's content."""
    name = tree.get("seller", workspace.settings.get("seller"))
    if isinstance(name, dict):
        tree["seller"] = {str(k): v for k, v in name.items()}
        return []
    if not isinstance(name, str):
        return []
    roots = [folder] + ([workspace.root] if workspace.root else [])
    for root in roots:
        path = root / name
        if len(name.encode()) <= LONGEST_NAME and not leaves(path, root) and path.is_file():
            seller, seller_lines, faults = parse(path.read_bytes(), name)
            try:
                Seller.model_validate(_without_nulls(seller))
            except ValidationError as error:
                faults += [_fault(e, name, seller_lines, ["seller"]) for e in error.errors(include_url=False)]
            tree["seller"] = _without_nulls(seller) if not faults else {}
            return faults
    tree["seller"] = {}
    return [
        Fault(
            Text2(f"the seller file '{name}' is not in the case folder or the workspace", f"案件文件夹或工作区中没有卖家文件“{name}”"),
            "case.yaml", lines.get("seller"), "seller",
        )
    ]


_MESSAGES = {
    "extra_forbidden": ("unknown key", "未知的键"),
    "missing": ("is missing", "缺失"),
    "tuple_type": ("must be a list", "必须是列表"),
    "model_type": ("must be a mapping of keys", "必须是键值映射"),
    "model_attributes_type": ("must be a mapping of keys", "必须是键值映射"),
    "dict_type": ("must be a mapping of keys", "必须是键值映射"),
    "string_pattern_mismatch": ("is not written as it must be", "写法不正确"),
}


def _fault(error: Any, file: str, lines: dict[str, int], within: Sequence[str] = ()) -> Fault:
    """One pydantic error in words for people. `within`: where the file stands in the schema, the case itself if empty."""
    loc = [part for part in error["loc"] if not (isinstance(part, str) and part.startswith("function-"))]
    key = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in loc).lstrip(".")
    cause = (error.get("ctx") or {}).get("error")
    if isinstance(cause, ValueFault):
        return Fault(Text2(f"{key}: {cause}", f"{key}：{cause.zh}"), file, _line(key, lines), key, cause.allowed)
    kind = error["type"]
    allowed: Sequence[str] = ()
    en, zh = _MESSAGES.get(kind, (error["msg"].lower(), error["msg"]))
    if kind == "extra_forbidden":
        allowed = _allowed_keys([*within, *(str(p) for p in loc[:-1] if not isinstance(p, int))])
    elif kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", (error.get("ctx") or {}).get("expected", ""))
        en, zh = f"'{error['input']}' is not allowed here", f"此处不能写“{error['input']}”"
    elif kind == "string_pattern_mismatch" and key.endswith("currency"):
        en, zh, allowed = f"'{error['input']}' is no currency code", f"“{error['input']}”不是货币代码", ("AED", "RUB", "USD")
    return Fault(Text2(f"{key}: {en}", f"{key}：{zh}"), file, _line(key, lines), key, tuple(allowed))


def _allowed_keys(path: list[str]) -> tuple[str, ...]:
    """The keys that may stand at `path` of the schema."""
    model: Any = Case
    for part in path:
        field = model.model_fields.get(part) or next(
            (f for f in model.model_fields.values() if f.alias == part), None
        )
        found = re.findall(r"appealdocs\.model\.case\.(\w+)", repr(field.annotation)) if field else []
        import appealdocs.model.case as schema

        model = getattr(schema, found[0], None) if found else None
        if model is None or not hasattr(model, "model_fields"):
            return ()
    return tuple(f.alias or name for name, f in model.model_fields.items() if name != "lines")


def _line(key: str, lines: dict[str, int]) -> int | None:
    while key:
        if key in lines:
            return lines[key]
        cut = max(key.rfind("."), key.rfind("["))
        key = key[:cut] if cut > 0 else ""
    return None


def _claims(case: Case) -> Iterator[tuple[str, Claim]]:
    for i, point in enumerate(case.points):
        if point.title:
            yield f"points[{i}].title", point.title
        for part in ("problem", "cause", "action", "prevention"):
            for j, claim in enumerate(point.part(part)):
                yield f"points[{i}].{part}[{j}]", claim
    if case.request:
        yield "request", case.request
    for i, item in enumerate(case.evidence):
        if item.shows:
            yield f"evidence[{i}].shows", item.shows


def _references(tree: dict[str, Any], case: Case | None, workspace: Workspace, file: str, lines: dict[str, int]) -> list[Fault]:
    """Faults across keys: procedure, platform, issue, evidence types and ids, waivers. Works on a half-valid file too."""

    def fault(key: str, en: str, zh: str, allowed: Sequence[str] = ()) -> Fault:
        return Fault(Text2(f"{key}: {en}", f"{key}：{zh}"), file, _line(key, lines), key, tuple(allowed))

    faults: list[Fault] = []
    known = procedures(workspace)
    procedure = tree.get("procedure")
    if isinstance(procedure, str) and procedure not in known:
        return [fault("procedure", f"'{procedure}' is no procedure", f"没有“{procedure}”这个程序", known)]
    if not isinstance(procedure, str):
        return faults
    pack = load_pack(procedure, workspace)
    issue = tree.get("issue")
    if isinstance(issue, str) and issue not in (*pack.issues, "other"):
        faults.append(fault("issue", f"'{issue}' is no issue of {procedure}", f"{procedure} 没有“{issue}”这个问题类型", pack.issues))
    if pack.platforms and "platform" not in tree:
        faults.append(fault("platform", "is missing", "缺失", tuple(pack.platforms)))
    types = (*EVIDENCE_TYPES, *pack.data.get("evidence_types", ()))
    ids: dict[str, int] = {}
    items = tree.get("evidence")
    for i, item in enumerate(items if isinstance(items, list) else []):
        if not isinstance(item, dict):
            continue
        if isinstance(item.get("type"), str) and item["type"] not in types:
            faults.append(fault(f"evidence[{i}].type", f"'{item['type']}' is no evidence type", f"没有“{item['type']}”这种证据类型", types))
        if isinstance(id := item.get("id"), str):
            if id in ids:
                faults.append(fault(f"evidence[{i}].id", f"'{id}' stands at evidence[{ids[id]}] too", f"“{id}”与 evidence[{ids[id]}] 重复"))
            ids.setdefault(id, i)
    if case is not None:
        faults += waiver_faults(case, load_rules(procedure, workspace))
        order_ids = [o.id for o in case.orders]
        for i, order in enumerate(order_ids):
            if order in order_ids[:i]:
                faults.append(fault(f"orders[{i}].id", f"'{order}' stands twice", f"“{order}”重复出现"))
    return faults


def _paths(case: Case, folder: Path, workspace: Workspace, file: str) -> list[Fault]:
    """Files that case.yaml names must stay inside the case folder (seller files: or inside the workspace)."""
    named = [(f"evidence[{i}].file", e.file, False) for i, e in enumerate(case.evidence)]
    named += [(f"evidence[{i}].translation", e.translation, False) for i, e in enumerate(case.evidence)]
    named += [("notice", case.notice, False), ("rejection.file", case.rejection.file if case.rejection else "", False)]
    named += [(f"seller.{key}", getattr(case.seller, key), True) for key in ("logo", "stamp", "signature")]
    faults = []
    for key, name, seller in named:
        roots = [folder] + ([workspace.root] if seller and workspace.root else [])
        if name and not _inside(folder, name, roots):
            faults.append(
                Fault(
                    Text2(
                        f"{key}: '{name}' leaves the case folder: copy the file into it and name it from there, with /",
                        f"{key}：“{name}”超出了案件文件夹：请把文件复制进来，并用 / 写相对路径",
                    ),
                    file, _line(key, case.lines), key, ("evidence/...",),
                )
            )
    return faults


def _inside(folder: Path, name: str, roots: Sequence[Path]) -> bool:
    if "\0" in name or "\\" in name or Path(name).is_absolute():
        return False
    return not all(leaves(root / name, root) for root in roots)
