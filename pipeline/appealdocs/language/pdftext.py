"""Run as a child process: prints the text of a PDF, form feeds between pages. Bounded memory; stands alone (no imports of ours)."""

from __future__ import annotations

import sys

MEMORY_BYTES = 1_500_000_000
MAX_PAGES = 500


def main(path: str) -> int:
    """0 and the text on standard output, or 1 and one line of reason on standard error."""
    if sys.platform != "win32":  # Windows knows no such limit; there the caller's timeout is all
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            sys.stderr.write("encrypted\n")
            return 1
        if len(reader.pages) > MAX_PAGES:
            sys.stderr.write(f"more than {MAX_PAGES} pages\n")
            return 1
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, MemoryError, OSError) as error:
        sys.stderr.write(f"{type(error).__name__}\n")  # what pypdf raises on broken files; the caller names the file
        return 1
    sys.stdout.buffer.write("\f".join(pages).encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
