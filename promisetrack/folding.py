"""The text as it is understood, character for character under the text as it was read.

Radicals, wide digits, traditional characters and blank or control characters are folded one to one, and page
furniture is blanked out, so that every offset of the view is an offset of the document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from promisetrack.errors import ReadError
from promisetrack.furniture import furniture
from promisetrack.lexicon import table

_SAMPLE = 200_000
_FEWEST = 3
_BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_HIDDEN = "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
_UNUSUAL = re.compile(
    f"{_HIDDEN}|[{_BREAKS}\u2e80-\u2fdf\u31c0-\u31ef\uf900-\ufaff\ufe52\ufe6a０-９Ａ-Ｚａ-ｚ％．]|[\U0002f800-\U0002fa1f]"
)


@lru_cache(maxsize=4)
def understood(text: str) -> str:
    """The view of a text that every later stage works on; as long as the text, offset by offset.

    >>> understood("⺠生实事：增长６.５％")
    '民生实事：增长6.5%'
    >>> understood("新建農業示範區，發展實體經濟") == "新建农业示范区，发展实体经济"
    True
    """
    view = folded(text)
    pages = furniture(view)
    return _blanked(view, pages) if pages else view


@lru_cache(maxsize=4)
def folded(text: str) -> str:
    """The text in simplified characters of one form each, with its pages' numbers and heads still in it."""
    view = text.translate(_table()) if _UNUSUAL.search(text) else text
    return simplified(view) if is_traditional(view) else view


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters: more of its common ones are than are not.

    >>> is_traditional("推動經濟發展，建設國際會議中心"), is_traditional("推动经济发展，建设国际会议中心")
    (True, False)
    """
    sample = text[:_SAMPLE]
    traditional, plain = (len(pattern.findall(sample)) for pattern in _scripts())
    return traditional >= _FEWEST and traditional > plain


def simplified(text: str) -> str:
    """The text in simplified characters, as long as it was.

    ReadError where the library that converts is not installed.
    """
    convert = _converter()
    whole = convert(text)
    if len(whole) == len(text):
        return whole
    return "".join(_as_long(line, convert) for line in text.splitlines(keepends=True))


def _as_long(line: str, convert: Callable[[str], str]) -> str:
    """A line converted by phrases or, where that changes its length, by characters."""
    whole = convert(line)
    return whole if len(whole) == len(line) else "".join(convert(character)[:1] or character for character in line)


@cache
def _converter() -> Callable[[str], str]:
    try:
        from opencc import OpenCC  # noqa: PLC0415
    except ImportError as error:
        raise ReadError(
            "the text is in traditional characters, and what reads them is not installed; "
            "run pip install 'promisetrack[input]'"
        ) from error
    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def _scripts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    scripts = table("forms")["traditional"]
    return re.compile(f"[{scripts['written']}]"), re.compile(f"[{scripts['read_as']}]")


@cache
def forms() -> Mapping[str, tuple[str, str]]:
    """What a character is read as and the kind of repair that this is, for those that the table of forms names."""
    named = {
        written: (read_as, entry["kind"])
        for entry in table("forms")["form"]
        for written, read_as in zip(entry["written"], entry["read_as"], strict=True)
    }
    return {**_normal_forms(), **named}


def _normal_forms() -> Mapping[str, tuple[str, str]]:
    """The radicals and compatibility characters whose normal form is one whole character."""
    blocks = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
    written = [chr(code) for block in blocks for code in block]
    pairs = ((form, unicodedata.normalize("NFKC", form)) for form in written)
    return {form: (whole, "radicals") for form, whole in pairs if whole != form and len(whole) == 1}


@cache
def _table() -> Mapping[int, str]:
    hidden = {ord(character): " " for character in re.findall(_HIDDEN, "".join(map(chr, range(0x10000))))}
    breaks = {ord(character): "\n" for character in _BREAKS}
    return hidden | {ord(written): read_as for written, (read_as, _) in forms().items()} | breaks


def _blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], " " * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])
