from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from appealdocs.errors import AppealdocsError
from appealdocs.facts.names import Names
from appealdocs.model.letter import Letter, Origin, Segment, State
from appealdocs.model.text import Language
from appealdocs.translate import translate
from appealdocs.translate.breaker import Breaker
from appealdocs.translate.engines.fakes import EchoEngine, FaultyEngine, RecordingEngine
from appealdocs.translate.engines.none import NoEngine
from appealdocs.translate.glossary import Glossary, Term
from appealdocs.translate.memory import Memory, open_memory
from appealdocs.translate.unit import Unit

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
CLAUSES = {
    "held": {
        "zh": "该包裹在海关滞留 {{ days | count('天') }}后放行。",
        "en": "The parcel was released by customs after {{ days | count('day') }}.",
        "ru": "",
        "slots": {"days": "duration"},
    }
}
GLOSSARY = Glossary([Term({"zh": ("仓库",), "en": ("warehouse",), "ru": ("склад",)})])


def segment(id: str, source: str, target: str = "", *, origin: Origin = "human", state: State = "new", language: Language = "zh") -> Segment:
    return Segment(id, f"points[0].{id}", source, language, target, "en", origin, state)


def letter(*segments: Segment) -> Letter:
    return Letter("en", "T-1", "Appeal", (), (), (), {s.id: s for s in segments})


def run(document: Letter, memory: Memory | None = None, engines: Any = (), **more: Any) -> Letter:
    return translate(
        document, memory=memory, glossary=GLOSSARY, clauses=CLAUSES, engines=engines, now=NOW, breaker=Breaker(), **more
    )


@pytest.fixture
def memory() -> Memory:
    memory = open_memory()
    memory.add(
        [
            Unit("货物延误了4天。", "The goods were 4 days late.", "zh", "en", "approved", "Anna", "2026-01-01T00:00:00+00:00"),
            Unit("我们已更换供应商。", "We have changed the supplier.", "zh", "en", "seed"),
            Unit("该包裹在海关滞留3天后放行。", "Seed words.", "zh", "en", "seed"),
            Unit("这批货物由我们自己的仓库当天全部发出。", "All goods left our own warehouse the same day.", "zh", "en", "approved", "Anna"),
        ]
    )
    return memory


def test_each_segment_takes_the_surest_way(memory: Memory) -> None:
    done = run(
        letter(
            segment("a", "货物延误了6天。"),
            segment("b", "该包裹在海关滞留3天后放行。"),
            segment("c", "我们已更换供应商。"),
            segment("d", "这批货物由我们自己的仓库次日全部发出。"),
            segment("e", "完全没有见过的一句话，谁也不知道。"),
        ),
        memory,
    ).segments
    assert [(s.target, s.origin, s.state) for s in done.values()] == [
        ("The goods were 6 days late.", "memory", "approved"),
        ("The parcel was released by customs after 3 days.", "clause", "approved"),
        ("We have changed the supplier.", "memory", "needs-review"),
        ("All goods left our own warehouse the same day.", "fuzzy", "needs-review"),
        ("", "human", "new"),
    ]
    assert (done["a"].stamp.match, done["a"].stamp.by, done["a"].stamp.at) == (100, "Anna", NOW.isoformat())
    assert done["a"].stamp.glossary == GLOSSARY.fingerprint
    assert done["b"].clause == "held"
    assert done["d"].stamp.match is not None
    assert 75 <= done["d"].stamp.match < 100


def test_what_a_person_wrote_or_approved_is_never_touched(memory: Memory) -> None:
    kept = letter(
        segment("a", "货物延误了4天。", "My own words.", state="needs-review"),
        segment("b", "我们已更换供应商。", "Approved words.", origin="machine", state="approved"),
        segment("c", "Already English.", "Already English.", language="en", state="approved"),
        segment("d", "   "),
    )
    assert run(kept, memory, [EchoEngine()]).segments == kept.segments


def test_engines_are_called_only_for_what_is_left_and_stamp_their_work(memory: Memory) -> None:
    engine = RecordingEngine(EchoEngine(answers={"仓库漏发了货。": "The warehouse did not send the goods."}), online=False)
    done = run(letter(segment("a", "货物延误了4天。"), segment("b", "仓库漏发了货。")), memory, [engine]).segments
    assert [texts for texts, _, _, _ in engine.calls] == [["仓库漏发了货。"]]
    assert engine.calls[0][3].terms == ((("仓库", "warehouse"),),)
    assert (done["b"].origin, done["b"].state, done["b"].stamp.engine) == ("machine", "needs-review", "recording echo")


