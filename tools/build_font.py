"""Take the letters of charts out of Noto Sans CJK and write promisetrack/data/fonts/promisetrack-charts.woff.

    python tools/build_font.py NotoSansCJK-Regular.ttc FOLDER_OF_REPORTS [FOLDER …]

The font holds all of GB 2312, Latin letters, signs, and whatever Chinese characters the reports, the names of places
and the tables under promisetrack/data/ have beyond that; no hints, no features, outlines alone.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

DATA = Path(__file__).resolve().parents[1] / "promisetrack" / "data"
TARGET = DATA / "fonts" / "promisetrack-charts.woff"
FACE = "Noto Sans CJK SC"
# Of the rows of GB 2312: signs, numbers, full-width forms, Greek; then the characters of both levels.
ROWS = (1, 2, 3, 6, *range(16, 88))
SIGNS = "≥≤–—―‒‑−…·²³µ¥%‰°√×○－？±～•€™㎡㎞㎥㎏㎎㎝□■●◆▲→←↑↓〓"
DROPPED = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
NAMES = [0, 1, 2, 4, 5, 6, 13, 14]


def gb2312() -> set[str]:
    """The characters of the chosen rows."""
    codes = (bytes([0xA0 + row, 0xA0 + cell]) for row in ROWS for cell in range(1, 95))
    return set("".join(code.decode("gb2312", errors="ignore") for code in codes))


def used(folders: Iterable[Path]) -> set[str]:
    """The Chinese characters and full-width signs in reports, in names of places, and in the tables."""
    files = [path for folder in folders for path in folder.glob("*.txt")]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in (*files, *DATA.glob("*.toml"))]
    texts.append(gzip.decompress((DATA / "places.tsv.gz").read_bytes()).decode("utf-8"))
    return {character for text in texts for character in text if character >= "\u2000" and character.isprintable()}


def face(path: Path) -> TTFont:
    """The face for simplified Chinese out of the collection."""
    return next(font for font in TTCollection(path).fonts if font["name"].getDebugName(4) == FACE)


def reduced(font: TTFont, characters: set[str]) -> TTFont:
    """The font with these characters alone, packed, with the date of the original."""
    options = subset.Options(
        hinting=False, desubroutinize=True, layout_features=[], name_IDs=NAMES, notdef_outline=True, glyph_names=False
    )
    options.drop_tables += DROPPED
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(font)
    font.recalcTimestamp = False
    font.flavor = "woff"
    return font


def main() -> None:
    """Read the font and the reports, and write the smaller font."""
    source, *folders = map(Path, sys.argv[1:])
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    wanted = latin | gb2312() | set(SIGNS) | used(folders)
    font = reduced(face(source), wanted)
    held = set(map(chr, font.getBestCmap()))
    font.save(TARGET, reorderTables=False)
    lacking = "".join(sorted(wanted - held))
    print(f"{len(held)} characters, {TARGET.stat().st_size} bytes; not in {FACE}: {lacking or 'none'}")


if __name__ == "__main__":
    main()
