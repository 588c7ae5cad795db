"""How sure a verdict is said to be: a probability that grows with the link's own, learnt rule by rule."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promisetrack.assessment import assess
from promisetrack.confidence import confidence, rule_of, sureness
from promisetrack.lexicon import table
from promisetrack.model import Link, Target, TargetType

RULES: Mapping[str, Mapping[str, float]] = table("confidence")["rule"]
RISING = sorted(rule for rule, entry in RULES.items() if entry["slope"] > 0)
LEVEL = sorted(rule for rule, entry in RULES.items() if entry["slope"] == 0)
PROBABILITIES = st.floats(0, 1)
UNKNOWN = st.text(min_size=1).filter(lambda rule: rule not in RULES)


@given(st.sampled_from(sorted(RULES)) | UNKNOWN, PROBABILITIES)
def test_confidence_is_a_probability(rule: str, probability: float) -> None:
    assert 0 < confidence(rule, probability) < 1


@given(st.sampled_from(sorted(RULES)) | UNKNOWN, PROBABILITIES, PROBABILITIES)
def test_a_surer_link_gives_no_less_confidence(rule: str, one: float, other: float) -> None:
    assert confidence(rule, min(one, other)) <= confidence(rule, max(one, other))


@pytest.mark.parametrize("rule", RISING)
def test_a_positive_slope_makes_a_surer_link_count(rule: str) -> None:
    steps = [confidence(rule, probability) for probability in (0.3, 0.5, 0.7, 0.9, 0.99)]
    assert steps == sorted(set(steps))


@pytest.mark.parametrize("rule", LEVEL)
def test_without_a_slope_the_link_does_not_count(rule: str) -> None:
    assert confidence(rule, 0.01) == confidence(rule, 0.99)


def test_no_slope_is_negative() -> None:
    assert {*RISING, *LEVEL} == RULES.keys()


@given(UNKNOWN, PROBABILITIES)
def test_a_rule_never_seen_is_taken_like_all_rules_together(rule: str, probability: float) -> None:
    other = table("confidence")["other"]
    odds = confidence(rule, probability) / (1 - confidence(rule, probability))
    assert odds == pytest.approx(2.718281828 ** (other["offset"] + other["slope"] * sureness(probability)), rel=0.01)


@pytest.mark.parametrize("probability", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("rule", ["figure against figure", "another scope", "claimed for the whole list"])
def test_a_rule_that_was_learnt_has_numbers_of_its_own(rule: str, probability: float) -> None:
    assert confidence(rule, probability) != confidence("never seen", probability)


@given(PROBABILITIES)
def test_doubt_is_the_mirror_of_sureness(probability: float) -> None:
    assert sureness(1 - probability) == pytest.approx(-sureness(probability), abs=1e-6)
    assert -5 <= sureness(probability) <= 5


GROWTH: dict[str, Any] = {"measure": "growth", "comparator": "eq", "value": Decimal(6), "unit": "%"}
INDICATOR = Target(subject="地区生产总值", indicator="gdp", **GROWTH)
FIGURE = Target(subject="绿道里程", **GROWTH)
WORK = Target(subject="滨江大桥", type="milestone", end_state="建成", stage="done")
SILENCES = (
    (INDICATOR, "silence on an indicator"),
    (Target(subject="居民收入", type="relative", indicator="income"), "silence on an indicator"),
    (FIGURE, "silence on a figure"),
    (WORK, "silence on an end state"),
    (Target(subject="单位GDP能耗", type="delegated"), "silence on an end state"),
)


@pytest.mark.parametrize(("target", "rule"), SILENCES, ids=lambda value: getattr(value, "subject", value))
def test_silence_is_of_three_kinds(target: Target, rule: str) -> None:
    assert rule_of("silence", target) == rule


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.startswith("silence")])
def test_every_other_rule_keeps_its_name(rule: str) -> None:
    assert {rule_of(rule, target) for target in (INDICATOR, FIGURE, WORK)} == {rule}


def test_every_silence_of_the_table_can_be_given() -> None:
    kinds = product(get_args(TargetType), (None, "gdp"))
    given_rules = {rule_of("silence", Target(subject="某", type=kind, indicator=entry)) for kind, entry in kinds}
    assert {rule for rule in RULES if rule.startswith("silence")} == given_rules


@pytest.mark.parametrize("target", [INDICATOR, FIGURE, WORK], ids=lambda target: target.subject)
def test_a_silent_report_is_as_sure_as_its_kind_of_silence(target: Target) -> None:
    [found] = assess([Link(target=target, probability=0.9)])
    assert (found.verdict, found.confidence) == ("unreported", confidence(rule_of("silence", target), 0.9))


def test_silence_on_a_named_work_says_more_than_on_an_indicator() -> None:
    work, indicator = assess([Link(target=target, probability=0.9) for target in (WORK, INDICATOR)])
    assert work.confidence > indicator.confidence