def test_near_sentences_are_given_to_the_engine_as_examples(memory: Memory) -> None:
    engine = RecordingEngine(online=False)
    run(letter(segment("a", "这批货物由我们自己的仓库次日全部发出。")), memory, [engine])
    assert engine.calls[0][3].examples[0][0] == ("这批货物由我们自己的仓库当天全部发出。", "All goods left our own warehouse the same day.")


def test_no_personal_data_reaches_an_online_engine() -> None:
    memory = open_memory()
    memory.add([Unit("联系人张小明已把包裹交给承运商处理了。", "Zhang Xiaoming handed the parcel over.", "zh", "en", "approved", "Anna")])
    names = Names({"name": [{"zh": "李伟", "en": "Li Wei"}], "order-id": ["AE-7730412"]})
    engine = RecordingEngine()
    done = run(
        letter(
            segment("a", "订单AE-7730412由李伟签收，电话+971 50 123 4567，退款129.50迪拉姆。"),
            segment("b", "联系人王小红已把包裹交给承运商处理完了。"),
            segment("c", "地址：广东省深圳市龙岗区雪岗路2018号3栋1203室。"),
        ),
        memory,
        [engine],
        names=names,
    ).segments
    for secret in ("AE-7730412", "李伟", "123 4567", "129.50", "张小明", "Zhang", "王小红", "雪岗路", "1203"):
        assert secret not in engine.sent, secret
    assert "AE-7730412" in done["a"].target
    assert "Li Wei" in done["a"].target
    assert "Wang Xiaohong" in done["b"].target
    assert [flag.flag for flag in done["c"].flags] == ["name-unwritten"]


def test_a_poor_answer_of_a_model_on_this_machine_is_no_failure_and_the_segment_stays_open() -> None:
    failures: list[AppealdocsError] = []
    done = run(letter(segment("a", "仓库漏发了货。")), None, [FaultyEngine(["other-script"])], failures=failures).segments["a"]
    assert (done.target, failures) == ("", [])
    assert "another script" in done.note


@pytest.mark.parametrize("fault", ["fail", "none", "same", "html", "short", "loop", "other-script"])
def test_the_next_engine_takes_over_and_the_reason_is_kept(fault: str) -> None:
    failures: list[AppealdocsError] = []
    first, second = FaultyEngine([fault], online=True), EchoEngine("second")
    done = run(letter(segment("a", "仓库漏发了货。")), None, [first, second], failures=failures).segments["a"]
    assert done.stamp.engine == "second echo"
    assert len(failures) == 1


def test_if_every_engine_fails_the_segment_stays_open_and_says_why() -> None:
    done = run(letter(segment("a", "仓库漏发了货。")), None, [FaultyEngine(["fail"])]).segments["a"]
    assert (done.target, done.state) == ("", "new")
    assert "told to fail" in done.note


@pytest.mark.parametrize(("fault", "flag"), [("lost", "placeholder-lost"), ("doubled", "placeholder-doubled")])
def test_placeholder_trouble_is_flagged(fault: str, flag: str) -> None:
    done = run(letter(segment("a", "订单AE-7730412于2026年3月2日发出。")), None, [FaultyEngine([fault])]).segments["a"]
    assert [f.flag for f in done.flags] == [flag]


def test_an_engine_that_keeps_failing_is_left_alone() -> None:
    breaker, engine = Breaker(), FaultyEngine(["fail"])
    document = letter(segment("a", "仓库漏发了货。"))
    for _ in range(5):
        translate(document, memory=None, glossary=None, engines=[engine], now=NOW, breaker=breaker)
    assert engine.calls == 3


def test_the_engine_that_does_nothing_leaves_everything_open() -> None:
    assert run(letter(segment("a", "仓库漏发了货。")), None, [NoEngine()]).segments["a"].target == ""


def test_the_chinese_of_an_english_claim_is_found_for_the_person_who_signs(memory: Memory) -> None:
    done = run(letter(segment("a", "The goods were 4 days late.", "The goods were 4 days late.", language="en", state="approved")), memory)
    assert done.segments["a"].mirror == "货物延误了4天。"


def test_neighbours_decide_between_two_exact_matches() -> None:
    memory = open_memory()
    memory.add(
        [
            Unit("已退款。", "The refund was paid.", "zh", "en", "approved", "A", "2026-01-01T00:00:00+00:00", "买家投诉。", ""),
            Unit("已退款。", "We refunded it.", "zh", "en", "approved", "A", "2026-02-01T00:00:00+00:00", "", ""),
        ]
    )
    done = run(letter(segment("a", "买家投诉。"), segment("b", "已退款。")), memory).segments
    assert (done["b"].target, done["b"].stamp.match) == ("The refund was paid.", 101)
