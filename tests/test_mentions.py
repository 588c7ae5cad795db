"""What is only mentioned, what heads a list inside a paragraph, and what a summary of a whole list covers."""

import pytest
from _pytest.mark.structures import ParameterSet
from hand_made import marks
from hypothesis import given
from hypothesis import strategies as st
from small_reports import plan, result

from promisetrack.clauses import Claim
from promisetrack.extraction import extract_commitments, extract_outcomes
from promisetrack.matching import match
from promisetrack.model import Document, Link, Part, Span
from promisetrack.openends import mentions
from promisetrack.passages import sentences


def case(reason: str, text: str, *told: tuple[str, str | None], fault: str = "") -> ParameterSet:
    return pytest.param(text, list(told), id=reason, marks=marks(fault))


MENTIONS = (
    case("no more than a word on it", "新城框架全面拉开。", ("新城框架全面拉开", None)),
    case("a phase of the works", "江湾展馆进入装修阶段。", ("江湾展馆进入装修阶段", "under way")),
    case("works going on", "城南片区正在施工。", ("城南片区正在施工", "under way")),
    case("tenders", "城北水厂招标。", ("城北水厂招标", "prepared")),
    case("approval", "滨江隧道完成可研批复。", ("滨江隧道完成可研批复", "prepared")),
    case("preparing comes before advancing", "江湾隧道加快立项。", ("江湾隧道加快立项", "prepared")),
    case("a clause each", "城南水厂加快建设，城北水厂招标。",
         ("城南水厂加快建设", "under way"), ("城北水厂招标", "prepared")),
    case("too short to name a thing", "共享成果，干得好。"),
    case("the lead is no part of the name", "全面推进城南水厂迁建。", ("城南水厂迁建", "under way")),
)  # fmt: skip


@pytest.mark.parametrize(("text", "told"), MENTIONS)
def test_a_clause_that_tells_no_end_mentions_its_thing(text: str, told: list[tuple[str, str | None]]) -> None:
    found = list(mentions(text, ()))
    assert [(claim.subject, claim.stage) for claim in found] == told
    assert {claim.type for claim in found} <= {"vague"}
    assert {claim.end_state for claim in found} <= {None}


def test_a_clause_that_tells_something_is_not_mentioned_as_well() -> None:
    text = "江湾展馆进入装修阶段，新城框架全面拉开。"
    told = Claim(3, 6, "展馆", "vague")
    assert [claim.subject for claim in mentions(text, [told])] == ["新城框架全面拉开"]


CLAUSES = ("新城框架全面拉开", "城北水厂招标", "干得好", "江湾展馆进入装修阶段", "城南片区正在施工")


@given(
    st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10)), max_size=3),
)
def test_a_mention_stands_where_it_says_and_apart_from_what_is_told(
    clauses: list[str], taken: list[tuple[int, int]]
) -> None:
    text = "，".join(clauses)
    told = [Claim(start, start + length, "某", "vague") for start, length in taken]
    found = list(mentions(text, told))
    assert all(claim.written == text[claim.start : claim.end] in CLAUSES for claim in found)
    assert not any(min(c.end, t.end) > max(c.start, t.start) for c in found for t in told)
    assert told or len(found) == sum(clause != "干得好" for clause in clauses)


def test_a_review_s_mention_can_answer_a_target() -> None:
    review = result("江湾展馆进入装修阶段")
    [outcome] = extract_outcomes(review)
    assert (outcome.type, outcome.stage, outcome.end_state) == ("vague", "under way", None)
    assert outcome.span
    assert review.quote(outcome.span) == "江湾展馆进入装修阶段"


LEADS = (
    ("办好民生实事：①新建幼儿园5所。②改造小区20个。", "办好民生实事", "numbers in circles"),
    ("抓好民心工程建设：1.新建幼儿园5所。2.改造小区20个。", "抓好民心工程", "Arabic numbers"),
    ("办好民生实事：（1）新建幼儿园5所。（2）改造小区20个。", "办好民生实事", "numbers in brackets"),
    ("今年办好十件民生实事。一是新建幼儿园5所。二是改造小区20个。", "今年办好十件民生实事", "一是, behind a full stop"),
    ("实施民生工程：一是新建幼儿园5所。二是改造小区20个。", "实施民生工程", "一是, behind a colon"),
)
NO_LEADS = (
    ("深化改革：①新建幼儿园5所。②改造小区20个。", "another list"),
    ("办好民生实事：新建幼儿园5所。改造小区20个。", "no number"),
    ("新建幼儿园5所。改造小区20个。", "no lead"),
)


