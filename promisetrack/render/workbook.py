"""A scorecard as an Excel workbook: every value in a cell of its own, every text a text and never a formula."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from attrs import frozen

from promisetrack.errors import PromisetrackError
from promisetrack.lexicon import indicators, table
from promisetrack.ratings import scales
from promisetrack.render.figure import Language
from promisetrack.render.tables import (
    SUMMARY_COLUMNS,
    Cell,
    Row,
    column_meaning,
    commitment_row,
    document_row,
    outcome_row,
    scorecard_rows,
    summary_rows,
)
from promisetrack.render.visible import visible
from promisetrack.render.words import Words, words_of
from promisetrack.scorecard import VERDICTS, Scorecard
from promisetrack.serialize import known_outcomes

CELL_LIMIT: Final = 32_767
TARGET_COLUMNS: Final = (
    "verdict", "subject", "quote", "outcome_quote", "reason", "degree", "confidence", "theme", "tier", "due", "place",
    "strength", "type", "indicator", "measure", "comparator", "value", "unit", "written", "end_state", "outcome_value",
    "outcome_unit", "rule", "flips", "politifact", "polimetre", "ogp", "section", "commitment", "target", "document",
    "start", "end", "outcome", "outcome_document", "outcomes",
)  # fmt: skip
UNCHECKED_COLUMNS: Final = (
    "subject", "quote", "theme", "strength", "period", "place", "section", "commitment", "document", "start", "end",
)  # fmt: skip
OUTCOME_COLUMNS: Final = (
    "subject", "quote", "type", "indicator", "measure", "comparator", "value", "unit", "written", "end_state", "stage",
    "period", "place", "id", "document", "start", "end",
)  # fmt: skip
DOCUMENT_COLUMNS: Final = (
    "role", "title", "place", "year", "delivered", "kind", "source", "address", "notes", "repairs", "id", "sha256",
)  # fmt: skip
_FIGURES: Final = tuple(column for column in SUMMARY_COLUMNS if column != "theme")
TERM_COLUMNS: Final = ("kind", "term", "id", "meaning")
_SHARES: Final = frozenset({"degree", "confidence", "checkable_share", "low", "high", "rate", "disclosure", "candour"})
_WIDTHS: Final = {
    "quote": 44, "outcome_quote": 44, "reason": 44, "meaning": 80, "rule": 36, "section": 30, "subject": 24, "term": 32,
    "title": 30, "notes": 40, "repairs": 40, "address": 40, "source": 24, "flips": 28, "sha256": 20, "written": 16,
    "politifact": 16, "polimetre": 18, "ogp": 16, "scope": 24, "id": 26, "verdict": 13, "theme": 14,
    "value": 18, "outcome_value": 18, "scale": 18,
}  # fmt: skip
_WIDTH: Final = 11
# Dark words on a light ground: they can be told apart in print and by those who do not see the colours.
_COLOURS: Final = {
    "met": ("#C6EFCE", "#0B5A1A"),
    "missed": ("#FFC7CE", "#9C0006"),
    "claimed": ("#FFEB9C", "#6B4A00"),
    "unreported": ("#E7E6E6", "#3A3A3A"),
    "undecidable": ("#DDEBF7", "#1F4E78"),
    "not_due": ("#F2F2F2", "#595959"),
}
# A workbook says when it was made; the same scorecard must give the same file on every day.
_CREATED: Final = datetime(2000, 1, 1)
_A4: Final = 9
# So many columns of a sheet fit on paper; they come first and hold what a reader needs.
_PRINTED: Final = 8
_PAGE: Final = 240
_NO_XML: Final = re.compile("[\ufffe\uffff]")


@frozen(kw_only=True)
class Sheet:
    """A table of a workbook: its name, its columns by key with their heads, its rows, and lines below the table."""

    name: str
    columns: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Row]
    below: Sequence[str] = ()


def scorecard_workbook(card: Scorecard, language: Language = "zh") -> bytes:
    """The workbook as a file; needs xlsxwriter."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError as error:
        message = "to_xlsx: xlsxwriter is not installed; run pip install 'promisetrack[excel]'"
        raise PromisetrackError(message) from error
    words, buffer = words_of(language), io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **plain}) as book:
        book.set_properties({"title": fitting(words.title(card), words), "created": _CREATED})
        formats = _formats(book)
        for sheet in sheets(card, words):
            _write(book.add_worksheet(sheet.name), sheet, formats, words)
    return buffer.getvalue()


