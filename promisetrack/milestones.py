"""Ends that are no figures: works built, titles won, papers issued; and ends set against others or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import frozen

from promisetrack.lexicon import table
from promisetrack.model import Stage
from promisetrack.statements import Claim, shadow, strip_lead

_CLAUSE = re.compile(r"[^，；：。！？]+")
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
    return re.compile(rf"(?P<word>{'|'.join(map(re.escape, words))})(?P<object>.{{3,}})")


@cache
def _after() -> re.Pattern[str]:
    words = sorted(_end_states("after"), key=len, reverse=True)
    tail = r"(?:建设|运营|使用|运行|达效|见效|并全国推广|投入使用)?"
    return re.compile(rf"(?P<object>.{{3,}}?)(?P<word>{'|'.join(map(re.escape, words))}){tail}$")


@cache
def _any_of(section: str, key: str, form: str = "(?:%s)") -> re.Pattern[str]:
    words = sorted(table("phrases")[section][key], key=len, reverse=True)
    return re.compile(form % "|".join(re.escape(word) for word in words))


def milestone_claims(text: str, *, plan: bool = True) -> tuple[Claim, ...]:
    """The end states that a sentence names, each with its project, place or title.

    >>> [(c.subject, c.end_state) for c in milestone_claims("力促广佛江珠城际、南新高速动工")]
    [('广佛江珠城际', '动工'), ('南新高速', '动工')]
    """
    masked = shadow(text)
    claims: list[Claim] = []
    for clause in _CLAUSE.finditer(masked):
        claims.extend(_in_clause(text, masked, clause.span(), plan))
    return tuple(claims)


def _in_clause(text: str, masked: str, clause: tuple[int, int], plan: bool) -> Iterator[Claim]:
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
    match = _after().search(masked, start, end)
    if match:
        begin = _object_start(text, match.start("object"))
        stop = begin + len(_ADVERBS.sub("", text[begin : match.end("object")]))
        open_ended = _any_of("open_ended", "words", "^(?:%s)").search(text[match.start("object") : begin] or "")
        weak = open_ended and not _STRONG.search(match["word"])
        if stop > begin and not weak and _is_named(text[begin:stop], plan):
            yield from _items(text, masked, (begin, stop), _end_states("after")[match["word"]][0], end)


_STRONG = re.compile("建成|通车|投产|开工|竣工|投用|动工|完工|封顶|上市|获批|挂牌|投入使用|改镇")
_ADVERBS = re.compile(
    r"(?:加速|尽快|尽早|早日|力争|如期|顺利|加快|全面|按期|年内|全部|在|正式|已|于|均|也|将|成功|基本|全线|率先|实现|完成|"
    r"\d{1,2}月底?前?|年底前|上半年|下半年|[一二三四]季度|(?:春|秋|冬)季)+$"
)


def _titled(text: str, masked: str, where: tuple[int, int, int], state: EndState) -> Iterator[Claim]:
    """A title and who is to win it; each of several candidates is a claim of its own."""
    start, verb, end = where
    who = _object_start(text, start)
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
    for state in _end_states("before")[match["word"]]:
        if state.object == "named":
            if _is_named(thing, plan):
                return state
        elif _looks_like(thing, state.object) and not _is_vague(thing):
            return state
    return None


def _looks_like(thing: str, kind: str) -> bool:
    """Whether the object holds a word of its kind; a state must be the last thing said of it."""
    tail = thing[-14:] if kind == "state" else thing
    return bool(_any_of("object", kind).search(tail)) and not re.search(r"有效衔接|更多|奋斗目标", thing)


def _is_vague(thing: str) -> bool:
    return bool(_any_of("generic", "words", "^(?:%s)").match(thing)) or len(thing) < 4


def _is_named(thing: str, plan: bool) -> bool:
    """Whether the words name one thing rather than a kind of things."""
    if _is_vague(thing) or re.match(r"[的了率以区期日型]", thing) or "更多" in thing or _KINDS.search(thing):
        return False
    bare = re.sub(r"(?:等?(?:工程|项目)?(?:建设|改造|升级|提升))+$", "", thing) or thing
    return bool(re.search(_THING, thing) or re.search(_THING, bare)) or (not plan and len(thing) >= 5)


_KINDS = re.compile(r"(?:重大项目|重点项目|产业|成果|人才|政策|要素|资源|民生实事|优质项目|好项目)$")
_THING = (
    r"[路道桥站园港城馆厂院校所库渠线廊塔街区楼宇湖坝场房中心基地工程项目高铁高速城际铁路机场码头枢纽通道隧道学校医院公园广场平台系统"
    r"大厦市场水库泵站管网航道电站小学中学幼儿园实验室集聚区开发区综合体产业园科技园物流园示范区体育馆图书馆博物馆文化馆]$|"
    r"[一二三四]期|等[^，]{0,8}$|工程|项目|高速|铁路|高铁|城际|机场|大桥|大道|中心|基地|医院|学校|小学|中学|学院|公园|园区|电厂|电站|水厂|码头|隧道|枢纽"
)


def _is_open_ended(masked: str, start: int, end: int) -> bool:
    """推进、谋划 … right before the word takes its end away (推进建成 is none)."""
    return bool(_any_of("open_ended", "words", r"(?:%s)$").search(masked, start, end))


def _object_start(text: str, start: int) -> int:
    """Where the object begins behind the words that only open the clause (力促、年底前)."""
    clause = text[start:]
    stripped = strip_lead(re.sub(r"^(?:上半年|下半年|\d{1,2}月底前|\d{4}年|年底前|尽快|尽早|早日|加快)+", "", clause))
    return start + len(clause) - len(stripped) if stripped.strip() else start


def _items(text: str, masked: str, thing: tuple[int, int], state: EndState, end: int | None = None) -> Iterator[Claim]:
    """One claim for each named item of a list under the same word; the quote reaches from the item to the end."""
    start, stop = thing
    last = stop if end is None else end
    pieces = _pieces(masked, start, stop)
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
    if re.search(r"创建名单|培育名单|候选|建设单位|创建单位|培育单位|提名|储备|创建资格|培育库|试点名单", thing):
        return "candidate"
    if re.search(r"前期工作|前期手续|可研|选址|征地|征收|拆迁|审批|立项", thing):
        return "prepared"
    return state.stage


def _pieces(masked: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The items of a list, or the whole where its parts are no names of their own.

    Three short names or more of one length (石桥、白团、北店) are a list as well.
    """
    cuts = [start, *(k + 1 for k in range(start, stop) if masked[k] == "、"), stop + 1]
    pieces = [(a, b - 1) for a, b in zip(cuts, cuts[1:], strict=False)]
    lengths = [b - a for a, b in pieces]
    if len(pieces) > 1 and (min(lengths) >= 4 or (len(pieces) >= 3 and set(lengths[:-1]) == {2} and lengths[-1] <= 8)):
        return pieces
    return [(start, stop)]


