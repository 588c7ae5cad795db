"""Characters with their places to lines of text, and the lines of a page in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from statistics import median_low

from attrs import evolve, field, frozen

from promisetrack.reading.pdf_glyphs import HYPHEN, Glyph

_OPENING = frozenset("（《“‘「『【〔〈([{￥¥$+")
_CLOSING = frozenset("，。、；：？！）》”’」』】〕〉％‰…—～·•,.;:?!)]}%℃°")
_MARKER = re.compile(
    r"(?:[•·●○■□◆◇▪➢✓※*–—-]|[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、])(?=\D)[\s\u3000]*(?=\S)"
)
_TOUCHING = 0.35
_SAME_LINE = 2.0
_WIDE = 8.0
_INDENT = 3.2


@frozen(kw_only=True, eq=False)
class Line:
    """A line of a page: its text and its place in points.

    `first` is how wide its first word is, which no line end may divide, and `hang` where its text begins after a
    bullet or a number; `broken` is whether it ends in a hyphen that only the line end has put there.
    """

    page: int
    text: str
    left: float
    right: float
    y: float
    size: float
    first: float
    hang: float
    broken: bool = False


@frozen(kw_only=True)
class _Piece:
    """Glyphs that touch; `run` and `order` say where in the file they stand, `loose` how far apart glyphs are set."""

    glyphs: list[Glyph]
    run: int
    order: int
    loose: float
    y: float = field()
    size: float = field()

    @y.default
    def _base(self) -> float:
        return median_low([glyph.y for glyph in self.glyphs])

    @size.default
    def _usual(self) -> float:
        return median_low([glyph.size for glyph in self.glyphs])


def page_lines(glyphs: list[Glyph], page: int) -> list[Line]:
    """The lines of a page in the order of the file; what stands far apart on one line is several."""
    pieces = sorted(_pieces(glyphs), key=lambda piece: -piece.y)
    joined: list[_Piece] = []
    for row in _rows(pieces):
        joined.extend(_merged(sorted(row, key=lambda piece: piece.glyphs[0].left)))
    return list(_once(_line(piece, page) for piece in sorted(joined, key=lambda piece: piece.order)))


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without those that are drawn a second time in one place, for a shadow or to look bold."""
    places: set[tuple[str, int, int]] = set()
    for line in lines:
        x, y = round(line.left / line.size / 0.2), round(line.y / line.size / 0.2)
        around = ((line.text, across, up) for across in (x - 1, x, x + 1) for up in (y - 1, y, y + 1))
        if places.isdisjoint(around):
            places.add((line.text, x, y))
            yield line


