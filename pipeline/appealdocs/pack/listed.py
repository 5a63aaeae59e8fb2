"""manifest.json of a package that somebody else may have edited: read within bounds, and held against itself and the platform."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from appealdocs.errors import AppealdocsError, BadInput, Fault, UsageError
from appealdocs.model.text import Text2
from appealdocs.pack.bounds import as_data, below, bounds
from appealdocs.pack.looked import Check, amount
from appealdocs.workspace import Workspace

MOST: Final = 20_000_000
"""Bytes of a manifest; one of 500 segments has 200 KB."""
_Count = Annotated[int, Field(ge=0, le=10**12)]
_Page = Annotated[int, Field(ge=1, le=100_000)]


class _Base(BaseModel):
    model_config = ConfigDict(extra="allow")


class _File(_Base):
    path: str
    size: _Count
    sha256: str
    pages: _Count = 0
    seconds: Annotated[float, Field(ge=0, le=1e9)] = 0.0
    pdfa: str = ""


class _Place(_Base):
    file: str
    pages: tuple[_Page, _Page] = (1, 1)
    """A video has none."""
    at: tuple[_Page, _Page] | None = None


class _Source(_Base):
    role: str
    file: str
    sha256: str
    pages: _Count
    packed: Annotated[list[_Place], Field(max_length=100_000)]


class _Limits(_Base):
    formats: list[str]
    file_bytes: _Count
    total_bytes: _Count | None
    files: _Count | None
    zip: bool


class _Manifest(_Base):
    """What a manifest must hold to be verified; somebody may have edited it."""

    version: Literal[1]
    procedure: str = ""
    platform: str = ""
    made: AwareDatetime
    limits: _Limits
    files: Annotated[list[_File], Field(max_length=10_000)]
    evidence: Annotated[list[_Source], Field(max_length=10_000)]


def read(path: Path) -> Mapping[str, Any]:
    """The manifest. Raises UsageError where there is none, BadInput with what is wrong in it."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise _refused(path, [Fault(Text2("it is no plain file", "不是普通文件"), str(path))])
    try:
        if path.stat().st_size > MOST:
            told = Text2(f"{amount(path.stat().st_size)}, a manifest has at most {amount(MOST)}", f"{amount(path.stat().st_size)}，清单最多 {amount(MOST)}")
            raise _refused(path, [Fault(told, str(path))])
        text = path.read_text(encoding="utf-8")
        made = _Manifest.model_validate_json(text, strict=True).made
        data: Mapping[str, Any] = json.loads(text) | {"made": made.isoformat()}
    except FileNotFoundError as error:
        raise UsageError(
            Text2(f"there is no package: {path} is missing", f"没有证据包：缺少 {path}"), Text2("'appealdocs finalize' makes one.", "用 appealdocs finalize 生成。")
        ) from error
    except ValidationError as error:
        raise _refused(path, list(_faults(error, path))) from error
    except (ValueError, RecursionError) as error:
        raise _refused(path, [Fault(Text2("it is no manifest of ours (not JSON)", "不是本工具的清单文件（不是 JSON）"), str(path))]) from error
    return data


def _refused(path: Path, faults: list[Fault]) -> BadInput:
    return BadInput(
        Text2(f"{path} cannot be read", f"无法读取 {path}"), faults,
        Text2("The list of the package was changed by hand: run 'appealdocs finalize' again.", "清单被手工改动：请重新运行 appealdocs finalize。"),
    )


def _faults(error: ValidationError, path: Path) -> Iterator[Fault]:
    for one in error.errors(include_url=False, include_input=False)[:10]:
        key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in one["loc"]).lstrip(".")
        where = f" ({key[:200]})" if key else ""
        yield Fault(Text2(f"it is no manifest of ours{where}: {one['msg']}", f"不是本工具的清单文件{where}：{one['msg']}"), str(path), key=key[:200])


