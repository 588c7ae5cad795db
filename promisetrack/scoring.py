"""From documents to a scorecard: the checks that they fit together, and every stage in its order."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import TypeVar

from promisetrack.assessment import assess
from promisetrack.errors import PartError, PromisetrackWarning
from promisetrack.extraction import extract_commitments, extract_outcomes
from promisetrack.matching import match
from promisetrack.merging import merge_commitments, merge_outcomes
from promisetrack.model import Commitment, Document, Outcome
from promisetrack.outline import outline
from promisetrack.places import contains
from promisetrack.policy import Policy
from promisetrack.scorecard import DocumentRole, Scorecard

Documents = Document | Sequence[Document]
# Called with the stage of the work, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]
_Item = TypeVar("_Item")
_PLANNING = ("plan", "annex", "self-government")


def score(
    plan: Documents, result: Documents, *, policy: Policy | None = None, progress: Progress | None = None
) -> Scorecard:
    """Judge every target of the plan by what the result reports.

    Each side is a document or several that say the same (a report and its digest): a promise in two papers
    is one commitment. Raises PartError where a plan plans nothing, a result reviews nothing or the two are
    swapped; warns, and goes on, where years do not follow each other or places differ. `progress` is called with
    each stage ("plans", "results", "matching"), how many of its steps are done and how many there are.
    """
    plans, results = _several(plan), _several(result)
    _refuse_swapped(plans, results)
    commitments = _commitments(plans, progress)
    outcomes = _outcomes(results, progress)
    rules = policy or Policy()
    baseline = merge_outcomes(outcome for document in plans for outcome in extract_outcomes(document))
    links = match(_counted(commitments, "matching", progress), outcomes)
    return Scorecard(
        documents=_roles(plans, results),
        commitments=commitments,
        outcomes=outcomes,
        assessments=assess(links, policy=rules, baseline=baseline, reviewed=_reviewed(results)),
        links=links,
        policy=rules.name,
        rules=rules,
        warnings=_warn(doubts(plans, results)),
    )


def doubts(plans: Sequence[Document], results: Sequence[Document]) -> tuple[str, ...]:
    """What a reader should know of documents that are scored together, a line each: guesses, years, places.

    >>> plan, result = Document(text="", source="a.txt", year=2022), Document(text="", source="b.txt", year=2024)
    >>> doubts([plan], [result])
    ('b.txt: it reviews 2023, but a.txt plans 2022; give the report of the year after the plan',)
    """
    notes = (f"{_name(document)}: {note}" for document in (*plans, *results) for note in document.notes)
    found = (line for pair in product(plans, results) for line in (_year_doubt(*pair), _place_doubt(*pair)) if line)
    return tuple(dict.fromkeys((*notes, *found)))


def _several(documents: Documents) -> tuple[Document, ...]:
    return (documents,) if isinstance(documents, Document) else tuple(documents)


def _counted(items: Sequence[_Item], stage: str, progress: Progress | None) -> Iterator[_Item]:
    """The items; each is told as done when the next one is asked for."""
    for done, item in enumerate(items):
        if progress:
            progress(stage, done, len(items))
        yield item
    if progress:
        progress(stage, len(items), len(items))


def _roles(plans: Iterable[Document], results: Iterable[Document]) -> tuple[DocumentRole, ...]:
    return (
        *(DocumentRole(document=document, role="plan") for document in plans),
        *(DocumentRole(document=document, role="result") for document in results),
    )


def _refuse_swapped(plans: Sequence[Document], results: Sequence[Document]) -> None:
    planned = [document.year for document in plans if document.year]
    reported = [document.year for document in results if document.year]
    known = (len(planned), len(reported)) == (len(plans), len(results)) and planned and reported
    if known and min(planned) > max(reported):
        raise PartError(
            f"{_names(plans)}: plans {min(planned)}, but the result {_names(results)} is of {max(reported)}; "
            "plan and result look swapped: give the earlier report first"
        )


def _commitments(plans: Sequence[Document], progress: Progress | None) -> tuple[Commitment, ...]:
    if not any(part.kind in _PLANNING for document in plans for part in outline(document)):
        raise PartError(f"{_names(plans)}: no part that plans a year; give the report that plans it as the plan")
    read = _counted(plans, "plans", progress)
    found = merge_commitments(promise for document in read for promise in extract_commitments(document))
    if not found:
        raise PartError(f"{_names(plans)}: its plan part holds no commitments; check that the text is complete")
    return found


def _outcomes(results: Sequence[Document], progress: Progress | None) -> tuple[Outcome, ...]:
    if not any(part.kind == "review" for document in results for part in outline(document)):
        raise PartError(f"{_names(results)}: no part that reviews a year; give the report of the year after")
    read = _counted(results, "results", progress)
    return merge_outcomes(outcome for document in read for outcome in extract_outcomes(document))


def _reviewed(results: Sequence[Document]) -> int | None:
    """The last year that the results report on: a report reviews the year before the one it plans."""
    return max((document.year - 1 for document in results if document.year), default=None)


def _year_doubt(plan: Document, result: Document) -> str | None:
    if plan.year is None or result.year is None or result.year == plan.year + 1:
        return None
    reviewed = f"it reviews {result.year - 1}, but {_name(plan)} plans {plan.year}"
    return f"{_name(result)}: {reviewed}; give the report of the year after the plan"


def _place_doubt(plan: Document, result: Document) -> str | None:
    if plan.place == result.place or not plan.place or not result.place:
        return None
    if contains(result.place, plan.place, plan.year):
        return (
            f"{_name(result)}: reports on {result.place}, of which {plan.place} is a part; mind whose figures they are"
        )
    return f"{_name(result)}: reports on {result.place}, but {_name(plan)} on {plan.place}; check files and places"


def _warn(lines: tuple[str, ...]) -> tuple[str, ...]:
    for line in lines:
        warnings.warn(line, PromisetrackWarning, stacklevel=3)
    return lines


def _name(document: Document) -> str:
    return document.source or document.title or document.id


def _names(documents: Iterable[Document]) -> str:
    return ", ".join(map(_name, documents)) or "no document"
