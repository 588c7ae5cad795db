"""The clean view of a text: what it leaves out, and that every character knows where it stood."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promisetrack.model import Document, Part, Span
from promisetrack.passages import Sentence, sentences
from promisetrack.statements import quantity_claims

DASHES = "-—–―～~－∼"
PLAIN = [
    "全年完成固定资产投资超过一百二十亿元，其中工业投资占比五成以上，新建高标准农田8万亩，培育规上企业45家。",
    "推动产业向高端化智能化绿色化迈进，规模以上工业增加值增长6.5%，先进制造业增加值占比达到41.2%，亩均效益继续提高。",
    "办好人民满意的教育，新建改扩建中小学校和幼儿园25所，新增公办学位2.4万个，让更多孩子在家门口上好学、上名校。",
    "强化就业优先导向，城镇新增就业4万人以上，城镇调查失业率控制在5.5%以内，零就业家庭保持动态清零，稳住民生之本。",
]
CLEANED = [
    ("新建**高标准农田**8万亩。", ["新建高标准农田8万亩。"], "marks of emphasis"),
    ("增长６．５％。", ["增长6.5%。"], "full-width digits"),
    ("增速6%—7%。", ["增速6%-7%。"], "a long dash in a range"),
    ("增速6%～7%。", ["增速6%-7%。"], "a wave in a range"),
    ("总额1,433.6亿元,增长5%。", ["总额1,433.6亿元，增长5%。"], "an ASCII comma parts thousands or clauses"),
    ("收入比1.83：1。", ["收入比1.83:1。"], "a full-width colon inside a ratio"),
    ("投资1 000亿元。", ["投资1000亿元。"], "a blank inside a figure"),
    ("\u3000\u3000粮食产量99万吨。", ["粮食产量99万吨。"], "an indented paragraph"),
    ("- 学校5所\n- 医院2家\n", ["学校5所", "医院2家"], "each bullet is a sentence"),
    ("●学校5所\n●医院2家\n", ["学校5所", "医院2家"], "other bullets"),
    ("1.学校5所\n2.医院2家\n", ["学校5所", "医院2家"], "list numbers are left off"),
    ("一是建校5所。二是建院2家。", ["建校5所。", "二是建院2家。"], "a full stop parts sentences"),
    ("学校5所\r\n医院2家。\r\n", ["学校5所", "医院2家。"], "line ends of another system"),
    ("他说“好。”医院2家。", ["他说“好。”", "医院2家。"], "a closing mark belongs to its sentence"),
    ("产值2亿元；税收3亿元。", ["产值2亿元；税收3亿元。"], "a semicolon keeps its clauses together"),
    ("。！？", [], "marks alone say nothing"),
    ("", [], "nothing"),
]
SECTIONS = [
    ("一、2023年工作安排\n新建学校5所。", ("一、2023年工作安排",), "a heading on its own line"),
    ("一、2022年回顾\n二、工作安排\n学校5所。", ("二、工作安排",), "the next heading takes the place of the last"),
    ("一、安排\n（一）产业\n学校5所。", ("一、安排", "（一）产业"), "headings below one another"),
    ("一、安排\n（一）产业强市。学校5所。", ("一、安排", "（一）产业强市"), "a heading run into its text"),
    ("# 2023年工作安排\n## 产业\n学校5所。", ("2023年工作安排", "产业"), "headings of Markdown"),
    ("学校5所。", (), "no heading"),
]


def seen(text: str) -> tuple[Sentence, ...]:
    return sentences(Document(text=text), Part(kind="plan", span=Span(0, len(text))))


def same(one: str, other: str) -> bool:
    """Whether two characters are the same in full and half width, and dashes all alike."""
    return unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other) or {one, other} <= set(DASHES)


@pytest.mark.parametrize(("text", "views", "reason"), CLEANED)
def test_the_view_leaves_out_what_says_nothing(text: str, views: list[str], reason: str) -> None:
    assert [sentence.text for sentence in seen(text)] == views, reason


@pytest.mark.xfail(strict=True, reason="between digits only the ASCII comma is kept inside the figure")
def test_a_full_width_comma_inside_a_figure() -> None:
    assert [sentence.text for sentence in seen("总额１，４３３．６亿元。")] == ["总额1,433.6亿元。"]


@pytest.mark.parametrize(("text", "section", "reason"), SECTIONS)
def test_sentences_stand_under_their_headings(text: str, section: tuple[str, ...], reason: str) -> None:
    assert seen(text)[-1].section == section, reason


def test_only_the_part_is_read() -> None:
    text = "新建学校5所。\n新建医院2家。\n"
    part = Part(kind="plan", span=Span(8, len(text)))
    assert [sentence.text for sentence in sentences(Document(text=text), part)] == ["新建医院2家。"]


def test_a_break_in_the_middle_of_a_long_line_cuts_nothing_but_a_bullet_does() -> None:
    line = "推动产业向高端化智能化绿色化迈进，规模以上工业增加值力争实现稳步"
    assert [sentence.text for sentence in seen(f"{line}\n\n增长。")] == [f"{line}增长。"]
    assert [sentence.text for sentence in seen(f"{line}\n- 增长6%。")][-1] == "增长6%。"


@given(st.text("新建学校5所。，；、：\n*- 　（一）二是1.６％,:“”?—#\r\u200b", max_size=80))
def test_offsets_point_at_the_same_characters_of_any_text(text: str) -> None:
    for sentence in seen(text):
        assert len(sentence.text) == len(sentence.offsets)
        assert list(sentence.offsets) == sorted(set(sentence.offsets))
        assert all(same(char, text[at]) for char, at in zip(sentence.text, sentence.offsets, strict=True))


@given(st.sampled_from(PLAIN), st.lists(st.integers(min_value=1, max_value=45), max_size=6))
def test_marks_of_emphasis_anywhere_change_nothing(text: str, places: list[int]) -> None:
    for place in sorted(places, reverse=True):
        text = f"{text[:place]}**{text[place:]}"
    (sentence,) = seen(text)
    assert sentence.text == text.replace("*", "")
    assert "".join(text[at] for at in sentence.offsets) == sentence.text


@settings(deadline=None)
@given(
    st.sampled_from(PLAIN), st.integers(min_value=30, max_value=46), st.sampled_from(["\n", "\n\n", "\r\n", " \n　"])
)
def test_a_break_inside_a_long_line_does_not_change_its_claims(text: str, place: int, ending: str) -> None:
    (broken,) = seen(f"{text[:place]}{ending}{text[place:]}")
    assert broken.text == text
    assert quantity_claims(broken.text) == quantity_claims(text)


@given(st.sampled_from(PLAIN), st.data())
def test_a_span_of_the_view_is_the_span_of_its_characters(text: str, data: st.DataObject) -> None:
    document = Document(text=f"一、2023年工作安排\n**{text}**\n")
    (sentence,) = sentences(document, Part(kind="plan", span=Span(0, len(document.text))))
    start = data.draw(st.integers(min_value=0, max_value=len(text) - 1))
    end = data.draw(st.integers(min_value=start + 1, max_value=len(text)))
    assert document.quote(sentence.span(start, end)) == text[start:end]
