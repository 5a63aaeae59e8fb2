"""Approved pairs on their way into the memory: one worker takes all that wait in one go, so that no reviewer waits for it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import AppealdocsError
from appealdocs.model.letter import Segment

_log = logging.getLogger(__name__)


PAUSE = 0.2
"""Seconds in which approvals gather before they are learnt together: opening the memory costs more than filling it."""
Take = Callable[[CaseFolder, list[Segment]], object]


class Learner:
    """Call it with a case and its approved segments; it answers at once. What waits is still learnt when the server stops.

    After a kill the review files hold what the memory missed: hand every case over again when the server starts.
    """

    def __init__(self, learn: Take, forget: Take) -> None:
        self.learn, self.drop = learn, forget
        self.waiting: dict[CaseFolder, dict[str, Segment]] = {}
        self.guard = threading.Lock()
        self.worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="memory")

    def __call__(self, folder: CaseFolder, segments: list[Segment]) -> Future[None] | None:
        """None where a batch that takes these along is already on its way."""
        with self.guard:
            first = not self.waiting
            self.waiting.setdefault(folder, {}).update((s.id, s) for s in segments)
            return self.worker.submit(self._work, PAUSE) if first else None

    def forget(self, folder: CaseFolder, segments: list[Segment]) -> Future[None]:
        """Approvals that were taken back leave the memory again; what still waits to be learnt goes first."""
        self.worker.submit(self._work, 0.0)
        return self.worker.submit(self._tell, self.drop, folder, segments)

    def _work(self, pause: float) -> None:
        time.sleep(pause)
        with self.guard:
            batch, self.waiting = self.waiting, {}
        for folder, segments in batch.items():
            self._tell(self.learn, folder, list(segments.values()))

    def _tell(self, take: Take, folder: CaseFolder, segments: list[Segment]) -> None:
        try:
            take(folder, segments)
        except AppealdocsError as error:
            _log.error("the memory did not take %d segment(s): %s", len(segments), error.text.en)
