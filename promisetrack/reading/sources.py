"""From a path, an open file or bytes to the bytes themselves, within the limits."""

from __future__ import annotations

import os
import re
import stat
from typing import BinaryIO

from promisetrack.errors import ReadError
from promisetrack.limits import Budget, Limits

Source = str | os.PathLike[str] | bytes | BinaryIO


def name_of(source: Source) -> str:
    """The path of a source, or "" for bytes and open files."""
    if isinstance(source, bytes) or hasattr(source, "read"):
        return ""
    try:
        return os.fsdecode(source)
    except TypeError as error:
        raise ReadError(f"{source!r} cannot be read; give a path, bytes or a file opened in binary mode") from error


def content(source: Source, limits: Limits) -> tuple[bytes, Budget]:
    """The bytes of a source, and the budget that the rest of its reading has."""
    name = name_of(source)
    budget = Budget(called=name or "the text given as bytes", limits=limits)
    data = source if isinstance(source, bytes) else _of_file(name, budget) if name else _of_stream(source, budget)
    budget.check("file_bytes", len(data))
    return data, budget


def _of_stream(source: Source, budget: Budget) -> bytes:
    if not hasattr(source, "read"):
        raise ReadError("the path is empty; give the path of a report")
    data = source.read(budget.limits.file_bytes + 1)
    if not isinstance(data, bytes):
        raise ReadError('the file was opened as text; open it in binary mode ("rb")')
    return data


def _of_file(name: str, budget: Budget) -> bytes:
    if re.match(r"(?:https?|ftp)://", name, re.IGNORECASE):
        raise ReadError(f"{name} is an address, and nothing is fetched; save the page and give the file")
    try:
        status = os.stat(name)
        _refuse_others(name, status.st_mode)
        budget.check("file_bytes", status.st_size)
        with open(name, "rb") as file:
            return file.read(budget.limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise ReadError(f"{name}: there is no such file; check the path") from error
    except PermissionError as error:
        raise ReadError(f"{name} may not be read; change its permissions") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{name!r} cannot be opened: {error}; check the path") from error


def _refuse_others(name: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise ReadError(f"{name} is a directory; give the path of one file")
    if not stat.S_ISREG(mode):
        raise ReadError(f"{name} is a pipe or a device; save it to a file, or pipe it in and give - as the file")
