"""How far a work has come against how far it was to come: a row a reason, from works and titles made by hand."""

from decimal import Decimal
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from hand_made import marks, milestone, vague
from hypothesis import given
from hypothesis import strategies as st

from promisetrack.assessment import assess
from promisetrack.model import Link, Outcome, Stage, Target
from promisetrack.stages import judge_end

ORDER: tuple[Stage, ...] = ("prepared", "started", "under way", "partly done", "done")


def work(subject: str, end_state: str = "建成", stage: Stage = "done") -> Target:
    return Target(**milestone(stage, subject=subject, end_state=end_state, quote=f"{end_state}{subject}"))


def told(quote: str, subject: str, end_state: str, stage: Stage = "done", **more: Any) -> Outcome:
    words = {"quote": quote, "written": quote, "sentence": f"{quote}。"}
    return Outcome(**milestone(stage, subject=subject, end_state=end_state, **words, **more))


def counted(quote: str, subject: str, written: str = "7条") -> Outcome:
    figure = {"measure": "level", "comparator": "eq", "value": Decimal(7), "unit": "条", "written": written}
    return Outcome(subject=subject, quote=quote, sentence=f"{quote}。", **figure)  # type: ignore[arg-type]


def case(reason: str, target: Target, outcome: Outcome, expected: tuple[str, str], fault: str = "") -> ParameterSet:
    return pytest.param(target, outcome, expected, id=reason, marks=marks(fault))


MET = ("met", "end state reached")
EARLIER = ("missed", "an earlier stage reported")
NEARLY = ("undecidable", "nearly done")
MISSED_PART = ("missed", "a part for the whole")
PART = ("undecidable", "a part for the whole")
OTHER = ("undecidable", "another scope")
NO_END = ("undecidable", "no end state reported")

PLANT, OPENED = work("江湾水厂"), work("江湾水厂", "建成投用")
PAIR = work("滨江大桥和江湾大桥")
LINES = work("地铁三期线路")
EYE = work("“智慧眼”城市安全监控平台")
FOREST = work("国家森林城市", "创建")

