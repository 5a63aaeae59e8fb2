"""Every case folder below a root, in parallel; one bad folder never stops the rest."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from datetime import datetime
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from appealdocs.casefolder import case_folders
from appealdocs.errors import AppealdocsError, BadInput, MissingPart
from appealdocs.model.text import Text2


@dataclass(frozen=True, slots=True)
class Job:
    """One folder to draft; picklable. `worker` is the dotted name of the function that does it ('package.module:function'), `peek`
    of the one that tells, quickly, whether there is nothing to do."""

    folder: str
    workspace: str
    now: datetime
    engines: tuple[str, ...] = ()
    finalize: bool = False
    worker: str = "appealdocs.stages:batch_one"
    peek: str = "appealdocs.stages:unchanged_one"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a folder. `status` is the exit status that the folder alone would have had."""

    folder: str
    status: int
    done: str
    """drafted, unchanged, finalized or failed."""
    summary: Mapping[str, Any] = field(default_factory=dict)
    message: Text2 = field(default_factory=lambda: Text2("", ""))
    why: tuple[str, ...] = ()
    """What made it be drafted again."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Batch:
    results: tuple[Result, ...]
    seconds: float

    @property
    def exit_status(self) -> int:
        """The worst of all folders: 3 before 2 before 1; 70 if the tool itself failed."""
        return max((r.status for r in self.results), default=0)

    def data(self) -> dict[str, Any]:
        """The report as plain data, folders sorted."""
        counts = {done: sum(r.done == done for r in self.results) for done in ("drafted", "unchanged", "finalized", "failed")}
        return {"version": 1, "counts": counts, "cases": [asdict(r) | {"seconds": round(r.seconds, 3)} for r in self.results]}


def run(
    root: Path, workspace: str, now: datetime, *, jobs: int = 2, engines: Sequence[str] = (), finalize: bool = False,
    scheduler: str = "", progress: Callable[[Result], None] = lambda result: None, worker: str = "",
) -> Batch:
    """Draft every case folder at or below `root` that changed since its last draft.

    `workspace` is a folder or "" (the nearest one above each case). With `scheduler` (tcp://host:port) the folders go to a
    dask cluster that sees the same files. Raises MissingPart where dask is asked for and not installed.
    """
    start = time.monotonic()
    work = [
        Job(str(f.root), workspace, now, tuple(engines), finalize, *([worker] if worker else [])) for f in case_folders(root)
    ]
    results = []
    for result in _results(work, jobs, scheduler):
        progress(result)
        results.append(result)
    return Batch(tuple(sorted(results, key=lambda r: r.folder)), time.monotonic() - start)


def _results(work: Sequence[Job], jobs: int, scheduler: str) -> Iterator[Result]:
    """Folders that need nothing first: where there are no others, no process is started."""
    left = []
    for job in work:
        done = None if scheduler else unchanged(job)
        if done:
            yield done
        else:
            left.append(job)
            if len(left) == 2 and jobs > 1 and not scheduler:
                _start_server()  # it loads what drafts need while we look at the rest
    if scheduler:
        yield from _cluster(left, scheduler)
    else:
        yield from _processes(left, jobs) if jobs > 1 and len(left) > 1 else map(one, left)


def _named(function: str) -> Any:
    import importlib

    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)


def unchanged(job: Job) -> Result | None:
    """The result of a folder that needs no new draft; None where it needs one, is to be finalised, or cannot be told."""
    start = time.monotonic()
    try:
        found = None if job.finalize else _named(job.peek)(job)
    except Exception:
        return None  # drafting it says what is wrong, and one bad folder stops no other
    return found and Result(job.folder, found[0], "unchanged", found[1], seconds=time.monotonic() - start)


def one(job: Job) -> Result:
    """Draft one folder; every error becomes its result."""
    start = time.monotonic()
    try:
        status, done, summary, why = _named(job.worker)(job)
        return Result(job.folder, status, done, summary, why=tuple(why), seconds=time.monotonic() - start)
    except AppealdocsError as error:
        lines = error.faults if isinstance(error, BadInput) else ()
        text = Text2(*("; ".join([error.text[lang], *(f"{f.file}:{f.line or ''} {f.message[lang]}" for f in lines)]) for lang in ("en", "zh")))
        return Result(job.folder, error.exit_status, "failed", message=text, seconds=time.monotonic() - start)
    except Exception as error:  # a defect of ours in one case must not stop the others
        text = Text2(f"a defect of appealdocs: {type(error).__name__}", f"appealdocs 的缺陷：{type(error).__name__}")
        return Result(job.folder, 70, "failed", message=text, seconds=time.monotonic() - start)


def _processes(work: Sequence[Job], jobs: int) -> Iterator[Result]:
    """Results as they come; a worker that dies (killed, out of memory) costs its folder alone."""
    left = {job.folder: job for job in work}
    while left:
        with ProcessPoolExecutor(jobs, mp_context=_context()) as pool:
            futures = {pool.submit(one, job): job for job in left.values()}
            broken = False
            for future in as_completed(futures):
                job = futures[future]
                try:
                    result = future.result()
                except BrokenProcessPool:
                    broken = True
                    continue
                left.pop(job.folder)
                yield result
        if broken:
            yield from _one_by_one(left)


def _context() -> BaseContext:
    """Processes from a fork server, never forked from this one: renderers and readers have threads here that a fork would break."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["appealdocs.stages.ready"])
    return context


def _start_server() -> None:
    from multiprocessing import forkserver

    _context()
    forkserver.ensure_running()


def _one_by_one(left: dict[str, Job]) -> Iterator[Result]:
    """After a crash each remaining folder gets a process of its own, so that the one that kills is found."""
    for folder, job in list(left.items()):
        with ProcessPoolExecutor(1, mp_context=_context()) as pool:
            try:
                result = pool.submit(one, job).result()
            except BrokenProcessPool:
                text = Text2("the process was killed (out of memory?)", "进程被终止（内存不足？）")
                result = Result(folder, 70, "failed", message=text)
        left.pop(folder)
        yield result


def _cluster(work: Iterable[Job], scheduler: str) -> Iterator[Result]:
    try:
        from distributed import Client
        from distributed import as_completed as completed
    except ImportError as error:
        raise MissingPart(
            Text2("--scheduler needs the package distributed", "--scheduler 需要 distributed 包"),
            Text2("pip install 'appealdocs[cluster]'", "pip install 'appealdocs[cluster]'"),
        ) from error
    with Client(scheduler) as client:  # type: ignore[no-untyped-call]
        for _, result in completed(client.map(one, list(work), pure=False), with_results=True):  # type: ignore[no-untyped-call]
            yield result
