"""What the wording of a target and an outcome says of whether they speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from promisetrack.lexicon import table
from promisetrack.meaning import closeness
from promisetrack.model import Outcome, Statement, Target
from promisetrack.themes import theme_of
from promisetrack.units import units
from promisetrack.wording import grams, likeness, plain, quotations, weight


class Seen(NamedTuple):
    """What a comparison saw: its name, a sentence, and how strongly (1 where it is yes or no)."""

    name: str
    sentence: str
    factor: float = 1.0


def wording(target: Target, outcome: Outcome) -> Iterator[Seen]:
    """How much of each side's words the other has, and the longest run of characters in common."""
    asked, told = core(target.subject), thing_told(target, outcome)
    whole, bare = likeness(target.subject, outcome.subject), likeness(asked, told)
    ours, theirs = max(whole[0], bare[0]), max(whole[1], bare[1])
    around = likeness(asked, context(outcome))[0]
    run = common_run(asked, told if outcome.type == "quantity" else context(outcome))
    yield Seen("target_words", f"目标的措辞有{ours:.0%}见于结果：{target.subject}／{outcome.subject}", ours)
    yield Seen("outcome_words", f"结果的措辞有{theirs:.0%}见于目标", theirs)
    yield Seen("context_words", f"目标的措辞有{around:.0%}见于结果所在的句子", around)
    yield Seen("common_run", f"相同的连续字：{run or '无'}", _share(run, asked))
    if plain(asked)[-2:] == plain(told)[-2:]:
        yield Seen("same_head", f"说的都是“{plain(asked)[-2:]}”")


def meaning(target: Target, outcome: Outcome) -> Iterator[Seen]:
    """How near both are in meaning: the things themselves, and the sentences that they stand in."""
    asked, around = core(target.subject), context(outcome)
    things = closeness(asked, thing_told(target, outcome))
    yield Seen("near_meaning", f"两者意思相近的程度：{things:.0%}", things)
    told = closeness(asked, around)
    yield Seen("near_context", f"目标与结果所在句子意思相近的程度：{told:.0%}", told)
    sentences = closeness(target.sentence or target.subject, around)
    yield Seen("near_sentence", f"两处句子意思相近的程度：{sentences:.0%}", sentences)


@lru_cache(maxsize=16384)
def core(subject: str) -> str:
    """The thing itself, without the names that are given as examples of it.

    >>> core("温仁中学、臧村小学等中小学校运动场改造")
    '中小学校运动场改造'
    """
    bare = _unbracketed(subject)
    return re.sub(r"^.*(?:(?<!高)等(?![级候待温])|(?=[一二三四五六七八九十]大))(?=.{4,})", "", bare) or subject


def thing_told(target: Target, outcome: Outcome) -> str:
    """What the outcome speaks of; where it lists names, the one that is most like the target's."""
    if target.type == "quantity":
        return core(outcome.subject)
    return nearest(target.subject, outcome.subject)


@lru_cache(maxsize=65536)
def nearest(asked: str, listed: str) -> str:
    """The item of a list that is most like what is asked for; the whole where no item is.

    >>> nearest("兰洽会", "陇商大会、兰洽会、中国绿公司年会")
    '兰洽会'
    """
    items = [item for piece in listed.split("、") for item in _joined(piece) if len(plain(item)) >= _ITEM]
    return max((core(listed), *items), key=lambda item: _overlap(asked, item))


_ITEM = 3


def _joined(piece: str) -> list[str]:
    """The names that 和 joins, where they end alike; A和B养护 may share its end."""
    items = re.split("[和及与]", piece)
    return items if len({item[-1:] for item in items}) == 1 else [piece]


def _overlap(one: str, other: str) -> float:
    """The harmonic mean of both likenesses."""
    first, second = likeness(one, other)
    return 2 * first * second / (first + second) if first + second else 0.0


def _share(run: str, asked: str) -> float:
    whole = weight(grams(asked))
    return min(weight(grams(run)) / whole, 1.0) if run and whole else 0.0


def quoted(target: Target, outcome: Outcome) -> Iterator[Seen]:
    """A name in quotation marks is the same or it is not."""
    names = quotations(target.subject)
    if names & quotations(f"{outcome.subject}{context(outcome)}"):
        yield Seen("same_quotation", f"同一名称：{'、'.join(sorted(names))}")
    elif names:
        yield Seen("other_quotation", f"结果里没有“{'”“'.join(sorted(names))}”")


def field(target: Target, outcome: Outcome) -> Iterator[Seen]:
    """Whether both stand in the same field of work."""
    ours, theirs = _theme(target), _theme(outcome)
    if ours and theirs:
        names = table("themes")["names"]
        called = [names.get(theme, theme) for theme in dict.fromkeys((ours, theirs))]
        yield Seen("same_theme" if ours == theirs else "other_theme", f"领域：{'／'.join(called)}")


def _theme(statement: Statement) -> str | None:
    return _theme_of(statement.subject, statement.unit, statement.section)


@lru_cache(maxsize=16384)
def _theme_of(subject: str, unit: str | None, section: tuple[str, ...]) -> str | None:
    return theme_of([(subject, unit)], section)


@lru_cache(maxsize=65536)
def common_run(one: str, other: str) -> str:
    """The longest run of characters that two wordings share.

    >>> common_run("西三环南延工程", "南三环、西三环南延正在办理前期手续")
    '西三环南延'
    """
    match = SequenceMatcher(None, plain(one), plain(other), autojunk=False).find_longest_match()
    return plain(one)[match.a : match.a + match.size]


