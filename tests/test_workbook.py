"""The workbook, read back by openpyxl and pandas: the same values, texts that stay texts, and how it is laid out."""

import io
import string
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from attrs import evolve
from cards import FULL, pair
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from payloads import together
from sample_card import CARD, ODD, VAGUE
from small_reports import demo_card as demo

from promisetrack.errors import OutputError, PromisetrackError
from promisetrack.lexicon import table
from promisetrack.model import Link, Outcome
from promisetrack.ratings import rate, scales
from promisetrack.render.figure import Language
from promisetrack.render.tables import SCORECARD_COLUMNS, column_meaning, scorecard_rows
from promisetrack.render.words import LANGUAGES, words_of
from promisetrack.render.workbook import CELL_LIMIT, TARGET_COLUMNS, fitting, scorecard_workbook
from promisetrack.scorecard import Scorecard

SHEETS = ("summary", "targets", "unchecked", "outcomes", "documents", "terms")
VALUES = ("value", "degree", "confidence", "start", "end", "outcome_value")
TEXTS = (
    "subject",
    "quote",
    "reason",
    "unit",
    "written",
    "due",
    "section",
    "commitment",
    "target",
    "outcome",
    "outcomes",
)


def opened(card: Scorecard, language: Language = "zh") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(scorecard_workbook(card, language)))


def sheet(book: openpyxl.Workbook, key: str, language: Language = "zh") -> Worksheet:
    found = book[words_of(language).name("sheets", key)]
    assert isinstance(found, Worksheet)
    return found


def cells(page: Worksheet) -> list[Cell]:
    return [cell for row in page.iter_rows() for cell in row if isinstance(cell, Cell) and cell.value is not None]


def rows(page: Worksheet, width: int) -> list[tuple[Any, ...]]:
    return [row[:width] for row in page.iter_rows(min_row=2, values_only=True)]


def targets(card: Scorecard, language: Language = "zh") -> list[dict[str, Any]]:
    """The rows of the sheet of targets, by the names of the columns."""
    page = sheet(opened(card, language), "targets", language)
    return [dict(zip(TARGET_COLUMNS, row, strict=True)) for row in rows(page, len(TARGET_COLUMNS))]


def same_values(card: Scorecard, language: Language) -> None:
    words, found = words_of(language), targets(card, language)
    assert len(found) == len(card.assessments)
    for row, expected in zip(found, scorecard_rows(card), strict=True):
        assert {name: row[name] for name in VALUES} == {name: expected[name] for name in VALUES}
        texts = {name: fitting(str(expected[name] or ""), words) or None for name in TEXTS}
        assert {name: row[name] for name in TEXTS} == texts
        word = words.verdict(expected["verdict"])  # type: ignore[arg-type]
        assert row["verdict"] == f"{word.mark} {word.word}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_openpyxl_reads_the_values_that_were_written(language: Language) -> None:
    same_values(FULL, language)
    same_values(demo(), language)


def test_a_real_pair_reads_back_the_same(shared: Path) -> None:
    same_values(pair(shared), "zh")


