"""Shapes as elements of an SVG picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from promisetrack.render.charts.colours import COLOURS
from promisetrack.render.charts.drawing import Boxes, Discs, Lines, Role, Shape, Text, Wedge, is_text

# How a role's colour is given: the role and the attributes that take it, fill or stroke or both.
Paint = Callable[..., str]
Lettering = Callable[[Iterable[Text]], Iterator[str]]


def by_class(role: Role, *attributes: str) -> str:
    """Attributes by which a page's style sheet gives a shape its colour: `color` of the class c-met, and so on.

    >>> by_class("met", "fill")
    'class="c-met" fill="currentColor"'
    """
    return " ".join([f'class="c-{role}"', *(f'{name}="currentColor"' for name in attributes)])


def by_colour(role: Role, *attributes: str) -> str:
    """Attributes with the colours on white.

    >>> by_colour("met", "fill")
    'fill="#004038"'
    """
    return " ".join(f'{name}="{COLOURS[role]}"' for name in attributes)


def elements(shapes: Iterable[Shape], paint: Paint, lettering: Lettering) -> Iterator[str]:
    """The shapes as elements; texts that follow each other are handed over together."""
    for text, group in groupby(shapes, is_text):
        found = list(group)
        if text:
            yield from lettering(shape for shape in found if is_text(shape))
        else:
            yield from (_element(shape, paint) for shape in found if not is_text(shape))


def number(value: float, digits: int = 1) -> str:
    """A length without needless digits.

    >>> number(12.0), number(0.25, 2), number(-0.01)
    ('12', '.25', '0')
    """
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0", "-") else text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _element(shape: Shape, paint: Paint) -> str:
    if isinstance(shape, Boxes):
        return _boxes(shape, paint)
    if isinstance(shape, Lines):
        return _lines(shape, paint)
    if isinstance(shape, Discs):
        return "".join(_disc(x, y, shape, paint) for x, y in shape.centres)
    assert isinstance(shape, Wedge)
    half, ahead = number(shape.height / 2), number(shape.width)
    path = f"M{number(shape.x)} {number(shape.y - shape.height / 2)}v{number(shape.height)}l{ahead} -{half}z"
    return f'<path {paint(shape.role, "fill")} d="{path}"/>'


def _boxes(shape: Boxes, paint: Paint) -> str:
    path = "".join(
        f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"
        for x, y, width, height in shape.boxes
    )
    pale = f' fill-opacity="{number(shape.opacity, 2)}"' if shape.opacity < 1 else ""
    return f'<path {paint(shape.role, "fill", *(["stroke"] * shape.outlined))}{pale} d="{path}"/>'


def _lines(shape: Lines, paint: Paint) -> str:
    path = "".join(_line(*line) for line in shape.lines)
    dashes = " ".join(number(dash, 3) for dash in shape.dashes)
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    more += f' stroke-opacity="{number(shape.opacity, 2)}"' if shape.opacity < 1 else ""
    return f'<path {paint(shape.role, "stroke")} stroke-width="{number(shape.width, 2)}"{more} d="{path}"/>'


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"M{number(x)} {number(y)}" + (f"h{number(to_x - x)}" if y == to_y else f"L{number(to_x)} {number(to_y)}")


def _disc(x: float, y: float, shape: Discs, paint: Paint) -> str:
    return f'<circle {paint(shape.role, "fill")} cx="{number(x)}" cy="{number(y)}" r="{number(shape.radius)}"/>'
