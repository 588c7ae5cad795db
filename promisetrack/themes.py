"""What a promise is about: the theme of its indicator, of its words, or of the section it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from promisetrack.indicators import resolve
from promisetrack.lexicon import table


def theme_of(subjects: Sequence[tuple[str, str | None]], section: Sequence[str] = ()) -> str | None:
    """The theme of some subjects, each with its unit, under the headings of their section; None where none is named.

    >>> theme_of([("洋吕铁路", None)]), theme_of([], ["（六）全面推进乡村振兴"])
    ('transport', 'rural')
    """
    for subject, unit in subjects:
        named = resolve(subject, unit)
        if named:
            return named.theme
    spoken = (subject for subject, _ in subjects)
    return next((theme for text in (*spoken, *section[::-1]) if (theme := _theme_in(text))), None)


def _theme_in(text: str) -> str | None:
    """The theme whose word stands nearest to the end."""
    found = _theme_pattern().findall(text)
    return _theme_words()[found[-1]] if found else None


@cache
def _theme_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _theme_words()), key=len, reverse=True)))


@cache
def _theme_words() -> Mapping[str, str]:
    return {word: theme for theme, listed in table("themes")["words"].items() for word in listed}
