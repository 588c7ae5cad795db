"""The charts of a scorecard: what they show, where it stands, how it is written, and that every letter is drawn."""

import io
import re
import shutil
import struct
import sys
import warnings
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from itertools import combinations, cycle
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from attrs import evolve
from formats import browser
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser, sync_playwright
from sample_card import CARD, GREW, GROWTH, HOPED, HOSTILE, commitment, verdict
from small_reports import DEMO, demo_card, judged

from promisetrack.errors import OutputError, PromisetrackError, PromisetrackWarning
from promisetrack.lexicon import table
from promisetrack.model import Assessment, Commitment, Outcome, Target, Verdict
from promisetrack.render.bilingual import Bilingual
from promisetrack.render.charts import KINDS, Chart, ChartKind, chart
from promisetrack.render.charts import font as letters
from promisetrack.render.charts.colours import COLOURS, GROUND
from promisetrack.render.charts.drawing import Boxes, Discs, Lines, Role, Text, Wedge
from promisetrack.render.charts.lettering import fitted, lines, width
from promisetrack.render.charts.looks import ORDER, Grid, Kind, cells
from promisetrack.render.charts.rows import percent, rows_of
from promisetrack.render.figure import Language
from promisetrack.render.visible import clean
from promisetrack.render.words import LANGUAGES, words_of
from promisetrack.scorecard import Scorecard

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs" / "charts.md"
SUBJECTS = st.text(alphabet="地区生产总值→（）“”，。%0123456789.abcWM @\ufffe\u202e\u0301<&\"'", max_size=90)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


def grown(card: Scorecard, number: int) -> Scorecard:
    """A scorecard of so many promises, repeated from one, each with ids of its own."""
    commitments, assessments = [], []
    for place, (promise, found) in zip(range(number), cycle(card.checked()), strict=False):
        targets = tuple(evolve(item.target, id=f"{item.target.id}-{place}") for item in found)
        commitments.append(evolve(promise, id=f"{promise.id}-{place}", targets=targets))
        assessments += [evolve(item, target=target) for item, target in zip(found, targets, strict=True)]
    return evolve(card, commitments=tuple(commitments), assessments=tuple(assessments))


@cache
def card_of(name: str) -> Scorecard:
    uneven = {"met": 150, "missed": 1, "claimed": 2, "undecidable": 3, "unreported": 9, "not_due": 12, "no_target": 1}
    cards = {
        "uneven": lambda: counted(uneven),
        "empty": Scorecard,
        "sample": lambda: CARD,
        "demo": demo_card,
        "large": lambda: grown(demo_card(), 3000),
    }
    return cards[name]()


def one_row(target: Target, degree: Decimal, answer: Outcome, said: Verdict = "met") -> Scorecard:
    """A scorecard of one target with its degree."""
    promise = Commitment(subject=target.subject, targets=(target,))
    return Scorecard(commitments=(promise,), assessments=(verdict(target, said, answer, degree=degree),))


def named(subject: str) -> Scorecard:
    """A scorecard whose one promise, its theme and its figures are called by a subject."""
    target = Target(subject=subject, measure="level", comparator="ge", value=Decimal(5), unit="所", written=subject)
    answer = Outcome(subject=subject, measure="level", value=Decimal(6), unit="所", written=subject)
    promise = Commitment(subject=subject, targets=(target,), theme=subject)
    found = verdict(target, "met", answer, degree=Decimal("1.2"))
    return Scorecard(documents=CARD.documents, commitments=(promise,), assessments=(found,))


def texts_of(drawn: Chart, language: Language = "zh") -> list[str]:
    return [shape.of(language) for shape in drawn.shapes if isinstance(shape, Text)]


def said_by(drawn: Chart, language: Language = "zh") -> str:
    return "\n".join(texts_of(drawn, language))


every_card = pytest.mark.parametrize("name", ["empty", "sample", "demo", "uneven", "large"])
every_kind = pytest.mark.parametrize("kind", KINDS)
every_form = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
each_language = pytest.mark.parametrize("language", LANGUAGES)


# Verdicts by theme


def boxes_of(drawn: Chart, role: Role) -> list[tuple[float, float, float, float]]:
    """The boxes of a verdict without its swatch, which comes first."""
    found = [box for shape in drawn.shapes if isinstance(shape, Boxes) and shape.role == role for box in shape.boxes]
    return found[1:]


