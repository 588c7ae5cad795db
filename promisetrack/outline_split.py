"""Cutting a section where its sentences change the subject: year, term, plan, self-government, closing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from promisetrack.outline_cues import Facet, Ordinal, Time, opening, opens, ordinal, pattern, plain, times, year_facet

_SHORT = 60
_LEAD = 130
_GREETING = 12
_PARAGRAPH_OF_CLOSING = 100
_LONGEST_CLOSING = 600
_CLOSING_AFTER = 0.3
_LATE = 0.65
_VERY_LATE = 0.75


@frozen
class Line:
    """A line of the text with its place."""

    start: int
    end: int
    text: str


@frozen
class Section:
    """A stretch of the text under one heading, with what the heading announces; `final` marks the report's last."""

    start: int
    end: int
    facets: tuple[Facet, ...]
    heading: str
    lines: tuple[Line, ...] = ()
    final: bool = False


@frozen
class Piece:
    """Where a part opens, what it is, and under which heading."""

    start: int
    facet: Facet
    heading: str


def split(section: Section, year: int | None) -> list[Piece]:
    """The pieces of a section, in order; the first one opens with the section."""
    kinds = {facet.kind for facet in section.facets}
    if not kinds & {"review", "plan", "horizon"}:
        return [Piece(section.start, section.facets[0], section.heading)]
    pieces = _by_time(section, year) if kinds - {"plan"} and kinds - {"horizon"} else [_first(section)]
    if kinds == {"review"}:
        pieces += [piece for piece in _strayed(section, year) if piece.start > pieces[-1].start]
    bounded = _bounded(pieces, section)
    return [later for piece, end, lines in bounded for later in _tail(piece, lines, end, section.final)]


def _first(section: Section) -> Piece:
    return Piece(section.start, section.facets[0], section.heading)


def _bounded(pieces: Sequence[Piece], section: Section) -> Iterator[tuple[Piece, int, tuple[Line, ...]]]:
    """Each piece with its end and its lines."""
    ends = [piece.start for piece in pieces[1:]] + [section.end]
    for piece, end in zip(pieces, ends, strict=True):
        yield piece, end, tuple(line for line in section.lines if piece.start <= line.end and line.start < end)


def _by_time(section: Section, year: int | None) -> list[Piece]:
    """Pieces where a paragraph or a telling sentence opens with another time than the one before."""
    pieces = [_first(section)]
    for line in section.lines[1:] if section.heading else section.lines:
        for start, sentence in _openings(line):
            facet = _turn(sentence, section, year, start == line.start)
            if facet and facet != pieces[-1].facet and pieces[-1].facet.kind != "plan":
                pieces.append(Piece(start, facet, section.heading))
    planned = next((facet for facet in section.facets if facet.kind == "plan"), None)
    if planned and all(piece.facet.kind == "horizon" for piece in pieces):
        return [evolve(pieces[0], facet=planned)]
    return pieces


def _openings(line: Line) -> Iterator[tuple[int, str]]:
    """The sentences of a line that may open with a time, with their places."""
    yield line.start, line.text
    for match in re.finditer(r"[。！](?=[这一五5过从今2做“])", line.text):
        greeted = match.start() < _GREETING and "各位代表" in line.text[: match.start()]
        if not greeted:
            yield line.start + match.end(), line.text[match.end() : match.end() + 80]


def _turn(sentence: str, section: Section, year: int | None, leading: bool) -> Facet | None:
    """What the text turns to with a sentence, if the section may hold it."""
    planned = next((facet for facet in section.facets if facet.kind == "plan"), None)
    if planned and leading and re.search(rf"(?:今|{year})年[^。]{{0,30}}目标(?:任务)?(?:是|为|[:：])", sentence):
        return planned
    found = opening(sentence, year)
    if found is None:
        return None
    facet = _facet(*found, year)
    if facet is None or facet.kind not in {announced.kind for announced in section.facets}:
        return None
    return facet if leading or _telling(*found, section) else None


def _facet(time: Time, after: str, year: int | None) -> Facet | None:
    if time.scope == "term":
        return Facet("review" if time.ahead is False else "horizon", time.period)
    if time.ahead:
        return Facet("plan", time.period)
    elsewhere = re.match(r"以来|伊始|[年]?[初底末]|\d|至|到|—|-", after)
    last = year is None or time.period == str(year - 1)
    return Facet("review", time.period) if last and not elsewhere else None


def _telling(time: Time, after: str, section: Section) -> bool:
    """Whether a time within a paragraph changes the subject, and does not only date a figure."""
    if time.scope == "term" and time.ahead:
        return bool(re.match(r"(?:时期)?,?是", after))
    if time.scope == "term":
        return any("/" in (facet.period or "") for facet in section.facets)
    if time.ahead:
        return bool(re.match(r",?是|\w{0,8}(?:目标|总体要求)", after))
    dated = time.span[1] - time.span[0] == len("2020年")
    return after.startswith("是") or (not dated and after.startswith(","))


def _strayed(section: Section, year: int | None) -> list[Piece]:
    """A paragraph on the coming term that a scan left behind the last admission of problems."""
    admitted = [number for number, line in enumerate(section.lines) if re.search("清醒地?(?:看到|认识)", line.text)]
    for line in section.lines[admitted[-1] + 1 :] if admitted else ():
        coming = next((time for time in times(plain(line.text), year) if time.scope == "term" and time.ahead), None)
        if coming:
            return [Piece(line.start, Facet("horizon", coming.period), "")]
    return []


