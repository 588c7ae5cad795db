"""The font that comes with promisetrack: letters as outlines, the same on every machine."""

from __future__ import annotations

import io
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from promisetrack.errors import PromisetrackError

FONT = "promisetrack-charts.woff"
# The printers' sign for a letter that their case lacks.
SUBSTITUTE = "〓"
# Selectors of a variant show nothing of their own.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@frozen
class Glyph:
    """A letter's outline, as what a pen does in units of the font, and how far the next letter stands off."""

    moves: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    advance: int


@frozen
class Font:
    """The glyphs by name, the names by character, and how many units make up the size of a text."""

    glyphs: Any
    names: dict[int, str]
    units: int


@cache
def font() -> Font:
    """The font, read once."""
    try:
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError as error:
        raise PromisetrackError("chart: fonttools is not installed; run pip install 'promisetrack[charts]'") from error
    content = (files("promisetrack") / "data" / "fonts" / FONT).read_bytes()
    read = TTFont(io.BytesIO(content), lazy=True)
    return Font(read.getGlyphSet(), read.getBestCmap(), read["head"].unitsPerEm)


@cache
def glyph(character: str) -> Glyph:
    """The glyph of a character; that of 〓 where the font lacks it."""
    from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]  # noqa: PLC0415

    names = font().names
    found = font().glyphs[names.get(ord(character), names[ord(SUBSTITUTE)])]
    pen = RecordingPen()
    found.draw(pen)
    return Glyph(tuple(pen.value), round(found.width))


def letters(text: str) -> str:
    """The characters that are drawn of a text: composed where there is such a letter, without selectors.

    >>> letters("e\u0301葛\ufe00") == "é葛"
    True
    """
    return _SELECTORS.sub("", unicodedata.normalize("NFC", text))


def lacking(text: str) -> set[str]:
    """The characters of a text that the font lacks."""
    return {character for character in letters(text) if ord(character) not in font().names}


def path_of(text: str) -> tuple[str, int]:
    """A text as the data of one path in units of the font, and its length."""
    from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]  # noqa: PLC0415
    from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]  # noqa: PLC0415

    pen, x = SVGPathPen(None, ntos=lambda value: str(round(value))), 0
    for character in letters(text):
        drawn = glyph(character)
        moved = TransformPen(pen, (1, 0, 0, 1, x, 0))
        for move, points in drawn.moves:
            getattr(moved, move)(*points)
        x += drawn.advance
    return pen.getCommands(), x
