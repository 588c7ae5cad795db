"""How records show themselves in a notebook: as HTML that holds together and runs nothing, and as text beside it."""

import copy
import io
import pickle
import re
import string
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from decimal import Decimal
from functools import cache, partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from payloads import LINKED, NOT_LINKED, PAYLOADS, planted
from sample_card import CARD, GREW, GROWTH, HOPED, HOSTILE, PLAN, SCHOOLS, VAGUE
from small_reports import DEMO, plan, result

import promisetrack as pt
from promisetrack import model
from promisetrack.lexicon import table
from promisetrack.matching import match
from promisetrack.model import Assessment, Citation, Commitment, Document, Evidence, Flip, Link, Outcome, Shown, Target
from promisetrack.render.figure import Language
from promisetrack.render.lines import columns
from promisetrack.render.notebook import Bar, html_of, interval_bar, text_of, weight_bar
from promisetrack.render.notebook_evidence import balance
from promisetrack.render.notebook_facts import sure, when
from promisetrack.render.visible import clean
from promisetrack.render.words import LANGUAGES, Words, words_of
from promisetrack.scorecard import Interval, Scorecard

PACKAGE = Path(pt.__file__).parent
DOCS = PACKAGE.parent / "docs" / "notebook.md"
EVIDENCE = (
    Evidence(name="prior", weight=-6.0, sentence="多数结果与某一目标无关"),
    Evidence(name="same_indicator", weight=4.5, sentence="同一指标：地区生产总值"),
    Evidence(name="same_unit", weight=0.0, sentence="单位相同：%"),
    Evidence(name="same_measure", weight=0.6, sentence="同一口径：growth"),
)
SILENT = Link(target=SCHOOLS, evidence=(Evidence(name="silence", weight=0.0, sentence="没有"),), probability=0.97)
WEIGHED = Link(target=GROWTH, outcome=GREW, evidence=EVIDENCE, probability=0.289)
# Records made by hand: (what they are, the record).
RECORDS: tuple[tuple[str, Shown], ...] = (
    ("scorecard", CARD),
    ("empty scorecard", Scorecard()),
    ("document", PLAN),
    ("document without text", Document(text="")),
    ("commitment", CARD.commitments[0]),
    ("commitment without targets", VAGUE),
    ("target", GROWTH),
    ("bare target", Target(subject="")),
    ("outcome", GREW),
    ("bare outcome", Outcome(subject="学校")),
    ("link", WEIGHED),
    ("link without an outcome", SILENT),
    ("link without evidence", Link(target=GROWTH, outcome=GREW)),
    ("assessment", evolve(CARD.assessments[0], flips=(Flip("looser", "met"),))),
    ("assessment without outcomes", CARD.assessments[3]),
)
each_record = pytest.mark.parametrize("record", [record for _, record in RECORDS], ids=[name for name, _ in RECORDS])
each_language = pytest.mark.parametrize("language", LANGUAGES)
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class Piece(HTMLParser):
    """A piece of HTML: its tags with the names of their attributes, the attributes, the text, and what is left open."""

    VOID = frozenset({"br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.shape: list[tuple[str, ...]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = self.style = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, *(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            self.style += data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.shape.append(("comment",))

    @property
    def tags(self) -> set[str]:
        return {tag for tag, *_ in self.shape}


@cache
def demo() -> Scorecard:
    names = ("plan-report.txt", "plan-digest.txt", "result-report.txt")
    report, digest, reported = (pt.read(DEMO / name) for name in names)
    return pt.score([report, digest], reported)


def long_card(number: int, vague: int = 0) -> Scorecard:
    """A scorecard of many targets, each with a sentence of a usual length."""
    sentence = "全市新建改扩建公办中小学校和幼儿园，" * 5
    targets = [Target(subject=f"学校{i}", value=Decimal(i), quote="公办", sentence=sentence) for i in range(number)]
    promises = [Commitment(subject=target.subject, targets=(target,)) for target in targets]
    promises += [Commitment(subject=f"推动第{i}项工作") for i in range(vague)]
    assessed = [Assessment(target=target, verdict="unreported", reason="未见", rule="silence") for target in targets]
    return Scorecard(commitments=tuple(promises), assessments=tuple(assessed))


# Every record


@each_language
@each_record
def test_the_piece_is_well_formed_and_closed_in_itself(record: Shown, language: Language) -> None:
    piece = Piece(html_of(record, language))
    assert piece.open == []
    assert piece.shape[0][0] == "div"
    assert "None" not in piece.text
    assert not piece.tags & {"script", "link", "img", "iframe", "object", "form", "input", "html", "body", "base"}
    assert {name for _, name, _ in piece.attributes} <= {
        "class", "lang", "scope", "width", "height", "viewbox", "aria-hidden", "x", "y", "x1", "x2", "y1", "y2",
        "fill", "stroke", "stroke-opacity", "title", "href", "rel",
    }  # fmt: skip


@each_record
def test_every_rule_of_the_style_stays_in_the_piece(record: Shown) -> None:
    style = Piece(html_of(record)).style
    selectors = [one.strip() for rule in re.findall(r"([^{}]+)\{[^{}]*\}", style) for one in rule.split(",")]
    assert len(selectors) > 10
    assert all(selector.startswith(".promisetrack") for selector in selectors)
    assert not re.search(r"url|@|expression|position:|(?<!border-)color: (?!inherit)", style)


@each_record
def test_mathematics_is_left_alone(record: Shown) -> None:
    classes = next(value for _, name, value in Piece(html_of(record)).attributes if name == "class")
    assert {"promisetrack", "tex2jax_ignore", "mathjax_ignore"} == set(classes.split())


@each_language
@each_record
def test_text_keeps_to_80_columns(record: Shown, language: Language) -> None:
    lines = text_of(record, language).splitlines()
    assert lines
    assert max(columns(line, ambiguous=1) for line in lines) <= 80
    assert not [line for line in lines if line != line.rstrip()]


@each_record
def test_a_notebook_gets_the_piece_and_the_text(record: Shown) -> None:
    assert record._repr_html_() == html_of(record, "zh")
    assert record._repr_mimebundle_(include=None, exclude=None) == {"text/plain": text_of(record, "zh")}


def test_records_are_printed_as_they_were() -> None:
    assert repr(GROWTH).startswith("Target(subject='地区生产总值', measure='growth'")
    assert repr(WEIGHED).startswith("Link(target=Target(subject=")


@each_record
def test_views_change_nothing_of_a_record(record: Shown) -> None:
    again = pickle.loads(pickle.dumps(record))
    assert again == copy.deepcopy(record) == evolve(record) == record  # type: ignore[misc]
    assert not hasattr(record, "__dict__")
    assert repr(again) == repr(record)
    if not isinstance(record, Scorecard):
        assert hash(again) == hash(record)


def test_a_kind_of_target_is_shown_as_a_target() -> None:
    class Pledge(Target):
        pass

    assert "<h4>目标：学校</h4>" in Pledge(subject="学校")._repr_html_()
    assert text_of(Pledge(subject="学校")).startswith("目标：学校\n")


@each_record
def test_english_has_no_chinese_but_what_the_reports_say(record: Shown) -> None:
    bare = {"empty scorecard", "document without text", "bare target"}
    piece = Piece(html_of(record, "en"))
    assert next(value for _, name, value in piece.attributes if name == "lang") == "en"
    if record in [made for name, made in RECORDS if name in bare]:
        assert not re.search("[\u4e00-\u9fff]", piece.text + text_of(record, "en"))


# Hostile texts


def hostile(text: str, source: str | None = None) -> tuple[Shown, ...]:
    """Every kind of record with a text in every place that can hold one."""
    card = planted(text, source)
    outcome, document = card.outcomes[0], card.documents[0].document
    targets = [assessment.target for assessment in card.assessments]
    seen = (Evidence(name=text, weight=1.0, sentence=text), Evidence(name=text, weight=0.0, sentence=text))
    also = (Citation(document=text, quote=text, span=model.Span(0, 2)),)
    written = [evolve(target, jurisdiction=text, document=text) for target in targets]
    told = evolve(outcome, document=text, indicator=text, end_state=text)
    links = (Link(target=written[0], outcome=told, evidence=seen), Link(target=written[2], evidence=seen[1:]))
    promise = evolve(card.commitments[0], document=text, period=text, also=also)
    judged = evolve(card.assessments[0], target=written[0], outcomes=(told,))
    return (card, document, promise, *written, told, *links, judged)


def test_a_text_changes_no_tag_and_is_shown_as_it_is() -> None:
    plain = [Piece(html_of(record)) for record in hostile("甲", "乙")]

    def is_text(text: str) -> bool:
        source = text.replace("/", "")
        shown = [Piece(html_of(record)) for record in hostile(text, source)]
        expected = [piece.text.replace("甲", clean(text)).replace("乙", clean(source)) for piece in plain]
        shapes = [piece.shape for piece in plain]
        return [piece.text for piece in shown] == expected and [piece.shape for piece in shown] == shapes

    assert [payload for payload in PAYLOADS if not is_text(payload.text)] == []


def test_the_text_of_a_document_changes_no_tag() -> None:
    plain = Piece(html_of(Document(text="甲"))).shape
    assert [payload for payload in PAYLOADS if Piece(html_of(Document(text=payload.text))).shape != plain] == []


@each_language
def test_no_view_holds_a_character_that_nobody_sees(language: Language) -> None:
    def hidden(text: str) -> set[str]:
        return {c for c in text if unicodedata.category(c) in HIDDEN} - {"\n"}

    for payload in PAYLOADS:
        for record in (*hostile(payload.text), Document(text=payload.text)):
            assert not hidden(html_of(record, language)), payload
            assert not hidden(text_of(record, language)), payload


def test_a_terminal_gets_lines_of_80_columns_whatever_the_text() -> None:
    for payload in PAYLOADS:
        for record in (*hostile(payload.text), Document(text=payload.text)):
            assert max(columns(line, ambiguous=1) for line in text_of(record).split("\n")) <= 80, payload


@given(st.text(max_size=60))
def test_any_text_makes_a_whole_piece(text: str) -> None:
    for record in (*hostile(text), Document(text=text, title=text, source=text)):
        assert Piece(html_of(record)).open == []
        assert max(columns(line, ambiguous=1) for line in text_of(record).split("\n")) <= 80


@pytest.mark.parametrize("source", LINKED)
def test_the_address_of_a_document_is_linked(source: str) -> None:
    piece = Piece(html_of(Document(text="甲", source=source)))
    assert [value for _, name, value in piece.attributes if name in ("href", "rel")] == [source, "noopener noreferrer"]


@pytest.mark.parametrize(("source", "reason"), NOT_LINKED)
def test_nothing_else_is_linked(source: str, reason: str) -> None:
    assert "a" not in Piece(html_of(Document(text="甲", source=source))).tags, reason


# Scorecards


def test_a_scorecard_says_the_interval_in_words_and_draws_it() -> None:
    piece = Piece(html_of(CARD))
    assert "兑现的占33.3%至66.7%" in piece.text
    assert "江门市2023年政府承诺兑现情况" in piece.text
    drawn = [value for tag, name, value in piece.attributes if tag == "rect" and name == "width"]
    assert drawn == ["239", "80.0", "80.0"]


def test_a_scorecard_lists_targets_with_reason_and_both_quotes() -> None:
    text = Piece(html_of(CARD)).text
    words = words_of("zh")
    assert all(word.meaning in text for word in words.verdicts().values())
    for part in (
        "× 未兑现", "地区生产总值 增长6%以上", "增长5.5%", "91.7%", "98.8%", "理由：missed", "plan.txt，第1—12字",
        "地区生产总值增长5.5%，没有达到年初预期", "没有找到对应的表述。", "没有写明目标的承诺（1）", "推动高质量发展",
    ):  # fmt: skip
        assert part in text, part
    assert "<mark>地区生产总值增长5.5%</mark>，没有达到年初预期</q>" in html_of(CARD)


def test_what_is_long_is_closed_at_first() -> None:
    page = html_of(CARD)
    assert page.count("<details>") == len(CARD.assessments) + 2
    assert "<details open" not in page


@pytest.mark.parametrize(
    ("targets", "vague", "shown", "said"),
    [
        (200, 100, 200, ()),
        (201, 101, 200, ("另有1个目标没有列出；card.to_html", "另有1项没有列出。")),
        (1000, 500, 200, ("另有800个目标没有列出；card.to_html", "另有400项没有列出。")),
    ],
)
def test_a_long_scorecard_is_cut_and_says_so(targets: int, vague: int, shown: int, said: tuple[str, ...]) -> None:
    page = html_of(long_card(targets, vague))
    assert page.count("<mark>公办</mark>") == shown
    assert page.count("<li>推动第") == 100
    assert all(part in page for part in said)
    assert ("另有" in page) == bool(said)
    assert len(page) < 220_000


def test_a_long_text_is_cut_around_its_quote() -> None:
    far = "远" * 10_000
    target = Target(
        subject=far, written=far, quote="新建学校5所", sentence=f"{far}，新建学校5所，{far}", section=(far,)
    )
    page = html_of(target)
    assert "远，<mark>新建学校5所</mark>，远" in page
    assert len(page) < 8_000
    assert len(text_of(target)) < 3_000


def test_the_text_of_a_scorecard_is_a_screen_or_two() -> None:
    text = text_of(long_card(1000, 500))
    assert "另有970个目标没有列出" in text
    assert len(text.splitlines()) < 60


# Documents


def test_a_document_says_what_it_is_and_how_it_begins() -> None:
    document = demo().documents[1].document
    page, text = html_of(document), text_of(document)
    for part in (
        "江门市",
        "2023年",
        "报告摘要",
        "plan-digest.txt",
        "779字",
        "排版记号82处",
        "读懂江门2023年政府工作报告",
    ):
        assert part in page, part
        assert part in text, part
    assert f'<span title="{document.sha256}">{document.sha256[:12]}…</span>' in page
    assert "<td>工作安排</td><td>2023年</td><td>2023年工作安排</td>" in page
    assert "工作安排，2023年，2023年工作安排，496字" in text
    assert str(DEMO) not in page + text


def test_notes_are_shown() -> None:
    document = Document(text="甲", notes=("b.txt: <years> do not follow",))
    assert "&lt;years&gt;" in html_of(document)
    assert "<years>" in text_of(document)


def test_a_document_without_text_says_so() -> None:
    assert "没有正文。" in html_of(Document(text=""))
    assert "There is no text." in text_of(Document(text=""), "en")


# Commitments, targets, outcomes


def test_a_commitment_shows_its_targets_and_its_other_places() -> None:
    promise = next(promise for promise in demo().commitments if promise.also)
    page = Piece(html_of(promise)).text
    for part in (
        "二、2023年工作安排",
        "一般承诺",
        "经济总量",
        "力争目标",
        "增长7%以上",
        "另见",
        "全市GDP增长**6%以上**",
    ):
        assert part in page, part
        assert part in text_of(promise) or part in ("力争目标", "增长7%以上"), part


def test_a_commitment_without_targets_says_so() -> None:
    assert "无从核对" in html_of(VAGUE)
    assert "so nobody can check it" in " ".join(text_of(VAGUE, "en").split())


@pytest.mark.parametrize(
    ("record", "language", "rows"),
    [
        (
            GROWTH,
            "zh",
            {"原文写法": "6%以上", "理解为": "增长6%以上", "数值": "6 %", "口径": "增幅", "界限": "不少于"},
        ),
        (GROWTH, "en", {"As written": "6%以上", "Understood": "growth of at least 6%", "Tier": "Base target"}),
        (HOPED, "zh", {"层级": "力争目标", "界限": "没有写明"}),
        (SCHOOLS, "zh", {"期限": "2023年", "口径": "新增量"}),
        (CARD.assessments[3].target, "zh", {"类型": "事项目标", "做到哪一步": "建成（完成）"}),
        (GREW, "zh", {"类型": "数字结果", "时间": "2023年", "理解为": "增长5.5%"}),
        (evolve(GROWTH, place="新会区"), "zh", {"地方": "新会区"}),
        (evolve(GROWTH, indicator="gdp"), "zh", {"指标": "地区生产总值"}),
        (evolve(GROWTH, indicator="gdp"), "en", {"Indicator": "地区生产总值"}),
    ],
)
def test_a_statement_shows_what_was_understood(record: Shown, language: Language, rows: dict[str, str]) -> None:
    page, lines = html_of(record, language), [line.split("  ") for line in text_of(record, language).splitlines()]
    told = {line[0]: line[-1].strip() for line in lines}
    for name, value in rows.items():
        assert f'<th scope="row">{name}</th><td>{value}</td>' in page
        assert told[name] == value


@pytest.mark.parametrize(
    ("fields", "marked"),
    [
        ({"quote": "学校5所", "sentence": "新建学校5所。"}, "新建<mark>学校5所</mark>。"),
        ({"quote": "**5所**", "words": "5所", "sentence": "新建5所。"}, "新建<mark>**5所**</mark>。"),
        ({"quote": "學校", "words": "学校", "sentence": "新建学校"}, "新建<mark>學校</mark>"),
        ({"quote": "学校5所", "sentence": ""}, "<mark>学校5所</mark>"),
        ({"quote": "学校5所", "sentence": "别的话"}, "<mark>学校5所</mark>"),
        ({"quote": "", "sentence": "新建学校"}, "<mark>新建学校</mark>"),
    ],
    ids=[
        "in its sentence",
        "with marks that the sentence lacks",
        "as it is written",
        "alone",
        "elsewhere",
        "sentence",
    ],
)
def test_the_quote_is_marked_as_it_is_written(fields: dict[str, str], marked: str) -> None:
    assert f'<q lang="zh-Hans">{marked}</q>' in html_of(Target(subject="学校", **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2023", "2023年", "2023"),
        ("2023-03", "2023年3月", "2023-03"),
        ("2023-H2", "2023年下半年", "second half of 2023"),
        ("2023-Q3", "2023年第3季度", "quarter 3 of 2023"),
        ("2023-02-16", "2023年2月16日", "2023-02-16"),
        ("2021/2025", "2021年至2025年", "2021 to 2025"),
        ("2023/later", "2023/later", "2023/later"),
        ("soon", "soon", "soon"),
        (None, "", ""),
    ],
)
def test_periods_in_words(period: str | None, zh: str, en: str) -> None:
    assert (when(period, words_of("zh")), when(period, words_of("en"))) == (zh, en)


# Links


def test_a_link_adds_its_evidence_up_to_a_probability() -> None:
    found = balance(WEIGHED, words_of("en"))
    assert [(step.name, step.weight) for step in found.steps] == [
        ("Starting point", -6.0),
        ("Same indicator", 4.5),
        ("Same measure", 0.6),
    ]
    assert [step.name for step in found.unweighed] == ["Same unit"]
    assert found.sum.weight == pytest.approx(-0.9)
    assert found.probability == pytest.approx(0.289, abs=0.0001)
    page = Piece(html_of(WEIGHED, "en")).text
    for part in ("Starting point", "-6.00", "+4.50", "-0.90", "probability: 28.9%", "单位相同：%"):
        assert part in page, part


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (SILENT, "nothing was weighed"),
        (evolve(WEIGHED, outcome=None), "the probability of silence is not that of the sum"),
        (evolve(WEIGHED, probability=0.9), "the probability was set by hand"),
        (Link(target=GROWTH, outcome=GREW), "there is no evidence"),
    ],
)
def test_the_sum_is_called_a_probability_only_where_it_is_the_links_own(link: Link, reason: str) -> None:
    assert balance(link, words_of("zh")).probability is None, reason
    assert "相当于" not in html_of(link) + text_of(link), reason


