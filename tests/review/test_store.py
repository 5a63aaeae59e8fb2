"""The review file: valid XLIFF 1.2 by the official schema, any text there and back, the reference that stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.casefolder import CaseFolder
from appealdocs.model.letter import Flag, Origin, Segment, Stamp, State
from appealdocs.model.text import Text2
from appealdocs.review.actions import approve, edit
from appealdocs.review.exchange import export
from appealdocs.review.store import XLIFF, clean, dump_segments, load, parse, reference_of

SCHEMAS = Path(__file__).parent / "schema"
NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def schema() -> Any:
    """The strict schema of OASIS with the declarations of our own attributes; nothing is fetched."""
    from lxml import etree

    class Local(etree.Resolver):
        def resolve(self, url: str, public: str, context: Any) -> Any:  # type: ignore[override]
            return self.resolve_filename(str(SCHEMAS / url.rsplit("/", 1)[-1]), context)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    both = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        '<xs:import namespace="urn:oasis:names:tc:xliff:document:1.2" schemaLocation="xliff-core-1.2-strict.xsd"/>'
        '<xs:import namespace="urn:appealdocs:review:1" schemaLocation="appealdocs-review-1.xsd"/></xs:schema>'
    )
    return etree.XMLSchema(etree.fromstring(both, parser))


def faults(schema: Any, data: bytes) -> list[str]:
    from lxml import etree

    schema.validate(etree.fromstring(data))
    return [e.message for e in schema.error_log]


def rich() -> list[Segment]:
    """Every state, origin and attribute that a file can hold."""
    flag = Flag("number-changed", "critical", Text2("7 & 8 <differ>", "7 与 8 不同"), 0.5)
    made = [
        Segment(f"s{n}.{state}", f"points[{n}]", f"包裹 34208117650 于2026年3月{n + 1}日签收 <&> \"“", "zh", f"Parcel 34208117650 signed for on {n + 1} March 2026 <&>",
                "en", origin, state, "cause", flags=(flag,), stamp=Stamp("Li Min", NOW.isoformat(), "local", 80 + n, "g1"), note="given", mirror="镜像",
                previous_source="旧 <原文>", previous_target="old & target", clause="c1", comments=("Li Min: see <this>",))
        for n, origin in enumerate(get_args(Origin)) for state in get_args(State)
    ]
    russian = Segment("r1", "request", "Please remove it.", "en", "", "ru", "human", "new", "request")
    return [*made, russian, replace(russian, id="fixed", field="", source_language="zh", target_language="en")]


def test_the_review_file_is_valid_by_the_strict_schema(schema: Any) -> None:
    assert faults(schema, dump_segments(rich(), "T-1 <&>", "en")) == []


def test_an_export_is_valid_by_the_strict_schema(schema: Any, reviewed: CaseFolder) -> None:
    from appealdocs.review.formats.xlf import write

    assert faults(schema, export(reviewed, "xlf", NOW)[1]) == []
    assert faults(schema, write(rich(), "0123456789ab", "T-1")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'state="signed-off"', b'state="approved"'), (b"<source>", b"<sauce>"), (b'approved="yes"', b'approved="maybe"'), (b'a:match="80"', b'a:match="180"')],
)
def test_the_schema_refuses_what_is_wrong(schema: Any, old: bytes, new: bytes) -> None:
    data = dump_segments(rich(), "T-1", "en")
    assert old in data
    assert faults(schema, data.replace(old, new).replace(b"</source>" if new == b"<sauce>" else b"\0", b"</sauce>"))


def test_match_quality_and_notes_stand_where_cat_tools_look() -> None:
    from lxml import etree
    from translate.storage.xliff import xlifffile

    from appealdocs.review.formats.xlf import write

    data = write([s for s in rich() if s.origin == "fuzzy"], "0123456789ab", "T-1")
    root = etree.fromstring(data)
    assert {a.get("match-quality") for a in root.iter(f"{{{XLIFF}}}alt-trans") if a.get("alttranstype") == "proposal"} == {"84%"}
    assert {t.get("state") for t in root.iter(f"{{{XLIFF}}}target") if t.get("state")} == {"new", "needs-review-translation", "signed-off"}
    units = [u for u in xlifffile.parsestring(data).units if not u.isheader()]
    assert [u.isapproved() for u in units] == [False, False, True]
    assert all("number-changed" in u.getnotes("appealdocs") for u in units)
    assert all(u.getalttrans() for u in units)


def test_the_original_is_the_case_reference_and_stays(reviewed: CaseFolder) -> None:
    assert reference_of(reviewed.review) == "T-1"
    approve(reviewed, ["p1.action1"], "Li Min", NOW)
    edit(reviewed, "request", "Please remove it.", "Li Min", NOW)
    assert reference_of(reviewed.review) == "T-1"
    assert b'original="T-1"' in export(reviewed, "xlf", NOW)[1]


texts = st.text(st.characters(), max_size=40)


@settings(max_examples=60, deadline=None)
@given(
    source=texts, target=texts, note=texts, mirror=texts, previous=texts, comment=texts, by=texts, message=texts,
    origin=st.sampled_from(get_args(Origin)), state=st.sampled_from(get_args(State)), match=st.none() | st.integers(0, 100),
)
def test_any_text_comes_back(
    source: str, target: str, note: str, mirror: str, previous: str, comment: str, by: str, message: str, origin: Origin,
    state: State, match: int | None,
) -> None:
    flag = Flag("x", "minor", Text2(clean(message), "提示"), 0.25)
    sent = Segment(
        "p1", "request", source, "zh", target, "en", origin, state, "request", flags=(flag,), stamp=Stamp(by, NOW.isoformat(), "e", match), note=note,
        mirror=mirror, previous_source=previous, previous_target=target, comments=(comment,),
    )
    back = parse(dump_segments([sent], "T", "en"), "x")["p1"]
    said = clean(target)
    wanted = replace(
        sent, source=clean(source), target=said, note=clean(note), mirror="" if mirror == source else clean(mirror), previous_source=clean(previous),
        previous_target=said, comments=(clean(comment),), stamp=replace(sent.stamp, by=clean(by)),
        state="new" if not said else "approved" if state == "approved" else "needs-review",
    )
    assert back == wanted


def test_a_file_is_never_read_from_an_older_version(reviewed: CaseFolder) -> None:
    for n in range(30):
        edit(reviewed, "request", f"text {n % 10}", "Li Min", NOW)
        assert load(reviewed.review)["request"].target == f"text {n % 10}"
        load(reviewed.review).clear()
        assert len(load(reviewed.review)) == 5
