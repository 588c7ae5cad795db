"""The words that all renderings share: names of verdicts, headline sentences, a target's figure, shortened quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from attrs import frozen

from promisetrack.lexicon import table
from promisetrack.model import (
    Assessment,
    Comparator,
    Document,
    Measure,
    Outcome,
    RepairKind,
    Target,
    Verdict,
)
from promisetrack.scorecard import DocumentRole, Interval, Scorecard, Summary, Tally


@frozen
class VerdictWord:
    """How a verdict is shown: a mark, a short word, and what it means."""

    mark: str
    word: str
    meaning: str


VERDICT_WORDS: Final[Mapping[Verdict, VerdictWord]] = MappingProxyType(
    {
        "met": VerdictWord("√", "已兑现", "报告所列结果达到目标"),
        "missed": VerdictWord("×", "未兑现", "报告所列结果没有达到目标"),
        "claimed": VerdictWord("○", "称已完成", "报告说已完成，但没有列出可供核对的数字或细节"),
        "unreported": VerdictWord("－", "未提及", "下一年报告没有提到；既不算兑现，也不算落空"),
        "undecidable": VerdictWord("？", "无法判定", "报告有所提及，但口径、期间或范围不同，不足以判定"),
        "not_due": VerdictWord("…", "未到期", "期限在所回顾的年份之后，不计入兑现率"),
    }
)
REPAIR_WORDS: Final[Mapping[RepairKind, str]] = MappingProxyType(
    {
        "bad bytes": "无法识别的字节",
        "traditional characters": "繁体字",
        "radicals": "部首形字",
        "full-width forms": "全角字符",
        "markup": "排版记号",
        "page furniture": "页眉页码",
        "broken lines": "断行",
        "repeated passage": "重复段落",
        "order": "错位段落",
    }
)
ROLE_WORDS: Final = MappingProxyType({"plan": "承诺", "result": "结果"})
_MEASURE_WORDS: Final[Mapping[Measure, str]] = MappingProxyType(
    {"growth": "增长", "added": "新增", "rank": "排名", "multiple": "倍数", "share": "占比"}
)
_BEFORE: Final[Mapping[Comparator, str]] = MappingProxyType({"gt": "超", "lt": "低于", "approx": "约"})
_AFTER: Final[Mapping[Comparator, str]] = MappingProxyType({"ge": "以上", "le": "以内"})
_TYPE_WORDS: Final = MappingProxyType({"relative": "相对目标", "delegated": "按下达任务", "vague": "未列数据"})
_CHANGE: Final = re.compile("[增长升降减跌落缩翻]")
_ADDRESS: Final = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][^ \\]*)?", re.ASCII | re.IGNORECASE)
_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_HALF_PAIRS: Final = re.compile("[\ud800-\udfff]")
# Controls, format characters, and whatever else Unicode says a program may leave out when it shows a text; the
# selectors of a variant (U+FE00, U+E0100 and after) stay, as they show a character in its right form.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
_LARGE: Final = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def title_of(card: Scorecard) -> str:
    """The title of a scorecard: whose promises, and of which year."""
    plan = next((role.document for role in card.documents if role.role == "plan"), None)
    if plan is None:
        return "政府承诺兑现情况"
    return f"{clean(plan.place or '')}{f'{plan.year}年' if plan.year else ''}政府承诺兑现情况"


def document_line(role: DocumentRole) -> str:
    """One line about a document: what it was scored as, its place and year where the title lacks them, its file."""
    return f"{ROLE_WORDS[role.role]}：{named(role.document)}"


def named(document: Document) -> str:
    """A document's place and year where its title lacks them, its title, its file."""
    title = clean(document.title)
    about = (clean(document.place or "地方不详"), f"{document.year}年" if document.year else "年份不详")
    words = [word for word in about if word not in title] + ([f"《{title}》"] if title else [])
    source = f"（{clean(PurePath(document.source).name)}）" if document.source else ""
    return f"{' '.join(words)}{source}"


def repairs_line(document: Document) -> str:
    """What was mended in reading a document, a kind after the other with how often; "" where nothing was.

    >>> from promisetrack import Repair
    >>> repairs_line(Document(text="", repairs=(Repair(kind="page furniture", count=3), Repair(kind="markup"))))
    '阅读时已整理：页眉页码3处、排版记号1处；引文一律照原文'
    """
    counts: Counter[RepairKind] = Counter()
    for repair in document.repairs:
        counts[repair.kind] += repair.count
    kinds = "、".join(f"{REPAIR_WORDS[kind]}{count}处" for kind, count in counts.items())
    return f"阅读时已整理：{kinds}；引文一律照原文" if kinds else ""


def headline(summary: Summary) -> tuple[str, ...]:
    """What the figures say, a sentence each; the targets striven for (力争) stand apart from the base targets."""
    base = summary.base
    lines = [
        f"承诺{summary.commitments}项，其中可核验{summary.checkable}项（{percent(summary.checkable_share)}）；"
        f"基本目标{base.targets}个，应于本期完成{base.due}个。",
        f"兑现率介于{_interval(base.fulfilment)}之间：下限把未提及、称已完成和无法判定的都算作落空，上限都算作兑现。",
        f"已能判定的{base.decided}个中，兑现{percent(base.rate)}；可判定的占应完成目标的{percent(base.disclosure)}。",
        _candour(summary),
    ]
    if summary.stretch.targets:
        lines.append(f"力争目标{summary.stretch.targets}个另计，不入以上各数：{counts_line(summary.stretch)}。")
    return tuple(lines)