@every_form
@pytest.mark.parametrize("name", ["sample", "demo", "large"])
def test_the_parts_of_the_bars_are_as_long_as_their_numbers(name: str, narrow: bool) -> None:
    base, drawn = card_of(name).summary.base, chart(card_of(name), "themes", narrow=narrow)
    gap = 1.5
    inset = {verdict: 0 if verdict in ("met", "missed") else 1 for verdict in ORDER}
    lengths = {
        verdict: sum(wide + inset[verdict] + gap for _, _, wide, _ in boxes_of(drawn, verdict)) for verdict in ORDER
    }
    total = sum(lengths.values())
    assert {verdict: round(length / total * base.targets) for verdict, length in lengths.items()} == base.counts


def test_a_bar_a_theme_from_the_largest_down_and_what_has_none_last() -> None:
    drawn = chart(card_of("demo"), "themes")
    themes = card_of("demo").summary.themes
    counts = [
        int(text.of("zh"))
        for text in drawn.shapes
        if isinstance(text, Text) and isinstance(text.words, str) and text.role == "faint"
    ]
    assert len(counts) == len(themes)
    assert counts[:-1] == sorted(counts[:-1], reverse=True)
    assert counts[-1] == themes["other"].targets


@every_form
@pytest.mark.parametrize("name", ["sample", "demo", "uneven"])
def test_the_numbers_in_the_bars_stand_inside_their_part_of_it(name: str, narrow: bool) -> None:
    drawn = chart(card_of(name), "themes", narrow=narrow)
    numbers = [text for text in drawn.shapes if isinstance(text, Text) and text.anchor == "middle"]
    parts = [box for verdict in ORDER for box in boxes_of(drawn, verdict)]
    assert numbers
    for text in numbers:
        start, end = span_of(text, "zh")
        assert any(x <= start <= end <= x + wide and y <= text.y <= y + high for x, y, wide, high in parts), text


def test_stretch_targets_are_said_and_not_drawn() -> None:
    assert CARD.summary.stretch.targets == 1
    assert "另有力争目标1个" in said_by(chart(CARD, "themes"))
    assert "力争" not in said_by(chart(without_stretch(), "themes"))


def without_stretch() -> Scorecard:
    return Scorecard(commitments=(commitment(GROWTH),), assessments=(verdict(GROWTH, "missed", GREW),))


@each_language
@every_form
def test_every_theme_has_room_for_its_name(language: Language, narrow: bool) -> None:
    themes = table("themes")["names"]
    targets = [Target(subject=theme, value=Decimal(1)) for theme in themes]
    promises = [Commitment(subject=t.subject, targets=(t,), theme=t.subject) for t in targets]
    card = Scorecard(commitments=tuple(promises), assessments=tuple(verdict(t, "met") for t in targets))
    shown = texts_of(chart(card, "themes", narrow=narrow), language)
    assert {words_of(language).theme(theme) for theme in themes} <= set(shown)


# Target against result

PLACES = [
    pytest.param("地区生产总值增长6%以上", "地区生产总值增长6.5%", "1.0833", id="more than promised"),
    pytest.param("地区生产总值增长6%以上", "地区生产总值增长5.5%", "0.9167", id="less than promised"),
    pytest.param("城镇调查失业率控制在5.5%以内", "城镇调查失业率5.2%", "1.0545", id="a ceiling kept"),
    pytest.param("城镇调查失业率控制在5.5%以内", "城镇调查失业率5.8%", "0.9455", id="a ceiling broken"),
    pytest.param("居民消费价格涨幅3%左右", "居民消费价格上涨0.3%", "1.9", id="a ceiling by convention"),
    pytest.param("单位地区生产总值能耗下降3%", "单位地区生产总值能耗下降4%", "1.3333", id="a larger fall"),
    pytest.param("单位地区生产总值能耗下降3%", "单位地区生产总值能耗下降2%", "0.6667", id="a smaller fall"),
]


def scored(promise: str, reported: str) -> Scorecard:
    found = judged(promise, reported)
    promises = tuple(Commitment(subject=item.target.subject, targets=(item.target,)) for item in found)
    return Scorecard(commitments=promises, assessments=found)


@pytest.mark.parametrize(("promise", "reported", "place"), PLACES)
def test_to_the_right_is_better(promise: str, reported: str, place: str) -> None:
    (row,) = rows_of(scored(promise, reported))
    assert row.place == Decimal(place)
    assert (row.place >= 1) == (row.assessment.verdict == "met")
    assert row.subject.endswith(" ↓") == ("失业率" in promise or "价格" in promise)


