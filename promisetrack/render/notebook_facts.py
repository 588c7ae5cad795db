"""What a notebook says of a record, as names and values in a language; its HTML and its text both show these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from pathlib import PurePath

from attrs import frozen

from promisetrack.lexicon import indicators
from promisetrack.model import Assessment, Citation, Commitment, Document, Outcome, Target
from promisetrack.render.figure import amount, label, told
from promisetrack.render.notices import notice
from promisetrack.render.visible import address, clean, shorten, visible
from promisetrack.render.words import Words, file_of

LONGEST = 400
QUOTES = 5
_OPENING = 300
_PAPERS = 20
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?")


@frozen
class Fact:
    """One thing said of a record: its name and what it is; `full` is the whole of a checksum cut short."""

    name: str
    value: str
    full: str = ""
    address: str | None = None


def when(period: str | None, words: Words) -> str:
    """A year, half, quarter, month, day or stretch of years in words.

    >>> when("2023-H1", Words("zh")), when("2021/2025", Words("en")), when(None, Words("en"))
    ('2023年上半年', '2021 to 2025', '')
    """
    times = [_PERIOD.fullmatch(time) for time in (period or "").split("/", 1)]
    said = [_time(time.groupdict(), words) for time in times if time]
    if len(said) < len(times):
        return shorten(period or "", LONGEST)
    return said[0] if len(said) == 1 else words.phrase("notebook", "when_between", first=said[0], last=said[1])


def _time(parts: Mapping[str, str | None], words: Words) -> str:
    numbers = {name: int(part) for name, part in parts.items() if part}
    name = "_".join(("when", *list(numbers)[-1:])) + (f"_{numbers['half']}" if "half" in numbers else "")
    return words.phrase("notebook", name, **numbers)


def sure(share: float, words: Words) -> str:
    """A probability as a percentage; one that is nearly 1 or nearly 0 is not rounded to it.

    >>> sure(0.9999, Words("en")), sure(1.0, Words("en")), sure(0.00001, Words("zh"))
    ('more than 99.9%', '100.0%', '不到0.1%')
    """
    nearly = "nearly_all" if 0.9995 <= share < 1 else "nearly_none" if 0 < share < 0.0005 else ""
    return words.phrase("notebook", nearly) if nearly else words.percent(share)


def understood(statement: Target | Outcome, words: Words) -> str:
    """What was taken from the words: the value, or the end state with its stage."""
    return amount(statement, words.language) or _end(statement, words)


def title_of(document: Document, words: Words) -> str:
    """The title of a document, or the name of its file."""
    return shorten(document.title or file_of(document), LONGEST) or words.phrase("notebook", "no_name")


def opening(document: Document) -> str:
    """The first lines of a document's text."""
    lines = [line.strip() for line in visible(document.text.lstrip()[: 2 * _OPENING]).split("\n")]
    begun = "\n".join(filter(None, lines))
    return begun if len(document.text) <= _OPENING else f"{begun[:_OPENING]}…"


def of_document(document: Document, words: Words) -> list[Fact]:
    """What is known of a document without its text."""
    name, link = partial(words.phrase, "notebook"), address(document.source)
    facts = _facts(
        name,
        place=document.place or words.say("place_unknown"),
        year=words.say("year_of", year=document.year) if document.year else words.say("year_unknown"),
        kind=name(document.kind),
        delivered=when(document.delivered.isoformat() if document.delivered else None, words),
    )
    if source := clean(link or PurePath(document.source).name):
        facts.append(Fact(name("file"), source, address=link))
    facts += _facts(name, length=name("characters", number=f"{len(document.text):,}"))
    facts.append(Fact(name("sha256"), f"{document.sha256[:12]}…", full=document.sha256))
    facts += [Fact(name("note"), shorten(notice(note, words.language), LONGEST)) for note in document.notes]
    return facts + _facts(name, id=document.id)


def of_commitment(commitment: Commitment, words: Words) -> list[Fact]:
    """Where, for when, and how firmly something was promised; its targets apart."""
    name = partial(words.phrase, "notebook")
    facts = _facts(
        name,
        subject=commitment.subject,
        section=_path(commitment.section),
        place=commitment.place or "",
        period=when(commitment.period, words),
        strength=words.name("strength", commitment.strength),
        theme=words.theme(commitment.theme) if commitment.theme else "",
        source=_where(commitment, words),
    )
    facts += [Fact(name("also"), _cited(citation, words)) for citation in commitment.also[:_PAPERS]]
    left = len(commitment.also) - _PAPERS
    return facts + ([Fact(name("also"), name("more_outcomes", number=left))] if left > 0 else [])


