"""Days, years, due dates and periods as reports write them; the only module that knows dateparser.

dateparser reads full year-month-day forms alone, where it makes no mistakes. Everything else (年底前,
上半年, 三季度, “十四五”末, 过去五年) is read by short patterns, each tried only where its hint stands.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_YEARS = range(1949, 2061)
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}

_SMALL = "([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY_FORM = re.compile(rf"([12][0-9]{{3}})\s*[年./-]\s*{_SMALL}\s*[月./-]\s*{_SMALL}\s*日?")
_YEAR_FORM = re.compile(r"(?<![0-9])([12][0-9]{3})(?=\s?年|[-./][0-9])")
_CHINESE_YEAR = re.compile(r"[一二][〇零○0一二三四五六七八九]{3}(?=\s?年)")
_ODD_DIGITS = re.compile(r"[０-９]|[一二][〇零○０0一二三四五六七八九]{3}\s?年")
_HINT = re.compile("[年月季末期庆五届]")


class _Rule(NamedTuple):
    """A pattern, the characters without which it need not be tried, and the reader of what it finds."""

    hint: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], int | None], str | None]


def parse_date(text: str) -> date | None:
    """The day of a full year-month-day form; None for anything else and for years outside 1949-2060.

    >>> parse_date("２０２３年２月１６日"), parse_date("二〇二三年一月十五日"), parse_date("2023年2月30日")
    (datetime.date(2023, 2, 16), datetime.date(2023, 1, 15), None)
    """
    cut = _DAY_FORM.fullmatch(_plain(text.strip()))
    if cut is None or int(cut[1]) not in _YEARS:
        return None
    found = _day_parser().get_date_data(f"{cut[1]}年{_number(cut[2])}月{_number(cut[3])}日")
    if found.date_obj is None or found.period != "day" or found.date_obj.month != _number(cut[2]):
        return None
    return date(found.date_obj.year, found.date_obj.month, found.date_obj.day)


def year_in(text: str) -> int | None:
    """The first year that a text names, in digits or in Chinese numerals.

    >>> year_in("二〇二四年工作回顾"), year_in("2023年工作安排"), year_in("过去五年")
    (2024, 2023, None)
    """
    years = (int(found[1]) for found in _YEAR_FORM.finditer(_plain(text)))
    return next((year for year in years if year in _YEARS), None)


def find_due(clause: str, year: int | None) -> str | None:
    """When a planned thing is due: "2023", "2023-06", "2023-H1" or "2023-Q3"; None where the clause says nothing.

    `year` is the year of the plan. A year that has passed, or that belongs to a name or to the base of a
    growth figure, is none. Of several the most precise is given.

    >>> [find_due(clause, 2023) for clause in ("年底前开工", "三季度投产", "到2025年达到70%", "较2020年下降13.5%")]
    ['2023-12', '2023-Q3', '2025', None]
    """
    if not _HINT.search(clause):
        return None
    return next((due for _, _, due in _readings(_without_titles(clause), year, _due_rules())), None)


def find_period(text: str, year: int | None) -> str | None:
    """The period that a phrase speaks of: "2022", "2018/2022", "2022-H1"; of several the one named first.

    `year` is the year of the plan: 去年 is the year before it, 过去五年 the five years before it.

    >>> [find_period(text, 2023) for text in ("2022年工作回顾", "过去五年", "“十三五”时期和2020年", "今后五年")]
    ['2022', '2018/2022', '2016/2020', '2023/2027']
    """
    if not _HINT.search(text):
        return None
    return min(_readings(_without_titles(text), year, _period_rules()), default=(0, 0, None))[2]


def _readings(text: str, year: int | None, rules: tuple[_Rule, ...]) -> Iterator[tuple[int, int, str]]:
    """What each rule reads in the text: the place, the rule's rank and the reading."""
    for rank, rule in enumerate(rules):
        if rule.hint not in text:
            continue
        for found in rule.pattern.finditer(text):
            reading = rule.read(found, year)
            if reading:
                yield found.start(), rank, reading


@cache
def _day_parser() -> DateDataParser:
    from dateparser.date import DateDataParser  # noqa: PLC0415  it takes 0.15 s to import

    settings = {"PARSERS": ["absolute-time"], "RELATIVE_BASE": datetime(2000, 1, 1)}
    return DateDataParser(languages=["zh"], settings=settings)


def _plain(text: str) -> str:
    """Full-width digits and years in Chinese numerals as plain digits, character for character."""
    if not _ODD_DIGITS.search(text):
        return text
    return _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), text.translate(_WIDE))


def _without_titles(text: str) -> str:
    """The text without the titles in it: the years in 《…规划（2021—2035年）》 say nothing of the clause."""
    return re.sub("《[^》]*》", "", _plain(text)) if "《" in text else _plain(text)


