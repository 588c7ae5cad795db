"""How a PDF's text is set: its right edges, its left edge, the distance between its lines."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from statistics import median_low

from attrs import define, frozen

from promisetrack.reading.pdf_glyphs import Box
from promisetrack.reading.pdf_lines import Line, same_size, stands_below

_STEP = 2.0
_RAGGED = 1.2
_LOOSE = 0.5
_INDENTS = 3.2
_LEVEL = 0.4
_LOOKED_AT = 8
_SURE, _MANY = 0.6, 6
_NARROWEST, _NARROWEST_CELL = 10.0, 6.0
_STRIP = 20
_NONE = float("inf")
_Key = tuple[Hashable, ...]


@define(eq=False)
class Block:
    """Lines of a page below each other; `bound` is where the next text to their right begins.

    `lowest` is whether nothing stands below them on the page, `tabular` whether the page goes back to the left
    below a block on the right, as from one row of a table to the next.
    """

    lines: list[Line]
    bound: float
    left: float = _NONE
    right: float = -_NONE
    lowest: bool = False
    tabular: bool = False

    def add(self, line: Line, bound: float) -> None:
        """Puts a line below the others."""
        self.lines.append(line)
        self.bound, self.left, self.right = bound, min(self.left, line.left), max(self.right, line.right)


@frozen(eq=False)
class Spot:
    """A line in the flow of the text, with its page's box and the block in which it stands."""

    line: Line
    box: Box
    block: Block

    @property
    def cut(self) -> tuple[int, int, bool]:
        """The size of its page, and whether other text stands to the right of its block."""
        return round(self.box.right - self.box.left), round(self.box.top - self.box.bottom), self.block.bound < _NONE


def spots(lines: list[Line], box: Box) -> list[Spot]:
    """The lines of a page, in reading order, with their blocks."""
    found: list[Spot] = []
    block = Block([], _NONE)
    for line, bound in zip(lines, _bounds(lines), strict=True):
        nearest = min(block.bound, bound)
        if not block.lines or not stands_below(line, block.lines[-1]) or max(block.right, line.right) > nearest:
            block, nearest = Block([], bound), bound
        block.add(line, nearest)
        found.append(Spot(line, box, block))
    blocks = list(dict.fromkeys(spot.block for spot in found))
    floor = _floor(lines)
    tabular = any(_new_row(*three) for three in zip(blocks, blocks[1:], blocks[2:], strict=False))
    for block in blocks:
        block.lowest = all(floor[at] >= block.lines[-1].y for at in _strips(block.lines[-1]))
        block.tabular = tabular
    return found


def _new_row(first: Block, second: Block, third: Block) -> bool:
    """Whether the third block stands below two that stand beside each other, and back to the left."""
    beside = first.right <= second.left and first.lines[-1].y < second.lines[0].y + second.lines[0].size
    return beside and third.right <= second.left and third.lines[0].y < second.lines[-1].y


def _floor(lines: list[Line]) -> dict[int, float]:
    """The lowest line in each upright strip of a page."""
    floor: dict[int, float] = {}
    for line in lines:
        for at in _strips(line):
            floor[at] = min(line.y, floor.get(at, _NONE))
    return floor


