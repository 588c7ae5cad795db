"""The view of a text that is worked on: as long as the text, in one form a character."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promisetrack import Document, extract_commitments
from promisetrack.folding import folded, forms, is_traditional, simplified, understood
from promisetrack.lexicon import table

FORMS = table("forms")["form"]
PLAN = "一、2023年工作安排\n"
TRADITIONAL = "新建農業示範區3個，建設國際會議中心，推動經濟發展，實現產業轉型。"


@pytest.mark.parametrize("entry", FORMS, ids=lambda entry: f"{entry['kind']} {entry['written'][:3]}")
def test_every_form_stands_over_one_character(entry: Mapping[str, Any]) -> None:
    assert len(entry["written"]) == len(entry["read_as"]) == len(set(entry["written"]))


@pytest.mark.parametrize(("written", "read_as"), [tuple(example) for entry in FORMS for example in entry["examples"]])
def test_every_example_is_read_as_it_says(written: str, read_as: str) -> None:
    assert folded(written) == read_as


@pytest.mark.parametrize("text", [text for entry in FORMS for text in entry["counterexamples"]])
def test_every_counterexample_is_left_alone(text: str) -> None:
    assert folded(text) == text


def test_no_form_is_read_as_another_form() -> None:
    assert not {read_as for read_as, _ in forms().values()} & set(forms())


@given(st.text(alphabet=st.characters(codec="utf-16"), max_size=200))
def test_the_view_is_as_long_as_the_text(text: str) -> None:
    assert len(understood(text)) == len(text)


@given(st.text(alphabet="⺠⻓Ａ８％．\u200b\x00\u2028 \t\n民生增长3", max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "view", "reason"),
    [
        ("建成\u200b大桥", "建成 大桥", "a zero-width space is a blank"),
        ("建成\x0c二、工作", "建成\n二、工作", "a form feed ends a page and its line"),
        ("⼤⽕⼩", "大火小", "Kangxi radicals have normal forms"),
        ("⻓⻋⻚⻝", "长车页食", "radicals of the supplement have none and stand in the table"),
        ("\uf9d1\uf90a", "六金", "compatibility characters are single forms of others"),
        ("①②㎡", "①②㎡", "list marks and squares are no other form of one character"),
        ("，；：（）", "，；：（）", "marks as wide as a character are the usual ones"),
    ],
)
def test_one_form_a_character(text: str, view: str, reason: str) -> None:
    assert understood(text) == view, reason


@pytest.mark.parametrize(
    ("text", "traditional", "reason"),
    [
        (TRADITIONAL, True, "a text of Macao or Taiwan, or converted"),
        (simplified(TRADITIONAL), False, "the same in simplified characters"),
        ("推动经济发展，實現目标", False, "two old forms in a simplified text are names or slips"),
        ("增长6%", False, "no character tells"),
    ],
)
def test_the_script_is_that_of_most_characters(text: str, traditional: bool, reason: str) -> None:
    assert is_traditional(text) is traditional, reason


def test_a_traditional_plan_gives_the_same_targets_and_keeps_its_own_quotes() -> None:
    old, new = Document(text=PLAN + TRADITIONAL, year=2023), Document(text=PLAN + simplified(TRADITIONAL), year=2023)
    ours, theirs = extract_commitments(old), extract_commitments(new)
    assert [(c.subject, c.span, [(t.value, t.unit, t.words) for t in c.targets]) for c in ours] == [
        (c.subject, c.span, [(t.value, t.unit, t.words) for t in c.targets]) for c in theirs
    ]
    assert any(c.targets for c in ours)
    assert all(c.span and c.quote == old.quote(c.span) and c.quote in old.text for c in ours)
