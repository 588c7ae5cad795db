"""Renderings of a scorecard: text for a terminal, pages, Markdown, tables, workbooks; and the one way to a file."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from promisetrack.errors import OutputError


def write(text: str, path: str | Path, *, encoding: str = "utf-8") -> None:
    """Write text to a file that appears, or is replaced, only when it is complete; OutputError where it cannot be."""
    write_bytes(text.encode(encoding, errors="replace"), path)


def write_bytes(content: bytes, path: str | Path) -> None:
    """Write a file that appears, or is replaced, only when it is complete; OutputError where it cannot be."""
    with _one_line(path):
        place = Path(path).resolve()
        if place.exists() and not place.is_file():
            place.write_bytes(content)
        else:
            _replace(place, content)


def write_folder(files: Mapping[str, bytes], path: str | Path, *, is_ours: Callable[[Path], bool]) -> None:
    """Write files to a folder that appears, or is replaced, only when it is complete; OutputError where it cannot be.

    A folder that holds something is replaced only where `is_ours` says that it was written in the same way before.
    """
    with _one_line(path):
        place = Path(path).resolve()
        if place.exists() and (not place.is_dir() or (any(place.iterdir()) and not is_ours(place))):
            raise OutputError(f"{path}: holds something else; choose an empty folder or another place")
        if Path.cwd().is_relative_to(place):
            raise OutputError(f"{path}: is the folder you are in; give the name of a new one")
        _replace_folder(place, files)


@contextmanager
def _one_line(path: str | Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise OutputError(f"{path}: cannot write ({_why(error)}); choose another place") from error


def _replace(place: Path, content: bytes) -> None:
    temporary = _beside(place)
    try:
        with temporary.open("xb") as file:
            file.write(content)
        if place.exists():
            temporary.chmod(place.stat().st_mode)
        temporary.replace(place)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _replace_folder(place: Path, files: Mapping[str, bytes]) -> None:
    temporary = _beside(place)
    try:
        temporary.mkdir()
        for name, content in files.items():
            (temporary / name).write_bytes(content)
        _swap(temporary, place)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _swap(new: Path, place: Path) -> None:
    """Put a folder in the place of another one, which comes back where that fails."""
    if not place.exists():
        new.rename(place)
        return
    former = place.rename(_beside(place))
    try:
        new.rename(place)
    except BaseException:
        former.rename(place)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _beside(place: Path) -> Path:
    return place.with_name(f".promisetrack-{secrets.token_hex(8)}.tmp")


def _why(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