STAGES = (
    case("the end itself", PLANT, told("江湾水厂建成", "江湾水厂", "建成"), MET),
    case("the end of another word", PLANT, told("江湾水厂通水投产", "江湾水厂", "投产"), MET),
    case("begun where it was to be built", PLANT, told("江湾水厂开工", "江湾水厂", "开工", "started"), EARLIER),
    case("tenders where it was to begin", work("江湾水厂", "开工", "started"),
         told("江湾水厂完成招标", "江湾水厂", "完成招标", "prepared"), EARLIER),
    case("built where it was to begin", work("江湾水厂", "开工", "started"),
         told("江湾水厂建成", "江湾水厂", "建成"), MET),
    case("nearly built where it was to begin", work("江湾水厂", "开工", "started"),
         told("江湾水厂基本建成", "江湾水厂", "基本建成", "partly done"), MET),
    case("基本建成, by its stage", PLANT, told("江湾水厂基本建成", "江湾水厂", "建成", "partly done"),
         ("undecidable", "partly done")),
    case("基本建成, by its words", PLANT, told("江湾水厂基本建成", "江湾水厂", "基本建成"), NEARLY),
    case("基本建成 was promised", work("江湾水厂", "基本建成"),
         told("江湾水厂基本建成", "江湾水厂", "基本建成"), MET),
    case("完工 for 建成投用", OPENED, told("江湾水厂完工", "江湾水厂", "完工"), NEARLY),
    case("建成 for 建成投用", OPENED, told("江湾水厂建成", "江湾水厂", "建成"), NEARLY),
    case("in use for 建成投用", OPENED, told("江湾水厂投入使用", "江湾水厂", "投入使用"), MET),
    case("built and running for 建成投用", OPENED, told("江湾水厂建成投产", "江湾水厂", "建成投产"), MET),
    case("on the list of candidates", FOREST,
         told("入选国家森林城市创建名单", "国家森林城市", "入选", "candidate"),
         ("undecidable", "candidate, not title")),
    case("a candidate was promised", work("国家森林城市", "入选", "candidate"),
         told("入选国家森林城市创建名单", "国家森林城市", "入选", "candidate"), MET),
    case("listed where it was to be begun", work("江湾水厂", "动工建设", "started"),
         told("江湾水厂列入国家专项规划", "江湾水厂", "列入"), ("undecidable", "listed, not built")),
    case("checked for 封关运营", work("江湾口岸", "封关运营"),
         told("江湾口岸通过验收", "江湾口岸", "通过验收"), NEARLY),
    case("built for 通航", work("江湾机场", "通航"), told("江湾机场竣工", "江湾机场", "竣工"), NEARLY),
    case("under way where it was to be prepared", work("冬季运动会", "筹办"),
         Outcome(**vague("冬季运动会筹办工作", "有序推进", stage="under way")), OTHER),
    case("the field under way, not its plan", work("战略性新兴产业发展规划", "制定"),
         Outcome(**vague("战略性新兴产业", "加快发展", stage="under way")), OTHER),
    case("no one project", work("重大项目", "落地"),
         told("江湾重大项目开工", "江湾重大项目", "开工", "started"), OTHER),
    case("ranked for listed on the exchange", work("江湾公司", "上市"),
         told("江湾公司入围世界500强", "江湾公司", "入围"), ("undecidable", "listed, not built")),
    case("the title won", FOREST, told("荣获国家森林城市称号", "国家森林城市", "荣获"), MET),
)  # fmt: skip
PARTS = (
    case("another road", work("唐山路快速路"), told("重庆路快速路建成", "重庆路快速路", "建成"), OTHER),
    case("the hall for the event", work("国际航运论坛", "办好"),
         told("国际航运论坛永久会址建成", "国际航运论坛永久会址", "建成"), OTHER),
    case("a trial applied for and granted", work("公积金制度全国试点", "申报"),
         told("获批公积金制度试点城市", "公积金制度试点城市", "获批", "candidate"), MET),
    case("a section of a road", work("江湾大道"), told("江湾大道东段通车", "江湾大道东段", "通车"), MISSED_PART),
    case("a first phase", PLANT, told("江湾水厂一期建成", "江湾水厂一期", "建成"), MISSED_PART),
    case("the main building", PLANT, told("江湾水厂主体完工", "江湾水厂主体", "完工"), MISSED_PART),
    case("a slip road says little", work("江湾大桥"), told("江湾大桥匝道建成", "江湾大桥匝道", "建成"), PART),
    case("the phase that was promised", work("江湾水厂一期"), told("江湾水厂一期建成", "江湾水厂一期", "建成"), MET),
    case("one of two bridges", PAIR, told("江湾大桥建成", "江湾大桥", "建成"), ("undecidable", "")),
    case("one of two by its longer name", work("东山大桥和环湖东路跨线大桥"),
         told("环湖东路跨线大桥建成", "环湖东路跨线大桥", "建成"), PART),
    case("both bridges", PAIR, told("滨江大桥和江湾大桥建成", "滨江大桥和江湾大桥", "建成"), MET),
    case("both bridges in two clauses", PAIR, told("滨江大桥、江湾大桥双双建成", "江湾大桥", "建成"), MET),
    case("three bridges, one of them named", work("滨江大桥、江湾大桥、疏港隧道"),
         told("滨江大桥建成", "滨江大桥", "建成"), PART),
    case("a short item of a list", work("中欧、中亚、南亚班列", "运营"),
         told("中欧、中亚班列运营", "中欧、中亚班列", "运营"), PART),
    case("a name that holds 和", work("碳达峰碳中和研究院"),
         told("碳达峰碳中和研究院建成", "碳达峰碳中和研究院", "建成"), MET),
    case("a quay for a fairway", work("东湾港区航道", "开工", "started"),
         told("东湾港区码头主体工程建成", "东湾港区码头主体工程", "建成"), ("undecidable", "")),
    case("another quoted name", EYE, told("“天网”城市安全监控平台建成", "“天网”城市安全监控平台", "建成"), OTHER),
    case("the quoted name", EYE, told("“智慧眼”城市安全监控平台建成", "“智慧眼”城市安全监控平台", "建成"), MET),
    case("a forum for a zone", work("环湖数字经济发展示范区"),
         told("环湖数字经济发展论坛成立", "环湖数字经济发展论坛", "成立"), OTHER),
)  # fmt: skip
COUNTS = (
    case("all begun, where they were to begin", work("地铁三期线路", "开工", "started"),
         counted("地铁三期线路7条全部开工", "地铁三期线路"), MET),
    case("all begun, where they were to be built", LINES, counted("地铁三期线路7条全部开工", "地铁三期线路"), EARLIER),
    case("all built", LINES, counted("地铁三期线路7条全部建成", "地铁三期线路"), MET),
    case("a count of something else", LINES, counted("公交专用道7条全部建成", "公交专用道"), NO_END),
    case("a count of some of it", work("雨污分流", "完成"),
         counted("7条路段实现雨污分流", "实现雨污分流改造路段"), NO_END),
    case("a count that tells no end", LINES, counted("地铁三期线路达7条", "地铁三期线路"), NO_END),
)  # fmt: skip
WORDS = (
    case("said to be done by name", PLANT,
         Outcome(**vague("江湾水厂建设任务", "全面完成", stage="done")), ("met", "said to be completed by name")),
    case("said to be done of a group", PLANT,
         Outcome(**vague("重点水利项目", "全面完成", stage="done")), ("claimed", "claimed")),
    case("still being prepared", PLANT,
         Outcome(**vague("江湾水厂", "前期工作加快", stage="prepared")), ("missed", "still under way")),
    case("still being built", PLANT,
         Outcome(**vague("江湾水厂", "加快推进", stage="under way")), ("missed", "still under way")),
    case("being built where it was to begin", work("江湾水厂", "开工", "started"),
         Outcome(**vague("江湾水厂", "加快推进", stage="under way")), ("undecidable", "under way")),
    case("at work where it was to begin", work("江湾水厂", "开工", "started"),
         Outcome(**vague("江湾水厂", "加快建设", stage="under way")), ("met", "under way, so begun")),
    case("only mentioned", PLANT, Outcome(subject="江湾水厂焕然一新", type="vague", quote="江湾水厂焕然一新"), NO_END),
)  # fmt: skip


