"""Units and the figure as it stands in a sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Literal

from attrs import frozen

from promisetrack.lexicon import table
from promisetrack.model import Comparator

UnitClass = Literal[
    "money", "percent", "points", "multiple", "person", "count", "measure", "time", "rank", "ratio", "none"
]


@frozen
class Figure:
    """One figure: where it stands (with its comparator), what it says, and how sure the reading is.

    `high` is the upper end of a range (1-2个); `core` is where the number itself begins.
    """

    start: int
    core: int
    end: int
    value: Decimal
    unit: str | None
    kind: UnitClass
    comparator: Comparator
    high: Decimal | None = None
    marked: bool = False

    def written(self, text: str) -> str:
        """The figure as the text has it, comparator included."""
        return text[self.start : self.end]


@cache
def units() -> dict[str, tuple[str, UnitClass]]:
    """Every spelling of a unit with its symbol and class."""
    found: dict[str, tuple[str, UnitClass]] = {}
    for entry in table("units")["unit"]:
        for name in (entry["symbol"], *entry.get("aliases", ())):
            found[name] = (entry["symbol"], entry["class"])
    return found


def alternatives(words: object) -> str:
    """The words as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]
