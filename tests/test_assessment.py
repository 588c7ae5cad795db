"""From links made by hand to verdicts: baselines, dates, doubt, policies, and what holds for every link."""

from decimal import Decimal

import pytest
from attrs import evolve
from hand_made import NOT_MET, Fields, added, growth, level, rate, relative, vague, verdict_of
from hypothesis import given, settings
from hypothesis import strategies as st

from promisetrack.assessment import assess
from promisetrack.matching import match
from promisetrack.model import Assessment, Commitment, Evidence, Link, Outcome, Target
from promisetrack.policy import Policy


@pytest.mark.parametrize(
    ("end_state", "income", "expected"),
    [
        pytest.param("与经济增长同步", "6.6", {"met"}, id="ahead"),
        pytest.param("与经济增长基本同步", "6.2", {"met"}, id="基本 leaves room"),
        pytest.param("与经济增长同步", "6.2", NOT_MET, id="a little behind, without 基本"),
        pytest.param("与经济增长基本同步", "5.2", {"missed"}, id="far behind"),
    ],
)
def test_in_step_with_growth_needs_both_figures(end_state: str, income: str, expected: set[str]) -> None:
    target = Target(**relative(end_state, comparator="approx"))
    answers = (Outcome(**growth("eq", income, subject="居民收入")), Outcome(**growth("eq", "6.5", indicator="gdp")))
    [found] = assess([Link(target=target, outcome=outcome) for outcome in answers])
    assert found.verdict in expected
    assert len(found.outcomes) == 2


def test_a_benchmark_adds_no_confidence() -> None:
    target = Target(**relative("与经济增长同步"))
    answer = Link(target=target, outcome=Outcome(**growth("eq", "7", subject="居民收入")), probability=0.75)
    economy = Outcome(**growth("eq", "6.5", indicator="gdp"))
    sure, doubtful = (Link(target=target, outcome=economy, probability=probability) for probability in (1.0, 0.3))
    assert assess([answer, sure])[0].confidence == assess([answer, doubtful])[0].confidence


SALES = {"subject": "社会消费品零售总额", "indicator": "retail_sales"}


def computed(now: Fields, before: Fields, target: Fields) -> Assessment:
    [found] = assess([Link(target=Target(**target), outcome=Outcome(**now))], baseline=[Outcome(**before)])
    return found


@pytest.mark.parametrize(("now", "expected"), [("1.06e11", "met"), ("1.05e11", "met"), ("1.049e11", "missed")])
def test_growth_is_computed_from_two_levels(now: str, expected: str) -> None:
    found = computed(level("eq", now, **SALES), level("eq", "1e11", **SALES), growth("eq", "5", **SALES))
    assert found.verdict == expected
    assert "computed" in found.rule
    assert "1000亿元" in found.reason


NOW, BEFORE = {"comparator": "eq", "value": "1.2e11", **SALES}, {"comparator": "eq", "value": "1e11", **SALES}


@pytest.mark.parametrize(
    ("now", "before"),
    [
        pytest.param(NOW | {"indicator": "gdp"}, BEFORE | {"indicator": "gdp"}, id="a target in constant prices"),
        pytest.param(NOW | {"comparator": "gt"}, BEFORE, id="a level not sharp enough"),
        pytest.param(NOW, BEFORE | {"comparator": "gt"}, id="a level before not sharp enough"),
        pytest.param(NOW, BEFORE | {"place": "新会区", "jurisdiction": "江门市"}, id="another place"),
        pytest.param(NOW, BEFORE | {"period": "2018/2022"}, id="five years"),
        pytest.param(NOW, BEFORE | {"indicator": "exports", "subject": "出口总额"}, id="another indicator"),
    ],
)
def test_growth_is_not_computed_where_the_levels_do_not_fit(now: Fields, before: Fields) -> None:
    target = growth("eq", "5", subject=now["subject"], indicator=now["indicator"])
    assert computed(level(**now), level(**before), target).verdict == "undecidable"


