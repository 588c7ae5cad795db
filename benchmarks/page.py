"""How large the page of many promises is, and how long a browser takes to open it and to search in it.

``python benchmarks/page.py [--promises 3000] [--corpus ../shared/corpus]``: promises that have targets, those of the
example over and over, or those of the pairs of years in a folder of real reports. Chromium must be on the path.
"""

import argparse
import shutil
import tempfile
import warnings
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from attrs import evolve
from playwright.sync_api import Page, sync_playwright

import promisetrack as pt
from promisetrack.errors import PromisetrackError
from promisetrack.render.html import scorecard_page

DEMO = Path(pt.__file__).parent / "data" / "demo"
SEARCH = """words => new Promise(done => {
  const field = document.querySelector("[name=q]"), begin = performance.now();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
})"""
WORDS = ("学位", "增长", "高速公路", "生态 文明", "就业", "")


def cards(corpus: Path | None) -> list[pt.Scorecard]:
    """The scorecards whose promises are put together."""
    if corpus is None:
        report, digest, result = (
            pt.read(DEMO / f"{name}.txt") for name in ("plan-report", "plan-digest", "result-report")
        )
        return [pt.score([report, digest], result)]
    found = []
    for plan in sorted(corpus.glob("*-20*.txt")):
        result = plan.with_name(f"{plan.stem[:-4]}{int(plan.stem[-4:]) + 1}.txt")
        try:
            found += [pt.score(pt.read(plan), pt.read(result))] if result.exists() else []
        except PromisetrackError:
            continue
    return found


def together(found: list[pt.Scorecard], promises: int) -> pt.Scorecard:
    """One scorecard with so many promises that have targets; those that come again get ids of their own."""
    every = [(promise, items) for card in found for promise, items in card.checked() if items]
    commitments, assessments = [], []
    for place, (promise, items) in enumerate(islice(cycle(every), promises)):
        targets = tuple(evolve(item.target, id=f"{item.target.id}-{place}") for item in items)
        commitments.append(evolve(promise, id=f"{promise.id}-{place}", targets=targets))
        assessments += [evolve(item, target=target) for item, target in zip(items, targets, strict=True)]
    return evolve(found[0], commitments=tuple(commitments), assessments=tuple(assessments), links=())


def measure(page: Page, path: Path) -> None:
    """Print the times of one page."""
    opened = []
    for _ in range(5):
        page.goto(path.as_uri())
        opened.append(page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
    print(f"open to interactive: {median(opened):.0f} ms (5 times: {', '.join(f'{time:.0f}' for time in opened)})")
    page.goto(path.as_uri())
    for words in WORDS:
        print(f"search for {words or '(everything)'}: {page.evaluate(SEARCH, words):.0f} ms")


def main() -> None:
    """Make the page, open it, search in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--promises", type=int, default=3000)
    parser.add_argument("--corpus", type=Path)
    settings = parser.parse_args()
    warnings.simplefilter("ignore")
    chromium = shutil.which("chromium")
    if chromium is None:
        print("not measured: there is no chromium on the path")
        return
    card = together(cards(settings.corpus), settings.promises)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "card.html"
        path.write_text(scorecard_page(card), encoding="utf-8")
        print(f"{len(card.commitments)} promises, {len(card.assessments)} targets: {path.stat().st_size / 1e6:.2f} MB")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        measure(browser.new_page(), path)
        browser.close()


if __name__ == "__main__":
    main()
