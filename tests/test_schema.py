"""The published JSON Schema: what it accepts, what it refuses, and that its words are those of the model."""

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from attrs import evolve
from cards import FULL, pair
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from payloads import PAYLOADS, planted
from sample_card import BUILT, CARD, GREW, GROWTH
from small_reports import demo_card as demo

from promisetrack import model
from promisetrack.cli import main
from promisetrack.model import Link, Outcome, Target
from promisetrack.ratings import scales
from promisetrack.scorecard import VERDICTS, Role, Scorecard
from promisetrack.serialize import FORMAT, scorecard_schema

SCHEMA = scorecard_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def errors(form: Any) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message}" for error in VALIDATOR.iter_errors(form)]


def places(schema: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every property of the schema, with its path."""
    for name, found in schema.get("properties", {}).items():
        yield f"{path}/{name}", found
        yield from places(found, f"{path}/{name}")
        yield from places(found.get("items", {}), f"{path}/{name}/items")
    for name, found in schema.get("$defs", {}).items():
        yield from places(found, f"/$defs/{name}")


PLACES = dict(places(SCHEMA))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["properties"]["format"]["const"] == FORMAT


@pytest.mark.parametrize("card", [Scorecard(), CARD, FULL], ids=["empty", "sample", "full"])
def test_cards_made_by_hand_are_valid(card: Scorecard) -> None:
    assert errors(json.loads(card.to_json())) == []


def test_the_demo_is_valid() -> None:
    assert errors(json.loads(demo().to_json())) == []


def test_a_real_pair_is_valid(shared: Path) -> None:
    assert errors(json.loads(pair(shared).to_json())) == []


def test_a_card_is_valid_whatever_its_texts_hold() -> None:
    assert {
        payload: found for payload in PAYLOADS if (found := errors(json.loads(planted(payload.text).to_json())))
    } == {}


@pytest.mark.parametrize("card", [FULL, demo()], ids=["full", "demo"])
def test_the_lines_of_json_lines_are_the_parts_of_the_form(card: Scorecard) -> None:
    records = [json.loads(line) for line in card.to_jsonl().splitlines()]
    assert [record["record"] for record in records].count("link") == len(card.links)
    head = records[0]
    assert {key: head[key] for key in ("format", "policy", "summary", "warnings")} == {
        key: json.loads(card.to_json())[key] for key in ("format", "policy", "summary", "warnings")
    }
    for record in records[1:]:
        kind = record.pop("record")
        part = Draft202012Validator({**SCHEMA["$defs"][kind], "$defs": SCHEMA["$defs"]})
        assert list(part.iter_errors(record)) == []


def test_json_lines_hold_what_a_link_speaks_of() -> None:
    near = Outcome(subject="邻县生产总值")
    lines = [
        json.loads(line) for line in evolve(FULL, links=(Link(target=GROWTH, outcome=near),)).to_jsonl().splitlines()
    ]
    outcomes = {line["id"] for line in lines if line["record"] == "outcome"}
    links = [line for line in lines if line["record"] == "link"]
    assert links == [
        {"record": "link", "target": GROWTH.id, "outcome": near.id, "probability": 1.0, "evidence": []},
    ]
    assert outcomes == {GREW.id, BUILT.id, near.id}


# What is refused


def target(form: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = form["commitments"][0]["targets"][0]
    return found


BROKEN: tuple[tuple[str, Callable[[dict[str, Any]], object]], ...] = (
    ("a wrong verdict", lambda form: target(form)["assessment"].update(verdict="kept")),
    ("a wrong verdict of a flip", lambda form: target(form)["assessment"]["flips"][0].update(verdict="kept")),
    ("a wrong rating", lambda form: target(form)["assessment"]["ratings"].update(ogp="Done")),
    ("no assessment", lambda form: target(form).pop("assessment")),
    ("no span", lambda form: target(form).pop("span")),
    ("a span of one number", lambda form: target(form).update(span=[3])),
    ("a span of three numbers", lambda form: target(form).update(span=[3, 4, 5])),
    ("a span before the text", lambda form: target(form).update(span=[-1, 4])),
    ("a text for a number", lambda form: target(form).update(value="6")),
    ("a truth for a number", lambda form: target(form).update(value=True)),
    ("a number for a text", lambda form: target(form).update(due=2023)),
    ("a wrong tier", lambda form: target(form).update(tier="hoped")),
    ("an outcome's type for a target's", lambda form: target(form).update(type="vague")),
    ("a target's type for an outcome's", lambda form: form["outcomes"][0].update(type="delegated")),
    ("a key too much", lambda form: form.update(extra=1)),
    ("a key too much within", lambda form: target(form)["assessment"].update(note="")),
    ("a confidence above 1", lambda form: target(form)["assessment"].update(confidence=1.2)),
    ("no confidence", lambda form: target(form)["assessment"].update(confidence=None)),
    ("another format", lambda form: form.update(format="promisetrack.scorecard/2")),
    ("a wrong role", lambda form: form["documents"][0].update(role="both")),
    ("no role", lambda form: form["documents"][0].pop("role")),
    ("a day that is none", lambda form: form["documents"][0].update(delivered="2023-13-01")),
    ("a day in words", lambda form: form["documents"][0].update(delivered="1月10日")),
    ("a short fingerprint", lambda form: form["documents"][0].update(sha256="abc")),
    ("a wrong kind of repair", lambda form: form["documents"][0]["repairs"][0].update(kind="spelling")),
    ("a verdict uncounted", lambda form: form["summary"]["verdicts"].pop("claimed")),
    ("a verdict too much", lambda form: form["summary"]["verdicts"].update(kept=1)),
    ("a count below 0", lambda form: form["summary"]["verdicts"].update(met=-1)),
    ("half a target", lambda form: form["summary"]["verdicts"].update(met=0.5)),
    ("a share above 1", lambda form: form["summary"].update(rate=1.5)),
    ("an interval of one end", lambda form: form["summary"]["fulfilment"].pop("high")),
    ("a theme without figures", lambda form: form["summary"]["themes"].update(jobs={})),
    ("warnings that are no list", lambda form: form.update(warnings="b.txt")),
    ("no outcomes", lambda form: form.pop("outcomes")),
)


@pytest.mark.parametrize(("reason", "damage"), BROKEN, ids=[reason for reason, _ in BROKEN])
def test_a_damaged_form_is_refused(reason: str, damage: Callable[[dict[str, Any]], object]) -> None:
    whole = json.loads(FULL.to_json())
    damaged = copy.deepcopy(whole)
    damage(damaged)
    assert errors(whole) == []
    assert errors(damaged) != [], reason


# The schema and the model

LITERALS = {
    "/$defs/document/role": Role,
    "/$defs/document/kind": model.DocumentKind,
    "/$defs/repair/kind": model.RepairKind,
    "/$defs/commitment/strength": model.Strength,
    "/$defs/target/type": model.TargetType,
    "/$defs/target/tier": model.Tier,
    "/$defs/target/measure": model.Measure,
    "/$defs/target/comparator": model.Comparator,
    "/$defs/outcome/type": model.OutcomeType,
    "/$defs/outcome/measure": model.Measure,
    "/$defs/outcome/comparator": model.Comparator,
    "/$defs/assessment/verdict": model.Verdict,
    "/$defs/assessment/flips/items/verdict": model.Verdict,
}
RATED = {f"/$defs/assessment/ratings/{scale.id}": scale for scale in scales()}


def test_every_choice_is_one_of_the_model() -> None:
    assert {path for path, found in PLACES.items() if "enum" in found} == {*LITERALS, *RATED}


@pytest.mark.parametrize("path", LITERALS)
def test_choices_are_those_of_the_model(path: str) -> None:
    empty = {"/$defs/target", "/$defs/outcome"} if path.endswith(("measure", "comparator")) else set()
    may_be_empty = [None] if path.rpartition("/")[0] in empty else []
    assert PLACES[path]["enum"] == [*get_args(LITERALS[path]), *may_be_empty]


@pytest.mark.parametrize("path", RATED)
def test_ratings_are_those_of_the_crosswalk(path: str) -> None:
    assert PLACES[path]["enum"] == [category.word.en for category in RATED[path].categories]


def test_the_verdicts_are_counted_one_by_one() -> None:
    assert tuple(SCHEMA["$defs"]["counts"]["properties"]) == VERDICTS


@pytest.mark.parametrize("path", PLACES)
def test_every_property_is_explained(path: str) -> None:
    assert PLACES[path]["title"].strip()
    assert PLACES[path]["description"].strip().endswith(".")


def test_every_object_is_closed_and_complete() -> None:
    objects = [found for found in (SCHEMA, *SCHEMA["$defs"].values(), *PLACES.values()) if found.get("properties")]
    objects += [found["items"] for found in PLACES.values() if "properties" in found.get("items", {})]
    assert len(objects) > 10
    assert all(found["additionalProperties"] is False for found in objects)
    assert all(found["required"] == list(found["properties"]) for found in objects)


def test_a_record_s_keys_are_all_described() -> None:
    form = json.loads(FULL.to_json())
    promised = form["commitments"][0]
    records = {"document": form["documents"][0], "commitment": promised, "target": target(form)}
    records |= {"assessment": target(form)["assessment"], "outcome": form["outcomes"][0], "summary": form["summary"]}
    assert {kind: list(record) for kind, record in records.items()} == {
        kind: list(SCHEMA["$defs"][kind]["properties"]) for kind in records
    }


def test_hand_made_targets_without_a_place_are_valid() -> None:
    bare = Target(subject="学校")
    commitment = evolve(CARD.commitments[0], targets=(bare,), span=None, document=None)
    assessments = (evolve(CARD.assessments[0], target=bare),)
    assert errors(json.loads(Scorecard(commitments=(commitment,), assessments=assessments).to_json())) == []


def test_the_schema_can_be_had_from_the_shell() -> None:
    printed = CliRunner().invoke(main, ["schema"])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == SCHEMA
