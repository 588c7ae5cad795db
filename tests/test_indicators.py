"""The catalogue of indicators: every example, every neighbour, and what may stand around a name."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promisetrack.errors import LexiconError
from promisetrack.indicators import _names, find, resolve
from promisetrack.lexicon import Indicator, indicators, table

ENTRIES = tuple(indicators().values())
NAMES = tuple((name, entry) for entry in ENTRIES for name in (entry.name, *entry.aliases))
SCOPES = ("全市", "全省", "我区", "全年", "预计", "力争全年", "确保", "江门市", "江门市新会区", "2023年", "其中")
TAILS = ("", "增速", "目标", "分别", "达到")
by_id = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)


def _id(subject: str, unit: str | None = None) -> str | None:
    found = resolve(subject, unit)
    return found.id if found else None


@by_id
def test_every_name_and_example_resolves_to_its_entry(entry: Indicator) -> None:
    phrases = (entry.name, *entry.aliases, *entry.examples)
    assert {phrase: _id(phrase, entry.unit) for phrase in phrases} == dict.fromkeys(phrases, entry.id)


@by_id
def test_no_neighbour_is_taken_for_the_entry(entry: Indicator) -> None:
    for phrase in entry.counterexamples:
        assert _id(phrase) != entry.id
        assert all(found is not entry for found, _, _ in find(phrase)), phrase


@by_id
def test_every_entry_is_complete(entry: Indicator) -> None:
    assert entry.examples
    assert entry.counterexamples
    assert set(entry.measures) <= {"level", "growth", "added", "share", "rate", "other"}
    assert entry.measures
    assert entry.theme in table("themes")["names"]


def test_ids_are_unique() -> None:
    counts = Counter(entry["id"] for entry in table("indicators")["indicator"])
    assert [name for name, count in counts.items() if count > 1] == []


def test_a_name_stands_in_one_entry_only() -> None:
    counts = Counter(name for name, _ in NAMES)
    assert [name for name, count in counts.items() if count > 1] == []


def test_a_name_in_two_entries_is_an_error_that_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {name: Indicator(id=name, name="森林覆盖率") for name in ("forest", "woods")}
    monkeypatch.setattr("promisetrack.indicators.indicators", lambda: entries)
    with pytest.raises(LexiconError, match="森林覆盖率 names both forest and woods"):
        _names.__wrapped__()


def test_units_are_known() -> None:
    known = {unit["symbol"] for unit in table("units")["unit"]}
    parts = {part for entry in ENTRIES if entry.unit for part in entry.unit.split("/")}
    assert parts - known == set()


@given(st.sampled_from(NAMES), st.sampled_from(SCOPES), st.sampled_from(TAILS))
def test_scope_in_front_and_growth_behind_do_not_change_the_answer(
    named: tuple[str, Indicator], scope: str, tail: str
) -> None:
    name, entry = named
    assert _id(scope + name + tail) == entry.id


@given(st.sampled_from(NAMES), st.sampled_from(["文化", "先进", "人均", "高端"]))
def test_another_word_in_front_makes_it_another_thing(named: tuple[str, Indicator], word: str) -> None:
    name, entry = named
    assert _id(word + name) != entry.id or word + name in entry.aliases


@given(st.sampled_from(NAMES), st.sampled_from(["，", "：", " ", "\u3000"]))
def test_find_sees_a_name_between_marks(named: tuple[str, Indicator], mark: str) -> None:
    name, entry = named
    text = f"{mark}{name}{mark}"
    [(found, start, end)] = find(text)
    assert found is entry
    assert text[start:end].strip("“”") == name.strip("“”")


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("新增高新技术企业", "hightech_enterprises"),
        ("净增市场主体", "business_entities"),
        ("新增市场主体", "business_entities_new"),
        ("规模以上 工业增加值", "industrial_value_added_above_scale"),
        ("ｇｄｐ", "gdp"),
        ("新（改、扩）建公办中小学（幼儿园）", "schools_and_kindergartens_public"),
        ("景德镇市地区生产总值", "gdp"),
        ("研发经费投入占GDP的比重", "rd_intensity"),
        ("新建修复污水管网", None),
        ("市城区空气质量优良率", None),
        ("河北省科技型中小企业", None),
        ("核心区背街小巷整治", None),
        ("城市居民收入占比", None),
        ("古镇累计接待游客", None),
        ("", None),
    ],
)
def test_subjects(subject: str, expected: str | None) -> None:
    assert _id(subject) == expected


def test_a_unit_that_does_not_fit_names_something_else() -> None:
    assert _id("高新技术企业", "家") == _id("高新技术企业", "户") == _id("高新技术企业", "%") == "hightech_enterprises"
    assert _id("高新技术企业", "元") is None
    assert _id("城镇污水管网", "吨") is None
    assert _id("外贸进出口总额", "美元") == "foreign_trade"


def test_find_takes_the_longest_name_and_gives_places_in_the_text() -> None:
    text = "农村居民的“人均可支配收入”增长快于经济增长"
    found = [(hit.id, text[start:end]) for hit, start, end in find(text)]
    assert found == [("income_rural", "农村居民的“人均可支配收入"), ("gdp", "经济增长")]


@pytest.mark.parametrize(
    "text",
    ["机电产品出口", "提高企业水平", "人均生产总值", "单位工业增加值用水量", "文旅产业占地区生产总值比重", "", "元"],
)
def test_find_leaves_parts_of_longer_words(text: str) -> None:
    assert [hit.id for hit, _, _ in find(text) if hit.id in {"gdp", "exports", "hightech_enterprises"}] == []


def test_synonyms_are_safe_to_replace() -> None:
    groups = [entry["words"] for entry in table("synonyms")["synonym"]]
    sources = [word for words in groups for word in words[:-1]]
    assert len(sources) == len(set(sources))
    assert [(word, words[-1]) for word in sources for words in groups if word in words[-1]] == []
    for entry in table("synonyms")["synonym"]:
        assert any(word in entry["example"] for word in entry["words"])


@pytest.mark.parametrize("pair", ["jiangmen-2023", "guangdong-2021", "qingyuan-2022"])
def test_a_fifth_of_real_targets_are_known(shared: Path, pair: str) -> None:
    rows = (shared / "gold" / pair / "targets.jsonl").read_text(encoding="utf-8").splitlines()
    subjects = [row["subject"] for row in map(json.loads, rows) if row["type"] == "quantity"]
    assert sum(resolve(subject) is not None for subject in subjects) / len(subjects) > 0.2


def test_parts_are_indicators_of_their_own() -> None:
    entries = indicators()
    parts = [part for entry in entries.values() for part in entry.parts]
    assert parts
    assert set(parts) <= entries.keys()
