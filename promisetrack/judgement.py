"""A judgement, and the words in which reasons quote a plan and its result."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import frozen

from promisetrack.model import Outcome, Target, Verdict


@frozen
class Judgement:
    """A verdict with its reason, the rule that gave it, the outcomes it rests on and how far the target was reached."""

    verdict: Verdict
    reason: str
    rule: str
    outcomes: tuple[Outcome, ...]
    degree: Decimal | None = None


_DONE = re.compile(r"完成|办结|兑现|落实|达到|达标|建成|实现|超额")


def says_done(outcome: Outcome) -> bool:
    """Whether the outcome's own words say that something was brought about."""
    return bool(_DONE.search(f"{outcome.end_state or ''}{outcome.words}"))


def promised(target: Target) -> str:
    """The target as the plan words it, in one line; its subject and end state where it was made by hand."""
    return line_of(target.quote) or f"{target.subject}{target.end_state or ''}"


def line_of(quote: str) -> str:
    """A quote in one line, without the marks of a digest."""
    return re.sub(r"[\s*]", "", quote)


def clause_of(outcome: Outcome) -> str:
    """The clause of its sentence that the outcome stands in."""
    return next(
        (clause for clause in re.split("[，；。]", outcome.sentence) if outcome.written in clause), outcome.words
    )
