"""The bytes of a text file to characters: every character set, whole, cut and with a broken byte."""

import random
import time
from functools import cache
from itertools import accumulate, product
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from promisetrack.errors import LimitError, ReadError
from promisetrack.limits import Budget, Limits
from promisetrack.reading.encodings import decode
from promisetrack.reading.extracted import Extracted

PLAIN = """政府工作报告
——2023年2月8日在云河市第九届人大会议上

各位代表：
过去一年，全市生产总值完成318.6亿元，增长4.7%；新开工学校6所，添学位8200个。群众反映的停车难，还没有真正解决。
今年要办好九件实事：一是改建卫生院4家，让山里的老人看病少跑路；二是修好县道57公里，年底前通车；三是发放助学金不少于1200万元。
我们将压减一般性支出，把省下的钱用在“一老一小”上。粮食播种面积稳定在40万亩以上，城镇登记失业率控制在5%以内，力争引进企业30户。
"""
TRADITIONAL = """政府工作報告
——2023年2月8日在雲河市第九屆人大會議上

各位代表：
過去一年，全市生產總值完成318.6億元，增長4.7%；新開工學校6所，添學位8200個。群眾反映的停車難，還沒有真正解決。
今年要辦好九件實事：一是改建衛生院4家，讓山裡的老人看病少跑路；二是修好縣道57公里，年底前通車；三是發放助學金不少於1200萬元。
我們將壓減一般性支出，把省下的錢用在“一老一小”上。糧食播種面積穩定在40萬畝以上，城鎮登記失業率控制在5%以內，力爭引進企業30戶。
"""


@frozen
class Form:
    """How a text is stored: its codec, the mark at its start, and whether in traditional characters."""

    codec: str
    mark: bytes = b""
    traditional: bool = False
    note: str | None = None


FORMS = {
    "UTF-8": Form("utf-8"),
    "UTF-8 with mark": Form("utf-8", b"\xef\xbb\xbf"),
    "GB18030": Form("gb18030", note="read as GB18030"),
    "GB18030, traditional": Form("gb18030", traditional=True, note="read as GB18030"),
    "Big5": Form("big5", traditional=True, note="read as Big5"),
    "Big5 of Windows": Form("cp950", traditional=True, note="read as Big5"),
    "Big5 of Hong Kong": Form("big5hkscs", traditional=True, note="read as Big5"),
    "UTF-16 LE": Form("utf-16-le", note="read as UTF-16"),
    "UTF-16 BE": Form("utf-16-be", note="read as UTF-16"),
    "UTF-16 LE with mark": Form("utf-16-le", b"\xff\xfe", note="read as UTF-16"),
    "UTF-16 BE with mark": Form("utf-16-be", b"\xfe\xff", note="read as UTF-16"),
    "UTF-32 LE with mark": Form("utf-32-le", b"\xff\xfe\0\0", note="read as UTF-32"),
    "UTF-32 BE with mark": Form("utf-32-be", b"\0\0\xfe\xff", note="read as UTF-32"),
}
FAULTS = ("none", "replaced by 0xFF", "replaced", "dropped", "inserted")
NEAR = 4
"""Characters on either side of a broken byte that may be lost with it."""
MOST_PUT_IN = 5
MOST_TORN = 2


def read(data: bytes, declared: str | None = None) -> Extracted:
    return decode(data, Budget(called="a.txt"), declared)


@cache
def reports(shared: Path) -> tuple[str, ...]:
    paths = sorted([*shared.glob("seeds/*.txt"), *shared.glob("corpus/*.txt")])
    return tuple(path.read_text(encoding="utf-8") for path in paths)


def stored(text: str, form: Form) -> str:
    """The text as it can be stored in a form: in traditional characters, without what its codec lacks."""
    converted = OpenCC("s2tw").convert(text) if form.traditional else text
    return converted.encode(form.codec, "ignore").decode(form.codec)


@frozen
class Sample:
    """The bytes of a file that was cut and broken, and what must come out on either side of the broken byte."""

    data: bytes
    before: str
    after: str
    most_between: int

    def is_met_by(self, text: str) -> bool:
        """Whether the text has both sides, hardly anything around them, and about what was between them."""
        start = text.find(self.before)
        end = text.rfind(self.after) if self.after else len(text)
        around = max(start, len(text) - end - len(self.after))
        between = end - start - len(self.before)
        return start >= 0 and around <= MOST_TORN and 0 <= between <= self.most_between


