"""What is shown of a text: visible characters only, in one line, shortened; addresses that can be linked to."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][^ \\]*)?", re.ASCII | re.IGNORECASE)
_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_HALF_PAIRS: Final = re.compile("[\ud800-\udfff]")
# Controls, format characters, and whatever else Unicode says a program may leave out when it shows a text; the
# selectors of a variant (U+FE00, U+E0100 and after) stay, as they show a character in its right form.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)


def clean(text: str) -> str:
    """Text in one line, of visible characters only: what a report holds must not steer a terminal or a page.

    >>> clean("增长\\n6%\\x1b[31m")
    '增长 6%[31m'
    """
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """Text without characters that cannot be seen; a line break is a line feed, a tab a space, half a pair �.

    What goes are control characters, those that have no width and those that turn the direction of reading: with
    them a quote could show other words, or the same words in another order, than it holds. Rare characters stay.

    >>> visible("增长\\u202e%6\\u202c\\r\\n以\\u200b上")
    '增长%6\\n以上'
    """
    return _HALF_PAIRS.sub("\ufffd", _UNSEEN.sub("", _BREAKS.sub("\n", text))).replace("\t", " ")


def address(source: str) -> str | None:
    """The source where it can be linked to: a plain http or https address without a user's name in it.

    >>> address("https://www.jiangmen.gov.cn/2023.html"), address("java\\nscript:alert(1)"), address("2023.txt")
    ('https://www.jiangmen.gov.cn/2023.html', None, None)
    """
    return source if _ADDRESS.fullmatch(source) and clean(source) == source else None


def shorten(text: str, limit: int) -> str:
    """Text in one line, cut in the middle where it is longer than the limit.

    >>> shorten("新建改造污水管网五十公里", 7)
    '新建改…十公里'
    """
    line = clean(text)
    if len(line) <= limit:
        return line
    head = limit // 2
    return f"{line[:head]}…{line[len(line) - (limit - head - 1) :]}"
