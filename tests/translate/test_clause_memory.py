"""Every clause of the library, written out in Chinese, is found again and translated by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from appealdocs.facts.names import Names
from appealdocs.resources import load_yaml, shipped
from appealdocs.translate.clauses import ClauseMatch, Clauses

ZONE = ZoneInfo("Europe/Moscow")


def definitions() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted((shipped("templates") / "clauses").glob("*.yaml")):
        found.update(load_yaml(Path(path)))
    return found


def test_nearly_every_clause_recognises_its_own_sentence() -> None:
    library = definitions()
    clauses = Clauses(library, ZONE)
    lost = []
    for id, definition in library.items():
        own = ClauseMatch(id, definition["example"])
        names = Names({"name": [v for v in definition["example"].values() if isinstance(v, dict) and "zh" in v]})
        for language in ("en", "ru"):
            if not definition.get(language):
                continue
            found = clauses.translate(clauses.render(own, "zh"), language, names)
            if found is None or found[0].clause != id or found[1] != clauses.render(own, language, names):
                lost.append((id, language))
    assert len(lost) <= len(library) // 50, lost


CLAUSES = {
    "held": {
        "zh": "订单 {{ order }} 的包裹于{{ day | date }}被海关扣留，历时 {{ days | count('天') }}。",
        "en": "The parcel of order {{ order }} was held at customs on {{ day | date }}, for {{ days | count('day') }}.",
        "ru": "Отправление по заказу № {{ order }} задержано таможней {{ day | date }}, на {{ days | count('день', 'accs') }}.",
        "slots": {"order": "id", "day": "date", "days": "duration"},
    },
    "agent": {
        "zh": "该包裹由 {{ agent }} 代表我司签收并保管。",
        "en": "{{ agent }} signed for the parcel on our behalf.",
        "ru": "",
        "slots": {"agent": "name"},
    },
}  # fmt: skip


def test_slots_are_read_by_value() -> None:
    match = Clauses(CLAUSES, ZONE).match("订单AE-7730412的包裹于2026年3月2日被海关扣留，历时21天")
    assert match == ClauseMatch("held", {"order": "AE-7730412", "day": "2026-03-02", "days": 21})
    found = Clauses(CLAUSES, ZONE).translate("订单AE-7730412的包裹于2026年3月2日被海关扣留，历时21天", "ru")
    assert found is not None
    assert found[1].replace("\u00a0", " ") == "Отправление по заказу № AE-7730412 задержано таможней 2 марта 2026 г., на 21 день."


@pytest.mark.parametrize(
    "sentence",
    [
        "订单AE-7730412的包裹于3月2日被海关扣留，历时21天。",  # no year: the clause cannot say the date
        "订单AE-7730412的包裹于2026年3月2日没有被海关扣留，历时21天。",
        "订单AE-7730412的包裹于2026年3月2日被海关扣留，历时21小时。",
    ],
)
def test_what_a_clause_does_not_cover_whole_is_not_its(sentence: str) -> None:
    assert Clauses(CLAUSES, ZONE).match(sentence) is None


def test_chinese_words_are_never_left_in_a_slot() -> None:
    clauses = Clauses(CLAUSES, ZONE)
    assert clauses.translate("该包裹由王磊代表我司签收并保管。", "en") is None
    names = Names({"name": [{"zh": "王磊", "en": "Wang Lei"}]})
    found = clauses.translate("该包裹由王磊代表我司签收并保管。", "en", names)
    assert found is not None
    assert found[1] == "Wang Lei signed for the parcel on our behalf."


def test_a_near_clause_is_suggested() -> None:
    assert Clauses(CLAUSES, ZONE).suggest("包裹被海关扣留了很久")[0][0] == "held"


def test_a_slot_is_data_and_never_runs() -> None:
    clauses = Clauses(CLAUSES, ZONE)
    found = clauses.translate("该包裹由 {{ 7*7 }}{% x %} 代表我司签收并保管。", "en")
    assert found is not None
    assert "{{ 7*7 }}" in found[1]
