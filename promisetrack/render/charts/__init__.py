"""Charts of a scorecard: verdicts by theme, target against result, and all promises at a glance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from promisetrack.errors import PromisetrackError
from promisetrack.render.bilingual import Pair, both
from promisetrack.render.charts import results, strip, themes
from promisetrack.render.charts.picture import Chart, ChartKind
from promisetrack.render.charts.sheet import NARROW, WIDE, Sheet, say
from promisetrack.render.figure import Language
from promisetrack.render.words import words_of
from promisetrack.scorecard import Scorecard

__all__ = ["KINDS", "Chart", "ChartKind", "chart"]

KINDS: Final[tuple[ChartKind, ...]] = ("themes", "results", "strip")
_DESCRIBED: Final[Mapping[ChartKind, Callable[[Scorecard], Pair]]] = {
    "themes": themes.describe,
    "results": results.describe,
    "strip": strip.describe,
}


def chart(
    card: Scorecard, kind: ChartKind, *, language: Language = "zh", narrow: bool = False, most: int = results.MOST
) -> Chart:
    """A chart of a scorecard; `narrow` is the form for a telephone, `most` how many rows target against result has.

    >>> chart(Scorecard(), "themes").description
    '没有可以核对的基本目标。'
    """
    words_of(language)
    if kind not in KINDS:
        raise PromisetrackError(f"chart: there is no kind {kind!r}; choose one of {', '.join(KINDS)}")
    drawn: Mapping[ChartKind, Callable[[Scorecard, Sheet], None]] = {
        "themes": themes.draw,
        "results": partial(results.draw, most=most),
        "strip": strip.draw,
    }
    sheet = Sheet(NARROW if narrow else WIDE)
    drawn[kind](card, sheet)
    return Chart(
        kind=kind,
        language=language,
        width=sheet.width,
        height=sheet.top,
        heading=say(f"{kind}_title"),
        about=both(lambda words: words.title(card)),
        words=_DESCRIBED[kind](card),
        source=_source(card),
        shapes=tuple(sheet.shapes),
    )


def _source(card: Scorecard) -> tuple[Pair, ...]:
    """The documents that the chart rests on, and how the verdicts came about."""
    named = [Pair(words_of("zh").document(role), words_of("en").document(role)) for role in card.documents]
    return (*named, say("source"))
