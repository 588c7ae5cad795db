"""The tables of a data package and their schemas: columns, types, what a cell may hold, and the keys that join them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

from attrs import field, frozen

from promisetrack.model import (
    Comparator,
    DocumentKind,
    Measure,
    OutcomeType,
    Stage,
    Strength,
    TargetType,
    Tier,
    Verdict,
)
from promisetrack.ratings import scales
from promisetrack.render.tables import SUMMARY_COLUMNS, column_meaning
from promisetrack.render.words import words_of


@frozen(kw_only=True)
class Table:
    """A table of the package: what it holds, its columns, its key, and the tables whose ids its columns name."""

    name: str
    about: str
    columns: Sequence[str]
    key: Sequence[str] = ("id",)
    joins: Mapping[str, str] = field(factory=dict)

    @property
    def path(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


_FIGURE: Final = (
    "subject", "indicator", "type", "measure", "comparator", "value", "unit", "written", "end_state", "stage", "place",
)  # fmt: skip
_QUOTE: Final = ("document", "quote", "start", "end")
_IN_DOCUMENT: Final = {"document": "documents"}

TABLES: Final = (
    Table(
        name="documents",
        about="The documents: those that were scored, and those of which a record only gives the id.",
        columns=("id", "role", "title", "place", "year", "delivered", "kind", "source", "address", "sha256", "notes"),
    ),
    Table(
        name="commitments",
        about="What was promised; a commitment without a target cannot be checked.",
        columns=("id", "subject", "theme", "strength", "section", "place", "period", *_QUOTE),
        joins=_IN_DOCUMENT,
    ),
    Table(
        name="targets",
        about="What can be checked of a commitment.",
        columns=("id", "commitment", *_FIGURE, "tier", "due", *_QUOTE),
        joins={"commitment": "commitments", **_IN_DOCUMENT},
    ),
    Table(
        name="outcomes",
        about="What the result reports, and of the plan's own review what a verdict rests on.",
        columns=("id", *_FIGURE, "period", *_QUOTE),
        joins=_IN_DOCUMENT,
    ),
    Table(
        name="assessments",
        about="The verdict on each target, and what it is on other rating scales.",
        columns=(
            "target",
            "verdict",
            "degree",
            "confidence",
            "reason",
            "rule",
            "policy",
            "politifact",
            "polimetre",
            "ogp",
        ),
        key=("target",),
        joins={"target": "targets"},
    ),
    Table(
        name="grounds",
        about="The outcomes that a verdict rests on, best first.",
        columns=("target", "number", "outcome"),
        key=("target", "number"),
        joins={"target": "targets", "outcome": "outcomes"},
    ),
    Table(
        name="flips",
        about="The verdicts that a stricter or a looser policy would give, where they differ.",
        columns=("target", "number", "policy", "verdict"),
        key=("target", "number"),
        joins={"target": "targets"},
    ),
    Table(
        name="links",
        about="Which outcome answers which target and how sure that is; without an outcome, that none does.",
        columns=("id", "target", "outcome", "probability"),
        joins={"target": "targets", "outcome": "outcomes"},
    ),
    Table(
        name="evidence",
        about="The comparisons that make a link.",
        columns=("link", "number", "name", "weight", "sentence"),
        key=("link", "number"),
        joins={"link": "links"},
    ),
    Table(
        name="citations",
        about="Where a commitment or an outcome stands as well, in other papers or places.",
        columns=("id", "commitment", "outcome", *_QUOTE),
        joins={"commitment": "commitments", "outcome": "outcomes", **_IN_DOCUMENT},
    ),
    Table(
        name="summary",
        about="The figures: base targets, stretch targets, and the base targets of each theme.",
        columns=("id", *SUMMARY_COLUMNS),
    ),
)
_INTEGERS: Final = frozenset(
    (
        "year",
        "start",
        "end",
        "number",
        "commitments",
        "checkable",
        "targets",
        "due_targets",
        "stated",
        *get_args(Verdict),
    )
)
_SHARES: Final = frozenset(
    ("confidence", "probability", "checkable_share", "low", "high", "rate", "disclosure", "candour")
)
_NUMBERS: Final = frozenset(("value", "degree", "weight")) | _SHARES
_CHOICES: Final[Mapping[str, Any]] = {
    "verdict": Verdict, "tier": Tier, "strength": Strength, "measure": Measure, "comparator": Comparator,
    "stage": Stage, "kind": DocumentKind, "targets.type": TargetType, "outcomes.type": OutcomeType,
}  # fmt: skip
_ROLES: Final = ("plan", "result", "both")
_SCOPES: Final = ("base", "stretch", "theme")
_REQUIRED: Final = frozenset(("verdict", "tier", "strength", "type", "scope", "confidence", "probability", "number"))


def resource(table: Table, content: bytes) -> dict[str, Any]:
    """What the package says of a table's file."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n", "header": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": {"resource": resource, "fields": ["id"]}}
        for column, resource in table.joins.items()
    ]
    fields = [_field(table, column) for column in table.columns]
    return {"fields": fields, "missingValues": [""], "primaryKey": list(table.key)} | (
        {"foreignKeys": keys} if keys else {}
    )


def _field(table: Table, column: str) -> dict[str, Any]:
    constraints = _constraints(table, column)
    return {
        "name": column,
        "type": _type(column),
        "title": words_of("en").name("columns", column),
        "description": column_meaning(column, "en"),
    } | ({"constraints": constraints} if constraints else {})


def _type(column: str) -> str:
    if column == "delivered":
        return "date"
    return "integer" if column in _INTEGERS else "number" if column in _NUMBERS else "string"


def _constraints(table: Table, column: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if column in table.key or column in _REQUIRED:
        found["required"] = True
    if table.key == (column,):
        found["unique"] = True
    if choices := _choices(table, column):
        found["enum"] = list(choices)
    if column in _SHARES:
        found |= {"minimum": 0, "maximum": 1}
    elif column in _INTEGERS:
        found["minimum"] = 0
    return found


def _choices(table: Table, column: str) -> Sequence[str]:
    named: Mapping[str, Sequence[str]] = {"role": _ROLES, "scope": _SCOPES} | {
        scale.id: [category.word.en for category in scale.categories] for scale in scales()
    }
    choices = _CHOICES.get(f"{table.name}.{column}", _CHOICES.get(column))
    return get_args(choices) if choices else named.get(column, ())
