"""Counts, shares and intervals of a scorecard, and the misses that a report states itself."""

import re
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from sample_card import BRIDGE, BUILT, CARD, GREW, GROWTH, HOPED, RESULT, SCHOOLS, verdict

from promisetrack.candour import admits
from promisetrack.lexicon import table
from promisetrack.model import Document, Outcome, Target, Verdict
from promisetrack.scorecard import VERDICTS, DocumentRole, Interval, Scorecard, Tally


def test_headline_counts_base_targets_only() -> None:
    summary = CARD.summary
    assert (summary.commitments, summary.checkable, summary.checkable_share) == (5, 4, 0.8)
    assert (summary.base.targets, summary.stretch.targets) == (4, 1)
    assert summary.base.counts == {"met": 1, "missed": 1, "claimed": 0, "unreported": 1, "undecidable": 0, "not_due": 1}


def test_silence_is_an_interval_and_targets_not_due_are_left_out() -> None:
    base = CARD.summary.base
    assert base.due == 3
    assert base.fulfilment == Interval(low=1 / 3, high=1 - 1 / 3)
    assert base.rate == 0.5
    assert base.disclosure == pytest.approx(2 / 3)


def test_themes_add_up_to_the_base_targets() -> None:
    summary = CARD.summary
    assert set(summary.themes) == {"economy", "other"}
    assert sum(tally.targets for tally in summary.themes.values()) == summary.base.targets


def test_an_empty_scorecard_has_no_shares() -> None:
    summary = Scorecard().summary
    base = summary.base
    assert {summary.checkable_share, summary.candour, base.fulfilment, base.rate, base.disclosure} == {None}


@given(st.dictionaries(st.sampled_from(VERDICTS), st.integers(0, 500)))
def test_the_rates_lie_where_they_must(counts: dict[Verdict, int]) -> None:
    tally = Tally(counts=counts)
    interval = tally.fulfilment
    if interval is None:
        assert tally.due == 0
        return
    assert 0 <= interval.low <= interval.high + 1e-12 <= 1 + 1e-12
    assert tally.disclosure is not None
    assert interval.high - interval.low == pytest.approx(1 - tally.disclosure)
    assert tally.rate is None or interval.low - 1e-12 <= tally.rate <= interval.high + 1e-12


def test_a_miss_is_stated_by_the_sentence_that_reports_it() -> None:
    assert CARD.summary.candour == 1.0


def test_a_miss_is_stated_where_another_sentence_of_the_result_names_it() -> None:
    built = evolve(BUILT, sentence="新建学校6所")
    assessments = tuple(
        verdict(item.target, "missed", built) if item.target == SCHOOLS else item for item in CARD.assessments
    )
    assert evolve(CARD, assessments=assessments).summary.stated == 2


def test_a_miss_that_is_passed_over_is_not_stated() -> None:
    quiet = evolve(GREW, sentence="地区生产总值增长5.5%")
    result = Document(text="地区生产总值增长5.5%。学校建设进度低于预期。", year=2024)
    assessments = tuple(evolve(item, outcomes=(quiet,)) if item.outcomes else item for item in CARD.assessments)
    card = evolve(CARD, assessments=assessments, documents=(DocumentRole(document=result, role="result"),))
    assert (card.summary.stated, card.summary.candour) == (0, 0.0)


def test_candour_needs_a_miss() -> None:
    assessments = tuple(evolve(item, verdict="met") for item in CARD.assessments)
    assert evolve(CARD, assessments=assessments).summary.candour is None


@pytest.mark.parametrize("entry", table("candour")["phrase"], ids=lambda entry: entry["examples"][0])
def test_candour_table(entry: dict[str, Any]) -> None:
    assert all(re.search(entry["pattern"], example) for example in entry["examples"])
    assert not any(admits(example) for example in entry["counterexamples"])


def test_every_target_needs_its_assessment() -> None:
    with pytest.raises(ValueError, match=BRIDGE.id):
        evolve(CARD, assessments=tuple(item for item in CARD.assessments if item.target != BRIDGE))


def test_two_targets_of_one_id_are_refused() -> None:
    twice = (*CARD.commitments, evolve(CARD.commitments[1], id="another"))
    with pytest.raises(ValueError, match="with one id"):
        evolve(CARD, commitments=twice)
    with pytest.raises(ValueError, match="with one id"):
        evolve(CARD, assessments=(*CARD.assessments, CARD.assessments[0]))


def test_targets_without_a_place_in_a_text_differ_by_their_quotes() -> None:
    assert Target(subject="学校", quote="新建学校5所").id != Target(subject="学校", quote="改建学校3所").id


def test_assessments_are_found_by_target() -> None:
    assert CARD.assessment_of(HOPED).verdict == "missed"
    with pytest.raises(KeyError):
        CARD.assessment_of(Target(subject="别的"))


def test_checked_keeps_the_plan_s_order_and_what_cannot_be_checked() -> None:
    checked = CARD.checked()
    assert [item.target for item in checked[0][1]] == [GROWTH, HOPED]
    assert checked[-1][1] == ()


def test_cited_outcomes_hold_each_outcome_once() -> None:
    earlier = Outcome(subject="去年", document="elsewhere")
    assessments = (evolve(CARD.assessments[0], outcomes=(GREW, earlier)), *CARD.assessments[1:])
    assert evolve(CARD, assessments=assessments).cited_outcomes() == (GREW, BUILT, earlier)


def test_frame_has_a_row_a_target() -> None:
    frame = CARD.to_frame()
    assert list(frame["verdict"]) == ["missed", "missed", "met", "unreported", "not_due"]
    assert frame.loc[0, "value"] == 6
    assert frame.loc[0, "outcome_value"] == 5.5
    assert list(frame["target"]) == [item.target.id for item in CARD.assessments]


def test_roles_are_plan_or_result() -> None:
    with pytest.raises(ValueError, match="role"):
        DocumentRole(document=RESULT, role="annex")  # type: ignore[arg-type]
