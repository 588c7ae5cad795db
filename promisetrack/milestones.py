"""Ends that are no figures: works built, titles won, papers issued, events held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import evolve, frozen

from promisetrack.clauses import CLAUSE, Claim, object_start, pattern, pieces_of, shadow
from promisetrack.lexicon import table
from promisetrack.model import Stage
from promisetrack.numerals import to_decimal

_LIST_END = re.compile(r"等[^、，；。]{0,12}$")


@frozen
class EndState:
    """A word that says that something is there: its stage, its side and what its object must look like."""

    word: str
    stage: Stage
    side: str
    object: str


@cache
def _end_states(side: str) -> Mapping[str, tuple[EndState, ...]]:
    found: dict[str, list[EndState]] = {}
    for entry in table("phrases")["end_state"]:
        if entry["side"] == side:
            for word in entry["words"]:
                state = EndState(word, entry["stage"], side, entry["object"])
                found.setdefault(word, []).append(state)
    return {word: tuple(states) for word, states in found.items()}


@cache
def _before() -> re.Pattern[str]:
    words = sorted(_end_states("before"), key=len, reverse=True)
    return re.compile(rf"(?P<word>{'|'.join(map(re.escape, words))})了?(?P<object>.{{3,}})")


@cache
def _after() -> re.Pattern[str]:
    words = sorted(_end_states("after"), key=len, reverse=True)
    tail = r"(?:建设|运营|使用|运行|达效|见效|并全国推广|投入使用)?"
    return re.compile(rf"(?P<word>{'|'.join(map(re.escape, words))}){tail}$")


def milestone_claims(text: str, *, plan: bool = True) -> tuple[Claim, ...]:
    """The end states that a sentence names, each with its project, place or title.

    >>> [(c.subject, c.end_state) for c in milestone_claims("力促广佛江珠城际、南新高速动工")]
    [('广佛江珠城际', '动工'), ('南新高速', '动工')]
    """
    masked = shadow(text)
    claims: list[Claim] = []
    for clause in CLAUSE.finditer(masked):
        claims.extend(_in_clause(text, masked, clause.span(), plan))
    return tuple(_with_threshold(claim) for claim in claims)


def _with_threshold(claim: Claim) -> Claim:
    """首个GDP千亿强区: the title says how much must be reached."""
    match = re.search(r"(?P<scale>万亿|千亿|百亿)(?:元|级)?(?!.*工程)", claim.subject)
    titled = claim.end_state in ("成为", "跻身", "迈入", "打造成为") or _STRONG_PLACE.search(claim.subject)
    if match is None or not titled:
        return claim
    value = to_decimal("", match["scale"])
    return evolve(claim, value=value, unit="元", comparator="ge", measure="level")


def _in_clause(text: str, masked: str, clause: tuple[int, int], plan: bool) -> Iterator[Claim]:
    found = list(_led(text, masked, clause, plan))
    yield from found or _closed(text, masked, clause, plan)


def _led(text: str, masked: str, clause: tuple[int, int], plan: bool) -> Iterator[Claim]:
    """The end state whose word stands before what it speaks of (建成X); the first that fits."""
    start, end = clause
    match = _before().search(masked, start, end)
    while match:
        state = _fitting(text, match, plan)
        if state and not _is_open_ended(masked, start, match.start()):
            if state.object == "title":
                yield from _titled(text, masked, (start, match.start(), match.end("object")), state)
            else:
                yield from _items(text, masked, match.span("object"), state)
            return
        match = _before().search(masked, match.end("word"), end)


def _closed(text: str, masked: str, clause: tuple[int, int], plan: bool) -> Iterator[Claim]:
    """The end state whose word closes the clause (X通车)."""
    start, end = clause
    match = _after().search(masked, start + 2, end)
    if match is None:
        return
    begin = object_start(text, start)
    stop = begin + len(_ADVERBS.sub("", text[begin : match.start()]))
    state = _end_states("after")[match["word"]][0]
    if stop - begin < 3 and _STRONG.search(match["word"]):
        yield from _carried(text, masked, (start, end), state)
        return
    open_ended = pattern("open_ended", "words", "^(?:%s)").search(text[start:begin])
    weak = open_ended and not _STRONG.search(match["word"])
    if stop > begin and not weak and _is_named(text[begin:stop], plan):
        yield from _items(text, masked, (begin, stop), state, end)


def _carried(text: str, masked: str, clause: tuple[int, int], state: EndState) -> Iterator[Claim]:
    """推进X建设，力争早日投产: the work stands in the clause before."""
    start, end = clause
    opening = max(masked.rfind(mark, 0, start) for mark in "；。") + 1
    for earlier in reversed(list(CLAUSE.finditer(masked, opening, start))):
        match = _WORKED_ON.match(masked, earlier.start(), earlier.end())
        if match and _is_named(text[match.start("object") : match.end("object")], True):
            yield from _items(text, masked, match.span("object"), state, end)
            return


_WORKED_ON = re.compile(
    r"(?:全力|加快|大力|扎实|稳步|积极|统筹|继续|加速)*(?:对|推进|推动|抓好|做好|实施|建设|加快)"
    r"(?P<object>[^，；。]{4,80}?)(?:等?(?:在建|新开工|前期|续建|重点|重大)?(?:项目|工程)?(?:建设|实施|进度|前期工作))?$"
)
_STRONG = re.compile("建成|通车|投产|开工|竣工|投用|动工|完工|封顶|上市|获批|挂牌|投入使用|改镇")
_ADVERBS = re.compile(
    r"(?:加速|尽快|尽早|早日|力争|如期|顺利|加快|全面|按期|年内|全部|在|正式|已|于|均|也|将|成功|基本|全线|率先|实现|完成|"
    r"\d{1,2}月底?前?|年底前|上半年|下半年|[一二三四]季度|(?:春|秋|冬)季)+$"
)


def _titled(text: str, masked: str, where: tuple[int, int, int], state: EndState) -> Iterator[Claim]:
    """A title and who is to win it; each of several candidates is a claim of its own."""
    start, verb, end = where
    who = object_start(text, start)
    cuts = [who, *(k + 1 for k in range(who, verb) if masked[k] == "、")]
    title = text[verb + len(state.word) : end] if text.startswith(state.word, verb) else text[verb:end]
    for begin, following in zip(cuts, [*cuts[1:], verb + 1], strict=True):
        holder = _ADVERBS.sub("", text[begin : following - 1] if following <= verb else text[begin:verb])
        name = holder if len(holder) <= 24 else ""
        yield Claim(
            begin if name else verb, end, f"{name}{title}", type="milestone", end_state=state.word,
            stage=_stage(title, state), written=text[verb:end],
        )  # fmt: skip


def _fitting(text: str, match: re.Match[str], plan: bool) -> EndState | None:
    """The reading of the word whose object looks as it must."""
    thing = text[match.start("object") : match.end("object")]
    states = _end_states("before")[match["word"]]
    if _STRONG_PLACE.search(thing):
        states = tuple(sorted(states, key=lambda state: state.object != "title"))
    for state in states:
        if state.object == "named":
            if not re.match("[的率以区期日型]", thing) and _is_named(thing, plan):
                return state
        elif _looks_like(thing, state.object) and not _is_vague(thing):
            return state
    return None


def _looks_like(thing: str, kind: str) -> bool:
    """Whether the object holds a word of its kind; a state must be the last thing said of it."""
    tail = thing[-14:] if kind == "state" else thing
    return bool(pattern("object", kind).search(tail)) and not re.search(r"有效衔接|更多|奋斗目标", thing)


def _is_vague(thing: str) -> bool:
    return bool(pattern("generic", "words", "^(?:%s)").match(thing)) or len(thing) < 3


def _is_named(thing: str, plan: bool) -> bool:
    """Whether the words name one thing rather than a kind of things."""
    if _is_vague(thing) or "更多" in thing or _KINDS.search(thing):
        return False
    bare = re.sub(r"(?:等?(?:工程|项目)?(?:建设|改造|升级|提升))+$", "", thing) or thing
    return bool(re.search(_THING, thing) or re.search(_THING, bare)) or (not plan and len(thing) >= 4)


# 强区, 强县: a rank among places is a title, whatever verb leads to it.
_STRONG_PLACE = re.compile(r"强[省市区县镇]$")
_KINDS = re.compile(r"(?:重大项目|重点项目|产业|成果|人才|政策|要素|资源|民生实事|优质项目|好项目)$")
_THING = (
    r"[路道桥站园港城馆厂院校所库渠线廊塔街区楼宇湖坝场房中心基地工程项目高铁高速城际铁路机场码头枢纽通道隧道学校医院公园广场平台系统"
    r"大厦市场水库泵站管网航道电站小学中学幼儿园实验室集聚区开发区综合体产业园科技园物流园示范区体育馆图书馆博物馆文化馆]$|"
    r"[一二三四]期|等[^，]{0,8}$|工程|项目|高速|铁路|高铁|城际|机场|大桥|大道|中心|基地|医院|学校|小学|中学|学院|公园|园区|电厂|电站|水厂|码头|隧道|枢纽"
)


def _is_open_ended(masked: str, start: int, end: int) -> bool:
    """推进、谋划 … right before the word takes its end away (推进建成 is none)."""
    return bool(pattern("open_ended", "words", r"(?:%s)$").search(masked, start, end))


def _items(text: str, masked: str, thing: tuple[int, int], state: EndState, end: int | None = None) -> Iterator[Claim]:
    """One claim for each named item of a list under the same word; the quote reaches from the item to the end."""
    start, stop = thing
    last = stop if end is None else end
    pieces = pieces_of(masked, start, stop)
    if state.object not in ("named", "work") and not all(_looks_like(text[a:b], state.object) for a, b in pieces):
        pieces = [thing]
    for begin, finish in pieces:
        subject = _LIST_END.sub("", text[begin:finish]) or text[begin:finish]
        if finish - begin == 2:
            # 白团、石桥、何桥撤乡改镇: what stands behind the last short name is said of all.
            subject += text[pieces[-1][0] + 2 : pieces[-1][1]] or state.word
        quote_start = begin if end is not None or begin != pieces[0][0] else _word_start(text, start, state)
        yield Claim(
            quote_start,
            last if end is not None else finish,
            subject,
            type="milestone",
            end_state=state.word,
            stage=_stage(text[start:stop], state),
            written=text[quote_start:last],
        )


def _word_start(text: str, start: int, state: EndState) -> int:
    return start - len(state.word) if text[:start].endswith(state.word) else start


def _stage(thing: str, state: EndState) -> Stage:
    """A place on a list of candidates is not the title; 前期工作 done is not the work done."""
    if re.search(r"(?:创建|培育|试点|建设|储备)(?:名单|单位|城市|县|区|资格|库)$|候选|提名", thing):
        return "candidate"
    if state.word in ("积极创建", "争创", "申报", "申创"):
        return "candidate"
    if re.search(r"前期工作|前期手续|可研|选址|征地|征收|拆迁|审批|立项", thing):
        return "prepared"
    return state.stage
