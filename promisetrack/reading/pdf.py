"""PDF files with a text layer to text, one line a paragraph."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from typing import Any

from attrs import frozen

from promisetrack.errors import ReadError
from promisetrack.limits import Budget
from promisetrack.model import Repair, Span
from promisetrack.reading.extracted import Extracted, missing_library
from promisetrack.reading.pdf_furniture import furniture, page_list
from promisetrack.reading.pdf_glyphs import Box, writings
from promisetrack.reading.pdf_lines import Line, page_lines, reading_order
from promisetrack.reading.pdf_paragraphs import Sheet, joint, paragraphs

__all__ = ["pdf_text"]

_ONE_AT_A_TIME = threading.Lock()
"""pdfium may not be called from two threads at once."""
_PASSWORD, _PROTECTION = 4, 5
_FEW = 10
_NEARLY_ALL = 0.9
_DRAWINGS = 20
_LOOKED_AT = 1_000
_MOST_PIECES = 25_000
_TAIL = 4_096
_OCR = "run a text recognition (OCR) first, or save its text as a .txt file"


@frozen(kw_only=True)
class _Page:
    """A page as it was read: its lines by direction of writing, the main one first, and what it shows besides."""

    number: int
    groups: list[tuple[list[Line], Box]]
    pictured: bool
    left_out: int


def pdf_text(data: bytes, budget: Budget) -> Extracted:
    """The text of a PDF file, one line for each paragraph; page numbers and running heads are left out and listed.

    A file without a text layer, with a password or broken raises `ReadError`.
    """
    with _ONE_AT_A_TIME:
        pages = list(_pages(data, budget))
    out, repairs = furniture([(page.number, *group) for page in pages for group in page.groups], len(pages))
    sheets = [_sheet(page, out) for page in pages]
    notes = [*_cut_off(data), *_pictures(pages, sheets, budget.called), *_unknown(pages, budget.called)]
    budget.check_time()
    text, joins = _text(paragraphs(sheets))
    return Extracted(text=text, repairs=(*repairs, *joins), notes=tuple(notes))


def _pages(data: bytes, budget: Budget) -> Iterator[_Page]:
    with closing(_opened(data, budget.called)) as document:
        budget.check("pages", len(document))
        characters = 0
        for number in range(len(document)):
            budget.check_time()
            page, count = _page(document, number, budget, characters)
            characters += count
            yield page


def _opened(data: bytes, called: str) -> Any:
    try:
        import pypdfium2  # noqa: PLC0415
    except ImportError as error:
        raise missing_library(called, "a PDF file") from error
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if b"/Encrypt" in data and error.err_code in (_PASSWORD, _PROTECTION):
            raise ReadError(f"{called} is protected by a password; save it without one") from error
        raise _broken(called, "it cannot be opened") from error


def _broken(called: str, what: str) -> ReadError:
    return ReadError(f"{called} is a broken PDF file ({what}); fetch it again, or open it and print it to a new file")


def _page(document: Any, number: int, budget: Budget, before: int) -> tuple[_Page, int]:
    """A page, and how many characters it holds; `before` is how many the pages before it hold."""
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        with closing(document[number]) as page:
            _refuse_scattered(page.raw, number, budget.called)
            with closing(page.get_textpage()) as text_page:
                count = raw.FPDFText_CountChars(text_page.raw)
                budget.check("characters", before + count)
                found, left_out = writings(page, text_page, budget)
            pictured = _pictured(page.raw)
    except pypdfium2.PdfiumError as error:
        raise _broken(budget.called, f"page {number + 1} cannot be read") from error
    budget.check_time()
    groups = [(page_lines(writing.glyphs, number), writing.box) for writing in found]
    return _Page(number=number, groups=groups, pictured=pictured, left_out=left_out), count


def _refuse_scattered(page: Any, number: int, called: str) -> None:
    """ReadError for a page whose text is in so many pieces that pdfium would take minutes to put them in order."""
    from pypdfium2 import raw  # noqa: PLC0415

    count = raw.FPDFPage_CountObjects(page)
    if count <= _MOST_PIECES:
        return
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at)) for at in range(count))
    pieces = sum(kind == raw.FPDF_PAGEOBJ_TEXT for kind in kinds)
    if pieces > _MOST_PIECES:
        raise ReadError(
            f"{called} has its page {number + 1} in {pieces} pieces of text, too many to put in order; "
            "save its text as a .txt file"
        )


def _pictured(page: Any) -> bool:
    """Whether a page shows a picture, or as many drawings as letters turned into outlines are."""
    from pypdfium2 import raw  # noqa: PLC0415

    drawings = 0
    for at in range(min(raw.FPDFPage_CountObjects(page), _LOOKED_AT)):
        kind = raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at))
        drawings += kind != raw.FPDF_PAGEOBJ_TEXT
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM) or drawings > _DRAWINGS:
            return True
    return False


def _sheet(page: _Page, out: set[Line]) -> Sheet:
    kept = [([line for line in lines if line not in out], box) for lines, box in page.groups]
    if not kept:
        return Sheet(number=page.number, box=Box(0, 0, 0, 0), lines=[])
    (lines, box), *others = kept
    return Sheet(
        number=page.number, box=box, lines=reading_order(lines), asides=[lines for lines, _ in others if lines]
    )


def _cut_off(data: bytes) -> Iterator[str]:
    if b"%%EOF" not in data[-_TAIL:]:
        yield "the file does not end as a PDF file does: its last pages may be missing; fetch it again"


def _pictures(pages: list[_Page], sheets: list[Sheet], called: str) -> Iterator[str]:
    """A note on the pages that show pictures and hold no text; ReadError where nearly all pages do."""
    empty = [page for page, sheet in zip(pages, sheets, strict=True) if _length(sheet) < _FEW]
    pictured = [page.number for page in empty if page.pictured]
    if not pictured and not any(map(_length, sheets)):
        raise ReadError(f"{called} holds no text on {_counted(len(pages))}; {_OCR}")
    if len(pictured) >= _NEARLY_ALL * len(pages):
        rest = "no text" if len(pictured) == len(pages) else f"text on {_counted(len(pages) - len(pictured))} only"
        raise ReadError(f"{called} holds pictures of {_counted(len(pictured))} and {rest}; {_OCR}")
    if pictured:
        yield f"pictures without text, and so not read: {page_list(pictured)}; {_OCR}"


def _counted(pages: int) -> str:
    return f"{pages} page{'s' * (pages > 1)}"


def _length(sheet: Sheet) -> int:
    return sum(len(line.text) for lines in (sheet.lines, *sheet.asides) for line in lines)


def _unknown(pages: list[_Page], called: str) -> Iterator[str]:
    """A note on characters whose meaning the file does not tell; ReadError where that is most of them."""
    texts = {page.number: "".join(line.text for lines, _ in page.groups for line in lines) for page in pages}
    found = {number: sum(_is_unknown(character) for character in text) for number, text in texts.items()}
    unknown, all_of_them = sum(found.values()), sum(map(len, texts.values()))
    controls = sum(page.left_out for page in pages)
    if 2 * (unknown + controls) > all_of_them + controls:
        raise ReadError(f"{called} does not tell which characters its fonts show; {_OCR}")
    if unknown:
        where = page_list(number for number, times in found.items() if times)
        yield f"characters whose meaning the file does not tell: {unknown}, on {where}"


def _is_unknown(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn")


def _text(found: list[list[Line]]) -> tuple[str, list[Repair]]:
    """The paragraphs, each on a line of its own, and a repair for each that was joined from several lines."""
    texts: list[str] = []
    repairs: list[Repair] = []
    start = 0
    for lines in found:
        text = _paragraph(lines)
        span = Span(start, start + len(text))
        if len(lines) > 1:
            repairs.append(Repair(kind="broken lines", span=span, count=len(lines) - 1))
        texts.append(text)
        start = span.end + 1
    return "\n".join(texts), repairs


def _paragraph(lines: list[Line]) -> str:
    said = [lines[0].text]
    for line, following in pairwise(lines):
        if line.broken and following.text[0].islower():
            said[-1] = said[-1][:-1]
        said += [joint(line, following), following.text]
    return "".join(said)
