"""Days, years, due dates and periods."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promisetrack.dates import find_due, find_period, parse_date, year_in

DAYS = st.dates(min_value=date(1949, 1, 1), max_value=date(2060, 12, 31))
DUE_FORM = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])|-H[12]|-Q[1-4])?")


@given(DAYS)
@settings(max_examples=60, deadline=None)
def test_each_written_form_of_a_day_gives_that_day(day: date) -> None:
    numerals = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    wide = str(day.year).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    tail = f"年{day.month}月{day.day}日"
    assert {
        parse_date(text) for text in (day.isoformat(), f"{day.year}{tail}", f"{numerals}{tail}", f"{wide}{tail}")
    } == {day}


@pytest.mark.parametrize(
    "text", ["2023年2月", "1948年1月1日", "2061年1月1日", "2023年13月1日", "2023年2月30日", "明年", ""]
)
def test_anything_else_is_no_day(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("二〇二三年", 2023),
        ("二00二年", 2002),
        ("二○二四年工作回顾", 2024),
        ("２０２３年", 2023),
        ("“十三五”时期和2020年", 2020),
        ("2023-02-16", 2023),
        ("过去五年", None),
        ("2061年", None),
    ],
)
def test_the_first_year_named(text: str, year: int | None) -> None:
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("clause", "due"),
    [
        ("年底前开工", "2023-12"),
        ("确保年末全部复工", "2023-12"),
        ("年内新增10家", "2023"),
        ("今年年底前建成", "2023-12"),
        ("4月底前启动", "2023-04"),
        ("六月底前完成", "2023-06"),
        ("8月建成文化街区", "2023-08"),
        ("绕城项目10月1日建成通车", "2023-10"),
        ("上半年完工", "2023-H1"),
        ("力争三季度投产", "2023-Q3"),
        ("前三季度完成", "2023-Q3"),
        ("秋季学期投入使用", "2023-09"),
        ("2024年6月底前交付", "2024-06"),
        ("到 2025 年底", "2025-12"),
        ("明年上半年投运", "2024-H1"),
        ("到2025年达到70%", "2025"),
        ("2025年前全部建成", "2025"),
        ("力争二〇二五年建成", "2025"),
        ("“十四五”末达到85%", "2025"),
        ("力争三年内培育3个", "2025"),
        ("2-3年内实现", "2025"),
        ("用三年时间完成", "2025"),
        ("今后五年新增就业60万人", "2027"),
    ],
)
def test_due_dates(clause: str, due: str) -> None:
    assert find_due(clause, 2023) == due


@pytest.mark.parametrize(
    "clause",
    [
        "新增企业10家",
        "较2020年下降13.5%以上",
        "编制《空间规划（2021—2035年）》",
        "制定2030年前碳排放达峰行动方案",
        "筹办2025年全国运动会",
        "面向2035年的规划",
        "年末常住人口达10万",
        "去年底开工",
        "每季度开展一次",
        "每年底公布",
        "1-11月完成投资10亿元",
        "用6个月时间整治",
        "夏秋季臭氧治理",
        "水资源集约利用三年行动",
        "开展一月一活动",
        "未来五年的蓝图",
        "巩固“十三五”期间成果",
        "2022年6月底前完成",
    ],
)
def test_names_bases_and_past_years_are_no_due_dates(clause: str) -> None:
    assert find_due(clause, 2023) is None


def test_without_a_plan_year_only_named_years_are_due() -> None:
    assert [find_due(clause, None) for clause in ("年底前开工", "年内完成", "2025年底前建成")] == [
        None,
        None,
        "2025-12",
    ]


@given(
    st.text(alphabet="年月日底前末内上半下一二三四五十季度“”到至力争今明去202513—-，建成", max_size=14),
    st.integers(2000, 2040),
)
def test_a_due_date_has_one_of_the_known_forms(clause: str, year: int) -> None:
    due = find_due(clause, year)
    assert due is None or (DUE_FORM.fullmatch(due) and int(due[:4]) >= year)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年工作回顾", "2022"),
        ("去年", "2022"),
        ("过去一年", "2022"),
        ("一年来", "2022"),
        ("今年", "2023"),
        ("今年上半年", "2023-H1"),
        ("上半年", "2022-H1"),
        ("一季度", "2022-Q1"),
        ("前三季度", "2022-01/2022-09"),
        ("2022年1-9月", "2022-01/2022-09"),
        ("于2022年6月上市", "2022-06"),
        ("截至2022年底", "2022-12-31"),
        ("截至2023年1月31日", "2023-01-31"),
        ("五年来", "2018/2022"),
        ("过去的五年", "2018/2022"),
        ("近3年", "2020/2022"),
        ("连续五年", "2018/2022"),
        ("2018年以来", "2018/2022"),
        ("2023年以来", "2023"),
        ("2018年至2022年", "2018/2022"),
        ("本届政府工作回顾", "2018/2022"),
        ("今后五年", "2023/2027"),
        ("2020年和“十三五”时期", "2020"),
        ("“十三五”及2020年工作回顾", "2016/2020"),
    ],
)
def test_periods(text: str, period: str) -> None:
    assert find_period(text, 2023) == period


@pytest.mark.parametrize("text", ["比2021年增长", "较上年增长", "第十五届人大", "“十四五”规划收官", "80年代", "第5年"])
def test_what_is_no_period(text: str) -> None:
    assert find_period(text, 2023) is None


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("九五", 1996),
        ("“十五”", 2001),
        ("十一五", 2006),
        ("十二五", 2011),
        ("十三五", 2016),
        ("“十四五”", 2021),
        ("十六五", 2031),
    ],
)
def test_five_year_plans_follow_the_formula(name: str, first: int) -> None:
    assert find_period(f"{name}时期", None) == f"{first}/{first + 4}"
