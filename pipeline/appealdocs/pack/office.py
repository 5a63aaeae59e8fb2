"""Office files as PDF, by LibreOffice in a process of its own; an honest word where there is none."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from appealdocs.errors import MissingPart, PartFailed
from appealdocs.model.text import Text2
from appealdocs.pack import pdf

KINDS: Final = frozenset({"docx", "xlsx", "csv", "text"})
SECONDS: Final = 120
_NAMES: Final = {"text": "txt"}


def program() -> str:
    """The LibreOffice program, '' if there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def as_pdf(data: bytes, kind: str, name: str) -> bytes:
    """The file as a PDF. Raises MissingPart without LibreOffice, PartFailed if it cannot convert the file in time."""
    command = program()
    if not command:
        raise MissingPart(
            Text2(f"{name}: the platform takes PDF, and LibreOffice is not installed to make one", f"{name}：平台只收 PDF，本机未安装 LibreOffice，无法转换"),
            Text2("Save it as PDF in Word, Excel or WPS, or install LibreOffice.", "请在 Word、Excel 或 WPS 中另存为 PDF，或安装 LibreOffice。"),
        )
    with tempfile.TemporaryDirectory(prefix="appealdocs-office-") as place:
        folder = Path(place)
        source = folder / f"document.{_NAMES.get(kind, kind)}"
        source.write_bytes(data)
        arguments = [
            command, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "pdf", "--outdir", str(folder / "out"), str(source),
        ]
        _run(arguments, folder, name)
        made = folder / "out" / "document.pdf"
        if not made.is_file():
            raise _failed(name)
        return pdf.passive(made.read_bytes())


def _run(arguments: list[str], folder: Path, name: str) -> None:
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "TMPDIR") if key in os.environ}
    # no proxy is there: a document that asks for something on the network gets nothing
    environment = kept | {"HOME": str(folder), "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "SOURCE_DATE_EPOCH": "0"}
    process = subprocess.Popen(
        arguments, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise _failed(name) from error
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def _failed(name: str) -> PartFailed:
    return PartFailed(
        Text2(f"LibreOffice could not convert {name}", f"LibreOffice 无法转换 {name}"),
        Text2("Save it as PDF yourself and name that file in case.yaml.", "请自行另存为 PDF，并在 case.yaml 中改用该文件。"),
    )
