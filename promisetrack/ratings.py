"""Verdicts in the words of other rating scales, by the published crosswalk (data/ratings.toml, docs/ratings.md)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from attrs import frozen

from promisetrack.errors import PromisetrackError
from promisetrack.lexicon import table
from promisetrack.model import Assessment, Stage, Verdict


@frozen
class Text:
    """A text in Chinese and in English."""

    zh: str
    en: str

    def said(self, language: Literal["zh", "en"]) -> str:
        """The text in a language."""
        return self.zh if language == "zh" else self.en


@frozen(kw_only=True)
class Category:
    """A category of a scale: its word, the scale's own in English, and what it means there.

    `never` says why no verdict leads to it, where none does.
    """

    id: str
    word: Text
    meaning: Text
    never: Text | None = None


@frozen(kw_only=True)
class Crossing:
    """A rule from verdicts to a category; what it leaves empty may be anything.

    It fits by the verdict, by the rule that gave it (`by`), by a degree from `least` to `most`, both included, and by
    the stage of the best outcome.
    """

    category: str
    reason: Text
    verdict: tuple[Verdict, ...]
    by: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    stage: tuple[Stage, ...] = ()

    def fits(self, assessment: Assessment) -> bool:
        """Whether the rule speaks of such an assessment."""
        best = next(iter(assessment.outcomes), None)
        return (
            assessment.verdict in self.verdict
            and (not self.by or assessment.rule in self.by)
            and (not self.stage or (best is not None and best.stage in self.stage))
            and self._holds(assessment.degree)
        )

    def _holds(self, degree: Decimal | None) -> bool:
        if degree is None:
            return self.least is None and self.most is None
        return (self.least is None or degree >= self.least) and (self.most is None or degree <= self.most)


@frozen(kw_only=True)
class Scale:
    """A rating scale of others: its categories in its own order, and the rules that lead to them, the first that fits.

    `sources` are the addresses of its documentation; `basis` says what that gives and what had to be chosen.
    """

    id: str
    name: Text
    sources: tuple[str, ...]
    basis: Text
    categories: tuple[Category, ...]
    rules: tuple[Crossing, ...]

    def category(self, identity: str) -> Category:
        """The category of an id; KeyError for any other."""
        return {category.id: category for category in self.categories}[identity]


@frozen(kw_only=True)
class Rating:
    """What a scale would say of a target: the scale's id, the category's id, its word, and why."""

    scale: str
    category: str
    word: Text
    reason: Text


def rate(assessment: Assessment, scale: str) -> Rating:
    """An assessment in the words of a scale: "politifact", "polimetre" or "ogp".

    >>> from promisetrack.model import Target
    >>> target = Target(subject="规模以上工业增加值")
    >>> silent = Assessment(target=target, verdict="unreported", reason="", rule="silence")
    >>> rate(silent, "politifact").word.en, rate(silent, "ogp").word.en
    ('Not Yet Rated', 'No Evidence Available')
    >>> nearly = Assessment(target=target, verdict="missed", reason="", rule="", degree=Decimal("0.98"))
    >>> rate(nearly, "polimetre").word.zh
    '部分兑现或推进中'
    """
    chosen = next((known for known in scales() if known.id == scale), None)
    if chosen is None:
        known = ", ".join(entry.id for entry in scales())
        raise PromisetrackError(f"rate: no scale is called {scale!r}; take one of {known}")
    rule = next(rule for rule in chosen.rules if rule.fits(assessment))
    word = chosen.category(rule.category).word
    return Rating(scale=scale, category=rule.category, word=word, reason=rule.reason)


@cache
def scales() -> tuple[Scale, ...]:
    """The scales of the crosswalk."""
    return tuple(_scale(entry) for entry in table("ratings")["scale"])


def _scale(entry: Mapping[str, Any]) -> Scale:
    return Scale(
        id=entry["id"],
        name=Text(**entry["name"]),
        sources=tuple(entry["sources"]),
        basis=Text(**entry["basis"]),
        categories=tuple(map(_category, entry["category"])),
        rules=tuple(map(_crossing, entry["rule"])),
    )


def _category(entry: Mapping[str, Any]) -> Category:
    never = Text(**entry["never"]) if "never" in entry else None
    word = Text(zh=entry["zh"], en=entry["en"])
    return Category(id=entry["id"], word=word, meaning=Text(**entry["meaning"]), never=never)


def _crossing(entry: Mapping[str, Any]) -> Crossing:
    return Crossing(
        category=entry["category"],
        reason=Text(**entry["reason"]),
        verdict=tuple(entry["verdict"]),
        by=tuple(entry.get("by", ())),
        least=Decimal(entry["least"]) if "least" in entry else None,
        most=Decimal(entry["most"]) if "most" in entry else None,
        stage=tuple(entry.get("stage", ())),
    )
