"""One fault in an otherwise clean folder of real files: its rule is reported, and no other error."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageFilter
from PIL.PngImagePlugin import PngInfo
from tests.check.evidence.conftest import Folder, clip, errors, paper, scan, screen, stamp

PROCEDURES = ("noon-odr", "noon-deactivation", "ozon-odr", "ozon-performance", "performance-appeal")
Make = Callable[[str], Folder]


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_clean_folder_has_no_error(procedure: str, folder: Make) -> None:
    report = folder(procedure).check()
    assert not errors(report)
    assert not report.crashed


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def locked(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


def scripted(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
        pdf.save(path)


BROKEN: dict[str, Callable[[Path], object]] = {
    "missing": lambda p: p.unlink(),
    "empty": lambda p: p.write_bytes(b""),
    "truncated": halved,
    "encrypted": locked,
    "javascript": scripted,
    "wrong type": lambda p: stamp().save(p, "PNG"),
    "garbage": lambda p: p.write_bytes(b"%PDF-1.7 nothing follows"),
}


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize(("procedure", "id"), [("noon-odr", "E2"), ("ozon-odr", "E4"), ("noon-deactivation", "E1")])
def test_a_broken_file_is_told_as_such_and_as_nothing_else(procedure: str, id: str, how: str, folder: Make) -> None:
    case = folder(procedure)
    BROKEN[how](case.of(id))
    found = errors(case.check())
    assert list(found) == ["common/evidence-file-sound"]
    assert found["common/evidence-file-sound"][0].where.file == case.item(id)["file"]


def another_order(c: Folder) -> None:
    c.edit("E2", "NAEHF0071420551", "NAEHF0079999123")


def swapped_tracking(c: Folder) -> None:
    c.edit("E2", "34218117099", "34218110799")


def two_orders(c: Folder) -> None:
    c.write("E3", c.texts["E3"] + "\nOrder NAEHF0079999123\nBuyer 9 Mar 2026 10:20: Where is it?")


def whatsapp(c: Folder) -> None:
    c.write("E3", "WhatsApp\nonline\n10 Mar 2026 11:20\nI did not receive my parcel.")


def photoshop(c: Folder) -> None:
    info = PngInfo()
    info.add_text("Software", "Adobe Photoshop 26.0 (Windows)")
    screen(c.of("E4"), c.texts["E4"].split("\n"), pnginfo=info)


def changed_later(c: Folder) -> None:
    c.write("E2", CreationDate="D:20260307150000+04'00'", ModDate="D:20260320090000+04'00'")


def phone(c: Folder) -> None:
    c.write("E3", c.texts["E3"] + "\nBuyer 10 Mar 2026 18:02: call me, +971 50 123 4567")


def no_bar(c: Folder) -> None:
    c.write("E1", "\n".join(c.texts["E1"].split("\n")[1:]))


def no_signer(c: Folder) -> None:
    c.edit("E2", "\nSigned by Mariam Al Suwaidi", "")


def other_day(c: Folder) -> None:
    c.edit("E2", "07 March 2026", "05 March 2026")


def grey_letter(c: Folder) -> None:
    lines = c.texts["E4"].split("\n")
    paper(c.of("E4"), lines, scan(lines, grey=True), scanned=True)


def grey_stamp_image(c: Folder) -> None:
    stamp(60, "L").save(c.file(c.case["seller"]["stamp"]))


def council_only(c: Folder) -> None:
    c.edit("E6", "\nEmbassy of the United Arab Emirates, Beijing", "")


def report_after(c: Folder) -> None:
    c.item("E3")["date"] = "2026-02-20"


def authorisation_over(c: Folder) -> None:
    c.edit("E2", "31 July 2026", "31 January 2026")


def another_batch(c: Folder) -> None:
    c.edit("E3", "B260551", "B251102")


def no_weight(c: Folder) -> None:
    c.edit("E1", "\nВес 1,2 кг\nОбъём 0,006 м3", "")


def unsigned(c: Folder) -> None:
    c.edit("E4", "\nПодпись", "")


def no_link(c: Folder) -> None:
    del c.item("E5")["link"]


def log_off(c: Folder) -> None:
    c.case["platform_log"] = [{"event": "delivered", "at": "2026-03-10T15:40:00+03:00", "order": "48230551-0172-1"}]


def sf_express(c: Folder) -> None:
    c.case["orders"][0]["carrier"] = "SF Express"


def english_paper(c: Folder) -> None:
    path = c.add("E7", "evidence/packing list.pdf", "invoice", language="en", date="2026-03-05")
    paper(path, ["Packing list", "This list confirms that the parcel was packed and handed over to the carrier."])


def scanned_in_china(c: Folder) -> None:
    c.edit("E3", "Москва: принят на склад", "Шэньчжэнь: принят на склад")


def old_letter(c: Folder) -> None:
    c.item("E1")["date"] = "2026-02-01"


def late_scan(c: Folder) -> None:
    c.case["orders"][0]["first_scan"] = "2026-04-04T20:00:00+00:00"
    c.edit("E1", "2026-04-03 13:30", "2026-04-04 20:00")


def other_amount(c: Folder) -> None:
    c.edit("E6", "USD 328", "USD 382")


SEEDS = [
    ("noon-odr", another_order, "common/evidence-matches-order"),
    ("noon-odr", swapped_tracking, "common/evidence-matches-order"),
    ("noon-odr", two_orders, "common/one-order-per-file"),
    ("noon-odr", whatsapp, "common/accepted-channel"),
    ("noon-odr", photoshop, "common/no-forgery"),
    ("noon-odr", changed_later, "common/no-forgery"),
    ("noon-odr", phone, "common/personal-data"),
    ("noon-odr", no_bar, "noon-odr/screenshot-url-bar"),
    ("noon-odr", no_signer, "noon-odr/signer-and-time"),
    ("noon-odr", other_day, "common/evidence-timeline"),
    ("noon-deactivation", grey_letter, "noon-deactivation/colour-stamp"),
    ("noon-deactivation", grey_stamp_image, "noon-deactivation/colour-stamp"),
    ("noon-deactivation", council_only, "noon-deactivation/embassy-attestation"),
    ("noon-deactivation", report_after, "noon-deactivation/report-date"),
    ("noon-deactivation", authorisation_over, "noon-deactivation/authorisation-period"),
    ("noon-deactivation", another_batch, "noon-deactivation/evidence-chain"),
    ("ozon-odr", no_weight, "ozon-odr/waybill-fields"),
    ("ozon-odr", unsigned, "ozon-odr/courier-receipt"),
    ("ozon-odr", no_link, "ozon-odr/message-link"),
    ("ozon-odr", log_off, "ozon-odr/clock-deviation"),
    ("ozon-odr", sf_express, "ozon-odr/carrier-whitelist"),
    ("ozon-odr", english_paper, "ozon-odr/certified-translation"),
    ("ozon-odr", scanned_in_china, "ozon-odr/first-mile-scan"),
    ("ozon-performance", old_letter, "ozon-performance/evidence-age"),
    ("performance-appeal", late_scan, "common/tracking-visible-24h"),
    ("performance-appeal", other_amount, "common/fact-contradicted"),
]


@pytest.mark.parametrize(("procedure", "fault", "rule"), SEEDS, ids=[f"{f.__name__}-{r}" for _, f, r in SEEDS])
def test_one_fault_is_found_and_nothing_else(
    procedure: str, fault: Callable[[Folder], None], rule: str, folder: Make
) -> None:
    case = folder(procedure)
    fault(case)
    found = errors(case.check())
    assert set(found) - {"common/fact-contradicted"} == {rule} - {"common/fact-contradicted"}, {
        k: v[0].message.en for k, v in found.items()
    }
    assert rule in found


def test_a_blurred_screenshot_is_a_warning_and_hides_what_it_may_not_show(folder: Make) -> None:
    case = folder("noon-odr")
    picture = Image.open(case.of("E1")).convert("RGB").filter(ImageFilter.GaussianBlur(6))
    picture.save(case.of("E1"))
    report = case.check()
    assert not errors(report)
    assert [f.where.file for f in report.findings if f.rule == "common/evidence-readable"] == [
        "evidence/tracking page.png"
    ]


@pytest.mark.parametrize(
    ("seconds", "lines", "watermark", "word"),
    [
        (36, ("SKU HY-CB0412-WHT",), True, ""),
        (12, ("SKU HY-CB0412-WHT",), True, "12 s"),
        (36, ("SKU HY-CB0412-WHT",), False, "watermark"),
        (36, (), True, "SKU label"),
    ],
    ids=["good", "short", "no watermark", "no label"],
)
def test_the_packing_video_of_a_wrong_item_case(
    seconds: int, lines: tuple[str, ...], watermark: bool, word: str, folder: Make
) -> None:
    case = folder("ozon-odr")
    case.case["issue"] = "wrong-item"
    path = case.add(
        "E7", "evidence/видео.mp4", "packing-video", language="ru", date="2026-03-05", order="48230551-0172-1"
    )
    clip(path, seconds, lines, watermark)
    found = errors(case.check())
    if word:
        assert list(found) == ["ozon-odr/packing-video"]
        assert word in found["ozon-odr/packing-video"][0].message.en
    else:
        assert not found


def test_the_hash_in_the_record_is_compared_with_the_photograph_itself(folder: Make) -> None:
    case = folder("ozon-odr")
    sha = hashlib.sha256(case.of("E6").read_bytes()).hexdigest()
    assert sha in case.texts["E2"]
    screen(case.of("E6"), ["48230551-0172-1", "1524100551", "05.03.2026", "."])
    found = errors(case.check())
    assert list(found) == ["ozon-odr/outbound-record"]
    assert sha[:16] in found["ozon-odr/outbound-record"][0].message.en


def test_an_export_by_days_with_a_day_missing(folder: Make) -> None:
    from datetime import date, timedelta

    case = folder("ozon-performance")
    days = [date(2026, 3, 11) + timedelta(days=n) for n in range(61)]

    def write(without: date | None) -> None:
        rows = [f"{d:%d.%m.%Y}\t29\t29" for d in days if d != without]
        pages = [rows[:36], rows[36:]]
        first, second = case.file("a.pdf"), case.file("b.pdf")
        paper(first, pages[0])
        paper(second, pages[1])
        with pikepdf.open(first) as pdf, pikepdf.open(second) as more:
            pdf.pages.extend(more.pages)
            pdf.save(case.of("E3"))

    write(None)
    assert not errors(case.check())
    write(date(2026, 4, 20))
    found = errors(case.check())
    assert list(found) == ["ozon-performance/period-covered"]
    assert "2026-04-20" in found["ozon-performance/period-covered"][0].message.en


def test_one_tracking_number_in_two_cases_of_a_workspace(tmp_path: Path) -> None:
    from appealdocs.workspace import Workspace

    (tmp_path / "appealdocs.toml").write_text("")
    one, two = Folder("ozon-odr", tmp_path / "one"), Folder("ozon-odr", tmp_path / "two")
    two.case["orders"][0]["id"] = "48999999-0001-1"
    two.case["evidence"] = []
    two.check()
    found = errors(one.check(Workspace.find(tmp_path / "one")))
    assert "ozon-odr/tracking-reuse" in found
    assert "48999999-0001-1" in found["ozon-odr/tracking-reuse"][0].message.en
