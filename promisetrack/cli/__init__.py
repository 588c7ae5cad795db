"""The command line: score, extract, demo. Heavy modules are loaded inside the commands, so that --help is quick."""

from __future__ import annotations

import io
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from attrs import fields_dict

from promisetrack.errors import PromisetrackError, PromisetrackWarning

if TYPE_CHECKING:
    from promisetrack.limits import Limits
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


def _limit_option(command: Any) -> Any:
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


@main.command()
@click.argument("plan")
@click.argument("result")
@click.option("--plan", "more_plans", multiple=True, metavar="FILE", help="Another paper of the same plan: a digest.")
@click.option("--result", "more_results", multiple=True, metavar="FILE", help="Another paper of the same results.")
@_place_and_year
@_limit_option
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
    limits: Limits,
    form: str,
    output: str | None,
) -> None:
    """Judge each target of PLAN, a year's report, by RESULT, the report of the year after.

    Reports are plain text, saved web pages, Word files or PDF files with a text layer; - is standard input.
    """
    from promisetrack.reading import read  # noqa: PLC0415
    from promisetrack.scoring import score as judge  # noqa: PLC0415

    plans = [read(_source(path), place=place, year=year, limits=limits) for path in (plan, *more_plans)]
    results = [_result(path, place, year, limits) for path in (result, *more_results)]
    _deliver(_rendered(judge(plans, results), form), form, output)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_place_and_year
@_limit_option
@_format_option("text", "jsonl", "csv")
@_output_option()
def extract(
    *,
    files: tuple[str, ...],
    place: str | None,
    year: int | None,
    limits: Limits,
    form: str,
    output: str | None,
) -> None:
    """List the commitments and the outcomes of each FILE; - is standard input.

    Of many files, those that cannot be read are listed at the end, and the others are done.
    """
    from promisetrack.reading import read_all  # noqa: PLC0415

    batch = read_all(map(_source, files), place=place, year=year, limits=limits)
    if batch.documents:
        _deliver(_records(batch.documents, form), form, output)
    for refusal in batch.refused:
        _say(refusal.reason)
    if batch.refused and len(files) > 1:
        _say(f"{len(batch.refused)} of {len(files)} files were not read")
    if batch.refused:
        click.get_current_context().exit(2)


def _source(path: str) -> str | BinaryIO:
    return sys.stdin.buffer if path == "-" else path


def _records(documents: Sequence[Document], form: str) -> str:
    """What the documents promise and report, rendered as text, JSON Lines or CSV."""
    from promisetrack.extraction import extract_commitments, extract_outcomes  # noqa: PLC0415
    from promisetrack.render.tables import records_csv  # noqa: PLC0415
    from promisetrack.render.text import records_text  # noqa: PLC0415
    from promisetrack.serialize import records_to_jsonl  # noqa: PLC0415

    taken = [(extract_commitments(document), extract_outcomes(document), [document]) for document in documents]
    if form == "csv":
        promises = [promise for found, _, _ in taken for promise in found]
        results = [outcome for _, found, _ in taken for outcome in found]
        return records_csv(promises, results, documents)
    if form == "jsonl":
        return "".join(records_to_jsonl(*found) for found in taken)
    return "\n".join(records_text(*found) for found in taken)


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


def _result(path: str, place: str | None, year: int | None, limits: Limits) -> Document:
    """The result document; the plan's place and year fill only what it does not say itself."""
    from promisetrack.reading import read, told  # noqa: PLC0415

    document = read(_source(path), limits=limits)
    lacks_place, lacks_year = document.place is None and place, document.year is None and year
    return told(document, place=place if lacks_place else None, year=year + 1 if year and lacks_year else None)


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
    from promisetrack.render.visible import clean  # noqa: PLC0415

    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="replace")
    click.echo(f"promisetrack: {clean(line)}", err=True)


def _unexpected(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"unexpected {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}; please report it"
