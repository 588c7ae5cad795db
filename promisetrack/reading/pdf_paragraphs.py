"""Lines of text with their places to paragraphs: which line goes on with the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import Factory, evolve, frozen

from promisetrack.reading.pdf_glyphs import Box
from promisetrack.reading.pdf_lines import Line, same_size
from promisetrack.reading.pdf_measures import Measures, Spot, body_size, centred, spots

_HEADING_START = re.compile(
    r"X、|[(（]X[)）]|第X[章节部]|\d{1,2}[.．、](?=[\u4e00-\u9fff])".replace("X", "[一二三四五六七八九十]{1,3}")
)
_BULLET = re.compile(r"[•·●○■□◆◇▪➢✓※–—-] ")
_SENTENCE_END = re.compile(r"[。！？；!?;][”’」』）)]?$")
_LEVEL = 0.4


@frozen(kw_only=True)
class Sheet:
    """A page: its box and its lines as they are read; `asides` are those that the text flows around."""

    number: int
    box: Box
    lines: list[Line]
    asides: list[list[Line]] = Factory(list)


def paragraphs(sheets: list[Sheet]) -> list[list[Line]]:
    """The lines of each paragraph, in reading order; an aside stands after the paragraph that it interrupts."""
    body = body_size(line for sheet in sheets for line in sheet.lines)
    sheets = [*(_without_footnotes(*two, body) for two in pairwise(sheets)), *sheets[-1:]]
    flow = [spot for sheet in sheets for spot in spots(sheet.lines, sheet.box)]
    measures = Measures(flow)
    asides = [(sheet, lines) for sheet in sheets for lines in sheet.asides]
    found: list[list[Line]] = []
    for paragraph in _joined(flow, measures):
        while asides and asides[0][0].number < paragraph[0].page:
            found.extend(_aside(*asides.pop(0), measures))
        found.append(paragraph)
    for sheet, lines in asides:
        found.extend(_aside(sheet, lines, measures))
    return found


def _aside(sheet: Sheet, lines: list[Line], measures: Measures) -> Iterator[list[Line]]:
    return _joined(spots(lines, sheet.box), measures)


def _without_footnotes(sheet: Sheet, following: Sheet, body: float) -> Sheet:
    """The page with the small print at its foot set aside where the text goes on over it to the next page."""
    lines = sheet.lines
    start = len(lines)
    while start and lines[start - 1].size < 0.9 * body:
        start -= 1
    few = 0 < 3 * (len(lines) - start) < len(lines)
    if not (few and following.lines and same_size(lines[start - 1], following.lines[0])):
        return sheet
    return evolve(sheet, lines=lines[:start], asides=[lines[start:], *sheet.asides])


def _joined(flow: list[Spot], measures: Measures) -> Iterator[list[Line]]:
    paragraph: list[Spot] = []
    for spot in flow:
        if paragraph and not _goes_on(paragraph, spot, measures):
            yield [each.line for each in paragraph]
            paragraph = []
        paragraph.append(spot)
    if paragraph:
        yield [each.line for each in paragraph]


def _goes_on(paragraph: list[Spot], spot: Spot, measures: Measures) -> bool:
    last = paragraph[-1]
    if not same_size(last.line, spot.line) or not measures.full(last, spot):
        return False
    if _BULLET.match(spot.line.text) or (_HEADING_START.match(spot.line.text) and _heads(paragraph, spot, measures)):
        return False
    if last.block is spot.block:
        return _near(paragraph, spot, measures) and _aligned(paragraph, spot, measures)
    return _turned(paragraph, spot, measures)


def _heads(paragraph: list[Spot], spot: Spot, measures: Measures) -> bool:
    """Whether a line that begins like a heading is one: larger than the text, or where no indent could show it."""
    if measures.heading(spot.line):
        return True
    return bool(_SENTENCE_END.search(paragraph[-1].line.text)) and measures.flush(paragraph[0])


def _near(paragraph: list[Spot], spot: Spot, measures: Measures) -> bool:
    """Whether a line follows at the distance of the lines of one paragraph."""
    last = paragraph[-1]
    pitch = measures.pitch(spot.line)
    if len(paragraph) > 1 and paragraph[-2].block is last.block:
        pitch = paragraph[-2].line.y - last.line.y
    return last.line.y - spot.line.y < pitch + 0.2 * spot.line.size


def _aligned(paragraph: list[Spot], spot: Spot, measures: Measures) -> bool:
    """Whether a line begins where the next line of the paragraph would."""
    last, line = paragraph[-1].line, spot.line
    if len(paragraph) > 1:
        return _level(last, line.left)
    if measures.in_the_middle(spot) and not _level(last, line.left) and _centred(paragraph[-1], spot, measures):
        return True
    if abs(last.hang - line.left) < _LEVEL * line.size and last.hang > last.left:
        return True
    return measures.flush(spot) and -_LEVEL * line.size < last.left - line.left < 3.2 * line.size


def _centred(last: Spot, spot: Spot, measures: Measures) -> bool:
    """Whether two lines are a heading that is set in the middle of the page."""
    if measures.heading(spot.line):
        return True
    ends = last.line.text[-1] in "。！？；：!?;:" or _HEADING_START.match(spot.line.text)
    return centred(last) and not ends


def _level(line: Line, left: float) -> bool:
    return abs(line.left - left) < _LEVEL * line.size


def _turned(paragraph: list[Spot], spot: Spot, measures: Measures) -> bool:
    """Whether the text goes on from one page or column to the next, as it does not from one table cell to another."""
    last = paragraph[-1]
    turned = spot.line.page != last.line.page
    same_column = abs(last.line.left - spot.line.left) < 3.2 * spot.line.size
    beside = last.block.lowest and not (measures.in_table(last) or measures.in_table(spot))
    if not (turned and same_column) and not (beside and (turned or spot.line.y > last.line.y)):
        return False
    return measures.flush(spot) or (len(paragraph) > 1 and _level(last.line, spot.line.left))


def joint(line: Line, following: Line) -> str:
    """What stands between two lines of a paragraph once they are joined: nothing, or a space between words."""
    before, after = line.text[-1], following.text[0]
    if line.broken or not (_western(before) and _western(after)):
        return ""
    figures = (before.isdigit() or before in ".,") and (after.isdigit() or after in ".,%")
    return "" if figures or before in "-/~+(" or after in ")%.,;:" else " "


def _western(text: str) -> bool:
    return text < "\u2e80" and text not in "“”‘’—…·‰"
