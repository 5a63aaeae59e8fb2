"""Rates of the workspace's own cases."""

from __future__ import annotations

from tests.track.conftest import Build, answer, sent

from appealdocs.track.outcomes import outcome, outcomes


def test_a_case_counts_once_for_each_of_its_keys(build: Build) -> None:
    now = "2026-03-12T10:00:00+04:00"
    evidence = [{"id": "E1", "file": "a.pdf", "type": "waybill"}, {"id": "E2", "file": "b.pdf", "type": "waybill"}]
    claim = {"cause": [{"clause": "carrier-customs-delay", "with": {}}, {"clause": "carrier-customs-delay", "with": {}}]}
    case = build("noon-odr", now, site="noon.com/ae", issue="customs-delay", evidence=evidence, points=[claim]).case
    lives = [
        (sent(now), answer("2026-03-20T10:00:00+04:00", "accepted")),
        (sent(now), answer("2026-03-20T10:00:00+04:00", "rejected")),
        (sent(now), answer("2026-03-20T10:00:00+04:00", "rejected"), sent("2026-03-21T10:00:00+04:00")),
        (),
    ]
    tables = outcomes((case, life) for life in lives)
    for table, key in (("procedure", "noon-odr"), ("issue", "noon-odr/customs-delay"), ("evidence", "waybill"), ("clause", "carrier-customs-delay")):
        rate = tables[table][key]
        assert (rate.accepted, rate.rejected, rate.waiting, rate.share) == (1, 1, 1, 0.5), table


def test_nothing_submitted_is_no_outcome_and_nothing_answered_no_share(build: Build) -> None:
    assert outcome(()) == ""
    case = build("noon-odr", "2026-03-12T10:00:00+04:00", site="noon.com/ae").case
    tables = outcomes([(case, (sent("2026-03-12T10:00:00+04:00"),))])
    assert tables["procedure"]["noon-odr"].share is None
    assert outcomes([(case, ())])["procedure"] == {}
