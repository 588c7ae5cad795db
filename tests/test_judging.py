"""Verdicts on targets and outcomes made by hand: a row a rule, with the reason why it must be so."""

from decimal import Decimal
from typing import Any

import pytest
from hand_made import (
    NOT_MET,
    Fields,
    added,
    case,
    figure,
    growth,
    level,
    milestone,
    rank,
    rate,
    relative,
    vague,
    verdict_of,
)

from promisetrack.comparing import degree_of
from promisetrack.lexicon import Indicator, indicators
from promisetrack.model import Outcome, Target

PRICES = {"subject": "居民消费价格涨幅", "indicator": "cpi"}
CITY = {"jurisdiction": "江门市"}
DISTRICT = {"place": "新会区", "jurisdiction": "江门市"}

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
    case("people in 名 and 人", figure("added", "eq", "500", "名"), figure("added", "eq", "512", "人"), "met"),
    case("firms in 家 and 个", figure("added", "eq", "5", "家"), figure("added", "eq", "3", "个"), "missed"),
)

CEILINGS = (
    case("以内 holds the figure itself", rate("le", "5.5"), rate("eq", "5.5"), "met"),
    case("以内 and less", rate("le", "5.5"), rate("eq", "4.9"), "met"),
    case("以内 and more", rate("le", "5.5"), rate("eq", "5.6"), "missed"),
    case("低于 and less", rate("lt", "3"), rate("eq", "2.9"), "met"),
    case("低于 and the figure itself", rate("lt", "3"), rate("eq", "3"), NOT_MET),
    case("unemployment 左右 is a ceiling", rate("approx", "5.5"), rate("eq", "5.1"), "met"),
    case("unemployment 左右 leaves room above", rate("approx", "5.5"), rate("eq", "5.6"), "met"),
    case("unemployment far above", rate("approx", "5.5"), rate("eq", "6.4"), "missed"),
    case("prices are a ceiling", rate("eq", "3", **PRICES), rate("eq", "0.2", **PRICES), "met"),
    case("prices above the ceiling", rate("eq", "3", **PRICES), rate("eq", "3.4", **PRICES), "missed"),
    case("prices, written as a growth", growth("approx", "3", **PRICES), growth("eq", "0.2", **PRICES), "met"),
    case("以上 reported below the ceiling", rate("le", "5.5"), rate("ge", "5"), "undecidable"),
    case("以内 reported at the ceiling", rate("le", "5.5"), rate("le", "5.5"), "met"),
    case("a better rank", rank("le", "50"), rank("eq", "48"), "met"),
    case("the rank itself", rank("eq", "7"), rank("eq", "7"), "met"),
    case("a worse rank", rank("le", "50"), rank("eq", "56"), "missed"),
)

FALLS = (
    case("a deeper fall", growth("eq", "-3"), growth("eq", "-3.2"), "met"),
    case("a lesser fall", growth("eq", "-3"), growth("eq", "-2"), "missed"),
    case("a rise where a fall was promised", growth("eq", "-3"), growth("eq", "1"), "missed"),
    case("下降10%以上 and deeper", growth("ge", "-10"), growth("eq", "-12"), "met"),
    case("下降10%以上 and less", growth("ge", "-10"), growth("eq", "-4"), "missed"),
    case("下降3%左右 leaves room", growth("approx", "-3"), growth("eq", "-2.9"), "met"),
    case("下降超4% for 3%", growth("eq", "-3"), growth("gt", "-4"), "met"),
    case("下降3%以上 for 3%", growth("eq", "-3"), growth("ge", "-3"), "met"),
    case("下降超2% for 3% shows nothing", growth("eq", "-3"), growth("gt", "-2"), "undecidable"),
    case("a limit to a fall, kept", growth("le", "-3"), growth("eq", "-2"), "met"),
    case("a limit to a fall, broken", growth("le", "-3"), growth("eq", "-5"), "missed"),
    case("清零 reached", added("eq", "0"), added("eq", "0"), "met"),
    case("清零 not reached", added("eq", "0"), added("eq", "3"), "missed"),
)

POINTS = figure("growth", "eq", "1.2", "百分点")
STOCK = figure("level", "gt", "1000", "个", quote="总量突破1000")
RISING = vague("固定资产投资", "保持正增长")
RENEWED = vague("老旧小区改造", "全面完成", stage="done")
TERM = {"due": "2021"}, {"period": "2021/2025"}

STARTED = figure("added", "eq", "1000", "平方米", subject="标准厂房开工", quote="标准厂房开工1000平方米")
HEATING = figure("added", "eq", "65", "公里", subject="供热管线")
HEATING_1000 = figure("added", "eq", "1000", "公里", subject="供热管线")
ALL_PIPES = figure("added", "eq", "68", "公里", subject="供水、供热、雨污分流等管网")
QUOTED, SCHOOLS = added("eq", "8", subject="“标准地”"), added("eq", "8", subject="中小学")
ALL_SCHOOLS = added("eq", "9", subject="新改扩建中小学、幼儿园")
NAMELESS = added("eq", "8", subject="项目")
AMONG = figure(
    "added",
    "eq",
    "70",
    "个",
    subject="新投产产业工业项目",
    quote="工业项目70个",
    sentence="新投产产业项目100个，其中工业项目70个。",
)
TO_LET = figure("level", "eq", "1540", "平方米", subject="可用标准厂房", quote="可用标准厂房1540平方米")
PROVINCIAL, PROVINCIAL_UP = added("eq", "10", subject="省级美丽乡村"), added("eq", "10", subject="省级以上美丽乡村")

