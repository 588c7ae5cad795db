"""One figure against another: may they be set side by side, and does the one satisfy the other."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import evolve

from promisetrack.alike import context, core
from promisetrack.clauses import strip_lead
from promisetrack.comparisons import measure_class, part_of, same_place
from promisetrack.contrasts import answers_indicator, contrast, grades, is_stated_part
from promisetrack.lexicon import indicators, table
from promisetrack.model import Outcome, Statement, Target
from promisetrack.policy import Policy
from promisetrack.wording import likeness, plain, quotations

_STOCK = re.compile(r"总量|存量|累计|总数|保有|可用|现有|增至|增加到|提高到|余额|达到?(?:约|近|超)?\d")
_GOING = re.compile("顺利推进|加快推进|稳步推进|扎实推进|有序推进|进展顺利|正在|加快建设")
_SCOPE = 0.5
_NAMED = 0.6
_FAR, _FAR_IF_SURE = 3, 5
_FLOW = re.compile(
    r"新增|净增|新建|新认定|引进|新培育|招引|新招|新签|开工|竣工|新开|新获|新发展|新打造|新造|新设|新改|新挂牌|新上市"
)


def comparable(target: Target, outcome: Outcome) -> bool:
    """Whether the two figures may be set side by side: same class of measure, unit, period and kind of count."""
    if outcome.value is None or measure_class(target.measure) != measure_class(outcome.measure):
        return False
    if target.unit and outcome.unit and target.unit != outcome.unit and not _counts(target, outcome):
        return False
    if not same_place(target, outcome) or _other_indicator(target, outcome) or contrast(target, outcome):
        return False
    if (
        _is_longer(target, outcome)
        or _is_sum(target, outcome)
        or _is_part(target, outcome)
        or _is_under_way(target, outcome)
    ):
        return False
    return not _is_stock_for_flow(target, outcome) or target.value == outcome.value


def _is_stock_for_flow(target: Target, outcome: Outcome) -> bool:
    """中药材达到10万亩 is what there is in all; 新发展1.5万亩 is what the year adds."""
    if not _is_stock(outcome) or _is_stock(target):
        return False
    far = target.value is not None and outcome.value is not None and outcome.value > _FAR * target.value
    return _is_flow(target) or far


def _is_longer(target: Target, outcome: Outcome) -> bool:
    """A total over five years, or a rise since an earlier year, does not answer a target for one year.

    A stock that the years ended with does.
    """
    since = re.search(r"(?:比|较)(20\d\d)年", context(outcome))
    if since and target.due and int(since[1]) < int(target.due[:4]) - 1:
        return True
    long = "/" in (outcome.period or "") and "/" not in (target.due or "") and outcome.measure != "rank"
    stock = outcome.measure == "level" and re.match("拥有|现有|总量|总数|保有", outcome.words) is not None
    return long and not stock


def _is_sum(target: Target, outcome: Outcome) -> bool:
    """A figure for several named things together does not answer a target for one of them."""
    ours, theirs = (quotations(statement.subject) for statement in (target, outcome))
    return bool(ours) and ours < theirs


def _is_part(target: Target, outcome: Outcome) -> bool:
    """A figure for one of two subjects does not answer a target for both (A和B达标率)."""
    if target.value == outcome.value:
        return False
    names = [name for name in re.split("[、和及]", core(target.subject)) if len(name) >= 4]
    return len(names) > 1 and any(likeness(name, context(outcome))[0] < 0.5 for name in names)


def _is_under_way(target: Target, outcome: Outcome) -> bool:
    """Works that are getting on are not works done."""
    return bool(_GOING.search(outcome.subject)) and not re.search("推进|提速|加快", target.sentence)


def named_in_part(target: Target, outcome: Outcome) -> bool:
    """Whether much of the target's name is missing from what the outcome and its clause say."""
    return _heard(target.subject, outcome.subject, outcome) < _SCOPE


def _heard(asked: str, told: str, outcome: Outcome) -> float:
    """How much of what was asked stands in what the outcome tells or in the clause around it."""
    return max(likeness(asked, told)[0], likeness(asked, context(outcome))[0])


