"""The rules of judgement as a value."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen
from attrs.validators import ge


@frozen(kw_only=True)
class Policy:
    """The rules of judgement as a value.

    `tolerance` is how far a figure with 左右 may be missed on its bad side, as a share of it (0.05 is 5 %), and
    `points` the same for percentages, in percentage points: the larger of the two holds. `in_step` is how many
    percentage points 与经济增长基本同步 may lie behind. `sure_enough` is the least probability of a link that may carry
    a verdict of met or missed; below it the verdict is undecidable. From `same_thing` on both are taken to speak of
    the same thing even where the outcome leaves words of the target out.

    >>> Policy().tolerance
    Decimal('0.05')
    """

    name: str = "default"
    tolerance: Decimal = field(default=Decimal("0.05"), validator=ge(Decimal(0)))
    points: Decimal = field(default=Decimal("0.2"), validator=ge(Decimal(0)))
    in_step: Decimal = field(default=Decimal("0.5"), validator=ge(Decimal(0)))
    sure_enough: float = 0.6
    same_thing: float = 0.8

    def neighbours(self) -> tuple[Policy, Policy]:
        """A stricter and a looser policy that could as well be defended: no leeway, and twice as much.

        >>> [near.tolerance for near in Policy().neighbours()]
        [Decimal('0'), Decimal('0.10')]
        """
        none, step = Decimal(0), 0.15
        surer = max(self.sure_enough, min(0.99, self.sure_enough + step))
        stricter = Policy(name="stricter", tolerance=none, points=none, in_step=none, sure_enough=surer)
        looser = Policy(
            name="looser",
            tolerance=2 * self.tolerance,
            points=2 * self.points,
            in_step=2 * self.in_step,
            sure_enough=max(0.0, self.sure_enough - step),
        )
        return stricter, looser
