"""Figures back into words: plain values as reports write them."""

from __future__ import annotations

from decimal import Decimal

from promisetrack.model import Statement

_SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "eq": "", "approx": "约", None: ""}


def figure_words(value: Decimal, unit: str | None) -> str:
    """A value with its unit as a reader would write it.

    >>> figure_words(Decimal(51150000000), "元"), figure_words(Decimal("-6.4"), "%"), figure_words(Decimal(3), "位")
    ('511.5亿元', '-6.4%', '第3位')
    """
    if unit == "位":
        return f"第{_plain(value)}位"
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if abs(value) >= size and unit != "%":
            return f"{_plain(value / size)}{name}{unit or ''}"
    return f"{_plain(value)}{unit or ''}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def statement_words(statement: Statement) -> str:
    """The figure of a target or an outcome with its sign of comparison, or its end state.

    >>> from promisetrack.model import Target
    >>> statement_words(Target(subject="建筑业总产值", comparator="gt", value=Decimal(50000000000), unit="元"))
    '>500亿元'
    """
    if statement.value is None:
        return statement.end_state or statement.written or statement.subject
    change = "" if statement.measure != "growth" else "增长" if statement.value >= 0 else "下降"
    value = abs(statement.value) if change == "下降" else statement.value
    return f"{change}{_SIGNS[statement.comparator]}{figure_words(value, statement.unit)}"
