"""The e-sign copy: an empty visible signature field, and a real signature where a key is given (PAdES).

A signature field is no part of PDF/A-1, and the validator cannot check it in PDF/A-2: it lives in a copy of its own.
"""

from __future__ import annotations

import hashlib
import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from appealdocs.errors import RenderFailed, UsageError
from appealdocs.model.text import Text2
from appealdocs.render.pdf_write import Place

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

FIELD = "Signature"


def with_field(pdf: bytes, place: Place, now: datetime) -> bytes:
    """A copy of the PDF with an empty visible signature field at `place`; the same input gives the same bytes."""
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    writer = _writer(pdf, hashlib.sha256(pdf + repr((place, now)).encode()).digest()[:16])
    page = writer.find_page_for_modification(place.page - 1)[0].get_object()  # type: ignore[no-untyped-call]
    height = float(page["/MediaBox"][3])
    box = (round(place.x), round(height - place.y - place.height), round(place.x + place.width), round(height - place.y))
    append_signature_field(
        writer, SigFieldSpec(FIELD, on_page=place.page - 1, box=box, empty_field_appearance=True, readable_field_name=FIELD)
    )
    return _written(writer)


def sign(pdf: bytes, pkcs12: bytes, passphrase: str = "", *, reason: str = "") -> bytes:
    """The PDF signed in its empty field with the key of a PKCS#12 file: PAdES B-B, SHA-256.

    Raises UsageError for a key that cannot be opened, RenderFailed if the PDF has no empty field.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.general import SigningError
    from pyhanko.stamp import TextStampStyle

    signer = _signer(pkcs12, passphrase)
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason or None
    )
    # The signer's name may be in letters that the stamp's built-in font does not have; it is in the signature itself.
    style = TextStampStyle(stamp_text="Signed electronically\n%(ts)s", border_width=1)
    out = io.BytesIO()
    try:
        signers.PdfSigner(meta, signer, stamp_style=style).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True, output=out
        )
    except (PdfError, SigningError) as error:
        raise RenderFailed(
            Text2(f"the PDF could not be signed: {error}", f"无法签署该 PDF：{error}"),
            Text2("Sign letter-esign.pdf, which has an empty signature field.", "请签署带有空白签名域的 letter-esign.pdf。"),
        ) from error
    return out.getvalue()


def signed_by(pdf: bytes) -> str:
    """What the one signature of a PDF is worth, in a line: whose it is, and that no byte was changed after it. Whether the signer is
    to be trusted is for the reader's own list of authorities. Raises RenderFailed for a signature that does not hold."""
    from importlib.metadata import version

    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    (embedded,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    holder = embedded.signer_cert
    status = validate_pdf_signature(embedded, ValidationContext(trust_roots=[holder], allow_fetching=False))
    if not status.intact or not status.valid or status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise RenderFailed(Text2("the signature that was made does not hold", "所作签名无效"),
                           Text2("Look whether the certificate is still valid.", "请检查证书是否仍在有效期内。"))
    name = holder.subject.native.get("common_name", holder.subject.human_friendly)
    return f"pyHanko {version('pyHanko')}: PAdES signature of '{name}' is intact and covers the whole file"


def _signer(pkcs12: bytes, passphrase: str) -> Any:
    from pyhanko.sign import signers

    try:
        signer = signers.SimpleSigner.load_pkcs12_data(pkcs12, other_certs=[], passphrase=passphrase.encode() or None)
    except ValueError as error:
        raise _no_key() from error
    if signer is None:
        raise _no_key()
    return signer


def _no_key() -> UsageError:
    return UsageError(
        Text2("the key file cannot be opened", "无法打开密钥文件"),
        Text2("Give a PKCS#12 file (.p12, .pfx) and its passphrase.", "请提供 PKCS#12 文件（.p12、.pfx）及其密码。"),
    )


def _writer(pdf: bytes, id: bytes) -> IncrementalPdfFileWriter:
    """An incremental writer that leaves the metadata alone and whose new file identifier is `id`: pyHanko would write
    the clock's time and a random number, and two runs would differ."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Fixed(IncrementalPdfFileWriter):
        @classmethod
        def _handle_id(cls, prev: Any) -> Any:
            ids = super()._handle_id(prev)  # type: ignore[no-untyped-call]
            return generic.ArrayObject([ids[0], generic.ByteStringObject(id)])

        def _update_meta(self) -> None:
            pass

    return Fixed(io.BytesIO(pdf))


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()
