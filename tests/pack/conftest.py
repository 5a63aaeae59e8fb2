"""Evidence files made in memory, and dossiers that name them. Readings come from the real readers, once a session."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from appealdocs.model.case import Case
from appealdocs.model.dossier import Dossier
from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter
from appealdocs.packs import load_pack
from appealdocs.reading import Cache, Expect, Item, Pool, default_folder, read_all
from appealdocs.resources import fonts
from appealdocs.workspace import Workspace

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
ORDER = "NAEHF0071420551"


class Files:
    """Makes files whose pages can be told apart."""

    now = NOW
    order = ORDER

    def image(self, text: str = f"Order {ORDER}", size: tuple[int, int] = (900, 600), noise: int = 0, seed: int = 1) -> Any:
        """A picture with a line of text at the top and shapes of its own below it."""
        import numpy as np
        from PIL import Image, ImageDraw, ImageFont

        rng = np.random.default_rng(seed)
        grid = (rng.integers(0, 2, (4, 3), dtype=np.uint8) * 120 + 110).astype(np.int16)
        base = np.kron(grid, np.ones((size[1] // 4 + 1, size[0] // 3 + 1), dtype=np.int16))[: size[1], : size[0]]
        if noise:
            base = base + rng.integers(-noise, noise + 1, base.shape)
        image = Image.fromarray(np.clip(base, 0, 255).astype(np.uint8)).convert("RGB")
        draw = ImageDraw.Draw(image)
        draw.rectangle((10, 10, size[0] - 10, 90), fill="white")
        draw.text((20, 24), text, fill="black", font=ImageFont.truetype(str(fonts() / "PTF75F.ttf"), 36))
        return image

    def saved(self, image: Any, kind: str, **options: Any) -> bytes:
        out = io.BytesIO()
        image.save(out, kind, **options)
        return out.getvalue()

    def jpeg(self, text: str = f"Order {ORDER}", size: tuple[int, int] = (900, 600), noise: int = 0, seed: int = 1, quality: int = 85) -> bytes:
        return self.saved(self.image(text, size, noise, seed), "JPEG", quality=quality)

    def png(self, text: str = f"Order {ORDER}", size: tuple[int, int] = (900, 600), seed: int = 1) -> bytes:
        return self.saved(self.image(text, size, 0, seed), "PNG")

    def text_pdf(self, *pages: str) -> bytes:
        """A PDF with a text layer: a line a page."""
        from reportlab.pdfgen.canvas import Canvas

        out = io.BytesIO()
        canvas = Canvas(out, invariant=1)
        for page in pages:
            writing = canvas.beginText(60, 780)
            for line in page.split("\n"):
                writing.textLine(line)
            canvas.drawText(writing)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def scan_pdf(self, *texts: str, size: tuple[int, int] = (1240, 1754), noise: int = 25, quality: int = 85) -> bytes:
        """A PDF whose pages are JPEGs, as a scanner makes it."""
        import img2pdf

        pages = [self.jpeg(text, size, noise, seed, quality) for seed, text in enumerate(texts, 1)]
        made: bytes = img2pdf.convert(pages, layout_fun=img2pdf.get_layout_fun((595.28, 841.89)), nodate=True)
        return made

    def film(self, seconds: int = 3, kind: str = "mp4", codec: str = "libx264", size: tuple[int, int] = (320, 240), bits: int = 300_000) -> bytes:
        """A video of a picture that moves."""
        from fractions import Fraction

        import av
        import numpy as np

        out = io.BytesIO()
        container = av.open(out, "w", format=kind)
        stream = container.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = *size, "yuv420p", bits
        still = np.asarray(self.image("SKU HY-1", size, 30))
        for n in range(seconds * 10):
            frame = av.VideoFrame.from_ndarray(np.roll(still, n * 3, 1), format="rgb24")
            frame.pts, frame.time_base = n, Fraction(1, 10)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        container.close()
        return out.getvalue()


@pytest.fixture(scope="session")
def files() -> Files:
    return Files()


@pytest.fixture(scope="session")
def pool() -> Any:
    """Reading processes, kept warm over all tests of this process."""
    with Pool(1) as processes:
        yield processes


Build = Callable[..., Dossier]


@pytest.fixture
def case(tmp_path: Path, pool: Pool) -> Build:
    """Writes evidence and gives the dossier: `case("noon-odr", {"a.pdf": data}, packing={...}, E1={...})`."""

    def made(
        procedure: str, evidence: Mapping[str, bytes], packing: Mapping[str, Any] | None = None, platform: str = "", ocr: bool = True,
        more: Mapping[str, Any] | None = None, **items: Mapping[str, Any],
    ) -> Dossier:
        folder = tmp_path / "case"
        (folder / "evidence").mkdir(parents=True, exist_ok=True)
        (folder / "case.yaml").write_text("procedure: x\n", encoding="utf-8")
        listed: list[dict[str, Any]] = []
        named: dict[str, None] = {}
        for number, (name, data) in enumerate(evidence.items(), 1):
            (folder / "evidence" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "evidence" / name).write_bytes(data)
            named[f"evidence/{name}"] = None
            item = {"id": f"E{number}", "file": f"evidence/{name}", "type": "other", "language": "en", "order": ORDER}
            listed.append(item | dict(items.get(f"E{number}", {})))
        translations = {item["translation"] for item in listed if item.get("translation")}
        listed = [item for item in listed if item["file"] not in translations]
        expect = Expect(languages=("en",), orders=(ORDER,))
        readings = read_all(
            [Item(folder / name, name, expect, folder) for name in named], Cache(default_folder()), pool=pool
        )
        pack = load_pack(procedure, Workspace(), platform)
        pack = pack.model_copy(update={"packing": pack.packing.model_copy(update=dict(packing or {}))})
        data = {"procedure": procedure, "reference": "R-1", "orders": [{"id": ORDER}], "platform": platform or None, "evidence": listed}
        return Dossier(
            folder, Case.model_validate(data | dict(more or {})), pack, NOW, pack.zone, readings={r.path: r for r in readings}
        )

    return made


@pytest.fixture
def letter() -> Callable[[Dossier], Letter]:
    """A letter without words in the platform's language."""
    return lambda dossier: Letter(dossier.pack.language, "R-1", "", (), (), (), {})


@pytest.fixture
def packed(letter: Callable[[Dossier], Letter]) -> Callable[..., Any]:
    """Plans and builds a package; gives the plan, the package and its evidence files by name."""
    from appealdocs import pack

    def made(dossier: Dossier, mask: tuple[str, ...] = ()) -> tuple[pack.Plan, pack.Package, dict[str, bytes]]:
        plan = pack.plan(dossier, mask)
        target = dossier.folder / "final"
        target.mkdir(exist_ok=True)
        package = pack.build(plan, dossier, letter(dossier), Report("R-1", dossier.pack.procedure, ()), target, NOW)
        return plan, package, {p.name: p.read_bytes() for p in sorted((target / "evidence").iterdir())}

    return made


@pytest.fixture
def now() -> datetime:
    return NOW
