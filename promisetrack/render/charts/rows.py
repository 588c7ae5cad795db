"""The targets of which both the promise and the result are figures, as shares of the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from promisetrack.comparing import degree_of, satisfied
from promisetrack.model import Assessment, Commitment, Outcome, Target
from promisetrack.policy import Policy
from promisetrack.render.bilingual import Pair, both
from promisetrack.render.figure import figure
from promisetrack.render.visible import clean
from promisetrack.scorecard import Scorecard

_FAR, _TWICE, _MOST = Decimal(1000), Decimal(2), Decimal(100)
_NEAR = Decimal("0.001")


@frozen
class Row:
    """A target and its result: `place` is where the result stands if the target stands at 1, and more is better.

    `stretch` holds where the targets striven for beside it stand. `smaller` marks a target of which less is better
    (2.6%以内): its shares are mirrored at 1, so that 0.9 of it stands at 1.1.
    """

    assessment: Assessment
    degree: Decimal
    figures: Pair
    place: Decimal
    stretch: tuple[Decimal, ...] = ()
    smaller: bool = False

    @property
    def subject(self) -> str:
        """What the target is about; ↓ says that less is better."""
        return f"{clean(self.assessment.target.subject)}{' ↓' if self.smaller else ''}"

    def targets(self, *, hollow: bool) -> tuple[Decimal, ...]:
        """Where its base target stands, or (hollow) the targets striven for."""
        own = (Decimal(1),) if (self.assessment.target.tier == "stretch") == hollow else ()
        return own + (self.stretch if hollow else ())


def rows_of(card: Scorecard) -> list[Row]:
    """The rows in the plan's order; what was striven for stands in the row of its base target where that is drawn."""
    return [row for commitment, found in card.checked() for row in _rows(commitment, found)]


def percent(share: Decimal) -> str:
    """A share in whole per cent; only what is the whole of it is 100%.

    >>> percent(Decimal("1.083")), percent(Decimal("0.9961")), percent(Decimal(1)), percent(Decimal(4000))
    ('108%', '99.6%', '100%', '>9999%')
    """
    if abs(share) >= _MOST:
        return ">9999%" if share > 0 else "<-9999%"
    exact = f"{share:.2%}"
    rounded = (f"{share:.0%}", f"{share:.1%}", exact)
    return next((text for text in rounded if share == 1 or float(text[:-1]) != 100), exact)


def _rows(commitment: Commitment, found: Sequence[Assessment]) -> Iterator[Row]:
    drawn: set[str] = set()
    for item in sorted(found, key=lambda item: item.target.tier):
        if item.degree is not None and item.target.id not in drawn:
            beside = _stretch_of(item.target, commitment)
            drawn.update(target.id for target in beside)
            yield _row(item, item.degree, beside)


def _stretch_of(target: Target, commitment: Commitment) -> list[Target]:
    """What was striven for beyond a base target: the same thing, in the same measure."""
    if target.tier == "stretch" or not target.value:
        return []
    return [other for other in commitment.targets if other.tier == "stretch" and other.value and _alike(target, other)]


def _alike(one: Target, other: Target) -> bool:
    return (one.subject, one.measure, one.unit) == (other.subject, other.measure, other.unit)


def _row(item: Assessment, degree: Decimal, beside: Sequence[Target]) -> Row:
    smaller = _is_ceiling(item.target)
    value = item.target.value or Decimal(1)
    shares = (degree, *((other.value or value) / value for other in beside))
    place, *stretch = (_TWICE - share if smaller else share for share in shares)
    return Row(item, degree, _figures(item, degree, beside), place, tuple(stretch), smaller)


def _is_ceiling(target: Target) -> bool:
    """Whether the judgement takes a thousand times the target for a miss."""
    if target.value is None:
        return False
    far = Outcome(subject=target.subject, measure=target.measure, comparator="eq", value=_FAR * target.value)
    return satisfied(target, far, Policy()) is False


def _figures(item: Assessment, degree: Decimal, beside: Sequence[Target]) -> Pair:
    """Both figures as they are written: 增长6%以上、增长6.5%（力争） → 5.5%."""
    answer = next(iter(item.outcomes), None)
    told = figure(answer) + _computed(item.target, answer, degree) if answer else percent(degree)
    return both(
        lambda words: (
            words.joined(
                figure(target) + (words.say("stretch_mark") if target.tier == "stretch" else "")
                for target in (item.target, *beside)
            )
            + f" → {told}"
        )
    )


def _computed(target: Target, answer: Outcome, degree: Decimal) -> str:
    """The growth that was computed where the result gives totals, after them: 16.08亿元 (+7.3%)."""
    own = degree_of(target, answer)
    if target.value is None or target.measure != "growth" or (own is not None and abs(own - degree) < _NEAR):
        return ""
    return f" ({degree * target.value:+.1f}%)"
