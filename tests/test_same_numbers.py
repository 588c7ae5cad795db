"""Every form of a scorecard shows the same numbers: counts, interval, rates, and of each target verdict and degree."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import frozen
from cards import FULL, pair
from lxml.html import HtmlElement, fromstring
from sample_card import CARD
from small_reports import demo_card as demo

from promisetrack.lexicon import table
from promisetrack.model import Verdict
from promisetrack.render.lines import columns
from promisetrack.render.tables import SUMMARY_COLUMNS
from promisetrack.render.text import View, scorecard_text
from promisetrack.render.words import words_of
from promisetrack.render.workbook import TARGET_COLUMNS
from promisetrack.scorecard import VERDICTS, Scorecard, Tally

WORDS = words_of("zh")
SHOWN = {f"{word.mark} {word.word}": verdict for verdict, word in WORDS.verdicts().items()}
# A percentage has one decimal, and JSON rounds a confidence to three.
CLOSE = 0.00051
WIDE = 400


@frozen
class Judged:
    """What a form shows of one target."""

    verdict: Verdict
    degree: float | None
    confidence: float


@frozen
class Numbers:
    """What a form shows: counts of base and stretch targets, shares by name, the targets in the plan's order."""

    base: Mapping[Any, int]
    stretch: Mapping[Any, int]
    shares: Mapping[str, float | None]
    targets: Sequence[Judged]


def of_card(card: Scorecard) -> Numbers:
    found = [item for _, items in card.checked() for item in items]
    degrees = [None if item.degree is None else float(item.degree) for item in found]
    targets = [Judged(item.verdict, degree, item.confidence) for item, degree in zip(found, degrees, strict=True)]
    summary = card.summary
    shares = shares_of(summary.base) | {"candour": summary.candour}
    return Numbers(summary.base.counts, summary.stretch.counts, shares, targets)


def shares_of(tally: Tally) -> dict[str, float | None]:
    interval = tally.fulfilment
    ends = {"low": interval.low, "high": interval.high} if interval else {"low": None, "high": None}
    return {**ends, "rate": tally.rate, "disclosure": tally.disclosure}


# JSON and JSON Lines


def of_form(summary: Mapping[str, Any], commitments: Iterable[Mapping[str, Any]]) -> Numbers:
    ends = summary["fulfilment"] or {"low": None, "high": None}
    shares = {**ends, **{name: summary[name] for name in ("rate", "disclosure", "candour")}}
    judged = [target["assessment"] for promise in commitments for target in promise["targets"]]
    targets = [Judged(item["verdict"], item["degree"], item["confidence"]) for item in judged]
    return Numbers(summary["verdicts"], summary["stretch"]["verdicts"], shares, targets)


def from_json(card: Scorecard, place: Path) -> Numbers:
    card.to_json(place)
    form = json.loads(place.read_text(encoding="utf-8"))
    return of_form(form["summary"], form["commitments"])


