"""Score every pair of following years of a folder of reports, and print the verdicts by place.

    python tools/corpus_verdicts.py ../shared/corpus [--sample 20 --seed 1]

Reports are paired by their names (place-year.txt). A pair that can't be scored is listed with its reason. With
--sample that many verdicts other than unreported are printed with both quotes, for reading by hand.
"""

from __future__ import annotations

import argparse
import random
import warnings
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from corpus_diff import following_years

import promisetrack as pt

VERDICTS = ("met", "missed", "claimed", "unreported", "undecidable", "not_due")
Told = tuple[str, str, str, str, str]


def score(pair: tuple[Path, Path]) -> tuple[str, list[Told], str]:
    """The plan's name, its verdicts with quotes and reasons, and what went wrong ("" for nothing)."""
    warnings.simplefilter("ignore")
    try:
        card = pt.score(*(pt.read(path) for path in pair))
    except pt.PromisetrackError as error:
        return pair[0].stem, [], str(error)
    told = [
        (found.verdict, f"{found.confidence:.2f}", found.target.quote, answer, found.reason)
        for found in card.assessments
        for answer in [found.outcomes[0].quote if found.outcomes else ""]
    ]
    return pair[0].stem, told, ""


def main() -> None:
    """Score the pairs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leave-out", nargs="+", default=[], metavar="NAME", help="plans that are not sampled")
    args = parser.parse_args()
    pairs = following_years(args.folder)
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(score, pairs))
    by_place: dict[str, Counter[str]] = defaultdict(Counter)
    for name, told, _ in found:
        by_place[name.rsplit("-", 1)[0]].update(["pairs", *(entry[0] for entry in told)])
    by_place["all"] = sum(by_place.values(), Counter())
    print(f"{'place':24s}{'pairs':>6s}" + "".join(f"{verdict:>13s}" for verdict in VERDICTS))
    for place, counts in by_place.items():
        print(f"{place:24s}{counts['pairs']:6d}" + "".join(f"{counts[verdict]:13d}" for verdict in VERDICTS))
    failed = [(name, error) for name, _, error in found if error]
    print(f"{len(pairs)} pairs, {len(failed)} of them not scored" + "".join(f"\n  {n}: {e}" for n, e in failed))
    told_of = [
        (name, entry)
        for name, told, _ in found
        for entry in told
        if entry[0] != "unreported" and name not in args.leave_out
    ]
    for name, entry in random.Random(args.seed).sample(told_of, args.sample):
        verdict, confidence, quote, answer, reason = ("".join(text.split()) for text in entry)
        print(f"\n{name}: {verdict} ({confidence})\n  {quote}\n  {answer}\n  {reason}")


if __name__ == "__main__":
    main()
