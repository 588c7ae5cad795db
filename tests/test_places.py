"""The table of places and the look-ups in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promisetrack.places import Place, contains, find_place, parts_of, short_name

PROVINCES = parts_of("中国")
COUNTIES = [county for city in parts_of("广东省") for county in parts_of(city)]


def paths(name: str, **where: object) -> list[str]:
    return [place.path for place in find_place(name, **where)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["新会", "新会区", "江门新会", "江门市新会区", "广东省江门市新会区", "中国广东新会"])
def test_short_full_and_stacked_names_give_one_place(name: str) -> None:
    assert find_place(name) == (Place("440705", "新会区", "county", ("广东省", "江门市")),)


@pytest.mark.parametrize(
    ("name", "year", "path"),
    [
        ("清苑", 2010, "保定市清苑县"),
        ("清苑", 2020, "保定市清苑区"),
        ("清苑", 2026, "保定市清苑区"),
        ("新会", 2000, "江门市新会市"),
        ("徐水县", 2015, "保定市徐水县"),
        ("内蒙古", 2020, "内蒙古自治区"),
        ("海淀", 2020, "北京市海淀区"),
        ("仙桃", 2020, "仙桃市"),
    ],
)
def test_names_are_read_as_of_the_year(name: str, year: int, path: str) -> None:
    assert paths(name, year=year) == [path]


def test_an_ambiguous_name_gives_every_candidate_and_within_narrows() -> None:
    assert set(paths("鼓楼区", year=2020)) == {"南京市鼓楼区", "徐州市鼓楼区", "开封市鼓楼区", "福州市鼓楼区"}
    assert paths("鼓楼区", year=2020, within="江苏省徐州市") == ["徐州市鼓楼区"]
    assert paths("新会", within="深圳市") == []


def test_the_highest_level_comes_first() -> None:
    assert [place.level for place in find_place("吉林", year=2020)] == ["province", "prefecture"]


@pytest.mark.parametrize("name", ["", "省", "滨海新城", "各位代表"])
def test_unknown_names_give_nothing(name: str) -> None:
    assert find_place(name) == ()
    assert parts_of(name) == ()


@pytest.mark.parametrize(
    ("outer", "inner", "answer"),
    [
        ("江门市", "新会区", True),
        ("江门市", "江门市新会区", True),
        ("广东", "新会", True),
        ("中国", "广东省", True),
        ("新会区", "江门市", False),
        ("江门市", "江门市", False),
        ("江门市", "深圳市", False),
        ("江门市", "滨海新城", None),
        ("云溪市", "新会区", None),
    ],
)
def test_what_lies_in_what(outer: str, inner: str, answer: bool | None) -> None:
    assert contains(outer, inner, 2023) is answer


@given(st.sampled_from(PROVINCES))
def test_parts_lie_in_their_whole(province: str) -> None:
    assert all(contains(province, part) for part in parts_of(province))


@given(st.sampled_from(COUNTIES))
def test_a_short_name_begins_the_name_and_finds_the_place(name: str) -> None:
    short = short_name(name)
    assert name.startswith(short)
    assert len(short) > 1
    assert name in [place.name for place in find_place(short, within="广东省")]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("广西壮族自治区", "广西"),
        ("香港特别行政区", "香港"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("伊犁哈萨克自治州", "伊犁"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("碑林区", "碑林"),
        ("神农架林区", "神农架"),
        ("顺河回族区", "顺河"),
        ("易县", "易县"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_all_provinces_are_there() -> None:
    assert len(PROVINCES) == 34
