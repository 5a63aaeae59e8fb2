"""What every draft needs, brought into memory once: a batch's fork server imports this module, and its workers are born with it.

Nothing here starts a thread or opens a file for longer than it takes to read it: forked processes must not share such things.
"""

from __future__ import annotations

import gc
import importlib
from zoneinfo import ZoneInfo

from appealdocs.draft.clauses import library
from appealdocs.facts.parse import parse
from appealdocs.language.lexicon import TOPICS, hits
from appealdocs.locale_.morph import parses
from appealdocs.packs import load_pack, load_rules, procedures
from appealdocs.render.glyphs import refuse_missing
from appealdocs.resources import keep
from appealdocs.translate.desk import glossary
from appealdocs.translate.flags.flags import flags
from appealdocs.workspace import Workspace

_PARTS = (
    "appealdocs.batch.stamp", "appealdocs.check.check", "appealdocs.intake.intake", "appealdocs.intake.notice", "appealdocs.draft.draft",
    "appealdocs.render", "appealdocs.report.html", "appealdocs.report.json_", "appealdocs.review.merge", "appealdocs.review.word",
    "appealdocs.translate.flags.letter", "appealdocs.translate.memory", "appealdocs.translate.sqlite_store", "appealdocs.translate.stage",
    "docx", "lingua", "lxml.etree", "markdown_it", "pikepdf.pdfa", "PIL.ImageDraw", "PIL.JpegImagePlugin", "pypdfium2",
    "typst",
)  # fmt: skip
_SAID = {
    "zh": "我们已于2026年3月5日 14:30（北京时间）发出三千五百件，退款 86.50 元。",
    "en": "We dispatched 3,500 items on 5 March 2026 at 14:30 GST and refunded AED 86.50 within two days.",
    "ru": "5 марта 2026 г. в 14:30 по московскому времени мы отправили 3 500 товаров и вернули 86,50 руб.",
}


def _load() -> None:
    """Imports the parts, parses the shipped data, compiles what sentences are searched with."""
    for name in _PARTS:
        importlib.import_module(name)
    workspace = Workspace()
    for procedure in procedures(workspace):
        load_pack(procedure, workspace)
        load_rules(procedure, workspace)
    library(workspace.folders("clauses"))
    terms = glossary(workspace.folders("glossary"))
    parses("товаров")
    for language, text in _SAID.items():
        parse(text, language, None, ZoneInfo("UTC"))
        for topic in TOPICS:
            hits(text, language, topic)
        if language != "zh":
            flags(_SAID["zh"], text, "zh", language, glossary=terms, asked="never")
    refuse_missing([("№", "")])
    keep()


_load()
gc.freeze()
"""What is loaded lives as long as the process: collecting garbage need not look at it, and forked pages stay shared."""
