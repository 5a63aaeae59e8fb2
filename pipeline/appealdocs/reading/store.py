"""A Reading as JSON and back, without loss: small arrays in the order of the fields, typed fact values as tagged pairs."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, cast

from appealdocs.errors import PartFailed
from appealdocs.model.fact import Fact, FactKind, FactValue, Money, Quantity
from appealdocs.model.reading import Box, Clip, FileKind, Found, Metadata, Page, Picture, Reading, Trouble, Word
from appealdocs.model.text import Text2

Json = Any


def to_json(reading: Reading) -> str:
    """One line of JSON, ASCII alone: a file's text may hold halves of characters that no encoding takes."""
    return json.dumps(_reading(reading), separators=(",", ":"))


def from_json(text: str) -> Reading:
    """The reading that `to_json` wrote. Raises PartFailed if `text` is anything else."""
    try:
        return _from_reading(json.loads(text))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError) as error:
        raise PartFailed(Text2("a stored reading is damaged", "已保存的读取结果损坏")) from error


def _value(value: FactValue | None) -> Json:
    match value:
        case None | str():
            return value
        case Money(amount, currency):
            return ["m", str(amount), currency]
        case Quantity(amount, unit):
            return ["q", str(amount), unit]
        case datetime():
            return ["dt", value.isoformat()]
        case date():
            return ["d", value.isoformat()]
        case time():
            return ["t", value.isoformat()]


def _from_value(stored: Json) -> FactValue | None:
    if stored is None or isinstance(stored, str):
        return stored
    match stored:
        case ["m", amount, currency]:
            return Money(Decimal(amount), currency)
        case ["q", amount, unit]:
            return Quantity(Decimal(amount), unit)
        case ["dt", text]:
            return datetime.fromisoformat(text)
        case ["d", text]:
            return date.fromisoformat(text)
        case ["t", text]:
            return time.fromisoformat(text)
    raise ValueError("no fact value")


def _found(found: Found) -> Json:
    fact = found.fact
    return [
        fact.kind, _value(fact.value), _value(fact.to), found.page, found.quote, found.box, found.confidence, found.label,
    ]  # fmt: skip


def _from_found(stored: Json) -> Found:
    kind, value, to, page, quote, box, confidence, label = stored
    first = _from_value(value)
    if first is None:
        raise ValueError("a fact without value")
    return Found(Fact(cast(FactKind, kind), first, _from_value(to)), page, quote, _box(box), confidence, label)


def _box(stored: Json) -> Box | None:
    if stored is None:
        return None
    x0, y0, x1, y1 = stored
    return (x0, y0, x1, y1)


def _page(page: Page) -> Json:
    words = [[w.text, w.box, w.confidence] for w in page.words]
    return [page.number, page.text, page.source, page.width, page.height, words, page.confidence, page.images]


def _from_page(stored: Json) -> Page:
    number, text, source, width, height, words, confidence, images = stored
    found = tuple([Word(w, (x, y, right, bottom), sure) for w, (x, y, right, bottom), sure in words])
    return Page(number, text, source, width, height, found, confidence, images)


def _plain(value: Any) -> list[Any]:
    """The fields of a flat dataclass (slots), in order."""
    return [getattr(value, name) for name in value.__slots__]


def _clip(stored: Json) -> Clip | None:
    if stored is None:
        return None
    values = dict(zip(Clip.__slots__, stored, strict=True))
    values["watermark_times"], values["texts"] = tuple(values["watermark_times"]), tuple(values["texts"])
    return Clip(**values)


def _reading(reading: Reading) -> Json:
    return {
        "path": reading.path,
        "sha256": reading.sha256,
        "size": reading.size_bytes,
        "kind": reading.kind,
        "troubles": [[t.kind, t.detail] for t in reading.troubles],
        "pages": [_page(p) for p in reading.pages],
        "pictures": [_plain(p) for p in reading.pictures],
        "clip": None if reading.clip is None else _plain(reading.clip),
        "metadata": _plain(reading.metadata),
        "found": [_found(f) for f in reading.found],
        "languages": reading.languages,
        "urls": [_found(f) for f in reading.urls],
        "bar": None if reading.address_bar is None else _found(reading.address_bar),
        "ocr": reading.ocr,
    }


def _from_reading(stored: Json) -> Reading:
    return Reading(
        path=stored["path"],
        sha256=stored["sha256"],
        size_bytes=stored["size"],
        kind=cast(FileKind, stored["kind"]),
        troubles=tuple(Trouble(kind, detail) for kind, detail in stored["troubles"]),
        pages=tuple(_from_page(p) for p in stored["pages"]),
        pictures=tuple(Picture(*p) for p in stored["pictures"]),
        clip=_clip(stored["clip"]),
        metadata=Metadata(*stored["metadata"]),
        found=tuple(_from_found(f) for f in stored["found"]),
        languages=tuple((name, share) for name, share in stored["languages"]),
        urls=tuple(_from_found(f) for f in stored["urls"]),
        address_bar=None if stored["bar"] is None else _from_found(stored["bar"]),
        ocr=tuple(stored["ocr"]),
    )
