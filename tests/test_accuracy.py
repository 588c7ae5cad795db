"""How well the real reports beside the project are read: the annotated pairs, and every pair of following years."""

import csv
import json
import shlex
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from promisetrack.errors import PromisetrackWarning
from promisetrack.reading import read
from promisetrack.scorecard import Scorecard
from promisetrack.scoring import score

FLOORS = {
    ("targets", "f1"): 0.80,
    ("targets.quantity", "recall"): 0.92,
    ("outcomes", "f1"): 0.85,
    ("links", "f1"): 0.65,
    ("verdicts", "accuracy"): 0.70,
}
EXACT_FLOOR = 0.92
MOST_FALSE_MET = 12


@pytest.fixture(scope="module")
def pooled(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The figures over all annotated pairs together, by the command line as it is installed."""
    report = tmp_path_factory.mktemp("accuracy") / "report.json"
    command = f"{shlex.quote(sys.executable)} -m promisetrack"
    measure = [sys.executable, str(shared / "eval" / "run_all.py"), "--command", command, "--json", str(report)]
    done = subprocess.run(measure, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(report.read_text(encoding="utf-8"))["pooled"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(("part", "figure"), FLOORS, ids=lambda value: value)
def test_annotated_pairs_are_read_well_enough(pooled: Mapping[str, Any], part: str, figure: str) -> None:
    assert pooled[part][figure] >= FLOORS[part, figure]


def test_figures_keep_their_comparator_measure_and_tier(pooled: Mapping[str, Any]) -> None:
    assert pooled["targets.exact_fields"] >= EXACT_FLOOR


def test_few_targets_are_wrongly_called_met(pooled: Mapping[str, Any]) -> None:
    assert pooled["verdicts"]["false_met"] <= MOST_FALSE_MET


def following_years(corpus: Path) -> Iterator[tuple[Path, Path]]:
    """The reports of one place of two years that follow each other."""
    with (corpus / "INDEX.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    files = {(row["file"].rpartition("-")[0], int(row["year"])): corpus / row["file"] for row in rows}
    for (place, year), plan in files.items():
        if (place, year + 1) in files:
            yield plan, files[place, year + 1]


def faults(card: Scorecard) -> Iterator[str]:
    """What is wrong with a scorecard, whatever the reports say."""
    texts = {role.document.id: role.document.text for role in card.documents}
    for item in card.assessments:
        target = item.target
        if target.span is None or texts[target.document or ""][target.span.start : target.span.end] != target.quote:
            yield f"{target.quote}: the quote does not stand at its span"
        if not 0 <= item.confidence <= 1:
            yield f"{target.quote}: confidence {item.confidence}"
        if bool(item.outcomes) != (item.verdict != "unreported") and item.verdict != "not_due":
            yield f"{target.quote}: {item.verdict} with {len(item.outcomes)} outcomes"
    tally = card.summary.base
    if tally.fulfilment and tally.rate is not None and not tally.fulfilment.low <= tally.rate <= tally.fulfilment.high:
        yield f"rate {tally.rate} outside {tally.fulfilment}"
    if not card.assessments:
        yield "no target"


def test_every_pair_of_following_years_can_be_scored(shared: Path) -> None:
    found: list[str] = []
    pairs = list(following_years(shared / "corpus"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PromisetrackWarning)
        for plan, result in pairs:
            found += [f"{plan.name}: {fault}" for fault in faults(score(read(plan), read(result)))]
    assert len(pairs) > 150
    assert not found
