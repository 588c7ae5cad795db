"""Files to Documents: a module a format. Plain text and Markdown are read so far."""

from __future__ import annotations

import os
from collections.abc import Iterator

from promisetrack.errors import ReadError
from promisetrack.identity import Identity, identify, report_title
from promisetrack.model import Document
from promisetrack.reading.text import decode

__all__ = ["read"]

_LARGEST = 50_000_000


def read(source: str | os.PathLike[str] | bytes, *, place: str | None = None, year: int | None = None) -> Document:
    """Reads a report from a file, given by its path, or from bytes; `place` and `year` overrule what it says itself.

    The text is UTF-8 (a mark at its start is left off) or GB18030, with every line end as a line feed.
    Whatever cannot be read raises `ReadError`.

    >>> report = "政府工作报告\\n——2024年2月2日在江门市第十六届人大会议上\\n一、2023年工作回顾"
    >>> document = read(report.encode("utf-8"))
    >>> document.place, document.year, document.kind
    ('江门市', 2024, 'report')
    """
    name = "" if isinstance(source, bytes) else os.fsdecode(source)
    data = source if isinstance(source, bytes) else _content(name)
    if len(data) > _LARGEST:
        raise ReadError(f"{_called(name)} is larger than {_largest()}; cut it down to the report's own text")
    text, guesses = decode(data, _called(name))
    return _document(text, name, _overruled(identify(text, source=os.path.basename(name)), place, year), guesses)


def _content(name: str) -> bytes:
    try:
        with open(name, "rb") as file:
            return file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise ReadError(f"{name}: there is no such file; check the path") from error
    except IsADirectoryError as error:
        raise ReadError(f"{name} is a directory; give the path of one file") from error
    except PermissionError as error:
        raise ReadError(f"{name} may not be read; change its permissions") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{name!r} cannot be opened: {error}; check the path") from error


def _called(name: str) -> str:
    return name or "the text given as bytes"


def _largest() -> str:
    return f"{_LARGEST // 1_000_000} MB"


def _overruled(found: Identity, place: str | None, year: int | None) -> Identity:
    """What the text says of itself, with what the caller knows better."""
    if place is None and year is None:
        return found
    place, year = place or found.place, year or found.year
    title = found.title if found.kind == "digest" else report_title(place, year)
    return Identity(title=title, place=place, year=year, delivered=found.delivered, kind=found.kind)


def _document(text: str, name: str, known: Identity, guesses: tuple[str, ...]) -> Document:
    return Document(
        text=text,
        source=name,
        title=known.title,
        place=known.place,
        year=known.year,
        delivered=known.delivered,
        kind=known.kind,
        notes=(*guesses, *_missing(known)),
    )


def _missing(known: Identity) -> Iterator[str]:
    """A note for each thing that the text does not say and that the caller can give."""
    if known.place is None:
        yield "the text does not say whose report it is; give place="
    if known.year is None:
        yield "the text does not say which year it plans; give year="
