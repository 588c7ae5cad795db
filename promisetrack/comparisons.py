"""The named comparisons between a target and an outcome, each with its weight and a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Literal

from promisetrack.alike import Seen, field, head, is_title, meaning, name, quoted, wording
from promisetrack.candour import admits
from promisetrack.contrasts import contrast, is_stated_part, marks, told_apart
from promisetrack.indicators import find
from promisetrack.lexicon import indicators, table
from promisetrack.model import Evidence, Measure, Outcome, Statement, Target
from promisetrack.places import contains
from promisetrack.units import units
from promisetrack.wording import likeness

Kind = Literal["figure", "end", "start"]
Weighing = Mapping[Kind, Mapping[str, float]]

_CLASSES: Mapping[Measure, str] = {
    "level": "amount",
    "added": "amount",
    "other": "amount",
    "growth": "growth",
    "share": "ratio",
    "rate": "ratio",
    "rank": "rank",
    "multiple": "multiple",
}
_CALLED = {"amount": "总量或增量", "growth": "增长率", "ratio": "比例", "rank": "名次", "multiple": "倍数"}


def compare(target: Target, outcome: Outcome, weighing: Weighing | None = None) -> tuple[Evidence, ...]:
    """All that speaks for or against the outcome being the answer to the target, the prior first.

    `weighing` holds other weights than those of data/comparisons.toml.
    """
    kind = kind_of(target)
    table_of = weighing[kind] if weighing else weights(kind)
    prior = Evidence(name="prior", weight=table_of["prior"], sentence="多数结果与某一目标无关")
    found = (
        Evidence(name=seen.name, weight=round(table_of[seen.name] * seen.factor, 3), sentence=seen.sentence)
        for seen in look(target, outcome)
    )
    return (prior, *found)


def look(target: Target, outcome: Outcome) -> Iterator[Seen]:
    """What the comparisons see, not yet weighed."""
    for comparison in _COMPARISONS:
        yield from comparison(target, outcome)


def kind_of(target: Target) -> Kind:
    """Figures and end states are weighed apart."""
    return "figure" if target.type == "quantity" else "end"


@cache
def weights(kind: Kind) -> Mapping[str, float]:
    """The weights for targets that are figures or end states, or those that learning starts from."""
    return {name: float(value) for name, value in table("comparisons")["weights"][kind].items()}


def _indicator(target: Target, outcome: Outcome) -> Iterator[Seen]:
    if not target.indicator or not outcome.indicator:
        if target.type == outcome.type == "quantity" and (target.indicator or outcome.indicator):
            yield Seen("one_indicator", f"只有一方是统计指标：{target.subject}／{outcome.subject}")
        return
    if target.indicator == outcome.indicator:
        yield Seen("same_indicator", f"同一指标：{target.subject}")
    elif is_stated_part(target, outcome) and (target.type == "relative" or target.measure == outcome.measure):
        yield Seen("stated_part", f"分开报告的一部分：{outcome.subject}")
    elif part_of(target.indicator, outcome.indicator) or part_of(outcome.indicator, target.indicator):
        yield Seen("part_indicator", f"一个是另一个的一部分：{target.subject}／{outcome.subject}")
    elif _is_related(target.indicator, outcome.indicator):
        yield Seen("related_indicator", f"相近的指标：{target.subject}／{outcome.subject}")
    else:
        yield Seen("other_indicator", f"不同指标：{target.subject}／{outcome.subject}")


@cache
def part_of(one: str, other: str) -> bool:
    """Whether an indicator's name says all that another's says, and more (引进产业项目投资额 of 引进项目投资额)."""
    name, whole = (indicators()[key].name if key in indicators() else key for key in (one, other))
    same_head = name[-2:] == whole[-2:] and len(name) > len(whole)
    if not same_head or _RATIO.search(name) or told_apart(name, whole) is not None or _is_union(name, whole):
        return False
    letters = iter(name)
    return all(letter in letters for letter in whole)


def _is_union(name: str, whole: str) -> bool:
    """中小学幼儿园 are more than 幼儿园, not a part of them."""
    pairs = zip(marks(name), marks(whole), strict=True)
    return bool(re.search("[和与及]", name)) or any(theirs and ours > theirs for ours, theirs in pairs)


_RATIO = re.compile("人均|单位|占|比|率|每")


@cache
def _is_related(one: str, other: str) -> bool:
    """Whether two indicators differ in scope only (全体居民／农村居民人均可支配收入)."""
    names = [indicators()[key].name if key in indicators() else key for key in (one, other)]
    return told_apart(*names) is None and min(likeness(*names)) > _SCOPE_ONLY


_SCOPE_ONLY = 0.6


def _unit(target: Target, outcome: Outcome) -> Iterator[Seen]:
    if not target.unit or not outcome.unit or {target.type, outcome.type} != {"quantity"}:
        return
    if target.unit == outcome.unit:
        yield Seen("same_unit", f"单位相同：{target.unit}")
    elif _of_two_dimensions(target.unit, outcome.unit):
        yield Seen("other_dimension", f"一个是个数，一个是长度、面积或重量：{target.unit}／{outcome.unit}")
    elif not _countable(target.unit, outcome.unit):
        yield Seen(
            "other_unit",
            f"单位不同：{target.unit}／{outcome.unit}",
            0.2 if _related(target.unit, outcome.unit) else 1.0,
        )


def _of_two_dimensions(one: str, other: str) -> bool:
    """65个 and 65公里 count different things, even of one name."""
    kinds = [units()[name][1] for name in (one, other) if name in units()]
    return len(kinds) == 2 and "measure" in kinds and bool({"count", "person"} & set(kinds))


def _countable(one: str, other: str) -> bool:
    kinds = {units()[name][1] for name in (one, other) if name in units()}
    return bool(kinds) and kinds <= {"count", "person"}


def _related(one: str, other: str) -> bool:
    """Whether both are sums, or both rates: 公里 and 元 never count the same thing."""
    kinds = {units()[name][1] for name in (one, other) if name in units()}
    return len(kinds) < 2 or kinds <= {"percent", "points", "money", "multiple"}


def measure_class(measure: Measure | None) -> str | None:
    """Amounts, rates of change, ratios, ranks and multiples: what may be set side by side."""
    return _CLASSES[measure] if measure else None


def _measure(target: Target, outcome: Outcome) -> Iterator[Seen]:
    ours, theirs = measure_class(target.measure), measure_class(outcome.measure)
    if target.type != "quantity" or outcome.type != "quantity" or not ours or not theirs:
        return
    if ours == theirs:
        yield Seen("same_measure", f"同一口径：{_CALLED[ours]}")
    elif "rank" in (ours, theirs):
        yield Seen("rank_against_figure", "一个是名次，一个不是")
    else:
        yield Seen("other_measure", f"口径不同：{_CALLED[ours]}／{_CALLED[theirs]}")


def _value(target: Target, outcome: Outcome) -> Iterator[Seen]:
    if target.value is not None and target.value == outcome.value and target.unit == outcome.unit:
        telling = len(target.value.normalize().as_tuple().digits) >= _TELLING
        yield Seen("telling_value" if telling else "same_value", f"数值相同：{outcome.written}")
    if target.unit == outcome.unit and target.value and outcome.value and target.value * outcome.value > 0:
        nearness = math.exp(-abs(math.log(outcome.value / target.value)))
        yield Seen("near_value", f"数值相近：{target.written}／{outcome.written}", nearness)


_TELLING = 3


def _place(target: Target, outcome: Outcome) -> Iterator[Seen]:
    ours, theirs = place_of(target), place_of(outcome)
    if not ours or not theirs or same_place(target, outcome):
        return
    if target.type == "milestone" and contains(ours, theirs):
        return
    if contains(theirs, ours):
        if target.type != "milestone" or is_title(target):
            yield Seen("wider_place", f"结果说的是{theirs}，目标说的是{ours}")
    else:
        yield Seen("other_place", f"地方不同：{ours}／{theirs}")


def same_place(target: Target, outcome: Outcome) -> bool:
    """Whether both hold for the same place, as far as it is known."""
    ours, theirs = place_of(target), place_of(outcome)
    return not ours or not theirs or ours.endswith(theirs) or theirs.endswith(ours)


def place_of(statement: Statement) -> str | None:
    """The place that a statement holds for."""
    return statement.place or statement.jurisdiction


def _period(target: Target, outcome: Outcome) -> Iterator[Seen]:
    if not target.due or not outcome.period:
        return
    if "/" in outcome.period and outcome.period.split("/")[0][:4] != target.due[:4]:
        yield Seen("other_period", f"结果说的是{outcome.period}，目标说的是{target.due}")
    elif "/" not in outcome.period and outcome.period[:4] < target.due[:4] and target.type == "quantity":
        return


def _contrast(target: Target, outcome: Outcome) -> Iterator[Seen]:
    if said := contrast(target, outcome):
        yield Seen("contrast", said)


def _admission(target: Target, outcome: Outcome) -> Iterator[Seen]:
    """地区生产总值等指标未达预期 answers the target for it."""
    admitted = outcome.type == "vague" and target.indicator and admits(outcome.words)
    if admitted and any(entry.id == target.indicator for entry, _, _ in find(outcome.words)):
        yield Seen("admitted", f"结果自认没有达到：{target.subject}")


def _kind(target: Target, outcome: Outcome) -> Iterator[Seen]:
    pair = (target.type, outcome.type)
    if pair in (("milestone", "milestone"), ("quantity", "quantity"), ("delegated", "vague")):
        yield Seen("same_kind", "同一类陈述")
    elif pair == ("milestone", "quantity"):
        yield Seen("milestone_by_figure", "目标是一件事，结果是一个数")
    elif pair == ("quantity", "milestone"):
        yield Seen("figure_by_milestone", "目标是一个数，结果是一件事")
    elif target.type != "delegated" and outcome.type == "vague" and outcome.end_state is None:
        yield Seen("only_mentioned", "结果只是提到，没有说到什么程度")
    elif pair == ("quantity", "vague"):
        yield Seen("figure_by_vague", "目标是一个数，结果没有给出数")
    elif pair == ("milestone", "vague"):
        yield Seen("milestone_by_vague", "目标是一件事，结果说得笼统")


_COMPARISONS: tuple[Callable[[Target, Outcome], Iterator[Seen]], ...] = (
    _indicator,
    wording,
    meaning,
    quoted,
    field,
    _unit,
    _measure,
    _value,
    _place,
    _period,
    _contrast,
    head,
    name,
    _kind,
    _admission,
)