def test_a_base_target_and_its_stretch_share_a_row() -> None:
    (row,) = rows_of(CARD)
    assert (row.targets(hollow=False), row.targets(hollow=True)) == ((1,), (HOPED.value / GROWTH.value,))  # type: ignore[operator]
    assert row.figures.zh == "增长6%以上、增长6.5%（力争） → 增长5.5%"
    assert row.figures.en == "增长6%以上, 增长6.5% (stretch) → 增长5.5%"


def test_a_stretch_target_without_its_base_has_a_row_and_a_hollow_mark() -> None:
    (row,) = rows_of(one_row(HOPED, Decimal("0.85"), GREW, "missed"))
    assert (row.targets(hollow=False), row.targets(hollow=True)) == ((), (1,))


def test_a_growth_computed_from_totals_stands_beside_the_total() -> None:
    total = Outcome(subject="地区生产总值", measure="level", value=Decimal(400_000_000), unit="元", written="4亿元")
    (row,) = rows_of(one_row(GROWTH, Decimal("1.2"), total))
    assert row.figures.zh == "增长6%以上 → 4亿元 (+7.2%)"


def test_a_degree_without_an_outcome_is_told_as_a_share() -> None:
    found = Assessment(target=GROWTH, verdict="met", reason="", rule="", degree=Decimal("1.5"))
    (row,) = rows_of(Scorecard(commitments=(commitment(GROWTH),), assessments=(found,)))
    assert row.figures.zh == "增长6%以上 → 150%"


@every_form
@pytest.mark.parametrize(
    ("degree", "ahead", "told"), [("30", 1, "3000%"), ("1e9", 1, ">9999%"), ("-0.5", -1, "-50%"), ("1.1", 0, "110%")]
)
def test_what_lies_beyond_the_plot_ends_in_an_arrow_and_says_how_much(
    degree: str, ahead: int, told: str, narrow: bool
) -> None:
    drawn = chart(one_row(GROWTH, Decimal(degree), GREW), "results", narrow=narrow)
    arrows = [shape for shape in drawn.shapes if isinstance(shape, Wedge)]
    assert [(arrow.width > 0) - (arrow.width < 0) for arrow in arrows] == [ahead] * bool(ahead)
    assert told in texts_of(drawn)
    assert ("箭头" in said_by(drawn)) == bool(ahead)


@pytest.mark.parametrize(
    ("share", "told"), [("1", "100%"), ("0.99996", "100.00%"), ("1.004", "100.4%"), ("0.9996", "99.96%"), ("0", "0%")]
)
def test_only_the_whole_is_told_as_a_whole_percentage_of_100(share: str, told: str) -> None:
    assert percent(Decimal(share)) == told


def discs_of(drawn: Chart) -> int:
    return sum(len(shape.centres) for shape in drawn.shapes if isinstance(shape, Discs))


def test_a_row_each_up_to_the_limit_and_the_rest_is_counted() -> None:
    rows = len(rows_of(card_of("demo")))
    every, few = chart(card_of("demo"), "results", most=rows), chart(card_of("demo"), "results", most=2)
    verdicts = {row.assessment.verdict for row in rows_of(card_of("demo"))}
    assert discs_of(every) == rows + len(verdicts)
    assert discs_of(few) == 2 + 1
    assert f"画出前2个，另有{rows - 2}个" in said_by(few)
    assert "没有画" not in said_by(every)


# All promises at a glance


def occupied(band: Lines) -> Counter[tuple[int, int]]:
    """The cells, by column and row, that dashed lines lie on."""
    pitch, found = sum(band.dashes), Counter[tuple[int, int]]()
    for x, y, end, _ in band.lines:
        found.update((round(x / pitch) + place, int(y / pitch)) for place in range(round((end - x) / pitch + 0.1)))
    return found


KINDS_OF_CELLS: tuple[Kind, ...] = (*ORDER, "no_target")
COUNTS = st.lists(st.integers(0, 40), min_size=7, max_size=7)


def counted(counts: Mapping[str, int]) -> Scorecard:
    """A scorecard with so many base targets of each verdict, and so many promises without a target."""
    targets = [Target(subject="学校", id=f"{name}{place}") for name in ORDER for place in range(counts[name])]
    said: list[Verdict] = [name for name in ORDER for _ in range(counts[name])]
    vague = [Commitment(subject="发展", id=f"vague{place}") for place in range(counts["no_target"])]
    promises = [Commitment(subject="学校", targets=(target,)) for target in targets]
    found = [verdict(target, name) for target, name in zip(targets, said, strict=True)]
    return Scorecard(commitments=(*promises, *vague), assessments=tuple(found))


