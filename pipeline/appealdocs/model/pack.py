"""The procedure pack: what one marketplace procedure asks for, as data (rules/<procedure>/pack.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from appealdocs.model.finding import Confidence, Severity
from appealdocs.model.text import Language, Text2


def _text2(value: Any) -> Text2:
    if isinstance(value, Text2):
        return value
    if isinstance(value, Mapping) and isinstance(value.get("en"), str) and isinstance(value.get("zh"), str):
        return Text2(value["en"].strip(), value["zh"].strip())
    raise ValueError("needs a text under en and one under zh")


Words = Annotated[Text2, PlainValidator(_text2)]


class Base(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)


class SourceData(Base):
    """`document`: number in ../sources (000..004), an address, or 'appealdocs'; `rivals`: other values known, with their source."""

    document: str
    date: str
    confidence: Confidence
    rivals: tuple[str, ...] = ()


class Step(Base):
    """One step of the portal's path for checklist.md."""

    do: Words
    path: str = ""


class Form(Base):
    """The portal's form. Lengths in characters; 0 = no limit known."""

    title_characters: int = 0
    body_characters: int = 0
    fields: tuple[str, ...] = ()
    """Names of the form's fields in order, as the portal shows them."""


class Packing(Base):
    """How the platform takes evidence. Sizes in bytes; the packer keeps 5 % below (10 MB is taken as 9.5 million bytes)."""

    formats: tuple[str, ...] = ("pdf", "jpeg", "png", "mp4", "zip")
    convert: Mapping[str, str] = Field(default_factory=dict)
    """Target format by file kind, e.g. {png: jpeg, avi: mp4}."""
    max_file_bytes: int = 10_000_000
    max_total_bytes: int | None = None
    max_files: int | None = None
    zip: bool = False
    """True: the evidence goes up as one ZIP (max_total_bytes is the ZIP's limit)."""
    name: str = "OrderID_{order}_{type}.{ext}"
    """Pattern: {order}, {type}, {language}, {number}, {code}, {reference}, {ext}."""
    merge: Literal["none", "order", "code", "type"] = "none"
    pdfa: str = ""
    """PDF/A level that the platform asks of PDFs that we make ('' = none asked; the letter is 2a + UA-1 then)."""
    label_pages: bool = False


class Deadline(Base):
    """A clock. `from_`: received, submitted, answered; amounts in hours, days or working days. Rule ids point here."""

    key: str
    from_: str = Field(alias="from")
    hours: int | None = None
    days: int | None = None
    working_days: int | None = None
    upper: int | None = None
    """Upper end of a range (5-10 working days: working_days 5, upper 10)."""
    means: Words = Text2("", "")
    kind: Literal["submission", "margin", "answer", "silence", "follow-up", "lock", "keep", "recheck"] = "submission"
    source: SourceData


class Pack(Base):
    """A procedure's data. `data` holds lists and tables that single rules read (carriers, evidence by issue, statuses ...)."""

    procedure: str
    version: str
    title: Words
    language: Language
    zone: str
    """IANA zone in which the platform counts."""
    zone_by_site: Mapping[str, str] = Field(default_factory=dict)
    working_days: str
    """Country (ISO 3166) whose working week and holidays count."""
    sites: tuple[str, ...]
    issues: tuple[str, ...]
    kind: Literal["appeal", "evidence", "ticket"]
    channel: tuple[Step, ...] = ()
    after: tuple[Step, ...] = ()
    form: Form = Form()
    packing: Packing = Packing()
    deadlines: tuple[Deadline, ...] = ()
    papers: tuple[str, ...] = ()
    """Accompanying papers: commitment-letter, translators-statement, exhibit-sheet, translation-cover-sheet."""
    letterhead_required: bool = False
    replaces: Mapping[str, str] = Field(default_factory=dict)
    """Common rules that this pack replaces by its own: {common/deadline-passed: ozon-odr/deadline-72h}."""
    severities: Mapping[str, Severity | Literal["off"]] = Field(default_factory=dict)
    platforms: Mapping[str, Mapping[str, Any]] = Field(default_factory=dict)
    """Profiles of platforms under one procedure (performance-appeal): keys of the pack overlaid."""
    data: Mapping[str, Any] = Field(default_factory=dict)


class RuleData(Base):
    """One rule file: rules/<procedure>/<name>.yaml. Its id is its path without the suffix."""

    id: str
    kind: str
    stage: Literal["intake", "draft", "language", "evidence", "pack", "timing", "track"]
    severity: Severity
    params: Mapping[str, Any] = Field(default_factory=dict)
    message: Words
    """May hold {placeholders} that the kind fills; the measured value and the bound belong here."""
    messages: Mapping[str, Words] = Field(default_factory=dict)
    """Further wordings by variant, chosen by the kind."""
    why: Words
    fix: Words
    source: SourceData
    waivable: bool = True
    applies: Mapping[str, Any] = Field(default_factory=dict)
    """When the rule applies: {procedures: [...], platforms: [...], issues: [...], sites: [...], codes: [...]}; empty = always."""
    finalize_only: bool = False
    examples: Mapping[str, Any] = Field(default_factory=dict)
