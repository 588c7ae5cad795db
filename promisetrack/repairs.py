"""What is mended between a text as it was read and the text as it is understood, each thing with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice

from promisetrack.folding import folded, forms, is_traditional, understood
from promisetrack.furniture import furniture
from promisetrack.model import Document, Part, Repair, RepairKind, Span
from promisetrack.outline import outline
from promisetrack.outline_cues import heading_facets
from promisetrack.passages import joined_lines

Found = Iterator[tuple[Span, int]]

_MOST = 1000
_PASSAGE = re.compile(r"[^。！？\n]{30,}")
_MARKS = re.compile(r"\*+|^[#>]+ ?|^[-*•●■◆] ", re.MULTILINE)


def find_repairs(document: Document) -> tuple[Repair, ...]:
    """Every repair of a document's text, kind by kind, in the order of their places.

    >>> found = find_repairs(Document(text="⺠生实事：增长６.５％，⻓江大桥**建成**。"))
    >>> [(repair.kind, repair.count) for repair in found]
    [('radicals', 2), ('full-width forms', 2), ('markup', 2)]
    """
    return tuple(repair for kind, find in _FINDERS.items() for repair in _listed(kind, find(document)))


def _listed(kind: RepairKind, found: Found) -> Iterator[Repair]:
    """The repairs of a kind; past a thousand of them the rest is one, so that the list stays short."""
    for span, count in islice(found, _MOST):
        yield Repair(kind=kind, span=span, count=count)
    first, last, total = None, None, 0
    for span, count in found:
        first, last, total = first or span, span, total + count
    if first and last:
        yield Repair(kind=kind, span=Span(first.start, last.end), count=total, note="and more, up to the last of them")


def _by_line(pattern: re.Pattern[str], text: str) -> Found:
    """The matches of a pattern, those of one line as one repair."""
    matches = pattern.finditer(text)
    start, end, count = -1, -1, 0
    for match in matches:
        if count and text.find("\n", end, match.start()) >= 0:
            yield Span(start, end), count
            count = 0
        start, end, count = (start if count else match.start()), match.end(), count + 1
    if count:
        yield Span(start, end), count


@cache
def _written(kind: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(form for form, (_, of_kind) in forms().items() if of_kind == kind)}]+")


def _traditional(document: Document) -> Found:
    if is_traditional(document.text):
        changed = sum(map(str.__ne__, document.text, folded(document.text)))
        yield Span(0, len(document.text)), max(changed, 1)


def _pages(document: Document) -> Found:
    return ((Span(start, end), 1) for start, end in furniture(folded(document.text)))


def _repeated(document: Document) -> Found:
    """Passages of thirty characters and more that stood in the text before, word for word."""
    seen: set[str] = set()
    for match in _PASSAGE.finditer(understood(document.text)):
        words = re.sub(r"[\s*]", "", match.group())
        if words in seen:
            yield Span(*match.span()), 1
        seen.add(words)


def _out_of_order(document: Document) -> Found:
    """Parts on the years ahead that stand in the text before the heading that announces them."""
    return (
        (part.span, 1) for part in outline(document) if part.kind == "horizon" and _is_announced_late(document, part)
    )


def _is_announced_late(document: Document, part: Part) -> bool:
    lines = document.quote(part.span).splitlines()
    facets = (facet for line in lines for facet in heading_facets(line, document.year))
    return not part.heading and any(facet.kind == "horizon" for facet in facets)


_FINDERS: Mapping[RepairKind, Callable[[Document], Found]] = {
    "traditional characters": _traditional,
    "radicals": lambda document: _by_line(_written("radicals"), document.text),
    "full-width forms": lambda document: _by_line(_written("full-width forms"), document.text),
    "markup": lambda document: _by_line(_MARKS, document.text),
    "page furniture": _pages,
    "broken lines": lambda document: joined_lines(understood(document.text)),
    "repeated passage": _repeated,
    "order": _out_of_order,
}
