"""Which figure belongs to which subject: from a sentence to its claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from attrs import evolve, field, frozen

from promisetrack.lexicon import table
from promisetrack.model import Comparator, Measure, OutcomeType, Stage, TargetType, Tier
from promisetrack.quantities import Figure, figures

_BOUNDARY = "，；：。！？（）"
_CHANGE_TO = (
    r"(?:增至|升至|增到|升到|降至|缩至|扩至|压至|减至|(?:提高|提升|增加|增长|上升|扩大|下降|降低|降|减少|压缩|缩短|缩小|压减|"
    r"调整|调|优化|下调|上调|扩容)(?:到|至|为))"
)


@frozen
class Claim:
    """What a stretch of a sentence says of one subject: a figure, an end state, or a statement without either.

    `start` and `end` are the quote's place in the sentence; `topic` is what stands before it and may be needed
    to understand the subject.
    """

    start: int
    end: int
    subject: str
    type: TargetType | OutcomeType = "quantity"
    measure: Measure | None = None
    comparator: Comparator | None = None
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    tier: Tier = "base"
    written: str = ""
    end_state: str | None = None
    stage: Stage | None = None
    topic: str = field(default="", repr=False)


@frozen
class _Slot:
    """A figure with the stretch of text that belongs to it."""

    figure: Figure
    left: int
    right: int
    fresh: bool


@cache
def _words(section: str, key: str) -> tuple[str, ...]:
    return tuple(sorted(table("phrases")[section][key], key=len, reverse=True))


@cache
def _pattern(section: str, key: str, form: str) -> re.Pattern[str]:
    return re.compile(form % "|".join(re.escape(word) for word in _words(section, key)))


def shadow(text: str) -> str:
    """The sentence with the marks inside quotations and short brackets hidden, so that they cut nothing.

    >>> shadow("新（改、扩）建学校，推进“三清、三拆”")
    '新○○○○○建学校，推进○○○○○○○'
    """
    if "“" in text:
        text = re.sub(r"“[^“”]{1,40}”", lambda match: "○" * len(match.group()), text)
    if "（" in text:
        text = re.sub(r"（[^（）\d，；]{1,6}）", lambda match: "○" * len(match.group()), text)
    return text


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
    kept = [figure for i, figure in enumerate(found) if not _is_qualifier(text, masked, found, i)]
    if plan:
        kept = [figure for figure in kept if not _is_fixed_set(masked, figure)]
    claims: list[Claim] = []
    for slot in _slots(masked, kept):
        claim = _claim(text, masked, slot, claims)
        if claim is not None:
            claims.append(claim)
    return tuple(_ranges(_each(masked, _respectively(text, masked, claims))))


def _slots(masked: str, kept: Sequence[Figure]) -> Iterator[_Slot]:
    previous_end = 0
    for i, figure in enumerate(kept):
        boundary = max(masked.rfind(mark, 0, figure.start) for mark in _BOUNDARY) + 1
        left = boundary if boundary >= previous_end else _after_separator(masked, previous_end, figure.start)
        following = kept[i + 1].start if i + 1 < len(kept) else len(masked)
        yield _Slot(figure, left, _right_end(masked, figure.end, following), boundary >= previous_end)
        previous_end = figure.end


def _after_separator(masked: str, start: int, end: int) -> int:
    """Where a list's next item begins: behind the mark or the word that parts it from the one before."""
    match = re.search(r"、|和|及|与", masked[start:end])
    return start + match.end() if match else start


def _right_end(masked: str, start: int, following: int) -> int:
    """How far the noun behind a figure may reach: to the clause's end, or to where the next figure's item begins."""
    clause = next((k for k in range(start, following) if masked[k] in _BOUNDARY), None)
    if clause is not None:
        return clause
    if following == len(masked):
        return following
    cut = masked.find("、", start, following)
    return cut if cut >= 0 else following


def _is_qualifier(text: str, masked: str, found: Sequence[Figure], i: int) -> bool:
    """Whether the figure only describes what another one counts, or where a change began."""
    figure = found[i]
    after = masked[figure.end :]
    if _is_baseline(masked, figure) or _is_property(masked, figure, after):
        return True
    if figure.kind == "count" and re.split(r"[，；：。、（]", after, maxsplit=1)[0] in _words("idle", "nouns"):
        return True
    previous = found[i - 1] if i else None
    following = found[i + 1] if i + 1 < len(found) else None
    if following is not None and _same_stretch(masked, figure, following):
        return _yields_to_next(masked, figure, following)
    return (
        previous is not None
        and _same_stretch(masked, previous, figure)
        and not _is_qualifier(text, masked, found, i - 1)
        and _describes_previous(masked, previous, figure)
    )


