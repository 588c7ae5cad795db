"""How far long work has come: a line on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from promisetrack.scoring import Progress

_Item = TypeVar("_Item")


def is_shown(quiet: bool) -> bool:
    """Whether progress is shown: on a terminal only, and not where it is to be quiet."""
    return not quiet and sys.stderr.isatty()


@contextmanager
def steps(quiet: bool) -> Iterator[Progress | None]:
    """What `score` is to call with each step of its work."""
    if not is_shown(quiet):
        yield None
        return
    with ExitStack() as stack:
        bars: dict[str, Any] = {}

        def told(stage: str, done: int, total: int) -> None:
            if stage not in bars:
                stack.close()
                bars[stage] = stack.enter_context(_bar(length=total, label=stage))
            bars[stage].update(done - bars[stage].pos)

        yield told


@contextmanager
def each(items: Iterable[_Item], label: str, quiet: bool) -> Iterator[Iterable[_Item]]:
    """The items, counted while they are used."""
    if not is_shown(quiet):
        yield items
        return
    with _bar(tuple(items), label=label) as bar:
        yield bar


def _bar(items: Iterable[_Item] | None = None, **settings: Any) -> Any:
    return click.progressbar(items, file=sys.stderr, show_eta=False, **settings)
