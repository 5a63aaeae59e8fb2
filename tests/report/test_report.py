"""The report in its four forms: text, JSON, SARIF and the page."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.conftest import CASE

from appealdocs import stages
from appealdocs.check.stop import Advice
from appealdocs.model.finding import SEVERITIES
from appealdocs.model.text import Text2
from appealdocs.report.advice_text import advice_text
from appealdocs.report.html import page
from appealdocs.report.json_ import dumps, findings
from appealdocs.report.sarif import sarif
from appealdocs.report.text import report_text
from appealdocs.report.timeline import marks, svg
from appealdocs.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-13T10:00:00+04:00")
HOSTILE = '<script src="https://evil.example/x.js"></script><img src=//evil.example/p>'


@pytest.fixture
def checked(tmp_path: Path) -> stages.Checked:
    """A case with faults: a broken picture, a scan before the label, and a store name that would like to be a script."""
    folder = tmp_path / "case"
    (folder / "evidence").mkdir(parents=True)
    (folder / "evidence" / "track.png").write_bytes(b"no picture")
    text = CASE.replace("store: Lanting Home", f"store: '{HOSTILE}'").replace("买家称未收到商品。", f"买家称{HOSTILE}未收到商品。")
    text = text.replace("  delivered: ", "  label_created: 2026-03-04T10:00:00+04:00\n  first_scan: 2026-03-03T10:00:00+04:00\n  delivered: ")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return stages.check_case(folder, Workspace(), NOW)


def test_text_is_grouped_by_file_worst_first_and_coloured_only_if_asked(checked: stages.Checked) -> None:
    plain = report_text(checked.report, "en")
    assert "\x1b" not in plain
    heads = [line for line in plain.splitlines() if line and not line.startswith(" ")][:-1]
    assert len(heads) == len(set(heads)), "each file once"
    for block in plain.split("\n\n"):
        ranks = [SEVERITIES.index(w) for w in re.findall(r"^  (?:\S+  )?(error|warning|info)  ", block, re.MULTILINE)]  # type: ignore[arg-type]
        assert ranks == sorted(ranks)
    assert plain.splitlines()[-1].startswith(f"{checked.report.count('error')} error(s)")
    assert "\x1b[31merror\x1b[0m" in report_text(checked.report, "en", colour=True)
    quiet = report_text(checked.report, "zh", quiet=True)
    assert "错误" in quiet
    assert "  提示  " not in quiet


def test_json_has_the_shape_of_the_contract(checked: stages.Checked) -> None:
    data = json.loads(dumps(findings(checked.report, "en")))
    assert set(data) >= {"version", "case", "procedure", "findings", "facts", "summary"}
    assert data["version"] == 1
    for finding in data["findings"]:
        assert set(finding) >= {"rule", "severity", "message", "where", "fix", "source"}
        assert set(finding["where"]) >= {"file", "field", "segment"}
    for fact in data["facts"]:
        assert set(fact) >= {"id", "kind", "value", "said", "shown", "state"}
        assert fact["state"] in ("proven", "unproven", "contradicted", "declared")
    assert set(data["summary"]) >= {"error", "warning", "info", "facts", "proven"}
    assert data["summary"]["error"] == sum(f["severity"] == "error" for f in data["findings"])


def test_sarif_names_each_rule_once_and_every_result_its_place(checked: stages.Checked) -> None:
    (run,) = sarif(checked.report, "en")["runs"]
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert len(run["results"]) == len(checked.report.findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


class Tags(HTMLParser):
    """Elements of the page and every address that one of them would load."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.loads += [value or "" for key, value in attrs if key in ("src", "href", "srcset", "data", "action", "poster")]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_loads_nothing_and_shows_hostile_words_as_words(checked: stages.Checked, lang: str) -> None:
    html = page(checked.dossier, checked.letter, checked.report, lang, advice=checked.advice)
    tags = Tags()
    tags.feed(html)
    assert "script" not in tags.names
    assert "link" not in tags.names
    assert all(load.startswith("data:image/") for load in tags.loads)
    assert not re.search(r"url\(|@import", html)
    assert "&lt;script src=" in html


def test_a_break_in_the_timeline_is_marked(checked: stages.Checked) -> None:
    order = checked.dossier.case.orders[0]
    found = marks(order, checked.dossier, "en")
    assert [m.label for m in found if m.broken] == ["first scan"]
    picture = svg(found, order.id)
    assert 'class="broken">first scan · 2026-03-03 10:00' in picture
    whole = dataclasses.replace(checked.dossier)
    mended = order.model_copy(update={"first_scan": datetime.fromisoformat("2026-03-05T10:00:00+04:00")})
    assert "broken" not in svg(marks(mended, whole, "en"), order.id)


def test_advice_stands_above_the_findings() -> None:
    piece = Advice("do-not-appeal", Text2("It is <over>.", "已过期。"), Text2("Wait.", "等待。"), "002")
    assert advice_text([piece], "en") == "Do not appeal: It is <over>.\n    instead: Wait. (source 002)\n"
    assert advice_text([piece], "zh").startswith("不建议申诉：已过期。")
    assert advice_text([], "en") == ""
    assert "\x1b[31m" in advice_text([piece], "en", colour=True)


def test_the_page_carries_the_advice_and_escapes_it(checked: stages.Checked) -> None:
    piece = Advice("lawyer", Text2("It is <b>grave</b>.", "严重。"), Text2("Ask.", "咨询。"), "002")
    html = page(checked.dossier, checked.letter, checked.report, "en", advice=[piece])
    assert html.index("Ask a lawyer first") < html.index("<h2>Findings")
    assert "It is &lt;b&gt;grave" in html


def test_a_hostile_file_name_is_written_out(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    (folder / "evidence").mkdir(parents=True)
    name = "track\x1b[2J\u202egnp.png"
    (folder / "evidence" / name).write_bytes(b"no picture")
    (folder / "case.yaml").write_text(CASE.replace("evidence/track.png", '"evidence/track\\e[2J\\u202Egnp.png"'), encoding="utf-8")
    checked = stages.check_case(folder, Workspace(), NOW)
    for text in (report_text(checked.report, "en"), page(checked.dossier, checked.letter, checked.report, "en")):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\\x1b[2J\\u202egnp.png" in text
