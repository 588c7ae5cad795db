"""A scorecard as Markdown; nothing that a report says is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promisetrack.model import Assessment
from promisetrack.render.figure import Language, label
from promisetrack.render.visible import clean
from promisetrack.render.words import Words, quotes, words_of
from promisetrack.scorecard import Scorecard

_MARKUP = re.compile(r"([\\`*_{}\[\]()#!|~<>&$^]|(?<=:)//|(?<=www)\.|@)")

_LIST_MARK = re.compile(r"^(?:(?=[-+])|[0-9]{1,9}(?=\.(?: |$)))")


def scorecard_markdown(card: Scorecard, language: Language = "zh") -> str:
    """A page: the headline figures, the counts, and every target with both quotes."""
    words = words_of(language)
    lines = [f"# {escape(words.title(card))}", ""]
    for role in card.documents:
        said = (words.document(role), words.mended(role.document))
        lines += [f"- {escape(line)}" for line in said if line]
    lines += [f"- {escape(words.say('notice', warning=clean(warning)))}" for warning in card.warnings]
    lines += ["", *(f"{escape(line)}\n" for line in words.headline(card.summary))]
    return "\n".join([*lines, *_counts(card, words), *_targets(card, words), *_uncheckable(card, words)]) + "\n"


def escape(text: str) -> str:
    r"""Text in which Markdown finds no markup.

    >>> escape("*重点* [a](b) <i> https://x.cn")
    '\\*重点\\* \\[a\\]\\(b\\) \\<i\\> https:\\//x.cn'
    """
    return _LIST_MARK.sub(r"\g<0>\\", _MARKUP.sub(r"\\\1", text))


def _counts(card: Scorecard, words: Words) -> Iterator[str]:
    summary = card.summary
    heads = (words.say("verdict"), words.name("tier", "base"), words.name("tier", "stretch"), words.say("meaning"))
    yield f"| {' | '.join(heads)} |\n|---|---:|---:|---|"
    for verdict, word in words.verdicts().items():
        numbers = f"{summary.base.count(verdict)} | {summary.stretch.count(verdict)}"
        yield f"| {word.mark} {word.word} | {numbers} | {word.meaning} |"


def _targets(card: Scorecard, words: Words) -> Iterator[str]:
    section: tuple[str, ...] = ()
    yield f"\n## {words.say('each')}"
    for commitment, assessments in card.checked():
        if assessments and commitment.section != section:
            section = commitment.section
            yield f"\n### {escape(clean(' / '.join(section)))}"
        for assessment in assessments:
            yield from _entry(assessment, words)


def _entry(assessment: Assessment, words: Words) -> Iterator[str]:
    word, target = words.verdict(assessment.verdict), assessment.target
    tier = words.say("stretch_mark") if target.tier == "stretch" else ""
    yield f"\n- {word.mark} **{word.word}**{tier} {escape(label(target))}"
    yield f"  - {words.say('reason')}{words.say('and_so')}{escape(clean(assessment.reason))}"
    yield from (f"  - {line}" for line in words.flips(assessment))
    yield f"  - {words.say('promise')}{words.say('and_so')}“{escape(quotes(target))}”"
    for outcome in assessment.outcomes:
        yield f"  - {words.say('result')}{words.say('and_so')}“{escape(quotes(outcome))}”"


def _uncheckable(card: Scorecard, words: Words) -> Iterator[str]:
    plain = [commitment for commitment, assessments in card.checked() if not assessments]
    if plain:
        yield f"\n## {words.say('unchecked')}\n\n{words.say('unchecked_note', number=len(plain))}\n"
        yield from (f"- {escape(clean(commitment.quote or commitment.subject))}" for commitment in plain)
