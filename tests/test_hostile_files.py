"""What cannot be read is refused in one line with exit code 2, and nothing is written; a batch loses nothing by it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import FILES, lay_out
from small_reports import plan

NAMES = (*FILES, "2 GB of zeros", "a directory", "a pipe")
DONE = 40


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    return lay_out(tmp_path_factory.mktemp("hostile"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, so that a hang ends."""
    command = [sys.executable, "-m", "promisetrack", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_refused_in_one_line_and_nothing_is_written(
    hostile: dict[str, tuple[Path, str]], tmp_path: Path, name: str
) -> None:
    path, complaint = hostile[name]
    done = run("extract", str(path), "--output", str(tmp_path / "out.txt"))
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("promisetrack: ")
    assert complaint in line
    assert path.name in line
    assert "; " in line
    assert not (tmp_path / "out.txt").exists()


def test_of_fifty_files_forty_are_done_and_ten_are_listed(hostile: dict[str, tuple[Path, str]], tmp_path: Path) -> None:
    for number in range(DONE):
        (tmp_path / f"{number:02d}.txt").write_text(plan(f"新建学校{number + 1}所").text, encoding="utf-8")
    good, bad = sorted(map(str, tmp_path.glob("*.txt"))), [str(path) for path, _ in hostile.values()]
    mixed = [path for pair in zip(good[::4], bad, strict=True) for path in pair]
    mixed += [path for path in good if path not in mixed]
    done = run("extract", *mixed, "--format", "jsonl", "--output", str(tmp_path / "all.jsonl"))
    records = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(record["source"] for record in records if record["record"] == "document") == [
        f"{number:02d}.txt" for number in range(DONE)
    ]
    *reasons, count = done.stderr.splitlines()
    assert done.returncode == 2
    assert len(reasons) == len(bad) == 10
    assert all(any(path in reason for reason in reasons) for path in bad)
    assert "10 of 50 files were not read" in count
