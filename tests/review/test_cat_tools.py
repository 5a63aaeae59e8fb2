"""What CAT tools are known to do to an XLIFF on its way: each habit is read rightly, or refused with its place.

OmegaT: the source in targets that nobody translated, state 'translated' (omegat-org/omegat#47, #416). Trados and memoQ: <seg-source>
and <mrk mtype="seg">, own namespaces, a byte order mark, CRLF, notes and alt-trans dropped.
"""

from __future__ import annotations

import re

import pytest

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import BadInput
from appealdocs.review.exchange import export, import_
from appealdocs.review.store import XLIFF, load

from .test_exchange import NOW

DATED = "On 10 March 2026 the buyer said that nothing came."
PH = '<ph id="1" ctype="x-date">10 March 2026</ph>'


def sent(folder: CaseFolder) -> str:
    return export(folder, "xlf", NOW)[1].decode()


def back(folder: CaseFolder, text: str | bytes, name: str = "back.xlf"):  # type: ignore[no-untyped-def]
    return import_(folder, name, text.encode() if isinstance(text, str) else text, "Zhou Ke", NOW)


def replaced(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new)


def test_the_translate_toolkit_opens_changes_and_saves_it(reviewed: CaseFolder) -> None:
    from translate.storage.xliff import xlifffile

    store = xlifffile.parsestring(sent(reviewed).encode())
    unit = next(u for u in store.units if u.xmlelement.get("id") == "p1.action1")
    unit.target = "We answered the buyer."
    other = next(u for u in store.units if u.xmlelement.get("id") == "request")
    other.addnote("Is this order number right?", origin="translator")
    merged = back(reviewed, bytes(store))
    assert (merged.taken, merged.conflicts) == (("p1.action1",), ())
    after = load(reviewed.review)
    assert (after["p1.action1"].target, after["p1.action1"].stamp.by) == ("We answered the buyer.", "Zhou Ke")
    assert after["p1.problem1"].target == DATED
    assert [c.partition(": ")[2] for c in after["request"].comments] == ["Is this order number right?"]


def test_the_same_file_twice_says_a_comment_once(reviewed: CaseFolder) -> None:
    text = re.sub(r"(<trans-unit id=\"request\".*?)(<alt-trans|</trans-unit>)", r'\1<note from="translator">Really?</note>\2', sent(reviewed), count=1, flags=re.S)
    assert "Really?" in text
    for _ in range(2):
        back(reviewed, text)
    assert len(load(reviewed.review)["request"].comments) == 1
    back(reviewed, sent(reviewed))
    assert len(load(reviewed.review)["request"].comments) == 1


def test_omegat_writes_the_source_where_nobody_translated(reviewed: CaseFolder) -> None:
    text = sent(reviewed)
    unit = re.search(r'<trans-unit id="p1.cause1".*?</trans-unit>', text, re.S)
    assert unit
    source = re.search(r"<source>(.*?)</source>", unit[0], re.S)
    assert source
    text = text.replace(unit[0], unit[0].replace("</source>", f'</source><target state="translated">{source[1]}</target>'))
    text = replaced(text, ">We replied to the buyer.<", ">我们已回复买家。<")
    before = reviewed.review.read_bytes()
    merged = back(reviewed, text)
    assert (merged.taken, merged.approved, merged.conflicts) == ((), (), ())
    assert reviewed.review.read_bytes() == before


@pytest.mark.parametrize(("state", "approves"), [("translated", False), ("needs-review-translation", False), ("final", True), ("signed-off", True)])
def test_only_a_sign_off_approves_what_was_not_edited(reviewed: CaseFolder, state: str, approves: bool) -> None:
    text = re.sub(r'state="needs-review-translation"', f'state="{state}"', sent(reviewed))
    merged = back(reviewed, text)
    assert ("p1.action1" in merged.approved) is approves
    assert (load(reviewed.review)["p1.action1"].state == "approved") is approves
    assert merged.taken == ()


def test_trados_segments_a_unit_with_mrk(reviewed: CaseFolder) -> None:
    text = replaced(
        sent(reviewed), f"On {PH} the buyer said that nothing came.",
        f'<mrk mtype="seg" mid="1">On {PH} the buyer wrote.</mrk> <mrk mtype="seg" mid="2">Nothing came.</mrk>',
    )
    text = re.sub(r"(<source>)(我们已回复买家。)(</source>)", r'\1\2\3<seg-source><mrk mtype="seg" mid="1">\2</mrk></seg-source>', text)
    assert "<seg-source>" in text
    assert back(reviewed, text).taken == ("p1.problem1",)
    assert load(reviewed.review)["p1.problem1"].target == "On 10 March 2026 the buyer wrote. Nothing came."