@given(COUNTS, st.booleans())
def test_the_strip_has_a_cell_for_each_target_and_each_promise_without_one(counts: list[int], narrow: bool) -> None:
    expected = dict(zip(KINDS_OF_CELLS, counts, strict=True))
    drawn = chart(counted(expected), "strip", narrow=narrow)
    strip = [shape for shape in before_legend(drawn) if isinstance(shape, Lines)]
    first = {shape.role: occupied(shape) for shape in reversed(strip)}
    found = {name: first.get("line" if name == "no_target" else name, Counter()) for name in expected}
    assert {name: cells.total() for name, cells in found.items()} == expected
    assert len(set().union(*found.values())) == sum(counts)
    assert all(0 <= x < end <= drawn.width + 0.01 for shape in strip for x, _, end, _ in shape.lines)


def before_legend(drawn: Chart) -> list[object]:
    """What is drawn before the words and the first swatch of the legend."""
    words = next(place for place, shape in enumerate(drawn.shapes) if isinstance(shape, Text))
    return list(drawn.shapes[: max(0, words - 1)])


def test_the_legend_of_the_strip_tells_the_numbers() -> None:
    told = said_by(chart(CARD, "strip"))
    for part in ("√ 已兑现 1", "× 未兑现 1（另有力争目标1个）", "… 未到期 1", "没有写明目标 1", "小格为力争目标"):
        assert part in told


def test_cells_can_be_told_without_colour_but_for_met_and_missed_which_differ_in_lightness() -> None:
    looks = [
        tuple((shape.width, shape.dashes, shape.opacity) for shape in cells(kind, [(0, 0, 1)], Grid(14, 2)))
        for kind in KINDS_OF_CELLS[1:]
    ]
    assert len(set(looks)) == len(looks)


# Words, and the room for them


@every_kind
@each_language
def test_what_a_chart_shows_is_told_with_its_numbers(kind: ChartKind, language: Language) -> None:
    card = card_of("demo")
    told = {
        "themes": [card.summary.base.targets, len(card.summary.themes), card.summary.base.count("met")],
        "results": [len(rows_of(card)), "60%", "132%"],
        "strip": [len(card.assessments), card.summary.commitments - card.summary.checkable],
    }
    description = chart(card, kind, language=language).description
    assert all(re.search(rf"(?<!\d){number}(?!\d)", description) for number in told[kind])


@every_kind
@each_language
def test_a_card_without_anything_to_show_says_so(kind: ChartKind, language: Language) -> None:
    drawn = chart(Scorecard(), kind, language=language)
    none = words_of(language).phrase("chart", f"{kind}_none")
    assert drawn.description == none
    assert none in texts_of(drawn, language)


def span_of(text: Text, language: Language) -> tuple[float, float]:
    room = width(text.of(language), text.size)
    start = text.x - room * {"start": 0, "middle": 0.5, "end": 1}[text.anchor]
    return start, start + room


def assert_within(drawn: Chart) -> None:
    for text in (shape for shape in drawn.shapes if isinstance(shape, Text)):
        for language in LANGUAGES:
            start, end = span_of(text, language)
            assert -0.2 <= start <= end <= drawn.width + 0.2, text
            assert text.size <= text.y <= drawn.height + 0.2, text


@every_kind
@every_form
@every_card
def test_no_words_leave_the_chart(name: str, kind: ChartKind, narrow: bool) -> None:
    assert_within(chart(card_of(name), kind, narrow=narrow))


@given(SUBJECTS, st.sampled_from(KINDS), st.booleans())
def test_no_words_leave_the_chart_whatever_a_promise_is_called(subject: str, kind: ChartKind, narrow: bool) -> None:
    assert_within(chart(named(subject), kind, narrow=narrow))


@given(SUBJECTS, st.floats(80, 400), st.integers(1, 3))
def test_lines_hold_all_the_words_and_fitted_ones_keep_to_their_number(text: str, room: float, most: int) -> None:
    whole = "".join(lines(text, room)).replace(" ", "")
    assert whole == clean(text).replace(" ", "")
    assert len(fitted(text, room, most)) <= most
    assert all(width(line) <= room for line in lines(text, room))