def _is_fixed_set(masked: str, figure: Figure) -> bool:
    """支持3个平台建设 names a set and no end; 支持5家企业上市 does."""
    if figure.kind not in ("count", "measure") or figure.comparator != "eq":
        return False
    before = masked[max(0, figure.start - 6) : figure.start]
    if not _pattern("idle", "verbs", r"(?<![新育造化建])(?:%s)(?:省|市|县|区|好|了|全市|全省)?$").search(before):
        return False
    rest = re.split(r"[，；。]", masked[figure.end :], maxsplit=1)[0]
    return not _pattern("idle", "ends", "(?:%s)").search(rest)


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
    if after.startswith("的"):
        return not re.match(r"的(?:增长|增速|目标|速度|增幅|比例|水平|任务|[，。])", after)
    if not after.startswith(_words("qualifier", "bearer")):
        return False
    before = masked[max(0, figure.start - 12) : figure.start]
    return bool(_pattern("qualifier", "attribute", r"(?:%s)(?:均|在|总额|总)?$").search(before))


def _same_stretch(masked: str, one: Figure, other: Figure) -> bool:
    between = masked[one.end : other.start]
    return bool(between) and not re.search(r"[，；：。、（）]|和$|^和", between)


def _yields_to_next(masked: str, figure: Figure, following: Figure) -> bool:
    """665项重点项目完成投资超1200亿元: the count describes whose investment it is."""
    between = masked[figure.end : following.start]
    if figure.kind in ("money", "none", "measure") and following.kind == "count":
        return bool(_pattern("qualifier", "bearer", r"^[^，；。]{0,10}?(?:%s)$").search(between))
    if figure.kind == following.kind == "count" and figure.comparator == "eq":
        closes = re.match(r"[，；。、（]|$", masked[following.end :])
        return bool(closes) and not _pattern("qualifier", "both", "(?:%s)").search(between)
    if figure.kind not in ("count", "person") or following.kind not in ("money", "measure", "none"):
        return False
    if _pattern("qualifier", "aggregate", "(?:%s)").search(between):
        return True
    both = _pattern("qualifier", "both", "(?:%s)").search(between)
    return not both and not _describes_previous(masked, figure, following)


def _describes_previous(masked: str, previous: Figure, figure: Figure) -> bool:
    """新增3家产值超50亿元企业, 10个镇街GDP超100亿元: the sum says which ones are counted."""
    if previous.kind == "count" and figure.kind == "rank":
        return masked[figure.end - 1] == "强"
    if previous.kind not in ("count", "person", "percent") or figure.kind in ("rank", "points"):
        return False
    between = masked[previous.end : figure.start]
    if _pattern("qualifier", "both", "(?:%s)").search(between) or len(between) < 2:
        return False
    owned = figure.comparator != "eq" or masked.startswith(_words("qualifier", "bearer"), figure.end)
    attribute = _pattern("qualifier", "attribute", r"(?:%s)(?:均|在|总额|总|率)*$").search(between)
    return owned and (bool(attribute) or previous.kind == "percent" or figure.kind == "percent")


def _claim(text: str, masked: str, slot: _Slot, earlier: Sequence[Claim]) -> Claim | None:
    figure = slot.figure
    left = text[slot.left : figure.start]
    lead = len(left) - len(strip_lead(left))
    core, change = _split_predicate(left[lead:])
    core = re.sub(r"(?:从|由)[^，；]*$", "", core)
    if text[figure.start] in "到至为":
        change = ""
    noun = _noun_after(text, masked, slot)
    verb = _added_verb(left, figure)
    start = slot.left + (lead if core else _verb_start(left))
    subject, start = _subject(text, (core, noun, start), slot, earlier)
    if not subject:
        return None
    end = _quote_end(figure, core, noun, subject)
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
        topic=_topic(text, masked, slot),
    )
    elided = not core and not change and (not slot.fresh or _strives(left))
    if elided and earlier and earlier[-1].unit == claim.unit:
        claim = _like(claim, earlier[-1])
    return evolve(claim, tier=_tier(left, core, claim, earlier))


def _like(claim: Claim, previous: Claim) -> Claim:
    """In a list under one verb (增长9%和12%, 新增10家A、200家B) the later figures are of the same measure."""
    falling = previous.value is not None and previous.value < 0 and claim.value is not None
    value = -abs(claim.value) if falling and claim.value is not None else claim.value
    return evolve(claim, measure=previous.measure, value=value, end_state=claim.end_state or previous.end_state)


def _strives(left: str) -> bool:
    return any(word in left for word in _words("strength", "stretch"))


