"""Count how common characters are and write promisetrack/data/characters.toml, by which character sets are told apart.

    python tools/build_characters.py FOLDER_OF_REPORTS [FOLDER …]

Half the count is of the reports as they are written, half of their conversions to the traditional characters of the
mainland, Taiwan and Hong Kong. The table holds no text: characters in tiers, ASCII and the rarest left out.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).resolve().parents[1] / "promisetrack" / "data" / "characters.toml"
SHARES = (("", 3), ("s2t", 1), ("s2tw", 1), ("s2hk", 1))
RAREST, COMMONEST = 20.5, 5
A_LINE = 58
HEAD = """\
# How common characters are in government work reports, counted half in Chinese reports as they are written and half in
# their conversions to the traditional characters of the mainland, Taiwan and Hong Kong, in equal shares: a
# character under `bits = 9` is about one in 2 to the power of 9. ASCII and what is rarer is left out.
"""


def counted(text: str) -> tuple[Counter[str], int]:
    """How often each character stands in the text and its conversions, and how many characters that are."""
    total: Counter[str] = Counter()
    for conversion, share in SHARES:
        converted = OpenCC(conversion).convert(text) if conversion else text
        for character, count in Counter(converted).items():
            total[character] += share * count
    return total, total.total()


def tiers(total: Counter[str], length: int) -> dict[int, str]:
    """The characters of each tier in the order of their codes."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for character, count in total.items():
        bits = -math.log2(count / length)
        if not character.isascii() and not character.isspace() and bits <= RAREST:
            found[max(COMMONEST, round(bits))].append(character)
    return {bits: "".join(sorted(characters)) for bits, characters in sorted(found.items())}


def main() -> None:
    """Read the reports, count, and write the table."""
    paths = sorted(path for folder in sys.argv[1:] for path in Path(folder).glob("*.txt"))
    found = tiers(*counted("".join(path.read_text(encoding="utf-8") for path in paths)))
    lines = [HEAD]
    for bits, characters in found.items():
        lines += ["[[tier]]", f"bits = {bits}", 'characters = """\\']
        lines += [f"{characters[i : i + A_LINE]}\\" for i in range(0, len(characters), A_LINE)]
        lines += ['"""', ""]
    TARGET.write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(paths)} reports, {sum(map(len, found.values()))} characters in {len(found)} tiers")


if __name__ == "__main__":
    main()