OTHER_FIGURES = (
    case("a level decides no growth by itself", growth("eq", "6"), level("eq", "1e11"), "undecidable"),
    case("a rank decides no growth", growth("eq", "6"), rank("eq", "7"), "undecidable"),
    case("points decide no share", figure("share", "eq", "60", "%"), POINTS, "undecidable"),
    case("a stock decides no addition", added("gt", "200"), STOCK, "undecidable"),
    case("another unit", added("eq", "5"), figure("added", "eq", "500", "亩"), "undecidable"),
    case("five years for one", added("eq", "5", due="2023"), added("eq", "60", period="2019/2023"), "undecidable"),
    case("a term that begins with the year", added("eq", "5", **TERM[0]), added("eq", "60", **TERM[1]), "undecidable"),
    case("the year's own figure", added("eq", "5", due="2023"), added("eq", "6", period="2023"), "met"),
    case("the city for a district", growth("eq", "6", **DISTRICT), growth("eq", "6.5", **CITY), "undecidable"),
    case("a district for the city", growth("eq", "6", **CITY), growth("eq", "6.5", **DISTRICT), "undecidable"),
    case("a stock of rooms to let", STARTED, TO_LET, "undecidable"),
    case("pipes of all kinds for one kind", HEATING, ALL_PIPES, "undecidable"),
    case("pipes of all kinds fall short of one", HEATING_1000, ALL_PIPES, NOT_MET),
    case("another quoted name", QUOTED, added("eq", "9", subject="“五未”土地"), "undecidable"),
    case("schools and kindergartens for schools", SCHOOLS, ALL_SCHOOLS, "undecidable"),
    case("projects of any kind", NAMELESS, added("eq", "9", subject="产业项目"), "undecidable"),
    case("an industrial part of projects", AMONG, added("eq", "150", subject="新投产产业项目"), "undecidable"),
    case("more grades than were asked", PROVINCIAL, added("eq", "26", subject="市级以上美丽乡村"), "undecidable"),
    case("a higher grade is enough", PROVINCIAL_UP, added("eq", "12", subject="国家级美丽乡村"), "met"),
    case("a higher grade falls short", PROVINCIAL_UP, added("eq", "4", subject="国家级美丽乡村"), "undecidable"),
    case("a claim without a figure", added("eq", "65"), RENEWED, "claimed"),
    case("正增长 is no answer to 6%", growth("eq", "6"), RISING, "undecidable"),
)


@pytest.mark.parametrize(("target", "outcome", "expected"), [*FLOORS, *CEILINGS, *FALLS, *OTHER_FIGURES])
def test_figures_are_judged_as_they_are_worded(target: Target, outcome: Outcome, expected: set[str]) -> None:
    assert verdict_of(target, outcome) in expected


@pytest.mark.parametrize("entry", indicators().values(), ids=lambda entry: entry.id)
def test_the_table_of_indicators_says_which_way_is_good(entry: Indicator) -> None:
    measure = next((name for name in entry.measures if name != "growth"), "level")
    names: dict[str, Any] = {"subject": entry.name, "indicator": entry.id, "measure": measure, "unit": entry.unit}
    target = Target(**figure(measure, "eq", "20", entry.unit or "个") | names)
    lower, higher = (
        verdict_of(target, Outcome(**figure(measure, "eq", value, "个") | names)) for value in ("10", "30")
    )
    if entry.bound == "ceiling" or measure == "rank":
        assert (lower, higher) == ("met", "missed")
    elif entry.bound == "floor":
        assert (lower, higher) == ("missed", "met")


TASK: Fields = {"subject": "单位GDP能耗", "type": "delegated", "end_state": "完成省下达任务"}
EARLIER = ("prepared", "started", "under way")
BUILDING = vague("滨江大桥", "加快建设", stage="under way")

ENDS = (
    *(case(f"{stage} for done", milestone("done"), milestone(stage), "missed") for stage in EARLIER),
    *(case(f"done for {stage}", milestone(stage), milestone("done"), "met") for stage in EARLIER),
    *(case(f"{stage} for itself", milestone(stage), milestone(stage), "met") for stage in ("started", "done", None)),
    case("前期工作 for 开工", milestone("started"), milestone("prepared"), "missed"),
    case("a place on the list of candidates", milestone("done"), milestone("candidate"), "undecidable"),
    case("基本完成 is not the whole", milestone("done"), milestone("partly done"), NOT_MET),
    case("加快建设 for 建成", milestone("done"), BUILDING, NOT_MET),
    case("正增长 and a rise", relative("正增长"), growth("eq", "0.6"), "met"),
    case("正增长 and a fall", relative("正增长"), growth("eq", "-0.6"), "missed"),
    case("正增长 and neither", relative("正增长"), growth("eq", "0"), NOT_MET),
    case("持续下降 and a fall", relative("持续下降"), growth("eq", "-2"), "met"),
    case("持续下降 and a rise", relative("持续下降"), growth("eq", "2"), "missed"),
    case("高于全国 without the nation's figure", relative("高于全国平均水平"), growth("eq", "5"), "undecidable"),
    case("同步 without the growth of GDP", relative("与经济增长同步"), growth("eq", "5.2"), "undecidable"),
    case("a task said to be fulfilled", TASK, vague("单位GDP能耗", "完成省下达任务"), "claimed"),
    case("a figure for a task that is not known", TASK, growth("eq", "-3.2"), "undecidable"),
)


@pytest.mark.parametrize(("target", "outcome", "expected"), ENDS)
def test_ends_that_are_no_figures(target: Target, outcome: Outcome, expected: set[str]) -> None:
    assert verdict_of(target, outcome) in expected


def test_a_share_too_large_to_round_is_given_whole() -> None:
    huge = growth("eq", "1E30")
    assert degree_of(Target(**growth("ge", "6")), Outcome(**huge)) == Decimal("1E30") / 6
