"""How alike two wordings are: shared characters and pairs, weighed by how rare they are in such reports."""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from promisetrack.lexicon import table
from promisetrack.numerals import to_decimal

Grams = Mapping[str, float]


@cache
def _background() -> tuple[Mapping[str, int], int]:
    packed = (files("promisetrack") / "data" / "background.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())
    counts = {gram: int(count) for gram, count in rows}
    return counts, counts.pop("clauses")


@cache
def _synonyms() -> tuple[re.Pattern[str], Mapping[str, str]]:
    words = {name: group["words"][-1] for group in table("synonyms")["synonym"] for name in group["words"][:-1]}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True))), words


@lru_cache(maxsize=32768)
def plain(text: str) -> str:
    """The wording with true synonyms made one and marks left out.

    >>> plain("“规上”工业增加值")
    '规模以上工业增加值'
    """
    bare = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9.&]|20\d\d年度?", "", text)
    pattern, words = _synonyms()
    return _COUNTED.sub(_in_digits, pattern.sub(lambda match: words[match.group()], bare))


# 第二十九届, 第29届; 九条, 9条: written either way.
_COUNTED = re.compile("[一二三四五六七八九十]+(?=[条届号期])")


def _in_digits(match: re.Match[str]) -> str:
    value = to_decimal(match.group())
    return match.group() if value is None else str(int(value))


@lru_cache(maxsize=8192)
def grams(text: str) -> Grams:
    """The characters and pairs of neighbours of a wording, each with its weight: rare pairs weigh most."""
    counts, clauses = _background()
    bare = plain(text)
    found = {bare[i : i + size] for size in (1, 2) for i in range(len(bare) - size + 1)}
    return {gram: math.log(clauses / (counts.get(gram, 8) + 1)) / (3 - len(gram)) for gram in found}


def quotations(text: str) -> frozenset[str]:
    """The names that stand in quotation marks.

    >>> sorted(quotations("创建“四好农村路”示范县"))
    ['四好农村路']
    """
    return frozenset(re.findall("“([^”]+)”", text))


def weight(found: Grams) -> float:
    """The sum of the weights."""
    return sum(found.values())


def shared(one: Grams, other: Grams) -> float:
    """The weight of the grams that both have."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(value for gram, value in small.items() if gram in large)


def likeness(one: str, other: str) -> tuple[float, float]:
    """How much of the first wording stands in the second, and of the second in the first (0 to 1 each).

    >>> likeness("新建高标准农田", "高标准农田")[1]
    1.0
    """
    first, second = grams(one), grams(other)
    common = shared(first, second)
    return (common / weight(first) if first else 0.0, common / weight(second) if second else 0.0)
