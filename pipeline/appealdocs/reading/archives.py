"""Files that are told apart but not opened: archives and the Office formats of before 2007."""

from __future__ import annotations

from appealdocs.model.reading import Reading, Trouble
from appealdocs.reading.job import Job


def read(job: Job) -> Reading:
    """A reading that says what to hand in instead."""
    if job.kind == "zip":
        return job.failed(Trouble("unreadable", "an archive; its files belong into the folder one by one"))
    if "_VBA_PROJECT".encode("utf-16-le") in job.path.read_bytes():
        return job.failed(Trouble("macros", "an old office file with macros"))
    newer = "XLSX" if job.kind == "xls" else "DOCX"
    return job.failed(Trouble("unreadable", f"an old office format; save it as PDF or {newer}"))
