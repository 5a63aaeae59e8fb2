from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.errors import BadInput
from appealdocs.translate import tmx
from appealdocs.translate.unit import Unit

HEAD = '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="zh-CN" datatype="plaintext"/><body>\n'
TAIL = "</body></tmx>"
TEXT = st.text(alphabet="订单延误买家abc <>&\"'№«é0\n\t", min_size=1, max_size=30).filter(lambda text: text.strip())


def written(tmp_path: Path, body: str, head: str = HEAD) -> Path:
    path = tmp_path / "a.tmx"
    path.write_text(head + body + TAIL, encoding="utf-8")
    return path


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=5))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]) -> None:
    path = tmp_path_factory.mktemp("tmx") / "a.tmx"
    units = [Unit(s, t, "zh", "ru", "approved", "Anna & Co", "2026-03-01T10:00:00+00:00", p.strip(), "", "noon-odr") for s, t, p in rows]
    assert tmx.write(path, units) == len(units)
    assert list(tmx.read(path, kind="approved")) == units


def test_language_variants_and_several_targets(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '<tu><tuv xml:lang="ZH-CN"><seg>你好</seg></tuv><tuv xml:lang="en-US"><seg>Hello</seg></tuv>'
        '<tuv lang="ru_RU"><seg>Привет <hi>всем</hi><ph>x</ph>!</seg></tuv></tu>',
    )
    pairs = [(u.source_language, u.target_language, u.target) for u in tmx.read(path)]
    assert pairs == [("zh", "en", "Hello"), ("zh", "ru", "Привет всем!")]
    assert [u.target_language for u in tmx.read(path, pairs=[("zh", "ru")])] == ["ru"]


def test_a_file_does_not_approve_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    tmx.write(path, [Unit("货到了。", "It came.", "zh", "en", "approved", "Mallory")])
    assert [u.kind for u in tmx.read(path)] == ["imported"]


def test_faulty_units_are_told_with_their_line_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '<tu><tuv xml:lang="zh"><seg>只有一种</seg></tuv></tu>\n'
        '<tu><tuv><seg>无语言</seg></tuv><tuv xml:lang="en"><seg>x</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="zh"><seg>好</seg></tuv><tuv xml:lang="en"><seg>Good</seg></tuv></tu>\n',
    )
    report = tmx.Import()
    assert [u.target for u in tmx.read(path, report=report)] == ["Good"]
    assert report.units == 1
    assert report.refused == 3
    assert [fault.line for fault in report.faults] == [3, 4, 4]


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(HEAD + "<tu>\n<tuv></tu>", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        list(tmx.read(path))
    assert caught.value.faults[0].line == 4
    path.write_text("<html><body/></html>")
    with pytest.raises(BadInput, match="not a TMX"):
        list(tmx.read(path))


def test_segments_with_entities_are_refused_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    head = f'<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a SYSTEM "{secret}"><!ENTITY b "&c;&c;"><!ENTITY c "boom">]>' + HEAD.split("\n", 1)[1]
    path = written(tmp_path, '<tu><tuv xml:lang="zh"><seg>甲&a;&b;乙</seg></tuv><tuv xml:lang="en"><seg>x</seg></tuv></tu>', head)
    report = tmx.Import()
    assert list(tmx.read(path, report=report)) == []
    assert report.refused


MEASURE = """
import resource, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from appealdocs.translate import tmx
from appealdocs.translate.unit import Unit
path = Path({path!r})
tmx.write(path, (Unit(f"第{{i}}句，货物已经发出。", f"Sentence {{i}}: the goods have left.", "zh", "en") for i in range({count})))
list(tmx.read(path, report=tmx.Import()).__next__() for _ in range(1))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = sum(1 for _ in tmx.read(path))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_long_file_streams(tmp_path: Path) -> None:
    """20,000 units (3 MB) may cost no more than 2 MB: what is read is let go."""
    code = MEASURE.format(root=str(Path(__file__).parents[2] / "pipeline"), path=str(tmp_path / "a.tmx"), count=20_000)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, grown = map(int, done.stdout.split())
    assert count == 20_000
    assert grown < 2048


def test_xml_that_is_no_tmx_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "terms.tmx"
    file.write_text("<martif><text><body/></text></martif>", encoding="utf-8")
    with pytest.raises(BadInput, match="not a TMX file"):
        list(tmx.read(file))