def from_jsonl(card: Scorecard, place: Path) -> Numbers:
    card.to_jsonl(place)
    lines = [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
    return of_form(lines[0]["summary"], [line for line in lines if line["record"] == "commitment"])


# CSV, data package, workbook


def figure(cell: Any) -> float | None:
    return None if cell in ("", None) else float(cell)


def judged(rows: Iterable[Mapping[str, Any]]) -> list[Judged]:
    return [Judged(row["verdict"], figure(row["degree"]), float(row["confidence"])) for row in rows]


def of_summary(rows: Iterable[Mapping[str, Any]], targets: Sequence[Judged]) -> Numbers:
    base, stretch = list(rows)[:2]
    shares = {name: figure(base[name]) for name in ("low", "high", "rate", "disclosure", "candour")}
    base_counts, stretch_counts = ({verdict: int(row[verdict]) for verdict in VERDICTS} for row in (base, stretch))
    return Numbers(base_counts, stretch_counts, shares, targets)


def from_csv(card: Scorecard, place: Path) -> Numbers:
    card.to_csv(place)
    rows = list(csv.DictReader(io.StringIO(place.read_text(encoding="utf-8-sig"), newline="")))
    counts = [Counter(row["verdict"] for row in rows if row["tier"] == tier) for tier in ("base", "stretch")]
    base, stretch = ({verdict: count[verdict] for verdict in VERDICTS} for count in counts)
    return Numbers(base, stretch, shares_of(Tally(counts=base)), judged(rows))


def from_datapackage(card: Scorecard, place: Path) -> Numbers:
    card.to_datapackage(place.with_suffix(".zip"))
    with zipfile.ZipFile(place.with_suffix(".zip")) as archive:
        read = {
            name: list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8"), newline="")))
            for name in ("summary", "assessments", "targets")
        }
    by_target = {row["target"]: row for row in read["assessments"]}
    return of_summary(read["summary"], judged(by_target[row["id"]] for row in read["targets"]))


def from_xlsx(card: Scorecard, place: Path) -> Numbers:
    card.to_xlsx(place.with_suffix(".xlsx"))
    book = openpyxl.load_workbook(place.with_suffix(".xlsx"))
    names = [name for name in SUMMARY_COLUMNS if name != "theme"]

    def rows(sheet: str, heads: Sequence[str]) -> list[dict[str, Any]]:
        lines = book[WORDS.name("sheets", sheet)].iter_rows(min_row=2, values_only=True)
        return [dict(zip(heads, line[: len(heads)], strict=True)) for line in lines]

    targets = [row | {"verdict": SHOWN[row["verdict"]]} for row in rows("targets", TARGET_COLUMNS)]
    return of_summary(rows("summary", names), judged(targets))


# Markdown and the terminal


def said(key: str, text: str) -> Mapping[str, str]:
    """What stands in the names of a phrase of the interface, where a text says it."""
    phrase = re.escape(str(table("interface")["text"][key]["zh"]))
    found = re.search(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^，。；（）]+?)", phrase), text)
    return found.groupdict() if found else {}


def percentage(text: str | None) -> float | None:
    return None if not text else float(text.rstrip("%")) / 100


def headline(text: str) -> dict[str, float | None]:
    found = {**said("interval", text), **said("decided", text), **said("candour", text)}
    return {name: percentage(found.get(name)) for name in ("low", "high", "rate", "disclosure", "candour")}


def from_markdown(card: Scorecard, place: Path) -> Numbers:
    card.to_markdown(place)
    text = re.sub(r"\\(.)", r"\1", place.read_text(encoding="utf-8"))
    counts = {
        row[1]: (int(row[2]), int(row[3])) for row in re.finditer(r"^\| (\S \S+) \| (\d+) \| (\d+) \|", text, re.M)
    }
    degree, sure = (f"{WORDS.say(key)}{WORDS.say('and_so')}" for key in ("degree", "confidence"))
    share = r"(-?[\d.]+%)"
    items = re.finditer(rf"^- \*\*(\S \S+)\*\*(?:.|\n)*?^  (?:{degree}{share}，)?{sure}{share}", text, re.M)
    targets = [Judged(SHOWN[item[1]], percentage(item[2]), percentage(item[3]) or 0.0) for item in items]
    base, stretch = ({verdict: counts[word][side] for word, verdict in SHOWN.items()} for side in (0, 1))
    return Numbers(base, stretch, headline(text), targets)


def cut(line: str, start: int, end: int) -> str:
    """The part of a line between two columns of a terminal."""
    return "".join(character for place, character in enumerate(line) if start <= columns(line[:place], 1) < end).strip()


def from_text(card: Scorecard, _: Path) -> Numbers:
    text = scorecard_text(card, View(width=WIDE))
    before, _head, listed = text.partition(f"\n{WORDS.say('verdict')} ")
    counted = [re.match(r"(\S \S+) +(\d+)  (.*)", line) for line in before.splitlines()]
    counts = {line[1]: line for line in counted if line and line[1] in SHOWN}
    base = {verdict: int(counts[word][2]) for word, verdict in SHOWN.items()}
    stretch = {verdict: int(said("striven", counts[word][3]).get("number", 0)) for word, verdict in SHOWN.items()}
    lines = f"{WORDS.say('verdict')} {listed}".splitlines()
    ends = [columns(lines[0][: lines[0].index(WORDS.say(key))], 1) for key in ("target", "degree", "confidence")]
    targets = [
        Judged(SHOWN[word], percentage(cut(line, ends[1], ends[2])), percentage(cut(line, ends[2], WIDE)) or 0.0)
        for line in lines
        if (word := cut(line, 0, ends[0])) in SHOWN
    ]
    return Numbers(base, stretch, headline(text), targets)


