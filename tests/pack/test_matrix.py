"""The evidence matrix: grades with their reason, and nothing that a spreadsheet could execute."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook

from appealdocs.model.fact import Fact, Place, Proof, Shown
from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter, Segment
from appealdocs.pack import words
from appealdocs.pack.matrix import HEAD, matrix
from appealdocs.pack.strength import grade

FIELD = "points[0].cause[0]"


def proof(kind: Any, written: str, evidence: str, state: Any = "proven") -> Proof:
    shown = Shown(evidence, "evidence/x", 2, written)
    return Proof("f1", Fact(kind, written), written, (Place(FIELD),), () if state == "contradicted" else (shown,), state, (shown,) if state == "contradicted" else ())


def report(*proofs: Proof) -> Report:
    return Report("R-1", "noon-odr", (), proofs)


def test_grades_and_their_reasons(files: Any, case: Callable[..., Any]) -> None:
    given = {"w.pdf": files.text_pdf("nothing"), "o.pdf": files.text_pdf("nothing else")}
    dossier = case("noon-odr", given, E1={"type": "waybill"}, E2={"type": "outbound-record"})
    waybill, record = dossier.case.evidence
    number, day = proof("tracking", "034208117650", "E1"), proof("date", "7 March 2026", "E1")

    full = grade(FIELD, waybill, dossier, report(number, day))
    assert (full.letter, full.pages) == ("A", (2,))
    assert "034208117650" in full.reason.en
    assert ("the date 7 March 2026" in full.reason.en, "7 March 2026" in full.reason.zh) == (True, True)
    half = grade(FIELD, waybill, dossier, report(number))
    assert (half.letter, "no matching date" in half.reason.en, "日期" in half.reason.zh) == ("B", True, True)
    assert grade(FIELD, waybill, dossier, report()).letter == "B"
    assert grade(FIELD, record, dossier, report(proof("date", "7 March 2026", "E2"))).letter == "B"
    assert grade(FIELD, None, dossier, report()).letter == "C"
    wrong = grade(FIELD, waybill, dossier, report(number, day, proof("date", "9 March 2026", "E1", "contradicted")))
    assert (wrong.letter, "9 March 2026" in wrong.reason.en) == ("C", True)


def test_the_matrix_lists_every_claim_with_its_evidence(files: Any, case: Callable[..., Any], now: Any) -> None:
    more = {"points": [{"code": "DC-003", "clause": "section 4.1", "cause": [{"zh": "=HYPERLINK(\"http://x\")", "evidence": ["E1"]}], "problem": ["问题"]}]}
    dossier = case("noon-deactivation", {"w.pdf": files.text_pdf("w")}, E1={"type": "waybill", "code": "DC-003"}, more=more)
    segment = Segment("p1.cause1", FIELD, "=HYPERLINK(\"http://x\")", "zh", "=1+1\x07", "en", "human", "approved")
    letter = Letter("en", "R-1", "", (), (), (), {"p1.cause1": segment})
    data = matrix(dossier, letter, report(), {"E1": "DC-003_waybill.pdf"}, words.standard(), now)
    assert matrix(dossier, letter, report(), {"E1": "DC-003_waybill.pdf"}, words.standard(), now) == data
    rows = list(load_workbook(io.BytesIO(data)).worksheets[0].iter_rows())
    assert tuple(c.value for c in rows[0]) == HEAD
    problem, cause = rows[1:]
    assert (problem[1].value, problem[11].value) == ("DC-003", "C")
    assert [cause[i].value for i in (3, 4, 5, 6, 8, 10, 11)] == ['=HYPERLINK("http://x")', "=1+1 ", 1, "E1", "DC-003_waybill.pdf", "section 4.1", "B"]
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist())
        assert {i.date_time for i in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-10-20T09:00:00Z" in book.read("docProps/core.xml")
