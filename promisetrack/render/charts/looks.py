"""How each verdict is drawn, so that it can be told without colour: full, striped, ruled, pale, or an outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from attrs import frozen

from promisetrack.model import Verdict
from promisetrack.render.charts.drawing import Boxes, Lines, Role, Shape

# What a cell of the strip can stand for: a verdict, or a promise that names no target.
Kind = Verdict | Literal["no_target"]
ORDER: Final[tuple[Verdict, ...]] = ("met", "missed", "claimed", "undecidable", "unreported", "not_due")
FULL: Final = ("met", "missed")
_PALE: Final[Mapping[Verdict, float]] = {"claimed": 0.16, "undecidable": 0.16, "unreported": 0.3, "not_due": 0.0}
_CELL: Final[Mapping[Kind, float]] = {"claimed": 0.2, "undecidable": 0.25, "unreported": 0.45}
_SMALL = 0.5


@frozen
class Area:
    """A stretch of a bar, and the part of it (from x to x) that is left free for a number."""

    x: float
    y: float
    width: float
    height: float
    free: tuple[float, float] | None = None


def areas(verdict: Verdict, found: Sequence[Area]) -> Iterator[Shape]:
    """Stretches of bars in the look of a verdict."""
    if verdict in FULL:
        yield Boxes(tuple((area.x, area.y, area.width, area.height) for area in found), verdict)
        return
    inset = tuple((area.x + 0.5, area.y + 0.5, max(0.1, area.width - 1), area.height - 1) for area in found)
    yield Boxes(inset, verdict, _PALE[verdict], outlined=True)
    if lines := tuple(line for area in found for line in _texture(verdict, area)):
        upright, dotted = Lines(lines, verdict, found[0].height - 2, (1.5, 3.5)), Lines(lines, verdict, 2.4, (2.4, 3.6))
        yield {"claimed": upright, "undecidable": Lines(lines, verdict), "not_due": dotted}[verdict]


def _texture(verdict: Verdict, area: Area) -> Iterator[tuple[float, float, float, float]]:
    heights: Mapping[Verdict, tuple[float, ...]] = {
        "claimed": (0.5,),
        "undecidable": (0.25, 0.5, 0.75),
        "not_due": (0.5,),
    }
    left, right = area.x + 2.5, area.x + area.width - 1
    free = area.free or (right, right)
    for height in heights.get(verdict, ()):
        y = area.y + height * area.height
        yield from ((start, y, end, y) for start, end in ((left, free[0]), (free[1], right)) if end - start > 6)


@frozen
class Grid:
    """Cells in rows: the side of a cell and the gap between two."""

    cell: float
    gap: float

    @property
    def pitch(self) -> float:
        """From a cell to the next one."""
        return self.cell + self.gap


def cells(kind: Kind, runs: Iterable[tuple[float, float, int]], grid: Grid, *, small: bool = False) -> Iterator[Shape]:
    """Runs of cells (x, y, how many) in the look of a verdict: a run is one dashed line, however long it is."""
    found = tuple(runs)
    for stroke in (_half(grid),) if small else _strokes(kind, grid):
        lines = tuple(_line(run, stroke, grid) for run in found)
        role: Role = "line" if kind == "no_target" else kind
        yield Lines(lines, role, stroke.width, stroke.dashes, stroke.opacity)


@frozen
class _Stroke:
    """What is drawn of every cell of a run: at a height of the cell (a share of it), so wide, with these dashes."""

    height: float
    width: float
    dashes: tuple[float, ...]
    opacity: float = 1.0


def _line(run: tuple[float, float, int], stroke: _Stroke, grid: Grid) -> tuple[float, float, float, float]:
    x, top, count = run
    y = top + stroke.height * grid.cell
    return (x, y, x + count * grid.pitch - grid.gap, y)


def _strokes(kind: Kind, grid: Grid) -> tuple[_Stroke, ...]:
    cell = grid.cell
    whole = _Stroke(0.5, cell, (cell, grid.gap), _CELL.get(kind, 1.0))
    part = cell / 7
    upright = _Stroke(0.5, cell, (0, part, part, part, part, part, part, part + grid.gap))
    ruled = tuple(_Stroke(height, cell / 6, (cell, grid.gap)) for height in (0.25, 0.75))
    dot = _Stroke(0.5, cell * 0.3, (0, cell * 0.35, cell * 0.3, cell * 0.35 + grid.gap))
    several: Mapping[Kind, tuple[_Stroke, ...]] = {
        "claimed": (whole, upright),
        "undecidable": (whole, *ruled),
        "not_due": (*_outline(grid), dot),
        "no_target": _outline(grid),
    }
    return several.get(kind, (whole,))


def _half(grid: Grid) -> _Stroke:
    side, free = grid.cell * _SMALL, grid.cell * (1 - _SMALL) / 2
    return _Stroke(0.5, side, (0, free, side, free + grid.gap))


def _outline(grid: Grid) -> tuple[_Stroke, ...]:
    thin = min(1.2, grid.cell / 6)
    edge = thin / 2 / grid.cell
    ends = tuple(_Stroke(height, thin, (grid.cell, grid.gap)) for height in (edge, 1 - edge))
    return (*ends, _Stroke(0.5, grid.cell - 2 * thin, (thin, grid.cell - 2 * thin, thin, grid.gap)))
