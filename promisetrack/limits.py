"""How large an input may be, as named settings with safe defaults."""

from __future__ import annotations

import time

from attrs import Factory, field, frozen
from attrs.validators import gt

from promisetrack.errors import LimitError


@frozen(kw_only=True)
class Limits:
    """What a file may cost before it is refused. The defaults are many times what the longest report needs.

    `file_bytes` is the size of the file, `inflated_bytes` what a packed file may hold unpacked, `pages` those of
    a PDF, `characters` those of the text, `seconds` the time that reading one file may take.

    >>> Limits(pages=50).pages
    50
    """

    file_bytes: int = field(default=100_000_000, validator=gt(0))
    inflated_bytes: int = field(default=200_000_000, validator=gt(0))
    pages: int = field(default=1_000, validator=gt(0))
    characters: int = field(default=20_000_000, validator=gt(0))
    seconds: float = field(default=60.0, validator=gt(0))


@frozen(kw_only=True)
class Budget:
    """The limits of one file while it is read; `called` names the file in errors."""

    called: str
    limits: Limits = Factory(Limits)
    started: float = Factory(time.monotonic)

    def check(self, name: str, used: int) -> None:
        """LimitError where `used` is over the limit of that name (an attribute of Limits)."""
        most = getattr(self.limits, name)
        if used > most:
            raise LimitError(f"{self.called} is over the limit {name}={most} ({used} or more); {_ADVICE[name]}")

    def check_time(self) -> None:
        """LimitError where reading has taken longer than the limit `seconds`; called between pieces of work."""
        most = self.limits.seconds
        if time.monotonic() - self.started > most:
            raise LimitError(f"{self.called} takes longer than the limit seconds={most:g}; {_ADVICE['seconds']}")


_RAISE = "or read it with limits=Limits({}=…)"
_ADVICE = {
    "file_bytes": "cut it down to the report's own text, " + _RAISE.format("file_bytes"),
    "inflated_bytes": "save its text as a .txt file, " + _RAISE.format("inflated_bytes"),
    "pages": "print only the report's own pages to a new file, " + _RAISE.format("pages"),
    "characters": "cut it down to the report's own text, " + _RAISE.format("characters"),
    "seconds": "save its text as a .txt file, " + _RAISE.format("seconds"),
}
