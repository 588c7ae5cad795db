"""A scorecard in the form that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click
from attrs import frozen

from promisetrack.cli.output import deliver, is_coloured, width

if TYPE_CHECKING:
    from promisetrack.render.charts import ChartKind
    from promisetrack.scorecard import Scorecard

FORMATS = ("text", "json", "jsonl", "csv", "xlsx", "markdown", "html", "datapackage", "claimreview", "svg", "png")
_FILES = ("xlsx", "datapackage", "svg", "png")
_CHARTS = ("svg", "png")


@frozen(kw_only=True)
class Request:
    """What is to be written of a scorecard: the form, where to, and what that form needs to know."""

    form: str = "text"
    output: str | None = None
    language: Literal["zh", "en"] = "zh"
    verdicts: tuple[Any, ...] = ()
    themes: tuple[str, ...] = ()
    evidence: bool = False
    chart: ChartKind | None = None
    publisher: str | None = None
    address: str | None = None

    @classmethod
    def of(cls, **wanted: Any) -> Request:
        """A request whose options fit together; UsageError where they do not."""
        request = cls(**wanted)
        if request.form != "text" and (request.verdicts or request.themes or request.evidence):
            raise click.UsageError(
                "--verdict, --theme and --evidence choose what the text lists; the other formats hold everything"
            )
        if request.form in _FILES and request.output in (None, "-"):
            raise click.UsageError(f"--format {request.form} writes a file of its own; give --output")
        if (request.form in _CHARTS) != bool(request.chart):
            raise click.UsageError("--format svg and png write a chart; give them, and only them, --chart")
        if request.form in _CHARTS and not str(request.output).lower().endswith(f".{request.form}"):
            raise click.UsageError(f"--format {request.form} writes a file that ends in .{request.form}; name it so")
        if request.form != "claimreview" and (request.publisher or request.address):
            raise click.UsageError("--publisher and --address belong to --format claimreview")
        if request.form == "claimreview" and not request.publisher:
            raise click.UsageError("--format claimreview says who publishes the verdicts; give --publisher")
        return request


def write_scorecard(card: Scorecard, request: Request) -> None:
    """Write the scorecard as it was asked for."""
    if request.form == "xlsx":
        card.to_xlsx(str(request.output), language=request.language)
    elif request.form == "datapackage":
        card.to_datapackage(str(request.output))
    elif request.chart:
        card.chart(request.chart, language=request.language).save(str(request.output))
    else:
        deliver(_rendered(card, request), request.form, request.output)


def _rendered(card: Scorecard, request: Request) -> str:
    if request.form == "text":
        return _text(card, request)
    if request.form == "claimreview":
        return card.to_claimreview(author=str(request.publisher), url=request.address, language=request.language)
    if request.form in ("markdown", "html"):
        render = card.to_markdown if request.form == "markdown" else card.to_html
        return render(language=request.language)
    return {"json": card.to_json, "jsonl": card.to_jsonl, "csv": card.to_csv}[request.form]()


def _text(card: Scorecard, request: Request) -> str:
    from promisetrack.render.text import View, scorecard_text  # noqa: PLC0415

    to_terminal = request.output in (None, "-")
    view = View(
        language=request.language,
        width=width() if to_terminal else 80,
        colour=to_terminal and is_coloured(),
        evidence=request.evidence,
        verdicts=request.verdicts,
        themes=request.themes,
    )
    return scorecard_text(card, view)
