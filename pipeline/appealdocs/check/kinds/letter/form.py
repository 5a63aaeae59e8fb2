"""The lines of the portal's form that the platform looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.letter.segments import excerpt
from appealdocs.model.finding import Where


def form_title(context: Context, params: Params) -> Iterator[Hit]:
    """The form's first line is what the platform asks for: `pattern` with {order} replaced by the case's order id."""
    title = context.letter.plain(context.letter.form[0]).strip() if context.letter.form else ""
    order = context.case.orders[0].id if context.case.orders else ""
    if "{order}" in params["pattern"] and not order:
        yield Hit(context.at("orders"), {"wanted": params["shown"], "title": excerpt(title) or "–"}, "no-order")
        return
    if not re.fullmatch(params["pattern"].replace("{order}", re.escape(order)), title):
        yield Hit(Where(file="letter.txt", line=1), {"wanted": params["shown"].replace("{order}", order), "title": excerpt(title) or "–"})


def form_elements(context: Context, params: Params) -> Iterator[Hit]:
    """The form text has each line of `elements` (label: value) and the value is there."""
    lines = [context.letter.plain(line).strip() for line in context.letter.form]
    for label in params["elements"]:
        line = next((text for text in lines if text.lower().startswith(label.lower() + ":")), None)
        value = line[len(label) + 1 :].strip(" .;–-_") if line else ""  # a blank to fill in is a row of lines
        if not value:
            yield Hit(_key(context, label, params), {"element": label, "line": excerpt(line or "") or "–"})


def form_length(context: Context, params: Params) -> Iterator[Hit]:
    """The form text fits the fields of the pack's `form`: title and body apart where the form has a field for the title.

    Lengths in characters, line ends counted as one; 0 = no limit known.
    """
    lines = [context.letter.plain(line).strip() for line in context.letter.form]
    limits = context.pack.form
    title, body = (lines[0], lines[1:]) if limits.title_characters and lines else ("", lines)
    measured = (("title", title, limits.title_characters), ("", "\n".join(body).strip(), limits.body_characters))
    for variant, text, bound in measured:
        if bound and len(text) > bound:
            yield Hit(
                Where(file="letter.txt", line=1), {"measured": len(text), "bound": bound, "over": len(text) - bound}, variant
            )


def _key(context: Context, label: str, params: Params) -> Where:
    key = params.get("keys", {}).get(label, "")
    return context.at(key) if key else Where(file="letter.txt")
