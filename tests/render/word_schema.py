"""What Word asks of a DOCX and LibreOffice forgives: the order of elements (ECMA-376 part 1, transitional), ids, relationships,
content types, styles and numbers that exist, cells that end with a paragraph. `faults` names each with its part."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EDGES = "top start left bottom end right insideH insideV tl2br tr2bl"

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
           "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
           "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
           "rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden "
           "color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout "
           "specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders "
             "shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tcBorders": _EDGES, "tblBorders": _EDGES, "tblCellMar": _EDGES, "tcMar": _EDGES, "pBdr": "top left bottom right between bar",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
              "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding text",
    "sdt": "sdtPr sdtEndPr sdtContent", "numPr": "ilvl numId", "tbl": "tblPr tblGrid tr", "tr": "tblPrEx trPr tc",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
             "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr", "styles": "docDefaults latentStyles style",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl", "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins documentProtection defaultTabStop autoHyphenation "
                "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders characterSpacingControl footnotePr "
                "endnotePr compat docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [info.filename for info in archive.infolist()]
        assert len(names) == len(set(names)), "a part stands twice"
        assert names[0] == "[Content_Types].xml"
        return {name: archive.read(name) for name in names}


def faults(data: bytes) -> list[str]:
    """Every fault, as 'part: what'; [] for a document that keeps to the rules above."""
    parts = parts_of(data)
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    found = list(_packaging(parts, trees))
    for name, tree in trees.items():
        if name.startswith("word/") and name.endswith(".xml") and "theme" not in name:
            found += [f"{name}: {fault}" for fault in (*_order(tree), *_cells(tree))]
    return [*found, *_names(trees)]


def _order(tree: Any) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str) or not element.tag.startswith(W):
            continue
        kind = element.tag.removeprefix(W)
        if kind not in ORDER:
            continue
        allowed = ORDER[kind].split()
        children = [child.tag.removeprefix(W) for child in element if isinstance(child.tag, str)]
        if unknown := [c for c in children if c not in allowed]:
            yield f"w:{kind} may not hold {unknown}"
        places = [allowed.index(c) for c in children if c in allowed]
        if places != sorted(places) and kind != "sectPr":
            yield f"w:{kind} out of order: {children}"
        many = {"tr", "tc", "style", "tblStylePr", "lvl", "abstractNum", "num", "lvlOverride", "headerReference", "footerReference"}
        if twice := [c for c, n in Counter(children).items() if n > 1 and c not in many]:
            yield f"w:{kind} holds {twice} twice"


def _cells(tree: Any) -> Iterator[str]:
    for cell in tree.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            yield "a cell does not end with a paragraph"
    for table in tree.iter(f"{W}tbl"):
        follows = table.getnext()
        if follows is None or follows.tag != f"{W}p":
            yield "a table is not followed by a paragraph"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if any(len(row.findall(f"{W}tc")) != columns for row in table.findall(f"{W}tr")):
            yield "a row has more or fewer cells than the grid"
    for paragraph in tree.iter(f"{W}p"):
        if any(child.tag == f"{W}pPr" for child in paragraph[1:]):
            yield "w:pPr is not first in its paragraph"
        kinds = [field.get(f"{W}fldCharType") for field in paragraph.iter(f"{W}fldChar")]
        if kinds != ["begin", "separate", "end"] * (len(kinds) // 3):
            yield f"fields are not whole: {kinds}"


def _packaging(parts: dict[str, bytes], trees: dict[str, Any]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    defaults = {e.get("Extension") for e in types if e.tag.endswith("Default")}
    overrides = {e.get("PartName").lstrip("/") for e in types if e.tag.endswith("Override")}
    for name in overrides - parts.keys():
        yield f"[Content_Types].xml: {name} is no part"
    for name in parts:
        if name != "[Content_Types].xml" and name not in overrides and name.rsplit(".", 1)[-1] not in defaults:
            yield f"{name}: no content type"
        if name.startswith("word/") and name.endswith(".xml") and name not in overrides:
            yield f"{name}: content type of plain XML"
    reached = set()
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        ids = [e.get("Id") for e in tree]
        if len(ids) != len(set(ids)):
            yield f"{name}: an id stands twice"
        for relation in tree:
            if relation.get("TargetMode") == "External":
                yield f"{name}: leads outside"
            target = posixpath.normpath(posixpath.join(folder, relation.get("Target")))
            reached.add(target)
            if target not in parts:
                yield f"{name}: {target} is no part"
    for name in parts.keys() - reached:
        if name != "[Content_Types].xml" and not name.endswith(".rels"):
            yield f"{name}: nothing leads to it"
    known = {e.get("Id") for e in trees["word/_rels/document.xml.rels"]}
    used = {v for e in trees["word/document.xml"].iter() for k, v in e.attrib.items() if k.startswith(R)}
    yield from (f"word/document.xml: no relationship {id}" for id in used - known)


def _names(trees: dict[str, Any]) -> Iterator[str]:
    styles = trees["word/styles.xml"]
    ids = [s.get(f"{W}styleId") for s in styles.iter(f"{W}style")]
    names = [s.find(f"{W}name").get(f"{W}val").lower() for s in styles.iter(f"{W}style")]
    for what, listed in (("style id", ids), ("style name", names)):
        yield from (f"word/styles.xml: {what} {one} stands twice" for one, n in Counter(listed).items() if n > 1)
    for name, tree in trees.items():
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            for element in tree.iter(f"{W}{tag}"):
                if element.get(f"{W}val") not in ids:
                    yield f"{name}: no style {element.get(f'{W}val')} ({tag})"
    document = trees["word/document.xml"]
    if "word/numbering.xml" in trees:
        numbering = trees["word/numbering.xml"]
        numbers = {e.get(f"{W}numId") for e in numbering.iter(f"{W}num")}
        abstract = {e.get(f"{W}abstractNumId") for e in numbering.iter(f"{W}abstractNum")}
        lists = {e.get(f"{W}val") for e in numbering.iter(f"{W}abstractNumId")}
        yield from (f"word/numbering.xml: no abstract list {one}" for one in lists - abstract)
        for name in ("word/document.xml", "word/styles.xml"):
            used = {e.get(f"{W}val") for e in trees[name].iter(f"{W}numId")}
            yield from (f"{name}: no list {one}" for one in used - numbers - {"0"})
    for what, found in (
        ("w:id of a control", [e.get(f"{W}val") for e in document.iter(f"{W}id")]),
        ("wp:docPr id", [e.get("id") for e in document.iter(f"{WP}docPr")]),
    ):
        yield from (f"word/document.xml: {what} {one} stands twice" for one, n in Counter(found).items() if n > 1)
        yield from (f"word/document.xml: {what} {one} is no whole number" for one in found if not (one or "").lstrip("-").isdigit())


def access(data: bytes) -> list[str]:
    """What a reader of screens misses: title, language, alternative texts, leaps of headings, tables without head rows."""
    parts = parts_of(data)
    core = parts["docProps/core.xml"].decode()
    found = [f"no {tag}" for tag in ("dc:title", "dc:language", "dc:creator") if f"<{tag}></{tag}>" in core or f"<{tag}>" not in core]
    document, styles = etree.fromstring(parts["word/document.xml"]), etree.fromstring(parts["word/styles.xml"])
    if not styles.xpath("//w:docDefaults//w:lang/@w:val", namespaces={"w": W[1:-1]}):
        found.append("no language of the text")
    found += ["a picture without words" for e in document.iter(f"{WP}docPr") if not (e.get("descr") or "").strip()]
    level = {s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val").lower() for s in styles.iter(f"{W}style")}
    last = 0
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = level.get(style.get(f"{W}val"), "") if style is not None else ""
        if name.startswith("heading "):
            if int(name[8:]) > last + 1:
                found.append(f"{name} after heading {last}")
            last = int(name[8:])
    if not last:
        found.append("no heading")
    layout = {id for id, name in level.items() if name == "appeal layout"}
    for table in document.iter(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") in layout:
            continue
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        if len(heads) > 1 and len(table.findall(f"{W}tblGrid/{W}gridCol")) > 2 and not heads[0]:
            found.append("a table without a head row")
        if heads != sorted(heads, reverse=True):
            found.append("a head row that is not first")
    return found
