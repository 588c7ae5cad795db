"""A scorecard, or what was taken out of one document, for a terminal in which a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from promisetrack.model import Assessment, Commitment, Document, Outcome, Target
from promisetrack.render import words
from promisetrack.scorecard import Scorecard

COLUMNS = 80
_QUOTED = 60
_NOT_FIRST = "，。、；：！？）》”’」』】％%…,.;:!?)]}"
_NOT_LAST = "（《“‘「『【([{"
_UNIT = re.compile(rf"[{re.escape(_NOT_LAST)}]*(?:[0-9A-Za-z.,+\-/_~%]+|.)[{re.escape(_NOT_FIRST)}]*")


def scorecard_text(card: Scorecard) -> str:
    """The scorecard in 80 columns: documents, headline, counts, and every target with its reason and both quotes."""
    lines = [*wrap(words.title_of(card)), "=" * COLUMNS]
    for role in card.documents:
        lines += wrap(words.document_line(role), hanging=6)
        lines += [line for line in wrap(words.repairs_line(role.document), first=6, hanging=6) if line]
    for warning in card.warnings:
        lines += wrap(f"提醒：{words.clean(warning)}", hanging=6)
    lines.append("")
    for line in words.headline(card.summary):
        lines += wrap(line)
    return "\n".join([*lines, *_counts(card), *_checked(card), *_uncheckable(card)]) + "\n"


def records_text(
    commitments: Iterable[Commitment], outcomes: Iterable[Outcome], documents: Iterable[Document] = ()
) -> str:
    """The document where it is given, the commitments with their targets, then the outcomes."""
    promises, results = list(commitments), list(outcomes)
    lines = [line for document in documents for line in _about(document)]
    lines += [f"承诺 {len(promises)} 项", "-" * COLUMNS]
    for promise in promises:
        lines += wrap(f"· {words.shorten(promise.quote or promise.subject, _QUOTED)}", hanging=2)
        for target in promise.targets:
            lines += wrap(f"{_tier(target)}{words.label(target)}", first=4, hanging=6)
    lines += ["", f"结果 {len(results)} 项", "-" * COLUMNS]
    for outcome in results:
        lines += wrap(f"· {words.label(outcome)}", hanging=2)
    return "\n".join(lines) + "\n"


def _about(document: Document) -> Iterator[str]:
    """Its title and file, what was guessed and what was mended."""
    yield "=" * COLUMNS
    yield from wrap(words.named(document))
    for note in (*(f"提醒：{words.clean(note)}" for note in document.notes), words.repairs_line(document)):
        yield from wrap(note, hanging=6) if note else ()
    yield ""


def columns(text: str) -> int:
    """The columns that a text takes; characters that East Asian fonts draw wide take two.

    >>> columns("增长6%"), columns("“增长”")
    (6, 8)
    """
    return sum(map(_columns_of, text))


def wrap(text: str, *, first: int = 0, hanging: int = 0, limit: int = COLUMNS) -> list[str]:
    """Lines of at most `limit` columns, indented; figures and Latin words stay whole, no line begins with a stop.

    >>> wrap("地区生产总值增长6%以上，财政收入增长5%。", hanging=2, limit=22)
    ['地区生产总值增长6%以', '  上，财政收入增长5%。']
    """
    lines, line, used = [], " " * first, first
    for unit in _units(text, limit - max(first, hanging)):
        if used + columns(unit) > limit:
            lines.append(line.rstrip())
            line, used = " " * hanging, hanging
        line, used = line + unit, used + columns(unit)
    return [*lines, line.rstrip()]


def _units(text: str, widest: int) -> Iterator[str]:
    """Stretches that stay on one line; one that fits on no line comes in single characters."""
    for match in _UNIT.finditer(text):
        unit = match[0]
        yield from (unit,) if columns(unit) <= widest else tuple(unit)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _counts(card: Scorecard) -> Iterator[str]:
    base, stretch = card.summary.base, card.summary.stretch
    yield ""
    for verdict, word in words.VERDICT_WORDS.items():
        striven = f"（另有力争目标{stretch.count(verdict)}个）" if stretch.count(verdict) else ""
        name = word.word + " " * (10 - columns(word.word))
        yield from wrap(f"{word.mark} {name}{base.count(verdict):4d}  {word.meaning}{striven}", hanging=19)


def _checked(card: Scorecard) -> Iterator[str]:
    section: tuple[str, ...] = ()
    for commitment, assessments in card.checked():
        if assessments and commitment.section != section:
            section = commitment.section
            yield from ("", *wrap(words.clean(" / ".join(section)), limit=COLUMNS), "-" * COLUMNS)
        for assessment in assessments:
            yield from _entry(assessment)


def _entry(assessment: Assessment) -> Iterator[str]:
    word, target = words.VERDICT_WORDS[assessment.verdict], assessment.target
    yield from wrap(f"[{word.mark} {word.word}] {_tier(target)}{words.label(target)}", hanging=4)
    yield from wrap(f"理由：{words.clean(assessment.reason)}", first=4, hanging=10)
    yield from (f"    {line}" for line in words.flips(assessment))
    yield from wrap(f"承诺：“{words.shorten(target.quote, _QUOTED)}”", first=4, hanging=10)
    for outcome in assessment.outcomes[:1]:
        yield from wrap(f"结果：“{words.shorten(outcome.quote, _QUOTED)}”", first=4, hanging=10)


def _tier(target: Target) -> str:
    return "（力争）" if target.tier == "stretch" else ""


def _uncheckable(card: Scorecard) -> Iterator[str]:
    plain = [commitment for commitment, assessments in card.checked() if not assessments]
    if plain:
        yield from ("", f"没有可核验目标的承诺 {len(plain)} 项", "-" * COLUMNS)
    for commitment in plain:
        yield from wrap(f"· {words.shorten(commitment.quote or commitment.subject, 36)}", hanging=2)
