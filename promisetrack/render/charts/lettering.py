"""How much room words take, before any font is known: widths on the safe side, lines, and what fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promisetrack.render.bilingual import Pair
from promisetrack.render.charts.drawing import SIZE
from promisetrack.render.visible import clean, shorten

_NARROW, _BROAD = " !'(),-.:;I[]fijlrt{|}", "%&@MWmw"
# What stays together on a line: a figure with its unit, a word, brackets and stops with what they belong to.
_UNIT = re.compile(r"[（《“(]*(?:[0-9.,+%-]+(?:[万亿千百]+.)?|[A-Za-z'-]+|.)[，。、；：！？）》”),.;:%]*[ ]?")


def width(words: str | Pair, size: float = SIZE) -> float:
    """The room that words take at a size, in pixels; of two languages the wider one.

    >>> width("增长6%", size=10), width(Pair("就业", "Jobs"), size=10)
    (36.4, 26.8)
    """
    texts = (words,) if isinstance(words, str) else (words.zh, words.en)
    return round(max(sum(map(_em, text)) for text in texts) * size, 1)


def _em(character: str) -> float:
    if character.isascii():
        return 0.4 if character in _NARROW else 1.0 if character in _BROAD else 0.76 if character.isupper() else 0.64
    return 1.0


def lines(text: str, room: float, size: float = SIZE) -> list[str]:
    """Text broken into lines that fit into the room; figures and words stay whole as far as they fit at all.

    >>> lines("地区生产总值增长6.5%以上，力争7%", 105, 10)
    ['地区生产总值增长', '6.5%以上，力争7%']
    """
    found, line = [], ""
    for unit in _units(clean(text), room, size):
        if line and width(line + unit, size) > room:
            found.append(line.rstrip())
            line = ""
        line += unit
    return [*found, line.rstrip()] if line.strip() or not found else found


def _units(text: str, room: float, size: float) -> Iterator[str]:
    for match in _UNIT.finditer(text):
        yield from (match[0],) if width(match[0], size) <= room else match[0]


def fitted(text: str, room: float, most: int = 1, size: float = SIZE) -> list[str]:
    """Text in at most so many lines, cut in its middle where it would take more.

    >>> fitted("新建改造城镇生活污水管网五十公里", 80, 1, 10)
    ['新建改造…十公里']
    """
    whole = clean(text)
    kept = len(whole)
    while len(found := lines(shorten(whole, kept), room, size)) > most and kept > 3:
        kept -= 1
    return found
