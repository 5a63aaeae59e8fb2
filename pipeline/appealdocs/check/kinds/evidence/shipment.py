"""Papers of the dispatch: the waybill's fields, the warehouse's record with the photograph's hash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.carrier import carrier_words
from appealdocs.check.kinds.evidence.seen import Seen, labelled, orders_of, says, seen
from appealdocs.model.text import Text2


def waybill_fields(context: Context, params: Params) -> Iterator[Hit]:
    """A waybill shows carrier, tracking number, sender, recipient, weight and volume; what is not there is listed."""
    fields: Mapping[str, Any] = params["fields"]
    for file in seen(context, "waybill"):
        if not file.text.strip():
            continue
        missing = [
            Text2(f["name"]["en"], f["name"]["zh"]) for key, f in fields.items() if not _shows(context, file, key, f)
        ]
        if missing:
            values = {
                "file": file.item.file,
                "missing": Text2(", ".join(m.en for m in missing), "、".join(m.zh for m in missing)),
            }
            yield Hit(context.evidence_at(file.index), values)


def _shows(context: Context, file: Seen, key: str, field: Mapping[str, Any]) -> bool:
    if key == "carrier":
        names = [n for o in orders_of(context, file.item) for n in carrier_words(context, o.carrier)]
        return (
            bool(says(file.text, [re.escape(n) for n in names]))
            or bool(labelled(file.text, field["labels"]))
            or bool(says(file.text, carrier_words(context, "")))
        )
    if key == "tracking" and any(f.fact.kind in ("tracking",) and f.page is not None for f in file.reading.found):
        return True
    if key in ("weight", "volume") and any(
        f.label == key or (f.fact.kind == "measure" and getattr(f.fact.value, "unit", "") in field["units"])
        for f in file.reading.found
    ):
        return True
    if key == "recipient" and file.values("name", "recipient"):
        return True
    value = labelled(file.text, field["labels"])
    if value is None:
        return bool(re.search(field["pattern"], file.text, re.IGNORECASE)) if field.get("pattern") else False
    return (
        bool(re.search(r"\d", value))
        if key in ("weight", "volume", "tracking")
        else bool(re.search(r"[^\W\d_]{2}", value))
    )


def outbound_record(context: Context, params: Params) -> Iterator[Hit]:
    """The warehouse's record shows a time, the operator and the hash of the parcel's photograph, and the hash is the photo's."""
    photos = {
        r.sha256.lower(): item.file
        for _, item in context.evidence_of("package-photo")
        if (r := context.reading(item)) is not None and r.sound and r.sha256
    }
    all_photos = context.evidence_of("package-photo")
    for file in seen(context, "outbound-record"):
        if not file.text.strip():
            continue
        hashes = [
            str(f.fact.value).lower()
            for f in file.reading.found
            if f.label == "photo-hash" and re.fullmatch(r"[0-9a-f]{64}", str(f.fact.value).lower())
        ]
        squeezed = re.sub(r"\s+", "", file.text.lower())
        proven = next(
            (name for sha, name in photos.items() if sha in hashes or re.sub(r"\s+", "", sha) in squeezed), ""
        )
        parts: Mapping[str, Any] = params["parts"]
        there = {
            "time": any(isinstance(f.fact.value, datetime) and f.page is not None for f in file.reading.found),
            "operator": bool(file.values("id", "operator")) or bool(labelled(file.text, parts["operator"]["labels"])),
            "hash": bool(hashes or proven)
            or bool(
                re.search(r"(?<![0-9a-f])(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})(?![0-9a-f])", file.text.lower())
            ),
        }
        missing = [
            Text2(parts[key]["name"]["en"], parts[key]["name"]["zh"]) for key, shown in there.items() if not shown
        ]
        where = context.evidence_at(file.index)
        if missing:
            yield Hit(
                where,
                {
                    "file": file.item.file,
                    "missing": Text2(", ".join(m.en for m in missing), "、".join(m.zh for m in missing)),
                },
            )
        elif hashes and photos and not proven and len(photos) == len(all_photos):
            values = {
                "file": file.item.file,
                "photo": ", ".join(photos.values()),
                "shown": hashes[0][:16] + "…",
                "real": next(iter(photos))[:16] + "…",
            }
            yield Hit(where, values, "differs")
