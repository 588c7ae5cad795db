"""Files and bytes to Documents, and the errors that say what to do."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promisetrack.errors import ReadError
from promisetrack.reading import read

REPORT = """政府工作报告
——2023年2月6日在江门市第十六届人大会议上
各位代表：
一、2022年工作回顾
地区生产总值增长3.3%。
二、2023年工作安排
地区生产总值增长5.5%以上，新建学校五所。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_document_knows_what_it_is(report: Path) -> None:
    document = read(report)
    assert document.source == str(report)
    assert (document.text, document.notes) == (REPORT, ())
    assert (document.place, document.year, document.kind) == ("江门市", 2023, "report")
    assert (document.title, document.delivered) == ("江门市2023年政府工作报告", date(2023, 2, 6))


def test_the_caller_knows_better(report: Path) -> None:
    document = read(report, place="台山市", year=2022)
    assert (document.place, document.year, document.title) == ("台山市", 2022, "台山市2022年政府工作报告")


def test_a_path_and_its_bytes_give_the_same_text(report: Path) -> None:
    assert read(report.read_bytes()).text == read(str(report)).text


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_every_line_end_is_a_line_feed(newline: str) -> None:
    assert read(REPORT.replace("\n", newline).encode()).text == REPORT


def test_the_mark_at_the_start_is_left_off() -> None:
    assert read(REPORT.encode("utf-8-sig")).text == REPORT


def test_a_guess_is_noted() -> None:
    document = read(REPORT.encode("gb18030"))
    assert (document.text, document.notes) == (REPORT, ("read as GB18030",))


def test_what_is_missing_is_noted() -> None:
    document = read("今天的天气很好，大家都去公园里散步，看花看树看鸟看水。".encode())
    assert (document.place, document.year) == (None, None)
    assert len(document.notes) == 2


@given(
    st.text(alphabet="的政府工作一二三年 \r\n，。“”abcé", min_size=1).map(
        lambda text: "各位代表政府工作报告" * 5 + text
    )
)
def test_the_text_is_what_python_reads(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("texts") / "a.txt"
    path.write_bytes(text.encode())
    with open(path, encoding="utf-8") as file:
        assert read(path).text == file.read()


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        ("\ufeff\u3000\n".encode(), "is empty"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\x7fELF", "a program"),
        (REPORT.encode("utf-16"), "UTF-16"),
        (REPORT.encode() + b"\0", "a binary file"),
        (b"<!DOCTYPE html><html>", "an HTML page"),
        (REPORT.encode("gb18030") + b"\xff", "neither UTF-8 nor GB18030"),
        (REPORT.encode() + b"\xff", "neither UTF-8 nor GB18030"),
        (REPORT.replace("产", "產").encode("big5", "ignore"), "neither UTF-8 nor GB18030"),
        (b"A report on the work of the government", "0 Chinese characters"),
        ((REPORT + "work " * 500).encode(), "Chinese characters among"),
        ("政府工作报告".encode(), "6 Chinese characters"),
    ],
)
def test_one_line_says_what_is_wrong_and_what_to_do(tmp_path: Path, data: bytes, complaint: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=complaint) as error:
        read(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert "; " in str(error.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.txt")


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a directory"):
        read(tmp_path)


def test_an_impossible_path() -> None:
    with pytest.raises(ReadError, match="cannot be opened"):
        read("a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(report: Path) -> None:
    report.chmod(0)
    with pytest.raises(ReadError, match="may not be read"):
        read(report)


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch, report: Path) -> None:
    monkeypatch.setattr("promisetrack.reading._LARGEST", 100)
    with pytest.raises(ReadError, match="larger than"):
        read(report)


def test_real_files_are_read_unchanged(shared: Path) -> None:
    for path in [*(shared / "seeds").glob("*.txt"), *sorted((shared / "corpus").glob("*.txt"))[::8]]:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        assert read(path).text == text
        assert read(text.encode("gb18030")).text == text
