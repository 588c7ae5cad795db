"""Files that a scorecard writes, and the page that explains them: its examples run, its tables are complete."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from cards import FULL
from payloads import PAYLOADS, planted
from sample_card import CARD
from small_reports import demo_card as demo

from promisetrack.errors import OutputError
from promisetrack.lexicon import table
from promisetrack.render import write_bytes
from promisetrack.render.figure import Language
from promisetrack.render.package_schema import TABLES
from promisetrack.render.tables import SCORECARD_COLUMNS, SUMMARY_COLUMNS, column_meaning, guarded, scorecard_rows
from promisetrack.render.words import LANGUAGES, words_of
from promisetrack.render.workbook import DOCUMENT_COLUMNS, OUTCOME_COLUMNS, TARGET_COLUMNS, UNCHECKED_COLUMNS
from promisetrack.scorecard import Scorecard

PAGE = Path(__file__).resolve().parents[1] / "docs" / "files.md"
TEXT = PAGE.read_text(encoding="utf-8")
WRITERS: dict[str, Callable[..., str]] = {
    "to_json": Scorecard.to_json,
    "to_jsonl": Scorecard.to_jsonl,
    "to_csv": Scorecard.to_csv,
    "to_markdown": Scorecard.to_markdown,
    "to_claimreview": lambda card, path=None: card.to_claimreview(path, author="承诺观察"),
}
each_writer = pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)


# Written as returned


@each_writer
def test_what_is_written_is_what_is_returned(write: Callable[..., str], tmp_path: Path) -> None:
    text = write(FULL, tmp_path / "card")
    assert (tmp_path / "card").read_text(encoding="utf-8-sig") == text == write(FULL)
    assert [path.name for path in tmp_path.iterdir()] == ["card"]


@each_writer
def test_a_place_that_cannot_be_written_is_told_in_one_line(write: Callable[..., str], tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"^[^\n]+cannot write[^\n]+choose another place$"):
        write(CARD, tmp_path / "missing" / "card")
    assert list(tmp_path.iterdir()) == []


def test_only_csv_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    marked = []
    for name, write in WRITERS.items():
        write(demo(), tmp_path / "card")
        marked += [name] if (tmp_path / "card").read_bytes().startswith(b"\xef\xbb\xbf") else []
    assert marked == ["to_csv"]
    assert not CARD.to_csv().startswith("\ufeff")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bytes(b"old", tmp_path / "card")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        write_bytes(b"new", tmp_path / "card")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


# CSV read back


@pytest.mark.parametrize("card", [CARD, FULL, demo()], ids=["sample", "full", "demo"])
def test_pandas_reads_the_csv_as_it_was(card: Scorecard, tmp_path: Path) -> None:
    card.to_csv(tmp_path / "card.csv")
    numbers = {"value", "degree", "confidence", "start", "end", "outcome_value"}
    kinds = {name: float if name in numbers else str for name in SCORECARD_COLUMNS}
    read = pd.read_csv(
        tmp_path / "card.csv", dtype=kinds, keep_default_na=False, na_values={name: [""] for name in numbers}
    )
    assert tuple(read.columns) == SCORECARD_COLUMNS
    for row, expected in zip(read.to_dict("records"), scorecard_rows(card), strict=True):
        for name in numbers:
            assert (None if pd.isna(row[name]) else row[name]) == expected[name]
        for name in set(SCORECARD_COLUMNS) - numbers:
            assert row[name] == (guarded(expected[name]) or "")


def test_csv_quotes_of_the_demo_are_those_of_the_reports(tmp_path: Path) -> None:
    demo().to_csv(tmp_path / "card.csv")
    read = pd.read_csv(tmp_path / "card.csv", keep_default_na=False)
    assert list(read["quote"]) == [item.target.quote for _, found in demo().checked() for item in found]


# Markdown


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editor_finds_everything_in_markdown(language: Language) -> None:
    page = demo().to_markdown(language=language)
    words = words_of(language)
    shown = re.sub(r"\\(.)", r"\1", page)
    assert all(line in shown for line in words.headline(demo().summary))
    assert [line.count("**") for line in page.splitlines() if line.startswith("- **")] == [2] * len(demo().assessments)
    assert shown.count(f"> {words.say('promise')}{words.say('and_so')}“") == len(demo().assessments)
    assert all(item.target.quote in shown or "\n" in item.target.quote for item in demo().assessments)


def test_a_sentence_with_two_outcomes_is_quoted_once() -> None:
    for item in CARD.to_markdown().split("\n- **")[1:]:
        results = [line for line in item.splitlines() if line.startswith("  > 结果：")]
        assert len(results) == len(set(results))
    page = demo().to_markdown()
    growth = page.partition("地区生产总值 增长6%以上")[2].partition("\n- **")[0]
    assert growth.count("> 结果：") == 1


def test_a_long_sentence_is_cut_around_its_quote() -> None:
    lines = [line for line in demo().to_markdown().splitlines() if line.startswith("  > 承诺：")]
    assert any("…" in line for line in lines)
    assert max(map(len, lines)) < 250


def test_markdown_lists_what_cannot_be_checked_and_the_sources() -> None:
    page = FULL.to_markdown()
    assert page.index("## 没有写明目标的承诺") < page.index("推动高质量发展") < page.index("## 依据的文件")
    assert "> 提醒：b.txt: the year is guessed" in page


# The words


@pytest.mark.parametrize("section", ["columns", "sheets", "article", "claims"])
def test_every_word_of_the_files_stands_in_both_languages(section: str) -> None:
    for name, entry in table("interface")[section].items():
        texts = [entry, entry["about"]] if section == "columns" else [entry]
        for text in texts:
            assert text["zh"].strip(), name
            assert text["en"].strip(), name
            assert set(re.findall(r"\{\w+\}", text["zh"])) == set(re.findall(r"\{\w+\}", text["en"])), name


def test_every_column_has_its_words_and_no_words_are_left_over() -> None:
    used = {
        *SCORECARD_COLUMNS,
        *SUMMARY_COLUMNS,
        *TARGET_COLUMNS,
        *UNCHECKED_COLUMNS,
        *OUTCOME_COLUMNS,
        *DOCUMENT_COLUMNS,
    }
    used |= {column for item in TABLES for column in item.columns}
    assert set(table("interface")["columns"]) == used


# The page


def test_the_examples_of_the_page_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert len(blocks) == TEXT.count("\n```") // 2 == 8
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "card.csv", "card.json", "card.jsonl", "card.md", "card.xlsx", "package.zip", "reviews.json",
    ]  # fmt: skip


def columns_table() -> str:
    """The columns of the CSV as docs/files.md lists them."""
    lines = ["| column | 中文 | holds |", "|---|---|---|"]
    for name in SCORECARD_COLUMNS:
        lines.append(f"| `{name}` | {words_of('zh').name('columns', name)} | {column_meaning(name, 'en')} |")
    return "\n".join(lines)


def tables_table() -> str:
    """The tables of the data package as docs/files.md lists them."""
    lines = ["| table | a row is | key | joins |", "|---|---|---|---|"]
    for item in TABLES:
        joins = ", ".join(f"`{column}` → {other}" for column, other in item.joins.items()) or "—"
        lines.append(f"| `{item.name}` | {item.about} | {', '.join(f'`{name}`' for name in item.key)} | {joins} |")
    return "\n".join(lines)


def test_the_page_lists_every_column_and_every_table() -> None:
    assert columns_table() in TEXT
    assert tables_table() in TEXT


def test_the_page_names_the_sheets_of_the_workbook() -> None:
    sheets = ("summary", "targets", "unchecked", "outcomes", "documents", "terms")
    assert all(
        f"| {words_of('en').name('sheets', key)} | {words_of('zh').name('sheets', key)} |" in TEXT for key in sheets
    )


def test_json_lines_of_any_text_are_lines() -> None:
    for payload in PAYLOADS:
        lines = planted(payload.text).to_jsonl().split("\n")
        assert lines.pop() == ""
        assert [json.loads(line)["record"] for line in lines][:3] == ["scorecard", "document", "document"]
