"""Every number in the plan and review parts of a folder of reports that was not taken as a figure, by its context.

    python tools/census.py ../shared/corpus [--show 40] [--every 1]

Counted are digit sequences and Chinese numerals. Left out are those inside a statement that was taken, and those that a
table explains: years, dates and list numbers, codes and names, and words that hold a numeral (一批, 进一步). What is
left is listed by kind, the most frequent contexts first, with examples: a context that should have been a figure is a
gap, any other belongs into tools/census.toml.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from promisetrack.clauses import shadow
from promisetrack.milestones import milestone_claims
from promisetrack.openends import open_claims, vague_claims
from promisetrack.outline import outline
from promisetrack.passages import Sentence, sentences
from promisetrack.qualifiers import is_fixed_set, is_qualifier, is_told
from promisetrack.quantities import figures
from promisetrack.reading import read
from promisetrack.statements import quantity_claims

WORDS = Path(__file__).with_name("census.toml")
NUMERAL = re.compile(r"[0-9][0-9,.]*(?<![,.])|[〇零一二两三四五六七八九十百千万亿]+|半")
Found = tuple[str, str, str]


@cache
def explained() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of context that explain a numeral, each with a pattern around it; the numeral is N there."""
    table = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return tuple((kind, re.compile("|".join(entry["patterns"]))) for kind, entry in table.items())


def reason(text: str, start: int, end: int) -> str | None:
    """The kind of context that explains the numeral at a place of a sentence, or None."""
    for kind, pattern in explained():
        for match in pattern.finditer(text, max(0, start - 16), end + 16):
            if match.start() <= start and end <= match.end():
                return kind
    return None


def census(path: Path) -> list[Found]:
    """Kind, context and example of every numeral of a report's plan and review parts."""
    document = read(path)
    parts = [part for part in outline(document) if part.kind in ("plan", "review")]
    return [
        found
        for part in parts
        for sentence in sentences(document, part)
        for found in numerals(sentence, plan=part.kind == "plan")
    ]


def numerals(sentence: Sentence, *, plan: bool) -> Iterator[Found]:
    """Kind, context and example of every numeral of a sentence."""
    text = sentence.text
    masked, understood = shadow(text), figures(text)
    claims = quantity_claims(text, plan=plan)
    ends = milestone_claims(text, plan=plan) + (open_claims(text) if plan else vague_claims(text))
    for match in NUMERAL.finditer(text):
        start, end = match.span()
        number = next((i for i, figure in enumerate(understood) if figure.start <= start < figure.end), None)
        if any(claim.start <= start < claim.end for claim in claims):
            kind = "taken"
        elif any(claim.start <= start < claim.end for claim in ends):
            kind = "in an end state"
        elif number is not None and is_qualifier(masked, understood, number):
            kind = "only describes"
        elif number is not None and plan and is_fixed_set(masked, understood[number]):
            kind = "a fixed set"
        elif number is not None and plan and is_told(masked, understood[number]):
            kind = "told, not promised"
        elif number is not None:
            kind = "UNDERSTOOD AND NOT TAKEN"
        else:
            digits = "NOT UNDERSTOOD, digits" if match.group()[0].isascii() else "NOT UNDERSTOOD, Chinese"
            kind = reason(text, start, end) or digits
        shown = "#" if match.group()[0].isascii() else match.group()
        yield kind, f"{shown}{text[end : end + 2]}", text[max(0, start - 10) : end + 10]


def main() -> None:
    """Go through the folder and print the counts by kind, then what no table explains."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=40, metavar="N")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="read every Nth report only")
    args = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        found = [entry for some in pool.map(census, sorted(args.folder.glob("*.txt"))[:: args.every]) for entry in some]
    contexts: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, context, example in found:
        contexts[kind][context] += 1
        examples[kind, context].append(example)
    for kind, counts in sorted(contexts.items(), key=lambda item: -item[1].total()):
        print(f"{counts.total():7d}  {kind}")
    for kind in [kind for kind in contexts if kind.startswith(("UNDERSTOOD", "NOT"))]:
        print(f"\n{kind}: {contexts[kind].total()} in {len(contexts[kind])} contexts")
        for context, count in contexts[kind].most_common(args.show):
            shown = " | ".join(examples[kind, context][:: max(1, count // 3)][:3])
            print(f"{count:6d}  {context}  {shown}")


if __name__ == "__main__":
    main()
