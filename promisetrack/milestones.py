"""Ends that are no figures: works built, titles won, papers issued, events held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from promisetrack.clauses import CLAUSE, COUNTED_BEHIND, Claim, object_start, pattern, pieces_of, shadow, strip_lead
from promisetrack.ends import (
    STRONG_PLACE,
    EndState,
    after_words,
    before_words,
    end_states,
    fitting,
    is_named,
    looks_like,
    stage_of,
)
from promisetrack.numerals import to_decimal

_LIST_END = re.compile(r"等[^、，；。]{0,12}$")


def milestone_claims(text: str, *, plan: bool = True) -> tuple[Claim, ...]:
    """The end states that a sentence names, each with its project, place or title.

    >>> [(c.subject, c.end_state) for c in milestone_claims("力促广佛江珠城际、南新高速动工")]
    [('广佛江珠城际', '动工'), ('南新高速', '动工')]
    """
    masked = _without_chance(shadow(text))
    claims: list[Claim] = []
    for clause in CLAUSE.finditer(masked):
        for piece in _several_ends(masked, clause.span()):
            claims.extend(_in_clause(text, masked, piece, plan))
    return tuple(_with_threshold(claim) for claim in claims)


def _with_threshold(claim: Claim) -> Claim:
    """首个GDP千亿强区: the title says how much must be reached; 全面消除: nothing may be left."""
    if any(state.object == "ill" for state in end_states("before").get(claim.end_state or "", ())):
        return evolve(claim, type="quantity", measure="level", comparator="eq", value=Decimal(0))
    match = re.search(r"(?P<scale>万亿|千亿|百亿)(?:元|级)?(?!.*工程)", claim.subject)
    titled = claim.end_state in ("成为", "跻身", "迈入", "打造成为", "建设成为") or STRONG_PLACE.search(claim.subject)
    if match is None or not titled:
        return claim
    value = to_decimal("", match["scale"])
    return evolve(claim, value=value, unit="元", comparator="ge", measure="level")


def _without_chance(masked: str) -> str:
    """联动工作 and 交通车流 hold 动工 and 通车 by chance."""
    return pattern("chance", "words").sub(lambda match: "○" * len(match.group()), masked)


def _several_ends(masked: str, clause: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """A创建X、B创建Y; A、B开工，C建成; A建成并完成试飞: two ends in one clause are cut where the second one begins."""
    start, end = clause
    for cut in (k for k in range(start, end) if masked[k] in "、并"):
        if _is_cut(masked, (start, cut, end)):
            yield start, cut
            start = cut + 1
    yield start, end


def _is_cut(masked: str, where: tuple[int, int, int]) -> bool:
    start, cut, end = max(where[0], where[1] - _REACH), where[1], min(where[2], where[1] + _REACH)
    closed = after_words().search(masked, start + 2, cut) is not None
    closes = after_words().search(masked, cut + 1, end) is not None
    if masked[cut] == "并":
        return closed and not closes
    following = masked.find("、", cut + 1, end)
    held = _TWO_HOLDERS.match(masked, cut + 1, end if following < 0 else following) is not None
    return (closed and (held or closes)) or (held and _TWO_HOLDERS.search(masked, start, cut) is not None)


_REACH = 200
_TWO_HOLDERS = re.compile(r"[^，、]{2,12}?(?:成功创建|创建|争创|申报|获评|入选|开工建设|建成|完成)[^，、]{4,}")


def _in_clause(text: str, masked: str, clause: tuple[int, int], plan: bool) -> Iterator[Claim]:
    found = list(_led(text, masked, clause, plan))
    yield from found or _closed(text, masked, clause, plan)


def _led(text: str, masked: str, clause: tuple[int, int], plan: bool) -> Iterator[Claim]:
    """The end state whose word stands before what it speaks of (建成X); the first that fits."""
    start, end = clause
    match = before_words().search(masked, start, end)
    while match:
        state = fitting(text, match, plan)
        if (
            state
            and not (plan and text.startswith("了", match.end("word")))
            and not (_is_open_ended(masked, start, match.start()) and state.object not in _WON)
            and not _is_urged(masked, start, match, state)
            and not _is_adjective(text, start, match)
        ):
            if state.object in ("title", "graded", "level", "place"):
                yield from _titled(text, masked, (start, match.start(), match.end("object")), state)
            else:
                yield from _held(text, (start, match.start()), _items(text, masked, match.span("object"), state))
            return
        match = before_words().search(masked, match.end("word"), end)


# 推进创建国家森林城市, 鼓励密云区创建…: a title is an end whatever leads to it.
_WON = ("title", "zone", "level")


def _is_adjective(text: str, start: int, match: re.Match[str]) -> bool:
    """新建商品房, 扩建等项目: built works are meant where the word is the clause's verb."""
    own = match["word"] in _WORKED
    inside = match.start() > object_start(text, start) and not text[: match.start()].endswith(_OPENERS)
    return own and (inside or bool(re.match("等|商品房|项目|工程|小区|企业|住宅|筑", match["object"])))


