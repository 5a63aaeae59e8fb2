"""Flags on a letter: which segments are judged, what shows only between them."""

from __future__ import annotations

from dataclasses import replace

from appealdocs.facts.names import Names
from appealdocs.model.letter import Letter, Segment, Stamp
from appealdocs.translate.flags import flag, flagged
from appealdocs.translate.flags.letter import is_judged


def segment(id: str, source: str, target: str, **more: object) -> Segment:
    plain = Segment(id, f"points.{id}", source, "zh", target, "ru", "machine", "needs-review")
    return replace(plain, **more)  # type: ignore[arg-type]


def letter(*segments: Segment) -> Letter:
    return Letter("ru", "T-1", "", (), (), (), {s.id: s for s in segments})


def test_machine_fuzzy_memory_and_human_targets_are_judged_and_nothing_else() -> None:
    wrong = ("退款328美元", "Возвращено 328 руб.")
    assert is_judged(segment("a", *wrong))
    assert is_judged(segment("a", *wrong, origin="fuzzy"))
    assert is_judged(segment("a", *wrong, origin="human", state="approved"))
    assert not is_judged(segment("a", *wrong, origin="human", state="approved", stamp=Stamp("Li Na")))
    assert not is_judged(segment("a", *wrong, origin="clause"))
    assert not is_judged(segment("a", *wrong, state="approved"))
    assert not is_judged(segment("a", "退款", ""))
    assert not is_judged(segment("a", *wrong, field=""))


def test_flags_and_risk_are_put_on_the_segment_and_placeholder_flags_stay() -> None:
    kept = flag("placeholder-repaired", "a", "b")
    done = flagged(letter(segment("a", "退款328美元", "Возвращено 328 руб.", flags=(kept, flag("number-changed", "old", "old")))))
    names = [f.flag for f in done.segments["a"].flags]
    assert names[0] == "placeholder-repaired"
    assert "money-currency" in names
    assert "number-changed" not in names
    assert done.segments["a"].risk > 0.9


def test_twice_flagged_is_as_once() -> None:
    once = flagged(letter(segment("a", "退款328美元", "Возвращено 328 руб."), segment("b", "退款328美元", "Мы вернули 328 долл. США.")))
    assert flagged(once) == once
    assert "inconsistent-target" in {f.flag for f in once.segments["b"].flags}


def test_one_person_in_two_scripts() -> None:
    names = Names({"name": [{"zh": "陈卫东", "en": "Chen Weidong", "ru": "Чэнь Вэйдун"}]})
    done = flagged(
        letter(segment("a", "陈卫东已签字", "Чэнь Вэйдун подписал."), segment("b", "陈卫东已核对", "Чэнь Вэйдун сверил."), segment("c", "陈卫东已寄出", "Chen Weidong отправил.")),
        names=names,
    )
    assert "name-spelling" in {f.flag for f in done.segments["c"].flags}
    assert "name-spelling" not in {f.flag for f in done.segments["a"].flags}