def sample(text: str, form: Form, fault: str, rng: random.Random) -> Sample:
    """The text in a form, cut anywhere near both ends (a mark stays) and broken at one place."""
    data, sizes = text.encode(form.codec), [len(char.encode(form.codec)) for char in text]
    starts = [0, *accumulate(sizes)]
    low = 0 if form.mark else rng.randrange(9)
    high = len(data) - rng.randrange(9)
    first = next(index for index, start in enumerate(starts) if start >= low)
    last = max(index for index, start in enumerate(starts) if start <= high)
    if fault == "none":
        return Sample(form.mark + data[low:high], text[first:last], "", MOST_TORN)
    place = rng.randrange(low, high)
    put_in = b"\xff" if "0xFF" in fault else b"" if fault == "dropped" else rng.randbytes(1)
    broken = data[low:place] + put_in + data[place + (fault != "inserted") : high]
    at = max(index for index, start in enumerate(starts) if start <= place)
    before, after = text[first : max(first, at - NEAR)], text[min(last, at + 1 + NEAR) : last]
    return Sample(form.mark + broken, before, after, 2 * NEAR + 1 + MOST_PUT_IN)


@pytest.mark.parametrize(("name", "fault", "round_"), list(product(FORMS, FAULTS, range(4))))
def test_a_cut_and_broken_text_is_right_but_near_the_fault(name: str, fault: str, round_: int) -> None:
    rng, form = random.Random(f"{name} {fault} {round_}"), FORMS[name]
    text = TRADITIONAL if form.traditional else PLAIN
    length = rng.choice([60, 120, len(text)])
    start = rng.randrange(len(text) - length + 1)
    broken = sample(text[start : start + length], form, fault, rng)
    assert broken.is_met_by(read(broken.data).text)


@pytest.mark.parametrize(("name", "fault", "length"), list(product(FORMS, FAULTS, [40, 200, 2_000, None])))
def test_a_cut_and_broken_report_is_right_but_near_the_fault(
    shared: Path, name: str, fault: str, length: int | None
) -> None:
    rng, form = random.Random(f"{name} {fault} {length}"), FORMS[name]
    text = rng.choice(reports(shared))
    start = rng.randrange(len(text) - length) if length else 0
    broken = sample(stored(text[start:][:length], form), form, fault, rng)
    assert broken.is_met_by(read(broken.data).text)


@pytest.mark.parametrize("name", FORMS)
def test_an_unbroken_text_comes_back_with_a_note_on_what_it_was(name: str) -> None:
    form = FORMS[name]
    text = TRADITIONAL if form.traditional else PLAIN
    found = read(form.mark + text.encode(form.codec))
    assert (found.text, found.repairs) == (text, ())
    assert found.notes == ((form.note,) if form.note else ())


@pytest.mark.parametrize("name", FORMS)
def test_every_report_comes_back(shared: Path, name: str) -> None:
    form = FORMS[name]
    for report in random.Random(name).sample(reports(shared), 8):
        text = stored(report, form)
        found = read(form.mark + text.encode(form.codec))
        assert (found.text, found.repairs) == (text, ())


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(FORMS)), st.text(alphabet=PLAIN + TRADITIONAL + "㐱鄠堃〇①％ⅢABcd[] ", max_size=40))
def test_any_text_in_the_style_of_reports_comes_back(name: str, words: str) -> None:
    form = FORMS[name]
    text = (TRADITIONAL if form.traditional else PLAIN) + words
    text = text.encode(form.codec, "ignore").decode(form.codec)
    assert read(form.mark + text.encode(form.codec)).text == text


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("name", FORMS)
def test_every_line_end_is_a_line_feed(name: str, line_end: str) -> None:
    form = FORMS[name]
    text = TRADITIONAL if form.traditional else PLAIN
    assert read(form.mark + text.replace("\n", line_end).encode(form.codec)).text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        pytest.param("第一季度①至④项，增长3％～5％，参见（１）。", "cp950", id="circled numbers and a wave of Windows"),
        pytest.param("第一季度①至④項，增長3％，參見⑵。", "big5", id="circled numbers of the old Big5"),
        pytest.param("群衆着手建設〇七號綫，啓用峯會中心。", "big5hkscs", id="characters of Hong Kong"),
        pytest.param("向アロマ公司購置設備。", "big5hkscs", id="a Japanese word keeps its letters"),
    ],
)
def test_the_variants_of_big5_are_told_apart(text: str, codec: str) -> None:
    text = TRADITIONAL + text.encode(codec, "ignore").decode(codec)
    assert read(text.encode(codec)).text == text


@pytest.mark.parametrize("text", ["The report was read out in March.\n", "The city’s plan – “Better streets”\n"])
def test_english_is_no_matter_of_the_character_set(text: str) -> None:
    found = read(text.encode())
    assert (found.text, found.notes) == (text, ())


def test_a_broken_byte_is_one_sign_and_one_repair() -> None:
    for codec in ("utf-8", "gb18030", "utf-16-le"):
        before, after = (part.encode(codec) for part in (PLAIN[:100], PLAIN[100:]))
        found = read(before + b"\xff" + after)
        assert found.text == PLAIN[:100] + "\ufffd" + PLAIN[100:]
        assert [
            (repair.kind, found.text[repair.span.start : repair.span.end]) for repair in found.repairs if repair.span
        ] == [("bad bytes", "\ufffd")]


