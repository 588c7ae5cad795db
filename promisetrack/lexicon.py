"""The tables under data/, read on first use into frozen records.

Whoever wants to add an indicator, a unit, a phrase or a heading edits a TOML file there; each entry
carries examples and counterexamples, and the tests run every one of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from attrs import field, frozen
from attrs.validators import in_

from promisetrack.errors import LexiconError


@cache
def table(name: str) -> Mapping[str, Any]:
    """A table of data/ as read: ``table("units")`` is data/units.toml."""
    path = files("promisetrack") / "data" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"data/{name}.toml: {error}; mend the table or reinstall promisetrack") from error


@frozen(kw_only=True)
class Indicator:
    """A thing that reports measure: its names, its unit, and which way is good.

    `good` is "up", "down" or None (neither); `bound` says how a plain target figure is to be read: a floor
    (GDP), a ceiling (consumer prices) or exact. `real` marks growth in constant prices, which nominal levels
    cannot decide. `parts` are the indicators that are reported where this one is promised (城乡居民收入: 城镇居民,
    农村居民).
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    measures: tuple[str, ...] = ()
    good: Literal["up", "down"] | None = field(default="up", validator=in_(["up", "down", None]))
    bound: Literal["floor", "ceiling", "exact"] = field(default="floor", validator=in_(["floor", "ceiling", "exact"]))
    real: bool = False
    parts: tuple[str, ...] = ()
    theme: str = "other"
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@cache
def indicators() -> Mapping[str, Indicator]:
    """The catalogue of indicators by id."""
    entries = (_indicator(entry) for entry in table("indicators")["indicator"])
    return {entry.id: entry for entry in entries}


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    if values.get("good") == "none":
        values["good"] = None
    return Indicator(**values)