def scope_in_doubt(target: Target, outcome: Outcome, answer: bool, *, sure: bool = False) -> bool:
    """Whether the outcome speaks of less than the target and falls short, or of more and is enough.

    Neither decides anything: a part may fall short where the whole does not. Where the link is sure, words that are
    missing raise no doubt.
    """
    if answers_indicator(target, outcome):
        return False
    asked, told = core(target.subject), core(outcome.subject)
    if is_narrower(target, outcome) or _is_of_higher_grade(target, outcome):
        return not answer
    heard, specific = _heard(asked, told, outcome), likeness(asked, told)[1]
    if target.value == outcome.value and heard >= _NAMED:
        return False
    far = _is_far_more(target, outcome, _FAR_IF_SURE if sure else _FAR) and min(heard, specific) < _SAME_WORDS
    if _is_other_quotation(target, outcome) or (answer and (far or _is_wider(target, outcome))):
        return True
    if answer and sure:
        return False
    return heard < _SCOPE if answer else heard < _NAMED or specific < _SCOPE


_SAME_WORDS = 0.9


def _is_other_quotation(target: Target, outcome: Outcome) -> bool:
    """“五未”土地 is no “标准地”."""
    ours, theirs = (quotations(statement.subject) for statement in (target, outcome))
    return bool(ours and theirs) and not any(one in other or other in one for one in ours for other in theirs)


def _is_wider(target: Target, outcome: Outcome) -> bool:
    """Whether the outcome speaks of more kinds of things than were promised."""
    nameless = plain(target.subject) in table("phrases")["kinds"]["alone"]
    among = f"其中{target.words}" in target.sentence
    left_out = among and likeness(core(target.subject), core(outcome.subject))[0] < _SAME_WORDS
    return nameless or left_out or _is_union(target, outcome) or _is_of_more_grades(target, outcome)


def _is_union(target: Target, outcome: Outcome) -> bool:
    """供水、供热等管网 together may be enough where 供热管网 alone is not."""
    items = [plain(item) for item in outcome.subject.partition("等")[0].split("、")]
    asked = plain(target.subject)
    said = [len(item) > 1 and (item in asked or asked in item) for item in items]
    return any(said) and not all(said)


def _is_of_higher_grade(target: Target, outcome: Outcome) -> bool:
    """国家级示范社 are some of the 示范社, and of the 省级以上示范社."""
    asked, told = _grades_of_both(target, outcome)
    return bool(told) and (not asked or told < asked)


def _is_of_more_grades(target: Target, outcome: Outcome) -> bool:
    """市级以上 are not all 省级."""
    asked, told = _grades_of_both(target, outcome)
    return bool(asked) and bool(told - asked)


def _grades_of_both(target: Target, outcome: Outcome) -> tuple[frozenset[str], frozenset[str]]:
    return grades(f"{target.subject}{target.words}"), grades(outcome.subject)


def _is_far_more(target: Target, outcome: Outcome, times: int) -> bool:
    """Many times what was promised is more likely a count of something wider."""
    return bool(target.value and outcome.value and outcome.value > times * abs(target.value))


def _counts(target: Target, outcome: Outcome) -> bool:
    kinds = set("次场家个所项件座处名人户条宗只间栋台套位") | {"场次"}
    return {target.unit, outcome.unit} <= kinds


def is_narrower(target: Target, outcome: Outcome) -> bool:
    """Whether the outcome counts some of what the target counts (公办义务教育学位 of 义务教育学位).

    Such a part shows the whole to be met where it is enough by itself, and nothing where it is not.
    """
    amounts = measure_class(target.measure) == measure_class(outcome.measure) == "amount"
    if amounts and target.indicator and outcome.indicator and part_of(outcome.indicator, target.indicator):
        return True
    asked, told = plain(strip_lead(core(target.subject))), plain(strip_lead(core(outcome.subject)))
    told = _FOUNDED.sub("", told)
    return amounts and len(asked) >= 4 and len(asked) + 2 <= len(told) <= len(asked) + 8 and told.endswith(asked)


_FOUNDED = re.compile("^.*(?:成立|组建|建立|新增|新建|建成|完成|实施|打造|培育|推动|实现)(?=.{4,})")


def _is_stock(statement: Statement) -> bool:
    if statement.measure not in ("level", "added") or _is_flow(statement):
        return False
    words = f"{statement.subject}{statement.written}{statement.words}"
    reached = statement.measure == "level" and statement.unit in ("人", "家", "户", "个")
    return bool(_STOCK.search(words)) or (reached and statement.written.startswith(("突破", "达", "超")))


