"""When a follow-up may go, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.track.conftest import Build, answer, at, sent

from appealdocs.errors import Refused
from appealdocs.model.reading import Reading
from appealdocs.track.follow_up import follow_up


def test_too_early_names_the_time_from_which_it_may_go(build: Build) -> None:
    records = (sent("2026-03-02T10:00:00+04:00"),)
    with pytest.raises(Refused) as refused:
        follow_up(build("noon-odr", "2026-03-10T10:00:00+04:00", records, site="noon.com/ae"))
    assert "2026-03-16 23:59 (Asia/Dubai)" in refused.value.text.en
    assert "2026-03-16 23:59" in refused.value.text.zh


def test_nothing_submitted_and_answered_already_are_refused(build: Build) -> None:
    with pytest.raises(Refused, match="no submission"):
        follow_up(build("noon-odr", "2026-03-10T10:00:00+04:00", site="noon.com/ae"))
    records = (sent("2026-03-02T10:00:00+04:00"), answer("2026-03-05T10:00:00+04:00", "rejected"))
    with pytest.raises(Refused, match="answered already"):
        follow_up(build("noon-odr", "2026-06-10T10:00:00+04:00", records, site="noon.com/ae"))


def test_a_procedure_without_follow_up_says_so(build: Build) -> None:
    with pytest.raises(Refused, match="knows no follow-up"):
        follow_up(build("ozon-odr", "2026-06-10T10:00:00+03:00", (sent("2026-03-02T10:00:00+03:00"),), site="ozon.ru"))


def test_it_counts_working_days_and_finds_what_is_new(build: Build) -> None:
    import dataclasses

    records = (sent("2026-03-02T10:00:00+04:00", evidence={"evidence/a.pdf": "aaa"}),)
    evidence = [{"id": "E1", "file": "evidence/a.pdf", "type": "waybill"}, {"id": "E2", "file": "evidence/b.pdf", "type": "tracking-page"}]
    dossier = build("noon-odr", "2026-03-17T10:00:00+04:00", records, site="noon.com/ae", evidence=evidence)
    readings = {e["file"]: Reading(e["file"], digest, 1, "pdf") for e, digest in zip(evidence, ("aaa", "bbb"), strict=True)}
    made = follow_up(dataclasses.replace(dossier, folder=Path("/x"), readings=readings))
    assert (made.platform_case, made.at, made.business_days, made.new_evidence) == ("4417790", at("2026-03-02T10:00:00+04:00"), 11, ("E2",))


def test_a_pack_that_asks_for_new_evidence_refuses_without(build: Build) -> None:
    import dataclasses

    records = (sent("2026-03-02T10:00:00+04:00", evidence={"evidence/a.pdf": "aaa"}),)
    evidence = [{"id": "E1", "file": "evidence/a.pdf", "type": "waybill"}]
    dossier = build("noon-odr", "2026-03-17T10:00:00+04:00", records, site="noon.com/ae", evidence=evidence)
    pack = dossier.pack.model_copy(update={"data": {**dossier.pack.data, "follow_up_needs_evidence": True}})
    readings = {"evidence/a.pdf": Reading("evidence/a.pdf", "aaa", 1, "pdf")}
    with pytest.raises(Refused, match="new evidence"):
        follow_up(dataclasses.replace(dossier, pack=pack, readings=readings))
