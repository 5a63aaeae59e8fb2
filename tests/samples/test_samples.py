"""The committed sample folders are what they say: complete, consistent, real files, and remade alike by samples/make.py."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image, ImageChops

from appealdocs.intake.caseyaml import load_case
from appealdocs.model.case import Case, Claim
from appealdocs.workspace import Workspace

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NOW: dict[str, str] = yaml.safe_load((SAMPLES / "now.yaml").read_text(encoding="utf-8"))
GOOD = [name for name in NOW if name != "with-faults"]


@cache
def case_of(name: str) -> Case:
    folder = SAMPLES / name
    return load_case(folder / "case.yaml", Workspace.find(folder))


@cache
def text_of(path: Path) -> str:
    """The text layer of a PDF, white space squeezed."""
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def claims_of(case: Case) -> list[tuple[str, Claim]]:
    found = [("request", case.request)] if case.request else []
    for n, point in enumerate(case.points):
        for part in ("problem", "cause", "action", "prevention"):
            found += [(f"points[{n}].{part}", claim) for claim in point.part(part)]
    return found


def saturated(image: Image.Image) -> float:
    """Share of clearly coloured pixels."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    _, s, v = image.convert("RGB").convert("HSV").split()
    coloured = ImageChops.multiply(s.point(lambda x: 255 * (x > 110)), v.point(lambda x: 255 * (x > 60)))
    if alpha is not None:
        coloured = ImageChops.multiply(coloured, alpha.point(lambda x: 255 * (x > 128)))
    return coloured.histogram()[255] / (image.width * image.height)


def scanned_pages(path: Path) -> list[Image.Image]:
    from pypdf import PdfReader

    return [image.image for page in PdfReader(path).pages for image in page.images if image.image is not None]


# --- the folders ------------------------------------------------------------------------------------------------------


def test_there_is_one_good_sample_for_each_procedure_and_a_bad_one() -> None:
    assert sorted(case_of(name).procedure for name in GOOD) == [
        "noon-deactivation", "noon-odr", "ozon-odr", "ozon-performance", "performance-appeal",
    ]  # fmt: skip
    assert case_of("with-faults").procedure == "noon-odr"
    assert all(datetime.fromisoformat(now).tzinfo is not None for now in NOW.values())


def test_the_samples_stay_small() -> None:
    files = [p for name in NOW for part in ("evidence", "seller") for p in (SAMPLES / name / part).rglob("*") if p.is_file()]
    assert sum(p.stat().st_size for p in files) < 6_000_000
    assert all(p.stat().st_size < 1_000_000 for p in files)


@pytest.mark.parametrize("name", NOW)
def test_every_named_file_is_there(name: str) -> None:
    case, folder = case_of(name), SAMPLES / name
    named = [e.file for e in case.evidence] + [case.seller.logo, case.seller.stamp, case.seller.signature, case.notice]
    named += [case.rejection.file] if case.rejection else []
    assert [file for file in named if file and not (folder / file).is_file()] == []
    assert len({e.id for e in case.evidence}) == len(case.evidence)


@pytest.mark.parametrize("name", GOOD)
def test_all_evidence_is_listed_and_used(name: str) -> None:
    case, folder = case_of(name), SAMPLES / name
    assert {e.file for e in case.evidence} == {f"evidence/{p.name}" for p in (folder / "evidence").iterdir()}
    used = {id for _, claim in claims_of(case) for id in claim.evidence}
    assert {e.id for e in case.evidence} == used


@pytest.mark.parametrize("name", GOOD)
def test_causes_actions_and_preventions_are_proven_and_owned(name: str) -> None:
    for where, claim in claims_of(case_of(name)):
        if where.endswith(("cause", "action", "prevention")):
            assert claim.evidence, where
        if where.endswith("prevention"):
            assert claim.owner, where
            assert claim.by, where


@pytest.mark.parametrize("name", GOOD)
def test_claims_come_in_chinese_alone_in_both_languages_and_as_clauses(name: str) -> None:
    target = "ru" if name.startswith("ozon") else "en"
    claims = [claim for _, claim in claims_of(case_of(name))]
    alone = [c for c in claims if c.text.languages == ("zh",)]
    both = [c for c in claims if c.text.zh and c.text[target]]
    clauses = [c for c in claims if c.clause]
    assert alone
    assert len(both) > len(alone)
    assert clauses or name == "with-faults"
    assert len(alone) + len(both) + len(clauses) == len(claims)


@pytest.mark.parametrize("name", GOOD)
def test_clauses_are_in_the_library_with_these_slots(name: str) -> None:
    library: dict[str, Any] = {}
    for path in (SAMPLES.parent / "templates" / "clauses").glob("*.yaml"):
        library |= yaml.safe_load(path.read_text(encoding="utf-8"))
    for where, claim in claims_of(case_of(name)):
        if claim.clause:
            entry = library[claim.clause]
            assert set(claim.slots) == set(entry["slots"]), claim.clause
            assert where.endswith(entry["part"]), claim.clause


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GOOD)
def test_the_case_is_live_at_its_now(name: str) -> None:
    case, now = case_of(name), datetime.fromisoformat(NOW[name])
    assert isinstance(case.received, datetime)
    assert case.received < now
    within = {"ozon-odr": timedelta(hours=71), "ozon-performance": timedelta(days=3)}.get(name, timedelta(days=14))
    assert now - case.received < within
    if name == "ozon-performance":
        assert all(now.date() - (e.from_ or e.date or now.date()) < timedelta(days=90) for e in case.evidence)


