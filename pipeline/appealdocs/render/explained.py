"""The signing person's sheet as PDF. It is for reading, not for the platform: no PDF/A, no signature place."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from appealdocs.errors import RenderFailed
from appealdocs.model.text import Text2
from appealdocs.render.glyphs import refuse_missing


def explained(content: Mapping[str, Any], now: datetime) -> bytes:
    """The PDF of `review.sheet.content`. `now`: aware. Raises RenderFailed for a glyph that no font has or what Typst refuses."""
    import typst

    refuse_missing((text, "the sheet") for text in _texts(content))
    here = Path(__file__).parent
    root = Path(tempfile.mkdtemp(prefix="appealdocs-typst-"))
    try:
        shutil.copyfile(here / "explained.typ", root / "explained.typ")
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[here / "fonts"])
        compiler = typst.Compiler(
            input=root / "explained.typ", root=root, font_paths=fonts, ignore_system_fonts=True, package_path=root, package_cache_path=root
        )
        made = compiler.compile(format="pdf", sys_inputs={"data": json.dumps(content, ensure_ascii=False)}, timestamp=int(now.timestamp()))
    except typst.TypstError as error:
        raise RenderFailed(Text2(f"Typst could not set the sheet: {error.message}", f"Typst 无法排版签署说明：{error.message}")) from error
    finally:
        shutil.rmtree(root, ignore_errors=True)
    assert isinstance(made, bytes)
    return made


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
