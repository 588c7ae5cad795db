"""What `promisetrack score` shows in a terminal, and where: the list, progress, colours, completion."""

import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_reports import DEMO, demo_card

from promisetrack.cli import main
from promisetrack.cli.progress import each, steps
from promisetrack.render.lines import columns
from promisetrack.render.words import words_of

PAPERS = (str(DEMO / "plan-report.txt"), str(DEMO / "result-report.txt"), "--plan", str(DEMO / "plan-digest.txt"))
ROW = re.compile(r"^[√×○－？…] ")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["score", *PAPERS, *arguments])


def rows(result: Result) -> list[str]:
    """The first line of each target that is listed."""
    listed = result.stdout.partition("把握\n")[2] or result.stdout.partition("Confidence\n")[2]
    return [line for line in listed.splitlines() if ROW.match(line)]


def in_terminal(*arguments: str, which: str, **environment: str) -> tuple[str, str]:
    """What a run writes to its terminal, standard output or standard error as `which` says, and what to the other."""
    master, slave = pty.openpty()
    settings = {**os.environ, "PYTHONIOENCODING": "utf-8", "TERM": "xterm", **environment}
    command = [sys.executable, "-m", "promisetrack", *arguments]
    with tempfile.TemporaryFile() as other:
        streams = {"stdout": other, "stderr": other, which: slave}
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=settings, **streams)  # type: ignore[call-overload]
        os.close(slave)
        shown = b"".join(_read(master))
        process.wait(timeout=60)
        other.seek(0)
        return shown.decode(), other.read().decode()


def _read(terminal: int) -> Iterator[bytes]:
    """What a terminal is sent, until the other side is closed: Linux says so by an error."""
    with suppress(OSError):
        while piece := os.read(terminal, 4096):
            yield piece
    os.close(terminal)


# The list


def test_every_target_has_a_row_with_its_verdict() -> None:
    expected = [words_of("zh").verdict(item.verdict).mark for item in demo_card().assessments]
    assert [row[0] for row in rows(run())] == expected


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--verdict", "missed"), "one verdict"),
        (("--verdict", "missed", "--verdict", "met"), "two verdicts"),
        (("--theme", "jobs"), "a theme by its id"),
        (("--theme", "就业"), "by its Chinese name"),
        (("--theme", "Jobs", "--verdict", "met"), "by its English name, and a verdict"),
    ],
)
def test_a_part_of_the_targets_can_be_listed(arguments: tuple[str, ...], reason: str) -> None:
    verdicts = [arguments[at + 1] for at, name in enumerate(arguments) if name == "--verdict"]
    jobs = "--theme" in arguments
    expected = [
        item
        for promise, found in demo_card().checked()
        for item in found
        if (not verdicts or item.verdict in verdicts) and (not jobs or promise.theme == "jobs")
    ]
    result = run(*arguments)
    assert len(rows(result)) == len(expected) > 0, reason
    assert words_of("zh").headline(demo_card().summary)[0] in result.stdout, "the figures count everything"


def test_evidence_adds_reason_and_quotes() -> None:
    plain, full = run().stdout, run("--evidence").stdout
    assert "承诺：“" not in plain
    assert full.count("    承诺：“") == len(demo_card().assessments)
    assert full.count("    理由：") == len(demo_card().assessments)
    assert full.count("    结果：“") == sum(len(item.outcomes) for item in demo_card().assessments)


