"""Whether time grows in proportion to length: one, two, four and eight reports read as one. Median of 5."""

from __future__ import annotations

from material import joined, median_of, pairs

import promisetrack as pt

RUNS = 5
SIZES = (1, 2, 4, 8)


def measure(size: int) -> tuple[int, float, float]:
    """Characters of the plan, milliseconds of its extraction, and of matching and assessing it."""
    known = pairs()
    chosen = [known[i % len(known)] for i in range(size)]
    plan, result = joined([first for first, _ in chosen], 2023), joined([second for _, second in chosen], 2024)
    commitments, outcomes = pt.extract_commitments(plan), pt.extract_outcomes(result)
    extraction = median_of(RUNS, lambda: (pt.extract_commitments(plan), pt.extract_outcomes(plan)))
    return len(plan.text), extraction, median_of(RUNS, lambda: pt.assess(pt.match(commitments, outcomes)))


def main() -> None:
    """Print a line for each size; `ratio` is time over length, the first line's being 1."""
    print(f"{'reports':>8s}{'characters':>12s}{'extraction':>14s}{'ratio':>8s}{'match, assess':>16s}{'ratio':>8s}")
    base = measure(1)
    for size in SIZES:
        length, extraction, matching = measure(size)
        scale = length / base[0]
        ratios = extraction / base[1] / scale, matching / base[2] / scale
        print(f"{size:8d}{length:12,d}{extraction:11.1f} ms{ratios[0]:8.2f}{matching:13.1f} ms{ratios[1]:8.2f}")


if __name__ == "__main__":
    main()
