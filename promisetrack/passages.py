"""From parts to sentences: a clean view of the text that remembers where each character stood.

Line breaks inside words, bullets and `**` marks are cleaned away in the view only; every span is mapped back to
the document's own characters.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import field, frozen

from promisetrack.folding import understood
from promisetrack.model import Document, Part, Span

_TERMINAL = "。！？!?；;：:…"
_FOLD = str.maketrans(
    {
        ";": "；",
        "(": "（",
        ")": "）",
        "!": "！",
        "＋": "+",
        "／": "/",
        "—": "-",
        "–": "-",
        "－": "-",
        "―": "-",
        "~": "-",
        "～": "-",
        "∼": "-",
        "•": "·",
    }
)
_SECTION_MARKS = (
    (1, r"[一二三四五六七八九十]{1,3}[、．.]"),
    (2, r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    (2, r"[一二三四五六七八九十]{1,3}是(?=[^。；，]{2})"),
    (3, r"[（(]?\d{1,2}[）)、．.](?!\d)"),
    (3, r"[●◆■◇□▲★·•]"),
    (3, r"[-—–]{1,2} *(?=[^\s—–-])"),
)
_LONG_LINE = 30
_HEADING_LENGTH = 42


@frozen
class Sentence:
    """A sentence as it can be searched, with the offset of each of its characters in the document."""

    text: str
    offsets: Sequence[int] = field(repr=False)
    part: Part = field(repr=False)
    section: tuple[str, ...] = field(default=(), repr=False)

    def span(self, start: int, end: int) -> Span:
        """The document's own span of ``self.text[start:end]``."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@frozen
class _Line:
    start: int
    text: str
    level: int
    mark: int


@cache
def _marks() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((level, re.compile(pattern)) for level, pattern in _SECTION_MARKS)


def sentences(document: Document, part: Part) -> tuple[Sentence, ...]:
    """The sentences of a part, in order, each under its section headings.

    >>> text = "一、2023年工作安排\\n新建高标准农\\n田8万亩。培育**１0家**企业。"
    >>> whole = Part(kind="plan", span=Span(0, len(text)))
    >>> [s.text for s in sentences(Document(text=text), whole)][-1]
    '培育10家企业。'
    """
    found: list[Sentence] = []
    section: list[tuple[int, str]] = []
    for block in _blocks(understood(document.text), part.span):
        level, heading = _heading(block)
        if heading:
            section = [*(entry for entry in section if entry[0] < level), (level, heading)]
        if not _is_heading(block):
            path = tuple(dict.fromkeys(name for name in (part.heading, *(name for _, name in section)) if name))
            found.extend(_cut(block, part, path))
    return tuple(found)


def joined_lines(text: str) -> Iterator[tuple[Span, int]]:
    """The stretches of lines that are read as one because a page or a column ended inside them, and their joins.

    >>> list(joined_lines("全市上下凝心聚力、攻坚克难、奋勇争先，全年新建和改造提升高标准农\\n田8万亩。"))
    [(Span(start=0, end=38), 1)]
    """
    for block in _blocks(text, Span(0, len(text))):
        if len(block) > 1:
            last = block[-1]
            yield Span(block[0].start, last.start + len(last.text)), len(block) - 1


def _heading(block: list[_Line]) -> tuple[int, str]:
    """Its level and text where the block opens a section, with a heading of its own or one run into the text."""
    first = block[0]
    if not first.level or first.level == 3:
        plain = len(block) == 1 and _is_heading(block) and not first.level
        return (_plain_level(first.text), first.text.strip("* #")) if plain else (0, "")
    text = re.split(r"[。；]", first.text.strip().strip("*"), maxsplit=1)[0]
    return (first.level, text) if len(text) <= 60 else (0, "")


def _plain_level(text: str) -> int:
    """An unnumbered heading that names a year or an annex stands above the numbered ones, any other below."""
    return 0 if re.search(r"\d{4}年|附件|实事", text) else 3


def _is_heading(block: list[_Line]) -> bool:
    text = block[0].text.strip().strip("*")
    if len(block) > 1 or len(text) > _HEADING_LENGTH or text[-1:] in _TERMINAL:
        return False
    return block[0].level in (1, 2) or (not block[0].level and not re.search(r"\d(?!\d*年)|[；。]", text))