def sheets(card: Scorecard, words: Words) -> Iterator[Sheet]:
    """The sheets in their order, all cells in the words of the language."""
    plain = [promise for promise, found in card.checked() if not found]
    below = (words.title(card), *words.headline(card.summary), *map(words.warned, card.warnings))
    yield _sheet("summary", _FIGURES, _summary(card, words), words, below)
    yield _sheet("targets", TARGET_COLUMNS, _targets(card, words), words)
    yield _sheet("unchecked", UNCHECKED_COLUMNS, (_said(commitment_row(promise), words) for promise in plain), words)
    yield _sheet("outcomes", OUTCOME_COLUMNS, _outcomes(card, words), words)
    yield _sheet("documents", DOCUMENT_COLUMNS, _documents(card, words), words)
    heads = [words.name("sheets", key) for key in TERM_COLUMNS]
    yield Sheet(name=words.name("sheets", "terms"), columns=TERM_COLUMNS, heads=heads, rows=list(_terms(words)))


def _sheet(key: str, columns: Sequence[str], rows: Iterable[Row], words: Words, below: Sequence[str] = ()) -> Sheet:
    heads = [words.name("columns", column) for column in columns]
    return Sheet(name=words.name("sheets", key), columns=columns, heads=heads, rows=list(rows), below=below)


# What stands in the cells


def _targets(card: Scorecard, words: Words) -> Iterator[Row]:
    assessments = [item for _, found in card.checked() for item in found]
    for row, assessment in zip(scorecard_rows(card), assessments, strict=True):
        yield _said(row, words) | {"flips": "\n".join(words.flips(assessment))}


def _summary(card: Scorecard, words: Words) -> Iterator[Row]:
    for row in summary_rows(card.summary):
        theme = words.theme(str(row.get("theme") or ""))
        yield row | {"scope": words.phrase("sheets", f"scope_{row['scope']}", theme=theme)}


def _outcomes(card: Scorecard, words: Words) -> Iterator[Row]:
    for outcome in known_outcomes(card):
        kind: Row = {"type": words.name("notebook", f"outcome_{outcome.type}")}
        yield _said(outcome_row(outcome) | {"type": None}, words) | kind


def _documents(card: Scorecard, words: Words) -> Iterator[Row]:
    for role in card.documents:
        mended: Row = {"role": role.role, "repairs": words.mended(role.document)}
        yield _said(mended | document_row(role.document), words)


def _said(row: Row, words: Words) -> Row:
    """A row whose ids of kinds are put in words."""
    return {key: _IN_WORDS[key](cell, words) if cell and key in _IN_WORDS else cell for key, cell in row.items()}


def _named(section: str, prefix: str = "") -> Callable[[Cell, Words], str]:
    return lambda cell, words: words.name(section, f"{prefix}{cell}")


def _verdict(cell: Cell, words: Words) -> str:
    word = words.verdict(cell)  # type: ignore[arg-type]
    return f"{word.mark} {word.word}"


def _indicator(cell: Cell, words: Words) -> str:
    known = indicators().get(str(cell))
    return known.name if known else str(cell)


def _rating(cell: Cell, words: Words) -> str:
    found = (category.word for scale in scales() for category in scale.categories if category.word.en == cell)
    return next(found).said(words.language)


_IN_WORDS: Final[Mapping[str, Callable[[Cell, Words], str]]] = {
    "verdict": _verdict,
    "theme": lambda cell, words: words.theme(str(cell)),
    "indicator": _indicator,
    **{name: _named(name) for name in ("tier", "strength", "type", "rule", "role")},
    **{name: _named("notebook", f"{name}_") for name in ("measure", "comparator", "stage")},
    "kind": _named("notebook"),
    **dict.fromkeys(("politifact", "polimetre", "ogp"), _rating),
}


def _terms(words: Words) -> Iterator[Row]:
    """What the words of the other sheets mean: verdicts, rules, rating scales, columns."""
    kinds = {key: words.name("sheets", key) for key in ("verdict", "rule", "column")}
    for verdict, word in words.verdicts().items():
        yield {"kind": kinds["verdict"], "term": f"{word.mark} {word.word}", "id": verdict, "meaning": word.meaning}
    for rule in table("interface")["rule"]:
        yield {"kind": kinds["rule"], "id": rule, "meaning": words.name("rule", rule)}
    yield from _scale_terms(words)
    for column in dict.fromkeys((*_FIGURES, *TARGET_COLUMNS, *UNCHECKED_COLUMNS, *OUTCOME_COLUMNS, *DOCUMENT_COLUMNS)):
        head, about = words.name("columns", column), column_meaning(column, words.language)
        yield {"kind": kinds["column"], "term": head, "id": column, "meaning": about}


