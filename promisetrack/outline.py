"""A document's parts: what it reviews, what it plans, what lies beyond, and what is none of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import evolve

from promisetrack.model import Document, Part, Span
from promisetrack.outline_cues import Facet, heading_facets, opens, pattern, plain
from promisetrack.outline_split import Line, Piece, Section, find_plan, split

_LONGEST_HEADING = 90
_NOTHING_BETWEEN = 12
_ADDRESS_WITHIN = 2500


def outline(document: Document) -> tuple[Part, ...]:
    """The parts of a document, in order, without gaps: together they cover its text.

    >>> text = "各位代表：\\n一、2022年工作回顾\\n全年完成投资50亿元。\\n二、2023年工作安排\\n地区生产总值增长6%以上。\\n"
    >>> [(part.kind, part.period, part.heading) for part in outline(Document(text=text))]
    [('front', None, ''), ('review', '2022', '一、2022年工作回顾'), ('plan', '2023', '二、2023年工作安排')]
    """
    year = plan_year(document)
    lines = _lines(document.text)
    sections = _with_plan(_sections(lines, len(document.text), year), year)
    pieces = [piece for section in sections for piece in split(section, year)]
    return _parts(pieces, len(document.text))


def plan_year(document: Document) -> int | None:
    """The year that a document plans: as its headings say, as it was given, or as its date of delivery lets expect.

    >>> plan_year(Document(text="2023年工作回顾\\n全年完成投资50亿元。"))
    2024
    """
    headings = [facets for line in _lines(document.text) if (facets := _facets(line, None))]
    reviewed = [year for facets in headings for year in _years(facets, "review")]
    planned = [year for facets in headings if facets[0].kind == "plan" for year in _years(facets, "plan")]
    if reviewed:
        return max(reviewed) + 1
    return document.year or (min(planned) if planned else _expected(document))


def _years(facets: Iterable[Facet], kind: str) -> list[int]:
    """The last years of the periods of a kind: 2020 of "2020" and of "2016/2020"."""
    return [int(facet.period[-4:]) for facet in facets if facet.kind == kind and facet.period]


def _expected(document: Document) -> int | None:
    if document.delivered:
        return document.delivered.year + (document.delivered.month >= 11)
    spoken = re.search(r"(20\d\d)年(\d{1,2})月\d{1,2}日", plain(document.text[:300]))
    return int(spoken.group(1)) + (int(spoken.group(2)) >= 11) if spoken else None


def _lines(text: str) -> tuple[Line, ...]:
    found = (Line(match.start(), match.end(), match.group()) for match in re.finditer(r"[^\r\n]+", text))
    return tuple(line for line in found if not line.text.isspace())


def _facets(line: Line, year: int | None) -> tuple[Facet, ...]:
    if len(line.text) > _LONGEST_HEADING or not re.search("[年五届期—]", line.text):
        return ()
    return heading_facets(line.text, year)


def _sections(lines: Sequence[Line], end: int, year: int | None) -> list[Section]:
    """The text cut at its headings, each section with what its heading announces."""
    marks = _filled(_marks(lines, year), lines)
    starts = [mark.start for mark in marks] + [end]
    if starts[0] > 0 or not marks:
        marks = [Section(0, starts[0], (Facet("front"),), ""), *marks]
        starts = [0, *starts]
    cut = [evolve(mark, end=until) for mark, until in zip(marks, starts[1:], strict=True)]
    return _addressed([evolve(section, lines=_within(lines, section)) for section in cut], year)


def _within(lines: Sequence[Line], section: Section) -> tuple[Line, ...]:
    return tuple(line for line in lines if section.start <= line.start < section.end)


def _marks(lines: Sequence[Line], year: int | None) -> list[Section]:
    """The headings as sections that still end with their own line."""
    marks: list[Section] = []
    for line in lines:
        facets = _facets(line, year)
        last = marks[-1].facets[0].kind if marks else "front"
        if not facets and last != "front":
            facets = _opened(line, year)
        elif last == "glossary":
            continue
        if facets:
            marks.append(Section(line.start, line.end, facets, line.text.strip()))
    return marks


def _opened(line: Line, year: int | None) -> tuple[Facet, ...]:
    if len(line.text) > _LONGEST_HEADING or not re.search("[注释附]|说明|解释|实事", line.text):
        return ()
    kind = opens(line.text)
    if kind == "livelihood":
        return (Facet("plan", None if year is None else str(year)),)
    if kind == "glossary" or kind == "annex":
        return (Facet(kind),)
    return ()


def _filled(marks: list[Section], lines: Sequence[Line]) -> list[Section]:
    """Headings without those that another kind of heading follows at once: page titles, lists of contents, 附件."""
    kept: list[Section] = []
    for mark, following in pairwise([*marks, None]):
        if mark is None:
            continue
        empty = following is not None and _between(mark, following, lines) < _NOTHING_BETWEEN
        if not empty or following is None or following.facets[0].kind == mark.facets[0].kind:
            kept.append(mark)
        elif mark.facets[0].kind == "annex":
            marks[marks.index(following)] = evolve(following, start=mark.start)
    return kept


def _between(mark: Section, following: Section, lines: Sequence[Line]) -> int:
    return sum(len(line.text.strip()) for line in lines if mark.end < line.start < following.start)


def _addressed(sections: list[Section], year: int | None) -> list[Section]:
    """The sections, with a review after the opening address where no heading announces one."""
    front = sections[0]
    if front.facets[0].kind != "front" or any(facet.kind == "review" for part in sections for facet in part.facets):
        return sections
    early = [number for number, line in enumerate(front.lines) if line.start < _ADDRESS_WITHIN]
    asked = [number for number in early if re.search("审议|审查|提出意见", front.lines[number].text)]
    if not asked or asked[-1] + 1 >= len(front.lines):
        return sections
    begin = front.lines[asked[-1] + 1].start
    reviewed = Facet("review", None if year is None else str(year - 1))
    review = Section(begin, front.end, (reviewed,), "", front.lines[asked[-1] + 1 :])
    return [evolve(front, end=begin, lines=front.lines[: asked[-1] + 1]), review, *sections[1:]]


def _with_plan(sections: list[Section], year: int | None) -> list[Section]:
    """The sections, with a plan cut off from the last of them where no heading announces one."""
    if any(facet.kind == "plan" for section in sections for facet in section.facets):
        return sections
    spoken = [number for number, section in enumerate(sections) if section.facets[0].kind in ("review", "horizon", "front")]
    last = spoken[-1] if spoken else 0
    return [*sections[:last], *find_plan(sections[last], year), *sections[last + 1 :]]


def _parts(pieces: list[Piece], end: int) -> tuple[Part, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        if not joined or joined[-1].facet != piece.facet or _annexed(piece):
            joined.append(piece)
    starts = [0, *(piece.start for piece in joined[1:]), end]
    return tuple(
        Part(kind=piece.facet.kind, period=piece.facet.period, heading=piece.heading, span=Span(start, until))
        for piece, (start, until) in zip(joined, pairwise(starts), strict=True)
    )


def _annexed(piece: Piece) -> bool:
    return bool(pattern("line", "opens", "livelihood").search(plain(piece.heading)))
