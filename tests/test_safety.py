"""What a scorecard writes is safe to open, whatever a report, a file's name or a record made by hand holds."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payloads import GUARDED, LINKED, NAMED, NOT_LINKED, PAYLOADS, planted, scored

from promisetrack.model import Target
from promisetrack.render import visible, write
from promisetrack.render.charts import KINDS, ChartKind, chart
from promisetrack.render.html import scorecard_page
from promisetrack.render.lines import columns
from promisetrack.render.markdown import scorecard_markdown
from promisetrack.render.notebook import html_of
from promisetrack.render.tables import RECORD_COLUMNS, SCORECARD_COLUMNS, guarded, records_csv, scorecard_csv
from promisetrack.render.text import records_text, scorecard_text
from promisetrack.scorecard import Scorecard
from promisetrack.serialize import records_to_jsonl

HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
RENDERINGS: Mapping[str, Callable[[Scorecard], str]] = {
    "page": scorecard_page,
    "page in English": lambda card: scorecard_page(card, "en"),
    "charts": lambda card: "".join(chart(card, kind).inline() for kind in KINDS),
    "notebook": html_of,
    "Markdown": scorecard_markdown,
    "text": scorecard_text,
    "text of records": lambda card: records_text(card.commitments, card.outcomes),
    "CSV": scorecard_csv,
    "CSV of records": lambda card: records_csv(card.commitments, card.outcomes),
    "JSON": Scorecard.to_json,
    "JSON Lines of a scorecard": Scorecard.to_jsonl,
    "ClaimReview": lambda card: card.to_claimreview(author="甲报"),
    "JSON Lines": lambda card: records_to_jsonl(card.commitments, card.outcomes),
}
each_rendering = pytest.mark.parametrize("render", RENDERINGS.values(), ids=RENDERINGS)


def hidden(text: str) -> set[str]:
    """The characters of a text that nobody sees; line feeds apart."""
    return {character for character in text if unicodedata.category(character) in HIDDEN} - {"\n"}


# Every rendering


@each_rendering
def test_no_rendering_holds_a_character_that_nobody_sees(render: Callable[[Scorecard], str]) -> None:
    assert {payload.text: odd for payload in PAYLOADS if (odd := hidden(render(planted(payload.text))))} == {}


def test_all_that_unicode_calls_invisible_goes_and_nothing_else() -> None:
    everything = "".join(map(chr, (*range(0x20000), *range(0xE0000, 0xE1000))))
    gone = set(everything) - set(visible.visible(everything))
    assert {c for c in gone if unicodedata.category(c) not in HIDDEN | {"Lo", "Mn", "Cn"}} == set()
    assert {c for c in gone if unicodedata.category(c) in {"Lo", "Mn"}} == set(
        "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
    )
    assert hidden(visible.visible(everything)) == set()


@pytest.mark.parametrize(
    ("text", "shown", "reason"),
    [
        ("葛\U000e0100城", "葛\U000e0100城", "the selector of a variant belongs to its character"),
        (
            "\ue815村\U00031350村",
            "\ue815村\U00031350村",
            "characters that this Python does not know are names all the same",
        ),
        ("增长\u202e%6", "增长%6", "shown as 6%"),
        ("5\u200b0亿", "50亿", "a search for 50亿 would not find it"),
        ("未\ud800兑现", "未�兑现", "half a pair is no character and is not passed over in silence"),
        ("增长\r\n6%\u20285%", "增长\n6%\n5%", "one kind of line break"),
        ("增长\t6%", "增长 6%", "a tab would move the columns"),
    ],
)
def test_what_is_shown_of_a_text(text: str, shown: str, reason: str) -> None:
    assert visible.visible(text) == shown, reason


@each_rendering
def test_every_rendering_can_be_written(render: Callable[[Scorecard], str], tmp_path: Path) -> None:
    for payload in PAYLOADS:
        text = render(planted(payload.text))
        write(text, tmp_path / "card")
        assert (tmp_path / "card").read_bytes().decode("utf-8") == text


def test_a_terminal_gets_lines_of_80_columns_whatever_the_text() -> None:
    lines = [line for payload in PAYLOADS for line in scorecard_text(planted(payload.text)).split("\n")]
    assert max(columns(line, ambiguous=1) for line in lines) == 80


# Pages


# None of these asks for an address or runs anything, but href.
ATTRIBUTES = {
    "aria-label", "aria-labelledby", "aria-live", "autocomplete", "charset", "class", "content", "cx", "cy",
    "d", "data-a", "data-h", "data-k", "data-lang", "data-p", "data-t", "fill", "fill-opacity", "font-size",
    "height", "hidden", "href", "http-equiv", "id", "lang", "name", "placeholder", "preserveaspectratio", "r",
    "rel", "role", "scope", "stroke", "stroke-dasharray", "stroke-opacity", "stroke-width", "tabindex",
    "text-anchor", "type", "value", "viewbox", "width", "x", "y",
}  # fmt: skip


class Page(HTMLParser):
    """The tags of a page with the names of their attributes, what the attributes hold, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shape: list[tuple[str, ...]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, *(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts.append(data)
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.shape.append(("comment",))


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_stays_a_text_in_a_chart(kind: ChartKind) -> None:
    for payload in PAYLOADS:
        page = Page(chart(planted(payload.text), kind).inline())
        assert {tag for tag, *_ in page.shape} <= {"svg", "title", "desc", "g", "text", "path", "circle"}
        assert {name for _, *names in page.shape for name in names} <= ATTRIBUTES


@pytest.mark.parametrize("render", [scorecard_page, html_of])
def test_a_text_changes_no_tag_and_is_shown_as_it_is(render: Callable[[Scorecard], str]) -> None:
    def drawn(card: Scorecard) -> Page:
        # Charts break their lines where the words need it; what they make of a text is tested with them.
        return Page(re.sub('<section aria-labelledby="charts">.*?</section>', "", render(card), flags=re.DOTALL))

    plain = drawn(planted("甲", "乙"))

    def is_text(text: str) -> bool:
        source = text.replace("/", "")
        expected = plain.text.replace("甲", visible.clean(text)).replace("乙", visible.clean(source))
        same = drawn(planted(text)).shape == plain.shape
        return same and drawn(planted(text, source)).text == expected

    assert [payload for payload in PAYLOADS if not is_text(payload.text)] == []


def test_a_page_loads_nothing() -> None:
    attributes = {item for payload in PAYLOADS for item in Page(scorecard_page(planted(payload.text))).attributes}
    assert {name for _, name, _ in attributes} <= ATTRIBUTES
    assert all(tag == "a" and value.startswith("#") for tag, name, value in attributes if name == "href")
    assert {value for tag, name, value in attributes if name == "http-equiv"} == {
        "Content-Security-Policy",
        "x-dns-prefetch-control",
    }


# Links


@pytest.mark.parametrize("source", LINKED)
@pytest.mark.parametrize("render", [scorecard_page, html_of])
def test_an_address_is_linked(source: str, render: Callable[[Scorecard], str]) -> None:
    page = Page(render(planted("甲", source)))
    links = [value for tag, name, value in page.attributes if name == "href" and not value.startswith("#")]
    assert links == [source, source]
    assert page.text.count(source) == 2
    assert page.shape == Page(render(planted("甲", "https://www.gov.cn"))).shape


@pytest.mark.parametrize(("source", "reason"), NOT_LINKED)
def test_nothing_else_is_linked(source: str, reason: str) -> None:
    assert visible.address(source) is None, reason
    assert Page(scorecard_page(planted("甲", source))).shape == Page(scorecard_page(planted("甲"))).shape, reason


def test_mathematics_in_notebooks_is_left_alone() -> None:
    classes = next(value for _, name, value in Page(html_of(planted("甲"))).attributes if name == "class")
    assert {"tex2jax_ignore", "mathjax_ignore"} <= set(classes.split())


# Tables

NUMBERS_ONLY = {"value", "degree", "confidence", "start", "end", "outcome_value"}


def runs(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula, once it has skipped what it skips."""
    rest = cell
    while rest and (rest[0].isspace() or rest[0] == '"' or unicodedata.category(rest[0]) in {*HIDDEN, "Mn"}):
        rest = rest[1:]
    return unicodedata.normalize("NFKC", rest[:1]) in {"=", "+", "-", "@"}


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table, newline=""), strict=True))


def tables(card: Scorecard) -> str:
    return scorecard_csv(card) + records_csv(card.commitments, card.outcomes)


def running(card: Scorecard) -> list[str]:
    """The cells that may run, also those of a spreadsheet that separates by semicolons and so sees no quotes."""
    lines = rows(scorecard_csv(card)) + rows(records_csv(card.commitments, card.outcomes))
    texts = [cell for line in lines for name, cell in line.items() if name not in NUMBERS_ONLY]
    return [cell for cell in (*texts, *re.split("[;\n]", tables(card))) if runs(cell)]


def test_no_cell_runs() -> None:
    assert {payload: found for payload in PAYLOADS if (found := running(planted(payload.text)))} == {}


def test_cells_hold_what_was_there() -> None:
    names = ("subject", "written", "place", "reason", "quote", "outcome_quote")
    for payload in PAYLOADS:
        row, text = rows(scorecard_csv(planted(payload.text)))[0], visible.visible(payload.text)
        assert tuple(row) == SCORECARD_COLUMNS
        assert {row[name].replace("'", "") for name in names} == {text.replace("'", "")}
        assert row["value"] == "6"


def test_no_column_runs() -> None:
    assert all(name.isidentifier() for name in (*SCORECARD_COLUMNS, *RECORD_COLUMNS))


def test_texts_are_quoted_and_numbers_are_not() -> None:
    row = scorecard_csv(planted("增长；6%;a")).splitlines()[1]
    assert row.startswith('"p增长；6%;a","a增长；6%;a","增长；6%;a","plain",')
    assert ',"",6,"",' in row


@pytest.mark.parametrize(("cell", "safe", "reason"), GUARDED)
def test_what_is_guarded(cell: str, safe: str, reason: str) -> None:
    assert guarded(cell) == safe, reason


@given(st.text(alphabet="=+-@＝＋－＠ \t\r\n;\"',\u3000\u200b\ufeff\ufe0f\u202e增6", max_size=12))
def test_guarding_adds_apostrophes_only(cell: str) -> None:
    safe = guarded(cell)
    assert isinstance(safe, str)
    assert not any(map(runs, re.split("[;\n]", safe)))
    assert safe.replace("'", "") == visible.visible(cell).replace("'", "")


# Markdown


def markdown(page: str) -> tuple[list[str], str]:
    """The markup that a reader of CommonMark with tables finds in a page, and the text."""
    library = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
    reader = library.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.validateLink = lambda _: True
    flat = [leaf for token in reader.parse(page) for leaf in (token, *(token.children or ()))]
    kinds = [leaf.type for leaf in flat if leaf.type not in {"inline", "text"}]
    return kinds, "\n".join(leaf.content for leaf in flat if leaf.type == "text")


def test_markdown_finds_no_markup_in_a_text() -> None:
    plain, shown = markdown(scorecard_markdown(planted("甲", "乙")))
    for payload in PAYLOADS:
        text, source = payload.text, payload.text.replace("/", "")
        expected = shown.replace("甲", visible.clean(text)).replace("乙", visible.clean(source))
        assert markdown(scorecard_markdown(planted(text, source))) == (plain, expected), payload


@pytest.mark.parametrize(
    "page",
    ["<script>a</script>", "a <b>c</b>", "[a](javascript:b)", "![a](b)", "<https://a.cn>", "`a`", "- a", "# a", "1. a"],
)
def test_the_reader_of_markdown_finds_markup(page: str) -> None:
    assert markdown(page)[0] != markdown("甲")[0]


# JSON


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def test_json_is_exact_and_strict() -> None:
    for payload in PAYLOADS:
        card, text = planted(payload.text), planted(payload.text).to_json()
        held = json.loads(text, parse_constant=_refuse)
        assert held["commitments"][0]["quote"] == held["warnings"][0] == payload.text
        assert not {character for character in text if character < " "} - {"\n"}
        records = records_to_jsonl(card.commitments, card.outcomes).split("\n")
        assert [json.loads(line, parse_constant=_refuse)["quote"] for line in records[:2]] == [payload.text] * 2


def test_records_of_half_pairs_have_ids() -> None:
    assert Target(subject="\ud800").id != Target(subject="\udfff").id


# From the files to the page


def test_what_was_read_reaches_the_page_and_stays_text() -> None:
    page = Page(scorecard_page(scored()))
    arrived = [payload for payload in PAYLOADS if visible.clean(payload.text) in page.text]
    assert len(arrived) > len(PAYLOADS) / 2
    assert visible.clean(NAMED) in page.text
    assert {tag for tag, *_ in page.shape} <= {tag for tag, *_ in Page(scorecard_page(planted("甲"))).shape} | {
        "mark",
        "circle",
    }
    assert {name for _, *names in page.shape for name in names} <= ATTRIBUTES


@each_rendering
def test_what_was_read_is_safe_in_every_rendering(render: Callable[[Scorecard], str]) -> None:
    assert hidden(render(scored())) == set()


def test_what_was_read_runs_in_no_spreadsheet() -> None:
    assert running(scored()) == []
