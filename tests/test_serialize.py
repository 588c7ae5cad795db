import json

from attrs import evolve
from sample_card import BUILT, CARD, GREW, PLAN, RESULT, SCHOOLS, VAGUE

from promisetrack.model import Citation, Outcome, Span
from promisetrack.serialize import FORMAT, records_to_jsonl, scorecard_to_dict

FIGURE_KEYS = {"id", "quote", "span", "subject", "indicator", "type", "measure", "comparator", "value", "unit", "place"}
TARGET_KEYS = FIGURE_KEYS | {"tier", "due", "assessment"}
OUTCOME_KEYS = FIGURE_KEYS | {"document", "period"}
COMMITMENT_KEYS = {"id", "document", "quote", "span", "section", "theme", "place", "period", "strength", "targets"}


def test_the_form_holds_its_keys() -> None:
    card = json.loads(CARD.to_json())
    assert card["format"] == FORMAT == "promisetrack.scorecard/1"
    assert all(commitment.keys() >= COMMITMENT_KEYS for commitment in card["commitments"])
    targets = [target for commitment in card["commitments"] for target in commitment["targets"]]
    assert all(target.keys() >= TARGET_KEYS for target in targets)
    assert all(outcome.keys() >= OUTCOME_KEYS for outcome in card["outcomes"])
    assert {document["role"] for document in card["documents"]} == {"plan", "result"}


def test_text_at_the_span_is_the_quote() -> None:
    card = json.loads(CARD.to_json())
    texts = {PLAN.id: PLAN.text, RESULT.id: RESULT.text}
    targets = [target for commitment in card["commitments"] for target in commitment["targets"]]
    for record in (*card["commitments"], *targets, *card["outcomes"]):
        start, end = record["span"]
        assert texts[record["document"]][start:end] == record["quote"]


def test_values_are_numbers() -> None:
    targets = [target for commitment in scorecard_to_dict(CARD)["commitments"] for target in commitment["targets"]]
    assert [repr(target["value"]) for target in targets] == ["6", "6.5", "5", "None", "200000000000"]


def test_every_cited_outcome_is_listed() -> None:
    earlier = Outcome(subject="去年", document=PLAN.id)
    card = evolve(CARD, assessments=(evolve(CARD.assessments[0], outcomes=(GREW, earlier)), *CARD.assessments[1:]))
    form = scorecard_to_dict(card)
    cited = form["commitments"][0]["targets"][0]["assessment"]["outcomes"]
    assert cited == [GREW.id, earlier.id]
    assert set(cited) <= {outcome["id"] for outcome in form["outcomes"]}


def test_assessments_are_rounded() -> None:
    assessment = scorecard_to_dict(CARD)["commitments"][0]["targets"][0]["assessment"]
    assert assessment["confidence"] == 0.98765
    assert assessment["degree"] == 0.916667
    assert assessment["policy"] == "default"


def test_documents_give_the_file_s_name_only() -> None:
    document = scorecard_to_dict(CARD)["documents"][0]
    assert (document["source"], document["year"], document["delivered"]) == ("plan.txt", 2023, None)
    assert document["sha256"] == PLAN.sha256


def test_summary_says_what_is_not_known() -> None:
    summary = scorecard_to_dict(CARD)["summary"]
    assert summary["fulfilment"] == {"low": 0.333333, "high": 0.666667}
    assert summary["verdicts"]["not_due"] == 1
    assert (summary["rate"], summary["disclosure"], summary["candour"]) == (0.5, 0.666667, 1.0)
    assert summary["stretch"]["targets"] == 1


def test_jsonl_has_a_record_a_line() -> None:
    also = (Citation(document="d1", quote="新建\n学校", span=Span(0, 5)),)
    lines = records_to_jsonl(CARD.commitments, [GREW, evolve(BUILT, also=also)]).splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["record"] for record in records] == ["commitment"] * 5 + ["outcome"] * 2
    assert records[1]["targets"][0]["id"] == SCHOOLS.id
    assert records[4]["id"] == VAGUE.id
    assert records[6]["also"] == [{"document": "d1", "quote": "新建\n学校", "span": [0, 5]}]
