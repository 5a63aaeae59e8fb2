"""Videos into MP4, into a budget, as frames."""

from __future__ import annotations

from typing import Any

import pytest

from appealdocs.pack import film
from appealdocs.pack.sheets import clock, contact


def test_an_avi_becomes_an_mp4_of_the_same_length(files: Any) -> None:
    data = files.film(2, "avi", "mpeg4")
    assert film.repacked(data, "avi") is None
    made = film.coded(data, "avi", 1080, 400_000)
    shot = film.look(made, "mp4")
    assert shot.codec == "h264"
    assert shot.seconds == pytest.approx(2.0, abs=0.15)
    assert (shot.width, shot.height) == (320, 240)


def test_a_mov_with_h264_is_put_into_mp4_without_being_coded_anew(files: Any) -> None:
    import io

    import av

    data = files.film(2, "mov")
    made = film.repacked(data, "mov")
    assert made is not None

    def packets(content: bytes, kind: str) -> list[bytes]:
        with av.open(io.BytesIO(content), format=kind) as container:
            return [bytes(p) for p in container.demux(container.streams.video[0]) if p.size]

    assert packets(made, "mp4") == packets(data, "mov")


def test_a_budget_is_kept_and_the_same_bytes_come_out_twice(files: Any) -> None:
    data = files.film(4, bits=2_000_000)
    budget = len(data) // 3
    made = film.coded(data, "mp4", 240, budget)
    assert len(made) <= budget
    assert film.coded(data, "mp4", 240, budget) == made


def test_frames_come_with_their_times(files: Any) -> None:
    stills = list(film.stills(files.film(3), "mp4", 3))
    assert [round(at, 1) for at, _ in stills] == [0.5, 1.5, 2.5]
    assert [clock(at) for at, _ in stills] == ["00:00", "00:01", "00:02"]
    page = contact(stills)
    assert page.width > page.height > 0
    assert contact(stills).tobytes() == page.tobytes()


def test_when_it_was_filmed_survives_conversion(files: Any) -> None:
    import io

    import av

    out = io.BytesIO()
    with av.open(io.BytesIO(files.film(1)), format="mp4") as source, av.open(out, "w", format="mov") as target:
        target.metadata["creation_time"] = "2026-03-01T10:00:00Z"
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    made = film.repacked(out.getvalue(), "mov")
    assert made is not None
    with av.open(io.BytesIO(made), format="mp4") as container:
        assert container.metadata["creation_time"].startswith("2026-03-01T10:00:00")
