"""Which years a reported result is for: its own clause's, its sentence's, or the part's."""

from __future__ import annotations

import re

from promisetrack.clauses import Claim
from promisetrack.dates import find_period
from promisetrack.indicators import resolve
from promisetrack.model import Document, Part


def period_of(document: Document, part: Part, text: str, claim: Claim) -> str | None:
    """The period that the claim's own clause names (五年累计), the one its sentence names, or the part's.

    In the review of a term, a rate, a rank or a known indicator's level is the last year's.
    """
    whole = part.period or (str(document.year - 1) if document.year else None)
    term = bool(whole) and "/" in str(whole)
    opening = max(text.rfind(mark, 0, claim.start) for mark in "；。") + 1
    own = re.split("[，；。]", text[opening : claim.end])[-1]
    if _LONG.search(own):
        return whole if term else find_period(own, document.year) or whole
    clause = text[opening : claim.end]
    named = find_period(clause, document.year) if _NAMED.search(clause) else None
    if not named and document.year and (ended := _PROGRAMME.search(clause)):
        named = f"{document.year - '零一两三四五'.index(ended['years'])}/{document.year - 1}"
    if named or not term:
        return named or whole
    return str(whole).split("/")[1] if _is_yearly(claim) else whole


_LONG = re.compile(r"累计|年均|[一二两三四五六七八九十]年(?!期)|十[一二三四五]五")
# “一圈两场三改”三年攻坚顺利完成，累计…: what follows is the programme's total.
_PROGRAMME = re.compile("(?P<years>[两三四五])年(?:攻坚|行动|整治|改造|大会战|计划)[^，；。]{0,10}(?:完成|收官|结束)")
_NAMED = re.compile(r"五年|四年|三年|十[一二三四五]五|20\d\d")


def _is_yearly(claim: Claim) -> bool:
    if claim.measure in ("growth", "share", "rate", "rank"):
        return True
    if claim.type != "quantity" or claim.measure != "level":
        return False
    return bool(_HELD.search(claim.subject)) or resolve(claim.subject, claim.unit) is not None


# 拥有研发机构443家: what there is at the end of the years is what there was last year.
_HELD = re.compile("^(?:拥有|现有|保有)|(?:总量|总数|保有量|存量)$")
