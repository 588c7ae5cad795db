"""What a chart is drawn of: boxes, lines, discs, wedges and texts, all in the pixels of the chart."""

from __future__ import annotations

from typing import Literal, TypeGuard

from attrs import frozen

from promisetrack.model import Verdict
from promisetrack.render.bilingual import Pair
from promisetrack.render.figure import Language

# Whose colour a shape has: a verdict's, or that of words, of lesser words, of rules, or of words on a full colour.
Role = Verdict | Literal["text", "faint", "line", "on"]
Anchor = Literal["start", "middle", "end"]
SIZE = 13.0


@frozen
class Boxes:
    """Rectangles (x, y, width, height) of one look; `opacity` is that of what fills them."""

    boxes: tuple[tuple[float, float, float, float], ...]
    role: Role
    opacity: float = 1.0
    outlined: bool = False


@frozen
class Lines:
    """Straight lines (x, y, x, y) of one look; `dashes` are the lengths of stroke and gap by turns."""

    lines: tuple[tuple[float, float, float, float], ...]
    role: Role
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    opacity: float = 1.0


@frozen
class Discs:
    """Full circles around (x, y) of one look."""

    centres: tuple[tuple[float, float], ...]
    radius: float
    role: Role


@frozen
class Wedge:
    """An arrow's head that points to the right, or to the left where `width` is negative."""

    x: float
    y: float
    width: float
    height: float
    role: Role


@frozen
class Text:
    """A line of words: the same in both languages, or a pair of which the chart shows one."""

    x: float
    y: float
    words: str | Pair
    role: Role = "text"
    anchor: Anchor = "start"
    size: float = SIZE

    def of(self, language: Language) -> str:
        """The words in a language."""
        if isinstance(self.words, str):
            return self.words
        return self.words.zh if language == "zh" else self.words.en


Shape = Boxes | Lines | Discs | Wedge | Text


def is_text(shape: Shape) -> TypeGuard[Text]:
    """Whether a shape is words."""
    return isinstance(shape, Text)
