"""Verdicts on targets and outcomes made by hand: a row a rule, with the reason why it must be so."""

from decimal import Decimal
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from promisetrack.assessment import assess
from promisetrack.lexicon import Indicator, indicators
from promisetrack.model import Assessment, Evidence, Link, Outcome, Target
from promisetrack.policy import Policy

Fields = dict[str, Any]
OPEN = {"undecidable", "unreported"}
NOT_MET = {"missed", "undecidable"}
EARLIER = ("prepared", "started", "under way")


def figure(measure: str, comparator: str, value: str, unit: str, **more: Any) -> Fields:
    fields = {"subject": "某项指标", "measure": measure, "comparator": comparator, "value": Decimal(value), "unit": unit}
    return fields | more


def growth(comparator: str, value: str, **more: Any) -> Fields:
    return figure("growth", comparator, value, "%", **more)


def added(comparator: str, value: str, **more: Any) -> Fields:
    return figure("added", comparator, value, "个", quote="新增", **more)


def level(comparator: str, value: str, **more: Any) -> Fields:
    return figure("level", comparator, value, "元", **more)


def rate(comparator: str, value: str, **more: Any) -> Fields:
    return figure("rate", comparator, value, "%", **{"subject": "城镇调查失业率", **more})


def rank(comparator: str, value: str) -> Fields:
    return figure("rank", comparator, value, "位")


def case(reason: str, target: Fields, outcome: Fields, verdict: str | set[str], fault: str = "") -> ParameterSet:
    marks = (pytest.mark.xfail(strict=True, reason=fault),) if fault else ()
    expected = {verdict} if isinstance(verdict, str) else verdict
    return pytest.param(Target(**target), Outcome(**outcome), expected, id=reason, marks=marks)


def verdict_of(target: Target, outcome: Outcome, **options: Any) -> str:
    [found] = assess([Link(target=target, outcome=outcome)], **options)
    return found.verdict


FLOORS = (
    case("以上 holds the figure itself", growth("ge", "6"), growth("eq", "6"), "met"),
    case("以上 and more", growth("ge", "6"), growth("eq", "6.1"), "met"),
    case("以上 and less", growth("ge", "6"), growth("eq", "5.9"), "missed"),
    case("a plain figure is a floor, beaten", growth("eq", "6.5"), growth("eq", "6.8"), "met"),
    case("a plain figure is a floor, reached", growth("eq", "6.5"), growth("eq", "6.5"), "met"),
    case("a plain figure is a floor, not reached", growth("eq", "6.5"), growth("eq", "6.4"), "missed"),
    case("a plain count is a floor", added("eq", "5"), added("eq", "6"), "met"),
    case("a plain count not reached", added("eq", "5"), added("eq", "3"), "missed"),
    case("a fall where growth was promised", growth("eq", "6"), growth("eq", "-2.1"), "missed"),
    case("超 is more than the figure", level("gt", "5e10"), level("eq", "5.115e10"), "met"),
    case("超 and the figure itself", level("gt", "5e10"), level("eq", "5e10"), NOT_MET),
    case("超 against 超 of the same", level("gt", "1e11"), level("gt", "1e11"), "met"),
    case("超 against 以上 of the same", level("gt", "1e11"), level("ge", "1e11"), NOT_MET),
    case("超 reported beyond the target", added("eq", "10000"), added("gt", "11000"), "met"),
    case("超 reported below the target shows nothing", added("eq", "12000"), added("gt", "10000"), "undecidable"),
    case("近 reported at the target", added("eq", "10000"), added("approx", "10000"), NOT_MET),
    case("近 reported well above", added("eq", "10000"), added("approx", "12000"), "met"),
    case("不足 reported at the target", added("eq", "10000"), added("lt", "10000"), NOT_MET),
    case("不足 reported below the target", added("eq", "10000"), added("lt", "9000"), "missed"),
    case("左右 leaves room below", growth("approx", "5"), growth("eq", "4.9"), "met"),
    case("左右 leaves little room below", growth("approx", "5"), growth("eq", "3.9"), "missed"),
    case("左右 and any better result", growth("approx", "5"), growth("eq", "9"), "met"),
    case("左右 on a sum leaves a share", level("approx", "1000"), level("eq", "960"), "met"),
    case("左右 on a sum, far below", level("approx", "1000"), level("eq", "900"), "missed"),
    case("people are counted in 名 and 人", figure("added", "eq", "500", "名"), figure("added", "eq", "512", "人"), "met"),
    case("firms are counted in 家 and 个", figure("added", "eq", "5", "家"), figure("added", "eq", "3", "个"), "missed"),
)  # fmt: skip

