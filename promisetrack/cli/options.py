"""The options of the commands, and what they are turned into."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from attrs import fields_dict
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from promisetrack.limits import Limits

Decorator = Callable[[Any], Any]
VERDICTS = ("met", "missed", "claimed", "unreported", "undecidable", "not_due")
REPORT = click.Path(allow_dash=True)


def output_option(default: str | None = None) -> Decorator:
    """Where to write."""
    explanation = f"Write to FILE  [default: {default}]." if default else "Write to FILE instead of standard output."
    return click.option("--output", "-o", type=click.Path(), default=default, metavar="FILE", help=explanation)


def format_option(*formats: str) -> Decorator:
    """In which form; the first is the usual one."""
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True)


def place_and_year(command: Any) -> Any:
    """The place and the year, for reports that do not say them."""
    year = click.option("--year", type=click.IntRange(1949, 2100), help="The year that the (plan) document plans.")
    return click.option("--place", help="The place of the (plan) document.")(year(command))


def quiet_option(command: Any) -> Any:
    """No progress and no notices."""
    return click.option("--quiet", "-q", is_flag=True, help="No progress and no notices; errors are still told.")(
        command
    )


def language_option(command: Any) -> Any:
    """The language of what is shown."""
    choice = click.Choice(["zh", "en"])
    return click.option("--language", type=choice, default="zh", show_default=True, help="Language of what is shown.")(
        command
    )


def _themes_of(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of themes that are named by id or by their name in either language."""
    return tuple(map(_theme_of, given))


def _theme_of(named: str) -> str:
    for known in _themes():
        if named.lower() in map(str.lower, known):
            return known[0]
    raise click.BadParameter(f"{named!r} is no theme; name one of {', '.join(zh for _, zh, _ in _themes())}")


def _complete_theme(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(theme, help=english) for theme, _, english in _themes() if theme.startswith(begun)]


def _themes() -> list[tuple[str, str, str]]:
    """Each theme's id, and its name in Chinese and in English."""
    from promisetrack.lexicon import table  # noqa: PLC0415

    known = table("themes")
    return [(theme, name, known["english"][theme]) for theme, name in known["names"].items()]


def listing_options(command: Any) -> Any:
    """What is listed of the targets, for the text only."""
    listed = (
        click.option(
            "--verdict", "verdicts", multiple=True, type=click.Choice(VERDICTS), help="List only these targets."
        ),
        click.option(
            "--theme",
            "themes",
            multiple=True,
            metavar="THEME",
            callback=_themes_of,
            shell_complete=_complete_theme,
            help="List only these: 就业, jobs.",
        ),
        click.option("--evidence", is_flag=True, help="Add the reason and both quotes to each target."),
    )
    for option in reversed(listed):
        command = option(command)
    return command


def publication_options(command: Any) -> Any:
    """Who publishes the verdicts and where, for ClaimReview only."""
    listed = (
        click.option("--publisher", metavar="NAME", help="Who publishes the verdicts (claimreview)."),
        click.option("--address", metavar="URL", help="Where the page will be found (claimreview)."),
    )
    for option in reversed(listed):
        command = option(command)
    return command


def chart_option(command: Any) -> Any:
    """Which chart is written."""
    choice = click.Choice(["themes", "results", "strip"])
    return click.option("--chart", type=choice, help="The chart that --format svg or png writes.")(command)


def limit_option(command: Any) -> Any:
    """Other limits of reading."""
    explanation = "Read larger files: file_bytes, inflated_bytes, pages, characters or seconds."
    return click.option("--limit", "limits", multiple=True, metavar="NAME=N", callback=_limits, help=explanation)(
        command
    )


def _limits(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> Limits:
    """The limits that NAME=N settings make of the usual ones."""
    from promisetrack.limits import Limits  # noqa: PLC0415

    settings: dict[str, Any] = {}
    for setting in given:
        name, _sign, number = setting.partition("=")
        if not re.fullmatch(r"\d{1,15}", number) or name not in fields_dict(Limits) or not int(number):
            known = ", ".join(fields_dict(Limits))
            raise click.BadParameter(f"{setting!r} is no limit; give NAME=N, with a name of {known}")
        settings[name] = int(number)
    return Limits(**settings)
