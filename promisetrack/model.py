"""The words of the field as frozen records: Document, Part, Commitment, Target, Outcome, Link, Assessment.

Every record can be built by hand, without a document. Values are `decimal.Decimal` in plain units
(2000亿元 is ``Decimal(200000000000)`` 元), offsets count characters of `Document.text`.
"""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args

from attrs import Factory, field, frozen
from attrs.validators import ge, in_, instance_of, optional

DocumentKind = Literal["report", "digest"]
PartKind = Literal["front", "review", "plan", "horizon", "self-government", "annex", "glossary", "closing"]
TargetType = Literal["quantity", "milestone", "relative", "delegated"]
OutcomeType = Literal["quantity", "milestone", "vague"]
Measure = Literal["level", "growth", "added", "share", "rank", "multiple", "rate", "other"]
Comparator = Literal["ge", "gt", "le", "lt", "eq", "approx"]
Tier = Literal["base", "stretch"]
Strength = Literal["firm", "plain", "striving", "supporting"]
Stage = Literal["prepared", "candidate", "started", "under way", "partly done", "done"]
RepairKind = Literal[
    "bad bytes", "traditional characters", "radicals", "full-width forms", "markup", "page furniture",
    "broken lines", "repeated passage", "order",
]  # fmt: skip
Verdict = Literal["met", "missed", "claimed", "unreported", "undecidable", "not_due"]


def _one_of(choices: object) -> Any:
    return in_(get_args(choices))


def _maybe_one_of(choices: object) -> Any:
    return optional(in_(get_args(choices)))


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


class Shown:
    """A record that shows itself in a notebook, in Chinese: as HTML, and as text of at most 80 columns beside it.

    Inside a list, as everywhere else, it is printed as ``repr`` has it. `promisetrack.render.notebook` has both views
    in English too.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        from promisetrack.render.notebook import html_of  # noqa: PLC0415

        return html_of(self)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        from promisetrack.render.notebook import text_of  # noqa: PLC0415

        return {"text/plain": text_of(self)}


@frozen(order=True)
class Span:
    """A stretch of a document's text, in characters: ``text[start:end]``."""

    start: int = field(validator=[instance_of(int), ge(0)])
    end: int = field(validator=instance_of(int))

    @end.validator
    def _after_start(self, _: object, value: int) -> None:
        if value < self.start:
            raise ValueError(f"a span ends at {value}, before its start at {self.start}")

    def within(self, other: Span) -> bool:
        """Whether the other span holds this one."""
        return other.start <= self.start and self.end <= other.end


@frozen(kw_only=True)
class Repair:
    """Something mended on the way from the file to what is understood: its kind, its place, how often, in words.

    `span` is None where the place is no longer in the text: a page number that was left out.
    """

    kind: RepairKind = field(validator=_one_of(RepairKind))
    span: Span | None = None
    count: int = field(default=1, validator=ge(1))
    note: str = ""


@frozen(kw_only=True)
class Document(Shown):
    """A text as it was read, untouched; everything points back into it by span.

    `year` is the year that the document plans; a report of 2024 reviews 2023. `place` is written from the
    top down without the province (保定市清苑区); `delivered` is the day on which it was read out.
    """

    text: str = field(repr=False)
    source: str = ""
    title: str = ""
    place: str | None = None
    year: int | None = None
    delivered: date | None = None
    kind: DocumentKind = field(default="report", validator=_one_of(DocumentKind))
    notes: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = field(default=(), repr=False)
    sha256: str = field(init=False, repr=False)
    id: str = field(init=False)

    @sha256.default
    def _sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @id.default
    def _id(self) -> str:
        return f"d{self.sha256[:10]}"

    def quote(self, span: Span) -> str:
        """The characters that a span covers."""
        return self.text[span.start : span.end]


@frozen(kw_only=True)
class Part:
    """A stretch of a document that reviews a period, plans one, looks at a horizon, or is an annex or glossary.

    `period` is a year ("2023") or two ("2021/2025"), as far as the document says it.
    """

    kind: PartKind = field(validator=_one_of(PartKind))
    span: Span
    heading: str = ""
    period: str | None = None


@frozen(kw_only=True)
class Citation:
    """A quote with its place: the document's id, the characters and their span."""

    document: str
    quote: str
    span: Span