@pytest.mark.parametrize(("target", "outcome", "expected"), [*STAGES, *PARTS, *COUNTS, *WORDS])
def test_the_verdict_on_an_end(target: Target, outcome: Outcome, expected: tuple[str, str]) -> None:
    [found] = assess([Link(target=target, outcome=outcome)])
    verdict, rule = expected
    assert found.verdict == verdict, found.reason
    assert found.rule == rule or not rule
    assert outcome.quote in found.reason


@given(st.sampled_from(ORDER), st.sampled_from(ORDER))
def test_an_end_is_met_where_the_stage_is_reached(asked: Stage, reached: Stage) -> None:
    target = work("江湾水厂", "建设", asked)
    found = judge_end(target, (told("江湾水厂建设", "江湾水厂", "建设", reached),))
    behind = "undecidable" if reached == "partly done" else "missed"
    assert found.verdict == ("met" if ORDER.index(reached) >= ORDER.index(asked) else behind)


@given(st.lists(st.sampled_from(ORDER), min_size=1, max_size=4))
def test_the_best_answer_alone_decides(stages: list[Stage]) -> None:
    outcomes = tuple(told("江湾水厂建设", "江湾水厂", "建设", stage) for stage in stages)
    found = judge_end(PLANT, outcomes)
    assert found.verdict == judge_end(PLANT, outcomes[:1]).verdict
    assert found.outcomes == outcomes
