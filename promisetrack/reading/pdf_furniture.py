"""Page furniture: running heads, page numbers and the lines that a browser prints around a page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise

from attrs import frozen

from promisetrack.model import Repair
from promisetrack.reading.pdf_glyphs import Box
from promisetrack.reading.pdf_lines import Line, rows, same_size

_ZONE = 0.12
_ROWS = 4
_LEVEL = 3.0
_MOST = 0.8
_DASHES = "‐‑‒–—―－─~·•-"
_NUMBER = re.compile(rf"[\s{_DASHES}]*(\d{{1,4}})[\s{_DASHES}]*", re.ASCII)
_PLAIN = re.compile(r"\d{1,4}", re.ASCII)
_OF_ALL = re.compile(r"(?:第\s*)?(\d{1,4})\s*页?\s*[/／,，]?\s*(?:共\s*)?(\d{1,4})\s*页?", re.ASCII)
_WORDED = re.compile(r"[\s—-]*第\s*[\d一二三四五六七八九十百〇零]{1,5}\s*[页頁][\s—-]*|[Pp]age\s*\d+(?:\s*of\s*\d+)?")
_ADDRESS = re.compile(r"(?:https?|file)://\S+|about:blank|data:\S+")
_MOMENT = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+(?:上午|下午)?\d{1,2}:\d{2}(?:\s?[AP]M)?", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{2}")
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)


@frozen(kw_only=True)
class _Row:
    """The lines of one height in the top or bottom zone of a page; `depth` is how far in it stands, in points.

    `inside` are the lines next to it, towards the middle; `apart` is whether it does not follow them as text would.
    """

    page: int
    edge: str
    depth: float
    lines: list[Line]
    inside: list[Line]
    apart: bool
    centred: bool


def furniture(groups: Iterable[tuple[int, list[Line], Box]], count: int) -> tuple[set[Line], list[Repair]]:
    """The lines that are page furniture, and what they said; `count` is how many pages there are.

    A line is furniture only where it stands at the top or the bottom of the page, with no text further out, and is
    a page number that fits the pages, or stands there on several pages, apart from the text and alike but for
    figures that grow with the pages.
    """
    zone = [row for page, lines, box in groups for row in _outer_rows(page, lines, box)]
    addressed = {row.page for row in zone if _is_address(row)}
    found: dict[Line, _Row] = {}
    for level in _levels(zone):
        alike = dict((*_numbers(level, count), *_printed(level, addressed)))
        if sum(row.apart or row.inside[0] in found for row in level) >= _MOST * len(level):
            alike.update(_recurring(level))
        if len({row.page for row in alike.values()}) >= _MOST * len({row.page for row in level}):
            found.update(alike)
    out = _outermost(zone, found)
    return out, list(_repairs((row, line) for line, row in found.items() if line in out))


def _outer_rows(page: int, lines: list[Line], box: Box) -> Iterator[_Row]:
    falling = rows(lines)
    pitches = sorted(above[0].y - below[0].y for above, below in pairwise(falling))
    usual = pitches[len(pitches) // 2] if pitches else 0.0
    for edge, order in (("head", falling), ("foot", falling[::-1])):
        for row, inside in zip(order[:_ROWS], [*order[1:], []], strict=False):
            depth = box.top - row[0].y if edge == "head" else row[0].y - box.bottom
            if depth > _ZONE * (box.top - box.bottom):
                break
            follows = inside and same_size(row[0], inside[0]) and abs(row[0].y - inside[0].y) < 1.3 * usual
            middle = row[0].left + row[-1].right - box.left - box.right
            yield _Row(
                page=page,
                edge=edge,
                depth=depth,
                lines=row,
                inside=inside,
                apart=not follows,
                centred=abs(middle) < 2 * row[0].size,
            )


def _levels(zone: list[_Row]) -> Iterator[list[_Row]]:
    """The rows of all pages that stand at one height, from the innermost to the outermost."""
    for edge in ("head", "foot"):
        level: list[_Row] = []
        for row in sorted((row for row in zone if row.edge == edge), key=lambda row: -row.depth):
            if level and level[-1].depth - row.depth > _LEVEL:
                yield level
                level = []
            level.append(row)
        if level:
            yield level


def _recurring(level: list[_Row]) -> Iterator[tuple[Line, _Row]]:
    """The lines that say the same on several pages, but for figures that grow with the pages."""
    alike: dict[str, list[tuple[Line, _Row]]] = defaultdict(list)
    for row in level:
        for line in row.lines:
            alike[_DIGITS.sub("#", line.text)].append((line, row))
    for text, found in alike.items():
        if len({row.page for _, row in found}) > 1 and _WORD.search(text) and _in_step(found):
            yield from found


def _in_step(found: list[tuple[Line, _Row]]) -> bool:
    """Whether each figure is the same on all pages or grows with them."""
    figures = [[int(figure) for figure in _DIGITS.findall(line.text)] for line, _ in found]
    growing = [[figure - row.page for figure in own] for own, (_, row) in zip(figures, found, strict=True)]
    places = zip(zip(*figures, strict=True), zip(*growing, strict=True), strict=True)
    return all(_constant(same) or _constant(grows) for same, grows in places)


def _constant(values: Iterable[int]) -> bool:
    return len(set(values)) == 1


def _numbers(level: list[_Row], count: int) -> Iterator[tuple[Line, _Row]]:
    """The page numbers: with words, or figures that grow with the pages."""
    numbered = [(row, line, value) for row in level for line in row.lines if (value := _page_number(line.text, count))]
    offsets = Counter(value - row.page for row, _, value in numbered if value > 0)
    offset, times = offsets.most_common(1)[0] if offsets else (0, 0)
    for row, line, value in numbered:
        alone = count == 1 and value == 1 and row.apart and row.centred
        fits = value - row.page == offset and (times > 1 or not _PLAIN.fullmatch(line.text))
        if value < 0 or fits or alone:
            yield line, row


def _page_number(text: str, count: int) -> int:
    """The page number that a line is; -1 where its words alone show that it is one, 0 where it is none.

    >>> _page_number("— 3 —", 40), _page_number("3/12", 12), _page_number("第三页", 40), _page_number("3/12", 40)
    (3, 3, -1, 0)
    """
    if number := _NUMBER.fullmatch(text):
        return int(number.group(1))
    if _WORDED.fullmatch(text):
        return -1
    of_all = _OF_ALL.fullmatch(text)
    return int(of_all.group(1)) if of_all and int(of_all.group(2)) == count else 0


def _printed(level: list[_Row], addressed: set[int]) -> Iterator[tuple[Line, _Row]]:
    """What a browser prints around a page: the moment and the title above, the address and the number below."""
    for row in level:
        moment = row.edge == "head" and any(_MOMENT.fullmatch(line.text) for line in row.lines)
        if row.page in addressed and (moment or _is_address(row)):
            yield from ((line, row) for line in row.lines)


def _is_address(row: _Row) -> bool:
    texts = [line.text for line in row.lines]
    return row.edge == "foot" and any(map(_ADDRESS.fullmatch, texts)) and any(map(_OF_ALL.fullmatch, texts))


def _outermost(zone: list[_Row], out: Container[Line]) -> set[Line]:
    """Of the lines to leave out, those that have only such lines between themselves and the page's edge."""
    sure: set[Line] = set()
    closed: set[tuple[int, str]] = set()
    for row in sorted(zone, key=lambda row: row.depth):
        if (row.page, row.edge) not in closed:
            sure.update(line for line in row.lines if line in out)
            if any(line not in out for line in row.lines):
                closed.add((row.page, row.edge))
    return sure


