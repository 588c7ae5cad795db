"""How far a work has come, against how far it was to come: the judgement of end states."""

from __future__ import annotations

import re

from attrs import evolve

from promisetrack.alike import context, core, is_title, two_names
from promisetrack.comparing import named_in_part
from promisetrack.contrasts import contrast
from promisetrack.ends import end_states, is_vague
from promisetrack.judgement import Judgement, clause_of, line_of, promised, says_done
from promisetrack.model import Outcome, Stage, Target, Verdict
from promisetrack.wording import likeness, plain, quotations

_ORDER: dict[Stage | None, int] = {
    None: 5, "candidate": 0, "prepared": 1, "started": 2, "under way": 3, "partly done": 4, "done": 5,
}  # fmt: skip


def judge_end(target: Target, outcomes: tuple[Outcome, ...], *, sure: bool = False) -> Judgement:
    """The judgement of an end state by the outcomes that answer it, best first (at least one).

    Where it is sure that both speak of one thing, words of its name that the outcome leaves out raise no doubt.

    >>> target = Target(subject="滨江大桥", type="milestone", end_state="通车", stage="done")
    >>> outcome = Outcome(subject="滨江大桥", type="milestone", end_state="开工", stage="started")
    >>> judge_end(target, (outcome,)).verdict
    'missed'
    """
    best = outcomes[0]
    reason = f"目标“{promised(target)}”；报告“{line_of(best.quote)}”"
    if apart := contrast(target, best):
        return Judgement("undecidable", f"{reason}，{apart}", "told apart", outcomes)
    if is_vague(target.subject):
        return Judgement("undecidable", f"{reason}，没有说是哪一项", "another scope", outcomes)
    if best.type == "milestone":
        return _by_stage(target, best, (outcomes, reason, sure))
    if best.type == "quantity" and (stage := _counted_stage(target, best)):
        return _by_stage(target, evolve(best, type="milestone", stage=stage), (outcomes, reason, sure))
    if best.type == "vague":
        return _in_words(target, best, outcomes, reason)
    return Judgement("undecidable", f"{reason}，不足以判断", "no end state reported", outcomes)


def _in_words(target: Target, best: Outcome, outcomes: tuple[Outcome, ...], reason: str) -> Judgement:
    """What a statement without a figure or an end of its own says of the work."""
    if best.stage in ("prepared", "under way") or _is_begun(target, best):
        return _by_progress(target, best, outcomes, reason)
    if not says_done(best):
        return Judgement("undecidable", f"{reason}，不足以判断", "no end state reported", outcomes)
    if best.stage == "done" and likeness(target.subject, best.subject)[0] >= _BY_NAME:
        return Judgement("met", reason, "said to be completed by name", outcomes)
    return Judgement("claimed", f"{reason}，没有具体说明", "claimed", outcomes)


_DONE_COUNT = re.compile("建成|完成|竣工|投用|启用|通车|投产|投入使用|实现|建立|设立|成立|举办|开通")
_STARTED_COUNT = re.compile("开工|动工|启动|开建|实施")


def _counted_stage(target: Target, best: Outcome) -> Stage | None:
    """地铁三期7条线路全部开工: a count that names the whole work tells how far it has come as well."""
    asked, told = likeness(core(target.subject), best.subject)
    if asked < _NAMED_IN_COUNT or told < _OF_THE_SAME or not best.value:
        return None
    clause = clause_of(best)
    return "done" if _DONE_COUNT.search(clause) else "started" if _STARTED_COUNT.search(clause) else None


_NAMED_IN_COUNT, _OF_THE_SAME = 0.8, 0.5


def _by_progress(target: Target, best: Outcome, outcomes: tuple[Outcome, ...], reason: str) -> Judgement:
    """Still being prepared or built where an end was promised: the end is not reached."""
    if _is_unclear(target, best):
        return Judgement("undecidable", f"{reason}{_UNCLEAR}", "another scope", outcomes)
    if _ORDER[best.stage] < _ORDER[target.stage]:
        return Judgement("missed", f"{reason}，尚未达到目标所说的地步", "still under way", outcomes)
    if _is_begun(target, best):
        return Judgement("met", f"{reason}，已在建设", "under way, so begun", outcomes)
    return Judgement("undecidable", f"{reason}，只说在推进", "under way", outcomes)


_UNCLEAR = "，是否同一件事看不出"


def _is_unclear(target: Target, best: Outcome) -> bool:
    """Whether an earlier stage may be that of another thing, or all that 筹办 and 打造 promise for the year."""
    return _is_other_thing(target, best) or _is_unsaid(target, best) or target.end_state in ("筹办", "打造")


def _is_begun(target: Target, best: Outcome) -> bool:
    """What is being built or carried out by name has begun."""
    heard = likeness(core(target.subject), context(best))[0] >= _BY_NAME
    return target.stage == "started" and heard and bool(_AT_WORK.search(best.words))


_BY_NAME = 0.75
_AT_WORK = re.compile("建设|施工|在建|开建|启动|^实施")


def _by_stage(target: Target, best: Outcome, rest: tuple[tuple[Outcome, ...], str, bool]) -> Judgement:
    outcomes, reason, sure = rest
    if _is_won(target, best):
        best = evolve(best, stage="done")
    asked, reached = _ORDER[target.stage], _ORDER[best.stage]
    if best.stage == "candidate" and target.stage != "candidate":
        return Judgement("undecidable", f"{reason}，只是列入名单或创建单位", "candidate, not title", outcomes)
    if reached >= asked:
        verdict, words, rule = _reservation(target, best, sure) or ("met", "", "end state reached")
        return Judgement(verdict, f"{reason}{words}", rule, outcomes)
    if _is_unclear(target, best):
        return Judgement("undecidable", f"{reason}{_UNCLEAR}", "another scope", outcomes)
    if best.stage == "partly done" and not _UNFINISHED.search(best.words):
        return Judgement("undecidable", f"{reason}，只说基本完成", "partly done", outcomes)
    return Judgement("missed", f"{reason}，尚未达到目标所说的地步", "an earlier stage reported", outcomes)