def test_the_links_of_the_demo_follow_from_their_evidence() -> None:
    weighed = [link for link in demo().links if link.evidence[0].name == "prior"]
    assert len(weighed) > 10
    assert all(balance(link, words_of("zh")).probability is not None for link in weighed)


@given(st.lists(st.floats(-1e308, 1e308) | st.sampled_from([float("inf"), float("-inf"), float("nan"), 0.0])))
def test_bars_stay_within_their_width(weights: list[float]) -> None:
    evidence = tuple(Evidence(name="prior", weight=weight, sentence="") for weight in weights)
    link = Link(target=GROWTH, outcome=GREW, evidence=evidence)
    found = balance(link, words_of("zh"))
    bars = [weight_bar(step.reach) for step in (*found.steps, *found.unweighed, found.sum)]
    assert all(0 <= bar.start <= bar.start + bar.length <= bar.width for bar in bars)
    assert Piece(html_of(link)).open == []
    assert text_of(link)


@pytest.mark.parametrize(
    ("reach", "bar"),
    [(1.0, Bar(240, 120.0, 120.0)), (-1.0, Bar(240, 0.0, 120.0)), (0.0, Bar(240, 120.0, 0.0))],
    ids=["for", "against", "neither"],
)
def test_weights_are_drawn_from_the_middle(reach: float, bar: Bar) -> None:
    assert weight_bar(reach) == bar


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_interval_is_drawn_within_its_bar(one: float, other: float) -> None:
    bar = interval_bar(Interval(low=min(one, other), high=max(one, other)))
    assert 0 <= bar.start <= bar.start + bar.length <= bar.width + 0.1


