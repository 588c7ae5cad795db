"""Commitments out of plan parts and outcomes out of review parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from promisetrack.clauses import CLAUSE, COUNTED_BEHIND, Claim, overlaps, shadow, strip_lead
from promisetrack.dates import find_due
from promisetrack.indicators import resolve
from promisetrack.lexicon import table
from promisetrack.milestones import milestone_claims
from promisetrack.model import Commitment, Document, Outcome, Part, Strength, Target
from promisetrack.openends import mentions, open_claims, vague_claims
from promisetrack.outline import outline
from promisetrack.passages import Sentence, sentences
from promisetrack.periods import period_of
from promisetrack.places import find_place, parts_of, short_name
from promisetrack.statements import quantity_claims
from promisetrack.themes import theme_of


def extract_commitments(document: Document) -> tuple[Commitment, ...]:
    """Every commitment of the document's plan parts, in order; those that cannot be checked have no targets.

    A document without a plan part gives none.
    """
    found: list[Commitment] = []
    for part in outline(document):
        if part.kind == "plan":
            for sentence in sentences(document, part):
                found.extend(_commitments(document, part, sentence))
    return tuple(found)


def extract_outcomes(document: Document) -> tuple[Outcome, ...]:
    """Every outcome of the document's review parts, in order."""
    found: list[Outcome] = []
    for part in outline(document):
        if part.kind == "review":
            for sentence in sentences(document, part):
                found.extend(_outcomes(document, part, sentence))
    return tuple(found)


def _commitments(document: Document, part: Part, sentence: Sentence) -> Iterator[Commitment]:
    """The commitments of a sentence: those with targets, and between them what cannot be checked."""
    text = sentence.text
    claims = _merge(text, quantity_claims(text, plan=True), milestone_claims(text), open_claims(text))
    found = []
    for group in _by_subject(claims):
        targets = tuple(_target(document, part, sentence, claim) for claim in group)
        bounds = _clause_bounds(text, group[0].start, max(claim.end for claim in group))
        found.append((bounds, targets))
    found.extend((bounds, ()) for bounds in _untargeted(text, [bounds for bounds, _ in found]))
    for bounds, targets in sorted(found, key=lambda entry: entry[0]):
        yield _commitment(document, part, sentence, bounds, targets)


