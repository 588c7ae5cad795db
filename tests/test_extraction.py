"""From a document to its commitments and outcomes: what they say, and that every quote stands where it says."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_reports import DEMO

from promisetrack.extraction import extract_commitments, extract_outcomes
from promisetrack.model import Commitment, Document, Outcome, Target

REPORT = """政府工作报告
各位代表：
一、2022年工作回顾
一年来，地区生产总值增长3.3%，工业投资突破880亿元、增长19.2%。新建农村公路**130公里**，
滨江大桥建成通车。预计全年税收收入增长2%。
二、2023年工作安排
主要预期目标：地区生产总值增长6%以上，力争7%以上；居民消费价格涨幅3%左右；居民收入与经济增长基本同步；单位GDP能耗完成省下达任务。
（一）产业强市
- 引进投资10亿元以上项目**超45个**
- 力争4家企业上市，上半年建成西江大道
- 确保滨海公园一期6月底前开工
- 新会地区生产总值增长7%
- 支持开平创建全国旅游示范县。
深化营商环境改革，擦亮服务品牌。
"""
LINES = [
    "地区生产总值增长6%以上，力争7%以上。",
    "引进投资10亿元以上项目超45个。",
    "新建高标准农田8万亩、农村公路100公里。",
    "力促广佛江珠城际、南新高速动工。",
    "城乡居民人均可支配收入分别增长5%、7%。",
    "居民收入与经济增长基本同步。",
    "失业率控制在5.5%以内。",
    "擦亮服务品牌。",
]
Record = Commitment | Target | Outcome


def report(text: str = REPORT) -> Document:
    return Document(text=text, place="江门市", year=2023)


def targets(document: Document) -> list[Target]:
    return [target for commitment in extract_commitments(document) for target in commitment.targets]


def records(document: Document) -> list[Record]:
    return [*extract_commitments(document), *targets(document), *extract_outcomes(document)]


def target(subject: str) -> Target:
    return next(target for target in targets(report()) if target.subject == subject)


def outcome(subject: str) -> list[Outcome]:
    return [outcome for outcome in extract_outcomes(report()) if outcome.subject == subject]


def test_plans_give_targets_and_reviews_give_outcomes() -> None:
    assert Counter(target.type for target in targets(report())) == {
        "quantity": 6,
        "milestone": 3,
        "relative": 1,
        "delegated": 1,
    }
    assert Counter(outcome.type for outcome in extract_outcomes(report())) == {"quantity": 5, "milestone": 1}


def test_two_tiers_are_one_commitment() -> None:
    commitment = extract_commitments(report())[0]
    assert [(target.value, target.tier) for target in commitment.targets] == [
        (Decimal(6), "base"),
        (Decimal(7), "stretch"),
    ]
    assert (commitment.subject, commitment.period, commitment.place) == ("地区生产总值", "2023", "江门市")


@pytest.mark.parametrize(
    ("subject", "due", "reason"),
    [
        ("西江大道", "2023-H1", "a half-year"),
        ("滨海公园一期", "2023-06", "the end of a month"),
        ("居民消费价格涨幅", "2023", "the plan's year where nothing is said"),
    ],
)
def test_targets_are_due_when_their_clause_says(subject: str, due: str, reason: str) -> None:
    assert target(subject).due == due, reason


def test_a_narrower_place_is_taken_off_a_figure_and_kept_in_a_title() -> None:
    inner = [(target.subject, target.place) for target in targets(report()) if target.place]
    assert inner == [("地区生产总值", "新会区"), ("开平全国旅游示范县", "开平市")]


def test_what_a_promise_stands_under_and_how_firm_it_is() -> None:
    strengths = {commitment.subject: commitment.strength for commitment in extract_commitments(report())}
    assert strengths["滨海公园一期"] == "firm"
    assert strengths["开平全国旅游示范县"] == "supporting"
    assert strengths["居民消费价格涨幅"] == "plain"
    assert target("西江大道").section == ("二、2023年工作安排", "（一）产业强市")


def test_what_cannot_be_checked_stays_listed_without_targets() -> None:
    (vague,) = [commitment for commitment in extract_commitments(report()) if not commitment.targets]
    assert vague.quote == "深化营商环境改革，擦亮服务品牌"


def test_indicators_are_named() -> None:
    assert target("地区生产总值").indicator == "gdp"
    assert target("居民消费价格涨幅").indicator == "cpi"
    assert [outcome.indicator for outcome in outcome("工业投资")] == ["industrial_investment"] * 2


def test_outcomes_are_of_the_year_reviewed() -> None:
    assert {outcome.period for outcome in extract_outcomes(report())} == {"2022"}
    assert [(outcome.comparator, outcome.value) for outcome in outcome("工业投资")] == [
        ("gt", Decimal(88 * 10**9)),
        ("eq", Decimal("19.2")),
    ]


def test_a_document_without_a_plan_or_a_review_gives_nothing() -> None:
    assert extract_commitments(report("一、2022年工作回顾\n全年完成投资50亿元。\n")) == ()
    assert records(report("")) == []


def test_the_livelihood_projects_are_a_statement_not_a_figure() -> None:
    (found,) = extract_outcomes(report("一、2022年工作回顾\n十件民生实事全面完成。\n二、2023年工作安排\n办实事。\n"))
    assert (found.type, found.value) == ("vague", None)


@pytest.mark.xfail(strict=True, reason="the five years are not seen inside the clause")
def test_a_total_over_five_years_is_not_of_one_year() -> None:
    text = "一、2022年工作回顾\n五年累计新增就业22万人。\n二、2023年工作安排\n办实事。\n"
    assert [outcome.period for outcome in extract_outcomes(report(text))] == ["2018/2022"]


def test_a_base_target_is_not_weakened_by_its_stretch() -> None:
    assert extract_commitments(report())[0].strength == "plain"


def demo(name: str) -> Document:
    text = (DEMO / name).read_text(encoding="utf-8")
    return Document(text=text, place="江门市", year=2024 if "result" in name else 2023)


@pytest.mark.parametrize("name", ["plan-report.txt", "plan-digest.txt", "result-report.txt"])
def test_quotes_of_the_demonstration_stand_where_they_say(name: str) -> None:
    document = demo(name)
    found = records(document)
    assert found
    check(document, found)


def check(document: Document, found: list[Record]) -> None:
    for record in found:
        assert record.span is not None
        assert document.quote(record.span) == record.quote != ""
        assert record.document == document.id
    assert len({record.id for record in found}) == len(found)


@given(
    st.lists(st.sampled_from(LINES), max_size=6),
    st.sampled_from(["\n", "\n\n", "\n- ", "\n●", "\r\n", "\n\u3000\u3000"]),
)
def test_quotes_stand_where_they_say_whatever_parts_the_lines(lines: list[str], mark: str) -> None:
    text = f"一、2022年工作回顾{mark}{mark.join(lines)}\n二、2023年工作安排{mark}{mark.join(lines)}\n"
    check(report(text), records(report(text)))


@given(st.lists(st.integers(min_value=0, max_value=len(REPORT)), max_size=12))
def test_marks_of_emphasis_anywhere_leave_every_quote_in_its_place(places: list[int]) -> None:
    text = REPORT
    for place in sorted(places, reverse=True):
        text = f"{text[:place]}**{text[place:]}"
    check(report(text), records(report(text)))


def test_the_same_text_gives_the_same_records_again() -> None:
    assert records(report()) == records(report())


@given(st.sampled_from(["（完）\n", "各位代表，前景光明。\n", "附件\n名词解释\n1.甲：乙。\n"]))
def test_another_text_is_another_document_with_other_ids(ending: str) -> None:
    longer = report(REPORT + ending)
    assert not {record.id for record in records(longer)} & {record.id for record in records(report())}
    assert [target.quote for target in targets(longer)] == [target.quote for target in targets(report())]
    assert [target.span for target in targets(longer)] == [target.span for target in targets(report())]
