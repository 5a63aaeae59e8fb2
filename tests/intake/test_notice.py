"""Notices as text, PDF and scan, English and Russian: what they say is read with its page and words; the rest stays empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from appealdocs.errors import BadInput, UsageError
from appealdocs.intake.start import notice_of
from appealdocs.model.dossier import Notice
from appealdocs.packs import load_pack
from appealdocs.workspace import Workspace

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

DEACTIVATION = """\
Notice of Account Deactivation
Case ID: DEA-2026-0417702
Notice date: 3 March 2026, 09:15 GST (GMT+4)
Submit appeal by: 10 March 2026, 18:00 GST (GMT+4)
FINAL WARNING
Your seller account has been deactivated for the following violations:
1. DC-007 - Misleading product description
Affected SKUs: QM-LMP77-WHT, QM-LMP77-BLK
Date of violation: 27 February 2026
Clause: Product Content Policy, section 2.3: A seller shall describe a product as it is.
2. DC-012 - Logistics anomaly rate above the limit
Affected SKU: QM-CHR02-GRY
Date of violation: 1 March 2026
Clause: Policy Violation Guidelines, section 6.2: Late shipments shall not exceed 5.0%.
Required Information
1. Root cause of each violation.
2. Purchase invoices for the affected SKUs.
Sincerely,
noon Seller Risk"""

ODR_RU = """\
Уведомление о споре по заказу
ODR-тикет: 88410273
Дата уведомления: 14 марта 2026, 11:20 (МСК)
Заказ 40817733-0192-1
Артикул: QM-LMP77-WHT
Код ошибки ERR_012
Представить до: 17 марта 2026, 11:20 (МСК)
Необходимые документы:
1. Транспортная накладная с отметкой перевозчика
2. Видео упаковки товара
С уважением,
Ozon"""

REFUSED = """\
Appeal Rejection Summary
Case ID 15200418836
Your appeal was rejected for the following reasons:
1. Evidence does not match order ID
2. Proof of dispatch time is missing
You may submit a new case that answers each reason."""


def pdf(path: Path, *pages: str) -> Path:
    """A PDF with a text layer, one text a page."""
    pdfmetrics.registerFont(TTFont("DejaVu", str(FONT)))
    sheet = canvas.Canvas(str(path), pagesize=A4)
    for page in pages:
        sheet.setFont("DejaVu", 11)
        for number, line in enumerate(page.split("\n")):
            sheet.drawString(50, 790 - 18 * number, line)
        sheet.showPage()
    sheet.save()
    return path


def read(path: Path, procedure: str, platform: str = "") -> Notice:
    return notice_of(path, load_pack(procedure, Workspace(), platform))


def quoted(notice: Notice) -> None:
    """Every value that was read is really in the notice, with its page."""
    text = " ".join(notice.text.split())
    reads = [notice.received, notice.deadline_read, notice.platform_case, notice.final_warning, *notice.orders, *notice.skus, *notice.errors]
    reads += [r for _, r in (*notice.required, *notice.reasons)]
    for value in filter(None, reads):
        assert value.value in text
        assert value.quote in text
        assert value.page


@pytest.mark.parametrize("form", ["pdf", "txt", "pages"])
def test_a_deactivation(form: str, tmp_path: Path) -> None:
    if form == "txt":
        path = tmp_path / "notice.txt"
        path.write_text(DEACTIVATION, encoding="utf-8")
    else:
        head, tail = DEACTIVATION.split("2. DC-012")
        path = pdf(tmp_path / "notice.pdf", *([DEACTIVATION] if form == "pdf" else [head, "2. DC-012" + tail]))
    notice = read(path, "noon-deactivation")
    quoted(notice)
    assert [(p.code, p.title) for p in notice.points] == [
        ("DC-007", "Misleading product description"), ("DC-012", "Logistics anomaly rate above the limit"),
    ]
    assert notice.points[0].skus == ("QM-LMP77-WHT", "QM-LMP77-BLK")
    assert notice.points[1].date == "1 March 2026"
    assert notice.points[0].clause == "Product Content Policy, section 2.3: A seller shall describe a product as it is."
    assert notice.platform_case is not None
    assert notice.platform_case.value == "DEA-2026-0417702"
    assert notice.deadline is not None
    assert notice.deadline.isoformat() == "2026-03-10T18:00:00+04:00"
    assert notice.final_warning is not None
    assert [(n, r.value) for n, r in notice.required] == [("1", "Root cause of each violation."), ("2", "Purchase invoices for the affected SKUs.")]
    if form == "pages":
        assert notice.points[1].page == 2
        assert notice.required[0][1].page == 2


def test_a_russian_ticket(tmp_path: Path) -> None:
    notice = read(pdf(tmp_path / "notice.pdf", ODR_RU), "ozon-odr")
    quoted(notice)
    assert notice.platform_case is not None
    assert notice.platform_case.value == "88410273"
    assert [r.value for r in notice.orders] == ["40817733-0192-1"]
    assert [r.value for r in notice.skus] == ["QM-LMP77-WHT"]
    assert [r.value for r in notice.errors] == ["ERR_012"]
    assert notice.deadline is not None
    assert notice.deadline.isoformat() == "2026-03-17T11:20:00+03:00"
    assert [n for n, _ in notice.required] == ["1", "2"]
    assert notice.final_warning is None


def test_a_scan_is_read_by_ocr(tmp_path: Path) -> None:
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(pdf(tmp_path / "text.pdf", DEACTIVATION)) as document:
        picture = document[0].render(scale=2.2).to_pil().convert("L").rotate(0.4, fillcolor=255, resample=Image.Resampling.BICUBIC)
    scan = tmp_path / "scan.pdf"
    picture.save(scan, resolution=158)
    notice = read(scan, "noon-deactivation")
    assert notice.platform_case is not None
    assert notice.platform_case.value == "DEA-2026-0417702"
    assert [p.code for p in notice.points] == ["DC-007", "DC-012"]
    assert notice.deadline is not None
    assert notice.deadline.isoformat() == "2026-03-10T18:00:00+04:00"
    assert notice.final_warning is not None
    quoted(notice)


def test_reasons_of_a_rejection_keep_their_numbers(tmp_path: Path) -> None:
    notice = read(pdf(tmp_path / "rejection.pdf", REFUSED), "performance-appeal", "amazon")
    quoted(notice)
    assert [(n, r.value) for n, r in notice.reasons] == [("1", "Evidence does not match order ID"), ("2", "Proof of dispatch time is missing")]
    assert notice.deadline is None


def test_a_deadline_without_zone_is_in_the_platforms(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("Case ID: DEA-2026-0417702\nSubmit appeal by: 10 March 2026\n", encoding="utf-8")
    notice = read(path, "noon-deactivation")
    assert notice.deadline is not None
    assert notice.deadline.isoformat() == "2026-03-10T23:59:59+04:00"


def test_what_it_does_not_say_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("Dear seller, noon is watching your store. Best wishes.", encoding="utf-8")
    notice = read(path, "noon-deactivation")
    assert (notice.points, notice.orders, notice.skus, notice.deadline, notice.platform_case, notice.final_warning, notice.required) == (
        (), (), (), None, None, None, (),
    )


def test_unreadable_notices_are_refused_with_what_to_do(tmp_path: Path) -> None:
    broken, empty, none = tmp_path / "broken.pdf", tmp_path / "empty.txt", tmp_path / "none.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    empty.write_text("  \n", encoding="utf-8")
    for path in (broken, empty):
        with pytest.raises(BadInput) as refused:
            read(path, "noon-deactivation")
        assert path.name in refused.value.text.en
        assert refused.value.remedy is not None
    with pytest.raises(UsageError):
        read(none, "noon-deactivation")