# The page and the notebook


def rows_of(table: HtmlElement) -> list[list[str]]:
    """The texts of a table's cells, without its head."""
    return [[str(cell.text_content()).strip() for cell in row] for row in table.findall(".//tbody/tr")]


def counts_of(rows: Iterable[Sequence[str]], names: Mapping[str, Verdict]) -> list[dict[Verdict, int]]:
    counted = [(names[row[0]], int(row[1]), int(row[2])) for row in rows]
    return [{verdict: numbers[side] for verdict, *numbers in counted} for side in (0, 1)]


def from_page(card: Scorecard, place: Path) -> Numbers:
    card.to_html(place)
    page = fromstring(place.read_text(encoding="utf-8"))
    names = {WORDS.verdict(verdict).word: verdict for verdict in VERDICTS}
    base, stretch = counts_of(rows_of(page.find(".//table")), names)
    targets = []
    for target in page.find_class("t"):
        figures = {mark.get("class"): percentage((mark.tail or "").strip()) for mark in target.findall("p/i")}
        verdict = names[str(target.find("h4/b").text)]
        targets.append(Judged(verdict, figures.get("d"), figures["c"] or 0.0))
    return Numbers(base, stretch, headline(str(page.text_content())), targets)


def from_notebook(card: Scorecard, _: Path) -> Numbers:
    piece = fromstring(card._repr_html_())
    tables = [table for table in piece.iter("table") if table.getparent().tag != "details"]
    base, stretch = counts_of(rows_of(tables[0]), SHOWN)
    rows = rows_of(tables[1]) if tables[1:] else []
    targets = [Judged(SHOWN[row[0]], percentage(row[3]), percentage(row[4]) or 0.0) for row in rows]
    return Numbers(base, stretch, headline(str(piece.text_content())), targets)


FORMS: Mapping[str, Callable[[Scorecard, Path], Numbers]] = {
    "JSON": from_json,
    "JSON Lines": from_jsonl,
    "CSV": from_csv,
    "data package": from_datapackage,
    "XLSX": from_xlsx,
    "Markdown": from_markdown,
    "text of the terminal": from_text,
    "page": from_page,
    "notebook": from_notebook,
}
# What a form does not say, because it has rows of targets only.
UNSAID = {"CSV": {"candour"}}
each_form = pytest.mark.parametrize("form", FORMS)


def compare(card: Scorecard, form: str, place: Path) -> None:
    expected, found = of_card(card), FORMS[form](card, place / "card")
    assert dict(found.base) == dict(expected.base)
    assert dict(found.stretch) == dict(expected.stretch)
    said_there = {name: share for name, share in expected.shares.items() if name not in UNSAID.get(form, ())}
    assert dict(found.shares) == pytest.approx(said_there, abs=CLOSE)
    read = {name: WORDS.percent(share) for name, share in found.shares.items()}
    assert read == {name: WORDS.percent(share) for name, share in said_there.items()}
    assert [item.verdict for item in found.targets] == [item.verdict for item in expected.targets]
    for name in ("degree", "confidence"):
        shown, exact = ([getattr(item, name) for item in numbers.targets] for numbers in (found, expected))
        assert shown == pytest.approx(exact, abs=CLOSE), name
        assert list(map(WORDS.percent, shown)) == list(map(WORDS.percent, exact)), name


@each_form
@pytest.mark.parametrize("card", [CARD, FULL, Scorecard()], ids=["sample", "full", "empty"])
def test_the_numbers_of_cards_made_by_hand(card: Scorecard, form: str, tmp_path: Path) -> None:
    compare(card, form, tmp_path)


@each_form
def test_the_numbers_of_the_demo(form: str, tmp_path: Path) -> None:
    compare(demo(), form, tmp_path)


@each_form
def test_the_numbers_of_a_real_pair(form: str, shared: Path, tmp_path: Path) -> None:
    compare(pair(shared), form, tmp_path)
