"""What a reviewer does to a case: approve, edit, comment, undo. Each is journalled with name, time and the text before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import Refused, UsageError
from appealdocs.model.letter import Segment, Stamp
from appealdocs.model.text import Text2
from appealdocs.review.store import flags_of, flags_text, load, reference_of, save

KIND = "review"
"""The journal's kind for what is done here; `undone` entries name the entry that they take back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a review: what it does, who does it and when (aware). `change` gives the segments as they shall be; it may raise."""

    action: str
    by: str
    at: datetime
    change: Callable[[Mapping[str, Segment]], list[Segment]]


def approve(folder: CaseFolder, ids: Sequence[str], by: str, at: datetime, all_clean: bool = False) -> list[str]:
    """Approve segments as they stand; gives the ids that were approved. `at` is aware.

    `all_clean`: every segment that has a target and no flag. Raises UsageError for an unknown segment or no name, Refused for
    one without a target.
    """
    return [s.id for s in _done(folder, approving(ids, by, at, all_clean))]


def approving(ids: Sequence[str], by: str, at: datetime, all_clean: bool = False) -> Step:
    """The step of `approve`."""
    named(by)

    def change(segments: Mapping[str, Segment]) -> list[Segment]:
        if all_clean:
            chosen = [s for s in segments.values() if s.field and s.target and s.state != "approved" and not s.flags]
        else:
            chosen = [segment_of(segments, id) for id in ids]
        empty = [s.id for s in chosen if not s.target]
        if empty:
            raise Refused(
                Text2(f"{', '.join(empty)} has no translation to approve", f"{'、'.join(empty)} 没有可批准的译文"),
                Text2("Write one: appealdocs review edit FOLDER SEGMENT --text TEXT --by NAME", "请先填写：appealdocs review edit 文件夹 句段 --text 译文 --by 姓名"),
            )
        return [replace(s, state="approved", stamp=_stamped(s, by, at)) for s in chosen]

    return Step("approve", by, at, change)


def edit(folder: CaseFolder, id: str, text: str, by: str, at: datetime) -> Segment:
    """Replace a segment's target by a person's own words, which approves it. `at` is aware.

    Raises UsageError for an unknown segment, an empty text or no name.
    """
    return _done(folder, editing(id, text, by, at))[0]


def editing(id: str, text: str, by: str, at: datetime) -> Step:
    """The step of `edit`."""
    named(by)
    if not text.strip():
        raise UsageError(Text2("the text is empty", "文本为空"))

    def change(segments: Mapping[str, Segment]) -> list[Segment]:
        segment = segment_of(segments, id)
        given = segment.note or (segment.target if segment.origin in ("human", "clause") and not segment.stamp.by else "")
        stamp = _stamped(segment, by, at)
        return [replace(segment, target=text.strip(), state="approved", origin="human", stamp=stamp, note=given, flags=())]

    return Step("edit", by, at, change)


def comment(folder: CaseFolder, id: str, text: str, by: str, at: datetime) -> Segment:
    """Add a comment to a segment. Raises UsageError for an unknown segment or an empty comment."""
    return _done(folder, commenting(id, text, by, at))[0]


def commenting(id: str, text: str, by: str, at: datetime) -> Step:
    """The step of `comment`."""
    named(by)
    if not text.strip():
        raise UsageError(Text2("the comment is empty", "批注为空"))
    said = f"{by}, {at.isoformat(timespec='minutes')}: {text.strip()}"
    return Step("comment", by, at, lambda segments: [replace(segment_of(segments, id), comments=(*segments[id].comments, said))])


def undo(folder: CaseFolder, by: str, at: datetime, own: bool = False) -> list[str]:
    """Take back the last step that is not undone yet; gives the ids it changed. `own`: the last step of `by`.

    Raises Refused where there is none, or where what it did was changed since: newer work is never overwritten.
    """
    named(by)
    with folder.locked():
        records = folder.records()
        undone = {r.data.get("undoes") for r in records if r.kind == KIND}
        steps = [
            r for r in records if r.kind == KIND and "before" in r.data and r.data.get("step") not in undone and (not own or r.by == by.strip())
        ]
        if not steps:
            raise Refused(Text2("there is nothing to undo", "没有可撤销的操作"))
        step = steps[-1]
        segments = load(folder.review)
        newer = [id for id, after in step.data["after"].items() if id in segments and _differs(segments[id], step.data["before"][id], after)]
        if newer:
            raise Refused(
                Text2(f"{', '.join(newer)} was changed after that step", f"{'、'.join(newer)} 在该操作之后已被修改"),
                Text2("Edit it by hand: nothing newer is overwritten.", "请直接编辑：较新的内容不会被覆盖。"),
            )
        for id, before in step.data["before"].items():
            if id in segments:
                segments[id] = _restored(segments[id], before, step.data["after"][id])
        write(folder, segments)
        folder.append(KIND, at, by, {"action": "undo", "undoes": step.data["step"]})
    return list(step.data["before"])


