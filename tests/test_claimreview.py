"""ClaimReview: what schema.org and search engines ask for, and nothing where nothing was decided."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator
from payloads import PAYLOADS, planted
from sample_card import CARD, GROWTH, PLAN, SCHOOLS

from promisetrack.errors import PromisetrackError
from promisetrack.model import Target
from promisetrack.render.html import scorecard_page
from promisetrack.render.words import LANGUAGES, words_of
from promisetrack.scorecard import DocumentRole, Scorecard

SCHEMA = json.loads((Path(__file__).parent / "data" / "claimreview.schema.json").read_text(encoding="utf-8"))
PAGE = "https://watch.example.cn/jiangmen-2023.html"


def reviews(card: Scorecard, **given: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(card.to_claimreview(**({"author": "承诺观察", "url": PAGE} | given)))
    return found


def with_plan(**fields: Any) -> Scorecard:
    """The sample card with another plan document of the same text."""
    return evolve(CARD, documents=(DocumentRole(document=evolve(PLAN, **fields), role="plan"), *CARD.documents[1:]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_reviews_hold_what_search_engines_require(language: str) -> None:
    card = with_plan(delivered=date(2023, 1, 10), source="https://www.jiangmen.gov.cn/2023.html")
    found = reviews(card, language=language, published=date(2024, 2, 1))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(found)] == []
    assert len(found) == 3


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"reviewRating": {"@type": "Rating", "ratingValue": 2}}, "a number without a word says nothing in a search"),
        ({"claimReviewed": ""}, "a claim has words"),
        ({"url": "page.html#t1"}, "a search engine needs the whole address"),
        ({"author": {"@type": "Organization"}}, "nobody publishes it"),
        ({"itemReviewed": {"@type": "CreativeWork"}}, "what is reviewed is a claim"),
    ],
)
def test_a_review_that_lacks_something_is_refused(change: Mapping[str, Any], reason: str) -> None:
    assert list(Draft202012Validator(SCHEMA).iter_errors([reviews(CARD)[0] | dict(change)])), reason


def test_only_what_was_decided_is_reviewed() -> None:
    decided = [item for item in CARD.assessments if item.verdict in ("met", "missed")]
    found = reviews(CARD)
    assert [review["url"] for review in found] == [f"{PAGE}#{item.target.id}" for item in decided]
    words = words_of("zh")
    assert [review["reviewRating"]["alternateName"] for review in found] == [
        words.verdict(item.verdict).word for item in decided
    ]
    assert [review["reviewRating"]["ratingValue"] for review in found] == [1, 1, 2]
    silent = tuple(evolve(item, verdict="claimed") for item in CARD.assessments)
    assert reviews(evolve(CARD, assessments=silent)) == []


def test_the_claim_is_the_quote_with_place_and_year() -> None:
    assert reviews(CARD)[0]["claimReviewed"] == "江门市政府2023年承诺：“地区生产总值增长6%以上”"
    english = reviews(CARD, language="en")[0]
    assert english["claimReviewed"] == "The government of 江门市 promised for 2023: “地区生产总值增长6%以上”"
    assert english["itemReviewed"]["author"]["name"] == "People's Government of 江门市"


def test_the_promise_says_who_made_it_when_and_where_as_far_as_that_is_known() -> None:
    known = with_plan(delivered=date(2023, 1, 10), source="https://www.jiangmen.gov.cn/2023.html")
    assert reviews(known)[0]["itemReviewed"] == {
        "@type": "Claim",
        "author": {"@type": "GovernmentOrganization", "name": "江门市人民政府"},
        "datePublished": "2023-01-10",
        "appearance": {"@type": "CreativeWork", "url": "https://www.jiangmen.gov.cn/2023.html"},
    }
    assert reviews(with_plan(place=None))[0]["itemReviewed"] == {"@type": "Claim"}
    assert reviews(with_plan(place=None))[0]["claimReviewed"] == "政府承诺：“地区生产总值增长6%以上”"
    assert reviews(evolve(CARD, documents=()))[0]["itemReviewed"] == {"@type": "Claim"}


def test_the_promise_of_one_of_two_plans_is_that_plan_s() -> None:
    digest = evolve(PLAN, text="别的文本", place="江门市新会区")
    roles = (DocumentRole(document=digest, role="plan"), *CARD.documents)
    assert reviews(evolve(CARD, documents=roles))[0]["claimReviewed"].startswith("江门市政府2023年承诺")


def test_a_target_made_by_hand_is_named() -> None:
    bare = Target(subject="学校", measure="added", value=SCHOOLS.value, unit="所")
    commitment = evolve(CARD.commitments[1], targets=(bare,))
    assessment = evolve(CARD.assessments[2], target=bare)
    card = Scorecard(documents=CARD.documents, commitments=(commitment,), assessments=(assessment,))
    assert reviews(card)[0]["claimReviewed"] == "江门市政府2023年承诺：“学校 新增5所”"


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ("承诺观察", {"@type": "Organization", "name": "承诺观察"}),
        ({"@type": "Person", "name": "王晓明"}, {"@type": "Person", "name": "王晓明"}),
        (
            {"name": "承诺观察", "url": "https://a.cn"},
            {"@type": "Organization", "name": "承诺观察", "url": "https://a.cn"},
        ),
    ],
)
def test_the_author_is_an_organization_or_a_person(author: Any, written: Mapping[str, str]) -> None:
    assert reviews(CARD, author=author)[0]["author"] == written


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"author": " "}, "a name of blanks"),
        ({"author": {"@type": "Person"}}, "no name"),
        ({"author": {"@type": "Thing", "name": "x"}}, "neither a person nor an organization"),
        ({"url": "card.html"}, "no address"),
        ({"url": "javascript:alert(1)"}, "no address of a page"),
    ],
)
def test_what_cannot_be_published_is_refused_in_one_line(given: Mapping[str, Any], reason: str) -> None:
    with pytest.raises(PromisetrackError, match=r"^to_claimreview: [^\n]+$"):
        reviews(CARD, **given)


def test_a_page_s_own_fragment_gives_way_to_the_target() -> None:
    assert reviews(CARD, url=f"{PAGE}#top")[0]["url"] == f"{PAGE}#{GROWTH.id}"


def test_without_an_address_a_review_has_none() -> None:
    assert "url" not in reviews(CARD, url=None)[0]


def test_the_addresses_lead_to_the_page_s_targets() -> None:
    page = scorecard_page(CARD)
    anchors = {review["url"].partition("#")[2] for review in reviews(CARD)}
    assert {anchor for anchor in anchors if f'id="{anchor}"' not in page and f"id={anchor}" not in page} == set()


def test_reviews_can_stand_in_a_page_whatever_the_texts_hold() -> None:
    for payload in PAYLOADS:
        text = planted(payload.text).to_claimreview(author="x", url=PAGE)
        assert not set("<>&\u2028\u2029") & set(text)
        found = json.loads(text)
        assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(found)] == [], payload
