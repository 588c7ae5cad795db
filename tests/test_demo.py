"""The example that comes with promisetrack, against what a careful reader found in it (data/demo_expected.json)."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from small_reports import DEMO

from promisetrack.model import Assessment, Document, Span, TargetType, Tier, Verdict
from promisetrack.reading import read
from promisetrack.scorecard import Scorecard
from promisetrack.scoring import score

Record = Mapping[str, Any]
EXPECTED: list[Record] = json.loads((Path(__file__).parent / "data" / "demo_expected.json").read_text(encoding="utf-8"))
PLANS = ("plan-report.txt", "plan-digest.txt")
LEAST_AGREED = 53


@cache
def document(name: str) -> Document:
    return read(DEMO / name)


@cache
def card_of(*plans: str) -> Scorecard:
    return score([document(name) for name in plans], document("result-report.txt"))


def name_of(record: Record) -> str:
    return f"{record['document']}: {record['quote']}"


def span_of(record: Record) -> Span:
    start = document(record["document"]).text.index(record["quote"])
    return Span(start, start + len(record["quote"]))


def assessment_of(record: Record) -> Assessment | None:
    """The assessment of the target that lies on the expected one: the one with its figure, where it has one."""
    place = span_of(record)
    near = [item for item in card_of(record["document"]).assessments if _overlap(item.target.span, place)]
    exact = [item for item in near if item.target.tier == record["tier"] and _value(item) == record["value"]]
    loose = [item for item in near if record["type"] != "quantity" and item.target.type != "quantity"]
    return next(iter([*exact, *loose]), None)


def _overlap(one: Span | None, other: Span) -> bool:
    return one is not None and min(one.end, other.end) > max(one.start, other.start)


def _value(item: Assessment) -> float | None:
    return None if item.target.value is None else abs(float(item.target.value))


def agrees(record: Record) -> bool:
    found = assessment_of(record)
    return found is not None and found.verdict in (record["verdict"], *record["also"])


@pytest.mark.parametrize("record", EXPECTED, ids=name_of)
def test_every_expected_target_is_found_as_it_was_promised(record: Record) -> None:
    found = assessment_of(record)
    assert found is not None
    target = found.target
    assert (target.type, target.tier, target.due) == (record["type"], record["tier"], record["due"])
    if record["type"] == "quantity":
        assert (target.unit, target.comparator) == (record["unit"], record["comparator"])


def test_verdicts_agree_with_the_reader() -> None:
    missed = [f"{name_of(record)} ({record['verdict']})" for record in EXPECTED if not agrees(record)]
    assert len(EXPECTED) - len(missed) >= LEAST_AGREED, f"the reader disagrees on {missed}"


@pytest.mark.parametrize(
    "record", [item for item in EXPECTED if item["type"] == "milestone" and item["value"]], ids=name_of
)
def test_a_title_with_a_threshold_keeps_its_figure(record: Record) -> None:
    found = assessment_of(record)
    assert found is not None
    assert _value(found) == record["value"]


def test_no_promise_is_found_that_the_reader_did_not_see() -> None:
    places = {name: [span_of(record) for record in EXPECTED if record["document"] == name] for name in PLANS}
    extra = [
        item.target.quote
        for name in PLANS
        for item in card_of(name).assessments
        if not any(_overlap(item.target.span, place) for place in places[name])
    ]
    assert len(extra) <= 1, extra


def test_the_answers_are_the_ones_that_the_reader_found() -> None:
    answered = [record for record in EXPECTED if record["outcome"] and agrees(record)]
    wrong = [name_of(record) for record in answered if not _rests_on(assessment_of(record), record["outcome"])]
    assert not wrong


def _rests_on(found: Assessment | None, quote: str) -> bool:
    """Whether the assessment rests on the sentence of the quote; one that is spared an answer may have none."""
    if found is None or found.verdict == "unreported":
        return found is not None
    return any(quote in outcome.sentence or outcome.quote in quote for outcome in found.outcomes)


@pytest.mark.parametrize("record", [record for record in EXPECTED if record["outcome"]], ids=name_of)
def test_the_expected_answers_stand_in_the_result(record: Record) -> None:
    assert record["outcome"] in document("result-report.txt").text


def test_the_demo_shows_every_verdict_type_and_tier() -> None:
    found = card_of(*PLANS).assessments
    assert {item.verdict for item in found} == set(get_args(Verdict))
    assert {item.target.type for item in found} == set(get_args(TargetType))
    assert {item.target.tier for item in found} == set(get_args(Tier))


def test_report_and_digest_together_hold_every_promise_once() -> None:
    both, report, digest = (card_of(*names).assessments for names in (PLANS, PLANS[:1], PLANS[1:]))
    assert len(report) < len(both) < len(report) + len(digest)


@pytest.mark.parametrize("name", [*PLANS, "result-report.txt"])
def test_the_demo_documents_say_what_they_are(name: str) -> None:
    found = document(name)
    assert (found.place, found.year) == ("江门市", 2024 if name.startswith("result") else 2023)
    assert found.kind == ("digest" if "digest" in name else "report")


def test_quotes_stand_where_their_spans_say() -> None:
    card = card_of(*PLANS)
    texts = {role.document.id: role.document.text for role in card.documents}
    records: list[Any] = [*card.commitments, *card.outcomes, *(item.target for item in card.assessments)]
    for record in records:
        assert texts[record.document][record.span.start : record.span.end] == record.quote
