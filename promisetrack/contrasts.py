"""What tells two things apart that are otherwise worded alike."""

from __future__ import annotations

import re
from functools import lru_cache

from promisetrack.lexicon import indicators, table
from promisetrack.model import Outcome, Target
from promisetrack.wording import plain

_NUMBERED = re.compile(r"第[一二三四五六七八九十\d]{1,3}|[GS]\d{2,4}|[一二三四五六七八九\d]+号线|\dA")
_NEW = re.compile(r"新建|新增|建成|新开工|新[（(]?[改扩]")
_RENEWED = re.compile(r"改造|改建|改扩建|扩建|翻新|修缮|整治|提质|[（、]改|改、")
_GRADES = ("县级", "市级", "省级", "国家级")
_AND_HIGHER = re.compile("([县市省]级)(?:及|或)?以上")


def contrast(target: Target, outcome: Outcome) -> str:
    """What tells two things apart that are otherwise worded alike (登记失业率, 调查失业率), or ""."""
    if _works(target, outcome):
        return "一个是新建，一个是改造"
    if answers_indicator(target, outcome):
        return ""
    if apart := told_apart(target.subject, outcome.subject):
        ours, theirs = apart
        return f"说的是两回事：{'、'.join(sorted(ours))}／{'、'.join(sorted(theirs))}"
    return ""


def answers_indicator(target: Target, outcome: Outcome) -> bool:
    """Whether the outcome is of the target's indicator, or of a part that it is reported by."""
    return bool(target.indicator) and (target.indicator == outcome.indicator or is_stated_part(target, outcome))


def is_stated_part(target: Target, outcome: Outcome) -> bool:
    """Whether the outcome is one of the parts that the target's indicator is reported by (城乡: 城镇, 农村)."""
    entry = indicators().get(target.indicator or "")
    return entry is not None and outcome.indicator in entry.parts


def told_apart(one: str, other: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words of the first contrast list in which each side has some, and none in common."""
    pairs = zip(marks(one), marks(other), strict=True)
    return next(((ours, theirs) for ours, theirs in pairs if ours and theirs and not ours & theirs), None)


def _works(target: Target, outcome: Outcome) -> bool:
    """New works against renewed ones, where each side says only one of the two."""
    if target.type != "quantity" or outcome.type != "quantity":
        return False
    sides = [f"{one.end_state or ''}{one.words}{one.subject}" for one in (target, outcome)]
    new, renewed = ([bool(form.search(side)) for side in sides] for form in (_NEW, _RENEWED))
    return new != renewed and sorted(new) == sorted(renewed) == [False, True]


def grades(text: str) -> frozenset[str]:
    """The grades that a title or a kind is said to be of; 省级以上 is 省级 or 国家级.

    >>> sorted(grades("省级以上创新平台"))
    ['国家级', '省级']
    """
    entry = next(entry for entry in table("comparisons")["contrast"] if _GRADES[0] in entry["words"][0])
    return _said(entry["words"], text)


def _said(words: list[str], text: str) -> frozenset[str]:
    open_ended = _AND_HIGHER.sub(lambda match: "、".join(_GRADES[_GRADES.index(match[1]) :]), text)
    return frozenset(
        word.split("/", maxsplit=1)[0] for word in words if any(form in open_ended for form in word.split("/"))
    )


@lru_cache(maxsize=16384)
def marks(text: str) -> tuple[frozenset[str], ...]:
    lists = tuple(_said(entry["words"], text) for entry in table("comparisons")["contrast"])
    return (*lists, frozenset(_NUMBERED.findall(plain(text))))
