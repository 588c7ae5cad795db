"""Which words of a sentence a figure speaks of: before it, behind it, or in the clause before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import frozen

from promisetrack.clauses import BOUNDARY, SHARE_OF, Claim, strip_lead, words
from promisetrack.indicators import resolve
from promisetrack.lexicon import table
from promisetrack.units import Figure


@frozen
class Slot:
    """A figure with the stretch of text that belongs to it."""

    figure: Figure
    left: int
    right: int
    fresh: bool


def slots(masked: str, kept: Sequence[Figure]) -> Iterator[Slot]:
    """Each figure with the stretch of the sentence that may hold its subject."""
    previous_end = 0
    for i, figure in enumerate(kept):
        boundary = max(masked.rfind(mark, 0, figure.start) for mark in BOUNDARY) + 1
        left = boundary if boundary >= previous_end else _after_separator(masked, previous_end, figure.start)
        following = kept[i + 1].start if i + 1 < len(kept) else len(masked)
        yield Slot(figure, left, _right_end(masked, figure.end, following), boundary >= previous_end)
        previous_end = figure.end


def _after_separator(masked: str, start: int, end: int) -> int:
    """Where a list's next item begins: behind the mark or the word that parts it from the one before."""
    match = re.search(r"、|和|及|与", masked[start:end])
    return start + match.end() if match else start


def _right_end(masked: str, start: int, following: int) -> int:
    """How far the noun behind a figure may reach: to the clause's end, or to where the next figure's item begins."""
    clause = next((k for k in range(start, following) if masked[k] in BOUNDARY), None)
    if clause is not None:
        return clause
    if following == len(masked):
        return following
    cut = masked.find("、", start, following)
    return cut if cut >= 0 else following


@cache
def _predicate() -> re.Pattern[str]:
    change = table("phrases")["change"]
    verbs = sorted([*change["rise"], *change["fall"]], key=len, reverse=True)
    filler = (
        r"同比|可比|按可比口径|名义|实际|年均|平均|累计|分别|均|都|约|也|再|将|已|全年|共|首次|首|进一步|稳定|继续|保持|力争|争取|"
        r"预计|总计|合计|达到|达|实现|完成|在|为|了|突破|超过|超|由|至|到|上|比上年|较上年|比去年|较去年|同期|幅度|率先|累计达|每年|又|"
        r"新增|净增|新建|升至|升到|升|名列|迈向|双双|预期|大关|比20\d\d年|较20\d\d年|"
        r"确保|不|要|较|扩面|以|占|增至|(?<!安)排|居|(?<![班系陈前行序])列|位居|位列|稳居|全省|全市|全国|[（：“]|（下同）|"
        r"按?同口径|剔除不可比因素|[一二两三四五六七八九十\d]+年(?:来|间)?"
    )
    return re.compile(rf"(?:(?P<change>{'|'.join(verbs)})(?P<to>到|至|为)?|{filler})$")


def split_predicate(left: str) -> tuple[str, str]:
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


def noun_after(text: str, masked: str, slot: Slot) -> str:
    """What stands behind the figure and is counted by it (382家企业)."""
    after = masked[slot.figure.end : slot.right]
    if not after or after[0] in "和及与、并" or slot.figure.kind in ("rank", "points", "ratio"):
        return ""
    words = text[slot.figure.end : slot.right].lstrip("的").rstrip("和及与等”")[:40]
    return re.sub("(?<=项目|企业|工程|平台|园区|基地|治理|改造|建设|整治|修复)[和及与].{6,}$", "", words)


def verb_start(left: str) -> int:
    """Where the words before a figure begin behind the mark that parts them from the item before."""
    return len(left) - len(re.sub(r"^[、和及与，]+", "", left))


def subject_of(text: str, parts: tuple[str, str, int], slot: Slot, earlier: Sequence[Claim]) -> tuple[str, int]:
    """The subject and where its quote begins; an elided subject is the one before it.

    `parts` holds the words before the figure, the noun behind it, and where the quote would begin.
    """
    core, noun, start = parts
    if noun and (core in _SPENT or _opens_item(text, slot.figure) or _is_share_of(text, slot.figure)):
        return noun, start if core in _SPENT else slot.figure.start
    if core in words("bare", "heads") or core.startswith(("占", "增速比", "增幅比")):
        return _owned(text, core, start, earlier), start
    if core:
        return core + (noun if slot.figure.kind in ("count", "person", "measure", "money", "none") else ""), start
    if noun and (slot.figure.kind not in ("percent", "multiple") or not earlier):
        return noun, start
    if earlier and not re.search("；[^，；]{4,}，", text[earlier[-1].end : start]):
        return earlier[-1].subject, earlier[-1].start
    return _topic_before(text, start), start


def _opens_item(text: str, figure: Figure) -> bool:
    """体育公园和50个小游园: the count begins an item of its own."""
    return figure.kind in ("count", "person") and text[figure.start - 1 : figure.start] in ("和", "及", "与")


def _is_share_of(text: str, figure: Figure) -> bool:
    """80%的事项实现“一门”办理: the share is of what stands behind it."""
    return figure.kind == "percent" and SHARE_OF.match(text, figure.end) is not None


_SPENT = ("投资", "投入", "安排", "总投资")
_TOTALS = ("总投资", "投资", "总投资额", "投资额", "计划投资")
_STOCKS = ("总量", "总数", "存量", "累计", "累计达", "总数达")
_COUNTED = ("个", "项", "宗", "家")


def _owned(text: str, core: str, start: int, earlier: Sequence[Claim]) -> str:
    """总量、占比 and the like belong to the subject before them."""
    near = bool(earlier) and "；" not in text[earlier[-1].end : start]
    owner = earlier[-1].subject if near else _topic_before(text, start)
    if near and core in _TOTALS and earlier[-1].unit in _COUNTED:
        # 承接项目84个，总投资247亿元: the sum is that of the projects counted.
        return f"{earlier[-1].written}{owner}{core}"
    if not near and resolve(core):
        return core
    if core in _STOCKS:
        owner = re.sub("^(?:新认定|新增|净增|新培育|新登记|新注册|新设立|新设|新发展)", "", owner)
    owner = re.sub("(?:播种|种植|养殖|收获|建筑|占地)面积$", "", owner) if core != "面积" else owner
    own_head = next(
        (head for head in words("bare", "heads") if owner.endswith(head) and len(owner) > len(head) + 1), ""
    )
    return f"{owner.removesuffix(own_head)}{core}"


def _topic_before(text: str, start: int) -> str:
    """The clause before: what an elided subject most likely speaks of."""
    clauses = [strip_lead(clause) for clause in re.split(r"[，；：。]", text[:start])]
    return next((clause[-24:] for clause in reversed(clauses) if clause), "")


def quote_end(text: str, figure: Figure, core: str, noun: str, subject: str) -> int:
    """Where the quote ends: behind the noun where the noun is the subject, otherwise behind the figure."""
    if noun and subject == noun and _is_share_of(text, figure):
        return figure.end + len("的") + len(noun)
    if not noun or (core and figure.kind not in ("count", "person")) or not subject.endswith(noun):
        return figure.end
    return figure.end + len(noun)
