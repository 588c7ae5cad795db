"""How long the command line takes, from its start to its last character. Median of 7."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

from material import median_of, pairs

RUNS = 7


def run(*arguments: str) -> None:
    """Run the command as a user would, its output thrown away."""
    subprocess.run([sys.executable, "-m", "promisetrack", *arguments], check=True, capture_output=True)


def main() -> None:
    """Print a line for each command."""
    plan, result = map(str, pairs()[0])
    commands = {
        "--help": ("--help",),
        "extract PLAN": ("extract", plan),
        "score PLAN RESULT": ("score", plan, result),
        "score PLAN RESULT --format json": ("score", plan, result, "--format", "json"),
    }
    for name, arguments in commands.items():
        print(f"{name:34s}{median_of(RUNS, partial(run, *arguments)):8.1f} ms")


if __name__ == "__main__":
    main()
