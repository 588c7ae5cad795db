"""A chart: its shapes and its words, and the forms in which it can be had."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from attrs import field, frozen

from promisetrack.errors import OutputError
from promisetrack.render import write, write_bytes
from promisetrack.render.bilingual import Bilingual, Pair
from promisetrack.render.charts.drawing import Shape
from promisetrack.render.figure import Language

ChartKind = Literal["themes", "results", "strip"]


@frozen(kw_only=True)
class Chart:
    """A chart of a scorecard, drawn: `width` and `height` in pixels, `shapes` from the back to the front.

    `heading`, `about` (whose promises), `words` (what the chart shows, with its numbers) and `source` hold both
    languages; `language` is the one that is shown.
    """

    kind: ChartKind
    language: Language
    width: float
    height: float
    heading: Pair
    about: Pair
    words: Pair
    source: tuple[Pair, ...] = ()
    shapes: tuple[Shape, ...] = field(repr=False)

    @property
    def title(self) -> str:
        """What the chart is called."""
        return self.of(self.heading)

    @property
    def description(self) -> str:
        """What the chart shows, in words and numbers, for those who do not see it."""
        return self.of(self.words)

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that the charts' font lacks: in files each is drawn as 〓. Needs fontTools."""
        from promisetrack.render.charts.outlines import missing  # noqa: PLC0415

        return missing(self)

    def of(self, words: Pair) -> str:
        """Words in the language that is shown."""
        return words.zh if self.language == "zh" else words.en

    def inline(self, texts: Bilingual | None = None) -> str:
        """The chart as an element for a page that gives the classes of its shapes their colours.

        `texts` numbers the words that differ between the languages, so that the page can put in the other ones.
        """
        from promisetrack.render.charts.inline import in_page  # noqa: PLC0415

        return in_page(self, texts or Bilingual(self.language))

    def svg(self) -> str:
        """The chart as a file of its own, with its heading and its source; every letter is a shape. Needs fontTools."""
        from promisetrack.render.charts.outlines import outlined  # noqa: PLC0415

        return outlined(self)

    def png(self, scale: float = 2) -> bytes:
        """The file as an image, `scale` dots to a pixel. Needs fontTools and resvg-py."""
        from promisetrack.render.charts.outlines import image  # noqa: PLC0415

        return image(self, scale)

    def save(self, path: str | Path, *, scale: float = 2) -> None:
        """Write the file where the path says, as .svg or .png."""
        suffix = Path(path).suffix.lower()
        if suffix == ".svg":
            write(self.svg(), path)
        elif suffix == ".png":
            write_bytes(self.png(scale), path)
        else:
            raise OutputError(f"{path}: a chart is saved as .svg or .png; give the file one of these endings")

    def _repr_html_(self) -> str:
        from promisetrack.render.charts.inline import on_white  # noqa: PLC0415

        return on_white(self)
