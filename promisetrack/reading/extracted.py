"""What every format gives: the text, what was mended on the way, and notes for the reader."""

from __future__ import annotations

from attrs import frozen

from promisetrack.errors import ReadError
from promisetrack.model import Repair


@frozen(kw_only=True)
class Extracted:
    """The text of a file as its format gives it, with line feeds as line ends."""

    text: str
    repairs: tuple[Repair, ...] = ()
    notes: tuple[str, ...] = ()


def missing_library(called: str, kind: str) -> ReadError:
    """The error for a format whose library is not installed.

    >>> print(missing_library("a.pdf", "a PDF file"))
    a.pdf is a PDF file, and what reads it is not installed; run pip install 'promisetrack[input]'
    """
    return ReadError(f"{called} is {kind}, and what reads it is not installed; run pip install 'promisetrack[input]'")
