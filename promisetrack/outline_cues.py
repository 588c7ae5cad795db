"""What a line or a sentence says of its place in a report: a heading, a stretch of time, the opening of a part.

The patterns stand in data/headings.toml; nothing here looks at more than one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, get_args

from attrs import frozen

from promisetrack.lexicon import table
from promisetrack.model import PartKind

HEADING_LENGTH = 60
Opening = Literal["glossary", "livelihood", "annex", "self-government"]
_FULL_WIDTH = str.maketrans("０１２３４５６７８９：，（）　", "0123456789:,() ")
_NUMERALS = str.maketrans("〇○零OＯ一二三四五六七八九", "00000123456789")


@frozen
class Facet:
    """What a stretch of text is about: a kind of part and its period ("2023", "2016/2020")."""

    kind: PartKind
    period: str | None = None


def year_facet(kind: PartKind, year: int | None) -> Facet:
    """A kind of part about one year, as far as the year is known."""
    return Facet(kind, None if year is None else str(year))


@frozen
class Time:
    """A stretch of time that a heading or a sentence names: its years, and whether it lies ahead of the plan year."""

    scope: str
    period: str | None
    ahead: bool | None
    span: tuple[int, int]


@frozen
class Ordinal:
    """The number before a heading: 三、 is ``Ordinal("、", 3)``, （三） is ``Ordinal("()", 3)``."""

    style: str
    number: int


@cache
def pattern(section: str, key: str, value: str) -> re.Pattern[str]:
    """All patterns of one name in a section of headings.toml as one expression."""
    entries = [entry for entry in table("headings")[section] if entry[key] == value]
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in entries))


@cache
def _times_pattern() -> tuple[re.Pattern[str], tuple[str, ...]]:
    entries: list[Mapping[str, Any]] = table("headings")["time"]
    joined = "|".join(f"(?P<t{number}>{entry['pattern']})" for number, entry in enumerate(entries))
    return re.compile(joined), tuple(entry["means"] for entry in entries)


def plain(line: str) -> str:
    """A line without spaces and markdown, with plain digits and years in figures.

    >>> plain("**二、 二〇二三 年工作安排**")
    '二、2023年工作安排'
    """
    numbered = re.sub(r"^(\s*\d{1,2})\s+(?=\d{4}年)", r"\1、", line.translate(_FULL_WIDTH))
    bare = re.sub(r"[\s?*#>※●■◆◇【】\[\]]+", "", numbered)
    return _chinese_year().sub(_year_in_figures, bare)


@cache
def _chinese_year() -> re.Pattern[str]:
    return re.compile(r"(?<![一二三四五六七八九十])二([〇○零OＯ0一二三四五六七八九]{2,3}|[一二三四五六七八九])年")


def _year_in_figures(match: re.Match[str]) -> str:
    # A scan may lose the circles: 二三年 stands for 二〇〇三年.
    tail = match.group(1).translate(_NUMERALS)
    return f"2{tail.rjust(3, '0')}年" if tail.isdecimal() else match.group()


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    ones = "[一二三四五六七八九]"
    written = f"({ones}?十{ones}?|{ones})"
    return re.compile(rf"^(?:{written}[、.．]|\({written}\)|\d{{1,2}}(?:[、.．]|(?!\d)))")


def ordinal(line: str) -> tuple[Ordinal | None, str]:
    """The number before a plain line, where it is written in characters, and what follows any number.

    >>> ordinal("三、全面加强政府自身建设")
    (Ordinal(style='、', number=3), '全面加强政府自身建设')
    """
    match = _ordinal_pattern().match(line)
    if not match:
        return None, line
    rest = line[match.end() :]
    if match.group(1):
        return Ordinal("、", _number(match.group(1))), rest
    if match.group(2):
        return Ordinal("()", _number(match.group(2))), rest
    return None, rest


def _number(written: str) -> int:
    digits = "一二三四五六七八九"
    tens, _, units = written.rpartition("十")
    if "十" not in written:
        return digits.index(written[0]) + 1
    return (digits.index(tens) + 1 if tens else 1) * 10 + (digits.index(units) + 1 if units else 0)


def times(line: str, year: int | None) -> Iterator[Time]:
    """The stretches of time that a plain line names, read from the year that the report plans."""
    expression, meanings = _times_pattern()
    for match in expression.finditer(line):
        means = meanings[int(str(match.lastgroup)[1:])]
        yield _time(means, match, year)


def _time(means: str, match: re.Match[str], year: int | None) -> Time:
    if means in ("year", "last-year", "this-year"):
        return _annual(means, match, year)
    return _term(means, match, year)


def _annual(means: str, match: re.Match[str], year: int | None) -> Time:
    if means == "year":
        named = int(match.group()[:4])
        ahead = None if year is None else named >= year
        beyond = year is not None and named > year
        return Time("term" if beyond else "year", f"{year}/{named}" if beyond else str(named), ahead, match.span())
    ahead = means == "this-year"
    period = None if year is None else str(year if ahead else year - 1)
    return Time("year", period, ahead, match.span())


def _term(means: str, match: re.Match[str], year: int | None) -> Time:
    if means == "plan":
        first = _plan_start(match.group())
        ahead = None if year is None or first < year <= first + 4 else first >= year
        return Time("term", f"{first}/{first + 4}", ahead, match.span())
    ahead = means == "next-term"
    named = re.findall(r"20\d\d", match.group())
    if len(named) == 2:
        return Time("term", "/".join(named), ahead, match.span())
    if year is None:
        return Time("term", None, ahead, match.span())
    return Time("term", f"{year}/{year + 4}" if ahead else f"{year - 5}/{year - 1}", ahead, match.span())


def _plan_start(written: str) -> int:
    """The first year of a five-year plan: “十四五” is 2021."""
    numeral = re.sub(r"[“”第个年]", "", written).removesuffix("五")
    return 1951 + 5 * _number(numeral)


def heading_facets(line: str, year: int | None) -> tuple[Facet, ...]:
    """What a heading says that its section is about, in the heading's order; empty for any other line.

    >>> heading_facets("二、今后五年工作思路和2018年重点任务", 2018)
    (Facet(kind='horizon', period='2018/2022'), Facet(kind='plan', period='2018'))
    >>> heading_facets("三、全面提升城市品质", 2018)
    ()
    """
    number, rest = ordinal(plain(line))
    if len(rest) > HEADING_LENGTH or re.search(r"[。;；!！?]", rest):
        return ()
    found = list(times(rest, year))
    if not found or not _leads(rest[: found[0].span[0]], number):
        return ()
    ends = [time.span[0] for time in found[1:]] + [len(rest)]
    said = [rest[time.span[1] : end] for time, end in zip(found, ends, strict=True)]
    return _facets(found, said, rest[: found[0].span[0]])


def _leads(before: str, number: Ordinal | None) -> bool:
    """Whether the words before a time leave it at the head of the heading."""
    if len(before) > 20:
        return False
    return bool(re.fullmatch(r"|市|县|区|省|对|(?:高质量)?做好|回顾|展望|关于.*|.{2,12}[,，:：—-]", before))


def _facets(found: list[Time], said: list[str], before: str) -> tuple[Facet, ...]:
    facets: list[Facet] = []
    about = None
    for time, words in zip(reversed(found), reversed(said), strict=True):
        about = _about(words + (before if time is found[0] else "")) or about
        facet = _facet(time, about, words)
        if facet and facet not in facets:
            facets.insert(0, facet)
    return tuple(facets)


def _about(words: str) -> str | None:
    return next((about for about in ("review", "plan") if pattern("noun", "about", about).search(words)), None)


def _facet(time: Time, about: str | None, words: str) -> Facet | None:
    if about is None and not _stands_alone(time, words):
        return None
    if about == "review" or time.ahead is False:
        return Facet("review", time.period)
    return Facet("plan" if time.scope == "year" else "horizon", time.period)


def _stands_alone(time: Time, words: str) -> bool:
    """Whether a time without a telling noun makes a heading: 过去一年, “十二五”——…, 关于2014年政府工作."""
    if time.ahead is None:
        return False
    spoken = time.ahead is False and time.period is not None and words.startswith((",", "，"))
    return spoken or bool(re.fullmatch(r"|[—-].*|时期|(?:的|政府)?工作|(?:时期|期间)?经济社会发展", words))


def opening(sentence: str, year: int | None) -> tuple[Time, str] | None:
    """The time with which a sentence opens, and what follows it; a greeting before it does not count.

    >>> opening("各位代表！一年来，主要做了以下工作：", 2024)[0].period
    '2023'
    """
    bare = re.sub(r"^(?:各位代表|同志们|回望|回顾|展望|刚刚|[!！,，:：—-])+", "", plain(sentence[:80]))
    first = next(times(bare, year), None)
    if first is None or first.span[0] > 0:
        return None
    return first, bare[first.span[1] :]


def opens(line: str) -> Opening | None:
    """The part that a line by itself opens: glossary, livelihood, annex or self-government.

    >>> opens("附件2：名词解释"), opens("2021年省十件民生实事")
    ('glossary', 'livelihood')
    """
    bare = ordinal(plain(line))[1]
    if len(bare) > HEADING_LENGTH or bare.endswith(("。", "；", "!", "！")):
        return None
    return next((name for name in get_args(Opening) if pattern("line", "opens", name).search(bare)), None)
