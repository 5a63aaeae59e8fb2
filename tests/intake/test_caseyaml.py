"""case.yaml: every fault in one go, with file, line and key; ids as written."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from appealdocs.errors import BadInput
from appealdocs.intake.caseyaml import load_case
from appealdocs.workspace import Workspace


def faults(folder: Path, text: str) -> list[tuple[str, int | None]]:
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_case(folder / "case.yaml", Workspace())
    return [(f.key, f.line) for f in caught.value.faults]


def test_ids_are_read_as_they_are_written(case_folder: Path) -> None:
    case = load_case(case_folder / "case.yaml", Workspace())
    assert case.orders[0].id == "00061420317"
    assert case.orders[0].tracking == "034208117650"
    assert case.seller.licence is not None
    assert case.seller.licence.number == "00123"


def test_times_keep_their_offset(case_folder: Path) -> None:
    case = load_case(case_folder / "case.yaml", Workspace())
    assert isinstance(case.received, datetime)
    assert case.received.astimezone(UTC) == datetime(2026, 3, 12, 5, tzinfo=UTC)


WRONG = {
    "a time without offset": ("received: 2026-03-12T09:00:00+04:00", "received: 2026-03-12 09:00", "received", 5),
    "a word for a date": ("received: 2026-03-12T09:00:00+04:00", "received: yesterday", "received", 5),
    "an unknown key": ("site: noon.com/ae", "sight: noon.com/ae", "sight", 3),
    "an unknown procedure": ("procedure: noon-odr", "procedure: noon-oddr", "procedure", 1),
    "an unknown issue": ("issue: delivered-not-received", "issue: lost", "issue", 4),
    "an unknown evidence type": ("type: tracking-page", "type: screenshott", "evidence[0].type", 18),
    "an unknown key deep inside": ("carrier: Aramex", "courier: Aramex", "orders[0].courier", 14),
    "a claim that is no claim": ("  cause:\n  - {zh: 包裹已签收。, en: The parcel was signed for., evidence: [E1]}", "  cause: 12", "points[0].cause", 23),
    "a claim in an unknown language": ("en: We replied", "fr: We replied", "points[0].action[0]", 26),
    "a licence kind that is none": ("kind: trade-licence", "kind: licence", "seller.licence.kind", 9),
    "a path out of the folder": ("file: evidence/track.png", "file: ../../etc/passwd", "evidence[0].file", 18),
    "an absolute path": ("file: evidence/track.png", "file: /etc/passwd", "evidence[0].file", 18),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_fault_is_told_with_its_key_and_line(case_folder: Path, name: str) -> None:
    old, new, key, line = WRONG[name]
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    assert old in text
    assert (key, line) in faults(case_folder, text.replace(old, new))


def test_all_faults_come_in_one_go(case_folder: Path) -> None:
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    text = text.replace("site:", "sight:").replace("type: tracking-page", "type: photo").replace("+04:00", "")
    assert {k for k, _ in faults(case_folder, text)} >= {"sight", "evidence[0].type", "received", "orders[0].delivered"}


def test_a_repeated_key_and_a_repeated_evidence_id_are_faults(case_folder: Path) -> None:
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    text = text.replace("issue: delivered", "issue: other\nissue: delivered")
    text = text.replace("points:\n", "- {id: E1, file: evidence/b.pdf, type: sop}\npoints:\n")
    assert {k for k, _ in faults(case_folder, text)} >= {"issue", "evidence[1].id"}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "procedure: [", "a: &x [*x]\n", "- " * 30 + "x", "procedure: noon-odr\n\tsite: x\n"],
    ids=["empty", "a list", "cut off", "an alias of itself", "too deep", "a tab"],
)
def test_a_file_that_is_no_case_is_refused_whole(case_folder: Path, text: str) -> None:
    assert faults(case_folder, text)


def test_an_alias_is_written_out_up_to_a_bound(case_folder: Path) -> None:
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    shared = text.replace("evidence: [E1]", "evidence: &one [E1]", 1).replace("evidence: [E1]", "evidence: *one", 1)
    assert shared.count("*one") == 1
    (case_folder / "case.yaml").write_text(shared, encoding="utf-8")
    written = load_case(case_folder / "case.yaml", Workspace())
    (case_folder / "case.yaml").write_text(text, encoding="utf-8")
    assert written.points == load_case(case_folder / "case.yaml", Workspace()).points
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{after}: &{after} [{', '.join(9 * [f'*{before}'])}]\n" for before, after in zip("abcdef", "bcdefg", strict=True)
    )
    assert [key for key, _ in faults(case_folder, bomb + text)] == [""]


def test_what_no_clock_and_no_file_system_can_hold_is_a_fault(case_folder: Path) -> None:
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    far = re.sub(r"received: .*", "received: '9999-12-31T23:59:59-14:00'", text)
    assert ("received", 1 + far[: far.index("received:")].count("\n")) in faults(case_folder, far)
    long = re.sub(r"file: evidence/[^,}\n]+", f"file: evidence/{'a' * 300}.pdf", text, count=1)
    assert "evidence[0].file" in {key for key, _ in faults(case_folder, long)}
    assert "request" in {key for key, _ in faults(case_folder, re.sub(r"(?m)^request:.*\n(?:  .*\n)*", "request: 12\n", text))}


def test_a_fault_of_the_seller_file_names_the_keys_of_a_seller(case_folder: Path) -> None:
    (case_folder / "us.yaml").write_text("legal_name: A Co., Ltd.\nshop: B\n", encoding="utf-8")
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    start, end = text.index("seller:"), text.index("orders:")
    (case_folder / "case.yaml").write_text(text[:start] + "seller: us.yaml\n" + text[end:], encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_case(case_folder / "case.yaml", Workspace())
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.key) == ("us.yaml", 2, "shop")
    assert "store" in fault.allowed
    assert "procedure" not in fault.allowed
    assert faults(case_folder, text[:start] + f"seller: {'x' * 3000}.yaml\n" + text[end:])


@pytest.mark.parametrize(
    ("text", "said"),
    [("procedure: noon-odr\n\tsite: x\n", "Tab"), ("procedure: noon-odr\nissue: a: b\n", "冒号"), ("procedure: 'noon\n", "引号"), ("a: 1\n---\nb: 2\n", "---")],
)
def test_what_is_wrong_with_the_yaml_is_said_in_chinese(case_folder: Path, text: str, said: str) -> None:
    (case_folder / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_case(case_folder / "case.yaml", Workspace())
    assert said in caught.value.faults[0].message.zh


def test_bytes_that_are_no_text_are_refused_with_their_line(case_folder: Path) -> None:
    (case_folder / "case.yaml").write_bytes(b"procedure: noon-odr\nsite: \xff\xfe\n")
    with pytest.raises(BadInput) as caught:
        load_case(case_folder / "case.yaml", Workspace())
    assert caught.value.faults[0].line == 2


def test_a_link_out_of_the_folder_is_refused(case_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    (case_folder / "evidence" / "track.png").unlink()
    (case_folder / "evidence" / "track.png").symlink_to(tmp_path / "secret.png")
    assert ("evidence[0].file", 18) in faults(case_folder, (case_folder / "case.yaml").read_text(encoding="utf-8"))


def test_a_link_in_a_circle_is_a_fault_and_no_defect(case_folder: Path) -> None:
    (case_folder / "evidence" / "track.png").unlink()
    (case_folder / "evidence" / "track.png").symlink_to("track.png")
    assert ("evidence[0].file", 18) in faults(case_folder, (case_folder / "case.yaml").read_text(encoding="utf-8"))


def test_a_seller_profile_may_be_a_file_of_the_workspace(case_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "appealdocs.toml").write_text("", encoding="utf-8")
    (tmp_path / "lanting.yaml").write_text("legal_name: {en: Lanting Ltd., zh: 蓝庭}\nlicence: 0042\n", encoding="utf-8")
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    start, end = text.index("seller:"), text.index("orders:")
    (case_folder / "case.yaml").write_text(text[:start] + "seller: lanting.yaml\n" + text[end:], encoding="utf-8")
    case = load_case(case_folder / "case.yaml", Workspace.load(tmp_path))
    assert (case.seller.legal_name.zh, case.seller.licence and case.seller.licence.number) == ("蓝庭", "0042")


@pytest.mark.parametrize("rule", ["common/human-review-pending", "common/no-such-rule"])
def test_a_waiver_of_an_unknown_or_unwaivable_rule_is_a_fault(case_folder: Path, rule: str) -> None:
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    text += f"allow:\n- {{rule: {rule}, reason: we know, by: Li}}\n"
    assert "allow[0].rule" in {k for k, _ in faults(case_folder, text)}
