"""`finalize --sign --key`: by the command, as a person gives it; and the workspace's own reference document."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from tests.command import run
from tests.conftest import copy_sample

from appealdocs.render.pdf_read import pdf_text

NOW = ("--now", "2026-10-20T11:00:00+04:00", "--lang", "en")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "罗嘉铭 Luo Jiaming")])
    day = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key()).serial_number(7)
        .not_valid_before(day - timedelta(days=1)).not_valid_after(day + timedelta(days=365))
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(private, hashes.SHA256())
    )
    (tmp_path / "luo.p12").write_bytes(serialize_key_and_certificates(b"k", private, made, None, BestAvailableEncryption(b"secret")))
    return tmp_path / "luo.p12"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case that wants nothing but to be finalised."""
    folder = tmp_path / "w" / "noon-deactivation"
    copy_sample("noon-deactivation", folder)
    text = "Invoice YF-2606-0418, delivery note DPK364018827 and SGS report GZHT2607004412 agree on batch K260612."
    assert run("draft", str(folder), *NOW) == 1
    assert run("review", "edit", str(folder), "p1.cause2", "--text", text, "--by", "Zhao Lin", *NOW) == 0
    return folder


def test_a_key_given_on_the_command_line_signs_the_e_sign_copy(
    case: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APPEALDOCS_KEY_PASSPHRASE", "wrong")
    assert run("finalize", str(case), "--key", str(key), *NOW) == 2
    assert "PKCS#12" in capsys.readouterr().err
    assert not (case / "final").exists()
    monkeypatch.setenv("APPEALDOCS_KEY_PASSPHRASE", "secret")
    assert run("finalize", str(case), "--sign", "--key", str(key), *NOW) == 0
    said = capsys.readouterr()
    assert "The stamp in this document is a pasted picture" in said.out + said.err
    assert "secret" not in said.out + said.err
    files = {f["path"]: f for f in json.loads((case / "final" / "manifest.json").read_text(encoding="utf-8"))["files"]}
    assert "PAdES signature of '罗嘉铭 Luo Jiaming' is intact and covers the whole file" in files["letter-esign.pdf"]["verdict"]
    with pikepdf.open(case / "final" / "letter-esign.pdf") as document:
        assert "/V" in document.Root.AcroForm.Fields[0]
        drawn = len(list(document.pages[-1].get_images()))
    with pikepdf.open(case / "final" / "letter.pdf") as document:
        assert len(list(document.pages[-1].get_images())) == drawn + 1, "the field does not lie on a pasted signature"
    assert pdf_text((case / "final" / "letter-esign.pdf").read_bytes()).body.endswith("Company stamp:")
    assert run("verify", str(case / "final"), "--lang", "en") == 0


def test_a_workspace_with_its_own_reference_document_gets_letters_in_its_styles(case: Path, now: datetime) -> None:
    from docx import Document
    from docx.shared import Pt

    company = Document()
    company.styles["Normal"].font.name = "Georgia"
    company.styles["Heading 2"].font.size = Pt(17)
    (case.parent / "templates").mkdir()
    (case.parent / "appealdocs.toml").write_text('reviewer = "Li Na"\n', encoding="utf-8")
    company.save(case.parent / "templates" / "reference.docx")
    assert run("finalize", str(case), *NOW) == 0
    for name in ("letter.docx", "translators-statement.docx"):
        styles = Document(io.BytesIO((case / "final" / name).read_bytes())).styles
        assert styles["Normal"].font.name == "Georgia"
        assert styles["Heading 2"].font.size == Pt(17)
        assert styles["Appeal Data"].font.size == Pt(9)
