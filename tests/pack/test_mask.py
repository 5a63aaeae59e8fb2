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