def test_pandas_reads_the_values_that_were_written(tmp_path: Path) -> None:
    demo().to_xlsx(tmp_path / "card.xlsx", language="en")
    names = {words_of("en").name("columns", name): name for name in TARGET_COLUMNS}
    read = pd.read_excel(tmp_path / "card.xlsx", sheet_name="Targets").rename(columns=names)
    expected = demo().to_frame()
    for name in VALUES:
        assert [None if pd.isna(item) else item for item in read[name]] == [
            None if pd.isna(item) else item for item in expected[name]
        ]
    assert list(read["quote"]) == list(expected["quote"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_ratings_are_in_words_of_the_language(language: Language) -> None:
    for row, item in zip(targets(demo(), language), [i for _, found in demo().checked() for i in found], strict=True):
        assert [row[scale.id] for scale in scales()] == [rate(item, scale.id).word.said(language) for scale in scales()]


def test_the_summary_holds_the_figures() -> None:
    card = demo()
    base, stretch = rows(sheet(opened(card), "summary"), 18)[:2]
    summary = card.summary
    interval = summary.base.fulfilment
    assert interval is not None
    assert base[1:3] == (summary.commitments, summary.checkable)
    assert base[6:12] == tuple(summary.base.counts.values())
    assert stretch[6:12] == tuple(summary.stretch.counts.values())
    assert base[12:] == pytest.approx(
        (interval.low, interval.high, summary.base.rate, summary.base.disclosure, summary.stated, summary.candour),
        abs=1e-4,
    )


def test_every_outcome_document_and_promise_without_target_is_listed() -> None:
    near = Outcome(subject="邻县生产总值")
    book = opened(evolve(FULL, links=(*FULL.links, Link(target=ODD, outcome=near))))
    assert [row[13] for row in rows(sheet(book, "outcomes"), 17)] == [*(o.id for o in FULL.outcomes), near.id]
    assert [row[10] for row in rows(sheet(book, "documents"), 12)] == [role.document.id for role in FULL.documents]
    assert [row[1] for row in rows(sheet(book, "unchecked"), 11)] == [VAGUE.quote]


def test_the_sheet_of_targets_has_every_column_of_the_csv() -> None:
    assert sorted(TARGET_COLUMNS) == sorted(SCORECARD_COLUMNS)


# Texts


def test_no_cell_is_a_formula_and_every_text_stays_as_it_can_be_seen() -> None:
    for card in together():
        book = opened(card)
        assert {cell.data_type for page in book for cell in cells(page)} <= {"s", "n"}
        assert [row["reason"] for row in targets(card)] == [
            fitting(item.reason, words_of("zh")) or None for item in card.assessments
        ]


@pytest.mark.parametrize(
    ("text", "shown", "reason"),
    [
        ("=1+1", "=1+1", "a string cell begins with what it likes"),
        ("-6.4%", "-6.4%", "no apostrophe is needed where no formula can be"),
        ("2023", "2023", "digits stay a text"),
        ("https://a.cn", "https://a.cn", "no link is made of it"),
        ("_x0041_", "_x0041_", "what looks like an escape of Excel's is none"),
        ("增长\x0b6%\x00", "增长\n6%", "controls go, line breaks stay"),
        ("增长\uffff\ufffe6%", "增长��6%", "XML has no such characters"),
        (" 增长 ", " 增长 ", "blanks at the ends stay"),
        ("𠮷", "𠮷", "rare characters stay"),
    ],
)
def test_texts_read_back_as_they_are_shown(text: str, shown: str, reason: str) -> None:
    row = targets(evolve(CARD, assessments=tuple(evolve(item, reason=text) for item in CARD.assessments)))[0]
    assert row["reason"] == shown, reason


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("character", ["长", "𠮷"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(character: str, language: Language) -> None:
    long = character * 40_000
    card = evolve(CARD, assessments=tuple(evolve(item, reason=long) for item in CARD.assessments))
    cell = targets(card, language)[0]["reason"]
    note = words_of(language).name("sheets", "cut")
    assert cell.endswith(note)
    assert set(cell.removesuffix(note)) == {character}
    units = len(cell.encode("utf-16-le")) // 2
    assert CELL_LIMIT - 1 <= units <= CELL_LIMIT


def test_a_text_that_just_fits_is_whole() -> None:
    whole = "长" * CELL_LIMIT
    assert fitting(whole, words_of("zh")) == whole


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("2E+11"), 200_000_000_000),
        (Decimal("-6.4"), -6.4),
        (Decimal(10) ** 17 + 1, "100000000000000001"),
        (Decimal("1E+400"), "1" + "0" * 400),
    ],
)
def test_a_number_is_a_number_unless_excel_would_change_it(value: Decimal, written: object) -> None:
    changed = evolve(ODD, value=value)
    commitments = (*CARD.commitments[:3], evolve(CARD.commitments[3], targets=(changed,)), CARD.commitments[4])
    assessments = (*CARD.assessments[:4], evolve(CARD.assessments[4], target=changed))
    assert targets(evolve(CARD, commitments=commitments, assessments=assessments))[4]["value"] == written


# How it looks


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_are_frozen_can_be_filtered_and_are_in_the_language(language: Language) -> None:
    book, words = opened(demo(), language), words_of(language)
    assert book.sheetnames == [words.name("sheets", key) for key in SHEETS]
    for page in book:
        assert isinstance(page, Worksheet)
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref.startswith("A1:")
        assert all(cell.font.b for cell in page[1])
    heads = [cell.value for cell in sheet(book, "targets", language)[1]]
    assert heads == [words.name("columns", name) for name in TARGET_COLUMNS]
    assert len(set(heads)) == len(heads)


def test_a_chinese_workbook_speaks_chinese() -> None:
    """No id of the program stands where a reader expects a word; names of other scales are their own."""
    names = ("verdict", "theme", "tier", "strength", "type", "measure", "comparator", "rule", "flips")
    found = {str(row[name]) for row in targets(demo()) for name in names if row[name]}
    assert len(found) > 20
    assert {text for text in found if set(text) & set(string.ascii_letters)} == set()
    heads = {str(cell.value) for page in opened(demo()) for cell in page[1]}
    assert {head for head in heads if head.isascii()} == set()


def test_verdicts_are_coloured_and_worded() -> None:
    page = sheet(opened(demo()), "targets")
    looks = {cell.value: (cell.fill.fgColor.rgb, cell.font.color.rgb) for (cell,) in page.iter_rows(2, max_col=1)}
    assert len(set(looks.values())) == len(looks) == 6


def test_shares_are_shown_as_percentages_and_long_texts_wrapped() -> None:
    row = sheet(opened(CARD), "targets")[2]
    assert row[TARGET_COLUMNS.index("degree")].number_format == "0.0%"
    assert row[TARGET_COLUMNS.index("degree")].value == pytest.approx(11 / 12)
    assert row[TARGET_COLUMNS.index("confidence")].number_format == "0.0%"
    assert row[TARGET_COLUMNS.index("quote")].alignment.wrap_text


def test_columns_are_as_wide_as_what_they_hold() -> None:
    page = sheet(opened(CARD), "targets")
    widths = {
        name: page.column_dimensions[page.cell(1, place).column_letter].width
        for place, name in enumerate(TARGET_COLUMNS, 1)
    }
    assert widths["quote"] > 2 * widths["tier"]
    assert min(widths.values()) > 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_explain_verdicts_rules_scales_and_columns(language: Language) -> None:
    page, words = sheet(opened(demo(), language), "terms", language), words_of(language)
    explained = {row[2]: row[3] for row in rows(page, 4)}
    assert {name: explained[name] for name in TARGET_COLUMNS if name != "verdict"} == {
        name: column_meaning(name, language) for name in TARGET_COLUMNS if name != "verdict"
    }
    assert {verdict: explained[verdict] for verdict in words.verdicts()}.keys() == words.verdicts().keys()
    assert set(table("interface")["rule"]) <= explained.keys()
    assert {category.word.en for scale in scales() for category in scale.categories} <= explained.keys()
    assert all(str(meaning).strip() for meaning in explained.values())


def test_an_empty_card_makes_a_workbook() -> None:
    assert rows(sheet(opened(Scorecard()), "targets"), 2) == []


# Files


def test_a_workbook_is_the_same_every_time(tmp_path: Path) -> None:
    demo().to_xlsx(tmp_path / "one.xlsx")
    demo().to_xlsx(tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert book.properties.created is not None
    assert book.properties.created.year == 2000


def test_without_xlsxwriter_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(PromisetrackError, match=r"^to_xlsx: xlsxwriter is not installed; run pip install 'promise"):
        CARD.to_xlsx(tmp_path / "card.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="choose another place"):
        CARD.to_xlsx(tmp_path / "missing" / "card.xlsx")
    assert list(tmp_path.iterdir()) == []
