"""How records show themselves in a notebook: as HTML that is at home on light and dark pages, and as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from promisetrack.model import Assessment, Commitment, Document, Link, Outcome, Shown, Target
from promisetrack.outline import outline
from promisetrack.render import notebook_facts as facts
from promisetrack.render.figure import Language, amount, label, told
from promisetrack.render.notebook_evidence import balance
from promisetrack.render.notebook_text import text_of
from promisetrack.render.quoted import passage
from promisetrack.render.templating import environment
from promisetrack.render.visible import address, clean, shorten
from promisetrack.render.words import Words, file_of, words_of
from promisetrack.scorecard import Interval, Scorecard

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["html_of", "text_of"]

_ROWS: Final = 200
_PROMISES: Final = 100
_BAR: Final = 240


def html_of(record: Shown, language: Language = "zh") -> str:
    """A record as a piece of HTML for a notebook, in Chinese or English: no script, and nothing is asked for.

    >>> "<h4>承诺：高质量发展</h4>" in html_of(Commitment(subject="高质量发展"))
    True
    """
    kind, content = next(_VIEWS[known] for known in type(record).__mro__ if known in _VIEWS)
    words = words_of(language)
    return _environment().get_template(f"notebook_{kind}.html").render(_shared(words), **content(record, words))


@frozen
class Bar:
    """Where the parts of a bar begin and how long they are, in pixels."""

    width: int
    start: float
    length: float


def interval_bar(interval: Interval) -> Bar:
    """What is not known of a share, on a bar of the whole; what is known to be met lies before it.

    >>> interval_bar(Interval(low=0.25, high=0.75))
    Bar(width=240, start=60.0, length=120.0)
    """
    return Bar(_BAR, round(_BAR * interval.low, 1), round(_BAR * (interval.high - interval.low), 1))


def weight_bar(reach: float) -> Bar:
    """A bar from the middle to the right for what speaks for a link, to the left for what speaks against it.

    >>> weight_bar(-0.5)
    Bar(width=240, start=60.0, length=60.0)
    """
    half = _BAR / 2
    return Bar(_BAR, round(half + min(reach, 0) * half, 1), round(abs(reach) * half, 1))


def _shared(words: Words) -> dict[str, Any]:
    """What every template may use."""
    return {
        "words": words,
        "say": partial(words.phrase, "notebook"),
        "about": partial(facts.of_statement, words=words),
        "amount": (lambda statement: amount(statement, "en")) if words.language == "en" else (lambda _: ""),
        "understood": partial(facts.understood, words=words),
        "sure": partial(facts.sure, words=words),
        "stretch": partial(facts.stretch, words=words),
        "when": partial(facts.when, words=words),
        "quotes_shown": facts.QUOTES,
    }


def _scorecard(card: Scorecard, words: Words) -> dict[str, Any]:
    interval = card.summary.base.fulfilment
    checked = card.checked()
    return {
        "title": words.title(card),
        "card": card,
        "summary": card.summary,
        "interval": interval,
        "bar": interval_bar(interval) if interval else None,
        "rows": list(islice((assessment for _, found in checked for assessment in found), _ROWS)),
        "vague": [promise for promise, found in checked if not found],
        "most_promises": _PROMISES,
        "sources": {role.document.id: file_of(role.document) for role in card.documents},
    }


def _document(document: Document, words: Words) -> dict[str, Any]:
    parts = outline(document) if document.text else ()
    return {
        "document": document,
        "title": facts.title_of(document, words),
        "facts": facts.of_document(document, words),
        "parts": [(part, part.span.end - part.span.start) for part in parts],
        "opening": facts.opening(document),
    }


def _commitment(promise: Commitment, words: Words) -> dict[str, Any]:
    return {"promise": promise, "facts": facts.of_commitment(promise, words)}


def _statement(statement: Target | Outcome, words: Words) -> dict[str, Any]:
    kind = "target" if isinstance(statement, Target) else "outcome"
    return {"kind": kind, "statement": statement, "facts": facts.of_statement(statement, words)}


def _link(link: Link, words: Words) -> dict[str, Any]:
    both = facts.beside(link.target, link.outcome, words) if link.outcome else ()
    return {"link": link, "beside": both, "balance": balance(link, words)}


def _assessment(assessment: Assessment, words: Words) -> dict[str, Any]:
    ids = {statement.document for statement in (assessment.target, *assessment.outcomes) if statement.document}
    return {
        "assessment": assessment,
        "word": words.verdict(assessment.verdict),
        "facts": facts.of_assessment(assessment, words),
        "sources": {key: words.phrase("notebook", "in_document", id=clean(key)) for key in ids},
    }


_VIEWS: Final[Mapping[type[Shown], tuple[str, Callable[[Any, Words], dict[str, Any]]]]] = {
    Scorecard: ("scorecard", _scorecard),
    Document: ("document", _document),
    Commitment: ("commitment", _commitment),
    Target: ("statement", _statement),
    Outcome: ("statement", _statement),
    Link: ("link", _link),
    Assessment: ("assessment", _assessment),
}


@cache
def _environment() -> Environment:
    return environment(
        address=address,
        label=label,
        passage=passage,
        told=told,
        weight_bar=weight_bar,
        short=partial(shorten, limit=facts.LONGEST),
        clean=clean,
    )
