"""Whether a report says itself that something was not reached."""

from __future__ import annotations

import re
from functools import cache

from promisetrack.lexicon import table


def admits(sentence: str) -> bool:
    """Whether a sentence says itself that something was not reached.

    >>> admits("地区生产总值增速没有达到年初预期"), admits("社会民生与群众期盼还有差距")
    (True, False)
    """
    return _candour().search(sentence) is not None


@cache
def _candour() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in table("candour")["phrase"]))
