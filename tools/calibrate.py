"""Learn what a verdict's confidence means from annotated pairs, and report how well it holds.

    python tools/calibrate.py ../shared/gold ../shared/corpus [--without NAME ...] [--write]

A verdict is right where the reader's verdict, or another that the reader would defend, is the same. For every rule
of judgement an offset and a slope are fitted by logistic regression on the log odds of the link, drawn towards those
of all rules together. Nothing is reported of a pair by numbers that saw it: neither the weights of the links nor the
confidence. Learnt from are all pairs but those named with --without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from annotated import FOLD, Pair, learning_arguments, load_all
from attrs import frozen
from train_links import cases_of, unseen_weights

from promisetrack.comparisons import Weighing
from promisetrack.confidence import rule_of, sureness
from promisetrack.model import Assessment, Link

TABLE = Path(__file__).resolve().parents[1] / "promisetrack" / "data" / "confidence.toml"
PULL = 2.0
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)


@frozen
class Row:
    """One verdict: the rule that gave it, how probable its link was, whether it was right, and what it was."""

    rule: str
    probability: float
    right: bool
    verdict: str = ""


def rows(pair: Pair, weighing: Weighing) -> Iterator[Row]:
    """The verdicts on the annotated targets of a pair."""
    links, assessments = pair.judged(weighing)
    found = {one.target.id: one for one in assessments}
    for record, target in pair.found():
        if target is not None and not record.optional:
            one = found[target.id]
            probability = next(link.probability for link in links if _decides(link, one))
            right = FOLD.get(one.verdict, one.verdict) in record.verdicts
            yield Row(rule_of(one.rule, target), probability, right, one.verdict)


def _decides(link: Link, one: Assessment) -> bool:
    return link.target.id == one.target.id and link.outcome is next(iter(one.outcomes), None)


def fit(found: Sequence[Row], centre: tuple[float, float] | None = None) -> tuple[float, float]:
    """Offset and slope by Newton steps, drawn towards the centre; a slope is never negative."""
    x = np.array([[1.0, sureness(row.probability)] for row in found])
    y = np.array([float(row.right) for row in found])
    origin = np.array(centre or (0.0, 0.5))
    w = origin.copy()
    for _ in range(40):
        p = 1 / (1 + np.exp(-(x @ w)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + PULL * np.eye(2)
        step = np.linalg.solve(hessian, x.T @ (y - p) - PULL * (w - origin))
        w = w + step / max(1.0, float(np.linalg.norm(step)))
    if w[1] < 0:
        share = (y.sum() + 1) / (len(y) + 2)
        return round(float(np.log(share / (1 - share))), 3), 0.0
    return round(float(w[0]), 3), round(float(w[1]), 3)


Table = Mapping[str, tuple[float, float]]


def learn_table(found: Sequence[Row]) -> Table:
    """Offset and slope of every rule, and of "" for rules that were never seen."""
    by_rule: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_rule[row.rule].append(row)
    centre = fit(found)
    return {"": centre} | {rule: fit(some, centre) for rule, some in by_rule.items()}


def predict(table: Table, row: Row) -> float:
    """The confidence of a verdict."""
    offset, slope = table.get(row.rule, table[""])
    return float(1 / (1 + np.exp(-(offset + slope * sureness(row.probability)))))


def left_out(
    by_pair: Mapping[str, Sequence[Row]], without: Sequence[str], asked: Iterable[str]
) -> list[tuple[float, bool]]:
    """Confidence and truth of the verdicts on the pairs asked for, by numbers that never saw the pair."""
    found = []
    for name in asked:
        some = by_pair[name]
        others = [row for other, more in by_pair.items() if other != name and other not in without for row in more]
        table = learn_table(others)
        found += [(predict(table, row), row.right) for row in some]
    return found


def reliability(found: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """The table of confidence against truth, the Brier score and the share of sure verdicts, a line each."""
    for low, high in pairwise(BINS):
        some = [entry for entry in found if low <= entry[0] < high]
        if some:
            said, held = np.mean([c for c, _ in some]), np.mean([r for _, r in some])
            yield f"{low:.2f}-{min(high, 1):.2f}  {len(some):5d}  said {said:.3f}  held {held:.3f}"
    brier = np.mean([(c - r) ** 2 for c, r in found])
    yield f"Brier score {brier:.4f} (always saying the mean: {np.var([r for _, r in found]):.4f})"
    sure = [right for confidence, right in found if confidence >= 0.9]
    yield f"confidence >= 0.9: {len(sure)} of {len(found)} verdicts, {np.mean(sure):.3f} of them right"


def write(table: Table, found: Sequence[Row]) -> None:
    """Put the numbers into the table, leaving its head as it is."""
    head = TABLE.read_text(encoding="utf-8").split("[other]")[0]
    counts = {rule: sum(row.rule == rule for row in found) for rule in table}
    offset, slope = table[""]
    lines = [f"[other]\noffset = {offset}\nslope = {slope}\ncases = {len(found)}\n\n[rule]\n"]
    for rule in sorted(table.keys() - {""}, key=lambda rule: (-counts[rule], rule)):
        offset, slope = table[rule]
        lines.append(f'"{rule}" = {{ offset = {offset}, slope = {slope}, cases = {counts[rule]} }}\n')
    TABLE.write_text(head + "".join(lines), encoding="utf-8")


def all_rows(pairs: Mapping[str, Pair], without: Sequence[str]) -> dict[str, list[Row]]:
    """The verdicts of every pair, by weights that never saw it."""
    weighings = unseen_weights(pairs, cases_of(pairs, without))
    return {name: list(rows(pairs[name], weighing)) for name, weighing in weighings}


def main() -> None:
    """Fit, report with every pair left out in turn, and write where asked."""
    args = learning_arguments(__doc__)
    by_pair = all_rows(load_all(args.gold, args.corpus), args.without)
    print("\n".join(reliability(left_out(by_pair, args.without, by_pair))))
    if args.write:
        seen = [row for name, some in by_pair.items() if name not in args.without for row in some]
        write(learn_table(seen), seen)


if __name__ == "__main__":
    main()