def _scale_terms(words: Words) -> Iterator[Row]:
    language = words.language
    for scale in scales():
        name = scale.name.said(language)
        about = " ".join((scale.basis.said(language), *scale.sources))
        yield {"kind": name, "term": name, "id": scale.id, "meaning": about}
        for category in scale.categories:
            meaning = category.meaning.said(language)
            if category.never:
                meaning = words.phrase("sheets", "never", meaning=meaning, never=category.never.said(language))
            yield {"kind": name, "term": category.word.said(language), "id": category.word.en, "meaning": meaning}


# How they are written


def fitting(text: str, words: Words) -> str:
    """Text as a cell can hold it: visible characters that XML allows, and no more of them than Excel takes.

    >>> fitting("增长\\x0c6%\\x1b", words_of("zh"))
    '增长\\n6%'
    """
    shown = _NO_XML.sub("\ufffd", visible(text))
    if _length(shown) <= CELL_LIMIT:
        return shown
    note = words.name("sheets", "cut")
    room = CELL_LIMIT - _length(note)
    return shown.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + note


def _length(text: str) -> int:
    """How Excel counts characters: those beyond the first 65,536 are two."""
    return len(text.encode("utf-16-le")) // 2


def _formats(book: Any) -> dict[str, Any]:
    """The formats of cells by name; those of verdicts by verdict."""
    cell = {"valign": "top", "text_wrap": True}
    kinds: dict[str, dict[str, object]] = {
        "head": {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E7E6E6", "bottom": 1},
        "text": cell,
        "whole": {"valign": "top", "num_format": "#,##0"},
        "number": {"valign": "top"},
        "share": {"valign": "top", "num_format": "0.0%"},
        "below": {"valign": "top"},
    }
    for verdict, (ground, ink) in _COLOURS.items():
        kinds[verdict] = {**cell, "bold": True, "bg_color": ground, "font_color": ink}
    return {name: book.add_format(properties) for name, properties in kinds.items()}


def _write(page: Any, sheet: Sheet, formats: Mapping[str, Any], words: Words) -> None:
    verdicts = {_verdict(verdict, words): verdict for verdict in VERDICTS}
    for place, (column, head) in enumerate(zip(sheet.columns, sheet.heads, strict=True)):
        page.set_column(place, place, _WIDTHS.get(column, _WIDTH))
        page.write_string(0, place, head, formats["head"])
    for line, row in enumerate(sheet.rows, 1):
        for place, column in enumerate(sheet.columns):
            cell = row.get(column)
            kind = verdicts.get(str(cell), "text") if column == "verdict" else _kind(cell, column)
            _put(page, (line, place), cell, (formats[kind], words))
    for line, text in enumerate(sheet.below, len(sheet.rows) + 2):
        page.write_string(line, 0, fitting(text, words), formats["below"])
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, len(sheet.rows) + len(sheet.below) + 2, _printed(sheet) - 1)
    page.repeat_rows(0)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)


def _printed(sheet: Sheet) -> int:
    """How many columns are printed: all where they are narrow."""
    narrow = sum(_WIDTHS.get(column, _WIDTH) for column in sheet.columns) <= _PAGE
    return len(sheet.columns) if narrow else min(_PRINTED, len(sheet.columns))


def _kind(cell: Cell, column: str) -> str:
    """The name of the format that a cell has."""
    if isinstance(cell, str) or cell is None:
        return "text"
    if column in _SHARES:
        return "share"
    return "whole" if isinstance(cell, int) and column in ("value", "outcome_value") else "number"


def _put(page: Any, place: tuple[int, int], cell: Cell, shown: tuple[Any, Words]) -> None:
    style, words = shown
    if isinstance(cell, str) and cell:
        page.write_string(*place, fitting(cell, words), style)
    elif isinstance(cell, int | float):
        # A whole number of more than fifteen digits would come back as another one.
        exact = abs(cell) < 10**15 if isinstance(cell, int) else math.isfinite(cell)
        page.write_number(*place, cell, style) if exact else page.write_string(*place, str(cell), style)
