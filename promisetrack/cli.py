"""The command line: score, extract, demo. Heavy modules are loaded inside the commands, so that --help is quick."""

from __future__ import annotations

import io
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promisetrack.errors import PromisetrackError, PromisetrackWarning

if TYPE_CHECKING:
    from promisetrack.model import Document
    from promisetrack.scorecard import Scorecard

_DEMO = ("plan-report.txt", "plan-digest.txt", "result-report.txt")


class _OneLineErrors(click.Group):
    """A group whose commands report what goes wrong in one line, never by a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _one_line_warnings():
                return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except PromisetrackError as error:
            _say(str(error))
            ctx.exit(2)
        except Exception as error:
            _say(_unexpected(error))
            ctx.exit(1)


@click.group(cls=_OneLineErrors, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="promisetrack", message="promisetrack %(version)s")
def main() -> None:
    """Keep governments to their word: what a report promised, and what the next year's report says became of it."""


def _output_option(default: str | None = None) -> Callable[[Any], Any]:
    explanation = f"Write to FILE  [default: {default}]." if default else "Write to FILE instead of standard output."
    return click.option("--output", "-o", default=default, metavar="FILE", help=explanation)


def _format_option(*formats: str) -> Callable[[Any], Any]:
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True)


def _place_and_year(command: Any) -> Any:
    year = click.option("--year", type=click.IntRange(1949, 2100), help="The year that the (plan) document plans.")
    return click.option("--place", help="The place of the (plan) document.")(year(command))


@main.command()
@click.argument("plan")
@click.argument("result")
@click.option("--plan", "more_plans", multiple=True, metavar="FILE", help="Another paper of the same plan: a digest.")
@click.option("--result", "more_results", multiple=True, metavar="FILE", help="Another paper of the same results.")
@_place_and_year
@_format_option("text", "json", "csv", "markdown", "html")
@_output_option()
def score(
    *,
    plan: str,
    result: str,
    more_plans: tuple[str, ...],
    more_results: tuple[str, ...],
    place: str | None,
    year: int | None,
    form: str,
    output: str | None,
) -> None:
    """Judge each target of PLAN, a year's report, by RESULT, the report of the year after."""
    from promisetrack.reading import read  # noqa: PLC0415
    from promisetrack.scoring import score as judge  # noqa: PLC0415

    plans = [read(path, place=place, year=year) for path in (plan, *more_plans)]
    results = [_result(path, place, year) for path in (result, *more_results)]
    _deliver(_rendered(judge(plans, results), form), form, output)


@main.command()
@click.argument("file")
@_place_and_year
@_format_option("text", "jsonl", "csv")
@_output_option()
def extract(file: str, place: str | None, year: int | None, form: str, output: str | None) -> None:
    """List the commitments and the outcomes of one FILE."""
    from promisetrack.extraction import extract_commitments, extract_outcomes  # noqa: PLC0415
    from promisetrack.reading import read  # noqa: PLC0415
    from promisetrack.render.tables import records_csv  # noqa: PLC0415
    from promisetrack.render.text import records_text  # noqa: PLC0415
    from promisetrack.serialize import records_to_jsonl  # noqa: PLC0415

    document = read(file, place=place, year=year)
    render = {"text": records_text, "jsonl": records_to_jsonl, "csv": records_csv}[form]
    _deliver(render(extract_commitments(document), extract_outcomes(document)), form, output)


@main.command()
@_output_option("promisetrack-demo.html")
def demo(output: str) -> None:
    """Score the example that comes with promisetrack: the text here, the page in FILE."""
    from promisetrack.reading import read  # noqa: PLC0415
    from promisetrack.scoring import score as judge  # noqa: PLC0415

    with _examples() as paths:
        report, digest, result = (read(path) for path in paths)
    card = judge([report, digest], result)
    _deliver(_rendered(card, "html"), "html", output)
    _deliver(_rendered(card, "text"), "text", None)
    _say(f"the page is in {output}")


def _result(path: str, place: str | None, year: int | None) -> Document:
    """The result document; the plan's place and year fill only what it does not say itself."""
    from promisetrack.reading import read  # noqa: PLC0415

    document = read(path)
    lacks_place, lacks_year = document.place is None and place, document.year is None and year
    if not lacks_place and not lacks_year:
        return document
    return read(path, place=place if lacks_place else None, year=year + 1 if year and lacks_year else None)


@contextmanager
def _examples() -> Iterator[tuple[Path, ...]]:
    from importlib.resources import as_file, files  # noqa: PLC0415

    folder = files("promisetrack") / "data" / "demo"
    with ExitStack() as stack:
        yield tuple(stack.enter_context(as_file(folder / name)) for name in _DEMO)


def _rendered(card: Scorecard, form: str) -> str:
    from promisetrack.render.text import scorecard_text  # noqa: PLC0415

    if form == "text":
        return scorecard_text(card)
    renderings = {"json": card.to_json, "csv": card.to_csv, "markdown": card.to_markdown, "html": card.to_html}
    return renderings[form]()


def _deliver(text: str, form: str, output: str | None) -> None:
    from promisetrack.errors import OutputError  # noqa: PLC0415
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
def _one_line_warnings() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", PromisetrackWarning)
        warnings.showwarning = lambda message, *_, **__: _say(f"warning: {message}")
        yield


def _say(line: str) -> None:
    from promisetrack.render.words import clean  # noqa: PLC0415

    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="replace")
    click.echo(f"promisetrack: {clean(line)}", err=True)


def _unexpected(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"unexpected {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}; please report it"
