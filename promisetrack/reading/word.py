"""Word files (.docx, .docm) to text: a line for each paragraph, tables and text boxes with it, numbers written out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import Factory, define

from promisetrack.errors import ReadError
from promisetrack.limits import Budget
from promisetrack.model import Repair
from promisetrack.reading.extracted import Extracted
from promisetrack.reading.word_numbers import Numbering
from promisetrack.reading.word_package import Package, Target, number, opened, value

__all__ = ["word_text"]

_LEFT_OUT = frozenset({"del", "moveFrom", "rt", "pPrChange"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {0xF0B7: "·", 0xF0A7: "■", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0FE: "☑", 0xF06C: "●", 0xF06E: "■", 0xF0A8: "□"}
_TABLE = re.compile(r"\s*TOC\b")
_UNKNOWN = "\ufffd"
_OFF = frozenset({"0", "false", "off"})
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_FURNITURE = re.compile(r"word/(?:header|footer)\d*\.xml")
_UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def word_text(data: bytes, budget: Budget) -> Extracted:
    """The text of a Word file in the order of the document, a line for each paragraph; footnotes follow at the end.

    Tracked insertions are in, deletions are out; headers, footers and tables of contents are not read.
    """
    package, main = opened(data, budget)
    related = package.related(main)
    body = _Body(_numbering(package, related))
    package.feed(main, body)
    lines = body.lines()
    if not lines:
        pictures = any("/media/" in name for name in package.names)
        held = "only pictures; run a text recognition (OCR) first" if pictures else "no text; give a report"
        raise ReadError(f"{budget.called} holds {held}")
    footnotes = _footnotes(package, related)
    text = "\n".join([*lines, *footnotes])
    budget.check("characters", len(text))
    notes = [*body.remarks(), *(["footnotes were put at the end of the text"] if footnotes else [])]
    return Extracted(text=text, repairs=tuple(_repairs(package, body)), notes=tuple(notes))


def _numbering(package: Package, related: Mapping[str, str]) -> Numbering:
    numbering = Numbering()
    for part in ("numbering", "styles"):
        if part in related:
            package.feed(related[part], numbering)
    return numbering


def _footnotes(package: Package, related: Mapping[str, str]) -> list[str]:
    """The footnotes and endnotes under a heading of their own; nothing where there are none."""
    notes = _Body(Numbering())
    for part in ("footnotes", "endnotes"):
        if part in related:
            package.feed(related[part], notes)
    lines = notes.lines()
    return ["注释", *lines] if lines else []


def _repairs(package: Package, body: _Body) -> Iterator[Repair]:
    furniture = sum(_FURNITURE.fullmatch(name) is not None for name in package.names)
    if furniture:
        yield Repair(kind="page furniture", count=furniture, note="headers and footers, which were not read")
    if body.contents:
        yield Repair(kind="page furniture", count=body.contents, note="lines of a table of contents")


@define
class _Field:
    """A field of Word (a page number, a table of contents): its instruction, and whether its result has begun."""

    order: int
    instruction: str = ""
    result: bool = False


@define
class _Paragraph:
    """A paragraph that is being read: pieces of text, each with the table of contents it belongs to (0 for none)."""

    parts: list[tuple[str, int]] = Factory(list)
    boxes: list[tuple[str, int]] = Factory(list)
    style: str = ""
    list_id: str = ""
    level: int | None = None
    label: str = ""
    hidden: bool = False
    runs_on: bool = False

    def lines(self) -> Iterator[tuple[str, int]]:
        """Its lines, each with the table of contents that the paragraph belongs to as a whole."""
        tables = {table for text, table in self.parts if text.strip()}
        table = tables.pop() if len(tables) == 1 else 0
        text = _UNSEEN.sub("", "".join(text for text, _ in self.parts)).strip()
        for line in f"{self.label}{text}".split("\n") if text else ():
            if line.strip():
                yield line.strip(), table


@define
class _Body(Target):
    """Takes the elements of a document in their order and makes lines of its paragraphs."""

    _numbering: Numbering
    _found: list[tuple[str, int]] = Factory(list)
    _names: list[str] = Factory(list)
    _open: list[_Paragraph] = Factory(list)
    _carried: list[tuple[str, int]] = Factory(list)
    _skipped: int = 0
    _read: int = 0
    _choices: list[int] = Factory(list)
    _fields: list[_Field] = Factory(list)
    _closed: set[int] = Factory(set)
    _begun: int = 0
    _remarks: Counter[str] = Factory(Counter)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._names.append(name)
        if self._skipped or self._left_out(name, attributes):
            self._skipped += 1
        elif name == "p":
            self._open.append(_Paragraph(parts=self._carried))
            self._carried = []
        elif name == "mc:AlternateContent":
            self._choices.append(self._read)
        elif name == "fldChar":
            self._field(value(attributes, "fldCharType"))
        elif name in {"altChunk", "subDoc"}:
            self._remarks["documents inside the Word file that were not read"] += 1
        elif self._open and self._parent() == "rPr":
            self._mark(name, attributes)
        elif self._open and self._parent() == "r":
            self._in_run(name, attributes)
        elif self._open:
            self._property(name, value(attributes))

    def finish(self, name: str) -> None:
        self._names.pop()
        if self._skipped:
            self._skipped -= 1
        elif name == "mc:AlternateContent":
            self._choices.pop()
        elif name == "pPr" and self._open:
            self._label(self._open[-1])
        elif name == "r" and self._open:
            self._open[-1].hidden = False
        elif name == "p":
            self._end_paragraph(self._open.pop())

    def text(self, text: str) -> None:
        name = self._names[-1] if self._names else ""
        if self._skipped:
            return
        if name in {"t", "m:t"}:
            self._add(re.sub("[\r\n\t\u2028\u2029]+", " ", text))
        elif name == "instrText" and self._fields:
            self._fields[-1].instruction += text

    @property
    def contents(self) -> int:
        """How many lines belong to tables of contents; a table that never ends is none."""
        return sum(table in self._closed for _, table in self._found)

    def lines(self) -> list[str]:
        """The lines of the document, without tables of contents."""
        rest = _Paragraph(parts=self._carried).lines()
        return [line for line, table in (*self._found, *rest) if table not in self._closed]

    def remarks(self) -> list[str]:
        """What a reader should know, with how often."""
        return [f"{remark}: {count}" for remark, count in self._remarks.items() if count]

    def _left_out(self, name: str, attributes: Mapping[str, str]) -> bool:
        if name in {"mc:Choice", "mc:Fallback"}:
            return bool(self._choices) and self._read > self._choices[-1]
        if name in {"footnote", "endnote"}:
            return value(attributes, "type") in _NO_NOTES
        return name in _LEFT_OUT and not (name == "del" and self._parent() == "rPr")

    def _parent(self, above: int = 1) -> str:
        return self._names[-1 - above] if len(self._names) > above else ""

    def _mark(self, name: str, attributes: Mapping[str, str]) -> None:
        """A run may be hidden; the end of a paragraph may be deleted, and then the next one follows on."""
        if name == "vanish" and self._parent(2) == "r":
            self._open[-1].hidden = value(attributes) not in _OFF
        elif name == "del" and self._parent(2) == "pPr":
            self._open[-1].runs_on = True

    def _in_run(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name == "sym":
            self._add(self._symbol(value(attributes, "char")))

    def _symbol(self, code: str) -> str:
        """A character that is given by its place in a font; symbol fonts have places of their own."""
        at = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{2,4}", code) else 0xFFFD
        if at in _SYMBOLS or not (0xD800 <= at <= 0xF8FF or at == 0xFFFD):
            return _SYMBOLS.get(at, chr(at))
        self._remarks["symbols of a font of its own that were not understood"] += 1
        return _UNKNOWN

    def _property(self, name: str, text: str) -> None:
        paragraph = self._open[-1]
        if name == "pStyle":
            paragraph.style = text
        elif self._parent() == "numPr" and name == "numId":
            paragraph.list_id = text
        elif self._parent() == "numPr" and name == "ilvl":
            paragraph.level = number(text)

    def _label(self, paragraph: _Paragraph) -> None:
        if not paragraph.runs_on:
            paragraph.label = self._numbering.label(paragraph.list_id, paragraph.level, paragraph.style)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._begun += 1
            self._fields.append(_Field(self._begun))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._closed.add(self._fields.pop().order)

    def _add(self, text: str) -> None:
        if not self._open:
            return
        if self._open[-1].hidden:
            self._remarks["pieces of hidden text that were left out"] += 1
            return
        tables = (field.order for field in self._fields if field.result and _TABLE.match(field.instruction))
        self._open[-1].parts.append((text, next(tables, 0)))
        self._read += len(text.strip())

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        lines = [] if paragraph.runs_on else list(paragraph.lines())
        self._carried = paragraph.parts if paragraph.runs_on else self._carried
        self._remarks["automatic numbers were written out"] += bool(lines and paragraph.label)
        into = self._open[-1].boxes if self._open else self._found
        into += [*lines, *paragraph.boxes]
