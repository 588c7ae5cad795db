"""Learn the weights of data/comparisons.toml from annotated pairs, and report how well they carry over.

    python tools/train_links.py ../shared/gold ../shared/corpus [--without NAME ...] [--write]

Each pair of a target and a candidate outcome is one case; it is right where the reader found an answer there. The
weights are fitted by logistic regression drawn towards [weights.start], so that comparisons seen too rarely keep
what they had; those in KEPT guard against wrong links and are not learnt, and what GUARDS rule out is left out of
the learning. Every pair is reported with weights that never saw it. Learnt from are all pairs but those named with
--without, which are reported with the weights of all the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from annotated import Pair, answers, learning_arguments, load_all

from promisetrack.comparisons import Kind, Weighing, kind_of, look, weights
from promisetrack.matching import candidates, is_summary, match

TABLE = Path(__file__).resolve().parents[1] / "promisetrack" / "data" / "comparisons.toml"
PULL = 1.0
GUARDS = {"other_place", "wider_place", "contrast", "rank_against_figure"}
KEPT = GUARDS | {"admitted", "stated_part", "other_indicator", "other_dimension", "one_slot", "two_names"}
KINDS: tuple[Kind, ...] = ("figure", "end")
Case = tuple[Kind, dict[str, float], bool]
Data = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def cases(pair: Pair) -> Iterator[Case]:
    """The cases of one annotated pair: kind of target, what the comparisons saw, and whether it is a link."""
    for record, target in pair.found():
        for outcome in candidates(target, pair.outcomes) if target else ():
            if target is None or is_summary(outcome):
                continue
            seen = {name: factor for name, _, factor in look(target, outcome)} | {"prior": 1.0}
            right = answers(outcome, record)
            # A reader names the best answers and leaves out a second figure of the same indicator.
            if right or not record.answers or "same_indicator" not in seen:
                yield kind_of(target), seen, right


def fit(found: list[Case], kind: Kind) -> dict[str, float]:
    """Weights for one kind of target. What speaks for a link by its meaning must not speak against it.

    A comparison whose weight would change its side is left out, and the others are fitted again.
    """
    start = dict(weights("start"))
    chosen = [(seen, right) for which, seen, right in found if which == kind and not GUARDS & seen.keys()]
    names = [name for name in start if name not in KEPT]
    while True:
        learnt = _fit(chosen, names, start)
        turned = {name for name, value in learnt.items() if name != "prior" and value * start[name] < 0}
        if not turned:
            return {name: learnt.get(name, start[name] if name in KEPT else 0.0) for name in start}
        names = [name for name in names if name not in turned]


def _fit(chosen: list[tuple[dict[str, float], bool]], names: list[str], start: dict[str, float]) -> dict[str, float]:
    """Newton steps on the penalised log likelihood."""
    x = np.array([[seen.get(name, 0.0) for name in names] for seen, _ in chosen])
    fixed = np.array([sum(start[name] * seen.get(name, 0.0) for name in KEPT) for seen, _ in chosen])
    y = np.array([float(right) for _, right in chosen])
    origin = np.array([start[name] for name in names])
    w = origin.copy()
    for _ in range(60):
        p = 1 / (1 + np.exp(-(x @ w + fixed)))
        gradient = x.T @ (y - p) - PULL * (w - origin)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + PULL * np.eye(len(names))
        w = _better(w, np.linalg.solve(hessian, gradient), (x, y, origin, fixed))
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def _better(w: np.ndarray, step: np.ndarray, data: Data) -> np.ndarray:
    """The weights after the step, halved until the fit gets better: full steps may overshoot."""
    size = 1.0
    while size > 1e-4 and _loss(w + size * step, data) > _loss(w, data):
        size /= 2
    return w + size * step if size > 1e-4 else w


def _loss(w: np.ndarray, data: Data) -> float:
    x, y, origin, fixed = data
    z = x @ w + fixed
    return float(np.sum(np.logaddexp(0, z) - y * z) + PULL / 2 * np.sum((w - origin) ** 2))


def learn(found: Mapping[str, list[Case]], without: str = "") -> Weighing:
    """Weights from all pairs but one."""
    chosen = [case for name, more in found.items() if name != without for case in more]
    return {kind: fit(chosen, kind) for kind in KINDS}


def cases_of(pairs: Mapping[str, Pair], without: Sequence[str]) -> dict[str, list[Case]]:
    """The cases of every pair that is learnt from."""
    return {name: list(cases(pair)) for name, pair in pairs.items() if name not in without}


def unseen_weights(pairs: Mapping[str, Pair], found: Mapping[str, list[Case]]) -> Iterator[tuple[str, Weighing]]:
    """For every pair the weights that never saw it."""
    for name in pairs:
        yield name, learn(found, without=name)


def links(pair: Pair, weighing: Weighing | None) -> Counter[str]:
    """How many targets are linked, should be, and are linked to what the reader found."""
    linked: dict[str, list[bool]] = {}
    records = {target.id: record for record, target in pair.found() if target and not record.optional}
    for link in match(pair.commitments, pair.outcomes, weighing=weighing):
        if link.outcome is not None and link.target.id in records:
            linked.setdefault(link.target.id, []).append(answers(link.outcome, records[link.target.id]))
    counts: Counter[str] = Counter(linked=len(linked), right=sum(map(any, linked.values())))
    counts["asked"] = sum(bool(record.answers) for record, _ in pair.found() if not record.optional)
    return counts


def f1(counts: Counter[str]) -> float:
    """Precision and recall of the links in one."""
    return 2 * counts["right"] / max(1, counts["linked"] + counts["asked"])


def line(name: str, counts: Counter[str]) -> str:
    """Precision, recall and F1 of the links in one line."""
    precision, recall = counts["right"] / max(1, counts["linked"]), counts["right"] / max(1, counts["asked"])
    return f"{name:42s} asked {counts['asked']:4d}  P {precision:.3f}  R {recall:.3f}  F1 {f1(counts):.3f}"


def write(learnt: Weighing) -> None:
    """Put the weights into the table, leaving everything else in it as it is."""
    text = TABLE.read_text(encoding="utf-8")
    for kind, values in learnt.items():
        body = "\n".join(f"{name} = {value}" for name, value in values.items())
        text = re.sub(rf"\[weights\.{kind}\]\n.*?\n\n", f"[weights.{kind}]\n{body}\n\n", text, flags=re.S)
    TABLE.write_text(text, encoding="utf-8")


def main() -> None:
    """Fit, report pair by pair with weights that did not see it, and write where asked."""
    args = learning_arguments(__doc__)
    pairs = load_all(args.gold, args.corpus)
    found = cases_of(pairs, args.without)
    pooled: Counter[str] = Counter()
    for name, weighing in unseen_weights(pairs, found):
        counts = links(pairs[name], weighing)
        pooled += counts
        print(line(name, counts))
    print(line("all, each by weights that never saw it", pooled))
    if args.write:
        write(learn(found))


if __name__ == "__main__":
    main()
