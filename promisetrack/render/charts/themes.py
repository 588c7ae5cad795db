"""Verdicts by theme: a bar a theme, made of its base targets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attrs import frozen

from promisetrack.model import Verdict
from promisetrack.render.bilingual import Pair, both
from promisetrack.render.charts.drawing import SIZE, Role, Shape, Text
from promisetrack.render.charts.lettering import fitted, width
from promisetrack.render.charts.looks import FULL, ORDER, Area, areas
from promisetrack.render.charts.sheet import BASELINE, NARROW, Sheet, say
from promisetrack.render.words import words_of
from promisetrack.scorecard import Scorecard, Tally

_BAR, _GAP, _SMALL = 18.0, 1.5, 12.0
_LABEL = 200.0


@frozen
class _Bar:
    """A theme's targets, and where its bar begins and ends."""

    tally: Tally
    x: float
    y: float
    scale: float

    def areas(self) -> Iterator[tuple[Verdict, Area, Text | None]]:
        """A stretch for each verdict that occurs, with its number where it fits in, after its mark where both do."""
        x = self.x
        for verdict in ORDER:
            if count := self.tally.count(verdict):
                room = count * self.scale
                yield (verdict, *_stretch(verdict, count, Area(x, self.y, max(0.5, room - _GAP), _BAR)))
                x += room


def draw(card: Scorecard, sheet: Sheet) -> None:
    """Draw the legend with the counts of all base targets, the bars, and what is not in them."""
    summary = card.summary
    entries = [(partial(_swatch, verdict), _count(summary.base, verdict)) for verdict in ORDER]
    sheet.legend(entries, 18)
    sheet.top += 8
    if not summary.base.targets:
        sheet.note(say("themes_none"), role="text")
    _bars(card, sheet)
    if stretch := summary.stretch.targets:
        sheet.note(say("themes_stretch", number=stretch))


def describe(card: Scorecard) -> Pair:
    """The chart in words: how many targets, their verdicts, and the themes from the largest to the smallest."""
    base = card.summary.base
    if not base.targets:
        return say("themes_none")
    found = _sorted(card)
    return both(
        lambda words: words.phrase(
            "chart",
            "themes_words",
            targets=base.targets,
            themes=len(found),
            counts=words.counts(base),
            each=words.phrase("chart", "between_themes").join(
                words.phrase("chart", "theme_words", theme=words.theme(theme), counts=words.counts(tally))
                for theme, tally in found
            ),
        )
    )


def _sorted(card: Scorecard) -> list[tuple[str, Tally]]:
    """The themes from the largest to the smallest, what belongs to none at the end."""
    return sorted(card.summary.themes.items(), key=lambda item: (item[0] == "other", -item[1].targets))


def _bars(card: Scorecard, sheet: Sheet) -> None:
    above = sheet.width <= NARROW
    number = width(str(card.summary.base.targets))
    found = [(_name(theme, sheet.width - 40 if above else _LABEL), tally) for theme, tally in _sorted(card)]
    label = max((width(name) for name, _ in found), default=0.0)
    left = 0.0 if above else label + number + 16
    scale = (sheet.width - left) / max((tally.targets for _, tally in found), default=1)
    bars = []
    for name, tally in found:
        sheet.add(_above(name, tally, sheet) if above else _beside(name, tally, sheet.top, (label, left - 6)))
        sheet.top += 18 if above else 0
        bars.append(_Bar(tally, left, sheet.top, scale))
        sheet.top += _BAR + 6
    drawn = [stretch for bar in bars for stretch in bar.areas()]
    for verdict in ORDER:
        if found_areas := [area for kind, area, _ in drawn if kind == verdict]:
            sheet.add(areas(verdict, found_areas))
    sheet.add(sorted((text for *_, text in drawn if text), key=lambda text: text.role))


def _name(theme: str, room: float) -> Pair:
    return both(lambda words: fitted(words.theme(theme), room)[0])


def _above(name: Pair, tally: Tally, sheet: Sheet) -> Iterator[Shape]:
    """The name of a theme and its targets above the bar."""
    yield Text(0, sheet.top + SIZE, name)
    yield Text(sheet.width, sheet.top + SIZE, str(tally.targets), "faint", "end")


def _beside(name: Pair, tally: Tally, top: float, ends: tuple[float, float]) -> Iterator[Shape]:
    """The name of a theme and its targets to the left of the bar, each up to its end."""
    y = top + _BAR / 2 + BASELINE * SIZE
    yield Text(ends[0], y, name, anchor="end")
    yield Text(ends[1], y, str(tally.targets), "faint", "end")


def _stretch(verdict: Verdict, count: int, area: Area) -> tuple[Area, Text | None]:
    # －4 would be read as minus four, and …1 stands among dots.
    mark = "" if verdict in ("unreported", "not_due") else words_of("zh").verdict(verdict).mark
    words = next((text for text in (f"{mark}{count}", str(count)) if width(text, _SMALL) + 8 <= area.width), "")
    if not words:
        return area, None
    middle, half = area.x + area.width / 2, width(words, _SMALL) / 2 + 2
    free = Area(area.x, area.y, area.width, area.height, (middle - half, middle + half))
    role: Role = "on" if verdict in FULL else "text"
    return free, Text(middle, area.y + area.height / 2 + BASELINE * _SMALL, words, role, "middle", _SMALL)


def _swatch(verdict: Verdict, x: float, middle: float) -> Iterator[Shape]:
    return areas(verdict, [Area(x, middle - 6, 18, 12)])


def _count(tally: Tally, verdict: Verdict) -> Pair:
    return both(lambda words: f"{words.verdict(verdict).mark} {words.verdict(verdict).word} {tally.count(verdict)}")
