"""The fonts that the samples are drawn with, looked up on the system (Debian: see PACKAGES)."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from PIL import ImageFont

PACKAGES = "fonts-liberation fonts-paratype fonts-noto-cjk"

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))

# role -> file name and the SHA-256 of the file that the committed samples were drawn with
FILES: dict[str, tuple[str, str]] = {
    "sans": ("LiberationSans-Regular.ttf", "f8ace1f892b2bd9dc1792ba7f097fa7588f84fed48321480e04de5390828221f"),
    "sans-bold": ("LiberationSans-Bold.ttf", "361c61b82d575c5c35fd9157fda8b0194bcfcd0d88ea8521a4fb5dd53d33dddc"),
    "sans-italic": ("LiberationSans-Italic.ttf", "832b4406dbef23628800d3aaad21048534ac84d7e3ad955be83b8172ed8ef512"),
    "narrow": ("LiberationSansNarrow-Regular.ttf", "ab9719545aeb24156c462601f92bf4897130beaac59ad79bea7da264bce69b19"),
    "mono": ("LiberationMono-Regular.ttf", "a2e642d350acb1c5e368f375db8a4ef5a2f4ff2b79056d8c3be8bd8a7e9fcb44"),
    "serif": ("PTF55F.ttf", "d074251529defb38523f3d89cfadfc2491515b32c22f154a8fc6b4c184415a69"),
    "serif-bold": ("PTF75F.ttf", "71a57caa616bec6f7266bddb176defd481f4edfca357123d4d3d8bb942b10f26"),
    "serif-italic": ("PTF56F.ttf", "e2b2f71276ed2745ca137fef788246dcd381e88e66d9d23754112f51d73e05fc"),
    "han": ("NotoSansCJK-Regular.ttc", "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a"),
    "han-serif": ("NotoSerifCJK-Bold.ttc", "a5d4b046c127da3d7c72f98b46c41489cd29bf52abfdf18aba920903e920d4ac"),
}


class MissingFont(RuntimeError):
    """A font is not on this system; the message names the Debian packages."""


@cache
def path(role: str) -> Path:
    """The font file of a role. Raises MissingFont."""
    name = FILES[role][0]
    for folder in FOLDERS:
        for found in sorted(folder.rglob(name)):
            return found
    raise MissingFont(f"no {name} under {', '.join(map(str, FOLDERS))}; on Debian: apt-get install {PACKAGES}")


@cache
def font(role: str, size: float) -> ImageFont.FreeTypeFont:
    """A font for Pillow, `size` in pixels; the CJK collections are opened at their Simplified Chinese face."""
    index = 2 if FILES[role][0].endswith(".ttc") else 0
    return ImageFont.truetype(str(path(role)), size, index=index)


def sha256(role: str) -> str:
    return hashlib.sha256(path(role).read_bytes()).hexdigest()


def same_as_committed() -> bool:
    """Whether this system has exactly the fonts that the committed samples were drawn with."""
    try:
        return all(sha256(role) == digest for role, (_, digest) in FILES.items())
    except MissingFont:
        return False
