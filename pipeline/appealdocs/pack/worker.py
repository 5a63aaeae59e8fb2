"""The packing process: takes one foreign file at a time apart. Run by `workshop`, never by hand."""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from pathlib import Path
from typing import Any

from appealdocs.model.text import Text2
from appealdocs.pack import film, workshop
from appealdocs.pack.make import Unpacked
from appealdocs.reading import guard


def main() -> int:
    """Serve until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    guard.confine()
    answers.write(workshop.GREETING)
    answers.flush()
    while True:
        try:
            question = pickle.loads(workshop.receive(sys.stdin.buffer))  # noqa: S301 (from the parent, which we trust)
        except EOFError:
            return 0
        workshop.send(answers, pickle.dumps(_answer(question)))


def _answer(question: tuple[Any, ...]) -> tuple[str, Any]:
    """('ok', result), or ('unpacked', why)."""
    name = question[2].file if question[0] == "material" else question[2]
    try:
        if question[0] == "material":
            _, maker, source = question
            return "ok", workshop.bare(maker.material(source))
        return "ok", film.coded(*question[1:])
    except Unpacked as error:
        return "unpacked", error.why
    except MemoryError:
        return "unpacked", Text2(f"{name}: needs more memory than any evidence does", f"{name}：所需内存远超正常证据文件")
    except film.TooSlow:
        return "unpacked", Text2(f"{name}: takes too long to convert", f"{name}：转换耗时过长")
    except Exception as error:  # a foreign file may raise anything out of a parser
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        return "unpacked", Text2(
            f"{name}: cannot be converted ({type(error).__name__} at {place})", f"{name}：无法转换（{type(error).__name__}，{place}）"
        )


if __name__ == "__main__":
    sys.exit(main())
