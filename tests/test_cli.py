"""The command line on short reports of a place that does not exist in this form."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from promisetrack.cli import main
from promisetrack.scorecard import Scorecard

OPENING = (
    "政府工作报告\n——{year}年2月10日在江门市第十六届人民代表大会第三次会议上\n"
    "各位代表：\n现在，我代表市政府作工作报告，请审议。\n"
)
REVIEW = (
    "一、{year}年工作回顾\n地区生产总值增长{growth}%。新建学校{schools}所。固定资产投资增长4.2%。滨江大桥建成通车。\n"
)
PLAN = (
    "二、{year}年工作安排\n地区生产总值增长6%以上。新建学校5所。社会消费品零售总额增长7%。建成滨江大桥。\n"
    "到2026年建成环湖大道。\n"
)


def report(year: int, growth: float, schools: int) -> str:
    """A report as it is read out at the start of a year."""
    review = REVIEW.format(year=year - 1, growth=growth, schools=schools)
    return OPENING.format(year=year) + review + PLAN.format(year=year)


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the reports of three years, from which the command line runs."""
    for year, growth, schools in ((2023, 5.1, 4), (2024, 6.2, 3), (2025, 5.0, 6)):
        (tmp_path / f"{year}.txt").write_text(report(year, growth, schools), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def complaint(result: Result) -> str:
    """The one line on standard error of a run that came to nothing."""
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("promisetrack: ")
    return line


# score


def test_json_gives_spans_into_the_files(papers: Path) -> None:
    result = run("score", "2023.txt", "2024.txt", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    card = json.loads(result.stdout)
    texts = {
        role: (papers / f"{year}.txt").read_text(encoding="utf-8") for role, year in (("plan", 2023), ("result", 2024))
    }
    by_document = {document["id"]: texts[document["role"]] for document in card["documents"]}
    targets = [target for commitment in card["commitments"] for target in commitment["targets"]]
    assert len(targets) == 5
    for record in (*card["commitments"], *targets, *card["outcomes"]):
        start, end = record["span"]
        assert by_document[record["document"]][start:end] == record["quote"]


def test_verdicts_of_a_short_report(papers: Path) -> None:
    card = json.loads(run("score", "2023.txt", "2024.txt", "--format", "json").stdout)
    targets = [target for commitment in card["commitments"] for target in commitment["targets"]]
    verdicts = {target["subject"]: target["assessment"]["verdict"] for target in targets}
    assert verdicts["地区生产总值"] == "met"
    assert verdicts["社会消费品零售总额"] == "unreported"
    assert verdicts["环湖大道"] == "not_due"
    assert "missed" in verdicts.values()


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("text", "江门市2023年"),
        ("csv", "commitment,target,"),
        ("markdown", "# 江门市2023年"),
        ("html", "<!DOCTYPE html>"),
    ],
)
def test_forms(papers: Path, form: str, start: str) -> None:
    result = run("score", "2023.txt", "2024.txt", "--format", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(start)


def test_the_same_input_gives_the_same_bytes(papers: Path) -> None:
    first, second = (run("score", "2023.txt", "2024.txt", "--format", "json").stdout_bytes for _ in range(2))
    assert first == second


def test_a_promise_in_two_papers_is_one_commitment(papers: Path) -> None:
    (papers / "digest.txt").write_text(report(2023, 5.1, 4).replace("请审议", "请予审议"), encoding="utf-8")
    alone = json.loads(run("score", "2023.txt", "2024.txt", "--format", "json").stdout)
    both = json.loads(run("score", "2023.txt", "2024.txt", "--plan", "digest.txt", "--format", "json").stdout)
    assert len(both["documents"]) == 3
    assert len(both["commitments"]) == len(alone["commitments"])
    assert all(commitment["also"] for commitment in both["commitments"])


def test_place_and_year_overrule_the_plan(papers: Path) -> None:
    result = run("score", "2023.txt", "2024.txt", "--place", "深圳市", "--year", "2022", "--format", "json")
    plan, after = json.loads(result.stdout)["documents"]
    assert (plan["place"], plan["year"]) == ("深圳市", 2022)
    assert (after["place"], after["year"]) == ("江门市", 2024)


def test_doubts_are_said_and_the_work_goes_on(papers: Path) -> None:
    result = run("score", "2023.txt", "2025.txt", "--place", "深圳市", "--format", "json")
    assert result.exit_code == 0
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("promisetrack: warning: 2025.txt: ") for line in lines)
    assert len(json.loads(result.stdout)["warnings"]) == 2


