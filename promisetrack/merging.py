"""The same promise in two papers is one commitment; a passage that stands twice counts once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from attrs import evolve

from promisetrack.model import Citation, Commitment, Outcome, Statement, Target
from promisetrack.wording import likeness, plain

_SAME_WORDING = 0.72
# Promises of one figure or end state that are compared with a new one: more than any report has.
_MOST = 100


def merge_commitments(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Join commitments that promise the same; the first keeps its place and takes the others' quotes in `also`.

    Two commitments are the same where they have a target of the same figure, measure and tier for the same
    indicator or subject, or the same words.
    """
    kept: list[Commitment] = []
    by_key: dict[Hashable, list[int]] = {}
    for commitment in commitments:
        keys = _keys(commitment)
        alike = (i for key in keys for i in by_key.get(key, ())[-_MOST:])
        twin = next((i for i in alike if _same(kept[i], commitment)), None)
        if twin is None:
            kept.append(commitment)
            for key in keys:
                by_key.setdefault(key, []).append(len(kept) - 1)
        else:
            kept[twin] = _joined(kept[twin], commitment)
    return tuple(kept)


def _keys(commitment: Commitment) -> list[Hashable]:
    if not commitment.targets:
        return [plain(commitment.subject)]
    return [_figure(target) for target in commitment.targets]


def _figure(statement: Statement) -> Hashable:
    if statement.value is not None:
        return (statement.measure in ("growth", "rate", "share"), abs(statement.value), statement.unit)
    return (statement.end_state or "")[-2:]


def _same(one: Commitment, other: Commitment) -> bool:
    if not one.targets or not other.targets:
        return not one.targets and not other.targets and plain(one.subject) == plain(other.subject)
    return all(any(_same_target(ours, theirs) for ours in one.targets) for theirs in other.targets)


def _same_target(one: Target, other: Target) -> bool:
    if (one.type, one.tier, _figure(one), one.place) != (other.type, other.tier, _figure(other), other.place):
        return False
    if one.indicator or other.indicator:
        return one.indicator == other.indicator
    return min(likeness(one.subject, other.subject)) >= _SAME_WORDING


def _joined(kept: Commitment, other: Commitment) -> Commitment:
    if other.span is None or other.document is None:
        return kept
    citation = Citation(document=other.document, quote=other.quote, span=other.span)
    return evolve(kept, also=(*kept.also, citation))


def merge_outcomes(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Leave a repeated passage out: the first outcome stays and keeps the places of the others in `also`."""
    kept: dict[Hashable, Outcome] = {}
    for outcome in outcomes:
        key = _repeat_key(outcome)
        first = kept.get(key)
        kept[key] = outcome if first is None else _with_place(first, outcome)
    return tuple(kept.values())


def _repeat_key(outcome: Outcome) -> Hashable:
    if not outcome.quote:
        return outcome.id
    return (plain(outcome.words), outcome.measure, outcome.value, outcome.subject, outcome.end_state)


def _with_place(first: Outcome, other: Outcome) -> Outcome:
    if other.span is None or other.document is None:
        return first
    citation = Citation(document=other.document, quote=other.quote, span=other.span)
    return evolve(first, also=(*first.also, citation))