CEILINGS = (
    case("以内 holds the figure itself", rate("le", "5.5"), rate("eq", "5.5"), "met"),
    case("以内 and less", rate("le", "5.5"), rate("eq", "4.9"), "met"),
    case("以内 and more", rate("le", "5.5"), rate("eq", "5.6"), "missed"),
    case("低于 and the figure itself", rate("lt", "3"), rate("eq", "3"), NOT_MET),
    case("unemployment 左右 is a ceiling", rate("approx", "5.5"), rate("eq", "5.1"), "met"),
    case("unemployment 左右 leaves room above", rate("approx", "5.5"), rate("eq", "5.6"), "met"),
    case("unemployment far above", rate("approx", "5.5"), rate("eq", "6.4"), "missed"),
    case("prices are a ceiling", rate("eq", "3", subject="居民消费价格涨幅"), rate("eq", "0.2", subject="居民消费价格涨幅"), "met"),
    case("prices above the ceiling", rate("eq", "3", indicator="cpi"), rate("eq", "3.4", indicator="cpi"), "missed"),
    case("prices, written as a growth", growth("approx", "3", indicator="cpi"), growth("eq", "0.2", indicator="cpi"), "met"),
    case("以上 reported below the ceiling shows nothing", rate("le", "5.5"), rate("ge", "5"), "undecidable"),
    case("以内 reported at the ceiling", rate("le", "5.5"), rate("le", "5.5"), "met"),
    case("a better rank", rank("le", "50"), rank("eq", "48"), "met"),
    case("the rank itself", rank("eq", "7"), rank("eq", "7"), "met"),
    case("a worse rank", rank("le", "50"), rank("eq", "56"), "missed"),
)  # fmt: skip

FALLS = (
    case("a deeper fall", growth("eq", "-3"), growth("eq", "-3.2"), "met"),
    case("a lesser fall", growth("eq", "-3"), growth("eq", "-2"), "missed"),
    case("a rise where a fall was promised", growth("eq", "-3"), growth("eq", "1"), "missed"),
    case("下降10%以上 and deeper", growth("ge", "-10"), growth("eq", "-12"), "met"),
    case("下降10%以上 and less", growth("ge", "-10"), growth("eq", "-4"), "missed"),
    case("下降3%左右 leaves room", growth("approx", "-3"), growth("eq", "-2.9"), "met"),
    case("下降超4% reported for 3%", growth("eq", "-3"), growth("gt", "-4"), "met"),
    case("下降超3% reported for 3%", growth("eq", "-3"), growth("gt", "-3"), "met"),
    case("下降超2% reported for 3% shows nothing", growth("eq", "-3"), growth("gt", "-2"), "undecidable"),
    case("降幅控制在3%以内 and a lesser fall", growth("le", "-3"), growth("eq", "-2"), "met"),
    case("降幅控制在3%以内 and a deeper fall", growth("le", "-3"), growth("eq", "-5"), "missed"),
    case("清零 reached", added("eq", "0"), added("eq", "0"), "met"),
    case("清零 not reached", added("eq", "0"), added("eq", "3"), "missed"),
)  # fmt: skip

OTHER_FIGURES = (
    case("a level decides no growth by itself", growth("eq", "6"), level("eq", "1e11"), "undecidable"),
    case("a rank decides no growth", growth("eq", "6"), rank("eq", "7"), "undecidable"),
    case("points decide no share", figure("share", "eq", "60", "%"), figure("growth", "eq", "1.2", "百分点"), "undecidable"),
    case("a stock decides no addition", added("gt", "200"), figure("level", "gt", "1000", "个", quote="总量突破1000"), "undecidable"),
    case("another unit", added("eq", "5"), figure("added", "eq", "500", "亩"), "undecidable"),
    case("a total of five years", added("eq", "5", due="2023"), added("eq", "60", period="2019/2023"), "undecidable"),
    case("a total that begins with the year", added("eq", "5", due="2021"), added("eq", "60", period="2021/2025"), "undecidable"),
    case("the year's own figure", added("eq", "5", due="2023"), added("eq", "6", period="2023"), "met"),
    case("the city's growth for a district's", growth("eq", "6", place="新会区", jurisdiction="江门市"), growth("eq", "6.5", jurisdiction="江门市"), "undecidable"),
    case("a district's growth for the city's", growth("eq", "6", jurisdiction="江门市"), growth("eq", "6.5", place="新会区", jurisdiction="江门市"), "undecidable"),
    case("a claim without a figure", added("eq", "65"), {"subject": "老旧小区改造", "type": "vague", "end_state": "完成", "stage": "done", "quote": "老旧小区改造全面完成"}, "claimed"),
    case("正增长 is no answer to 6%", growth("eq", "6"), {"subject": "固定资产投资", "type": "vague", "end_state": "正增长", "quote": "固定资产投资保持正增长"}, "undecidable"),
)  # fmt: skip


@pytest.mark.parametrize(("target", "outcome", "expected"), [*FLOORS, *CEILINGS, *FALLS, *OTHER_FIGURES])
def test_figure_against_figure(target: Target, outcome: Outcome, expected: set[str]) -> None:
    assert verdict_of(target, outcome) in expected


