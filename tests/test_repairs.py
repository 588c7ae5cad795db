"""What is said to have been mended, with its place."""

from pathlib import Path

import pytest

from promisetrack import Document, Span, read
from promisetrack.repairs import find_repairs

LONG = "全市上下凝心聚力、攻坚克难、奋勇争先，全年新建和改造提升高标准农"
TOLD = "持续推进城市更新和老旧小区改造工作，不断完善城市基础设施建设和公共服务体系"


def found(text: str, kind: str) -> list[tuple[str, int]]:
    """The words and the counts of the repairs of a kind."""
    document = Document(text=text)
    return [
        (document.quote(repair.span), repair.count)
        for repair in find_repairs(document)
        if repair.kind == kind and repair.span
    ]


@pytest.mark.parametrize(
    ("text", "kind", "repairs", "reason"),
    [
        (
            "⺠生实事，⻓江大桥\n⺠心工程",
            "radicals",
            [("⺠生实事，⻓", 2), ("⺠", 1)],
            "those of a line are one repair",
        ),
        ("增长６．５％", "full-width forms", [("６．５％", 1)], "a run of wide digits"),
        ("## 一、工作\n- **建成**大桥", "markup", [("## ", 1), ("- **建成**", 3)], "headings, bullets, emphasis"),
        ("新建高标准农\n— 3 —\n田8万亩。", "page furniture", [("— 3 —", 1)], "a page number inside a word"),
        (f"{LONG}\n田8万亩。", "broken lines", [(f"{LONG}\n田8万亩。", 1)], "a line that ends inside a word"),
        (f"{TOLD}。\n第二段。\n{TOLD}。", "repeated passage", [(TOLD, 1)], "the second time is named"),
        ("增长6.5%，建成大桥。", "radicals", [], "nothing to mend"),
    ],
)
def test_each_repair_has_its_kind_and_place(text: str, kind: str, repairs: list[tuple[str, int]], reason: str) -> None:
    assert found(text, kind) == repairs, reason


def test_a_text_in_order_needs_no_repair() -> None:
    assert find_repairs(Document(text="一、2023年工作安排\n地区生产总值增长6%以上。\n新建学校5所。")) == ()


def test_traditional_characters_are_counted_over_the_whole_text() -> None:
    text = "新建農業示範區，建設國際會議中心，推動經濟發展。"
    assert found(text, "traditional characters") == [(text, 13)]


def test_a_long_list_ends_in_one_repair_that_counts_the_rest() -> None:
    repairs = [repair for repair in find_repairs(Document(text="⺠\n" * 1500)) if repair.kind == "radicals"]
    assert (len(repairs), sum(repair.count for repair in repairs), repairs[-1].count) == (1001, 1500, 500)
    assert repairs[-1].span == Span(2000, 2999)


def test_a_part_on_the_years_ahead_before_its_heading_is_out_of_order(shared: Path) -> None:
    strayed = read(next((shared / "seeds").glob("003*.txt")))
    order = [repair for repair in strayed.repairs if repair.kind == "order"]
    assert len(order) == 1
    assert order[0].span
    assert "二、“十五五”时期" in strayed.quote(order[0].span)
    assert not any(repair.kind == "order" for repair in read(next((shared / "seeds").glob("000*.txt"))).repairs)
