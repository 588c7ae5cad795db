"""Every real report through the reading: nothing breaks, every quote stands where it says, and the parts are found."""

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from attrs import frozen

from promisetrack.extraction import extract_commitments, extract_outcomes
from promisetrack.model import Commitment, Document, Outcome, Target
from promisetrack.outline import outline
from promisetrack.reading import read


@frozen
class Reading:
    """What was made of one report, and what the index of the reports says of it (nothing for the seeds)."""

    document: Document
    parts: frozenset[str]
    commitments: tuple[Commitment, ...]
    outcomes: tuple[Outcome, ...]
    row: Mapping[str, str]

    @property
    def targets(self) -> list[Target]:
        return [target for commitment in self.commitments for target in commitment.targets]

    @property
    def records(self) -> list[Commitment | Target | Outcome]:
        return [*self.commitments, *self.targets, *self.outcomes]

    @property
    def name(self) -> str:
        return self.row.get("file", self.document.title)


def through(path: Path, row: Mapping[str, str]) -> Reading:
    """From the bytes alone, so that a file's name gives nothing away."""
    document = read(path.read_bytes())
    parts = frozenset(part.kind for part in outline(document))
    return Reading(document, parts, extract_commitments(document), extract_outcomes(document), row)


@pytest.fixture(scope="module")
def listed(shared: Path) -> list[Reading]:
    with (shared / "corpus" / "INDEX.tsv").open(encoding="utf-8") as index:
        rows = list(csv.DictReader(index, delimiter="\t"))
    return [through(shared / "corpus" / row["file"], row) for row in rows]


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[Reading]:
    return [through(path, {}) for path in sorted((shared / "seeds").glob("*.txt"))]


@pytest.fixture(scope="module")
def recent(listed: list[Reading]) -> list[Reading]:
    return [reading for reading in listed if int(reading.row["year"]) >= 2010]


def share(wrong: Sequence[object], of: Sequence[object]) -> float:
    return 1 - len(wrong) / len(of)


def test_every_report_is_read(listed: list[Reading], seeds: list[Reading]) -> None:
    assert (len(listed), len(seeds)) == (223, 5)
    assert [reading.name for reading in listed if not reading.document.text] == []


def test_every_quote_stands_where_it_says(listed: list[Reading], seeds: list[Reading]) -> None:
    wrong = [
        (reading.name, record.quote)
        for reading in (*listed, *seeds)
        for record in reading.records
        if record.span is None or not record.quote or reading.document.quote(record.span) != record.quote
    ]
    assert wrong == []


def test_no_two_records_of_a_report_share_an_id(listed: list[Reading], seeds: list[Reading]) -> None:
    for reading in (*listed, *seeds):
        assert len({record.id for record in reading.records}) == len(reading.records), reading.name


def test_every_figure_has_a_value_and_every_end_a_name(listed: list[Reading], seeds: list[Reading]) -> None:
    for reading in (*listed, *seeds):
        statements: list[Target | Outcome] = [*reading.targets, *reading.outcomes]
        for record in statements:
            assert record.subject, (reading.name, record.quote)
            if record.type == "vague":
                assert record.written, record
            else:
                assert (record.value if record.type == "quantity" else record.end_state) is not None, record


def test_records_lie_in_parts_of_their_kind(seeds: list[Reading]) -> None:
    for reading in seeds:
        parts = outline(reading.document)
        for kind, records in (("plan", reading.targets), ("review", reading.outcomes)):
            homes = [part.span for part in parts if part.kind == kind]
            assert all(any(record.span and record.span.within(home) for home in homes) for record in records)


def test_the_same_report_gives_the_same_records_again(seeds: list[Reading]) -> None:
    for reading in seeds:
        again = Document(text=reading.document.text, place=reading.document.place, year=reading.document.year)
        assert extract_commitments(again) == reading.commitments
        assert extract_outcomes(again) == reading.outcomes


def test_the_plan_year_is_right(listed: list[Reading]) -> None:
    wrong = [
        (reading.name, reading.document.year) for reading in listed if str(reading.document.year) != reading.row["year"]
    ]
    assert share(wrong, listed) >= 0.97, wrong


def test_the_place_is_right(listed: list[Reading]) -> None:
    wrong = [(reading.name, reading.document.place) for reading in listed if not is_place(reading)]
    assert share(wrong, listed) >= 0.97, wrong


def is_place(reading: Reading) -> bool:
    """Whether the place is the index's, under a city or not, by the name that it had then."""
    name = reading.row["place_zh"]
    then = f"{name[:-1]}县" if "was a 县 then" in reading.row["remarks"] else name
    return re.fullmatch(rf"(?:.+[市州盟])?{then}", reading.document.place or "") is not None


def test_a_plan_and_a_review_are_found(recent: list[Reading]) -> None:
    wrong = [(reading.name, sorted(reading.parts)) for reading in recent if not {"plan", "review"} <= reading.parts]
    assert share(wrong, recent) >= 0.95, wrong


def test_reports_promise_and_report(recent: list[Reading]) -> None:
    """A report of this length names dozens of figures; fewer than ten say that a part was missed."""
    wrong = [
        (reading.name, len(reading.targets), len(reading.outcomes))
        for reading in recent
        if min(len(reading.targets), len(reading.outcomes)) < 10
    ]
    assert share(wrong, recent) >= 0.95, wrong
