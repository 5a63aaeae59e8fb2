"""Segments by the engines in turn: protected before, restored and doubted after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from appealdocs.errors import AppealdocsError, EngineFailed, MissingPart
from appealdocs.model.letter import Segment
from appealdocs.model.text import Text2
from appealdocs.translate import terms as glossary_terms
from appealdocs.translate.engines.base import Context, Pair, StayAway
from appealdocs.translate.engines.doubt import doubt
from appealdocs.translate.protect import Protected, is_personal, protect, restore

if TYPE_CHECKING:
    from appealdocs.translate.engines.base import Engine
    from appealdocs.translate.stage import Helpers

EXAMPLES = 4
EXAMPLES_FROM = 20
"""Score from which a near match helps an engine as an example (chrF++ of the local model: docs/decisions.md)."""


@dataclass(slots=True)
class _Task:
    """A segment on its way: `place` in the list, what is sent, why engines before have not done it."""

    place: int
    segment: Segment
    protected: Protected
    reason: Text2 | None = None


def by_engines(segments: Sequence[Segment], open_: Sequence[bool], helpers: Helpers) -> list[Segment]:
    """The segments with machine targets where they were open and an engine gave a believable answer."""
    done = list(segments)
    waiting = [_task(at, segment, helpers) for at, segment in enumerate(segments) if open_[at]]
    for engine in helpers.engines:
        if not waiting:
            break
        waiting = _by_engine(engine, waiting, done, helpers)
    for task in waiting:
        if task.reason is not None:
            done[task.place] = replace(task.segment, note=task.segment.note or f"{task.reason.en} / {task.reason.zh}")
    return done


def _task(at: int, segment: Segment, helpers: Helpers) -> _Task:
    languages = segment.source_language, segment.target_language
    return _Task(at, segment, protect(segment.source, *languages, helpers.names, helpers.zone))


def _by_engine(engine: Engine, waiting: list[_Task], done: list[Segment], helpers: Helpers) -> list[_Task]:
    """Let one engine try; what it did not do comes back."""
    left: list[_Task] = []
    batches: dict[tuple[str, str], list[_Task]] = {}
    for task in waiting:
        pair: tuple[str, str] = (task.segment.source_language, task.segment.target_language)
        if _may(engine, task, pair, helpers):
            batches.setdefault(pair, []).append(task)
        else:
            left.append(task)
    for pair, tasks in batches.items():
        for start in range(0, len(tasks), max(1, engine.limits.batch)):
            left += _batch(engine, pair, tasks[start : start + max(1, engine.limits.batch)], done, helpers)
    return sorted(left, key=lambda task: task.place)


def _may(engine: Engine, task: _Task, pair: tuple[str, str], helpers: Helpers) -> bool:
    if not engine.supports(*pair):
        return False
    longest = engine.limits.characters
    if longest and len(task.protected.text) > longest:
        task.reason = Text2(f"engine {engine.name}: too long", f"翻译引擎 {engine.name}：句子过长")
        return False
    if engine.online and is_personal(_blanked(task.protected), pair[0], helpers.names):
        task.reason = Text2(
            f"not sent to {engine.name}: personal data could not be replaced", f"未发送给 {engine.name}：个人信息无法完全替换"
        )
        return False
    return True


def _blanked(protected: Protected) -> str:
    """The text that would be sent, without its placeholders."""
    text = protected.text
    for number in range(1, len(protected.held) + 1):
        text = text.replace(f"[X{number}X]", "，")
    return text


def _batch(
    engine: Engine, pair: tuple[str, str], tasks: list[_Task], done: list[Segment], helpers: Helpers
) -> list[_Task]:
    """One call. Returns the tasks it did not do."""
    if not helpers.breaker.allows(engine.name):
        minutes = round(helpers.breaker.open_for(engine.name) / 60)
        return _refused(tasks, Text2(f"engine {engine.name} is left alone for {minutes} min", f"翻译引擎 {engine.name} 暂停使用 {minutes} 分钟"))
    context = Context(tuple(_examples(task, engine, helpers) for task in tasks), tuple(_terms(task, helpers) for task in tasks))
    texts = [task.protected.text for task in tasks]
    try:
        answers = engine.translate(texts, *pair, context)
        if len(answers) != len(texts):
            count = f"{len(answers)}/{len(texts)}"
            raise EngineFailed(
                Text2(f"engine {engine.name}: wrong number of answers ({count})", f"翻译引擎 {engine.name}：译文数量不符（{count}）")
            )
    except (EngineFailed, MissingPart) as error:
        helpers.breaker.failed(engine.name, at_once=isinstance(error, StayAway | MissingPart))
        _remember(helpers.failures, error)
        return _refused(tasks, error.text)
    left = []
    for task, answer in zip(tasks, answers, strict=True):
        reason = doubt(task.protected.text, answer, *pair)
        if reason is None:
            done[task.place] = _machine(task, answer, engine, helpers)
        else:
            task.reason = Text2(f"engine {engine.name}: {reason.en}", f"翻译引擎 {engine.name}：{reason.zh}")
            left.append(task)
    if len(left) < len(tasks):
        helpers.breaker.succeeded(engine.name)
    else:
        helpers.breaker.failed(engine.name)
    if engine.online and len(left) == len(tasks):  # a service that answers nonsense is down; a model here did its best
        _remember(helpers.failures, EngineFailed(left[0].reason or Text2(engine.name, engine.name)))
    return left


def _remember(failures: list[AppealdocsError], error: AppealdocsError) -> None:
    """Each failure once."""
    if all(str(error) != str(known) for known in failures):
        failures.append(error)


def _refused(tasks: list[_Task], reason: Text2) -> list[_Task]:
    for task in tasks:
        task.reason = reason
    return tasks


def _machine(task: _Task, answer: str, engine: Engine, helpers: Helpers) -> Segment:
    restored = restore(answer, task.protected, task.segment.target_language)
    return replace(
        task.segment,
        target=restored.text,
        origin="machine",
        state="needs-review",
        flags=(*task.segment.flags, *restored.flags),
        stamp=helpers.stamp(engine=f"{engine.name} {engine.model}".strip()),
    )


def _examples(task: _Task, engine: Engine, helpers: Helpers) -> tuple[Pair, ...]:
    """Near sentences with their translations; an online engine sees only those that hold nothing personal."""
    segment = task.segment
    if helpers.memory is None:
        return ()
    near = helpers.memory.fuzzy(
        segment.source, segment.source_language, segment.target_language,
        minimum=EXAMPLES_FROM, limit=EXAMPLES, names=helpers.names, zone=helpers.zone,
    )  # fmt: skip
    return tuple(
        (match.unit.source, match.unit.target)
        for match in near
        if not engine.online
        or not (
            is_personal(match.unit.source, segment.source_language, helpers.names)
            or is_personal(match.unit.target, segment.target_language, helpers.names)
        )
    )


def _terms(task: _Task, helpers: Helpers) -> tuple[Pair, ...]:
    if helpers.glossary is None:
        return ()
    segment = task.segment
    return tuple(
        glossary_terms.in_prompt(helpers.glossary, segment.source, segment.source_language, segment.target_language)
    )
