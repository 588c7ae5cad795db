"""Verdicts that hang on the rules: the policies next to one, and where they would decide otherwise."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from hand_made import Fields, growth, level, milestone, rate, relative
from hypothesis import given
from hypothesis import strategies as st
from small_reports import plan, result

from promisetrack.assessment import assess
from promisetrack.model import Assessment, Link, Outcome, Target
from promisetrack.policy import Policy
from promisetrack.scorecard import Scorecard
from promisetrack.scoring import score
from promisetrack.serialize import scorecard_to_dict

LEEWAYS = ("tolerance", "points", "in_step")
AMOUNTS = st.decimals(0, 3, places=2)
POLICIES = st.builds(
    Policy, tolerance=AMOUNTS, points=AMOUNTS, in_step=AMOUNTS, sure_enough=st.floats(0, 0.99, allow_nan=False)
)


@given(POLICIES)
def test_a_stricter_policy_gives_no_leeway_and_a_looser_one_twice_as_much(policy: Policy) -> None:
    stricter, looser = policy.neighbours()
    assert (stricter.name, looser.name) == ("stricter", "looser")
    assert [getattr(stricter, leeway) for leeway in LEEWAYS] == [0, 0, 0]
    assert [getattr(looser, leeway) for leeway in LEEWAYS] == [2 * getattr(policy, leeway) for leeway in LEEWAYS]
    assert 0 <= looser.sure_enough <= policy.sure_enough <= stricter.sure_enough <= 0.99


def test_no_stricter_policy_asks_for_a_less_sure_link() -> None:
    policy = Policy(sure_enough=1.0)
    assert policy.neighbours()[0].sure_enough >= policy.sure_enough


NONE: dict[str, str] = {}


def case(
    reason: str, target: Fields, outcome: Fields, expected: tuple[str, dict[str, str]], sure: float = 1.0
) -> ParameterSet:
    return pytest.param(
        Link(target=Target(**target), outcome=Outcome(**outcome), probability=sure), expected, id=reason
    )


ABOUT = growth("approx", "5")
CLEAR, BUILT = growth("ge", "5"), milestone("done")
FLIPS = (
    case("左右 missed by a little", ABOUT, growth("eq", "4.9"), ("met", {"stricter": "missed"})),
    case("左右 missed by a little more", ABOUT, growth("eq", "4.6"), ("missed", {"looser": "met"})),
    case("左右 missed by far", ABOUT, growth("eq", "3"), ("missed", NONE)),
    case("左右 reached", ABOUT, growth("eq", "5"), ("met", NONE)),
    case("a sum of 左右", level("approx", "1000"), level("eq", "960"), ("met", {"stricter": "missed"})),
    case("unemployment a little above 左右", rate("approx", "5"), rate("eq", "5.2"), ("met", {"stricter": "missed"})),
    case("以上 has no leeway", CLEAR, growth("eq", "4.9"), ("missed", NONE)),
    case("以上 and more", CLEAR, growth("eq", "6"), ("met", NONE)),
    case("a work built", BUILT, milestone("done"), ("met", NONE)),
    case("a link just sure enough", CLEAR, growth("eq", "6"), ("met", {"stricter": "undecidable"}), sure=0.7),
    case("a link not quite sure enough", CLEAR, growth("eq", "6"), ("undecidable", {"looser": "met"}), sure=0.5),
    case("a link far from sure", CLEAR, growth("eq", "6"), ("undecidable", NONE), sure=0.4),
    case("a work by a doubtful link", BUILT, milestone("started"), ("undecidable", {"looser": "missed"}), sure=0.5),
)


def flipped(found: Assessment) -> dict[str, str]:
    return {flip.policy: flip.verdict for flip in found.flips}


@pytest.mark.parametrize(("link", "expected"), FLIPS)
def test_which_policies_would_decide_otherwise(link: Link, expected: tuple[str, dict[str, str]]) -> None:
    [found] = assess([link])
    assert (found.verdict, flipped(found)) == expected


@pytest.mark.parametrize(
    ("income", "expected"),
    [("6.5", ("met", {})), ("6.2", ("met", {"stricter": "missed"})), ("5.8", ("missed", {"looser": "met"}))],
)
def test_incomes_nearly_in_step_with_growth(income: str, expected: tuple[str, dict[str, str]]) -> None:
    target = Target(**relative("与经济增长基本同步", comparator="approx"))
    answers = (Outcome(**growth("eq", income, subject="居民收入")), Outcome(**growth("eq", "6.5", indicator="gdp")))
    [found] = assess([Link(target=target, outcome=outcome) for outcome in answers])
    assert (found.verdict, flipped(found)) == expected


def test_what_is_due_later_flips_to_not_due() -> None:
    link = Link(target=Target(**ABOUT, due="2024"), outcome=Outcome(**growth("eq", "4.9")))
    [found] = assess([link], reviewed=2023)
    assert (found.verdict, flipped(found)) == ("met", {"stricter": "not_due"})


def test_silence_flips_under_no_policy() -> None:
    [found] = assess([Link(target=Target(**ABOUT), probability=0.6)])
    assert (found.verdict, found.flips) == ("unreported", ())


FIGURES = st.decimals(3, 7, places=1)


@given(st.sampled_from(["approx", "ge", "eq"]), FIGURES, st.floats(0.3, 1), POLICIES)
def test_flips_are_what_the_neighbours_say(comparator: str, value: Decimal, sure: float, policy: Policy) -> None:
    target = Target(**growth(comparator, "5"))
    link = Link(target=target, outcome=Outcome(**growth("eq", str(value))), probability=sure)
    [found] = assess([link], policy=policy)
    said = {near.name: assess([link], policy=near)[0].verdict for near in policy.neighbours()}
    assert flipped(found) == {name: verdict for name, verdict in said.items() if verdict != found.verdict}


@pytest.fixture(scope="module")
def card() -> Scorecard:
    """One target missed by a little, and one that is clear."""
    promises = plan("地区生产总值增长5%左右", "规模以上工业增加值增长6%以上")
    return score(promises, result("地区生产总值增长4.9%", "规模以上工业增加值增长9%"))


def test_the_json_form_carries_the_flips(card: Scorecard) -> None:
    targets: list[Any] = [one for promise in scorecard_to_dict(card)["commitments"] for one in promise["targets"]]
    flips = {one["subject"]: one["assessment"]["flips"] for one in targets}
    assert flips == {"地区生产总值": [{"policy": "stricter", "verdict": "missed"}], "规模以上工业增加值": []}


def test_the_table_carries_the_flips(card: Scorecard) -> None:
    rows = csv.DictReader(io.StringIO(card.to_csv().removeprefix("\ufeff")))
    assert {row["subject"]: row["flips"] for row in rows} == {
        "地区生产总值": "stricter:missed",
        "规模以上工业增加值": "",
    }
