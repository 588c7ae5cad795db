"""PDF files to text: whole paragraphs over lines, columns and pages, no page furniture, and plain refusals."""

import re
import subprocess
import sys
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import zip_longest
from pathlib import Path

import pytest
from formats import FLAGS, browser
from hostile import pdf_of
from hypothesis import given, settings
from hypothesis import strategies as st

from promisetrack.errors import LimitError, ReadError
from promisetrack.limits import Budget, Limits
from promisetrack.reading.extracted import Extracted
from promisetrack.reading.pdf import pdf_text

Piece = tuple[float, float, float, str]
"""Where a piece of text begins, how large it is set, and what it says."""
Page = Sequence[Piece] | bytes
WIDE, HIGH, LEFT, SIZE, PITCH = 595, 842, 97.5, 12.5, 20.0
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]/FontDescriptor 5 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 80>>",
)
WORDS = r"[0-9A-Za-z.%]+|."
"""What no line end divides."""
PICTURE = b"q 500 0 0 700 20 20 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"


def shown(piece: Piece, turn: bytes = b"1 0 0 1") -> bytes:
    """The drawing of a piece of text."""
    x, y, size, text = piece
    return b"BT /F %g Tf %s %g %g Tm <%s> Tj ET" % (size, turn, x, y, text.encode("utf-16-be").hex().encode())


def stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def pdf(*pages: Page, entries: bytes = b"", trailer: bytes = b"", font: Sequence[bytes] = FONT) -> bytes:
    """A PDF file of pages given as pieces of text or as drawings, with further entries of its pages and trailer."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *font]
    for page in pages:
        objects.append(stream(page if isinstance(page, bytes) else b"\n".join(map(shown, page))))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>%s>>"
            % (WIDE, HIGH, len(objects), entries)
        )
    kids = b" ".join(b"%d 0 R" % number for number in range(7, len(objects) + 1, 2))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)
    return pdf_of(*objects, trailer=trailer)


def read(data: bytes, limits: Limits | None = None) -> Extracted:
    return pdf_text(data, Budget(called="a.pdf", limits=limits or Limits()))


def cut(text: str, wide: float, indent: float, words: str) -> Iterator[str]:
    """A paragraph in lines that are so many characters wide at most; `words` says what no line end divides."""
    line, used = "", indent
    for word in re.findall(words, text):
        width = sum(0.5 if character.isascii() else 1.0 for character in word)
        if line and used + width > wide:
            yield line
            line, used = "", 0.0
        line, used = line + word, used + width
    yield line


def typeset(
    texts: Sequence[str], *, wide: int = 32, indent: int = 2, tall: int = 30, words: str = WORDS
) -> list[list[Piece]]:
    """Paragraphs on pages of so many lines, below each other from 760 points down; with a gap if not indented."""
    pages: list[list[Piece]] = [[]]
    y = 760.0
    for text in texts:
        for at, line in enumerate(cut(text, wide, indent, words)):
            if len(pages[-1]) == tall:
                pages.append([])
                y = 760.0
            pages[-1].append((LEFT + (0 if at else indent * SIZE), y, SIZE, line))
            y -= PITCH
        y -= 0 if indent else 9
    return pages


def moved(pieces: Sequence[Piece], x: float, y: float = 0.0) -> list[Piece]:
    return [(left + x, base + y, size, text) for left, base, size, text in pieces]


def furnished(pages: list[list[Piece]]) -> list[list[Piece]]:
    """The pages with a running head and page numbers."""
    return [[(240, 800, 9, "某某区人民政府公报"), *page, (280, 40, 10.5, f"— {number} —")]
            for number, page in enumerate(pages, 5)]  # fmt: skip


SENTENCE = "老城区的排水管网今年全部换新，每条街巷都装上路灯，三所小学搬进新校舍，村村通上公交车。"
LONG = SENTENCE * 3
FULL = "全区新增停车位一千二百个，改造背街小巷四十条，公园再添六处"[:30].ljust(30, "多")
SHORT = "新校舍九月启用。"
NAMES = [f"{place}街道" for place in ("城东", "城西", "江北", "江南", "山前", "山后", "河口")]
(BODY,) = typeset([LONG, FULL, SENTENCE])
(NARROW,) = typeset([LONG, SENTENCE], wide=16)
RIGHT = moved(typeset([LONG], wide=16)[0], 225)
FLUSH = [LONG[:32], LONG[32:64], LONG[64:95] + "。", "二、" + LONG[:30], LONG[30:60]]
TABLE = [["项目", "单位", "目标"], ["新增停车位", "个", "1200"], ["改造背街小巷", "条", "40"]]
CELLS = [[SENTENCE, FULL], [SHORT, SENTENCE], [SENTENCE, SHORT]]
BOX = LONG[5:53]
JOURNEY = "the new line links twelve towns and brings the ring road within reach of every village in the county"


def row(cells: Sequence[str], y: float) -> Iterator[Piece]:
    for at, cell in enumerate(cells):
        for _, base, size, line in typeset([cell], wide=16, indent=0)[0]:
            yield 97.5 + 225 * at, y + base - 760, size, line


LAYOUTS: dict[str, tuple[list[Page], list[str]]] = {
    "an indent begins a paragraph, even below a full line": ([BODY], [LONG, FULL, SENTENCE]),
    "the file may hold the lines in any order": ([BODY[::-1]], [LONG, FULL, SENTENCE]),
    "a gap begins one where nothing is indented": (
        [*typeset([LONG, LONG[:32], SHORT, LONG], indent=0)], [LONG, LONG[:32], SHORT, LONG]),
    "a heading's number begins one where nothing is indented or apart": (
        [[(97.5, 700 - 20 * at, 12.5, line) for at, line in enumerate(FLUSH)]],
        ["".join(FLUSH[:3]), "".join(FLUSH[3:])]),
    "so does a bullet": ([[(97.5, 700 - 20 * at, 12.5, f"- {LONG[:31]}") for at in range(5)]], [f"- {LONG[:31]}"] * 5),
    "short lines of one length are paragraphs": (
        [BODY, [(97.5, 760 - 20 * at, 12.5, name) for at, name in enumerate(NAMES)]], [LONG, FULL, SENTENCE, *NAMES]),
    "an indented line may fill the middle of the page": (
        typeset([LONG, LONG[:28], LONG[1:29]], wide=30), [LONG, LONG[:28], LONG[1:29]]),
    "two lines alone are a paragraph": ([[(97.5, 700, 12.5, LONG[:32]), (97.5, 680, 12.5, LONG[32:50])]], [LONG[:50]]),
    "a page may be set narrower": ([*typeset([LONG] * 4), *typeset([LONG * 2], wide=20)], [*[LONG] * 4, LONG * 2]),
    "a paragraph goes on over pages": (
        [*furnished(typeset([LONG] * 9, tall=7))], [LONG] * 9),
    "columns come one after the other": ([[*NARROW, *RIGHT]], [LONG, SENTENCE, LONG]),
    "columns need not stand on the same lines": ([[*NARROW, *moved(RIGHT, 0, 9)]], [LONG, SENTENCE, LONG]),
    "columns may be drawn line by line across both": (
        [[piece for pair in zip_longest(NARROW, RIGHT) for piece in pair if piece]], [LONG, SENTENCE, LONG]),
    "columns may end in one that stands alone": (
        [[*NARROW, *RIGHT], typeset([LONG[:40]], wide=16)[0]], [LONG, SENTENCE, LONG, LONG[:40]]),
    "a paragraph goes on in the next column": (
        [[*NARROW[:6], *moved(NARROW[6:], 225, 120)]], [LONG, SENTENCE]),
    "table cells are kept apart": (
        [[(90 + 150 * x, 700 - 20 * y, 12, cell) for y, cells in enumerate(TABLE) for x, cell in enumerate(cells)]],
        [cell for cells in TABLE for cell in cells]),
    "a table of short cells is read row by row": (
        [[piece for at in range(7) for piece in row([NAMES[at], f"{at}处"], 700 - 30 * at)]],
        [cell for at in range(7) for cell in (NAMES[at], f"{at}处")]),
    "table cells are whole": (
        [[piece for at, cells in enumerate(CELLS) for piece in row(cells, 700 - 100 * at)]],
        [cell for cells in CELLS for cell in cells]),
    "a cell at the end of a page does not go on in another column": (
        [[*row(CELLS[0], 760), *row([BOX, BOX], 660)], [*row([BOX, SHORT], 760)]],
        [*CELLS[0], BOX, BOX, BOX, SHORT]),
    "boxes beside each other above the text are kept apart": (
        [[*row([BOX, BOX], 760), *moved(BODY, 0, -100)]], [BOX, BOX, LONG, FULL, SENTENCE]),
    "a larger heading is joined with itself alone": (
        [[(97.5, 800, 20, SENTENCE[:20]), (200, 772, 20, SENTENCE[20:30]), *moved(BODY, 0, -20)]],
        [SENTENCE[:30], LONG, FULL, SENTENCE]),
    "two headings in the middle are apart": (
        [[(117.5, 800, 20, SENTENCE[:18]), (197.5, 772, 20, SENTENCE[18:28]), *moved(BODY, 0, -20)]],
        [SENTENCE[:18], SENTENCE[18:28], LONG, FULL, SENTENCE]),
    "a large heading begins one below another": (
        [[(97.5, 800, 20, "一、" + LONG[:18]), (97.5, 772, 20, "（一）" + LONG[:9]), *moved(BODY, 0, -20)]],
        ["一、" + LONG[:18], "（一）" + LONG[:9], LONG, FULL, SENTENCE]),
    "text goes on over a note at the foot": (
        [[*BODY[:4], (97.5, 90, 9, "注：街巷含里弄。")], moved(BODY[4:], 0, 80)],
        [LONG, "注：街巷含里弄。", FULL, SENTENCE]),
    "a stamp along the margin is kept and cuts nothing": (
        [b"\n".join([*map(shown, BODY[:2]), shown((40, 300, 12, "档案专用"), b"0 1 -1 0")]), moved(BODY[2:], 0, 40)],
        [LONG, "档案专用", FULL, SENTENCE]),
    "text from top to bottom runs from right to left": (
        [[(520 - 30 * at, 700 - 12 * down, 12, each)
          for at, line in enumerate((FULL, SHORT)) for down, each in enumerate(line)]],
        [FULL, SHORT]),
    "a figure drawn at the end of the page fills its gap": (
        [[(97.5, 700, 12.5, "新增学位"), (172.5, 700, 12.5, "个，装路灯"), (97.5, 680, 12.5, SHORT),
          (147.5, 700, 12.5, "7734")]],
        ["新增学位7734个，装路灯", SHORT]),
    "a figure broken by the end of a line is whole": (
        [*typeset([LONG[:61] + "123456.5%" + LONG[61:]], words=".")], [LONG[:61] + "123456.5%" + LONG[61:]]),
    "text drawn twice to look bold is read once": ([[*BODY, *moved(BODY, 0.3)]], [LONG, FULL, SENTENCE]),
    "spaces between names stay": (
        [[(97.5, 700, 12.5, "区长\u3000王小明"), (200, 680, 12.5, "甲 乙")]], ["区长\u3000王小明", "甲 乙"]),
    "a list's lines hang below its numbers": (
        [[(97.5, 760, 12.5, "1. "), *((116, 760 - 20 * at, 12.5, LONG[30 * at :][:30]) for at in range(3))]],
        ["1. " + LONG[:90]]),
    "Latin words are joined by a space": (
        [*typeset([LONG, JOURNEY], words=r"[0-9A-Za-z]+ ?|.")], [LONG, JOURNEY]),
    "a word broken by a hyphen is whole, and COVID-19 keeps its own": (
        [*typeset([LONG[:59] + "inter-national" + LONG[59:84] + "COVID-19处"], words=r"inter-|national|COVID-|.")],
        [LONG[:59] + "international" + LONG[59:84] + "COVID-19处"]),
}  # fmt: skip


@pytest.mark.parametrize("reason", LAYOUTS)
def test_layouts(reason: str) -> None:
    pages, expected = LAYOUTS[reason]
    assert read(pdf(*pages)).text.split("\n") == expected


def foot(text: str, y: float = 40, size: float = 10.5) -> list[Piece]:
    return [*BODY, (285, y, size, text)]


SERIES = ["（续表）", "甲表", "（续表）", "乙表", "丙表"]
HEAD = (97.5, 790, 12.5, "表一")
FURNITURE: dict[str, tuple[list[Page], list[str], list[str]]] = {
    "a running head and page numbers go": (
        [*furnished(typeset([LONG] * 9, tall=7))], [],
        ["“— 5 —” to “— 11 —” at the foot of pages 1-7", "“某某区人民政府公报” at the head of pages 1-7"]),
    "plain numbers go where they grow with the pages": (
        [foot("12"), foot("13"), foot("14")], [], ["“12” to “14” at the foot of pages 1-3"]),
    "plain numbers stay where they do not": ([foot("12"), foot("40"), foot("7")], ["12", "40", "7"], []),
    "a plain number on one page of two stays": ([BODY, foot("2")], ["2"], []),
    "a number in words goes": ([foot("第三页")], [], ["“第三页” at the foot of page 1"]),
    "a number of all pages goes": ([foot("1/2"), foot("2/2")], [], ["“1/2” to “2/2” at the foot of pages 1-2"]),
    "a share that is no page number stays": ([foot("1/3"), foot("2/3")], ["1/3", "2/3"], []),
    "one number in the middle of the foot of one page goes": ([foot("1")], [], ["“1” at the foot of page 1"]),
    "a number within the text stays": ([foot("1", y=300)], ["1"], []),
    "what a browser prints around one page goes": (
        [[(30, 820, 8, "2026/2/1 15:22"), (250, 820, 8, "区公报"), *BODY,
          (30, 15, 8, "https://a.b/c"), (550, 15, 8, "1/1")]],
        [],
        ["“1/1” at the foot of page 1", "“2026/2/1 15:22” at the head of page 1",
         "“https://a.b/c” at the foot of page 1", "“区公报” at the head of page 1"]),
    "the moment and source of an article stay": (
        [[(97.5, 800, 10, "2026-02-01 10:30"), (300, 800, 10, "来源：区报"), *BODY]],
        ["2026-02-01 10:30", "来源：区报"], []),
    "text that every page begins with stays": ([[HEAD, *moved(BODY, 0, 10)]] * 3, ["表一"] * 3, []),
    "figures at the head that do not grow with the pages stay": (
        [[(97.5, 800, 9, f"增长{share}%"), *BODY] for share in (7, 3, 9)], ["增长7%", "增长3%", "增长9%"], []),
    "what recurs below other text stays": (
        [[(97.5, 810, 9, first), (97.5, 790, 9, "（续表）"), *BODY] for first in ("甲表", "乙图", "丙文")],
        ["甲表", "（续表）", "乙图", "（续表）", "丙文", "（续表）"], []),
    "what recurs on a few pages only stays": (
        [[(97.5, 800, 9, head), *BODY] for head in SERIES], SERIES, []),
}  # fmt: skip


@pytest.mark.parametrize("reason", FURNITURE)
def test_furniture(reason: str) -> None:
    pages, kept, left_out = FURNITURE[reason]
    found = read(pdf(*pages))
    assert [line for line in found.text.split("\n") if line not in (LONG, FULL, SENTENCE)] == kept
    furniture = [repair for repair in found.repairs if repair.kind == "page furniture"]
    assert sorted(repair.note for repair in furniture) == left_out
    assert all(repair.span is None for repair in furniture)


def test_every_joined_paragraph_is_a_repair() -> None:
    found = read(pdf(BODY))
    assert [(repair.kind, repair.count) for repair in found.repairs] == [("broken lines", 4), ("broken lines", 1)]
    spans = [repair.span for repair in found.repairs if repair.span]
    assert [found.text[span.start : span.end] for span in spans] == [LONG, SENTENCE]


LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
PRIVATE = [(72.0, 700.0, 12.0, "\ue001\ue002\ue003" * 9)]
SHAPES = [entry.replace(b"UniGB-UCS2-H", b"Identity-H").replace(b"GB1", b"Identity") for entry in FONT]
OUTLINES = b"\n".join(b"%d 10 m 90 90 l S" % at for at in range(300))
SCATTERED = b"\n".join([shown((72, 700, 5, "散"))] * 25_001)
REFUSED = {
    "a file with a password": (pdf(BODY, trailer=LOCK), "is protected by a password; save it without one"),
    "a file without pages": (pdf(), "is a broken PDF file"),
    "a file cut off in the middle": (pdf(BODY)[:900], "is a broken PDF file"),
    "nothing but its first line": (b"%PDF-1.7\n", "is a broken PDF file"),
    "pictures alone": (pdf(PICTURE, PICTURE), "holds pictures of 2 pages and no text; run a text recognition"),
    "pictures with page numbers": (
        pdf(*(PICTURE + b"\n" + shown((285, 40, 10.5, f"- {at} -")) for at in (1, 2))),
        "pictures of 2 pages and no text"),
    "pictures behind a cover": (pdf(BODY, *[PICTURE] * 9), "holds pictures of 9 pages and text on 1 page only"),
    "letters as outlines": (pdf(OUTLINES), "holds pictures of 1 page and no text"),
    "empty pages": (pdf(b"", b""), "holds no text on 2 pages"),
    "a font that names no characters": (pdf(PRIVATE), "does not tell which characters its fonts show"),
    "a font without names for its shapes": (pdf(BODY, font=SHAPES), "does not tell which characters its fonts show"),
    "a page in countless pieces": (pdf(SCATTERED), "has its page 1 in 25001 pieces of text"),
}  # fmt: skip


@pytest.mark.parametrize("reason", REFUSED)
def test_refusals_say_what_to_do_in_one_line(reason: str) -> None:
    data, said = REFUSED[reason]
    with pytest.raises(ReadError) as error:
        read(data)
    message = str(error.value)
    assert message.startswith("a.pdf ")
    assert said in message
    assert "; " in message
    assert "\n" not in message


NOTED = {
    "pictures among the text": (pdf(BODY, PICTURE, BODY, PICTURE), "text, and so not read: pages 2, 4; "),
    "a character of the font's own": (pdf([*BODY, (97.5, 300, 12, "\ue001甲")]), "does not tell: 1, on page 1"),
    "no end of the file": (pdf(BODY).replace(b"%%EOF", b""), "its last pages may be missing"),
}  # fmt: skip


@pytest.mark.parametrize("reason", NOTED)
def test_what_may_be_missing_is_noted(reason: str) -> None:
    data, said = NOTED[reason]
    (note,) = read(data).notes
    assert said in note


@pytest.mark.parametrize(
    ("limits", "name"),
    [(Limits(pages=2), "pages=2"), (Limits(characters=200), "characters=200"), (Limits(seconds=1e-9), "seconds=1e-09")],
)
def test_limits_are_kept(limits: Limits, name: str) -> None:
    with pytest.raises(LimitError, match=name):
        read(pdf(BODY, BODY, BODY), limits)


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadError, match=r"pip install 'promisetrack\[input\]'"):
        read(pdf(BODY))


def test_threads_read_side_by_side() -> None:
    found: list[str] = []
    data = pdf(*typeset([LONG] * 40))
    threads = [threading.Thread(target=lambda: found.append(read(data).text)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["\n".join([LONG] * 40)] * 4


MEANINGS = {
    "41": "D840DC87",
    "42": "D842",
    "43": "200B",
    "44": "0000",
    "45": "00660069",
    "46": "00AD",
    "47": "2F24",
    "48": "DC87",
}
CODES = "".join(f"<{code}> <{meaning}>\n" for code, meaning in MEANINGS.items())
LATIN = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>",
    stream(b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar %s endbfchar endcmap"
           % (len(MEANINGS), CODES.encode())),
    b"null",
)  # fmt: skip


def test_characters_that_are_none_are_left_out() -> None:
    drawn = b"BT /F 12 Tf 72 700 Td (xxxxxxxxA xB xC xD xE xFx xGH) Tj ET"
    assert read(pdf(drawn, font=LATIN)).text == "xxxxxxxx𠂇 x x x xfi x-x x⼤"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages(turn: int) -> None:
    assert read(pdf(BODY, entries=b"/Rotate %d" % turn)).text == "\n".join([LONG, FULL, SENTENCE])


PARTS = ("改造", "新建街巷", "全区", "二三，", "学校。", "至7305", "增12.5%", "以GDP")
PARAGRAPHS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=60).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPHS, max_size=12), st.integers(16, 32), st.integers(4, 12), st.booleans())
def test_what_is_typeset_is_read_again(texts: list[str], wide: int, tall: int, broken: bool) -> None:
    """With indents, every paragraph is found again, over the ends of lines and pages, figures broken or not."""
    texts = [LONG * 3, *texts]
    pages = typeset(texts, wide=wide, tall=tall, words=r"[A-Z]+|." if broken else WORDS)
    assert read(pdf(*furnished(pages))).text == "\n".join(texts)


EVERY = "".join(bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xB8) for cell in range(0xA1, 0xFF))
PLACES = st.tuples(st.integers(20, 550), st.integers(120, 720), st.integers(5, 30), st.integers(1, 9))


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=40))
def test_nothing_is_lost_wherever_it_stands(places: list[tuple[int, int, int, int]]) -> None:
    pieces = [(x, y, size, EVERY[10 * at :][:length]) for at, (x, y, size, length) in enumerate(places)]
    found = read(pdf([*pieces, *moved(BODY[:1], 0, 20)]))
    assert Counter(re.sub(r"\s", "", found.text)) == Counter("".join(text for *_, text in pieces) + BODY[0][3])


def test_the_time_grows_with_the_text_alone() -> None:
    seconds = Limits(seconds=20)
    text = "公园再添六处" * 20
    page = b"BT /F 4 Tf " + b"\n".join(
        b"1 0 0 1 20 %d Tm <%s> Tj" % (100 + at % 140 * 5, text.encode("utf-16-be").hex().encode()) for at in range(400)
    )
    assert len(read(pdf(page + b" ET"), seconds).text) > 10_000


INDENTED = "p{text-indent:2em;margin:0;line-height:1.8}"
PRINTED = {
    "as a browser prints it": ("", True),
    "without the browser's lines around the page": ("", False),
    "indented, with no space between paragraphs": (INDENTED, True),
    "justified": (f"{INDENTED}p{{text-align:justify}}body{{font-size:18px}}", False),
    "in two columns": (f"{INDENTED}body{{columns:2;font-size:12px}}", False),
    "in two columns, with space between paragraphs": ("body{columns:2;font-size:13px}", True),
    "large": (f"{INDENTED}body{{font-size:21px}}", True),
    "in lines of 20 characters": ("body{font-size:16px;width:20em;margin:0 auto}", False),
    "on official paper, figures broken": (
        "@page{size:A4;margin:37mm 26mm 35mm 28mm;@bottom-center{content:'— ' counter(page) ' —'}"
        "@top-center{content:'某某区人民政府公报'}}"
        f"{INDENTED}body{{font-size:16pt;margin:0}}p{{text-align:justify;word-break:break-all}}", False),
}  # fmt: skip


def printed(folder: Path, html: str, heads: bool) -> bytes:
    source, target = folder / "report.html", folder / "report.pdf"
    source.write_text(html, encoding="utf-8")
    flags = [*FLAGS, *([] if heads else ["--no-pdf-header-footer"]), f"--user-data-dir={folder / 'profile'}"]
    command = [browser(), *flags, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target.read_bytes()


def sentences(text: str) -> Counter[str]:
    """The sentences without white space; radicals, which Chromium writes for some characters, as characters."""
    folded = re.sub("[\u2e80-\u2fdf]", lambda match: unicodedata.normalize("NFKC", match[0]), text)
    lines = [re.sub(r"\s", "", line) for line in folded.split("\n")]
    return Counter(sentence for line in lines for sentence in re.split("(?<=[。！？])", line) if sentence)


@pytest.mark.parametrize("reason", PRINTED)
def test_printed_reports_are_read_whole(reason: str, shared: Path, tmp_path: Path) -> None:
    css, heads = PRINTED[reason]
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    text = "\n".join(line for line in "\n".join(texts).split("\n") if line.strip())
    at = text.index("\n", len(text) // 2)
    table = text.index("\n", at + 1)
    body = [f"<p>{escape(line)}</p>" for line in text[:at].split("\n")]
    body.append(f"<table><tr><td>{escape(text[at + 1 : table])}</td></tr></table>")
    body += [f"<p>{escape(line)}</p>" for line in text[table + 1 :].split("\n")]
    page = f"<!DOCTYPE html><meta charset='utf-8'><title>某区报告</title><style>{css}</style>{''.join(body)}"
    found = read(printed(tmp_path, page, heads))
    expected = sentences(text)
    missing = expected - sentences(found.text)
    assert missing.total() <= 0.01 * expected.total()
    lost = Counter(re.sub(r"\s", "", "".join(expected))) - Counter("".join(sentences(found.text)))
    assert lost.total() <= 0.001 * len(text)
    assert heads == any("某区报告" in repair.note for repair in found.repairs if repair.kind == "page furniture")
    assert found.notes == ()
