"""The tools beside the library: annotated pairs in both of their forms, and the difference between two readings."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_reports import plan, result

from promisetrack.errors import PromisetrackError
from promisetrack.model import Document, Span, Verdict
from promisetrack.reading import read

TOOLS = Path(__file__).resolve().parents[1] / "tools"
sys.path.append(str(TOOLS))

import annotated  # noqa: E402
import corpus_diff  # noqa: E402

PLAN = plan("地区生产总值增长6%以上", "新建幼儿园5所", "建成滨江大桥", before="建成滨江大桥")
RESULT = result("地区生产总值增长5.5%", "新建幼儿园 6所", "滨江大桥建成通车")
TARGETS = (
    {"id": "t1", "quote": "地区生产总值增长6%以上", "type": "quantity", "value": 6, "unit": "%"},
    {"id": "t2", "quote": "新建幼儿园5所", "type": "quantity", "value": 5, "unit": "所"},
    {"id": "t3", "quote": "建成滨江大桥", "type": "milestone", "value": None, "unit": None},
    {"id": "t4", "quote": "新建幼儿园5所", "type": "quantity", "value": 8, "unit": "所"},
    {"id": "t5", "quote": "新建幼儿园5所", "type": "quantity", "value": 9, "unit": "所", "optional": True},
)
OUTCOMES = ({"id": "o1", "quote": "地区生产总值增长5.5%"}, {"id": "o2", "quote": "新建幼儿园6所"})
LINKS = (
    {"target": "t1", "outcomes": ["o1"], "verdict": "missed"},
    {"target": "t2", "outcomes": ["o2"], "verdict": "met", "also": ["undecidable"]},
    {"target": "t3", "quotes": ["滨江大桥建成通车"], "outcomes": [], "verdict": "met"},
    {"target": "t4", "outcomes": ["gone"], "verdict": "unreported"},
    {"target": "t5", "verdict": "unreported"},
)


def write_lines(path: Path, lines: Iterable[object]) -> None:
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")


def write_reports(folder: Path) -> None:
    for document in (PLAN, RESULT):
        (folder / document.source).write_text(document.text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pair in the form of the measurement: quotes, and the reports beside them."""
    home = tmp_path / "city-2023"
    home.mkdir()
    write_reports(home)
    (home / "pair.json").write_text(json.dumps({"plan": PLAN.source, "result": RESULT.source}), encoding="utf-8")
    for name, lines in (("targets", TARGETS), ("outcomes", OUTCOMES), ("links", LINKS)):
        write_lines(home / f"{name}.jsonl", lines)
    return home


def bare(document: Document, span: Span) -> str:
    return "".join(document.quote(span).split())


def test_quotes_become_spans(folder: Path) -> None:
    pair = annotated.load(folder)
    assert pair.name == folder.name
    assert [bare(pair.plan, record.span) for record in pair.records] == [line["quote"] for line in TARGETS]
    told = [[bare(pair.result, span) for span in record.answers] for record in pair.records]
    assert told == [["地区生产总值增长5.5%"], ["新建幼儿园6所"], ["滨江大桥建成通车"], [], []]
    assert [record.verdicts for record in pair.records[:3]] == [("missed",), ("met", "undecidable"), ("met",)]
    assert [record.optional for record in pair.records] == [False, False, False, False, True]


def test_a_quote_that_stands_twice_is_taken_from_its_own_part(folder: Path) -> None:
    pair = annotated.load(folder)
    assert pair.plan.text.count("建成滨江大桥") == 2
    assert pair.records[2].span.start == pair.plan.text.rindex("建成滨江大桥")


def test_records_are_paired_with_the_targets_of_their_place(folder: Path) -> None:
    found = [(record.value, target and target.subject) for record, target in annotated.load(folder).found()]
    assert found == [(6, "地区生产总值"), (5, "幼儿园"), (None, "滨江大桥"), (8, None)]


def test_outcomes_answer_where_the_reader_found_an_answer(folder: Path) -> None:
    pair = annotated.load(folder)
    told = [[one.subject for one in pair.outcomes if annotated.answers(one, record)] for record in pair.records]
    assert told == [["地区生产总值"], ["幼儿园"], ["滨江大桥"], [], []]


def spans_file(folder: Path, checksums: list[str]) -> Path:
    """The same pair as a file of spans, with one target."""
    write_reports(folder)
    span, answer = ([document.text.index("地区"), document.text.index("地区") + 8] for document in (PLAN, RESULT))
    head = {"plan": PLAN.source, "result": RESULT.source, "sha256": checksums, "targets": "read from the start"}
    record = {"span": span, "type": "quantity", "value": 6, "unit": "%", "answers": [answer], "verdict": "missed"}
    path = folder / "city-2023.jsonl"
    write_lines(path, [head, record])
    return path


def checksums_of(folder: Path) -> list[str]:
    write_reports(folder)
    return [read(folder / document.source).sha256 for document in (PLAN, RESULT)]


def test_a_file_of_spans_gives_the_same_form(tmp_path: Path) -> None:
    pair = annotated.load(spans_file(tmp_path, checksums_of(tmp_path)))
    [(record, target)] = pair.found()
    assert (pair.name, record.verdicts, record.optional) == ("city-2023", ("missed",), False)
    assert target is not None
    assert target.subject == "地区生产总值"
    assert [one.subject for one in pair.outcomes if annotated.answers(one, record)] == ["地区生产总值"]


