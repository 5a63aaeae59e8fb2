"""What a PDF says of itself: when it was made, and whether there is a place for a signature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import Seen, day_of, moment_of, says, seen
from appealdocs.model.text import Text2

_TIME = Text2("a time stamp", "时间戳")
_SIGNATURE = Text2("a place for a signature", "签名栏")


def pdf_metadata(context: Context, params: Params) -> Iterator[Hit]:
    """Papers of the dispatch and delivery carry a time and a signature field, and were not made long after what they show."""
    for file in seen(context, *params["types"]):
        if file.reading.kind != "pdf":
            continue
        missing = [word for word, there in ((_TIME, _timed(file)), (_SIGNATURE, _signed(file, params))) if not there]
        where = context.evidence_at(file.index)
        if missing:
            yield Hit(
                where,
                {
                    "file": file.item.file,
                    "missing": Text2(" and ".join(m.en for m in missing), "和".join(m.zh for m in missing)),
                },
            )
            continue
        made, shown = _made(file), _shown(context, file)
        if made is None:
            yield Hit(where, {"file": file.item.file}, "no-date")
        elif shown is not None and made.date() > shown + timedelta(days=int(params["days"])):
            yield Hit(
                where, {"file": file.item.file, "made": made.date().isoformat(), "shown": shown.isoformat()}, "later"
            )


def _timed(file: Seen) -> bool:
    return bool(file.dated)


def _signed(file: Seen, params: Params) -> bool:
    data = file.reading.metadata
    return bool(data.signature_fields or data.signatures or says(file.text, params["signature_words"]))


def _made(file: Seen) -> datetime | None:
    return moment_of(file.reading.metadata.created)


def _shown(context: Context, file: Seen) -> date | None:
    """The last day that the paper tells of: nothing can be printed before that, and an honest print is not much later."""
    days = [day_of(f.fact.value, context.zone) for f in file.dated if f.label and isinstance(f.fact.value, date)]
    return max(days, default=file.item.date)