def test_a_link_without_an_outcome_says_so_with_its_evidence() -> None:
    page = Piece(html_of(SILENT)).text
    for part in ("没有答复的可能", "97.0%", "没有找到答复这个目标的结果。", "没有提到", "新建学校5所"):
        assert part in page, part
        assert part in text_of(SILENT), part


def test_target_and_outcome_stand_side_by_side() -> None:
    page = html_of(WEIGHED)
    assert '<th scope="row">理解为</th><td>增长6%以上</td><td>增长5.5%</td>' in page
    assert '<th scope="row">期限</th>' not in page
    assert '<th scope="row">时间</th><td></td><td>2023年</td>' in page


@given(st.floats(0, 1))
def test_only_certainty_is_called_certain(share: float) -> None:
    assert (sure(share, Words("en")) == "100.0%") == (share == 1)
    assert (sure(share, Words("en")) == "0.0%") == (share == 0)


# Assessments


def test_an_assessment_explains_itself() -> None:
    judged = evolve(CARD.assessments[0], rule="figure against figure", flips=(Flip("looser", "met"),))
    page, text = Piece(html_of(judged)).text, text_of(judged)
    for part in (
        "× 未兑现", "按政府自己报告的结果，没有达到目标",
        "理由：missed", "目标和结果都是同一口径的数字，直接比较。", "91.7%",
        "98.8%", "通常尺度", "按更宽的尺度：√ 已兑现", "没有达到年初预期",
    ):  # fmt: skip
        assert part in page, part
        assert part in text, part