_WORKED = ("新建", "扩建", "改建", "改扩建", "迁建", "翻建", "异地新建")
_OPENERS = ("年内", "计划", "规划", "启动", "完成", "力争", "确保", "推动", "推进", "、", "和")


def _is_urged(masked: str, start: int, match: re.Match[str], state: EndState) -> bool:
    """鼓励企业制定标准: what others are encouraged to do is no end of the government's own."""
    before = masked[start : match.start()]
    if "鼓励" in before:
        return state.object not in _WON
    return state.object in ("paper", "body") and bool(re.search("支持|引导(?!$)|引进|吸引", before))


def _held(text: str, before: tuple[int, int], claims: Iterator[Claim]) -> Iterator[Claim]:
    """湖光岩完成委托管理: where the work alone names nothing, what stands before the verb says of whom."""
    clause, verb = before
    begin = object_start(text, clause)
    holder = _ADVERBS.sub("", text[begin:verb])
    held = len(holder) >= 2 and not _MANNER.search(text[clause:verb])
    for claim in claims:
        if not pattern("nameless", "words", "(?:[一二三四、两]+期)?(?:%s)?").fullmatch(claim.subject):
            yield claim
        elif held:
            yield evolve(claim, start=begin, subject=f"{holder}{claim.subject}", written=text[begin : claim.end])
        elif topic := _topic(text, clause):
            yield evolve(claim, subject=f"{topic}{claim.subject}")


def _topic(text: str, clause: int) -> str:
    """What the clause before speaks of, where it is in the same sentence (抓好X建设，完成验收)."""
    earlier = re.search("[^，；。：]*(?=，$)", text[:clause])
    return strip_lead(earlier[0])[-24:] if earlier else ""


_MANNER = re.compile(
    r"^(?:[通按围以在对为与将把从向由]|加强|推[进动]|全面|深入|积极|实施|开展)|的$|工作$|力度$|[来并]$|，"
)


def _closed(text: str, masked: str, clause: tuple[int, int], plan: bool) -> Iterator[Claim]:
    """The end state whose word closes the clause (X通车)."""
    start, end = clause
    match = after_words().search(masked, start + 2, end)
    if match is None:
        return
    begin = object_start(text, start)
    stop = begin + len(_ADVERBS.sub("", text[begin : match.start()]))
    state = end_states("after")[match["word"]][0]
    if not plan and _SOON.search(text, begin, match.start()):
        state = evolve(state, stage="under way")
    if (joined := re.search("(?P<word>.{2,4})并$", text[begin:stop])) and joined["word"][-2:] in end_states("after"):
        stop = begin + len(_ADVERBS.sub("", text[begin : begin + joined.end("word") - 2]))
    nameless = stop - begin < 3 or text[begin:stop] in ("这些项目", "上述项目")
    if nameless and re.search(f"{_STRONG.pattern}|完成|整改到位", match["word"]):
        yield from _carried(text, masked, (start, end), state)
        return
    open_ended = pattern("open_ended", "words", "^(?:%s)").search(text[start:begin])
    weak = open_ended and not _STRONG.search(match["word"])
    if stop > begin and not weak and is_named(text[begin:stop], plan):
        yield from _items(text, masked, (begin, stop), state, end)


