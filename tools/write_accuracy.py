"""Write docs/accuracy.md: what was measured, how, and what is known to fail.

    python tools/write_accuracy.py ../shared [--without NAME ...]

SHARED holds gold/, corpus/ and eval/ (evaluate.py and run_all.py, which define the measures). Two tables are made: the
project as it ships, and every pair by weights that never saw it. The errors and the reliability of the confidence are
those of the second one.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from annotated import Pair, load_all
from calibrate import Row, left_out, reliability, rows
from train_links import cases_of, f1, links, unseen_weights

from promisetrack import __version__
from promisetrack.comparisons import Weighing
from promisetrack.model import Document
from promisetrack.scorecard import DocumentRole, Scorecard
from promisetrack.serialize import scorecard_to_dict

HOME = Path(__file__).resolve().parents[1]
PAGE = HOME / "docs" / "accuracy.md"
COLUMNS = (
    *("targets P", "R", "F1", "figures R", "exact", "outcomes F1"),
    *("links F1", "verdicts", "macro F1", "false met"),
)
Report = Mapping[str, Any]

HEAD = """# Accuracy

Written by `tools/write_accuracy.py` for version {version}; do not edit by hand.

Six pairs of a plan and the next year's report were annotated by hand and read twice. Two careful readers agree on
targets F1 0.99, comparator, measure and tier 1.00, outcomes F1 0.98, links F1 0.96 and verdicts 0.94, with no
false "met". A target that is not found, or has another verdict than the reader's, counts as wrong. huizhou-2021 and
xinhui-2023 are check pairs: their errors were never read and nothing was learnt from them. xinhui-2023 is a district's
plan against its city's report.

No figure under "by weights that never saw the pair" was given by weights or a confidence that had seen the pair. The
rules and word lists are another matter: they were made by people who read the errors of the other four pairs and of
many of tools/annotations, so that the two check pairs and the pairs further down whose errors were not read are the
better guide to places and years never seen.

"""

UNREAD = """
## Pairs whose errors were never read

Reports of other places and years, annotated after most of the rules were made, and set aside: nobody looked at their
errors. By weights that never saw the pair. They were read once, by an automated reader, and are less sure than the six.

"""

HOW = """
## How the confidence holds

A confidence is the probability that a careful reader gives the same verdict. Below, each verdict's confidence was
given by numbers that never saw its pair; "held" is the share that was right. First the six pairs, then all {pairs}
annotated pairs (those of tools/annotations were read once, by an automated reader).

"""

KNOWN = """
## What is known to fail

- Readers link looser than the project does: a sentence of the same field that says nothing for certain is often left
  unreported here where a reader says undecidable.
- A work under another name (崂山实验室 for 海洋科学与技术试点国家实验室) is not recognised.
- Milestones under verbs that are not in the tables are missed ("found" in the table of unread pairs).
- A result that counts several works together does not answer for each of them.

The tests hold each of these as a case that is expected to fail:

"""


@cache
def tools_of(shared: Path) -> tuple[ModuleType, ModuleType]:
    """The measurement's own modules."""
    sys.path.insert(0, str(shared / "eval"))
    return __import__("evaluate"), __import__("run_all")


def card_of(pair: Pair, weighing: Weighing | None) -> dict[str, Any]:
    """A pair's scorecard as JSON, by the given weights."""
    documents = tuple(DocumentRole(document=doc, role=role) for doc, role in _roles(pair))
    _, found = pair.judged(weighing)
    card = Scorecard(documents=documents, commitments=pair.commitments, outcomes=pair.outcomes, assessments=found)
    return scorecard_to_dict(card)


def _roles(pair: Pair) -> Iterator[tuple[Document, Any]]:
    yield pair.plan, "plan"
    yield pair.result, "result"


def measure(shared: Path, pairs: Mapping[str, Pair], weighings: Mapping[str, Weighing | None]) -> dict[str, Report]:
    """What the measurement says of every pair."""
    evaluate, _ = tools_of(shared)
    found = {}
    for name, weighing in weighings.items():
        pair = pairs[name]
        texts = (evaluate.Text(document.text) for document in (pair.plan, pair.result))
        found[name], _errors = evaluate.evaluate(shared / "gold" / name, card_of(pair, weighing), *texts)
    return found


def table(reports: Mapping[str, Report], run_all: ModuleType) -> Iterator[str]:
    """The table of the measurement, a row a pair and the pairs pooled."""
    yield f"| pair | {' | '.join(COLUMNS)} |"
    yield f"|---|{'---|' * len(COLUMNS)}"
    pooled = run_all.pooled(list(reports.values()))
    for name, report in (*reports.items(), ("**pooled**", pooled)):
        cells = ["-" if value is None else f"{value:.3f}" for value in run_all.row(report, 0)[:-2]]
        yield f"| {name} | {' | '.join(cells)} | {report['verdicts']['false_met']} |"


