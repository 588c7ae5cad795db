"""Which indicator of the catalogue a wording names: the very same thing, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from promisetrack.errors import LexiconError
from promisetrack.lexicon import Indicator, indicators
from promisetrack.places import find_place

Found = tuple[Indicator, int, int]

_MARKS = re.compile("[\\s\u200b\ufeff“”\"‘’'「」『』《》〈〉·*]|(?<=.)的(?=.)")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_WIDE = {code: chr(code - 0xFEE0).upper() for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：！？"}
_LETTERS = str.maketrans({**_WIDE, **{lower: chr(lower).upper() for lower in range(ord("a"), ord("z") + 1)}})

_SCOPE = re.compile(
    r"(?:全[国省市县区州盟旗镇乡]|[我本][国省市县区州盟旗镇乡]|全社会|全年度?|年度|年[末底内终]|今年|去年|上年|明年|当年"
    r"|\d{4}年度?|预计|预期|其中|累计|年均|现有|拥有|确保|力争|争取|实现|完成|达成|各类|各项|同比|合计|共)(?=.{2})"
)
_PLACE_END = re.compile(r"(?:(?<=..)区|(?<=.)[市县州旗盟])(?=.{2})")
_ADDED = re.compile(r"(?:新增加?|净增加?|新建成?|建成)(?![改修和及提扩、])(?=.{2})")
_TAIL = re.compile(
    r"(?:总[量额数]|数量?|总?[家户人]数|存量|面积|增速|增幅|增长率|增长|同比|比上年|年均|平均值|均值|平均|累计|达到?|预期|预计|目标|任务|分别|双双"
    r"|可比口径|同口径)$"
)
_ADDED_TAIL = re.compile("建设$")
_RATIO_BEFORE = re.compile(r"(?:人均|单位|[万亿]元|每[万千亿]?元?|占)$")
_RATIO_AFTER = re.compile(r"(?:占|能耗|水耗|用水量|比[重例])")
_UNIT_CLASSES = (
    {"元", "美元", "欧元", "港元"},
    {"%", "百分点", "‰"},
    {"人", "人次", "名"},
    {"亩", "公顷", "平方公里", "平方米"},
    {"公里", "米", "里"},
    {"吨", "公斤", "斤"},
    {"千瓦", "兆瓦", "吉瓦"},
    {"立方米", "标方"},
    {"天", "日"},
)
_MEASURED = frozenset().union(*_UNIT_CLASSES) | {"千瓦时", "吨/日", "吨标准煤", "微克/立方米", "岁", "年", "元/人"}
_NEUTRAL = frozenset({"%", "百分点", "‰", "倍", "位"})


@lru_cache(maxsize=16384)
def resolve(subject: str, unit: str | None = None) -> Indicator | None:
    """The indicator that a subject names as a whole, or None; with a unit, only one that can have it.

    Scope words, a place in front (江门市), marks, 的 and words such as 总量 or 增速 behind do not count;
    anything else that is left over means that it is another thing.

    >>> resolve("全市规上工业增加值增速").id, resolve("先进制造业投资").id
    ('industrial_value_added_above_scale', 'advanced_manufacturing_investment')
    >>> resolve("文化旅游项目投资") is None, resolve("高新技术企业", "元") is None
    (True, True)
    """
    names = _names()
    for stem, added in _stems(_normal(subject)):
        found = names.get(stem)
        if found and (not added or "added" in found.measures):
            return found if _can_have(found, unit) else None
    return None


def find(text: str) -> tuple[Found, ...]:
    """The indicators named in a longer text, each with its start and end; the longest name wins.

    A name inside a longer known name, or inside a ratio (万元GDP能耗), is not taken.

    >>> [(found.id, start, end) for found, start, end in find("居民收入与经济增长同步")]
    [('income_all', 0, 4), ('gdp', 5, 9)]
    >>> find("人均海洋生产总值")
    ()
    """
    written = text.translate(_LETTERS)
    bare = _MARKS.sub("", written)
    hits = _scan(bare)
    if len(bare) == len(text):
        return tuple(hits)
    places = _places(written)
    return tuple((found, places[start], places[end - 1] + 1) for found, start, end in hits)


def _normal(subject: str) -> str:
    plain = subject.translate(_LETTERS)
    plain = _BRACKETED.sub(lambda match: match[1].replace("、", ""), plain)
    return _MARKS.sub("", plain)


@cache
def _names() -> Mapping[str, Indicator]:
    table: dict[str, Indicator] = {}
    for entry in indicators().values():
        for name in (entry.name, *entry.aliases):
            other = table.setdefault(_normal(name), entry)
            if other is not entry:
                raise LexiconError(f"data/indicators.toml: {name} names both {other.id} and {entry.id}; keep it in one")
    return table


def _stems(subject: str) -> Iterator[tuple[str, bool]]:
    """The subject with less and less around it, and whether a word such as 新增 was taken off."""
    for front in _without_front(subject):
        yield from ((stem, False) for stem in _without_tail(front))
        yield from _as_added(front)


def _as_added(subject: str) -> Iterator[tuple[str, bool]]:
    head = _ADDED.match(subject)
    core = subject[head.end() :] if head else subject
    if _ADDED_TAIL.search(core):
        yield core, True
        core = _ADDED_TAIL.sub("", core)
    elif not head:
        return
    for front in _without_front(core):
        yield from ((stem, True) for stem in _without_tail(front))


def _without_front(subject: str) -> Iterator[str]:
    yield subject
    scope = _SCOPE.match(subject)
    if scope:
        yield from _without_front(subject[scope.end() :])
        return
    for end in [match.end() for match in _PLACE_END.finditer(subject, 0, 10)]:
        if find_place(subject[:end]) and not subject[:end].endswith("自治区"):
            yield from _without_front(subject[end:])


def _without_tail(subject: str) -> Iterator[str]:
    yield subject
    tail = _TAIL.search(subject)
    if tail and tail.start() > 1:
        yield from _without_tail(subject[: tail.start()])


def _can_have(indicator: Indicator, unit: str | None) -> bool:
    own = indicator.unit
    if not unit or not own or unit == own or unit in _NEUTRAL:
        return True
    if unit not in _MEASURED and own not in _MEASURED:
        return True
    return any(unit in kind and own in kind for kind in _UNIT_CLASSES)


@cache
def _known() -> tuple[Mapping[str, Indicator | None], Mapping[str, tuple[int, ...]]]:
    """Names, and near neighbours that only block; and for each first two characters the lengths, longest first."""
    known: dict[str, Indicator | None] = {
        _normal(other): None for entry in indicators().values() for other in entry.counterexamples
    }
    known.update(_names())
    known.update(
        (_MARKS.sub("", name.translate(_LETTERS)), entry)
        for entry in indicators().values()
        for name in (entry.name, *entry.aliases)
    )
    lengths: dict[str, set[int]] = {}
    for name in known:
        lengths.setdefault(name[:2], set()).add(len(name))
    return known, {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}


def _scan(text: str) -> list[Found]:
    known, lengths = _known()
    hits: list[Found] = []
    end = 0
    for start in [at for at in range(len(text) - 1) if text[at : at + 2] in lengths]:
        name = _longest(text, start) if start >= end else ""
        if name:
            end = start + len(name)
            found = known[name]
            if found and not _within_more(text, start, end):
                hits.append((found, start, end))
    return hits


def _longest(text: str, start: int) -> str:
    known, lengths = _known()
    for size in lengths[text[start : start + 2]]:
        name = text[start : start + size]
        if name in known:
            return name
    return ""


def _within_more(text: str, start: int, end: int) -> bool:
    """Whether the name is only a part of a ratio, or a short word inside a longer one."""
    if _RATIO_BEFORE.search(text, max(0, start - 4), start) or _RATIO_AFTER.match(text, end):
        return True
    short = end - start < 4 and text[start] > "\u3000"
    before = text[start - 1 : start]
    return short and "\u4e00" <= before <= "\u9fff" and before not in "和与及的对"


def _places(text: str) -> list[int]:
    """Where each character stood before the marks were left out."""
    dropped = {at for match in _MARKS.finditer(text) for at in range(*match.span())}
    return [at for at in range(len(text)) if at not in dropped]
