"""The whole life of a case by its commands: init, draft, review, submitted, deadlines, follow-up, answered, second round, stats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.command import run
from tests.conftest import CASE, SAMPLES, copy_sample

from appealdocs.casefolder import sha256
from appealdocs.intake.caseyaml import load_case
from appealdocs.review.store import load
from appealdocs.workspace import Workspace

SENT = "2026-03-02T10:00:00+04:00"
REJECTION = """\
Appeal Rejection Summary
Case ID: 4417790
Your appeal was rejected for the following reasons:
1. Evidence does not match order ID
2. Proof of delivery with the recipient's name is missing
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case in a workspace of its own."""
    (tmp_path / "appealdocs.toml").write_text('reviewer = "Li Na"\n', encoding="utf-8")
    folder = tmp_path / "T-1"
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE.replace("track.png", "track.txt"), encoding="utf-8")
    (folder / "evidence" / "track.txt").write_text("Aramex 034208117650 delivered 2026-03-07 14:32", encoding="utf-8")
    return folder


def test_from_a_notice_to_a_draft_a_person_works_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "dc"
    assert run("init", "noon-deactivation", str(folder), "--notice", str(SAMPLES / "noon-deactivation" / "notice.pdf"), "--lang", "en") == 0
    assert (folder / "notice.pdf").read_bytes() == (SAMPLES / "noon-deactivation" / "notice.pdf").read_bytes()
    made = load_case(folder / "case.yaml", Workspace())
    assert [p.code for p in made.points] == ["DC-003", "DC-012"]
    assert made.platform_case == "DEA-2026-0518823"
    assert run("draft", str(folder), "--lang", "en", "--now", "2026-10-14T10:00:00+04:00") == 1
    said = capsys.readouterr().out
    assert said.index("Do not appeal: There is no evidence at all") < said.index("error")
    assert (folder / "out" / "letter.pdf").is_file()
    assert "Do not appeal" in (folder / "out" / "report.html").read_text(encoding="utf-8")


def test_review_then_the_record_and_what_follows(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ("--lang", "en", "--now", "2026-03-01T10:00:00+04:00")
    assert run("draft", str(case), *at) == 1
    segment = next(s.id for s in load(case / "review" / "letter.xlf").values() if s.field.startswith("points[0].cause"))
    assert run("review", "edit", str(case), segment, "--text", "The parcel was handed over at the door.", "--by", "Li Na") == 0
    assert run("review", "approve", str(case), "--all", "--by", "Li Na") == 0
    assert run("draft", str(case), *at) == 1
    assert "handed over at the door" in (case / "out" / "letter.txt").read_text(encoding="utf-8")
    assert run("submitted", str(case), "--platform-case", "4417790", "--at", SENT, *at) == 1, "no package yet"
    assert run("submitted", str(case), "--platform-case", "4417790", "--at", SENT, "--without-package", *at) == 0
    capsys.readouterr()

    calendar = tmp_path / "due.ics"
    assert run("deadlines", str(tmp_path), "--ics", str(calendar), "--format", "json", "--now", "2026-03-03T10:00:00+04:00", "--lang", "en") == 0
    due = json.loads(capsys.readouterr().out)
    assert {c["key"] for c in due["deadlines"]} >= {"review", "follow-up"}
    assert Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")

    assert run("follow-up", str(case), "--now", "2026-03-05T10:00:00+04:00", "--lang", "en") == 1
    assert "2026-03-16 23:59" in capsys.readouterr().err
    assert run("follow-up", str(case), "--now", "2026-03-18T10:00:00+04:00", "--lang", "en") == 0
    assert "Follow-up on Case ID 4417790" in capsys.readouterr().out

    paper = tmp_path / "rejection.txt"
    paper.write_text(REJECTION, encoding="utf-8")
    assert run("answered", str(case), "--outcome", "rejected", "--notice", str(paper), "--at", "2026-03-20T10:00:00+04:00") == 0
    assert run("follow-up", str(case), "--now", "2026-03-30T10:00:00+04:00", "--lang", "en") == 1
    capsys.readouterr()
    assert run("stats", str(tmp_path), "--format", "json", "--html", str(tmp_path / "stats.html")) == 0
    assert json.loads(capsys.readouterr().out)["procedure"]["noon-odr"]["rejected"] == 1
    assert "http" not in (tmp_path / "stats.html").read_text(encoding="utf-8").replace("http://www.w3.org", "")

    (case / "evidence" / "signed.txt").write_text("Signed by A. Karim", encoding="utf-8")
    text = (case / "case.yaml").read_text(encoding="utf-8")
    (case / "case.yaml").write_text(text.replace("points:", "- {id: E2, file: evidence/signed.txt, type: delivery-receipt, order: 00061420317}\npoints:"), encoding="utf-8")
    second = tmp_path / "T-2"
    assert run("init", "noon-odr", str(second), "--after", str(case), "--lang", "en") == 0
    made = load_case(second / "case.yaml", Workspace())
    assert [p.code for p in made.points] == ["1", "2"]
    assert made.rejection is not None
    assert made.rejection.platform_case == "4417790"
    assert made.rejection.file == "rejection.txt"
    assert [o.id for o in made.orders] == ["00061420317"]
    assert made.seller.licence is not None
    assert made.seller.licence.number == "00123"
    for name in ("track.txt", "signed.txt"):
        assert sha256(second / "evidence" / name) == sha256(case / "evidence" / name)
    fetch = (second / "FETCH.md").read_text(encoding="utf-8")
    assert "evidence/track.txt: 未变，逐字节相同 / unchanged" in fetch
    assert "evidence/signed.txt: 新增或已更改 / new or changed" in fetch
    assert run("check", str(second), "--lang", "en") == 1


@pytest.mark.parametrize("procedure", ["noon-deactivation", "ozon-odr"])
def test_where_no_second_appeal_is_taken_it_says_so_and_stops(procedure: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = tmp_path / "old"
    copy_sample(procedure, old)
    assert run("init", procedure, str(tmp_path / "again"), "--after", str(old), "--lang", "en") == 1
    said = capsys.readouterr().err
    assert "final" in said or "no second" in said
    assert len(said.strip().splitlines()) >= 2, "reason and alternative"
    assert not (tmp_path / "again").exists()


def test_an_accepted_case_and_one_of_another_procedure_have_no_second_round(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("init", "ozon-performance", str(tmp_path / "x"), "--after", str(case), "--lang", "en") == 1
    assert "noon-odr" in capsys.readouterr().err
    assert run("submitted", str(case), "--platform-case", "1", "--at", SENT, "--without-package") == 0
    assert run("answered", str(case), "--outcome", "accepted", "--at", "2026-03-20T10:00:00+04:00") == 0
    assert run("init", "noon-odr", str(tmp_path / "x"), "--after", str(case), "--lang", "en") == 1
    assert not (tmp_path / "x").exists()


def test_clauses_are_suggested_as_lines_for_case_yaml(capsys: pytest.CaptureFixture[str]) -> None:
    import yaml

    assert run("clauses", "suggest", "买家反映未收到包裹，承运商的记录显示包裹已妥投", "--lang", "en", "--limit", "2") == 0
    items = yaml.safe_load(capsys.readouterr().out)
    assert items[0]["clause"] == "delivered-parcel-reported-missing"
    assert len(items) == 2


def test_notice_and_case_that_differ_are_reported_with_both_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "dc"
    copy_sample("noon-deactivation", folder)
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    (folder / "case.yaml").write_text(text.replace("DEA-2026-0518823", "DEA-2026-0518832", 1).replace("received:", "deadline: 2026-10-27T23:59:00+04:00\nreceived:", 1), encoding="utf-8")
    run("check", str(folder), "--format", "json", "--lang", "en", "--now", "2026-10-14T10:00:00+04:00")
    found = [f for f in json.loads(capsys.readouterr().out)["findings"] if f["rule"] == "common/notice-differs"]
    assert sorted(f["where"]["field"] for f in found) == ["deadline", "platform_case"]
    assert all("page 1" in f["message"] for f in found)
    assert any("DEA-2026-0518832" in f["message"] and "DEA-2026-0518823" in f["message"] for f in found)


OZON_CASE = """\
procedure: ozon-performance
reference: P-1
site: ozon.ru
issue: data-sync-gap
received: 2026-03-02T10:05:00+03:00
platform_case: "9140372"
account: {status: active, verified: true}
seller: {legal_name: Lanting Ltd., store: Lanting}
orders: [{id: 62107734-0091-1}]
evidence:
- {id: E1, file: evidence/erp.txt, type: erp-export, language: ru, from: 2026-02-01, to: 2026-03-01}
points:
- problem: [{zh: 3月1日平台显示订单62107734-0091-1未发货。, ru: 1 марта площадка показала заказ 62107734-0091-1 неотгруженным., evidence: [E1]}]
  cause: [{zh: 数据在3月1日未同步。, ru: Данные 1 марта не синхронизировались., evidence: [E1]}]
  action: [{zh: 我们于3月2日重新同步。, ru: 2 марта мы повторили синхронизацию., evidence: [E1]}]
  prevention: [{zh: 每天核对一次。, ru: Сверка выполняется ежедневно., evidence: [E1]}]
