"""Names of packed files."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.pack.names import LONGEST, Namer, fill, safe

PATTERN = "{order}_{type}_{language}.{ext}"


@pytest.mark.parametrize(
    ("pattern", "values", "name"),
    [
        (PATTERN, {"order": "123456789", "type": "shipment", "language": "ru", "ext": "pdf"}, "123456789_shipment_ru.pdf"),
        ("OrderID_{order}_Evidence.{ext}", {"order": "1122334455", "ext": "pdf"}, "OrderID_1122334455_Evidence.pdf"),
        (PATTERN, {"order": "1", "type": "video", "language": "", "ext": "mp4"}, "1_video.mp4"),
        ("{code}_{type}.{ext}", {"code": "DC-003_DC-012", "type": "evidence", "ext": "pdf"}, "DC-003_DC-012_evidence.pdf"),
        (PATTERN, {"order": "../../etc/passwd", "type": "a/b", "language": "ru", "ext": "pdf"}, "etc-passwd_a-b_ru.pdf"),
        (PATTERN, {"order": "заказ №7", "type": "waybill", "language": "ru", "ext": "pdf"}, "No7_waybill_ru.pdf"),
        ("{type}.{ext}", {"type": "CON", "ext": "pdf"}, "_CON.pdf"),
        ("{type}.{ext}", {"type": "", "ext": "pdf"}, "evidence.pdf"),
    ],
)
def test_the_pattern_is_filled_with_what_no_system_trips_over(pattern: str, values: dict[str, str], name: str) -> None:
    assert fill(pattern, values) == name


def test_the_second_of_a_kind_is_numbered_whatever_its_case() -> None:
    namer = Namer()
    values = {"order": "A1", "type": "waybill", "language": "en", "ext": "pdf"}
    assert [namer.name(PATTERN, values), namer.name(PATTERN, values), namer.name(PATTERN, {**values, "order": "a1"})] == [
        "A1_waybill_en.pdf", "A1_waybill_en_2.pdf", "a1_waybill_en_3.pdf",
    ]


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=300), st.sampled_from(["pdf", "jpg", "mp4"]))
def test_no_value_makes_a_name_that_leaves_the_folder(order: str, type: str, ext: str) -> None:
    name = fill(PATTERN, {"order": order, "type": type, "language": "en", "ext": ext})
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", name)
    assert len(name) <= LONGEST
    assert name.endswith(f".{ext}")
    assert not re.match(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)\.", name, re.IGNORECASE)
    assert ".." not in name.rpartition(".")[0] or "/" not in name


def test_safe_keeps_ids_as_they_are() -> None:
    assert safe("61840275-0318-1") == "61840275-0318-1"
    assert safe("112-7304518_2296637") == "112-7304518_2296637"