# 即将通车: near is not there.
_SOON = re.compile("(?:即将|有望|将于|将在|预计|拟|具备条件)[^，；。]{0,8}$")


def _carried(text: str, masked: str, clause: tuple[int, int], state: EndState) -> Iterator[Claim]:
    """推进X建设，力争早日投产: the work stands in the clause before."""
    start, end = clause
    opening = max(masked.rfind(mark, 0, start) for mark in "；。") + 1
    for earlier in reversed(list(CLAUSE.finditer(masked, opening, start))):
        match = _WORKED_ON.match(masked, earlier.start(), earlier.end())
        if match and is_named(text[match.start("object") : match.end("object")], True):
            yield from _items(text, masked, match.span("object"), state, end)
            return


_WORKED_ON = re.compile(
    r"(?:全力|加快|大力|扎实|稳步|积极|统筹|继续|加速)*(?:对|推进|推动|抓好|做好|实施|建设|加快)"
    r"(?P<object>[^，；。]{4,80}?)(?:等?(?:在建|新开工|前期|续建|重点|重大)?(?:项目|工程)?(?:建设|实施|进度|前期工作))?$"
)
_STRONG = re.compile("落户|落地|签约|建成|通车|投产|开工|竣工|投用|动工|完工|封顶|上市|获批|挂牌|投入使用|改镇")
_ADVERBS = re.compile(
    r"(?:即将|有望|早(?:签约|开工|开建|建设|建成|竣工|投产|达产|达效|见效|落地)、?|早|加速|尽快|尽早|早日|力争|如期|顺利|加快|全面|按期|年内|全部|在|正式|已|于|均|也|将|成功|基本|全线|率先|实现|完成|"
    r"同步|\d{1,2}月(?:[底初份]|中旬|\d{1,2}日)?前?|年底前|上半年|下半年|[一二三四]季度|(?:春|秋|冬)季)+$"
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
            stage=stage_of(title, state), written=text[verb:end],
        )  # fmt: skip


def _is_open_ended(masked: str, start: int, end: int) -> bool:
    """推进、谋划 … right before the word takes its end away (推进建成 is none)."""
    return bool(pattern("open_ended", "words", r"(?:%s)$").search(masked, start, end))


def _items(text: str, masked: str, thing: tuple[int, int], state: EndState, end: int | None = None) -> Iterator[Claim]:
    """One claim for each named item of a list under the same word; the quote reaches from the item to the end."""
    start, stop = thing
    last = stop if end is None else end
    pieces = pieces_of(masked, start, stop)
    if state.object not in ("named", "concrete", "work") and not all(
        looks_like(text[a:b], state.object) for a, b in pieces
    ):
        pieces = [thing]
    for begin, close in pieces:
        subject = _LIST_END.sub("", text[begin:close]) or text[begin:close]
        if subject[0] in "、和":
            continue
        if close - begin == 2:
            # 白团、石桥、何桥撤乡改镇: what stands behind the last short name is said of all.
            subject += text[pieces[-1][0] + 2 : pieces[-1][1]] or state.word
        names = begin + len(subject)
        finish = names if COUNTED_BEHIND.match(text, names) else close
        quote_start = begin if end is not None or begin != pieces[0][0] else _word_start(text, start, state)
        yield Claim(
            quote_start,
            last if end is not None else finish,
            subject,
            type="milestone",
            end_state=state.word,
            stage=stage_of(text[start:stop], state),
            written=text[quote_start:last],
        )


def _word_start(text: str, start: int, state: EndState) -> int:
    return start - len(state.word) if text[:start].endswith(state.word) else start
