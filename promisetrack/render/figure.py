"""A statement's figure: as the text has it, or put together in a language where there is no text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, Literal

from promisetrack.lexicon import table
from promisetrack.model import Outcome, Target
from promisetrack.render.visible import clean

Language = Literal["zh", "en"]
_CHANGE: Final = re.compile("[增长升降减跌落缩翻]")
_LARGE: Final[Mapping[Language, tuple[tuple[Decimal, str], ...]]] = {
    "zh": ((Decimal(10**8), "亿"), (Decimal(10**4), "万")),
    "en": ((Decimal(10**12), " trillion"), (Decimal(10**9), " billion"), (Decimal(10**6), " million")),
}


def figure(statement: Target | Outcome) -> str:
    """A statement's figure or end state as the text has it, or composed where there is no text.

    >>> figure(Target(subject="地区生产总值", measure="growth", comparator="ge", value=Decimal(6), unit="%"))
    '增长6%以上'
    >>> figure(Outcome(subject="进出口总额", value=Decimal(251_000_000_000), unit="元"))
    '2510亿元'
    >>> figure(Target(subject="黄茅海跨海通道", type="milestone", end_state="建成"))
    '建成'
    """
    if statement.written:
        return _direction(statement) + clean(statement.written)
    if statement.value is not None:
        return amount(statement, "zh")
    kind = table("interface")["type"].get(statement.type, {}) if statement.type not in ("quantity", "milestone") else {}
    return clean(statement.end_state or "") or str(kind.get("zh", ""))


def label(statement: Target | Outcome) -> str:
    """The subject and its figure or end state; what both say is said once (建成滨江大桥).

    >>> label(Target(subject="新会首个千亿元GDP强区", type="milestone", end_state="成为首个千亿元GDP强区"))
    '新会成为首个千亿元GDP强区'
    >>> works = {"subject": "明德二路", "written": "建成明德二路、吉祥南路等8条道路", "quote": "建成明德二路"}
    >>> label(Target(type="milestone", **works))
    '建成明德二路'
    """
    subject, value, quote = clean(statement.subject), figure(statement), clean(statement.words)
    if subject in value:
        told_alone = statement.type == "milestone" and subject in quote and quote in value and quote != subject
        return quote if told_alone else value
    both = _common_end(subject, value) if statement.type == "milestone" else 0
    return f"{subject[:-both]}{value}" if both >= _SAID_TWICE else f"{subject} {value}".strip()


_SAID_TWICE = 4


def _common_end(one: str, other: str) -> int:
    """How many characters two texts share at their ends."""
    pairs = zip(one[::-1], other[::-1], strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def told(target: Target, outcomes: Iterable[Outcome]) -> str:
    """The figure of the best outcome, with its subject where it is not the target's; "" where there is no outcome."""
    best = next(iter(outcomes), None)
    if best is None:
        return ""
    return figure(best) if best.subject == target.subject and figure(best) else label(best)


def amount(statement: Target | Outcome, language: Language) -> str:
    """The value that was understood, in words of a language; "" where there is none.

    >>> target = Target(subject="进出口", measure="level", comparator="gt", value=Decimal(251_000_000_000), unit="元")
    >>> amount(target, "zh"), amount(target, "en")
    ('超2510亿元', 'more than 251 billion yuan')
    """
    value = statement.value
    if value is None:
        return ""
    falls = statement.measure == "growth" and value < 0
    measure, value = ("fall", -value) if falls else (statement.measure or "", value)
    comparator = statement.comparator or ""
    scaled = _scaled(value, language) + _unit(statement.unit or "", language)
    parts = (_word("measure", measure, language), _word("before", comparator, language), scaled)
    return "".join((*parts, _word("after", comparator, language)))


def _direction(statement: Target | Outcome) -> str:
    """Whether a rate of change rises or falls, where the figure as written does not say it."""
    if statement.measure != "growth" or statement.value is None or _CHANGE.search(statement.written):
        return ""
    return _word("measure", "fall" if statement.value < 0 else "growth", "zh")


def _word(section: str, name: str, language: Language) -> str:
    entry: Mapping[str, Any] = table("interface")[section].get(name, {})
    return str(entry.get(language, ""))


def _unit(unit: str, language: Language) -> str:
    if language == "zh":
        return clean(unit)
    name = str(table("interface")["unit"].get(unit, clean(unit)))
    return name if name in ("", "%") else f" {name}"


def _scaled(value: Decimal, language: Language) -> str:
    large = _LARGE[language]
    size, word = next(((size, word) for size, word in large if abs(value) >= size), (Decimal(1), ""))
    scaled = (value / size).normalize()
    return f"{scaled:,f}{word}" if language == "en" else f"{scaled:f}{word}"
