"""A scorecard as a Frictionless data package: CSV tables with their schemas and the keys that join them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from promisetrack.model import Citation, Commitment, Outcome, Target
from promisetrack.render import write_bytes, write_folder
from promisetrack.render.package_schema import TABLES, resource
from promisetrack.render.tables import (
    Cell,
    Row,
    commitment_row,
    csv_text,
    document_row,
    guarded,
    location,
    outcome_row,
    summary_rows,
    target_row,
    verdict_row,
)
from promisetrack.render.words import words_of
from promisetrack.scorecard import Scorecard
from promisetrack.serialize import known_outcomes

FORMAT: Final = "promisetrack.datapackage/1"
_DESCRIPTOR: Final = "datapackage.json"
_ABOUT: Final = (
    "What a government's report promised and what the next year's report says became of it, one verdict a target. "
    "Quotes stand in the documents from `start` to `end`, in characters. Text that a spreadsheet would run as a "
    "formula has an apostrophe in front, and characters that nobody sees are left out; the JSON form has every text as "
    "it was. No licence is given here: add the one under which you publish."
)


def write_datapackage(card: Scorecard, path: str | Path) -> None:
    """Write the package as a folder, or as one file where the path ends in .zip."""
    files = package_files(card)
    if Path(path).suffix.lower() == ".zip":
        write_bytes(_zipped(files), path)
    else:
        write_folder(files, path, is_ours=_is_package)


def package_files(card: Scorecard) -> dict[str, bytes]:
    """The files of the package by name, the descriptor first."""
    rows = _keyed(_rows(card))
    tables = {table.path: csv_text(table.columns, rows[table.name]).encode("utf-8") for table in TABLES}
    descriptor = json.dumps(_descriptor(card, tables), ensure_ascii=False, indent=1) + "\n"
    return {_DESCRIPTOR: descriptor.encode("utf-8"), **tables}


def _descriptor(card: Scorecard, tables: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "format": FORMAT,
        "name": "promisetrack-scorecard",
        "title": words_of("en").title(card),
        "description": _ABOUT,
        "version": "1.0.0",
        "resources": [resource(table, tables[table.path]) for table in TABLES],
    }


def _is_package(folder: Path) -> bool:
    """Whether a folder holds such a package and nothing else, so that it may be replaced."""
    known = {_DESCRIPTOR, *(table.path for table in TABLES)}
    if not {path.name for path in folder.iterdir()} <= known:
        return False
    try:
        descriptor = json.loads((folder / _DESCRIPTOR).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(descriptor, dict) and str(descriptor.get("format", "")).startswith("promisetrack.datapackage/")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # Without a date of its own an entry takes that of the day, and the same scorecard makes another file.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


# The rows, with the ids of the records as they are


def _rows(card: Scorecard) -> dict[str, list[Row]]:
    promises = tuple({promise.id: promise for promise in card.commitments}.values())
    outcomes = known_outcomes(card)
    records = {
        "commitments": [commitment_row(promise) for promise in promises],
        "targets": list(_targets(card)),
        "outcomes": [outcome_row(outcome) for outcome in outcomes],
        "citations": list(_citations(promises, outcomes)),
    }
    named = {str(row["document"]) for rows in records.values() for row in rows if row["document"]}
    return {
        "documents": list(_documents(card, named)),
        **records,
        **_verdicts(card),
        **_links(card),
        "summary": [{"id": str(number), **row} for number, row in enumerate(summary_rows(card.summary), 1)],
    }


def _documents(card: Scorecard, named: Iterable[str]) -> Iterator[Row]:
    """The documents of the scorecard, then those of which only the id is known."""
    roles: dict[str, set[str]] = {}
    for role in card.documents:
        roles.setdefault(role.document.id, set()).add(role.role)
    documents = {role.document.id: role.document for role in card.documents}
    for identity, document in documents.items():
        yield document_row(document) | {"role": "both" if len(roles[identity]) > 1 else min(roles[identity])}
    for identity in sorted(set(named) - set(documents)):
        yield {"id": identity}


def _targets(card: Scorecard) -> Iterator[Row]:
    """The targets of the commitments, then those that only a link names."""
    found: dict[str, tuple[Target, str | None]] = {}
    for promise in card.commitments:
        for target in promise.targets:
            found.setdefault(target.id, (target, promise.id))
    for link in card.links:
        found.setdefault(link.target.id, (link.target, None))
    yield from (target_row(target) | {"commitment": promise} for target, promise in found.values())


def _citations(promises: Iterable[Commitment], outcomes: Iterable[Outcome]) -> Iterator[Row]:
    cited: list[tuple[Row, Citation]] = [({"commitment": item.id}, also) for item in promises for also in item.also]
    cited += [({"outcome": item.id}, also) for item in outcomes for also in item.also]
    for number, (of, citation) in enumerate(cited, 1):
        yield {"id": str(number), "quote": citation.quote} | of | location(citation)


def _verdicts(card: Scorecard) -> dict[str, list[Row]]:
    assessments = {item.target.id: item for item in card.assessments}.values()
    return {
        "assessments": [verdict_row(item) for item in assessments],
        "grounds": [
            {"target": item.target.id, "number": number, "outcome": outcome.id}
            for item in assessments
            for number, outcome in enumerate(item.outcomes, 1)
        ],
        "flips": [
            {"target": item.target.id, "number": number, "policy": flip.policy, "verdict": flip.verdict}
            for item in assessments
            for number, flip in enumerate(item.flips, 1)
        ],
    }


def _links(card: Scorecard) -> dict[str, list[Row]]:
    links: list[Row] = []
    evidence: list[Row] = []
    for identity, link in enumerate(card.links, 1):
        outcome = link.outcome.id if link.outcome else None
        ends: Row = {"target": link.target.id, "outcome": outcome}
        links.append({"id": str(identity), **ends, "probability": link.probability})
        for number, item in enumerate(link.evidence, 1):
            seen: Row = {"name": item.name, "weight": item.weight, "sentence": item.sentence}
            evidence.append({"link": str(identity), "number": number, **seen})
    return {"links": links, "evidence": evidence}


# How the ids are written


def _keyed(rows: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """The rows with their ids as they can be written, so that each still names one record."""
    written = {table.name: _keys(row["id"] for row in rows[table.name]) for table in TABLES if "id" in table.columns}
    return {
        table.name: [
            row
            | {column: written[other].get(row.get(column)) for column, other in table.joins.items()}
            | ({"id": written[table.name][row["id"]]} if "id" in table.columns else {})
            for row in rows[table.name]
        ]
        for table in TABLES
    }


def _keys(identities: Iterable[Cell]) -> dict[Cell, str]:
    """How ids are written: as they are, or by a digest where one could not be seen or two would look the same."""
    written: dict[Cell, str] = {}
    taken: set[str] = set()
    for identity in identities:
        cell = str(guarded(identity))
        if not cell.strip() or cell in taken:
            cell = hashlib.sha256(str(identity).encode("utf-8", "surrogatepass")).hexdigest()
        written[identity] = cell
        taken.add(cell)
    return written
