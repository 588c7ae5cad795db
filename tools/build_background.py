"""Count how many clauses use each character and pair of characters and write promisetrack/data/background.tsv.gz.

    python tools/build_background.py FOLDER_OF_REPORTS

The table holds counts only, no text: a gram and the number of clauses that have it, for those that stand
in at least sixteen clauses. Rarer ones count as rare.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "promisetrack" / "data" / "background.tsv.gz"
LEAST = 16


def grams(text: str) -> set[str]:
    """The Chinese characters, letters and digits of a text, alone and in pairs of neighbours."""
    runs = re.findall(r"[\u4e00-\u9fffA-Za-z0-9]+", re.sub(r"\s", "", text))
    return {run[i : i + size] for run in runs for size in (1, 2) for i in range(len(run) - size + 1)}


def main() -> None:
    """Read the reports, count, and write the table."""
    reports = sorted(Path(sys.argv[1]).glob("*.txt"))
    counts: Counter[str] = Counter()
    clauses = 0
    for report in reports:
        for clause in re.split(r"[，。；：！？\n]", report.read_text(encoding="utf-8")):
            if clause.strip():
                counts.update(grams(clause))
                clauses += 1
    rows = [f"{gram}\t{count}" for gram, count in sorted(counts.items()) if count >= LEAST and not gram.isdigit()]
    body = "\n".join([f"clauses\t{clauses}", *rows]) + "\n"
    with TARGET.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
        packed.write(body.encode("utf-8"))
    print(f"{len(reports)} reports, {clauses} clauses, {len(rows)} grams, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
