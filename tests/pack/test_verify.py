"""`appealdocs verify`: a stranger's look at a finished package."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from appealdocs import pack
from appealdocs.errors import BadInput, UsageError


@pytest.fixture
def final(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> Path:
    """A finished package for noon."""
    given = {"w.pdf": files.text_pdf("one", "two"), "p.jpg": files.jpeg(), "v.mp4": files.film(2)}
    dossier = case("noon-odr", given, E1={"type": "waybill"}, E2={"type": "package-photo"}, E3={"type": "packing-video"})
    packed(dossier)
    folder: Path = dossier.folder / "final"
    return folder


def failed(folder: Path, now: Any) -> set[tuple[str, str]]:
    return {(c.kind, c.file) for c in pack.verify(folder, now) if not c.ok}


def test_a_package_of_ours_passes_with_every_limit_measured(final: Path, now: Any) -> None:
    checks = pack.verify(final, now)
    assert all(c.ok for c in checks)
    assert {"hash", "limit", "name", "pages", "zip", "original", "manifest"} <= {c.kind for c in checks}
    (total,) = [c for c in checks if c.said.en == "size in all"]
    assert (total.measured, total.bound) == (f"{(final / 'evidence.zip').stat().st_size:,} bytes", "9,500,000 bytes")
    assert pack.verify(final.parent, now) == checks


@pytest.mark.parametrize("name", ["evidence/NAEHF0071420551_waybill.pdf", "evidence.zip", "checklist.md", "evidence-matrix.xlsx"])
def test_a_flipped_byte_is_found(final: Path, now: Any, name: str) -> None:
    data = bytearray((final / name).read_bytes())
    data[len(data) // 2] ^= 1
    (final / name).write_bytes(data)
    assert ("hash", name) in failed(final, now)


def test_missing_and_added_files_and_links_are_found(final: Path, now: Any) -> None:
    (final / "evidence/NAEHF0071420551_waybill.pdf").unlink()
    (final / "evidence/notes.txt").write_text("x", encoding="utf-8")
    (final / "evidence/link.pdf").symlink_to("/etc/hostname")
    found = failed(final, now)
    assert ("file", "evidence/NAEHF0071420551_waybill.pdf") in found
    assert ("file", "evidence/notes.txt") in found
    assert ("file", "evidence/link.pdf") in found


def changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """The manifest, edited by hand."""
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    change(data)
    (folder / "manifest.json").write_text(json.dumps(data), encoding="utf-8")


def test_limits_that_were_relaxed_in_the_manifest_do_not_hold(final: Path, now: Any) -> None:
    changed(final, lambda m: m["limits"].update(file_bytes=50_000_000, total_bytes=None, formats=[*m["limits"]["formats"], "text"]))
    (final / "evidence/notes.txt").write_text("x", encoding="utf-8")
    found = {(c.file, c.said.en): (c.measured, c.bound) for c in pack.verify(final, now) if not c.ok}
    assert found["manifest.json", "limit in it, size of a file"] == ("50,000,000 bytes", "9,500,000 bytes")
    assert found["manifest.json", "limit in it, size in all"] == ("–", "9,500,000 bytes")
    assert ("evidence/notes.txt", "format by its content") in found
    assert ("manifest.json", "limit in it, formats") in found


@pytest.mark.parametrize(
    ("change", "kind", "said"),
    [
        (lambda m: m["files"].append({"path": "../../etc/passwd", "size": 1, "sha256": "0" * 64}), "manifest", "leads out"),
        (lambda m: m["files"].append(m["files"][0]), "manifest", "listed twice"),
        (lambda m: m["evidence"][0]["packed"][0].update(file="evidence/none.pdf"), "pages", "where it is"),
        (lambda m: m["evidence"][0]["packed"][0].update(at=[7, 8]), "pages", "where it is"),
        (lambda m: m["evidence"][0].update(packed=[m["evidence"][0]["packed"][0] | {"pages": [1, 100_000]}] * 50_000), "pages", "pages packed"),
        (lambda m: m["pages"].update(after=1), "pages", "before and after"),
        (lambda m: m.update(made="2999-01-01T00:00:00+00:00"), "manifest", "made"),
    ],
)
def test_a_manifest_that_lies_is_found_out(final: Path, now: Any, change: Callable[[dict[str, Any]], object], kind: str, said: str) -> None:
    changed(final, change)
    found = [c for c in pack.verify(final, now) if not c.ok]
    assert any(c.kind == kind and said in c.said.en and c.help.en and c.help.zh for c in found)


@pytest.mark.parametrize("value", [10**300, -1, "12", None, 1.5, True])
def test_sizes_that_are_none_are_refused_with_their_place(final: Path, now: Any, value: Any) -> None:
    changed(final, lambda m: m["files"][0].update(size=value))
    with pytest.raises(BadInput) as caught:
        pack.verify(final, now)
    assert "files[0].size" in caught.value.faults[0].message.en


def test_what_is_no_plain_file_is_not_opened(final: Path, now: Any) -> None:
    os.mkfifo(final / "evidence/pipe.pdf")
    assert ("file", "evidence/pipe.pdf") in failed(final, now)
    (final / "manifest.json").rename(final.parent / "m.json")
    (final / "manifest.json").symlink_to(final.parent / "m.json")
    with pytest.raises(BadInput, match="cannot be read"):
        pack.verify(final, now)


def test_a_renamed_file_is_named_by_its_content(final: Path, now: Any) -> None:
    (final / "evidence/NAEHF0071420551_package-photo.jpg").rename(final / "evidence/1.jpg")
    (found,) = [c for c in pack.verify(final, now) if c.file == "evidence/1.jpg" and c.kind == "file"]
    assert "it is evidence/NAEHF0071420551_package-photo.jpg under another name" in found.said.en


def test_an_archive_that_was_packed_again_is_noticed_even_alone(final: Path, now: Any, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(final / "evidence.zip") as source, zipfile.ZipFile(out, "w") as target:
        for entry in reversed(source.infolist()):
            target.writestr(entry, source.read(entry))
        target.comment = source.comment
    (tmp_path / "again.zip").write_bytes(out.getvalue())
    assert [c.said.en for c in pack.verify(tmp_path / "again.zip", now) if not c.ok] == ["order, times and coding of its entries"]


def test_what_a_package_says_does_not_steer_the_terminal(final: Path) -> None:
    from appealdocs.cli.verify import command

    changed(final, lambda m: m["files"].append({"path": "evidence/\x1b[2J.pdf", "size": 1, "sha256": "0" * 64}))
    out = CliRunner().invoke(command, [str(final), "--now", "2026-10-20T12:00:00+04:00", "--lang", "en"], standalone_mode=False).output
    assert "\x1b" not in out
    assert "→ Nothing may be added to a package" in out


def test_a_limit_is_measured_anew_not_taken_from_the_manifest(final: Path, now: Any) -> None:
    manifest = json.loads((final / "manifest.json").read_text(encoding="utf-8"))
    manifest["limits"]["file_bytes"] = 5_000
    manifest["limits"]["formats"] = ["pdf", "mp4"]
    (final / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = {c.file: (c.measured, c.bound) for c in pack.verify(final, now) if not c.ok and c.kind == "limit"}
    assert "evidence/NAEHF0071420551_package-photo.jpg" in found
    assert any(bound == "5,000 bytes" for _, bound in found.values())


def test_a_lost_page_is_found(final: Path, now: Any) -> None:
    manifest = json.loads((final / "manifest.json").read_text(encoding="utf-8"))
    manifest["evidence"][0]["packed"][0]["pages"] = [1, 1]
    (final / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert ("pages", "evidence/w.pdf") in failed(final, now)


def test_a_changed_original_is_found(final: Path, now: Any) -> None:
    (final.parent / "evidence/w.pdf").write_bytes(b"other")
    assert ("original", "evidence/w.pdf") in failed(final, now)


def test_the_archive_alone_can_be_verified(final: Path, now: Any, tmp_path: Path) -> None:
    alone = tmp_path / "download.zip"
    alone.write_bytes((final / "evidence.zip").read_bytes())
    checks = pack.verify(alone, now)
    assert all(c.ok for c in checks)
    assert any(c.kind == "limit" and c.bound == "9,500,000 bytes" for c in checks)

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(alone.read_bytes())) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry) + (b" " if entry.filename.endswith(".jpg") else b""))
        target.comment = source.comment
    alone.write_bytes(out.getvalue())
    assert {c.kind for c in pack.verify(alone, now) if not c.ok} == {"zip"}


def test_an_archive_that_leads_out_of_its_folder_is_named(tmp_path: Path, now: Any) -> None:
    slip = tmp_path / "slip.zip"
    with zipfile.ZipFile(slip, "w") as target:
        target.writestr("../../etc/passwd", "x")
    (check,) = [c for c in pack.verify(slip, now) if not c.ok]
    assert "../../etc/passwd" in check.measured
    assert not (tmp_path.parent / "etc").exists()


def test_what_is_no_package_is_said(tmp_path: Path, now: Any) -> None:
    with pytest.raises(UsageError, match="neither a package folder"):
        pack.verify(tmp_path / "nothing.pdf", now)
    with pytest.raises(UsageError, match=r"manifest\.json is missing"):
        pack.verify(tmp_path, now)
    for text in ("[]", "{", '{"version": 2}', '{"version": 1, "files": [{}]}', "[" * 100_000):
        (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
        with pytest.raises(BadInput, match="cannot be read"):
            pack.verify(tmp_path, now)


def test_a_pdf_a_claim_is_validated_again(files: Any, case: Callable[..., Any], packed: Callable[..., Any], now: Any) -> None:
    import pikepdf

    dossier = case("performance-appeal", {"a.pdf": files.scan_pdf("one")}, platform="amazon")
    packed(dossier)
    folder = dossier.folder / "final"
    name = "evidence/OrderID_NAEHF0071420551_Evidence.pdf"
    (level,) = [c for c in pack.verify(folder, now) if c.kind == "pdfa"]
    assert (level.ok, level.bound) == (True, "1a")
    with pikepdf.open(folder / name, allow_overwriting_input=True) as document:
        del document.Root.OutputIntents
        document.save(folder / name)
    assert ("pdfa", name) in failed(folder, now)


def test_the_command_prints_and_exits(final: Path) -> None:
    from appealdocs.cli.verify import command

    run = CliRunner()
    good = run.invoke(command, [str(final), "--now", "2026-10-20T12:00:00+04:00", "--lang", "en"], standalone_mode=False)
    assert good.return_value == 0
    assert good.output.strip().endswith("checks, 0 failed")
    (final / "checklist.md").write_text("changed", encoding="utf-8")
    bad = run.invoke(command, [str(final), "--format", "json", "--now", "2026-10-20T12:00:00+04:00"], standalone_mode=False)
    assert bad.return_value == 1
    data = json.loads(bad.output)
    assert (data["ok"], [c["file"] for c in data["checks"] if not c["ok"]]) == (False, ["checklist.md"])
    chinese = run.invoke(command, [str(final), "-q", "--lang", "zh", "--now", "2026-10-20T12:00:00+04:00"], standalone_mode=False)
    assert "1 项不符" in chinese.output
