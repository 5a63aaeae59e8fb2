"""The package as it lies on disk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from appealdocs import pack
from appealdocs.errors import Refused
from appealdocs.model.finding import Finding, Report, Source, Where
from appealdocs.model.letter import Inline, Letter, Segment, Stamp
from appealdocs.model.text import Text2


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def mixed(files: Any, case: Callable[..., Any]) -> Any:
    """Pictures, papers and a video for Ozon."""
    given = {"w.pdf": files.text_pdf("Order NAEHF0071420551"), "p.jpg": files.jpeg(), "s.png": files.png(), "v.mp4": files.film(2), "c.pdf": files.scan_pdf("scan")}
    kinds = ("waybill", "package-photo", "tracking-page", "packing-video", "delivery-receipt")
    return case("ozon-odr", given, **{f"E{n}": {"type": kind, "language": "ru"} for n, kind in enumerate(kinds, 1)})


def build(dossier: Any, letter: Letter, now: Any, folder: Path, **options: Any) -> pack.Package:
    folder.mkdir()
    return pack.build(pack.plan(dossier), dossier, letter, Report("R-1", "x", ()), folder, now, **options)


def test_two_builds_are_byte_for_byte_the_same(mixed: Any, letter: Any, now: Any, tmp_path: Path) -> None:
    first = build(mixed, letter(mixed), now, tmp_path / "one")
    build(mixed, letter(mixed), now, tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert {"evidence.zip", "evidence-matrix.xlsx", "checklist.md", "manifest.json", "letter.txt"} <= set(tree(tmp_path / "one"))
    assert all(f.name.startswith("evidence/") for f in first.files)


def test_the_manifest_accounts_for_every_file_page_and_approval(mixed: Any, now: Any, tmp_path: Path) -> None:
    segment = Segment("p1.cause1", "points[0].cause[0]", "原因", "zh", "Причина", "ru", "machine", "approved", stamp=Stamp("Иванова", "2026-10-19T10:00:00+08:00", "local 1"))
    made = Letter("ru", "R-1", "", (), (), (), {"p1.cause1": segment})
    package = build(mixed, made, now, tmp_path / "one", by="Wang Min")
    data = json.loads((tmp_path / "one/manifest.json").read_text(encoding="utf-8"))
    assert data == json.loads(json.dumps(package.manifest))
    assert {f["path"] for f in data["files"]} == set(tree(tmp_path / "one")) - {"manifest.json"}
    assert data["pages"]["before"] == data["pages"]["after"] == 4
    assert [s["evidence"] for s in data["evidence"]] == ["E1", "E2", "E3", "E4", "E5"]
    assert data["segments"] == [{"id": "p1.cause1", "origin": "machine", "state": "approved", "by": "Иванова", "at": "2026-10-19T10:00:00+08:00", "engine": "local 1"}]
    assert (data["by"], data["tool"]["name"], data["pack"]["version"]) == ("Wang Min", "appealdocs", mixed.pack.version)
    assert "原因" not in json.dumps(data["segments"], ensure_ascii=False)


def test_the_checklist_walks_through_the_portal_with_its_own_words(mixed: Any, now: Any, tmp_path: Path) -> None:
    form = "Заголовок\nТекст пояснения."
    finding = Finding("common/unused-evidence", "warning", Text2("x", "有文件未被引用"), Where(), Text2("", ""), Source("003", "2026-03-12", "article"))
    (tmp_path / "one").mkdir()
    pack.build(pack.plan(mixed), mixed, Letter("ru", "R-1", "", (), (), ((Inline("text", "x"),),), {}), Report("R-1", "x", (finding,)), tmp_path / "one", now, form=form)
    text = (tmp_path / "one/checklist.md").read_text(encoding="utf-8")
    for step in (*mixed.pack.channel, *mixed.pack.after):
        assert step.do.zh in text
        assert step.path in text
    assert "Текст пояснения." in text
    assert "有文件未被引用" in text
    for name in tree(tmp_path / "one/evidence"):
        assert f"`{name}`" in text
    assert "10.00 MB" in text
    assert (tmp_path / "one/letter.txt").read_text(encoding="utf-8") == form


def test_a_text_that_is_too_long_for_its_field_is_not_pasted_in_part(files: Any, case: Callable[..., Any], letter: Any, now: Any, tmp_path: Path) -> None:
    dossier = case("noon-deactivation", {"a.pdf": files.text_pdf("x")}, E1={"code": "DC-003"})
    build(dossier, letter(dossier), now, tmp_path / "one", form="word " * 2000)
    text = (tmp_path / "one/checklist.md").read_text(encoding="utf-8")
    assert "不要截断粘贴" in text
    assert "word word" not in text


def test_the_checklist_names_the_category_and_where_the_signed_letter_goes(files: Any, case: Callable[..., Any], letter: Any, now: Any, tmp_path: Path) -> None:
    ticket = case("ozon-performance", {"a.pdf": files.text_pdf("x")})
    build(ticket, letter(ticket), now, tmp_path / "one", form="[URGENT: Performance Review Request]\n\nТекст.")
    assert "| `Category` | `Performance & Ratings` |" in (tmp_path / "one/checklist.md").read_text(encoding="utf-8")
    appeal = case("noon-deactivation", {"a.pdf": files.text_pdf("x")}, E1={"code": "DC-003"})
    build(appeal, letter(appeal), now, tmp_path / "two", form="Appeal\n\nDC-003: answered.")
    text = (tmp_path / "two/checklist.md").read_text(encoding="utf-8")
    assert "| `Appeal letter` | 上传签字盖章后彩色扫描的 `letter.pdf`" in text
    assert "DC-003: answered." in text


def test_every_problem_is_told_in_one_go_and_nothing_is_written(files: Any, case: Callable[..., Any], letter: Any, now: Any, tmp_path: Path) -> None:
    dossier = case("noon-odr", {"a.pdf": b"%PDF-1.4 broken", "b.zip": b"PK\x03\x04 not a zip", "c.jpg": files.jpeg()})
    with pytest.raises(Refused) as refused:
        build(dossier, letter(dossier), now, tmp_path / "one")
    assert "a.pdf" in refused.value.text.en
    assert "b.zip" in refused.value.text.zh
    assert tree(tmp_path / "one") == {}


def test_a_file_that_changed_since_it_was_read_is_not_packed(mixed: Any) -> None:
    (mixed.folder / "evidence/p.jpg").write_bytes(b"another")
    (problem,) = pack.plan(mixed).problems
    assert "changed" in problem.why.en


def test_a_link_out_of_the_case_folder_is_not_packed(files: Any, case: Callable[..., Any], tmp_path: Path) -> None:
    dossier = case("noon-odr", {"a.jpg": files.jpeg()})
    outside = tmp_path / "secret.jpg"
    shutil.move(dossier.folder / "evidence/a.jpg", outside)
    (dossier.folder / "evidence/a.jpg").symlink_to(outside)
    (problem,) = pack.plan(dossier).problems
    assert "leaves the case folder" in problem.why.en or "leaves" in problem.why.en