request: {ru: Просим пересчитать показатель по заказу 62107734-0091-1.}
"""
OZON_REFUSAL = """\
Обращение № 9140372
Дата решения: 10.03.2026
Ваше обращение отклонено по следующим причинам:
1. Не приложены данные за весь период
2. Скриншоты нечитаемы
С уважением, Ozon
"""


def test_an_ozon_ticket_from_the_first_draft_to_the_second_round(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "appealdocs.toml").write_text('reviewer = "Li Na"\n', encoding="utf-8")
    case = tmp_path / "P-1"
    (case / "evidence").mkdir(parents=True)
    (case / "case.yaml").write_text(OZON_CASE, encoding="utf-8")
    (case / "evidence" / "erp.txt").write_text("62107734-0091-1 отгружен 2026-02-28", encoding="utf-8")
    assert run("draft", str(case), "--lang", "en", "--now", "2026-03-02T12:00:00+03:00") in (0, 1)
    assert (case / "out" / "letter.txt").read_text(encoding="utf-8").startswith("[URGENT: Performance Review Request]")
    assert run("review", "approve", str(case), "--all", "--by", "Li Na") == 0
    assert run("submitted", str(case), "--platform-case", "9140372", "--at", "2026-03-02T15:00:00+03:00", "--without-package") == 0
    capsys.readouterr()

    assert run("follow-up", str(case), "--now", "2026-03-05T10:00:00+03:00", "--lang", "en") == 1
    assert "2026-03-05 23:59 (Europe/Moscow)" in capsys.readouterr().err, "three working days, not 72 hours"
    assert run("follow-up", str(case), "--now", "2026-03-06T10:00:00+03:00", "--lang", "en") == 1
    assert "new evidence" in capsys.readouterr().err
    (case / "evidence" / "api.txt").write_text("62107734-0091-1 status sent 2026-03-01", encoding="utf-8")
    text = (case / "case.yaml").read_text(encoding="utf-8")
    (case / "case.yaml").write_text(text.replace("points:", "- {id: E2, file: evidence/api.txt, type: platform-export, language: ru, date: 2026-03-01}\npoints:", 1), encoding="utf-8")
    assert run("follow-up", str(case), "--now", "2026-03-06T10:00:00+03:00", "--lang", "en") == 0
    words = capsys.readouterr().out
    assert "9140372" in words
    assert "Новое доказательство:\n2. Выгрузка из личного кабинета продавца" in words, "the new evidence is named, the old is not"

    paper = tmp_path / "otkaz.txt"
    paper.write_text(OZON_REFUSAL, encoding="utf-8")
    assert run("answered", str(case), "--outcome", "rejected", "--notice", str(paper), "--at", "2026-03-10T12:00:00+03:00") == 0
    second = tmp_path / "P-2"
    assert run("init", "ozon-performance", str(second), "--after", str(case), "--lang", "en") == 0
    made = load_case(second / "case.yaml", Workspace())
    assert [(p.code) for p in made.points] == ["1", "2"]
    assert made.rejection is not None
    assert [r.text for r in made.rejection.reasons] == ["Не приложены данные за весь период", "Скриншоты нечитаемы"]
    assert sha256(second / "evidence" / "erp.txt") == sha256(case / "evidence" / "erp.txt")

    # the second letter says another day and another cause: both sentences are reported
    head = (second / "case.yaml").read_text(encoding="utf-8").split("points:", 1)[0]
    points = OZON_CASE.split("points:", 1)[1].replace("数据在3月1日未同步。", "数据在2月20日未同步。").replace("Данные 1 марта", "Данные 20 февраля")
    (second / "case.yaml").write_text(head + "points:" + points.replace("- problem:", '- code: "1"\n  problem:', 1), encoding="utf-8")
    capsys.readouterr()
    run("check", str(second), "--format", "json", "--lang", "en", "--now", "2026-03-11T10:00:00+03:00")
    found = {f["rule"]: f for f in json.loads(capsys.readouterr().out)["findings"]}
    assert "common/rejection-answered" in found
    assert "common/earlier-statements" in found, sorted(found)
    assert "3月1日" in found["common/earlier-statements"]["message"] or "1 марта" in found["common/earlier-statements"]["message"]
    assert "ozon-performance/resubmission-72h" not in found, "the answer has come and the lock is over"
