"""A chart as an element of a page, its words as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from promisetrack.render.bilingual import Bilingual
from promisetrack.render.charts.colours import GROUND
from promisetrack.render.charts.drawing import SIZE, Text
from promisetrack.render.charts.svg import Paint, by_class, by_colour, elements, number

if TYPE_CHECKING:
    from promisetrack.render.charts.picture import Chart

_FONTS = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_MARGIN = 12
_FIRST_IDEOGRAPH = "\u2e80"


def in_page(chart: Chart, texts: Bilingual) -> str:
    """The chart for a page with a style sheet: no colour, no font of its own."""
    return "".join((_opening(chart, 0, 'class="chart"'), *_content(chart, by_class, texts), "</svg>"))


def on_white(chart: Chart) -> str:
    """The chart with its colours on a white ground, as a notebook shows it in light and in dark."""
    size = f'width="{number(chart.width + 2 * _MARGIN)}" height="{number(chart.height + 2 * _MARGIN)}"'
    ground = f'<rect x="-{_MARGIN}" y="-{_MARGIN}" {size} fill="{GROUND}"/>'
    content = _content(chart, by_colour, Bilingual(chart.language))
    return "".join((_opening(chart, _MARGIN, f'font-family="{_FONTS}"'), ground, *content, "</svg>"))


def _opening(chart: Chart, margin: float, more: str) -> str:
    name, width, height = _name(chart), chart.width + 2 * margin, chart.height + 2 * margin
    box = " ".join(map(number, (-margin, -margin, width, height)))
    labels = f'role="img" aria-labelledby="{name}-title {name}-desc"'
    return f'<svg {more} {labels} width="{number(width)}" viewBox="{box}" font-size="{number(SIZE)}">'


def _name(chart: Chart) -> str:
    return f"chart-{chart.kind}-{number(chart.width)}"


def _content(chart: Chart, paint: Paint, texts: Bilingual) -> Iterator[str]:
    yield texts.element("title", chart.heading, id=f"{_name(chart)}-title")
    yield texts.element("desc", chart.words, id=f"{_name(chart)}-desc")
    yield from elements(chart.shapes, paint, lambda found: _texts(found, paint, texts))


def _texts(found: Iterable[Text], paint: Paint, texts: Bilingual) -> Iterator[str]:
    for (role, anchor, size), group in groupby(found, lambda text: (text.role, text.anchor, text.size)):
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        how = "" if size == SIZE else f' font-size="{number(size)}"'
        yield f"<g {paint(role, 'fill')}{where}{how}>{''.join(_text(text, texts) for text in group)}</g>"


def _text(text: Text, texts: Bilingual) -> Markup:
    x, y = number(text.x), number(text.y)
    if isinstance(text.words, str):
        language = Markup(' lang="zh-Hans"' if max(text.words, default="") >= _FIRST_IDEOGRAPH else "")
        return Markup('<text x="{}" y="{}"{}>{}</text>').format(x, y, language, text.words)
    return texts.element("text", text.words, x=x, y=y)
