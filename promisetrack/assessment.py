"""From links to verdicts, by rules that a reader can check; the rules' values are a Policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from promisetrack.confidence import confidence, rule_of
from promisetrack.judgement import Judgement
from promisetrack.judging import judge
from promisetrack.model import Assessment, Flip, Link, Outcome, Target
from promisetrack.policy import Policy

__all__ = ["Policy", "assess"]


def assess(
    links: Iterable[Link],
    *,
    policy: Policy | None = None,
    baseline: Iterable[Outcome] = (),
    reviewed: int | None = None,
) -> tuple[Assessment, ...]:
    """One assessment for each target of the links, in their order.

    `baseline` holds what the plan documents report of the year before: a level answers a growth target where
    the level of the year before is known. `reviewed` is the year that the results report on: a target due later
    and not spoken of is not due yet.

    >>> from decimal import Decimal
    >>> what = {"subject": "建筑业总产值", "measure": "level", "unit": "元"}
    >>> target = Target(comparator="gt", value=Decimal(50000000000), **what)
    >>> outcome = Outcome(comparator="eq", value=Decimal(51150000000), **what)
    >>> [found] = assess([Link(target=target, outcome=outcome)])
    >>> found.verdict, found.reason
    ('met', '目标>500亿元；报告511.5亿元')
    """
    rules = policy or Policy()
    before = tuple(baseline)
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(link.target.id, []).append(link)
    return tuple(_assessment(group, rules, before, reviewed) for group in groups.values())


def _assessment(links: Sequence[Link], policy: Policy, baseline: Sequence[Outcome], reviewed: int | None) -> Assessment:
    target = links[0].target
    answers = [link for link in links if link.outcome is not None]
    if not answers:
        return _unanswered(target, links[0], policy, reviewed)
    judgement = _judged(target, answers, policy, (baseline, reviewed))
    others = ((near.name, _judged(target, answers, near, (baseline, reviewed))) for near in policy.neighbours())
    return Assessment(
        target=target,
        verdict=judgement.verdict,
        reason=judgement.reason,
        rule=judgement.rule,
        degree=judgement.degree,
        confidence=_confidence(answers, judgement),
        outcomes=judgement.outcomes,
        policy=policy.name,
        flips=tuple(Flip(name, other.verdict) for name, other in others if other.verdict != judgement.verdict),
    )


def _judged(
    target: Target, answers: Sequence[Link], policy: Policy, known: tuple[Sequence[Outcome], int | None]
) -> Judgement:
    """The judgement, or that the target is not due yet where it is due later and not met already."""
    baseline, reviewed = known
    judgement = judge(target, answers, policy, baseline)
    if _later(target, reviewed) and judgement.verdict != "met":
        reason = f"{target.due}到期；{judgement.reason}"
        return evolve(judgement, verdict="not_due", rule="due later", reason=reason)
    return judgement


def _later(target: Target, reviewed: int | None) -> bool:
    return reviewed is not None and target.due is not None and int(target.due[:4]) > reviewed


def _unanswered(target: Target, link: Link, policy: Policy, reviewed: int | None) -> Assessment:
    later = _later(target, reviewed)
    closest = link.evidence[0].sentence if link.evidence else "结果中没有与之相关的表述"
    return Assessment(
        target=target,
        verdict="not_due" if later else "unreported",
        reason=f"{target.due}到期，所审年度未作报告" if later else f"未见报告：{closest}",
        rule="due later" if later else "silence",
        confidence=confidence("due later" if later else rule_of("silence", target), link.probability),
        policy=policy.name,
    )


def _confidence(answers: Sequence[Link], judgement: Judgement) -> float:
    decided = judgement.outcomes[0] if judgement.outcomes else None
    best = next((link.probability for link in answers if link.outcome is decided), answers[0].probability)
    return confidence(judgement.rule, best)
