"""Reviewers of one case stand in line: whoever comes first takes along the steps of all that wait, in one write."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from appealdocs.casefolder import CaseFolder
from appealdocs.model.letter import Segment
from appealdocs.review.actions import Step, commit


class Line:
    """The steps that wait for one case folder. Twenty steps at once cost two writes instead of twenty."""

    def __init__(self, folder: CaseFolder) -> None:
        self.folder = folder
        self.turn, self.guard = threading.Lock(), threading.Lock()
        self.waiting: list[tuple[Step, Future[list[Segment]]]] = []

    def do(self, step: Step) -> list[Segment]:
        """The segments as the step left them, when it is on the disk. Raises what the step raises."""
        mine: Future[list[Segment]] = Future()
        with self.guard:
            self.waiting.append((step, mine))
        with self.turn:
            if not mine.done():
                self._all()
        return mine.result()

    def _all(self) -> None:
        with self.guard:
            batch, self.waiting = self.waiting, []
        try:
            results = commit(self.folder, [step for step, _ in batch])
        except Exception as error:  # the folder itself: busy, or no review file; everybody is told
            results = [error] * len(batch)
        for (_, future), result in zip(batch, results, strict=True):
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)
