"""A scorecard as one self-contained HTML page that asks for nothing from the network and can be read without script."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from attrs import frozen
from markupsafe import Markup

from promisetrack.coverage import READ, Coverage, coverage
from promisetrack.model import Assessment, Commitment, Target, Verdict
from promisetrack.policy import Policy
from promisetrack.render.bilingual import Bilingual, Pair, attribute, both
from promisetrack.render.charts import KINDS, chart
from promisetrack.render.figure import Language, label
from promisetrack.render.notebook_facts import when
from promisetrack.render.page_content import Library, Promise, library, promises
from promisetrack.render.templating import environment
from promisetrack.render.visible import address, clean
from promisetrack.render.words import LANGUAGES, Words, file_of, words_of
from promisetrack.scorecard import VERDICTS, Scorecard, Tally

if TYPE_CHECKING:
    from jinja2 import Environment

_PARTS = 4
# The texts that the script puts in by itself, and those that stand in every promise.
_SCRIPT = (
    "cite", "cited", "not_cited", "citation_promised", "citation_reported", "citation_none",
    "stretch", "due_by", "reached", "certain", "sources", "promised", "reported",
)  # fmt: skip


def scorecard_page(card: Scorecard, language: Language = "zh") -> str:
    """The whole page in a language; its script can change it to the other one."""
    words_of(language)
    content = {
        "texts": Bilingual(language),
        "card": card,
        "summary": card.summary,
        "bar": _bar(card.summary.base),
        "books": (books := library(card)),
        "promises": (listed := tuple(promises(card, books))),
        "anchors": Anchors(),
        "themes": sorted(card.summary.themes.items(), key=lambda item: (item[0] == "other", -item[1].targets)),
        "unchecked": [commitment for commitment, found in card.checked() if not found],
        "charts": [
            tuple(chart(card, kind, language=language, narrow=narrow) for narrow in (False, True)) for kind in KINDS
        ],
        "choices": _choices(card, listed, books),
        "coverage": [_covered(found) for found in coverage(card)],
        "made": _made(card),
        "rules": Counter(item.rule for item in card.assessments).most_common(),
        "language": language,
        "script_texts": _script_texts(card),
    }
    style, script = _asset("page.css"), _asset("page.js")
    hashes = {"style_hash": _hash(style), "script_hash": _hash(script)}
    return _environment().get_template("page.html").render(style=style, script=script, **hashes, **content)


class Anchors:
    """The addresses of promises in a page: their ids, but for what no address can be or the page itself has."""

    _OWN = frozenset(
        {
            *("overview", "charts", "promises", "find", "found", "list", "nothing", "rest", "rest-list", "unchecked"),
            *("plain", "how", "coverage", "documents", "made", "texts", "tools"),
        }
    )

    def of(self, identity: str) -> str:
        """The address of a record: a1 for "a1", a-b for "a b", list- for "list"."""
        name = "-".join(clean(identity).split()) or "-"
        return f"{name}-" if name in self._OWN or name.startswith("chart-") else name


@frozen
class Choices:
    """What the lists of the search form offer: the ids of themes, types and places that occur, in their order."""

    themes: tuple[str, ...]
    types: tuple[str, ...]
    places: tuple[str, ...]

    def theme_of(self, commitment: Commitment) -> int:
        """The number of a commitment's theme, from 1."""
        return self.themes.index(clean(commitment.theme or "other")) + 1

    def place_of(self, place: str) -> Markup:
        """The attribute that names the place of a promise, unless it is the first."""
        number = self.places.index(place) + 1 if place in self.places else 0
        return Markup("") if number == 1 else attribute("data-p", str(number))


def _choices(card: Scorecard, listed: tuple[Promise, ...], books: Library) -> Choices:
    entries = [entry for promise in listed for entry in promise.entries]
    themes = dict.fromkeys(clean(commitment.theme or "other") for commitment in card.commitments)
    unchecked = (books.place_of(commitment) for commitment, found in card.checked() if not found)
    places = Counter(place for place in (*(entry.place for entry in entries), *unchecked) if place)
    return Choices(
        themes=tuple(sorted(themes, key=lambda theme: theme == "other")),
        types=tuple(dict.fromkeys(entry.target.type for entry in entries)),
        places=tuple(place for place, _ in places.most_common()),
    )


@frozen
class Bar:
    """The due targets as parts of a whole: each verdict with where it begins and how wide it is, in percent."""

    parts: tuple[tuple[Verdict, float, float], ...]
    text: Pair
    low: Pair
    open: Pair
    high: Pair


# From what is surely met to what is surely missed; what lies between is what the interval leaves open.
_BAR: tuple[Verdict, ...] = ("met", "claimed", "undecidable", "unreported", "missed")