def sections(text: str) -> dict[str, tuple[str, ...]]:
    whole = Part(kind="plan", span=Span(0, len(text)), heading="二、安排")
    return {sentence.text: sentence.section for sentence in sentences(Document(text=text), whole)}


@pytest.mark.parametrize(("text", "lead", "reason"), LEADS, ids=[row[-1] for row in LEADS])
def test_the_lead_of_a_list_heads_its_items(text: str, lead: str, reason: str) -> None:
    items = {words: section for words, section in sections(text).items() if "所" in words or "个" in words}
    assert len(items) == 2
    assert set(items.values()) == {("二、安排", lead)}, reason


@pytest.mark.parametrize(("text", "reason"), NO_LEADS, ids=[row[-1] for row in NO_LEADS])
def test_without_a_list_of_livelihood_works_nothing_heads_it(text: str, reason: str) -> None:
    assert set(sections(text).values()) == {("二、安排",)}, reason


def test_what_stands_before_the_lead_is_not_in_the_list() -> None:
    found = sections("稳住粮食生产。办好民生实事：①新建幼儿园5所。②改造小区20个。")
    assert found["稳住粮食生产。"] == ("二、安排",)
    assert found["改造小区20个。"] == ("二、安排", "办好民生实事")


def test_the_next_paragraph_is_not_in_the_list() -> None:
    found = sections("办好民生实事：①新建幼儿园5所。②改造小区20个。\n\n稳住粮食生产。\n")
    assert found["稳住粮食生产。"] == ("二、安排",)


CITY, DISTRICT = "江门市", "江门市新会区"
ITEMS = ("办好民生实事：①新建口袋公园10个。②新增充电桩500个", "口袋公园", "充电桩")


def covered(promise: str, reported: str, where: tuple[str, str]) -> list[Link]:
    ours, theirs = where
    promises = extract_commitments(plan(promise, place=ours))
    return list(match(promises, extract_outcomes(result(reported, place=theirs))))


@pytest.mark.parametrize(
    ("place", "reported"),
    [
        pytest.param(CITY, "十件民生实事全面完成", id="the city's own"),
        pytest.param(DISTRICT, "十件民生实事全面完成", id="the district's own"),
        pytest.param(CITY, "市政府承诺的民生实事全部办结", id="in other words"),
    ],
)
def test_a_summary_covers_every_item_of_its_own_list(place: str, reported: str) -> None:
    links = covered(ITEMS[0], reported, (place, place))
    assert [link.target.subject for link in links] == list(ITEMS[1:])
    assert [link.outcome.quote for link in links if link.outcome] == [reported, reported]
    assert {link.evidence[0].name for link in links} == {"summary"}


@pytest.mark.parametrize(
    ("promise", "reported", "where"),
    [
        pytest.param(ITEMS[0], "十件民生实事全面完成", (DISTRICT, CITY), id="the city's for a district's list"),
        pytest.param("办好民生实事，新会区新建口袋公园10个", "十件民生实事全面完成", (CITY, CITY),
                     id="the city's for an item in a district"),
        pytest.param(ITEMS[0], "新会区十件民生实事全面完成", (CITY, CITY), id="a district's for the city's list"),
        pytest.param("新建口袋公园10个", "十件民生实事全面完成", (CITY, CITY), id="no item of a list"),
        pytest.param(ITEMS[0], "十件民生实事加快推进", (CITY, CITY), id="not said to be done"),
    ],
)  # fmt: skip
def test_a_summary_of_another_list_covers_nothing(promise: str, reported: str, where: tuple[str, str]) -> None:
    links = covered(promise, reported, where)
    assert links
    assert [link.outcome for link in links] == [None] * len(links)