def held(listed: Mapping[str, Any], workspace: Workspace) -> tuple[dict[str, Any], list[Check]]:
    """The limits to measure by, and checks that the manifest's own are not wider than what the platform takes.

    The manifest's limits hold (a package may keep closer ones); where they are wider than the pack's, the pack's do.
    """
    own: dict[str, Any] = dict(listed["limits"])
    try:
        pack = as_data(bounds(_pack(listed, workspace)))
    except AppealdocsError:
        known = Text2("limits of the manifest (the platform's own are not known here)", "按清单所列限制检查（本机没有该平台的规则）")
        return own, [Check("manifest", "manifest.json", True, known, listed.get("procedure", ""))]
    made: list[Check] = []
    for key, said, name in (("file_bytes", "size of a file", "单个文件大小"), ("total_bytes", "size in all", "合计大小"), ("files", "number of files", "文件数量")):
        told = pack[f"{key}_platform"]
        most = told if told is None or key == "files" else below(told)
        wider = most is not None and (own[key] is None or own[key] > most)
        made.append(Check(
            "manifest", "manifest.json", not wider, Text2(f"limit in it, {said}", f"清单所列限制：{name}"), _shown(own[key], key), _shown(most, key)
        ))
        own[key] = most if wider else own[key]
    more = sorted(set(own["formats"]) - set(pack["formats"]))
    made.append(Check(
        "manifest", "manifest.json", not more, Text2("limit in it, formats", "清单所列限制：格式"), ", ".join(own["formats"]), ", ".join(pack["formats"])
    ))
    made.append(Check(
        "manifest", "manifest.json", own["zip"] == pack["zip"], Text2("limit in it, one ZIP", "清单所列限制：是否打成一个 ZIP"), str(own["zip"]), str(pack["zip"])
    ))
    return own | {"formats": [f for f in own["formats"] if f not in more], "zip": pack["zip"]}, made


def _pack(listed: Mapping[str, Any], workspace: Workspace) -> Any:
    from appealdocs.packs import load_pack

    return load_pack(str(listed.get("procedure", "")), workspace, str(listed.get("platform", "")))


def _shown(value: int | None, key: str) -> str:
    if value is None:
        return "–"
    return str(value) if key == "files" else amount(value)


def pages(listed: Mapping[str, Any]) -> Iterator[Check]:
    """No page of the evidence is missing: the ranges that the manifest names cover each file from its first page to its last."""
    files = {entry["path"]: entry for entry in listed["files"]}
    for source in listed["evidence"]:
        if source["role"] == "twin":
            continue
        lost = [place["file"] for place in source["packed"] if not _there(place, files)]
        if lost or not source["packed"]:
            yield Check("pages", source["file"], False, Text2("where it is in the package", "在证据包中的位置"), ", ".join(lost) or "nowhere", "a page of a file that is there")
        if source["pages"]:
            counted, whole = _covered([tuple(place.get("pages", (1, 1))) for place in source["packed"]], source["pages"])
            yield Check("pages", source["file"], whole, Text2("pages packed of this file", "此文件已打包的页数"), str(counted), str(source["pages"]))
    told = listed.get("pages")
    if isinstance(told, dict):
        before = sum(s["pages"] for s in listed["evidence"] if s["role"] != "twin")
        yield Check(
            "pages", "manifest.json", told.get("before") == told.get("after") == before, Text2("pages before and after packing", "打包前后页数"),
            f"{told.get('before')} / {told.get('after')}"[:60], f"{before} / {before}",
        )


def _there(place: Mapping[str, Any], files: Mapping[str, Any]) -> bool:
    """Whether a place is in a file that the manifest lists, on pages that the file has."""
    entry, at = files.get(place["file"]), place.get("at")
    if entry is None:
        return False
    if at is None:
        return True
    first, last = place.get("pages", (1, 1))
    return bool(1 <= at[0] <= at[1] <= entry.get("pages", 0) and at[1] - at[0] == last - first)


def _covered(ranges: list[tuple[int, int]], whole: int) -> tuple[int, bool]:
    """How many pages the ranges name, and whether they are 1 to `whole`, each once."""
    counted, at = 0, 1
    good = True
    for first, last in sorted(ranges):
        good &= first == at and last >= first
        counted += max(0, last - first + 1)
        at = last + 1
    return counted, good and at == whole + 1
