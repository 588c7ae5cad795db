"""Figures that state nothing of their own: where a change began, what describes the thing that another one counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from promisetrack.clauses import SHARE_OF, pattern, words
from promisetrack.units import Figure

_CHANGE_TO = (
    r"(?:增至|升至|增到|升到|降至|缩至|扩至|压至|减至|(?:提高|提升|增加|增长|上升|扩大|下降|降低|降|减少|压缩|缩短|缩小|压减|"
    r"调整|调|优化|下调|上调|扩容)(?:到|至|为))"
)


def is_qualifier(masked: str, found: Sequence[Figure], i: int) -> bool:
    """Whether the figure only describes what another one counts, or where a change began."""
    figure = found[i]
    after = masked[figure.end :]
    if _is_baseline(masked, figure) or _is_property(masked, figure, after):
        return True
    counted = re.split(r"[，；：。、（]|的(?=工作|重点|任务)", after, maxsplit=1)[0]
    if figure.kind == "count" and counted in words("idle", "nouns"):
        return True
    previous = found[i - 1] if i else None
    following = found[i + 1] if i + 1 < len(found) else None
    if following is not None and _same_stretch(masked, figure, following):
        return _yields_to_next(masked, figure, following)
    return (
        previous is not None
        and _same_stretch(masked, previous, figure)
        and not is_qualifier(masked, found, i - 1)
        and _describes_previous(masked, previous, figure)
    )


def is_fixed_set(masked: str, figure: Figure) -> bool:
    """支持3个平台建设 names a set and no end; 支持5家企业上市 does."""
    if figure.kind not in ("count", "measure") or (figure.comparator != "eq" and figure.high is None):
        return False
    before = masked[max(0, figure.start - 6) : figure.start]
    clause, rest = _around(masked, figure)
    if (
        figure.unit == "条"
        and re.search("(?:落实|用好|执行)(?!.*[航路线])", clause)
        and re.match("等?(?:政策|措施|[，。；、]|$)", masked[figure.end :])
    ):
        return True
    if re.match("(?:依托|围绕|聚焦|瞄准|紧盯|抢抓|做强|做优|做大)", clause) or "聚焦" in clause[-4:]:
        return True
    if re.match("[^、]*(?:做大做强|做强做优)$|[^、，]{0,8}(?<!攻坚)行动$", rest):
        return True
    if not pattern("idle", "verbs", r"(?<![新育造化建善])(?:%s)(?:省|市|县|区|好|了|全市|全省)?$").search(before):
        return False
    return not pattern("idle", "ends", "(?:%s)").search(rest)


def is_told(masked: str, figure: Figure) -> bool:
    """A plan may tell what was done (出台了42条政策) or what follows (6.5%的增速可以实现充分就业): no promise."""
    clause, rest = _around(masked, figure)
    if re.match("比(?:去年|上年|上一年)[^，]{0,6}[低高]$", clause):
        return True
    return (
        bool(re.search("(?:出台|制定|实施|确定|建成|实现|印发|部署|安排|明确)了[^，]{0,12}$", clause))
        or "可以实现" in rest
    )


def _around(masked: str, figure: Figure) -> tuple[str, str]:
    """What stands before and behind the figure in its own clause."""
    return re.split("[，；。]", masked[: figure.start])[-1], re.split("[，；。]", masked[figure.end :], maxsplit=1)[0]


def _is_baseline(masked: str, figure: Figure) -> bool:
    """从A提高到B: A is where it began."""
    opening = max(masked.rfind("从", 0, figure.start), masked.rfind("由", 0, figure.start))
    if opening < 0 or re.search(r"[；。]", masked[opening : figure.start]) or figure.start - opening > 30:
        return False
    if re.search(_CHANGE_TO, masked[opening : figure.core]):
        return False
    return bool(re.match(rf"[^；。]{{0,24}}?{_CHANGE_TO}", masked[figure.end :]))


def _is_property(masked: str, figure: Figure, after: str) -> bool:
    """产值超500亿元的产业链: the sum describes the thing."""
    if figure.kind in ("count", "person", "rank", "none") and figure.unit:
        return False
    if _is_capacity(masked, figure, after) or _is_share_of(masked, figure, after):
        return True
    if after.startswith("的"):
        own = figure.kind == "percent" and SHARE_OF.match(after) and len(_around(masked, figure)[0]) <= _OPENING
        return not own and not re.match(r"的(?:增长|增速|目标|速度|增幅|比例|[较更]?[高低]?水平|任务|[，。])", after)
    if not after.startswith(words("qualifier", "bearer")):
        return False
    bounded = figure.marked or masked[figure.end - 2 : figure.end] == "以上"
    if bounded and figure.kind in ("money", "none"):
        return True
    before = masked[max(0, figure.start - 12) : figure.start]
    return bool(pattern("qualifier", "attribute", r"(?:%s)(?:均|在|总额|总)?$").search(before))


_OPENING = 6


def _is_share_of(masked: str, figure: Figure, after: str) -> bool:
    """空置率30%以下“空心村”: the share says which ones."""
    bound = masked[figure.end - 2 : figure.end] in ("以上", "以下")
    return (
        figure.kind == "percent"
        and bound
        and bool(re.match("○+[\u4e00-\u9fff]?", after))
        and "率" in masked[: figure.start][-8:]
    )


_SIZED = ("吨", "千瓦", "兆瓦", "吉瓦", "千瓦时", "MWh", "GWh", "千伏安", "载重吨", "蒸吨")


def _is_capacity(masked: str, figure: Figure, after: str) -> bool:
    """董家口40万吨矿石码头, 泓泰300兆瓦光伏项目: the size of one named thing."""
    small = figure.kind == "measure" and masked[figure.end - 2 : figure.end] == "以下"
    if (
        (figure.unit not in _SIZED and not small)
        or not re.match("[\u4e00-\u9fff]{2}", after)
        or re.match("[和及与并的]", after)
    ):
        return False
    if masked[figure.end - 2 : figure.end] in ("以上", "以下", "以内"):
        return True
    before = re.split("[，；：。、]", masked[: figure.core])[-1]
    return figure.comparator == "eq" and len(before) >= 2 and not pattern("added", "verbs", "(?:%s)了?$").search(before)


def _same_stretch(masked: str, one: Figure, other: Figure) -> bool:
    between = masked[one.end : other.start]
    return bool(between) and not re.search(r"[，；：。、（）]|和$|^和", between)


def _yields_to_next(masked: str, figure: Figure, following: Figure) -> bool:
    """665项重点项目完成投资超1200亿元: the count describes whose investment it is."""
    between = masked[figure.end : following.start]
    if figure.kind in ("money", "none", "measure") and following.kind == "count":
        return bool(pattern("qualifier", "bearer", r"^[^，；。]{0,10}?(?:%s)$").search(between))
    if figure.kind == following.kind == "count" and figure.comparator == "eq":
        closes = re.match(r"[，；。、（]|$", masked[following.end :])
        return bool(closes) and not pattern("qualifier", "both", "(?:%s)").search(between)
    if figure.kind in ("count", "person") and following.kind in ("percent", "points") and "的" in between:
        return True
    if figure.kind not in ("count", "person") or following.kind not in ("money", "measure", "none"):
        return False
    if pattern("qualifier", "aggregate", "(?:%s)").search(between):
        return True
    both = pattern("qualifier", "both", "(?:%s)").search(between)
    return not both and not _describes_previous(masked, figure, following)


def _describes_previous(masked: str, previous: Figure, figure: Figure) -> bool:
    """新增3家产值超50亿元企业, 10个镇街GDP超100亿元: the sum says which ones are counted."""
    if previous.kind == "count" and figure.kind == "rank":
        return masked[figure.end - 1] == "强"
    if previous.kind not in ("count", "person", "percent") or figure.kind in ("rank", "points"):
        return False
    between = masked[previous.end : figure.start]
    if pattern("qualifier", "both", "(?:%s)").search(between) or len(between) < 2:
        return False
    owned = figure.comparator != "eq" or masked.startswith(words("qualifier", "bearer"), figure.end)
    attribute = pattern("qualifier", "attribute", r"(?:%s)(?:均|在|总额|总|率)*$").search(between)
    threshold = figure.kind in ("money", "none") and figure.comparator in ("gt", "ge") and previous.kind == "count"
    return owned and (bool(attribute) or threshold or "percent" in (previous.kind, figure.kind))
