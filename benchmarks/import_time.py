"""How long a fresh interpreter takes to import the package, and what its first uses add. Median of 15."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

from material import median_of

RUNS = 15
STATEMENTS = {
    "nothing (the interpreter alone)": "pass",
    "import promisetrack": "import promisetrack",
    "the records": "from promisetrack import Commitment, Target, Outcome",
    "all verbs": "from promisetrack import read, score, match, assess, extract_commitments",
    "the command line": "import promisetrack.cli",
}


def start(code: str) -> None:
    """Run the code in a fresh interpreter."""
    subprocess.run([sys.executable, "-c", code], check=True)


def main() -> None:
    """Print a line for each statement, the interpreter's own start left out of all but the first."""
    alone = median_of(RUNS, partial(start, "pass"))
    for name, code in STATEMENTS.items():
        taken = alone if code == "pass" else median_of(RUNS, partial(start, code)) - alone
        print(f"{name:34s}{taken:8.1f} ms")


if __name__ == "__main__":
    main()
