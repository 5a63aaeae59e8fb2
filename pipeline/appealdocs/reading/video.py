"""Videos: how long, how large, recorded when, and what a few frames show. Frames are decoded by FFmpeg's libraries (PyAV)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from appealdocs.expressions import compiled
from appealdocs.model.reading import Clip, Metadata, Page, Picture, Reading, Trouble
from appealdocs.reading import guard, limits, ocr, picture
from appealdocs.reading.expect import Expect
from appealdocs.reading.job import Job

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS: Final = {"mp4": "mp4", "mov": "mov", "avi": "avi", "webm": "matroska"}
"""The demuxer is named, so that a play list in disguise cannot make FFmpeg open other files or addresses."""
_SAFE: Final = {"protocol_whitelist": "file,pipe", "enable_drefs": "0", "use_absolute_path": "0"}
BLACK: Final = 24
"""Mean brightness (0..255) below which a frame is black; video black is 16."""
FROZEN: Final = 8
"""Largest change of brightness (0..255) in one of 64 x 36 fields below which two frames are the same picture.
Compression changes up to 3, one digit of a running clock about 20."""
_GRID: Final = (64, 36)
_CLOCK: Final = compiled(r"\d{1,2}[:：.]\d{2}(?:[:：.]\d{2})?")
_DATE: Final = compiled(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_SEEK_DECODES: Final = 300
"""Frames decoded at most to get from a key frame to the one that is wanted."""
_OCR_SIDE: Final = 1_280
_READ_FRAMES: Final = frozenset({1, 3, 5, 6})
"""Which of the sampled frames are read by OCR, about 1 s of processor time each; one that shows nothing new is not."""


def read(job: Job) -> Reading:
    """Read a video. Faults of the file become troubles."""
    import av

    try:
        with (
            guard.memory(limits.PARSE_MEMORY * 2),
            av.open(
                str(job.path), format=_FORMATS[job.kind], options=dict(_SAFE), metadata_errors="replace"
            ) as container,
        ):
            return _read(container, job)
    except av.error.MemoryError:
        return job.failed(Trouble("bomb", f"needs more than {2 * limits.PARSE_MEMORY / limits.MEGABYTE:.0f} MB of memory"))
    except av.error.FFmpegError as error:
        return job.failed(
            Trouble("truncated" if _unfinished(job) else "unreadable", f"no video that plays ({type(error).__name__})")
        )
    except (ValueError, OSError, IndexError, ArithmeticError) as error:
        return job.failed(Trouble("unreadable", f"no video that plays ({type(error).__name__})"))


def _unfinished(job: Job) -> bool:
    """Whether an MP4 lacks its index (moov) or ends in the middle of a box: a recording or a download that was cut off."""
    return job.kind in ("mp4", "mov") and not _whole(job)


def _whole(job: Job) -> bool:
    """Walk the boxes of an MP4 (ISO/IEC 14496-12, 4.2): all there, and the index among them."""
    seen, at = set(), 0
    with job.path.open("rb") as file:
        for _ in range(10_000):
            file.seek(at)
            header = file.read(16)
            if len(header) < 8:
                break
            size, name = int.from_bytes(header[:4], "big"), header[4:8]
            size = int.from_bytes(header[8:16], "big") if size == 1 else job.size - at if size == 0 else size
            if size < 8 or at + size > job.size:
                return False
            seen.add(name)
            at += size
    return b"moov" in seen


def _read(container: Any, job: Job) -> Reading:
    stream = next(iter(container.streams.video), None)
    if stream is None:
        return job.failed(Trouble("unreadable", "no picture in this video"))
    width, height = stream.codec_context.width, stream.codec_context.height
    if width * height > limits.PIXELS:
        return job.failed(picture.too_many_pixels(width, height))
    tags = {key.lower(): value for key, value in {**stream.metadata, **container.metadata}.items()}
    created = _created(tags)
    seconds = _seconds(container, stream)
    clip = Clip(round(seconds, 2), width, height, created, stream.codec_context.name or "")
    metadata = Metadata(
        created=created,
        software=tags.get("encoder", "") or tags.get("com.apple.quicktime.software", ""),
        gps=_has_place(tags),
    )
    reading = replace(job.reading(), clip=clip, metadata=metadata)
    if job.kind in ("mp4", "mov") and not _whole(job):
        reading = replace(reading, troubles=(Trouble("truncated", "the video breaks off"),))
    return _frames(container, stream, seconds, reading, job)


def _seconds(container: Any, stream: Any) -> float:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return float(container.duration) / 1_000_000 if container.duration else 0.0


def _created(tags: dict[str, str]) -> str:
    """Creation time as UTC ISO text; cameras that do not know it write 1904 or 1970."""
    text = tags.get("creation_time", "") or tags.get("com.apple.quicktime.creationdate", "")
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return ""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds") if moment.year > 1990 else ""


def _has_place(tags: dict[str, str]) -> bool:
    return any("location" in key or key.endswith("iso6709") for key in tags)


def _frames(container: Any, stream: Any, seconds: float, reading: Reading, job: Job) -> Reading:
    """Look at frames spread over the video; those read by OCR become pages, numbered as the frames."""
    pages: list[Page] = []
    pictures: list[Picture] = []
    clocks: list[str] = []
    engines: dict[str, None] = {}
    troubles = list(reading.troubles)
    black = frozen = count = 0
    before: bytes | None = None
    for number, image in enumerate(_sampled(container, stream, seconds), 1):
        count += 1
        small = image.convert("L").resize(_GRID, 4).tobytes()  # 4: BOX
        black += sum(small) / len(small) < BLACK
        same = before is not None and max(abs(a - b) for a, b in zip(small, before, strict=True)) < FROZEN
        frozen, before = frozen + same, small
        pictures.append(picture.measure(image, number, image.size))
        if number not in _READ_FRAMES or same:
            continue
        # RapidOCR first, whatever the language: clocks and codes are Latin, and Tesseract is lost on moving pictures
        seen = ocr.read(_reduced(image), Expect(), job.threads)
        engines |= dict.fromkeys(seen.engines)
        if seen.trouble is not None and seen.trouble not in troubles:
            troubles.append(seen.trouble)
        page = seen.page(Page(number, "", "none", *image.size, images=1))
        pages.append(page)
        clocks.extend(_clocks(page.text))
    if count == 0:
        troubles.append(Trouble("unreadable", "no frame of this video can be decoded"))
    texts = dict.fromkeys(line for page in pages for line in page.text.replace("\t", "\n").split("\n") if line.strip())
    clip = reading.clip and replace(
        reading.clip,
        watermark_times=tuple(dict.fromkeys(clocks)),
        texts=tuple(texts)[:100],
        black=round(black / count, 3) if count else 0.0,
        frozen=round(frozen / (count - 1), 3) if count > 1 else 0.0,
    )
    return replace(
        reading,
        clip=clip,
        pages=tuple(pages),
        pictures=tuple(pictures),
        ocr=tuple(engines),
        troubles=tuple(troubles[:1]),
    )


def _clocks(text: str) -> Iterator[str]:
    """Times of a watermark: a clock time, with the date beside it where there is one."""
    for line in re.split(r"[\t\n]", text):
        clock, day = _CLOCK.search(line), _DATE.search(line)
        rest = _DATE.sub(" ", line)
        clock = _CLOCK.search(rest)
        if clock:
            yield f"{day.group()} {clock.group()}" if day else clock.group()


def _sampled(container: Any, stream: Any, seconds: float) -> Iterator[Image]:
    """Up to VIDEO_FRAMES frames, evenly spread, as pictures."""
    import av

    stream.thread_type = "NONE"
    for index in range(limits.VIDEO_FRAMES):
        wanted = seconds * (index + 0.5) / limits.VIDEO_FRAMES
        try:
            if seconds > 0:
                container.seek(int(wanted / stream.time_base), stream=stream, backward=True)
            frame = _frame_at(container, stream, wanted)
        except (av.error.FFmpegError, EOFError):
            continue
        if frame is not None:
            yield frame.to_image()
        if seconds <= 0:
            return


def _frame_at(container: Any, stream: Any, wanted: float) -> Any:
    """The first frame at or after `wanted` seconds, or the last one before it."""
    frame = None
    for count, frame in enumerate(container.decode(stream)):
        if frame.time is None or frame.time >= wanted - 0.02 or count >= _SEEK_DECODES:
            return frame
    return frame


def _reduced(image: Image) -> Image:
    factor = max(image.size) / _OCR_SIDE
    return image.resize((round(image.width / factor), round(image.height / factor)), 1) if factor > 1.3 else image
