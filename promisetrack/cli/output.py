"""What the commands write: to standard output or a file, and lines on standard error."""

from __future__ import annotations

import io
import os
import shutil
import sys
import traceback
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from promisetrack.errors import OutputError, PromisetrackWarning

_NARROWEST, _WIDEST, _USUAL = 60, 120, 80


def deliver(text: str, form: str, output: str | None) -> None:
    """Write a text to a file, or to standard output."""
    from promisetrack.render import write  # noqa: PLC0415

    if output is not None and output != "-":
        # Spreadsheets take a CSV file without the mark for one in the system's own character set.
        write(text, output, encoding="utf-8-sig" if form == "csv" else "utf-8")
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if form == "text" else "utf-8", errors="replace")
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output: cannot write ({error.strerror}); use --output FILE") from error


@contextmanager
def one_line_warnings(quiet: bool = False) -> Iterator[None]:
    """Notices as one line each on standard error, or not at all."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("ignore" if quiet else "always", PromisetrackWarning)
        warnings.showwarning = lambda message, *_, **__: say(f"warning: {message}")
        yield


def say(line: str) -> None:
    """A line on standard error."""
    from promisetrack.render.visible import clean  # noqa: PLC0415

    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="replace")
    click.echo(f"promisetrack: {clean(line)}", err=True)


def unexpected(error: Exception) -> str:
    """One line about an error that nobody foresaw."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"unexpected {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}; please report it"


def width() -> int:
    """The columns to write in: those of the terminal within reason, 80 where the output goes elsewhere."""
    if not _is_terminal():
        return _USUAL
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))


def is_coloured() -> bool:
    """Whether colours are wanted: on a terminal, unless NO_COLOR is set."""
    return _is_terminal() and not os.environ.get("NO_COLOR")


def _is_terminal() -> bool:
    # A closed standard output is None.
    return sys.stdout is not None and sys.stdout.isatty()


def refuse_overwriting(output: str | None, inputs: Iterable[str]) -> None:
    """OutputError where a command would write over what it reads."""
    for path in inputs:
        if (
            output
            and path != "-"
            and os.path.exists(output)
            and os.path.exists(path)
            and os.path.samefile(output, path)
        ):
            raise OutputError(f"{output}: is read by this command and would be overwritten; give another --output")