def _number(numeral: str) -> int:
    """A number below a hundred: 7, 七, 十二, 二十."""
    if numeral.isascii():
        return int(numeral)
    tens, ten, ones = numeral.replace("两", "二").rpartition("十")
    return (int(tens.translate(_DIGITS) or 1) * 10 if ten else 0) + int(ones.translate(_DIGITS) or 0)


def _year_of(found: re.Match[str], year: int | None, otherwise: int = 0) -> int | None:
    """The year that 2024年, 今年, 明年 or 去年 in front of a month or quarter names."""
    named = found.groupdict()
    if named.get("year"):
        return int(named["year"]) if int(named["year"]) in _YEARS else None
    shift = {"今": 0, "本": 0, "明": 1, "去": -1, None: otherwise}.get(named.get("word"))
    return None if year is None or shift is None else year + shift


def _planned(found: re.Match[str], year: int | None, form: str) -> str | None:
    """A reading in the year named, unless that is past: the form "{}-12" gives 2023-12."""
    named = _year_of(found, year)
    return None if named is None or (year is not None and named < year) else form.format(named)


def _reviewed(found: re.Match[str], year: int | None, form: str) -> str | None:
    """A reading in the year named, or else in the year before the plan's."""
    named = _year_of(found, year, otherwise=-1)
    return None if named is None else form.format(named)


def _span_of_years(year: int | None, first: int, last: int) -> str | None:
    """The years from `first` to `last`, both counted from the plan's year."""
    if year is None:
        return None
    return str(year + first) if first == last else f"{year + first}/{year + last}"


def _rule(hint: str, pattern: str, read: Callable[[re.Match[str], int | None], str | None]) -> _Rule:
    return _Rule(hint, re.compile(pattern), read)


def _due_in(ending: str) -> Callable[[re.Match[str], int | None], str | None]:
    return lambda found, year: _planned(found, year, "{}" + ending)


def _due_month(found: re.Match[str], year: int | None) -> str | None:
    """4月底前, 今年6月, and 8月 where the clause or a word such as 力争 stands before it."""
    month = _number(found["month"])
    named = found["year"] or found["word"] or (found["lead"] is not None and found["month"].isascii())
    return _planned(found, year, f"{{}}-{month:02}") if 1 <= month <= 12 and (named or found["tail"]) else None


def _half(found: re.Match[str]) -> str:
    return "1" if found["half"] == "上" else "2"


def _due_quarter(found: re.Match[str], year: int | None) -> str | None:
    return _planned(found, year, f"{{}}-Q{_QUARTERS[found['quarter']]}")


def _plan_years(found: re.Match[str]) -> tuple[int, int]:
    """The first and last year of a five-year plan: the fourteenth runs from 2021 to 2025."""
    last = 1955 + 5 * _number(found["plan"])
    return last - 4, last


def _due_with_plan(found: re.Match[str], year: int | None) -> str | None:
    last = _plan_years(found)[1]
    return str(last) if year is None or last >= year else None


def _due_within(found: re.Match[str], year: int | None) -> str | None:
    """三年内, 今后五年: the last of the years, the plan's own being the first."""
    if year is None or not (found["lead"] or found["inside"]):
        return None
    return str(year + _number(found["number"]) - 1)


def _period_as_of(found: re.Match[str], _: int | None) -> str | None:
    year, month = int(found["year"]), int(found["month"] or 12)
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    day = int(found["day"] or monthrange(year, month)[1])
    return f"{year}-{month:02}-{day:02}"


def _period_of_months(found: re.Match[str], year: int | None) -> str | None:
    months = [int(found[name]) for name in ("month", "last") if found[name]]
    if not all(1 <= month <= 12 for month in months):
        return None
    return _reviewed(found, year, "/".join(f"{{0}}-{month:02}" for month in months))


def _period_of_quarters(found: re.Match[str], year: int | None) -> str | None:
    quarter = _QUARTERS[found["quarter"]]
    return _reviewed(found, year, f"{{0}}-01/{{0}}-{3 * quarter:02}" if found["first"] else f"{{}}-Q{quarter}")


def _period_of_range(found: re.Match[str], _: int | None) -> str:
    return f"{found['from']}/{found['year']}"


def _period_since(found: re.Match[str], year: int | None) -> str | None:
    first = int(found["year"])
    return found["year"] if year is None or first >= year - 1 else f"{first}/{year - 1}"


def _period_of_plan(found: re.Match[str], _: int | None) -> str:
    first, last = _plan_years(found)
    return f"{first}/{last}"


def _period_of_years(found: re.Match[str], year: int | None) -> str | None:
    groups = found.groupdict()
    number = _number(groups["number"] or groups["run"])
    return _span_of_years(year, 0, number - 1) if groups.get("ahead") else _span_of_years(year, -number, -1)


def _period_by_word(found: re.Match[str], year: int | None) -> str | None:
    shift = {"前": -2, "去": -1, "上": -1, "今": 0, "本": 0, "明": 1}[found[1]]
    return _span_of_years(year, shift, shift)


