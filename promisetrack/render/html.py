"""A scorecard as one self-contained HTML page that asks for nothing from the network, and as a piece for a notebook."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from promisetrack.model import Document
from promisetrack.render.figure import label
from promisetrack.render.visible import address, clean
from promisetrack.render.words import quotes, words_of
from promisetrack.scorecard import Scorecard

if TYPE_CHECKING:
    from jinja2 import Environment


def scorecard_page(card: Scorecard) -> str:
    """The whole page."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _environment().get_template("page.html").render(style=style, digest=digest, **_content(card))


def scorecard_fragment(card: Scorecard) -> str:
    """What a notebook shows: headline, counts and a table of the targets, without a style of its own."""
    return _environment().get_template("fragment.html").render(_content(card))


def _content(card: Scorecard) -> dict[str, Any]:
    checked = card.checked()
    return {
        "title": words_of("zh").title(card),
        "card": card,
        "summary": card.summary,
        "checkable": [(promise, found) for promise, found in checked if found],
        "uncheckable": [promise for promise, found in checked if not found],
        "sources": {role.document.id: _name(role.document) for role in card.documents},
    }


def _name(document: Document) -> str:
    return PurePath(document.source).name or document.title


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("promisetrack.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=words_of("zh"), address=address, clean=clean, label=label, quotes=quotes)
    return environment


@cache
def _style() -> str:
    return files("promisetrack.render").joinpath("templates", "page.css").read_text(encoding="utf-8")
