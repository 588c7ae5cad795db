"""The named comparisons of a target and an outcome: what each one sees, and which way it weighs."""

from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promisetrack.comparisons import compare, weights
from promisetrack.lexicon import table
from promisetrack.model import Outcome, Target, TargetType

SUBJECTS = st.text(alphabet="规上工业增加值学校大桥新建城镇农村一二期，“”", max_size=12)


def seen(target: Target, outcome: Outcome) -> dict[str, float]:
    return {evidence.name: evidence.weight for evidence in compare(target, outcome)}


def growth(subject: str, value: str, **more: str) -> dict[str, Any]:
    return {"subject": subject, "measure": "growth", "value": Decimal(value), "unit": "%", "quote": subject, **more}


def count(subject: str, value: str, unit: str) -> dict[str, Any]:
    return {"subject": subject, "measure": "added", "value": Decimal(value), "unit": unit, "quote": subject}


@pytest.mark.parametrize(
    "pair", [pair for entry in table("comparisons")["contrast"] for pair in entry["examples"]], ids="-".join
)
def test_words_that_tell_things_apart(pair: list[str]) -> None:
    one, other = pair
    for ours, theirs in ((one, other), (other, one)):
        assert seen(Target(subject=ours), Outcome(subject=theirs))["contrast"] < 0
    assert "contrast" not in seen(Target(subject=one), Outcome(subject=one))


@pytest.mark.parametrize(
    ("target", "outcome", "named"),
    [
        pytest.param(
            growth("地区生产总值", "6", indicator="gdp"),
            growth("GDP", "6.5", indicator="gdp"),
            "same_indicator",
            id="one indicator in two wordings",
        ),
        pytest.param(
            growth("出口", "6", indicator="exports"),
            growth("进口", "6", indicator="imports"),
            "other_indicator",
            id="two indicators",
        ),
        pytest.param(
            count("高标准农田", "80000", "亩"), count("高标准农田", "3", "元"), "other_unit", id="land against money"
        ),
        pytest.param(count("学校", "3", "所"), growth("学校", "3"), "other_measure", id="a count against a growth"),
        pytest.param(
            growth("地区生产总值", "6"),
            {**growth("地区生产总值", "7"), "measure": "rank", "unit": "位"},
            "rank_against_figure",
            id="a growth against a rank",
        ),
        pytest.param(
            growth("地区生产总值", "6", place="新会区", jurisdiction="江门市"),
            growth("地区生产总值", "6", place="台山市", jurisdiction="江门市"),
            "other_place",
            id="two parts of a city",
        ),
        pytest.param(
            growth("地区生产总值", "6", place="新会区", jurisdiction="江门市"),
            growth("地区生产总值", "6", jurisdiction="江门市"),
            "wider_place",
            id="the city's figure for a district",
        ),
        pytest.param(
            growth("城镇新增就业", "6", due="2023"),
            growth("城镇新增就业", "6", period="2018/2022"),
            "other_period",
            id="an earlier span of years",
        ),
        pytest.param(
            {"subject": "滨江大桥", "type": "milestone"},
            {"subject": "滨江大桥", "type": "milestone"},
            "same_kind",
            id="two milestones",
        ),
    ],
)
def test_a_comparison_by_its_name(target: dict[str, Any], outcome: dict[str, Any], named: str) -> None:
    assert named in seen(Target(**target), Outcome(**outcome))


@pytest.mark.parametrize(
    ("one", "other"),
    [("家", "个"), ("名", "人"), ("所", "个"), ("座", "个")],
)
def test_counting_words_are_no_difference(one: str, other: str) -> None:
    assert "other_unit" not in seen(Target(**count("学校", "3", one)), Outcome(**count("学校", "3", other)))


def test_a_project_named_in_a_part_of_the_place_is_not_elsewhere() -> None:
    target = Target(subject="滨江大桥", type="milestone", jurisdiction="江门市")
    outcome = Outcome(subject="滨江大桥", type="milestone", place="新会区", jurisdiction="江门市")
    assert not {"other_place", "wider_place"} & seen(target, outcome).keys()


def test_the_same_words_speak_for_a_link_and_unrelated_ones_against_it() -> None:
    target = Target(**growth("规模以上工业增加值", "6.5"))
    same, unrelated = (Outcome(**growth(name, "6.8")) for name in ("规模以上工业增加值", "农林牧渔业总产值"))
    assert sum(seen(target, same).values()) > 0 > sum(seen(target, unrelated).values())


def test_both_kinds_of_target_are_weighed_by_the_same_comparisons() -> None:
    assert weights("figure").keys() == weights("end").keys()


@pytest.mark.parametrize("kind", ["figure", "end"])
def test_what_is_the_same_speaks_for_a_link_and_what_is_other_against_it(kind: Literal["figure", "end"]) -> None:
    found = weights(kind)
    speaking = [name for name in found if name.startswith("same_") or name in ("common_run", "near_value")]
    against = [name for name in found if name.startswith("other_")]
    assert all(found[name] >= 0 for name in speaking)
    assert all(found[name] <= 0 for name in against)
    assert all(found[name] > 0 for name in ("target_words", "outcome_words", "context_words", "same_indicator"))
    assert all(found[name] < -1 for name in ("other_place", "wider_place", "contrast", "other_indicator", "prior"))
    assert all(found[name] >= 0 for name in ("near_meaning", "near_context", "near_sentence"))


@given(SUBJECTS, SUBJECTS, st.sampled_from(["quantity", "milestone", "relative", "delegated"]))
@settings(deadline=None)
def test_every_comparison_has_a_name_a_weight_and_a_sentence(ours: str, theirs: str, kind: TargetType) -> None:
    target, outcome = Target(subject=ours, type=kind), Outcome(subject=theirs)
    evidence = compare(target, outcome)
    assert evidence[0].name == "prior"
    assert all(item.sentence for item in evidence)
    assert {item.name for item in evidence} <= weights("figure").keys()
    assert evidence == compare(target, outcome)
