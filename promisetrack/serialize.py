"""The exact JSON form of a scorecard, promisetrack.scorecard/1, and JSON Lines for what was taken out of a document.

Spans count characters of the document's text, so that ``text[start:end] == quote``; ids come from the
document and the span.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from promisetrack.model import (
    Assessment,
    Citation,
    Commitment,
    Document,
    Link,
    Outcome,
    Repair,
    Span,
    Statement,
    Target,
)
from promisetrack.ratings import rate, scales
from promisetrack.scorecard import DocumentRole, Scorecard, Summary, Tally

FORMAT = "promisetrack.scorecard/1"
# Far from what is shown, so that nobody who rounds again comes to another figure.
_ROUNDED = 6
# Characters that nobody sees, line separators and half pairs are written as \uXXXX: the same text once it is read.
_HIDDEN = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)


def scorecard_to_json(card: Scorecard) -> str:
    """A scorecard as indented JSON text."""
    return _json(scorecard_to_dict(card), indent=1) + "\n"


def scorecard_to_dict(card: Scorecard) -> dict[str, Any]:
    """A scorecard as plain dicts, lists, strings and numbers.

    >>> sorted(scorecard_to_dict(Scorecard()))
    ['commitments', 'documents', 'format', 'outcomes', 'policy', 'summary', 'warnings']
    """
    return {
        "format": FORMAT,
        "policy": card.policy,
        "documents": [_document(role) for role in card.documents],
        "commitments": [_commitment(promise, found) for promise, found in card.checked()],
        "outcomes": [outcome_to_dict(outcome) for outcome in card.cited_outcomes()],
        "summary": summary_to_dict(card.summary),
        "warnings": list(card.warnings),
    }


def scorecard_schema() -> dict[str, Any]:
    """The JSON Schema of promisetrack.scorecard/1.

    >>> scorecard_schema()["$id"]
    'urn:promisetrack:scorecard:1'
    """
    path = files("promisetrack") / "data" / "scorecard.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def scorecard_to_jsonl(card: Scorecard) -> str:
    """A scorecard as JSON Lines; the key "record" says whether a line is the scorecard itself, with its figures, or a
    document, a commitment with its targets and their assessments, an outcome, or a link with its evidence.

    >>> scorecard_to_jsonl(Scorecard())[:60]
    '{"record": "scorecard", "format": "promisetrack.scorecard/1"'
    """
    form = scorecard_to_dict(card)
    head = {"record": "scorecard"} | {key: form[key] for key in ("format", "policy", "summary", "warnings")}
    records = [head, *({"record": "document", **document} for document in form["documents"])]
    records += [{"record": "commitment", **promise} for promise in form["commitments"]]
    records += [{"record": "outcome", **outcome_to_dict(outcome)} for outcome in known_outcomes(card)]
    records += [{"record": "link", **link_to_dict(link)} for link in card.links]
    return "".join(_json(record) + "\n" for record in records)


def known_outcomes(card: Scorecard) -> tuple[Outcome, ...]:
    """All outcomes that a scorecard speaks of: the result's, those that a verdict rests on, those that a link names."""
    found = {outcome.id: outcome for outcome in card.cited_outcomes()}
    for link in card.links:
        if link.outcome is not None:
            found.setdefault(link.outcome.id, link.outcome)
    return tuple(found.values())


def records_to_jsonl(
    commitments: Iterable[Commitment], outcomes: Iterable[Outcome], documents: Iterable[Document] = ()
) -> str:
    """Documents, commitments and outcomes as JSON Lines; the key "record" says which of these a line is."""
    records = [{"record": "document", **document_to_dict(document)} for document in documents]
    records += [{"record": "commitment", **commitment_to_dict(promise)} for promise in commitments]
    records += [{"record": "outcome", **outcome_to_dict(outcome)} for outcome in outcomes]
    return "".join(_json(record) + "\n" for record in records)


def commitment_to_dict(commitment: Commitment) -> dict[str, Any]:
    """A commitment with its targets, not assessed."""
    return _promise(commitment) | {"targets": [target_to_dict(target) for target in commitment.targets]}


def target_to_dict(target: Target) -> dict[str, Any]:
    """A target, not assessed."""
    return _statement(target) | {"tier": target.tier, "due": target.due}


def outcome_to_dict(outcome: Outcome) -> dict[str, Any]:
    """An outcome; "also" holds the same statement in other papers or places."""
    also = [_citation(item) for item in outcome.also]
    return _statement(outcome) | {"period": outcome.period, "also": also}


