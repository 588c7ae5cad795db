"""Learn the weights of data/comparisons.toml from annotated pairs, and report how well they carry over.

    python tools/train_links.py GOLD_FOLDER [--pairs NAME ...] [--write]

Each pair of a target and a candidate outcome is one case; it is right where the annotation links the two. The
weights are fitted by logistic regression drawn towards the weights now in the table, so that comparisons seen
too rarely keep what they had. Every pair is reported with weights that never saw it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from promisetrack.comparisons import look, weights
from promisetrack.extraction import extract_commitments, extract_outcomes
from promisetrack.matching import candidates, is_summary
from promisetrack.merging import merge_commitments, merge_outcomes
from promisetrack.model import Outcome, Span, Target
from promisetrack.reading import read

TABLE = Path(__file__).resolve().parents[1] / "promisetrack" / "data" / "comparisons.toml"
PULL = 0.6
# Only these are learnt. The others guard against a wrong link and are seen too rarely to be left to the data.
LEARNT = (
    "prior",
    "target_words",
    "outcome_words",
    "context_words",
    "common_run",
    "same_unit",
    "same_value",
    "other_name",
    "unasked_name",
)
Case = tuple[str, dict[str, float], bool]


def cases(home: Path) -> Iterator[Case]:
    """The cases of one annotated pair: kind of target, what the comparisons saw, and whether it is a link."""
    pair = json.loads((home / "pair.json").read_text(encoding="utf-8"))
    plan, result = read(home / pair["plan"]), read(home / pair["result"])
    outcomes = merge_outcomes(extract_outcomes(result))
    targets = [t for c in merge_commitments(extract_commitments(plan)) for t in c.targets]
    for quote, answers in _annotated(home, result.text):
        target = next((t for t in targets if _meets(t, quote, plan.text)), None)
        for outcome in candidates(target, outcomes) if target else ():
            if is_summary(outcome):
                continue
            seen = {name: factor for name, _, factor in look(target, outcome)} | {"prior": 1.0}
            yield _kind(target), seen, any(_inside(outcome, answer) for answer in answers)


def _kind(target: Target) -> str:
    return "figure" if target.type == "quantity" else "end"


def _annotated(home: Path, text: str) -> Iterator[tuple[dict[str, object], list[Span]]]:
    records = {name: _jsonl(home / f"{name}.jsonl") for name in ("targets", "outcomes", "links")}
    by_id = {record["id"]: record for record in records["outcomes"]}
    links = {record["target"]: record for record in records["links"]}
    for target in records["targets"]:
        link = links[target["id"]]
        quotes = [*link.get("quotes", ()), *(by_id[o]["quote"] for o in link.get("outcomes", ()) if o in by_id)]
        yield target, [span for quote in quotes for span in _places(quote, text)]


def _jsonl(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _places(quote: str, text: str) -> list[Span]:
    pattern = r"\s*".join(map(re.escape, re.sub(r"\s", "", quote)))
    return [Span(match.start(), match.end()) for match in re.finditer(pattern, text)]


def _meets(target: Target, record: dict[str, object], text: str) -> bool:
    wanted = record["value"]
    if target.span is None or (wanted is not None and abs(float(target.value or 0)) != abs(float(str(wanted)))):
        return False
    return any(
        min(s.end, target.span.end) > max(s.start, target.span.start) for s in _places(str(record["quote"]), text)
    )


def _inside(outcome: Outcome, answer: Span) -> bool:
    return outcome.span is not None and min(outcome.span.end, answer.end) > max(outcome.span.start, answer.start)


def fit(found: list[Case], kind: str) -> dict[str, float]:
    """Weights for one kind of target: Newton steps on the penalised log likelihood."""
    start = dict(weights("start"))
    names = [name for name in start if name in LEARNT]
    chosen = [(seen, right) for which, seen, right in found if which == kind]
    x = np.array([[seen.get(name, 0.0) for name in names] for seen, _ in chosen])
    fixed = np.array([sum(start[n] * f for n, f in seen.items() if n not in LEARNT) for seen, _ in chosen])
    y = np.array([float(right) for _, right in chosen])
    origin = np.array([start[name] for name in names])
    w = origin.copy()
    for _ in range(60):
        p = 1 / (1 + np.exp(-(x @ w + fixed)))
        gradient = x.T @ (y - p) - PULL * (w - origin)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + PULL * np.eye(len(names))
        w = _better(w, np.linalg.solve(hessian, gradient), (x, y, origin, fixed))
    learnt = {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}
    # What speaks for a link by its meaning must not speak against it, nor the other way round.
    kept = {name: value for name, value in learnt.items() if name == "prior" or value * start[name] > 0}
    return start | dict.fromkeys(names, 0.0) | kept


Data = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


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


def report(name: str, found: list[Case], learnt: dict[str, dict[str, float]]) -> None:
    """Print precision and recall over the cases of one pair."""
    hits = wrong = missed = 0
    for kind, seen, right in found:
        chosen = sum(learnt[kind][key] * factor for key, factor in seen.items()) > 0
        hits, wrong, missed = hits + (chosen and right), wrong + (chosen and not right), missed + (right and not chosen)
    print(f"{name:24s} cases {len(found):5d}  right {hits:4d}  wrong {wrong:4d}  missed {missed:4d}")


def write(learnt: dict[str, dict[str, float]]) -> None:
    """Put the weights into the table, leaving everything else in it as it is."""
    text = TABLE.read_text(encoding="utf-8")
    for kind, values in learnt.items():
        body = "\n".join(f"{name} = {value}" for name, value in values.items())
        text = re.sub(
            rf"\[weights\.{kind}\]\n.*?\n\n", lambda _, k=kind, b=body: f"[weights.{k}]\n{b}\n\n", text, flags=re.S
        )
    TABLE.write_text(text, encoding="utf-8")


def main() -> None:
    """Fit, report pair by pair with weights that did not see it, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--pairs", nargs="+")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    homes = [p.parent for p in sorted(args.gold.glob("*/pair.json")) if not args.pairs or p.parent.name in args.pairs]
    by_pair = {home.name: list(cases(home)) for home in homes}
    for name, found in by_pair.items():
        others = [case for other, more in by_pair.items() if other != name for case in more]
        report(name, found, {kind: fit(others, kind) for kind in ("figure", "end")})
    learnt = {kind: fit([case for found in by_pair.values() for case in found], kind) for kind in ("figure", "end")}
    report("all, on themselves", [case for found in by_pair.values() for case in found], learnt)
    if args.write:
        write(learnt)


if __name__ == "__main__":
    main()
