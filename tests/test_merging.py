from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_reports import DEMO, plan, result

from promisetrack.extraction import extract_commitments, extract_outcomes
from promisetrack.merging import merge_commitments, merge_outcomes
from promisetrack.model import Commitment, Outcome, Span, Target
from promisetrack.reading import read


def promise(target: Target | None, *, subject: str = "学校", document: str = "one", start: int = 0) -> Commitment:
    span = Span(start, start + 4)
    return Commitment(subject=subject, targets=(target,) if target else (), quote=subject, document=document, span=span)


def schools(value: int = 5, **more: Any) -> Target:
    fields: dict[str, Any] = {
        "subject": "新建学校",
        "measure": "added",
        "comparator": "eq",
        "value": Decimal(value),
        "unit": "所",
    }
    return Target(**(fields | more))


def bridge(subject: str = "滨江大桥", end_state: str = "建成") -> Target:
    return Target(subject=subject, type="milestone", end_state=end_state)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(schools(), schools(), id="word for word"),
        pytest.param(schools(), schools(comparator="ge"), id="以上 in one of them"),
        pytest.param(
            schools(subject="规上工业增加值", unit="%", measure="growth"),
            schools(subject="规模以上工业增加值", unit="%", measure="growth"),
            id="an abbreviation",
        ),
        pytest.param(schools(measure="level"), schools(), id="a count read as a level"),
        pytest.param(
            schools(subject="高企存量", indicator="high_tech_enterprises"),
            schools(subject="高新技术企业总数", indicator="high_tech_enterprises"),
            id="one indicator in other words",
        ),
        pytest.param(bridge(), bridge(), id="a milestone"),
    ],
)
def test_the_same_promise_in_two_papers_is_one(one: Target, other: Target) -> None:
    merged = merge_commitments([promise(one), promise(other, document="two", start=9)])
    assert [commitment.targets for commitment in merged] == [(one,)]
    assert [(citation.document, citation.span) for citation in merged[0].also] == [("two", Span(9, 13))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(schools(), schools(6), id="another figure"),
        pytest.param(schools(), schools(tier="stretch"), id="another tier"),
        pytest.param(schools(), schools(place="新会区"), id="another place"),
        pytest.param(schools(), schools(unit="个", subject="新建幼儿园"), id="another thing"),
        pytest.param(
            schools(subject="出口", indicator="exports"), schools(subject="进口", indicator="imports"), id="indicators"
        ),
        pytest.param(bridge(), bridge("滨江大道"), id="another project"),
        pytest.param(bridge(), bridge(end_state="动工"), id="another end"),
        pytest.param(schools(), schools(measure="growth", unit="%"), id="another measure"),
    ],
)
def test_promises_that_differ_stay_two(one: Target, other: Target) -> None:
    given_ones = (promise(one), promise(other, document="two"))
    assert merge_commitments(given_ones) == given_ones


def test_promises_without_targets_are_one_where_the_words_are() -> None:
    same = [
        promise(None, subject=words, document=words) for words in ("优化营商环境", "“优化”营商环境", "优化创新生态")
    ]
    assert [commitment.subject for commitment in merge_commitments(same)] == ["优化营商环境", "优化创新生态"]


def test_a_promise_with_one_more_target_is_kept() -> None:
    both = Commitment(subject="学校", targets=(schools(), schools(8, tier="stretch")), document="two", span=Span(0, 4))
    merged = merge_commitments([promise(schools()), both])
    targets = [target for commitment in merged for target in commitment.targets]
    assert {(target.value, target.tier) for target in targets} == {(Decimal(5), "base"), (Decimal(8), "stretch")}


def outcome(quote: str, start: int, **more: Any) -> Outcome:
    return Outcome(subject=quote[:2], quote=quote, document="one", span=Span(start, start + len(quote)), **more)


def test_a_passage_that_stands_twice_counts_once() -> None:
    first, again = outcome("新建学校6所", 0, value=Decimal(6)), outcome("新建学校6所", 90, value=Decimal(6))
    [merged] = merge_outcomes([first, again])
    assert (merged.id, [citation.span.start for citation in merged.also]) == (first.id, [90])


def test_passages_that_differ_stay_two() -> None:
    found = (outcome("新建学校6所", 0, value=Decimal(6)), outcome("新建学校7所", 90, value=Decimal(7)))
    assert merge_outcomes(found) == found


def test_a_review_recovered_twice_gives_its_outcomes_once() -> None:
    once = extract_outcomes(result("新建学校6所", "滨江大桥建成通车"))
    twice = merge_outcomes(
        extract_outcomes(result("新建学校6所", "滨江大桥建成通车", "新建学校6所", "滨江大桥建成通车"))
    )
    assert [item.quote for item in twice] == [item.quote for item in once]


def test_a_plan_given_twice_is_one_plan() -> None:
    found = extract_commitments(plan("新建学校5所", "建成滨江大桥", "优化营商环境"))
    assert [item.id for item in merge_commitments([*found, *found])] == [item.id for item in found]


COMMITMENTS = tuple(
    item for name in ("plan-report.txt", "plan-digest.txt") for item in extract_commitments(read(DEMO / name))
)
OUTCOMES = extract_outcomes(read(DEMO / "result-report.txt"))


@given(st.lists(st.sampled_from(COMMITMENTS), max_size=30))
@settings(deadline=None)
def test_merging_commitments_twice_is_merging_once(found: list[Commitment]) -> None:
    merged = merge_commitments(found)
    assert merge_commitments(merged) == merged
    assert len({commitment.id for commitment in merged}) == len(merged)
    assert {commitment.id for commitment in merged} <= {commitment.id for commitment in found}


@given(st.lists(st.sampled_from(OUTCOMES), max_size=30))
@settings(deadline=None)
def test_merging_outcomes_twice_is_merging_once(found: list[Outcome]) -> None:
    merged = merge_outcomes(found)
    assert merge_outcomes(merged) == merged
    assert {item.id for item in merged} <= {item.id for item in found}
