"""Masking: what was read before cannot be read, extracted or recovered afterwards."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image

from appealdocs import pack
from appealdocs.language.personal import personal
from appealdocs.pack.typeset import lines_of
from appealdocs.reading import Expect, read

PHONE = "+971 50 123 4567"
MAIL = "mariam.s1990@gmail.com"
LINES = f"Order NAEHF0071420551\nBuyer: please call me on {PHONE}\nor write to {MAIL}\nWeight 0.48 kg"


def streams(data: bytes) -> bytes:
    """Everything that lies in a PDF, unpacked."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return b"\n".join(o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream) and "/DCTDecode" not in str(o.get("/Filter", "")))


def test_masked_text_is_gone_from_the_pdf_not_only_covered(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    data = files.text_pdf("First page, nothing private", LINES)
    dossier = case("noon-odr", {"messages.pdf": data}, E1={"type": "buyer-messages"})
    plan, package, out = packed(dossier, ("E1",))
    assert plan.masked == ("evidence/messages.pdf",)
    made = out["NAEHF0071420551_buyer-messages.pdf"]
    text = list(lines_of(made))
    assert "nothing private" in text[0]
    assert not personal("\n".join(text))
    for secret in (b"123 4567", b"1234567", b"mariam", MAIL.encode("utf-16-be")):
        assert secret not in streams(made)
    entry = package.manifest["evidence"][0]
    assert set(entry["masked"]) == {"phone", "email"}
    assert not entry["untouched"]
    assert (dossier.folder / "evidence/messages.pdf").read_bytes() == data


def test_masked_pixels_are_gone_and_the_rest_is_still_read(files: Any, case: Callable[..., Any], packed: Callable[..., Any], tmp_path: Any) -> None:
    image = Image.new("RGB", (1100, 420), "white")
    for n, line in enumerate(("Order NAEHF0071420551", f"Call me on {PHONE}", "Weight 0.48 kg")):
        image.paste(files.image(line, (1000, 110)).crop((0, 0, 1000, 95)), (20, 20 + n * 120))
    dossier = case("noon-odr", {"chat.png": files.saved(image, "PNG")}, E1={"type": "buyer-messages"})
    assert personal(dossier.readings["evidence/chat.png"].text), "the reader must see the number, or the test proves nothing"
    _, _, out = packed(dossier, ("*",))
    (name,) = [n for n in out if n.endswith(".png")]
    path = tmp_path / "masked.png"
    path.write_bytes(out[name])
    again = read(path, "masked.png", Expect(languages=("en",), orders=("NAEHF0071420551",)))
    assert not personal(again.text)
    assert "123 4567" not in again.text
    assert "NAEHF0071420551" in again.text
    assert "0.48" in again.text


def test_nothing_is_masked_that_nobody_asked_for(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    data = files.text_pdf(LINES)
    plan, package, out = packed(case("noon-odr", {"a.pdf": data}))
    assert plan.masked == ()
    assert out["NAEHF0071420551_other.pdf"] == data
    assert package.manifest["evidence"][0]["untouched"]


def test_the_seller_s_own_number_stays(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    data = files.text_pdf("Sender tel. +86 755 8321 4567, cs@lanting.example")
    dossier = case("noon-odr", {"a.pdf": data}, more={"seller": {"phone": "+86 755 8321 4567", "email": "cs@lanting.example"}})
    _, _, out = packed(dossier, ("*",))
    assert out["NAEHF0071420551_other.pdf"] == data


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_masked_in_the_right_place(files: Any, case: Callable[..., Any], packed: Callable[..., Any], turn: int) -> None:
    from appealdocs.pack import raster

    with pikepdf.open(io.BytesIO(files.text_pdf(f"{PHONE}\n\n\n\nkeep this line here"))) as document:
        document.pages[0].Rotate = turn
        out = io.BytesIO()
        document.save(out)
    _, _, made = packed(case("noon-odr", {"a.pdf": out.getvalue()}), ("E1",))
    before = next(raster.rendered(out.getvalue(), [0], 100)).convert("L")
    after = next(raster.rendered(made["NAEHF0071420551_other.pdf"], [0], 100)).convert("L").resize(before.size)
    upright = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}[turn]
    line = (80, 60, 260, 90)  # the number, on the page turned upright, at 100 dpi: 60 pt from the left, 780 pt up
    black = after.transpose(upright).crop(line).point(lambda v: 255 if v < 60 else 0)
    assert sum(black.tobytes()) / 255 > 0.3 * black.width * black.height
    rest = after.transpose(upright).crop((80, 120, 400, 170)).point(lambda v: 255 if v < 120 else 0)
    assert 0 < sum(rest.tobytes()) / 255 < 0.3 * rest.width * rest.height


def test_a_video_that_shows_a_number_is_refused_with_the_way_out(files: Any, case: Callable[..., Any]) -> None:
    from dataclasses import replace

    dossier = case("noon-odr", {"a.mp4": files.film(2)}, E1={"type": "packing-video"})
    reading = dossier.readings["evidence/a.mp4"]
    shown = replace(reading.pages[0], text=f"Call {PHONE}")
    dossier = replace(dossier, readings={"evidence/a.mp4": replace(reading, pages=(shown,))})
    (problem,) = pack.plan(dossier, ("*",)).problems
    assert "cannot be masked" in problem.why.en
    assert "无法自动打码" in problem.why.zh


def beside(files: Any, text: str) -> bytes:
    """A photograph that says a number in its comment, its EXIF and a thumbnail, and the place."""
    exif = Image.Exif()
    exif[0x010E] = f"call {PHONE}"
    exif[306] = "2026:10:09 11:20:05"
    exif[274] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (25.0, 4.0, 30.0)})
    made: bytes = files.saved(files.image(text), "JPEG", quality=90, exif=exif, comment=f"phone {PHONE}".encode(), xmp=f"<x>{MAIL}</x>".encode())
    return made


