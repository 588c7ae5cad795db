"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from promisetrack.errors import ReadError

Kind = Literal["text", "web page", "saved web page", "word file", "pdf"]

_HEAD = 4096
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file, or one with a password", "save it as a .docx file without one"),
    (b"{\\rtf", "a rich text file", "save it as a .docx file"),
    (b"\x89PNG", "a PNG picture", "run a text recognition (OCR) first and give its text"),
    (b"\xff\xd8\xff", "a JPEG picture", "run a text recognition (OCR) first and give its text"),
    (b"GIF8", "a GIF picture", "run a text recognition (OCR) first and give its text"),
    (b"BM", "a BMP picture", "run a text recognition (OCR) first and give its text"),
    (b"II*\0", "a TIFF picture", "run a text recognition (OCR) first and give its text"),
    (b"MM\0*", "a TIFF picture", "run a text recognition (OCR) first and give its text"),
    (b"AT&TFORM", "a DjVu file", "save it as a PDF with a text layer"),
    (b"\x7fELF", "a program", "give a report"),
    (b"MZ", "a program", "give a report"),
    (b"\xcf\xfa\xed\xfe", "a program", "give a report"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"SQLite format 3", "a database", "give a report"),
    (b"RIFF", "a picture, a sound or a film", "give a report"),
    (b"ID3", "a sound", "give a report"),
)
_MAY_BE_TEXT = (b"BM", b"MZ", b"ID3", b"RIFF", b"BZh")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_TAGS = re.compile(rb"<(?:p|div|br|span|table|td|li|h\d|font|a)(?: [^<>]*)?/?>|</(?:p|div|span|table|td|li|h\d)>", re.I)
_FEWEST_TAGS = 5
_MHTML = re.compile(
    rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?(?:MIME-Version|Content-Type: *multipart/related)", re.I
)


def kind_of(data: bytes, called: str) -> Kind:
    """The kind of a file that can be read; ReadError, saying what to do, for one that cannot.

    >>> kind_of("一、2023年工作回顾".encode("utf-16"), "a"), kind_of(b"<!DOCTYPE html><title>", "b")
    ('text', 'web page')
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "word file"
    _refuse(head, called)
    bare = _without_marks(head)
    if _MHTML.match(bare):
        return "saved web page"
    return "web page" if _PAGE.match(bare) or len(_TAGS.findall(bare)) >= _FEWEST_TAGS else "text"


def _refuse(head: bytes, called: str) -> None:
    for signature, kind, advice in _SIGNATURES:
        if head.startswith(signature) and (signature not in _MAY_BE_TEXT or b"\0" in head):
            raise ReadError(f"{called} is {kind}; {advice}")


def _without_marks(head: bytes) -> bytes:
    """The head of a text in bytes in which markup can be looked for, whatever its character set."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(codec, "replace").encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8)