def test_foreign_namespaces_a_byte_order_mark_and_crlf(reviewed: CaseFolder) -> None:
    text = replaced(sent(reviewed), "<xliff ", '<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:mq="MQXliff" xmlns:okp="okapi-framework:xliff-extensions" ')
    text = replaced(text, 'id="p1.action1"', 'id="p1.action1" mq:status="ManuallyConfirmed" okp:x="1"')
    text = replaced(text, "We replied to the buyer.", "We answered\r\nthe buyer.")
    text = re.sub(r"</trans-unit>", "<sdl:seg-defs><sdl:seg id='1' conf='Translated'/></sdl:seg-defs></trans-unit>", text)
    merged = back(reviewed, b"\xef\xbb\xbf" + text.replace("><", ">\r\n<").encode(), "back.xliff")
    assert (merged.taken, merged.conflicts) == (("p1.action1",), ())
    assert load(reviewed.review)["p1.action1"].target == "We answered\nthe buyer."


def test_utf_16_and_a_doctype(reviewed: CaseFolder) -> None:
    text = sent(reviewed)
    declared, rest = text.split("?>", 1)
    doctype = '<!DOCTYPE xliff PUBLIC "-//XLIFF//DTD XLIFF//EN" "http://www.oasis-open.org/committees/xliff/documents/xliff.dtd">'
    merged = back(reviewed, (declared.replace("UTF-8", "UTF-16") + "?>" + doctype + replaced(rest, "We replied", "We answered")).encode("utf-16"))
    assert merged.taken == ("p1.action1",)


def test_notes_and_alternatives_gone_and_units_in_another_order(reviewed: CaseFolder) -> None:
    text = re.sub(r"<note.*?</note>|<alt-trans.*?</alt-trans>|<header>.*?</header>", "", sent(reviewed), flags=re.S)
    assert "<note" not in text
    units = re.findall(r"<trans-unit.*?</trans-unit>", text, flags=re.S)
    body = "".join(reversed(units))
    text = re.sub(r"<body>.*</body>", lambda _: f"<body><group id='g'>{body}</group></body>", text, flags=re.S)
    assert back(reviewed, replaced(text, "We replied", "We answered")).taken == ("p1.action1",)


@pytest.mark.parametrize("tag", ['<x id="1"/>', '<ph id="1"/>', '<ph id="1" ctype="x-date">2026年3月10日</ph>'])
def test_an_empty_tag_is_filled_in_the_targets_language(reviewed: CaseFolder, tag: str) -> None:
    back(reviewed, replaced(replaced(sent(reviewed), PH, tag), "nothing came", "it did not come"))
    assert load(reviewed.review)["p1.problem1"].target == "On 10 March 2026 the buyer said that it did not come."


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ('<ph id="7">10 March 2026</ph>', "'7'"), ('<x id="locked7"/>', "'locked7'"), (f"{PH}{PH}", "doubled"), (f"<g id='1'>{PH}</g>", "<g>"),
        ("<bpt id='1'/>10 March 2026<ept id='1'/>", "<bpt>"), ("today", "2026年3月10日"),
    ],
    ids=["other id", "other x", "doubled", "pair around", "code pair", "missing"],
)
def test_a_damaged_tag_is_refused_with_its_place(reviewed: CaseFolder, tag: str, said: str) -> None:
    before = reviewed.review.read_bytes()
    with pytest.raises(BadInput) as caught:
        back(reviewed, replaced(sent(reviewed), PH, tag))
    (fault,) = caught.value.faults
    assert "p1.problem1" in fault.message.en
    assert said in fault.message.en
    assert reviewed.review.read_bytes() == before


def test_a_value_typed_instead_of_its_tag_is_no_loss(reviewed: CaseFolder) -> None:
    assert back(reviewed, replaced(sent(reviewed), f"On {PH}", "On March 10, 2026")).taken == ("p1.problem1",)


def test_another_format_of_a_tool_is_refused_with_advice(reviewed: CaseFolder) -> None:
    with pytest.raises(BadInput, match=r"save the translation as the format that came"):
        back(reviewed, replaced(sent(reviewed), XLIFF, "urn:oasis:names:tc:xliff:document:2.0"))