@pytest.mark.parametrize("name", GOOD)
def test_each_order_follows_its_own_calendar(name: str) -> None:
    for order in case_of(name).orders:
        steps = [order.ordered, order.label_created, order.dispatched, order.first_scan, order.delivered]
        times = [t for t in steps if isinstance(t, datetime)]
        assert times == sorted(times), order.id
        assert isinstance(order.dispatched, datetime)
        assert isinstance(order.promised_dispatch, datetime)
        assert isinstance(order.first_scan, datetime)
        assert order.first_scan <= order.promised_dispatch
        assert order.first_scan - order.dispatched < timedelta(hours=24)
        if isinstance(order.complaint, datetime) and isinstance(order.first_reply, datetime):
            assert timedelta(0) < order.first_reply - order.complaint < timedelta(hours=48)


@pytest.mark.parametrize("name", GOOD)
def test_a_paper_was_made_on_the_day_that_it_shows(name: str) -> None:
    from pypdf import PdfReader

    for item in case_of(name).evidence:
        if item.file.endswith(".pdf"):
            reader = PdfReader(SAMPLES / name / item.file)
            assert reader.metadata is not None
            made = reader.metadata.creation_date
            assert made is not None
            assert made == reader.metadata.modification_date
            if item.date:
                assert made.date() == item.date, item.file
            else:
                assert item.to is not None
                assert item.to < made.date() <= item.to + timedelta(days=1), item.file


def test_noon_deactivation_papers_fit_the_violation() -> None:
    case = case_of("noon-deactivation")
    violation = case.points[0].date
    assert violation is not None
    by_type = {e.type: e for e in case.evidence}
    report, granted = by_type["quality-report"], by_type["brand-authorisation"].valid
    assert report.date is not None
    assert report.date < violation
    assert granted is not None
    assert granted.from_ is not None
    assert granted.to is not None
    assert granted.from_ < violation < granted.to
    notice = text_of(SAMPLES / "noon-deactivation" / "notice.pdf")
    for point in case.points:
        assert point.code in notice
        assert " ".join(point.clause.split()) in notice
    assert case.platform_case in notice


# --- what the files show ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GOOD)
def test_text_layers_show_the_ids_of_their_order(name: str) -> None:
    case = case_of(name)
    orders = {order.id: order for order in case.orders}
    seen = 0
    for item in case.evidence:
        if not item.file.endswith(".pdf"):
            continue
        text = text_of(SAMPLES / name / item.file)
        assert len(text) > 200, item.file
        for id in item.order_ids:
            seen += 1
            assert id in text, item.file
            assert orders[id].tracking in text, item.file
        if item.tracking:
            assert item.tracking in text
    assert seen or name == "noon-deactivation"


@pytest.mark.parametrize("name", GOOD)
def test_ids_in_claims_stand_in_the_papers_that_they_name(name: str) -> None:
    """Where a claim rests on PDFs alone, each id of its sentence is in the text of one of them."""
    case = case_of(name)
    files = {e.id: SAMPLES / name / e.file for e in case.evidence}
    an_id = re.compile(r"[A-Z]{2,}[-A-Z0-9]*\d[-A-Z0-9]*|\b\d{8}-\d{4}-\d\b|\b\d{10,}\b")
    checked = 0
    for where, claim in claims_of(case):
        paths = [files[id] for id in claim.evidence]
        said = claim.text.zh if claim.text else " ".join(str(v) for v in claim.slots.values())
        if paths and all(p.suffix == ".pdf" for p in paths):
            shown = " ".join(text_of(p) for p in paths)
            for id in an_id.findall(said):
                checked += 1
                assert id in shown, f"{where}: {id}"
    assert checked


@pytest.mark.parametrize("name", ["ozon-odr", "performance-appeal"])
def test_the_outbound_record_holds_the_hash_of_the_photo(name: str) -> None:
    case = case_of(name)
    photo = next(e for e in case.evidence if e.type == "package-photo")
    record = next(e for e in case.evidence if e.type == "outbound-record")
    text = text_of(SAMPLES / name / record.file)
    assert hashlib.sha256((SAMPLES / name / photo.file).read_bytes()).hexdigest() in text
    assert re.search(r"OP-\d{4}", text)


