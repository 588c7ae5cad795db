"""Target against result: a row a target, the result beside it as a share of the target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import zip_longest

from attrs import frozen

from promisetrack.model import Verdict
from promisetrack.render.bilingual import Pair, both
from promisetrack.render.charts.drawing import SIZE, Boxes, Discs, Lines, Shape, Text, Wedge
from promisetrack.render.charts.lettering import fitted, width
from promisetrack.render.charts.looks import ORDER
from promisetrack.render.charts.rows import Row, percent, rows_of
from promisetrack.render.charts.sheet import BASELINE, LEADING, NARROW, Sheet, say
from promisetrack.render.visible import clean
from promisetrack.render.words import Words, words_of
from promisetrack.scorecard import Scorecard, Tally

MOST = 30
_CLOSE, _MOSTLY = Decimal("0.5"), 0.75
_SMALL, _LEADING = 12.0, 16.0
_RADIUS, _TALL = 8.0, 20.0
_LABEL, _PLOT, _FIGURES, _DEGREE = 176.0, (196.0, 436.0), 456.0, 54.0


@frozen
class _Plot:
    """The stretch of the sheet on which results stand: the target in its middle, `reach` to either side of it."""

    left: float
    right: float
    reach: Decimal

    def x(self, place: Decimal) -> float:
        """Where a place stands; what is beyond stands at the edge."""
        inside = min(self.reach, max(-self.reach, place - 1))
        return (self.left + self.right + float(inside / self.reach) * (self.right - self.left)) / 2

    def beyond(self, place: Decimal) -> int:
        """1 where a place lies beyond the right edge, -1 beyond the left one, 0 inside."""
        return (place - 1 > self.reach) - (1 - place > self.reach)


@frozen
class _Drawn:
    """A row and the height of its middle."""

    row: Row
    y: float

    @property
    def verdict(self) -> Verdict:
        """The verdict on the row's target."""
        return self.row.assessment.verdict


def draw(card: Scorecard, sheet: Sheet, most: int = MOST) -> None:
    """Draw a legend, the axis, the rows, and what has to be known to read them."""
    rows = rows_of(card)
    if not rows:
        sheet.note(say("results_none"), role="text")
        return
    shown = rows[: max(most, 1)]
    narrow = sheet.width <= NARROW
    left, right = (20, sheet.width - 20) if narrow else _PLOT
    plot = _Plot(left, right, _reach(shown))
    sheet.legend(list(_legend(shown)), 18)
    sheet.top += LEADING + 6
    top, place = sheet.top, len(sheet.shapes)
    drawn = [(_stacked if narrow else _beside)(row, sheet) for row in shown]
    bands = [(item.y - _TALL / 2, item.y + _TALL / 2) for item in drawn] if narrow else [(top, sheet.top)]
    sheet.shapes[place:place] = _axis(plot, top, bands)
    sheet.add(_marks(drawn, plot))
    sheet.top += 8
    if notes := list(_notes(shown, len(rows), plot)):
        sheet.note(*notes)


def _reach(rows: Sequence[Row]) -> Decimal:
    """Half the target to either side where that holds most results, otherwise as much as the target itself."""
    near = sum(abs(row.place - 1) <= _CLOSE for row in rows)
    return _CLOSE if near >= _MOSTLY * len(rows) else Decimal(1)


def describe(card: Scorecard) -> Pair:
    """The chart in words: how many targets, their verdicts, and which ends lie farthest from the target."""
    rows = rows_of(card)
    if not rows:
        return say("results_none")
    counts, ordered = _tally(rows), sorted(rows, key=lambda row: row.place)
    key = "results_words" if len(rows) > 1 else "results_word"
    return both(
        lambda words: words.phrase(
            "chart",
            key,
            number=len(rows),
            counts=words.counts(counts),
            worst=_named(ordered[0], words),
            best=_named(ordered[-1], words),
        )
    )


def _named(row: Row, words: Words) -> str:
    share = percent(row.degree) + (words.phrase("chart", "results_less") if row.smaller else "")
    return words.phrase("chart", "results_end", subject=clean(row.assessment.target.subject), share=share)


def _tally(rows: Sequence[Row]) -> Tally:
    return Tally(counts=Counter(row.assessment.verdict for row in rows))


def _legend(rows: Sequence[Row]) -> Iterator[tuple[Callable[[float, float], Iterable[Shape]], Pair]]:
    """The target's mark, that of a stretch target where there is one, and each verdict that occurs."""
    for tier, hollow in (("base", False), ("stretch", True)):
        if any(row.targets(hollow=hollow) for row in rows):
            yield partial(_example, hollow), both(partial(Words.name, section="tier", key=tier))
    tally = _tally(rows)
    for verdict in ORDER:
        if tally.count(verdict):
            yield partial(_disc, verdict), _result(verdict, tally)


def _result(verdict: Verdict, tally: Tally) -> Pair:
    return both(
        lambda words: words.phrase(
            "chart", "results_mark", word=words.verdict(verdict).word, number=tally.count(verdict)
        )
    )


def _example(hollow: bool, x: float, middle: float) -> Iterator[Shape]:
    yield _mark([(x + 9, middle)], hollow=hollow, tall=14)


def _disc(verdict: Verdict, x: float, middle: float) -> Iterator[Shape]:
    yield Discs(((x + 9, middle),), _RADIUS, verdict)
    yield _sign(verdict, x + 9, middle)