def _strips(line: Line) -> range:
    """The strips of 20 points that a line fills, or the one in which its middle lies; only so many are looked at."""
    start, end = math.ceil(line.left / _STRIP), int(line.right // _STRIP)
    middle = int((line.left + line.right) / 2 // _STRIP)
    return range(start, min(end, start + 200)) if start < end else range(middle, middle + 1)


def _bounds(lines: list[Line]) -> list[float]:
    """For each line where the next text to its right begins, looking at a few lines at its height."""
    shelves: dict[int, list[Line]] = defaultdict(list)
    tall = median_low([line.size for line in lines]) if lines else 1.0
    for line in sorted(lines, key=lambda line: line.left):
        shelves[int(line.y // tall)].append(line)
    return [min(_lefts_beside(line, shelves, int(line.y // tall)), default=_NONE) for line in lines]


def _lefts_beside(line: Line, shelves: dict[int, list[Line]], shelf: int) -> Iterator[float]:
    for near in (shelf - 1, shelf, shelf + 1):
        beside = shelves.get(near, [])
        at = bisect_left(beside, line.right - 0.3 * line.size, key=lambda other: other.left)
        for other in beside[at : at + _LOOKED_AT]:
            if other is not line and abs(other.y - line.y) < line.size:
                yield other.left
                break


class Measures:
    """What the lines of a document show together; the questions are asked of one line, or of two in a row."""

    def __init__(self, flow: list[Spot]) -> None:
        self._starts = _starts(spot.line.left for spot in flow)
        self._rights: dict[_Key, list[float]] = defaultdict(list)
        for spot in flow:
            for key in self._keys(spot):
                self._rights[key].append(spot.line.right)
        self.body = body_size(spot.line for spot in flow)
        self._tables = {spot.line.page for spot in flow if spot.block.tabular}
        self._edges: dict[_Key, _Edge] = {}
        self._flush: set[Hashable] = set()
        self._learn(flow)

    def _keys(self, spot: Spot) -> tuple[_Key, _Key, _Key, _Key]:
        """Whom a line is compared with: those that begin at its left edge on the page or anywhere, all of either."""
        left = self._column(spot.line.left)
        return (spot.cut, spot.line.page, left), (spot.cut, None, left), (spot.cut, spot.line.page), (spot.cut,)

    def _column(self, left: float) -> int:
        return bisect_right(self._starts, left)

    def _learn(self, flow: list[Spot]) -> None:
        """Where lines begin that go on with a full line above, and how far below it they stand.

        The indent of first lines is no such place, though a full line may follow another there: other lines go on
        with them further to the left.
        """
        lines: Counter[Hashable] = Counter()
        going_on: Counter[Hashable] = Counter()
        indents: Counter[Hashable] = Counter()
        pitches: dict[int, Counter[float]] = defaultdict(Counter)
        for a, b in pairwise(flow):
            if a.block is not b.block:
                continue
            indent = (a.line.left - b.line.left) / b.line.size
            lines[self._place(b)] += indent > -_LEVEL
            if same_size(a.line, b.line) and -_LEVEL < indent < _INDENTS and self.full(a, b):
                going_on[self._place(b)] += 1
                indents[self._place(a)] += indent > 1.0
                pitches[round(b.line.size)][round((a.line.y - b.line.y) * 2) / 2] += 1
        least = {place: max(2.0, 0.6 * lines[place], 3 * indents[place] + 1) for place in going_on}
        self._flush = {place for place, times in going_on.items() if times >= least[place]}
        self._pitches = {size: found.most_common(1)[0][0] for size, found in pitches.items()}

    def _place(self, spot: Spot) -> Hashable:
        return spot.cut, self._column(spot.line.left)

    def pitch(self, line: Line) -> float:
        """How far apart the lines of one paragraph are in the size of this one."""
        return self._pitches.get(round(line.size), 2.0 * line.size)

    def flush(self, spot: Spot) -> bool:
        """Whether a line begins at the left edge of its text, with no indent."""
        if self._is_edge(spot, spot.line.left):
            return True
        indents = (spot.line.left - indent * spot.line.size for indent in (1.5, 2.0, 2.5))
        lowest = spot.line.left < spot.block.left + _LEVEL * spot.line.size
        return lowest and not any(self._is_edge(spot, left) for left in indents)

    def _is_edge(self, spot: Spot, left: float) -> bool:
        return (spot.cut, self._column(left)) in self._flush

    def full(self, spot: Spot, following: Spot) -> bool:
        """Whether the first word of the following line would not have fitted on the line."""
        room = self._margin(spot, following) - spot.line.right
        if self.heading(spot.line) and self.in_the_middle(spot) and self.in_the_middle(following):
            room *= 2
        return room < following.line.first + _LOOSE * spot.line.size

    def in_table(self, spot: Spot) -> bool:
        """Whether a line stands on a page with rows of cells, or on the page after it, where a row may go on."""
        return spot.line.page in self._tables or spot.line.page - 1 in self._tables

    def in_the_middle(self, spot: Spot) -> bool:
        """Whether a line stands in the middle of its page, and not because it fills its column."""
        return centred(spot) and not self.flush(spot)

    def heading(self, line: Line) -> bool:
        """Whether a line is set larger than the text."""
        return line.size > 1.05 * self.body

    def _margin(self, spot: Spot, following: Spot) -> float:
        """How far to the right the lines reach among which this one stands; where few do, those of the next line."""
        here, anywhere, page, document = self._edges_of(spot)
        next_here, next_anywhere, *_ = self._edges_of(following if following.block is spot.block else spot)
        found = [edge for edge in (here, next_here) if edge.share >= _SURE and edge.times >= _MANY]
        found += [anywhere, next_anywhere]
        bound, size = spot.block.bound, spot.line.size
        if bound < _NONE:
            found += [here, next_here, _Edge(bound - _LOOSE * size, 1)]
        else:
            symmetric = _Edge(spot.box.right - (spot.block.left - spot.box.left), 1)
            found += [self._column_beside(spot), self._column_beside(following), document, here, page, symmetric]
        least = spot.line.left + (_NARROWEST_CELL if bound < _NONE else _NARROWEST) * size
        return next((edge.right for edge in found if edge.share and least <= edge.right <= bound), _NONE)

    def _edges_of(self, spot: Spot) -> list[_Edge]:
        return [self._edge(key) for key in self._keys(spot)]

    def _column_beside(self, spot: Spot) -> _Edge:
        """The edge of the columns that begin where this line does, if it could be one that has nothing beside it."""
        edge = self._edge(((*spot.cut[:2], True), None, self._column(spot.line.left)))
        return edge if spot.block.right <= edge.right + _LOOSE * spot.line.size else _Edge()

    def _edge(self, key: _Key) -> _Edge:
        if key not in self._edges:
            self._edges[key] = _edge(self._rights.get(key, []), _RAGGED * self.body)
        return self._edges[key]


@frozen
class _Edge:
    """The right edge at which lines end, and the share and number of the lines that do."""

    right: float = 0.0
    share: float = 0.0
    times: int = 0


def _edge(rights: list[float], ragged: float) -> _Edge:
    """The edge at which lines end, where enough do; a few that end further to the right are left aside."""
    falling = sorted(rights, reverse=True)
    end = 0
    for start in range(-(-len(falling) // 20)):
        while end < len(falling) and falling[end] > falling[start] - ragged:
            end += 1
        times, share = end - start, (end - start) / len(falling)
        if (times > 2 and share >= 0.3) or (times > 3 and share >= 0.1):
            return _Edge(falling[start], share, times)
    return _Edge()


def _starts(lefts: Iterable[float]) -> list[float]:
    """Left edges at which lines begin, those within three points taken together."""
    starts: list[float] = []
    for left in sorted(set(lefts)):
        if not starts or left > starts[-1] + 3.0:
            starts.append(left)
    return starts


def body_size(lines: Iterable[Line]) -> float:
    """The font size of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def centred(spot: Spot) -> bool:
    """Whether a line has as much room to its left as to its right."""
    line, box = spot.line, spot.box
    return abs(line.left + line.right - box.left - box.right) < 0.8 * line.size
