"""Score last year's plan, told in a report and a newspaper digest, against this year's report.

Run it from anywhere: ``python examples/two_reports.py``. The three texts come with the package.
"""

from pathlib import Path

import promisetrack as pt

DEMO = Path(pt.__file__).parent / "data" / "demo"


def main() -> None:
    """Print the verdict on each target, the words it rests on, and the count of verdicts."""
    report, digest = pt.read(DEMO / "plan-report.txt"), pt.read(DEMO / "plan-digest.txt", place="江门市", year=2023)
    card = pt.score([report, digest], pt.read(DEMO / "result-report.txt"))
    for assessment in card.assessments:
        answer = assessment.outcomes[0].quote if assessment.outcomes else "-"
        print(assessment.verdict, assessment.target.quote, answer, sep="\t")
    print(dict(card.summary.base.counts))


if __name__ == "__main__":
    main()
