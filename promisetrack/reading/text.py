"""Plain text and Markdown: bytes to characters, and what to say of bytes that are no Chinese text."""

from __future__ import annotations

import codecs
import re

from promisetrack.errors import ReadError

_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive, as Word and Excel files are"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (codecs.BOM_UTF16_LE, "text in UTF-16"),
    (codecs.BOM_UTF16_BE, "text in UTF-16"),
)
_FEWEST = 20
_SMALLEST_SHARE = 0.2
_CHARACTER = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_COMMON = re.compile("[的一是在不了和有大中发国年工作政府展业市建]")
_COMMON_SHARE = 0.03
"""One character in six of a report is among these; of misread bytes hardly one in a hundred is."""


def decode(data: bytes, called: str) -> tuple[str, tuple[str, ...]]:
    """The text in the bytes of a file, and notes on what was guessed; `called` names the file in errors.

    >>> decode("今年要办好十件民生实事：\\r\\n新建学校五所，新增学位五千个。".encode(), "a.txt")
    ('今年要办好十件民生实事：\\n新建学校五所，新增学位五千个。', ())
    """
    if not data.strip():
        raise ReadError(f"{called} is empty; give a file that holds the report's text")
    _refuse_other_formats(data, called)
    text, notes = _characters(data, called)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_other_languages(text, called)
    return text, notes


def _refuse_other_formats(data: bytes, called: str) -> None:
    kind = next((name for signature, name in _SIGNATURES if data.startswith(signature)), None)
    if kind is None and re.match(
        rb"\s*<(?:!doctype html|html)", data[:1000].removeprefix(codecs.BOM_UTF8), re.IGNORECASE
    ):
        kind = "an HTML page"
    if kind is None and b"\0" in data:
        kind = "a binary file"
    if kind:
        raise ReadError(f"{called} is {kind}, a format that is not read yet; save its text as a .txt file in UTF-8")


def _characters(data: bytes, called: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if len(_COMMON.findall(text)) < _COMMON_SHARE * len(_CHARACTER.findall(text)) or not text:
        raise ReadError(f"{called} is neither UTF-8 nor GB18030 text; save it as a .txt file in UTF-8")
    return text, ("read as GB18030",)


def _refuse_other_languages(text: str, called: str) -> None:
    if not text.strip():
        raise ReadError(f"{called} is empty; give a file that holds the report's text")
    chinese, letters = len(_CHARACTER.findall(text)), sum(map(str.isalpha, text))
    if chinese < _FEWEST or chinese < _SMALLEST_SHARE * letters:
        raise ReadError(
            f"{called} holds {chinese} Chinese characters among {letters} letters; give a report in Chinese"
        )
