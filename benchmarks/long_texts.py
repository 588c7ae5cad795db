"""Time and memory for texts of 20 kB to 20 MB: reports read as one, and texts made to be slow.

    python benchmarks/long_texts.py [KIND …] [--largest BYTES] [--score]

Each line is one fresh process: processor seconds and peak memory of reading a file and of taking out its commitments
and outcomes, and with --score of scoring it against itself. `ratio` is time over size, the first line's being 1;
`memory` is what the peak is above that of a process that has read one short report, in sizes of the file.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from material import joined, pairs

import promisetrack as pt

SIZES = (20_000, 200_000, 2_000_000, 20_000_000)
HEADS = "各位代表：这里是市政府在大会上所作的工作报告，请审议。\n一、2022年工作回顾\n{}\n二、2023年工作安排\n{}"


def _repeated(unit: str) -> Callable[[int], str]:
    """A text of about so many bytes: the unit over and over, as a review and as a plan."""
    return lambda size: HEADS.format(*[unit * (size // len(unit.encode()) // 2)] * 2)


def _real(size: int) -> str:
    """The reviews and the plans of as many reports as it takes, as one report."""
    paths, chosen, length = cycle(first for first, _ in pairs()), list[Path](), 0
    while length < size:
        chosen.append(next(paths))
        length += chosen[-1].stat().st_size
    return joined(chosen, 2023).text


KINDS: dict[str, Callable[[int], str]] = {
    "reports": _real,
    "one line": lambda size: HEADS.format(*["".join(c for c in _real(size // 2) if c not in "。！？；，、：\n")] * 2),
    "digits": _repeated("5"),
    "brackets": _repeated("（"),
    "quotation marks": _repeated("“"),
    "增长": _repeated("增长"),
    "建成大桥、": _repeated("建成大桥、"),
    "增长5%，": _repeated("增长5%，"),
    "1,": _repeated("1,"),
    "lines": _repeated("增长5%\n"),
    "stars": _repeated("**建成\n"),
}


def measure(path: Path, *, score: bool) -> tuple[float, int]:
    """Processor seconds and peak kilobytes of the work on a file in a process of its own."""
    command = [sys.executable, __file__, "--work", str(path), *(["--score"] if score else [])]
    seconds, kilobytes = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(kilobytes)


def work(path: str, *, score: bool) -> None:
    """What the fresh process does: a short report first, so that tables are loaded, then the file."""
    warnings.simplefilter("ignore")
    shorts = [pt.read(first) for first, _ in pairs()[-1:]]
    pt.score(shorts, shorts)
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    limits = pt.Limits(seconds=10_000, characters=10**9)
    start = time.process_time()
    document = pt.read(path, limits=limits)
    found = pt.extract_commitments(document), pt.extract_outcomes(document)
    if score and all(found):
        pt.score(document, document)
    seconds = time.process_time() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base)


def main() -> None:
    """Print a line for each kind and size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help="some of: " + ", ".join(KINDS))
    parser.add_argument("--largest", type=int, default=200_000)
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work, score=options.score)
        return
    print(f"{'text':18s}{'bytes':>12s}{'seconds':>10s}{'ratio':>8s}{'memory':>9s}")
    for kind in options.kinds or KINDS:
        first = 0.0
        for size in (size for size in SIZES if size <= options.largest):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "text.txt"
                path.write_text(KINDS[kind](size), encoding="utf-8")
                seconds, kilobytes = measure(path, score=options.score)
                length = path.stat().st_size
            first = first or seconds / length
            ratio, memory = seconds / length / first, kilobytes * 1024 / length
            print(f"{kind:18s}{length:12,d}{seconds:10.2f}{ratio:8.2f}{memory:8.1f}x", flush=True)


if __name__ == "__main__":
    main()
