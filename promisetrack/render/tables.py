"""Tables: one row a target for a scorecard, one row a record for what was taken out of a document."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from promisetrack.errors import PromisetrackError
from promisetrack.model import Assessment, Commitment, Document, Outcome, Target
from promisetrack.render.visible import visible
from promisetrack.scorecard import Scorecard
from promisetrack.serialize import number

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | None
Row = dict[str, Cell]

SCORECARD_COLUMNS = (
    "commitment", "target", "theme", "strength", "section", "subject", "indicator", "type", "measure",
    "comparator", "value", "unit", "written", "end_state", "tier", "due", "place", "verdict", "degree",
    "confidence", "reason", "rule", "flips", "quote", "document", "start", "end", "outcome", "outcome_value",
    "outcome_unit", "outcome_quote", "outcome_document", "outcomes",
)  # fmt: skip
RECORD_COLUMNS = (
    "record", "id", "commitment", "subject", "indicator", "type", "measure", "comparator", "value", "unit",
    "written", "end_state", "tier", "due", "period", "place", "theme", "strength", "quote", "document",
    "start", "end", "file",
)  # fmt: skip
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫⁼₌⁺₊\ufb29"
# A spreadsheet that separates by semicolons sees no quotes around a cell: a line break or a semicolon ends it.
_FORMULA = re.compile(rf"""(^|[\n;])(?=(?:[^\S\n]|["\ufe00-\ufe0f])*[{_SIGNS}])""")


def scorecard_rows(card: Scorecard) -> Iterator[Row]:
    """A row a target, in the plan's order, with the best outcome beside it."""
    for commitment, assessments in card.checked():
        for assessment in assessments:
            yield _about(commitment) | _target(assessment.target) | _verdict(assessment) | _answer(assessment)


def record_rows(commitments: Iterable[Commitment], outcomes: Iterable[Outcome]) -> Iterator[Row]:
    """A row a target, a row a commitment that has none, a row an outcome."""
    for commitment in commitments:
        about = _about(commitment)
        for target in commitment.targets:
            yield _head("target", target.id) | about | _target(target)
        if not commitment.targets:
            words: Row = {"subject": commitment.subject, "quote": commitment.quote}
            yield _head("commitment", commitment.id) | about | words | _location(commitment)
    for outcome in outcomes:
        yield _head("outcome", outcome.id) | _statement(outcome) | {"period": outcome.period}


def scorecard_csv(card: Scorecard) -> str:
    """The rows of a scorecard as CSV, safe to open in a spreadsheet."""
    return _csv(SCORECARD_COLUMNS, scorecard_rows(card))


def records_csv(
    commitments: Iterable[Commitment], outcomes: Iterable[Outcome], documents: Iterable[Document] = ()
) -> str:
    """What was taken out of documents as CSV, safe to open in a spreadsheet, with the files of those that are given."""
    files = {document.id: PurePath(document.source).name for document in documents}
    rows = record_rows(commitments, outcomes)
    return _csv(RECORD_COLUMNS, (row | {"file": files.get(str(row["document"]), "")} for row in rows))


def scorecard_frame(card: Scorecard) -> pd.DataFrame:
    """The rows of a scorecard as a pandas table; needs pandas."""
    try:
        import pandas as pd  # noqa: PLC0415
    except ImportError as error:
        raise PromisetrackError("to_frame: pandas is not installed; run pip install 'promisetrack[frames]'") from error
    return pd.DataFrame(list(scorecard_rows(card)), columns=list(SCORECARD_COLUMNS))


def guarded(cell: Cell) -> Cell:
    """A cell of visible characters that no spreadsheet runs: what begins like a formula gets an apostrophe in front.

    >>> guarded("=1+1"), guarded("-6.4%"), guarded(-6.4), guarded("增长6%")
    ("'=1+1", "'-6.4%", -6.4, '增长6%')
    """
    return _FORMULA.sub(r"\1'", visible(cell)) if isinstance(cell, str) else cell


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    buffer = io.StringIO()
    buffer.write(",".join(columns) + "\n")
    # Every text is quoted: LibreOffice splits cells without quotes at semicolons, too.
    writer = csv.DictWriter(buffer, columns, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows({column: guarded(cell) for column, cell in row.items()} for row in rows)
    return buffer.getvalue()


def _head(record: str, identity: str) -> Row:
    return {"record": record, "id": identity}


def _about(commitment: Commitment) -> Row:
    return {"commitment": commitment.id, "theme": commitment.theme, "strength": commitment.strength}


def _target(target: Target) -> Row:
    return _statement(target) | {"tier": target.tier, "due": target.due}


def _statement(statement: Target | Outcome) -> Row:
    return {
        "subject": statement.subject,
        "indicator": statement.indicator,
        "type": statement.type,
        "measure": statement.measure,
        "comparator": statement.comparator,
        "value": number(statement.value),
        "unit": statement.unit,
        "written": statement.written,
        "end_state": statement.end_state,
        "place": statement.place,
        "quote": statement.quote,
    } | _location(statement)


def _location(record: Commitment | Target | Outcome) -> Row:
    span = record.span
    return {"document": record.document, "start": span.start if span else None, "end": span.end if span else None}


def _verdict(assessment: Assessment) -> Row:
    return {
        "target": assessment.target.id,
        "section": " / ".join(assessment.target.section),
        "verdict": assessment.verdict,
        "degree": number(assessment.degree),
        "confidence": round(assessment.confidence, 3),
        "reason": assessment.reason,
        "rule": assessment.rule,
        "flips": " ".join(f"{flip.policy}:{flip.verdict}" for flip in assessment.flips),
        "outcomes": " ".join(outcome.id for outcome in assessment.outcomes),
    }


def _answer(assessment: Assessment) -> Row:
    best = next(iter(assessment.outcomes), None)
    return {
        "outcome": best.id if best else None,
        "outcome_value": number(best.value) if best else None,
        "outcome_unit": best.unit if best else None,
        "outcome_quote": best.quote if best else None,
        "outcome_document": best.document if best else None,
    }