@pytest.mark.parametrize(("number", "said"), [(5, False), (6, True)])
def test_many_outcomes_are_cut_and_it_says_so(number: int, said: bool) -> None:
    judged = evolve(CARD.assessments[0], outcomes=(GREW,) * number)
    assert ("另有1处没有列出。" in html_of(judged)) == said
    assert ("另有1处没有列出。" in text_of(judged)) == said
    assert html_of(judged).count("<dt>结果原文") == 5


# Words


def entries(section: str) -> Iterator[Any]:
    for key, entry in table("interface")[section].items():
        yield pytest.param(entry, id=f"{section} {key}")


@pytest.mark.parametrize("entry", [*entries("notebook"), *entries("evidence")])
def test_both_languages_are_there_and_fill_in_the_same_names(entry: dict[Language, str]) -> None:
    names = [{name for _, name, _, _ in string.Formatter().parse(entry[language]) if name} for language in LANGUAGES]
    assert set(entry) == set(LANGUAGES)
    assert all(entry.values())
    assert names[0] == names[1]
    assert not re.search("[\u4e00-\u9fff]", entry["en"])


def test_no_two_comparisons_have_one_name() -> None:
    for language in LANGUAGES:
        names = [entry[language] for entry in table("interface")["evidence"].values()]
        assert len(names) == len(set(names))


