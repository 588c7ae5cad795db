"""Records as text of at most 80 columns, beside the HTML of a notebook and for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from promisetrack.model import Assessment, Commitment, Document, Link, Outcome, Shown, Target
from promisetrack.outline import outline
from promisetrack.render import notebook_facts as facts
from promisetrack.render.figure import Language, label, told
from promisetrack.render.lines import COLUMNS, columns, padded, table_row, wrap
from promisetrack.render.notebook_evidence import Step, balance
from promisetrack.render.notebook_facts import Fact
from promisetrack.render.quoted import passage
from promisetrack.render.visible import shorten
from promisetrack.render.words import Words, words_of
from promisetrack.scorecard import Scorecard

_ROWS: Final = 30
_LONGEST: Final = 120
_BAR: Final = 8
_WEIGHT: Final = 7
_NAME: Final = 29


def text_of(record: Shown, language: Language = "zh") -> str:
    """A record as lines of at most 80 columns, in Chinese or English.

    >>> print(text_of(Commitment(subject="高质量发展")))
    承诺：高质量发展
    对象  高质量发展
    措辞  一般承诺
    没有写明数字，也没有写明做到哪一步，无从核对。
    """
    lines = next(_VIEWS[known] for known in type(record).__mro__ if known in _VIEWS)
    return "\n".join(lines(record, words_of(language)))


def _scorecard(card: Scorecard, words: Words) -> Iterator[str]:
    """The headline and the counts, and the first targets: the whole is what its renderings are for."""
    yield from wrap(words.title(card))
    for line in (*map(words.document, card.documents), *_warnings(card.warnings, words)):
        yield from wrap(line, hanging=6)
    for line in words.headline(card.summary):
        yield from wrap(line)
    yield from wrap(words.counts(card.summary.base))
    checked = (assessment for _, found in card.checked() for assessment in found)
    for assessment in islice(checked, _ROWS):
        yield from wrap(_verdict(assessment, words), hanging=2)
    if (left := len(card.assessments) - _ROWS) > 0:
        yield from wrap(words.phrase("notebook", "more_targets", number=left))


def _warnings(warnings: Iterable[str], words: Words) -> Iterator[str]:
    return (shorten(words.warned(warning), _LONGEST) for warning in warnings)


def _verdict(assessment: Assessment, words: Words) -> str:
    word, target = words.verdict(assessment.verdict), assessment.target
    answer = told(target, assessment.outcomes)
    name = shorten(label(target), _LONGEST)
    return f"{word.mark} {word.word} {name}{facts.stretch(target, words)}" + (
        f" → {shorten(answer, _LONGEST)}" if answer else ""
    )


def _document(document: Document, words: Words) -> Iterator[str]:
    yield from _headed("document", facts.title_of(document, words), words)
    yield from _listed(facts.of_document(document, words))
    yield from wrap(words.mended(document)) if document.repairs else ()
    for part in outline(document) if document.text else ():
        named = (words.name("part", part.kind), facts.when(part.period, words), shorten(part.heading, _LONGEST))
        size = words.phrase("notebook", "characters", number=f"{part.span.end - part.span.start:,}")
        yield from wrap(words.say("between_items").join(filter(None, (*named, size))), first=2, hanging=4)
    yield from wrap(facts.opening(document).replace("\n", " ") or words.phrase("notebook", "no_text"))


def _commitment(promise: Commitment, words: Words) -> Iterator[str]:
    yield from _headed("commitment", promise.quote or promise.subject, words)
    yield from _listed(facts.of_commitment(promise, words))
    for target in promise.targets:
        due = facts.when(target.due, words)
        named = (f"{shorten(label(target), _LONGEST)}{facts.stretch(target, words)}", due)
        yield from wrap(f"· {words.say('between_items').join(filter(None, named))}", hanging=2)
    if not promise.targets:
        yield from wrap(words.phrase("notebook", "no_targets"))


def _statement(statement: Target | Outcome, words: Words) -> Iterator[str]:
    kind = "target" if isinstance(statement, Target) else "outcome"
    yield from _headed(kind, label(statement), words)
    yield from _listed([*facts.of_statement(statement, words), *_quoted("quote", statement, words)])


def _link(link: Link, words: Words) -> Iterator[str]:
    yield from _headed("link", label(link.target), words)
    told = words.phrase("notebook", "no_outcome") if link.outcome is None else shorten(label(link.outcome), _LONGEST)
    sure = words.phrase("notebook", "answers_not" if link.outcome is None else "answers")
    quotes = _quoted("promised", link.target, words)
    quotes += _quoted("reported", link.outcome, words) if link.outcome else []
    outcome = Fact(words.phrase("notebook", "outcome"), told)
    yield from _listed([outcome, Fact(sure, facts.sure(link.probability, words)), *quotes])
    yield from _evidence(link, words)


def _evidence(link: Link, words: Words) -> Iterator[str]:
    found = balance(link, words)
    if not link.evidence:
        yield from wrap(words.phrase("notebook", "no_evidence"))
    for step in found.steps or found.unweighed:
        yield from _step(step)
    if found.steps:
        share = found.probability
        said = "" if share is None else words.phrase("notebook", "sum_as", share=facts.sure(share, words))
        yield from _step(found.sum, said)
    if found.steps and found.unweighed:
        count = words.phrase("notebook", "unweighed", number=len(found.unweighed))
        names = words.joined(step.name for step in found.unweighed)
        yield from wrap(f"{count}{words.say('and_so')}{names}", hanging=2)


def _step(step: Step, sentence: str = "") -> list[str]:
    """A line of a comparison: its name, its weight, a bar of pluses or minuses, and what was seen."""
    bar = ("+" if step.reach > 0 else "-") * round(abs(step.reach) * _BAR)
    rest = COLUMNS - _NAME - _WEIGHT - _BAR - 6
    weight = f"{step.weight:+.2f}".rjust(_WEIGHT) if step.weight else ""
    return table_row([step.name, weight, bar, sentence or step.sentence], [_NAME, _WEIGHT, _BAR, rest])


def _assessment(assessment: Assessment, words: Words) -> Iterator[str]:
    word = words.verdict(assessment.verdict)
    yield from wrap(f"{word.mark} {word.word}{words.say('and_so')}{word.meaning}", hanging=2)
    quotes = _quoted("promised", assessment.target, words)
    for outcome in assessment.outcomes[: facts.QUOTES]:
        quotes += _quoted("reported", outcome, words)
    yield from _listed([*facts.of_assessment(assessment, words), *quotes])
    if not assessment.outcomes:
        yield from wrap(words.say("no_answer"))
    if (left := len(assessment.outcomes) - facts.QUOTES) > 0:
        yield from wrap(words.phrase("notebook", "more_outcomes", number=left))


def _headed(kind: str, name: str, words: Words) -> list[str]:
    told = shorten(name, _LONGEST) or words.phrase("notebook", "no_name")
    return wrap(words.phrase("notebook", "titled", kind=words.phrase("notebook", kind), name=told), hanging=2)


def _quoted(key: str, statement: Target | Outcome, words: Words) -> list[Fact]:
    quote = str(passage(statement))
    return [Fact(words.phrase("notebook", key), quote)] if quote else []


def _listed(found: list[Fact]) -> Iterator[str]:
    """A line a fact: names in a column, what is said beside them."""
    widest = max((columns(fact.name, ambiguous=1) for fact in found), default=0)
    for fact in found:
        yield from wrap(f"{padded(fact.name, widest)}  {fact.value}", hanging=widest + 2)


_VIEWS: Final[Mapping[type[Shown], Callable[[Any, Words], Iterator[str]]]] = {
    Scorecard: _scorecard,
    Document: _document,
    Commitment: _commitment,
    Target: _statement,
    Outcome: _statement,
    Link: _link,
    Assessment: _assessment,
}
