"""A chart as a file of its own: with its heading and its source, every letter a shape."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from markupsafe import escape

from promisetrack.errors import PromisetrackError, PromisetrackWarning
from promisetrack.render.charts.colours import GROUND
from promisetrack.render.charts.drawing import Role, Shape, Text, is_text
from promisetrack.render.charts.font import SUBSTITUTE, font, lacking, path_of
from promisetrack.render.charts.lettering import lines
from promisetrack.render.charts.svg import by_colour, elements, number

if TYPE_CHECKING:
    from promisetrack.render.charts.picture import Chart

_MARGIN, _HEAD, _ABOUT, _SOURCE = 24.0, 20.0, 13.0, 11.0
_LEADING = 1.5
# Four bytes each: what is larger may not fit into memory, and the library then ends the whole program.
_MOST_DOTS = 100_000_000
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def missing(chart: Chart) -> tuple[str, ...]:
    """The characters of a chart's file that the font lacks, each once."""
    shown = (text.of(chart.language) for text in _texts(chart))
    return tuple(sorted(set().union(*map(lacking, shown))))


def outlined(chart: Chart) -> str:
    """The file; a warning names the characters that the font lacks."""
    if lacked := missing(chart):
        named = ", ".join(f"{character} (U+{ord(character):04X})" for character in lacked)
        warnings.warn(f"chart: the font lacks {named}; drawn as {SUBSTITUTE}", PromisetrackWarning, stacklevel=3)
    parts, bottom = "", _MARGIN
    for shapes, height in _parts(chart):
        parts += f'<g transform="translate({number(_MARGIN)} {number(bottom)})">{_drawn(shapes, chart)}</g>\n'
        bottom += height
    wide, high = map(number, _size(chart))
    size, box = f'width="{wide}" height="{high}"', f'viewBox="0 0 {wide} {high}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" aria-labelledby="title desc">'
    words = f'<title id="title">{_xml(chart.title)}</title>\n<desc id="desc">{_xml(chart.description)}</desc>'
    return f'{opening}\n{words}\n<rect {size} fill="{GROUND}"/>\n{parts}</svg>\n'


def _size(chart: Chart) -> tuple[float, float]:
    return chart.width + 2 * _MARGIN, _MARGIN + sum(height for _, height in _parts(chart))


def _parts(chart: Chart) -> Iterator[tuple[Sequence[Shape], float]]:
    """Heading, chart and source, each with its height and what stays free beneath it."""
    head, foot = _head(chart), _foot(chart)
    yield head, _height(head) + 14
    yield chart.shapes, chart.height + 10
    yield foot, _height(foot) + _MARGIN


def _drawn(shapes: Iterable[Shape], chart: Chart) -> str:
    def lettering(texts: Iterable[Text]) -> Iterator[str]:
        return (_letters(text, text.of(chart.language)) for text in texts)

    return "".join(elements(shapes, by_colour, lettering))


def image(chart: Chart, scale: float) -> bytes:
    """The file as a PNG image, `scale` dots to a pixel."""
    try:
        import resvg_py  # noqa: PLC0415
    except ImportError as error:
        raise PromisetrackError("chart: resvg-py is not installed; run pip install 'promisetrack[charts]'") from error
    width, height = (length * scale for length in _size(chart))
    if not (width >= 1 and height >= 1 and width * height <= _MOST_DOTS):
        raise PromisetrackError(f"chart: an image at scale {scale} is not possible; choose another, or save as .svg")
    return bytes(resvg_py.svg_to_bytes(svg_string=outlined(chart), width=round(width), skip_system_fonts=True))


def _texts(chart: Chart) -> list[Text]:
    return [*_head(chart), *filter(is_text, chart.shapes), *_foot(chart)]


def _head(chart: Chart) -> list[Text]:
    heading = _block(chart.title, chart.width, 0, (_HEAD, "text"))
    return heading + _block(chart.of(chart.about), chart.width, _height(heading), (_ABOUT, "faint"))


def _foot(chart: Chart) -> list[Text]:
    found: list[Text] = []
    for words in chart.source:
        found += _block(chart.of(words), chart.width, _height(found), (_SOURCE, "faint"))
    return found


def _block(words: str, width: float, top: float, look: tuple[float, Role]) -> list[Text]:
    """Words in lines of their own, from the top down."""
    size, role = look
    leading = size * _LEADING
    found = lines(words, width, size) if words else []
    return [Text(0, top + size + place * leading, line, role, size=size) for place, line in enumerate(found)]


def _height(texts: list[Text]) -> float:
    return texts[-1].y + texts[-1].size * (_LEADING - 1) if texts else 0.0


def _letters(text: Text, words: str) -> str:
    """A line of words as one path; the words themselves stay beside it for whoever searches the file."""
    path, length = path_of(words)
    if not path:
        return ""
    scale = text.size / font().units
    x = text.x - length * scale * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor]
    size = number(scale, 4)
    place = f"translate({number(x, 2)} {number(text.y, 2)})scale({size} -{size})"
    return f'<path aria-label="{_xml(words)}" {by_colour(text.role, "fill")} transform="{place}" d="{path}"/>\n'


def _xml(text: str) -> str:
    return str(escape(_NOT_XML.sub("\ufffd", text)))