def find_plan(section: Section, year: int | None) -> list[Section]:
    """The section cut in two where a plan opens without a heading; whole where none does."""
    number = _plan_line(section, year)
    if number is None:
        return [section]
    heading = ""
    if number > 1 and is_title(section.lines[number - 1]):
        number -= 1
        heading = section.lines[number].text.strip()
    start = section.lines[number].start
    plan = Section(start, section.end, (year_facet("plan", year),), heading, section.lines[number:])
    return [evolve(section, end=start, lines=section.lines[:number]), plan]


def is_title(line: Line) -> bool:
    """Whether a line is short and no sentence."""
    return len(line.text) <= _SHORT and not re.search(r"[。；！：]", line.text)


def _plan_line(section: Section, year: int | None) -> int | None:
    """The number of the line with which a plan opens; figures to be reached count only after the admissions."""
    dated = section.facets[0].kind == "horizon"
    admits = pattern("cue", "opens", "problems")
    after_problems = not any(admits.search(line.text) for line in section.lines)
    for number, line in enumerate(section.lines[1:], 1):
        lead = plain(line.text[:_LEAD])
        if _announces_plan(lead, year, dated) or (after_problems and not dated and _names_targets(line)):
            return number
        after_problems = after_problems or bool(admits.search(lead))
    return None


def _announces_plan(lead: str, year: int | None, dated: bool) -> bool:
    """Whether a paragraph's head speaks of the coming year; `dated` asks that it names the year."""
    found = opening(lead, year)
    if found and found[0].scope == "year" and found[0].ahead and re.match(",?是", found[1]):
        return True
    if not pattern("cue", "opens", "plan").search(lead) or re.search("完成|实现了|取得|一年来|五年来", lead):
        return False
    named = list(times(lead, year))
    this_year = any(time.scope == "year" and time.ahead for time in named)
    return this_year or not (dated or any(time.scope == "term" for time in named))


def _names_targets(line: Line) -> bool:
    named = {match.group() for match in pattern("cue", "opens", "targets").finditer(plain(line.text))}
    return len(named) >= 3


def _tail(piece: Piece, lines: Sequence[Line], end: int, final: bool) -> list[Piece]:
    """A plan's piece, then the self-government and the closing that follow it under the same heading."""
    if piece.facet.kind != "plan" and not (final and piece.facet.kind == "horizon"):
        return [piece]
    late = piece.start + _CLOSING_AFTER * (end - piece.start)
    closing = _closing([line for line in lines if line.start > late], final)
    spoken = [line for line in lines[1:] if closing is None or line.start < closing]
    pieces = _governed(piece, spoken, end)
    if closing is None:
        return pieces
    pieces.append(Piece(closing, Facet("closing"), ""))
    return pieces + _defined([line for line in lines if line.start > closing])


def _governed(piece: Piece, lines: Sequence[Line], end: int) -> list[Piece]:
    """A plan's piece with the self-government cut out of it; `counts` holds the last number of each style."""
    pieces = [piece]
    counts: dict[str, int] = {}
    for line in lines:
        number = ordinal(plain(line.text[:_SHORT]))[0]
        within = pieces[-1].facet.kind == "self-government"
        if within and _resumes(line, number, counts):
            pieces.append(Piece(line.start, piece.facet, piece.heading))
        elif not within and _governs_itself(line, number, piece.start, end):
            pieces.append(Piece(line.start, Facet("self-government"), _title(line)))
            counts = {number.style: number.number} if number else counts
        elif number and within:
            counts.pop(number.style, None)
        elif number:
            counts[number.style] = number.number
    return pieces


def _closing(lines: Sequence[Line], final: bool) -> int | None:
    """Where the last call to the audience begins: 让我们更加紧密地团结, or the last greeting."""
    for line in reversed(lines):
        calls = list(pattern("cue", "opens", "closing").finditer(line.text))
        if calls:
            at = calls[-1].start()
            sentence = max(line.text.rfind(mark, 0, at) for mark in "。！；") + 1
            return line.start + (0 if at <= _PARAGRAPH_OF_CLOSING else sentence)
    greeted = [line.start for line in lines if line.text.lstrip().startswith("各位代表")]
    return greeted[-1] if final and greeted and lines[-1].end - greeted[-1] < _LONGEST_CLOSING else None


def _defined(lines: Sequence[Line]) -> list[Piece]:
    """The list of terms that follows a closing without a heading: three numbered definitions in a row."""
    defines = [bool(pattern("line", "opens", "definition").search(plain(line.text[:_SHORT]))) for line in lines]
    for number, line in enumerate(lines):
        if defines[number : number + 3] == [True] * 3:
            return [Piece(line.start, Facet("glossary"), "")]
    return []


def _governs_itself(line: Line, number: Ordinal | None, start: int, end: int) -> bool:
    if len(line.text) <= _SHORT and opens(line.text) == "self-government" and (number is None or number.style != "()"):
        return True
    done = (line.start - start) / (end - start)
    if done > _LATE and pattern("cue", "opens", "self-government").search(plain(line.text[:_LEAD])):
        return True
    return done > _VERY_LATE and len(set(pattern("cue", "opens", "governing").findall(line.text))) >= 3


def _title(line: Line) -> str:
    return line.text.strip() if len(line.text) <= _SHORT else ""


def _resumes(line: Line, number: Ordinal | None, counts: Mapping[str, int]) -> bool:
    """Whether the plan goes on after the self-government: with the next number, or with the year's aims once more."""
    if number and counts.get(number.style) == number.number - 1:
        return True
    return bool(re.search("政府工作的总体要求是|主要预期目标(?:是|[:：])", line.text))
