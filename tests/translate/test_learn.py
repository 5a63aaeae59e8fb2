"""Approved pairs enter the memory with their neighbours."""

from __future__ import annotations

from dataclasses import replace

from appealdocs.model.letter import Segment, Stamp
from appealdocs.translate.learn import learn
from appealdocs.translate.memory import open_memory
from appealdocs.translate.unit import CONTEXT


def segment(id: str, source: str, target: str, by: str = "Li Na", **more: object) -> Segment:
    plain = Segment(id, id, source, "zh", target, "ru", "machine", "approved", stamp=Stamp(by, "2026-03-01T10:00:00+03:00"))
    return replace(plain, **more)  # type: ignore[arg-type]


def test_what_a_named_person_approved_is_found_as_a_context_match() -> None:
    segments = [
        segment("a", "包裹已签收。", "Посылка вручена."),
        segment("b", "已全额退款。", "Средства возвращены полностью."),
        segment("c", "机器译文。", "Машинный перевод.", by="", state="needs-review"),
        segment("d", "条款。", "Условие.", origin="clause"),
        segment("e", "标题", "Заголовок", field=""),
    ]
    with open_memory() as memory:
        assert learn(segments, memory, "ozon-odr", "2026-03-02T10:00:00+03:00") == 2
        (match,) = memory.lookup("已全额退款。", "zh", "ru", previous="包裹已签收。", next="机器译文。")
        assert (match.score, match.target, match.approved) == (CONTEXT, "Средства возвращены полностью.", True)
        assert (match.unit.who, match.unit.at, match.unit.procedure) == ("Li Na", "2026-03-01T10:00:00+03:00", "ozon-odr")


def test_a_newer_approval_replaces_the_older_one_and_nothing_else_is_added() -> None:
    with open_memory() as memory:
        learn([segment("a", "包裹已签收。", "Посылка вручена.")], memory)
        learn([segment("a", "包裹已签收。", "Посылка доставлена.", by="Olga")], memory)
        assert memory.lookup("包裹已签收。", "zh", "ru")[0].target in ("Посылка доставлена.", "Посылка вручена.")
        assert learn([], memory) == 0
