"""What the page shows of each promise: the figures, the quotes in their sentences, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen
from markupsafe import Markup, escape

from promisetrack.model import Assessment, Commitment, Document, Outcome, Target
from promisetrack.render.bilingual import Pair, both
from promisetrack.render.figure import label
from promisetrack.render.quoted import by_sentence, passage
from promisetrack.render.visible import clean
from promisetrack.render.words import file_of
from promisetrack.scorecard import Scorecard

# Sentences are shown whole; in a page of very many targets only what stands next to the quote, to keep it small.
_MANY, _WHOLE, _NEXT = 1000, 400, 25


@frozen
class Quoted:
    """A quote in its sentence, the place of it, and the heading it stands under."""

    text: Markup
    place: str
    heading: str = ""


@frozen
class Entry:
    """A target as the page shows it."""

    assessment: Assessment
    place: str
    reason: Pair
    promised: Quoted
    reported: tuple[Quoted, ...]

    @property
    def target(self) -> Target:
        """The target itself."""
        return self.assessment.target


@frozen
class Promise:
    """A commitment with its targets, and the heading of its section where it differs from the one before."""

    commitment: Commitment
    entries: tuple[Entry, ...]
    heading: str | None


@frozen
class Library:
    """The documents of a scorecard by id, to say where a quote stands."""

    documents: Mapping[str, Document]
    names: Mapping[str, str]
    paragraphs: Mapping[str, Sequence[int]]

    def where(self, statement: Target | Outcome) -> str:
        """The paragraph and the characters, from 1: ¶57 [3205–3220]; first the file where there are several."""
        name = self.names.get(statement.document or "", "")
        if statement.span is None:
            return name
        characters = f"[{statement.span.start + 1}–{statement.span.end}]"
        starts = self.paragraphs.get(statement.document or "", ())
        paragraph = f"¶{bisect_right(starts, statement.span.start)}" if starts else ""
        return " ".join(filter(None, (name, paragraph, characters)))

    def place_of(self, record: Target | Commitment) -> str:
        """The place that a promise holds for."""
        document = self.documents.get(record.document or "")
        own = document.place if document else None
        return clean(record.place or own or "")


def library(card: Scorecard) -> Library:
    """The documents of a scorecard."""
    documents = {role.document.id: role.document for role in card.documents}
    roles = Counter(role.role for role in card.documents)
    names = {role.document.id: file_of(role.document) for role in card.documents if roles[role.role] > 1}
    starts = {key: _paragraphs(document.text) for key, document in documents.items()}
    return Library(documents, names, starts)


def _paragraphs(text: str) -> list[int]:
    """Where the lines that are not blank begin."""
    return [line.start() for line in re.finditer(r"[^\n]+", text) if not line[0].isspace()]


def promises(card: Scorecard, books: Library) -> Iterator[Promise]:
    """The commitments that have targets, in the plan's order."""
    section: tuple[str, ...] | None = None
    around = _WHOLE if len(card.assessments) <= _MANY else _NEXT
    for commitment, found in card.checked():
        if found:
            heading = clean(" / ".join(commitment.section)) if commitment.section != section else None
            section = commitment.section
            entries = tuple(_entry(item, books, around) for item in found)
            yield Promise(commitment, entries, heading)


def _entry(assessment: Assessment, books: Library, around: int) -> Entry:
    target = assessment.target
    return Entry(
        assessment=assessment,
        place=books.place_of(target),
        reason=both(lambda words: words.reason(assessment)),
        promised=Quoted(marked(target, around), books.where(target)),
        reported=tuple(
            Quoted(marked(item, around), books.where(item), _heading(item)) for item in by_sentence(assessment.outcomes)
        ),
    )


def _heading(outcome: Outcome) -> str:
    return clean(outcome.section[-1]) if outcome.section else ""


def marked(statement: Target | Outcome, around: int = _WHOLE) -> Markup:
    """The sentence of a statement with its quote marked; so many characters stay on both sides of it.

    >>> marked(Target(subject="学校", quote="新建学校5所", sentence="加快教育发展，新建学校5所"))
    Markup('加快教育发展，<mark>新建学校5所</mark>')
    """
    found = passage(statement, around)
    if not found.before and not found.after:
        return Markup(escape(found.quote or label(statement)))
    return Markup("{}<mark>{}</mark>{}").format(found.before, found.quote, found.after)
