"""The same report in every format gives the same sentences, targets, values and verdicts, and exact quotes."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from formats import FORMATS
from opencc import OpenCC

import promisetrack as pt

LEAST = 0.99
pytestmark = pytest.mark.filterwarnings("ignore::promisetrack.PromisetrackWarning")


@cache
def seed(folder: Path, number: str) -> str:
    """The text of one of the seeds."""
    return next((folder / "seeds").glob(f"{number}*.txt")).read_text(encoding="utf-8")


@cache
def made(folder: Path, number: str, form: str) -> pt.Document:
    """A seed, written in a format and read again."""
    return pt.read(FORMATS[form](seed(folder, number)))


def sentences(text: str) -> Counter[str]:
    """The sentences of a text without white space."""
    bare = (re.sub(r"\s", "", sentence) for sentence in re.split(r"[。！？\n]", text))
    return Counter(sentence for sentence in bare if sentence)


def told(card: pt.Scorecard) -> list[tuple[object, ...]]:
    """What a scorecard says, without the places."""
    return [
        (a.target.subject, a.target.value, a.target.unit, a.target.comparator, a.target.tier, a.target.due, a.verdict)
        for a in card.assessments
    ]


def quoted(card: pt.Scorecard) -> Iterator[tuple[str | None, str, pt.Span | None]]:
    """Every quote of a scorecard with its document and its place."""
    for promise in card.commitments:
        yield promise.document, promise.quote, promise.span
        yield from ((target.document, target.quote, target.span) for target in promise.targets)
    for outcome in card.outcomes:
        yield outcome.document, outcome.quote, outcome.span
        yield from ((citation.document, citation.quote, citation.span) for citation in outcome.also)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_sentences_are_the_same(shared: Path, number: str, form: str) -> None:
    theirs, ours = sentences(seed(shared, number)), sentences(made(shared, number, form).text)
    assert (theirs & ours).total() >= LEAST * theirs.total(), (theirs - ours).most_common(5)


@pytest.mark.parametrize("form", FORMATS)
def test_the_targets_values_and_verdicts_are_the_same(shared: Path, form: str) -> None:
    plan, result = (pt.read(seed(shared, number).encode()) for number in ("000", "001"))
    plain, card = pt.score(plan, result), pt.score(made(shared, "000", form), made(shared, "001", form))
    assert told(card) == told(plain)
    texts = {role.document.id: role.document for role in card.documents}
    assert all(span and texts[document].quote(span) == quote for document, quote, span in quoted(card) if document)


@pytest.mark.parametrize("number", ["000", "002"])
def test_a_traditional_copy_gives_the_same_targets_and_verdicts(shared: Path, number: str) -> None:
    convert = OpenCC("s2t").convert
    plan, result = (pt.read(seed(shared, one).encode()) for one in (number, "001"))
    old_plan, old_result = (pt.read(convert(seed(shared, one)).encode()) for one in (number, "001"))
    assert old_plan.text != plan.text
    assert (old_plan.place, old_plan.year, old_plan.kind) == (plan.place, plan.year, plan.kind)
    card = pt.score(old_plan, old_result)
    assert told(card) == told(pt.score(plan, result))
    assert all(promise.quote in old_plan.text for promise in card.commitments)