def _untargeted(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of whole clauses that hold no target and say enough to be a promise."""
    run: list[int] = []
    for clause in CLAUSE.finditer(shadow(text)):
        start, end = clause.span()
        if overlaps(start, end, taken):
            yield from _as_promise(text, run)
            run = []
        else:
            run += [start, end]
    yield from _as_promise(text, run)


def _as_promise(text: str, run: Sequence[int]) -> Iterator[tuple[int, int]]:
    words = text[run[0] : run[-1]] if run else ""
    if len(strip_lead(words)) >= _LEAST_PROMISE and not _RHETORIC.match(words):
        yield run[0], run[-1]


_LEAST_PROMISE = 6
# What opens a plan without promising anything: the year praised, the guiding thought, the bridge to the list.
_RHETORIC = re.compile(
    r"(?:今年|明年|20\d\d年|当前|新的一年)[^，]{0,10}是|各位代表|同志们|(?:实现|围绕|完成|为了?)?(?:上述|以上)|"
    r"[^，]{0,16}(?:总体要求|指导思想|总体思路|基本思路|总要求|工作思路)|[^，]{0,20}(?:预期|奋斗)目标[是为]?$|[^，]{0,12}以下[^，]{0,4}(?:方面|工作|重点)"
)


def _merge(text: str, figures: Sequence[Claim], ends: Sequence[Claim], others: Sequence[Claim]) -> list[Claim]:
    """Figures first: an end state whose own words hold a figure, or an open end over either, says nothing more.

    The works that a count names as examples (建成演达二路等20条道路) are ends of their own.
    """
    kept = list(figures)
    kept.extend(
        end
        for end in ends
        if _is_example(text, end) or not any(_shares(figure, end.start, _own_end(end)) for figure in figures)
    )
    kept.extend(other for other in others if not any(_shares(one, other.start, other.end) for one in (*figures, *ends)))
    return sorted(kept, key=lambda claim: (claim.start, claim.end))


def _is_example(text: str, end: Claim) -> bool:
    at = text.find(end.subject, end.start)
    return at >= 0 and bool(_COUNTED_BEHIND.match(text, at + len(end.subject)))


_COUNTED_BEHIND = re.compile(rf"(?:、[^，；。]*)?{COUNTED_BEHIND.pattern}")


def _own_end(claim: Claim) -> int:
    return min(claim.end, claim.start + len(claim.subject) + len(claim.end_state or ""))


def _shares(claim: Claim, start: int, end: int) -> bool:
    return overlaps(start, end, [(claim.start, claim.end)])


def _by_subject(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Figures of one subject side by side (6%以上、力争7%以上) are one commitment, works under one end state too."""
    group: list[Claim] = []
    for claim in claims:
        if group and claim.subject != group[-1].subject and not _one_list(group[-1], claim):
            yield group
            group = []
        group.append(claim)
    if group:
        yield group


def _one_list(one: Claim, other: Claim) -> bool:
    same_end = one.type == other.type == "milestone" and one.end_state == other.end_state
    return same_end and (one.end == other.end or other.start - one.end <= 1)


def _clause_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    opening = max(text.rfind(mark, 0, start) for mark in "，；。：") + 1
    closing = next((k for k in range(end, len(text)) if text[k] in "，；。！？"), len(text))
    return opening, max(closing, end)


def _commitment(
    document: Document, part: Part, sentence: Sentence, bounds: tuple[int, int], targets: tuple[Target, ...]
) -> Commitment:
    span = sentence.span(*bounds)
    clause = sentence.text[slice(*bounds)]
    return Commitment(
        subject=targets[0].subject if targets else clause.rstrip("。；，"),
        targets=targets,
        quote=document.quote(span),
        span=span,
        document=document.id,
        section=sentence.section,
        theme=theme_of(tuple((target.subject, target.unit) for target in targets), sentence.section),
        place=(targets[0].place if targets else None) or document.place,
        period=part.period or (str(document.year) if document.year else None),
        strength=_strength(_first_words(clause, targets)),
    )


def _first_words(clause: str, targets: Sequence[Target]) -> str:
    """The clause up to its first target's figure: 力争 behind it makes the next one a stretch."""
    at = clause.find(targets[0].written) if targets and targets[0].written else -1
    return clause[:at] if at > 0 else clause


def _strength(clause: str) -> Strength:
    words = table("phrases")["strength"]
    for strength in ("firm", "striving", "supporting"):
        if any(word in clause for word in words[strength]):
            return strength
    return "plain"


def _target(document: Document, part: Part, sentence: Sentence, claim: Claim) -> Target:
    return Target(
        **_said(document, sentence, claim),
        type=claim.type,  # type: ignore[arg-type]
        tier=claim.tier,
        # A title striven for is the end itself; only a result may stop at striving.
        stage="done" if claim.stage == "candidate" else claim.stage,
        due=_due(sentence.text, claim, _plan_year(document, part)),
    )


def _said(document: Document, sentence: Sentence, claim: Claim) -> dict[str, Any]:
    """What a claim says of its subject and where: the fields that targets and outcomes share."""
    span = sentence.span(claim.start, claim.end)
    quote, words = document.quote(span), sentence.text[claim.start : claim.end]
    place, subject = _placed(claim, document.place)
    return {
        "subject": subject,
        "measure": claim.measure,
        "comparator": claim.comparator,
        "value": claim.value,
        "unit": claim.unit,
        "written": claim.written,
        "indicator": _indicator(subject, claim),
        "end_state": claim.end_state,
        "place": place,
        "jurisdiction": document.place,
        "document": document.id,
        "quote": quote,
        "words": quote if quote == words else words,
        "span": span,
        "sentence": sentence.text,
        "section": sentence.section,
    }


def _due(text: str, claim: Claim, year: int | None) -> str | None:
    """The date in the claim's own clause, or the one that opens its sentence (到2025年，…), or the plan's year."""
    start, end = _clause_bounds(text, claim.start, claim.end)
    found = find_due(text[start:end], year)
    opening = max(text.rfind(mark, 0, start) for mark in "；。：") + 1
    if not found and re.match(r"到?(?:20\d\d年|“?十[一二三四五六]五”?)[^，]{0,4}，", text[opening:]):
        found = find_due(text[opening:].split("，", maxsplit=1)[0], year)
    return found or (str(year) if year else None)


def _indicator(subject: str, claim: Claim) -> str | None:
    if claim.type == "milestone":
        return None
    unit = claim.unit if claim.measure in ("level", "added") else None
    found = (resolve(f"{claim.end_state}{subject}", unit) if claim.end_state else None) or resolve(subject, unit)
    return found.id if found else None


def _plan_year(document: Document, part: Part) -> int | None:
    if part.period and part.period[:4].isdigit():
        return int(part.period[:4])
    return document.year


def _outcomes(document: Document, part: Part, sentence: Sentence) -> Iterator[Outcome]:
    text = sentence.text
    figures = [claim for claim in quantity_claims(text) if not _is_whole_list(claim)]
    told = _merge(text, figures, milestone_claims(text, plan=False), vague_claims(text))
    for claim in (*told, *mentions(text, told)):
        yield Outcome(
            **_said(document, sentence, claim),
            type=claim.type,  # type: ignore[arg-type]
            stage=claim.stage,
            period=period_of(document, part, text, claim),
        )


def _is_whole_list(claim: Claim) -> bool:
    """十件民生实事: the count is the list's name."""
    return claim.unit in ("件", "项") and bool(re.search("实事|民心工程|民生工程", claim.subject))


def _placed(claim: Claim, jurisdiction: str | None) -> tuple[str | None, str]:
    """The narrower place that a subject opens with, and the subject without it (新会GDP); a name keeps its place."""
    subject = claim.subject
    for short, full in _inner_places(jurisdiction):
        for name in (full, short):
            if subject.startswith(name) and len(subject) > len(name) + 1:
                return full, subject if claim.type == "milestone" else subject[len(name) :]
    return None, subject


@lru_cache(maxsize=512)
def _inner_places(jurisdiction: str | None) -> tuple[tuple[str, str], ...]:
    if not jurisdiction or not find_place(jurisdiction):
        return ()
    return tuple((short_name(name), name) for name in parts_of(jurisdiction))
