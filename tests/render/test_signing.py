"""The e-sign copy carries a real field at the signature's place; a key signs it so that it validates."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from appealdocs.errors import RenderFailed, UsageError
from appealdocs.model.letter import Letter
from appealdocs.render import letter, sign
from appealdocs.render.style import Images, Style

Build = Callable[..., Letter]


@pytest.fixture(scope="module")
def key() -> tuple[bytes, bytes]:
    """A PKCS#12 file (passphrase 'secret') with a Chinese name, and its certificate as DER."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "林晓梅 Lin Xiaomei")])
    day = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key()).serial_number(7)
        .not_valid_before(day - timedelta(days=1)).not_valid_after(day + timedelta(days=365))
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(private, hashes.SHA256())
    )
    packed = serialization.pkcs12.serialize_key_and_certificates(
        b"key", private, made, None, serialization.BestAvailableEncryption(b"secret"))
    return packed, made.public_bytes(serialization.Encoding.DER)


@pytest.fixture
def copy(build_letter: Build, tmp_path: Path, now: datetime) -> bytes:
    letter(build_letter("en"), tmp_path, final=True, images=Images(), style=Style(), now=now)
    return (tmp_path / "letter-esign.pdf").read_bytes()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_field_lies_where_the_signature_goes(build_letter: Build, tmp_path: Path, now: datetime, language: str) -> None:
    import pikepdf

    letter(build_letter(language), tmp_path, final=True, images=Images(), style=Style(), now=now)
    with pikepdf.open(tmp_path / "letter-esign.pdf") as document:
        field = document.Root.AcroForm.Fields[0]
        assert (str(field.FT), str(field.T)) == ("/Sig", "Signature")
        assert "/V" not in field
        x0, y0, x1, y1 = (float(v) for v in field.Rect)
    assert x1 - x0 > 100
    assert 30 < y1 - y0 < 60
    import subprocess

    boxes = subprocess.run(["pdftotext", "-bbox", str(tmp_path / "letter.pdf"), "-"], capture_output=True, check=True, text=True).stdout
    blank = next(line for line in boxes.splitlines() if ">____" in line)
    left, top = (float(blank.split(f'{key}="')[1].split('"')[0]) for key in ("xMin", "yMin"))
    assert x0 - 5 <= left <= x1
    assert abs((841.89 - y0) - top) < 20


def test_a_key_signs_the_copy_and_the_signature_validates(copy: bytes, key: tuple[bytes, bytes]) -> None:
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signed = sign(copy, key[0], "secret", reason="Appeal")
    assert signed.startswith(copy)
    embedded = PdfFileReader(io.BytesIO(signed)).embedded_signatures[0]
    status = validate_pdf_signature(embedded, ValidationContext(trust_roots=[Certificate.load(key[1])], allow_fetching=False))
    assert status.valid
    assert status.intact
    assert status.trusted
    assert embedded.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    broken = signed.replace(b"/Reason (Appeal)", b"/Reason (Zppeal)")
    assert broken != signed
    spoilt = PdfFileReader(io.BytesIO(broken)).embedded_signatures[0]
    assert not validate_pdf_signature(spoilt, ValidationContext(trust_roots=[Certificate.load(key[1])], allow_fetching=False)).intact


@pytest.mark.parametrize(("data", "passphrase"), [(b"no key", "secret"), (None, "wrong")])
def test_a_key_that_cannot_be_opened_is_told(copy: bytes, key: tuple[bytes, bytes], data: bytes | None, passphrase: str) -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        sign(copy, key[0] if data is None else data, passphrase)


def test_a_pdf_without_a_field_is_not_signed(build_letter: Build, tmp_path: Path, now: datetime, key: tuple[bytes, bytes]) -> None:
    letter(build_letter("en"), tmp_path, final=True, images=Images(), style=Style(), now=now)
    with pytest.raises(RenderFailed, match="could not be signed"):
        sign((tmp_path / "letter.pdf").read_bytes(), key[0], "secret")