def link_to_dict(link: Link) -> dict[str, Any]:
    """A link: the ids of its target and its outcome, how sure it is, and its evidence."""
    evidence = [{"name": item.name, "weight": item.weight, "sentence": item.sentence} for item in link.evidence]
    outcome = link.outcome.id if link.outcome else None
    return {"target": link.target.id, "outcome": outcome, "probability": link.probability, "evidence": evidence}


def ratings_of(assessment: Assessment) -> dict[str, str]:
    """What an assessment is on every scale of the crosswalk, in the scale's own words.

    >>> sure = Assessment(target=Target(subject="学校"), verdict="met", reason="", rule="")
    >>> ratings_of(sure)
    {'politifact': 'Promise Kept', 'polimetre': 'Kept', 'ogp': 'Complete'}
    """
    return {scale.id: rate(assessment, scale.id).word.en for scale in scales()}


def summary_to_dict(summary: Summary) -> dict[str, Any]:
    """The headline figures of the base targets, and beside them the stretch targets and the themes."""
    return {
        "commitments": summary.commitments,
        "checkable": summary.checkable,
        "checkable_share": _share(summary.checkable_share),
        **_tally(summary.base),
        "stated": summary.stated,
        "candour": _share(summary.candour),
        "stretch": _tally(summary.stretch),
        "themes": {theme: _tally(tally) for theme, tally in summary.themes.items()},
    }


def number(value: Decimal | None) -> int | float | None:
    """A Decimal as a JSON number: whole ones as int.

    >>> number(Decimal("2E+11")), number(Decimal("6.5")), number(None)
    (200000000000, 6.5, None)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def document_to_dict(document: Document) -> dict[str, Any]:
    """A document without its text: what it is, what was guessed (notes) and what was mended (repairs) in reading it."""
    return {
        "id": document.id,
        "title": document.title,
        "place": document.place,
        "year": document.year,
        "delivered": document.delivered.isoformat() if document.delivered else None,
        "kind": document.kind,
        "source": PurePath(document.source).name,
        "sha256": document.sha256,
        "notes": list(document.notes),
        "repairs": [_repair(repair) for repair in document.repairs],
    }


def _document(role: DocumentRole) -> dict[str, Any]:
    return {"role": role.role} | document_to_dict(role.document)


def _repair(repair: Repair) -> dict[str, Any]:
    return {"kind": repair.kind, "span": _span(repair.span), "count": repair.count, "note": repair.note}


def _commitment(commitment: Commitment, assessments: Iterable[Assessment]) -> dict[str, Any]:
    targets = [target_to_dict(item.target) | {"assessment": _assessment(item)} for item in assessments]
    return _promise(commitment) | {"targets": targets}


def _promise(commitment: Commitment) -> dict[str, Any]:
    return {
        "id": commitment.id,
        "document": commitment.document,
        "quote": commitment.quote,
        "span": _span(commitment.span),
        "section": list(commitment.section),
        "subject": commitment.subject,
        "theme": commitment.theme,
        "place": commitment.place,
        "period": commitment.period,
        "strength": commitment.strength,
        "also": [_citation(item) for item in commitment.also],
    }


def _statement(statement: Target | Outcome) -> dict[str, Any]:
    return {"id": statement.id, "type": statement.type} | _figure(statement) | _whereabouts(statement)


def _figure(statement: Statement) -> dict[str, Any]:
    return {
        "subject": statement.subject,
        "indicator": statement.indicator,
        "measure": statement.measure,
        "comparator": statement.comparator,
        "value": number(statement.value),
        "unit": statement.unit,
        "written": statement.written,
        "end_state": statement.end_state,
    }


def _whereabouts(statement: Statement) -> dict[str, Any]:
    place = {"place": statement.place, "document": statement.document}
    return place | {"quote": statement.quote, "span": _span(statement.span)}


def _assessment(assessment: Assessment) -> dict[str, Any]:
    degree = number(assessment.degree)
    return {
        "verdict": assessment.verdict,
        "degree": None if degree is None else round(degree, _ROUNDED),
        "confidence": round(assessment.confidence, _ROUNDED),
        "outcomes": [outcome.id for outcome in assessment.outcomes],
        "reason": assessment.reason,
        "rule": assessment.rule,
        "policy": assessment.policy,
        "flips": [{"policy": flip.policy, "verdict": flip.verdict} for flip in assessment.flips],
        "ratings": ratings_of(assessment),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    interval = tally.fulfilment
    return {
        "targets": tally.targets,
        "due": tally.due,
        "verdicts": dict(tally.counts),
        "fulfilment": {"low": _share(interval.low), "high": _share(interval.high)} if interval else None,
        "rate": _share(tally.rate),
        "disclosure": _share(tally.disclosure),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {"document": citation.document, "quote": citation.quote, "span": _span(citation.span)}


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, _ROUNDED)


def _json(value: object, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
