"""Page numbers and running heads that were saved with a text and stand in the middle of its sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

_NUMBER = re.compile(
    r"[-—–－―·]+ ?(\d{1,4}) ?[-—–－―·]+|第 ?(\d{1,4}) ?页(?:[，,/ ]*共 ?\d{1,4} ?页)?|"
    r"[Pp]age (\d{1,4})(?: of \d{1,4})?|(\d{1,4}) ?/ ?\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")
_LINE = re.compile(r"[^\n]+")
_FEWEST_PAGES = 3
_SHORTEST_PAGE = 200
_LONGEST_HEAD = 30


def furniture(text: str) -> tuple[tuple[int, int], ...]:
    """Where the lines stand that are page numbers or running heads, in order.

    A number alone on its line is one of a page only where at least three of them count up; a head only where
    it comes back beside page numbers.

    >>> furniture("新建高标准农田\\n— 3 —\\n8万亩。")
    ((8, 13),)
    """
    lines = [match for match in _LINE.finditer(text) if not match.group().isspace()]
    numbers = {*_stated(lines), *_counted(lines)}
    if not numbers:
        return ()
    found = sorted(numbers | set(_heads(lines, numbers)))
    return tuple((lines[number].start(), lines[number].end()) for number in found)


def _stated(lines: Sequence[re.Match[str]]) -> Iterator[int]:
    return (number for number, line in enumerate(lines) if _is_short(line) and _NUMBER.fullmatch(line.group().strip()))


def _is_short(line: re.Match[str]) -> bool:
    return line.end() - line.start() <= _LONGEST_HEAD


def _counted(lines: Sequence[re.Match[str]]) -> Iterator[int]:
    """Lines that hold a number alone, where three or more in a row count up by one, a page apart."""
    run: list[int] = []
    for number, line in enumerate(lines):
        if not (_is_short(line) and _BARE.fullmatch(line.group().strip())):
            continue
        if run and not _follows(lines[run[-1]], line):
            yield from run if len(run) >= _FEWEST_PAGES else ()
            run = []
        run.append(number)
    yield from run if len(run) >= _FEWEST_PAGES else ()


def _follows(page: re.Match[str], line: re.Match[str]) -> bool:
    return int(line.group()) == int(page.group()) + 1 and line.start() - page.end() >= _SHORTEST_PAGE


def _heads(lines: Sequence[re.Match[str]], numbers: set[int]) -> Iterator[int]:
    """Short lines that come back, always beside a page number."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if number not in numbers and _is_short(line):
            places[re.sub(r"[\d\s]", "", line.group())].append(number)
    for words, found in places.items():
        if len(found) >= _FEWEST_PAGES and words and all(_is_beside(lines, number, numbers) for number in found):
            yield from found


def _is_beside(lines: Sequence[re.Match[str]], number: int, numbers: set[int]) -> bool:
    """Whether a page number stands one or two lines away, with no paragraph between."""
    pages = (lines[number + step] for step in (-2, -1, 1, 2) if number + step in numbers)
    gaps = (max(lines[number].start() - page.end(), page.start() - lines[number].end()) for page in pages)
    return any(gap <= _LONGEST_HEAD + 10 for gap in gaps)
