"""Twenty reviewers at once on one real server: every step is counted, none is lost."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from appealdocs.casefolder import CaseFolder, write_atomic
from appealdocs.model.letter import Segment
from appealdocs.review.store import dump_segments, load
from appealdocs.review.web.access import HEADER

from .test_web import Server

NAMES = [f"Reviewer {n:02}" for n in range(20)]
OWN = 3
"""Segments that each reviewer edits alone; one more is fought over by all."""


@pytest.fixture
def busy(case_folder: Path) -> CaseFolder:
    listed = ", ".join(f'"{name}"' for name in ["Li Min", *NAMES])
    (case_folder.parent / "appealdocs.toml").write_text(f"reviewers = [{listed}]\n", encoding="utf-8")
    ids = ["shared", *(f"s{r}.{n}" for r in range(len(NAMES)) for n in range(OWN))]
    segments = [Segment(i, f"f.{i}", f"第{n}句。", "zh", f"Sentence {n}.", "en", "machine", "needs-review", "cause") for n, i in enumerate(ids)]
    folder = CaseFolder.open(case_folder)
    write_atomic(folder.review, dump_segments(segments, "T-1", "en"))
    return folder


class Reviewer:
    """One browser without the browser."""

    def __init__(self, link: str) -> None:
        self.base, self.token = link.split("/enter/")
        page = self._ask("/case/case").decode()
        self.page_token = page.split('name="token" content="')[1].split('"')[0]

    def _ask(self, path: str, data: Any = None, **headers: str) -> bytes:
        body = json.dumps(data).encode() if data is not None else None
        request = urllib.request.Request(self.base + path, data=body, headers={"Cookie": f"appealdocs={self.token}", **headers})
        with urllib.request.urlopen(request, timeout=30) as answer:
            said: bytes = answer.read()
            return said

    def step(self, **data: str) -> tuple[int, Any]:
        try:
            return 200, json.loads(self._ask("/api/step/case", data, **{HEADER: self.page_token}))
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


def test_twenty_reviewers_lose_nothing(busy: CaseFolder) -> None:
    server = Server(busy.root.parent, links=len(NAMES) + 1)
    answers: list[tuple[int, str, str]] = []
    failures: list[BaseException] = []

    def work(number: int, name: str) -> None:
        try:
            reviewer = Reviewer(server.links[name])
            for n in range(OWN):
                place = load(busy.review)[f"s{number}.{n}"]
                status, _ = reviewer.step(action="edit", id=place.id, text=f"{name} wrote {n}", base=place.target)
                answers.append((status, place.id, f"{name} wrote {n}"))
                status, _ = reviewer.step(action="comment", id="shared", text=f"{name} says {n}")
                answers.append((status, "comment", ""))
            status, answer = reviewer.step(action="edit", id="shared", text=f"{name} won", base="Sentence 0.")
            answers.append((status, "shared", f"{name} won"))
            if status == 409:
                assert answer["conflict"]["target"].endswith(" won")
        except BaseException as error:
            failures.append(error)

    try:
        threads = [threading.Thread(target=work, args=pair) for pair in enumerate(NAMES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.kill()
    assert failures == []
    segments = load(busy.review)
    for status, id, text in answers:
        if id.startswith("s") and id != "shared":
            assert status == 200
            assert (segments[id].target, segments[id].state) == (text, "approved")
    won = [text for status, id, text in answers if id == "shared" and status == 200]
    assert len(won) == 1
    assert segments["shared"].target == won[0]
    assert Counter(status for status, id, _ in answers if id == "shared") == {200: 1, 409: len(NAMES) - 1}
    assert len(segments["shared"].comments) == len(NAMES) * OWN
    steps = [r for r in busy.records() if r.kind == "review"]
    assert Counter(r.data["action"] for r in steps) == {"edit": len(NAMES) * OWN + 1, "comment": len(NAMES) * OWN}
    assert len({r.data["step"] for r in steps}) == len(steps)


def test_what_was_approved_on_the_page_is_in_the_memory(busy: CaseFolder) -> None:
    import time

    from appealdocs.translate.desk import desk
    from appealdocs.workspace import Workspace

    server = Server(busy.root.parent, links=len(NAMES) + 1)
    try:
        status, _ = Reviewer(server.links["Li Min"]).step(action="edit", id="s1.1", text="Learnt at once.", base=load(busy.review)["s1.1"].target)
        assert status == 200
        source, found = load(busy.review)["s1.1"].source, None
        for _ in range(100):
            with desk(Workspace.find(busy.root)) as at:
                found = at.memory.exact(source, "zh", "en")
            if found:
                break
            time.sleep(0.1)
        assert found
        assert "Learnt at once." in repr(found)
    finally:
        server.kill()
