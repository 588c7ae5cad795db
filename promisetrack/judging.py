"""How one target is judged by the outcomes that answer it: a rule a kind of target."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from promisetrack.comparing import comparable, degree_of, satisfied, scope_in_doubt
from promisetrack.comparisons import place_of
from promisetrack.contrasts import is_stated_part
from promisetrack.figures import figure_words, statement_words
from promisetrack.judgement import Judgement, clause_of, line_of, promised, says_done
from promisetrack.lexicon import indicators
from promisetrack.model import Link, Outcome, Target, Verdict
from promisetrack.policy import Policy
from promisetrack.stages import judge_end
from promisetrack.wording import likeness

_CLOSE = 0.7


def judge(target: Target, answers: Sequence[Link], policy: Policy, baseline: Sequence[Outcome]) -> Judgement:
    """The judgement of a target by its answers, best first (at least one)."""
    if answers[0].evidence and answers[0].evidence[0].name == "summary":
        reason = f"目标{statement_words(target)}；{answers[0].evidence[0].sentence}，没有逐项给出结果"
        return Judgement("claimed", reason, "claimed for the whole list", _outcomes_of(answers))
    rules = policy, baseline
    judgement = _by_parts(target, answers, rules) or _by_type(target, answers, *rules)
    doubtful = answers[0].probability < policy.sure_enough
    if doubtful and judgement.verdict in ("met", "missed"):
        reason = f"{judgement.reason}；但说的是否同一件事，把握不足"
        return evolve(judgement, verdict="undecidable", reason=reason, rule="link not sure enough")
    return judgement


def _by_parts(target: Target, answers: Sequence[Link], rules: tuple[Policy, Sequence[Outcome]]) -> Judgement | None:
    """What is promised of town and country as one, and reported of each: met where both meet it."""
    parts = [link for link in answers if link.outcome and is_stated_part(target, link.outcome)]
    if not parts or answers[0] not in parts:
        return None
    others = [link for link in answers if link not in parts]
    asked = indicators()[target.indicator or ""].parts
    found = (next((link for link in parts if link.outcome and link.outcome.indicator == part), None) for part in asked)
    best = [link for link in found if link is not None]
    each = [_by_type(target, [link, *others], *rules) for link in best]
    outcomes = _outcomes_of([*best, *others])
    reason = "；".join(f"{one.subject}：{judged.reason}" for one, judged in zip(outcomes, each, strict=False))
    if len(best) < len(asked):
        return Judgement("undecidable", f"{reason}，只报告了其中一部分", "a part for the whole", outcomes)
    if len({judgement.verdict for judgement in each}) > 1:
        return Judgement("undecidable", f"{reason}，各部分结果不一", "parts differ", outcomes)
    return evolve(each[0], reason=reason, outcomes=outcomes, degree=None)


def _outcomes_of(answers: Sequence[Link]) -> tuple[Outcome, ...]:
    return tuple(link.outcome for link in answers if link.outcome is not None)


def _by_type(target: Target, answers: Sequence[Link], policy: Policy, baseline: Sequence[Outcome]) -> Judgement:
    outcomes = _outcomes_of(answers)
    if target.type == "quantity" and target.value is not None:
        return _quantity(target, answers, policy, baseline)
    if target.type == "relative":
        return _relative(target, outcomes, policy)
    if target.type == "delegated":
        return _delegated(target, outcomes)
    return judge_end(target, outcomes, sure=answers[0].probability >= policy.same_thing)


def _quantity(target: Target, answers: Sequence[Link], policy: Policy, baseline: Sequence[Outcome]) -> Judgement:
    outcomes = _outcomes_of(answers)
    same = [link for link in answers if link.outcome and comparable(target, link.outcome)]
    if same:
        return _by_figure(target, same, policy, outcomes)
    if target.measure == "growth":
        computed = _computed(target, outcomes, policy, baseline)
        if computed:
            return computed
    best = outcomes[0]
    if any(item.name == "admitted" for item in answers[0].evidence):
        reason = f"目标{statement_words(target)}；报告自认“{line_of(best.quote)}”"
        return Judgement("missed", reason, "admitted", outcomes)
    told = best.type == "vague" or (best.type == "milestone" and best.stage == "done" and best.value is None)
    if told and says_done(best):
        return Judgement(
            "claimed",
            f"目标{statement_words(target)}；报告只说“{line_of(best.quote)}”，没有给出数",
            "claimed",
            outcomes,
        )
    reason = f"目标{statement_words(target)}；报告说的是“{line_of(best.quote)}”，口径不同，不能判断"
    return Judgement("undecidable", reason, "another measure", outcomes)


def _by_figure(target: Target, same: Sequence[Link], policy: Policy, outcomes: tuple[Outcome, ...]) -> Judgement:
    best = same[0]
    assert best.outcome is not None
    answer = satisfied(target, best.outcome, policy)
    rival = next((link for link in same[1:] if _disagrees(target, best.outcome, link, answer, policy)), None)
    reason = f"目标{statement_words(target)}；报告{statement_words(best.outcome)}"
    first = (best.outcome, *(outcome for outcome in outcomes if outcome is not best.outcome))
    if rival is not None and rival.outcome is not None and best.score - rival.score < _CLOSE:
        reason += f"，另一处为{statement_words(rival.outcome)}，说法不一"
        return Judgement("undecidable", reason, "two answers disagree", first)
    if answer is None:
        return Judgement("undecidable", f"{reason}，两可之间", "figure not sharp enough", first)
    sure = best.probability >= policy.same_thing
    if scope_in_doubt(target, best.outcome, answer, sure=sure):
        reason += f"，但范围不同：“{line_of(best.outcome.quote)}”"
        return Judgement("undecidable", reason, "another scope", first)
    verdict: Verdict = "met" if answer else "missed"
    return Judgement(verdict, reason, "figure against figure", first, degree_of(target, best.outcome))


def _disagrees(target: Target, best: Outcome, link: Link, answer: bool | None, policy: Policy) -> bool:
    """Whether another answer of the same kind says otherwise: what the year added does not contradict what there is."""
    other = link.outcome
    return other is not None and other.measure == best.measure and satisfied(target, other, policy) != answer


def _computed(
    target: Target, outcomes: tuple[Outcome, ...], policy: Policy, baseline: Sequence[Outcome]
) -> Judgement | None:
    """A level against a growth target, where the level of the year before is known."""
    for outcome in outcomes:
        before = _level_before(target, outcome, baseline)
        if before is None or outcome.value is None or not before.value:
            continue
        growth = round(100 * (outcome.value / before.value - 1), 1)
        arithmetic = (
            f"{figure_words(outcome.value, outcome.unit)}÷上年{figure_words(before.value, before.unit)}－1＝{growth}%"
        )
        reason = f"目标{statement_words(target)}；报告只给出水平，由水平算得：{arithmetic}"
        entry = indicators().get(target.indicator or "")
        if re.search("可比|同口径", f"{target.words}{target.subject}") or (entry is not None and entry.real):
            return Judgement(
                "undecidable",
                f"{reason}，为名义增长，不能与可比价目标相比",
                "nominal level for a real target",
                outcomes,
            )
        as_growth = Outcome(subject=outcome.subject, measure="growth", comparator="eq", value=growth, unit="%")
        verdict = {True: "met", False: "missed", None: "undecidable"}[satisfied(target, as_growth, policy)]
        return Judgement(verdict, reason, "computed from levels", outcomes, degree_of(target, as_growth))  # type: ignore[arg-type]
    return None


def _level_before(target: Target, outcome: Outcome, baseline: Sequence[Outcome]) -> Outcome | None:
    if outcome.measure not in ("level", "added") or outcome.comparator != "eq":
        return None
    for before in baseline:
        level = before.measure in ("level", "added") and before.comparator == "eq" and before.unit == outcome.unit
        if level and place_of(before) == place_of(outcome) and "/" not in (before.period or ""):
            same = outcome.indicator is not None and before.indicator == outcome.indicator
            if same or min(likeness(before.subject, outcome.subject)) > 0.9:
                return before
    return None


def _relative(target: Target, outcomes: tuple[Outcome, ...], policy: Policy) -> Judgement:
    end = target.end_state or ""
    grown = [outcome for outcome in outcomes if outcome.measure == "growth" and outcome.value is not None]
    own = next((outcome for outcome in grown if outcome.indicator != "gdp" or target.indicator == "gdp"), None)
    if own is None or own.value is None:
        return _relative_in_words(target, outcomes)
    reason = f"目标“{promised(target)}”；报告{own.subject}{statement_words(own)}"
    if re.search("同步|经济|GDP|地区生产总值|跑赢", end):
        economy = next((outcome for outcome in grown if outcome.indicator == "gdp" and outcome is not own), None)
        return _beside_growth(end, own, economy, (outcomes, reason, policy))
    rising = re.search("增长|提高|提升|回升|增不减|有升|上升", end) and not re.search("[高快]于", end)
    if rising or re.search("下降|减不增|有降|缩小", end):
        reached = own.value > 0 if rising else own.value < 0
        return Judgement("met" if reached else "missed", reason, "direction of change", outcomes)
    return Judgement("undecidable", f"{reason}，没有可比的数", "no benchmark", outcomes)


def _beside_growth(
    end: str, own: Outcome, economy: Outcome | None, rest: tuple[tuple[Outcome, ...], str, Policy]
) -> Judgement:
    """In step with the economy, or ahead of it (高于经济增长)."""
    outcomes, reason, policy = rest
    if economy is None or economy.value is None or own.value is None:
        return Judgement("undecidable", f"{reason}，没有可比的经济增速", "no benchmark", outcomes)
    ahead = own.value - economy.value
    leeway = policy.in_step if "基本" in end else 0
    reached = ahead >= -leeway if "同步" in end or "不低于" in end else ahead > 0
    reason = f"{reason}，经济增长{figure_words(economy.value, economy.unit)}"
    return Judgement("met" if reached else "missed", reason, "beside the growth of the economy", outcomes)


def _relative_in_words(target: Target, outcomes: tuple[Outcome, ...]) -> Judgement:
    best = outcomes[0]
    reason = f"目标“{promised(target)}”；报告“{line_of(best.quote)}”"
    if best.type == "vague" and target.end_state and (target.end_state[-2:] in best.words):
        return Judgement("claimed", f"{reason}，没有给出数", "claimed", outcomes)
    return Judgement("undecidable", f"{reason}，不能判断方向", "no figure", outcomes)


_FULFILLED = re.compile(
    r"完成[^，；。]{0,12}(?:任务|目标|指标)|达到[^，；。]{0,10}(?:要求|标准)|(?:任务|目标|指标)[^，；。]{0,6}完成"
)


_ALL = 100


def _delegated(target: Target, outcomes: tuple[Outcome, ...]) -> Judgement:
    best = outcomes[0]
    reason = f"目标“{promised(target)}”；报告“{line_of(best.quote)}”"
    if best.type in ("vague", "milestone") and says_done(best):
        return Judgement("claimed", f"{reason}，没有给出数", "claimed", outcomes)
    if best.measure == "share" and best.value == _ALL:
        return Judgement("met", f"{reason}，已达最高", "all of it", outcomes)
    if best.value is not None and _FULFILLED.search(clause_of(best)):
        return Judgement("met", reason, "task reported as done", outcomes)
    return Judgement("undecidable", f"{reason}，下达的任务是多少没有说", "task unknown", outcomes)
