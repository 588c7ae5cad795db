"""A scorecard as Markdown; nothing that a report says is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promisetrack.model import Assessment, Outcome
from promisetrack.render import words
from promisetrack.scorecard import Scorecard

_MARKUP = re.compile(r"([\\`*_{}\[\]()#!|~<>&$^]|(?<=:)//|(?<=www)\.|@)")

_LIST_MARK = re.compile(r"^(?:(?=[-+])|[0-9]{1,9}(?=\.(?: |$)))")


def scorecard_markdown(card: Scorecard) -> str:
    """A page: the headline figures, the counts, and every target with both quotes."""
    lines = [f"# {escape(words.title_of(card))}", ""]
    for role in card.documents:
        said = (words.document_line(role), words.repairs_line(role.document))
        lines += [f"- {escape(line)}" for line in said if line]
    lines += [f"- 提醒：{escape(words.clean(warning))}" for warning in card.warnings]
    lines += ["", *(f"{escape(line)}\n" for line in words.headline(card.summary))]
    return "\n".join([*lines, *_counts(card), *_targets(card), *_uncheckable(card)]) + "\n"


def escape(text: str) -> str:
    r"""Text in which Markdown finds no markup.

    >>> escape("*重点* [a](b) <i> https://x.cn")
    '\\*重点\\* \\[a\\]\\(b\\) \\<i\\> https:\\//x.cn'
    """
    return _LIST_MARK.sub(r"\g<0>\\", _MARKUP.sub(r"\\\1", text))


def _counts(card: Scorecard) -> Iterator[str]:
    summary = card.summary
    yield "| 判定 | 基本目标 | 力争目标 | 含义 |\n|---|---:|---:|---|"
    for verdict, word in words.VERDICT_WORDS.items():
        numbers = f"{summary.base.count(verdict)} | {summary.stretch.count(verdict)}"
        yield f"| {word.mark} {word.word} | {numbers} | {word.meaning} |"


def _targets(card: Scorecard) -> Iterator[str]:
    section: tuple[str, ...] = ()
    yield "\n## 逐项"
    for commitment, assessments in card.checked():
        if assessments and commitment.section != section:
            section = commitment.section
            yield f"\n### {escape(words.clean(' / '.join(section)))}"
        for assessment in assessments:
            yield from _entry(assessment)


def _entry(assessment: Assessment) -> Iterator[str]:
    word, target = words.VERDICT_WORDS[assessment.verdict], assessment.target
    tier = "（力争）" if target.tier == "stretch" else ""
    yield f"\n- {word.mark} **{word.word}**{tier} {escape(words.label(target))}"
    yield f"  - 理由：{escape(words.clean(assessment.reason))}"
    yield from (f"  - {line}" for line in words.flips(assessment))
    yield f"  - 承诺：“{escape(words.quotes(target))}”"
    yield from (f"  - 结果：{_quoted(outcome)}" for outcome in assessment.outcomes)


def _quoted(outcome: Outcome) -> str:
    return f"“{escape(words.quotes(outcome))}”"


def _uncheckable(card: Scorecard) -> Iterator[str]:
    plain = [commitment for commitment, assessments in card.checked() if not assessments]
    if plain:
        yield "\n## 没有可核验目标的承诺\n"
        yield from (f"- {escape(words.clean(commitment.quote or commitment.subject))}" for commitment in plain)