def test_every_comparison_has_a_name_and_every_name_a_comparison() -> None:
    sources = [(PACKAGE / f"{name}.py").read_text(encoding="utf-8") for name in ("alike", "comparisons", "matching")]
    quoted = r"(?:Seen\(\s*|Evidence\(name=)\"(\w+)\"(?: if [^,]*? else \"(\w+)\")?"
    written = {name for source in sources for pair in re.findall(quoted, source) for name in pair if name}
    weighed = {name for weights in table("comparisons")["weights"].values() for name in weights}
    assert written == weighed | {"benchmark", "summary", "silence"} == set(table("interface")["evidence"])


CHOICES = (
    ("measure_", model.Measure),
    ("comparator_", model.Comparator),
    ("stage_", model.Stage),
    ("outcome_", model.OutcomeType),
    ("", model.DocumentKind),
)


@pytest.mark.parametrize(("prefix", "choices"), CHOICES, ids=lambda item: str(item)[:20])
def test_every_choice_has_a_word(prefix: str, choices: object) -> None:
    assert {f"{prefix}{choice}" for choice in get_args(choices)} <= set(table("interface")["notebook"])


def test_every_word_is_used() -> None:
    render = PACKAGE / "render"
    files = [*render.glob("notebook*.py"), *render.glob("templates/notebook*.html")]
    used = set(re.findall(r"\w+", "".join(path.read_text(encoding="utf-8") for path in files)))
    chosen = {f"{prefix}{choice}" for prefix, choices in CHOICES for choice in get_args(choices)}
    times = {f"when_{part}" for part in ("year", "half_1", "half_2", "quarter", "month", "day")}
    assert set(table("interface")["notebook"]) - used - chosen - times == set()


