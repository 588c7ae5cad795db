"""What tells two things apart: forms of one word, numbers in digits or words, grades, and new works from renewed."""

import pytest
from hand_made import figure

from promisetrack.contrasts import contrast, grades
from promisetrack.model import Outcome, Target

APART = [
    ("国家级美丽乡村", "省级美丽乡村", "two grades"),
    ("县域医疗中心", "国家区域医疗中心", "a county's and a nation's"),
    ("第29届兰洽会", "第三十届兰洽会", "two years' fairs"),
    ("地铁2号线", "地铁3号线", "two lines"),
]
ALIKE = [
    ("国家级试点城市", "全国试点城市", "全国 and 国家级 are one grade"),
    ("第29届兰洽会", "第二十九届兰洽会", "a number in digits and in words"),
    ("省级以上创新平台", "国家级创新平台", "以上 takes in the higher grades"),
    ("市级及以上美丽乡村", "省级美丽乡村", "及以上 as well"),
    ("美丽乡村", "省级美丽乡村", "only one of them has a grade"),
]


@pytest.mark.parametrize(("one", "other", "reason"), APART, ids=[row[-1] for row in APART])
def test_what_is_told_apart(one: str, other: str, reason: str) -> None:
    assert contrast(Target(subject=one), Outcome(subject=other)), reason
    assert contrast(Target(subject=other), Outcome(subject=one)), reason


@pytest.mark.parametrize(("one", "other", "reason"), ALIKE, ids=[row[-1] for row in ALIKE])
def test_what_is_not_told_apart(one: str, other: str, reason: str) -> None:
    assert not contrast(Target(subject=one), Outcome(subject=other)), reason
    assert not contrast(Target(subject=other), Outcome(subject=one)), reason


@pytest.mark.parametrize(
    ("promised", "reported", "apart"),
    [
        ("新建污水管网", "改造污水管网", True),
        ("新建污水管网", "新改建污水管网", False),
        ("新建污水管网", "新（改）建污水管网", False),
        ("改造污水管网", "改造污水管网", False),
    ],
)
def test_new_works_are_not_renewed_ones(promised: str, reported: str, apart: bool) -> None:
    sides = (figure("added", "eq", "10", "公里", subject="污水管网", quote=quote) for quote in (promised, reported))
    target, outcome = next(sides), next(sides)
    assert bool(contrast(Target(**target), Outcome(**outcome))) is apart


def test_a_wording_without_a_grade_has_none() -> None:
    assert grades("农民合作社示范社") == frozenset()
