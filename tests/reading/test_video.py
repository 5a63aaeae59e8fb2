"""Videos: length, size, creation time, watermark, labels, black and frozen stretches."""

from __future__ import annotations

from typing import Any

import pytest

from appealdocs.model.reading import Reading
from appealdocs.reading import Expect, Pool, read

EN = Expect(languages=("en",))


def clock(second: int) -> str:
    return f"2026-03-05 13:42:{10 + second:02d}\nSKU LT-KB2041-BLK"


def clip(reading: Reading) -> Any:
    assert reading.clip is not None
    return reading.clip


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.avi"])
def test_length_and_size(make: Any, pool: Pool, name: str) -> None:
    reading = read(make.video(name, seconds=8), name, EN, pool=pool)
    assert (reading.kind, reading.troubles) == (name[2:], ())
    assert clip(reading).seconds == pytest.approx(8, abs=0.6)
    assert (clip(reading).width, clip(reading).height, clip(reading).codec) == (640, 360, "mpeg4")


def test_watermark_and_label_are_read(make: Any, pool: Pool) -> None:
    reading = read(make.video("a.mp4", 6, clock), "a.mp4", EN, pool=pool)
    assert len(clip(reading).watermark_times) == 4
    assert [p.number for p in reading.pages] == [1, 3, 5, 6]
    assert clip(reading).watermark_times[0].endswith("13:42:10")
    assert clip(reading).watermark_times[-1].endswith("13:42:15")
    assert any("LT-KB2041-BLK" in text for text in clip(reading).texts)
    assert "LT-KB2041-BLK" in {f.fact.value for f in reading.found}
    assert reading.ocr == ("rapidocr",)


def test_creation_time(make: Any, pool: Pool) -> None:
    reading = read(make.video("a.mp4", created="2026-03-05T10:42:00Z"), "a.mp4", EN, pool=pool)
    assert clip(reading).created == "2026-03-05T10:42:00+00:00"
    assert clip(read(make.video("b.mp4", seconds=3), "b.mp4", EN, pool=pool)).created == ""


def test_no_watermark(make: Any, pool: Pool) -> None:
    assert clip(read(make.video("a.mp4"), "a.mp4", EN, pool=pool)).watermark_times == ()


def test_black_and_frozen(make: Any, pool: Pool) -> None:
    import av
    from PIL import Image

    path = make.folder / "black.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=2)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for index in range(12):
            for packet in stream.encode(
                av.VideoFrame.from_image(Image.new("RGB", (320, 240), "black" if index < 6 else "white"))
            ):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    found = clip(read(path, "black.mp4", EN, pool=pool))
    assert found.black == pytest.approx(0.5)
    assert found.frozen == pytest.approx(0.8)  # each frame but the first and the white one is like the one before


def test_a_playlist_in_disguise_opens_nothing(make: Any, pool: Pool) -> None:
    secret = make.file("secret.txt", b"top secret")
    reading = read(make.file("a.mp4", f"#EXTM3U\n#EXTINF:1,\nfile://{secret}\n".encode()), "a.mp4", EN, pool=pool)
    assert [t.kind for t in reading.troubles] == ["wrong-type"]


def test_sound_alone_is_no_video(make: Any, pool: Pool) -> None:
    import av
    import numpy as np

    path = make.folder / "sound.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=8000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 8000), dtype=np.float32), format="fltp", layout="mono")
        frame.sample_rate = 8000
        for packet in [*stream.encode(frame), *stream.encode()]:
            container.mux(packet)
    assert [t.kind for t in read(path, "sound.mp4", EN, pool=pool).troubles] == ["unreadable"]
