"""How sure a verdict is: a probability that a careful reader would give the same one."""

from __future__ import annotations

import math

from promisetrack.lexicon import table
from promisetrack.model import Target

_WIDEST = 5.0


def rule_of(rule: str, target: Target) -> str:
    """The rule by which confidence is learnt: silence on an indicator says less than silence on a named work."""
    if rule != "silence":
        return rule
    kind = "an indicator" if target.indicator else "a figure" if target.type == "quantity" else "an end state"
    return f"silence on {kind}"


def confidence(rule: str, probability: float) -> float:
    """The probability that a verdict is right, from the rule that gave it and how probable the link is.

    For silence `probability` is that of nothing being an answer. The numbers of data/confidence.toml were learnt
    from annotated pairs (tools/calibrate.py), so that of the verdicts with a confidence of 0.9 about nine in ten
    are right.

    >>> confidence("figure against figure", 0.99) > confidence("figure against figure", 0.75)
    True
    """
    known = table("confidence")
    entry = known["rule"].get(rule, known["other"])
    return round(1 / (1 + math.exp(-(entry["offset"] + entry["slope"] * sureness(probability)))), 4)


def sureness(probability: float) -> float:
    """The log odds of a probability, kept within bounds."""
    odds = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-_WIDEST, min(_WIDEST, math.log(odds / (1 - odds))))
