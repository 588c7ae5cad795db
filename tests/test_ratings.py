"""The crosswalk to other rating scales: every example of its table, what no rule may say, and the published page."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from sample_card import CARD

from promisetrack.errors import PromisetrackError
from promisetrack.lexicon import table
from promisetrack.model import Assessment, Outcome, Stage, Target, Verdict
from promisetrack.ratings import Crossing, Scale, rate, scales
from promisetrack.render.tables import SCORECARD_COLUMNS, scorecard_rows

PAGE = Path(__file__).resolve().parents[1] / "docs" / "ratings.md"
ENTRIES: list[tuple[Scale, Crossing, Mapping[str, Any]]] = [
    (scale, rule, entry)
    for scale, kept in zip(scales(), table("ratings")["scale"], strict=True)
    for rule, entry in zip(scale.rules, kept["rule"], strict=True)
]
DEGREES = (None, *map(Decimal, ("-1", "0", "0.2", "0.5", "0.89", "0.95", "0.999", "1", "1.05", "1.5", "3")))
RULES = ("figure against figure", "still under way", "under way", "partly done", "another scope", "silence", "by hand")
KEPT = {"politifact": "promise_kept", "polimetre": "kept", "ogp": "complete"}
BROKEN = {"promise_broken", "broken", "not_started", "stalled"}


def assessment(verdict: Verdict, by: str = "", degree: str | Decimal | None = None, stage: Any = None) -> Assessment:
    """An assessment as an example of the table describes it."""
    outcomes = (Outcome(subject="学校", stage=stage),) if stage else ()
    share = None if degree is None else Decimal(degree)
    return Assessment(
        target=Target(subject="学校"), verdict=verdict, reason="", rule=by, degree=share, outcomes=outcomes
    )


def every_assessment() -> Iterator[Assessment]:
    for verdict, by, degree, stage in product(get_args(Verdict), RULES, DEGREES, (None, *get_args(Stage))):
        yield assessment(verdict, by, degree, stage)


def first(scale: Scale, example: Mapping[str, Any]) -> Crossing:
    """The rule that rates an example."""
    return next(rule for rule in scale.rules if rule.fits(assessment(**example)))


def case(scale: Scale, rule: Crossing, example: Mapping[str, Any]) -> Any:
    return pytest.param(scale, rule, example, id=f"{scale.id}: {rule.category}: {example}")


@pytest.mark.parametrize(
    ("scale", "rule", "example"),
    [case(scale, rule, one) for scale, rule, entry in ENTRIES for one in entry["examples"]],
)
def test_every_example_is_rated_by_its_rule(scale: Scale, rule: Crossing, example: Mapping[str, Any]) -> None:
    assert first(scale, example) is rule
    rating = rate(assessment(**example), scale.id)
    assert (rating.category, rating.reason) == (rule.category, rule.reason)


@pytest.mark.parametrize(
    ("scale", "rule", "example"),
    [case(scale, rule, one) for scale, rule, entry in ENTRIES for one in entry["counterexamples"]],
)
def test_no_counterexample_is_rated_by_the_rule(scale: Scale, rule: Crossing, example: Mapping[str, Any]) -> None:
    assert first(scale, example) is not rule


@pytest.mark.parametrize("scale", scales(), ids=lambda scale: scale.id)
def test_every_category_is_given_or_says_why_it_never_is(scale: Scale) -> None:
    given = {rate(item, scale.id).category for item in every_assessment()}
    assert given == {category.id for category in scale.categories if category.never is None}


@pytest.mark.parametrize("scale", scales(), ids=lambda scale: scale.id)
def test_what_no_scale_is_made_to_say(scale: Scale) -> None:
    for item in every_assessment():
        category = rate(item, scale.id).category
        if item.verdict != "met":
            assert category != KEPT[scale.id], "only what is shown to be met is kept"
        if item.verdict != "missed":
            assert category not in BROKEN, "silence, a claim and doubt are no breach"
        if item.verdict == "missed" and item.degree is not None and Decimal("0.9") <= item.degree <= Decimal("1.1"):
            assert category not in {KEPT[scale.id], *BROKEN}, "a figure just missed is neither kept nor broken"


@pytest.mark.parametrize("scale", scales(), ids=lambda scale: scale.id)
def test_more_reached_is_never_rated_lower(scale: Scale) -> None:
    order = {
        "politifact": ("promise_broken", "compromise"),
        "polimetre": ("broken", "kept_in_part"),
        "ogp": ("no_evidence", "limited", "substantial"),
    }[scale.id]
    degrees = [degree for degree in DEGREES if degree is not None and degree <= 1]
    ranks = [order.index(rate(assessment("missed", degree=degree), scale.id).category) for degree in degrees]
    assert ranks == sorted(ranks)


def test_an_unknown_scale_is_refused_in_one_line() -> None:
    with pytest.raises(PromisetrackError, match=r"^rate: no scale is called 'stars'; take one of politifact, "):
        rate(CARD.assessments[0], "stars")


def test_a_table_has_a_column_for_each_scale() -> None:
    assert SCORECARD_COLUMNS[-len(scales()) :] == tuple(scale.id for scale in scales())
    for row, item in zip(scorecard_rows(CARD), CARD.assessments, strict=True):
        assert [row[scale.id] for scale in scales()] == [rate(item, scale.id).word.en for scale in scales()]


def test_every_text_stands_in_both_languages() -> None:
    for scale in scales():
        texts = [scale.name, scale.basis, *(rule.reason for rule in scale.rules)]
        texts += [text for one in scale.categories for text in (one.word, one.meaning, one.never) if text is not None]
        assert all(text.said("zh").strip() and text.said("en").strip() for text in texts)
        assert all(any("\u4e00" <= character <= "\u9fff" for character in text.zh) for text in texts)


# The published page


def crosswalk(scale: Scale) -> str:
    """A scale as docs/ratings.md shows it."""
    lines = ["| category | 中文 | means there |", "|---|---|---|"]
    for category in scale.categories:
        never = f" Never given here: {category.never.en}" if category.never else ""
        lines.append(f"| {category.word.en} | {category.word.zh} | {category.meaning.en}{never} |")
    lines += ["", "| verdict | and | is | because |", "|---|---|---|---|"]
    for rule in scale.rules:
        word = scale.category(rule.category).word.en
        lines.append(f"| {', '.join(rule.verdict)} | {conditions(rule)} | {word} | {rule.reason.en} |")
    return "\n".join(lines)


def conditions(rule: Crossing) -> str:
    """What a rule asks for beside the verdict."""
    degree = " and ".join(
        f"{sign} {limit}" for sign, limit in (("≥", rule.least), ("≤", rule.most)) if limit is not None
    )
    said = [f"degree {degree}"] if degree else []
    said += [f"rule: {'; '.join(rule.by)}"] if rule.by else []
    said += [f"stage: {', '.join(rule.stage)}"] if rule.stage else []
    return "; ".join(said) or "—"


@pytest.mark.parametrize("scale", scales(), ids=lambda scale: scale.id)
def test_the_published_page_shows_the_crosswalk(scale: Scale) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert crosswalk(scale) in page
    assert all(source in page for source in scale.sources)
    assert scale.basis.en in page
