"""The dossier's reference as the platform sees it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from appealdocs.model.case import Case
from appealdocs.model.dossier import Dossier
from appealdocs.packs import load_pack
from appealdocs.workspace import Workspace

NOW = datetime.fromisoformat("2026-06-18T15:30:00+04:00")


@pytest.mark.parametrize(
    ("reference", "platform_case", "shown"),
    [
        ("QY-ODR-2026-014", "", "QY-ODR-2026-014"),
        ("Заказ 17", "", "Заказ 17"),
        ("利雅得丢件-0618", "", "0618"),
        ("noon（六月）DC012", "", "noon DC012"),
        ("丢件申诉", "ODR-7719043", "ODR-7719043"),
        ("丢件申诉", "", "2026-06-18"),
    ],
)
def test_chinese_of_our_reference_stays_out_of_the_letter(reference: str, platform_case: str, shown: str) -> None:
    case = Case(procedure="noon-odr", platform_case=platform_case)
    pack = load_pack("noon-odr", Workspace())
    assert Dossier(Path(reference), case, pack, NOW, pack.zone).letter_reference == shown
