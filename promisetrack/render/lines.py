"""Lines for a terminal, in which a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

COLUMNS = 80
_NOT_FIRST = "，。、；：！？）》”’」』】％%…,.;:!?)]}"
_NOT_LAST = "（《“‘「『【([{"
_UNIT = re.compile(rf"[{re.escape(_NOT_LAST)}]*(?:[0-9A-Za-z.,+\-/_~%]+|.)[{re.escape(_NOT_FIRST)}]*")


def columns(text: str, ambiguous: int = 2) -> int:
    """The columns that a text takes; characters that only East Asian fonts draw wide take `ambiguous` columns.

    >>> columns("增长6%"), columns("“增长”"), columns("“增长”", ambiguous=1)
    (6, 8, 6)
    """
    return sum(_columns_of(character, ambiguous) for character in text)


def wrap(text: str, *, first: int = 0, hanging: int = 0, limit: int = COLUMNS) -> list[str]:
    """Lines of at most `limit` columns, indented; figures and Latin words stay whole, no line begins with a stop.

    >>> wrap("地区生产总值增长6%以上，财政收入增长5%。", hanging=2, limit=22)
    ['地区生产总值增长6%以', '  上，财政收入增长5%。']
    """
    lines, line, used = [], " " * first, first
    for unit in _units(text, limit - max(first, hanging)):
        if used + columns(unit) > limit:
            lines.append(line.rstrip())
            line, used, unit = " " * hanging, hanging, unit.lstrip()  # noqa: PLW2901
        line, used = line + unit, used + columns(unit)
    return [*lines, line.rstrip()]


def _units(text: str, widest: int) -> Iterator[str]:
    """Stretches that stay on one line; one that fits on no line comes in single characters."""
    for match in _UNIT.finditer(text):
        unit = match[0]
        yield from (unit,) if columns(unit) <= widest else tuple(unit)


def _columns_of(character: str, ambiguous: int) -> int:
    if unicodedata.combining(character):
        return 0
    width = unicodedata.east_asian_width(character)
    return ambiguous if width == "A" else 2 if width in "WF" else 1


def table_row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The lines of a table's row: each cell wrapped within its width, two columns between them.

    >>> table_row(["√ 已兑现", "地区生产总值增长6%以上"], [9, 12])
    ['√ 已兑现   地区生产总值', '           增长6%以上']
    """
    columned = [wrap(cell, limit=width) for cell, width in zip(cells, widths, strict=True)]
    lines = zip_longest(*columned, fillvalue="")
    return ["  ".join(map(padded, line, widths)).rstrip() for line in lines]


def padded(text: str, width: int) -> str:
    """Text followed by blanks up to a width; most terminals draw √ and “ in one column, so that is how they count."""
    return text + " " * (width - columns(text, ambiguous=1))
