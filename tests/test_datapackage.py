"""The data package: valid by the frictionless library for every card, its keys real, its files all or none."""

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import frictionless
import pandas as pd
import pytest
from attrs import evolve
from cards import FULL, SEEN, pair
from hypothesis import given, settings
from hypothesis import strategies as st
from payloads import PAYLOADS, together
from sample_card import BRIDGE, BUILT, CARD, GREW, GROWTH, PLAN, RESULT, SCHOOLS
from small_reports import demo_card as demo

from promisetrack import model
from promisetrack.errors import OutputError
from promisetrack.model import Assessment, Citation, Commitment, Link, Outcome, Span, Target
from promisetrack.ratings import scales
from promisetrack.render import datapackage
from promisetrack.render.datapackage import package_files
from promisetrack.render.package_schema import TABLES
from promisetrack.render.tables import guarded, scorecard_rows
from promisetrack.scorecard import DocumentRole, Scorecard

NAMES = ["datapackage.json", *(table.path for table in TABLES)]
ELSEWHERE = Outcome(subject="别处的结果", document="d0000000000", quote="别处", span=Span(3, 5), period="2023")
LAST_YEAR = Outcome(subject="去年的结果", document=PLAN.id, quote="地区生产总值", span=Span(0, 6), period="2022")
STRANGE = Target(subject="别的目标", document="d1111111111")


def problems(folder: Path) -> list[str]:
    """What the frictionless library finds wrong with a package."""
    report = frictionless.validate(str(folder if folder.is_file() else folder / "datapackage.json"))
    return [str(row) for row in report.flatten(["type", "title", "note", "message"])]


def checked(card: Scorecard) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        card.to_datapackage(Path(folder) / "package")
        return problems(Path(folder) / "package")


def tables(card: Scorecard) -> dict[str, list[dict[str, str]]]:
    """The tables of a package as pandas reads them, all cells as text."""
    files = {name: content for name, content in package_files(card).items() if name.endswith(".csv")}
    read = {name: pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False) for name, content in files.items()}
    return {
        name.removesuffix(".csv"): [dict(zip(table.columns, row, strict=True)) for row in table.itertuples(index=False)]
        for name, table in read.items()
    }


def descriptor(card: Scorecard = CARD) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(package_files(card)["datapackage.json"])
    return found


def schema_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item["schema"] for item in descriptor()["resources"] if item["name"] == name)
    return found


def field_of(table: str, column: str) -> dict[str, Any]:
    found: dict[str, Any] = next(field for field in schema_of(table)["fields"] if field["name"] == column)
    return found


# Valid, whatever the card


@pytest.mark.parametrize("card", [Scorecard(), CARD, FULL], ids=["empty", "sample", "full"])
def test_cards_made_by_hand_are_valid(card: Scorecard) -> None:
    assert checked(card) == []


def test_the_demo_is_valid_as_a_folder_and_as_one_file(tmp_path: Path) -> None:
    demo().to_datapackage(tmp_path / "demo")
    demo().to_datapackage(tmp_path / "demo.zip")
    assert problems(tmp_path / "demo") == problems(tmp_path / "demo.zip") == []


def test_a_real_pair_is_valid(shared: Path) -> None:
    assert checked(pair(shared)) == []


def test_cards_of_hostile_texts_are_valid() -> None:
    assert [found for card in together() if (found := checked(card))] == []


UNKNOWN = Citation(document="d2222222222", quote="6%", span=Span(0, 2))


def with_first(**fields: Any) -> tuple[Commitment, ...]:
    """The sample's commitments, the first one changed."""
    return (evolve(CARD.commitments[0], **fields), *CARD.commitments[1:])


CASES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "last year's outcome",
        {"assessments": (evolve(CARD.assessments[0], outcomes=(GREW, LAST_YEAR)), *CARD.assessments[1:])},
    ),
    ("an outcome that only a link names", {"links": (Link(target=GROWTH, outcome=ELSEWHERE, evidence=(SEEN,)),)}),
    ("a target that only a link names", {"links": (Link(target=STRANGE, outcome=GREW),)}),
    ("two links of one pair", {"links": (Link(target=GROWTH, outcome=GREW),) * 2}),
    ("no documents", {"documents": ()}),
    (
        "one document as plan and result",
        {"documents": tuple(DocumentRole(document=PLAN, role=role) for role in ("plan", "result"))},
    ),
    ("a record without document", {"commitments": with_first(document=None, span=None)}),
    ("a quote in a paper that is not there", {"commitments": with_first(also=(UNKNOWN,))}),
)


