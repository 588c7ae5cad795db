"""The words that say that something is there, and what their object must look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from attrs import frozen

from promisetrack.clauses import pattern
from promisetrack.lexicon import table
from promisetrack.model import Stage


@frozen
class EndState:
    """A word that says that something is there: its stage, its side and what its object must look like."""

    word: str
    stage: Stage
    side: str
    object: str


@cache
def end_states(side: str) -> Mapping[str, tuple[EndState, ...]]:
    """The readings of every end-state word that stands before what it speaks of, or behind it ("after")."""
    found: dict[str, list[EndState]] = {}
    for entry in table("phrases")["end_state"]:
        if entry["side"] == side:
            for word in entry["words"]:
                state = EndState(word, entry["stage"], side, entry["object"])
                found.setdefault(word, []).append(state)
    return {word: tuple(states) for word, states in found.items()}


@cache
def before_words() -> re.Pattern[str]:
    """A pattern that finds an end-state word and what stands behind it (建成X)."""
    words = sorted(end_states("before"), key=len, reverse=True)
    return re.compile(rf"(?P<word>{'|'.join(map(re.escape, words))})了?(?P<object>.{{3,}})")


@cache
def after_words() -> re.Pattern[str]:
    """A pattern that finds an end-state word at the end of a clause (X通车)."""
    words = sorted(end_states("after"), key=len, reverse=True)
    tail = r"(?:建设|运营|使用|运行|达效|见效|并全国推广|投入使用)?"
    settled = r"(?<=落户)(?!条件|政策|限制|制度|门槛|手续|登记|需求|问题)[\u4e00-\u9fff]{2}"
    return re.compile(rf"(?P<word>{'|'.join(map(re.escape, words))})(?:{tail}|{settled})$")


def fitting(text: str, match: re.Match[str], plan: bool) -> EndState | None:
    """The reading of the word whose object looks as it must."""
    thing = text[match.start("object") : match.end("object")]
    states = end_states("before")[match["word"]]
    if STRONG_PLACE.search(thing):
        states = tuple(sorted(states, key=lambda state: state.object != "title"))
    for state in states:
        if _fits(thing, state.object, plan):
            return state
    return None


def _fits(thing: str, kind: str, plan: bool) -> bool:
    """Whether the object is what its end state asks for: a name, something that can be pointed at, or a word."""
    if kind not in ("named", "concrete"):
        return looks_like(thing, kind) and not is_vague(thing)
    tells = is_named if kind == "named" else is_concrete
    return not re.match("[的率以区期日型并]", thing) and tells(thing, plan)


def looks_like(thing: str, kind: str) -> bool:
    """Whether the object holds a word of its kind; a state must be near its end, a programme or a zone close it."""
    if re.search(r"有效衔接|更多|奋斗目标", thing) or (
        kind == "body" and re.fullmatch("[^“]+(?:制度|体系|模式)|.+机制", thing)
    ):
        return False
    if kind in ("graded", "level") and not re.match("[^，]{0,8}(?:国家级?|省级?|全国|[345]A级?)", thing):
        return False
    if kind == "event" and pattern("object", "event_tails", "(?:%s)(?:[（(][^）)]*[）)])?$").search(thing):
        return not _BODIES.search(thing)
    if kind in _CLOSING:
        closing = pattern("object", kind, "(?:%s)(?:建设|工作)?(?:[（(][^）)]*[）)])?$").search(thing)
        return len(thing) >= 3 and bool(closing) and not re.search("^和|^一批|和建设一批|渠道", thing)
    return bool(pattern("object", kind).search(thing[-14:] if kind == "state" else thing))


# what ends like an event and is none
_BODIES = re.compile(
    "(?:社|机|委员|协|商|学|工|联合|理事|董事|基金|村|居委|研究|促进)会$|[一二三四五六七中]中?全会$|(?:环|季|细|情|调|时)节$|(?:发|开|拓|进|施|扩)展$"
)
_CLOSING = ("program", "zone", "way", "reform", "ill", "graded", "level", "census", "pact")


def is_vague(thing: str) -> bool:
    """Whether the words open like no name (一批, 各类), or say next to nothing."""
    return bool(pattern("generic", "words", "^(?:%s)").match(thing)) or len(thing) < 3


def is_named(thing: str, plan: bool) -> bool:
    """Whether the words name one thing rather than a kind of things; of a list, whether one of them does."""
    if "、" in thing and any(len(piece) >= _LEAST_NAME and is_named(piece, plan) for piece in _listed(thing)):
        return True
    if re.search("、.*等[^、，]*$", thing) and all(len(piece) < _LEAST_NAME for piece in _listed(thing)):
        return False
    if is_vague(thing) or "更多" in thing or _kinds().search(thing):
        return False
    bare = re.sub(r"并(?:封关|正式|顺利|投入)*(?:运[行营]|使用|投用|通车|开放)$", "", thing)
    bare = re.sub(r"(?:等?(?:工程|项目)?(?:建设|改造|升级|提升))+$", "", bare) or thing
    things = _things()
    return bool(things.search(thing) or things.search(bare)) or (not plan and len(thing) >= 4)


def _listed(thing: str) -> list[str]:
    """The items of a list, without the kind of thing that closes it (A、B等重点项目); no list of kinds itself."""
    listed = re.sub("等[^、，]*$", "", thing)
    return [] if listed == thing and _kinds().search(thing) else listed.split("、")


def is_concrete(thing: str, plan: bool) -> bool:
    """Whether what a strong verb builds or opens can be pointed at: no kind of things, and nothing abstract.

    Reports give works any name (新皇岗口岸), so what is no name is listed.
    """
    if is_vague(thing) or not _LEAST_NAME <= len(thing) <= _LONGEST_NAME or _kinds().search(thing):
        return False
    abstract = pattern("abstract", "tails", "(?:%s)$").search(thing) or pattern("abstract", "inside").search(thing)
    return plan and not abstract and not re.search("[，\\d]|^[和及与]", thing)


_LEAST_NAME, _LONGEST_NAME = 4, 40


@cache
def _kinds() -> re.Pattern[str]:
    """Kinds of things, not things: 重大项目, or 项目 alone behind words that only praise."""
    kinds, plain, praise = ("|".join(table("phrases")["kinds"][key]) for key in ("tails", "alone", "praise"))
    return re.compile(f"(?:{kinds})$|(?:^|[^，]*(?:{praise}))(?:{plain})$|权限")


@cache
def _things() -> re.Pattern[str]:
    tails, inside = ("|".join(map(re.escape, table("phrases")["named"][key])) for key in ("tails", "inside"))
    return re.compile(f"(?:{tails})$|{inside}|等[^，]{{0,8}}$")


# 强区, 强县: a rank among places is a title, whatever verb leads to it.
STRONG_PLACE = re.compile(r"强[省市区县镇]$")


def stage_of(thing: str, state: EndState) -> Stage:
    """A place on a list of candidates is not the title; 前期工作 done is not the work done."""
    if re.search(r"(?:创建|培育|试点|建设|储备)(?:名单|单位|城市|县|区|资格|库)$|候选|提名", thing):
        return "candidate"
    if state.word in ("积极创建", "争创", "申报", "申创"):
        return "candidate"
    if "预验收" in thing:
        return "partly done"
    if re.search(r"前期工作|前期手续|可研|选址|征地|征收|拆迁|审批|立项", thing):
        return "prepared"
    return state.stage