def test_the_room_for_letters_is_reckoned_on_the_safe_side() -> None:
    units = letters.font().units
    narrower = [
        letter
        for letter in map(chr, range(32, 127))
        if width(letter, 100) < letters.glyph(letter).advance * 100 / units
    ]
    assert narrower == []


# In a page


class _Elements(HTMLParser):
    """The elements of a page with their attributes, and the words in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@every_kind
@every_form
@every_card
def test_a_chart_in_a_page_has_no_colour_and_no_style_of_its_own(name: str, kind: ChartKind, narrow: bool) -> None:
    elements = _Elements(chart(card_of(name), kind, narrow=narrow).inline()).found
    colours = {attributes.get(name) for _, attributes in elements for name in ("fill", "stroke")}
    classes = {attributes["class"] for _, attributes in elements if "class" in attributes}
    assert {tag for tag, _ in elements} <= {"svg", "title", "desc", "g", "path", "circle", "text"}
    assert colours <= {None, "currentColor"}
    assert classes <= {"chart"} | {f"c-{role}" for role in COLOURS}
    assert not any({"style", "href", "onload"} & attributes.keys() for _, attributes in elements)


@every_kind
def test_a_chart_is_named_and_described_to_those_who_do_not_see_it(kind: ChartKind) -> None:
    drawn = [chart(CARD, kind, narrow=narrow) for narrow in (False, True)]
    elements = [_Elements(item.inline()).found for item in drawn]
    (_, svg), *rest = elements[0]
    ids = {attributes["id"]: tag for tag, attributes in rest if "id" in attributes}
    assert svg["role"] == "img"
    assert [ids[name] for name in str(svg["aria-labelledby"]).split()] == ["title", "desc"]
    assert not ids.keys() & {attributes.get("id") for _, attributes in elements[1]}
    assert (drawn[0].title, drawn[0].description) == (drawn[1].title, drawn[1].description)


@every_kind
@each_language
def test_words_stand_in_a_page_where_they_were_drawn(kind: ChartKind, language: Language) -> None:
    drawn = chart(card_of("demo"), kind, language=language)
    placed = [attributes for tag, attributes in _Elements(drawn.inline()).found if tag == "text"]
    expected = [(text.x, text.y) for text in drawn.shapes if isinstance(text, Text)]
    assert [(float(at["x"] or 0), float(at["y"] or 0)) for at in placed] == [
        pytest.approx(at, abs=0.051) for at in expected
    ]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        yield opened
        opened.close()


BOXES = """() => [...document.querySelectorAll("text")].filter(text => text.textContent).map(text => {
    const box = text.getBBox(), high = box.height / 4;
    return [text.textContent, box.x, box.y + high, box.x + box.width, box.y + box.height - high];
})"""


@every_kind
@every_form
@each_language
def test_in_a_browser_no_words_leave_the_chart_or_lie_on_others(
    chromium: Browser, kind: ChartKind, narrow: bool, language: Language
) -> None:
    drawn = chart(card_of("demo"), kind, language=language, narrow=narrow)
    page = chromium.new_page()
    page.set_content(f"<!DOCTYPE html><style>svg {{ font-family: sans-serif }}</style>{drawn.inline()}")
    boxes = page.evaluate(BOXES)
    assert len(boxes) > 5
    for words, left, top, right, bottom in boxes:
        assert -1 < left < right < drawn.width + 1, words
        assert -1 < top < bottom < drawn.height + 1, words
    for one, other in combinations(boxes, 2):
        beside = one[3] <= other[1] or other[3] <= one[1]
        assert beside or one[4] <= other[2] or other[4] <= one[2], (one[0], other[0])
    page.close()


@every_kind
@every_form
def test_in_the_other_language_a_chart_has_the_same_shapes(kind: ChartKind, narrow: bool) -> None:
    pages = [chart(card_of("demo"), kind, language=language, narrow=narrow) for language in LANGUAGES]
    assert pages[0].shapes == pages[1].shapes
    texts = {language: Bilingual(language) for language in LANGUAGES}
    found = [_Elements(page.inline(texts[page.language])) for page in pages]
    assert [tag for tag, _ in found[0].found] == [tag for tag, _ in found[1].found]
    assert all(text in found[1].words for text in texts["zh"].others())
    assert all(text in found[0].words for text in texts["en"].others())


def test_words_of_a_report_stay_words() -> None:
    page = _Elements(chart(named("<b>&amp;</b>"), "results").inline())
    assert "<b>&amp;</b>" in page.words
    assert "b" not in {tag for tag, _ in page.found}
    assert "\x1b" not in chart(named(HOSTILE), "results").inline()


def test_charts_of_3000_promises_stay_small() -> None:
    assert card_of("large").summary.commitments == 3000
    sizes = {kind: len(chart(card_of("large"), kind).inline().encode()) for kind in KINDS}
    assert sizes["strip"] < 15_000
    assert sum(sizes.values()) < 40_000


@every_kind
def test_a_notebook_shows_a_chart_on_white(kind: ChartKind) -> None:
    elements = _Elements(chart(CARD, kind)._repr_html_()).found
    (ground,) = [attributes for tag, attributes in elements if tag == "rect"]
    assert ground["fill"] == GROUND
    assert not any("class" in attributes for _, attributes in elements)
    assert {str(attributes["fill"]) for _, attributes in elements if "fill" in attributes} <= {
        GROUND,
        *COLOURS.values(),
    }


# Colours


def light(colour: str) -> np.ndarray[Any, Any]:
    """The parts of a colour as amounts of light."""
    parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(float(light(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("role", COLOURS)
def test_colours_stand_out_from_the_ground(role: Role) -> None:
    if role == "on":
        assert all(contrast(COLOURS["on"], COLOURS[verdict]) >= 4.5 for verdict in ORDER)
    else:
        assert contrast(COLOURS[role], GROUND) >= (3 if role == "line" else 4.5)


# How light is seen by those who lack a kind of cone (Machado, Oliveira and Fernandes 2009).
SIGHT = {
    "all cones": np.eye(3).tolist(),
    "no red cones": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no green cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def oklab(amounts: Any) -> Any:
    """Amounts of light as a place in a space where distances are about what is seen (Ottosson 2020)."""
    cones = [[0.41222, 0.53633, 0.05145], [0.21190, 0.68070, 0.10740], [0.08830, 0.28172, 0.62998]]
    seen = [[0.21045, 0.79362, -0.00407], [1.97800, -2.42859, 0.45059], [0.02590, 0.78277, -0.80868]]
    return np.array(seen) @ np.cbrt(np.array(cones) @ np.clip(amounts, 0, 1))


@pytest.mark.parametrize("sight", SIGHT)
def test_full_and_striped_verdicts_differ_for_the_colour_blind(sight: str) -> None:
    seen = [oklab(np.array(SIGHT[sight]) @ light(COLOURS[name])) for name in ORDER[:4]]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) > 0.1


def test_met_and_missed_differ_in_print_without_colour() -> None:
    assert contrast(COLOURS["met"], COLOURS["missed"]) > 2


# Files


@cache
def file_of(name: str, kind: ChartKind) -> str:
    return chart(card_of(name), kind).svg()


SVG = "{http://www.w3.org/2000/svg}"


@every_kind
@every_card
def test_a_file_needs_no_font_and_nothing_else(name: str, kind: ChartKind) -> None:
    tree = etree.fromstring(file_of(name, kind).encode())
    tags = {etree.QName(element).localname for element in tree.iter()}
    names = {attribute for element in tree.iter() for attribute in element.attrib}
    assert tags <= {"svg", "title", "desc", "g", "path", "circle", "rect"}
    assert not any("font" in name or name in ("style", "class") or "href" in name for name in names)
    assert tree.findtext(f"{SVG}title") == chart(card_of(name), kind).title
    assert tree.findtext(f"{SVG}desc") == chart(card_of(name), kind).description


def test_a_file_tells_whose_promises_it_shows_and_what_it_rests_on() -> None:
    labels = set(re.findall('aria-label="([^"]*)"', file_of("sample", "themes")))
    assert {
        "各领域的判定",
        "江门市2023年政府承诺兑现情况",
        "承诺：江门市 2023年 《政府工作报告》（plan.txt）",
    } <= labels


@given(SUBJECTS, st.sampled_from(KINDS))
def test_a_file_can_be_read_whatever_a_promise_is_called(subject: str, kind: ChartKind) -> None:
    drawn = chart(named(subject), kind)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PromisetrackWarning)
        tree = etree.fromstring(drawn.svg().encode())
    assert tree.findtext(f"{SVG}desc") == drawn.description.replace("\ufffe", "\ufffd")


def pixels(image: bytes) -> np.ndarray[Any, Any]:
    """The rows of a PNG of four bytes a pixel (RFC 2083)."""
    wide, high, depth, colours = struct.unpack(">IIBB", image[16:26])
    assert (depth, colours) == (8, 6)
    packed, place = b"", 8
    while place < len(image):
        (length,) = struct.unpack(">I", image[place : place + 4])
        packed += image[place + 8 : place + 8 + length] if image[place + 4 : place + 8] == b"IDAT" else b""
        place += length + 12
    raw = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(high, wide * 4 + 1)
    rows = np.zeros((high + 1, wide + 1, 4), np.uint8)
    for number, line in enumerate(raw):
        _unfilter(int(line[0]), line[1:].reshape(wide, 4), rows[number], rows[number + 1])
    return rows[1:, 1:]


def _unfilter(kind: int, line: Any, above: Any, here: Any) -> None:
    if kind in (0, 2):
        here[1:] = line + (above[1:] if kind == 2 else 0)
        return
    for x in range(len(line)):
        left, up, corner = (values.astype(int) for values in (here[x], above[x + 1], above[x]))
        guess = left + up - corner
        near = np.stack([abs(guess - left), abs(guess - up), abs(guess - corner)])
        nearest = np.choose(near.argmin(axis=0), (left, up, corner))
        here[x + 1] = (line[x] + {1: left, 3: (left + up) // 2, 4: nearest}[kind]) % 256


@pytest.mark.parametrize(("name", "kind"), [("sample", "results"), ("sample", "strip")])
def test_every_letter_of_an_image_is_drawn(name: str, kind: ChartKind) -> None:
    """The image is made of shapes alone, without asking the machine for a font: each letter must have left ink."""
    drawn = chart(card_of(name), kind)
    image = pixels(drawn.png(scale=1))[:, :, :3].astype(int)
    found = list(placed_letters(drawn.svg()))
    assert len({letter for letter, _ in found}) > 30
    for letter, (left, top, right, bottom) in found:
        box = image[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
        assert np.ptp(box.sum(axis=2)) > 60, letter


def placed_letters(svg: str) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each letter of a file with the box, in pixels, in which its shape lies."""
    for group in etree.fromstring(svg.encode()).iter(f"{SVG}g"):
        (left, top) = numbers_of(group.get("transform"))
        for path in group.iter(f"{SVG}path"):
            if words := path.get("aria-label"):
                x, y, scale, _ = numbers_of(path.get("transform"))
                for letter in words:
                    step = letters.glyph(letter).advance * scale
                    if letter != " ":
                        yield letter, (left + x, top + y - 880 * scale, left + x + step, top + y + 120 * scale)
                    x += step