def _sign(verdict: Verdict, x: float, middle: float) -> Text:
    return Text(x, middle + BASELINE * 11, words_of("zh").verdict(verdict).mark, "on", "middle", 11)


def _mark(places: Iterable[tuple[float, float]], *, hollow: bool, tall: float = _TALL) -> Boxes:
    wide = 5.0 if hollow else 4.0
    boxes = tuple((x - wide / 2, y - tall / 2, wide, tall) for x, y in places)
    return Boxes(boxes, "text", 0.0 if hollow else 1.0, outlined=hollow)


def _beside(row: Row, sheet: Sheet) -> _Drawn:
    """Words to the left of the plot, figures to the right of it."""
    label = [(line, line) for line in fitted(row.subject, _LABEL, 2)]
    figures = _lines(row.figures, sheet.width - _DEGREE - _FIGURES)
    height = max(len(label), len(figures)) * _LEADING + 12
    middle = sheet.top + height / 2
    for x, lines, size in ((0.0, label, SIZE), (_FIGURES, figures, _SMALL)):
        first = middle - (len(lines) - 1) * _LEADING / 2
        sheet.add(_column(x, first, lines, size))
    sheet.add([Text(sheet.width, middle + BASELINE * _SMALL, percent(row.degree), "text", "end", _SMALL)])
    sheet.top += height
    return _Drawn(row, middle)


def _stacked(row: Row, sheet: Sheet) -> _Drawn:
    """Words and figures above the plot."""
    room = sheet.width - _DEGREE
    label = [(line, line) for line in fitted(row.subject, room, 2)]
    figures = _lines(row.figures, room)
    sheet.add([Text(sheet.width, sheet.top + 18, percent(row.degree), "text", "end")])
    for lines, size in ((label, SIZE), (figures, _SMALL)):
        sheet.add(_column(0, sheet.top + 13, lines, size))
        sheet.top += len(lines) * _LEADING
    sheet.top += 42
    return _Drawn(row, sheet.top - 26)


def _lines(words: Pair, room: float) -> list[tuple[str, str]]:
    """Both figures on one line, or the result beneath the target."""
    if width(words, _SMALL) <= room:
        return [(words.zh, words.en)]
    chinese, english = (
        [line for part in _parts(text) for line in fitted(part, room, 2, _SMALL)] for text in (words.zh, words.en)
    )
    return list(zip_longest(chinese, english, fillvalue=""))


def _parts(figures: str) -> tuple[str, str]:
    promised, arrow, reported = figures.rpartition("→")
    return promised, f"{arrow} {reported}"


def _column(x: float, middle: float, lines: Iterable[tuple[str, str]], size: float) -> Iterator[Text]:
    for number, (chinese, english) in enumerate(lines):
        words = chinese if chinese == english else Pair(chinese, english)
        yield Text(x, middle + number * _LEADING + BASELINE * size, words, size=size)


def _axis(plot: _Plot, top: float, bands: Sequence[tuple[float, float]]) -> Iterator[Shape]:
    """A scale above the rows, and thin lines down from it, where they cross no words."""
    ticks = [1 + plot.reach * Decimal(step) / 2 for step in (-2, -1, 0, 1, 2)]
    lines = tuple((plot.x(tick), above, plot.x(tick), below) for above, below in bands for tick in ticks)
    yield Lines(lines, "line", 1, (), 0.45)
    for tick in ticks[::2]:
        words = say("results_target") if tick == 1 else percent(tick)
        yield Text(plot.x(tick), top - 6, words, "faint", "middle", _SMALL)


def _marks(drawn: Sequence[_Drawn], plot: _Plot) -> Iterator[Shape]:
    """The lines from target to result, the targets, the results, and arrows for what lies beyond the plot."""
    for verdict in ORDER:
        if own := [item for item in drawn if item.verdict == verdict]:
            lines = tuple((plot.x(Decimal(1)), item.y, plot.x(item.row.place), item.y) for item in own)
            yield Lines(lines, verdict, 3)
    for hollow in (False, True):
        yield from _targets(drawn, plot, hollow=hollow)
    for item in drawn:
        yield from _beyond(item, plot)
    for verdict in ORDER:
        if own := [item for item in drawn if item.verdict == verdict]:
            yield Discs(tuple((_centre(item, plot), item.y) for item in own), _RADIUS, verdict)
    yield from (_sign(item.verdict, _centre(item, plot), item.y) for item in drawn)


def _centre(item: _Drawn, plot: _Plot) -> float:
    """The middle of a result's disc; one from beyond the plot leaves room for its arrow."""
    return plot.x(item.row.place) - plot.beyond(item.row.place) * _RADIUS


def _beyond(item: _Drawn, plot: _Plot) -> Iterator[Shape]:
    if ahead := plot.beyond(item.row.place):
        yield Wedge(plot.x(item.row.place) + ahead * 2, item.y, ahead * 7.0, 12, item.verdict)


def _targets(drawn: Sequence[_Drawn], plot: _Plot, *, hollow: bool) -> Iterator[Shape]:
    if places := [(plot.x(place), item.y) for item in drawn for place in item.row.targets(hollow=hollow)]:
        yield _mark(places, hollow=hollow)


def _notes(shown: Sequence[Row], number: int, plot: _Plot) -> Iterator[Pair]:
    if any(row.smaller for row in shown):
        yield say("results_smaller")
    if any(plot.beyond(row.place) for row in shown):
        yield say("results_beyond")
    if number > len(shown):
        yield say("results_left", shown=len(shown), left=number - len(shown))
