"""The page of a scorecard in Chromium: filters, order, search, addresses, languages, keyboard, accessibility."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve
from axe_playwright_python.sync_playwright import Axe
from cards import grown
from formats import browser
from playwright.sync_api import Browser, Page, sync_playwright
from sample_card import CARD, GROWTH, HOPED, VAGUE
from small_reports import demo_card

from promisetrack.render.html import scorecard_page
from promisetrack.render.words import LANGUAGES, words_of
from promisetrack.scorecard import Scorecard

Open = Callable[..., Page]
SHOWN = "#list .t:not([hidden])"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = browser()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a scorecard from a file; afterwards nothing may have been asked for, and no error be logged."""
    told: list[str] = []
    context = chromium.new_context(color_scheme="light", viewport={"width": 1000, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    def opened(card: Scorecard, address: str = "", **settings: object) -> Page:
        path = tmp_path / "card.html"
        path.write_text(scorecard_page(card, **settings), encoding="utf-8")  # type: ignore[arg-type]
        page = context.new_page()
        page.on("console", lambda message: told.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.on("request", lambda request: told.append(request.url) if not request.url.startswith("file:") else None)
        page.goto(f"{path.as_uri()}{address}")
        return page

    yield opened
    context.close()
    assert told == []


def verdicts(page: Page) -> list[str]:
    return [name.split()[1] for name in page.eval_on_selector_all(f"{SHOWN} .v", "all => all.map(v => v.className)")]


def labels(page: Page) -> list[str]:
    return page.locator(f"{SHOWN} h4 a").all_inner_texts()


# The interval


def test_the_bar_shows_each_verdict_for_what_it_is(show: Open) -> None:
    page, base = show(demo_card()), demo_card().summary.base
    boxes = page.eval_on_selector_all(
        ".bar rect", "all => all.map(r => [r.className.baseVal, r.getBoundingClientRect().width])"
    )
    whole = sum(width for _, width in boxes)
    assert [name for name, _ in boxes] == ["c-met", "c-claimed", "c-undecidable", "c-unreported", "c-missed"]
    assert [width / whole for _, width in boxes] == pytest.approx(
        [base.count(name[2:]) / base.due for name, _ in boxes], abs=0.001
    )


# Filters


def test_every_verdict_can_be_chosen_alone_and_with_others(show: Open) -> None:
    page, card = show(demo_card()), demo_card()
    for verdict in card.summary.base.counts:
        page.check(f"input[value={verdict}]")
        expected = [item.verdict for item in card.assessments if item.verdict == verdict]
        assert verdicts(page) == expected
        assert page.locator("#plain li:visible").count() == 0
        page.uncheck(f"input[value={verdict}]")
    page.check("input[value=met]")
    page.check("input[value=missed]")
    assert set(verdicts(page)) == {"met", "missed"}


def test_promises_without_a_target_can_be_chosen(show: Open) -> None:
    page = show(demo_card())
    page.check("input[value=none]")
    assert verdicts(page) == []
    assert page.locator("#plain li:visible").count() == 18


def test_every_theme_shows_its_promises(show: Open) -> None:
    page, card = show(demo_card()), demo_card()
    offered = page.eval_on_selector_all("select[name=h] option", "all => all.map(o => o.text)")
    names = [words_of("zh").theme(promise.theme or "other") for promise in card.commitments]
    assert sorted(offered[1:]) == sorted(set(names))
    for theme in offered[1:]:
        page.select_option("select[name=h]", label=theme)
        found = [items for name, (_, items) in zip(names, card.checked(), strict=True) if name == theme]
        assert len(verdicts(page)) == sum(map(len, found))


def test_every_type_and_place_shows_its_targets(show: Open) -> None:
    page, card = show(demo_card()), demo_card()
    for kind in ("quantity", "milestone", "relative", "delegated"):
        page.select_option("select[name=k]", kind[0])
        assert len(verdicts(page)) == sum(item.target.type == kind for item in card.assessments)
    page.select_option("select[name=k]", "")
    counted = []
    for place in page.eval_on_selector_all("select[name=p] option", "all => all.map(o => o.value)")[1:]:
        page.select_option("select[name=p]", place)
        counted.append(len(verdicts(page)))
    assert sum(counted) == len(card.assessments)
    assert min(counted) > 0


def test_clearing_shows_everything_again(show: Open) -> None:
    page = show(demo_card())
    page.check("input[value=missed]")
    page.fill("input[name=q]", "学位")
    page.click("button[type=reset]")
    page.wait_for_function("!document.querySelector('[name=q]').value")
    page.wait_for_function(f"document.querySelectorAll('{SHOWN}').length === {len(demo_card().assessments)}")
    assert page.inner_text("#found") == words_of("zh").phrase("page", "shown", targets=43, unchecked=18)


# Search


@pytest.mark.parametrize(
    ("words", "found", "reason"),
    [
        ("就业", ["城镇新增就业 4万人以上"], "two characters"),
        ("ｇｄｐ 强区", ["新会成为首个千亿元GDP强区"], "two words, full-width letters, another case"),
        ("比上年增长6.5%", ["地区生产总值 增长6%以上", "地区生产总值 增长7%以上"], "the words of the result"),
        ("看原文", [], "the page's own words are not searched"),
        ("没有这样的话", [], "nothing fits"),
    ],
)
def test_search_finds_what_reports_say(show: Open, words: str, found: list[str], reason: str) -> None:
    page = show(demo_card())
    page.fill("input[name=q]", words)
    assert [label for label in labels(page) if label in found] == found, reason
    assert bool(labels(page)) == bool(found), reason
    unchecked = page.locator("#plain li:visible").count()
    assert page.locator("#nothing").is_visible() == (not found and not unchecked)


def test_search_looks_through_promises_without_a_target_too(show: Open) -> None:
    page = show(demo_card())
    page.fill("input[name=q]", "百千万工程")
    assert page.locator("#plain li:visible").all_inner_texts() == ["实施“百千万工程”"]


def test_positions_and_file_names_are_not_searched(show: Open) -> None:
    page = show(demo_card())
    page.fill("input[name=q]", "plan-report")
    assert labels(page) == []
    page.fill("input[name=q]", "¶")
    assert labels(page) == []


def test_search_follows_the_language(show: Open) -> None:
    page = show(demo_card())
    page.fill("input[name=q]", "at least")
    assert labels(page) == []
    page.click("button[data-lang=en]")
    assert "地区生产总值 增长6%以上" in labels(page)
    page.fill("input[name=q]", "未见报告")
    assert labels(page) == []


def test_what_is_typed_by_sound_changes_nothing_until_it_is_written(show: Open) -> None:
    page = show(demo_card())
    session = page.context.new_cdp_session(page)
    page.focus("input[name=q]")
    session.send("Input.imeSetComposition", {"text": "jiu", "selectionStart": 3, "selectionEnd": 3})
    assert len(labels(page)) == len(demo_card().assessments)
    session.send("Input.insertText", {"text": "就业"})
    assert labels(page) == ["城镇新增就业 4万人以上"]


def test_coming_back_the_list_is_as_the_form_says(show: Open) -> None:
    page = show(demo_card())
    page.check("input[value=missed]")
    page.goto("about:blank")
    page.go_back()
    page.wait_for_selector("#find:not([hidden])")
    chosen = page.is_checked("input[value=missed]")
    assert set(verdicts(page)) == ({"missed"} if chosen else {item.verdict for item in demo_card().assessments})


def test_a_place_shows_its_promises_without_a_target_too(show: Open) -> None:
    vague = evolve(VAGUE, place="鹤山市")
    page = show(evolve(CARD, commitments=(*CARD.commitments[:-1], vague)))
    page.select_option("select[name=p]", label="鹤山市")
    assert (labels(page), page.locator("#plain li:visible").count()) == ([], 1)
    page.select_option("select[name=p]", label="江门市")
    assert (len(labels(page)), page.locator("#plain li:visible").count()) == (5, 0)


# Order


def test_order_by_name_degree_and_confidence(show: Open) -> None:
    page, card = show(CARD), CARD
    plan = labels(page)
    page.select_option("select[name=s]", "name")
    assert labels(page) == [*plan[-1:], *plan[3:4], *plan[:2], *plan[2:3]]
    page.select_option("select[name=s]", "confidence_up")
    assert labels(page)[0] == plan[0]
    assert card.assessments[0].confidence == min(item.confidence for item in card.assessments)
    page.select_option("select[name=s]", "plan")
    assert labels(page) == plan


@pytest.mark.parametrize(("order", "mark"), [("degree", ".d"), ("confidence", ".c")])
def test_orders_rise_and_fall(show: Open, order: str, mark: str) -> None:
    page = show(demo_card())
    for direction, turn in (("up", 1), ("down", -1)):
        page.select_option("select[name=s]", f"{order}_{direction}")
        keys = page.eval_on_selector_all(
            "#list article",
            "(all, [mark, turn]) => all.map(a => [...a.querySelectorAll(mark)]"
            ".map(i => turn * parseFloat(i.nextSibling.data)))"
            ".filter(values => values.length).map(values => Math.min(...values))",
            [mark, turn],
        )
        assert keys == sorted(keys)
        assert len(keys) > 5
        assert page.locator("#list h3:visible").count() == 0


# Meanings, addresses and citations


def test_a_verdict_says_what_it_means_where_it_stands(show: Open) -> None:
    page = show(demo_card())
    for verdict in {item.verdict for item in demo_card().assessments}:
        target = page.locator(f"#list .t:has(.{verdict})").first
        target.locator("summary").click()
        for language in reversed(LANGUAGES):
            page.click(f"button[data-lang={language}]")
            words = words_of(language)
            word = words.verdict(verdict)
            assert target.locator(".meaning").inner_text() == f"{word.word}{words.say('and_so')}{word.meaning}".strip()


def test_an_address_opens_its_promise(show: Open) -> None:
    target = demo_card().assessments[-1].target
    page = show(demo_card(), f"#{target.id}")
    assert page.locator(f"[id='{target.id}'] dl").is_visible()
    assert page.evaluate("scrollY") > 0


def test_a_quote_says_its_section_in_any_order(show: Open) -> None:
    page = show(demo_card())
    page.select_option("select[name=s]", "name")
    target = next(item.target for item in demo_card().assessments if len(item.target.section) > 1)
    page.locator(f"[id='{target.id}'] summary").click()
    page.wait_for_selector(f"[id='{target.id}'] .cite")
    assert " / ".join(target.section) in page.locator(f"[id='{target.id}'] small").first.inner_text()


def test_an_address_is_found_where_filters_hide_it(show: Open) -> None:
    page = show(demo_card())
    hidden = next(item.target for item in demo_card().assessments if item.verdict == "unreported")
    page.check("input[value=met]")
    page.evaluate("id => location.hash = id", hidden.id)
    page.wait_for_selector(f"[id='{hidden.id}'] dl")
    assert not page.is_checked("input[value=met]")


@pytest.mark.parametrize("name", ["texts", "a b", "增长6%", "100%", "list"])
def test_ids_of_one_s_own_are_addresses_too(show: Open, name: str) -> None:
    own = evolve(GROWTH, id=name)
    commitments = (evolve(CARD.commitments[0], targets=(own, HOPED)), *CARD.commitments[1:])
    card = evolve(
        CARD, commitments=commitments, assessments=(evolve(CARD.assessments[0], target=own), *CARD.assessments[1:])
    )
    page = show(card)
    page.locator("#list h4 a").first.click()
    page.wait_for_selector("#list .t:first-child details[open] dl")
    page.check("input[value=met]")
    assert verdicts(page) == ["met"]


@pytest.mark.parametrize("hash", ["#%", "#100%", "#%E4", "#nothing-of-that-name", "#overview"])
def test_an_address_that_leads_nowhere_does_no_harm(show: Open, hash: str) -> None:
    assert len(labels(show(demo_card(), hash))) == len(demo_card().assessments)


def test_a_promise_without_a_target_has_an_address(show: Open) -> None:
    promise = next(promise for promise, found in demo_card().checked() if not found)
    page = show(demo_card(), f"#{promise.id}")
    assert page.locator(f"[id='{promise.id}']").is_visible()


def test_a_citation_holds_verdict_quotes_places_and_address(show: Open) -> None:
    page = show(CARD)
    item = CARD.assessments[0]
    page.locator(f"[id='{item.target.id}'] summary").click()
    page.click(f"[id='{item.target.id}'] .cite")
    page.wait_for_function("document.querySelector('.cite').textContent === '已复制'")
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[0] == words_of("zh").title(CARD)
    assert lines[1] == "地区生产总值 增长6%以上：未兑现（完成程度 91.7% 判定把握 98.8%）"
    assert lines[2] == "承诺原文：“地区生产总值增长6%以上”（plan.txt 一、目标 · ¶1 [1–12]）"
    assert lines[3] == "结果原文：“地区生产总值增长5.5%”（result.txt ¶1 [1–12]）"
    assert lines[-1].endswith(f"card.html#{item.target.id}")


def test_a_citation_says_where_nothing_answers(show: Open) -> None:
    page = show(CARD, language="en")
    silent = CARD.assessments[3].target
    page.locator(f"[id='{silent.id}'] summary").click()
    page.click(f"[id='{silent.id}'] .cite")
    page.wait_for_function("document.querySelector('.cite').textContent === 'Copied'")
    assert "Reported: nothing was found to answer it" in page.evaluate("navigator.clipboard.readText()").split("\n")


# Languages


def test_the_language_can_be_changed_and_changed_back(show: Open) -> None:
    page = show(demo_card())
    before = page.inner_text("body")
    page.click("button[data-lang=en]")
    english = show(demo_card(), language="en").inner_text("body")
    assert page.inner_text("body") == english
    assert page.get_attribute("html", "lang") == "en"
    assert page.title() == words_of("en").title(demo_card())
    page.click("button[data-lang=zh]")
    assert page.inner_text("body") == before


def test_the_interface_in_english_is_english(show: Open) -> None:
    page = show(demo_card(), language="en")
    texts = page.eval_on_selector_all(
        "body *",
        "all => all.filter("
        "e => !e.closest('[lang=zh-Hans], script, svg') && !e.children.length).map(e => e.textContent)",
    )
    documents = [role.document for role in demo_card().documents]
    names = {str(name) for document in documents for name in (document.title, document.place)}
    names |= {"左右", "力争", "学位", "中文"}
    left = [re.sub("|".join(sorted(names, key=len, reverse=True)), "", text) for text in texts]
    assert [text for text in left if re.search("[\u4e00-\u9fff]", text)] == []


# Without script, on paper, by keyboard


def test_everything_can_be_read_without_script(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "card.html"
    path.write_text(scorecard_page(demo_card()), encoding="utf-8")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#list .t:visible").count() == len(demo_card().assessments)
    assert not page.locator("#find").is_visible()
    page.locator("#list summary").first.click()
    assert page.locator("#list dl").first.is_visible()
    context.close()


def test_print_shows_both_quotes_and_no_controls(show: Open) -> None:
    page = show(demo_card())
    page.emulate_media(media="print")
    assert not page.locator("#find").is_visible()
    assert page.locator("#list q:visible").count() == page.locator("#list q").count() > 0
    assert page.locator("#plain li:visible").count() == 18


def test_a_long_list_is_printed_whole_and_left_as_it_was(show: Open) -> None:
    page = show(grown(demo_card(), 601))
    states = "[document.querySelectorAll('.long').length, document.querySelectorAll('details:not([open])').length]"
    before = page.evaluate(states)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(states) == [0, 0]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(states) == before
    assert before[0] == 1


def test_a_filtered_list_says_on_paper_how_much_it_holds(show: Open) -> None:
    page = show(demo_card())
    page.check("input[value=missed]")
    page.emulate_media(media="print")
    assert page.locator("#found").inner_text() == words_of("zh").phrase("page", "shown", targets=3, unchecked=0)
    assert page.locator("#found").is_visible()


def test_the_keyboard_is_enough(show: Open) -> None:
    page = show(CARD)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached: dict[str, str] = {}
    for _ in range(60):
        page.keyboard.press("Tab")
        key = page.evaluate(
            "(() => { const e = document.activeElement; return e.dataset.lang || e.name && e.name + e.value || e.type"
            " || e.tagName + (e.hash || '') })()"
        )
        if key in reached:
            break
        reached[key] = key
        if key == "vmissed":
            page.keyboard.press("Space")
            assert set(verdicts(page)) == {"missed"}
            page.keyboard.press("Space")
        if key == "SUMMARY" and page.evaluate("document.activeElement.closest('.t') !== null"):
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.parentNode.open")
    assert {"zh", "en", "vmet", "vnone", "h", "k", "splan", "reset", "SUMMARY"} <= set(reached)
    assert {f"A#{CARD.assessments[0].target.id}"} <= set(reached)


# Accessibility


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_example(show: Open, language: str, scheme: str) -> None:
    page = show(demo_card(), language=language)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.eval_on_selector_all("details", "all => all.slice(0, 6).forEach(d => d.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_axe_finds_nothing_on_a_hundred_promises(show: Open) -> None:
    page = show(grown(demo_card(), 100))
    assert page.locator("#list article").count() == 100
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


# Many promises


def test_three_thousand_promises_make_a_page_that_still_works(show: Open, tmp_path: Path) -> None:
    page = show(grown(demo_card(), 3000))
    assert (tmp_path / "card.html").stat().st_size < 2_500_000
    page.fill("input[name=q]", "城镇新增就业")
    assert 0 < page.locator(SHOWN).count() < 3000
    page.select_option("select[name=s]", "confidence_down")
    page.click("button[type=reset]")
    page.wait_for_function(f"document.querySelectorAll('{SHOWN}').length > 3000")
