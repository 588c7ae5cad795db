"""The whole way from two short reports to verdicts: the examples of docs/verdicts.md and of the field."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from attrs import evolve
from hand_made import marks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_reports import DEMO, judged, plan, result

from promisetrack.assessment import assess
from promisetrack.errors import PartError, PromisetrackWarning
from promisetrack.matching import match
from promisetrack.model import Assessment, Document, Outcome
from promisetrack.policy import Policy
from promisetrack.reading import read
from promisetrack.scorecard import Scorecard
from promisetrack.scoring import score

OPEN = "undecidable unreported"
NOT_MET = "missed undecidable unreported"


def case(reason: str, promise: str, reported: str, verdict: str, fault: str = "") -> ParameterSet:
    return pytest.param(promise, reported.split("；"), verdict.split(), id=reason, marks=marks(fault))


VERDICTS = (
    # docs/verdicts.md
    case("超 and more", "推动建筑业总产值超500亿元", "建筑业总产值达到511.5亿元", "met"),
    case("a title in the same words", "推动新会成为首个千亿元GDP强区", "新会成为首个千亿元GDP强区", "met"),
    case("three for five", "组建5家产业技术创新联盟", "成立3家产业技术创新联盟", "missed"),
    case("not named", "社会消费品零售总额增长6%", "民生支出达347亿元", "unreported"),
    case("正增长 for 6%", "固定资产投资增长6%", "固定资产投资在高位上保持正增长", "undecidable"),
    case("a candidate", "支持开平创建国家乡村振兴示范县", "开平入选国家乡村振兴示范县创建名单", "undecidable"),
    case("due later", "到2024年建成黄茅海跨海通道", "其他工作有序开展", "not_due"),
    case("超 below the target", "新增公办学位1.2万个", "新增公办学位超1万个", "undecidable"),
    case("超 beyond the target", "新增公办学位1万个", "新增公办学位超1.1万个", "met"),
    case("a plain growth is a floor", "规模以上工业增加值增长6.5%", "规模以上工业增加值增长6.8%", "met"),
    case("a plain level is a floor", "高新技术企业总数达2800家", "高新技术企业总数超2800家", "met"),
    case("prices are a ceiling", "居民消费价格涨幅3%左右", "居民消费价格上涨0.2%", "met"),
    case("unemployment is a ceiling", "城镇调查失业率5.5%左右", "城镇调查失业率5.1%", "met"),
    case("左右 on its bad side", "地区生产总值增长5%左右", "地区生产总值增长4.9%", "met"),
    case("a cut", "单位GDP能耗下降3%", "单位GDP能耗下降3.2%", "met"),
    case("a cut not reached", "单位GDP能耗下降3%", "单位GDP能耗下降2%", "missed"),
    case("incomes behind", "居民收入与经济增长同步", "地区生产总值增长6.5%；居民人均可支配收入增长5.2%", "missed"),
    case("incomes ahead", "居民收入与经济增长同步", "地区生产总值增长5%；居民人均可支配收入增长5.2%", "met"),
    case("incomes alone", "居民收入与经济增长同步", "居民人均可支配收入增长5.2%", "undecidable"),
    case("a task said to be fulfilled", "单位GDP能耗完成省下达任务", "单位GDP能耗完成省下达任务", "claimed"),
    case("a figure for an unknown task", "单位GDP能耗完成省下达任务", "单位GDP能耗下降3.2%", "undecidable"),
    case("a forecast counts", "地区生产总值增长6%", "预计全年地区生产总值增长6.2%", "met"),
    case("开工 for 建成", "建成滨江大桥", "滨江大桥开工建设", "missed"),
    case("前期工作 for 开工", "开工建设滨江大桥", "滨江大桥正在办理前期手续", "missed"),
    case("通车 for 建成", "建成滨江大桥", "滨江大桥通车", "met"),
    case("a section for the whole", "建成江湾大道", "江湾大道东段建成通车", NOT_MET),
    case("a total for an addition", "引进博士超200人", "博士总量突破1000人", OPEN),
    case("a total for an addition, another head", "引进紧缺博士人才超200人", "博士人才突破1000人", OPEN),
    case("an index for a share of days", "空气质量优良天数比率达到90%", "空气质量综合指数改善4.7%", OPEN),
    case("the city for a district", "新会区地区生产总值增长6%", "全市地区生产总值增长6.5%", OPEN),
    case("a district for the city", "地区生产总值增长6%", "新会区地区生产总值增长7%", OPEN),
    case("towns for all", "居民人均可支配收入增长6%", "城镇居民人均可支配收入增长6.5%", OPEN),
    case("新建 for 新改扩建, too few", "新改扩建中小学20所", "新建中小学8所", OPEN),
    case(
        "新建 for 新改扩建, enough",
        "新改扩建中小学20所",
        "新建中小学22所",
        "met",
        fault="a part of the works is not linked, though it reaches the whole by itself",
    ),
    case("five years for one", "城镇新增就业4万人以上", "五年来城镇新增就业累计25万人", OPEN),
    case("an item of a list", "办好十件民生实事，新建50个绿化示范村", "十件民生实事全面完成", "claimed"),
    # of the same genre
    case(
        "a doubling",
        "高新技术企业数量翻一番",
        "高新技术企业数量增长1.2倍",
        "met undecidable",
        fault="增长1.2倍 is compared as 1.2 times instead of 2.2 times",
    ),
    case("a lower class of title", "赤水湖景区创建国家5A级旅游景区", "赤水湖景区获评国家4A级旅游景区", OPEN),
    case("another hospital", "开工建设市第二人民医院", "市第一人民医院动工", OPEN),
    case("another waterworks", "南湖水厂建成投产", "北湖水厂建成投产", OPEN),
    case("another title", "创建国家森林城市", "成功创建国家园林城市", OPEN),
    case("renewed for new", "新建公厕50座", "改造公厕60座", OPEN),
    case("said to be done without a count", "改造老旧小区65个", "老旧小区改造任务全面完成", "claimed"),
    case("a rank reached", "营商环境评价进入全省前5名", "营商环境评价居全省第3", "met"),
    case(
        "a rank not reached",
        "高新区全国排名升至50位以内",
        "高新区全国排名第56位",
        "missed",
        fault="升至50位 of the target is read as a level, not as a rank",
    ),
    case(
        "a rank reached, 升至",
        "高新区全国排名升至50位以内",
        "高新区全国排名升至第48位",
        "met",
        fault="排名升至第48位 in a review gives no outcome",
    ),
    case("nothing left", "城市黑臭水体实现清零", "城市黑臭水体全部清零", "met"),
    case("air", "PM2.5年均浓度控制在25微克/立方米以内", "PM2.5年均浓度为28微克/立方米", "missed"),
    case("a rise where a fall was promised", "生产安全事故死亡人数下降5%", "生产安全事故死亡人数上升3%", "missed"),
    case("prices, 上涨", "居民消费价格上涨3%左右", "居民消费价格上涨0.2%", "met"),
    case("an abbreviation", "固投增长6%", "固定资产投资增长7.1%", "met"),
    case("reached early", "到2025年建成滨江大桥", "滨江大桥建成通车", "met"),
    case("listed firms", "力争4家企业上市", "新增上市企业5家", "met"),
    case("a rank for a growth", "地区生产总值增长6%", "地区生产总值总量升至全省第7", OPEN),
)


@pytest.mark.parametrize(("promise", "reported", "accepted"), VERDICTS)
def test_the_verdict_on_a_sentence(promise: str, reported: list[str], accepted: list[str]) -> None:
    assert judged(promise, *reported)[-1].verdict in accepted


@pytest.mark.parametrize(
    ("promise", "reported", "expected"),
    [
        ("地区生产总值增长6%以上、力争7%以上", "地区生产总值增长6.5%", [("base", "met"), ("stretch", "missed")]),
        ("地区生产总值增长6%—7%", "地区生产总值增长6.4%", [("base", "met"), ("stretch", "missed")]),
        ("研发投入力争增长15%以上", "研发投入增长16%", [("base", "met")]),
    ],
)
def test_tiers_are_targets_of_their_own(promise: str, reported: str, expected: list[tuple[str, str]]) -> None:
    assert [(item.target.tier, item.verdict) for item in judged(promise, reported)] == expected


def test_growth_is_computed_from_last_years_level() -> None:
    before = "社会消费品零售总额1000亿元"
    [found] = judged("社会消费品零售总额增长6%", "社会消费品零售总额1070亿元", before=before)
    assert (found.verdict, found.rule) == ("met", "computed from levels")
    [real] = judged("地区生产总值增长6%", "地区生产总值4200亿元", before="地区生产总值3900亿元")
    assert real.verdict == "undecidable"


def test_what_a_plan_announces_answers_nothing() -> None:
    review = result("民生支出达347亿元")
    review = Document(text=review.text.replace("干劲不减", "地区生产总值增长9%"), place=review.place, year=review.year)
    assert [item.verdict for item in score(plan("地区生产总值增长6%"), review).assessments] == ["unreported"]


UNITS = ((10**4, "万"), (10**8, "亿"), (10**12, "万亿"))


@given(st.integers(1, 9000), st.integers(1, 9000), st.sampled_from(UNITS), st.sampled_from(UNITS))
@settings(deadline=None, max_examples=60)
def test_unit_words_do_not_matter(goal: int, value: int, one: tuple[int, str], other: tuple[int, str]) -> None:
    def words(amount: int, unit: tuple[int, str]) -> str:
        return f"{(Decimal(amount) * 10**8 / unit[0]).normalize():f}{unit[1]}元"

    [found] = judged(f"建筑业总产值达到{words(goal, one)}", f"建筑业总产值达到{words(value, other)}")
    assert found.verdict == ("met" if value >= goal else "missed")


@pytest.fixture(scope="module")
def card() -> Scorecard:
    """The demo's report and digest, scored."""
    return score([read(DEMO / "plan-report.txt"), read(DEMO / "plan-digest.txt")], read(DEMO / "result-report.txt"))


