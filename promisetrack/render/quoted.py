"""A quote in its sentence."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from promisetrack.model import Outcome, Target
from promisetrack.render.visible import clean, shorten

_LONGEST = 400


@frozen
class Passage:
    """A quote, and what stands before and after it in its sentence."""

    before: str
    quote: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}【{self.quote}】{self.after}" if self.before or self.after else self.quote


def by_sentence(outcomes: Iterable[Outcome]) -> Iterable[Outcome]:
    """The outcomes in their order, of several in one sentence the first; those without a sentence all.

    >>> told = [Outcome(subject=subject, sentence=subject[0]) for subject in ("甲", "乙", "甲地")]
    >>> [outcome.subject for outcome in by_sentence(told)]
    ['甲', '乙']
    """
    sentences: dict[tuple[str | None, str], Outcome] = {}
    for outcome in outcomes:
        sentences.setdefault((outcome.document, clean(outcome.sentence or outcome.quote) or outcome.id), outcome)
    return sentences.values()


def passage(statement: Target | Outcome, around: int = _LONGEST) -> Passage:
    """A statement's quote in its sentence, of which so many characters stay on both sides.

    >>> str(passage(Target(subject="学校", quote="新建学校5所", sentence="加快教育发展，新建学校5所")))
    '加快教育发展，【新建学校5所】'
    """
    sentence, quote = clean(statement.sentence), clean(statement.quote)
    if not quote:
        return Passage("", shorten(sentence, _LONGEST), "")
    before, found, after = sentence.partition(clean(statement.words) or quote)
    if not found:
        before = after = ""
    head = f"…{before[-around:]}" if len(before) > around else before
    tail = f"{after[:around]}…" if len(after) > around else after
    return Passage(head, shorten(quote, _LONGEST), tail)
