"""Approved pairs on their way into the memory: one worker takes all that wait in one go, so that no reviewer waits for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import AppealdocsError
from appealdocs.model.letter import Segment

_log = logging.getLogger(__name__)


class Learner:
    """Call it with a case and its approved segments; it answers at once. What waits is still learnt when the server stops.

    After a kill the review files hold what the memory missed: hand every case over again when the server starts.
    """

    def __init__(self, learn: Callable[[CaseFolder, list[Segment]], object]) -> None:
        self.learn = learn
        self.waiting: dict[CaseFolder, dict[str, Segment]] = {}
        self.guard = threading.Lock()
        self.worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="memory")

    def __call__(self, folder: CaseFolder, segments: list[Segment]) -> Future[None]:
        with self.guard:
            self.waiting.setdefault(folder, {}).update((s.id, s) for s in segments)
        return self.worker.submit(self._work)

    def _work(self) -> None:
        with self.guard:
            batch, self.waiting = self.waiting, {}
        for folder, segments in batch.items():
            try:
                self.learn(folder, list(segments.values()))
            except AppealdocsError as error:
                _log.error("the memory did not take %d approved segment(s): %s", len(segments), error.text.en)
