"""The parts of a report: that they cover it, that the right ones open, and that real reports divide well."""

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promisetrack.lexicon import table
from promisetrack.model import Document, Part
from promisetrack.outline import outline, plan_year
from promisetrack.outline_cues import Facet, heading_facets, opens, ordinal, pattern, plain

GOLD = ("jiangmen-2023", "jiangmen-digest-2023", "guangdong-2021", "qingyuan-2022")
ADDRESS = "各位代表：\n现在，我向大会报告工作，请予审议。\n"
ADMISSION = "我们也清醒地看到，还存在不少困难和问题。\n"
CALL = "各位代表！让我们更加紧密地团结起来，努力奋斗！\n"
SCRAPS = [
    *(ADDRESS, ADMISSION, CALL, "\n", "\r\n", "今年是开局之年。\n", "五年来，增长。一年来，增长。\n", "过去一年\n"),
    *("一、2022年和“十三五”时期工作回顾\n", "二、今后五年目标和2023年安排\n", "“十四五”时期是开局。\n"),
    *("附件1\n", "名词解释\n", "1.甲：乙\n", "2023年十件民生实事\n", "（三）加强自身建设\n", "三、从严治政\n"),
]
ENTRIES = [
    (section, key, entry)
    for section, key in (("time", "means"), ("noun", "about"), ("line", "opens"), ("cue", "opens"))
    for entry in table("headings")[section]
]


def kinds(text: str, **fields: Any) -> list[tuple[str, str | None]]:
    return [(part.kind, part.period) for part in outline(Document(text=text, **fields))]


def part_of(text: str, phrase: str, **fields: Any) -> Part:
    place = text.index(phrase)
    return next(part for part in outline(Document(text=text, **fields)) if part.span.start <= place < part.span.end)


@pytest.mark.parametrize(("section", "key", "entry"), ENTRIES, ids=[f"{s}-{e[k]}" for s, k, e in ENTRIES])
def test_every_pattern_finds_its_examples_and_nothing_else(section: str, key: str, entry: dict[str, Any]) -> None:
    found = pattern(section, key, entry[key])
    assert [example for example in entry["examples"] if not found.search(plain(example))] == []
    assert [example for example in entry["counterexamples"] if found.search(plain(example))] == []


@pytest.mark.parametrize(
    ("heading", "year", "facets"),
    [
        ("一、2022年工作回顾", 2023, [("review", "2022")]),
        ("二、2023年工作安", 2023, [("plan", "2023")]),
        ("1 2022年工作回顾", 2023, [("review", "2022")]),
        ("**2023年工作展望**", 2023, [("plan", "2023")]),
        ("二、 2023 年目标任务", 2023, [("plan", "2023")]),
        ("一、２０２２年工作回顾", 2023, [("review", "2022")]),
        ("二〇二五年主要目标任务", 2025, [("plan", "2025")]),
        ("一、二00二年工作回顾", 2003, [("review", "2002")]),
        ("三、二三年的工作重点", 2003, [("plan", "2003")]),
        ("一、过去一年工作回顾", 2010, [("review", "2009")]),
        ("对今年政府工作的建议", 2013, [("plan", "2013")]),
        ("新的一年", 2015, [("plan", "2015")]),
        ("2015——奋发有为的一年", 2016, [("review", "2015")]),
        ("“十三五”时期工作回顾", 2021, [("review", "2016/2020")]),
        ("市七届政府工作回顾", 2022, [("review", "2017/2021")]),
        ("二、“十四五”时期目标任务", 2021, [("horizon", "2021/2025")]),
        ("从2021年到2025年工作回顾", 2027, [("review", "2021/2025")]),
        ("今后五年的目标任务", 2022, [("horizon", "2022/2026")]),
        ("二、二〇三五年远景目标", 2021, [("horizon", "2021/2035")]),
        ("三、高质量做好今年后几个月工作", 2021, [("plan", "2021")]),
        ("2020年及“十三五”时期工作回顾", 2021, [("review", "2020"), ("review", "2016/2020")]),
        ("今后五年思路和2018年重点任务", 2018, [("horizon", "2018/2022"), ("plan", "2018")]),
        ("八、认真编制好“十二五”规划", 2010, []),
        ("三、全面提升城市品质", 2023, []),
        ("2023年是全面贯彻落实的开局之年。", 2023, []),
        ("——2024年2月1日在市人大会议上", 2024, []),
    ],
)
def test_a_heading_says_what_its_section_is_about(heading: str, year: int, facets: list[tuple[str, str]]) -> None:
    assert heading_facets(heading, year) == tuple(Facet(*facet) for facet in facets)  # type: ignore[arg-type]


def test_numbers_and_lines() -> None:
    assert [ordinal(line)[1] for line in ("十二、甲", "(三)乙", "3.丙", "1、丁", "2023年", "十三五.戊")] == [
        "甲",
        "乙",
        "丙",
        "丁",
        "2023年",
        "十三五.戊",
    ]
    assert [opens(line) for line in ("名 词 解 释", "附件1", "办好实事。")] == ["glossary", "annex", None]


