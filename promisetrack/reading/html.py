"""Saved web pages to text: a line for each block, without the frame that the site puts round the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from attrs import Factory, define, evolve

from promisetrack.errors import LimitError, ReadError
from promisetrack.limits import Budget
from promisetrack.model import Repair
from promisetrack.reading.encodings import decode
from promisetrack.reading.extracted import Extracted, missing_library
from promisetrack.reading.html_frame import Box, Choice, Line, report_lines

if TYPE_CHECKING:
    from lxml.etree import ParserTarget

__all__ = ["html_text", "mhtml_text"]

_HEAD = 4096
_CHUNK = 65_536
_DEEPEST = 2_000
_FEWEST = 20
_LOGIN = 300
_CHARSET = re.compile(rb"""(?:<meta[^>]+charset|<\?xml[^>]+encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_TAGS = {
    "block": "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main marquee menu nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul xmp",
    "unread": "script style title textarea",
    "hidden": "audio button canvas datalist iframe map noscript object option select svg template video",
    "side": "nav aside footer marquee",
    "heading": "h1 h2 h3",
    "kept": "pre xmp",
}
_MARKS = {
    tag: frozenset(mark for mark, tags in _TAGS.items() if tag in tags.split())
    for tag in " ".join(_TAGS.values()).split()
}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_KEPT_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break)", re.IGNORECASE)
_DISPLAY = re.compile(r"display\s*:\s*([a-z-]+)", re.IGNORECASE)
_SIDE_NAME = re.compile(
    r"(?:^|\s)(?:page|main|site|web|g|top|left|right)?[-_]?"
    r"(?:nav|navbar|menu|footer|foot|copyright|breadcrumbs?|crumbs?|bread|dqwz|weizhi|share|bdsharebuttonbox|related|"
    r"xgxw|xgyd|xgwz|xgjd|recommend|sidebar|comments?|pagination|toolbar|friendlinks?|yqlj)"
    r"[-_]?(?:box|bar|wrap|wrapper|con|content|list|area|links?|\d+)?(?=\s|$)",
    re.IGNORECASE,
)
_WIDE = re.compile("[\u2014\u2018-\u201d\u2026\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_UNSEEN = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_INDENTED = re.compile("\n[ \t]*[\u3000\xa0]{2}")
_ERROR_PAGE = re.compile("40[34]|Not Found|Forbidden|找不到|不存在|无法访问|已删除", re.IGNORECASE)
_ADVICE = "open it in a browser and save it as PDF, or copy its text"


def html_text(data: bytes, budget: Budget) -> Extracted:
    """The report in a saved web page, a line for each block, without menus, links and footers.

    >>> page = "<a href=/>首页</a><p>今年要办好十件民生实事，<b>新建</b>学校五所，新增学位五千个。<br>谢谢大家！"
    >>> html_text(page.encode(), Budget(called="a.html")).text
    '今年要办好十件民生实事，新建学校五所，新增学位五千个。\\n谢谢大家！'
    """
    return _report(data, _declared(data), budget)


def mhtml_text(data: bytes, budget: Budget) -> Extracted:
    """The report in a web page saved as one file (.mht, .mhtml): its first page that holds text."""
    refused: ReadError | None = None
    for content, charset in _pages(data, budget):
        try:
            return _report(content, charset, budget)
        except LimitError:
            raise
        except ReadError as error:
            refused = refused or error
    raise refused or ReadError(f"{budget.called} is a web archive without a page; {_ADVICE}")


def _pages(data: bytes, budget: Budget) -> Iterator[tuple[bytes, str | None]]:
    """The web pages of an archive, each with its character set as the archive or else the page itself says it."""
    from email.feedparser import BytesFeedParser  # noqa: PLC0415

    parser = BytesFeedParser()
    try:
        for start in range(0, len(data), _CHUNK):
            budget.check_time()
            parser.feed(data[start : start + _CHUNK])
        for part in parser.close().walk():
            content = part.get_payload(decode=True)
            if part.get_content_type() == "text/html" and isinstance(content, bytes):
                yield content, part.get_content_charset() or _declared(content)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ReadError(f"{budget.called} is a broken web archive; {_ADVICE}") from error


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None


def _report(data: bytes, charset: str | None, budget: Budget) -> Extracted:
    decoded = decode(data, budget, charset)
    page = _parsed(decoded.text, budget)
    budget.check_time()
    choice = report_lines(page.lines, page.boxes)
    budget.check_time()
    _refuse_pages_without_report(page, choice, budget.called)
    text = "\n".join(choice.lines)
    repairs = [evolve(repair, span=None) for repair in decoded.repairs]
    if choice.left_out:
        note = "lines of the web page around the report"
        repairs.append(Repair(kind="page furniture", count=choice.left_out, note=note))
    return Extracted(text=text, repairs=tuple(repairs), notes=(*decoded.notes, *choice.notes))


def _refuse_pages_without_report(page: _Page, choice: Choice, called: str) -> None:
    if page.password and choice.prose < _LOGIN:
        raise ReadError(f"{called} is a login page, not a report; log in, open the report and save that page")
    if choice.prose:
        return
    title = _named(page.title)
    if _ERROR_PAGE.search(title):
        raise ReadError(f"{called} is an error page ({title}), not a report; save the report's own page")
    if page.frames:
        frames = _named(", ".join(page.frames))
        raise ReadError(f"{called} only frames other pages ({frames}); open the report's page by itself and save it")
    if sum(_WIDE.match(char) is not None for line in choice.lines for char in line) < _FEWEST:
        raise ReadError(f"{called} holds no text of its own; {_ADVICE}")


def _named(text: str) -> str:
    """What a page says of itself, fit for one line of an error."""
    return " ".join(_UNSEEN.sub("", text).split())[:80]


def _parsed(source: str, budget: Budget) -> _Page:
    try:
        from lxml.etree import HTMLParser  # noqa: PLC0415
    except ImportError as error:
        raise missing_library(budget.called, "a web page") from error
    page = _Page()
    parser = HTMLParser(target=cast("ParserTarget[None]", page), encoding="utf-8", huge_tree=True)
    try:
        for start in range(0, len(source), _CHUNK):
            budget.check_time()
            parser.feed(source[start : start + _CHUNK].encode("utf-8", "replace"))
        parser.close()
    except ReadError:
        raise
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:100]
        raise ReadError(f"{budget.called} cannot be read as a web page ({reason}); {_ADVICE}") from error
    return page


