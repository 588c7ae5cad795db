"""What a reader should know of the files, in the language of what is shown (data/notices.toml)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath

from attrs import frozen

from promisetrack.lexicon import table
from promisetrack.render.figure import Language
from promisetrack.render.visible import clean


def notice(warning: str, language: Language) -> str:
    """A warning of a scorecard or a note of a document, with the names of its files; an unknown one stays as it is.

    >>> notice("folder/b.txt: it reviews 2023, but a.txt plans 2022; give the report of the year after the plan", "zh")
    'b.txt：它回顾的是2023年，而a.txt计划的是2022年；请用计划下一年的报告'
    """
    said = clean(warning)
    known = ((entry.pattern.fullmatch(said), entry.zh) for entry in _notices())
    return next((_told(found, zh, language) for found, zh in known if found), said)


def _told(found: re.Match[str], zh: str, language: Language) -> str:
    names = {key: PurePath(value).name for key, value in found.groupdict().items() if value}
    file = names.pop("file", "")
    if language == "zh":
        return f"{file}{'：' if file else ''}{zh.format(**names)}"
    text = found["said"].replace(found["plan"], names["plan"]) if "plan" in names else found["said"]
    return f"{file}{': ' if file else ''}{text}"


@frozen
class _Notice:
    pattern: re.Pattern[str]
    zh: str


@cache
def _notices() -> tuple[_Notice, ...]:
    return tuple(_Notice(_pattern(entry["en"]), entry["zh"]) for entry in table("notices")["notice"])


def _pattern(english: str) -> re.Pattern[str]:
    """The pattern of a notice: {name} takes what differs, [s] may be missing."""
    literal = re.escape(english).replace(r"\[s\]", "s?")
    filled = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", literal)
    return re.compile(f"(?:(?P<file>.+?): )?(?P<said>{filled})")