@frozen(kw_only=True)
class Statement:
    """What targets and outcomes have in common: a subject and a figure or an end state.

    `value` stands in the plain `unit`; `written` keeps the figure as the text has it. `place` is set where
    the statement holds for less than the document's own place, `jurisdiction`. `end_state` and `stage` say
    what a milestone reaches (建成, done). `words` is the quote as it was understood: without line ends and
    marks, in simplified characters.
    """

    subject: str
    measure: Measure | None = field(default=None, validator=_maybe_one_of(Measure))
    comparator: Comparator | None = field(default=None, validator=_maybe_one_of(Comparator))
    value: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))
    unit: str | None = None
    written: str = ""
    indicator: str | None = None
    end_state: str | None = None
    stage: Stage | None = field(default=None, validator=_maybe_one_of(Stage))
    place: str | None = None
    jurisdiction: str | None = None
    document: str | None = None
    quote: str = ""
    words: str = field(default=Factory(lambda self: self.quote, takes_self=True), repr=False)
    span: Span | None = None
    sentence: str = field(default="", repr=False)
    section: tuple[str, ...] = field(default=(), repr=False)


@frozen(kw_only=True)
class Target(Statement, Shown):
    """What can be checked of a commitment.

    A quantity (comparator, value, unit, measure), a milestone (an end state), relative (与经济增长同步)
    or delegated (完成省下达任务). `due` is "2023", "2023-03", "2023-H1", "2023-Q3" or None.

    >>> Target(subject="地区生产总值", measure="growth", comparator="ge", value=Decimal(6), unit="%", due="2023").tier
    'base'
    """

    type: TargetType = field(default="quantity", validator=_one_of(TargetType))
    tier: Tier = field(default="base", validator=_one_of(Tier))
    due: str | None = None
    id: str = field(default=Factory(lambda self: "t" + _identity(self, self.tier), takes_self=True))


@frozen(kw_only=True)
class Outcome(Statement, Shown):
    """What a review part reports: a quantity, a milestone reached, or a vague statement about an indicator.

    `period` is the year reported on ("2023"), a longer one ("2021/2025") or a date.
    """

    type: OutcomeType = field(default="quantity", validator=_one_of(OutcomeType))
    period: str | None = None
    also: tuple[Citation, ...] = field(default=(), repr=False)
    id: str = field(default=Factory(lambda self: "o" + _identity(self, self.period), takes_self=True))


def _identity(statement: Statement, *more: object) -> str:
    """Ids come from the document and the span, so that a new rule does not rename every record."""
    span = statement.span
    where = (span.start, span.end) if span else tuple(filter(None, [statement.quote]))
    what = (statement.subject, statement.end_state, statement.measure, statement.value)
    return _digest(statement.document, where, *what, *more)


@frozen(kw_only=True)
class Commitment(Shown):
    """One thing promised in a plan part: who, what, by when, how firmly; with the targets that check it.

    A commitment without targets cannot be checked and is kept all the same. `also` holds the quotes of the
    same promise in other papers or places.
    """

    subject: str
    targets: tuple[Target, ...] = ()
    quote: str = ""
    span: Span | None = None
    document: str | None = None
    section: tuple[str, ...] = ()
    theme: str | None = None
    place: str | None = None
    period: str | None = None
    strength: Strength = field(default="plain", validator=_one_of(Strength))
    also: tuple[Citation, ...] = ()
    id: str = field(default=Factory(lambda self: "c" + _commitment_identity(self), takes_self=True))


def _commitment_identity(commitment: Commitment) -> str:
    span = commitment.span
    where = (span.start, span.end) if span else tuple(filter(None, [commitment.quote]))
    return _digest(commitment.document, where, commitment.subject, *(target.id for target in commitment.targets))


@frozen(kw_only=True)
class Evidence:
    """One named comparison between a target and an outcome, its weight, and a sentence that says what was seen."""

    name: str
    weight: float
    sentence: str


@frozen(kw_only=True)
class Link(Shown):
    """A target and an outcome that answers it, with its evidence; ``outcome=None`` says that nothing answers it."""

    target: Target
    outcome: Outcome | None = None
    evidence: tuple[Evidence, ...] = ()
    probability: float = 1.0

    @property
    def score(self) -> float:
        """The sum of the weights of the evidence."""
        return sum(item.weight for item in self.evidence)


@frozen
class Flip:
    """The verdict that a neighbouring policy would give where it gives another one."""

    policy: str
    verdict: Verdict = field(validator=_one_of(Verdict))


@frozen(kw_only=True)
class Assessment(Shown):
    """The verdict on a target: how far it was reached, how sure it is, and the rule that gave it, in words.

    `degree` is the share of the target that was reached where both are figures (1.02 is 2 % above it);
    `confidence` is the probability that a careful reader gives the same verdict; `outcomes` holds what the verdict
    rests on, best first; `flips` says which neighbouring policies would give another one.
    """

    target: Target
    verdict: Verdict = field(validator=_one_of(Verdict))
    reason: str
    rule: str
    confidence: float = 1.0
    degree: Decimal | None = None
    outcomes: tuple[Outcome, ...] = ()
    policy: str = "default"
    flips: tuple[Flip, ...] = ()