def confusion(reports: Mapping[str, Report]) -> Iterator[str]:
    """Verdicts by class, pooled: how many there are, were given, and were given rightly."""
    yield "| verdict | by the readers | given | right |"
    yield "|---|---|---|---|"
    for verdict in ("met", "missed", "claimed", "unreported", "undecidable"):
        counts: Counter[str] = Counter()
        for report in reports.values():
            counts.update({key: report[f"verdicts.{verdict}"][key] for key in ("gold", "predicted", "right")})
        yield f"| {verdict} | {counts['gold']} | {counts['predicted']} | {counts['right']} |"
    missing = sum(report["targets"]["gold"] - report["targets"]["right"] for report in reports.values())
    yield f"\n{missing} of the readers' targets were not found at all and count as wrong verdicts."


def unread(
    pairs: Mapping[str, Pair], weighings: Mapping[str, Weighing], by_pair: Mapping[str, Sequence[Row]]
) -> Iterator[str]:
    """The table of the pairs that nobody looked at: targets found, links, verdicts and false mets."""
    yield "| pair | targets | found | links F1 | verdicts | false met |"
    yield "|---|---|---|---|---|---|"
    pooled: Counter[str] = Counter()
    for name, pair in pairs.items():
        if pair.unread:
            counts = links(pair, weighings[name]) + _judged(pair, by_pair[name])
            pooled += counts
            yield _line(name, counts)
    yield _line("**pooled**", pooled)


def _judged(pair: Pair, found: Sequence[Row]) -> Counter[str]:
    targets = sum(not record.optional for record, _ in pair.found())
    false_met = sum(row.verdict == "met" and not row.right for row in found)
    return Counter(targets=targets, found=len(found), verdicts=sum(row.right for row in found), false_met=false_met)


def _line(name: str, counts: Counter[str]) -> str:
    share = counts["found"] / counts["targets"], f1(counts), counts["verdicts"] / counts["targets"]
    cells = [str(counts["targets"]), *(f"{value:.3f}" for value in share), str(counts["false_met"])]
    return f"| {name} | {' | '.join(cells)} |"


def expected_failures() -> Iterator[str]:
    """The reasons of the tests that are expected to fail, each once."""
    command = [sys.executable, "-m", "pytest", "-q", "-rx", "--no-header", "tests"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HOME, check=True)
    names = re.findall(r"^XFAIL \S+?::(\S+?)\[(.*?)\]", done.stdout, re.M)
    counts = Counter(name.replace("test_", "").replace("_", " ") for name, _ in names)
    yield from (f"- {name}: {count} phrases" for name, count in sorted(counts.items()))


def page(shared: Path, without: Sequence[str]) -> str:
    """The whole page."""
    pairs = load_all(shared / "gold", shared / "corpus")
    weighings = dict(unseen_weights(pairs, cases_of(pairs, without)))
    gold = [name for name in pairs if (shared / "gold" / name).is_dir()]
    shipped = measure(shared, pairs, dict.fromkeys(gold))
    unseen = measure(shared, pairs, {name: weighings[name] for name in gold})
    by_pair = {name: list(rows(pair, weighings[name])) for name, pair in pairs.items()}
    _, run_all = tools_of(shared)
    all_of_them = left_out(by_pair, without, by_pair)
    parts = [
        HEAD.format(version=__version__),
        "## As it ships\n\n" + "\n".join(table(shipped, run_all)),
        "\n\n## Each pair by weights that never saw it\n\n" + "\n".join(table(unseen, run_all)),
        "\n\n## Errors by kind\n\nOf the second table, pooled:\n\n" + "\n".join(confusion(unseen)) + "\n",
        UNREAD + "\n".join(unread(pairs, weighings, by_pair)) + "\n",
        HOW.format(pairs=len(pairs)),
        "```\n" + "\n".join(reliability(left_out(by_pair, without, gold))) + "\n```\n\n",
        "```\n" + "\n".join(reliability(all_of_them)) + "\n```\n",
        KNOWN,
        "\n".join(expected_failures()) + "\n",
    ]
    return "".join(parts)


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--without", nargs="+", default=["huizhou-2021", "xinhui-2023"])
    args = parser.parse_args()
    PAGE.write_text(page(args.shared, args.without), encoding="utf-8")
    print(f"{PAGE.relative_to(HOME)} written")


if __name__ == "__main__":
    main()