@pytest.mark.parametrize(
    ("document", "year"),
    [
        (Document(text="2023年工作回顾\n甲。"), 2024),
        (Document(text="过去五年工作回顾\n甲。\n2023年工作安排\n乙。"), 2023),
        (Document(text="“十三五”时期工作回顾\n甲。"), 2021),
        (Document(text="甲。", year=2019), 2019),
        (Document(text="甲。", delivered=date(2018, 12, 25)), 2019),
        (Document(text="——2019年1月25日在大会上\n甲。"), 2019),
        (Document(text="——2018年12月25日在大会上\n甲。"), 2019),
        (Document(text="甲。"), None),
    ],
)
def test_the_plan_year_comes_from_the_text_where_it_can(document: Document, year: int | None) -> None:
    assert plan_year(document) == year


def test_a_title_that_another_heading_follows_at_once_opens_nothing() -> None:
    text = "2023年工作安排\n2\n1 2022年工作回顾\n实现产值50亿元，增长较快。\n今年的主要预期目标是：\n- 增长6%以上\n"
    assert kinds(text) == [("front", None), ("review", "2022"), ("plan", "2023")]


def test_work_areas_with_major_numbers_belong_to_the_plan() -> None:
    plan = "二、2023年总体部署\n稳中求进抓好落实。\n三、扩大内需\n促进消费。\n四、改善民生\n办好学校。\n"
    text = f"一、2022年工作回顾\n完成投资十亿元。\n{plan}"
    assert kinds(text) == [("review", "2022"), ("plan", "2023")]


def test_a_plan_without_a_heading_opens_at_its_targets() -> None:
    targets = "是：地区生产总值增长6%以上；物价上涨3%左右；居民收入与经济增长同步；新增就业4万人以上。\n"
    text = f"{ADDRESS}一、2023年工作回顾\n2023年，增长5%。\n{ADMISSION}{targets}（一）建设湾区\n动工一座桥。\n"
    assert kinds(text) == [("front", None), ("review", "2023"), ("plan", "2024")]
    assert part_of(text, "是：地区").kind == "plan"
    assert part_of(text, "困难和问题").kind == "review"


def test_an_unusual_heading_before_the_year_is_named_is_the_heading_of_the_plan() -> None:
    text = (
        f"{ADDRESS}一、2019年工作回顾\n增长8%。\n{ADMISSION}二、决胜小康，开启征程\n2020年是收官之年。\n增长7%以上。\n"
    )
    assert part_of(text, "增长7%").heading == "二、决胜小康，开启征程"


def test_a_review_without_a_heading_follows_the_address() -> None:
    text = f"{ADDRESS}全年增长5%，完成投资三十亿元。\n二、2024年重点工作\n增长6%以上。\n"
    assert kinds(text, year=2024) == [("front", None), ("review", "2023"), ("plan", "2024")]


def test_year_and_term_are_told_apart_within_a_review() -> None:
    year = "各位代表！2020年是收官之年。增长2%。\n"
    text = f"一、“十三五”时期发展成就和2020年主要工作\n五年来，年均增长6%。\n{year}五年来，我们很努力。\n"
    expected = [("review", "2016/2020"), ("review", "2020"), ("review", "2016/2020")]
    assert kinds(text, year=2021) == expected
    assert part_of(text, "增长2%").period == "2020"


def test_a_sentence_that_only_dates_a_figure_does_not_turn_the_review() -> None:
    review = "过去五年工作回顾\n过去五年，经济向好。2020年，产值达到十亿元。2021年产值更高。\n"
    text = f"{review}今后五年目标任务\n产值翻一番。\n2022年工作安排\n增长百分之六。\n"
    assert [period for kind, period in kinds(text) if kind == "review"] == ["2017/2021"]


def test_the_horizon_ends_where_the_year_is_named() -> None:
    plan = "2018年是开局之年。\n增长6%左右。\n"
    text = f"过去五年工作回顾\n经济社会向好。\n今后五年思路和2018年重点任务\n今后五年是关键时期。\n{plan}"
    assert part_of(text, "今后五年是", year=2018).kind == "horizon"
    assert part_of(text, "增长6%", year=2018).kind == "plan"


def test_a_mixed_heading_without_a_visible_turn_is_a_plan() -> None:
    text = "一、2017年工作回顾\n增长了，各方面都有所改善。\n二、今后五年思路和2018年重点任务\n（一）建设一座桥。\n"
    assert kinds(text) == [("review", "2017"), ("plan", "2018")]


def test_self_government_closing_list_and_glossary_follow_the_plan() -> None:
    areas = "".join(f"（{number}）重点建设\n抓好一批项目，推动一批产业。\n" for number in "一二三四五六七八")
    plan = f"二、2023年工作安排\n{areas}各位代表！新形势对政府自身建设提出了更高要求。\n"
    annex = "附件1\n2023年省十件民生实事\n新增学位一万个，改造管网十公里。\n附件2\n名词解释\n1.“四早”：早发现。\n"
    text = f"一、2022年工作回顾\n增长3%，市场主体继续增加。\n{plan}{CALL}{annex}"
    expected = ["review", "plan", "self-government", "closing", "plan", "glossary"]
    assert [kind for kind, _ in kinds(text)] == expected
    assert part_of(text, "附件1").heading == "2023年省十件民生实事"