def _differs(now: Segment, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether what a step changed (text, state) is not any more what the step made of it."""
    return any(before[key] != after[key] != kept(now)[key] for key in ("target", "state"))


def named(by: str) -> None:
    if not by.strip():
        raise UsageError(
            Text2("a person's name is needed for this", "此操作需要具名"),
            Text2("Add --by NAME, or set reviewer in appealdocs.toml.", "请加 --by 姓名，或在 appealdocs.toml 中设置 reviewer。"),
        )


def segment_of(segments: Mapping[str, Segment], id: str) -> Segment:
    """A segment that is for review. Raises UsageError."""
    segment = segments.get(id)
    if segment is None or not segment.field:
        known = ", ".join(s.id for s in segments.values() if s.field)
        raise UsageError(Text2(f"there is no segment '{id}' (there are: {known})", f"没有句段“{id}”（现有：{known}）"))
    return segment


def _stamped(segment: Segment, by: str, at: datetime) -> Stamp:
    return replace(segment.stamp, by=by.strip(), at=at.isoformat())


def _done(folder: CaseFolder, step: Step) -> list[Segment]:
    (done,) = commit(folder, [step])
    if isinstance(done, Exception):
        raise done
    return done


def commit(folder: CaseFolder, steps: Sequence[Step]) -> list[list[Segment] | Exception]:
    """Apply steps in order under the folder's lock: the review file is written once, then their journal lines at once, so that no
    approval is lost. Gives for each step its segments, or the exception that it raised, which leaves the others as they are."""
    with folder.locked():
        segments = load(folder.review)
        if not segments:
            raise Refused(
                Text2("there is no review file yet", "还没有审校文件"), Text2("Run 'appealdocs draft FOLDER' first.", "请先运行 appealdocs draft。")
            )
        done: list[list[Segment] | Exception] = []
        lines: list[tuple[str, datetime, str, Mapping[str, Any]]] = []
        for step in steps:
            try:
                fresh = step.change(segments)
            except Exception as error:  # of this step alone; its caller raises it
                done.append(error)
                continue
            before = {s.id: kept(segments[s.id]) for s in fresh}
            segments.update((s.id, s) for s in fresh)
            done.append(fresh)
            name = f"{step_id(folder, step.at)}.{len(lines)}" if lines else step_id(folder, step.at)
            lines.append((KIND, step.at, step.by, {"action": step.action, "step": name, "before": before, "after": {s.id: kept(s) for s in fresh}}))
        if lines:
            write(folder, segments)
            folder.append_all(lines)
    return done


def kept(segment: Segment) -> dict[str, Any]:
    stamp = segment.stamp
    return {
        "target": segment.target, "state": segment.state, "origin": segment.origin, "given": segment.note, "by": stamp.by,
        "at": stamp.at, "engine": stamp.engine, "comments": list(segment.comments), "flags": [f.flag for f in segment.flags],
        **({"flagged": flags_text(segment.flags)} if segment.flags else {}),
    }


def _restored(segment: Segment, before: Mapping[str, Any], after: Mapping[str, Any]) -> Segment:
    """The segment as it was; comments that came later stay."""
    stamp = replace(segment.stamp, by=before["by"], at=before["at"], engine=before["engine"])
    added = [c for c in after["comments"] if c not in before["comments"]]
    return replace(
        segment, target=before["target"], state=before["state"], origin=before["origin"], note=before["given"], stamp=stamp,
        comments=tuple(c for c in segment.comments if c not in added), flags=flags_of(before.get("flagged", "")) or segment.flags,
    )


def write(folder: CaseFolder, segments: Mapping[str, Segment]) -> None:
    """Write the review file anew; it keeps the reference that it was made with."""
    save(folder.review, segments, reference_of(folder.review) or folder.root.name)


def step_id(folder: CaseFolder, at: datetime) -> str:
    """A name for the next step, unlike any before it: the journal only grows. Ask under the folder's lock."""
    size = folder.journal.stat().st_size if folder.journal.exists() else 0
    return f"{at.isoformat()}#{size}"