# What goes wrong


def test_swapped_files(papers: Path) -> None:
    assert "look swapped" in complaint(run("score", "2024.txt", "2023.txt"))


def test_a_plan_without_plans(papers: Path) -> None:
    text = OPENING.format(year=2023) + REVIEW.format(year=2022, growth=5, schools=4)
    (papers / "past.txt").write_text(text, encoding="utf-8")
    assert "past.txt: " in complaint(run("score", "past.txt", "2024.txt"))


def test_a_result_without_a_review(papers: Path) -> None:
    text = OPENING.format(year=2024) + PLAN.format(year=2024)
    (papers / "future.txt").write_text(text, encoding="utf-8")
    assert "future.txt: no part that reviews a year" in complaint(run("score", "2023.txt", "future.txt"))


@pytest.mark.parametrize("command", ["score", "extract"])
@pytest.mark.parametrize("name", ["missing.txt", ".", "empty.txt", "binary.txt", "odd\n\x1bname.txt"])
def test_files_that_cannot_be_read(papers: Path, command: str, name: str) -> None:
    (papers / "empty.txt").write_text("", encoding="utf-8")
    (papers / "binary.txt").write_bytes(bytes(range(256)) * 20)
    line = complaint(run(command, *([name] if command == "extract" else [name, "2024.txt"])))
    assert "\x1b" not in line


@pytest.mark.parametrize("place", ["missing/card.json", "."])
def test_output_that_cannot_be_written(papers: Path, place: str) -> None:
    before = sorted(papers.iterdir())
    assert "cannot write" in complaint(run("score", "2023.txt", "2024.txt", "--output", place))
    assert sorted(papers.iterdir()) == before


