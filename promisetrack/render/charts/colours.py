"""The colours of charts on white: each verdict apart from the others in hue and, where it is decided, in lightness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from promisetrack.render.charts.drawing import Role

GROUND: Final = "#ffffff"
COLOURS: Final[Mapping[Role, str]] = {
    "met": "#004038",
    "missed": "#c8460a",
    "claimed": "#8c4675",
    "undecidable": "#3d5fb8",
    "unreported": "#767676",
    "not_due": "#4a4a4a",
    "text": "#1c1c1c",
    "faint": "#5f5f5f",
    "line": "#8a8a8a",
    "on": "#ffffff",
}
