"""Reading processes: started when needed, kept warm, killed when they hang or die."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from types import TracebackType

from appealdocs.errors import AppealdocsError, PartFailed
from appealdocs.model.reading import Reading, Trouble
from appealdocs.model.text import Text2
from appealdocs.reading import limits, store
from appealdocs.reading.child import ended, started
from appealdocs.reading.expect import Item
from appealdocs.reading.guard import DEFECT, GREETING
from appealdocs.reading.kinds import IMAGES, VIDEOS
from appealdocs.reading.opening import Opened


@dataclass(frozen=True, slots=True)
class Task:
    """A file that was looked at from outside and has to be opened."""

    item: Item
    opened: Opened

    @property
    def cost(self) -> float:
        """Rough processor seconds: OCR of a picture about 1, a PDF page with text 0.02."""
        if self.opened.kind in VIDEOS:
            return 5.0
        if self.opened.kind in IMAGES:
            return 0.1 if self.item.expect.plain else 1.0
        return 0.05 + self.opened.size / limits.MEGABYTE * (0.3 if self.opened.kind == "pdf" else 0.1)

    @property
    def wall_seconds(self) -> float:
        """Longest silence of a reading process."""
        return (
            max(limits.cpu_seconds(self.opened.kind, self.opened.size), limits.OCR_SECONDS) + 3
        ) * limits.WALL_FACTOR


class Process:
    """One reading process."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._process: subprocess.Popen[bytes] | None = None
        self._greeted = False

    def start(self) -> subprocess.Popen[bytes]:
        """The running process, started if there is none."""
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._greeted = False
            threads = str(self._threads)
            self._process = started("appealdocs.reading.worker", {"OMP_NUM_THREADS": threads, "OMP_THREAD_LIMIT": threads})
        return self._process

    def warm(self, what: str) -> None:
        """Let the process load the parts for `what` (`pdf` or `ocr`) while the caller does something else."""
        with contextlib.suppress(BrokenPipeError):
            self._send({"warm": what})

    def read(self, task: Task) -> Reading:
        """Have one file read. A process that hangs is killed, one that dies is told of; both are troubles of the file."""
        process = self._greet()
        try:
            self._send(_question(task, self._threads))
        except BrokenPipeError:  # it died since the last file
            self.stop()
            process = self._greet()
            self._send(_question(task, self._threads))
        late = threading.Event()
        line = b"\n"
        while line == b"\n":  # a heartbeat: another part of the file has begun
            clock = threading.Timer(task.wall_seconds, _kill, (process, late))
            clock.daemon = True
            clock.start()
            try:
                line = process.stdout.readline() if process.stdout else b""
            finally:
                clock.cancel()
        if line.endswith(b"\n"):
            return _answer(line.decode("utf-8"))
        self.stop()
        return _failed(task, late.is_set(), process.returncode)

    def _greet(self) -> subprocess.Popen[bytes]:
        """Wait until a fresh process says that it runs. Raises PartFailed if it cannot even start: no fault of any file."""
        process = self.start()
        if not self._greeted:
            if process.stdout is None or process.stdout.readline() != GREETING:
                self.stop()
                raise PartFailed(
                    Text2("the process that reads evidence does not start", "读取证据的进程无法启动"),
                    Text2(
                        "'python -m appealdocs.reading.worker' shows why; reinstalling appealdocs usually helps.",
                        "运行“python -m appealdocs.reading.worker”可查看原因；通常重新安装 appealdocs 即可。",
                    ),
                )
            self._greeted = True
        return process

    def _send(self, question: dict[str, object]) -> None:
        process = self.start()
        if process.stdin is None:
            raise PartFailed(Text2("a reading process has no input", "读取进程没有输入管道"))
        process.stdin.write(json.dumps(question).encode("utf-8") + b"\n")
        process.stdin.flush()

    def stop(self) -> None:
        """End the process and free what belongs to it."""
        process, self._process = self._process, None
        if process is not None:
            ended(process)


class Pool:
    """Up to `jobs` reading processes (0: one for each processor). A context manager; keep it to read many cases."""

    def __init__(self, jobs: int = 0) -> None:
        cores = _cores()
        self.jobs = max(1, jobs or cores)
        self._idle: list[Process] = []
        self._threads = max(1, min(2, cores // self.jobs))

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def warm(self, what: str = "pdf", count: int = 1) -> None:
        """Start `count` processes now (at most `jobs`), so that their imports run while the caller parses the case."""
        while len(self._idle) < min(count, self.jobs):
            self._idle.append(Process(self._threads))
        for process in self._idle[:count]:
            process.start()
            process.warm(what)

    def read(self, tasks: Sequence[Task]) -> list[Reading]:
        """Read every task, dearest first, on as many processes as are worth their start; results in the order given."""
        if not tasks:
            return []
        order = sorted(range(len(tasks)), key=lambda i: -tasks[i].cost)
        waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
        for index in order:
            waiting.put(index)
        count = 1 if sum(t.cost for t in tasks) < 0.8 else min(self.jobs, len(tasks))
        while len(self._idle) < count:
            self._idle.append(Process(self._threads))
        results: dict[int, Reading] = {}
        faults: list[BaseException] = []

        def work(process: Process) -> None:
            try:
                while True:
                    index = waiting.get_nowait()
                    results[index] = process.read(tasks[index])
            except queue.Empty:
                return
            except BaseException as error:  # carried over to the caller's thread and raised there
                faults.append(error)

        threads = [threading.Thread(target=work, args=(p,), daemon=True) for p in self._idle[1:count]]
        for thread in threads:
            thread.start()
        try:
            work(self._idle[0])
            for thread in threads:
                thread.join()
        except BaseException:
            self.close()
            raise
        if faults:
            raise faults[0]
        return [results[index] for index in range(len(tasks))]

    def close(self) -> None:
        """End every process."""
        while self._idle:
            self._idle.pop().stop()


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # no such call on this system
        return os.cpu_count() or 1


def _question(task: Task, threads: int) -> dict[str, object]:
    return {
        "path": str(task.item.path.absolute()),
        "name": task.item.shown_as,
        "kind": task.opened.kind,
        "sha256": task.opened.sha256,
        "size": task.opened.size,
        "expect": asdict(task.item.expect),
        "threads": threads,
    }


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _answer(line: str) -> Reading:
    if line.startswith(f'{{"{DEFECT}"'):
        where = json.loads(line)[DEFECT]
        raise AppealdocsError(
            Text2(
                f"a defect of appealdocs while reading evidence: {where}", f"读取证据时 appealdocs 出现缺陷：{where}"
            ),
            Text2("Please report it with this line.", "请附上此行信息反馈。"),
        )
    return store.from_json(line)


def _failed(task: Task, late: bool, status: int | None) -> Reading:
    if late:
        trouble = Trouble("timeout", f"{limits.NO_ANSWER} {task.wall_seconds:.0f} s")
    else:
        trouble = Trouble("unreadable", f"the reading process died of it (status {status})")
    opened = task.opened
    return Reading(task.item.shown_as, opened.sha256, opened.size, opened.kind, (trouble,))