def of_statement(statement: Target | Outcome, words: Words) -> list[Fact]:
    """What was understood of a target or an outcome, beside what was written."""
    return _facts(partial(words.phrase, "notebook"), **_understood(statement, words))


def beside(target: Target, outcome: Outcome, words: Words) -> list[tuple[Fact, Fact]]:
    """The facts of a target and of an outcome side by side, as far as there are any on either side."""
    ours, theirs = _understood(target, words), _understood(outcome, words)
    names = {key: words.phrase("notebook", key) for key in ours}
    pairs = (
        (Fact(name, shorten(ours[key], LONGEST)), Fact(name, shorten(theirs[key], LONGEST)))
        for key, name in names.items()
    )
    return [(one, other) for one, other in pairs if one.value or other.value]


def _understood(statement: Target | Outcome, words: Words) -> dict[str, str]:
    kind = ("type", "") if isinstance(statement, Target) else ("notebook", "outcome_")
    return {
        "subject": statement.subject,
        "type": words.name(kind[0], f"{kind[1]}{statement.type}"),
        "written": statement.written,
        "understood": amount(statement, words.language),
        "value": _value(statement),
        "measure": words.phrase("notebook", f"measure_{statement.measure}") if statement.measure else "",
        "comparator": words.phrase("notebook", f"comparator_{statement.comparator}") if statement.comparator else "",
        "end_state": _end(statement, words),
        "indicator": _indicator(statement),
        "tier": words.name("tier", statement.tier) if isinstance(statement, Target) else "",
        "due": when(statement.due, words) if isinstance(statement, Target) else "",
        "period": when(statement.period, words) if isinstance(statement, Outcome) else "",
        "place": statement.place or statement.jurisdiction or "",
        "section": _path(statement.section),
        "source": _where(statement, words),
    }


def of_assessment(assessment: Assessment, words: Words) -> list[Fact]:
    """What a verdict rests on, without the quotes."""
    name, target, degree = partial(words.phrase, "notebook"), assessment.target, assessment.degree
    return [
        *_facts(words.say, reason=words.reason(assessment)),
        *_facts(name, rule=words.name("rule", assessment.rule)),
        *_facts(words.say, target=f"{label(target)}{stretch(target, words)}", result=told(target, assessment.outcomes)),
        *_facts(words.say, degree="" if degree is None else words.percent(degree)),
        *_facts(words.say, confidence=words.percent(assessment.confidence)),
        *_facts(name, policy=words.name("policy", assessment.policy), due=when(target.due, words)),
        *(Fact(name("flips"), line) for line in words.flips(assessment)),
    ]


def _facts(name: Callable[[str], str], **values: str) -> list[Fact]:
    """The facts that there are, named as the table names them."""
    return [Fact(name(key), shorten(value, LONGEST)) for key, value in values.items() if value]


def stretch(target: Target, words: Words) -> str:
    """What follows the name of a target that is only striven for."""
    return words.say("stretch_mark") if target.tier == "stretch" else ""


def _path(section: Iterable[str]) -> str:
    return clean(" / ".join(section))


def _where(record: Target | Outcome | Commitment | Citation, words: Words) -> str:
    """The characters and the document that a record stands at."""
    span = record.span
    characters = words.position(span) if span else ""
    document = words.phrase("notebook", "in_document", id=clean(record.document)) if record.document else ""
    return words.say("between_items").join(filter(None, (document, characters)))


def _cited(citation: Citation, words: Words) -> str:
    return f"“{shorten(citation.quote, LONGEST)}” {_where(citation, words)}"


def _value(statement: Target | Outcome) -> str:
    value: Decimal | None = statement.value
    return "" if value is None else f"{value:f} {clean(statement.unit or '')}".strip()


def _end(statement: Target | Outcome, words: Words) -> str:
    end = clean(statement.end_state or "")
    if not statement.stage:
        return end
    stage = words.phrase("notebook", f"stage_{statement.stage}")
    return words.phrase("notebook", "at_stage", end=end, stage=stage) if end else stage


def _indicator(statement: Target | Outcome) -> str:
    """The name of an indicator, Chinese in both languages: the table has no English names."""
    known = indicators().get(statement.indicator or "")
    return known.name if known else clean(statement.indicator or "")