@pytest.mark.parametrize("entry", indicators().values(), ids=lambda entry: entry.id)
def test_the_table_of_indicators_says_which_way_is_good(entry: Indicator) -> None:
    measure = entry.measures[0] if entry.measures[0] != "growth" else "level"
    names = {"subject": entry.name, "indicator": entry.id, "measure": measure, "unit": entry.unit, "comparator": "eq"}
    target = Target(**names, value=Decimal(20))
    lower, higher = (verdict_of(target, Outcome(**names, value=Decimal(value))) for value in (10, 30))
    if entry.bound == "ceiling" or measure == "rank":
        assert (lower, higher) == ("met", "missed")
    elif entry.bound == "floor":
        assert (lower, higher) == ("missed", "met")


def milestone(stage: str | None, **more: Any) -> Fields:
    return {"subject": "滨江大桥", "type": "milestone", "end_state": "建成", "stage": stage, "quote": "滨江大桥"} | more


def vague(subject: str, end_state: str, **more: Any) -> Fields:
    return {"subject": subject, "type": "vague", "end_state": end_state, "quote": subject + end_state} | more


def relative(end_state: str, **more: Any) -> Fields:
    return {"subject": "居民收入", "type": "relative", "measure": "growth", "end_state": end_state} | more


TASK = {"subject": "单位GDP能耗", "type": "delegated", "end_state": "完成省下达任务"}

ENDS = (
    *(case(f"{stage} for done", milestone("done"), milestone(stage), "missed") for stage in EARLIER),
    *(case(f"done for {stage}", milestone(stage), milestone("done"), "met") for stage in EARLIER),
    *(case(f"{stage} for itself", milestone(stage), milestone(stage), "met") for stage in ("started", "done", None)),
    case("前期工作 for 开工", milestone("started"), milestone("prepared"), "missed"),
    case("a place on the list of candidates", milestone("done"), milestone("candidate"), "undecidable"),
    case("基本完成 is not the whole", milestone("done"), milestone("partly done"), NOT_MET),
    case("加快建设 for 建成", milestone("done"), vague("滨江大桥", "加快建设", stage="under way"), NOT_MET),
    case("正增长 and a rise", relative("正增长"), growth("eq", "0.6"), "met"),
    case("正增长 and a fall", relative("正增长"), growth("eq", "-0.6"), "missed"),
    case("正增长 and neither", relative("正增长"), growth("eq", "0"), NOT_MET),
    case("持续下降 and a fall", relative("持续下降"), growth("eq", "-2"), "met"),
    case("持续下降 and a rise", relative("持续下降"), growth("eq", "2"), "missed"),
    case("高于全国 without the nation's figure", relative("高于全国平均水平"), growth("eq", "5"), "undecidable"),
    case("同步 without the growth of GDP", relative("与经济增长同步"), growth("eq", "5.2"), "undecidable"),
    case("a task said to be fulfilled", TASK, vague("单位GDP能耗", "完成省下达任务", sentence="单位GDP能耗完成省下达任务"), "claimed"),
    case("a figure for a task that is not known", TASK, growth("eq", "-3.2"), "undecidable"),
)  # fmt: skip


@pytest.mark.parametrize(("target", "outcome", "expected"), ENDS)
def test_ends_that_are_no_figures(target: Target, outcome: Outcome, expected: set[str]) -> None:
    assert verdict_of(target, outcome) in expected


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
    benchmark = Link(target=target, outcome=Outcome(**growth("eq", "6.5", indicator="gdp")))
    [found] = assess([answer, benchmark])
    assert found.confidence <= answer.probability


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


@pytest.mark.parametrize(
    ("now", "before", "names"),
    [
        pytest.param(
            level("eq", "1.2e11", indicator="gdp"), level("eq", "1e11", indicator="gdp"), {"indicator": "gdp"}, id="real"
        ),
        pytest.param(level("gt", "1.2e11", **SALES), level("eq", "1e11", **SALES), SALES, id="a level not sharp enough"),
        pytest.param(level("eq", "1.2e11", **SALES), level("gt", "1e11", **SALES), SALES, id="a baseline not sharp enough"),
        pytest.param(
            level("eq", "1.2e11", **SALES), level("eq", "1e11", place="新会区", **SALES), SALES, id="another place"
        ),
        pytest.param(
            level("eq", "1.2e11", **SALES), level("eq", "1e11", period="2018/2022", **SALES), SALES, id="five years"
        ),
        pytest.param(
            level("eq", "1.2e11", **SALES), level("eq", "1e11", indicator="exports", subject="出口"), SALES, id="another"
        ),
    ],
)  # fmt: skip
def test_growth_is_not_computed_where_the_levels_do_not_fit(now: Fields, before: Fields, names: Fields) -> None:
    assert computed(now, before, growth("eq", "5", **names)).verdict == "undecidable"


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


@given(st.sampled_from(["le", "lt", "eq", "approx"]), st.sampled_from(["ge", "gt", "eq", "le", "lt"]), VALUES, VALUES, VALUES)
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
