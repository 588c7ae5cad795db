import csv
import io
import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from sample_card import BUILT, CARD, HOSTILE

from promisetrack.errors import OutputError, PromisetrackError
from promisetrack.model import Outcome, Target
from promisetrack.render import figure, visible, write
from promisetrack.render.lines import columns, wrap
from promisetrack.render.markdown import escape, scorecard_markdown
from promisetrack.render.tables import RECORD_COLUMNS, SCORECARD_COLUMNS, guarded, records_csv, scorecard_csv
from promisetrack.render.text import records_text, scorecard_text
from promisetrack.render.words import words_of
from promisetrack.scorecard import Scorecard

PHRASES = st.text(alphabet="增长目标以上，。；、（）“”《》0123456789.%亿元abcXYZ -—…√", max_size=200)


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# Terminal text


def test_text_keeps_to_80_columns_and_says_everything() -> None:
    text = scorecard_text(CARD)
    assert max(columns(line, ambiguous=1) for line in text.splitlines()) <= 80
    for part in ("江门市2023年政府承诺兑现情况", "33.3%至66.7%", "地区生产总值 增长6%以上", "没有写明目标的承诺（1）"):
        assert part in text
    assert all(word.word in text for word in words_of("zh").verdicts().values())


def test_text_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in scorecard_text(CARD)
    assert "\x1b" not in records_text(CARD.commitments, CARD.outcomes)


def test_text_of_an_empty_scorecard() -> None:
    assert "政府承诺兑现情况" in scorecard_text(Scorecard())


def test_text_of_one_document() -> None:
    text = records_text(CARD.commitments, CARD.outcomes)
    assert "承诺 5 项" in text
    assert "结果 2 项" in text
    assert max(map(columns, text.splitlines())) <= 80


@given(PHRASES, st.integers(0, 6), st.integers(0, 12))
def test_wrapping_loses_nothing_and_fits(phrase: str, first: int, hanging: int) -> None:
    lines = wrap(phrase, first=first, hanging=hanging, limit=30)
    assert all(columns(line) <= 30 for line in lines)
    assert "".join("".join(lines).split()) == "".join(phrase.split())


def test_no_line_begins_with_a_stop() -> None:
    lines = wrap("地区生产总值增长6%以上，财政收入增长5%，" * 6, limit=21)
    assert not any(line.startswith(("，", "。")) for line in lines)


# Tables


def test_csv_has_a_row_a_target() -> None:
    rows = cells(scorecard_csv(CARD))
    assert list(rows[0]) == list(SCORECARD_COLUMNS)
    assert [row["verdict"] for row in rows] == [item.verdict for item in CARD.assessments]


def test_csv_holds_no_formula() -> None:
    row = cells(scorecard_csv(CARD))[4]
    assert row["subject"] == f"'{visible.visible(HOSTILE)}"
    assert row["value"] == "200000000000"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a"])
def test_cells_that_a_spreadsheet_would_run(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_numbers_stay_numbers() -> None:
    fall = evolve(BUILT, value=Decimal("-6.4"))
    assert cells(records_csv((), [fall]))[0]["value"] == "-6.4"


def test_records_csv_lists_what_cannot_be_checked() -> None:
    rows = cells(records_csv(CARD.commitments, CARD.outcomes))
    assert list(rows[0]) == list(RECORD_COLUMNS)
    assert [row["record"] for row in rows] == ["target"] * 5 + ["commitment"] + ["outcome"] * 2
    assert rows[5]["quote"] == "推动高质量发展"


def test_frame_without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(PromisetrackError, match="pip install"):
        CARD.to_frame()


# Markdown


def test_markdown_takes_nothing_for_markup() -> None:
    page = scorecard_markdown(CARD)
    assert "<script" not in page.replace("\\<", "")
    assert "\\*粗\\*\\|\\[a\\]\\(http:\\//x\\)" in page
    assert "\x1b" not in page
    assert "| √ 已兑现 | 1 | 0 |" in page


@given(PHRASES)
def test_escaped_markdown_reads_as_it_was(phrase: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escape(phrase)) == phrase


# Figures


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        (Target(subject="a", measure="growth", comparator="gt", value=Decimal("6.50"), unit="%"), "增长超6.5%"),
        (Outcome(subject="a", measure="growth", value=Decimal("-6.4"), unit="%"), "下降6.4%"),
        (Target(subject="a", comparator="le", value=Decimal(3), unit="%"), "3%以内"),
        (Target(subject="a", comparator="approx", value=Decimal(80000), unit="亩"), "约8万亩"),
        (Target(subject="a", measure="added", value=Decimal(100), unit="家"), "新增100家"),
        (Target(subject="a", type="delegated"), "按下达任务"),
        (Target(subject="a", type="milestone"), ""),
        (Target(subject="a", measure="growth", value=Decimal(-10), written="10%以上"), "下降10%以上"),
        (Target(subject="a", measure="growth", value=Decimal(6), written="增长6%"), "增长6%"),
        (Target(subject="a", written="超 6%\n左右"), "超 6% 左右"),
    ],
)
def test_figures_are_written_out(statement: Target | Outcome, shown: str) -> None:
    assert figure.figure(statement) == shown


@given(st.text(max_size=80), st.integers(1, 40))
def test_shortened_text_fits(text: str, limit: int) -> None:
    short = visible.shorten(text, limit)
    assert len(short) <= limit
    assert short == visible.clean(text) or "…" in short


# Files


def test_write_replaces_a_file_whole(tmp_path: Path) -> None:
    place = tmp_path / "card.html"
    place.write_text("old", encoding="utf-8")
    assert CARD.to_html(place) == place.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["card.html"]


def test_a_long_name_of_rare_characters_can_be_written(tmp_path: Path) -> None:
    place = tmp_path / ("\U00020bb7" * 62 + ".html")
    write("text", place)
    assert place.read_text(encoding="utf-8") == "text"


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "card.html"
    place.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        write("new", place)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("name", ["missing/card.html", ".", "a\0b", "x" * 300])
def test_places_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        write("text", tmp_path / name)
