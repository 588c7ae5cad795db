"""Annotated pairs of reports: what readers took for targets, and what they took for the answers.

Two forms are read. A folder of the measurement (pair.json, targets.jsonl, links.jsonl, outcomes.jsonl) gives quotes;
a file of tools/annotations gives spans into reports that lie elsewhere, with their checksums. See
tools/annotations/README.md.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from promisetrack.assessment import assess
from promisetrack.comparisons import Weighing
from promisetrack.errors import PromisetrackError
from promisetrack.extraction import extract_commitments, extract_outcomes
from promisetrack.matching import match
from promisetrack.merging import merge_commitments, merge_outcomes
from promisetrack.model import Assessment, Commitment, Document, Link, Outcome, Span, Target
from promisetrack.outline import outline
from promisetrack.reading import read

ANNOTATIONS = Path(__file__).resolve().parent / "annotations"
FOLD = {"not_due": "undecidable"}


@frozen
class Record:
    """One target as a reader wrote it down, with the places of its answers and the verdicts that can be defended."""

    span: Span
    type: str
    value: float | None
    unit: str | None
    answers: tuple[Span, ...]
    verdicts: tuple[str, ...]
    optional: bool


@frozen
class Pair:
    """A plan, its result, the reader's records, and what the project takes out of both.

    `unread` says that nobody looked at the pair's errors while the rules were made.
    """

    name: str
    plan: Document
    result: Document
    records: tuple[Record, ...]
    commitments: tuple[Commitment, ...]
    outcomes: tuple[Outcome, ...]
    baseline: tuple[Outcome, ...]
    unread: bool = False

    def judged(self, weighing: Weighing | None) -> tuple[tuple[Link, ...], tuple[Assessment, ...]]:
        """The links of the pair by the given weights (None: the project's own), and the verdicts on them."""
        links = match(self.commitments, self.outcomes, weighing=weighing)
        reviewed = self.result.year - 1 if self.result.year else None
        return links, assess(links, baseline=self.baseline, reviewed=reviewed)

    def found(self) -> Iterator[tuple[Record, Target | None]]:
        """Every record that is asked for, with the target that was taken out of its place (None: missed)."""
        targets = [target for promise in self.commitments for target in promise.targets]
        for record in self.records:
            hits = [target for target in targets if _meets(target, record)]
            if not (record.optional and not hits):
                yield record, max(hits, key=lambda target: _fit(target.span, record.span), default=None)


def _meets(target: Target, record: Record) -> bool:
    same = record.value is None or (
        target.value is not None
        and abs(abs(float(target.value)) - abs(record.value)) <= 1e-6 * max(1, abs(record.value))
    )
    return same and _shared(target.span, record.span) > 0


def _fit(one: Span | None, other: Span) -> tuple[float, float]:
    """How well two spans fit: of the items of a list, whose quotes end together, the one that begins alike."""
    return _shared(one, other), -abs(one.start - other.start) if one else 0.0


def _shared(one: Span | None, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start) if one else 0
    return common / max(1, min(one.end - one.start, other.end - other.start)) if one and common > 0 else 0.0


def answers(outcome: Outcome, record: Record) -> bool:
    """Whether the outcome stands where the reader found an answer."""
    return any(_shared(outcome.span, span) > 0 for span in record.answers)


def load(path: Path, corpus: Path | None = None) -> Pair:
    """A pair from a folder of the measurement, or from a file of spans whose reports lie in the corpus."""
    if path.is_dir():
        head, plan, result, records = _from_quotes(path)
    else:
        head, plan, result, records = _from_spans(path, corpus or path.parent)
    return Pair(
        head["name"],
        plan,
        result,
        tuple(records),
        merge_commitments(extract_commitments(plan)),
        merge_outcomes(extract_outcomes(result)),
        merge_outcomes(extract_outcomes(plan)),
        head.get("errors") == "not read",
    )


def _from_spans(path: Path, corpus: Path) -> tuple[dict[str, Any], Document, Document, list[Record]]:
    head, *lines = _jsonl(path)
    documents = [read(corpus / head[side]) for side in ("plan", "result")]
    for document, checksum in zip(documents, head["sha256"], strict=True):
        if document.sha256 != checksum:
            raise PromisetrackError(f"{document.source}: not the text that {path.name} was made from; read it anew")
    records = [
        Record(
            Span(*line["span"]),
            line["type"],
            line["value"],
            line["unit"],
            tuple(Span(*span) for span in line["answers"]),
            (line["verdict"], *line.get("also", ())),
            line.get("optional", False),
        )
        for line in lines
    ]
    return head | {"name": path.stem}, documents[0], documents[1], records


def _from_quotes(home: Path) -> tuple[dict[str, Any], Document, Document, list[Record]]:
    pair = json.loads((home / "pair.json").read_text(encoding="utf-8"))
    plan, result = read(home / pair["plan"]), read(home / pair["result"])
    told = {line["id"]: line["quote"] for line in _jsonl(home / "outcomes.jsonl")}
    links = {line["target"]: line for line in _jsonl(home / "links.jsonl")}
    records = []
    for line in _jsonl(home / "targets.jsonl"):
        link = links[line["id"]]
        quotes = [*link.get("quotes", ()), *(told[key] for key in link.get("outcomes", ()) if key in told)]
        spans = [span for quote in quotes for span in _places(quote, result, "review")]
        place = _places(line["quote"], plan, "plan")[0]
        verdicts = (link["verdict"], *link.get("also", ()))
        optional = bool(line.get("optional"))
        records.append(Record(place, line["type"], line["value"], line["unit"], tuple(spans), verdicts, optional))
    return pair | {"name": home.name}, plan, result, records


def _places(quote: str, document: Document, kind: str) -> list[Span]:
    """Where a quote stands, white space aside: in the parts of a kind, or else anywhere."""
    pattern = r"\s*".join(map(re.escape, re.sub(r"\s", "", quote)))
    found = [Span(match.start(), match.end()) for match in re.finditer(pattern, document.text)]
    parts = [part.span for part in outline(document) if part.kind == kind]
    return [span for span in found if any(part.start <= span.start < part.end for part in parts)] or found


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def learning_arguments(about: str) -> argparse.Namespace:
    """What a tool that learns from annotated pairs is told on the command line."""
    parser = argparse.ArgumentParser(description=about.split("\n", maxsplit=1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--without", nargs="+", default=[])
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def load_all(gold: Path, corpus: Path, without: tuple[str, ...] = ()) -> dict[str, Pair]:
    """Every annotated pair by name: the folders of the measurement first, then the files of spans."""
    homes = [path.parent for path in sorted(gold.glob("*/pair.json"))]
    chosen = [path for path in (*homes, *sorted(ANNOTATIONS.glob("*.jsonl"))) if path.stem not in without]
    return {path.stem: load(path, corpus) for path in chosen}