def numbers_of(transform: str | None) -> list[float]:
    return [float(number) for number in re.findall(r"-?[0-9.]+", transform or "")]


@every_kind
@every_form
def test_words_of_a_file_end_where_they_were_to_end(kind: ChartKind, narrow: bool) -> None:
    drawn = chart(card_of("demo"), kind, narrow=narrow)
    paths = etree.fromstring(drawn.svg().encode()).xpath("//*[@aria-label]")
    anchored = [text for text in drawn.shapes if isinstance(text, Text) and text.of("zh").strip()]
    head = next(place for place, path in enumerate(paths) if path.get("aria-label") == anchored[0].of("zh"))
    for text, path in zip(anchored, paths[head:], strict=False):
        x, _, scale, _ = numbers_of(path.get("transform"))
        length = letters.path_of(text.of("zh"))[1] * scale
        assert path.get("aria-label") == text.of("zh")
        assert x + length * {"start": 0, "middle": 0.5, "end": 1}[text.anchor] == pytest.approx(text.x, abs=0.2)


def test_a_pale_part_of_a_bar_is_pale() -> None:
    drawn = chart(CARD, "themes")
    image = pixels(drawn.png(scale=1))
    (x, y, _, _) = boxes_of(drawn, "unreported")[0]
    (left, top) = numbers_of(etree.fromstring(drawn.svg().encode())[4].get("transform"))
    assert 190 < image[int(top + y + 4), int(left + x + 4), 0] < 235


