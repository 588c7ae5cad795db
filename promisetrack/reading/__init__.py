"""Files to Documents: a module a format, chosen by what a file holds and not by its name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve, field, frozen

from promisetrack.errors import ReadError
from promisetrack.folding import folded
from promisetrack.identity import Identity, identify, report_title
from promisetrack.limits import Budget, Limits
from promisetrack.model import Document
from promisetrack.reading.encodings import decode
from promisetrack.reading.extracted import Extracted
from promisetrack.reading.html import html_text, mhtml_text
from promisetrack.reading.pdf import pdf_text
from promisetrack.reading.sniffing import Kind, kind_of
from promisetrack.reading.sources import Source, content, name_of
from promisetrack.reading.word import word_text
from promisetrack.repairs import find_repairs

__all__ = ["Batch", "Refusal", "read", "read_all", "told"]

_READERS: Mapping[Kind, Callable[[bytes, Budget], Extracted]] = {
    "text": decode,
    "web page": html_text,
    "saved web page": mhtml_text,
    "word file": word_text,
    "pdf": pdf_text,
}
_FEWEST = 20
_SMALLEST_SHARE = 0.2
_CHARACTERS = re.compile("[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


@frozen
class Refusal:
    """A file of a batch that could not be read, and the one line that says why."""

    source: str
    reason: str


@frozen
class Batch:
    """What came of reading many files: the documents in the order of the files, and the files that were refused."""

    documents: tuple[Document, ...] = field(repr=False)
    refused: tuple[Refusal, ...]


def read(
    source: Source, *, place: str | None = None, year: int | None = None, limits: Limits | None = None
) -> Document:
    """Reads a report from a file, given by its path, from an open binary file, or from bytes.

    Plain text and Markdown (UTF-8, GB18030, Big5, UTF-16), saved web pages, Word files and PDF files with a text
    layer are told apart by what they hold. `place` and `year` overrule what the report says itself. Line ends come
    out as line feeds; what was guessed stands in `Document.notes`, what was mended in `Document.repairs`.
    Whatever cannot be read raises `ReadError`, whatever is over the `limits` `LimitError`, in one line each.

    >>> report = "政府工作报告\\n——2024年2月2日在江门市第十六届人大会议上\\n一、2023年工作回顾"
    >>> document = read(report.encode("utf-8"))
    >>> document.place, document.year, document.kind
    ('江门市', 2024, 'report')
    """
    name = name_of(source)
    data, budget = content(source, limits or Limits())
    if not data.strip():
        raise ReadError(f"{budget.called} is empty; give a file that holds the report's text")
    found = _READERS[kind_of(data, budget.called)](data, budget)
    budget.check("characters", len(found.text))
    _refuse_other_languages(found.text, budget.called)
    known = identify(folded(found.text), source=os.path.basename(name))
    document = told(_document(found, name, known), place=place, year=year)
    return evolve(document, repairs=(*document.repairs, *find_repairs(document)))


def read_all(
    sources: Iterable[Source], *, place: str | None = None, year: int | None = None, limits: Limits | None = None
) -> Batch:
    """Reads many files; one that cannot be read is listed with its reason, and the others are read all the same.

    >>> batch = read_all([b"", "各位代表：这里是市政府在大会上所作的工作报告，请审议。".encode()])
    >>> len(batch.documents), [refusal.reason for refusal in batch.refused]
    (1, ["the text given as bytes is empty; give a file that holds the report's text"])
    """
    documents, refused = [], []
    for source in sources:
        try:
            documents.append(read(source, place=place, year=year, limits=limits))
        except ReadError as error:
            refused.append(Refusal(name_of(source), str(error)))
    return Batch(tuple(documents), tuple(refused))


def _refuse_other_languages(text: str, called: str) -> None:
    if not text.strip():
        raise ReadError(f"{called} is empty; give a file that holds the report's text")
    chinese, letters = len(text) - len(_CHARACTERS.sub("", text)), sum(map(str.isalpha, text))
    if chinese < _FEWEST or chinese < _SMALLEST_SHARE * letters:
        raise ReadError(
            f"{called} holds {chinese} Chinese characters among {letters} letters; give a report in Chinese"
        )


def told(document: Document, *, place: str | None = None, year: int | None = None) -> Document:
    """The document with the place and the year that the caller knows better than its text.

    >>> told(Document(text="一、2023年工作回顾"), place="江门市", year=2024).title
    '江门市2024年政府工作报告'
    """
    if place is None and year is None:
        return document
    place, year = place or document.place, year or document.year
    title = document.title if document.kind == "digest" else report_title(place, year)
    known = [note for note in document.notes if note not in (_NO_PLACE, _NO_YEAR)]
    return evolve(document, title=title, place=place, year=year, notes=(*known, *_missing(place, year)))


def _document(found: Extracted, name: str, known: Identity) -> Document:
    return Document(
        text=found.text,
        source=name,
        title=known.title,
        place=known.place,
        year=known.year,
        delivered=known.delivered,
        kind=known.kind,
        notes=(*found.notes, *_missing(known.place, known.year)),
        repairs=found.repairs,
    )


_NO_PLACE = "the text does not say whose report it is; give place="
_NO_YEAR = "the text does not say which year it plans; give year="


def _missing(place: str | None, year: int | None) -> Iterator[str]:
    """A note for each thing that the text does not say and that the caller can give."""
    if place is None:
        yield _NO_PLACE
    if year is None:
        yield _NO_YEAR
