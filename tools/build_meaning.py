"""Learn which pairs of characters keep the same company in reports and write promisetrack/data/meaning.npz.

    python tools/build_meaning.py FOLDER_OF_REPORTS

For every pair of neighbouring characters that stands in enough sentences: which others stand within REACH characters
of it, more often than chance (positive pointwise mutual information), brought down to WIDTH numbers by singular
values and rounded to whole numbers. The file holds these numbers only, no text.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

from promisetrack.wording import plain

TARGET = Path(__file__).resolve().parents[1] / "promisetrack" / "data" / "meaning.npz"
LEAST, TOGETHER, REACH, WIDTH = 15, 2, 10, 64
SMOOTHING = 0.75
ONE = 127


def sentences(folder: Path) -> Iterator[str]:
    """Every sentence once, with synonyms made one, in the order of the files."""
    seen: set[str] = set()
    for report in sorted(folder.glob("*.txt")):
        for sentence in re.split(r"[。；！？\n]", report.read_text(encoding="utf-8")):
            if len(sentence) > REACH // 2 and sentence not in seen:
                seen.add(sentence)
                yield re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", plain(sentence))


def pairs_of(sentence: str) -> list[str]:
    """Neighbouring characters of a sentence, in order."""
    return [sentence[i : i + 2] for i in range(len(sentence) - 1)]


def company(found: list[list[str]], index: dict[str, int]) -> csr_array:
    """How often two pairs stand near each other, both ways."""
    counts: Counter[tuple[int, int]] = Counter()
    for sentence in found:
        rows = [index.get(pair, -1) for pair in sentence]
        for i, one in enumerate(rows):
            if one >= 0:
                counts.update((one, other) for other in rows[i + 2 : i + REACH + 1] if other >= 0)
    kept = {key: count for key, count in counts.items() if count >= TOGETHER}
    at = np.array(list(kept)).T
    table = csr_array((np.array(list(kept.values()), dtype=float), (at[0], at[1])), shape=(len(index),) * 2)
    return csr_array(table + table.T)


def surprise(counts: csr_array) -> csr_array:
    """Positive pointwise mutual information of the counts."""
    table = counts.tocoo()
    often = np.asarray(counts.sum(axis=1)).ravel()
    chance = often**SMOOTHING / (often**SMOOTHING).sum()
    told = np.log(table.data / (often[table.row] * chance[table.col]))
    kept = told > 0
    return csr_array((told[kept], (table.row[kept], table.col[kept])), shape=table.shape)


def main() -> None:
    """Read the reports, learn, and write the table."""
    found = [pairs_of(sentence) for sentence in sentences(Path(sys.argv[1]))]
    spread = Counter(pair for sentence in found for pair in set(sentence))
    pairs = sorted(pair for pair, count in spread.items() if count >= LEAST)
    counts = company(found, {pair: i for i, pair in enumerate(pairs)})
    left, strength, _ = svds(surprise(counts), k=WIDTH, v0=np.ones(len(pairs)))
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    np.savez_compressed(TARGET, pairs=np.array("".join(pairs)), vectors=np.round(vectors * ONE).astype(np.int8))
    print(f"{len(found)} sentences, {len(pairs)} pairs, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
