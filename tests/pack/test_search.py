"""Recompression: only as much as is needed, never below what a reader can still read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from appealdocs import pack
from appealdocs.pack import legible
from appealdocs.reading import Expect, read

ORDER = "NAEHF0071420551"


def scan(files: Any, size: int = 40, pages: int = 2, noise: int = 55) -> bytes:
    """A grainy scan of pages with an order id, a date and a weight in type of `size` pixels."""
    import img2pdf
    from PIL import ImageDraw, ImageFont

    from appealdocs.resources import fonts

    made = []
    font = ImageFont.truetype(str(fonts() / "PTF55F.ttf"), size)
    for n in range(pages):
        image = files.image("", (1654, 2339), noise, n + 1)
        draw = ImageDraw.Draw(image)
        draw.rectangle((60, 120, 1600, 150 + size * 6), fill="white")
        for row, line in enumerate((f"Order {ORDER}", "Delivered 7 March 2026 at 14:32", "Weight 0.48 kg")):
            draw.text((90, 140 + row * size * 2), line, fill="black", font=font)
        made.append(files.saved(image, "JPEG", quality=92))
    data: bytes = img2pdf.convert(made, layout_fun=img2pdf.get_layout_fun((595.28, 841.89)), nodate=True)
    return data


def test_what_fits_is_not_touched(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    data = scan(files)
    plan, package, out = packed(case("noon-odr", {"a.pdf": data}))
    assert out[plan.names["E1"]] == data
    assert package.manifest["evidence"][0]["recompressed"] == []


def test_a_scan_is_made_to_fit_and_every_id_is_still_read(files: Any, case: Callable[..., Any], packed: Callable[..., Any], tmp_path: Any) -> None:
    data = scan(files)
    limit = len(data) * 2 // 3
    dossier = case("noon-odr", {"a.pdf": data}, packing={"max_file_bytes": limit, "max_total_bytes": limit})
    facts = legible.shown(dossier.readings["evidence/a.pdf"], 1)
    assert len(facts) >= 3, "the reader must find id, date and weight, or the test proves nothing"
    plan, package, out = packed(dossier)
    made = out[plan.names["E1"]]
    assert len(made) <= limit * 0.95
    told = package.manifest["evidence"][0]["recompressed"]
    assert told
    assert all(entry["to"] < entry["from"] for entry in told)
    assert all(entry["values_still_readable"] >= 3 for entry in told)
    assert any("still readable" in n.en and "仍可识别" in n.zh for n in plan.notes)
    path = tmp_path / "again.pdf"
    path.write_bytes(made)
    again = read(path, "again.pdf", Expect(languages=("en",), orders=(ORDER,)))
    assert len(again.pages) == 2
    for page in (1, 2):
        assert legible.shown(dossier.readings["evidence/a.pdf"], page) <= legible.shown(again, page)


def test_the_unit_that_gives_most_gives_first(files: Any, case: Callable[..., Any]) -> None:
    grainy, plain = files.jpeg(size=(2400, 1800), noise=70, quality=95), files.jpeg(size=(900, 700), seed=3)
    total = (len(grainy) // 2 + len(plain)) * 100 // 95
    dossier = case("noon-odr", {"grainy.jpg": grainy, "plain.jpg": plain}, packing={"max_file_bytes": 9_000_000, "max_total_bytes": total})
    plan = pack.plan(dossier)
    assert not plan.problems
    first, second = plan.materials
    assert any(u.level for u in first.units)
    assert not any(u.level for u in second.units)


def test_small_type_keeps_its_quality_or_is_refused(files: Any, case: Callable[..., Any]) -> None:
    data = scan(files, size=19, pages=1, noise=70)
    dossier = case("noon-odr", {"a.pdf": data}, packing={"max_file_bytes": 90_000, "max_total_bytes": 90_000})
    facts = legible.shown(dossier.readings["evidence/a.pdf"], 1)
    if not facts:
        pytest.skip("the reader cannot read the original either")
    plan = pack.plan(dossier)
    if plan.problems:
        assert "still legible" in plan.problems[0].why.en
        assert plan.problems[0].file == "evidence/a.pdf"
    else:
        look = legible.needed(plan.materials[0], plan.materials[0].units[0])
        assert look is not None
        assert plan.seen[(0, "page 1", plan.materials[0].units[0].level)].legible


def test_a_picture_that_lost_its_id_is_found_out(files: Any, case: Callable[..., Any], pool: Any) -> None:
    dossier = case("noon-odr", {"a.jpg": files.jpeg(f"Order {ORDER}", (1200, 900))})
    material = pack.plan(dossier).materials[0]
    (one,) = material.units
    blank = files.jpeg("nothing", (1200, 900))
    one.made[1], one.level = blank, 1
    look = legible.needed(material, one)
    assert look is not None
    (seen,) = legible.look([look], lambda _: Expect(languages=("en",), orders=(ORDER,)), pool)
    assert not seen.legible
    assert seen.gone == len(look.facts)


def test_a_video_is_brought_to_its_budget_and_keeps_its_length(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    from appealdocs.pack import film

    data = files.film(8, size=(640, 480), bits=3_000_000)
    limit = len(data) * 3 // 4
    plan, package, out = packed(case("ozon-odr", {"v.mp4": data}, packing={"max_file_bytes": limit, "max_total_bytes": limit}, E1={"type": "packing-video"}))
    made = out[plan.names["E1"]]
    assert len(made) <= limit * 0.95
    assert abs(film.seconds(made) - 8.0) < 0.5
    assert package.manifest["evidence"][0]["recompressed"][0]["what"] == "video"


def test_a_pdf_of_many_pages_is_divided_without_loss_where_files_are_free(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    data = scan(files, pages=4, noise=30)
    dossier = case("ozon-performance", {"a.pdf": data}, packing={"max_file_bytes": len(data) // 2}, E1={"type": "erp-export"})
    plan, package, out = packed(dossier)
    assert len(out) >= 3
    assert package.manifest["evidence"][0]["recompressed"] == []
    assert package.manifest["evidence"][0]["pages_packed"] == 4
    assert plan.names["E1"] == "OrderID_NAEHF0071420551_erp-export.pdf – OrderID_NAEHF0071420551_erp-export_4.pdf"


def test_a_page_that_became_a_picture_is_read_again_too(files: Any, case: Callable[..., Any]) -> None:
    """For PDF/A a page of text goes out as a picture: making that smaller must be checked by OCR, its text layer is gone."""
    lines = "\n".join(f"Order {ORDER} weight 0.48 kg 7 March 2026 {n}" for n in range(30))
    dossier = case("performance-appeal", {"a.pdf": files.text_pdf(lines)}, platform="amazon", packing={"max_file_bytes": 200_000})
    plan = pack.plan(dossier)
    assert not plan.problems
    (material,) = plan.materials
    (one,) = material.units
    assert material.pictured == frozenset({1})  # type: ignore[attr-defined]
    assert one.level
    seen = plan.seen[(0, "page 1", one.level)]
    assert seen.legible
    assert seen.asked > 0


def test_a_sheet_of_frames_is_made_smaller_without_being_asked_for_what_one_frame_showed(files: Any, case: Callable[..., Any]) -> None:
    dossier = case("ozon-performance", {"v.mp4": files.film(3, size=(640, 480))}, packing={"max_file_bytes": 400_000}, E1={"type": "packing-video"})
    plan = pack.plan(dossier)
    assert not plan.problems
    assert plan.materials[0].units[0].level > 0
