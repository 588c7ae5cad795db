"""Ends set elsewhere or against something else, and results told without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from promisetrack.clauses import CLAUSE, Claim, object_start, overlaps, pieces_of, shadow, strip_lead
from promisetrack.model import Stage

_DELEGATED = re.compile(
    r"(?P<verb>完成|达到|控制在)(?P<who>国家|省|市|区|县|上级|省市|中央|省定|市定|自治区|[、和])*(?:下达|定|规定|确定|要求|级|政府)*的?"
    r"(?P<what>[^，；。：]{0,40}?)(?:目标任务|任务目标|任务|指标|目标|要求|范围内|标准以内|考核标准|评估标准|标准)(?:以内|之内)?$"
)
_RELATIVE = re.compile(
    r"(?P<head>.{2,}?)(?:增速|增长)?(?:力争|继续|保持|实现|努力)*(?P<end>[与和同](?:经济增长|经济发展|地区生产总值|GDP|国民经济)[^，；]{0,6}?(?:基本)?同步(?:增长)?|"
    r"(?:高于|快于|不低于|略高于|跑赢|低于)(?:经济增长|GDP|地区生产总值|经济|全省|全国|全市|城镇|国家|省)[^，；。\d]{0,10}|"
    r"正增长|稳步增长|稳定增长|平稳增长|持续增长|较快增长|合理增长|稳中有升|稳步提高|稳步提升|稳步回升|持续改善|持续下降|双下降|持续缩小|逐步缩小|进一步缩小|只增不减|只减不增|不减少|不减|不下降|不增加|不反弹|继续下降|(?:尽快)?进入下降通道|保持稳定|基本平衡|保持(?:总体|基本)?(?:稳定|平衡)|(?:有较大|较大|明显|显著)(?:提升|提高|改善|下降)|量增质升|量质双升|量稳质升|稳量提质|稳中向好|稳中提质|稳中有降|持续提高|稳步上升|进入全[市省国]前列|位居全[市省国]前列|走在全[市省国]前列)$"
)
_MEASURED = re.compile(
    "水质|收入|支出|增速|投资|消费|出口|贸易|外资|质量|价格|排放|浓度|比例|率|水平|规模|占比|比重|标准|待遇|差距|能耗|PM|产量|增加值|成本|"
    "国际收支|杠杆率|土壤|发生率|投入|进出口|强度|总量|数量|产值|耕地|就业|债务|指标|生产|物价|地下水|参保|销售|利润|负担|面积|费用|税负"
)


def open_claims(text: str) -> tuple[Claim, ...]:
    """Ends without a figure of their own: set elsewhere (delegated) or against something else (relative).

    >>> [(c.subject, c.type) for c in open_claims("居民收入与经济增长基本同步，地表水优良率完成省下达任务")]
    [('居民收入', 'relative'), ('地表水优良率', 'delegated')]
    """
    claims: list[Claim] = []
    for clause in CLAUSE.finditer(shadow(text)):
        start, end = clause.span()
        words = text[start:end]
        if match := _DELEGATED.search(words):
            claims.extend(_delegated(text, start, words, match))
        elif (match := _RELATIVE.match(words)) and _MEASURED.search(match["head"]):
            begin = min(object_start(text, start), start + match.end("head") - 2)
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
    return tuple(claim for claim in claims if len(claim.subject) >= (3 if claim.type == "relative" else 2))


_NO_SUBJECT = re.compile("(?:的|各项|年度|控制|约束性|预期|考核|主要|有关|相关|工作)+")


def _delegated(text: str, start: int, words: str, match: re.Match[str]) -> Iterator[Claim]:
    """The end set elsewhere; of several things (完成省下达A、B指标) each by itself."""
    begin = object_start(text, start)
    names = re.split("、|(?:指标|任务)?[和及]", match["what"])
    if len(names) > 1 and min(map(len, names)) >= 4:
        for name in names:
            at = text.index(name, start + match.start("what"))
            opening = begin if name is names[0] else at
            yield Claim(opening, at + len(name), name, "delegated", end_state=match.group(), written=name)
        return
    before = text[begin : start + match.start()].rstrip("均全部都要按期和")
    own = match["what"] if len(match["what"]) >= 2 and not _NO_SUBJECT.fullmatch(match["what"]) else ""
    subject = own or (before if len(before) >= 2 else f"{match['what']}指标" if match["what"] else words)
    if subject.startswith(("上述", "以上", "这些", "确保")):
        return
    yield Claim(
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
    r"(?:全面|全部|圆满|顺利|基本|如期|超额|较好地?|提前|高质量|扎实|用心|认真)*(?P<end>完成|办结|兑现|落实|办好|办成|实现|控制在)了?(?P<what>[^，；：。]{0,16}(?:民生实事|民生工程|民心工程|实事|目标任务|任务|目标|演出任务|指标)(?:以内|之内|范围内)?)$"
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
    for clause in CLAUSE.finditer(shadow(text)):
        start, end = clause.span()
        words = text[start:end]
        if match := _FULFILS.search(words):
            head = words[: match.start()].rstrip("均全部都")
            begin = start if len(head) >= 3 else start + match.start()
            claims.append(_vague(text, (begin, end), head if len(head) >= 3 else match["what"], match["end"]))
        elif (match := _FULFILLED.match(words)) or (match := _TREND.match(words)) or (match := _PROGRESS.match(words)):
            pieces = pieces_of(words, 0, match.end("head"))
            claims.extend(_vague(text, (start + a, end), _PLIGHT.sub("", words[a:b]), match["end"]) for a, b in pieces)
    return tuple(claims)


def mentions(text: str, told: Iterable[Claim]) -> Iterator[Claim]:
    """The clauses that tell neither a figure nor an end: a target may be named there and no more.

    >>> [(c.subject, c.stage) for c in mentions("沅澧快速干线基本形成，规划展馆进入装修阶段。", ())]
    [('沅澧快速干线基本形成', None), ('规划展馆进入装修阶段', 'under way')]
    """
    taken = [(claim.start, claim.end) for claim in told]
    for clause in CLAUSE.finditer(shadow(text)):
        start, end = clause.span()
        whole = text[start:end]
        words = strip_lead(whole)
        if len(words) < _LEAST_MENTION or overlaps(start, end, taken):
            continue
        stage: Stage | None = (
            "prepared" if _PREPARED.search(whole) else "under way" if _ADVANCING.search(whole) else None
        )
        yield Claim(start, end, words, type="vague", stage=stage, written=text[start:end])


_LEAST_MENTION = 6
_PREPARED = re.compile("招标|可研|前期|选址|立项|规划建设$|获?核准|审批|报批")
_ADVANCING = re.compile("进入[^，]{2,8}(?:阶段|程序|环节)$|正在|加紧|推进|加快|加速|在建|施工|启动|开展")
_PLIGHT = re.compile("在?(?:高位|高基数)(?:下|上)?(?:继续|持续)?$")


def _vague(text: str, span: tuple[int, int], subject: str, end_state: str) -> Claim:
    stage: Stage = "done"
    if "前期" in end_state:
        stage = "prepared"
    elif re.search("推进|建设|实施|正在|进展|过半", end_state):
        stage = "under way"
    elif "基本" in text[span[0] : span[1]]:
        stage = "partly done"
    return Claim(*span, subject, type="vague", end_state=end_state, stage=stage, written=text[span[0] : span[1]])
