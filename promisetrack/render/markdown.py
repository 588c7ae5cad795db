"""A scorecard as Markdown; nothing that a report says is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from promisetrack.model import Assessment, Outcome, Target
from promisetrack.render.figure import Language, label
from promisetrack.render.quoted import by_sentence
from promisetrack.render.visible import clean
from promisetrack.render.words import Words, file_of, quotes, words_of
from promisetrack.scorecard import Scorecard

_MARKUP = re.compile(r"([\\`*_{}\[\]()#!|~<>&$^]|(?<=:)//|(?<=www)\.|@)")
_AROUND = 40
_LIST_MARK = re.compile(r"^(?:(?=[-+])|[0-9]{1,9}(?=\.(?: |$)))")


def scorecard_markdown(card: Scorecard, language: Language = "zh") -> str:
    """An article's raw material: the headline figures, the counts, every target with both quotes, the documents."""
    words = words_of(language)
    headline = (escape(line) for line in words.headline(card.summary))
    warnings = (escape(words.warned(warning)) for warning in card.warnings)
    blocks = (
        f"# {escape(words.title(card))}",
        *headline,
        *(f"> {warning}" for warning in warnings),
        *_counts(card, words),
        *(f"- {escape(words.phrase('page', key))}" for key in ("read_silence", "read_claims")),
        *_targets(card, words),
        *_uncheckable(card, words),
        *_documents(card, words),
        f"{escape(words.made())} {escape(words.phrase('page', 'made_check'))}",
    )
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    r"""Text in which Markdown finds no markup.

    >>> escape("*重点* [a](b) <i> https://x.cn")
    '\\*重点\\* \\[a\\]\\(b\\) \\<i\\> https:\\//x.cn'
    """
    return _LIST_MARK.sub(r"\g<0>\\", _MARKUP.sub(r"\\\1", text))


def _counts(card: Scorecard, words: Words) -> Iterator[str]:
    summary = card.summary
    heads = (words.say("verdict"), words.name("tier", "base"), words.name("tier", "stretch"), words.say("meaning"))
    lines = [f"| {' | '.join(heads)} |", "|---|---:|---:|---|"]
    for verdict, word in words.verdicts().items():
        numbers = f"{summary.base.count(verdict)} | {summary.stretch.count(verdict)}"
        lines.append(f"| {word.mark} {word.word} | {numbers} | {word.meaning} |")
    yield f"## {words.phrase('article', 'counts')}"
    yield "\n".join(lines)


def _targets(card: Scorecard, words: Words) -> Iterator[str]:
    sources = {role.document.id: file_of(role.document) for role in card.documents}
    section: tuple[str, ...] = ()
    yield f"## {words.say('each')}"
    for commitment, assessments in card.checked():
        if assessments and commitment.section != section:
            section = commitment.section
            yield from (f"### {escape(clean(' / '.join(names)))}" for names in [section] if names)
        for assessment in assessments:
            yield from _entry(assessment, sources, words)


def _entry(assessment: Assessment, sources: Mapping[str, str], words: Words) -> Iterator[str]:
    """A list item: verdict and target, both quotes as block quotes with their places, the reason and how sure it is."""
    word, target = words.verdict(assessment.verdict), assessment.target
    tier = words.say("stretch_mark") if target.tier == "stretch" else ""
    yield f"- **{word.mark} {word.word}** {escape(label(target))}{tier}"
    yield from _quote("promise", target, sources, words)
    for outcome in by_sentence(assessment.outcomes):
        yield from _quote("result", outcome, sources, words)
    sure = (_said("confidence", words.percent(assessment.confidence), words),)
    reached = () if assessment.degree is None else (_said("degree", words.percent(assessment.degree), words),)
    yield f"  {_said('reason', escape(words.reason(assessment)), words)}"
    yield f"  {words.say('between_items').join((*reached, *sure, *words.flips(assessment)))}"


def _quote(key: str, statement: Target | Outcome, sources: Mapping[str, str], words: Words) -> Iterator[str]:
    if excerpt := _excerpt(statement):
        place = escape(words.where(statement, sources))
        yield f"  > {_said(key, f'“{escape(excerpt)}”', words)}" + (f" — {place}" if place else "")


def _excerpt(statement: Target | Outcome) -> str:
    """A quote in its sentence, which is cut at a distance from it; "" where there is no text."""
    sentence, quote = quotes(statement), clean(statement.quote)
    if not quote or quote not in sentence:
        return quote or sentence
    before, _, after = sentence.partition(quote)
    head = before if len(before) <= _AROUND else f"…{before[-_AROUND:]}"
    return head + quote + (after if len(after) <= _AROUND else f"{after[:_AROUND]}…")


def _said(key: str, text: str, words: Words) -> str:
    return f"{words.say(key)}{words.say('and_so')}{text}"


def _uncheckable(card: Scorecard, words: Words) -> Iterator[str]:
    plain = [commitment for commitment, assessments in card.checked() if not assessments]
    if plain:
        yield f"## {words.say('unchecked')}"
        yield words.say("unchecked_note", number=len(plain))
        yield "\n".join(f"- {escape(clean(commitment.quote or commitment.subject))}" for commitment in plain)


def _documents(card: Scorecard, words: Words) -> Iterator[str]:
    said = (line for role in card.documents for line in (words.document(role), words.mended(role.document)) if line)
    if lines := [f"- {escape(line)}" for line in said]:
        yield f"## {words.phrase('article', 'documents')}"
        yield "\n".join(lines)