@pytest.mark.parametrize(
    ("due", "outcome", "expected"),
    [
        pytest.param("2024", None, "not_due", id="later and silent"),
        pytest.param("2024-06", added("eq", "3"), "not_due", id="later and not there yet"),
        pytest.param("2024", added("eq", "9"), "met", id="reached before it was due"),
        pytest.param("2023-Q4", None, "unreported", id="due in the year and silent"),
        pytest.param("2023", added("eq", "3"), "missed", id="due in the year and missed"),
        pytest.param(None, None, "unreported", id="no date"),
    ],
)
def test_what_is_due_later_is_not_missed(due: str | None, outcome: Fields | None, expected: str) -> None:
    link = Link(target=Target(**added("eq", "5", due=due)), outcome=Outcome(**outcome) if outcome else None)
    [found] = assess([link], reviewed=2023)
    assert found.verdict == expected


def test_a_list_that_was_done_is_a_claim_for_each_item() -> None:
    summary = Evidence(name="summary", weight=1.5, sentence="所在清单被总括为：十件民生实事全面完成")
    outcome = Outcome(**vague("十件民生实事", "全面完成"))
    [found] = assess([Link(target=Target(**added("eq", "50")), outcome=outcome, evidence=(summary,))])
    assert (found.verdict, found.outcomes) == ("claimed", (outcome,))


def test_what_a_report_admits_is_missed() -> None:
    target = Target(**growth("ge", "6", subject="地区生产总值", indicator="gdp"))
    outcome = Outcome(**vague("地区生产总值等指标增幅", "未达预期目标"))
    [link] = match([Commitment(subject="发展", targets=(target,))], [outcome])
    [found] = assess([link])
    assert (found.verdict, found.rule, found.outcomes) == ("missed", "admitted", (outcome,))


@pytest.mark.parametrize(
    ("urban", "rural", "expected"),
    [("8.6", "9.1", "met"), ("8.1", "8.2", "missed"), ("8.1", "9.1", "undecidable"), ("8.6", None, "undecidable")],
)
def test_what_is_promised_of_town_and_country_is_judged_by_both(urban: str, rural: str | None, expected: str) -> None:
    target = Target(**growth("eq", "8.5", subject="城乡居民收入", indicator="income_both"))
    parts = [growth("eq", urban, subject="城镇居民收入", indicator="income_urban")]
    parts += [growth("eq", rural, subject="农村居民收入", indicator="income_rural")] if rural else []
    outcomes = tuple(Outcome(**part) for part in parts)
    [found] = assess([Link(target=target, outcome=outcome) for outcome in reversed(outcomes)])
    assert (found.verdict, found.outcomes) == (expected, outcomes)


def test_two_answers_that_disagree_decide_nothing() -> None:
    target = Target(**added("eq", "5"))
    links = [Link(target=target, outcome=Outcome(**added("eq", value))) for value in ("6", "3")]
    assert [found.verdict for found in assess(links)] == ["undecidable"]


def test_a_doubtful_link_carries_neither_met_nor_missed() -> None:
    target = Target(**growth("ge", "6"))
    for value in ("7", "5"):
        link = Link(target=target, outcome=Outcome(**growth("eq", value)), probability=Policy().sure_enough - 0.01)
        assert [found.verdict for found in assess([link])] == ["undecidable"]


def test_the_policy_is_a_value_that_can_be_changed() -> None:
    target, outcome = Target(**growth("approx", "5")), Outcome(**growth("eq", "4.9"))
    strict = Policy(name="strict", tolerance=Decimal(0), points=Decimal(0))
    [found] = assess([Link(target=target, outcome=outcome)], policy=strict)
    assert (found.verdict, found.policy) == ("missed", "strict")
    with pytest.raises(ValueError, match="tolerance"):
        Policy(tolerance=Decimal("-0.1"))


@pytest.mark.parametrize(
    ("target", "outcome", "degree"),
    [(added("eq", "5"), added("eq", "3"), "0.6"), (level("gt", "5e10"), level("eq", "5.1e10"), "1.02")],
)
def test_degree_is_the_share_that_was_reached(target: Fields, outcome: Fields, degree: str) -> None:
    [found] = assess([Link(target=Target(**target), outcome=Outcome(**outcome))])
    assert found.degree == Decimal(degree)


VALUES = st.decimals(min_value="0.1", max_value=200, places=1)
SIGNS = st.sampled_from(["ge", "gt", "eq", "approx"])
BETTER = {"missed": 0, "undecidable": 1, "met": 2}


