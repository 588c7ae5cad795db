"""Nearness in meaning: what keeps the same company in reports, whatever the words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promisetrack.meaning import closeness

# a wording, one near to it in other words, one that shares more characters and is farther off
NEARER = [
    ("减税降费", "减轻企业税费负担", "减免手续环节"),
    ("改造农村厕所", "新改建旱厕", "改造农村危房"),
    ("接待游客", "旅游人次", "接待来访群众"),
    ("植树造林", "封山育林", "植物检疫"),
    ("缩短审批时间", "压减办理时限", "缩短供水距离"),
]
WORDS = st.text(alphabet="农村公路改造医院学校企业增长收入。，1Aé", max_size=20)


@pytest.mark.parametrize(("one", "near", "far"), NEARER)
def test_what_means_the_same_is_nearer_than_what_looks_the_same(one: str, near: str, far: str) -> None:
    assert closeness(one, near) > closeness(one, far)


@given(WORDS, WORDS)
@settings(deadline=None)
def test_closeness_is_the_same_both_ways_and_between_nought_and_one(one: str, other: str) -> None:
    assert closeness(one, other) == pytest.approx(closeness(other, one), abs=1e-5)
    assert 0 <= closeness(one, other) <= 1.00001


@given(st.sampled_from([row[0] for row in NEARER]))
def test_nothing_is_nearer_than_itself(words: str) -> None:
    assert closeness(words, words) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("empty", ["", "，。", "abc", "2024"])
def test_what_holds_no_known_pair_is_near_to_nothing(empty: str) -> None:
    assert closeness(empty, "减税降费") == 0