@pytest.mark.parametrize(("reason", "change"), CASES, ids=[reason for reason, _ in CASES])
def test_keys_hold_where_records_name_what_the_card_does_not_hold(reason: str, change: dict[str, Any]) -> None:
    assert checked(evolve(CARD, **change)) == [], reason


TEXTS = st.text(alphabet="新建学校5所=+-@;\"',\n\t\r \ufeff\u200b\ud800\U00020bb7NAnull", max_size=12)
IDS = st.sampled_from(["", " ", "a", "=a", "a\u200b", "\u200b", "a\n", "NA", "1", "01"])
DOCUMENTS = st.sampled_from([None, "", PLAN.id, RESULT.id, "d9999999999"])


@st.composite
def scorecards(draw: st.DrawFn) -> Scorecard:
    """Cards with targets, outcomes and links in any combination, with ids and documents of every kind."""
    known = [Outcome(id=identity, subject=draw(TEXTS), document=draw(DOCUMENTS)) for identity in draw(st.sets(IDS))]
    promised = [
        Target(id=identity, subject=draw(TEXTS), quote=draw(TEXTS), document=draw(DOCUMENTS))
        for identity in sorted(draw(st.sets(IDS)))
    ]
    cited = st.lists(st.sampled_from([*known, ELSEWHERE, GREW]), max_size=3)
    targets = st.sampled_from([*promised, STRANGE])
    return Scorecard(
        documents=draw(st.sampled_from([(), CARD.documents, (*CARD.documents, CARD.documents[0])])),
        commitments=tuple(
            Commitment(subject=draw(TEXTS), targets=(item,), document=draw(DOCUMENTS)) for item in promised
        ),
        outcomes=tuple(draw(cited)),
        assessments=tuple(
            Assessment(target=item, verdict="met", reason=draw(TEXTS), rule=draw(TEXTS), outcomes=tuple(draw(cited)))
            for item in promised
        ),
        links=tuple(
            Link(target=draw(targets), outcome=draw(st.sampled_from([None, *known, LAST_YEAR])), evidence=(SEEN,))
            for _ in range(draw(st.integers(0, 3)))
        ),
    )


@settings(max_examples=15)
@given(scorecards())
def test_any_card_makes_a_valid_package(card: Scorecard) -> None:
    assert checked(card) == []