def counts_line(tally: Tally) -> str:
    """The counts by verdict in one line, verdicts without a target left out."""
    found = (f"{word.word}{tally.count(verdict)}" for verdict, word in VERDICT_WORDS.items() if tally.count(verdict))
    return "，".join(found) or "无"


def percent(share: float | None) -> str:
    """A share as a percentage, a dash where there is none.

    >>> percent(0.5), percent(None)
    ('50.0%', '—')
    """
    return "—" if share is None else f"{share:.1%}"


def figure(statement: Target | Outcome) -> str:
    """A statement's figure or end state as the text has it, or composed where there is no text.

    >>> figure(Target(subject="地区生产总值", measure="growth", comparator="ge", value=Decimal(6), unit="%"))
    '增长6%以上'
    >>> figure(Outcome(subject="进出口总额", value=Decimal(251_000_000_000), unit="元"))
    '2510亿元'
    >>> figure(Target(subject="黄茅海跨海通道", type="milestone", end_state="建成"))
    '建成'
    """
    if statement.written:
        return _direction(statement) + clean(statement.written)
    if statement.value is not None:
        return _composed(statement, statement.value)
    return clean(statement.end_state or "") or _TYPE_WORDS.get(statement.type, "")


def label(statement: Target | Outcome) -> str:
    """The subject and its figure; the figure alone where it names the subject (建成滨江大桥)."""
    subject, value = clean(statement.subject), figure(statement)
    return value if subject in value else f"{subject} {value}".strip()


def clean(text: str) -> str:
    """Text in one line, of visible characters only: what a report holds must not steer a terminal or a page.

    >>> clean("增长\\n6%\\x1b[31m")
    '增长 6%[31m'
    """
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """Text without characters that cannot be seen; a line break is a line feed, a tab a space, half a pair �.

    What goes are control characters, those that have no width and those that turn the direction of reading: with
    them a quote could show other words, or the same words in another order, than it holds. Rare characters stay.

    >>> visible("增长\\u202e%6\\u202c\\r\\n以\\u200b上")
    '增长%6\\n以上'
    """
    return _HALF_PAIRS.sub("\ufffd", _UNSEEN.sub("", _BREAKS.sub("\n", text))).replace("\t", " ")


def address(source: str) -> str | None:
    """The source where it can be linked to: a plain http or https address without a user's name in it.

    >>> address("https://www.jiangmen.gov.cn/2023.html"), address("java\\nscript:alert(1)"), address("2023.txt")
    ('https://www.jiangmen.gov.cn/2023.html', None, None)
    """
    return source if _ADDRESS.fullmatch(source) and clean(source) == source else None


def flips(assessment: Assessment) -> tuple[str, ...]:
    """A line for every neighbouring policy under which the verdict would be another one."""
    lines = ((_POLICIES[flip.policy], VERDICT_WORDS[flip.verdict]) for flip in assessment.flips)
    return tuple(f"按{policy}的尺度：{word.mark} {word.word}" for policy, word in lines)


_POLICIES = {"stricter": "更严", "looser": "更宽"}


def shorten(text: str, limit: int) -> str:
    """Text in one line, cut in the middle where it is longer than the limit.

    >>> shorten("新建改造污水管网五十公里", 7)
    '新建改…十公里'
    """
    line = clean(text)
    if len(line) <= limit:
        return line
    head = limit // 2
    return f"{line[:head]}…{line[head + 1 - limit :]}"


def theme_word(theme: str) -> str:
    """The name of a theme; its id where the table has none.

    >>> theme_word("jobs"), theme_word("mine")
    ('就业', 'mine')
    """
    return clean(str(table("themes")["names"].get(theme, theme)))


def where(statement: Target | Outcome, sources: Mapping[str, str]) -> str:
    """The place of a statement: the name of its document, by id, and the characters there, counted from 0."""
    source = clean(sources.get(statement.document or "", ""))
    stretch = f"第{statement.span.start}—{statement.span.end}字" if statement.span else ""
    return "，".join(filter(None, (source, stretch)))


def quotes(statement: Target | Outcome) -> str:
    """The words of the document that a statement stands in: its sentence, or its own quote."""
    return clean(statement.sentence or statement.quote)


def _interval(interval: Interval | None) -> str:
    return f"{percent(interval.low)}与{percent(interval.high)}" if interval else "—"


def _candour(summary: Summary) -> str:
    if summary.candour is None:
        return "没有发现未兑现的目标。"
    missed = summary.base.count("missed")
    return f"未兑现的{missed}个中，报告自己承认的{summary.stated}个（{percent(summary.candour)}）。"


def _direction(statement: Target | Outcome) -> str:
    """Whether a rate of change rises or falls, where the figure as written does not say it."""
    if statement.measure != "growth" or statement.value is None or _CHANGE.search(statement.written):
        return ""
    return "下降" if statement.value < 0 else "增长"


def _composed(statement: Target | Outcome, value: Decimal) -> str:
    measure = "" if statement.measure is None else _MEASURE_WORDS.get(statement.measure, "")
    before = _BEFORE.get(statement.comparator, "") if statement.comparator else ""
    after = _AFTER.get(statement.comparator, "") if statement.comparator else ""
    if measure == "增长" and value < 0:
        measure, value = "下降", -value
    return f"{measure}{before}{_scaled(value)}{clean(statement.unit or '')}{after}"


def _scaled(value: Decimal) -> str:
    size, word = next(((size, word) for size, word in _LARGE if abs(value) >= size), (Decimal(1), ""))
    return f"{(value / size).normalize():f}{word}"
