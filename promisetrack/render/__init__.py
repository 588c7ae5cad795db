"""Plain renderings of a scorecard: text for a terminal, an HTML page, Markdown, tables; and the one way to a file."""

from __future__ import annotations

import secrets
from pathlib import Path

from promisetrack.errors import OutputError


def write(text: str, path: str | Path, *, encoding: str = "utf-8") -> None:
    """Write text to a file that appears, or is replaced, only when it is complete; OutputError where it cannot be."""
    try:
        place = Path(path).resolve()
        if place.exists() and not place.is_file():
            place.write_text(text, encoding=encoding, errors="replace")
        else:
            _replace(place, text.encode(encoding, errors="replace"))
    except (OSError, ValueError, RuntimeError) as error:
        raise OutputError(f"{path}: cannot write ({_why(error)}); choose another place") from error


def _replace(place: Path, content: bytes) -> None:
    temporary = place.with_name(f".promisetrack-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
        temporary.replace(place)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _why(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
