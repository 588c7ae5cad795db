"""Fields of targets and outcomes made by hand, and rows of tables that say what must become of them."""

from decimal import Decimal
from typing import Any

import pytest
from _pytest.mark.structures import MarkDecorator, ParameterSet

from promisetrack.assessment import assess
from promisetrack.model import Link, Outcome, Target

Fields = dict[str, Any]
NOT_MET = {"missed", "undecidable"}


def figure(measure: str, comparator: str, value: str, unit: str, **more: Any) -> Fields:
    written = {"comparator": comparator, "value": Decimal(value), "unit": unit}
    return {"subject": "某项指标", "measure": measure, **written, **more}


def growth(comparator: str, value: str, **more: Any) -> Fields:
    return figure("growth", comparator, value, "%", **more)


def added(comparator: str, value: str, **more: Any) -> Fields:
    return figure("added", comparator, value, "个", quote="新增", **more)


def level(comparator: str, value: str, **more: Any) -> Fields:
    return figure("level", comparator, value, "元", **more)


def rate(comparator: str, value: str, **more: Any) -> Fields:
    return figure("rate", comparator, value, "%", **{"subject": "城镇调查失业率", **more})


def rank(comparator: str, value: str) -> Fields:
    return figure("rank", comparator, value, "位")


def milestone(stage: str | None, **more: Any) -> Fields:
    return {
        "subject": "滨江大桥",
        "type": "milestone",
        "end_state": "建成",
        "stage": stage,
        "quote": "滨江大桥",
        **more,
    }


def vague(subject: str, end_state: str, **more: Any) -> Fields:
    words = subject + end_state
    return {"subject": subject, "type": "vague", "end_state": end_state, "quote": words, "sentence": words, **more}


def relative(end_state: str, **more: Any) -> Fields:
    return {"subject": "居民收入", "type": "relative", "measure": "growth", "end_state": end_state, **more}


def marks(fault: str) -> tuple[MarkDecorator, ...]:
    """A row that is known to go wrong is expected to: it must be taken off the list once it goes right."""
    return (pytest.mark.xfail(strict=True, reason=fault),) if fault else ()


def case(reason: str, target: Fields, outcome: Fields, verdict: str | set[str]) -> ParameterSet:
    expected = {verdict} if isinstance(verdict, str) else verdict
    return pytest.param(Target(**target), Outcome(**outcome), expected, id=reason)


def verdict_of(target: Target, outcome: Outcome) -> str:
    [found] = assess([Link(target=target, outcome=outcome)])
    return found.verdict