def test_the_packing_video_is_long_enough_and_says_when_it_was_taken() -> None:
    import av

    case = case_of("ozon-odr")
    video = next(e for e in case.evidence if e.type == "packing-video")
    with av.open(str(SAMPLES / "ozon-odr" / video.file)) as container:
        assert container.duration is not None
        assert container.duration / 1_000_000 >= 30
        created = datetime.fromisoformat(container.metadata["creation_time"])
        frames = [frame.to_image() for n, frame in enumerate(container.decode(video=0)) if n % 80 == 0]
    assert created.astimezone(datetime.fromisoformat(NOW["ozon-odr"]).tzinfo).date() == video.date
    assert len(frames) >= 4
    marks = [frame.crop((0, 0, 300, 30)).tobytes() for frame in frames]
    assert len(set(marks)) == len(marks)  # the clock in the corner runs


def test_stamps_are_in_colour_and_the_bad_scan_is_grey() -> None:
    for name in NOW:
        assert saturated(Image.open(SAMPLES / name / "seller" / "stamp.png")) > 0.05
    for file in ("business licence EN notarised.pdf", "attestation CCPIT UAE embassy.pdf", "commitment letter signed.pdf"):
        for page in scanned_pages(SAMPLES / "noon-deactivation" / "evidence" / file):
            assert saturated(page) > 0.001, file
    grey = scanned_pages(SAMPLES / "with-faults" / "evidence" / "commitment scan.pdf")
    assert [saturated(page) for page in grey] == [0.0]


def test_the_exports_of_ozon_performance_cover_every_day_and_add_up() -> None:
    case = case_of("ozon-performance")
    assert case.metric is not None
    assert case.metric.as_of is not None
    sums = []
    for type in ("erp-export", "platform-export"):
        item = next(e for e in case.evidence if e.type == type)
        assert item.from_ is not None
        assert item.to == case.metric.as_of
        text = text_of(SAMPLES / "ozon-performance" / item.file)
        rows = re.findall(r"(\d\d)\.(\d\d)\.(\d{4}) (\d+) (\d+) [\d,]+", text)
        days = {date(int(y), int(m), int(d)): (int(n), int(timely)) for d, m, y, n, timely in rows}
        assert list(days) == [item.from_ + timedelta(days=n) for n in range((item.to - item.from_).days + 1)]
        window = [v for day, v in days.items() if day > case.metric.as_of - timedelta(days=case.metric.window_days or 0)]
        assert len(window) == case.metric.window_days
        sums.append((sum(n for n, _ in window), sum(t for _, t in window)))
    assert sums == [(100, 94), (100, 89)]
    assert case.metric.value == 89
    assert case.metric.valid_orders == 100


def test_the_bad_sample_is_bad_where_its_list_says() -> None:
    folder = SAMPLES / "with-faults"
    expected = yaml.safe_load((SAMPLES / "with-faults.expected.yaml").read_text(encoding="utf-8"))
    assert len({e["rule"] for e in expected}) >= 15
    for entry in expected:
        if entry["where"].startswith("evidence/"):
            assert (folder / entry["where"]).is_file(), entry
        assert entry["rule"].startswith(("common/", "noon-odr/"))
    assert (folder / "evidence" / "POD.pdf").read_bytes().startswith(b"\x89PNG")
    assert "evidence/微信截图.png" not in {e.file for e in case_of("with-faults").evidence}


# --- make.py ----------------------------------------------------------------------------------------------------------


def _fonts() -> Any:
    spec = importlib.util.spec_from_file_location("samples_fonts", SAMPLES / "_make" / "fonts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["noon-odr", "performance-appeal"])
def test_make_draws_the_same_again(name: str, tmp_path: Path) -> None:
    if not _fonts().same_as_committed():
        pytest.skip("not the fonts that the committed samples were drawn with (see samples/README.md)")
    if shutil.which("pdftoppm") is None:
        pytest.skip("no pdftoppm (poppler-utils)")
    command = [sys.executable, str(SAMPLES / "make.py"), "--out", str(tmp_path), name]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / name / "case.yaml").read_bytes() == (SAMPLES / name / "case.yaml").read_bytes()
    assert (tmp_path / "now.yaml").read_bytes() == (SAMPLES / "now.yaml").read_bytes()
    made = sorted(p.relative_to(tmp_path) for p in (tmp_path / name).rglob("*.png"))
    assert len(made) >= 6
    for path in made:
        ours, theirs = Image.open(tmp_path / path).convert("RGBA"), Image.open(SAMPLES / path).convert("RGBA")
        assert ours.size == theirs.size, path
        assert ImageChops.difference(ours, theirs).getbbox(alpha_only=False) is None, path


@pytest.mark.parametrize("name", NOW)
def test_the_case_files_are_those_of_make(name: str) -> None:
    """case.yaml is written in _make/NAME.py; a change in one of the two alone is a mistake."""
    code = f"import _make.{name.replace('-', '_')} as m; import sys; sys.stdout.buffer.write(m.CASE.encode())"
    if not _fonts().same_as_committed():
        pytest.skip("the modules need the fonts")
    made = subprocess.run([sys.executable, "-c", code], cwd=SAMPLES, check=True, capture_output=True, timeout=60)
    assert made.stdout == (SAMPLES / name / "case.yaml").read_bytes()