def interface_letters() -> str:
    shown = Path(str(letters.files("promisetrack") / "data" / "interface.toml")).read_text(encoding="utf-8")
    return "".join(sorted(set(shown)))


def test_every_letter_of_the_words_has_a_shape_of_its_own() -> None:
    shapes = {letter: letters.path_of(letter)[0] for letter in interface_letters() if not letter.isspace()}
    unknown = letters.font().glyphs[".notdef"]
    assert unknown is not None
    assert all(shapes.values())
    assert len(set(shapes.values())) >= len(shapes) - 2
    assert letters.path_of("\U0001f600")[0] not in shapes.values()


def test_the_font_holds_gb_2312_and_the_marks() -> None:
    codes = (bytes([0xA0 + row, 0xA0 + cell]) for row in (1, 2, 3, *range(16, 88)) for cell in range(1, 95))
    held = "".join(code.decode("gb2312", errors="ignore") for code in codes)
    assert len(held) > 7000
    assert letters.lacking(f"{held}≤≥–—…·²³µ¥%‰°√×○－？〓−") == set()


def test_the_font_holds_all_that_real_reports_are_written_with(shared: Path) -> None:
    paths = sorted((shared / "corpus").glob("*.txt"))
    assert len(paths) > 200
    assert {path.name: found for path in paths if (found := letters.lacking(clean(path.read_text("utf-8"))))} == {}


