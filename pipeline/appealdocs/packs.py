"""Packs and rules as data: read from rules/, overlaid key by key by the workspace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from appealdocs.errors import BadInput, Fault, UsageError
from appealdocs.model.case import Case
from appealdocs.model.pack import Pack, RuleData
from appealdocs.model.text import Text2
from appealdocs.resources import load_yaml
from appealdocs.workspace import Workspace

Model = TypeVar("Model", bound=BaseModel)


def overlay(base: Any, over: Any) -> Any:
    """`over` laid on `base` key by key; lists and scalars are replaced whole."""
    if isinstance(base, Mapping) and isinstance(over, Mapping):
        return {**base, **{key: overlay(base.get(key), value) for key, value in over.items()}}
    return over


def _validated(model: type[Model], data: Any, path: Path) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = [
            Fault(Text2(e["msg"], e["msg"]), str(path), None, ".".join(map(str, e["loc"])))
            for e in error.errors(include_url=False)
        ]
        raise BadInput(Text2(f"{path} is faulty", f"{path} 有错误"), faults) from error


def procedures(workspace: Workspace) -> tuple[str, ...]:
    """Every procedure that has a pack, shipped or in the workspace, sorted."""
    return tuple(sorted({p.parent.name for folder in workspace.folders("rules") for p in folder.glob("*/pack.yaml")}))


def load_pack(procedure: str, workspace: Workspace, platform: str = "") -> Pack:
    """The pack of a procedure, with the profile of `platform` laid over it. Raises UsageError, BadInput."""
    return _load_pack(procedure, workspace.folders("rules"), platform)


@lru_cache(maxsize=64)
def _load_pack(procedure: str, folders: tuple[Path, ...], platform: str) -> Pack:
    data: Any = None
    path = Path()
    for folder in folders:
        file = folder / procedure / "pack.yaml"
        if file.is_file():
            path = file
            own = load_yaml(file)
            data = overlay(data, own) if data is not None else own
    if data is None:
        raise UsageError(Text2(f"there is no pack for '{procedure}'", f"没有程序“{procedure}”的规则包"))
    profile = data.get("platforms", {}).get(platform) if platform else None
    return _validated(Pack, {**overlay(data, profile or {}), "procedure": procedure}, path)


def load_rules(procedure: str, workspace: Workspace) -> tuple[RuleData, ...]:
    """The rules of a procedure: common ones that its pack does not replace or switch off, then its own, by id."""
    return _load_rules(procedure, workspace.folders("rules"))


@lru_cache(maxsize=64)
def _load_rules(procedure: str, folders: tuple[Path, ...]) -> tuple[RuleData, ...]:
    pack = _load_pack(procedure, folders, "")
    merged: dict[str, tuple[Any, Path]] = {}
    for name in ("common", procedure):
        for folder in folders:
            for file in _rule_files(folder / name):
                id = f"{name}/{file.stem}"
                data = load_yaml(file)
                merged[id] = (overlay(merged[id][0], data) if id in merged else data, file)
    rules = []
    for id, (data, file) in sorted(merged.items()):
        severity = pack.severities.get(id)
        if id in pack.replaces or severity == "off":
            continue
        rule = _validated(RuleData, {**data, "id": id, **({"severity": severity} if severity else {})}, file)
        if not rule.applies.get("procedures") or procedure in rule.applies["procedures"]:
            rules.append(rule)
    return tuple(rules)


def _rule_files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.glob("*.yaml")) if file.name != "pack.yaml")


def all_rules(workspace: Workspace) -> tuple[RuleData, ...]:
    """Every rule of every procedure once, by id (for `rules list` and the traceability test)."""
    rules = {rule.id: rule for procedure in procedures(workspace) for rule in load_rules(procedure, workspace)}
    return tuple(rules[id] for id in sorted(rules))


def waiver_faults(case: Case, rules: tuple[RuleData, ...]) -> list[Fault]:
    """Faults of `allow`: rules that do not exist, and rules that may never be waived."""
    known = {rule.id: rule for rule in rules}
    faults = []
    for i, allow in enumerate(case.allow):
        key = f"allow[{i}].rule"
        rule = known.get(allow.rule)
        if rule is None:
            text = Text2(f"{key}: there is no rule '{allow.rule}' here", f"{key}：没有规则“{allow.rule}”")
        elif not rule.waivable:
            text = Text2(f"{key}: '{allow.rule}' can never be waived", f"{key}：规则“{allow.rule}”不可豁免")
        else:
            continue
        faults.append(Fault(text, "case.yaml", case.lines.get(key), key, tuple(r.id for r in rules if r.waivable)))
    return faults
