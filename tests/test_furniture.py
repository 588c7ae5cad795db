"""Page numbers and running heads in the middle of a text, and lines that only look like them."""

import pytest

from promisetrack.folding import understood
from promisetrack.furniture import furniture

PAGE = "全年完成固定资产投资并推动各项工作再上新台阶取得新的更大的成效。" * 8


def lines_found(text: str) -> list[str]:
    return [text[start:end] for start, end in furniture(text)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("— 3 —", "the usual form of official papers"),
        ("-12-", "the same in ASCII"),
        ("  － 3 －  ", "blanks around it"),
        ("第3页", "said in words"),
        ("第 3 页 共 20 页", "with the number of pages"),
        ("Page 3 of 20", "from a word processor"),
        ("3/20", "from a browser"),
    ],
)
def test_a_page_number_is_told_by_its_form(line: str, reason: str) -> None:
    assert lines_found(f"新建高标准农\n{line}\n田8万亩。") == [line], reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("3", "a number alone may be a figure of a table"),
        ("2023年", "a year heads a list"),
        ("— 增长3% —", "words stand between the dashes"),
        ("第3页说明书的内容比较多需要另外装订成册供代表们查阅参考使用", "a sentence"),
        ("-", "no number"),
    ],
)
def test_other_lines_stay(line: str, reason: str) -> None:
    assert lines_found(f"新建高标准农\n{line}\n田8万亩。") == [], reason


def test_bare_numbers_that_count_up_page_by_page_are_page_numbers() -> None:
    assert lines_found(f"{PAGE}\n1\n{PAGE}\n2\n{PAGE}\n3\n{PAGE}") == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{PAGE}\n1\n{PAGE}\n2\n{PAGE}", "two numbers are too few"),
        (f"{PAGE}\n5\n{PAGE}\n3\n{PAGE}\n9\n{PAGE}", "they do not count up"),
        ("新建学校\n1\n所\n2\n处\n3\n个", "they stand closer than pages do"),
    ],
)
def test_bare_numbers_are_no_pages_without_more(text: str, reason: str) -> None:
    assert lines_found(text) == [], reason


def test_a_head_that_comes_back_beside_page_numbers_goes_with_them() -> None:
    text = "".join(f"{PAGE}\n— {page} —\n政府工作报告\n" for page in (1, 2, 3))
    assert lines_found(text) == ["— 1 —", "政府工作报告", "— 2 —", "政府工作报告", "— 3 —", "政府工作报告"]


def test_a_line_that_comes_back_elsewhere_stays() -> None:
    text = "".join(f"{PAGE}\n— {page} —\n{PAGE}\n各位代表\n{PAGE}\n" for page in (1, 2, 3))
    assert "各位代表" not in lines_found(text)


def test_a_sentence_goes_on_over_the_page_and_offsets_stay() -> None:
    text = "新建高标准农\n— 3 —\n田8万亩。"
    assert understood(text) == "新建高标准农\n     \n田8万亩。"