@pytest.mark.parametrize("wrong", [0, 1], ids=["plan", "result"])
def test_a_text_that_has_changed_is_refused(tmp_path: Path, wrong: int) -> None:
    checksums = checksums_of(tmp_path)
    checksums[wrong] = "0" * 64
    with pytest.raises(PromisetrackError, match=(PLAN, RESULT)[wrong].source):
        annotated.load(spans_file(tmp_path, checksums))


def test_a_pair_is_left_out_by_its_name(folder: Path) -> None:
    files = tuple(path.stem for path in annotated.ANNOTATIONS.glob("*.jsonl"))
    assert list(annotated.load_all(folder.parent, folder, without=files)) == [folder.name]
    assert annotated.load_all(folder.parent, folder, without=(*files, folder.name)) == {}


@pytest.mark.parametrize("path", sorted(annotated.ANNOTATIONS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_annotation_is_well_formed(path: Path, shared: Path) -> None:
    head, *lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    documents = [read(shared / "corpus" / head[side]) for side in ("plan", "result")]
    assert [document.sha256 for document in documents] == head["sha256"]
    assert lines
    lengths = [len(document.text) for document in documents]
    for line in lines:
        assert {line["verdict"], *line.get("also", ())} <= set(get_args(Verdict)), line
        assert (line["verdict"] == "unreported") is (not line["answers"]), line
        assert 0 <= line["span"][0] < line["span"][1] <= lengths[0], line
        assert all(0 <= start < end <= lengths[1] for start, end in line["answers"]), line


Record = dict[str, Any]


def record(start: int, end: int, value: str = "6", side: str = "target", file: str = "city-2023.txt") -> Record:
    return {"file": file, "side": side, "span": [start, end], "quote": "增长", "value": value}


OLD = record(10, 20)
CHANGES = (
    pytest.param([OLD], [OLD], [], id="the same"),
    pytest.param([], [OLD], [("target", "gained", None, OLD)], id="new"),
    pytest.param([OLD], [], [("target", "lost", OLD, None)], id="gone"),
    pytest.param([OLD], [record(10, 20, "7")], [("target", "changed", OLD, record(10, 20, "7"))], id="another value"),
    pytest.param([OLD], [record(15, 25)], [("target", "changed", OLD, record(15, 25))], id="another stretch"),
    pytest.param(
        [OLD],
        [record(20, 30)],
        [("target", "lost", OLD, None), ("target", "gained", None, record(20, 30))],
        id="the next stretch is another record",
    ),
    pytest.param(
        [OLD],
        [record(10, 20, side="outcome")],
        [("outcome", "gained", None, record(10, 20, side="outcome")), ("target", "lost", OLD, None)],
        id="the other side",
    ),
    pytest.param(
        [OLD],
        [record(10, 20, file="town-2023.txt")],
        [("target", "lost", OLD, None), ("target", "gained", None, record(10, 20, file="town-2023.txt"))],
        id="another report",
    ),
    pytest.param(
        [OLD, record(10, 22, "7")],
        [OLD, record(10, 22, "8")],
        [("target", "changed", record(10, 22, "7"), record(10, 22, "8"))],
        id="what stayed the same is no partner",
    ),
    pytest.param(
        [OLD],
        [record(9, 15), record(15, 25)],
        [("target", "changed", OLD, record(9, 15)), ("target", "gained", None, record(15, 25))],
        id="one became two",
    ),
)


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_what_a_change_of_rules_gains_and_loses(old: list[Record], new: list[Record], expected: list[object]) -> None:
    assert list(corpus_diff.changes(old, new)) == expected


PLACES = st.integers(0, 30).flatmap(lambda start: st.builds(record, st.just(start), st.integers(start + 1, start + 9)))
RECORDS = st.lists(PLACES, max_size=6, unique_by=lambda one: tuple(one["span"]))


@given(RECORDS, RECORDS)
def test_gains_and_losses_add_up(old: list[Record], new: list[Record]) -> None:
    kinds = [kind for _, kind, _, _ in corpus_diff.changes(old, new)]
    assert len(new) - len(old) == kinds.count("gained") - kinds.count("lost")
    assert bool(kinds) is (sorted(map(str, old)) != sorted(map(str, new)))


def test_following_years_are_of_one_place(tmp_path: Path) -> None:
    for name in ("city-a-2021", "city-a-2022", "city-a-2024", "city-b-2023", "notes"):
        (tmp_path / f"{name}.txt").touch()
    assert corpus_diff.following_years(tmp_path) == [(tmp_path / "city-a-2021.txt", tmp_path / "city-a-2022.txt")]


def test_the_records_of_a_report_stand_where_they_say(tmp_path: Path) -> None:
    write_reports(tmp_path)
    document = read(tmp_path / PLAN.source)
    found = corpus_diff.take(tmp_path / PLAN.source)
    assert {(one["side"], one["subject"]) for one in found} >= {("target", "幼儿园"), ("outcome", "滨江大桥")}
    assert all(bare(document, Span(*one["span"])) == one["quote"] for one in found)
