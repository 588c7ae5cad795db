"""Read every report of a folder and print what holds: place and year, parts found, spans exact, nothing raised.

    python tools/check_corpus.py ../shared/corpus [MORE_FOLDERS …]

A folder with an INDEX.tsv (file, place_zh, year) is compared with it; of the others only the reading is checked.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from promisetrack.errors import PromisetrackError
from promisetrack.extraction import extract_commitments, extract_outcomes
from promisetrack.model import Document, Statement
from promisetrack.outline import outline
from promisetrack.places import short_name
from promisetrack.reading import read

FIRST_YEAR = 2010


def index_of(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """The rows of INDEX.tsv by file name, or nothing."""
    path = folder / "INDEX.tsv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as lines:
        return {row["file"]: row for row in csv.DictReader(lines, delimiter="\t")}


def same_place(found: str | None, expected: str) -> bool:
    """Whether the last component's stem agrees: 保定市清苑县 is 清苑区 as it was then."""
    return bool(found) and short_name(expected) in str(found)


def records(document: Document) -> Iterator[tuple[str, Document, Statement]]:
    """Every target and outcome of a document."""
    for commitment in extract_commitments(document):
        if commitment.span is not None and document.quote(commitment.span) == commitment.quote:
            yield from (("targets", document, target) for target in commitment.targets)
        else:
            print(f"{document.source}: a commitment's quote is not at its span: {commitment.quote[:30]}")
    yield from (("outcomes", document, outcome) for outcome in extract_outcomes(document))


def check(path: Path, row: Mapping[str, str] | None, counts: Counter[str]) -> None:
    """Count what holds for one report and print what does not."""
    document = read(path.read_bytes())
    kinds = {part.kind for part in outline(document)}
    for name, _, record in records(document):
        counts[name] += 1
        exact = record.span is not None and document.quote(record.span) == record.quote
        counts["spans exact"] += exact
    counts["reports"] += 1
    if row is None:
        return
    counts["indexed"] += 1
    counts["place right"] += same_place(document.place, row["place_zh"])
    counts["year right"] += document.year == int(row["year"])
    if int(row["year"]) >= FIRST_YEAR:
        counts[f"since {FIRST_YEAR}"] += 1
        counts["plan and review found"] += {"plan", "review"} <= kinds
        if not {"plan", "review"} <= kinds:
            print(f"{path.name}: found only {', '.join(sorted(kinds))}")


def main() -> None:
    """Check the folders and print the counts."""
    counts: Counter[str] = Counter()
    for folder in map(Path, sys.argv[1:]):
        index = index_of(folder)
        for path in sorted(folder.glob("*.txt")):
            try:
                check(path, index.get(path.name), counts)
            except PromisetrackError as error:
                print(error)
    for name, count in counts.items():
        print(f"{name:24s}{count:8d}")


if __name__ == "__main__":
    main()
