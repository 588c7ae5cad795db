"""A scorecard: the assessments of a plan with what they rest on, counted. No text is made here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from attrs import field, frozen
from attrs.validators import in_

from promisetrack.candour import admits
from promisetrack.folding import understood
from promisetrack.model import Assessment, Commitment, Document, Link, Outcome, Shown, Target, Verdict
from promisetrack.policy import Policy

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from promisetrack.render.charts import Chart, ChartKind

Role = Literal["plan", "result"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@frozen(kw_only=True)
class DocumentRole:
    """A document and what it was scored as: the plan that promises or the result that reports."""

    document: Document
    role: Role = field(validator=in_(get_args(Role)))


@frozen(kw_only=True)
class Interval:
    """What is known of a share: it lies between `low` and `high`, both ends included."""

    low: float
    high: float


@frozen(kw_only=True)
class Tally:
    """Assessments counted by verdict, and the shares that follow from the counts. Shares are None without a base.

    >>> tally = Tally(counts={"met": 3, "missed": 1, "unreported": 4, "not_due": 2})
    >>> tally.targets, tally.due, tally.rate, tally.disclosure
    (10, 8, 0.75, 0.5)
    >>> tally.fulfilment
    Interval(low=0.375, high=0.875)
    """

    counts: Mapping[Verdict, int]

    def count(self, verdict: Verdict) -> int:
        """How many targets have this verdict."""
        return self.counts.get(verdict, 0)

    @property
    def targets(self) -> int:
        """All targets, those that are not yet due among them."""
        return sum(self.counts.values())

    @property
    def due(self) -> int:
        """The targets that the result had to answer: all but those that are not due."""
        return self.targets - self.count("not_due")

    @property
    def decided(self) -> int:
        """The targets that were found met or missed."""
        return self.count("met") + self.count("missed")

    @property
    def fulfilment(self) -> Interval | None:
        """The share of the due targets that was met: at least the met ones, at most all that were not found missed."""
        if not self.due:
            return None
        return Interval(low=self.count("met") / self.due, high=1 - self.count("missed") / self.due)

    @property
    def rate(self) -> float | None:
        """The share met of the decided targets: met / (met + missed)."""
        return self.count("met") / self.decided if self.decided else None

    @property
    def disclosure(self) -> float | None:
        """The share of the due targets of which the result says enough to decide: (met + missed) / due.

        A mere claim, a statement that decides nothing and silence all count as not disclosed.
        """
        return self.decided / self.due if self.due else None


@frozen(kw_only=True)
class Summary:
    """The figures of a scorecard.

    `base` counts the targets proper and gives the headline figures; `stretch` counts the targets that were
    only striven for (力争), shown beside and never added in. `themes` splits `base` by the theme of the
    commitment. Of `missed` base targets `stated` are called missed by the report itself.
    """

    commitments: int
    checkable: int
    base: Tally
    stretch: Tally
    themes: Mapping[str, Tally]
    stated: int

    @property
    def checkable_share(self) -> float | None:
        """The share of the commitments that have a target and so can be checked at all."""
        return self.checkable / self.commitments if self.commitments else None

    @property
    def candour(self) -> float | None:
        """The share of the misses found that the report itself states; None where there are no misses."""
        missed = self.base.count("missed")
        return self.stated / missed if missed else None


@frozen(kw_only=True)
class Scorecard(Shown):
    """What a plan promised and what became of it; `assessments` holds exactly the targets of `commitments`.

    `links` holds what the verdicts were drawn from, `rules` the values of the policy; scorecards made by hand may leave
    them out.
    """

    documents: tuple[DocumentRole, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    outcomes: tuple[Outcome, ...] = field(default=(), repr=False)
    assessments: tuple[Assessment, ...] = field(default=(), repr=False)
    links: tuple[Link, ...] = field(default=(), repr=False)
    policy: str = "default"
    rules: Policy | None = field(default=None, repr=False)
    warnings: tuple[str, ...] = ()

    @assessments.validator
    def _one_for_each_target(self, _: object, value: tuple[Assessment, ...]) -> None:
        promised = Counter(target.id for commitment in self.commitments for target in commitment.targets)
        assessed = Counter(assessment.target.id for assessment in value)
        if twice := sorted(name for name, times in (promised | assessed).items() if times > 1):
            raise ValueError(f"targets or assessments with one id: {', '.join(twice)}; give targets ids of their own")
        if promised != assessed:
            raise ValueError(
                f"targets and assessments differ in {', '.join(sorted(promised.keys() ^ assessed.keys()))}"
            )

    @cached_property
    def summary(self) -> Summary:
        """Counts, the fulfilment interval and the rates."""
        return _summarize(self)

    def assessment_of(self, target: Target) -> Assessment:
        """The assessment of one of the scorecard's targets; KeyError for any other."""
        return self._by_target()[target.id]

    def checked(self) -> tuple[tuple[Commitment, tuple[Assessment, ...]], ...]:
        """Each commitment with the assessments of its targets, in the plan's order."""
        found = self._by_target()
        return tuple((promise, tuple(found[target.id] for target in promise.targets)) for promise in self.commitments)

    def cited_outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes, with any that an assessment rests on and that the result itself does not hold (last year's)."""
        cited = (outcome for assessment in self.assessments for outcome in assessment.outcomes)
        return tuple({outcome.id: outcome for outcome in (*self.outcomes, *cited)}.values())

    def _by_target(self) -> dict[str, Assessment]:
        return {assessment.target.id: assessment for assessment in self.assessments}

    def to_frame(self) -> pd.DataFrame:
        """A pandas table, one row a target."""
        from promisetrack.render.tables import scorecard_frame  # noqa: PLC0415

        return scorecard_frame(self)

    def to_json(self, path: str | Path | None = None) -> str:
        """The exact form, promisetrack.scorecard/1; also written to `path` where one is given."""
        from promisetrack.serialize import scorecard_to_json  # noqa: PLC0415

        return _delivered(scorecard_to_json(self), path)

    def to_jsonl(self, path: str | Path | None = None) -> str:
        """The same as JSON Lines, one record a line, with the links; also written to `path` where one is given."""
        from promisetrack.serialize import scorecard_to_jsonl  # noqa: PLC0415

        return _delivered(scorecard_to_jsonl(self), path)

    def to_csv(self, path: str | Path | None = None) -> str:
        """One line a target, safe to open in a spreadsheet; also written to `path` where one is given.

        The file begins with a byte order mark, without which Excel takes Chinese for another character set.
        """
        from promisetrack.render.tables import scorecard_csv  # noqa: PLC0415

        return _delivered(scorecard_csv(self), path, encoding="utf-8-sig")

    def to_markdown(self, path: str | Path | None = None, *, language: Literal["zh", "en"] = "zh") -> str:
        """A Markdown page to make an article of, "zh" or "en"; also written to `path` where one is given."""
        from promisetrack.render.markdown import scorecard_markdown  # noqa: PLC0415

        return _delivered(scorecard_markdown(self, language), path)

    def to_xlsx(self, path: str | Path, *, language: Literal["zh", "en"] = "zh") -> None:
        """Write an Excel workbook: summary, targets, promises without target, outcomes, documents, terms."""
        from promisetrack.render import write_bytes  # noqa: PLC0415
        from promisetrack.render.workbook import scorecard_workbook  # noqa: PLC0415

        write_bytes(scorecard_workbook(self, language), path)

    def to_datapackage(self, path: str | Path) -> None:
        """Write a Frictionless data package: a folder (new, empty or an earlier package), or a file ending in .zip."""
        from promisetrack.render.datapackage import write_datapackage  # noqa: PLC0415

        write_datapackage(self, path)

    def to_claimreview(
        self,
        path: str | Path | None = None,
        *,
        author: str | Mapping[str, str],
        url: str | None = None,
        published: date | None = None,
        language: Literal["zh", "en"] = "zh",
    ) -> str:
        """A schema.org ClaimReview (JSON-LD) for each target met or missed; also written to `path` where one is given.

        `author` publishes the review: the name of an organization, or a mapping with "@type" (Person or Organization)
        and "name". `url` is the page that shows the scorecard, to which the target's id is added; search engines ask
        for it.
        """
        from promisetrack.render.claimreview import Publication, scorecard_claimreview  # noqa: PLC0415

        publication = Publication(author=author, url=url, published=published, language=language)
        return _delivered(scorecard_claimreview(self, publication), path)

    def chart(self, kind: ChartKind, *, language: Literal["zh", "en"] = "zh", narrow: bool = False) -> Chart:
        """A chart, "themes", "results" or "strip": it shows itself in a notebook; its `save` writes .svg or .png."""
        from promisetrack.render.charts import chart  # noqa: PLC0415

        return chart(self, kind, language=language, narrow=narrow)

    def to_html(self, path: str | Path | None = None, *, language: Literal["zh", "en"] = "zh") -> str:
        """A self-contained page; also written to `path` where one is given."""
        from promisetrack.render.html import scorecard_page  # noqa: PLC0415

        return _delivered(scorecard_page(self, language), path)


def _delivered(text: str, path: str | Path | None, *, encoding: str = "utf-8") -> str:
    """The text, which is written where a place is given."""
    from promisetrack.render import write  # noqa: PLC0415

    if path is not None:
        write(text, path, encoding=encoding)
    return text


def _summarize(card: Scorecard) -> Summary:
    checked = card.checked()
    pairs = [(promise, assessment) for promise, found in checked for assessment in found]
    base = [(promise, assessment) for promise, assessment in pairs if assessment.target.tier == "base"]
    missed = [assessment for _, assessment in base if assessment.verdict == "missed"]
    themes: dict[str, list[Assessment]] = {}
    for promise, assessment in base:
        themes.setdefault(promise.theme or "other", []).append(assessment)
    return Summary(
        commitments=len(checked),
        checkable=sum(bool(found) for _, found in checked),
        base=_tally(assessment for _, assessment in base),
        stretch=_tally(assessment for _, assessment in pairs if assessment.target.tier == "stretch"),
        themes={theme: _tally(themes[theme]) for theme in sorted(themes)},
        stated=_count_stated(missed, card.documents),
    )


def _tally(assessments: Iterable[Assessment]) -> Tally:
    counts = Counter(assessment.verdict for assessment in assessments)
    return Tally(counts={verdict: counts[verdict] for verdict in VERDICTS})


def _count_stated(missed: list[Assessment], documents: tuple[DocumentRole, ...]) -> int:
    texts = (understood(role.document.text) for role in documents if role.role == "result") if missed else ()
    admissions = [sentence for text in texts for sentence in re.split("[。！？\n]", text) if admits(sentence)]
    return sum(_is_stated(assessment, admissions) for assessment in missed)


def _is_stated(assessment: Assessment, admissions: list[str]) -> bool:
    if any(admits(outcome.sentence or outcome.words) for outcome in assessment.outcomes):
        return True
    names = {statement.subject for statement in (assessment.target, *assessment.outcomes) if statement.subject}
    return any(name in sentence for name in names for sentence in admissions)
