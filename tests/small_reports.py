"""Reports of two years that follow each other, in a few lines: a plan of 2023, and what 2024 says of 2023."""

from functools import cache
from pathlib import Path

import promisetrack
from promisetrack.model import Assessment, Document
from promisetrack.reading import read
from promisetrack.scorecard import Scorecard
from promisetrack.scoring import score

DEMO = Path(promisetrack.__file__).parent / "data" / "demo"


@cache
def demo_card() -> Scorecard:
    """The scorecard of the example that comes with the package."""
    report, digest, reported = (read(DEMO / f"{name}.txt") for name in ("plan-report", "plan-digest", "result-report"))
    return score([report, digest], reported)


def plan(*promises: str, before: str = "全市上下合力稳住了大盘", place: str = "江门市") -> Document:
    """A report of 2023 with these sentences in its plan, and what it says of 2022 where that matters."""
    text = f"政府工作报告\n\n一、2022年工作回顾\n\n{before}。\n\n二、2023年工作安排\n\n{_paragraphs(promises)}"
    return Document(text=text, source="plan.txt", place=place, year=2023)


def result(*reported: str, place: str = "江门市") -> Document:
    """A report of 2024 with these sentences in its review."""
    text = f"政府工作报告\n\n一、2023年工作回顾\n\n{_paragraphs(reported)}二、2024年工作安排\n\n干劲不减，再接再厉。\n"
    return Document(text=text, source="result.txt", place=place, year=2024)


def judged(promise: str, *reported: str, before: str = "全市上下合力稳住了大盘") -> tuple[Assessment, ...]:
    """The assessments of the targets of one planned sentence by the sentences of a review."""
    return score(plan(promise, before=before), result(*reported)).assessments


def _paragraphs(sentences: tuple[str, ...]) -> str:
    return "".join(f"{sentence}。\n\n" for sentence in sentences)
