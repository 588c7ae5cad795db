"""What can go wrong, in one line each: which file, what is wrong, what to do."""

from __future__ import annotations


class PromisetrackError(Exception):
    """Base of every error that promisetrack raises on purpose."""


class ReadError(PromisetrackError):
    """A file cannot be read as a report: missing, empty, broken, protected, not Chinese."""


class LimitError(ReadError):
    """A file is larger, longer or slower to read than the limits allow; the message names the limit."""


class PartError(PromisetrackError):
    """A document lacks the part it was given for: a plan without plans, a result without a review."""


class OutputError(PromisetrackError):
    """The result cannot be written where it was asked for."""


class LexiconError(PromisetrackError):
    """A table under data/ is not in order."""


class PromisetrackWarning(UserWarning):
    """The work goes on, but a reader should know: places differ, years do not follow each other."""
