"""Windows, gaps and rows by day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from appealdocs.check.kinds.evidence.period import figures, spans
from appealdocs.check.kinds.evidence.seen import Seen
from appealdocs.model.case import Evidence
from appealdocs.model.reading import Page, Reading

DAY = date(2026, 4, 20)


def file(text: str) -> Seen:
    item = Evidence.model_validate({"id": "E1", "file": "a.pdf", "type": "erp-export"})
    return Seen(0, item, Reading("a.pdf", "x", 1, "pdf", pages=(Page(1, text, "text-layer", 595, 842),)))


def test_days_are_told_as_runs() -> None:
    days = [DAY, DAY + timedelta(days=1), DAY + timedelta(days=2), DAY + timedelta(days=5)]
    assert spans(days) == "2026-04-20 – 2026-04-22, 2026-04-25"
    assert spans([DAY + timedelta(days=2 * n) for n in range(20)]).endswith(" …")


def test_rows_that_begin_with_a_day_hold_figures() -> None:
    rows = figures(
        file("Дата\tОтгружено\n20.04.2026\t23\t12\t52,2\n2026-04-21\t30\t16\t53.3\nитого 20.04.2026\n99.99.2026\t1")
    )
    assert rows == {
        DAY: (Decimal(23), Decimal(12), Decimal("52.2")),
        DAY + timedelta(days=1): (Decimal(30), Decimal(16), Decimal("53.3")),
    }
