"""The texts that the benchmarks read: real reports where they lie beside the project, otherwise the demo's.

Run as a script it says which.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import promisetrack as pt
from promisetrack.outline import outline

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
DEMO = Path(pt.__file__).parent / "data" / "demo"
LENGTH = 18_000
LONG_PARAGRAPH = 60


def pairs() -> list[tuple[Path, Path]]:
    """Plans with the results of the year after, the plan nearest to a report's usual length first."""
    found = [(plan, _year_after(plan)) for plan in sorted(CORPUS.glob("*.txt"))]
    known = [(plan, result) for plan, result in found if result.is_file()]
    if not known:
        return [(DEMO / "plan-report.txt", DEMO / "result-report.txt")]
    return sorted(known, key=lambda pair: abs(len(pair[0].read_text(encoding="utf-8")) - LENGTH))


def _year_after(plan: Path) -> Path:
    place, _, year = plan.stem.rpartition("-")
    return plan.with_name(f"{place}-{int(year) + 1}.txt")


def joined(paths: Sequence[Path], year: int) -> pt.Document:
    """One report of the year that holds the paragraphs of all these reviews and of all these plans."""
    documents = [pt.read(path) for path in paths]
    review, plan = ("\n\n".join(_paragraphs(document, kind) for document in documents) for kind in ("review", "plan"))
    text = f"政府工作报告\n\n一、{year - 1}年工作回顾\n\n{review}\n\n二、{year}年工作安排\n\n{plan}\n"
    return pt.Document(text=text, year=year)


def _paragraphs(document: pt.Document, kind: str) -> str:
    texts = (document.quote(part.span) for part in outline(document) if part.kind == kind)
    return "\n\n".join(line.strip() for text in texts for line in text.split("\n") if len(line) > LONG_PARAGRAPH)


def median_of(runs: int, work: Callable[[], object]) -> float:
    """The median time of the work in milliseconds, after one run that does not count."""
    work()
    return statistics.median(_once(work) for _ in range(runs))


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    first, second = pairs()[0]
    print(f"plan    {first.name:32s}{len(pt.read(first).text):8,d} characters")
    print(f"result  {second.name:32s}{len(pt.read(second).text):8,d} characters")
