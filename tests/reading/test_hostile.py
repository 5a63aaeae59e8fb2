"""Every hostile file gives one clear trouble, in seconds, and the rest of the case goes on."""

from __future__ import annotations

import os
import re
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from appealdocs.model.reading import Reading
from appealdocs.model.troubles import detail
from appealdocs.reading import Item, Pool, read, read_all

SECONDS = 60.0
"""Wall-clock bound of each; the machine may be busy with other tests."""


def looked(path: Path, pool: Pool, name: str = "") -> Reading:
    start = time.monotonic()
    reading = read(path, name or f"evidence/{path.name}", pool=pool)
    assert time.monotonic() - start < SECONDS
    return reading


def kinds(reading: Reading) -> list[str]:
    return [trouble.kind for trouble in reading.troubles]


def test_encrypted_pdf(make: Any, pool: Pool) -> None:
    import pikepdf

    plain = make.pdf("plain.pdf")
    with pikepdf.open(plain) as pdf:
        pdf.save(plain.with_name("locked.pdf"), encryption=pikepdf.Encryption(user="x", owner="y", R=6))
    reading = looked(plain.with_name("locked.pdf"), pool)
    assert kinds(reading) == ["encrypted"]
    assert not reading.sound


def test_pdf_locked_by_rights_alone(make: Any, pool: Pool) -> None:
    import pikepdf

    plain = make.pdf("plain.pdf")
    with pikepdf.open(plain) as pdf:
        pdf.save(plain.with_name("rights.pdf"), encryption=pikepdf.Encryption(user="", owner="y", R=4))
    assert kinds(looked(plain.with_name("rights.pdf"), pool)) == ["encrypted"]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_truncated_pdf(make: Any, pool: Pool, share: float) -> None:
    data = make.pdf("whole.pdf", pages=4).read_bytes()
    assert kinds(looked(make.file("cut.pdf", data[: int(len(data) * share)]), pool)) == ["truncated"]


