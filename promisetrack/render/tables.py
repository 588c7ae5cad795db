"""Tables: one row a target for a scorecard, one row a record for what was taken out of a document."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from promisetrack.errors import PromisetrackError
from promisetrack.lexicon import table
from promisetrack.model import Assessment, Citation, Commitment, Document, Outcome, Target
from promisetrack.render.figure import Language
from promisetrack.render.visible import address, visible
from promisetrack.scorecard import Scorecard, Summary
from promisetrack.serialize import document_to_dict, number, ratings_of, summary_to_dict

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | None
Row = dict[str, Cell]

SCORECARD_COLUMNS = (
    "commitment", "target", "theme", "strength", "section", "subject", "indicator", "type", "measure",
    "comparator", "value", "unit", "written", "end_state", "tier", "due", "place", "verdict", "degree",
    "confidence", "reason", "rule", "flips", "quote", "document", "start", "end", "outcome", "outcome_value",
    "outcome_unit", "outcome_quote", "outcome_document", "outcomes", "politifact", "polimetre", "ogp",
)  # fmt: skip
RECORD_COLUMNS = (
    "record", "id", "commitment", "subject", "indicator", "type", "measure", "comparator", "value", "unit",
    "written", "end_state", "tier", "due", "period", "place", "theme", "strength", "quote", "document",
    "start", "end", "file",
)  # fmt: skip
SUMMARY_COLUMNS = (
    "scope", "theme", "commitments", "checkable", "checkable_share", "targets", "due_targets", "met", "missed",
    "claimed", "unreported", "undecidable", "not_due", "low", "high", "rate", "disclosure", "stated", "candour",
)  # fmt: skip
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫⁼₌⁺₊\ufb29"
# A spreadsheet that separates by semicolons sees no quotes around a cell: a line break or a semicolon ends it.
_FORMULA = re.compile(rf"""(^|[\n;])(?=(?:[^\S\n]|["\ufe00-\ufe0f])*[{_SIGNS}])""")


def scorecard_rows(card: Scorecard) -> Iterator[Row]:
    """A row a target, in the plan's order, with the best outcome beside it."""
    for commitment, assessments in card.checked():
        for assessment in assessments:
            target = assessment.target
            section: Row = {"section": " / ".join(target.section)}
            yield _about(commitment) | target_row(target) | section | verdict_row(assessment) | _answer(assessment)


def summary_rows(summary: Summary) -> Iterator[Row]:
    """A row for the base targets, one for the stretch targets, and one for the base targets of each theme."""
    found = summary_to_dict(summary)
    about = {name: found[name] for name in ("commitments", "checkable", "checkable_share", "stated", "candour")}
    yield {"scope": "base", **about, **_tally(found)}
    yield {"scope": "stretch", **_tally(found["stretch"])}
    for theme, tally in found["themes"].items():
        yield {"scope": "theme", "theme": theme, **_tally(tally)}


def record_rows(commitments: Iterable[Commitment], outcomes: Iterable[Outcome]) -> Iterator[Row]:
    """A row a target, a row a commitment that has none, a row an outcome."""
    for commitment in commitments:
        for target in commitment.targets:
            yield _head("target", target.id) | _about(commitment) | target_row(target)
        if not commitment.targets:
            yield _head("commitment", commitment.id) | commitment_row(commitment)
    for outcome in outcomes:
        yield _head("outcome", outcome.id) | outcome_row(outcome)


def scorecard_csv(card: Scorecard) -> str:
    """The rows of a scorecard as CSV, safe to open in a spreadsheet."""
    return csv_text(SCORECARD_COLUMNS, scorecard_rows(card))


def records_csv(
    commitments: Iterable[Commitment], outcomes: Iterable[Outcome], documents: Iterable[Document] = ()
) -> str:
    """What was taken out of documents as CSV, safe to open in a spreadsheet, with the files of those that are given."""
    files = {document.id: PurePath(document.source).name for document in documents}
    rows = record_rows(commitments, outcomes)
    return csv_text(RECORD_COLUMNS, (row | {"file": files.get(str(row["document"]), "")} for row in rows))


def scorecard_frame(card: Scorecard) -> pd.DataFrame:
    """The rows of a scorecard as a pandas table; needs pandas."""
    try:
        import pandas as pd  # noqa: PLC0415
    except ImportError as error:
        raise PromisetrackError("to_frame: pandas is not installed; run pip install 'promisetrack[frames]'") from error
    return pd.DataFrame(list(scorecard_rows(card)), columns=list(SCORECARD_COLUMNS))


def column_meaning(column: str, language: Language) -> str:
    """What a column holds, in a sentence.

    >>> column_meaning("confidence", "en")
    'The probability that a careful reader gives the same verdict.'
    """
    return str(table("interface")["columns"][column]["about"][language])


def guarded(cell: Cell) -> Cell:
    """A cell of visible characters that no spreadsheet runs: what begins like a formula gets an apostrophe in front.

    >>> guarded("=1+1"), guarded("-6.4%"), guarded(-6.4), guarded("增长6%")
    ("'=1+1", "'-6.4%", -6.4, '增长6%')
    """
    return _FORMULA.sub(r"\1'", visible(cell)) if isinstance(cell, str) else cell


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Rows as CSV with a line of heads; every text is guarded."""
    buffer = io.StringIO()
    buffer.write(",".join(columns) + "\n")
    # Every text is quoted: LibreOffice splits cells without quotes at semicolons, too.
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows([guarded(row.get(column)) for column in columns] for row in rows)
    return buffer.getvalue()


def commitment_row(commitment: Commitment) -> Row:
    """A commitment without its targets."""
    words: Row = {"subject": commitment.subject, "quote": commitment.quote, "section": " / ".join(commitment.section)}
    when_and_where: Row = {"place": commitment.place, "period": commitment.period}
    return {"id": commitment.id} | _about(commitment) | words | when_and_where | location(commitment)


def target_row(target: Target) -> Row:
    """A target, not assessed."""
    return {"id": target.id} | _statement(target) | {"tier": target.tier, "due": target.due}


def outcome_row(outcome: Outcome) -> Row:
    """An outcome."""
    return {"id": outcome.id} | _statement(outcome) | {"period": outcome.period}


def verdict_row(assessment: Assessment) -> Row:
    """An assessment, with what it is on other rating scales."""
    return {
        "target": assessment.target.id,
        "verdict": assessment.verdict,
        "degree": number(assessment.degree),
        "confidence": round(assessment.confidence, 6),
        "reason": assessment.reason,
        "rule": assessment.rule,
        "policy": assessment.policy,
        "flips": " ".join(f"{flip.policy}:{flip.verdict}" for flip in assessment.flips),
        "outcomes": " ".join(outcome.id for outcome in assessment.outcomes),
    } | ratings_of(assessment)


def document_row(document: Document) -> Row:
    """A document without its text; of a file only the name, of a web page the address."""
    form = document_to_dict(document)
    row = {name: form[name] for name in ("id", "title", "place", "year", "delivered", "kind", "source", "sha256")}
    return row | {"address": address(document.source), "notes": "\n".join(document.notes)}


def location(record: Commitment | Target | Outcome | Citation) -> Row:
    """Where a record's quote stands: the document and the characters there."""
    span = record.span
    return {"document": record.document, "start": span.start if span else None, "end": span.end if span else None}


def _head(record: str, identity: str) -> Row:
    return {"record": record, "id": identity}


def _about(commitment: Commitment) -> Row:
    return {"commitment": commitment.id, "theme": commitment.theme, "strength": commitment.strength}


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
        "stage": statement.stage,
        "place": statement.place,
        "quote": statement.quote,
    } | location(statement)


def _tally(tally: Mapping[str, Any]) -> Row:
    interval = tally["fulfilment"] or {"low": None, "high": None}
    shares = {"rate": tally["rate"], "disclosure": tally["disclosure"]}
    return {"targets": tally["targets"], "due_targets": tally["due"], **tally["verdicts"], **interval, **shares}


def _answer(assessment: Assessment) -> Row:
    best = next(iter(assessment.outcomes), None)
    return {
        "outcome": best.id if best else None,
        "outcome_value": number(best.value) if best else None,
        "outcome_unit": best.unit if best else None,
        "outcome_quote": best.quote if best else None,
        "outcome_document": best.document if best else None,
    }
