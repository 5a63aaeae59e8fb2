"""What `init` says on screen of a new case: the platform that the notice names, and the keys that nobody could read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.command import run

from appealdocs.intake.caseyaml import load_case
from appealdocs.intake.form import blanks, filled
from appealdocs.workspace import Workspace

AMAZON = "Amazon.co.uk Seller Performance\nCase ID: 19044512093\nDate: 12 October 2026\nPlease appeal by 26 October 2026 at 17:00 BST.\nOrder 202-5566778-1122334\n"
UNCLEAR = "Your case 5123344556 was opened on 2 November 2026.\nOrder number: 18-40122-77311\nPlease reply within 72 hours.\n"


def init(tmp_path: Path, text: str, *options: str) -> tuple[int, Path]:
    (tmp_path / "n.txt").write_text(text, encoding="utf-8")
    return run("init", "performance-appeal", str(tmp_path / "c"), "--notice", str(tmp_path / "n.txt"), *options), tmp_path / "c" / "case.yaml"


def test_the_one_platform_that_a_notice_names_is_taken_with_its_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, made = init(tmp_path, AMAZON, "--lang", "en")
    assert status == 0
    case = load_case(made, Workspace())
    assert (case.platform, case.site, case.orders[0].id) == ("amazon", "amazon.co.uk", "202-5566778-1122334")
    assert "platform: amazon   # page 1: “Amazon.co.uk Seller Performance”" in made.read_text(encoding="utf-8")
    said = capsys.readouterr().err
    assert "issue " in said
    assert "platform " not in said


@pytest.mark.parametrize("text", [UNCLEAR, AMAZON + "The parcel went by eBay International Shipping.\n"], ids=["none named", "two named"])
def test_where_it_is_unclear_the_platform_is_a_blank_that_is_asked_for(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, made = init(tmp_path, text, "--lang", "zh")
    assert status == 0
    assert "\n# platform:   # one of: amazon, ebay" in made.read_text(encoding="utf-8")
    said = capsys.readouterr().err
    assert "case.yaml 中留空、需要您填写" in said
    assert "platform       平台" in said


def test_a_notice_of_noon_is_none_of_these_platforms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, made = init(tmp_path, "noon Seller Performance\nCase ID: 5123344\nOrder NAEHF0083310042\n", "--lang", "en")
    assert status == 2
    assert "a notice of noon" in capsys.readouterr().err
    assert not made.parent.exists()


def test_blanks_are_the_commented_keys_and_can_be_filled() -> None:
    text = "procedure: noon-odr\n# site:   # one of: noon.com/ae\n# received:   # when\nissue: other\n# not a key\n"
    assert [key for key, _ in blanks(text)] == ["site", "received"]
    assert filled(text, "received", "2026-03-01T13:00:00+08:00").splitlines()[2] == "received: 2026-03-01T13:00:00+08:00"
    assert filled(text, "issue", "x") == text
