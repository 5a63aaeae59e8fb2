"""What somebody edited in Word comes back segment by segment."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appealdocs.errors import BadInput
from appealdocs.model.letter import Block, Inline, Letter, Segment
from appealdocs.render import docx, docx_text, read_back, sheet
from appealdocs.render.style import Images, Style
from appealdocs.render.words import DIRECTIONS

Build = Callable[..., Letter]


def written(letter: Letter, now: datetime) -> bytes:
    return docx(sheet(letter, final=False), images=Images(), style=Style(), now=now)


def edited(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The DOCX with one part changed, as another program would save it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, change(content.decode()).encode() if info.filename == part else content)
    return out.getvalue()


def test_every_segment_comes_back_as_it_was_written(build_letter: Build, now: datetime) -> None:
    letter = build_letter("ru", points=3)
    assert read_back(written(letter, now)) == {id: s.target for id, s in letter.segments.items()}


UNSEEN = "\ufeff" + "".join(map(chr, DIRECTIONS))
words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"], exclude_characters=UNSEEN), min_size=1, max_size=60
).map(lambda t: t.strip()).filter(lambda t: t.strip("\xad"))  # a soft hyphen alone says nothing


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=words)
def test_any_text_survives_the_round_trip(said: str, build_letter: Build, now: datetime) -> None:
    letter = build_letter(points=1, claims=1, rows=0, exhibits=0, claim=said)
    data = written(letter, now)
    assert read_back(data) == dict.fromkeys(letter.segments, said)
    assert docx_text(data).body == sheet(letter, final=False).words()


def test_an_edit_in_word_is_read_and_so_are_tracked_changes(build_letter: Build, now: datetime) -> None:
    letter = build_letter(claim="The parcel was sent late.")
    plain = edited(written(letter, now), lambda x: x.replace("The parcel was sent late.", "The parcel was sent on time.", 1))
    assert read_back(plain)["p1.cause1"] == "The parcel was sent on time."
    assert read_back(plain)["p1.cause2"] == "The parcel was sent late."
    tracked = edited(written(letter, now), lambda x: x.replace(
        '<w:r><w:t xml:space="preserve">The parcel was sent late.</w:t></w:r>',
        '<w:r><w:t xml:space="preserve">The parcel was sent </w:t></w:r><w:del w:id="90" w:author="boss"><w:r><w:delText>late</w:delText>'
        '</w:r></w:del><w:ins w:id="91" w:author="boss"><w:r><w:t>on time</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>', 1))
    assert read_back(tracked)["p1.cause1"] == "The parcel was sent on time."


def test_an_untouched_gap_is_no_edit_but_a_filled_one_is(build_letter: Build, now: datetime) -> None:
    letter = build_letter(claims=1)
    open_ = replace(letter, segments={id: replace(s, target="") for id, s in letter.segments.items()})
    data = written(open_, now)
    assert read_back(data) == {}
    assert "[包裹已于2026年3月12日交付承运商。]" in docx_text(data).body
    filled = edited(data, lambda x: re.sub(r"<w:showingPlcHdr/>", "", x, count=1).replace("[包裹已于2026年3月12日交付承运商。]", "Sent.", 1))
    assert read_back(filled) == {"p1.cause1": "Sent."}


@pytest.fixture
def twice(build_letter: Build, make_segment: Callable[..., Segment]) -> Letter:
    again = Block("paragraph", "body.plan", (Inline("segment", segment="s1"),))
    return build_letter(extra=(again, again), segments=(make_segment("s1", "We check every label."),))


def test_of_two_copies_the_edited_one_counts(twice: Letter, now: datetime) -> None:
    before = {"s1": "We check every label."}
    one = edited(written(twice, now), lambda x: x.replace("We check every label.", "We check each label twice.", 1))
    assert read_back(one, before)["s1"] == "We check each label twice."
    with pytest.raises(BadInput) as error:
        read_back(one)
    assert error.value.faults[0].key == "s1"
    both = edited(one, lambda x: x.replace("We check every label.", "We check nothing.", 1))
    with pytest.raises(BadInput):
        read_back(both, before)


def test_list_numbers_are_read_as_word_counts_them(build_letter: Build, make_segment: Callable[..., Segment], now: datetime) -> None:
    items = [Block("item", "body.plan", (Inline("text", f"item {n}"),), number=n) for n in ("3.", "4.", "9.", "(a)", "", "1.")]
    letter = build_letter(extra=tuple(items))
    body = docx_text(written(letter, now)).body
    assert "3. item 3. 4. item 4. 9. item 9. (a) item (a) • item 1. item 1." in body


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x03\x04 broken"])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_back(data)


def test_hostile_packages_are_refused_or_harmless(build_letter: Build, now: datetime) -> None:
    letter = build_letter(claim="Sent.")
    bomb = edited(written(letter, now), lambda x: x.replace("</w:body>", "<!--" + " " * 60_000_000 + "--></w:body>"))
    with pytest.raises(BadInput, match="too large"):
        read_back(bomb)
    entity = edited(written(letter, now), lambda x: x.replace(
        "<w:document ", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document ', 1).replace("Sent.", "&x;Sent.", 1))
    assert "root:" not in docx_text(entity).body
