"""Videos: put into MP4, coded anew to a byte budget, shown as frames with their times."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from appealdocs.model.reading import FileKind
from appealdocs.reading import limits

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS: Final = {"mp4": "mp4", "mov": "mov", "avi": "avi", "webm": "matroska"}
"""The demuxer is named, so that a play list in disguise cannot make FFmpeg open other files or addresses."""
SOUND_BITS: Final = 64_000
LADDER: Final = ((1080, 4_000_000), (1080, 2_500_000), (720, 1_600_000), (720, 1_000_000), (540, 650_000), (480, 420_000), (480, 260_000), (360, 170_000))
"""Height in pixels and bits a second of the picture. Below the last step a label in the hand is no longer read."""
SECONDS_A_SECOND: Final = 12.0
"""Processor time that coding one second of video may take; a 1080p second takes about 1 s."""
MOST_SECONDS: Final = 1_500.0
"""Processor time that coding any video may take."""


class TooSlow(Exception):
    """Coding took longer than any honest video needs."""


@dataclass(frozen=True, slots=True)
class Film:
    """What a video is: seconds, size in pixels as shown, codecs, bits a second of the whole file."""

    seconds: float
    width: int
    height: int
    codec: str
    sound: str
    turned: bool
    bits: float


def _opened(data: bytes, kind: FileKind) -> Any:
    import av

    return av.open(io.BytesIO(data), format=_FORMATS[kind], options={"enable_drefs": "0", "use_absolute_path": "0"}, metadata_errors="replace")


def look(data: bytes, kind: FileKind) -> Film:
    """What the video is. Raises av.error.FFmpegError, ValueError."""
    with _opened(data, kind) as container:
        stream = next(iter(container.streams.video), None)
        if stream is None:
            raise ValueError("no picture in this video")
        sound = next(iter(container.streams.audio), None)
        frame = next(container.decode(stream))
        seconds = _seconds(container, stream)
        wide, high = (frame.width, frame.height) if frame.rotation % 180 == 0 else (frame.height, frame.width)
        return Film(
            seconds, wide, high, stream.codec_context.name or "", sound.codec_context.name if sound is not None else "",
            frame.rotation % 360 != 0, len(data) * 8 / seconds if seconds > 0 else 0.0,
        )


def _seconds(container: Any, stream: Any) -> float:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return float(container.duration) / 1_000_000 if container.duration else 0.0


def seconds(data: bytes, kind: FileKind = "mp4") -> float:
    """The length of a video."""
    with _opened(data, kind) as container:
        stream = next(iter(container.streams.video), None)
        return _seconds(container, stream) if stream is not None else 0.0


def repacked(data: bytes, kind: FileKind) -> bytes | None:
    """The same coded pictures and sound in an MP4, None where MP4 players would not take them (or the picture is turned)."""
    film = look(data, kind)
    if film.codec not in ("h264", "hevc") or film.turned or film.sound not in ("", "aac", "mp3"):
        return None
    out = io.BytesIO()
    with _opened(data, kind) as source, _target(out, source) as target:
        streams = {s.index: target.add_stream_from_template(s) for s in (*source.streams.video[:1], *source.streams.audio[:1])}
        for packet in source.demux([source.streams[i] for i in streams]):
            if packet.dts is None:
                continue
            packet.stream = streams[packet.stream.index]
            target.mux(packet)
    return out.getvalue()


def _target(out: io.BytesIO, source: Any) -> Any:
    import av

    target = av.open(out, "w", format="mp4", options={"fflags": "+bitexact"})
    created = {key.lower(): value for key, value in source.metadata.items()}.get("creation_time")
    if created:
        target.metadata["creation_time"] = created  # when it was filmed belongs to the evidence
    return target


def predicted(film: Film, step: int) -> int:
    """Bytes that the video needs on a step of the ladder."""
    bits = LADDER[step][1] + (SOUND_BITS if film.sound else 0)
    return round(film.seconds * bits / 8 * 1.02) + 4_000


def coded(data: bytes, kind: FileKind, height: int, budget: int) -> bytes:
    """The video as H.264 in MP4, at most `height` pixels high and at most `budget` bytes if that can be met in three tries.

    Raises TooSlow; what FFmpeg raises on a broken stream.
    """
    film = look(data, kind)
    usable = budget * 8 / max(film.seconds, 0.1) * 0.97 - (SOUND_BITS if film.sound else 0)
    bits = max(60_000, int(usable))
    made = b""
    for _ in range(3):
        made = _coded(data, kind, film, height, bits)
        if len(made) <= budget:
            break
        bits = int(bits * budget / len(made) * 0.96)
    return made


def _coded(data: bytes, kind: FileKind, film: Film, height: int, bits: int) -> bytes:
    out = io.BytesIO()
    end = time.process_time() + min(MOST_SECONDS, 30 + film.seconds * SECONDS_A_SECOND)
    high = min(height, min(film.width, film.height))
    factor = high / min(film.width, film.height)
    size = (round(film.width * factor / 2) * 2, round(film.height * factor / 2) * 2)
    with _opened(data, kind) as source, _target(out, source) as target:
        picture = source.streams.video[0]
        picture.thread_type = "AUTO"
        rate = picture.average_rate or 25
        video = target.add_stream("libx264", rate=min(rate, 30), options={
            # one thread: with several, the rate control of x264 gives other bytes on each run
            "preset": "fast", "threads": "1", "maxrate": str(round(bits * 1.4)), "bufsize": str(bits * 3),
        })
        video.width, video.height, video.pix_fmt, video.bit_rate = *size, "yuv420p", bits
        video.time_base = video.codec_context.time_base = _base()
        video.codec_context.flags |= _BITEXACT
        sound = source.streams.audio[0] if source.streams.audio else None
        voice = None
        if sound is not None:
            voice = target.add_stream("aac", rate=44_100, options={"flags": "+bitexact"})
            voice.bit_rate, voice.layout = SOUND_BITS, "mono"
        _frames(source, target, picture, sound, video, voice, end, size)
    return out.getvalue()


_BITEXACT: Final = 1 << 23


def _base() -> Any:
    from fractions import Fraction

    return Fraction(1, 90_000)


def _frames(source: Any, target: Any, picture: Any, sound: Any, video: Any, voice: Any, end: float, size: tuple[int, int]) -> None:
    import av

    resampler = av.AudioResampler(format="fltp", layout="mono", rate=44_100) if voice is not None else None
    last = -1
    for packet in source.demux([s for s in (picture, sound) if s is not None]):
        if time.process_time() > end:
            raise TooSlow
        for frame in packet.decode():
            if packet.stream is picture:
                at = round((frame.time or 0.0) * 90_000)
                if at - last < 2_900 and last >= 0:  # at most 31 pictures a second
                    continue
                last = at
                shown = _upright(frame).reformat(*size, format="yuv420p")
                shown.pts, shown.time_base = at, _base()
                target.mux(video.encode(shown))
            elif resampler is not None:
                for piece in resampler.resample(frame):
                    target.mux(voice.encode(piece))
    target.mux(video.encode(None))
    if voice is not None:
        target.mux(voice.encode(None))


def _upright(frame: Any) -> Any:
    """The frame as a player shows it: telephones film sideways and say so."""
    turn = round(frame.rotation / 90) % 4
    if not turn:
        return frame
    import av
    import numpy

    return av.VideoFrame.from_ndarray(numpy.rot90(frame.to_ndarray(format="rgb24"), turn).copy(), format="rgb24")


def stills(data: bytes, kind: FileKind, number: int) -> Iterator[tuple[float, Image]]:
    """Frames spread evenly over the video, each with its time in seconds."""
    import av

    with _opened(data, kind) as container:
        stream = container.streams.video[0]
        if stream.codec_context.width * stream.codec_context.height > limits.PIXELS:
            raise ValueError("too many pixels")
        length = _seconds(container, stream)
        for index in range(number if length > 0 else 1):
            wanted = length * (index + 0.5) / number
            try:
                container.seek(int(wanted / stream.time_base), stream=stream, backward=True)
                frame = _at(container, stream, wanted)
            except (av.error.FFmpegError, EOFError):
                continue
            if frame is not None:
                yield frame.time or wanted, _upright(frame).to_image()


def _at(container: Any, stream: Any, wanted: float) -> Any:
    frame = None
    for number, frame in enumerate(container.decode(stream)):
        if frame.time is None or frame.time >= wanted - 0.02 or number > 300:
            return frame
    return frame