@pytest.mark.parametrize("text", ["Order NAEHF0071420551", f"Call {PHONE}"])
def test_what_a_photograph_says_beside_its_picture_is_gone_too(
    files: Any, case: Callable[..., Any], packed: Callable[..., Any], text: str
) -> None:
    data = beside(files, text)
    dossier = case("noon-odr", {"p.jpg": data}, E1={"type": "package-photo"})
    plan, package, out = packed(dossier, ("*",))
    made = out["NAEHF0071420551_package-photo.jpg"]
    for secret in (b"123 4567", b"mariam"):
        assert secret in data, "or the test proves nothing"
        assert secret not in made
    with Image.open(io.BytesIO(made)) as image, Image.open(io.BytesIO(data)) as before:
        assert not image.getexif().get_ifd(0x8825)
        assert image.getexif()[306] == "2026:10:09 11:20:05"
        if "Order" in text:  # nothing to paint over: the very same picture, turned the same way
            assert (image.getexif()[274], image.tobytes()) == (6, before.tobytes())
    assert "phone" in package.manifest["evidence"][0]["masked"]
    assert any("personal data removed" in note.en for note in plan.notes)


def test_what_a_png_and_a_pdf_say_of_themselves_is_gone_too(files: Any, case: Callable[..., Any], packed: Callable[..., Any]) -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", f"phone {PHONE}")
    picture = files.saved(files.image(), "PNG", pnginfo=info)
    with pikepdf.open(io.BytesIO(files.text_pdf("nothing private"))) as document:
        document.docinfo[pikepdf.Name.Subject] = f"phone {PHONE}"
        kept = io.BytesIO()
        document.save(kept)
    dossier = case("noon-odr", {"a.png": picture, "b.pdf": kept.getvalue()}, E1={"type": "tracking-page"}, E2={"type": "waybill"})
    _, _, out = packed(dossier, ("*",))
    assert b"123 4567" in picture
    assert b"123 4567" not in out["NAEHF0071420551_tracking-page.png"]
    with pikepdf.open(io.BytesIO(out["NAEHF0071420551_waybill.pdf"])) as document:
        assert not any(PHONE in str(value) for value in document.docinfo.values())
    with Image.open(io.BytesIO(out["NAEHF0071420551_tracking-page.png"])) as image, Image.open(io.BytesIO(picture)) as before:
        assert image.tobytes() == before.tobytes()