def strip_lead(left: str) -> str:
    """A clause without the words that open it and are no part of its subject.

    >>> strip_lead("力争完成工业投资")
    '工业投资'
    """
    left = re.sub(r"^[、和及与，]*(?:到?20\d\d年[底末]?(?:前)?)?", "", left)
    pattern = _pattern("lead", "words", r"^(?:%s)")
    while True:
        stripped = pattern.sub("", left, count=1)
        if stripped == left or not stripped.strip() or re.match(r"[率额量数度区]", stripped):
            return (stripped if not stripped.strip() else left).lstrip("、和及与")
        left = stripped


@cache
def _predicate() -> re.Pattern[str]:
    change = table("phrases")["change"]
    verbs = sorted([*change["rise"], *change["fall"]], key=len, reverse=True)
    filler = (
        r"同比|可比|按可比口径|名义|实际|年均|平均|累计|分别|均|都|约|也|再|将|已|全年|共|首次|首|进一步|稳定|继续|保持|力争|争取|"
        r"预计|总计|合计|达到|达|实现|完成|在|为|了|突破|超过|超|由|至|到|上|比上年|较上年|比去年|较去年|同期|幅度|率先|累计达|每年|又|"
        r"确保|不|较|比|扩面|以|占|增至|升至|排|居|列|位居|位列|稳居|全省|全市|全国|[（：“]|（下同）|"
        r"[一二两三四五六七八九十\d]+年(?:来|间)?"
    )
    return re.compile(rf"(?:(?P<change>{'|'.join(verbs)})(?P<to>到|至|为)?|{filler})$")


def _split_predicate(left: str) -> tuple[str, str]:
    """The subject's words and the word of change behind them ("" for none; 提高到 is none)."""
    change = ""
    while match := _predicate().search(left):
        if match["change"] and not change and len(left) > len(match.group()) - 1:
            to = match["to"] or re.search(r"(?:到|至|为)$", left[: match.end()])
            change = "to" if to else match["change"]
        if match.group() in ("增速", "增幅") and match.start():
            break
        left = left[: match.start()]
    return left.rstrip("、和及与的"), "" if change == "to" else change


def _noun_after(text: str, masked: str, slot: _Slot) -> str:
    """What stands behind the figure and is counted by it (382家企业)."""
    after = masked[slot.figure.end : slot.right]
    if not after or after[0] in "和及与、并" or slot.figure.kind in ("rank", "points", "ratio"):
        return ""
    return text[slot.figure.end : slot.right].lstrip("的").rstrip("和及与等”")[:40]


def _added_verb(left: str, figure: Figure) -> str:
    """The verb that makes the figure what the year adds (新增、培育), or ""."""
    tail = left[-14:]
    if figure.kind in ("percent", "points", "rank", "ratio", "multiple") or re.search(r"(?:总量|存量|总数|累计|达到?)$", tail):
        return ""
    verbs: list[str] = _pattern("added", "verbs", r"(?:%s)").findall(tail)
    return verbs[0] if verbs else ""


def _verb_start(left: str) -> int:
    return len(left) - len(re.sub(r"^[、和及与，]+", "", left))


def _subject(text: str, parts: tuple[str, str, int], slot: _Slot, earlier: Sequence[Claim]) -> tuple[str, int]:
    """The subject and where its quote begins; an elided subject is the one before it."""
    core, noun, start = parts
    figure = slot.figure
    previous = earlier[-1] if earlier else None
    if core in ("投资", "投入", "安排", "总投资") and noun:
        return noun, start
    if core in _words("bare", "heads") or core.startswith(("占", "增速比", "增幅比")):
        near = previous is not None and "；" not in text[previous.end : start]
        owner = previous.subject if near and previous else _topic_before(text, start)
        return f"{owner.removesuffix(core)}{core}", start
    if core and noun and figure.kind in ("count", "person", "measure", "money", "none"):
        return core + noun, start
    if core:
        return core, start
    if noun and (figure.kind not in ("percent", "multiple") or previous is None):
        return noun, start
    if previous is not None:
        return previous.subject, previous.start
    topic = _topic_before(text, start)
    return topic, start


def _topic_before(text: str, start: int) -> str:
    """The clause before: what an elided subject most likely speaks of."""
    clauses = [strip_lead(clause) for clause in re.split(r"[，；：。]", text[:start])]
    return next((clause[-24:] for clause in reversed(clauses) if clause), "")


def _topic(text: str, masked: str, slot: _Slot) -> str:
    boundary = max(masked.rfind(mark, 0, slot.figure.start) for mark in "；。：") + 1
    return text[boundary : slot.left]


def _quote_end(figure: Figure, core: str, noun: str, subject: str) -> int:
    if not noun or (core and figure.kind not in ("count", "person")) or not subject.endswith(noun):
        return figure.end
    return figure.end + len(noun)


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
        return figure.unit
    if figure.value == 0:
        return None
    if re.search(
        r"人口|旅客|群众|职工|学生|新生儿|劳动力|农民|市民|居民|人员|人数|人才|游客", subject[-8:] + subject[:8]
    ):
        return "人"
    if re.search(r"产值|GDP|收入|投资|税收|营收|资金|贷款|存款|价值|资产|总额|生产总值|增加值|经费|支出|销售", subject):
        return "元"
    return None


