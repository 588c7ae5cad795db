"""The decided verdicts of a scorecard as schema.org ClaimReview, in JSON-LD that can stand in a web page."""

from __future__ import annotations

import json
import string
from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from promisetrack.errors import PromisetrackError
from promisetrack.model import Assessment, Document
from promisetrack.render.figure import Language, label
from promisetrack.render.visible import address, clean
from promisetrack.render.words import Words, words_of
from promisetrack.scorecard import Scorecard

# Two verdicts, two numbers: schema.org asks for the ends of the scale, not for steps between them.
_VALUES = {"missed": 1, "met": 2}
_PLAIN = frozenset(string.ascii_letters + string.digits + "-._~")
# With these a quote could end the script element that the reviews stand in.
_ENDS = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@frozen(kw_only=True)
class Publication:
    """Who publishes the reviews, on which page, when, and in which language the ratings are worded.

    >>> Publication(author="观察站").reviewer
    {'@type': 'Organization', 'name': '观察站'}
    """

    author: str | Mapping[str, str]
    url: str | None = field(default=None)
    published: date | None = None
    language: Language = "zh"

    @url.validator
    def _can_be_linked(self, _: object, value: str | None) -> None:
        if value is not None and address(value) is None:
            raise PromisetrackError(f"to_claimreview: {value!r} is no web address; give one with http:// or https://")

    @property
    def reviewer(self) -> dict[str, str]:
        """The author as schema.org wants it."""
        given = {"name": self.author} if isinstance(self.author, str) else dict(self.author)
        reviewer = {"@type": "Organization", **given}
        if reviewer["@type"] not in ("Organization", "Person") or not reviewer.get("name", "").strip():
            raise PromisetrackError("to_claimreview: the author needs a name, and is a Person or an Organization")
        return reviewer

    def page_of(self, identity: str) -> str | None:
        """The address of a target on the page."""
        if self.url is None:
            return None
        encoded = clean(identity).encode("utf-8")
        anchor = "".join(chr(byte) if chr(byte) in _PLAIN else f"%{byte:02X}" for byte in encoded)
        return f"{self.url.partition('#')[0]}#{anchor}"


def scorecard_claimreview(card: Scorecard, publication: Publication) -> str:
    """A list with a ClaimReview for each target met or missed, as JSON text; nothing undecided gets one."""
    decided = (item for _, found in card.checked() for item in found if item.verdict in _VALUES)
    reviews = [_review(item, _plan_of(card, item), publication) for item in decided]
    return json.dumps(reviews, ensure_ascii=False, indent=1).translate(_ENDS) + "\n"


def _plan_of(card: Scorecard, assessment: Assessment) -> Document | None:
    """The document that makes the promise: the one that the target names, or the only plan where it names none."""
    plans = {role.document.id: role.document for role in card.documents if role.role == "plan"}
    if assessment.target.document is None and len(plans) == 1:
        return next(iter(plans.values()))
    return plans.get(assessment.target.document or "")


def _review(assessment: Assessment, plan: Document | None, publication: Publication) -> dict[str, Any]:
    words = words_of(publication.language)
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": publication.page_of(assessment.target.id),
        "datePublished": publication.published.isoformat() if publication.published else None,
        "author": publication.reviewer,
        "claimReviewed": _claim(assessment, plan, words),
        "reviewRating": _rating(assessment, words),
        "itemReviewed": _promise(plan, words),
    }
    return {name: value for name, value in review.items() if value is not None}


def _claim(assessment: Assessment, plan: Document | None, words: Words) -> str:
    quote = clean(assessment.target.quote) or label(assessment.target)
    if plan is None or not plan.place:
        return words.phrase("claims", "claim_bare", quote=quote)
    year = words.phrase("claims", "year", year=plan.year) if plan.year else ""
    return words.phrase("claims", "claim", place=clean(plan.place), year=year, quote=quote)


def _rating(assessment: Assessment, words: Words) -> dict[str, Any]:
    return {
        "@type": "Rating",
        "ratingValue": _VALUES[assessment.verdict],
        "bestRating": max(_VALUES.values()),
        "worstRating": min(_VALUES.values()),
        "alternateName": words.verdict(assessment.verdict).word,
        "ratingExplanation": words.reason(assessment),
    }


def _promise(plan: Document | None, words: Words) -> dict[str, Any]:
    """The claim: who made it and when, and where it can be read, as far as that is known."""
    claim: dict[str, Any] = {"@type": "Claim"}
    if plan is None:
        return claim
    if plan.place:
        name = words.phrase("claims", "government", place=clean(plan.place))
        claim["author"] = {"@type": "GovernmentOrganization", "name": name}
    if plan.delivered:
        claim["datePublished"] = plan.delivered.isoformat()
    if link := address(plan.source):
        claim["appearance"] = {"@type": "CreativeWork", "url": link}
    return claim