@pytest.mark.parametrize(
    ("table", "before", "after", "reason"),
    [
        ("targets", CARD.commitments[0].id, "c0000000000", "a commitment that is not there"),
        ("grounds", GREW.id, "o0000000000", "an outcome that is not there"),
        ("commitments", PLAN.id, "d0000000000", "a document that is not there"),
        ("assessments", "met", "kept", "a verdict that is none"),
        ("targets", "stretch", "hoped", "a tier that is none"),
        ("assessments", "0.98765", "1.98765", "more than certain"),
        ("commitments", CARD.commitments[1].id, CARD.commitments[0].id, "an id that stands twice"),
    ],
)  # fmt: skip
def test_a_damaged_package_is_found_out(table: str, before: str, after: str, reason: str, tmp_path: Path) -> None:
    CARD.to_datapackage(tmp_path / "package")
    form = json.loads((tmp_path / "package" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in form["resources"]:
        del resource["hash"], resource["bytes"]
    (tmp_path / "package" / "datapackage.json").write_text(json.dumps(form), encoding="utf-8")
    assert problems(tmp_path / "package") == []
    place = tmp_path / "package" / f"{table}.csv"
    text = place.read_text(encoding="utf-8")
    assert before in text
    place.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert problems(tmp_path / "package") != [], reason


def test_a_file_that_was_changed_is_found_out(tmp_path: Path) -> None:
    CARD.to_datapackage(tmp_path / "package")
    place = tmp_path / "package" / "outcomes.csv"
    place.write_text(place.read_text(encoding="utf-8").replace("学校", "学院"), encoding="utf-8")
    assert any("hash" in problem for problem in problems(tmp_path / "package"))


# What it holds


@pytest.mark.parametrize("card", [FULL, demo()], ids=["full", "demo"])
def test_the_tables_hold_what_the_card_holds(card: Scorecard) -> None:
    found = tables(card)
    assert [row["id"] for row in found["commitments"]] == [item.id for item in card.commitments]
    promised = [(target.id, promise.id) for promise in card.commitments for target in promise.targets]
    assert [(row["id"], row["commitment"]) for row in found["targets"]] == promised
    assert [row["verdict"] for row in found["assessments"]] == [item.verdict for item in card.assessments]
    grounds = [(item.target.id, outcome.id) for item in card.assessments for outcome in item.outcomes]
    assert [(row["target"], row["outcome"]) for row in found["grounds"]] == grounds
    assert [(row["target"], row["outcome"]) for row in found["links"]] == [
        (link.target.id, link.outcome.id if link.outcome else "") for link in card.links
    ]
    assert len(found["evidence"]) == sum(len(link.evidence) for link in card.links)
    assert len(found["flips"]) == sum(len(item.flips) for item in card.assessments)
    also = [citation for item in card.commitments for citation in item.also]
    also += [citation for item in card.cited_outcomes() for citation in item.also]
    assert [row["quote"] for row in found["citations"]] == [guarded(citation.quote) for citation in also]


def test_numbers_read_back_the_same() -> None:
    card = demo()
    rows = {row["target"]: row for row in scorecard_rows(card)}
    for row in tables(card)["assessments"]:
        expected = rows[row["target"]]
        assert (row["degree"] and float(row["degree"])) == (
            expected["degree"] if expected["degree"] is not None else ""
        )
        assert float(row["confidence"]) == expected["confidence"]
        assert [row[scale.id] for scale in scales()] == [expected[scale.id] for scale in scales()]


def test_a_document_of_which_only_the_id_is_known_has_nothing_else() -> None:
    card = evolve(CARD, links=(Link(target=GROWTH, outcome=ELSEWHERE),))
    rows = {row.pop("id"): row for row in tables(card)["documents"]}
    assert [row["role"] for row in rows.values()] == ["plan", "result", ""]
    assert set(rows["d0000000000"].values()) == {""}


def test_a_document_scored_as_both_is_listed_once() -> None:
    roles = tuple(DocumentRole(document=PLAN, role=role) for role in ("plan", "result"))
    rows = tables(evolve(CARD, documents=roles))["documents"]
    assert [row["role"] for row in rows if row["id"] == PLAN.id] == ["both"]


def test_ids_that_look_the_same_stay_apart() -> None:
    targets = [Target(id=identity, subject="学校") for identity in ("a", "a\u200b", "")]
    card = Scorecard(
        commitments=tuple(Commitment(subject="学校", targets=(item,)) for item in targets),
        assessments=tuple(Assessment(target=item, verdict="unreported", reason="", rule="") for item in targets),
    )
    found = tables(card)
    assert len({row["id"] for row in found["targets"]}) == 3
    assert [row["id"] for row in found["targets"]] == [row["target"] for row in found["assessments"]]


# The descriptor

ENUMS: tuple[tuple[str, str, Any], ...] = (
    ("documents", "kind", model.DocumentKind),
    ("commitments", "strength", model.Strength),
    ("targets", "type", model.TargetType),
    ("targets", "tier", model.Tier),
    ("targets", "measure", model.Measure),
    ("targets", "comparator", model.Comparator),
    ("targets", "stage", model.Stage),
    ("outcomes", "type", model.OutcomeType),
    ("assessments", "verdict", model.Verdict),
    ("flips", "verdict", model.Verdict),
)


@pytest.mark.parametrize(("table", "column", "choices"), ENUMS)
def test_choices_are_those_of_the_model(table: str, column: str, choices: Any) -> None:
    assert field_of(table, column)["constraints"]["enum"] == list(get_args(choices))


@pytest.mark.parametrize("scale", scales(), ids=lambda scale: scale.id)
def test_ratings_are_those_of_the_crosswalk(scale: Any) -> None:
    words = [category.word.en for category in scale.categories]
    assert field_of("assessments", scale.id)["constraints"]["enum"] == words


def test_the_descriptor_says_what_the_package_is() -> None:
    found = descriptor()
    assert {"name", "title", "description", "version", "resources"} <= found.keys()
    assert "licenses" not in found
    assert "apostrophe" in found["description"]
    for resource in found["resources"]:
        assert resource["path"] in NAMES
        assert resource["encoding"] == "utf-8"
        assert resource["schema"]["missingValues"] == [""]
        assert resource["schema"]["primaryKey"]
        assert all(field["title"] and field["description"] for field in resource["schema"]["fields"])


def test_every_join_is_a_foreign_key() -> None:
    joins = {
        (item["name"], key["fields"][0], key["reference"]["resource"])
        for item in descriptor()["resources"]
        for key in item["schema"].get("foreignKeys", ())
    }
    assert joins == {
        ("commitments", "document", "documents"),
        ("targets", "commitment", "commitments"),
        ("targets", "document", "documents"),
        ("outcomes", "document", "documents"),
        ("assessments", "target", "targets"),
        ("grounds", "target", "targets"),
        ("grounds", "outcome", "outcomes"),
        ("flips", "target", "targets"),
        ("links", "target", "targets"),
        ("links", "outcome", "outcomes"),
        ("evidence", "link", "links"),
        ("citations", "commitment", "commitments"),
        ("citations", "outcome", "outcomes"),
        ("citations", "document", "documents"),
    }


def test_no_file_begins_with_a_mark_and_no_cell_runs() -> None:
    for payload in PAYLOADS[::7]:
        card = evolve(CARD, assessments=tuple(evolve(item, reason=payload.text) for item in CARD.assessments))
        files = package_files(card)
        assert not any(content.startswith(b"\xef\xbb\xbf") for content in files.values())
        assert not any(row["reason"].startswith(("=", "+", "-", "@")) for row in tables(card)["assessments"])


# Files


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_package_is_replaced_by_the_next_one(tmp_path: Path) -> None:
    FULL.to_datapackage(tmp_path / "package")
    CARD.to_datapackage(tmp_path / "package")
    assert contents(tmp_path / "package") == package_files(CARD)
    assert sorted(contents(tmp_path / "package")) == sorted(NAMES)
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    CARD.to_datapackage(tmp_path / "package")
    assert problems(tmp_path / "package") == []


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        ({"thesis.docx": b"x"}, "a folder with something else in it"),
        ({"datapackage.json": b'{"name": "x"}'}, "another data package"),
        ({"datapackage.json": b"{"}, "a broken descriptor"),
        ({"datapackage.json": b"[]"}, "a descriptor that is none"),
        ({**package_files(CARD), "notes.txt": b"mine"}, "a package with a file of somebody's own"),
        ({"targets.csv": b"id\n"}, "tables without a descriptor"),
    ],
)
def test_another_s_folder_is_left_alone(kept: Mapping[str, bytes], reason: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name, content in kept.items():
        (tmp_path / "folder" / name).write_bytes(content)
    with pytest.raises(OutputError, match=r"folder: holds something else; choose an empty folder or another place$"):
        CARD.to_datapackage(tmp_path / "folder")
    assert contents(tmp_path / "folder") == kept, reason


def test_a_file_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "package").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="holds something else"):
        CARD.to_datapackage(tmp_path / "package")
    assert (tmp_path / "package").read_text(encoding="utf-8") == "mine"