def _blocks(text: str, span: Span) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in _lines(text, span):
        if block and not _runs_on(block[-1], line):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _lines(text: str, span: Span) -> Iterator[_Line]:
    start = span.start
    for raw in text[span.start : span.end].split("\n"):
        stripped = raw.lstrip(" \t\u3000\xa0#>*")
        if stripped.strip():
            offset = start + len(raw) - len(stripped)
            level, mark = _mark(stripped)
            yield _Line(offset, stripped.rstrip(), level, mark)
        start += len(raw) + 1


def _mark(text: str) -> tuple[int, int]:
    """The level of the list mark that a line opens with and its length; (0, 0) without one."""
    first, end = 0, 0
    while found := _one_mark(text, end):
        first, end = first or found[0], found[1]
    return first, end


def _one_mark(text: str, start: int) -> tuple[int, int] | None:
    for level, pattern in _marks():
        match = pattern.match(text, start)
        if match:
            return level, match.end()
    return None


def _runs_on(line: _Line, following: _Line) -> bool:
    """Whether the next line goes on with the same words: a page or a column ended in the middle of them."""
    if following.level or line.level == 3:
        return False
    return len(line.text) >= _LONG_LINE and line.text.rstrip("*”）)")[-1:] not in _TERMINAL


def _cut(block: list[_Line], part: Part, section: tuple[str, ...]) -> Iterator[Sentence]:
    pieces, offsets = _clean(block)
    text = "".join(pieces).translate(_FOLD)
    start, lead = 0, _list_lead(block)
    for end in _ends(text):
        if lead and lead in text[:end]:
            section, lead = (*section, lead), ""
        if text[start:end].strip("。！？”’ "):
            yield Sentence(text[start:end], offsets[start:end], part, section)
        start = end


def _ends(text: str) -> Iterator[int]:
    """Where sentences end; what runs on for longer than any sentence does is cut at a mark, or anywhere."""
    start = 0
    for match in re.finditer(r"[。！？][”’』）]*|$", text):
        while match.end() - start > _LONGEST:
            cut = max(text.rfind(mark, start, start + _LONGEST) for mark in "；，、") + 1
            start = cut if cut > start else start + _LONGEST
            yield start
        yield match.end()
        start = match.end()


# The longest sentence of 223 reports has 707 characters; time grows with the square of a sentence.
_LONGEST = 1000


def _list_lead(block: list[_Line]) -> str:
    """The words that head a list inside a paragraph (办好民生实事：①…。②…) are the heading of its items."""
    found = _LEAD.search("".join(line.text for line in block))
    return found[1] if found else ""


_LEAD = re.compile(
    "([^。；，：]{0,24}(?:实事|民心工程|民生工程))[^。：；]{0,8}[：。](?=①|⑴|一是|1[.、．]|[（(][1一][）)])"
)


def _clean(block: list[_Line]) -> tuple[list[str], array[int]]:
    pieces: list[str] = []
    offsets = array("I")
    for line in block:
        for match in _runs().finditer(line.text, line.mark):
            run = match.group()
            if match["note"]:
                continue
            if run in ",:：，":
                run = _punctuation(line.text, match.start())
            elif run == "?" and "??" in line.text[max(0, match.start() - 1) : match.end() + 1]:
                continue
            pieces.append(run)
            offsets.extend(range(line.start + match.start(), line.start + match.end()))
    return pieces, offsets


@cache
def _runs() -> re.Pattern[str]:
    # Footnote marks (【8】, [3], ①) go with the white space: they stand inside words.
    note = r"(?P<note>[【\[〔]\d{1,3}[】\]〕])"
    return re.compile(note + r"|(?:[^\s*?,:：，\u200b\ufeff【\[〔①-⑳]++|[【\[〔](?!\d{1,3}[】\]〕]))++|[?,:：，]")


def _punctuation(text: str, i: int) -> str:
    """ASCII commas, colons and stops in Chinese text are read as the full-width ones, but not inside figures."""
    char = text[i]
    before, after = text[max(0, i - 1) : i], text[i + 1 : i + 4]
    if char in ":：":
        return ":" if before.isdigit() and after[:1].isdigit() else "："
    thousands = before.isdigit() and len(after) == 3 and after.isdigit() and not text[i + 4 : i + 5].isdigit()
    return "," if thousands and char == "," else "，"
