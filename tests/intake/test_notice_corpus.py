"""The notices of benchmarks/notices that are pasted text: nothing wrong is read, and next to nothing is missed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from appealdocs import stages
from appealdocs.errors import BadInput, Refused
from appealdocs.intake.caseyaml import load_case
from appealdocs.intake.start import notice_of
from appealdocs.intake.when import day_order
from appealdocs.packs import load_pack
from appealdocs.workspace import Workspace

HERE = Path(__file__).parents[2] / "benchmarks"
WS = Workspace()


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_notices", HERE / "notices.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_notices"] = module
    spec.loader.exec_module(module)
    return module


BENCH = _bench()
ENTRIES = [e for name in ("first", "second", "third", "fourth") for e in yaml.safe_load((HERE / "notices" / f"{name}.yaml").read_text(encoding="utf-8"))]
PASTED = [e for e in ENTRIES if e["form"] == "txt" and "refused" not in e["truth"]]


@pytest.mark.parametrize("entry", PASTED, ids=[e["id"] for e in PASTED])
def test_what_is_read_is_what_it_says(entry: dict[str, object], tmp_path: Path) -> None:
    paper = BENCH.render(entry["text"], "txt", tmp_path / "notice")
    folder = stages.init_case(str(entry["procedure"]), tmp_path / "case", WS, paper, str(entry.get("platform", "")))
    found = BENCH.read(load_case(folder / "case.yaml", WS))
    assert [row for row in BENCH.compare(entry["truth"], found) if row[1] != "right"] == []


def init(tmp_path: Path, text: str, procedure: str = "noon-odr", platform: str = "") -> str:
    paper = tmp_path / "n.txt"
    paper.write_text(text, encoding="utf-8")
    return (stages.init_case(procedure, tmp_path / "case", WS, paper, platform) / "case.yaml").read_text(encoding="utf-8")


NOON = "noon Seller Performance\nCase ID: 8841027\nNotice date: 5 March 2026, 10:05 GST\n"


@pytest.mark.parametrize(
    ("line", "deadline"),
    [
        ("Please respond within 72 hours of receipt of this notice.", "2026-03-08T10:05:00+04:00"),
        ("Please respond within 3 business days.", "2026-03-10T23:59:59+04:00"),
        ("You can appeal until 12 March, 18:00 GST.", "2026-03-12T18:00:00+04:00"),
        ("You can appeal until 6:00 PM on 12 March 2026 (Dubai time).", "2026-03-12T18:00:00+04:00"),
        ("Submit your evidence no later than Thursday, March 12, 2026.", "2026-03-12T23:59:59+04:00"),
        ("Appeal deadline: 2026-03-12 11:59 PM PT", "2026-03-12T23:59:00-07:00"),
        ("If we do not receive your reply by 12.03.2026 18:00 GST, the case is closed.", "2026-03-12T18:00:00+04:00"),
        ("Submit your appeal by\n12 March 2026, 18:00 GST", "2026-03-12T18:00:00+04:00"),
        ("Deadline: 12 March 2026. Appeals are accepted until 12 March 2026, 18:00 GST.", "2026-03-12T18:00:00+04:00"),
        ("Submit evidence by 03/12/2026. The order of 02/27/2026 is affected.", "2026-03-12T23:59:59+04:00"),
    ],
)  # fmt: skip
def test_deadlines_in_many_words(line: str, deadline: str, tmp_path: Path) -> None:
    assert f"\ndeadline: {deadline}   #" in init(tmp_path, NOON + line)


@pytest.mark.parametrize(
    "line",
    [
        "Submit your appeal by 03/04/2026.",
        "Submit your appeal by 12 March 2026 18:00 CST.",
        "Appeal deadline: 12 March 2026. Evidence deadline: 15 March 2026.",
        "We will answer your appeal within 10 business days.",
        "We will decide on your appeal by 12 March 2026.",
        "Sellers must reply to buyers within 48 hours; this is our information.",
        "Your appeal concerns the order shipped by 12 March 2026.",
        "Please appeal within 7-14 days.",
        "Submit your appeal by 1 March 2026.",
        "Please appeal within 24 hours of the delivery of the parcel.",
        "Payment is held until 30 June 2026; see our information.",
    ],
)  # fmt: skip
def test_what_is_no_deadline_or_can_be_read_in_two_ways_is_left_blank(line: str, tmp_path: Path) -> None:
    assert "\ndeadline:" not in init(tmp_path, NOON + line)


def test_words_that_fix_no_moment_are_quoted_in_a_blank(tmp_path: Path) -> None:
    text = init(tmp_path, "noon\nCase ID: 8841027\nNotice date: 5 March 2026\nPlease appeal within 72 hours of this notice.")
    assert "\n# deadline:   # page 1: “Please appeal within 72 hours of this notice.”" in text


@pytest.mark.parametrize(
    ("line", "final"),
    [("Status: FINAL WARNING", True), ("This is your final warning.", True), ("There is no final warning on your account.", False),
     ("A repeat may lead to a Final Warning.", False), ("Final Warning: No", False), ("The next notice will be a final warning.", False)],
)  # fmt: skip
def test_a_final_warning_is_one_only_where_the_notice_is_one(line: str, final: bool, tmp_path: Path) -> None:
    assert ("final_warning: true" in init(tmp_path, NOON.replace("8841027", "DEA-2026-0412877") + line, "noon-deactivation")) is final


def test_a_site_is_no_part_of_a_longer_one_and_no_mail_address(tmp_path: Path) -> None:
    pack = load_pack("performance-appeal", WS, "amazon")
    for text, site in (("Marketplace: amazon.com.au\nCase 15200418836", "amazon.com.au"), ("From: a@amazon.com\nCase 15200418836", ""),
                       ("amazon.de and amazon.fr, Case 15200418836", ""), ("https://www.amazon.co.uk/x Case 15200418836", "")):
        (tmp_path / "n.txt").write_text(text, encoding="utf-8")
        read = notice_of(tmp_path / "n.txt", pack).site
        assert (read.value if read else "") == site


@pytest.mark.parametrize(
    ("procedure", "platform", "text", "named"),
    [
        ("noon-odr", "", "Уведомление Ozon\nТикет: 88410273\nЗаказ 40817733-0192-1", "ozon"),
        ("ozon-odr", "", "noon.com\nCase ID: 8841027", "noon"),
        ("performance-appeal", "amazon", "eBay\nCase number: 5012345678", "ebay"),
        ("noon-odr", "", "noon\nNotice of Account Deactivation\nCase ID: DEA-2026-0412877\n1. DC-003 - Counterfeit", "noon-deactivation"),
        ("noon-odr", "", "Dear customer, your electricity bill is ready.", "no notice|is a notice"),
    ],
)  # fmt: skip
def test_a_foreign_notice_is_refused_and_nothing_is_made(procedure: str, platform: str, text: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=named) as refused:
        init(tmp_path, text, procedure, platform)
    assert refused.value.remedy is not None
    assert [p.name for p in tmp_path.iterdir()] == ["n.txt"]


def test_unreadable_notices_make_nothing(tmp_path: Path) -> None:
    import pikepdf

    locked, empty = tmp_path / "locked.pdf", tmp_path / "empty.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    empty.write_bytes(b"")
    for path, word in ((locked, "encrypted"), (empty, "empty")):
        with pytest.raises(BadInput, match=word):
            stages.init_case("noon-odr", tmp_path / "case", WS, path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty.pdf", "locked.pdf"]


def test_a_rejection_of_a_final_decision_stops(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        init(tmp_path, NOON.replace("8841027", "DEA-2026-0412877") + "Reasons for rejection:\n1. Invoice does not show the SKU\n", "noon-deactivation")


def test_which_comes_first_in_dates_with_slashes() -> None:
    assert [day_order(t) for t in ("03/04/2026", "25/03/2026 and 03/04/2026", "03/25/2026", "25/03/2026, 03/25/2026")] == ["", "dmy", "mdy", ""]


def test_a_seller_can_add_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "appealdocs.toml").write_text("", encoding="utf-8")
    own = tmp_path / "rules" / "noon-odr" / "pack.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("data: {notice: {case: ['Vorgang (?P<value>\\d+)'], deadline: ['Frist (?P<value>[^\\n]+)']}}\n", encoding="utf-8")
    (tmp_path / "n.txt").write_text("noon Vorgang 99\nFrist 12.03.2026 18:00\nSubmit your appeal by 20 March 2026", encoding="utf-8")
    folder = stages.init_case("noon-odr", tmp_path / "case", Workspace.find(tmp_path), tmp_path / "n.txt")
    case = load_case(folder / "case.yaml", WS)
    assert (case.platform_case, str(case.deadline)) == ("99", "2026-03-12 18:00:00+04:00")


def test_a_column_of_dates_is_not_the_notices_date(tmp_path: Path) -> None:
    text = init(tmp_path, "noon\nCase ID: 8841027\nOrder        Date\n12345678     02.03.2026\n")
    assert "\nreceived:" not in text