@lru_cache(maxsize=16384)
def context(outcome: Outcome) -> str:
    """The words around an outcome that its subject may lean on: its clauses up to the semicolon."""
    at = outcome.sentence.find(outcome.written) if outcome.written else -1
    if at < 0:
        return f"{outcome.subject}{outcome.words}"
    opening = max(outcome.sentence.rfind(mark, 0, at) for mark in "；。：") + 1
    return outcome.sentence[max(opening, at - 60) : at + len(outcome.written) + 24]


def head(target: Target, outcome: Outcome) -> Iterator[Seen]:
    """What is counted must be the same thing: firms are not towns."""
    last = plain(target.subject)[-2:]
    counted = target.unit in units() and units()[target.unit][1] in ("count", "person")
    if target.type != "quantity" or not counted or target.indicator == (outcome.indicator or ""):
        return
    if last not in plain(outcome.subject) and last not in plain(outcome.words):
        yield Seen("other_head", f"结果里没有“{last}”")


def name(target: Target, outcome: Outcome) -> Iterator[Seen]:
    """What sets a name apart stands at its front: 空港大道 is not 疏港大道."""
    if target.type != "milestone" or outcome.type == "quantity":
        return
    ours, theirs = plain(target.subject), plain(thing_told(target, outcome))
    if is_title(target) != is_title(outcome) and outcome.type == "milestone":
        yield Seen("other_end", f"一个是称号，一个不是：{target.end_state}／{outcome.end_state}")
    missing, unasked = _is_missing(target, outcome), _is_unasked(target, outcome)
    if missing:
        yield Seen("other_name", f"结果里没有“{_front(ours)}”")
    if unasked:
        yield Seen("unasked_name", f"目标里没有“{_front(theirs)}”")
    if _one_slot(ours, theirs):
        yield Seen("one_slot", f"名称只差一处：{ours}／{theirs}")
    if missing and unasked:
        yield Seen("two_names", f"名称不同：{_front(ours)}…／{_front(theirs)}…")


def two_names(target: Target, outcome: Outcome) -> bool:
    """Whether each side opens with a name that the other does not have (唐山路快速路, 重庆路快速路)."""
    return _is_missing(target, outcome) and _is_unasked(target, outcome)


def _is_missing(target: Target, outcome: Outcome) -> bool:
    front, around = _front(target.subject), context(outcome)
    return all(front not in plain(words) for words in (around, _unbracketed(around)))


def _is_unasked(target: Target, outcome: Outcome) -> bool:
    front = _front(thing_told(target, outcome))
    return all(front not in plain(_unbracketed(words)) for words in (target.subject, _item_of(target)))


def _item_of(target: Target) -> str:
    """The target's quote with the words around it up to the next mark: its neighbours in a list are other works."""
    at = target.sentence.find(target.words)
    if at < 0:
        return target.words
    before, after = target.sentence[:at], target.sentence[at + len(target.words) :]
    return re.split("[，；、。]", before)[-1] + target.words + re.split("[，；、。]", after)[0]


def _front(subject: str) -> str:
    """What a name begins with: its first two characters, or its number whole (107 of 107国道); not its grade."""
    bare = _GRADE.sub("", plain(_unbracketed(subject)))
    number = _NUMBER.match(bare)
    return number[0] if number else bare[:2]


_GRADE = re.compile("^(?:国家级?|省级|全[国省]|世界级?|首批|第.批|新一[轮批])(?=.{4})")
_NUMBER = re.compile(r"[A-Za-z]*\d[\d.]*|[A-Za-z]+")


def _unbracketed(words: str) -> str:
    """The words without what stands in brackets, and in brackets within them, unless nothing else is there."""
    bare, shorter = "", words
    while shorter != bare:
        bare, shorter = shorter, re.sub("[（(][^（）()]*[）)]", "", shorter)
    return bare or words


_UNTELLING = re.compile("新|实现|首创|全[国省市县区]")
_WORK = re.compile("工程|项目|任务|工作|建设|计划|行动")


@lru_cache(maxsize=16384)
def _one_slot(one: str, other: str) -> bool:
    """Whether two names of one frame differ in one place (国家森林城市, 国家园林城市).

    What a plan calls 新机场 the result calls by its name.
    """
    steps = [step for step in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if step[0] != "equal"]
    if len(steps) != 1 or steps[0][0] != "replace":
        return False
    _, a, b, c, d = steps[0]
    ours, theirs = one[a:b], other[c:d]
    if (
        _UNTELLING.fullmatch(ours)
        or _UNTELLING.fullmatch(theirs)
        or (_WORK.fullmatch(ours) and _WORK.fullmatch(theirs))
    ):
        return False
    return len(ours) <= 3 and len(theirs) <= 3


def is_title(statement: Statement) -> bool:
    """Whether the end is a title or a list: the city's is not the district's."""
    return statement.end_state in _title_words()


@cache
def _title_words() -> frozenset[str]:
    entries = table("phrases")["end_state"]
    won, built = (
        {word for entry in entries if entry["object"] in kinds for word in entry["words"]}
        for kinds in (("title", "state", "place"), ("named", "work"))
    )
    return frozenset(won - built)