# The page on notebooks


def blocks() -> list[tuple[str, str]]:
    """The code on the page with what it prints."""
    return re.findall(r"```python\n(.*?)```\n+```text\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_on_notebooks_shows_what_its_code_prints() -> None:
    names: dict[str, Any] = {}
    assert len(blocks()) >= 5
    for code, said in blocks():
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(code, names)
        assert printed.getvalue() == said


# What is read


@each_language
@pytest.mark.parametrize(
    "of",
    [
        pytest.param(lambda card: [role.document for role in card.documents], id="documents"),
        pytest.param(lambda card: card.commitments, id="commitments"),
        pytest.param(lambda card: card.outcomes, id="outcomes"),
        pytest.param(lambda card: card.links, id="links"),
        pytest.param(lambda card: card.assessments, id="assessments"),
    ],
)
def test_every_record_of_the_demo_has_its_views(of: Callable[[Scorecard], list[Shown]], language: Language) -> None:
    records = of(demo())
    assert records
    for record in records:
        assert Piece(html_of(record, language)).open == []
        assert max(columns(line, ambiguous=1) for line in text_of(record, language).splitlines()) <= 80


def test_a_hostile_report_is_shown_as_it_is() -> None:
    card = pt.score(plan(f"新建学校5所{HOSTILE}"), result(f"新建学校6所{HOSTILE}"))
    for record in (card, *card.assessments, *card.links, *card.commitments, card.documents[0].document):
        piece = Piece(html_of(record))
        assert "script" not in piece.tags
        assert "学校" in piece.text


def test_what_matching_finds_is_named() -> None:
    promise = Commitment(subject="地区生产总值", targets=(GROWTH,))
    links = match([promise], [GREW])
    shown = [partial(balance, link)(words_of("en")) for link in links]
    names = [step.name for found in shown for step in (*found.steps, *found.unweighed)]
    assert len(names) > 5
    assert not [name for name in names if "_" in name]
