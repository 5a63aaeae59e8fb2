"""A reading process: takes one file at a time on standard input, answers with a Reading. Run by `pool`, never by hand.

A hostile file can crash, hang or fill only this process. Each line in and out is one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from appealdocs.model.reading import Reading, Trouble
from appealdocs.reading import content, guard, limits, store
from appealdocs.reading.expect import Expect
from appealdocs.reading.guard import DEFECT, OutOfTime
from appealdocs.reading.job import Job


def main() -> int:
    """Serve until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    for name in ("cryptography", "fontTools", "fontTools.ttLib"):
        sys.modules[name] = None  # type: ignore[assignment]  # pypdf does without them; importing them takes a third of its start
    guard.confine(lambda: _beat(answers))
    answers.write(guard.GREETING)
    for line in sys.stdin.buffer:
        _answer(answers, json.loads(line))
    return 0


def _beat(answers: BinaryIO) -> None:
    answers.write(b"\n")


def _answer(answers: BinaryIO, question: dict[str, Any]) -> None:
    if question.get("warm"):
        content.warm(question["warm"])
        return
    job = Job(
        path=Path(question["path"]),
        kind=question["kind"],
        sha256=question["sha256"],
        size=question["size"],
        name=question["name"],
        expect=_expect(question["expect"]),
        threads=question["threads"],
    )
    reading = parsed(job)
    try:
        with guard.cpu(limits.FACTS_SECONDS):
            answer = store.to_json(content.with_facts(reading))
    except OutOfTime:
        answer = store.to_json(replace(reading, troubles=(*reading.troubles, _late(limits.FACTS_SECONDS))))
    except Exception as error:  # no fault of the file: told to the parent, which raises it there
        answer = json.dumps({DEFECT: f"{type(error).__name__} at {_place(error)}"})
    answers.write(answer.encode("ascii") + b"\n")


def _expect(stored: dict[str, Any]) -> Expect:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()}
    return Expect(**values)


def parsed(job: Job) -> Reading:
    """Open one file within its processor time and memory; whatever goes wrong is a trouble of the file."""
    seconds = limits.cpu_seconds(job.kind, job.size)
    try:
        with guard.cpu(seconds):
            return content.parse(job)
    except OutOfTime:
        return job.failed(_late(seconds))
    except MemoryError:
        return job.failed(Trouble("bomb", f"needs more than {limits.PARSE_MEMORY / limits.MEGABYTE:.0f} MB of memory"))
    except RecursionError:
        return job.failed(Trouble("bomb", "nested too deeply"))
    except (
        Exception
    ) as error:  # a foreign file may raise anything out of a parser: it is the file's trouble, with the place
        return job.failed(Trouble("unreadable", f"{type(error).__name__} at {_place(error)}"))


def _late(seconds: float) -> Trouble:
    return Trouble("timeout", f"more than {seconds:.0f} s of processor time")


def _place(error: Exception) -> str:
    """Module and line where it happened; never the message, which may quote the file."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "appealdocs" in frame.filename] or frames
    places = dict.fromkeys(f"{Path(frame.filename).name}:{frame.lineno}" for frame in (*ours[-1:], *frames[-1:]))
    return " in ".join(reversed(places)) or "?"


if __name__ == "__main__":
    sys.exit(main())
