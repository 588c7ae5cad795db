"""What the wording of a target and an outcome shows: the named comparisons, one of the field's own phrases a row."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promisetrack.alike import Seen, common_run, context, core, field, head, name, nearest, quoted, wording
from promisetrack.model import Outcome, Target
from promisetrack.wording import plain

CORES = (
    ("温泉小学、南山中学等学校操场改造", "学校操场改造", "names given as examples go"),
    ("城南、城北、城西三大水厂扩容", "三大水厂扩容", "a number with 大 sums the names up"),
    ("新建公厕（含改建20座）", "新建公厕", "what stands in brackets goes"),
    ("新建公厕(含改建20座)", "新建公厕", "brackets of half width as well"),
    ("生态环保等项目", "生态环保等项目", "too little behind 等 to be the thing"),
    ("滨江大桥", "滨江大桥", "a plain name stays"),
    ("（试点）", "（试点）", "a name that is all brackets stays"),
)
WORDS_WITH_DENG = (("等级公路改造工程", "等级公路"), ("高等院校扩建工程", "高等院校"))


@pytest.mark.parametrize(("subject", "thing", "reason"), CORES, ids=[row[-1] for row in CORES])
def test_the_core_is_the_thing_without_its_examples(subject: str, thing: str, reason: str) -> None:
    assert core(subject) == thing, reason


@pytest.mark.parametrize(("subject", "word"), [pytest.param(*row, id=row[1]) for row in WORDS_WITH_DENG])
def test_the_core_keeps_words_with_deng(subject: str, word: str) -> None:
    assert core(subject).startswith(word)


RUNS = (
    ("江湾大道南延工程", "江湾大道南延已完成招标", "江湾大道南延", "a name in another sentence"),
    ("“西湖”隧道", "西湖隧道贯通", "西湖隧道", "marks do not part it"),
    ("规上工业增加值", "规模以上工业增加值", "规模以上工业增加值", "synonyms are one"),
    ("江湾大道", "城北水厂", "", "nothing in common"),
)
NAMES = st.text("江湾大道城北水厂隧桥南延工程“”（）12", max_size=12)


@pytest.mark.parametrize(("one", "other", "run", "reason"), RUNS, ids=[row[-1] for row in RUNS])
def test_the_longest_run_in_common(one: str, other: str, run: str, reason: str) -> None:
    assert common_run(one, other) == run, reason


@given(NAMES, NAMES)
def test_a_run_stands_in_both_names(one: str, other: str) -> None:
    run = common_run(one, other)
    assert run in plain(one)
    assert run in plain(other)
    assert len(run) == len(common_run(other, one))
    assert bool(run) == bool(set(plain(one)) & set(plain(other)))


CONTEXTS = (
    ("环保有力推进；新建口袋公园14个，绿道20公里；治水不停", "新建口袋公园14个，绿道20公里；治水不停", "from ；"),
    ("城市更新加快：新建口袋公园14个", "新建口袋公园14个", "from ："),
    ("治水不停。新建口袋公园14个", "新建口袋公园14个", "from 。"),
    ("新建绿道，口袋公园14个", "新建绿道，口袋公园14个", "a comma holds together"),
    ("全文未提及", "口袋公园口袋公园14个", "its own words where the sentence lacks it"),
)


@pytest.mark.parametrize(("sentence", "around", "reason"), CONTEXTS, ids=[row[-1] for row in CONTEXTS])
def test_the_context_is_the_clauses_up_to_the_semicolon(sentence: str, around: str, reason: str) -> None:
    outcome = Outcome(subject="口袋公园", written="14个", quote="口袋公园14个", sentence=sentence)
    assert context(outcome) == around, reason


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_context_of_a_long_sentence_is_short(before: int, behind: int) -> None:
    outcome = Outcome(subject="公园", written="14个", sentence=f"{'甲' * before}14个{'乙' * behind}")
    assert context(outcome) == f"{'甲' * min(before, 60)}14个{'乙' * min(behind, 24)}"


def work(subject: str, end_state: str = "建成", **more: Any) -> Target:
    return Target(subject=subject, type="milestone", end_state=end_state, stage="done", **more)


def done(subject: str, end_state: str = "建成", **more: Any) -> Outcome:
    return Outcome(subject=subject, type="milestone", end_state=end_state, stage="done", **more)


def count(subject: str, unit: str, **more: Any) -> dict[str, Any]:
    figure = {"measure": "added", "comparator": "eq", "value": Decimal(5), "unit": unit}
    return {"subject": subject, **figure, **more}


def by_name(found: Any) -> dict[str, Seen]:
    return {seen.name: seen for seen in found}


def test_the_same_words_are_wholly_alike() -> None:
    found = by_name(wording(work("滨江大桥"), done("滨江大桥")))
    assert {name for name, seen in found.items() if seen.factor == pytest.approx(1)} == {
        "target_words",
        "outcome_words",
        "context_words",
        "common_run",
        "same_head",
    }


def test_a_part_of_the_words_counts_for_one_side_only() -> None:
    found = by_name(wording(work("农村公路"), done("农村公路和桥梁养护")))
    assert found["target_words"].factor == pytest.approx(1)
    assert found["outcome_words"].factor < 0.7
    assert "same_head" not in found


def test_a_named_work_may_lean_on_the_words_around_the_outcome() -> None:
    around = {"written": "通车", "sentence": "江湾隧道全线贯通，如期通车"}
    by_sentence, bare = (by_name(wording(work("江湾隧道"), done("全线", **more))) for more in (around, {}))
    for seen in ("context_words", "common_run"):
        assert by_sentence[seen].factor > 0.9 > bare[seen].factor


@given(NAMES, NAMES)
@settings(deadline=None)
def test_every_share_of_words_lies_within_one(one: str, other: str) -> None:
    found = list(wording(work(one), done(other)))
    assert [seen.name for seen in found[:4]] == ["target_words", "outcome_words", "context_words", "common_run"]
    assert all(-1e-9 <= seen.factor <= 1 + 1e-9 and seen.sentence for seen in found)


QUOTED: tuple[tuple[str, Outcome, set[str], str], ...] = (
    ("“智慧眼”监控工程", done("“智慧眼”平台"), {"same_quotation"}, "the same name of another work"),
    ("“智慧眼”监控工程", done("监控平台", quote="“智慧眼”上线"), {"same_quotation"}, "named in the words around"),
    ("“智慧眼”监控工程", done("“天网”监控平台"), {"other_quotation"}, "another name"),
    ("“智慧眼”监控工程", done("监控平台"), {"other_quotation"}, "no name"),
    ("监控工程", done("“天网”监控平台"), set(), "no name was asked for"),
)


@pytest.mark.parametrize(("subject", "outcome", "names", "reason"), QUOTED, ids=[row[-1] for row in QUOTED])
def test_names_in_quotation_marks(subject: str, outcome: Outcome, names: set[str], reason: str) -> None:
    assert by_name(quoted(work(subject), outcome)).keys() == names, reason


FIELDS: tuple[tuple[str, str, set[str], str], ...] = (
    ("公办幼儿园", "普通高中", {"same_theme"}, "both are schools"),
    ("污水处理厂", "公办幼儿园", {"other_theme"}, "water is no school"),
    ("某某", "公办幼儿园", set(), "a word of no field"),
)


@pytest.mark.parametrize(("ours", "theirs", "names", "reason"), FIELDS, ids=[row[-1] for row in FIELDS])
def test_fields_of_work(ours: str, theirs: str, names: set[str], reason: str) -> None:
    assert by_name(field(work(ours), done(theirs))).keys() == names, reason


def test_the_heading_tells_the_field_of_words_that_do_not() -> None:
    found = by_name(field(work("某某", section=("办好人民满意的教育",)), done("公办幼儿园")))
    assert found.keys() == {"same_theme"}


HEADS = (
    (count("规上企业", "家"), count("特色小镇", "个"), True, "firms are not towns"),
    (count("规上企业", "家"), count("工业企业", "家"), False, "both count firms"),
    (count("规上企业", "家"), count("科技型", "家", quote="科技型企业5家"), False, "the quote names them"),
    (count("护理人员", "人"), count("养老床位", "张"), True, "people are not beds"),
    (count("污水管网", "公里"), count("供水管道", "公里"), False, "lengths have no head"),
    (count("高企", "家", indicator="x"), count("小镇", "个", indicator="x"), False, "the same indicator"),
)


@pytest.mark.parametrize(("target", "outcome", "other", "reason"), HEADS, ids=[row[-1] for row in HEADS])
def test_what_is_counted(target: dict[str, Any], outcome: dict[str, Any], other: bool, reason: str) -> None:
    found = by_name(head(Target(**target), Outcome(**outcome)))
    assert ("other_head" in found) is other, reason


def test_a_work_counts_nothing() -> None:
    assert list(head(work("滨江大桥", unit="座"), done("特色小镇"))) == []


APART = {"other_name", "unasked_name", "two_names"}
APART_NAMES: tuple[tuple[Target, Outcome, set[str], str], ...] = (
    (work("空港大道"), done("疏港大道"), APART | {"one_slot"}, "one character apart at the front"),
    (work("城东污水厂"), done("城西污水厂"), APART | {"one_slot"}, "another side of the town"),
    (work("临空大道"), done("科技大厦"), APART, "nothing alike"),
    (work("国家森林城市"), done("国家园林城市"), {"one_slot", *APART}, "a frame with one slot, behind its grade"),
    (work("滨江大桥"), done("滨江大桥"), set(), "the same name"),
    (work("滨江大桥"), done("全线", quote="滨江大桥贯通"), {"unasked_name"}, "named in the words around"),
    (work("大桥", sentence="加快江湾大桥建设"), done("江湾大桥"), set(), "its sentence names it"),
    (
        work("东湖水厂一期", quote="东湖水厂一期", sentence="启动东湖水厂一期，建成南湖水厂二期"),
        done("南湖水厂二期"),
        APART,
        "its neighbour in the sentence is another work",
    ),
    (work("百万亩造林任务"), done("百万亩造林工程"), set(), "a task is a work"),
    (work("韶关新机场"), done("韶关丹霞机场"), set(), "what is new gets a name"),
    (work("107国道改造"), done("109国道改造"), APART | {"one_slot"}, "a number is read whole"),
    (work("唐山路快速路（重庆路段）"), done("重庆路快速路"), APART, "what stands in brackets is not the name"),
    (work("森林城市", "创建"), done("森林城市广场", "竣工"), {"other_end"}, "a title is no square"),
)


@pytest.mark.parametrize(("target", "outcome", "names", "reason"), APART_NAMES, ids=[row[-1] for row in APART_NAMES])
def test_what_sets_a_name_apart(target: Target, outcome: Outcome, names: set[str], reason: str) -> None:
    assert by_name(name(target, outcome)).keys() == names, reason


@pytest.mark.parametrize("told", ["通车", "建成通车"])
def test_a_bridge_built_is_the_bridge_open_to_traffic(told: str) -> None:
    assert "other_end" not in by_name(name(work("滨江大桥"), done("滨江大桥", told)))


@pytest.mark.parametrize(
    ("asked", "listed", "item"),
    [
        ("侨乡博览会", "美食节、侨乡博览会、丰收节", "侨乡博览会"),
        ("民歌艺术节", "龙舟文化节和民歌艺术节", "民歌艺术节"),
        ("农村公路", "农村公路和桥梁养护", "农村公路和桥梁养护"),
        ("滨江大桥", "滨江大桥", "滨江大桥"),
    ],
)
def test_the_item_of_a_list_that_is_asked_for(asked: str, listed: str, item: str) -> None:
    assert nearest(asked, listed) == item


def test_figures_have_no_names() -> None:
    figure = Outcome(**count("疏港大道", "条"))
    assert list(name(work("空港大道"), figure)) == []
    assert list(name(Target(**count("空港大道", "条")), done("疏港大道"))) == []


@given(NAMES.filter(plain))
def test_the_same_name_is_never_set_apart(subject: str) -> None:
    assert not by_name(name(work(subject), done(subject))).keys() & (APART | {"one_slot"})
