"""Pages a second for text, pictures a second for OCR, cold and from the cache.

    python benchmarks/reading.py [--files 20] [--jobs 0]

Files are made on the spot: one-page PDFs with a form, and screenshots of 1280 x 500 px in English and in Russian. 'Cold' counts
the start of the reading processes and the loading of the OCR models; 'warm' reads other files with the same processes; 'cached'
reads the first ones again. Processor time is that of all processes together, per file.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from appealdocs.reading import Cache, Expect, Item, Pool, read_all


def makers() -> Any:
    """The file makers of the reader's tests."""
    path = Path(__file__).parents[1] / "tests" / "reading" / "conftest.py"
    spec = importlib.util.spec_from_file_location("reading_makers", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Make


def processor() -> float:
    """Processor seconds of this process and of its ended children."""
    return sum(
        u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def form(number: int) -> list[str]:
    return [
        "Proof of Delivery", f"Shipment number|342081{number:05d}", f"Order ID|NAEHF00614{number:05d}", "SKU|LT-KB2041-BLK",
        "Delivered at|7 March 2026, 14:32 GST (GMT+4)", "Received and signed by|Fatima Al Mansoori", "Weight|0.54 kg",
    ]  # fmt: skip


def russian(number: int) -> list[str]:
    return [
        f"Номер отправления|15234{number:05d}", f"Заказ|481{number:05d}-0164-1", "Статус|Вручено", "05.03.2026 19:30 МСК Принято на склад",
        "10.03.2026 15:20 МСК Вручено, получатель Иванова М. П.",
    ]  # fmt: skip


def kinds(make: Any, count: int) -> dict[str, tuple[Sequence[Item], Sequence[Item]]]:
    """For each kind: the files read cold, and others read warm."""
    en, ru = Expect(languages=("en",)), Expect(languages=("ru",))
    url = "https://www.aramex.com/ae/en/track/results?ShipmentNumber=342081{:05d}"

    def two(one: Callable[[int], Path], expect: Expect) -> tuple[Sequence[Item], Sequence[Item]]:
        items = [Item(path, path.name, expect) for path in map(one, range(2 * count))]
        return items[:count], items[count:]

    return {
        "PDF page with text": two(lambda i: make.pdf(f"{i}.pdf", form(i)), en),
        "screenshot, English": two(lambda i: make.picture(f"en{i}.png", make.screenshot(form(i), url.format(i))), en),
        "screenshot, Russian": two(
            lambda i: make.picture(f"ru{i}.png", make.screenshot(russian(i), url.format(i))), ru
        ),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=0)
    options = parser.parse_args()
    print(f"{'':24}{'cold/s':>10}{'warm/s':>10}{'cached/s':>10}{'cpu ms':>10}{'first ms':>10}")
    with tempfile.TemporaryDirectory() as folder:
        make = makers()(Path(folder))
        for name, (first, second) in kinds(make, options.files).items():
            cache = Cache(Path(folder) / "cache")
            before = processor()
            with Pool(options.jobs) as pool:
                rates = [rate(items, cache, pool) for items in (first, second)]
            spent = (processor() - before) / (2 * options.files)
            rates.append(rate(first, cache, None))
            other = Item(first[0].path, first[0].shown_as, first[0].expect)
            start = time.perf_counter()
            read_all([other])
            alone = time.perf_counter() - start
            print(
                f"{name:24}" + "".join(f"{each:10.1f}" for each in rates) + f"{1000 * spent:10.0f}{1000 * alone:10.0f}"
            )


def rate(items: Sequence[Item], cache: Cache, pool: Pool | None) -> float:
    """Files a second."""
    start = time.perf_counter()
    read_all(items, cache, pool=pool)
    return len(items) / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
