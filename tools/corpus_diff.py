"""What a change of rules gains and loses over a folder of reports: counts, and examples of each.

    python tools/corpus_diff.py ../shared/corpus [--against REVISION] [--examples 10] [--no-pairs] [--only NAME ...]

The reports are read twice, once with the code as it stands and once with the code of a revision (the last commit
where none is given), each in a process of its own. Compared are the targets and the outcomes of every report, and
the verdicts of every pair of following years of one place. Only the public verbs are called, so that revisions
with other insides can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import promisetrack as pt

HOME = Path(__file__).resolve().parents[1]
FIELDS = ("type", "subject", "measure", "comparator", "value", "unit", "tier", "due", "period", "end_state")
Record = dict[str, Any]


def following_years(folder: Path) -> list[tuple[Path, Path]]:
    """The reports of one place whose years follow on each other, by their names (place-year.txt)."""
    by_year = {(path.stem.rsplit("-", 1)[0], path.stem.rsplit("-", 1)[1]): path for path in folder.glob("*-????.txt")}
    pairs = [(path, by_year.get((place, str(int(year) + 1)))) for (place, year), path in sorted(by_year.items())]
    return [(plan, result) for plan, result in pairs if result is not None]


def take(path: Path) -> list[Record]:
    """The targets and outcomes of one report."""
    document = pt.read(path)
    targets = [target for promise in pt.extract_commitments(document) for target in promise.targets]
    sides = (("target", targets), ("outcome", pt.extract_outcomes(document)))
    return [
        {"file": path.name, "side": side, "span": [one.span.start, one.span.end], "quote": "".join(one.quote.split())}
        | {name: str(getattr(one, name)) for name in FIELDS if getattr(one, name, None) is not None}
        for side, found in sides
        for one in found
        if one.span
    ]


def judge(pair: tuple[Path, Path]) -> list[Record]:
    """The verdicts on one report by the next."""
    warnings.simplefilter("ignore")
    card = pt.score(*(pt.read(path) for path in pair))
    return [
        {"file": pair[0].name, "side": "verdict", "span": [found.target.span.start, found.target.span.end]}
        | {"quote": "".join(found.target.quote.split()), "type": f"{found.target.type} {found.target.tier}"}
        | {"verdict": found.verdict, "answer": "".join(found.outcomes[0].quote.split()) if found.outcomes else ""}
        for found in card.assessments
        if found.target.span
    ]


def snapshot(folder: Path, only: list[str], pairs: bool) -> list[Record]:
    """All records of a folder, as the code that is imported finds them."""
    wanted = [path for path in sorted(folder.glob("*.txt")) if not only or any(name in path.name for name in only)]
    couples = [couple for couple in following_years(folder) if couple[0] in wanted] if pairs else []
    with ProcessPoolExecutor() as pool:
        found = [*pool.map(take, wanted, chunksize=4), *pool.map(judge, couples, chunksize=2)]
    return [record for records in found for record in records]


def with_code_of(revision: str | None, command: list[str]) -> list[Record]:
    """The records as the code of a revision finds them; None is the code as it stands."""
    with tempfile.TemporaryDirectory() as scratch:
        code, out = HOME, Path(scratch) / "records.json"
        if revision is not None:
            code = Path(scratch) / "code"
            subprocess.run(["git", "-C", HOME, "worktree", "add", "--quiet", "--detach", code, revision], check=True)
        try:
            environment = os.environ | {"PYTHONPATH": str(code)}
            subprocess.run([sys.executable, __file__, *command, "--write", out], check=True, env=environment)
            found: list[Record] = json.loads(out.read_text(encoding="utf-8"))
        finally:
            if revision is not None:
                subprocess.run(["git", "-C", HOME, "worktree", "remove", "--force", code], check=True)
    return found


def changes(old: list[Record], new: list[Record]) -> Iterator[tuple[str, str, Record | None, Record | None]]:
    """Side, kind of change, and the record before and after: by equal spans first, then by those that overlap."""
    before, after = _by_place(old), _by_place(new)
    for key in sorted(before.keys() | after.keys()):
        olds, news = before.get(key, []), after.get(key, [])
        same = [(one, other) for one in olds for other in news if one == other]
        olds = [one for one in olds if not any(one == pair[0] for pair in same)]
        news = [one for one in news if not any(one == pair[1] for pair in same)]
        for one in olds:
            other = next((new_one for new_one in news if _meets(one, new_one)), None)
            if other is None:
                yield key[1], "lost", one, None
            else:
                news.remove(other)
                yield key[1], "changed", one, other
        yield from ((key[1], "gained", None, one) for one in news)


def _by_place(records: list[Record]) -> dict[tuple[str, str], list[Record]]:
    found = defaultdict(list)
    for record in records:
        found[record["file"], record["side"]].append(record)
    return found


def _meets(one: Record, other: Record) -> bool:
    return bool(min(one["span"][1], other["span"][1]) > max(one["span"][0], other["span"][0]))


def _line(one: Record | None, other: Record | None) -> str:
    shown = other or one or {}
    if one is None or other is None:
        told = " ".join(f"{name}={shown[name]}" for name in ("type", "subject", "value", "unit") if name in shown)
        return f"{shown['file']}: {shown['quote'][:60]} | {shown.get('verdict', told)}"
    keys = [key for key in {**one, **other} if key not in ("file", "span", "side") and one.get(key) != other.get(key)]
    return f"{shown['file']}: {shown['quote'][:50]} | " + "; ".join(
        f"{key}: {str(one.get(key))[:40]} -> {str(other.get(key))[:40]}" for key in keys
    )


def report(old: list[Record], new: list[Record], examples: int) -> None:
    """Print what was gained, lost and changed on each side, with examples spread over the reports."""
    found = defaultdict(list)
    moves: Counter[str] = Counter()
    for side, kind, one, other in changes(old, new):
        found[side, kind].append(_line(one, other))
        if side == "verdict" and one and other and one["verdict"] != other["verdict"]:
            moves[f"{one['verdict']} -> {other['verdict']}"] += 1
    for side in ("target", "outcome", "verdict"):
        totals = [sum(record["side"] == side for record in records) for records in (old, new)]
        counts = ", ".join(f"{kind} {len(found[side, kind])}" for kind in ("gained", "lost", "changed"))
        print(f"{side}s: {totals[0]} -> {totals[1]}; {counts}")
        for kind in ("gained", "lost", "changed"):
            lines = found[side, kind]
            for line in lines[:: max(1, len(lines) // examples)][:examples] if examples else ():
                print(f"  {kind:8s}{line}")
    print("verdicts that moved: " + ("; ".join(f"{move} {count}" for move, count in moves.most_common()) or "none"))


def main() -> None:
    """Read the folder with both codes and print the difference."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", default="HEAD", metavar="REVISION")
    parser.add_argument("--examples", type=int, default=10, metavar="N")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--no-pairs", action="store_true")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.write:
        records = snapshot(args.folder, args.only, not args.no_pairs)
        args.write.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        return
    command = [str(args.folder.resolve()), *(["--no-pairs"] if args.no_pairs else [])]
    command += ["--only", *args.only] if args.only else []
    report(with_code_of(args.against, command), with_code_of(None, command), args.examples)


if __name__ == "__main__":
    main()
