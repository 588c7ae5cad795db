"""How near two wordings are in meaning: pairs of characters that reports use in the same company (户厕, 旱厕)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from promisetrack.wording import grams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def closeness(one: str, other: str) -> float:
    """How near two wordings are, from 0 to 1, by the company that their characters keep in such reports.

    The vectors of data/meaning.npz were made from a corpus of reports by tools/build_meaning.py: a row for each pair
    of neighbouring characters. A wording is the sum of its pairs, rare ones weighing most.

    >>> closeness("减税降费", "减轻企业税费负担") > closeness("减税降费", "新建农村公路")
    True
    """
    return max(0.0, float(_vector(one) @ _vector(other)))


@cache
def _table() -> tuple[Mapping[str, int], NDArray[np.int8]]:
    import numpy as np  # noqa: PLC0415

    with (files("promisetrack") / "data" / "meaning.npz").open("rb") as packed, np.load(packed) as table:
        pairs = str(table["pairs"])
        return {pairs[2 * i : 2 * i + 2]: i for i in range(len(pairs) // 2)}, table["vectors"]


@lru_cache(maxsize=16384)
def _vector(text: str) -> NDArray[np.float32]:
    import numpy as np  # noqa: PLC0415

    index, vectors = _table()
    known = {index[pair]: weight for pair, weight in grams(text).items() if pair in index}
    total = np.array(list(known.values()), dtype=np.float32) @ vectors[list(known)].astype(np.float32)
    length = float(np.linalg.norm(total)) if known else 0.0
    return total / length if length else np.zeros(vectors.shape[1], dtype=np.float32)