@pytest.mark.parametrize("filling", [b"\0", b"\xff"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_a_lost_stretch_is_one_repair_that_tells_its_length(codec: str, filling: bytes) -> None:
    text = PLAIN * 20
    before, after = (part.encode(codec) for part in (text[:3000], text[3000:]))
    found = read(before + filling * 4096 + after)
    assert found.text == text[:3000] + "\ufffd" + text[3000:]
    (repair,) = found.repairs
    assert int(repair.note.split()[0]) in (2048, 4096)


def test_repairs_lie_in_the_final_text() -> None:
    parts = [PLAIN.replace("\n", "\r\n").encode("gb18030")] * 3
    found = read(parts[0] + b"\xff\xff\xff" + parts[1] + b"\xff" + parts[2])
    spans = [(repair.span.start, repair.span.end) for repair in found.repairs if repair.span]
    assert spans == [(len(PLAIN), len(PLAIN) + 1), (2 * len(PLAIN) + 1, 2 * len(PLAIN) + 2)]
    assert found.text == "\ufffd".join([PLAIN] * 3)


def test_a_sign_of_earlier_loss_in_the_file_is_a_repair() -> None:
    found = read("改建卫生院\ufffd家，修好县道。".encode())
    assert [repair.span and repair.span.start for repair in found.repairs] == [5]


@pytest.mark.parametrize("codec", ["gb18030", "big5", "utf-16-le", "utf-16-be"])
def test_a_long_line_gets_back_in_step(codec: str) -> None:
    line = "".join(char for char in (TRADITIONAL if codec == "big5" else PLAIN) if char >= "\u4e00") * 30
    data = line.encode(codec)
    for place in (1001, 1002, 8001):
        text = read(data[:place] + data[place + 1 :]).text
        assert text.startswith(line[: place // 2 - NEAR])
        assert text.endswith(line[place // 2 + 1 + NEAR :])


@pytest.mark.parametrize(
    ("codec", "declared", "notes"),
    [
        pytest.param("gb18030", "gb2312", ("read as GB18030",), id="gb2312 means GB18030"),
        pytest.param("gb18030", " GBK ", ("read as GB18030",), id="in capitals, with blanks"),
        pytest.param("gb18030", "utf-8", ("read as GB18030, not as UTF-8 as it says itself",), id="overruled"),
        pytest.param("utf-8", "gb2312", ("read as UTF-8, not as GB18030 as it says itself",), id="UTF-8 is certain"),
        pytest.param("gb18030", "big5", ("read as GB18030, not as Big5 as it says itself",), id="another one"),
        pytest.param("gb18030", "no-such-set", ("read as GB18030",), id="unknown"),
        pytest.param("utf-8", "UTF8", (), id="right"),
    ],
)
def test_a_declaration_is_a_hint(codec: str, declared: str, notes: tuple[str, ...]) -> None:
    found = read(PLAIN.encode(codec), declared)
    assert (found.text, found.notes) == (PLAIN, notes)


def test_a_declaration_decides_what_is_too_short_to_tell() -> None:
    data = "年底".encode("gb18030")
    assert read(data, "gb2312").text == "年底"
    assert read(data, "big5").text == data.decode("big5")


LARGE = 20_000_000


@pytest.mark.parametrize(
    "pattern",
    [b"\xff", b"\x80", b"\x81\xfe", b"\x81\x30", b"\x81\x40", b"\0", b"\xe4", b"\xe4\xbb", b"\xd8\0", b"\xff\xfe"],
    ids=lambda pattern: pattern.hex(),
)
def test_a_large_file_of_no_text_is_refused_fast(pattern: bytes) -> None:
    data, started = pattern * (LARGE // len(pattern)), time.process_time()
    with pytest.raises(ReadError, match="in no character set that is known"):
        read(data)
    assert time.process_time() - started < 2


def test_the_refusal_says_what_to_do() -> None:
    with pytest.raises(ReadError) as caught:
        read(random.Random(1).randbytes(3000))
    assert str(caught.value) == (
        "a.txt is in no character set that is known (UTF-8, GB18030, Big5, UTF-16); save it as a .txt file in UTF-8"
    )


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_a_text_that_is_half_something_else_is_refused_and_not_cut_short(codec: str) -> None:
    text, rest = (PLAIN * 100).encode(codec), random.Random(2).randbytes(40_000)
    with pytest.raises(ReadError, match="in no character set that is known"):
        read(text + rest)


def test_french_in_an_old_character_set_is_not_taken_for_chinese() -> None:
    with pytest.raises(ReadError, match="in no character set that is known"):
        read(("Le maire a présenté les résultats de l’année écoulée. " * 20).encode("cp1252"))


@pytest.mark.parametrize("codec", ["gb18030", "utf-16-le"])
def test_a_large_text_is_read_in_seconds(codec: str) -> None:
    text = PLAIN * 30_000
    data, started = text.encode(codec), time.process_time()
    assert read(data).text == text
    assert time.process_time() - started < 10


def test_a_text_of_too_many_characters_is_refused() -> None:
    with pytest.raises(LimitError, match="characters=100"):
        decode(PLAIN.encode(), Budget(called="a.txt", limits=Limits(characters=100)))
