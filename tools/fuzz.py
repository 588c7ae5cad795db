"""Fuzz the whole way from bytes to what is written: read, extract, score, and every form but packed files.

Run by `make fuzz`; the pieces to start from are made of the shipped examples and of the reports in ../shared:

    python tools/fuzz.py WORKDIR [libFuzzer options: -runs=200000 -max_len=20000 …]

Anything but a PromisetrackError ends the run, and so does an input that takes more than two seconds.
"""

from __future__ import annotations

import io
import random
import sys
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["promisetrack"]):
    import promisetrack as pt
    from promisetrack.extraction import extract_commitments, extract_outcomes
    from promisetrack.render.charts import KINDS
    from promisetrack.render.datapackage import package_files
    from promisetrack.render.notebook import text_of
    from promisetrack.render.tables import records_csv
    from promisetrack.render.text import records_text, scorecard_text
    from promisetrack.serialize import records_to_jsonl

ROOT = Path(__file__).resolve().parents[1]
LIMITS = pt.Limits(file_bytes=1_000_000, inflated_bytes=5_000_000, pages=50, characters=500_000)
LONGEST = 20_000
RECORDS = (records_text, records_csv, records_to_jsonl)
RENDERINGS = (
    pt.Scorecard.to_json, pt.Scorecard.to_html, pt.Scorecard.to_csv, pt.Scorecard.to_markdown, pt.Scorecard.to_jsonl,
    pt.Scorecard._repr_html_, scorecard_text, text_of, package_files,
    lambda card: [card.chart(kind).inline() for kind in KINDS],
    lambda card: [link._repr_html_() for link in card.links],
    lambda card: card.to_claimreview(author="甲报"),
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "utf-8", "gb18030", "utf-16", "big5hkscs")
WORDS = (
    "增长", "建成", "完成", "达到", "以上", "左右", "力争", "确保", "下降", "分别", "亿元", "万亩", "个百分点", "一、",
    "（一）", "2023年", "工作回顾", "工作安排", "十件民生实事", "。", "；", "、", "，", "“", "”", "**", "\n", "1.5万",
    "6%", "6%—7%", "第3", "翻一番", "开工", "省级以上", "<p>", "</td>", "<br>", "&nbsp;", "①", "—", "千亿", "同比",
)  # fmt: skip


def one_input(data: bytes) -> None:
    """The whole way of one input; of what is written, a part that its length chooses."""
    try:
        document = pt.read(data, limits=LIMITS)
        card = pt.score(document, document)
    except pt.PartError:
        taken = extract_commitments(document), extract_outcomes(document)
        RECORDS[len(data) % len(RECORDS)](*taken, [document])
    except pt.PromisetrackError:
        return
    else:
        RENDERINGS[len(data) % len(RENDERINGS)](card)


def mutated(data: bytes, max_size: int, seed: int) -> bytes:
    """Bytes changed at random, or a text changed by the words that reports are made of."""
    chance = random.Random(seed)
    if chance.random() < 0.5:
        changed: bytes = atheris.Mutate(data, max_size)
        return changed
    encoding = chance.choice(ENCODINGS)
    text = data.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 0, 1, 5, 40)))
        text = text[:start] + chance.choice(WORDS) * chance.choice((1, 1, 1, 2, 30)) + text[end:]
    return text.encode(encoding, "ignore")[:max_size]


def pieces() -> Iterator[bytes]:
    """Pieces of reports to start from, in several character sets and formats."""
    chance = random.Random(1)
    folders = (
        ROOT / "promisetrack" / "data" / "demo",
        ROOT.parent / "shared" / "seeds",
        ROOT.parent / "shared" / "corpus",
    )
    for path in [path for folder in folders for path in sorted(folder.glob("*.txt"))]:
        text = path.read_text(encoding="utf-8")
        for length in (20, 60, 6000 if chance.random() < 0.03 else 120):
            start = chance.randrange(max(1, len(text) - length))
            piece = text[start : start + length]
            yield f"一、2022年工作回顾\n{piece}\n二、2023年工作安排\n{piece}".encode(chance.choice(ENCODINGS), "ignore")
        yield "".join(f"<p>{line}</p>" for line in text[:300].splitlines()).join(("<html><body>", "</body>")).encode()
    yield _word_file()
    yield _pdf_file()


def _pdf_file() -> bytes:
    """A page whose characters are told by their codes, as the map of the font says."""
    lines = (
        "一、2022年工作回顾",
        "新建学校3所。",
        "二、2023年工作安排",
        "新建学校5所，地区生产总值增长6%以上，办好十件民生实事。",
    )
    shown = b"".join(
        b"1 0 0 1 60 %d Tm <%s> Tj\n" % (800 - 30 * n, line.encode("utf-16-be").hex().encode())
        for n, line in enumerate(lines)
    )
    known = sorted({code for line in lines for code in map(ord, line)})
    codes = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange %d beginbfchar\n" % len(known)
    codes += b"".join(b"<%04X> <%04X>\n" % (code, code) for code in known) + b"endbfchar endcmap"
    font = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>/DW 1000>>"
    )
    content = b"BT /F 20 Tf\n" + shown + b"ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 850]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        font,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(codes), codes),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, item) for number, item in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer\n<</Size 8/Root 1 0 R>>\n%%EOF"


def _word_file() -> bytes:
    from docx import Document  # noqa: PLC0415

    document, buffer = Document(), io.BytesIO()
    for line in ("一、2022年工作回顾", "新建学校3所。", "二、2023年工作安排", "新建学校5所，地区生产总值增长6%以上。"):
        document.add_paragraph(line)
    document.save(buffer)
    stored = io.BytesIO()
    with zipfile.ZipFile(buffer) as packed, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as plain:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"):
            plain.writestr(name, packed.read(name))
    return stored.getvalue()


def main() -> None:
    """Write the first pieces to the folder, and fuzz on."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, piece in enumerate(pieces()):
        (folder / f"piece-{number:04d}").write_bytes(piece[:LONGEST])
    warnings.simplefilter("ignore")
    atheris.Setup([sys.argv[0], *sys.argv[1:]], one_input, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
