"""Reads government work reports, takes out what was promised and what was reported, and judges each target.

    >>> import promisetrack as pt
    >>> end = {"type": "milestone", "end_state": "成为", "stage": "done", "place": "江门市新会区"}
    >>> what = "新会成为首个千亿元GDP强区"
    >>> promise = pt.Commitment(subject=what, targets=(pt.Target(subject=what, due="2023", **end),))
    >>> reported = pt.Outcome(subject=what, quote=what, period="2023", **end)
    >>> [assessment.verdict for assessment in pt.assess(pt.match([promise], [reported]))]
    ['met']

Names are loaded on first use, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from promisetrack.assessment import assess
    from promisetrack.errors import (
        LexiconError,
        LimitError,
        OutputError,
        PartError,
        PromisetrackError,
        PromisetrackWarning,
        ReadError,
    )
    from promisetrack.extraction import extract_commitments, extract_outcomes
    from promisetrack.limits import Limits
    from promisetrack.matching import match
    from promisetrack.model import (
        Assessment,
        Citation,
        Commitment,
        Document,
        Evidence,
        Flip,
        Link,
        Outcome,
        Part,
        Repair,
        Span,
        Statement,
        Target,
    )
    from promisetrack.policy import Policy
    from promisetrack.reading import Batch, Refusal, read, read_all
    from promisetrack.scorecard import DocumentRole, Interval, Scorecard, Summary, Tally
    from promisetrack.scoring import score

    __version__: str

__all__ = [
    "Assessment",
    "Batch",
    "Citation",
    "Commitment",
    "Document",
    "DocumentRole",
    "Evidence",
    "Flip",
    "Interval",
    "LexiconError",
    "LimitError",
    "Limits",
    "Link",
    "Outcome",
    "OutputError",
    "Part",
    "PartError",
    "Policy",
    "PromisetrackError",
    "PromisetrackWarning",
    "ReadError",
    "Refusal",
    "Repair",
    "Scorecard",
    "Span",
    "Statement",
    "Summary",
    "Tally",
    "Target",
    "__version__",
    "assess",
    "extract_commitments",
    "extract_outcomes",
    "match",
    "read",
    "read_all",
    "score",
]

_ELSEWHERE = {
    "Limits": "limits",
    "Policy": "policy",
    "assess": "assessment",
    "extract_commitments": "extraction",
    "extract_outcomes": "extraction",
    "match": "matching",
    **dict.fromkeys(("Batch", "Refusal", "read", "read_all"), "reading"),
    "score": "scoring",
    **dict.fromkeys(("DocumentRole", "Interval", "Scorecard", "Summary", "Tally"), "scorecard"),
    **{name: "errors" for name in __all__ if name.endswith(("Error", "Warning"))},
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("importlib.metadata").version("promisetrack")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