_WITH_YEAR = r"(?:(?<![0-9比较])(?P<year>[12][0-9]{3})\s?年|(?P<word>[今明本去])年)?"
_NUMBER = "(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})"
_QUARTER = f"(?<![每各]){_WITH_YEAR}(?P<first>前)?第?(?P<quarter>[一二三四])季度"
_HALF = f"{_WITH_YEAR}(?P<half>[上下])半年"
_PLAN = '(?P<plan>十[一二三四五六七]?|八|九)五[”"]?(?:规划|计划)?'
_DASH = "[—–~～至到-]{1,2}"


@cache
def _due_rules() -> tuple[_Rule, ...]:
    """The readers of due dates, the most precise first."""
    lead = "(?:^|[到至于在，、；：,;（(]|力争|争取|确保|预计|计划)"
    done = "前|底|内|末|全面|基本|初步|率先|建成|完成|实现|竣工|通车|投产|投用|投入|开工|达"
    name = ".{0,14}(?:方案|行动|计划|规划)"
    month = f"(?P<lead>{lead})?{_WITH_YEAR}(?<![0-9第—–~～至-])(?P<month>{_NUMBER})月(?![—–~～至-])"
    by_day = "[0-9]{1,2}日(?:前|(?=建|开|通|投|完|竣|启))"
    year_end = r"(?<![0-9一二两三四五六七八九十])(?:(?P<year>[12][0-9]{3})|(?P<word>[今明本去上每历往]))?\s?年{1,2}"
    within = f"(?P<lead>今后|未来)?(?<![0-9第])(?:[0-9][—–至-])?(?P<number>{_NUMBER})年(?!的)"
    return (
        _rule("月", f"{month}(?P<tail>份|{by_day}|[底末初前]|[上中下]旬)?", _due_month),
        _rule("半年", _HALF, lambda found, year: _planned(found, year, "{}-H" + _half(found))),
        _rule("季度", _QUARTER, _due_quarter),
        _rule("秋", f"{_WITH_YEAR}(?:今秋|(?<![夏春])秋季)(?=学期|开|招生|入学|前|投|启|建成|$)", _due_in("-09")),
        _rule("国庆", f"{_WITH_YEAR}国庆节?前", _due_in("-10")),
        _rule("年", f"{year_end}(?:底|末(?!常住|总|人口|户籍|余额|存|实有))", _due_in("-12")),
        _rule("五", f"{_PLAN}(?:期?末|期间|收官)", _due_with_plan),
        _rule("年", rf"{lead}\s?(?P<year>20[0-9]{{2}})\s?年(?!度|远景|以来|起|版|{_DASH})", _due_in("")),
        _rule("年", rf"(?<![0-9从自比较向—–~～-])(?P<year>20[0-9]{{2}})\s?年(?={done})(?!{name})", _due_in("")),
        _rule("明年", f"{lead}(?P<word>明)年", _due_in("")),
        _rule("年", f"{within}(?P<inside>(?:左右|时间)?内|左右|的?时间)?", _due_within),
        _rule("年", "今年|年内|本年|全年|当年", lambda _, year: str(year) if year else None),
    )


@cache
def _period_rules() -> tuple[_Rule, ...]:
    """The readers of periods; where two begin at the same place the first in this order holds."""
    year = r"(?P<year>[12][0-9]{3})\s?年"
    as_of = f"截至{year}(?:年?[底末]|(?P<month>[0-9]{{1,2}})月(?:(?P<day>[0-9]{{1,2}})日|[底末])?)"
    months = f"(?P<month>[0-9]{{1,2}})(?:月?{_DASH}(?P<last>[0-9]{{1,2}}))?月"
    past = f"(?:过去的?|[近这前]|连续)(?P<number>{_NUMBER})年|(?<![0-9第])(?P<run>{_NUMBER})年[来间]"
    return (
        _rule("年", rf"(?<![0-9])(?P<from>[12][0-9]{{3}})\s?年?\s?{_DASH}\s?{year}", _period_of_range),
        _rule("截至", as_of, _period_as_of),
        _rule("月", f"{_WITH_YEAR}(?<![0-9]){months}", _period_of_months),
        _rule("季度", _QUARTER, _period_of_quarters),
        _rule("半年", _HALF, lambda found, year: _reviewed(found, year, "{}-H" + _half(found))),
        _rule("以来", f"{year}以来", _period_since),
        _rule("五", f'{_PLAN}(?:时期|期间|以来|五年|[期工发主这—]|[”"][和及与、]|[”"]?$)', _period_of_plan),
        _rule("届", "本届政府(?:任期|工作|以来|履职|五年)", lambda _, year: _span_of_years(year, -5, -1)),
        _rule("年", f"(?P<ahead>今后|未来)的?(?P<number>{_NUMBER})年", _period_of_years),
        _rule("年", past, _period_of_years),
        _rule("年", f"(?<![0-9比较]){year}", lambda found, year: _reviewed(found, year, "{}")),
        _rule("年", "(?<![比较])([去上今本明前])一?年(?!代)", _period_by_word),
    )
