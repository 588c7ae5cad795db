"""Figures planted in texts like reports come back with value, unit, comparator and place, whatever surrounds them."""

from decimal import Decimal

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from promisetrack import Document, Outcome, Target, extract_commitments, extract_outcomes, read

HEAD = "政府工作报告\n——2023年2月6日在江门市第十六届人民代表大会上\n各位代表：\n"
PARTS = "一、2022年工作回顾\n{review}\n二、2023年工作安排\n{plan}\n"


@frozen
class Planted:
    """A clause with one figure, and what must be understood of it."""

    before: str
    figure: str
    after: str
    value: Decimal
    unit: str
    comparator: str

    @property
    def text(self) -> str:
        return self.before + self.figure + self.after


LEVELS = {
    "固定资产投资完成": ("亿元", 10**8, "元"),
    "一般公共预算收入达到": ("亿元", 10**8, "元"),
    "工业技改投资达到": ("万元", 10**4, "元"),
    "新建高标准农田": ("万亩", 10**4, "亩"),
    "改造老旧小区": ("个", 1, "个"),
    "新建中小学校": ("所", 1, "所"),
    "新改建农村公路": ("公里", 1, "公里"),
    "粮食总产量达到": ("万吨", 10**4, "吨"),
    "城镇新增就业": ("万人", 10**4, "人"),
    "新增高新技术企业": ("家", 1, "家"),
}
RATES = (
    "地区生产总值增长",
    "规模以上工业增加值增长",
    "社会消费品零售总额增长",
    "居民人均可支配收入增长",
    "固定资产投资增长",
)
BOUNDS = (("", "", "eq"), ("", "以上", "ge"), ("", "左右", "approx"), ("超", "", "gt"), ("不少于", "", "ge"))
FILLERS = (
    "坚持以人民为中心", "深入实施创新驱动发展战略", "全面加强农村人居环境整治",
    "纵深推进“百千万工程”", "持续优化营商环境", "推动“1+6+3”产业体系提质",
    "高质量建设教育强市", "统筹发展和安全", "加快构建现代化产业体系",
    "大力弘扬“工匠精神”",
)  # fmt: skip
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")

numbers = st.one_of(
    st.integers(1, 9999).map(str),
    st.decimals(Decimal("0.1"), Decimal("999.9"), places=1).map(str),
    st.integers(1000, 99999).map(lambda number: f"{number:,}"),
)


@st.composite
def levels(draw: st.DrawFn) -> Planted:
    """新建高标准农田8万亩以上."""
    subject = draw(st.sampled_from(sorted(LEVELS)))
    written, scale, unit = LEVELS[subject]
    whole = unit in ("个", "所", "家")
    number = draw(st.integers(2, 900).map(str) if whole else numbers)
    before, after, comparator = draw(st.sampled_from(BOUNDS))
    value = Decimal(number.replace(",", "")) * scale
    return Planted(subject + before, number + written, after, value, unit, comparator)


@st.composite
def rates(draw: st.DrawFn) -> Planted:
    """地区生产总值增长6%以上."""
    number = draw(st.decimals(Decimal("0.1"), Decimal("60"), places=1).map(str))
    before, after, comparator = draw(st.sampled_from(BOUNDS[:4]))
    return Planted(draw(st.sampled_from(RATES)) + before, f"{number}%", after, Decimal(number), "%", comparator)


@st.composite
def papers(draw: st.DrawFn) -> tuple[str, list[tuple[int, Planted]]]:
    """The text of a part: sentences of fillers and planted clauses, and where each planted figure stands."""
    text, found = "", []
    for _ in range(draw(st.integers(1, 4))):
        lead = draw(st.sampled_from(("", "**", "- ", "　　", "（一）", "1.", "一是")))
        text += lead + "**" * (lead == "**") + draw(st.sampled_from(FILLERS)) + "，"
        planted = draw(st.one_of(levels(), rates()))
        found.append((len(text) + len(planted.before), planted))
        text += planted.text + draw(st.sampled_from(("，", "；", "。", "。\n", "。\n\n", "。\n— 3 —\n")))
        text += draw(st.sampled_from(FILLERS)) + draw(st.sampled_from(("。", "。\n", "；\n")))
    return text, found


def check(record: Target | Outcome, planted: Planted, comparator: bool) -> bool:
    """Whether a record holds what was planted."""
    same = (record.value, record.unit) == (planted.value, planted.unit)
    return same and (not comparator or record.comparator == planted.comparator)


def assert_all_come_back(text: str, found: list[tuple[int, Planted]], *, review: bool) -> None:
    """Each planted figure is that of exactly one record, whose span covers it and nothing else that was planted."""
    part = {"review": text, "plan": "再接再厉。"} if review else {"review": "稳中有进。", "plan": text}
    whole = HEAD + PARTS.format(**part)
    document = read(whole.encode())
    assert document.text == whole
    base = whole.index(text)
    promised = [target for promise in extract_commitments(document) for target in promise.targets]
    records: list[Target | Outcome] = [*extract_outcomes(document)] if review else [*promised]
    for at, planted in found:
        start, end = base + at, base + at + len(planted.figure)
        held = [
            one
            for one in records
            if one.span and one.span.start <= start and end <= one.span.end and one.value is not None
        ]
        assert any(check(one, planted, not review) for one in held), (planted.text, held)
        assert all(one.quote == document.text[one.span.start : one.span.end] for one in held if one.span)


@given(papers())
def test_what_is_planted_in_a_plan_comes_back(paper: tuple[str, list[tuple[int, Planted]]]) -> None:
    assert_all_come_back(*paper, review=False)


@given(papers())
def test_what_is_planted_in_a_review_comes_back(paper: tuple[str, list[tuple[int, Planted]]]) -> None:
    assert_all_come_back(*paper, review=True)


@given(papers())
def test_wide_digits_say_the_same(paper: tuple[str, list[tuple[int, Planted]]]) -> None:
    text, found = paper
    for _, planted in found:
        text = text.replace(planted.figure, planted.figure.translate(WIDE))
    assert_all_come_back(text, found, review=False)


@pytest.mark.parametrize("mark", ["**", "\u200b", "[3]"])
@given(paper=papers())
def test_marks_around_a_figure_change_nothing_of_it(mark: str, paper: tuple[str, list[tuple[int, Planted]]]) -> None:
    text, found = paper
    planted = found[0][1]
    marked = text.replace(planted.figure, f"{mark}{planted.figure}{mark}", 1)
    document = Document(text=HEAD + PARTS.format(review="稳中有进。", plan=marked), year=2023, place="江门市")
    targets = [target for promise in extract_commitments(document) for target in promise.targets]
    assert any((target.value, target.unit) == (planted.value, planted.unit) for target in targets)