@define
class _Page:
    """Takes a page's tags and text from the parser in document order and cuts them into lines."""

    lines: list[Line] = Factory(list)
    boxes: list[Box] = Factory(list)
    title: str = ""
    frames: list[str] = Factory(list)
    password: bool = False
    _marks: Counter[str] = Factory(Counter)
    _open: list[tuple[str, frozenset[str], int]] = Factory(list)
    _shown: list[tuple[str, bool]] = Factory(list)
    _hidden: list[tuple[str, bool]] = Factory(list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise ValueError(f"its elements are nested more than {_DEEPEST} deep")
        marks = _marks(tag, attributes)
        if "block" in marks:
            self._end_line()
        for mark in marks:
            self._marks[mark] += 1
        self._open.append((tag, marks, len(self.lines)))
        if tag.endswith("frame") and attributes.get("src"):
            self.frames.append(attributes["src"])
        if tag == "input" and attributes.get("type", "").lower() == "password":
            self.password = True

    def end(self, tag: str) -> None:
        _, marks, first = self._open.pop()
        if "block" in marks:
            self._end_line()
            if len(self.lines) > first:
                self.boxes.append(Box(first, len(self.lines), "side" in marks))
        for mark in marks:
            self._marks[mark] -= 1

    def data(self, text: str) -> None:
        if self._marks["unread"]:
            self.title += text if self._open[-1][0] == "title" and len(self.title) < 200 else ""
            return
        parts = self._hidden if self._marks["hidden"] else self._shown
        first, *more = text.split("\n") if self._marks["kept"] else [text]
        parts.append((first, self._marks["link"] > 0))
        for line in more:
            self._end_line()
            parts.append((line, self._marks["link"] > 0))

    def close(self) -> None:
        self._end_line()

    def _end_line(self) -> None:
        for parts, hidden in ((self._shown, False), (self._hidden, True)):
            if not parts:
                continue
            linked = sum((1 if link else -1) * sum(map(str.isalpha, text)) for text, link in parts) > 0
            for text in _texts("".join(text for text, _ in parts)):
                self.lines.append(Line(text=text, linked=linked, hidden=hidden, heading=self._marks["heading"] > 0))
            parts.clear()


def _marks(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """What a start tag says of the text inside: a block of its own, hidden, a link, a box beside the report."""
    marks = _MARKS.get(tag, frozenset())
    if not attributes:
        return marks
    style = attributes.get("style", "")
    if "hidden" in attributes or _HIDDEN_STYLE.search(style):
        marks |= {"hidden"}
    if _KEPT_STYLE.search(style):
        marks |= {"kept"}
    display = _DISPLAY.search(style)
    if display and display[1] != "none" and tag != "br":
        marks = marks - {"block"} if display[1].startswith(("inline", "contents")) else marks | {"block"}
    if tag == "a" and "href" in attributes:
        marks |= {"link"}
    if _SIDE_NAME.search(f"{attributes.get('class', '')} {attributes.get('id', '')}"):
        marks |= {"side"}
    return marks


def _texts(raw: str) -> Iterator[str]:
    """The lines of a block: one, but for source lines that start with the indent of a paragraph."""
    for text in _INDENTED.split(_UNSEEN.sub("", raw.replace("\r", "\n"))):
        line = re.sub(r"\s+", _gap, text).strip()
        if line:
            yield line


def _gap(blank: re.Match[str]) -> str:
    """A blank is one space, but nothing where the source's line was broken beside a Chinese character."""
    around = blank.string[max(blank.start() - 1, 0) : blank.start()] + blank.string[blank.end() : blank.end() + 1]
    return "" if "\n" in blank[0] and _WIDE.search(around) else " "