def _bar(base: Tally) -> Bar | None:
    interval = base.fulfilment
    if interval is None:
        return None
    ends = [100 * count / base.due for count in accumulate(map(base.count, _BAR), initial=0)]
    due = Tally(counts={verdict: base.count(verdict) for verdict in _BAR})
    return Bar(
        parts=tuple(
            (verdict, round(start, 2), round(end - start, 2))
            for verdict, (start, end) in zip(_BAR, pairwise(ends), strict=True)
            if end > start
        ),
        text=both(lambda words: words.phrase("page", "bar", due=base.due, counts=words.counts(due))),
        low=both(lambda words: words.phrase("page", "bar_low", low=words.percent(interval.low))),
        open=both(lambda words: words.phrase("page", "bar_open", open=words.percent(interval.high - interval.low))),
        high=both(lambda words: words.phrase("page", "bar_high", high=words.percent(interval.high))),
    )


def _covered(found: Coverage) -> tuple[Pair, Pair | None]:
    """What was read of a document, and what its other parts are."""
    rest = [
        (kind, count / found.characters)
        for kind, count in sorted(found.parts.items(), key=lambda item: -item[1])
        if count and kind != READ[found.role]
    ]

    def read(words: Words) -> str:
        shares = {"share": words.percent(found.read_share), "quoted": words.percent(found.quoted_share)}
        return words.phrase("page", f"coverage_{found.role}", name=file_of(found.document), **shares)

    def others(words: Words) -> str:
        shown = (
            words.phrase("page", "coverage_part", name=words.name("part", kind), share=words.percent(share))
            for kind, share in rest[:_PARTS]
        )
        return words.phrase("page", "coverage_rest", parts=words.joined(shown))

    return both(read), both(others) if rest else None


def _made(card: Scorecard) -> list[Pair]:
    rules = card.rules
    policy = both(lambda words: _policy(words, card.policy, rules))
    return [both(lambda words: words.made()), policy, _page("made_check")]


def _policy(words: Words, name: str, rules: Policy | None) -> str:
    called = words.name("policy", name)
    if rules is None:
        return words.phrase("page", "made_policy_named", policy=called)
    values = {
        "tolerance": words.percent(rules.tolerance),
        "points": rules.points,
        "sure": words.percent(rules.sure_enough),
    }
    return words.phrase("page", "made_policy", policy=called, **values)


def _page(key: str, **values: object) -> Pair:
    """A phrase of the page in both languages."""
    return both(lambda words: words.phrase("page", key, **values))


def _script_texts(card: Scorecard) -> dict[str, tuple[str, str]]:
    texts = {key: _page(key) for key in _SCRIPT}
    texts["and_so"] = both(lambda words: words.say("and_so"))
    texts["in_brackets"] = both(lambda words: words.say("in_brackets", text="{text}"))
    for verdict in VERDICTS:
        texts |= {verdict: _verdict("word")(verdict), f"{verdict}_meaning": _verdict("meaning")(verdict)}
    texts["shown"] = _page("shown", targets="{targets}", unchecked="{unchecked}")
    for role in READ:
        names = [file_of(item.document) for item in card.documents if item.role == role]
        # Where there are several, the place of each quote names its own.
        texts[role] = Pair(names[0], names[0]) if len(names) == 1 else Pair("", "")
    return {key: (pair.zh, pair.en) for key, pair in texts.items()}


def _in_words(method: str) -> Callable[..., Pair]:
    """A method of Words, its answers in both languages."""
    return lambda *given, **values: both(lambda words: getattr(words, method)(*given, **values))


@cache
def _environment() -> Environment:
    shared = {name: _in_words(name) for name in ("say", "name", "theme", "title", "document", "mended", "warned")}
    verdict = {part: _verdict(part) for part in ("word", "meaning")}
    return environment(
        page=_page, w=shared, verdict=verdict, headline=_headline, due=_due, flips=_flips, address=address, clean=clean,
        label=label, percent=words_of("zh").percent, attribute=attribute,
    )  # fmt: skip


def _verdict(part: str) -> Callable[[Verdict], Pair]:
    """A part of how a verdict is shown, in both languages."""
    return lambda verdict: both(lambda words: getattr(words.verdict(verdict), part))


def _headline(card: Scorecard) -> list[Pair]:
    zh, en = (words_of(language).headline(card.summary) for language in LANGUAGES)
    return [Pair(*pair) for pair in zip(zh, en, strict=True)]


def _due(target: Target) -> Pair:
    return both(lambda words: when(target.due, words))


def _flips(assessment: Assessment) -> list[Pair]:
    zh, en = (words_of(language).flips(assessment) for language in LANGUAGES)
    return [Pair(*pair) for pair in zip(zh, en, strict=True)]


@cache
def _asset(name: str) -> str:
    return files("promisetrack.render").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