_DELEGATED = re.compile(
    r"(?P<verb>完成|达到|控制在)(?P<who>国家|省|市|区|县|上级|省市|中央|省定|市定)*(?:下达|定|规定|确定|要求|级|政府)*的?"
    r"(?P<what>[^，；。：、]{0,14}?)(?:目标任务|任务目标|任务|指标|目标|要求|范围内|标准以内|考核标准|评估标准|标准)(?:以内|之内)?$"
)
_RELATIVE = re.compile(
    r"(?P<head>.{2,}?)(?:增速|增长)?(?:力争|继续|保持|实现|努力)*(?P<end>与(?:经济增长|经济发展|地区生产总值|GDP|国民经济)[^，；]{0,6}?(?:基本)?同步(?:增长)?|"
    r"(?:高于|快于|不低于|略高于|跑赢)(?:经济增长|GDP|地区生产总值|经济|全省|全国|全市|城镇|国家|省)[^，；。\d]{0,10}|"
    r"正增长|稳步增长|稳定增长|平稳增长|持续增长|较快增长|合理增长|稳中有升|稳步提高|稳步提升|稳步回升|持续改善|持续下降|双下降|持续缩小|逐步缩小|进一步缩小|只增不减|只减不增|稳中有降|持续提高|稳步上升|进入全[市省国]前列|位居全[市省国]前列|走在全[市省国]前列)$"
)


_MEASURED = re.compile(
    "收入|支出|增速|投资|消费|出口|贸易|外资|质量|价格|排放|浓度|比例|率|水平|规模|占比|比重|标准|待遇|差距|能耗|PM|产量|增加值|成本|"
    "强度|总量|数量|产值|耕地|就业|债务|指标|生产|物价|地下水|参保|销售|利润"
)


