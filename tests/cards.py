"""Scorecards to write files from: one made by hand with everything in it, and a pair of real reports."""

import glob
import warnings
from functools import cache
from itertools import cycle
from pathlib import Path

from attrs import evolve
from sample_card import BRIDGE, BUILT, CARD, GREW, GROWTH, PLAN

from promisetrack.errors import PromisetrackWarning
from promisetrack.model import Citation, Evidence, Flip, Link, Repair, Span
from promisetrack.reading import read
from promisetrack.scorecard import DocumentRole, Scorecard
from promisetrack.scoring import score

SEEN = Evidence(name="same_indicator", weight=2.5, sentence="同一指标")
FULL = evolve(
    CARD,
    documents=(
        DocumentRole(document=evolve(PLAN, repairs=(Repair(kind="markup", span=Span(1, 2)),)), role="plan"),
        *CARD.documents[1:],
    ),
    outcomes=(evolve(GREW, also=(Citation(document="d1", quote="增长5.5%", span=Span(0, 6)),)), BUILT),
    assessments=(evolve(CARD.assessments[0], flips=(Flip("looser", "met"),)), *CARD.assessments[1:]),
    links=(
        Link(target=GROWTH, outcome=GREW, evidence=(SEEN,), probability=0.97),
        Link(target=BRIDGE, probability=0.8),
    ),
    warnings=("b.txt: the year is guessed",),
)


@cache
def pair(shared: Path) -> Scorecard:
    """A real plan with the report of the year after."""
    plan, result = (glob.glob(str(shared / "seeds" / f"{number}_*.txt"))[0] for number in ("000", "001"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PromisetrackWarning)
        return score(read(plan), read(result))


def grown(card: Scorecard, number: int) -> Scorecard:
    """A scorecard with as many promises that have targets, repeated from one, each with ids of its own."""
    kept = [(promise, found) for promise, found in card.checked() if found]
    commitments, assessments = [], []
    for place, (promise, found) in zip(range(number), cycle(kept), strict=False):
        targets = tuple(evolve(item.target, id=f"{item.target.id}-{place}") for item in found)
        commitments.append(evolve(promise, id=f"{promise.id}-{place}", targets=targets))
        assessments += [evolve(item, target=target) for item, target in zip(found, targets, strict=True)]
    return evolve(card, commitments=tuple(commitments), assessments=tuple(assessments))
