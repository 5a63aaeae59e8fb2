"""What goes into which file, by which name, and what is said where it cannot fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from appealdocs import pack
from appealdocs.pack import office, workshop
from appealdocs.pack.material import Film

MB = 1_000_000


def names(plan: pack.Plan) -> list[str]:
    return [f.name for f in plan.layout.files]


def test_originals_go_out_byte_for_byte_where_the_platform_takes_them(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    given = {"1.jpg": files.jpeg(), "track.png": files.png(), "w.pdf": files.text_pdf("waybill")}
    _, package, out = packed(case("noon-odr", given, E1={"type": "package-photo"}, E2={"type": "tracking-page"}, E3={"type": "waybill"}))
    assert out["NAEHF0071420551_package-photo.jpg"] == given["1.jpg"]
    assert out["NAEHF0071420551_tracking-page.png"] == given["track.png"]
    assert out["NAEHF0071420551_waybill.pdf"] == given["w.pdf"]
    assert set(out) == {*package_names(package)}
    assert "NAEHF0071420551_exhibits.pdf" in out


def package_names(package: pack.Package) -> list[str]:
    return [f.name.removeprefix("evidence/") for f in package.files]


def test_ozon_gets_at_most_five_files_with_the_letter_and_no_png(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    kinds = ["waybill", "outbound-record", "tracking-page", "delivery-receipt", "buyer-messages", "listing-page", "sop"]
    given = {f"{n}.pdf": files.text_pdf(f"paper {n}") for n in range(5)} | {"m.png": files.png(), "l.png": files.png(seed=2), "v.mp4": files.film(2)}
    items = {f"E{n}": {"type": kind, "language": "ru"} for n, kind in enumerate([*kinds, "packing-video"], 1)}
    plan, _, out = packed(case("ozon-odr", given, **items))
    assert len(out) <= 4
    assert {n.rpartition(".")[2] for n in out} <= {"mp4", "pdf", "jpg"}
    assert plan.names["E8"] == "NAEHF0071420551_video_ru.mp4"
    assert plan.names["E1"] == plan.names["E2"]
    assert out["NAEHF0071420551_video_ru.mp4"] == given["v.mp4"]


def test_noon_gets_one_bookmarked_pdf_a_code(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    given = {f"{n}.pdf": files.scan_pdf(f"paper {n}") for n in range(4)}
    items = {"E1": {"code": "DC-003"}, "E2": {"code": "DC-012"}, "E3": {"code": "DC-003"}, "E4": {"type": "business-licence"}}
    plan, package, out = packed(case("noon-deactivation", given, more={"points": [{"code": "DC-003"}, {"code": "DC-012"}]}, **items))
    assert sorted(out) == ["DC-003_other.pdf", "DC-012_other.pdf", "General_business-licence.pdf"]
    assert plan.names["E1"] == plan.names["E3"] == "DC-003_other.pdf"
    assert package.manifest["pages"]["before"] == package.manifest["pages"]["after"] == 4


def test_codes_beyond_the_file_count_share_a_file(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    given = {f"{n}.pdf": files.scan_pdf(f"paper {n}") for n in range(6)}
    items = {f"E{n}": {"code": f"DC-00{n}"} for n in range(1, 7)}
    plan, _, out = packed(case("noon-deactivation", given, **items))
    assert len(out) == 3
    assert all(name.startswith("DC-00") for name in out)
    assert {"DC-001", "DC-002"} <= {part for name in out for part in name.replace(".pdf", "").split("_")}
    assert len(set(plan.names.values())) == 3


def test_formats_are_converted_as_the_pack_says(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    image = files.image()
    given = {
        "a.webp": files.saved(image, "WEBP"), "b.bmp": files.saved(image, "BMP"), "c.gif": files.saved(image.quantize(16), "GIF"),
        "d.avi": files.film(2, "avi", "mpeg4"), "e.mov": files.film(2, "mov"),
    }
    _, package, out = packed(case("noon-odr", given))
    kinds = sorted(n.rpartition(".")[2] for n in out if "exhibits" not in n)
    assert kinds == ["jpg", "jpg", "jpg", "mp4", "mp4"]
    assert [s["steps"] for s in package.manifest["evidence"]] == [
        ["webp -> jpeg"], ["bmp -> jpeg"], ["gif -> jpeg"], ["avi -> mp4"], ["mov -> mp4, coded data untouched"],
    ]


def test_a_fax_of_three_pages_becomes_a_pdf_of_three_pages(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    pages = [files.image(f"page {n}", seed=n) for n in range(3)]
    data = files.saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    _, package, out = packed(case("noon-odr", {"fax.tiff": data}))
    assert "NAEHF0071420551_other.pdf" in out
    assert (package.manifest["evidence"][0]["pages"], package.manifest["evidence"][0]["pages_packed"]) == (3, 3)


def test_pictures_alone_are_made_of_pdfs_for_a_platform_that_takes_no_pdf(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    dossier = case("performance-appeal", {"a.pdf": files.text_pdf("one", "two", "three")}, platform="temu")
    plan, _, out = packed(dossier)
    assert sorted(out) == ["OrderID_NAEHF0071420551_Evidence.jpg", "OrderID_NAEHF0071420551_Evidence_2.jpg", "OrderID_NAEHF0071420551_Evidence_3.jpg"]
    assert plan.names["E1"] == "OrderID_NAEHF0071420551_Evidence.jpg – OrderID_NAEHF0071420551_Evidence_3.jpg"


def test_a_signed_pdf_goes_out_as_it_is_and_as_a_picture_only_if_it_must(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    from dataclasses import replace

    given = {"signed.pdf": files.text_pdf("contract"), "b.pdf": files.text_pdf("b"), "c.pdf": files.text_pdf("c")}

    def dossier(most: int) -> Any:
        made = case("ozon-odr", given, packing={"max_files": most}, E1={"type": "contract"}, E2={"type": "sop"}, E3={"type": "sop"})
        reading = made.readings["evidence/signed.pdf"]
        signed = replace(reading, metadata=replace(reading.metadata, signatures=1))
        return replace(made, readings={**made.readings, "evidence/signed.pdf": signed})

    plan, _, out = packed(dossier(3))
    assert out[plan.names["E1"]] == given["signed.pdf"]
    plan = pack.plan(dossier(2))
    assert plan.names["E1"] == plan.names["E2"]
    assert any("数字签名" in note.zh for note in plan.notes)


def test_a_translation_and_its_original_are_one_exhibit_with_a_cover_sheet(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    from appealdocs.pack.typeset import lines_of

    given = {"zh.pdf": files.text_pdf("original 1", "original 2"), "ru.pdf": files.text_pdf("translation 1", "translation 2", "translation 3")}
    item = {"type": "contract", "language": "zh", "translation": "evidence/ru.pdf", "certified_by": "Notary Petrova"}
    plan, package, out = packed(case("ozon-odr", given, E1=item))
    (name,) = [n for n in out if n == plan.names["E1"]]
    text = list(lines_of(out[name]))
    assert "Сопроводительный лист" in text[1]
    assert "Notary Petrova" in text[1]
    assert [t.strip() for t in text[2:]] == ["original 1", "original 2", "translation 1", "translation 2", "translation 3"]
    assert [(s["role"], s["pages"], s["pages_packed"]) for s in package.manifest["evidence"]] == [("original", 2, 2), ("translation", 3, 3)]


def test_the_same_file_twice_goes_out_once(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    data = files.text_pdf("statement")
    plan, package, out = packed(case("performance-appeal", {"a.pdf": data, "b.pdf": data}, platform="amazon", packing={"pdfa": ""}))
    assert len(out) >= 1
    assert plan.names["E1"] == plan.names["E2"]
    assert package.manifest["evidence"][1]["same_as"] == 1
    assert package.manifest["pages"]["after"] == 1


def test_the_plan_does_not_write_anything(files: Any, case: Callable[..., Any]) -> None:
    dossier = case("noon-odr", {"a.jpg": files.jpeg()})
    before = sorted(p.as_posix() for p in dossier.folder.rglob("*"))
    pack.plan(dossier)
    pack.plan(dossier, thorough=False)
    assert sorted(p.as_posix() for p in dossier.folder.rglob("*")) == before


def test_a_broken_file_is_a_problem_of_its_own(files: Any, case: Callable[..., Any]) -> None:
    plan = pack.plan(case("noon-odr", {"a.jpg": files.jpeg(), "b.pdf": b"%PDF-1.4 broken"}))
    (problem,) = plan.problems
    assert problem.file == "evidence/b.pdf"
    assert plan.names["E1"]


def test_too_large_a_video_names_the_file_and_the_seconds_that_fit(files: Any, case: Callable[..., Any]) -> None:
    dossier = case("ozon-odr", {"v.mp4": files.film(6, bits=900_000)}, packing={"max_file_bytes": 40_000, "max_total_bytes": 40_000}, E1={"type": "packing-video"})
    for thorough in (True, False):
        (problem,) = pack.plan(dossier, thorough=thorough).problems
        assert problem.file == "evidence/v.mp4"
        assert "evidence/v.mp4" in problem.why.en
        assert "seconds" in problem.help.en
        assert "秒" in problem.help.zh


def test_more_videos_than_files_is_said_before_anything_is_written(files: Any, case: Callable[..., Any]) -> None:
    films = {f"v{n}.mp4": files.film(n + 1) for n in range(3)}
    (problem,) = pack.plan(case("ozon-odr", films, packing={"max_files": 3})).problems
    assert "at least 3 files" in problem.why.en
    assert "letter.pdf" in problem.why.en


def test_a_video_for_a_platform_without_videos_goes_out_as_frames(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    plan, package, out = packed(case("ozon-performance", {"v.mp4": files.film(3)}, E1={"type": "packing-video"}))
    assert not any(isinstance(m, Film) for m in plan.materials)
    assert [n for n in out if n.endswith(".mp4")] == []
    assert any("takes no video" in n.en for n in plan.notes)
    assert package.manifest["evidence"][0]["steps"] == ["mp4 -> frames as pdf"]


def test_an_office_file_without_a_way_to_convert_it_is_told(files: Any, case: Callable[..., Any], monkeypatch: Any) -> None:
    import io

    import docx

    document = docx.Document()
    document.add_paragraph("Training record")
    out = io.BytesIO()
    document.save(out)
    dossier = case("noon-deactivation", {"a.docx": out.getvalue()})
    workshop.shared().close()
    monkeypatch.setenv("PATH", "")
    (problem,) = pack.plan(dossier).problems
    workshop.shared().close()
    assert "LibreOffice" in problem.why.en
    assert "另存为 PDF" in problem.why.zh


@pytest.mark.skipif(not office.program(), reason="LibreOffice is not installed")
def test_a_word_file_becomes_a_pdf_of_the_same_words(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    import io

    import docx

    from appealdocs.pack.typeset import lines_of

    document = docx.Document()
    document.add_paragraph("Training record of 12 March 2026")
    out = io.BytesIO()
    document.save(out)
    _, package, made = packed(case("noon-deactivation", {"a.docx": out.getvalue()}, E1={"type": "training-record", "code": "DC-003"}))
    assert "Training record of 12 March 2026" in "".join(lines_of(made["DC-003_training-record.pdf"]))
    assert package.manifest["evidence"][0]["steps"][0] == "docx -> pdf"