_UNFINISHED = re.compile("主体|封顶|部分")
_GRANTED = re.compile("获批|批复|获.{0,4}批准")


def _is_won(target: Target, best: Outcome) -> bool:
    """A title is won where it is granted, and so is a 试点 that was applied for where the 试点 is."""
    if best.stage == "candidate":
        return "试点" in target.subject and "试点" in best.subject
    return best.stage == "prepared" and is_title(target) and bool(_GRANTED.search(best.end_state or ""))


def _reservation(target: Target, best: Outcome, sure: bool) -> tuple[Verdict, str, str] | None:
    """Why an end that is reported as reached is not the whole of what was promised: verdict, words and rule."""
    if (section := _section(target, best)) and not _is_unsaid(target, best):
        verdict: Verdict = "missed" if _FIRST_PART.search(section) else "undecidable"
        return verdict, f"，只是其中的{section}", "a part for the whole"
    unheard = _is_unsaid(target, best) if sure and is_title(target) else not sure and _is_half_named(target, best)
    if unheard or _is_other_thing(target, best):
        return "undecidable", _UNCLEAR, "another scope"
    if _LISTED.search(best.end_state or "") and not is_title(target):
        return "undecidable", "，只是列入名单或规划", "listed, not built"
    if left := _left_out(target, best):
        return "undecidable", f"，没有说到{left}", "a part for the whole"
    if _is_only_nearly(target, best):
        return "undecidable", "，是否完全达到没有说", "nearly done"
    return None


_IN_USE = re.compile("投用|投产|投运|运营|运行|通车|通航|启用|使用|开放|开业|开园|招生|开学|达产")


def _is_only_nearly(target: Target, best: Outcome) -> bool:
    """基本建成 for 建成, 完工 for 建成投用: very near the end that was promised, and not quite it."""
    if target.stage != "done":
        return False
    asked, told = f"{target.end_state or ''}{target.words}", f"{best.end_state or ''}{best.words}"
    if "基本" in told and "基本" not in asked:
        return True
    built = re.search("建成|完工|竣工|合龙|贯通|落成|验收", told)
    return bool(_IN_USE.search(target.end_state or "") and built and not _IN_USE.search(told))


def _left_out(target: Target, best: Outcome) -> str:
    """Which of two works that the target names together (A和B) the outcome says nothing of, or ""."""
    names = _LISTING.split(target.subject)
    if len(names) < _TWO or min(map(len, names)) < _TWO:
        return ""
    return next((name for name in names if not _is_heard(name, context(best))), "")


def _is_heard(name: str, told: str) -> bool:
    """Whether a name is said: as it is where it is short, else its front or most of it."""
    if len(name) < _NAME_LENGTH:
        return plain(name) in plain(told)
    heard = likeness(name, told)[0]
    return heard >= (_HEARD if plain(name)[:2] in plain(told) else _BY_NAME)


_LISTING = re.compile("、|(?<!碳中)(?<!共)[和与及](?![谐平睦])")
_TWO, _NAME_LENGTH, _HEARD = 2, 4, 0.5


def _is_half_named(target: Target, best: Outcome) -> bool:
    return named_in_part(target, best) or _is_unsaid(target, best)


def _is_other_thing(target: Target, best: Outcome) -> bool:
    """A quoted name must be said, and no other name in its place; a building that an event is held in is no event."""
    names = quotations(target.subject)
    if names and not any(plain(name) in plain(context(best)) for name in names):
        return True
    if two_names(target, best) or _of_two_kinds(target.subject, best.subject):
        return True
    held = any(state.object == "event" for state in end_states("before").get(target.end_state or "", ()))
    return held and bool(_BUILT.search(best.end_state or ""))


def _of_two_kinds(one: str, other: str) -> bool:
    """A 示范区 and a 论坛 of one name are two things."""
    ours, theirs = (_KIND.search(_DOING.sub("", subject)) for subject in (one, other))
    if ours is None or theirs is None:
        return False
    return ours[0] != theirs[0] and ours[0] not in other and theirs[0] not in one


_KIND = re.compile(
    "(?:论坛|峰会|大会|示范区|试验区|度假区|基地|中心|医院|学校|公园|联盟|基金|码头|航道|机场|隧道|大桥|小镇)$"
)


def _is_unsaid(target: Target, best: Outcome) -> bool:
    """A 示范区 is no 论坛: the last word of a name must be said, unless nearly all of it is."""
    last = plain(_DOING.sub("", core(target.subject)))[-2:]
    return last not in plain(context(best)) and likeness(core(target.subject), best.subject)[0] < _NEARLY_ALL


_DOING = re.compile("(?:主体|工程|项目|建设|改造|工作|验收|评审|考核|创建|称号|认定|评定)+$")
_BUILT = re.compile("建成|竣工|完工|投用|启用|投入使用|投产|通车|开工|动工|开建")
_LISTED = re.compile("列入|纳入|入选|入围")
_NEARLY_ALL = 0.85
_SECTION = re.compile(r"[东西南北首]段|[一二三四]期|首期|标段|先行段|启动区|部分|主体|辅线|匝道")
_FIRST_PART = re.compile(r"段|首期|一期|部分|主体")


def _section(target: Target, best: Outcome) -> str:
    """The part of the work that the outcome names where the target names the whole, or ""."""
    named = set(_SECTION.findall(target.subject))
    return next((part for part in _SECTION.findall(best.subject) if part not in named), "")
