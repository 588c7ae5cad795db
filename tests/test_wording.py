from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promisetrack.lexicon import table
from promisetrack.wording import grams, likeness, plain, shared, weight

SUBJECTS = st.text(alphabet="规模以上工业增加值地区生产总值社会消费品零售总额新建学校GDP（）、 3", max_size=16)
SYNONYMS = tuple(table("synonyms")["synonym"])


@pytest.mark.parametrize("entry", SYNONYMS, ids=lambda entry: entry["words"][0])
def test_every_synonym_reads_as_the_last_of_its_group(entry: dict[str, Any]) -> None:
    last = entry["words"][-1]
    assert {plain(entry["example"].replace(word, last)) for word in entry["words"]} == {plain(entry["example"])}


@pytest.mark.parametrize("entry", SYNONYMS, ids=lambda entry: entry["words"][0])
def test_every_synonym_has_an_example_that_it_changes(entry: dict[str, Any]) -> None:
    assert any(word in entry["example"] for word in entry["words"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("“规上”工业增加值", "规模以上工业增加值", id="quotation marks and an abbreviation"),
        pytest.param("新（改、扩）建 学校", "新改扩建学校", id="brackets and blanks"),
        pytest.param("GDP", "地区生产总值", id="letters"),
        pytest.param("社消零总额", "社会消费品零售总额", id="a short form"),
    ],
)
def test_wordings_that_are_the_same(one: str, other: str) -> None:
    assert plain(one) == plain(other)
    assert likeness(one, other) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("target", "near", "far"),
    [
        pytest.param("污水管网", "城镇污水管网", "燃气管网", id="what the pipes carry counts for more than 管网"),
        pytest.param("高标准农田", "高标准农田建设", "高标准厂房", id="the thing counts for more than its quality"),
        pytest.param("产业技术创新联盟", "技术创新联盟", "产业发展基金", id="a rare word more than a common one"),
        pytest.param("规上工业增加值", "规模以上工业增加值", "规模以上服务业营业收入", id="an abbreviation"),
    ],
)
def test_the_nearer_wording_is_more_alike(target: str, near: str, far: str) -> None:
    assert min(likeness(target, near)) > min(likeness(target, far))


def test_rare_pairs_weigh_more_than_common_ones() -> None:
    assert grams("发展")["发展"] < grams("疏浚")["疏浚"]


def test_nothing_is_like_nothing() -> None:
    assert likeness("", "高标准农田") == (0.0, 0.0)
    assert likeness("，。", "（）") == (0.0, 0.0)


@given(SUBJECTS)
@settings(deadline=None)
def test_a_plain_wording_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(SUBJECTS, SUBJECTS)
@settings(deadline=None)
def test_likeness_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    ours, theirs = likeness(one, other)
    assert 0 <= ours <= 1 + 1e-9
    assert (theirs, ours) == likeness(other, one)
    assert (ours == 0) == (theirs == 0)


@given(SUBJECTS, SUBJECTS)
@settings(deadline=None)
def test_more_words_never_have_less_in_common(one: str, other: str) -> None:
    assert shared(grams(one), grams(one + other)) >= shared(grams(one), grams(other)) - 1e-9
    assert weight(grams(one)) >= shared(grams(one), grams(other)) - 1e-9
