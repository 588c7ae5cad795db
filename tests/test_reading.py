"""Files and bytes to Documents, and the errors that say what to do."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest
from hostile import scanned, word
from hypothesis import given
from hypothesis import strategies as st

from promisetrack.errors import LimitError, ReadError
from promisetrack.folding import _converter, folded
from promisetrack.limits import Limits
from promisetrack.reading import read, read_all, told

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
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"\x7fELF\x02\x01\x01", "a program"),
        (b"MZ\x90\x00\x03", "a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
        (b"{\\rtf1\\ansi", "a rich text file"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"\x00" * 100_000, "no character set"),
        (bytes(range(128, 256)) * 50, "no character set"),
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


def test_two_gigabytes_of_zeros_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "zeros.txt"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(LimitError, match="over the limit file_bytes"):
        read(path)


def test_too_many_characters(report: Path) -> None:
    with pytest.raises(LimitError, match="over the limit characters=50"):
        read(report, limits=Limits(characters=50))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="a pipe or a device"):
        read(tmp_path / "pipe")


@pytest.mark.parametrize("address", ["https://www.gov.cn/report.htm", "HTTP://a.cn/b", "ftp://a.cn/b.txt"])
def test_nothing_is_fetched(address: str) -> None:
    with pytest.raises(ReadError, match="save the page and give the file"):
        read(address)


def test_an_open_file_is_read(report: Path) -> None:
    with report.open("rb") as file:
        assert read(file).text == REPORT
    with report.open(encoding="utf-8") as file, pytest.raises(ReadError, match="binary mode"):
        read(file)  # type: ignore[arg-type]


def test_a_source_of_another_kind() -> None:
    with pytest.raises(ReadError, match="give a path, bytes or a file"):
        read(3)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report.png"])
def test_the_name_of_a_file_says_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(REPORT, encoding="utf-8")
    assert read(tmp_path / name).text == REPORT


def test_a_batch_goes_on_and_lists_what_failed(tmp_path: Path, report: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n")
    batch = read_all([report, tmp_path / "picture.txt", tmp_path / "none.txt", report.read_bytes()])
    assert [document.text for document in batch.documents] == [REPORT, REPORT]
    assert [Path(refusal.source).name for refusal in batch.refused] == ["picture.txt", "none.txt"]
    assert all(refusal.source in refusal.reason for refusal in batch.refused)


def test_what_the_caller_knows_is_told_later_as_well(report: Path) -> None:
    document = read("今天的天气很好，大家都去公园里散步，看花看树看鸟看水。".encode())
    known = told(document, place="台山市", year=2022)
    assert (known.title, known.notes) == ("台山市2022年政府工作报告", ())


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


def test_a_file_that_is_too_large(report: Path) -> None:
    with pytest.raises(LimitError, match="over the limit file_bytes=100"):
        read(report, limits=Limits(file_bytes=100))


def test_real_files_are_read_unchanged(shared: Path) -> None:
    for path in [*(shared / "seeds").glob("*.txt"), *sorted((shared / "corpus").glob("*.txt"))[::8]]:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        assert read(path).text == text
        assert read(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("module", "data"),
    [
        ("lxml", b"<!DOCTYPE html><html><body><p>text</p></body></html>"),
        ("lxml", word()),
        ("pypdfium2", scanned()),
        ("opencc", "新建農業示範區，建設國際會議中心，推動經濟發展，實現產業轉型。".encode()),
    ],
)
def test_a_missing_library_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, module: str, data: bytes
) -> None:
    for name in (module, *(known for known in sys.modules if known.startswith(f"{module}."))):
        monkeypatch.setitem(sys.modules, name, None)
    _converter.cache_clear()
    folded.cache_clear()
    with pytest.raises(ReadError, match=r"not installed; run pip install 'promisetrack\[input\]'"):
        read(data)
