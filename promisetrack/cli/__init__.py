"""The command line: its commands. Heavy modules are loaded inside them, so that --help is quick."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from promisetrack.cli import options
from promisetrack.cli.output import deliver, one_line_warnings, refuse_overwriting, say, unexpected
from promisetrack.cli.progress import each, steps
from promisetrack.cli.scorecard import FORMATS, Request, write_scorecard
from promisetrack.errors import PromisetrackError

if TYPE_CHECKING:
    from promisetrack.limits import Limits
    from promisetrack.model import Document

_DEMO = ("plan-report.txt", "plan-digest.txt", "result-report.txt")
_SHELLS = ("bash", "zsh", "fish")


class _OneLineErrors(click.Group):
    """A group whose commands report what goes wrong in one line, never by a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with one_line_warnings():
                return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except PromisetrackError as error:
            say(str(error))
            ctx.exit(2)
        except Exception as error:
            say(unexpected(error))
            ctx.exit(1)


@click.group(cls=_OneLineErrors, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="promisetrack", message="promisetrack %(version)s")
def main() -> None:
    """Keep governments to their word: what a report promised, and what the next year's report says became of it."""


@main.command()
@click.argument("plan", type=options.REPORT)
@click.argument("result", type=options.REPORT)
@click.option(
    "--plan", "more_plans", multiple=True, type=options.REPORT, metavar="FILE", help="Another paper of the same plan."
)
@click.option(
    "--result", "more_results", multiple=True, type=options.REPORT, metavar="FILE", help="Another paper of the results."
)
@options.place_and_year
@options.limit_option
@options.format_option(*FORMATS)
@options.output_option()
@options.language_option
@options.listing_options
@options.chart_option
@options.publication_options
@options.quiet_option
def score(
    *,
    plan: str,
    result: str,
    more_plans: tuple[str, ...],
    more_results: tuple[str, ...],
    place: str | None,
    year: int | None,
    limits: Limits,
    quiet: bool,
    **wanted: Any,
) -> None:
    """Judge each target of PLAN, a year's report, by RESULT, the report of the year after.

    Reports are plain text, saved web pages, Word files or PDF files with a text layer; - is standard input.
    """
    from promisetrack.reading import read  # noqa: PLC0415
    from promisetrack.scoring import score as judge  # noqa: PLC0415

    request = Request.of(**wanted)
    refuse_overwriting(request.output, (plan, result, *more_plans, *more_results))
    with one_line_warnings(quiet):
        plans = [read(_source(path), place=place, year=year, limits=limits) for path in (plan, *more_plans)]
        results = [_result(path, place, year, limits) for path in (result, *more_results)]
        with steps(quiet) as progress:
            card = judge(plans, results, progress=progress)
    write_scorecard(card, request)


@main.command()
@click.argument("files", nargs=-1, required=True, type=options.REPORT, metavar="FILE...")
@options.place_and_year
@options.limit_option
@options.format_option("text", "jsonl", "csv")
@options.output_option()
@options.quiet_option
def extract(
    *,
    files: tuple[str, ...],
    place: str | None,
    year: int | None,
    limits: Limits,
    form: str,
    output: str | None,
    quiet: bool,
) -> None:
    """List the commitments and the outcomes of each FILE; - is standard input.

    Of many files, those that cannot be read are listed at the end, and the others are done.
    """
    from promisetrack.reading import read_all  # noqa: PLC0415

    refuse_overwriting(output, files)
    with one_line_warnings(quiet):
        with each(files, "reading", quiet) as paths:
            batch = read_all(map(_source, paths), place=place, year=year, limits=limits)
        if batch.documents:
            deliver(_records(batch.documents, form, quiet), form, output)
    for refusal in batch.refused:
        say(refusal.reason)
    if batch.refused and len(files) > 1:
        say(f"{len(batch.refused)} of {len(files)} files were not read")
    if batch.refused:
        click.get_current_context().exit(2)


@main.command()
@options.output_option("promisetrack-demo.html")
def demo(output: str) -> None:
    """Score the example that comes with promisetrack: the text here, the page in FILE."""
    from promisetrack.reading import read  # noqa: PLC0415
    from promisetrack.scoring import score as judge  # noqa: PLC0415

    with _examples() as paths:
        report, digest, result = (read(path) for path in paths)
    card = judge([report, digest], result)
    write_scorecard(card, Request(form="html", output=output))
    if output != "-":
        write_scorecard(card, Request())
        say(f"the page is in {output}")


@main.command()
@options.output_option()
def schema(output: str | None) -> None:
    """Print the JSON Schema of what `score --format json` writes."""
    import json  # noqa: PLC0415

    from promisetrack.serialize import scorecard_schema  # noqa: PLC0415

    deliver(json.dumps(scorecard_schema(), ensure_ascii=False, indent=1) + "\n", "json", output)


@main.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print what makes SHELL complete commands, options, verdicts and themes.

    For bash: eval "$(promisetrack completion bash)" in ~/.bashrc; for zsh the same in ~/.zshrc; for fish:
    promisetrack completion fish > ~/.config/fish/completions/promisetrack.fish
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    found = get_completion_class(shell)
    if found is None:
        raise PromisetrackError(f"completion: {shell} is not known to this version of click; update click")
    click.echo(found(main, {}, "promisetrack", "_PROMISETRACK_COMPLETE").source())


def _source(path: str) -> str | BinaryIO:
    return sys.stdin.buffer if path == "-" else path


def _records(documents: Sequence[Document], form: str, quiet: bool) -> str:
    """What the documents promise and report, rendered as text, JSON Lines or CSV."""
    from promisetrack.extraction import extract_commitments, extract_outcomes  # noqa: PLC0415
    from promisetrack.render.tables import records_csv  # noqa: PLC0415
    from promisetrack.render.text import records_text  # noqa: PLC0415
    from promisetrack.serialize import records_to_jsonl  # noqa: PLC0415

    with each(documents, "extracting", quiet) as counted:
        taken = [(extract_commitments(document), extract_outcomes(document), [document]) for document in counted]
    if form == "csv":
        promises = [promise for found, _, _ in taken for promise in found]
        results = [outcome for _, found, _ in taken for outcome in found]
        return records_csv(promises, results, documents)
    if form == "jsonl":
        return "".join(records_to_jsonl(*found) for found in taken)
    return "\n".join(records_text(*found) for found in taken)


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
