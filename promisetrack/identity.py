"""Whose report a text is, of which year, and when it was delivered: read from its opening, headings and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from operator import add

from attrs import field, frozen
from attrs.validators import in_

from promisetrack.dates import parse_date, year_in
from promisetrack.model import DocumentKind
from promisetrack.places import CHINA, Place, find_place, short_name

_KINDS: tuple[DocumentKind, ...] = ("report", "digest")
_OPENING = 1500
_LONGEST = 200_000
_HEADING = 45
_NAME = "([\u4e00-\u9fff]{1,14}[省市区县旗州盟])"
_LEVELS = ("县旗区", "市州盟", "省")
_NO_NAMES = frozenset({"城区", "郊区", "矿区", "新区"})
_UNKNOWN = "(?:(?!代表|在|日)[\u4e00-\u9fff]){2,8}[省市区县旗州盟]"
_DIGIT = "0-9０-９一二三四五六七八九十"
_DAY = f"[12１２一二][〇零○{_DIGIT}]{{3}}年[{_DIGIT}]{{1,3}}月[{_DIGIT}]{{1,3}}日"


@frozen(kw_only=True)
class Identity:
    """What a text says of itself; None where it does not say it. `year` is the year that it plans."""

    title: str = ""
    place: str | None = None
    year: int | None = None
    delivered: date | None = None
    kind: DocumentKind = field(default="report", validator=in_(_KINDS))


def identify(text: str, *, source: str = "") -> Identity:
    """Reads title, place, plan year, day of delivery and kind from a text.

    The source's name is asked for the year alone, and only where the text gives none.

    >>> found = identify("政府工作报告\\n——2023年2月6日在江门市第十六届人大会议上\\n一、2022年工作回顾")
    >>> found.place, found.year, found.delivered, found.title
    ('江门市', 2023, datetime.date(2023, 2, 6), '江门市2023年政府工作报告')
    """
    text = text[:_LONGEST]
    opening = _squeezed(text[:_OPENING])
    kind = _kind(text, opening)
    day = _delivered(opening)
    year = _plan_year(text, opening, day) or year_in(re.sub("([0-9]{4})", r"\1年", source))
    place = _place(text, opening, year)
    title = (_own_title(text) if kind == "digest" else "") or report_title(place, year)
    return Identity(title=title, place=place, year=year, delivered=day or _opening_day(opening, year), kind=kind)


def report_title(place: str | None, year: int | None) -> str:
    """The title that a report goes by.

    >>> report_title("江门市", 2023)
    '江门市2023年政府工作报告'
    """
    return f"{place or ''}{f'{year}年' if year else ''}政府工作报告"


def _squeezed(text: str) -> str:
    """The text without blanks, and without the ?? that stand for blanks on some sites."""
    return re.sub(r"\s|\?\?", "", text)


def _kind(text: str, opening: str) -> DocumentKind:
    """A digest calls itself one, or has a newspaper's marks and not the speech's 各位代表."""
    if re.search("摘登|摘要|摘录|数读|图解|速览", opening[:120]):
        return "digest"
    if "我代表" in opening or "各位代表" in text:
        return "report"
    lines = [line for line in text.splitlines() if line.strip()]
    bullets = sum(line.lstrip().startswith(("- ", "* ", "•", "●", "■")) for line in lines)
    press = re.search("本报|记者|读懂|图读|一图|要点|开幕", opening)
    return "digest" if press or bullets * 4 > len(lines) else "report"


def _own_title(text: str) -> str:
    """The line of the first ones that names the report, or else the first."""
    lines = [line.strip(" #*\u3000") for line in text[:_OPENING].splitlines() if line.strip()][:5]
    titles = [line for line in lines if len(line) < _HEADING]
    return next((line for line in titles if "工作报告" in line), titles[0] if titles else "")


def _delivered(opening: str) -> date | None:
    """The day on which the report was read out: 2023年2月16日在…大会上, or else the first day of the title lines."""
    address = opening.find("各位")
    title = opening[: address if address >= 0 else 120]
    days = re.findall(f"{_DAY}(?=在)", opening) + re.findall(_DAY, title)
    return next((day for day in map(parse_date, days) if day), None)


def _opening_day(opening: str, year: int | None) -> date | None:
    """The day that a newspaper gives without its year: 2月16日上午，江门市第十六届人民代表大会…开幕."""
    found = re.search("(?<!年)([0-9]{1,2})月[0-9]{1,2}日(?=[^。]{0,30}届人民代表大会)", opening)
    if found is None or year is None:
        return None
    return parse_date(f"{year - 1 if int(found[1]) >= 11 else year}年{found[0]}")


def _plan_year(text: str, opening: str, day: date | None) -> int | None:
    """The year with the most votes: from headings, the title, the day of delivery."""
    votes: Counter[int] = Counter()
    for heading in _headings(text):
        vote = _vote(heading)
        if vote:
            votes[vote[0]] += vote[1]
    if day:
        votes[day.year + (day.month >= 11)] += 3
    titled = re.search("([12][0-9]{3})年[^，。0-9]{0,8}政府工作报告", opening[:200])
    if titled:
        votes[int(titled[1])] += 2
    return votes.most_common(1)[0][0] if votes else None


def _headings(text: str) -> Iterator[str]:
    seen = set()
    for line in text.splitlines():
        if "年" in line and len(line) < _HEADING and line not in seen:
            seen.add(line)
            yield line.strip()


def _vote(heading: str) -> tuple[int, int] | None:
    """The plan year that a heading speaks for, and its weight: 2022年工作回顾 speaks for 2023."""
    year = year_in(heading)
    if year is None or not re.search("年.{0,20}(?:工作|任务|目标|回顾|安排|实事)", heading) or "远景" in heading:
        return None
    if re.search("回顾|成就|成绩", heading):
        return year + 1, 3
    return year, 3 if re.search("安排|部署|任务|目标|重点|要求|实事", heading) else 1


def _place(text: str, opening: str, year: int | None) -> str | None:
    """The place of the congress, of the government that speaks, of its head, of its plan; or the one named most."""
    for cue in _cues():
        for found in cue.finditer(opening):
            name = _full_name(found[1], text, year)
            if name:
                return name
    if re.search("我代表国务院|国务院总理", opening):
        return CHINA
    unknown = re.search(f"(?:在|日|代表)({_UNKNOWN})(?:第.{{1,4}}届|人民政府)", opening)
    if unknown:
        return unknown[1]
    named = re.search(f"{_NAME}国民经济和社会发展第", text)
    return (_full_name(named[1], text, year) if named else None) or _most_named(text, year)


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(f"{_NAME}第?[一二三四五六七八九十0-9]{{1,4}}届人(?:民代表)?大"),
        re.compile(f"代表{_NAME}(?:第[一二三四五六七八九十0-9]{{1,4}}届)?人民政府"),
        re.compile(f"{_NAME}(?:人民政府)?代?理?(?:[省市区县旗州盟]长|主席)"),
    )


def _full_name(written: str, text: str, year: int | None) -> str | None:
    """A name with the prefecture in front; words before it (在, 日) are left off until the table knows it."""
    for start in range(len(written) - 1):
        places = find_place(written[start:], year=year)
        if places:
            return _likeliest(places, text)
    return None


def _likeliest(places: tuple[Place, ...], text: str) -> str:
    """Of several places of one name the one whose upper places the text names; the bare name where none is named."""
    if len(places) == 1:
        return places[0].path
    counts = [sum(text.count(short_name(name)) for name in place.parents) for place in places]
    best = max(counts)
    return places[counts.index(best)].path if counts.count(best) == 1 else places[0].name


def _most_named(text: str, year: int | None) -> str | None:
    """The place of its own level that a text without a title names most."""
    level = _own_level(text)
    if level == CHINA:
        return CHINA
    pairs = Counter(map(add, text, text[1:]))
    counts = pairs + Counter(map(add, map(add, text, text[1:]), text[2:]))
    scores: Counter[tuple[Place, ...]] = Counter()
    for gram, count in counts.items():
        places = find_place(gram, year=year) if count > 2 and gram not in _NO_NAMES else ()
        named = tuple(place for place in places if place.name[-1] in level and _borne_out(place, text))
        if named:
            scores[named] += count
    return _likeliest(max(scores, key=scores.__getitem__), text) if scores else None


def _own_level(text: str) -> str:
    """The endings of the lowest level that a text says 全县 or 我市 of: a city speaks of the province as well."""
    said = Counter(re.findall("[全我]([省市县区旗州盟])", text))
    if text.count("我国") > said.total():
        return CHINA
    shares = {level: sum(said[ending] for ending in level) for level in _LEVELS}
    return next((level for level in _LEVELS if shares[level] * 5 > said.total()), "")


def _borne_out(place: Place, text: str) -> bool:
    """Whether a county's upper places are named too: 资源 and 合作 are words in every report, and counties as well."""
    return place.level != "county" or any(short_name(name) in text for name in place.parents)
