"""All promises at a glance: a cell a target, one for every promise that names none, in groups by verdict."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import partial

from promisetrack.render.bilingual import Pair, both
from promisetrack.render.charts.drawing import Shape
from promisetrack.render.charts.looks import ORDER, Grid, Kind, cells
from promisetrack.render.charts.sheet import NARROW, Sheet, say
from promisetrack.render.words import Words
from promisetrack.scorecard import Scorecard

_KINDS: tuple[Kind, ...] = (*ORDER, "no_target")
_LARGEST, _HEIGHT, _HEIGHT_NARROW = 30.0, 112.0, 168.0
_GAP = 0.14
_SWATCH = Grid(14, 2)
Groups = dict[Kind, tuple[int, int]]


def draw(card: Scorecard, sheet: Sheet) -> None:
    """Draw the cells, and beneath them what each group is and how many it holds."""
    groups = _groups(card)
    total = sum(map(sum, groups.values()))
    if total:
        rows, grid = _fit(total, sheet)
        sheet.add(_strip(groups, rows, grid))
        sheet.top += rows * grid.pitch + 10
    sheet.legend([(partial(_swatch, kind), _count(kind, groups)) for kind in _KINDS], _SWATCH.cell)
    if not total:
        sheet.note(say("strip_none"), role="text")
    elif any(stretch for _, stretch in groups.values()):
        sheet.note(say("strip_stretch"))


def describe(card: Scorecard) -> Pair:
    """The chart in words: how many targets and promises without one, and the number of each verdict."""
    groups = _groups(card)
    total = sum(map(sum, groups.values()))
    if not total:
        return say("strip_none")
    vague, targets = sum(groups["no_target"]), total - sum(groups["no_target"])
    return both(
        lambda words: words.phrase(
            "chart",
            "strip_words",
            targets=targets,
            vague=vague,
            counts=words.say("between_items").join(_named(kind, groups, words) for kind in ORDER),
        )
    )


def _groups(card: Scorecard) -> Groups:
    """How many base and how many stretch targets have each verdict, and how many promises name no target."""
    found = Counter((item.verdict, item.target.tier) for item in card.assessments)
    groups: Groups = {verdict: (found[verdict, "base"], found[verdict, "stretch"]) for verdict in ORDER}
    return groups | {"no_target": (sum(not promise.targets for promise in card.commitments), 0)}


def _fit(total: int, sheet: Sheet) -> tuple[int, Grid]:
    """So many rows that the strip fills the sheet's width at about the same height, with cells as large as can be."""
    height = _HEIGHT_NARROW if sheet.width <= NARROW else _HEIGHT
    fair = min(_LARGEST, math.sqrt(sheet.width * height / total))
    rows = math.ceil(total / math.floor(sheet.width / fair))
    pitch = min(_LARGEST * 1.2, sheet.width / (math.ceil(total / rows) - _GAP))
    return rows, Grid(pitch * (1 - _GAP), pitch * _GAP)


def _strip(groups: Groups, rows: int, grid: Grid) -> Iterator[Shape]:
    first = 0
    for kind, counts in groups.items():
        for count, small in zip(counts, (False, True), strict=True):
            if count:
                yield from cells(kind, _runs(first, first + count, rows, grid), grid, small=small)
            first += count


def _runs(first: int, end: int, rows: int, grid: Grid) -> Iterator[tuple[float, float, int]]:
    """The cells from the first up to the end, row by row, where cells are counted down each column in turn."""
    for row in range(rows):
        begin, stop = math.ceil((first - row) / rows), math.ceil((end - row) / rows)
        if stop > begin:
            yield begin * grid.pitch, row * grid.pitch, stop - begin


def _swatch(kind: Kind, x: float, middle: float) -> Iterator[Shape]:
    return cells(kind, [(x, middle - _SWATCH.cell / 2, 1)], _SWATCH)


def _count(kind: Kind, groups: Groups) -> Pair:
    return both(lambda words: _named(kind, groups, words, marked=True))


def _named(kind: Kind, groups: Groups, words: Words, *, marked: bool = False) -> str:
    """The name of a group and how many it holds, the stretch targets told apart."""
    base, stretch = groups[kind]
    more = words.say("striven", number=stretch) if stretch else ""
    if kind == "no_target":
        return f"{words.phrase('chart', 'no_target')} {base}"
    word = words.verdict(kind)
    return f"{word.mark} {word.word} {base}{more}" if marked else words.say("count", word=word.word, number=base) + more
