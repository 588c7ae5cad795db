"""Which figure belongs to which subject: from a sentence to its claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from promisetrack.clauses import Claim, pattern, shadow, strip_lead, words
from promisetrack.indicators import resolve
from promisetrack.lexicon import table
from promisetrack.lists import each, ranges, respectively
from promisetrack.model import Comparator, Measure, Tier
from promisetrack.qualifiers import is_fixed_set, is_qualifier, is_told
from promisetrack.quantities import figures
from promisetrack.subjects import Slot, noun_after, quote_end, slots, split_predicate, subject_of, verb_start
from promisetrack.units import Figure


def quantity_claims(text: str, *, plan: bool = False) -> tuple[Claim, ...]:
    """The claims of a sentence that hold a figure, in order.

    In a plan, a count under a verb that ends nowhere (支持3个平台建设) is the size of a set, not a target.

    >>> [(c.subject, c.measure, str(c.value), c.tier) for c in quantity_claims("地区生产总值增长6%以上、力争7%以上")]
    [('地区生产总值', 'growth', '6', 'base'), ('地区生产总值', 'growth', '7', 'stretch')]
    """
    found = figures(text)
    if not found:
        return ()
    masked = shadow(text)
    kept = [figure for i, figure in enumerate(found) if not is_qualifier(masked, found, i)]
    if plan:
        kept = [figure for figure in kept if not is_fixed_set(masked, figure) and not is_told(masked, figure)]
    claims: list[Claim] = []
    for slot in slots(masked, kept):
        claim = _claim(text, masked, slot, claims)
        if claim is not None:
            claims.append(claim)
    return tuple(ranges(each(masked, respectively(text, masked, claims))))


def _claim(text: str, masked: str, slot: Slot, earlier: Sequence[Claim]) -> Claim | None:
    figure = slot.figure
    left = text[slot.left : figure.start]
    if item := _LAST_ITEM.match(left):
        slot = evolve(slot, left=slot.left + item.end())
        left = left[item.end() :]
    lead = len(left) - len(strip_lead(left))
    core, change = split_predicate(left[lead:])
    core = re.sub(r"(?:从|由)(?:[^，；]*\d[^，；]*)?$", "", core)
    if figure.kind in ("percent", "multiple"):
        core = re.split("不低于|不少于|不高于|不超过", core, maxsplit=1)[0] or core
    if text[figure.start] in "到至为":
        change = ""
    elif not change and re.match("的?增[长速幅]", text[figure.end :]):
        change = "增长"
    noun = noun_after(text, masked, slot)
    verb = "" if _grows_to(text, figure) else _added_verb(left, figure)
    start = slot.left + (lead if core else verb_start(left))
    subject, start = subject_of(text, (core, noun, start), slot, earlier)
    if not subject and figure.kind == "money":
        # 投入2.4亿元，对…: the sentence says only behind it what the money is for.
        subject = next((word for word in ("投入", "投资", "安排") if left.endswith(word)), "")
    if not subject:
        return None
    among = text.startswith("其中", slot.left)
    if core and earlier and among and not resolve(subject):
        subject = _among(subject, earlier[-1].subject)
    end = quote_end(text, figure, core, noun, subject)
    measure, value = _measure(figure, subject, change, bool(verb))
    claim = Claim(
        start,
        max(end, figure.end),
        subject,
        measure=measure,
        comparator=_comparator(text, figure),
        value=value,
        high=figure.high,
        unit=_unit_of(figure, subject),
        written=figure.written(text),
        end_state=verb or None,
    )
    if (among or not slot.fresh) and not verb and earlier and _continues(left, claim, earlier[-1]):
        claim = evolve(claim, measure="added", end_state=earlier[-1].end_state)
    elided = not core and not change and (not slot.fresh or _strives(left))
    if elided and earlier and earlier[-1].unit == claim.unit:
        claim = _like(claim, earlier[-1])
    return evolve(claim, tier=_tier(left, core, claim, earlier))


def _grows_to(text: str, figure: Figure) -> bool:
    """增至21户, 增加到5000张: what it grows to is a level."""
    return text[figure.start] in "到至" and bool(
        re.search("(?:增|增加|发展|扩大|提升|提高|扩展|增长)$", text[: figure.start])
    )


# A、B建设、C改造、支持1万名毕业生就业: the items before the last verb have nothing to do with its figure.
_LAST_ITEM = re.compile(r".{4,}、.{4,}、(?=支持|为民办|办好|新建|完成|开展|培训|救助)|.*等方面(?=为民办|办好)")


def _among(subject: str, whole: str) -> str:
    """新开工亿元以上项目200个，其中工业项目100个: a part of what was counted before is described as it was."""
    described = whole.removesuffix(subject[-2:])
    shared = any(described[i : i + 2] in subject for i in range(len(described) - 1))
    return subject if shared or described == whole else f"{described}{subject}"


def _continues(left: str, claim: Claim, previous: Claim) -> bool:
    """新建学校5所、医院2所: the verb before the first item holds for the second as well."""
    amounts = claim.measure == "level" and previous.measure == "added" and claim.unit not in ("%", "元")
    return amounts and not re.search("总|累计|达|存量", left)


def _like(claim: Claim, previous: Claim) -> Claim:
    """In a list under one verb (增长9%和12%, 新增10家A、200家B) the later figures are of the same measure."""
    falling = previous.value is not None and previous.value < 0 and claim.value is not None
    value = -abs(claim.value) if falling and claim.value is not None else claim.value
    return evolve(claim, measure=previous.measure, value=value, end_state=claim.end_state or previous.end_state)


def _strives(left: str) -> bool:
    return any(word in left for word in words("strength", "stretch"))


def _added_verb(left: str, figure: Figure) -> str:
    """The verb that makes the figure what the year adds (新增、培育), or ""."""
    tail = left[-14:]
    if figure.kind in ("percent", "points", "rank", "ratio", "multiple") or re.search(
        r"(?:总量|存量|总数|累计|达到?)$", tail
    ):
        return ""
    verbs: list[str] = pattern("added", "verbs", r"(?:%s)").findall(tail)
    return verbs[0] if verbs else ""


def _measure(figure: Figure, subject: str, change: str, added: bool) -> tuple[Measure, Decimal]:
    value = figure.value
    if figure.kind == "rank":
        return "rank", value
    if figure.kind == "multiple":
        return "multiple", value
    if figure.kind == "ratio":
        return "other", value
    changes = table("phrases")["change"]
    if figure.kind in ("percent", "points"):
        return _rate_measure(figure, subject, change)
    falling = change in changes["fall"]
    return ("added" if added or (change and not falling) else "level"), value


def _rate_measure(figure: Figure, subject: str, change: str) -> tuple[Measure, Decimal]:
    changes = table("phrases")["change"]
    value = -figure.value if change in changes["fall"] else figure.value
    if figure.kind == "points":
        return ("growth" if change and change not in ("高于", "快于") else "other"), value
    if any(word in subject for word in changes["rate"]) or (change in ("上涨", "涨") and "价格" in subject):
        return "rate", value
    if change or subject.endswith(("增速", "增幅", "增长率", "增长速度", "降幅")) or "增长" in subject[-4:]:
        return "growth", value
    return "share", value


def _unit_of(figure: Figure, subject: str) -> str | None:
    if figure.unit is not None or figure.kind != "none":
        return f"{figure.unit}/日" if figure.unit in _BY_THE_DAY and _A_DAY.search(subject) else figure.unit
    if figure.value == 0:
        return None
    if re.search(
        r"人口|旅客|群众|职工|学生|新生儿|劳动力|农民|市民|居民|人员|人数|人才|游客", subject[-8:] + subject[:8]
    ):
        return "人"
    if re.search(r"产值|GDP|收入|投资|税收|营收|资金|贷款|存款|价值|资产|总额|生产总值|增加值|经费|支出|销售", subject):
        return "元"
    return None


# 新增日供水能力20万吨, 污水日处理能力2万立方米: what can be done in a day.
_BY_THE_DAY = ("吨", "立方米", "升", "标方", "公斤")
_A_DAY = re.compile("日(?:处理|供水|供气|处置|供应|生产|污水处理|净水|制水|产水|焚烧)[^，]{0,6}(?:能力|规模|量)|日产能")


def _comparator(text: str, figure: Figure) -> Comparator:
    """不低于标准的1.6倍: the word of comparison may stand before what the figure multiplies."""
    if figure.kind in ("multiple", "percent") and figure.comparator == "eq":
        before = re.split(r"[，；：。]", text[: figure.start])[-1]
        return "ge" if re.search(r"不低于|不少于", before) else "le" if re.search(r"不高于|不超过", before) else "eq"
    return figure.comparator


def _tier(left: str, core: str, claim: Claim, earlier: Sequence[Claim]) -> Tier:
    """A second, higher figure for the same subject behind 力争 is the stretch target."""
    if not earlier or (core and core != earlier[-1].subject):
        return "base"
    base = earlier[-1]
    same = (base.measure, base.unit, base.subject) == (claim.measure, claim.unit, claim.subject)
    return "stretch" if same and _strives(left) else "base"
