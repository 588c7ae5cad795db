"""How long each stage takes on one report once the tables are read. Median of 15."""

from __future__ import annotations

from collections.abc import Callable

from material import median_of, pairs

import promisetrack as pt
from promisetrack.milestones import milestone_claims
from promisetrack.outline import outline
from promisetrack.passages import sentences
from promisetrack.statements import quantity_claims

RUNS = 15
Work = Callable[[], object]


def stages(plan: pt.Document, result: pt.Document) -> dict[str, Work]:
    """The stages by name, those that are part of another one indented."""
    parts = outline(plan)
    texts = [sentence.text for part in parts for sentence in sentences(plan, part)]
    commitments, outcomes = pt.extract_commitments(plan), pt.extract_outcomes(result)
    links = pt.match(commitments, outcomes)
    return {
        "outline": lambda: outline(plan),
        "sentences": lambda: [sentences(plan, part) for part in parts],
        "claims": lambda: [(quantity_claims(text), milestone_claims(text)) for text in texts],
        "extraction (all of these)": lambda: (pt.extract_commitments(plan), pt.extract_outcomes(plan)),
        "match": lambda: pt.match(commitments, outcomes),
        "assess": lambda: pt.assess(links),
        "score (all, both reports)": lambda: pt.score(plan, result),
    }


def main() -> None:
    """Print a line for each stage."""
    plan, result = map(pt.read, pairs()[0])
    print(f"plan {len(plan.text):,} characters, result {len(result.text):,} characters")
    for name, work in stages(plan, result).items():
        print(f"{name:34s}{median_of(RUNS, work):8.1f} ms")


if __name__ == "__main__":
    main()