def test_the_current_folder_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match=r"^\.: is the folder you are in; give the name of a new one$"):
        CARD.to_datapackage(".")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["package", "package.zip"])
def test_a_place_that_cannot_be_written_is_told_in_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"^[^\n]+cannot write[^\n]+choose another place$"):
        CARD.to_datapackage(tmp_path / "missing" / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", [False, True])
def test_a_full_disk_leaves_no_half_folder(there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if there:
        CARD.to_datapackage(tmp_path / "package")
    write_bytes = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "targets.csv":
            raise OSError(28, "No space left on device")
        return write_bytes(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="No space left"):
        FULL.to_datapackage(tmp_path / "package")
    assert [path.name for path in tmp_path.iterdir()] == (["package"] if there else [])
    if there:
        assert contents(tmp_path / "package") == package_files(CARD)


def test_a_folder_that_cannot_be_put_in_place_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    CARD.to_datapackage(tmp_path / "package")
    rename, calls = Path.rename, iter(range(9))

    def refused(path: Path, target: Path) -> Path:
        if next(calls) == 1:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OutputError, match="Permission denied"):
        FULL.to_datapackage(tmp_path / "package")
    assert [path.name for path in tmp_path.iterdir()] == ["package"]
    assert contents(tmp_path / "package") == package_files(CARD)


def test_one_file_holds_the_same_and_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one.zip", "two.ZIP"):
        demo().to_datapackage(tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.ZIP").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == package_files(demo())
        assert archive.namelist()[0] == "datapackage.json"


def test_the_form_has_a_name() -> None:
    assert descriptor()["format"] == datapackage.FORMAT == "promisetrack.datapackage/1"
    assert {SCHOOLS.id, BRIDGE.id, BUILT.id} <= {
        row["id"] for name in ("targets", "outcomes") for row in tables(CARD)[name]
    }
