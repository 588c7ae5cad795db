"""Every example and counterexample of the tables that the reading of sentences rests on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from promisetrack.lexicon import table
from promisetrack.milestones import milestone_claims
from promisetrack.quantities import figures

UNITS = table("units")["unit"]
COMPARATORS = table("phrases")["comparator"]
END_STATES = table("phrases")["end_state"]
CONTRASTS = table("comparisons")["contrast"]
CLASSES = {"money", "percent", "points", "multiple", "person", "count", "measure", "time"}
NAMED = "滨海大桥工程"
# what the tables say and the reading does not do yet
FAULTS = {
    "基本建成15分钟养老服务圈": "a 圈 is no named thing",
    "赤坎华侨古镇开门迎客": "a 古镇 is no named thing",
    "滨海大桥工程获国家批复": "the shorter end 获 takes the rest for a name",
    "滨海大桥工程完成前期工作": "the end is read as 完成 before 前期工作",
}


def case(name: str, *values: object) -> Any:
    """One entry of a table as a case of a test, marked where it is known to fail."""
    marks = [pytest.mark.xfail(strict=True, reason=FAULTS[name])] if name in FAULTS else []
    return pytest.param(*values, id=name, marks=marks)


def word_lists(name: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of plain words in a table, with where it stands."""
    for section, entries in table(name).items():
        for number, entry in enumerate(entries if isinstance(entries, list) else [entries]):
            for key, value in entry.items():
                if isinstance(value, list) and all(isinstance(word, str) for word in value):
                    yield f"{name} {section} {number} {key}", value


WORD_LISTS = [
    case(place, entries)
    for place, entries in [*word_lists("phrases"), *word_lists("units"), *word_lists("comparisons")]
]


@pytest.mark.parametrize("entry", [*UNITS, *COMPARATORS, *END_STATES, *CONTRASTS], ids=lambda entry: str(entry)[:40])
def test_every_entry_has_examples(entry: Mapping[str, Any]) -> None:
    assert entry["examples"]


@pytest.mark.parametrize(
    ("example", "symbol", "kind"),
    [case(example, example, unit["symbol"], unit["class"]) for unit in UNITS for example in unit["examples"]],
)
def test_every_example_of_a_unit_is_read_with_its_symbol(example: str, symbol: str, kind: str) -> None:
    assert kind in CLASSES
    text = f"控制在{example}以内。" if kind == "time" else f"达到{example}。"
    assert [figure.unit for figure in figures(text)] == [symbol]


def test_no_spelling_of_a_unit_stands_twice() -> None:
    spellings = Counter(name for unit in UNITS for name in (unit["symbol"], *unit.get("aliases", ())))
    assert [name for name, count in spellings.items() if count > 1] == []


@pytest.mark.parametrize("entries", WORD_LISTS)
def test_no_word_stands_twice_in_one_list(entries: list[str]) -> None:
    assert [word for word, count in Counter(entries).items() if count > 1] == []


@pytest.mark.parametrize("entry", COMPARATORS, ids=lambda entry: entry["sense"])
def test_every_word_of_comparison_is_read_in_its_sense(entry: Mapping[str, Any]) -> None:
    for text, sense in entry["examples"]:
        assert [figure.comparator for figure in figures(text)] == [sense], text
    for text in [*(f"{word}5%" for word in entry["before"]), *(f"5%{word}" for word in entry["after"])]:
        assert [figure.comparator for figure in figures(f"{text}。")] == [entry["sense"]], text


def test_no_word_of_comparison_has_two_senses() -> None:
    for side in ("before", "after"):
        assert [word for word, count in Counter(w for e in COMPARATORS for w in e[side]).items() if count > 1] == []


@pytest.mark.parametrize(
    ("example", "words"),
    [case(example, example, entry["words"]) for entry in END_STATES for example in entry["examples"]],
)
def test_every_example_of_an_end_state_is_a_milestone_with_one_of_its_words(example: str, words: list[str]) -> None:
    claims = milestone_claims(f"{example}。")
    assert claims
    assert all(claim.end_state in words for claim in claims)


@pytest.mark.parametrize(
    "example", [case(example, example) for entry in END_STATES for example in entry.get("counterexamples", ())]
)
def test_no_counterexample_of_an_end_state_is_a_milestone(example: str) -> None:
    assert milestone_claims(f"{example}。") == ()


def beside_a_name(entry: Mapping[str, Any]) -> list[str]:
    return [f"{word}{NAMED}" if entry["side"] == "before" else f"{NAMED}{word}" for word in entry["words"]]


@pytest.mark.parametrize(
    "text", [case(text, text) for entry in END_STATES if entry["object"] == "named" for text in beside_a_name(entry)]
)
def test_every_word_of_an_end_state_is_found_beside_a_name(text: str) -> None:
    assert [claim.subject for claim in milestone_claims(f"{text}。")] == [NAMED]
