"""What the page shows of each promise: the figures, the quotes in their sentences, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from attrs import frozen
from markupsafe import Markup, escape

from promisetrack.model import Assessment, Commitment, Document, Outcome, Target
from promisetrack.render.bilingual import Pair
from promisetrack.render.figure import amount
from promisetrack.render.quoted import passage
from promisetrack.render.visible import clean
from promisetrack.render.words import words_of
from promisetrack.scorecard import Scorecard

_AROUND = 50


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
    place: str
    heading: str | None


@frozen
class Library:
    """The documents of a scorecard by id, to say where a quote stands."""

    documents: Mapping[str, Document]
    names: Mapping[str, str]
    paragraphs: Mapping[str, Sequence[int]]

    def where(self, statement: Target | Outcome) -> str:
        """The paragraph and the characters of a statement: ¶57 [3204–3220]; first the file where there are several."""
        name = self.names.get(statement.document or "", "")
        if statement.span is None:
            return name
        characters = f"[{statement.span.start}–{statement.span.end}]"
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
    names = {role.document.id: name_of(role.document) for role in card.documents if roles[role.role] > 1}
    starts = {key: [line.start() for line in re.finditer(r"[^\n]*\S", of.text)] for key, of in documents.items()}
    return Library(documents, names, starts)


def promises(card: Scorecard, books: Library) -> Iterator[Promise]:
    """The commitments that have targets, in the plan's order."""
    section: tuple[str, ...] | None = None
    for commitment, found in card.checked():
        if found:
            heading = clean(" / ".join(commitment.section)) if commitment.section != section else None
            section = commitment.section
            entries = tuple(_entry(item, commitment, books) for item in found)
            yield Promise(commitment, entries, books.place_of(commitment), heading)


def name_of(document: Document) -> str:
    """The name of a document's file, or its title."""
    return clean(PurePath(document.source).name or document.title)


def _entry(assessment: Assessment, commitment: Commitment, books: Library) -> Entry:
    target = assessment.target
    return Entry(
        assessment=assessment,
        place=clean(target.place or "") or books.place_of(commitment),
        reason=Pair(clean(assessment.reason), _figures(assessment)),
        promised=Quoted(marked(target), books.where(target)),
        reported=tuple(Quoted(marked(item), books.where(item), _heading(item)) for item in _told(assessment.outcomes)),
    )


def _heading(outcome: Outcome) -> str:
    return clean(outcome.section[-1]) if outcome.section else ""


def _told(outcomes: Iterable[Outcome]) -> Iterable[Outcome]:
    """The outcomes, of several in one sentence the first."""
    sentences = {(item.document, item.sentence or item.quote): item for item in reversed(tuple(outcomes))}
    return reversed(sentences.values())


def _figures(assessment: Assessment) -> str:
    """Target and result in English where both are figures that were compared, else the rule."""
    target, best, words = assessment.target, next(iter(assessment.outcomes), None), words_of("en")
    if target.value is None or best is None or best.value is None or assessment.degree is None:
        return words.name("rule", assessment.rule)
    promised = words.phrase("page", "target_figure", figure=amount(target, "en"))
    return f"{promised}; {words.phrase('page', 'result_figure', figure=amount(best, 'en'))}"


def marked(statement: Target | Outcome) -> Markup:
    """The sentence of a statement with its quote marked; long sentences are cut around the quote.

    >>> marked(Target(subject="学校", quote="新建学校5所", sentence="加快教育发展，新建学校5所"))
    Markup('加快教育发展，<mark>新建学校5所</mark>')
    """
    found = passage(statement, _AROUND)
    if not found.before and not found.after:
        return Markup(escape(found.quote))
    return Markup("{}<mark>{}</mark>{}").format(found.before, found.quote, found.after)
