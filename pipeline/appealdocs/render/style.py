"""What a caller chooses and what it gets back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from appealdocs.errors import UsageError
from appealdocs.model.text import Language, Text2


@dataclass(frozen=True, slots=True)
class Style:
    """Choices of the pack and of the company.

    `pdfa`: '2a' (with the checks of PDF/UA-1) or '1a'. `reference`: the company's own reference.docx, None for ours.
    `accent`: RRGGBB of the company name and the rules.
    """

    pdfa: Literal["2a", "1a"] = "2a"
    reference: Path | None = None
    accent: str = "1F3A5F"

    def __post_init__(self) -> None:
        """Raises UsageError for a colour that is none."""
        if not re.fullmatch(r"[0-9A-Fa-f]{6}", self.accent):
            raise UsageError(Text2(f"'{self.accent}' is no colour", f"“{self.accent}”不是颜色"),
                             Text2("Write six hexadecimal digits, as 1F3A5F.", "请写六位十六进制数，如 1F3A5F。"))


@dataclass(frozen=True, slots=True)
class Images:
    """Files of the seller profile as bytes; None leaves the drawn place empty. Stamp and signature only on request."""

    logo: bytes | None = None
    stamp: bytes | None = None
    signature: bytes | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A person's key to sign with: the bytes of a PKCS#12 file and its passphrase. Neither is ever printed."""

    pkcs12: bytes = field(repr=False)
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A document as it lies on disk. `pages` is known for PDF only; `validator` and `verdict` are "" where none looked."""

    path: Path
    sha256: str
    size: int
    pages: int | None = None
    validator: str = ""
    verdict: str = ""

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what a person should know about it (a stamp without colour, say)."""

    files: tuple[WrittenFile, ...]
    notes: tuple[Text2, ...] = ()

    def __getitem__(self, name: str) -> WrittenFile:
        return next(f for f in self.files if f.name == name)


TAG: Mapping[Language, str] = {"en": "en-GB", "ru": "ru-RU", "zh": "zh-CN"}
MARK: Mapping[Language, str] = {"en": "DRAFT", "ru": "ПРОЕКТ", "zh": "草稿"}
REFERENCE: Mapping[Language, str] = {"en": "Ref. {}", "ru": "Исх. № {}", "zh": "编号 {}"}
PAGE: Mapping[Language, tuple[str, str]] = {"en": ("Page ", " of "), "ru": ("Страница ", " из "), "zh": ("页 ", " / ")}
LOGO_TEXT: Mapping[Language, str] = {"en": "Company logo", "ru": "Логотип компании", "zh": "公司标志"}
SIGNATURE_TEXT: Mapping[Language, str] = {"en": "Signature", "ru": "Подпись", "zh": "签名"}
STAMP_TEXT: Mapping[Language, str] = {"en": "Company stamp", "ru": "Печать организации", "zh": "公章"}
