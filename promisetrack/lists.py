"""Lists: several subjects with a figure each, one figure for several subjects, and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from promisetrack.clauses import Claim, strip_lead
from promisetrack.indicators import resolve
from promisetrack.model import Comparator
from promisetrack.subjects import split_predicate


def each(masked: str, claims: Sequence[Claim]) -> Iterator[Claim]:
    """A、B均超过20%: the figure holds for each of them."""
    paired = _paired(masked, claims)
    for claim in claims:
        if claim.end in paired:
            yield evolve(claim, subject=paired[claim.end])
            continue
        names = re.split("[、和及]", claim.subject.removesuffix("各"))
        rates = claim.unit in ("%", "百分点") and all(resolve(name) for name in names)
        shared = rates or re.search("均|都|各", masked[claim.start : claim.end])
        if len(names) == 1 or not shared or not all(len(name) >= 3 for name in names):
            yield claim
            continue
        for name in names:
            found = masked.find(name, claim.start, claim.end)
            whole = f"{name}{_shared_tail(name, names[-1])}"
            subject = whole if resolve(whole) or not resolve(name) else name
            yield evolve(claim, subject=subject, start=found if found >= 0 else claim.start)


def _paired(masked: str, claims: Sequence[Claim]) -> dict[int, str]:
    """A率、B率稳定在95%和98%以上: as many figures as names, one for each; the names by the ends of their claims."""
    found: dict[int, str] = {}
    for one, other in pairwise(claims):
        names = re.split("[、和及]", one.subject)
        beside = re.fullmatch("[和、]" + re.escape(other.written), masked[one.end : other.end])
        alike = one.subject == other.subject and one.unit == other.unit == "%"
        if alike and beside and len(names) == _BOTH and all(resolve(name) for name in names):
            found |= {one.end: names[0], other.end: names[1]}
    return found


_BOTH = 2


def ranges(claims: Iterable[Claim]) -> Iterator[Claim]:
    """A range promises its lower end; its upper end is what is striven for."""
    for claim in claims:
        yield claim
        if claim.high is not None:
            yield evolve(claim, value=claim.high, comparator="eq", tier="stretch", high=None)


def respectively(text: str, masked: str, claims: Sequence[Claim]) -> list[Claim]:
    """A和B分别增长6%、8%: each figure gets its own subject."""
    result = list(claims)
    for match in re.finditer("分别", masked):
        group, behind = _of_one_unit(_list_behind(masked, match.end(), claims))
        opening = max(masked.rfind(mark, 0, match.start()) for mark in "，；：。") + 1
        names = _expand(strip_lead(text[opening : match.start()]), len(group)) or _subjects_before(result, group)
        # A second 分别 over figures that already have their subjects says nothing more.
        if len(group) < 2 or len(names) != len(group) or any(claim not in result for claim in (*group, *behind)):
            continue
        measure, sign = group[0].measure, -1 if group[0].value is not None and group[0].value < 0 else 1
        for others in (behind, _second_list(text, group[-1].end, claims)):
            if len(others) == len(names) and all(claim in result for claim in others):
                for claim, name in zip(others, names, strict=True):
                    result[result.index(claim)] = evolve(claim, subject=name)
        for claim, name in zip(group, names, strict=True):
            value = None if claim.value is None else sign * abs(claim.value)
            own = measure if claim.unit == group[0].unit else claim.measure
            sense = _shared_sense(text, claim, group)
            result[result.index(claim)] = evolve(
                claim, subject=name, measure=own, comparator=sense, value=value, start=min(claim.start, opening)
            )
    return result


def _of_one_unit(group: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    """分别达到A元和B元、增长C%和D%: the figures of the first unit, and those behind them where they are as many."""
    cut = next((i for i, claim in enumerate(group) if claim.unit != group[0].unit), len(group))
    return (group[:cut], group[cut:]) if cut > 1 and 2 * cut == len(group) else (group, [])


def _second_list(text: str, start: int, claims: Sequence[Claim]) -> list[Claim]:
    """分别完成A元和B元，增长10%和12%: the figures of the clause behind, which name no subject of their own."""
    behind = re.match("，(?:同比|比上年|较上年|按可比口径)*(?:增长|提高|下降|增加)[^，；。]*", text[start:])
    return [claim for claim in claims if behind and start < claim.end <= start + behind.end()]


def _shared_sense(text: str, claim: Claim, group: Sequence[Claim]) -> Comparator | None:
    """分别不低于90%、85%: the word before the first figure holds for those behind it as well."""
    first = group[0]
    behind = text.startswith(("以上", "以内", "以下", "左右"), first.end) or re.search(
        "[以左之][上内下右]$", first.written
    )
    return (
        first.comparator if claim.comparator == "eq" and claim.unit == first.unit and not behind else claim.comparator
    )


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
    >>> _expand("乡镇卫生院、行政村卫生室标准化建设达标率", 2)
    ['乡镇卫生院标准化建设达标率', '行政村卫生室标准化建设达标率']
    """
    subjects = re.sub(r"(?:同比|均|预计|预期)+$", "", subjects)
    names = [_change_free(name) for name in re.split(r"、|和|与|以及|(?<!普)及", subjects) if name]
    if count == 2 and len(names) != 2 and "城乡" in subjects:
        return [subjects.replace("城乡", "城镇", 1), subjects.replace("城乡", "农村", 1)]
    return [f"{name}{_shared_tail(name, names[-1])}" for name in names]


def _shared_tail(name: str, last: str) -> str:
    """What the last name of a list says for an earlier one as well (城镇和农村居民收入)."""
    if name == last:
        return ""
    kind = last.find("类")
    if kind > 0 and "类" not in name:
        return last[kind + 1 :]
    for back in (2, 3):
        at = last.find(name[-back:][:2]) if len(name) >= back else -1
        if at >= 0:
            return last[at + back :]
    return last[len(name) :] if len(name) == 1 or (len(name) <= 3 and len(last) > 6) else ""


def _change_free(name: str) -> str:
    return split_predicate(name)[0] or name