def _pieces(glyphs: list[Glyph]) -> Iterator[_Piece]:
    order = 0
    for number, run in enumerate(_runs(glyphs)):
        gaps = sorted(min(max(_gap(a, b), 0.0), a.size) for a, b in pairwise(run))
        loose = gaps[len(gaps) // 4] if gaps else 0.0
        piece = [run[0]]
        for a, b in pairwise(run):
            if _gap(a, b) > loose + _TOUCHING * a.size:
                yield _Piece(glyphs=piece, run=number, order=order, loose=loose)
                piece, order = [], order + 1
            piece.append(b)
        yield _Piece(glyphs=piece, run=number, order=order, loose=loose)
        order += 2


def _runs(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that follow each other in the file and on the line."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _follows(a: Glyph, b: Glyph) -> bool:
    size = max(a.size, b.size)
    return abs(a.y - b.y) < 0.5 * size and b.left > a.left - 0.5 * size


def _gap(a: Glyph, b: Glyph) -> float:
    return b.left - a.right - b.lead


def _rows(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    row: list[_Piece] = []
    for piece in pieces:
        if row and row[0].y - piece.y > 0.25 * piece.size:
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _merged(row: list[_Piece]) -> Iterator[_Piece]:
    """The pieces of one height, joined where they touch, or follow each other in the file and are not far apart."""
    last, glyphs, order = row[0], list(row[0].glyphs), row[0].order
    for piece in row[1:]:
        gap = _gap(glyphs[-1], piece.glyphs[0]) / max(last.size, piece.size)
        touching = -_TOUCHING < gap - last.loose / last.size < _TOUCHING
        follows = piece.run == last.run and piece.order == last.order + 1
        if touching or (follows and gap - last.loose / last.size < _SAME_LINE):
            glyphs.extend(piece.glyphs)
            order = min(order, piece.order)
        else:
            yield evolve(last, glyphs=glyphs, order=order)
            glyphs, order = list(piece.glyphs), piece.order
        last = piece
    yield evolve(last, glyphs=glyphs, order=order)


def _line(piece: _Piece, page: int) -> Line:
    glyphs = piece.glyphs
    text = "".join(_spaced(glyphs, piece.loose))
    marker = _MARKER.match(text)
    after = len(re.sub(r"[\s\u3000]", "", marker.group())) if marker else 0
    return Line(
        page=page,
        text=text.rstrip(HYPHEN).replace(HYPHEN, "-") + "-" * text.endswith(HYPHEN),
        left=glyphs[0].left,
        right=max(glyph.right for glyph in glyphs),
        y=median_low([glyph.y for glyph in glyphs]),
        size=median_low([glyph.size for glyph in glyphs]),
        first=_first_word(glyphs),
        hang=glyphs[after].left,
        broken=text.endswith((HYPHEN, "\u2010")),
    )


def _spaced(glyphs: list[Glyph], loose: float) -> Iterator[str]:
    """The characters, with the spaces that the file holds and those that it shows only by a gap."""
    yield glyphs[0].text
    for a, b in pairwise(glyphs):
        if b.space:
            yield "\u3000" if "\u3000" in b.space else " "
        elif _gap(a, b) > (loose if _chinese(a) or _chinese(b) else 0.0) + _least_space(a, b) * a.size:
            yield " "
        yield b.text


def _least_space(a: Glyph, b: Glyph) -> float:
    """How wide a space is at least, in the font's size: Word sets figures off from characters by up to a quarter."""
    if _chinese(a) != _chinese(b):
        return 0.45
    return 0.2 if _chinese(a) else 0.15


def _chinese(glyph: Glyph) -> bool:
    return glyph.text >= "\u2e80" or glyph.text in "“”‘’—…·"


def _first_word(glyphs: list[Glyph]) -> float:
    """How wide the start of a line is that could not have been left on the line before without the rest."""
    at, most = 0, min(len(glyphs), 40)
    while at < most - 1 and glyphs[at].text in _OPENING:
        at += 1
    if _chinese(glyphs[at]):
        at += 1
    else:
        at += 1
        while at < most and not _chinese(glyphs[at]) and not glyphs[at].space:
            at += 1
    while at < most and glyphs[at].text in _CLOSING:
        at += 1
    return glyphs[at - 1].right - glyphs[0].left


def reading_order(lines: list[Line]) -> list[Line]:
    """The lines of a page as they are read: as the file has them, unless the page shows that it has them otherwise."""
    if not _side_by_side(lines):
        return sorted(lines, key=lambda line: -line.y)
    return _column_by_column(lines)


def _side_by_side(lines: Iterable[Line]) -> bool:
    falling = sorted(lines, key=lambda line: -line.y)
    return any(not stands_below(line, above) for above, line in pairwise(falling))


def stands_below(line: Line, above: Line) -> bool:
    """Whether a line stands below another, in one column: an indent of the first line counts as part of it."""
    beside = line.left > above.right or above.left > line.right + _INDENT * line.size
    return line.y < above.y - 0.3 * line.size and not beside


def _column_by_column(lines: list[Line]) -> list[Line]:
    """Two columns of running text that the file has line by line across both, one after the other."""
    across = [at for at, (a, b) in enumerate(pairwise(lines)) if _in_row(a, b)]
    if len(across) < 5:
        return lines
    left, right = [lines[at] for at in across], [lines[at + 1] for at in across]
    gutter = min(line.left for line in right)
    if max(line.right for line in left) > gutter or not (_running(left) and _running(right)):
        return lines
    start, end = across[0], across[-1] + 2
    while end < len(lines) and (lines[end].right <= gutter or lines[end].left >= gutter):
        end += 1
    middle = sorted(lines[start:end], key=lambda line: line.left >= gutter)
    return [*lines[:start], *middle, *lines[end:]]


def _in_row(a: Line, b: Line) -> bool:
    return abs(a.y - b.y) < 0.3 * a.size and b.left > a.right


def _running(column: list[Line]) -> bool:
    """Whether most lines of a column are long and end at one edge, as those of a table do not."""
    edge = max(line.right for line in column)
    long = [line for line in column if line.right - line.left > _WIDE * line.size]
    return 10 * sum(line.right > edge - 1.5 * line.size for line in long) >= 6 * len(column)


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines of about one height together, from the top down."""
    falling = sorted(lines, key=lambda line: (-line.y, line.left))
    number, heights = 0, []
    for at, line in enumerate(falling):
        number += bool(at) and falling[at - 1].y - line.y > 0.5 * line.size
        heights.append((number, line))
    return [[line for _, line in row] for _, row in groupby(heights, key=lambda item: item[0])]


def same_size(a: Line, b: Line) -> bool:
    """Whether two lines are set in about one font size."""
    return abs(a.size - b.size) < 0.1 * max(a.size, b.size)
