"""What a case does not say is a visible gap in its letter: no word, no dangling sign, and above all no statement."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from appealdocs.draft.draft import draft, plain_lines
from appealdocs.intake.caseyaml import load_case
from appealdocs.model.dossier import Dossier
from appealdocs.model.letter import Letter
from appealdocs.packs import load_pack
from appealdocs.workspace import Workspace

NOW = datetime.fromisoformat("2026-10-20T11:00:00+04:00")
LANGUAGE = {"ozon-odr": "ru", "ozon-performance": "ru"}
CASES = [("noon-odr", ""), ("noon-deactivation", ""), ("ozon-odr", ""), ("ozon-performance", "")] + [
    ("performance-appeal", platform) for platform in ("amazon", "ebay", "shopee", "temu", "wish")
]


def drafted(folder: Path, yaml: str) -> Letter:
    folder.mkdir(exist_ok=True)
    (folder / "case.yaml").write_text(yaml, encoding="utf-8")
    case = load_case(folder / "case.yaml", Workspace())
    pack = load_pack(case.procedure, Workspace(), case.platform or "")
    return draft(Dossier(folder, case, pack, NOW, pack.zone), Workspace())


def lines(letter: Letter, mirror: bool = False) -> list[str]:
    blocks = letter.mirror if mirror else letter.blocks
    runs = [run for b in blocks for run in (b.inlines, *(c for row in b.rows for c in row.cells))]
    said = [line for run in runs for line in letter.plain(run, mirror).split("\n")]
    return said if mirror else said + [letter.plain(line) for line in letter.form]


def lean(procedure: str, platform: str, more: str = "") -> str:
    words = "Один." if procedure in LANGUAGE else "One."
    return (
        f"procedure: {procedure}\n" + (f"platform: {platform}\n" if platform else "") + "received: 2026-10-19T11:00:00+04:00\n"
        f"seller: {{legal_name: 'Yiwu Co., Ltd.', store: Bright}}\npoints:\n- problem: [{{{LANGUAGE.get(procedure, 'en')}: {words}}}]\n{more}"
    )


SLIPS = r"\bNone\b|\(\s*\)|（\s*）|–, –|–，–|,\s*,|;\s*;|\s[,;:.](?:\s|$)|№\s*[.,;]|\w\s№\s*$"


@pytest.mark.parametrize(("procedure", "platform"), CASES)
def test_a_lean_case_leaves_gaps_and_no_slips(tmp_path: Path, procedure: str, platform: str) -> None:
    letter = drafted(tmp_path / "lean", lean(procedure, platform))
    assert [line for line in (*lines(letter), *lines(letter, mirror=True)) if re.search(SLIPS, line)] == []


ORDERS = "orders: [{id: A-1, tracking: T-1}, {id: A-2, carrier: CDEK}, {id: A-3}]\n"


@pytest.mark.parametrize(("procedure", "platform"), [c for c in CASES if c[0] != "noon-odr"])
def test_an_order_says_what_is_known_of_it(tmp_path: Path, procedure: str, platform: str) -> None:
    letter = drafted(tmp_path / "orders", lean(procedure, platform, ORDERS))
    assert [line for line in (*lines(letter), *lines(letter, mirror=True)) if re.search(SLIPS, line)] == []


def test_names_and_accounts_are_declared_only_by_the_case(tmp_path: Path) -> None:
    def declared(more: str) -> list[str]:
        yaml = lean("noon-deactivation", "").replace("store: Bright}", f"store: Bright{more}}}")
        letter = drafted(tmp_path / "x", yaml)
        rows = [b.rows for b in letter.blocks if b.kind == "table" and b.section == "body.disclosure"]
        return [letter.plain(row.cells[1]) for row in rows[0][-2:]]

    assert declared("") == ["____", "____"]
    assert declared(", former_names: [], other_accounts: []") == ["None", "None"]
    assert declared(", former_names: [Old Co.], other_accounts: [A-1, B-2]") == ["Old Co.", "A-1 and B-2"]


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("91440300MA5F7Q2X0K", "Registration No. 91440300MA5F7Q2X0K"),
        ("CN 4403", "Registration No. CN 4403"),
        ("Dubai trade licence 1045872", "Dubai trade licence 1045872"),
    ],
)
def test_a_number_that_names_itself_takes_no_label(tmp_path: Path, number: str, line: str) -> None:
    yaml = lean("noon-odr", "").replace("store: Bright}", f"store: Bright, licence: '{number}'}}")
    letter = drafted(tmp_path / "x", yaml)
    head = next(b for b in letter.blocks if b.section == "letterhead" and b.inlines)
    assert letter.plain(head.inlines).split("\n")[-1].strip() == line


def test_an_item_that_asks_for_names_points_to_their_declaration(tmp_path: Path) -> None:
    more = "required:\n- {number: '1', text: 'Disclosure of former company names and other accounts.'}\n- {number: '2', text: 'A photograph.'}\n"
    letter = drafted(tmp_path / "x", lean("noon-deactivation", "", more))
    table = next(b for b in letter.blocks if b.kind == "table" and "required" in letter.plain(b.rows[0].cells[1]).lower())
    assert [letter.plain(row.cells[2]) for row in table.rows] == ["Answered under", "Section 1", "–"]


@pytest.mark.parametrize(
    ("clause", "said"),
    [("Rule 5 says no", "“Rule 5 says no”"), ("“Rule 5”", "“Rule 5”"), ('Rule "5" says', "“Rule ‘5’ says”")],
)
def test_marks_inside_a_quotation_take_their_second_form(tmp_path: Path, clause: str, said: str) -> None:
    yaml = lean("noon-deactivation", "").replace("points:\n- ", f"points:\n- code: DC-003\n  clause: '{clause}'\n  ")
    assert f"Clause cited in the notice: {said}" in "\n".join(lines(drafted(tmp_path / "x", yaml)))


def test_a_form_without_a_template_keeps_the_lines_of_the_paper(tmp_path: Path) -> None:
    """A row of two is a name and its value; a row of more says the heading of each cell; a line end stays one."""
    more = "  prevention: [{en: 'We check it.', owner: Li Na, by: 2026-11-02}]\n  code: DC-003\n"
    letter = drafted(tmp_path / "x", lean("noon-deactivation", "", more))
    form = [letter.plain(line) for line in plain_lines(letter.blocks)]
    assert "Company: Yiwu Co., Ltd." in form
    assert "Measure: 1; Code: DC-003; Owner: Li Na; In force from: 2 November 2026; Exhibit: –" in form
    assert form[form.index("For and on behalf of") + 1] == "Yiwu Co., Ltd."
    assert "Item; Declaration" not in form


def test_the_form_of_a_deactivation_answers_each_code_in_a_few_lines(tmp_path: Path) -> None:
    """Codes, SKUs, the four parts, the request and the exhibits; the letter's tables stay in the letter."""
    more = (
        "  cause: [{en: 'We did not upload it.', evidence: [E1]}]\n  code: DC-003\n  skus: [KD-1, KD-2]\n  title: {en: Counterfeit}\n"
        "request: {en: Please reinstate the store.}\nevidence: [{id: E1, file: evidence/a.pdf, type: invoice}]\n"
    )
    letter = drafted(tmp_path / "x", lean("noon-deactivation", "", more))
    form = [letter.plain(line) for line in letter.form]
    assert "DC-003: Counterfeit" in form
    assert "SKUs: KD-1 and KD-2" in form
    assert "Root cause: We did not upload it. [1]" in form
    assert "Request: Please reinstate the store." in form
    assert "Evidence: [1] Purchase invoice." in form
    assert len("\n".join(form)) < len("\n".join(letter.plain(line) for line in plain_lines(letter.blocks)))


@pytest.mark.parametrize(("day", "said"), [("2026-02-02", "за период со 2 февраля 2026 г. по"), ("2026-02-12", "за период с 12 февраля 2026 г. по")])
def test_the_russian_period_of_an_exhibit_is_read_aloud(tmp_path: Path, day: str, said: str) -> None:
    more = f"evidence: [{{id: E1, file: evidence/a.pdf, type: erp-export, from: {day}, to: 2026-03-02}}]\n"
    text = "\n".join(lines(drafted(tmp_path / "x", lean("ozon-performance", "", more)))).replace("\u00a0", " ")
    assert said in text
