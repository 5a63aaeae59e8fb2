"""Makes the three subsets in fonts/ from Debian's fonts-droid-fallback and fonts-dejavu-core.

    python -m appealdocs.render.fonts_make /usr/share/fonts/truetype

PT Serif (fonts-paratype) is shipped as it comes: its licence forbids changed copies under the same name.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

_SYMBOLS = (
    (0xA0, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x25A0, 0x27BF),
)
"""Latin with every accent, Greek, Cyrillic of all languages, punctuation, arrows, signs: no right-to-left script."""
_JOINING = ("init", "medi", "fina", "rlig")
"""What joins Arabic letters. Vowel marks are left out: they could not be read back from the page."""
_KANA_AND_SIGNS = {*range(0x3000, 0x3100), *range(0xFF01, 0xFF5F), 0xFFE5}


def chinese() -> set[int]:
    """The characters of GBK: simplified and traditional, and the punctuation that goes with them."""
    codes = set(_KANA_AND_SIGNS)
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            char = bytes([lead, trail]).decode("gbk", "ignore")
            if len(char) == 1 and ord(char) > 0x2E7F and unicodedata.category(char)[0] in "LPSN":
                codes.add(ord(char))
    return codes


def make(source: Path, target: Path, codes: set[int], features: Sequence[str] = (), family: str = "") -> None:
    """A TrueType subset without hinting; layout tables only for `features`. `family`: a name of its own."""
    from fontTools import subset  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = subset.Options()
    options.hinting = False
    options.layout_features = list(features)
    options.glyph_names = False
    options.recalc_timestamp = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "FFTM", *([] if features else ["GSUB", "GPOS", "GDEF"])]
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=codes)
        subsetter.subset(font)
        for record in font["name"].names if family else ():
            if record.nameID in (1, 4, 16):
                record.string = family
            elif record.nameID == 6:
                record.string = family.replace(" ", "")
        font.save(target)


def main(root: Path) -> None:
    here = Path(__file__).parent / "fonts"
    make(root / "droid" / "DroidSansFallbackFull.ttf", here / "DroidSansFallback-subset.ttf", chinese())
    symbols = {code for first, last in _SYMBOLS for code in range(first, last + 1)}
    make(root / "dejavu" / "DejaVuSans.ttf", here / "DejaVuSans-subset.ttf", symbols)
    # A file of its own: other parts of the tool print with the one above, and cannot join Arabic letters.
    arabic = {*range(0x20, 0x41), *(c for c in range(0x600, 0x700) if unicodedata.category(chr(c))[0] != "M")}
    make(root / "dejavu" / "DejaVuSans.ttf", here / "DejaVuSansArabic-subset.ttf", arabic, _JOINING, "DejaVu Sans Arabic")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
