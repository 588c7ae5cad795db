"""The bytes of a text file to characters: which character set they are in, and what becomes of broken ones."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from attrs import frozen

from promisetrack.errors import ReadError
from promisetrack.lexicon import table
from promisetrack.limits import Budget
from promisetrack.model import Repair, Span
from promisetrack.reading.extracted import Extracted

__all__ = ["decode"]


@frozen
class _Charset:
    """A character set: what notes call it, its codec, the bytes of most characters and of the longest."""

    name: str
    codec: str
    usual: int
    longest: int


_UTF_8 = _Charset("UTF-8", "utf-8", 3, 4)
_GB18030 = _Charset("GB18030", "gb18030", 2, 4)
_BIG5 = _Charset("Big5", "big5hkscs", 2, 2)
_UTF_16_LE, _UTF_16_BE = _Charset("UTF-16", "utf-16-le", 2, 4), _Charset("UTF-16", "utf-16-be", 2, 4)
_UTF_32_LE, _UTF_32_BE = _Charset("UTF-32", "utf-32-le", 4, 4), _Charset("UTF-32", "utf-32-be", 4, 4)
_UNMARKED = (_UTF_8, _GB18030, _BIG5, _UTF_16_LE, _UTF_16_BE)
_MARKED = {  # the mark of UTF-32 begins with that of UTF-16
    codecs.BOM_UTF32_LE: _UTF_32_LE,
    codecs.BOM_UTF32_BE: _UTF_32_BE,
    codecs.BOM_UTF16_LE: _UTF_16_LE,
    codecs.BOM_UTF16_BE: _UTF_16_BE,
}
_DECLARED = {
    "utf8": _UTF_8,
    **dict.fromkeys(("gb2312", "gb231280", "euccn", "gbk", "xgbk", "cp936", "gb18030"), _GB18030),
    **dict.fromkeys(("big5", "xxbig5", "big5hkscs", "big5eten", "cp950"), _BIG5),
}

_LOST = "\ufffd"
_STRETCH = re.compile("[\0\ufffd-\uffff]+")
_STRANGE = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")  # control characters and private ones
_ASCII = bytes(range(0x80))

# How unlikely something is, in bits: a character of a report takes ten on average, one of misread bytes twenty.
_MOST_BITS = 16
_RARE_BITS = 19
_BAD_BITS = 32
_FURTHER_BITS = 18  # a bad byte after a bad one
_TORN_BITS = 10  # a bad byte at either end: the file may have been cut in the middle of a character
_SECOND_HALF_BITS = 8  # more for a letter after a byte beyond ASCII, whose second half it may be
_DECLARED_BITS = 40  # what a declaration is worth: four characters that fit

_SAMPLE_BYTES, _SAMPLE_PLACES, _SAMPLES = 256, 256, 8
_CHUNK = 2048
_BACK = 24  # characters before the first sign of damage that are read again, as the damage may lie before its sign
_WINDOW, _SETTLED = 144, 96  # bytes read again, and how many of them are kept: the rest shows how they go on
_FEW_WINDOWS, _WINDOW_EVERY = 1_000, 4_000  # reading again is slow: hardly any file needs so much of it
_FEW, _BROKEN_EVERY, _STRANGE_EVERY = 3, 15, 50


def decode(data: bytes, budget: Budget, declared: str | None = None) -> Extracted:
    """The text in the bytes of a file; `declared` is the character set that a web page says it is in.

    Bytes that stand for no character become U+FFFD, one for each stretch, with a repair. A character set other than
    UTF-8 is noted, and so is one that is not the declared one.

    >>> found = decode("新建学校五所，\\r\\n新增学位五千个。".encode("gb18030"), Budget(called="a.txt"))
    >>> found.text, found.notes
    ('新建学校五所，\\n新增学位五千个。', ('read as GB18030',))
    """
    stated = _DECLARED.get(re.sub("[^a-z0-9]", "", (declared or "").lower()))
    text, charset = _strict_utf_8(data), _UTF_8
    if text is None:
        text, charset = _guessed(data, budget, stated)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    budget.check("characters", len(text))
    repairs = tuple(_repairs(text, charset))
    return Extracted(text=_STRETCH.sub(_LOST, text), repairs=repairs, notes=_notes(text, charset, stated))


def _strict_utf_8(data: bytes) -> str | None:
    """The text of faultless UTF-8. A NUL stands in no text, but in most of UTF-16, which may be faultless UTF-8."""
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes, budget: Budget, stated: _Charset | None) -> tuple[str, _Charset]:
    """The text in the likeliest character set; ReadError where that is no text, or broken in too many places."""
    charset = _likeliest(data, stated)
    text = _in_step(data, charset, budget) if charset else None
    if charset and text and not _is_garbled(text):
        return (_with_taiwan_signs(text) if charset == _BIG5 else text), charset
    known = "UTF-8, GB18030, Big5, UTF-16"
    raise ReadError(f"{budget.called} is in no character set that is known ({known}); save it as a .txt file in UTF-8")


def _is_garbled(text: str) -> bool:
    """Whether so much is broken that this is no broken text: it is something else, or partly so."""
    broken, strange = len(_STRETCH.findall(text)), len(_STRANGE.findall(text))
    return broken > _FEW + len(text) // _BROKEN_EVERY or strange > _FEW + len(text) // _STRANGE_EVERY


def _likeliest(data: bytes, stated: _Charset | None) -> _Charset | None:
    """The character set that a mark tells or in which the samples are likeliest; None where they are no text in it."""
    marked = next((charset for mark, charset in _MARKED.items() if data.startswith(mark)), None)
    samples = _samples(data)
    readings = {one: [_reading(sample, one) for sample in samples] for one in ([marked] if marked else _UNMARKED)}
    charset = min(readings, key=lambda one: sum(map(_bits, "".join(readings[one]))) - _DECLARED_BITS * (one == stated))
    return charset if sum(map(_plausible, readings[charset])) * 2 >= len(samples) else None


def _samples(data: bytes) -> list[bytes]:
    """Pieces from all over a file, but none that is mainly ASCII where others are not: markup tells nothing."""
    step = max(_SAMPLE_BYTES, len(data) // _SAMPLE_PLACES)
    pieces = [data[at : at + _SAMPLE_BYTES] for at in range(0, len(data), step)]
    beyond_ascii = [len(piece.translate(None, _ASCII)) for piece in pieces]
    telling = [piece for piece, count in zip(pieces, beyond_ascii, strict=True) if count * 4 >= max(beyond_ascii)]
    return telling[:: max(1, len(telling) // _SAMPLES)][:_SAMPLES]


def _plausible(text: str) -> bool:
    """Whether the characters of a text beyond ASCII are such as reports are written in."""
    telling = re.sub("[\t-\r -~]", "", text)
    return sum(map(_bits, telling)) <= _MOST_BITS * len(telling) + 2 * _BAD_BITS


def _reading(sample: bytes, charset: _Charset) -> str:
    if charset == _UTF_8:
        return sample.decode("utf-8", "replace")
    return "".join(char for _, char in _likeliest_steps(sample, charset, first=True, last=True))


@lru_cache(maxsize=200_000)
def _bits(char: str) -> int:
    """How unlikely a character is in a report."""
    if char in _known():
        return _known()[char]
    if "\u4e00" <= char <= "\u9fff":
        return 20 if char.encode("gb2312", "ignore") else 23
    return 23 if char < "\u3400" and unicodedata.category(char)[0] != "C" else 26


@cache
def _known() -> Mapping[str, int]:
    """The characters of reports, simplified and traditional, and the signs of any text, each with its bits."""
    ascii_marks = {chr(code): 8 for code in (9, 10, 12, 13, *range(0x20, 0x7F))}
    spaces = dict.fromkeys("\xa0\u3000", 12)
    wide = {chr(code): 16 for code in (*range(0x2010, 0x203C), *range(0x3001, 0x3020), *range(0xFF01, 0xFF5F))}
    counted = {char: tier["bits"] for tier in table("characters")["tier"] for char in tier["characters"]}
    return {_LOST: _BAD_BITS} | ascii_marks | spaces | wide | counted


def _likeliest_steps(data: bytes, charset: _Charset, *, first: bool, last: bool) -> list[tuple[int, str]]:
    """The likeliest characters of a few bytes, U+FFFD for each bad byte, and where each of them ends.

    `first` and `last` say that the bytes begin or end where the file does.
    """
    size, torn = len(data), charset.usual - 1
    never = _BAD_BITS * (size + 1)
    read, lost = [0] + [never] * (size + charset.longest), [never] * (size + 1)  # the bits up to there, by what is last
    came_to_read, came_to_lost = [(0, False, "")] * len(read), [False] * len(lost)
    for at in range(size):
        after_lost = lost[at] < read[at]
        so_far = lost[at] if after_lost else read[at]
        char, width, bits = _character_at(data, at, charset)
        if width and so_far + bits < read[at + width]:
            read[at + width], came_to_read[at + width] = so_far + bits, (at, after_lost, char)
        bad = _TORN_BITS if (first and at < torn) or (last and at >= size - torn) else _BAD_BITS
        further = min(bad, _FURTHER_BITS)
        came_to_lost[at + 1] = lost[at] + further < read[at] + bad
        lost[at + 1] = min(lost[at] + further, read[at] + bad)
    steps, at, in_lost = [], size, lost[size] < read[size]
    while at:
        before, before_lost, char = (at - 1, came_to_lost[at], _LOST) if in_lost else came_to_read[at]
        steps.append((at, char))
        at, in_lost = before, before_lost
    return steps[::-1]


def _character_at(data: bytes, at: int, charset: _Charset) -> tuple[str, int, int]:
    char, width, bits = _first_character(data[at : at + charset.usual], charset.codec)
    if not width:
        return _first_character(data[at : at + charset.longest], charset.codec)
    if width == 1 and char >= "@" and char != "[" and 0 < at < len(data) - 1 and data[at - 1] > 0x7F:
        bits += _SECOND_HALF_BITS
    return char, width, bits


@lru_cache(maxsize=200_000)
def _first_character(piece: bytes, codec: str) -> tuple[str, int, int]:
    """The character that the bytes begin with, how many of them it takes, and its bits; nothing and 0 without one."""
    for part in (piece, piece[:1]):
        try:
            char = part.decode(codec)[:1]
        except UnicodeDecodeError:
            continue
        return ("", 0, 0) if _STRETCH.match(char) else (char, len(char.encode(codec)), _bits(char))
    return "", 0, 0


def _in_step(data: bytes, charset: _Charset, budget: Budget) -> str | None:
    """The characters, in step again soon after each broken byte; None where that would take too long.

    After a broken byte the halves of neighbouring characters may be taken for one: rare characters, often without an
    error. Where characters look like that or cannot be read, the likeliest way of reading them is looked for. UTF-8
    never falls out of step.
    """
    if charset == _UTF_8:
        return data.decode("utf-8", "replace")
    at, windows, texts = 0, 0, []
    while at < len(data):
        budget.check_time()
        text, damaged = _until_damage(data, at, charset)
        texts.append(text)
        at += len(text.encode(charset.codec))
        if damaged:
            windows += 1
            if windows > _FEW_WINDOWS + len(data) // _WINDOW_EVERY:
                return None
            last = at + _WINDOW >= len(data)
            steps = _likeliest_steps(data[at : at + _WINDOW], charset, first=at == 0, last=last)
            settled = [step for step in steps if last or step[0] <= _SETTLED]
            texts += [char for _, char in settled]
            at += settled[-1][0]
    return "".join(texts)


def _until_damage(data: bytes, at: int, charset: _Charset) -> tuple[str, bool]:
    """Characters from `at` on, and whether they stop because damage may follow, as it may at the start of a file."""
    chunk, last = data[at : at + _CHUNK], at + _CHUNK >= len(data)
    try:
        text, unread = chunk.decode(charset.codec), 0
    except UnicodeDecodeError as error:
        text, unread = chunk[: error.start].decode(charset.codec), len(chunk) - error.start
    odd = _oddity().search(text)
    if odd or at == 0:
        return text[: max(0, odd.start() - _BACK)] if odd and at else "", True
    if unread >= (1 if last else charset.longest):
        return text[: max(0, len(text) - _BACK)], True
    return (text, False) if last else (text[:-_BACK], False)


@cache
def _oddity() -> re.Pattern[str]:
    """Two rare characters close together, or a rare one and a letter: what misread bytes are full of."""
    rare = f"[^{re.escape(''.join(char for char, bits in _known().items() if bits < _RARE_BITS))}]"
    return re.compile(f"{rare}(?:.{{0,6}}{rare}|[@-~])", re.DOTALL)


_HONG_KONG = "∼¥､ロヮワヰヱヲンヴヵヶАБВГДЕЁЖЗИ"
_TAIWAN = "～￥﹑①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽"


def _with_taiwan_signs(text: str) -> str:
    """The text of Big5 with Taiwan's signs where Hong Kong has others, such as single Japanese or Russian letters."""
    alone = f"[{_HONG_KONG}](?<![ぁ-ヿЀ-ӿ].)(?![ぁ-ヿЀ-ӿ])"
    return re.sub(alone, lambda found: _TAIWAN[_HONG_KONG.index(found[0])], text)


def _repairs(text: str, charset: _Charset) -> Iterator[Repair]:
    """The repairs of a text, placed as if each stretch were one character long already."""
    shorter = 0
    for stretch in _STRETCH.finditer(text):
        start, length = stretch.start() - shorter, len(stretch[0])
        note = f"{length} or more bytes that stand for no character of {charset.name}"
        yield Repair(kind="bad bytes", span=Span(start, start + 1), note=note)
        shorter += length - 1


def _notes(text: str, charset: _Charset, stated: _Charset | None) -> tuple[str, ...]:
    if stated and stated != charset and not text.isascii():
        return (f"read as {charset.name}, not as {stated.name} as it says itself",)
    return () if charset == _UTF_8 else (f"read as {charset.name}",)
