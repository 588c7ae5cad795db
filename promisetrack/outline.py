"""A document's parts: what it reviews, what it plans, what lies beyond, and what is none of these."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import evolve

from promisetrack.folding import understood
from promisetrack.model import Document, Part, Span
from promisetrack.outline_cues import Facet, heading_facets, opens, ordinal, pattern, plain, year_facet
from promisetrack.outline_split import Line, Piece, Section, find_plan, is_title, split

_LONGEST_HEADING = 90
_NOTHING_BETWEEN = 8
_ADDRESS_WITHIN = 2500


@lru_cache(maxsize=4)
def outline(document: Document) -> tuple[Part, ...]:
    """The parts of a document, in order, without gaps: together they cover its text.

    >>> report = "各位代表：\\n一、2022年工作回顾\\n全年完成投资50亿元。\\n二、2023年工作安排\\n粮食产量稳定。\\n"
    >>> [(part.kind, part.period, part.heading) for part in outline(Document(text=report))]
    [('front', None, ''), ('review', '2022', '一、2022年工作回顾'), ('plan', '2023', '二、2023年工作安排')]
    """
    year = plan_year(document)
    lines = _lines(understood(document.text))
    sections = _with_plan(_sections(lines, len(document.text), year), year)
    final = max((section.start for section in sections if _is_main(section)), default=0)
    pieces = [piece for section in sections for piece in split(evolve(section, final=section.start == final), year)]
    return _parts(pieces, len(document.text))


def _is_main(section: Section) -> bool:
    return section.facets[0].kind in ("review", "plan", "horizon") and not _is_annex(section.heading)


def plan_year(document: Document) -> int | None:
    """The year that a document plans: as its headings say, as it was given, or as its date of delivery lets expect.

    >>> plan_year(Document(text="2023年工作回顾\\n全年完成投资50亿元。"))
    2024
    """
    headings = [facets for line in _lines(understood(document.text)) if (facets := _facets(line, None))]
    reviewed = [year for facets in headings for year in _years(facets, "review")]
    ahead = [facets for facets in headings if all(facet.kind != "review" for facet in facets)]
    planned = [year for facets in ahead for year in _years(facets, "plan")]
    if reviewed:
        return max(reviewed) + 1
    return document.year or (min(planned) if planned else _expected(document))


def _years(facets: Iterable[Facet], kind: str) -> list[int]:
    """The last years of the periods of a kind: 2020 of "2020" and of "2016/2020"."""
    return [int(facet.period[-4:]) for facet in facets if facet.kind == kind and facet.period]


def _expected(document: Document) -> int | None:
    if document.delivered:
        return document.delivered.year + (document.delivered.month >= 11)
    spoken = re.search(r"(20\d\d)年(1[12]月|十[一二]月)?", plain(understood(document.text)[:300]))
    return int(spoken.group(1)) + bool(spoken.group(2)) if spoken else None


def _lines(text: str) -> tuple[Line, ...]:
    found = (Line(match.start(), match.end(), match.group()) for match in re.finditer(r"[^\r\n]+", text))
    return tuple(line for line in found if not line.text.isspace())


def _facets(line: Line, year: int | None) -> tuple[Facet, ...]:
    if len(line.text) > _LONGEST_HEADING or not re.search("[年五届期—]", line.text):
        return ()
    return heading_facets(line.text, year)


def _sections(lines: Sequence[Line], end: int, year: int | None) -> list[Section]:
    """The text cut at its headings, each section with what its heading announces."""
    marks = _filled(_marks(lines, year))
    starts = [mark.start for mark in marks] + [end]
    if starts[0] > 0 or not marks:
        marks = [Section(0, starts[0], (Facet("front"),), ""), *marks]
        starts = [0, *starts]
    cut = [evolve(mark, end=until) for mark, until in zip(marks, starts[1:], strict=True)]
    return _addressed([evolve(section, lines=_within(lines, section)) for section in cut], year)


def _within(lines: Sequence[Line], section: Section) -> tuple[Line, ...]:
    first, last = (bisect_left(lines, place, key=lambda line: line.start) for place in (section.start, section.end))
    return tuple(lines[first:last])


def _marks(lines: Sequence[Line], year: int | None) -> list[Section]:
    """The headings as sections that still end with their own line."""
    marks: list[Section] = []
    for line in lines:
        facets = _facets(line, year)
        last = marks[-1].facets[0].kind if marks else "front"
        if not facets and last != "front":
            facets = _opened(line, year)
        elif last == "glossary" or (marks and set(facets) <= set(marks[-1].facets)):
            continue
        if facets:
            marks.append(Section(line.start, line.end, facets, line.text.strip()))
    return marks


def _opened(line: Line, year: int | None) -> tuple[Facet, ...]:
    if len(line.text) > _LONGEST_HEADING or not re.search("[注释附]|说明|解释|实事", line.text):
        return ()
    kind = opens(line.text)
    if kind is None or kind == "self-government":
        return ()
    return (year_facet("plan", year) if kind == "livelihood" else Facet(kind),)


def _filled(marks: Sequence[Section]) -> list[Section]:
    """Headings without those that another kind of heading follows at once: page titles, lists of contents, 附件."""
    kept: list[Section] = []
    for mark in reversed(marks):
        kind = mark.facets[0].kind
        if not kept or kept[-1].facets[0].kind == kind or kept[-1].start - mark.end >= _NOTHING_BETWEEN:
            kept.append(mark)
        elif kind == "annex":
            kept[-1] = evolve(kept[-1], start=mark.start)
    return kept[::-1]


def _addressed(sections: list[Section], year: int | None) -> list[Section]:
    """The sections, with a review after the opening address where no heading tells that it is one."""
    front = sections[0]
    begin = _after_address(front) if front.facets[0].kind == "front" else None
    if begin is None:
        return sections
    first = front.lines[begin]
    told = any(facet.kind == "review" for section in sections for facet in section.facets)
    if told and not (is_title(first) and ordinal(plain(first.text))[0]):
        return sections
    heading = first.text.strip() if is_title(first) else ""
    reviewed = year_facet("review", None if year is None else year - 1)
    review = Section(first.start, front.end, (reviewed,), heading, front.lines[begin:])
    return [evolve(front, end=first.start, lines=front.lines[:begin]), review, *sections[1:]]


def _after_address(front: Section) -> int | None:
    """The number of the line after the sentence that lays the report before its audience."""
    asked = [number for number, line in enumerate(front.lines) if re.search("审议|审查|提出意见", line.text)]
    early = [number for number in asked if front.lines[number].start < _ADDRESS_WITHIN]
    return early[-1] + 1 if early and early[-1] + 1 < len(front.lines) else None


def _with_plan(sections: list[Section], year: int | None) -> list[Section]:
    """The sections, with a plan cut off from the last of them where no heading announces one."""
    if any(facet.kind == "plan" for section in sections for facet in section.facets):
        return sections
    before = ("front", "review", "horizon")
    spoken = [number for number, section in enumerate(sections) if section.facets[0].kind in before]
    last = spoken[-1] if spoken else 0
    return [*sections[:last], *find_plan(sections[last], year), *sections[last + 1 :]]


def _parts(pieces: list[Piece], end: int) -> tuple[Part, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].start == piece.start:
            joined.pop()
        if not joined or joined[-1].facet != piece.facet or _is_annex(piece.heading):
            joined.append(piece)
    starts = [0, *(piece.start for piece in joined[1:]), end]
    return tuple(
        Part(kind=piece.facet.kind, period=piece.facet.period, heading=piece.heading, span=Span(start, until))
        for piece, (start, until) in zip(joined, pairwise(starts), strict=True)
    )


def _is_annex(heading: str) -> bool:
    """Whether a heading is that of a list of livelihood projects, which stands apart from the plan before it."""
    return bool(pattern("line", "opens", "livelihood").search(plain(heading)))
