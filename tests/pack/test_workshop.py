"""The process that takes foreign files apart: it may die, hang or lie, and the case goes on."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from appealdocs import pack
from appealdocs.model.reading import Reading
from appealdocs.pack import workshop
from appealdocs.pack.bounds import bounds
from appealdocs.pack.make import Maker, Unpacked
from appealdocs.pack.source import sources


@pytest.fixture
def room() -> Any:
    made = workshop.Workshop()
    yield made
    made.close()


def maker(dossier: Any) -> Maker:
    return Maker(dossier.folder, dossier.pack.packing, bounds(dossier.pack))


def test_what_comes_back_is_what_the_maker_makes(files: Any, case: Callable[..., Any], room: Any) -> None:
    dossier = case("noon-odr", {"a.pdf": files.scan_pdf("one", "two"), "b.jpg": files.jpeg(), "c.mp4": files.film(1)})
    for source in sources(dossier)[0]:
        there, here = room.material(maker(dossier), source), maker(dossier).material(source)
        assert type(there) is type(here)
        assert there.source is source
        assert there.own() == here.own()
        assert there.paged() == here.paged()


def test_a_process_that_is_killed_is_a_problem_of_the_file_and_the_next_one_is_packed(files: Any, case: Callable[..., Any], room: Any, monkeypatch: Any) -> None:
    dossier = case("noon-odr", {"a.pdf": files.text_pdf("one")})
    (source,) = sources(dossier)[0]
    room.material(maker(dossier), source)
    room._process.kill()
    room._process.wait()
    assert room.material(maker(dossier), source).pages == 1
    monkeypatch.setattr(workshop, "send", lambda pipe, data: room._process.kill())
    with pytest.raises(Unpacked, match=r"a\.pdf: the packing process died"):
        room.material(maker(dossier), source)


def test_a_broken_file_is_told_with_its_name(files: Any, case: Callable[..., Any]) -> None:
    dossier = case("noon-odr", {"a.pdf": files.text_pdf("one"), "b.jpg": files.jpeg()})
    path = dossier.folder / "evidence/a.pdf"
    path.write_bytes(b"%PDF-1.4\n%%EOF")
    import hashlib

    reading: Reading = replace(dossier.readings["evidence/a.pdf"], sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    plan = pack.plan(replace(dossier, readings={**dossier.readings, "evidence/a.pdf": reading}))
    (problem,) = plan.problems
    assert "evidence/a.pdf" in problem.why.en
    assert "evidence/a.pdf" in problem.why.zh
    assert plan.names["E2"]


def test_an_answer_that_is_more_than_data_is_refused() -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return (print, ("taken over",))

    with pytest.raises(pickle.UnpicklingError, match=r"builtins\.print"):
        workshop._Plain(io.BytesIO(pickle.dumps(Evil()))).load()
