from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from appealdocs.errors import BadInput, UsageError
from appealdocs.translate import translate_file
from appealdocs.translate.engines.fakes import EchoEngine
from appealdocs.translate.files import TranslatedFile
from appealdocs.translate.memory import Memory, open_memory
from appealdocs.translate.unit import Unit

NOW = datetime(2026, 3, 12, tzinfo=UTC)


@pytest.fixture
def memory() -> Memory:
    memory = open_memory()
    memory.add([Unit("延误了4天。", "It was 4 days late.", "zh", "en", "approved", "Anna")])
    return memory


def run(path: Path, memory: Memory, target: str = "en", engines: tuple[EchoEngine, ...] = ()) -> TranslatedFile:
    return translate_file(path, "zh", target, memory=memory, glossary=None, engines=engines, now=NOW)


def test_text_goes_line_by_line_and_gaps_are_visible(tmp_path: Path, memory: Memory) -> None:
    path = tmp_path / "a.txt"
    path.write_text("延误了7天。\n\n没见过的句子。\n", encoding="utf-8")
    done = run(path, memory)
    assert done.content.decode() == "It was 7 days late.\n\n[没见过的句子。]\n"
    assert [s.id for s in done.segments] == ["1", "2", "3"]


def test_tsv_keeps_what_is_there(tmp_path: Path, memory: Memory) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("source\ttarget\tnote\n延误了4天。\t\tx\n延误了5天。\tMine.\ty\n", encoding="utf-8")
    assert run(path, memory).content.decode() == "source\ttarget\tnote\n延误了4天。\tIt was 4 days late.\tx\n延误了5天。\tMine.\ty\n"


XLIFF12 = """<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" \
source-language="zh" target-language="en" datatype="plaintext"><body>
<trans-unit id="a"><source>延误了4天。</source></trans-unit>
<trans-unit id="b"><source>没见过。</source><target/></trans-unit>
<trans-unit id="c"><source>有<g id="1">代码</g></source></trans-unit>
<trans-unit id="d"><source>延误了4天。</source><target state="signed-off">Mine.</target></trans-unit>
</body></file></xliff>"""


def test_xliff_12_is_filled_with_states(tmp_path: Path, memory: Memory) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF12, encoding="utf-8")
    root = etree.fromstring(run(path, memory, engines=(EchoEngine(answers={"没见过。": "Never seen."}),)).content)
    targets = {u.get("id"): u.find("{*}target") for u in root.iter("{*}trans-unit")}
    found = {id: None if t is None else (t.text, t.get("state"), t.get("state-qualifier")) for id, t in targets.items()}
    assert found == {
        "a": ("It was 4 days late.", "translated", "exact-match"),
        "b": ("Never seen.", "needs-review-translation", "mt-suggestion"),
        "c": None,
        "d": ("Mine.", "signed-off", None),
    }


def test_xliff_2_is_filled(tmp_path: Path, memory: Memory) -> None:
    path = tmp_path / "a.xliff"
    path.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh" trgLang="en"><file id="f"><unit id="u">'
        '<segment id="s1"><source>延误了4天。</source></segment></unit></file></xliff>',
        encoding="utf-8",
    )
    [segment] = etree.fromstring(run(path, memory).content).iter("{*}segment")
    assert (segment.find("{*}target").text, segment.get("state")) == ("It was 4 days late.", "reviewed")


def test_bad_files_are_refused_with_their_line(tmp_path: Path, memory: Memory) -> None:
    broken = tmp_path / "a.xlf"
    broken.write_text("<xliff>\n<file>\n</xliff>")
    with pytest.raises(BadInput) as caught:
        run(broken, memory)
    assert caught.value.faults[0].line == 3
    bomb = tmp_path / "b.xlf"
    bomb.write_text('<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]><xliff><trans-unit><source>&a;</source></trans-unit></xliff>')
    assert b"root:" not in run(bomb, memory).content
    text = tmp_path / "c.txt"
    text.write_bytes("好\n".encode() + b"\xff\xfe")
    with pytest.raises(BadInput) as caught:
        run(text, memory)
    assert caught.value.faults[0].line == 2
    with pytest.raises(UsageError):
        run(tmp_path / "d.docx", memory)
    with pytest.raises(UsageError):
        run(text, memory, "fr")