@given(SIGNS, st.sampled_from(["ge", "gt", "eq", "approx", "le", "lt"]), VALUES, VALUES, VALUES)
@settings(deadline=None)
def test_more_is_never_worse_for_a_floor(sign: str, said: str, goal: Decimal, one: Decimal, other: Decimal) -> None:
    target = Target(**growth(sign, str(goal)))
    low, high = (verdict_of(target, Outcome(**growth(said, str(value)))) for value in sorted((one, other)))
    assert BETTER[low] <= BETTER[high]


@given(st.sampled_from(["le", "lt", "eq", "approx"]), st.sampled_from(["ge", "gt", "eq", "le", "lt"]), *([VALUES] * 3))
@settings(deadline=None)
def test_less_is_never_worse_for_a_ceiling(sign: str, said: str, goal: Decimal, one: Decimal, other: Decimal) -> None:
    target = Target(**rate(sign, str(goal)))
    low, high = (verdict_of(target, Outcome(**rate(said, str(value)))) for value in sorted((one, other)))
    assert BETTER[low] >= BETTER[high]


@given(SIGNS, VALUES, VALUES, st.sampled_from([10**4, 10**8]))
@settings(deadline=None)
def test_the_scale_of_figures_does_not_matter(sign: str, goal: Decimal, value: Decimal, scale: int) -> None:
    small = verdict_of(Target(**level(sign, str(goal))), Outcome(**level("eq", str(value))))
    large = verdict_of(Target(**level(sign, str(goal * scale))), Outcome(**level("eq", str(value * scale))))
    assert small == large


STATEMENTS = st.fixed_dictionaries(
    {
        "subject": st.sampled_from(["城镇新增就业", "滨江大桥", "居民收入"]),
        "measure": st.sampled_from(["level", "growth", "added", "share", "rank", "multiple", "rate", "other", None]),
        "comparator": st.sampled_from(["ge", "gt", "le", "lt", "eq", "approx", None]),
        "value": st.one_of(st.none(), st.decimals(min_value=-50, max_value=50, places=1)),
        "unit": st.sampled_from(["%", "元", "个", "位", "百分点", None]),
        "indicator": st.sampled_from(["gdp", "cpi", None]),
        "end_state": st.sampled_from(["建成", "与经济增长同步", "正增长", "完成省下达任务", None]),
        "stage": st.sampled_from(["candidate", "started", "partly done", "done", None]),
        "quote": st.sampled_from(["", "全面完成", "总量突破"]),
    }
)
TARGETS = st.builds(
    lambda fields, kind, due: Target(**fields, type=kind, due=due),
    STATEMENTS,
    st.sampled_from(["quantity", "milestone", "relative", "delegated"]),
    st.sampled_from(["2022", "2023-H1", "2024", None]),
)
OUTCOMES = st.builds(
    lambda fields, kind, period: Outcome(**fields, type=kind, period=period),
    STATEMENTS,
    st.sampled_from(["quantity", "milestone", "vague"]),
    st.sampled_from(["2023", "2019/2023", None]),
)
LINKS = st.builds(
    lambda target, outcome, probability: Link(target=target, outcome=outcome, probability=probability),
    TARGETS,
    st.one_of(st.none(), OUTCOMES),
    st.floats(0, 1),
)


@given(st.lists(LINKS, max_size=6))
@settings(deadline=None)
def test_every_target_gets_one_assessment_that_shows_what_it_rests_on(links: list[Link]) -> None:
    found = assess(links, reviewed=2023)
    assert [item.target.id for item in found] == list(dict.fromkeys(link.target.id for link in links))
    for item in found:
        assert 0 <= item.confidence <= 1
        assert item.reason
        assert item.rule
        assert item.outcomes or item.verdict in ("unreported", "not_due")
        assert not item.outcomes or item.verdict != "unreported"
        answers = {link.outcome.id for link in links if link.outcome and link.target.id == item.target.id}
        assert {outcome.id for outcome in item.outcomes} <= answers


@given(LINKS, st.floats(0, 1))
@settings(deadline=None)
def test_a_less_sure_link_never_gives_more_confidence(link: Link, probability: float) -> None:
    [surer] = assess([evolve(link, probability=max(link.probability, probability))])
    [less] = assess([evolve(link, probability=min(link.probability, probability))])
    assert less.confidence <= surer.confidence + 1e-9
