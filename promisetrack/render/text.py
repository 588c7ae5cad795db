"""A scorecard, or what was taken out of one document, for a terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import click
from attrs import frozen

from promisetrack.model import Assessment, Commitment, Document, Outcome, Target, Verdict
from promisetrack.render.figure import Language, label, told
from promisetrack.render.lines import COLUMNS, columns, padded, table_row, wrap
from promisetrack.render.visible import clean, shorten
from promisetrack.render.words import Words, words_of
from promisetrack.scorecard import Scorecard

_QUOTED = 60
_COLOURS: dict[Verdict, dict[str, object]] = {
    "met": {"fg": "green"},
    "missed": {"fg": "red", "bold": True},
    "claimed": {"fg": "yellow"},
    "undecidable": {"fg": "cyan"},
    "unreported": {"bold": True},
    "not_due": {"dim": True},
}


@frozen(kw_only=True)
class View:
    """How a scorecard is shown in a terminal, and which of its targets are listed; the figures count them all.

    `verdicts` and `themes` name what is listed, everything where they are empty; `evidence` adds the reason and both
    quotes to each target.
    """

    language: Language = "zh"
    width: int = COLUMNS
    colour: bool = False
    evidence: bool = False
    verdicts: Collection[Verdict] = ()
    themes: Collection[str] = ()

    @property
    def words(self) -> Words:
        """The words of its language."""
        return words_of(self.language)

    def lists(self, commitment: Commitment, assessment: Assessment) -> bool:
        """Whether a target is among those that are asked for."""
        theme = commitment.theme or "other"
        return (not self.verdicts or assessment.verdict in self.verdicts) and (not self.themes or theme in self.themes)


def scorecard_text(card: Scorecard, view: View | None = None) -> str:
    """The scorecard in lines: documents, headline, counts, and a table with a row a target."""
    shown = view or View()
    lines = [*wrap(shown.words.title(card), limit=shown.width), "=" * shown.width, *_documents(card, shown), ""]
    for line in shown.words.headline(card.summary):
        lines += wrap(line, limit=shown.width)
    everything = not shown.verdicts and not shown.themes
    rest = _uncheckable(card, shown) if everything else ()
    return "\n".join([*lines, *_counts(card, shown), *_table(card, shown), *rest]) + "\n"


def records_text(
    commitments: Iterable[Commitment], outcomes: Iterable[Outcome], documents: Iterable[Document] = ()
) -> str:
    """The document where it is given, the commitments with their targets, then the outcomes."""
    promises, results = list(commitments), list(outcomes)
    lines = [line for document in documents for line in _about(document)]
    lines += [f"承诺 {len(promises)} 项", "-" * COLUMNS]
    for promise in promises:
        lines += wrap(f"· {shorten(promise.quote or promise.subject, _QUOTED)}", hanging=2)
        for target in promise.targets:
            lines += wrap(f"{label(target)}{_tier(target, View())}", first=4, hanging=6)
    lines += ["", f"结果 {len(results)} 项", "-" * COLUMNS]
    for outcome in results:
        lines += wrap(f"· {label(outcome)}", hanging=2)
    return "\n".join(lines) + "\n"


def _about(document: Document) -> Iterator[str]:
    """Its title and file, what was guessed and what was mended."""
    words = words_of("zh")
    yield "=" * COLUMNS
    yield from wrap(words.named(document))
    for note in (*(words.warned(note) for note in document.notes), words.mended(document)):
        yield from wrap(note, hanging=6) if note else ()
    yield ""


def _documents(card: Scorecard, view: View) -> Iterator[str]:
    words = view.words
    for role in card.documents:
        yield from wrap(words.document(role), hanging=6, limit=view.width)
        if mended := words.mended(role.document):
            yield from wrap(mended, first=6, hanging=6, limit=view.width)
    for warning in card.warnings:
        yield from wrap(words.warned(warning), hanging=6, limit=view.width)


def _counts(card: Scorecard, view: View) -> Iterator[str]:
    base, stretch = card.summary.base, card.summary.stretch
    names = {verdict: f"{word.mark} {word.word}" for verdict, word in view.words.verdicts().items()}
    widest = max(map(columns, names.values()))
    yield ""
    for verdict, name in names.items():
        hoped = stretch.count(verdict)
        striven = view.words.say("striven", number=hoped) if hoped else ""
        meaning = f"{view.words.verdict(verdict).meaning}{striven}"
        first, *more = wrap(meaning, limit=view.width - widest - 8)
        yield f"{_coloured(padded(name, widest), verdict, view)}  {base.count(verdict):4d}  {first}"
        yield from (" " * (widest + 8) + line for line in more)


def _table(card: Scorecard, view: View) -> Iterator[str]:
    section: tuple[str, ...] | None = None
    widths = _widths(view)
    heads = [view.words.say(key) for key in ("verdict", "target", "result", "degree", "confidence")]
    yield from ("", *table_row(heads, widths))
    if not any(view.lists(promise, item) for promise, found in card.checked() for item in found):
        yield view.words.phrase("page", "nothing")
    for commitment, assessments in card.checked():
        for assessment in (item for item in assessments if view.lists(commitment, item)):
            if commitment.section != section:
                section = commitment.section
                yield from ("-" * view.width, *wrap(clean(" / ".join(section)), limit=view.width))
            yield from _entry(assessment, widths, view)


def _widths(view: View) -> tuple[int, ...]:
    """The widths of the five columns: verdict, target, result, degree, confidence."""
    words = view.words
    verdict = max(columns(f"{word.mark} {word.word}") for word in words.verdicts().values())
    degree, sure = (max(6, columns(words.say(key))) for key in ("degree", "confidence"))
    left = view.width - verdict - degree - sure - 8
    return (verdict, left * 3 // 5, left - left * 3 // 5, degree, sure)


def _entry(assessment: Assessment, widths: tuple[int, ...], view: View) -> Iterator[str]:
    word, target = view.words.verdict(assessment.verdict), assessment.target
    cells = (
        f"{word.mark} {word.word}",
        f"{label(target)}{_tier(target, view)}",
        shorten(told(target, assessment.outcomes), _QUOTED),
        "" if assessment.degree is None else view.words.percent(assessment.degree),
        view.words.percent(assessment.confidence),
    )
    first, *more = table_row(cells, widths)
    yield _coloured(padded(cells[0], widths[0]), assessment.verdict, view) + first[len(padded(cells[0], widths[0])) :]
    yield from more
    if view.evidence:
        yield from _evidence(assessment, view)


def _evidence(assessment: Assessment, view: View) -> Iterator[str]:
    say = view.words.say

    def lines(key: str, text: str) -> list[str]:
        return wrap(f"{say(key)}{say('and_so')}{text}", first=4, hanging=10, limit=view.width)

    yield from lines("reason", view.words.reason(assessment))
    yield from (f"    {line}" for line in view.words.flips(assessment))
    yield from lines("promise", f"“{shorten(assessment.target.quote, _QUOTED)}”")
    for outcome in assessment.outcomes:
        yield from lines("result", f"“{shorten(outcome.quote, _QUOTED)}”")


def _coloured(text: str, verdict: Verdict, view: View) -> str:
    return click.style(text, **_COLOURS[verdict]) if view.colour else text  # type: ignore[arg-type]


def _tier(target: Target, view: View) -> str:
    return view.words.say("stretch_mark") if target.tier == "stretch" else ""


def _uncheckable(card: Scorecard, view: View) -> Iterator[str]:
    plain = [commitment for commitment, assessments in card.checked() if not assessments]
    if plain:
        yield from ("", view.words.say("unchecked") + view.words.say("in_brackets", text=len(plain)), "-" * view.width)
    for commitment in plain:
        yield from wrap(f"· {shorten(commitment.quote or commitment.subject, 36)}", hanging=2, limit=view.width)