def verdicts_with(card: Scorecard, outcomes: tuple[Outcome, ...]) -> list[tuple[str, str]]:
    found = assess(match(card.commitments, outcomes), reviewed=2023)
    return [(item.target.id, item.verdict) for item in found]


@given(order=st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_the_outcomes_changes_no_verdict(order: Random, card: Scorecard) -> None:
    shuffled = tuple(order.sample(card.outcomes, len(card.outcomes)))
    assert verdicts_with(card, shuffled) == verdicts_with(card, card.outcomes)


def test_what_another_city_reports_changes_no_verdict(card: Scorecard) -> None:
    elsewhere = tuple(evolve(item, jurisdiction="深圳市", place=None, id=f"{item.id}-2") for item in card.outcomes)
    elsewhere = tuple(evolve(item, value=item.value and item.value * 9) for item in elsewhere)
    assert verdicts_with(card, (*card.outcomes, *elsewhere)) == verdicts_with(card, card.outcomes)


def test_rows_add_up(card: Scorecard) -> None:
    targets = [target for commitment in card.commitments for target in commitment.targets]
    assert [item.target for item in card.assessments] == targets
    base, stretch = card.summary.base, card.summary.stretch
    assert base.targets + stretch.targets == len(targets)
    assert sum(base.counts.values()) == base.due + base.count("not_due")
    assert base.fulfilment is not None
    assert base.rate is not None
    assert base.fulfilment.low <= base.rate <= base.fulfilment.high
    assert len(card.to_frame()) == len(targets)


def test_a_verdict_shows_what_it_rests_on(card: Scorecard) -> None:
    def fits(item: Assessment) -> bool:
        if item.verdict in ("unreported", "not_due"):
            return item.verdict == "not_due" or not item.outcomes
        return bool(item.outcomes)

    assert all(fits(item) and 0 <= item.confidence <= 1 and item.reason for item in card.assessments)


def test_a_digest_beside_its_report_adds_only_what_the_report_lacks(card: Scorecard) -> None:
    report = score(read(DEMO / "plan-report.txt"), read(DEMO / "result-report.txt"))
    digest = card.documents[1].document.id
    assert {item.target.id for item in report.assessments} <= {item.target.id for item in card.assessments}
    assert any(citation.document == digest for commitment in card.commitments for citation in commitment.also)
    assert any(commitment.document == digest for commitment in card.commitments)


def test_the_policy_is_named_on_the_card() -> None:
    card = score(plan("地区生产总值增长6%"), result("地区生产总值增长7%"), policy=Policy(name="own"))
    assert card.policy == "own"
    assert {item.policy for item in card.assessments} == {"own"}


def test_reports_given_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(PartError, match="swapped"):
        score(result("地区生产总值增长7%"), plan("地区生产总值增长6%"))


@pytest.mark.parametrize("side", ["plan", "result"])
def test_a_text_without_the_part_it_was_given_for_is_refused(side: str) -> None:
    letter = Document(text="各位来宾：\n\n感谢大家的到来，祝活动顺利。\n", source="letter.txt")
    with pytest.raises(PartError, match=r"letter\.txt"):
        score(*((letter, result("新建学校5所")) if side == "plan" else (plan("新建学校5所"), letter)))


@pytest.mark.parametrize(
    ("change", "warned"),
    [
        pytest.param({"year": 2026}, "reviews 2025, but", id="years that do not follow each other"),
        pytest.param({"place": "深圳市"}, "深圳市, but", id="another city"),
        pytest.param({"place": "广东省"}, "of which 江门市 is a part", id="the province"),
        pytest.param({"notes": ("the year is a guess",)}, "the year is a guess", id="a guess of the reader"),
    ],
)
def test_documents_that_hardly_fit_are_scored_with_a_warning(change: dict[str, Any], warned: str) -> None:
    review = evolve(result("地区生产总值增长7%"), **change)
    with pytest.warns(PromisetrackWarning, match=warned):
        card = score(plan("地区生产总值增长6%"), review)
    assert any(warned in line for line in card.warnings)


def test_scoring_twice_gives_the_same_card() -> None:
    documents = plan("地区生产总值增长6%", "建成滨江大桥"), result("地区生产总值增长7%", "滨江大桥通车")
    assert score(*documents).to_json() == score(*documents).to_json()
