"""Clauses and their words: what cuts a sentence, what opens a clause, and the record of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from itertools import pairwise

from attrs import frozen

from promisetrack.lexicon import table
from promisetrack.model import Comparator, Measure, OutcomeType, Stage, TargetType, Tier

BOUNDARY = "，；：。！？（）"
# A、B等20条道路: behind the names that a count gives as examples.
COUNTED_BEHIND = re.compile(r"等[^，；。、\d]{0,3}\d")
# 80%的事项实现“一门”办理: behind a share that is itself what is promised.
SHARE_OF = re.compile(
    "的[^，；。、]{2,20}(?:实现|达标|达到|完成|办理|办结|受理|覆盖|建成|开展|建立|配备|纳入|接入|通过|投用)"
)
CLAUSE = re.compile(r"[^，；：。！？]+")


@frozen
class Claim:
    """What a stretch of a sentence says of one subject: a figure, an end state, or a statement without either.

    `start` and `end` are the quote's place in the sentence; `high` is the upper end of a range.
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


def overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch shares a character with any of the others."""
    return any(min(end, b) > max(start, a) for a, b in spans)


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """A list of data/phrases.toml, the longest words first."""
    return tuple(sorted(table("phrases")[section][key], key=len, reverse=True))


@cache
def pattern(section: str, key: str, form: str = "(?:%s)") -> re.Pattern[str]:
    """A pattern that finds any word of a list of data/phrases.toml, put into the form at %s."""
    return re.compile(form % "|".join(re.escape(word) for word in words(section, key)))


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


def strip_lead(left: str) -> str:
    """A clause without the words that open it and are no part of its subject.

    >>> strip_lead("力争完成工业投资")
    '工业投资'
    """
    left = re.sub(r"^[、和及与，]*(?:[一二三四五六七八九十]{1,3}是)?(?:到?20\d\d年[底末]?(?:前)?)?", "", left)
    lead = pattern("lead", "words", r"^(?:%s)")
    kept = words("lead", "kept")
    while not left.startswith(kept):
        stripped = lead.sub("", left, count=1)
        if stripped == left or not stripped.strip() or re.match(r"[率额量数度区]", stripped):
            return (stripped if not stripped.strip() else left).lstrip("、和及与")
        left = stripped
    return left


def pieces_of(masked: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The items of a list, or the whole where its parts are no names of their own.

    Three short names or more of one length (石桥、白团、北店) are a list as well.
    """
    cuts = [start, *(k + 1 for k in range(start, stop) if masked[k] == "、"), stop + 1]
    pieces = [(a, b - 1) for a, b in pairwise(cuts)]
    lengths = [b - a for a, b in pieces]
    if len(pieces) > 1 and (min(lengths) >= 4 or (len(pieces) >= 3 and set(lengths[:-1]) == {2} and lengths[-1] <= 8)):
        return pieces
    return [(start, stop)]


def object_start(text: str, start: int) -> int:
    """Where the object begins behind the words that only open the clause (力促、年底前)."""
    clause = text[start:]
    stripped = strip_lead(re.sub(r"^(?:上半年|下半年|\d{1,2}月底前|\d{4}年|年底前|尽快|尽早|早日|加快)+", "", clause))
    return start + len(clause) - len(stripped) if stripped.strip() else start