def test_truncated_png_jpeg_webp(make: Any, pool: Pool) -> None:
    for name in ("a.png", "a.jpg", "a.webp", "a.gif"):
        data = make.picture(name, make.lines(["Order 1234567"])).read_bytes()
        assert kinds(looked(make.file(f"cut{name}", data[: len(data) * 2 // 3]), pool)) == ["truncated"], name


def test_truncated_mp4(make: Any, pool: Pool) -> None:
    data = make.video("whole.mp4").read_bytes()
    assert kinds(looked(make.file("cut.mp4", data[: len(data) // 2]), pool)) == ["truncated"]


def test_truncated_docx(make: Any, pool: Pool) -> None:
    data = make.docx("whole.docx", more={"word/more.xml": os.urandom(5000)}).read_bytes()
    reading = looked(make.file("cut.docx", data[: len(data) // 2]), pool)
    assert (reading.kind, kinds(reading)) == ("docx", ["truncated"])


def test_wrong_extension_is_told_and_read_all_the_same(make: Any, pool: Pool) -> None:
    data = make.picture("a.png", make.lines(["Order ID|NAEHF0061420317"])).read_bytes()
    reading = looked(make.file("label.pdf", data), pool)
    assert (reading.kind, kinds(reading)) == ("png", ["wrong-type"])
    assert "NAEHF0061420317" in reading.text


def test_text_named_pdf(make: Any, pool: Pool) -> None:
    assert kinds(looked(make.file("a.pdf", b"Dear Sir or Madam"), pool)) == ["wrong-type"]


def test_noise_named_jpg(make: Any, pool: Pool) -> None:
    assert kinds(looked(make.file("a.jpg", os.urandom(4000)), pool)) == ["wrong-type"]


def test_javascript(make: Any, pool: Pool) -> None:
    objects = make.page_objects(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")
    reading = looked(make.raw_pdf("js.pdf", objects), pool)
    assert kinds(reading) == ["javascript"]
    assert "A plain page" in reading.text


def test_javascript_behind_an_escaped_name(make: Any, pool: Pool) -> None:
    objects = make.page_objects(b"/OpenAction << /S /J#61vaScript /#4aS (app.alert\\(1\\)) >>")
    assert kinds(looked(make.raw_pdf("js.pdf", objects), pool)) == ["javascript"]


def test_javascript_inside_an_object_stream(make: Any, pool: Pool) -> None:
    import pikepdf

    path = make.raw_pdf("js.pdf", [*make.page_objects(b"/OpenAction 6 0 R"), b"<< /S /JavaScript /JS (x) >>"])
    with pikepdf.open(path) as pdf:
        pdf.save(path.with_name("packed.pdf"), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/JavaScript" not in path.with_name("packed.pdf").read_bytes()
    assert kinds(looked(path.with_name("packed.pdf"), pool)) == ["javascript"]


def test_form_that_draws_itself(make: Any, pool: Pool) -> None:
    objects = [
        *make.page_objects(b"/AcroForm << /Fields [] /XFA 6 0 R >>"),
        b"<< /Length 5 >>\nstream\n<xdp>\nendstream",
    ]
    assert kinds(looked(make.raw_pdf("xfa.pdf", objects), pool)) == ["javascript"]


def test_launch_action(make: Any, pool: Pool) -> None:
    objects = make.page_objects(b"/OpenAction << /S /Launch /F (cmd.exe) >>")
    assert kinds(looked(make.raw_pdf("launch.pdf", objects), pool)) == ["launch-action"]


def test_launch_action_on_a_link(make: Any, pool: Pool) -> None:
    page = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (a.exe) >> >>]"
    assert kinds(looked(make.raw_pdf("launch.pdf", make.page_objects(page=page)), pool)) == ["launch-action"]


def test_embedded_file(make: Any, pool: Pool) -> None:
    import pikepdf

    path = make.pdf("plain.pdf")
    with pikepdf.open(path) as pdf:
        pdf.attachments["malware.exe"] = b"MZ"
        pdf.save(path.with_name("carrier.pdf"))
    assert kinds(looked(path.with_name("carrier.pdf"), pool)) == ["embedded-files"]


def test_a_plain_link_is_no_trouble(make: Any, pool: Pool) -> None:
    page = (
        b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://www.aramex.com/) >> >>]"
    )
    assert looked(make.raw_pdf("link.pdf", make.page_objects(page=page)), pool).troubles == ()


def test_hundred_thousand_pages(make: Any, pool: Pool) -> None:
    objects = make.page_objects()
    objects[1] = b"<< /Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000 >>"
    assert kinds(looked(make.raw_pdf("many.pdf", objects), pool)) == ["too-many-pages"]


def test_hundred_thousand_pages_that_claim_to_be_one(make: Any, pool: Pool) -> None:
    objects = make.page_objects()
    objects[1] = b"<< /Type /Pages /Kids [" + b"3 0 R " * 90_000 + b"] /Count 1 >>"
    assert kinds(looked(make.raw_pdf("many.pdf", objects), pool)) == ["too-many-pages"]


def test_pages_beyond_the_bound_are_said(make: Any, pool: Pool) -> None:
    reading = looked(make.pdf("long.pdf", pages=310), pool)
    assert kinds(reading) == ["too-many-pages"]
    assert len(reading.pages) == 300


def test_deep_page_tree(make: Any, pool: Pool) -> None:
    objects = make.page_objects()
    depth = 400
    objects[1] = b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>"
    objects += [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (7 + i) for i in range(depth)]
    objects += [b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    assert kinds(looked(make.raw_pdf("deep.pdf", objects), pool)) == ["bomb"]


def test_page_tree_in_a_circle(make: Any, pool: Pool) -> None:
    objects = make.page_objects()
    objects[1] = b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    assert len(kinds(looked(make.raw_pdf("circle.pdf", objects), pool))) == 1


def test_deep_nesting_of_arrays(make: Any, pool: Pool) -> None:
    objects = make.page_objects(b"/Deep " + b"[" * 100_000 + b"]" * 100_000)
    assert len(kinds(looked(make.raw_pdf("nested.pdf", objects), pool))) == 1


def test_flate_bomb_as_page(make: Any, pool: Pool) -> None:
    bomb = zlib.compress(b"0 0 m " * 40_000_000, 9)
    objects = make.page_objects()
    objects[3] = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(bomb) + bomb + b"\nendstream"
    assert kinds(looked(make.raw_pdf("bomb.pdf", objects), pool)) == ["bomb"]


def test_flate_bomb_twice_packed(make: Any, pool: Pool) -> None:
    bomb = zlib.compress(zlib.compress(b"\0" * 200_000_000, 9), 9)
    objects = make.page_objects()
    objects[3] = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n" % len(bomb) + bomb + b"\nendstream"
    assert kinds(looked(make.raw_pdf("bomb.pdf", objects), pool)) == ["bomb"]


def test_page_of_endless_operators(make: Any, pool: Pool) -> None:
    slow = zlib.compress(b"BT (x) Tj ET " * 2_000_000, 9)
    objects = make.page_objects()
    objects[3] = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(slow) + slow + b"\nendstream"
    assert kinds(looked(make.raw_pdf("slow.pdf", objects), pool))[0] in ("bomb", "timeout")


def test_picture_in_a_pdf_with_absurd_size(make: Any, pool: Pool) -> None:
    objects = make.page_objects(content=b"q 595 0 0 842 0 0 cm /Im0 Do Q")
    objects[2] = objects[2].replace(b"/Font << /F1 5 0 R >>", b"/XObject << /Im0 6 0 R >>")
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 90000 /Height 90000 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length 12 >>\nstream\nabcdefghijkl\nendstream"
    )
    assert kinds(looked(make.raw_pdf("huge.pdf", objects), pool)) == ["too-many-pixels"]


def test_image_bomb(make: Any, pool: Pool) -> None:
    assert kinds(looked(make.file("huge.png", make.png_header(100_000, 100_000)), pool)) == ["too-many-pixels"]


def test_picture_with_fewer_data_than_pixels(make: Any, pool: Pool) -> None:
    assert len(kinds(looked(make.file("hollow.png", make.png_header(3_000, 3_000)), pool))) == 1


def test_zip_bomb_as_docx(make: Any, pool: Pool) -> None:
    path = make.docx("bomb.docx", more={"word/media/a.bin": b"\0" * 150_000_000})
    assert path.stat().st_size < 1_000_000
    assert kinds(looked(path, pool)) == ["bomb"]


def test_entity_bomb_in_docx(make: Any, pool: Pool) -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    path = make.zip("lol.docx", {"[Content_Types].xml": b"<Types/>", "word/document.xml": xml})
    assert kinds(looked(path, pool)) == ["bomb"]


def test_macros_and_external_links(make: Any, pool: Pool) -> None:
    assert kinds(looked(make.docx("a.docx", more={"word/vbaProject.bin": b"x"}), pool)) == ["macros"]
    rels = b'<Relationships><Relationship Type="http://x/attachedTemplate" Target="http://evil/t.dotm" TargetMode="External"/></Relationships>'
    assert kinds(looked(make.docx("b.docx", more={"word/_rels/settings.xml.rels": rels}), pool)) == ["external-links"]
    link = b'<Relationships><Relationship Type="http://x/relationships/hyperlink" Target="http://a.b/" TargetMode="External"/></Relationships>'
    assert looked(make.docx("c.docx", more={"word/_rels/document.xml.rels": link}), pool).troubles == ()
    dde = "<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText></w:r></w:p>"
    assert kinds(looked(make.docx("d.docx", dde), pool)) == ["external-links"]
    assert kinds(looked(make.docx("e.docx", more={"word/embeddings/oleObject1.bin": b"x"}), pool)) == ["embedded-files"]


def test_link_out_of_the_folder(make: Any, pool: Pool, tmp_path: Path) -> None:
    outside = make.file("outside/secret.pdf", b"%PDF-1.4")
    case = tmp_path / "case"
    (case / "evidence").mkdir(parents=True)
    (case / "evidence" / "a.pdf").symlink_to(outside)
    (case / "evidence" / "loop.pdf").symlink_to("loop.pdf")
    reading = read(case / "evidence" / "a.pdf", "evidence/a.pdf", pool=pool)
    assert (kinds(reading), reading.sha256) == (["escapes"], "")
    assert kinds(read(case / "evidence" / "loop.pdf", "evidence/loop.pdf", pool=pool)) == ["escapes"]


def test_link_within_the_folder_is_fine(make: Any, pool: Pool, tmp_path: Path) -> None:
    make.pdf("a.pdf")
    (tmp_path / "b.pdf").symlink_to("a.pdf")
    assert read(tmp_path / "b.pdf", "b.pdf", pool=pool).troubles == ()


def test_empty_missing_folder_and_pipe(make: Any, pool: Pool, tmp_path: Path) -> None:
    assert kinds(looked(make.file("a.pdf", b""), pool)) == ["empty"]
    assert kinds(looked(tmp_path / "none.pdf", pool)) == ["missing"]
    (tmp_path / "folder.pdf").mkdir()
    assert kinds(looked(tmp_path / "folder.pdf", pool)) == ["unreadable"]
    os.mkfifo(tmp_path / "pipe.pdf")
    assert kinds(looked(tmp_path / "pipe.pdf", pool)) == ["unreadable"]


@pytest.mark.parametrize(
    "name", ["a\nb.pdf", "квитанция 'вручения'.pdf", "签收单$(rm -rf).pdf", "-rf.pdf", "a" * 200 + ".pdf", "%s%n.pdf"]
)
def test_odd_names(make: Any, pool: Pool, name: str) -> None:
    path = make.pdf(name, ["Order ID|NAEHF0061420317"])
    reading = looked(path, pool)
    assert reading.troubles == ()
    assert reading.path == f"evidence/{name}"


def test_archive(make: Any, pool: Pool) -> None:
    reading = looked(make.zip("all.zip", {"../../etc/passwd": b"x", "a.pdf": b"%PDF"}), pool)
    assert (reading.kind, kinds(reading)) == ("zip", ["unreadable"])


def test_text_in_the_millions(make: Any, pool: Pool) -> None:
    reading = looked(make.file("big.txt", b"a line of text\n" * 500_000), pool)
    assert kinds(reading) == ["too-large"]
    assert len(reading.text) <= 1_000_000


def test_the_rest_of_the_case_goes_on(make: Any, pool: Pool) -> None:
    bad = make.file("bad.pdf", b"%PDF-1.7\n" + os.urandom(3000))
    good = make.pdf("good.pdf", ["Order ID|NAEHF0061420317"])
    readings = read_all([Item(bad, "bad.pdf"), Item(good, "good.pdf")], pool=pool)
    assert len(kinds(readings[0])) == 1
    assert [f.fact.value for f in readings[1].found] == ["NAEHF0061420317"]


def test_dictionaries_within_dictionaries(make: Any, pool: Pool) -> None:
    objects = make.page_objects(b"/Deep " + b"<< /A " * 20_000 + b"0 " + b">> " * 20_000)
    assert kinds(looked(make.raw_pdf("nested.pdf", objects), pool)) == ["bomb"]


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>\n', "<!-- drawn -->"])
def test_a_drawing_with_a_script_is_not_text(make: Any, pool: Pool, head: str) -> None:
    path = make.file("a.svg", f'{head}<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>'.encode())
    reading = looked(path, pool)
    assert (reading.kind, kinds(reading), reading.text) == ("unknown", ["unreadable"], "")


def test_an_animation_of_hundreds_of_frames(make: Any, pool: Pool, tmp_path: Path) -> None:
    frames = [Image.new("L", (40, 40), n % 256) for n in range(500)]
    frames[0].save(tmp_path / "film.gif", save_all=True, append_images=frames[1:], duration=10)
    assert kinds(looked(tmp_path / "film.gif", pool)) == ["too-many-pages"]


def test_every_trouble_is_told_in_chinese_too(make: Any, pool: Pool, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    os.mkfifo(tmp_path / "pipe.pdf")
    paths = [
        make.file("huge.png", make.png_header(100_000, 100_000)), make.file("a.svg", b"<svg/>"), tmp_path / "folder.pdf",
        tmp_path / "pipe.pdf", make.file("noise.pdf", b"%PDF-1.7\n" + os.urandom(3_000)), make.file("a.jpg", os.urandom(4_000)),
        make.zip("all.zip", {"a.pdf": b"%PDF"}),
    ]  # fmt: skip
    for path in paths:
        (trouble,) = looked(path, pool).troubles
        assert re.search("[\u4e00-\u9fff]", detail(trouble).zh), trouble
