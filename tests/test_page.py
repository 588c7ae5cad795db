"""The page of a scorecard as a file: what it holds, in both languages, and that it needs nothing else."""

import ast
import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve
from cards import grown
from sample_card import BUILT, CARD, GREW, GROWTH, HOPED, PLAN, RESULT, SCHOOLS, VAGUE
from small_reports import demo_card

import promisetrack
from promisetrack.coverage import coverage
from promisetrack.lexicon import table
from promisetrack.render.figure import Language
from promisetrack.render.html import scorecard_page
from promisetrack.render.page_content import library, promises
from promisetrack.render.words import LANGUAGES, words_of
from promisetrack.scorecard import Scorecard

PACKAGE = Path(promisetrack.__file__).parent
each_language = pytest.mark.parametrize("language", LANGUAGES)


class Page(HTMLParser):
    """Tags, attributes, text without scripts, and scripts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts.append(data)
        elif self.cdata_elem is None:
            self.text += data


def test_a_page_is_self_contained() -> None:
    page = Page(scorecard_page(CARD))
    assert not [value for name, value in page.attributes if name in {"src", "style"} or name.startswith("on")]
    assert all(value and value.startswith("#") for name, value in page.attributes if name == "href")
    assert not re.search(r"@import|url\(", scorecard_page(CARD))


def test_every_promise_has_one_address() -> None:
    ids = [value for name, value in Page(scorecard_page(CARD)).attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {item.target.id for item in CARD.assessments} | {promise.id for promise in CARD.commitments} <= set(ids)


def test_a_page_allows_its_own_style_and_script_only() -> None:
    text = scorecard_page(CARD)
    policy = re.search('Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    own = {"style": re.findall("<style>(.*?)</style>", text, re.DOTALL)}
    own["script"] = re.findall("<script>(.*?)</script>", text, re.DOTALL)
    digests = {
        kind: base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() for kind, [content] in own.items()
    }
    assert policy[1] == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


@each_language
def test_a_page_says_what_a_reader_asks(language: Language) -> None:
    words, text = words_of(language), Page(scorecard_page(CARD, language)).text
    assert all(word.word in text and word.meaning in text for word in words.verdicts().values())
    assert all(line in text for line in words.headline(CARD.summary))
    assert words.title(CARD) in text
    assert PLAN.sha256 in text
    assert RESULT.sha256 in text
    assert VAGUE.quote in text
    assert words.phrase("page", "made_check") in text


def test_both_quotes_stand_in_their_sentences_with_their_place() -> None:
    text = scorecard_page(CARD)
    assert "<dt>承诺<dd><q>地区生产总值增长6%以上</q><small>¶1 [1–12]</small>" in text
    assert "<dt>结果<dd><q><mark>地区生产总值增长5.5%</mark>，没有达到年初预期</q><small>¶1 [1–12]</small>" in text


def test_a_promise_shows_degree_confidence_and_tier() -> None:
    text = " ".join(Page(scorecard_page(CARD)).text.split())
    assert "完成程度 91.7% 判定把握 98.8%" in text
    assert "力争目标 判定把握 100.0%" in text


def test_a_page_holds_every_text_in_the_other_language() -> None:
    chinese, english = (Page(scorecard_page(CARD, language)) for language in LANGUAGES)
    for page, other in ((chinese, english), (english, chinese)):
        found = json.loads(page.scripts[0])["texts"]
        numbers = [value for name, value in page.attributes if name == "data-t"]
        assert {int(number or "") for number in numbers} <= set(range(len(found)))
        spoken = " ".join(other.text.split())
        labels = " ".join(value or "" for name, value in other.attributes if name in {"placeholder", "aria-label"})
        assert [text for text in found if " ".join(text.split()) not in spoken + labels] == []


def test_texts_of_the_page_are_editors_words() -> None:
    for section in ("page", "text"):
        for entry in table("interface")[section].values():
            assert set(entry) == set(LANGUAGES)
            fields = [set(re.findall(r"{(\w+)}", entry[language])) for language in LANGUAGES]
            assert fields[0] == fields[1]
            assert "_" not in re.sub(r"{\w+}", "", entry["zh"] + entry["en"])


def test_every_rule_is_put_in_words() -> None:
    called = [node for path in PACKAGE.glob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    calls = [node for node in called if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Judgement"]
    rules = {call.args[2].value for call in calls if isinstance(call.args[2], ast.Constant)}
    assert len(rules) > 20
    assert rules | {item.rule for item in demo_card().assessments} <= set(table("interface")["rule"])
    assert {rule.partition(" on ")[0] for rule in table("confidence")["rule"]} <= set(table("interface")["rule"])


@each_language
def test_pages_of_an_empty_scorecard(language: Language) -> None:
    assert words_of(language).say("title_bare") in Page(scorecard_page(Scorecard(), language)).text


def test_warnings_are_shown() -> None:
    assert "&lt;years&gt;" in scorecard_page(evolve(CARD, warnings=("b.txt: <years> do not follow",)))


def test_sentences_are_whole_but_in_a_page_of_very_many_targets() -> None:
    before, after = "前文" * 50, "后文" * 50
    told = evolve(GREW, sentence=f"{before}{GREW.quote}{after}")
    few = evolve(CARD, assessments=tuple(evolve(item, outcomes=(told,)) for item in CARD.assessments))
    assert f"<q>{before}<mark>{GREW.quote}</mark>{after}</q>" in scorecard_page(few)
    many = scorecard_page(grown(few, 1001))
    assert f"<q>…{before[-25:]}<mark>{GREW.quote}</mark>{after[:25]}…</q>" in many
    assert before not in many


def test_outcomes_in_one_sentence_are_quoted_once() -> None:
    twice = evolve(GREW, id="again", quote="没有达到年初预期")
    assessments = tuple(
        evolve(item, outcomes=(GREW, twice)) if item.target == GROWTH else item for item in CARD.assessments
    )
    card = evolve(CARD, assessments=assessments)
    [first, *_] = promises(card, library(card))
    assert [len(entry.reported) for entry in first.entries] == [1, 1]


def test_what_a_verdict_rests_on_most_is_quoted_first() -> None:
    other = evolve(BUILT, sentence="新建学校6所")
    again = evolve(GREW, id="again")
    first = evolve(CARD.assessments[0], outcomes=(GREW, other, again))
    card = evolve(CARD, assessments=(first, *CARD.assessments[1:]))
    [promise, *_] = promises(card, library(card))
    assert ["增长5.5%" in quoted.text for quoted in promise.entries[0].reported] == [True, False]


def test_records_without_a_quote_are_named() -> None:
    bare = evolve(GROWTH, quote="", words="", sentence="", span=None)
    commitments = (evolve(CARD.commitments[0], targets=(bare, HOPED)), *CARD.commitments[1:])
    card = evolve(
        CARD, commitments=commitments, assessments=(evolve(CARD.assessments[0], target=bare), *CARD.assessments[1:])
    )
    assert "<q>地区生产总值 增长6%以上</q>" in scorecard_page(card)


def test_where_a_quote_stands_is_said_with_its_file_if_there_are_several() -> None:
    more = evolve(CARD, documents=(CARD.documents[0], *CARD.documents))
    assert library(CARD).where(SCHOOLS) == "¶1 [21–26]"
    assert library(more).where(SCHOOLS) == "plan.txt ¶1 [21–26]"
    assert library(Scorecard()).where(SCHOOLS) == "[21–26]"


def test_coverage_adds_up_to_the_text() -> None:
    for found in coverage(demo_card()):
        assert found.characters == sum(not letter.isspace() for letter in found.document.text)
        assert 0 < found.quoted <= found.read < found.characters