@pytest.mark.parametrize(
    "arguments",
    [[], ["score"], ["score", "2023.txt"], ["score", "a", "b", "--year", "23"], ["extract", "a", "--format", "xml"]],
)
def test_usage_errors(papers: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_what_nobody_thought_of_is_one_line_too(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Scorecard, "to_csv", lambda self: dict[str, str]()["no\nsuch"])
    result = run("score", "2023.txt", "2024.txt", "--format", "csv")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("promisetrack: unexpected KeyError at test_cli.py:")


# Where it goes


def test_output_file_is_complete_and_alone(papers: Path) -> None:
    result = run("score", "2023.txt", "2024.txt", "--format", "csv", "--output", "card.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (papers / "card.csv").read_bytes().startswith("\ufeffcommitment".encode())
    assert not list(papers.glob(".*"))


def test_a_dash_is_standard_output(papers: Path) -> None:
    assert run("extract", "2023.txt", "--output", "-").stdout.startswith("======")


def started(papers: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A run in a process of its own."""
    command = [sys.executable, "-m", "promisetrack", *arguments]
    return subprocess.run(command, capture_output=True, cwd=papers, env={**os.environ, **environment}, check=False)


@pytest.mark.parametrize("charset", ["ascii", "gbk", "utf-8"])
def test_terminals_of_other_character_sets(papers: Path, charset: str) -> None:
    done = started(papers, "score", "2023.txt", "2024.txt", PYTHONIOENCODING=charset)
    assert (done.returncode, done.stderr) == (0, b"")
    assert charset == "ascii" or "地区生产总值" in done.stdout.decode(charset)


def test_json_is_utf_8_whatever_the_terminal(papers: Path) -> None:
    done = started(papers, "score", "2023.txt", "2024.txt", "--format", "json", PYTHONIOENCODING="ascii")
    assert "地区生产总值" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error(papers: Path) -> None:
    command = f"{sys.executable} -m promisetrack score 2023.txt 2024.txt | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=papers, check=False)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_one_line(papers: Path) -> None:
    command = f"{sys.executable} -m promisetrack score 2023.txt 2024.txt > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=papers, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("promisetrack: standard output: cannot write")
    assert len(done.stderr.splitlines()) == 1


# extract, demo, help


def test_extract_lists_both_sides(papers: Path) -> None:
    text = run("extract", "2023.txt").stdout
    assert "地区生产总值 " in text
    records = [json.loads(line) for line in run("extract", "2023.txt", "--format", "jsonl").stdout.splitlines()]
    assert {record["record"] for record in records} == {"document", "commitment", "outcome"}
    assert run("extract", "2023.txt", "--format", "csv").stdout.startswith("record,id,")


def test_demo_prints_the_card_and_writes_the_page(papers: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0
    assert "兑现的占" in result.stdout
    assert result.stderr.splitlines()[-1] == "promisetrack: the page is in promisetrack-demo.html"
    page = (papers / "promisetrack-demo.html").read_text(encoding="utf-8")
    assert page.rstrip().endswith("</html>")


def test_version() -> None:
    assert run("--version").stdout.startswith("promisetrack ")


def test_help_is_quick(papers: Path) -> None:
    begun = time.perf_counter()
    done = started(papers, "--help")
    assert b"score" in done.stdout
    assert time.perf_counter() - begun < 2


# many files, other sources


def test_a_batch_goes_on_lists_what_failed_and_says_so_by_its_exit_code(papers: Path) -> None:
    (papers / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = run("extract", "2023.txt", "picture.png", "none.txt", "2024.txt", "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["source"] for record in records if record["record"] == "document"] == ["2023.txt", "2024.txt"]
    assert done.exit_code == 2
    assert [line.split(":")[1].split()[0] for line in done.stderr.splitlines()] == ["picture.png", "none.txt", "2"]
    assert "2 of 4 files were not read" in done.stderr


def test_a_batch_in_csv_names_the_file_of_each_record(papers: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("extract", "2023.txt", "2024.txt", "--format", "csv").stdout)))
    assert {row["file"] for row in rows} == {"2023.txt", "2024.txt"}


def test_a_batch_of_nothing_readable_writes_nothing(papers: Path) -> None:
    (papers / "empty.txt").write_bytes(b"")
    done = run("extract", "empty.txt", "none.txt", "--output", "out.txt")
    assert (done.exit_code, done.stdout, (papers / "out.txt").exists()) == (2, "", False)


def test_a_dash_is_standard_input(papers: Path) -> None:
    command = [sys.executable, "-m", "promisetrack", "extract", "-", "--format", "jsonl"]
    with (papers / "2023.txt").open("rb") as file:
        piped = subprocess.run(command, stdin=file, capture_output=True, text=True, check=True).stdout
    named = run("extract", "2023.txt", "--format", "jsonl").stdout
    assert piped.splitlines()[1:] == named.splitlines()[1:]


def test_limits_are_set_by_name(papers: Path) -> None:
    assert "over the limit characters=50" in complaint(run("extract", "2023.txt", "--limit", "characters=50"))
    assert run("extract", "2023.txt", "--limit", "characters=5000", "--limit", "seconds=60").exit_code == 0
    for setting in ("pages", "pages=", "pages=x", "pages=0", "sheets=3"):
        assert "is no limit" in run("extract", "2023.txt", "--limit", setting).stderr


def test_nothing_is_fetched(papers: Path) -> None:
    assert "save the page" in complaint(run("score", "https://www.gov.cn/a.htm", "2024.txt"))