def test_english_is_offered() -> None:
    result = run("--language", "en")
    assert len(rows(result)) == len(demo_card().assessments)
    assert words_of("en").title(demo_card()) in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "csv", "--verdict", "met"), "the other formats hold everything"),
        (("--format", "xlsx"), "give --output"),
        (("--format", "datapackage", "--output", "-"), "give --output"),
        (("--format", "claimreview"), "give --publisher"),
        (("--format", "png", "--output", "card.png"), "--chart"),
        (("--chart", "strip"), "svg and png"),
        (("--format", "png", "--chart", "strip", "--output", "card.svg"), "ends in .png"),
        (("--publisher", "甲报"), "belong to"),
        (("--theme", "天气"), "is no theme"),
        (("--verdict", "kept"), "not one of"),
    ],
)
def test_options_that_do_not_fit_are_refused(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "name", "begins"),
    [
        (("--format", "xlsx"), "card.xlsx", b"PK"),
        (("--format", "datapackage"), "card.zip", b"PK"),
        (("--format", "csv"), "card.csv", b"\xef\xbb\xbfcommitment,"),
        (("--format", "jsonl"), "card.jsonl", b'{"record": "scorecard"'),
        (("--format", "claimreview", "--publisher", "甲报"), "card.json", b"["),
        (("--format", "html", "--language", "en"), "card.html", b'<!DOCTYPE html>\n<html lang="en"'),
        (("--format", "svg", "--chart", "themes"), "card.svg", b"<svg"),
        (("--format", "png", "--chart", "strip", "--language", "en"), "card.png", b"\x89PNG"),
    ],
)
def test_every_form_can_be_written(arguments: tuple[str, ...], name: str, begins: bytes, tmp_path: Path) -> None:
    place = tmp_path / name
    result = run(*arguments, "--output", str(place))
    assert (result.exit_code, result.stdout) == (0, "")
    assert place.read_bytes().startswith(begins)


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_bytes(Path(PAPERS[0]).read_bytes())
    result = CliRunner().invoke(main, ["score", str(plan), PAPERS[1], "--format", "html", "--output", str(plan)])
    assert result.exit_code == 2
    assert "would be overwritten" in result.stderr
    assert plan.read_bytes() == Path(PAPERS[0]).read_bytes()


def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    card = tmp_path / "card.csv"
    card.write_text("old", encoding="utf-8")
    card.chmod(0o600)
    run("--format", "csv", "--output", str(card))
    assert card.stat().st_mode & 0o777 == 0o600


def test_a_list_of_nothing_says_so() -> None:
    assert words_of("zh").phrase("page", "nothing") in run("--verdict", "missed", "--theme", "jobs").stdout


def test_the_demo_on_standard_output_is_the_page_alone() -> None:
    result = CliRunner().invoke(main, ["demo", "--output", "-"])
    assert result.stdout.endswith("</html>")
    assert result.stderr == ""


def test_a_closed_output_is_no_fault_of_the_program() -> None:
    command = f"{shlex.quote(sys.executable)} -m promisetrack score {shlex.join(PAPERS)} >&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert "please report it" not in done.stderr


# Terminals


def test_colours_and_width_are_those_of_the_terminal() -> None:
    shown, _ = in_terminal("score", *PAPERS, which="stdout", COLUMNS="100")
    assert COLOUR.search(shown)
    assert max(columns(COLOUR.sub("", line), ambiguous=1) for line in shown.splitlines()) == 100


def test_no_colour_where_it_is_not_wanted_or_there_is_no_terminal() -> None:
    shown, _ = in_terminal("score", *PAPERS, which="stdout", NO_COLOR="1")
    assert not COLOUR.search(shown)
    assert not COLOUR.search(run().stdout)


def test_progress_goes_to_standard_error_of_a_terminal() -> None:
    shown, written = in_terminal("score", *PAPERS, "--format", "json", which="stderr")
    assert "matching" in shown
    assert "100%" in shown
    assert written.startswith("{")


def test_quiet_shows_no_progress_and_no_notices() -> None:
    shown, written = in_terminal("score", *PAPERS, "--quiet", which="stderr")
    assert shown == ""
    assert written
    # The same paper on both sides: the years do not follow each other.
    papers = (PAPERS[0], PAPERS[1], "--year", "2020")
    assert "warning" in CliRunner().invoke(main, ["score", *papers]).stderr
    assert CliRunner().invoke(main, ["score", *papers, "--quiet"]).stderr == ""


def test_nothing_is_shown_without_a_terminal() -> None:
    with steps(quiet=False) as progress:
        assert progress is None
    with each([1, 2], "reading", quiet=False) as items:
        assert items == [1, 2]


# Completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert "_PROMISETRACK_COMPLETE" in result.stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("promisetrack sc", "score"),
        ("promisetrack score --verdict m", "met"),
        ("promisetrack score --theme jo", "jobs"),
        ("promisetrack score --format da", "datapackage"),
        ("promisetrack score --evi", "--evidence"),
    ],
)
def test_completion_knows_commands_options_and_values(line: str, expected: str, tmp_path: Path) -> None:
    words = line.split()
    settings = {
        **os.environ,
        "_PROMISETRACK_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    command = [str(Path(sys.executable).parent / "promisetrack")]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert expected in [answer.partition(",")[2] for answer in done.stdout.splitlines()]
