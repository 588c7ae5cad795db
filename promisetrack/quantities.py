"""Figures with comparator, value and unit, as they stand in a sentence.

What a figure belongs to is not decided here (see statements); names that hold digits (5G, “1+6+3”, 十四五),
years, ordinals and list numbers are passed over.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve

from promisetrack.lexicon import table
from promisetrack.model import Comparator
from promisetrack.numerals import CHINESE_DIGITS, SCALES, to_decimal
from promisetrack.proportions import proportion, ranks, specials
from promisetrack.units import Figure, UnitClass, alternatives, units

_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = rf"{_DIGITS}|[{CHINESE_DIGITS}]+"


@cache
def _comparators(side: str) -> tuple[tuple[str, Comparator], ...]:
    words = [(word, entry["sense"]) for entry in table("phrases")["comparator"] for word in entry[side]]
    return tuple(sorted(words, key=lambda pair: -len(pair[0])))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    unit, scale = alternatives(units()), alternatives(SCALES)
    scaled = alternatives(name for name in units() if name[0] in "百千")
    per = r"(?:/(?:秒|日|天|年|月|亩|人|吨|平方米|立方米|升|小时|万人|公里|头|座|次|户|万元)(?:·年)?)?"
    before = alternatives(word for word, _ in _comparators("before"))
    after = alternatives(word for word, _ in _comparators("after"))
    return {
        "number": re.compile(_NUMBER),
        "tail": re.compile(
            rf"(?P<few>多|余|来)?(?:(?P<whole>(?:{scaled}){per})|(?P<scale>{scale})?(?:多|余)?(?P<unit>(?:{unit}){per})?)"
        ),
        "scale": re.compile(rf"(?:{scale})(?P<unit>(?:{unit}){per})?"),
        "range": re.compile(rf"(?:%|{scale})?(?:{unit})?(?:-{{1,2}}|至|到)(?P<high>{_DIGITS})"),
        "listed": re.compile(rf"、(?:{_DIGITS})(?:{scale})?(?P<unit>(?:{unit}){per})"),
        "before": re.compile(rf"(?:{before})$"),
        "after": re.compile(rf"(?:{after})"),
    }


def figures(text: str) -> tuple[Figure, ...]:
    """All figures of a sentence, in order; they never overlap.

    >>> [(str(f.value), f.unit, f.comparator) for f in figures("增长6%以上，完成投资超1.5万亿元、全省第3")]
    [('6', '%', 'ge'), ('1500000000000.0', '元', 'gt'), ('3', '位', 'eq')]
    """
    found = [*ranks(text), *specials(text)]
    taken = [(figure.start, figure.end) for figure in found]
    quoted = _quoted(text)
    for match in _patterns()["number"].finditer(text):
        start = match.start()
        if any(a <= start < b for a, b in taken) or any(a < start < b for a, b in quoted):
            continue
        figure = _figure(text, match)
        if figure is not None:
            found.append(figure)
            taken.append((figure.core, figure.end))
    return tuple(sorted(found, key=lambda figure: figure.core))


def _quoted(text: str) -> list[tuple[int, int]]:
    """Short quotations are names: the digits in them count nothing."""
    if "“" not in text:
        return []
    return [match.span() for match in re.finditer(r"“[^”]{1,30}”", text)]


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    start, numeral = match.start(), match.group()
    before = text[start - 1] if start else ""
    if before in "+-—/.·" and before and not _is_minus(text, start):
        return None
    if before and ((before.isascii() and before.isalpha()) or before in "第届" or _is_vague(before, numeral)):
        return None
    if _is_ordinal(text, match):
        return None
    if text.startswith(("五", "届"), match.end()) and numeral[0] in "十":
        return None
    figure = proportion(text, start) or _amount(text, match)
    if figure is None:
        return None
    if before == "-":
        figure = evolve(figure, start=start - 1, value=-figure.value)
    return _compare(text, figure)


def _is_ordinal(text: str, match: re.Match[str]) -> bool:
    """十一次、十二次全会 are sittings; an age (0~6岁) says whom, not how much."""
    following = text[match.end() :]
    return bool(_SITTING.match(following) or _AGE.match(following))


_SITTING = re.compile("(?:次[、和][一二三四五六七八九十]+)*次(?:全会|全体会议|会议|党代会|代表大会|中央全会|历次)")
_AGE = re.compile("[~～—-]+[0-9]+周?岁|周岁|岁(?:以|及以|至|[（(儿老残婴幼的人户适常未女妇居农城市青中小])")


def _is_vague(before: str, numeral: str) -> bool:
    """数十家, 几百人: nobody counted; 指数135% was counted."""
    return before in "数几" and not numeral.isascii()


def _is_minus(text: str, start: int) -> bool:
    """为-2.1%: a minus stands behind a word, not behind a digit or a letter."""
    return text[start - 1] == "-" and start > 1 and "\u4e00" <= text[start - 2] <= "\u9fff"


def _amount(text: str, match: re.Match[str]) -> Figure | None:
    start, numeral = match.span()[0], match.group()
    if not numeral.isascii():
        return _chinese_amount(text, match)
    tail = _patterns()["tail"].match(text, match.end())
    assert tail is not None
    unit, kind = _unit(tail["whole"] or tail["unit"])
    if unit is None and (listed := _patterns()["listed"].match(text, tail.end())):
        unit, kind = _unit(listed["unit"])
    scale, end = tail["scale"] or "", tail.end()
    value = to_decimal(numeral.rstrip(","), scale)
    if value is None:
        return None
    more: Comparator = "gt" if re.search(r"[多余]", tail[0]) else "eq"
    if unit is None and not scale and _UNITLESS.search(text, 0, start):
        kind = "ratio"
    figure = Figure(start, start, end, value, unit, kind, more)
    spread = _with_range(text, match, figure)
    return spread if spread is not figure or not _is_name(text, match, end, unit) else None


def _unit(written: str | None) -> tuple[str | None, UnitClass]:
    if not written:
        return None, "none"
    if written in units():
        return units()[written]
    base, _, per = written.partition("/")
    symbol, kind = units()[base]
    return (f"{symbol}/{per}" if per else symbol), kind


def _with_range(text: str, match: re.Match[str], figure: Figure) -> Figure:
    """A range (6%-7%, 1到2家) keeps its lower end as value and the upper one beside it."""
    spread = _patterns()["range"].match(text, match.end())
    if not spread:
        return figure
    tail = _patterns()["tail"].match(text, spread.end())
    assert tail is not None
    high = to_decimal(spread["high"].rstrip(","), tail["scale"] or "")
    unit, kind = _unit(tail["whole"] or tail["unit"])
    if high is None or unit is None or (unit == "年" and 1949 <= figure.value <= 2060):
        return figure
    low = figure.value if figure.unit else to_decimal(match.group(), tail["scale"] or "")
    if low is None or low >= high:
        return figure
    return evolve(figure, value=low, high=high, unit=unit, kind=kind, end=tail.end(), comparator="ge", marked=True)


def _is_name(text: str, match: re.Match[str], end: int, unit: str | None) -> bool:
    """Whether the digits are a year, a date, a code, a class or a list number, not a count."""
    following = text[end : end + 1]
    if re.match(r"千伏(?!安)|伏|[kK][vV](?!A)", text[match.end() : match.end() + 3]):
        return True
    if unit in ("年", "个月", "小时", "分钟") or (unit == "日" and not text.startswith("个", match.end())):
        return not _is_limit(text, match.start(), end)
    if following and (
        following in "级型年月号时代届" or (following.isascii() and following.isalpha() and unit not in ("%",))
    ):
        return not (following == "年" and unit) or following in "级型"
    if following == "+" or (following == "." and text[end + 1 : end + 2].isdigit()):
        return True
    if unit is None:
        return not _bare_counts(text, match, end)
    return unit == "条" and text[match.start() - 1 : match.start()] == "第"


def _is_limit(text: str, start: int, end: int) -> bool:
    """A length of time is a figure where it is a limit that something is cut down to."""
    before = text[max(0, start - 6) : start]
    return bool(re.search(r"压缩|压减|缩短|不超过|减少|控制在|降至", before)) or text.startswith(("以内", "之内"), end)


def _bare_counts(text: str, match: re.Match[str], end: int) -> bool:
    """A figure without a unit counts where its scale or its list says what it counts (525万, 175、235元)."""
    return end > match.end() or bool(_UNITLESS.search(text, 0, match.start()))


# 收入比缩小到2.31, 指数降至4.2以下: what is measured by a bare number.
_UNITLESS = re.compile(r"(?:收入比|收入差距|倍差|比值|指数|系数|PUE值?|容积率)(?:[由从]\d[\d.:]*)?[^，；。、\d]{0,7}$")


def _chinese_amount(text: str, match: re.Match[str]) -> Figure | None:
    numeral, start, end = match.group(), match.start(), match.end()
    bare = _patterns()["scale"].fullmatch(text, start, end) or None
    if numeral in SCALES or bare:
        return _round_sum(text, match)
    tail = _patterns()["tail"].match(text, end)
    if tail is None or not (tail["whole"] or tail["unit"]) or numeral in ("一", "零", "〇", "万", "亿"):
        return None
    unit, kind = _unit(tail["whole"] or tail["unit"])
    value = to_decimal(numeral) or to_decimal(numeral.rstrip("万亿"), numeral[len(numeral.rstrip("万亿")) :])
    marked = kind in ("percent", "points", "money", "multiple") or bool(_patterns()["before"].search(text, 0, start))
    plain_name = (
        text.startswith(("级", "型", "大"), tail.end())
        or kind == "time"
        or (kind == "person" and len(numeral) == 1)
        or bool(_VILLAGE.match(text, tail.end() - 1))
    )
    if value is None or (value < 10 and not marked and not _counted(text, start)) or plain_name:
        return None
    return Figure(start, start, tail.end(), value, unit, kind, "eq")


# 十家至大坝沟公路, 五十家子: villages are called after the households they began with.
_VILLAGE = re.compile("家(?:至|到|子|渠|屯|营|庄|店|堡)")


def _counted(text: str, start: int) -> bool:
    """Whether a small Chinese number stands right behind a verb that adds or builds (建成两座)."""
    return text[max(0, start - 2) : start] in (
        "新增",
        "新建",
        "建成",
        "培育",
        "引进",
        "创建",
        "打造",
        "新设",
        "增设",
        "办好",
    )


def _round_sum(text: str, match: re.Match[str]) -> Figure | None:
    """A scale without a digit (超千亿元, 上百亿) counts behind a comparator."""
    start = match.start()
    before = text[max(0, start - 3) : start]
    if not before.endswith(("超", "破", "过", "上", "达", "达到", "逾", "近")) or before.endswith(("以上", "路上")):
        return None
    found = _patterns()["scale"].match(text, start)
    if found is None or text.startswith(("级", "年", "众", "家", "方"), found.end()):
        return None
    unit, kind = _unit(found["unit"])
    value = to_decimal("", text[start : found.end()].removesuffix(found["unit"] or ""))
    if value is None:
        return None
    figure = Figure(start, start, found.end(), value, unit, kind, "eq", marked=True)
    return evolve(figure, start=start - 1, comparator="ge") if before.endswith("上") else figure


def _compare(text: str, figure: Figure) -> Figure:
    """Take in the words of comparison around the figure."""
    start, end, sense = figure.start, figure.end, figure.comparator
    if match := _patterns()["before"].search(text, max(0, start - 6), start):
        start, sense = match.start(), _weigh(dict(_comparators("before"))[match.group()], sense)
        outer = _patterns()["before"].search(text, max(0, start - 6), start)
        if outer and sense in ("eq", "approx") and dict(_comparators("before"))[outer.group()] in ("le", "ge", "gt"):
            start, sense = outer.start(), _weigh(dict(_comparators("before"))[outer.group()], sense)
    if match := _patterns()["after"].match(text, end):
        end, sense = match.end(), _weigh(dict(_comparators("after"))[match.group()], sense)
    return evolve(figure, start=start, end=end, comparator=sense)


def _weigh(word: Comparator, so_far: Comparator) -> Comparator:
    """The word nearest to the figure's meaning wins: 控制在5.5%左右 is about 5.5 %, 达到6%以上 at least 6 %."""
    if word == "eq":
        return so_far
    return "approx" if "approx" in (word, so_far) else word
