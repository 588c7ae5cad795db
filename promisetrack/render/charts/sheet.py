"""A sheet that is drawn on from the top down: shapes, a legend, notes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from attrs import Factory, define

from promisetrack.render.bilingual import Pair, both
from promisetrack.render.charts.drawing import SIZE, Role, Shape, Text
from promisetrack.render.charts.lettering import lines, width

WIDE, NARROW = 720, 360
LEADING = 19.0
BASELINE = 0.37


@define
class Sheet:
    """What has been drawn so far, and how far down it reaches."""

    width: float
    top: float = 0.0
    shapes: list[Shape] = Factory(list)

    def add(self, shapes: Iterable[Shape]) -> None:
        """Draw shapes where they say."""
        self.shapes.extend(shapes)

    def note(self, *notes: Pair, role: Role = "faint") -> None:
        """Sentences beneath what is drawn; lines are broken for each language by itself."""
        texts = ("".join(note.zh for note in notes), " ".join(note.en for note in notes))
        self.top += 4
        for chinese, english in zip_longest(*(lines(text, self.width) for text in texts), fillvalue=""):
            self.shapes.append(Text(0, self.top + SIZE, Pair(chinese, english), role))
            self.top += LEADING

    def legend(self, entries: Sequence[tuple[Callable[[float, float], Iterable[Shape]], Pair]], swatch: float) -> None:
        """Each entry's swatch, drawn by its function at (x, middle), with its words; in columns."""
        rooms = [swatch + 6 + width(words) for _, words in entries]
        columns = max(1, int((self.width + 16) // (max(rooms) + 16)))
        for place, (draw, words) in enumerate(entries):
            x, row = place % columns * (self.width + 16) / columns, place // columns
            middle = self.top + LEADING / 2 + row * (LEADING + 1)
            self.add(draw(x, middle))
            self.shapes.append(Text(x + swatch + 6, middle + BASELINE * SIZE, words))
        self.top += math.ceil(len(entries) / columns) * (LEADING + 1)


def say(key: str, **values: object) -> Pair:
    """A phrase about charts in both languages, with its names filled in."""
    return both(lambda words: words.phrase("chart", key, **values))