def test_a_letter_that_the_font_lacks_is_replaced_and_named() -> None:
    drawn = chart(named("\U00020000乡\U0001f600"), "results")
    assert drawn.missing == ("\U0001f600", "\U00020000")
    with pytest.warns(PromisetrackWarning, match=r"lacks 😀 \(U\+1F600\), 𠀀 \(U\+20000\); drawn as 〓"):
        svg = drawn.svg()
    assert letters.path_of("\U00020000乡\U0001f600")[0] == letters.path_of("〓乡〓")[0]
    assert letters.path_of("〓乡〓")[0] in svg


def test_letters_with_marks_are_drawn_as_one() -> None:
    assert letters.path_of("e\u0301\ufe00") == letters.path_of("é")
    assert chart(named("caf\u0065\u0301葛\U000e0100"), "results").missing == ()


# Saving


def test_a_chart_is_saved_as_its_ending_says(tmp_path: Path) -> None:
    drawn = chart(CARD, "themes")
    drawn.save(tmp_path / "a.svg")
    drawn.save(tmp_path / "b.PNG", scale=3)
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == drawn.svg()
    image = (tmp_path / "b.PNG").read_bytes()
    assert image == drawn.png(3)
    assert struct.unpack(">II", image[16:24]) == (768 * 3, pytest.approx(etree_height(drawn) * 3, abs=1))


def etree_height(drawn: Chart) -> float:
    return float(etree.fromstring(drawn.svg().encode()).get("height") or 0)


@pytest.mark.parametrize("scale", [0, -1, 100, float("nan"), float("inf")])
def test_images_of_an_impossible_size_are_refused(scale: float) -> None:
    with pytest.raises(PromisetrackError, match=r"choose another, or save as \.svg"):
        chart(CARD, "themes").png(scale)


@pytest.mark.parametrize("name", ["a.pdf", "a", "svg", "a.svg.txt"])
def test_other_endings_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.svg or \.png"):
        chart(CARD, "themes").save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(PromisetrackError, match="choose one of themes, results, strip"):
        chart(CARD, "pie")  # type: ignore[arg-type]


@pytest.mark.parametrize(("library", "module"), [("fonttools", "fontTools.ttLib"), ("resvg-py", "resvg_py")])
def test_a_missing_library_is_named(library: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    letters.font.cache_clear()
    with pytest.raises(PromisetrackError, match=rf"chart: {library} is not installed; run pip install 'promisetrack"):
        chart(CARD, "themes").png()
    assert chart(CARD, "themes").inline()


def test_every_word_about_charts_is_used() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "promisetrack/render/charts").glob("*.py"))
    composed = {f"{kind}_{part}" for kind in KINDS for part in ("title",)}
    assert [key for key in table("interface")["chart"] if key not in composed and f'"{key}"' not in sources] == []


def test_the_page_on_charts_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(DEMO / "plan-report.txt", tmp_path / "plan.txt")
    shutil.copy(DEMO / "result-report.txt", tmp_path / "result.txt")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 4
    with redirect_stdout(io.StringIO()) as printed:
        for code in blocks:
            exec(code, names)
    assert {path.name for path in tmp_path.iterdir()} >= {"themes.svg", "results.png", "strip.png"}
    assert printed.getvalue().startswith("Target against result Targets with figures")
    assert f"{len(letters.font().names)}\ncharacters" in DOCS.read_text(encoding="utf-8")
