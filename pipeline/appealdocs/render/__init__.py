"""The render stage: a letter as DOCX and PDF, its bilingual copy, its form text."""

from appealdocs.render.bilingual_copy import bilingual
from appealdocs.render.docx_read import docx_text, read_back
from appealdocs.render.docx_write import docx
from appealdocs.render.form_text import form
from appealdocs.render.picture import picture
from appealdocs.render.reference import check_reference
from appealdocs.render.sheet import sheet
from appealdocs.render.signing import sign
from appealdocs.render.style import Images, Key, Style, Written, WrittenFile
from appealdocs.render.write import letter, paper, pdf

__all__ = [
    "Images", "Key", "Style", "Written", "WrittenFile", "bilingual", "check_reference", "docx", "docx_text", "form", "letter", "paper",
    "pdf", "picture", "read_back", "sheet", "sign",
]