def _repairs(found: Iterable[tuple[_Row, Line]]) -> Iterator[Repair]:
    alike: dict[tuple[str, str], list[tuple[_Row, Line]]] = defaultdict(list)
    for row, line in found:
        alike[row.edge, _DIGITS.sub("#", line.text)].append((row, line))
    for (edge, _), lines in alike.items():
        lines.sort(key=lambda item: item[0].page)
        texts = list(dict.fromkeys(line.text for _, line in lines))
        said = f"“{texts[0]}”" if len(texts) == 1 else f"“{texts[0]}” to “{texts[-1]}”"
        where = page_list(row.page for row, _ in lines)
        yield Repair(kind="page furniture", count=len(lines), note=f"{said} at the {edge} of {where}")


def page_list(pages: Iterable[int]) -> str:
    """Pages in words, counted from 1 where they are given from 0.

    >>> page_list([0, 1, 2, 6]), page_list([4])
    ('pages 1-3, 7', 'page 5')
    """
    stretches: list[list[int]] = []
    for page in sorted(set(pages)):
        if stretches and page == stretches[-1][-1] + 1:
            stretches[-1][1:] = [page]
        else:
            stretches.append([page])
    said = ", ".join("-".join(str(page + 1) for page in stretch) for stretch in stretches)
    return f"page{'s' if len(stretches) > 1 or len(stretches[0]) > 1 else ''} {said}"
