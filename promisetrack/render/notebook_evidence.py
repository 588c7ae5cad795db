"""The evidence of a link as named comparisons with their weights, which add up to a probability."""

from __future__ import annotations

import math

from attrs import frozen

from promisetrack.model import Evidence, Link
from promisetrack.render.visible import shorten
from promisetrack.render.words import Words

_LONGEST = 200
_WIDEST = 30.0


@frozen
class Step:
    """A comparison in words, its weight, and how far its bar reaches: from -1 (against) to 1 (for)."""

    name: str
    sentence: str
    weight: float
    reach: float


@frozen
class Balance:
    """The comparisons of a link: those with a weight, the heaviest after the starting point, and those without.

    `probability` is what the sum of the weights amounts to; None where the link's probability does not follow from it.
    """

    steps: tuple[Step, ...]
    unweighed: tuple[Step, ...]
    sum: Step
    probability: float | None


def balance(link: Link, words: Words) -> Balance:
    """A link's evidence in words.

    >>> from promisetrack.model import Target
    >>> seen = Evidence(name="same_indicator", weight=4.5, sentence="同一指标：地区生产总值")
    >>> found = balance(Link(target=Target(subject="地区生产总值"), evidence=(seen,)), Words("en"))
    >>> [(step.name, step.weight, step.reach) for step in found.steps]
    [('Same indicator', 4.5, 1.0)]
    """
    scale = max((abs(_bounded(weight)) for weight in (*(item.weight for item in link.evidence), link.score)), default=0)
    weighed = sorted((item for item in link.evidence if item.weight), key=_rank)
    total = Evidence(name="", weight=link.score, sentence="")
    return Balance(
        steps=tuple(_step(item, scale, words) for item in weighed),
        unweighed=tuple(_step(item, scale, words) for item in link.evidence if not item.weight),
        sum=_step(total, scale, words),
        probability=_follows(link),
    )


def _rank(item: Evidence) -> tuple[bool, float]:
    return (item.name != "prior", -abs(item.weight))


def _step(item: Evidence, scale: float, words: Words) -> Step:
    reach = _bounded(item.weight) / scale if scale else 0.0
    name = words.name("evidence", item.name) if item.name else words.phrase("notebook", "sum")
    return Step(shorten(name, _LONGEST), shorten(item.sentence, _LONGEST), item.weight, reach)


def _bounded(weight: float) -> float:
    return max(-_WIDEST, min(_WIDEST, weight))


def _follows(link: Link) -> float | None:
    """The sum as a probability, where that is the link's own: silence and lists have one that was set otherwise."""
    share = 1 / (1 + math.exp(-_bounded(link.score)))
    return share if link.outcome is not None and math.isclose(share, link.probability, abs_tol=0.0001) else None
