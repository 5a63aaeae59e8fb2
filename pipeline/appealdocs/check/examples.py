"""Examples of rules: a patch on a base dossier, so that a rule file can say in four lines what breaks it and what does not.

A base is a file of data (`case`, `now`, `readings` by evidence id, `notice`, `records`); its format and that of an example
are told in rules/README.md. Nothing here reads evidence: readings are data.
"""

from __future__ import annotations

import copy
import dataclasses
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from appealdocs.check.check import check
from appealdocs.expressions import compiled
from appealdocs.model.case import Case, parse_moment
from appealdocs.model.dossier import Dossier, Neighbour, Notice, NoticePoint, Read, Record
from appealdocs.model.finding import Report
from appealdocs.model.letter import Inline, Letter
from appealdocs.model.reading import Metadata, Page, Reading
from appealdocs.packs import load_pack
from appealdocs.reading.content import with_facts
from appealdocs.reading.expect import Expect
from appealdocs.reading.known import finish
from appealdocs.resources import load_yaml
from appealdocs.workspace import Workspace

Draft = Callable[[Dossier, Workspace], Letter]
KEYS = frozenset({
    "about", "base", "set", "now", "stage", "readings", "unlisted", "notice", "rejection", "records", "neighbours", "segments", "form",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Base:
    """A clean case as data."""

    name: str
    data: Mapping[str, Any]


def load_base(path: Path) -> Base:
    """A base file. Raises BadInput where it is no YAML."""
    return Base(path.stem, load_yaml(path))


def run(base: Base, example: Mapping[str, Any], workspace: Workspace, draft: Draft) -> Report:
    """The report of a base with the example's patch. Raises ValueError for a key that no example has."""
    unknown = set(example) - KEYS
    if unknown:
        raise ValueError(f"unknown keys in an example: {sorted(unknown)}")
    dossier = dossier_of(base, example, workspace)
    letter = _patched_letter(draft(dossier, workspace), example)
    return check(dossier, letter, workspace, str(example.get("stage", "check")))


def dossier_of(base: Base, example: Mapping[str, Any], workspace: Workspace) -> Dossier:
    """The dossier of a base with the example's patch."""
    data = base.data
    tree = copy.deepcopy(data["case"])
    for path, value in example.get("set", {}).items():
        put(tree, path, copy.deepcopy(value))
    case = Case.model_validate(_written(tree))
    pack = load_pack(case.procedure, workspace, case.platform or "")
    now = datetime.fromisoformat(str(example.get("now", data["now"])))
    notice = {**data.get("notice", {}), **example["notice"]} if example.get("notice") else data.get("notice")
    return Dossier(
        Path("case") / (case.reference or base.name), case, pack, now, pack.zone_by_site.get(case.site, pack.zone),
        notice=_notice(notice) if notice and example.get("notice", True) is not None else None,
        rejection=_notice(example["rejection"]) if example.get("rejection") else None,
        readings=_readings(case, {**data.get("readings", {})}, example.get("readings", {})),
        unlisted=tuple(example.get("unlisted", ())),
        records=tuple(_record(r) for r in example.get("records", data.get("records", ()))),
        neighbours=tuple(_neighbour(n, case) for n in example.get("neighbours", ())),
    )  # fmt: skip


_STEP = compiled(r"([^.\[\]]+)|\[(\d+)\]")


def put(tree: Any, path: str, value: Any) -> None:
    """Set `tree`'s dotted key (`points[0].cause[1].zh`) to `value`; None takes the key away; an index at the end appends."""
    steps: list[Any] = [name if name else int(index) for name, index in _STEP.findall(path)]
    here = tree
    for step, following in itertools.pairwise(steps):
        if isinstance(here, dict):
            here = here.setdefault(step, [] if isinstance(following, int) else {})
        else:
            if step == len(here):
                here.append([] if isinstance(following, int) else {})
            here = here[step]
    last = steps[-1]
    if isinstance(here, list):
        if value is None:
            del here[last]
        elif last == len(here):
            here.append(value)
        else:
            here[last] = value
    elif value is None:
        here.pop(last, None)
    else:
        here[last] = value


def _written(value: Any) -> Any:
    """YAML's numbers and dates as case.yaml's own loader gives them: texts, except in lists and mappings."""
    if isinstance(value, dict):
        return {str(k): _written(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_written(v) for v in value]
    if isinstance(value, bool) or value is None:
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _readings(case: Case, by_id: Mapping[str, Any], patches: Mapping[str, Any]) -> dict[str, Reading]:
    """Readings by file; keys of the data are evidence ids, or paths of files that are no evidence."""
    files = {e.id: e.file for e in case.evidence}
    made: dict[str, Reading] = {}
    for key in dict.fromkeys((*by_id, *patches)):
        if patches.get(key, True) is None:
            continue
        patch = patches.get(key) or {}
        given = by_id.get(key) or {}
        if "text" in patch or "pages" in patch:
            given = {name: value for name, value in given.items() if name != "languages"}
        data = {**given, **patch}
        path = files.get(key, key)
        made[path] = _reading(path, data, case)
    for item in case.evidence:
        made.setdefault(item.file, _reading(item.file, {}, case))
    return made


_KINDS = {"jpg": "jpeg", "txt": "text"}


def _reading(path: str, data: Mapping[str, Any], case: Case) -> Reading:
    """A reading from data: `text` is the first page's text; everything else is a field of Reading.

    What the text shows (`found`, `urls`, `languages`) is found as the reader finds it, unless the data gives it; an address in
    the first line of a picture is its address bar.
    """
    suffix = path.rsplit(".", 1)[-1].lower()
    fields = dict(data)
    text = fields.pop("text", "")
    base = {
        "path": path, "sha256": fields.pop("sha256", f"sha:{path}"), "size_bytes": fields.pop("size_bytes", 50_000),
        "kind": fields.pop("kind", _KINDS.get(suffix, suffix)),
    }  # fmt: skip
    built = {name: _typed(get_type_hints(Reading)[name], value) for name, value in fields.items()}
    picture = base["kind"] in ("png", "jpeg", "webp")
    source: Literal["ocr", "text-layer", "none"] = "none" if not text else "ocr" if picture else "text-layer"
    pages = built.pop("pages", None) or (Page(1, text, source, 595, 842),)
    built.setdefault("metadata", Metadata())
    reading = with_facts(Reading(**base, pages=pages))
    if picture and "address_bar" not in built and reading.text.startswith("http"):
        built["address_bar"] = reading.urls[0]
    return finish(dataclasses.replace(reading, **built), path, _expect(case))


def _expect(case: Case) -> Expect:
    """The ids of the case, as intake tells them to the reader."""
    trackings = (*(o.tracking for o in case.orders), *(e.tracking for e in case.evidence))
    skus = (*(s for o in case.orders for s in o.skus), *(s for p in case.points for s in p.skus))
    return Expect(orders=tuple(o.id for o in case.orders), tracking=tuple(t for t in trackings if t), skus=skus)


def _typed(kind: Any, value: Any) -> Any:
    """Data as the dataclass, tuple or literal that a field wants."""
    if dataclasses.is_dataclass(kind) and isinstance(value, Mapping) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _typed(hints[name], v) for name, v in value.items()})
    if get_origin(kind) is tuple and isinstance(value, list):
        inner = [arg for arg in get_args(kind) if arg is not Ellipsis]
        if len(inner) == 1:
            return tuple(_typed(inner[0], v) for v in value)
        return tuple(_typed(arg, v) for arg, v in zip(inner, value, strict=True))
    for option in get_args(kind):
        if dataclasses.is_dataclass(option) and isinstance(value, Mapping):
            return _typed(option, value)
    return value


def _notice(data: Mapping[str, Any]) -> Notice:
    """A notice from data: values as plain texts, numbered lists as mappings, points as mappings."""

    def read(value: Any) -> Read | None:
        return Read(str(value), 1, str(value)) if value else None

    deadline = data.get("deadline")
    return Notice(
        str(data.get("file", "notice.pdf")), str(data.get("text", "")),
        points=tuple(
            NoticePoint(str(p["code"]), p.get("title", ""), p.get("clause", ""), tuple(p.get("skus", ())), str(p.get("date", "")), 1)
            for p in data.get("points", ())
        ),
        orders=tuple(Read(str(v), 1, str(v)) for v in data.get("orders", ())),
        deadline=datetime.fromisoformat(str(deadline)) if deadline else None, deadline_read=read(deadline),
        platform_case=read(data.get("platform_case")), final_warning=read(data.get("final_warning")),
        required=tuple((str(n), Read(str(t), 1, str(t))) for n, t in data.get("required", {}).items()),
        reasons=tuple((str(n), Read(str(t), 1, str(t))) for n, t in data.get("reasons", {}).items()),
        errors=tuple(Read(str(v), 1, str(v)) for v in data.get("errors", ())),
    )  # fmt: skip


def _record(data: Mapping[str, Any]) -> Record:
    return Record(data["kind"], datetime.fromisoformat(str(data["at"])), data.get("by", ""), data.get("data", {}))


def _neighbour(data: Mapping[str, Any], case: Case) -> Neighbour:
    """Another case; `free_text: same` takes over every sentence of this case."""
    words: Any = data.get("free_text", ())
    if words == "same":
        claims = [c for p in case.points for part in ("problem", "cause", "action", "prevention") for c in p.part(part)]
        words = [c.text[lang] for c in claims for lang in c.text.languages]
    received = data.get("received")
    return Neighbour(
        Path(str(data.get("folder", "other"))), data.get("procedure", case.procedure), data.get("platform", case.platform or ""),
        str(data.get("reference", "OTHER")), str(data.get("platform_case", "")), data.get("issue", ""),
        orders=tuple(map(str, data.get("orders", ()))), trackings=tuple(map(str, data.get("trackings", ()))),
        skus=tuple(map(str, data.get("skus", ()))), free_text=tuple(words), evidence=data.get("evidence", {}),
        records=tuple(_record(r) for r in data.get("records", ())),
        order_of_tracking={str(k): str(v) for k, v in data.get("order_of_tracking", {}).items()},
        seller=data.get("seller", ""), received=parse_moment(str(received)) if received else None,
    )  # fmt: skip


def _patched_letter(letter: Letter, example: Mapping[str, Any]) -> Letter:
    """The letter with the example's segments (fields of Segment by id) and form lines laid over it."""
    segments = dict(letter.segments)
    for id, fields in example.get("segments", {}).items():
        patch: dict[str, Any] = dict(fields)
        if "stamp" in patch:
            patch["stamp"] = replace(segments[id].stamp, **patch["stamp"])
        segments[id] = replace(segments[id], **patch)
    form = tuple((Inline("text", line),) for line in example["form"]) if "form" in example else letter.form
    return replace(letter, segments=segments, form=form)