def open_claims(text: str) -> tuple[Claim, ...]:
    """Ends without a figure of their own: set elsewhere (delegated) or against something else (relative).

    >>> [(c.subject, c.type) for c in open_claims("居民收入与经济增长基本同步，地表水优良率完成省下达任务")]
    [('居民收入', 'relative'), ('地表水优良率', 'delegated')]
    """
    claims = []
    for clause in _CLAUSE.finditer(shadow(text)):
        start, end = clause.span()
        words = text[start:end]
        if match := _DELEGATED.search(words):
            claims.append(_delegated(text, start, words, match))
        elif (match := _RELATIVE.match(words)) and _MEASURED.search(match["head"]):
            begin = min(_object_start(text, start), start + match.end("head") - 2)
            subject = text[begin : start + match.end("head")]
            comparator = "approx" if "同步" in match["end"] else None
            claims.append(
                Claim(
                    begin,
                    end,
                    subject,
                    type="relative",
                    measure="growth",
                    comparator=comparator,  # type: ignore[arg-type]
                    end_state=match["end"],
                    written=text[begin:end],
                )
            )
    return tuple(claim for claim in claims if len(claim.subject) >= 2)


def _delegated(text: str, start: int, words: str, match: re.Match[str]) -> Claim:
    begin = _object_start(text, start)
    before = text[begin : start + match.start()].rstrip("均全部都要按期和")
    subject = match["what"] if len(match["what"]) >= 2 else before if len(before) >= 2 else words
    return Claim(
        begin,
        start + match.end(),
        subject.strip("的"),
        type="delegated",
        end_state=match.group(),
        written=match.group(),
    )


_FULFILLED = re.compile(
    r"(?P<head>[^，；：。]{2,30}?)(?P<end>(?:全面|全部|圆满|顺利|基本|如期|超额|较好地?|均|已|提前)*(?:完成|办结|兑现|落实|落地见效|见效|实现)(?:省|市|国家|上级|年度|全年|预期)?(?:下达|定)?(?:目标)?(?:任务)?)$"
)
_FULFILS = re.compile(
    r"(?:全面|全部|圆满|顺利|基本|如期|超额|较好地?|提前|高质量)*(?P<end>完成|办结|兑现|落实|实现)了?(?P<what>[^，；：。]{0,16}(?:民生实事|民生工程|民心工程|实事|目标任务|任务|目标|演出任务|指标))$"
)
_PROGRESS = re.compile(
    r"(?P<head>[^，；：。]{3,40}?)(?P<end>正在办理前期手续|正在[^，；：。]{2,10}|完成前期手续办理|前期工作[^，；：。]{0,10}|加快推进|加快建设|扎实推进|有序推进|"
    r"稳步推进|建设提速|提速建设|进展顺利|加快实施|顺利推进|全力推进|进度过半|有序实施)$"
)
_TREND = re.compile(
    r"(?P<head>[^，；：。]{2,24}?)(?P<end>保持正增长|正增长|稳步增长|平稳增长|保持增长|持续改善|稳定|大幅增长|保持平稳|持续下降|双下降|明显改善|走在全[省市国]前列|取得标志性成果|位居前列|保持稳定)$"
)


def vague_claims(text: str) -> tuple[Claim, ...]:
    """What a review says without a figure that may still answer a target (十件民生实事全面完成).

    >>> [(c.subject, c.end_state) for c in vague_claims("市人大代表票选的十件民生实事全面完成")]
    [('市人大代表票选的十件民生实事', '全面完成')]
    """
    claims: list[Claim] = []
    for clause in _CLAUSE.finditer(shadow(text)):
        start, end = clause.span()
        words = text[start:end]
        if match := _FULFILS.search(words):
            begin = start + match.start()
            claims.append(_vague(text, (begin, end), match["what"], match["end"]))
        elif (match := _FULFILLED.match(words)) or (match := _TREND.match(words)) or (match := _PROGRESS.match(words)):
            pieces = _pieces(words, 0, match.end("head"))
            claims.extend(_vague(text, (start + a, end), words[a:b], match["end"]) for a, b in pieces)
    return tuple(claims)


def _vague(text: str, span: tuple[int, int], subject: str, end_state: str) -> Claim:
    stage: Stage = "done"
    if "前期" in end_state:
        stage = "prepared"
    elif re.search("推进|建设|实施|正在|进展|过半", end_state):
        stage = "under way"
    elif "基本" in text[span[0] : span[1]]:
        stage = "partly done"
    return Claim(*span, subject, type="vague", end_state=end_state, stage=stage, written=text[span[0] : span[1]])
