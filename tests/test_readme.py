"""What the README shows runs as it stands there."""

import re
import shlex
from pathlib import Path

import click
import pytest

from promisetrack.cli import main

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_examples_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    (tmp_path / "promisetrack").symlink_to(ROOT / "promisetrack")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    assert len(blocks) == 2
    assert {path.name for path in tmp_path.iterdir()} == {"promisetrack", "card.html", "themes.svg"}


def commands() -> list[list[str]]:
    """The commands of the shell examples, without what stands behind a bar, an arrow or a hash."""
    block = re.search(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert block is not None
    lines = [re.split(r" [|>#<] ?", line)[0] for line in block[1].splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("promisetrack")]


@pytest.mark.parametrize("arguments", commands(), ids=" ".join)
def test_the_commands_are_understood(arguments: list[str]) -> None:
    name, *rest = arguments
    command = main.commands[name]
    with click.Context(main) as above:
        command.make_context(name, rest, parent=above, resilient_parsing=False).close()


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\((.+?)\)", TEXT)
    assert len(pictures) == 2
    assert all((ROOT / picture).stat().st_size < 400_000 for picture in pictures)


def test_every_page_that_is_linked_is_there() -> None:
    linked = re.findall(r"\]\(([a-z][\w./-]+\.md)\)", TEXT)
    assert {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} <= set(linked)
    assert all((ROOT / path).is_file() for path in linked)
