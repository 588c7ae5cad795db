"""The characters of a PDF page with their places, turned so that every line of text runs from left to right."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from ctypes import byref, c_double
from itertools import pairwise
from typing import Any, NamedTuple

from attrs import frozen

from promisetrack.limits import Budget

_BETWEEN_CHECKS = 5_000
_HYPHENS = "\u0002\ufffe\u00ad"
_WIDTHLESS = frozenset(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\uffff"))
_SPACES = frozenset(" \t\r\n\u00a0\u2002\u2003\u2009\u202f\u3000")
HYPHEN = "\u00ad"
"""Stands for a hyphen that the text shows only because a word is broken there."""


class Glyph(NamedTuple):
    """A character and its place in points; `space` is the white space before it and `lead` how wide that is.

    A tuple and no attrs class: a page may hold a million of them.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    x: float
    y: float
    size: float
    angle: int = 0
    space: str = ""
    lead: float = 0.0


class Box(NamedTuple):
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float


@frozen(kw_only=True)
class Writing:
    """The glyphs of a page that run in one direction, turned so that this is to the right, and the page's box."""

    glyphs: list[Glyph]
    box: Box


def writings(page: Any, text_page: Any, budget: Budget) -> tuple[list[Writing], int]:
    """What is written on a page, the main direction first, and how many characters were left out."""
    found, left_out = _glyphs(text_page.raw, budget)
    by_angle: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in found:
        by_angle[glyph.angle].append(glyph)
    if _runs_downwards(by_angle.get(0, [])):
        by_angle[270] = [glyph for glyph in found if glyph.angle in (0, 270)]
        del by_angle[0]
    box = Box(*page.get_bbox())
    ordered = sorted(by_angle.items(), key=lambda item: -len(item[1]))
    return [_writing(glyphs, box, angle) for angle, glyphs in ordered], left_out


def _glyphs(handle: Any, budget: Budget) -> tuple[list[Glyph], int]:
    found: list[Glyph] = []
    left_out, space, lead = 0, "", 0.0
    measure = _measure(handle)
    for index, text in _characters(handle, budget):
        if not text:
            left_out += 1
            continue
        glyph = measure(index, text)
        if text in _SPACES:
            space, lead = space + text, lead + max(glyph.right - glyph.left, 0.0)
            continue
        found.append(glyph._replace(space=space, lead=lead) if space else glyph)
        space, lead = "", 0.0
    return found, left_out


def _characters(handle: Any, budget: Budget) -> Iterator[tuple[int, str]]:
    """The index and the text of each character that the file holds; the text is empty where it is to be left out.

    Where the font does not say which character it shows, the text is the replacement character.
    """
    from pypdfium2 import raw  # noqa: PLC0415

    high = 0
    for index in range(raw.FPDFText_CountChars(handle)):
        if index % _BETWEEN_CHECKS == 0:
            budget.check_time()
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
        elif 0xDC00 <= code < 0xE000:
            if high:
                yield index, chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
            high = 0
        elif code not in _WIDTHLESS and not (code in (10, 13, 32) and raw.FPDFText_IsGenerated(handle, index)):
            high = 0
            text = _cleaned(chr(code))
            unknown = bool(text) and raw.FPDFText_HasUnicodeMapError(handle, index) == 1
            yield index, "\ufffd" if unknown else text


def _cleaned(text: str) -> str:
    """A character as it goes into the text; a control character does not."""
    if text in _HYPHENS:
        return HYPHEN
    control = text not in _SPACES and (text < " " or "\x7f" <= text < "\xa0")
    return "" if control else text


def _measure(handle: Any) -> Any:
    """A function from a character's index and text to its glyph; its buffers are made once for the page."""
    from pypdfium2 import raw  # noqa: PLC0415

    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), c_double(), c_double()
    box_at, matrix_at, x_at, y_at = byref(box), byref(matrix), byref(x), byref(y)

    def glyph(index: int, text: str) -> Glyph:
        raw.FPDFText_GetLooseCharBox(handle, index, box_at)
        raw.FPDFText_GetCharOrigin(handle, index, x_at, y_at)
        raw.FPDFText_GetMatrix(handle, index, matrix_at)
        size = raw.FPDFText_GetFontSize(handle, index)
        height = abs(size * math.hypot(matrix.c, matrix.d)) or abs(box.top - box.bottom) or 1.0
        angle = 0 if matrix.b == 0 and matrix.a * size > 0 else _angle(matrix.a * size, matrix.b * size)
        return Glyph(text, box.left, box.right, box.bottom, box.top, x.value, y.value, height, angle)

    return glyph


def _angle(a: float, b: float) -> int:
    """The direction of writing in degrees; nearly level and nearly upright count as quite so."""
    degrees = math.degrees(math.atan2(b, a)) % 360
    right = round(degrees / 90) * 90
    return (right if abs(degrees - right) < 10 else round(degrees / 5) * 5) % 360


def _runs_downwards(glyphs: list[Glyph]) -> bool:
    """Whether upright characters stand one below the other, as in a text set in columns from right to left.

    >>> column = [Glyph(text, 0, 12, -12 * i, 12 - 12 * i, 0, -12 * i, 12) for i, text in enumerate("全市生产总值")]
    >>> _runs_downwards(column)
    True
    """
    steps = [(b.x - a.x, a.y - b.y, a.size) for a, b in pairwise(glyphs)]
    down = sum(abs(right) < 0.5 * size and 0.5 * size < down < 2 * size for right, down, size in steps)
    return 2 * down > len(steps) > 0


def _writing(glyphs: list[Glyph], box: Box, angle: int) -> Writing:
    if not angle:
        return Writing(glyphs=glyphs, box=box)
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return Writing(glyphs=[_turned(glyph, cos, sin) for glyph in glyphs], box=_turned_box(box, cos, sin))


def _turned(glyph: Glyph, cos: float, sin: float) -> Glyph:
    x, y = glyph.x * cos + glyph.y * sin, glyph.y * cos - glyph.x * sin
    if glyph.angle % 90:
        wide = glyph.size * (0.5 if glyph.text.isascii() else 1.0)
        return glyph._replace(left=x, right=x + wide, bottom=y, top=y + glyph.size, x=x, y=y, lead=0.0)
    box = _turned_box(Box(glyph.left, glyph.bottom, glyph.right, glyph.top), cos, sin)
    return glyph._replace(left=box.left, right=box.right, bottom=box.bottom, top=box.top, x=x, y=y)


def _turned_box(box: Box, cos: float, sin: float) -> Box:
    across = [x * cos + y * sin for x in (box.left, box.right) for y in (box.bottom, box.top)]
    up = [y * cos - x * sin for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return Box(min(across), min(up), max(across), max(up))
