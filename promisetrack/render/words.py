"""The words around a scorecard, in Chinese or in English, as all renderings share them (data/interface.toml)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.metadata import version
from pathlib import PurePath
from typing import Any, get_args

from attrs import frozen

from promisetrack.errors import PromisetrackError
from promisetrack.lexicon import table
from promisetrack.model import Assessment, Document, Outcome, RepairKind, Span, Target, Verdict
from promisetrack.render.figure import Language, amount
from promisetrack.render.notices import notice
from promisetrack.render.visible import clean
from promisetrack.scorecard import VERDICTS, DocumentRole, Scorecard, Summary, Tally

LANGUAGES: tuple[Language, ...] = get_args(Language)


@frozen
class VerdictWord:
    """How a verdict is shown: a mark, a short word, and what it means."""

    mark: str
    word: str
    meaning: str


@frozen
class Words:
    """The words of one language.

    >>> Words("zh").percent(0.341), Words("en").verdict("unreported").word
    ('34.1%', 'Not mentioned')
    """

    language: Language

    def say(self, key: str, **values: object) -> str:
        """A phrase that all renderings share, with its names filled in."""
        return self.phrase("text", key, **values)

    def phrase(self, section: str, key: str, **values: object) -> str:
        """A phrase of a section of the table, with its names filled in."""
        return str(table("interface")[section][key][self.language]).format(**values)

    def name(self, section: str, key: str) -> str:
        """The name of a role, a type, a tier, a strength, a kind of part or a rule; the key itself if there is none."""
        entry: Mapping[str, Any] = table("interface")[section].get(key, {})
        return str(entry.get(self.language, clean(key)))

    def verdict(self, verdict: Verdict) -> VerdictWord:
        """How a verdict is shown."""
        entry = table("interface")["verdict"][verdict]
        return VerdictWord(entry["mark"], entry["word"][self.language], entry["meaning"][self.language])

    def verdicts(self) -> dict[Verdict, VerdictWord]:
        """All verdicts, in the order in which they are shown."""
        return {verdict: self.verdict(verdict) for verdict in VERDICTS}

    def theme(self, theme: str) -> str:
        """The name of a theme; its id where the table has none.

        >>> Words("zh").theme("jobs"), Words("en").theme("jobs"), Words("en").theme("mine")
        ('就业', 'Jobs', 'mine')
        """
        return clean(str(table("themes")["names" if self.language == "zh" else "english"].get(theme, theme)))

    def joined(self, names: Iterable[str]) -> str:
        """Names in a row."""
        return self.say("between_names").join(names)

    def percent(self, share: float | Decimal | None) -> str:
        """A share as a percentage, a dash where there is none.

        It is rounded as spreadsheets round it: of the number as it is written, halves up.
        """
        if share is None:
            return "—"
        return f"{Decimal(str(float(share))).quantize(Decimal('0.001'), ROUND_HALF_UP):.1%}"

    def title(self, card: Scorecard) -> str:
        """The title of a scorecard: whose promises, and of which year."""
        plan = next((role.document for role in card.documents if role.role == "plan"), None)
        if plan is None or not (plan.place or plan.year):
            return self.say("title_bare")
        year = self.say("year_in_title", year=plan.year) if plan.year else ""
        return self.say("title", place=clean(plan.place or ""), year=year).strip(": ")

    def document(self, role: DocumentRole) -> str:
        """One line about a document: what it was scored as, and its name."""
        return self.say("document", role=self.name("role", role.role), name=self.named(role.document))

    def named(self, document: Document) -> str:
        """A document's place and year where its title lacks them, its title, its file."""
        title = clean(document.title)
        place = clean(document.place) if document.place else self.say("place_unknown")
        year = self.say("year_of", year=document.year) if document.year else self.say("year_unknown")
        about = [word for word in (place, year) if word not in title] + ([f"《{title}》"] if title else [])
        source = self.say("in_brackets", text=clean(PurePath(document.source).name)) if document.source else ""
        return f"{' '.join(about)}{source}"

    def mended(self, document: Document) -> str:
        """What was mended in reading a document, a kind after the other with how often; "" where nothing was.

        >>> from promisetrack import Repair
        >>> repairs = (Repair(kind="page furniture", count=3), Repair(kind="markup"))
        >>> Words("zh").mended(Document(text="", repairs=repairs))
        '阅读时已整理：页眉页码3处、排版记号1处；引文一律照原文'
        """
        counts: Counter[RepairKind] = Counter()
        for repair in document.repairs:
            counts[repair.kind] += repair.count
        kinds = [self.say("mended_kind", kind=self.name("repair", kind), count=count) for kind, count in counts.items()]
        return self.say("mended", kinds=self.joined(kinds)) if kinds else ""

    def warned(self, warning: str) -> str:
        """What a reader should know of the files: a warning of the scorecard, or a note of a document."""
        return self.say("notice", warning=notice(warning, self.language))

    def headline(self, summary: Summary) -> tuple[str, ...]:
        """What the figures say, a sentence each; the targets striven for (力争) stand apart from the base targets."""
        found, share = summary.checkable, self.percent(summary.checkable_share)
        return (
            self.say("promises", commitments=summary.commitments, checkable=found, share=share),
            self.say("due", targets=summary.base.targets, due=summary.base.due),
            *self._fulfilment(summary.base),
            self._candour(summary),
            *self._stretch(summary.stretch),
        )

    def _fulfilment(self, base: Tally) -> tuple[str, ...]:
        interval = base.fulfilment
        if interval is None:
            return (self.say("no_interval"),)
        shares = {"disclosure": self.percent(base.disclosure), "rate": self.percent(base.rate)}
        return (
            self.say("interval", low=self.percent(interval.low), high=self.percent(interval.high)),
            self.say("decided", decided=base.decided, met=base.count("met"), **shares),
        )

    def _candour(self, summary: Summary) -> str:
        missed, share = summary.base.count("missed"), self.percent(summary.candour)
        if summary.candour is None:
            return self.say("no_miss")
        return self.say("candour", missed=missed, stated=summary.stated, candour=share)

    def _stretch(self, stretch: Tally) -> tuple[str, ...]:
        counts = self.counts(stretch)
        return (self.say("stretch", targets=stretch.targets, counts=counts),) if stretch.targets else ()

    def counts(self, tally: Tally) -> str:
        """The counts by verdict in one line, verdicts without a target left out."""
        found = (
            self.say("count", word=word.word, number=tally.count(verdict))
            for verdict, word in self.verdicts().items()
            if tally.count(verdict)
        )
        return self.say("between_items").join(found) or self.say("none")

    def flips(self, assessment: Assessment) -> tuple[str, ...]:
        """A line for every neighbouring policy under which the verdict would be another one."""
        shown = ((self.name("policy", flip.policy), self.verdict(flip.verdict)) for flip in assessment.flips)
        return tuple(self.say("flip", policy=policy, mark=word.mark, word=word.word) for policy, word in shown)

    def made(self) -> str:
        """By what program the verdicts were given."""
        return self.phrase("page", "made_by", version=version("promisetrack"))

    def reason(self, assessment: Assessment) -> str:
        """Why the verdict was given: in Chinese as it was found, in English the figures compared, or the rule."""
        target, best = assessment.target, next(iter(assessment.outcomes), None)
        if self.language == "zh":
            return clean(assessment.reason)
        if target.value is None or best is None or best.value is None or assessment.degree is None:
            return self.name("rule", assessment.rule)
        promised = self.phrase("page", "target_figure", figure=amount(target, "en"))
        return f"{promised}; {self.phrase('page', 'result_figure', figure=amount(best, 'en'))}"

    def position(self, span: Span) -> str:
        """The characters of a quote as people count them, from 1; spans count from 0."""
        return self.say("position", start=span.start + 1, end=span.end)

    def where(self, statement: Target | Outcome, sources: Mapping[str, str]) -> str:
        """The place of a statement: the name of its document, by id, and the characters there."""
        source, span = clean(sources.get(statement.document or "", "")), statement.span
        stretch = self.position(span) if span else ""
        return self.say("between_items").join(filter(None, (source, stretch)))


@cache
def words_of(language: Language) -> Words:
    """The words of a language; PromisetrackError for one that there is not."""
    if language not in LANGUAGES:
        raise PromisetrackError(f"language: there is no {language!r}; choose one of {', '.join(LANGUAGES)}")
    return Words(language)


def file_of(document: Document) -> str:
    """The name of a document's file, or its title."""
    return clean(PurePath(document.source).name or document.title)


def quotes(statement: Target | Outcome) -> str:
    """The words of the document that a statement stands in: its sentence, or its own quote."""
    return clean(statement.sentence or statement.quote)
