"""Which outcomes answer which target, with the evidence; and which targets nothing answers."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from promisetrack.alike import context
from promisetrack.comparisons import Weighing, compare, same_place
from promisetrack.model import Commitment, Evidence, Link, Outcome, Target
from promisetrack.wording import grams

_LEAST = 0.3
_SURE = 0.6
_WORTH_NAMING = 0.1
_RARE = 2.5
_CANDIDATES = 14
# No report has as many outcomes that share a rare pair; it keeps the time of many reports read as one in proportion.
_MOST = 300
_KEPT = 3
_NEAR = 2.2
_LIVELIHOOD = re.compile(r"民生实事|为民实事|惠民实事|民心工程|民生工程|为民办实事|办实事|民生项目|实事项目")


def match(
    commitments: Iterable[Commitment], outcomes: Iterable[Outcome], *, weighing: Weighing | None = None
) -> tuple[Link, ...]:
    """The links of every target: its answers best first, or one link without an outcome where nothing answers.

    The order of the outcomes changes nothing. `weighing` holds other weights than the project's own.

    >>> target = Target(subject="新会成为首个千亿元GDP强区", type="milestone", end_state="成为")
    >>> outcome = Outcome(subject="新会成为首个千亿元GDP强区", type="milestone", end_state="成为")
    >>> [link.outcome.subject for link in match([Commitment(subject="新会", targets=(target,))], [outcome])]
    ['新会成为首个千亿元GDP强区']
    """
    every = sorted(
        outcomes, key=lambda outcome: (outcome.document or "", outcome.span.start if outcome.span else 0, outcome.id)
    )
    index = _Index(every, weighing)
    return tuple(link for commitment in commitments for target in commitment.targets for link in _links(target, index))


def candidates(target: Target, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """The outcomes that are compared with the target at all."""
    return tuple(_Index(outcomes).candidates(target))


class _Index:
    """Outcomes by the rare pairs of characters around them and by indicator."""

    def __init__(self, outcomes: Sequence[Outcome], weighing: Weighing | None = None) -> None:
        self.outcomes = outcomes
        self.weighing = weighing
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.by_indicator: dict[str, list[int]] = defaultdict(list)
        self.summaries = [outcome for outcome in outcomes if is_summary(outcome)]
        for i, outcome in enumerate(outcomes):
            for gram in {*grams(outcome.subject), *grams(context(outcome))}:
                if len(gram) == 2:
                    self.postings[gram].append(i)
            if outcome.indicator:
                self.by_indicator[outcome.indicator].append(i)

    def candidates(self, target: Target) -> list[Outcome]:
        """The outcomes worth comparing: same indicator, or the most rare words in common."""
        shared: dict[int, float] = defaultdict(float)
        for gram, value in grams(target.subject).items():
            for i in self.postings.get(gram, ())[:_MOST] if value >= _RARE else ():
                shared[i] += value
        chosen = {i for i, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]}
        chosen.update(self.by_indicator.get(target.indicator or "", ())[:_MOST])
        return [self.outcomes[i] for i in sorted(chosen)]


# 扎实办好十件民生实事: the list is meant where its length is said.
_COUNTED_LIST = re.compile(r"办[好成结](?:了|省|市|区|县|全[省市区县])*[\d一二两三四五六七八九十百]+[件项]")


def is_summary(outcome: Outcome) -> bool:
    """十件民生实事全面完成: a statement that covers a whole list."""
    stated = outcome.type == "vague" and outcome.end_state is not None
    done = stated or (outcome.type == "quantity" and outcome.unit in ("件", "项"))
    told = re.search("完成|办结|兑现|落实", outcome.sentence) or _COUNTED_LIST.search(outcome.words)
    return done and bool(told) and bool(_LIVELIHOOD.search(outcome.words))


def _links(target: Target, index: _Index) -> list[Link]:
    found = [_link(target, outcome, index.weighing) for outcome in index.candidates(target)]
    answers = sorted((link for link in found if link.probability >= _LEAST), key=_order)
    summaries = [summary for summary in index.summaries if same_place(target, summary)] if _is_listed(target) else []
    if summaries and (not answers or answers[0].probability < _SURE or answers[0].outcome in summaries):
        others = [link for link in answers if link.outcome not in summaries]
        doubt = _doubt([link for link in found if link.outcome not in summaries])
        return [_covered(target, summaries[0], doubt), *others[: _KEPT - 1]]
    if answers:
        best = answers[0].score
        near = [link for link in answers if link.score >= best - _NEAR][:_KEPT]
        return [*near, *_benchmark(target, index)]
    return [Link(target=target, evidence=_silence(found), probability=_doubt(found))]


def _link(target: Target, outcome: Outcome, weighing: Weighing | None) -> Link:
    evidence = compare(target, outcome, weighing)
    score = sum(item.weight for item in evidence)
    return Link(target=target, outcome=outcome, evidence=evidence, probability=round(_logistic(score), 4))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _order(link: Link) -> tuple[float, str]:
    return (-link.score, link.outcome.id if link.outcome else "")


def _is_listed(target: Target) -> bool:
    """Whether the target is an item of the year's list of livelihood projects."""
    return any(_LIVELIHOOD.search(heading) for heading in target.section) or bool(_LIVELIHOOD.search(target.sentence))


def _benchmark(target: Target, index: _Index) -> list[Link]:
    """与经济增长同步 is judged beside the growth of the economy."""
    if target.type != "relative" or not re.search("同步|[高快]于经济|[高快]于GDP|跑赢", target.end_state or ""):
        return []
    growth = (index.outcomes[i] for i in index.by_indicator.get("gdp", ()) if index.outcomes[i].measure == "growth")
    chosen = next((outcome for outcome in growth if outcome.place is None and "/" not in (outcome.period or "")), None)
    if chosen is None:
        return []
    evidence = Evidence(name="benchmark", weight=0.0, sentence=f"以经济增长为参照：{chosen.quote}")
    return [Link(target=target, outcome=chosen, evidence=(evidence,))]


_LISTED = 0.8


def _covered(target: Target, summary: Outcome, doubt: float) -> Link:
    """The link to what is said of the whole list, less sure where the item may have an answer of its own."""
    sentence = f"所在清单被总括为：{summary.quote}"
    return Link(
        target=target,
        outcome=summary,
        evidence=(Evidence(name="summary", weight=1.5, sentence=sentence),),
        probability=round(_LISTED * doubt, 4),
    )


def _silence(found: Sequence[Link]) -> tuple[Evidence, ...]:
    best = min(found, key=_order, default=None)
    if best is None or best.outcome is None or best.probability < _WORTH_NAMING:
        return (Evidence(name="silence", weight=0.0, sentence="结果中没有与之相关的表述"),)
    sentence = f"最接近的表述是“{best.outcome.quote}”，不足以认作答复"
    return (Evidence(name="silence", weight=0.0, sentence=sentence),)


def _doubt(found: Sequence[Link]) -> float:
    """How sure it is that nothing answers: one less the best candidate's probability."""
    return round(1 - max((link.probability for link in found), default=0.0), 4)
