"""What of the documents a scorecard rests on: which parts were read, and how much of them holds what was taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from promisetrack.model import Citation, Commitment, Document, Outcome, PartKind, Span
from promisetrack.outline import outline
from promisetrack.scorecard import DocumentRole, Role, Scorecard

READ: Final[Mapping[Role, PartKind]] = {"plan": "plan", "result": "review"}


@frozen(kw_only=True)
class Coverage:
    """How a document was used: its characters by kind of part, and how many of those read stand in a quote.

    `read` is the kind of part that was searched: the plan of a plan, the review of a result. Blanks do not count.
    """

    document: Document
    role: Role
    parts: Mapping[PartKind, int]
    quoted: int

    @property
    def read(self) -> int:
        """The characters of the parts that were searched."""
        return self.parts.get(READ[self.role], 0)

    @property
    def characters(self) -> int:
        """All characters."""
        return sum(self.parts.values())

    @property
    def read_share(self) -> float | None:
        """The share of the document that was searched."""
        return self.read / self.characters if self.characters else None

    @property
    def quoted_share(self) -> float | None:
        """The share of what was searched that stands in a commitment or an outcome."""
        return min(1.0, self.quoted / self.read) if self.read else None


def coverage(card: Scorecard) -> tuple[Coverage, ...]:
    """A record for each document of a scorecard that has a text.

    >>> plan = Document(text="2023年工作安排\\n新建学校5所。推动高质量发展。", year=2023)
    >>> promise = Commitment(subject="学校", quote="新建学校5所", span=Span(10, 16), document=plan.id)
    >>> card = Scorecard(documents=(DocumentRole(document=plan, role="plan"),), commitments=(promise,))
    >>> [(round(found.read_share, 2), found.quoted) for found in coverage(card)]
    [(1.0, 6)]
    """
    return tuple(_of(role, card) for role in card.documents if role.document.text.strip())


def _of(role: DocumentRole, card: Scorecard) -> Coverage:
    document, parts = role.document, Counter[PartKind]()
    for part in outline(document):
        parts[part.kind] += _solid(document.quote(part.span))
    taken: Iterable[Commitment | Outcome] = card.commitments if role.role == "plan" else card.outcomes
    spans = [span for record in taken for span in _spans(record, document)]
    return Coverage(document=document, role=role.role, parts=parts, quoted=_covered(spans, document))


def _spans(record: Commitment | Outcome, document: Document) -> list[Span]:
    cited: tuple[Commitment | Outcome | Citation, ...] = (record, *record.also)
    return [item.span for item in cited if item.span and item.document == document.id]


def _covered(spans: list[Span], document: Document) -> int:
    """The characters that stand in at least one of the spans."""
    total, reached = 0, 0
    for span in sorted(spans):
        total += _solid(document.text[max(span.start, reached) : span.end])
        reached = max(reached, span.end)
    return total


def _solid(text: str) -> int:
    return sum(not character.isspace() for character in text)
