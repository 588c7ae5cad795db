"""Provinces, prefectures and counties of China by year, and which lies in which.

The table data/places.tsv.gz holds every year from 1980 to 2024 and is read on the first look-up. Years
outside it are taken for the nearest one in it. Development zones have no entry.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple, get_args

from attrs import field, frozen
from attrs.validators import in_

from promisetrack.errors import LexiconError

Level = Literal["country", "province", "prefecture", "county"]

CHINA = "中国"
_FIRST_YEAR, _LAST_YEAR = 1980, 2024
_GRACE = 10
"""For so many years a name out of use is still understood."""
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")

_SUFFIX = re.compile(
    "(?:特别行政区|行政区|自治[区州县旗]|联合旗|地区|(?<=神农架)林区|工[农矿]区|[特矿]区|[省市区县旗盟])$"
)


@frozen
class Place:
    """A unit of government as it was in a year: its code, full name, level and the names above it, top first.

    >>> Place("440705", "新会区", "county", ("广东省", "江门市")).path
    '江门市新会区'
    """

    code: str
    name: str
    level: Level = field(validator=in_(get_args(Level)))
    parents: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The name from the top down without the province; a municipality such as 北京市 stays in front."""
        top = 0 if self.parents[:1] and self.parents[0] in _MUNICIPALITIES else 1
        return "".join((*self.parents[top:], self.name))


_COUNTRY = Place("100000", CHINA, "country")


class _Row(NamedTuple):
    code: str
    name: str
    parent: str
    first: str
    last: str

    def in_use(self, year: int) -> bool:
        return int(self.first) <= year <= int(self.last)

    def nearest(self, year: int) -> int:
        """The year in use that is nearest to a given one."""
        return min(max(year, int(self.first)), int(self.last))


class _Table(NamedTuple):
    by_name: dict[str, list[_Row]]
    by_code: dict[str, list[_Row]]
    by_parent: dict[str, list[_Row]]


def find_place(name: str, *, year: int | None = None, within: str | None = None) -> tuple[Place, ...]:
    """The places that a name can mean, the highest level first; none where the table does not know it.

    The name may be short (新会) or stacked (广东省江门市新会区). Without a year, it is read as of the last
    year in which it was in use; with one, as of the nearest such year, ten years off at most. `within`
    leaves only the places inside another one.

    >>> [place.path for place in find_place("江门新会")]
    ['江门市新会区']
    >>> [place.path for place in find_place("清苑", year=2010)]
    ['保定市清苑县']
    >>> len(find_place("鼓楼区")) > 1, [place.path for place in find_place("鼓楼区", within="江苏省南京市")]
    (True, ['南京市鼓楼区'])
    """
    found = _candidates(name.strip(), year)
    if within is None:
        return found
    outer = _candidates(within.strip(), year)
    return tuple(place for place in found if any(_inside(place, other) for other in outer))


def contains(outer: str, inner: str, year: int | None = None) -> bool | None:
    """Whether the inner place lies in the outer one, below it; None where the table does not know one of them.

    >>> contains("江门市", "新会"), contains("江门市", "深圳市"), contains("江门市", "滨海新城")
    (True, False, None)
    """
    outers, inners = find_place(outer, year=year), find_place(inner, year=year)
    if not outers or not inners:
        return None
    return any(_inside(place, other) for place in inners for other in outers)


def parts_of(name: str, year: int | None = None) -> tuple[str, ...]:
    """The names of the units one level below a place, in the order of their codes.

    >>> parts_of("江门市", 2023)
    ('蓬江区', '江海区', '新会区', '台山市', '开平市', '鹤山市', '恩平市')
    """
    found = find_place(name, year=year)
    if not found:
        return ()
    key = "" if found[0] == _COUNTRY else found[0].code
    now = _clamp(_LAST_YEAR if year is None else year)
    return tuple(row.name for row in _table().by_parent.get(key, ()) if row.in_use(now))


@cache
def short_name(name: str) -> str:
    """A place's name as people say it, without the kind of unit; two characters at least stay.

    >>> [short_name(name) for name in ("新会区", "内蒙古自治区", "延边朝鲜族自治州", "易县")]
    ['新会', '内蒙古', '延边', '易县']
    """
    stem = _shortened(name, _SUFFIX)
    return _shortened(stem, _peoples()) if "自治" in name or "族" in stem else stem


@cache
def _peoples() -> re.Pattern[str]:
    return re.compile(
        "(?:(?:各|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土"
        "|柯尔克孜|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|保安|裕固|京|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
        "|德昂)族|蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克)+$"
    )


def _shortened(name: str, ending: re.Pattern[str]) -> str:
    found = ending.search(name)
    return name[: found.start()] if found and found.start() > 1 else name


@cache
def _table() -> _Table:
    path = files("promisetrack") / "data" / "places.tsv.gz"
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        return _indexed([_Row._make(line.split("\t")) for line in lines])
    except (OSError, EOFError, ValueError, TypeError) as error:
        raise LexiconError(f"data/places.tsv.gz: {error}; reinstall promisetrack") from error


def _indexed(rows: list[_Row]) -> _Table:
    table = _Table({}, {}, {})
    for row in rows:
        for index, key in ((table.by_code, row.code), (table.by_parent, row.parent), (table.by_name, row.name)):
            index.setdefault(key, []).append(row)
        short = short_name(row.name)
        if short != row.name:
            table.by_name.setdefault(short, []).append(row)
    return table


def _clamp(year: int) -> int:
    return min(max(year, _FIRST_YEAR), _LAST_YEAR)


def _candidates(name: str, year: int | None) -> tuple[Place, ...]:
    return _named(name, year) or _stacked(name, year)


@lru_cache(maxsize=4096)
def _named(name: str, year: int | None) -> tuple[Place, ...]:
    if name == CHINA:
        return (_COUNTRY,)
    rows = _table().by_name.get(name)
    return _as_of(rows, year) if rows else ()


def _as_of(rows: list[_Row], year: int | None) -> tuple[Place, ...]:
    wanted = _LAST_YEAR if year is None else _clamp(year)
    nearest = min((row.nearest(wanted) for row in rows), key=lambda found: abs(found - wanted))
    if year is not None and abs(nearest - wanted) > _GRACE:
        return ()
    places = (_place(row, nearest) for row in rows if row.in_use(nearest))
    return tuple(sorted(places, key=lambda place: (len(place.parents), place.code)))


def _stacked(name: str, year: int | None) -> tuple[Place, ...]:
    """A name such as 江门市新会区: the longest known beginning, and the rest inside it."""
    for cut in range(len(name) - 2, 1, -1):
        outers = _named(name[:cut], year)
        inners = _candidates(name[cut:], year) if outers else ()
        found = tuple(inner for inner in inners if any(_inside(inner, outer) for outer in outers))
        if found:
            return found
    return ()


def _inside(inner: Place, outer: Place) -> bool:
    if outer.level == "country":
        return inner.level != "country"
    above = len(outer.parents)
    return inner.parents[: above + 1] == (*outer.parents, outer.name)


def _place(row: _Row, year: int) -> Place:
    return Place(row.code, row.name, _level(row.code), tuple(reversed(list(_above(row.parent, year)))))


def _level(code: str) -> Level:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _above(code: str, year: int) -> Iterator[str]:
    """The names from a code upwards as they were in a year."""
    while code:
        row = min(_table().by_code[code], key=lambda row: abs(row.nearest(year) - year))
        yield row.name
        code = row.parent
