"""The named comparisons between a target and an outcome, each with its weight and a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from promisetrack.lexicon import table
from promisetrack.model import Evidence, Measure, Outcome, Statement, Target
from promisetrack.places import contains
from promisetrack.units import units
from promisetrack.wording import likeness, plain

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
_NUMBERED = re.compile(r"第[一二三四五六七八九十\d]{1,3}|[GS]\d{2,4}|[一二三四五六七八九\d]+号线|\dA")
_NEW = re.compile(r"新建|新增|建成|新开工")
_RENEWED = re.compile(r"改造|改建|改扩建|扩建|翻新|修缮|整治|提质|[（、]改|改、")


class Seen(NamedTuple):
    """What a comparison saw: its name, a sentence, and how strongly (1 where it is yes or no)."""

    name: str
    sentence: str
    factor: float = 1.0


def compare(target: Target, outcome: Outcome) -> tuple[Evidence, ...]:
    """All that speaks for or against the outcome being the answer to the target, the prior first."""
    table_of = weights("figure" if target.type == "quantity" else "end")
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


@cache
def weights(kind: Literal["figure", "end", "start"]) -> Mapping[str, float]:
    """The weights for targets that are figures or end states, or those that learning starts from."""
    return {name: float(value) for name, value in table("comparisons")["weights"][kind].items()}


def _indicator(target: Target, outcome: Outcome) -> Iterator[Seen]:
    if not target.indicator or not outcome.indicator:
        return
    if target.indicator == outcome.indicator:
        yield Seen("same_indicator", f"同一指标：{target.subject}")
    else:
        yield Seen("other_indicator", f"不同指标：{target.subject}／{outcome.subject}")


def _wording(target: Target, outcome: Outcome) -> Iterator[Seen]:
    ours, theirs = likeness(target.subject, outcome.subject)
    around = likeness(target.subject, context(outcome))[0]
    run = common_run(target.subject, outcome.subject if outcome.type == "quantity" else context(outcome))
    yield Seen("target_words", f"目标的措辞有{ours:.0%}见于结果：{target.subject}／{outcome.subject}", ours)
    yield Seen("outcome_words", f"结果的措辞有{theirs:.0%}见于目标", theirs)
    yield Seen("context_words", f"目标的措辞有{around:.0%}见于结果所在的句子", around)
    yield Seen("common_run", f"相同的连续字：{run or '无'}", min(len(run), 8) / 8)


@lru_cache(maxsize=65536)
def common_run(one: str, other: str) -> str:
    """The longest run of characters that two wordings share.

    >>> common_run("西三环南延工程", "南三环、西三环南延正在办理前期手续")
    '西三环南延'
    """
    match = SequenceMatcher(None, plain(one), plain(other), autojunk=False).find_longest_match()
    return plain(one)[match.a : match.a + match.size]


@lru_cache(maxsize=16384)
def context(outcome: Outcome) -> str:
    """The words around an outcome that its subject may lean on: its clauses up to the semicolon."""
    at = outcome.sentence.find(outcome.written) if outcome.written else -1
    if at < 0:
        return f"{outcome.subject}{outcome.quote}"
    opening = max(outcome.sentence.rfind(mark, 0, at) for mark in "；。：") + 1
    return outcome.sentence[max(opening, at - 60) : at + len(outcome.written) + 24]


def _unit(target: Target, outcome: Outcome) -> Iterator[Seen]:
    if not target.unit or not outcome.unit or {target.type, outcome.type} != {"quantity"}:
        return
    if target.unit == outcome.unit:
        yield Seen("same_unit", f"单位相同：{target.unit}")
    elif not _countable(target.unit, outcome.unit):
        yield Seen(
            "other_unit",
            f"单位不同：{target.unit}／{outcome.unit}",
            1.0 if _related(target.unit, outcome.unit) else 2.5,
        )


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
        yield Seen("same_measure", f"同一口径：{target.measure}")
    elif "rank" in (ours, theirs):
        yield Seen("rank_against_figure", "一个是名次，一个不是")
    else:
        yield Seen("other_measure", f"口径不同：{target.measure}／{outcome.measure}")


def _value(target: Target, outcome: Outcome) -> Iterator[Seen]:
    if target.value is not None and target.value == outcome.value and target.unit == outcome.unit:
        yield Seen("same_value", f"数值相同：{outcome.written}")


def _place(target: Target, outcome: Outcome) -> Iterator[Seen]:
    ours, theirs = place_of(target), place_of(outcome)
    if not ours or not theirs or same_place(target, outcome):
        return
    if target.type == "milestone" and contains(ours, theirs):
        return
    if contains(theirs, ours):
        if target.type != "milestone" or _is_title(target):
            yield Seen("wider_place", f"结果说的是{theirs}，目标说的是{ours}")
    else:
        yield Seen("other_place", f"地方不同：{ours}／{theirs}")


def _is_title(statement: Statement) -> bool:
    """Whether the end is a title or a list: the city's is not the district's."""
    return statement.end_state in _title_words()


@cache
def _title_words() -> frozenset[str]:
    entries = (entry for entry in table("phrases")["end_state"] if entry["object"] in ("title", "state"))
    return frozenset(word for entry in entries for word in entry["words"])


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
    if _works(target, outcome):
        yield Seen("contrast", "一个是新建，一个是改造")
        return
    if target.indicator and target.indicator == outcome.indicator:
        return
    for ours, theirs in zip(_marks(target.subject), _marks(outcome.subject), strict=True):
        if ours and theirs and not ours & theirs:
            yield Seen("contrast", f"说的是两回事：{'、'.join(sorted(ours))}／{'、'.join(sorted(theirs))}")
            return


def _works(target: Target, outcome: Outcome) -> bool:
    """New works against renewed ones, where each side says only one of the two."""
    if target.type != "quantity" or outcome.type != "quantity":
        return False
    sides = [f"{one.end_state or ''}{one.quote}{one.subject}" for one in (target, outcome)]
    new, renewed = ([bool(form.search(side)) for side in sides] for form in (_NEW, _RENEWED))
    return new != renewed and sorted(new) == sorted(renewed) == [False, True]


@lru_cache(maxsize=16384)
def _marks(text: str) -> tuple[frozenset[str], ...]:
    lists = tuple(
        frozenset(word for word in entry["words"] if word in text) for entry in table("comparisons")["contrast"]
    )
    return (*lists, frozenset(_NUMBERED.findall(text)))


def _head(target: Target, outcome: Outcome) -> Iterator[Seen]:
    """What is counted must be the same thing: firms are not towns."""
    head = plain(target.subject)[-2:]
    counted = target.unit in units() and units()[target.unit][1] in ("count", "person")
    if target.type != "quantity" or not counted or target.indicator == (outcome.indicator or ""):
        return
    if head not in plain(outcome.subject) and head not in plain(outcome.quote):
        yield Seen("other_head", f"结果里没有“{head}”")


def _name(target: Target, outcome: Outcome) -> Iterator[Seen]:
    """What sets a name apart stands at its front: 空港大道 is not 疏港大道."""
    if target.type != "milestone" or outcome.type == "quantity":
        return
    ours, theirs = plain(target.subject), plain(outcome.subject)
    if _is_title(target) != _is_title(outcome) and outcome.type == "milestone":
        yield Seen("other_end", f"一个是称号，一个不是：{target.end_state}／{outcome.end_state}")
    missing = ours[:2] not in plain(context(outcome))
    unasked = theirs[:2] not in plain(target.sentence or target.subject)
    if missing:
        yield Seen("other_name", f"结果里没有“{ours[:2]}”")
    if unasked:
        yield Seen("unasked_name", f"目标里没有“{theirs[:2]}”")
    if _one_slot(ours, theirs):
        yield Seen("one_slot", f"名称只差一处：{ours}／{theirs}")
    if missing and unasked:
        yield Seen("two_names", f"名称不同：{ours[:2]}…／{theirs[:2]}…")


@lru_cache(maxsize=16384)
def _one_slot(one: str, other: str) -> bool:
    """Whether two names of one frame differ in one place (国家森林城市, 国家园林城市)."""
    steps = [step for step in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if step[0] != "equal"]
    if len(steps) != 1 or steps[0][0] != "replace":
        return False
    _, a, b, c, d = steps[0]
    return b - a <= 3 and d - c <= 3


def _kind(target: Target, outcome: Outcome) -> Iterator[Seen]:
    pair = (target.type, outcome.type)
    if pair in (("milestone", "milestone"), ("quantity", "quantity"), ("delegated", "vague")):
        yield Seen("same_kind", "同一类陈述")
    elif pair == ("milestone", "quantity"):
        yield Seen("milestone_by_figure", "目标是一件事，结果是一个数")
    elif pair == ("quantity", "milestone"):
        yield Seen("figure_by_milestone", "目标是一个数，结果是一件事")
    elif pair == ("quantity", "vague"):
        yield Seen("figure_by_vague", "目标是一个数，结果没有给出数")
    elif pair == ("milestone", "vague"):
        yield Seen("milestone_by_vague", "目标是一件事，结果说得笼统")


_COMPARISONS: tuple[Callable[[Target, Outcome], Iterator[Seen]], ...] = (
    _indicator,
    _wording,
    _unit,
    _measure,
    _value,
    _place,
    _period,
    _contrast,
    _head,
    _name,
    _kind,
)
