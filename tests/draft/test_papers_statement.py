"""The translator's statement as `finalize` writes it: who made which passage, by the commands alone and a model server of our own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.command import run
from tests.conftest import copy_sample

from appealdocs.render import docx_text
from appealdocs.render.pdf_read import pdf_text

NOW = ("--now", "2026-10-20T11:00:00+04:00", "--lang", "en")
ANSWERS = {
    "法定代表人": "The legal representative, Luo Jiaming, signed the commitment letter on 17 October 2026.",
    "应我们要求": "Aramex sent the 3 missing delivery scans to noon on 13 October 2026 when we asked for them.",
}
EDITED = "At our request Aramex sent the 3 missing delivery scans to noon on 13 October 2026."
WRITTEN = "Invoice YF-2606-0418, delivery note DPK364018827 and SGS report GZHT2607004412 agree on batch K260612."


class Model(BaseHTTPRequestHandler):
    """Answers what a translator model would; the values it was sent as placeholders come back as they were sent."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = json.loads(body["messages"][1]["content"])["texts"]
        said = [{"id": item["id"], "text": _answer(item["text"])} for item in asked]
        data = json.dumps({"choices": [{"message": {"content": json.dumps({"translations": said})}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Silent."""


def _answer(text: str) -> str:
    return next(answer for start, answer in ANSWERS.items() if start in text)


@pytest.fixture
def url() -> Iterator[str]:
    http = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()
    thread.join(5)


def test_the_statement_tells_how_each_passage_was_made(tmp_path: Path, url: str) -> None:
    (tmp_path / "appealdocs.toml").write_text(f'[[engines]]\nname = "openai"\nbase_url = "{url}"\nmodel = "m"\n', encoding="utf-8")
    case = tmp_path / "dc"
    copy_sample("noon-deactivation", case)
    text = (case / "case.yaml").read_text(encoding="utf-8")
    for line in ("signed the commitment letter on 17", "At our request Aramex sent"):
        (whole,) = [row for row in text.splitlines() if line in row]
        text = text.replace(whole + "\n", "")
    (case / "case.yaml").write_text(text, encoding="utf-8")
    folder = str(case)

    assert run("draft", folder, *NOW) == 1
    assert run("review", "edit", folder, "p1.cause2", "--text", WRITTEN, "--by", "Zhao Lin", *NOW) == 0
    assert run("draft", folder, "--engine", "openai", *NOW) == 1
    assert run("review", "edit", folder, "p2.action2", "--text", "Aramex sent 3 scans.", "--by", "Wu Fan", *NOW) == 0
    assert run("review", "undo", folder, "--by", "Wu Fan", *NOW) == 0
    assert run("review", "approve", folder, "p1.prevention2", "--by", "Zhao Lin", *NOW) == 0
    assert run("review", "edit", folder, "p2.action2", "--text", EDITED, "--by", "Wu Fan", *NOW) == 0
    assert run("finalize", folder, *NOW) == 0

    final = case / "final"
    said = docx_text((final / "translators-statement.docx").read_bytes()).body
    with pikepdf.open(final / "letter.pdf") as letter:
        assert f"Case ID DEA-2026-0518823 Chinese {len(letter.pages)} " in said
    assert "Date: 20 October 2026 Reference: LC-DEA-2026-003" in said
    assert "I, Zhao Lin, translator, make this statement" in said
    assert "covers the 30 passages of the document" in said
    assert "Draft made by a computer, then changed by a person 1 15" in said
    assert "Draft made by a computer, approved by a person as it stood 1 9" in said
    assert "Written by a person 25 1, 2, 4–7," in said
    assert "Standard sentence from a collection prepared beforehand 3 3, 8, 17" in said
    assert "competent to translate from Chinese into English" in said
    assert "where the Schedule names another person, that person did so. The last passage was approved on 20 October 2026." in said
    assert "4 Invoice YF-2606-0418, delivery note DPK364018827 and SGS report … Written by a person Zhao Lin" in said
    assert "15 At our request Aramex sent the 3 missing delivery scans to noon … Draft made by a computer, then changed by a person Wu Fan" in said
    assert "machine" not in said
    assert pdf_text((final / "translators-statement.pdf").read_bytes()).pages == 2