def _other_indicator(target: Target, outcome: Outcome) -> bool:
    different = bool(target.indicator and outcome.indicator) and target.indicator != outcome.indicator
    return different and not is_narrower(target, outcome) and not is_stated_part(target, outcome)


def _is_flow(statement: Statement) -> bool:
    words = f"{statement.end_state or ''}{statement.words}"
    return statement.measure == "added" and bool(_FLOW.search(words)) and not _RUNNING.search(words)


# 累计新增7.5万个 may have been counted for years; 全年累计 has not.
_RUNNING = re.compile("(?<!全年)(?<!今年)(?<!去年)(?<!年内)累计")


_WHOLE_DIGITS = 20


def degree_of(target: Target, outcome: Outcome) -> Decimal | None:
    """How much of the target was reached: 1.02 is 2 % above it; None where a share says nothing."""
    if not target.value or outcome.value is None or outcome.measure == "rank":
        return None
    share = outcome.value / target.value
    return round(share, 4) if share.adjusted() < _WHOLE_DIGITS else share


def satisfied(target: Target, outcome: Outcome, policy: Policy) -> bool | None:
    """Whether the outcome's figure satisfies the target on every reading of both; None where readings differ.

    >>> what = {"subject": "城镇调查失业率", "measure": "rate", "unit": "%"}
    >>> target = Target(comparator="approx", value=Decimal("5.5"), **what)
    >>> satisfied(target, Outcome(comparator="eq", value=Decimal("4.9"), **what), Policy())
    True
    """
    if target.value is None or outcome.value is None:
        return None
    if target.value < 0:
        # 下降3%以上 against 下降4%: falls are compared by their size.
        target, outcome = evolve(target, value=-target.value), evolve(outcome, value=-outcome.value)
    if _is_ceiling(target):
        return _under(target, outcome, policy)
    if target.comparator == "eq" and target.value == 0:
        least, most = _reach(outcome)
        return least == most == 0 if least == most else None
    return _over(target, outcome, policy)


def _under(target: Target, outcome: Outcome, policy: Policy) -> bool | None:
    least, most = _reach(outcome)
    limit = _bound(target) + (_slack(target, policy) if target.comparator == "approx" else 0)
    if target.comparator == "lt":
        below = most is not None and (most < limit or (most == limit and outcome.comparator == "lt"))
        return _all_or_none(below, least is not None and least >= limit)
    return _all_or_none(most is not None and most <= limit, least is not None and least > limit)


def _over(target: Target, outcome: Outcome, policy: Policy) -> bool | None:
    least, most = _reach(outcome)
    floor = _bound(target) - (_slack(target, policy) if target.comparator == "approx" else 0)
    if target.comparator == "gt":
        beyond = least is not None and (least > floor or (least == floor and outcome.comparator == "gt"))
        return _all_or_none(beyond, most is not None and most < floor)
    return _all_or_none(least is not None and least >= floor, most is not None and most < floor)


def _bound(target: Target) -> Decimal:
    return target.value if target.value is not None else Decimal(0)


def _all_or_none(yes: bool, no: bool) -> bool | None:
    return True if yes else False if no else None


def _reach(outcome: Outcome) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most that the outcome's words may mean."""
    value = outcome.value
    if value is None:
        return None, None
    if outcome.comparator in ("ge", "gt"):
        return value, None
    if outcome.comparator in ("le", "lt"):
        return None, value
    if outcome.comparator == "approx":
        slack = abs(value) * Decimal("0.02")
        return value - slack, value + slack
    return value, value


def _is_ceiling(target: Target) -> bool:
    """Less is better: said so (以内), by convention (consumer prices), or a rank."""
    if target.comparator in ("le", "lt") or target.measure == "rank":
        return True
    entry = indicators().get(target.indicator or "")
    if entry is not None and entry.bound == "ceiling" and (target.measure != "growth" or "价格" in entry.name):
        return True
    return (
        target.measure == "rate"
        and bool(re.search(r"失业率|价格|CPI|涨幅|赤字|死亡|不良", target.subject))
        and target.comparator != "ge"
    )


def _slack(target: Target, policy: Policy) -> Decimal:
    value = abs(target.value or Decimal(0))
    share = value * policy.tolerance
    return max(share, policy.points) if target.unit in ("%", "百分点") else share