def test_self_government_in_the_review_stays_there() -> None:
    text = "2022年工作回顾\n一、稳定增长\n增长3%。\n二、加强政府自身建设\n办结建议十件。\n2023年工作安排\n增长5%。\n"
    assert kinds(text) == [("review", "2022"), ("plan", "2023")]


def test_the_plan_goes_on_after_a_numbered_self_government() -> None:
    plan = "二、2000年主要任务\n扩大内需。\n三、加强政府自身建设\n依法行政。\n四、外交工作\n合作。\n"
    text = f"一、1999年工作回顾\n增长百分之七。\n{plan}"
    assert [kind for kind, _ in kinds(text)] == ["review", "plan", "self-government", "plan"]


def test_a_glossary_without_a_heading_is_found_after_the_closing() -> None:
    terms = "1.“四早”：早发现。\n2.“四上”企业：规模以上。\n3.放管服：简政放权。\n"
    plan = "二、2023年工作安排\n增长5%，建成一座桥，办好十所学校。\n（一）扩大内需\n促进消费。\n"
    text = f"一、2022年工作回顾\n增长百分之三。\n{plan}{CALL}{terms}"
    assert [kind for kind, _ in kinds(text)] == ["review", "plan", "closing", "glossary"]


@given(st.lists(st.sampled_from(SCRAPS)), st.none() | st.integers(2000, 2030))
def test_the_parts_cover_any_text_in_order(lines: list[str], year: int | None) -> None:
    text = "".join(lines)
    parts = outline(Document(text=text, year=year))
    spans = [part.span for part in parts]
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.start < span.end for span in spans) or not text


@given(st.text(max_size=400))
def test_any_characters_at_all_are_covered(text: str) -> None:
    assert "".join(text[part.span.start : part.span.end] for part in outline(Document(text=text))) == text


def reports(shared: Path) -> list[tuple[str, Document]]:
    with (shared / "corpus" / "INDEX.tsv").open(encoding="utf-8") as index:
        rows = [row for row in csv.DictReader(index, delimiter="\t") if int(row["year"]) >= 2010]
    texts = [(shared / "corpus" / row["file"]).read_text(encoding="utf-8") for row in rows]
    return [(row["file"], Document(text=text, year=int(row["year"]))) for row, text in zip(rows, texts, strict=True)]


def test_real_reports_have_a_review_and_a_plan(shared: Path) -> None:
    missing = []
    for name, document in reports(shared):
        long = {part.kind for part in outline(document) if part.span.end - part.span.start >= 800}
        if not {"review", "plan"} <= long:
            missing.append(name)
    assert missing == ["city-zhuhai-2024.txt", "county-fuping-2017.txt"], "both were published without an annual plan"


def test_the_year_that_real_reports_plan_is_read_from_their_text(shared: Path) -> None:
    assert [
        name for name, document in reports(shared) if plan_year(Document(text=document.text)) != document.year
    ] == []


def test_the_targets_of_real_reports_lie_in_their_plans(shared: Path) -> None:
    elsewhere = []
    for name, document in reports(shared):
        for match in re.finditer(r"(?:今年|\d{4}年)[^。]{0,20}主要预期目标(?:是|为)", document.text):
            part = next(part for part in outline(document) if part.span.start <= match.start() < part.span.end)
            if part.kind != "plan":
                elsewhere.append((name, part.kind))
    assert elsewhere == []


def kinds_of(path: Path, year: int, quote: str) -> set[tuple[str, str | None]]:
    text = path.read_text(encoding="utf-8")
    places = [number for number, character in enumerate(text) if not character.isspace()]
    flat = "".join(text[number] for number in places)
    starts = [places[match.start()] for match in re.finditer(re.escape(re.sub(r"\s", "", quote)), flat)]
    parts = outline(Document(text=text, year=year))
    return {(part.kind, part.period) for part in parts for start in starts if part.span.start <= start < part.span.end}


@pytest.mark.parametrize("name", GOLD)
def test_annotated_targets_lie_in_plans_and_outcomes_in_the_years_review(shared: Path, name: str) -> None:
    folder = shared / "gold" / name
    pair = json.loads((folder / "pair.json").read_text(encoding="utf-8"))
    year = str(pair["plan_year"])
    for file, role, part in (("targets", "plan", "plan"), ("outcomes", "result", "review")):
        annotated = folder / f"{file}.jsonl"
        records = (
            [json.loads(line) for line in annotated.read_text(encoding="utf-8").splitlines()]
            if annotated.exists()
            else []
        )
        path = (folder / pair[role]).resolve()
        wanted = [record["quote"] for record in records if not record.get("optional")]
        assert [
            quote for quote in wanted if (part, year) not in kinds_of(path, int(year) + (role == "result"), quote)
        ] == []