def _comparator(text: str, figure: Figure) -> Comparator:
    """不低于标准的1.6倍: the word of comparison may stand before what the figure multiplies."""
    if figure.kind == "multiple" and figure.comparator == "eq":
        before = re.split(r"[，；：。]", text[: figure.start])[-1]
        return "ge" if re.search(r"不低于|不少于", before) else "le" if re.search(r"不高于|不超过", before) else "eq"
    return figure.comparator


def _tier(left: str, core: str, claim: Claim, earlier: Sequence[Claim]) -> Tier:
    """A second, higher figure for the same subject behind 力争 is the stretch target."""
    if not earlier or core and core != earlier[-1].subject:
        return "base"
    base = earlier[-1]
    same = (base.measure, base.unit, base.subject) == (claim.measure, claim.unit, claim.subject)
    return "stretch" if same and _strives(left) else "base"


def _each(masked: str, claims: Sequence[Claim]) -> Iterator[Claim]:
    """A、B均超过20%: the figure holds for each of them."""
    for claim in claims:
        names = re.split("[、和及]", claim.subject.removesuffix("各"))
        between = masked[claim.start : claim.end]
        if len(names) == 1 or not re.search("均|都|各", between) or not all(len(name) >= 3 for name in names):
            yield claim
            continue
        for name in names:
            found = masked.find(name, claim.start, claim.end)
            yield evolve(claim, subject=name, start=found if found >= 0 else claim.start)


def _ranges(claims: Sequence[Claim]) -> Iterator[Claim]:
    """A range promises its lower end; its upper end is what is striven for."""
    for claim in claims:
        yield claim
        if claim.high is not None:
            yield evolve(claim, value=claim.high, comparator="eq", tier="stretch", high=None)


def _respectively(text: str, masked: str, claims: Sequence[Claim]) -> list[Claim]:
    """A和B分别增长6%、8%: each figure gets its own subject."""
    result = list(claims)
    for match in re.finditer("分别", masked):
        group = _list_behind(masked, match.end(), claims)
        opening = max(masked.rfind(mark, 0, match.start()) for mark in "，；：。") + 1
        names = _expand(strip_lead(text[opening : match.start()]), len(group)) or _subjects_before(result, group)
        if len(group) < 2 or len(names) != len(group):
            continue
        measure, sign = group[0].measure, -1 if group[0].value is not None and group[0].value < 0 else 1
        for claim, name in zip(group, names, strict=True):
            value = None if claim.value is None else sign * abs(claim.value)
            own = measure if claim.unit == group[0].unit else claim.measure
            result[result.index(claim)] = evolve(
                claim, subject=name, measure=own, value=value, start=min(claim.start, opening)
            )
    return result


def _subjects_before(claims: Sequence[Claim], group: Sequence[Claim]) -> list[str]:
    """The subjects of the list before, where a second list leaves them out (分别增长9%和12%)."""
    at = next((i for i, claim in enumerate(claims) if group and claim.end == group[0].end), 0)
    return [claim.subject for claim in claims[max(0, at - len(group)) : at]]


def _list_behind(masked: str, start: int, claims: Sequence[Claim]) -> list[Claim]:
    group: list[Claim] = []
    end = start
    for claim in claims:
        if claim.end <= start:
            continue
        between = masked[end : claim.end]
        if re.search(r"[，；。]", between) if group else "。" in between:
            break
        group.append(claim)
        end = claim.end
    return group


def _expand(subjects: str, count: int) -> list[str]:
    """The single subjects of a list; what stands behind the last one belongs to all.

    >>> _expand("城乡居民人均可支配收入", 2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> _expand("主营业务收入和税收收入", 2)
    ['主营业务收入', '税收收入']
    """
    subjects = re.sub(r"(?:同比|均)$", "", subjects)
    if count == 2 and "城乡" in subjects:
        return [subjects.replace("城乡", "城镇", 1), subjects.replace("城乡", "农村", 1)]
    names = [_change_free(name) for name in re.split(r"、|和|与|及|以及", subjects) if name]
    return [f"{name}{_shared_tail(name, names[-1])}" for name in names]


def _shared_tail(name: str, last: str) -> str:
    """What the last name of a list says for an earlier one as well (城镇和农村居民收入)."""
    if name == last:
        return ""
    at = last.find(name[-2:])
    if at >= 0:
        return last[at + 2 :]
    return last[len(name) :] if len(name) <= 3 and len(last) > 6 else ""


def _change_free(name: str) -> str:
    return _split_predicate(name)[0] or name
