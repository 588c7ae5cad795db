"""Word files: every paragraph comes out in its place, whatever holds it, and the numbers that Word writes itself."""

import random
import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pytest
from docx.oxml import parse_xml

from promisetrack.errors import LimitError, ReadError
from promisetrack.limits import Budget, Limits
from promisetrack.reading.word import word_text

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="urn:r"'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def budget(**limits: float) -> Budget:
    return Budget(called="a.docx", limits=Limits(**limits))  # type: ignore[arg-type]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def relations(**targets: str) -> str:
    found = "".join(f'<Relationship Id="{n}" Type="{KINDS}/{n}" Target="{target}"/>' for n, target in targets.items())
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'
    )


def word_file(body: str, *, space: str = MAIN, **parts: str) -> bytes:
    """A Word file with the given elements in its body; `parts` are further parts by their kind."""
    spaces = SPACES.replace(MAIN, space)
    own = {f"word/{kind}.xml": f"<w:{kind} {SPACES}>{content}</w:{kind}>" for kind, content in parts.items()}
    return zipped(
        {
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": relations(**{kind: f"{kind}.xml" for kind in parts}),
            "word/document.xml": f"<w:document {spaces}><w:body>{body}<w:sectPr/></w:body></w:document>",
            **own,
        }
    )


def run(text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def simple(text: str) -> str:
    return paragraph(run(text))


def text_box(*paragraphs: str, fallback: bool = True) -> str:
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    shape = f"<w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{shape if fallback else ""}</mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"


def saved(document: "docx.document.Document") -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def of_python_docx(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def in_cells(lines: list[str]) -> bytes:
    rows = "".join(f"<w:tr><w:tc>{simple(line)}</w:tc><w:tc>{paragraph()}</w:tc></w:tr>" for line in lines)
    return word_file(f"<w:tbl>{rows}</w:tbl>{paragraph()}")


def in_nested_tables(lines: list[str]) -> bytes:
    start, end = "<w:tbl><w:tr><w:tc>", f"{paragraph()}</w:tc></w:tr></w:tbl>"
    return word_file("".join(f"{start}{start}{simple(line)}{end}{end}" for line in lines))


def in_text_boxes(lines: list[str]) -> bytes:
    document = docx.Document()
    for first, *rest in zip(lines[::2], lines[1::2], strict=False):
        box = text_box(*map(simple, rest)).replace("<w:r>", f"<w:r {SPACES}>", 1)
        document.add_paragraph(first)._p.append(parse_xml(box))
    if len(lines) % 2:
        document.add_paragraph(lines[-1])
    return saved(document)


def in_content_controls(lines: list[str]) -> bytes:
    start = "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:text/></w:sdtPr><w:sdtContent>"
    return word_file("".join(f"{start}{simple(line)}</w:sdtContent></w:sdt>" for line in lines))


def in_tracked_changes(lines: list[str]) -> bytes:
    def changed(line: str) -> str:
        gone = '<w:del w:id="2"><w:r><w:delText>删去</w:delText><w:t>删去</w:t></w:r></w:del>'
        link = f'<w:hyperlink w:anchor="a">{run(line[9:15])}</w:hyperlink><w:smartTag>{run(line[15:18])}</w:smartTag>'
        return paragraph(run(line[:5]), f'<w:ins w:id="1">{run(line[5:9])}</w:ins>', gone, link, run(line[18:]))

    return word_file("".join(map(changed, lines)))


LAYOUTS = [
    of_python_docx,
    in_cells,
    in_nested_tables,
    in_text_boxes,
    in_content_controls,
    in_tracked_changes,
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_no_line_of_real_reports_is_lost(layout: Callable[[list[str]], bytes], shared: Path) -> None:
    for path in [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "corpus").glob("*.txt"))[::11]]:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        assert word_text(layout(lines), budget()).text.split("\n") == lines, path.name


def complex_field(instruction: str, result: str, *, ends: bool = True) -> str:
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    asked = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    end = FIELD_END if ends else ""
    return f'{start}{asked}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}{end}'


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
GONE = '<w:rPr><w:del w:id="1"/></w:rPr>'


@pytest.mark.parametrize(
    ("body", "text", "why"),
    [
        (paragraph("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"), "甲\t乙", "a tab"),
        (paragraph(run("甲"), properties='<w:tabs><w:tab w:val="left"/></w:tabs>'), "甲", "a tab stop is no tab"),
        (paragraph("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>"), "甲\n乙\n丙", "line breaks"),
        (paragraph("<w:r><w:t>2021</w:t><w:noBreakHyphen/><w:t>2025</w:t></w:r>"), "2021-2025", "a hyphen"),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>甲</w:t></w:r>'), "✓甲", "a known symbol"),
        (paragraph('<w:r><w:sym w:font="宋体" w:char="2460"/><w:t>甲</w:t></w:r>'), "①甲", "an ordinary character"),
        (paragraph("<w:r><w:t>甲\n乙\u200b\u00ad丙</w:t></w:r>"), "甲 乙丙", "what is not seen"),
        (paragraph(run("甲"), "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), "甲x+1", "formulas"),
        (paragraph(run("共"), complex_field("SUM(ABOVE)", run("5")), run("所")), "共5所", "a field's result"),
        (paragraph('<w:fldSimple w:instr="PAGE">' + run("5") + "</w:fldSimple>"), "5", "a simple field"),
        (paragraph(run("甲"), text_box(simple("乙")), run("丙")), "甲丙\n乙", "a box follows its paragraph, once"),
        (paragraph(text_box(simple("乙"), fallback=False)), "乙", "a box for old programs only"),
        (paragraph(text_box(paragraph(run("甲"), text_box(simple("乙"))))), "甲\n乙", "a box in a box"),
        (f"<w:customXml>{simple('甲')}</w:customXml>", "甲", "custom elements"),
        (paragraph(f"<w:moveFrom>{run('甲')}</w:moveFrom><w:moveTo>{run('乙')}</w:moveTo>"), "乙", "moved text"),
        (paragraph(run("甲"), properties=GONE) + simple("乙"), "甲乙", "a paragraph's end is deleted"),
        (paragraph(run("甲"), properties=GONE) + paragraph(run("乙"), text_box(simple("丙"))), "甲乙\n丙", "and a box"),
        (simple("甲") + paragraph(run("乙"), properties=GONE), "甲\n乙", "the last one's end is deleted"),
        (paragraph(f"<w:r><w:ruby><w:rt>{run('pu')}</w:rt><w:rubyBase>{run('埔')}</w:rubyBase></w:ruby></w:r>"),
         "埔", "how it is said"),
        (paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r>", run("乙")), "乙", "hidden text"),
        (paragraph(run("甲"), properties="<w:rPr><w:vanish/></w:rPr>"), "甲", "a hidden end of a paragraph"),
        (paragraph('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r>'), "甲", "text that is not hidden"),
        (paragraph(complex_field("TOC", run("甲\t1"), ends=False)) + paragraph(run("乙\t2"), FIELD_END) + simple("丙"),
         "丙", "a table of contents"),
        (paragraph(complex_field("TOC", run("甲"), ends=False)) + simple("乙"), "甲\n乙", "one that never ends"),
        (paragraph() + simple(" 　甲 ") + paragraph(run("　")), "甲", "empty paragraphs"),
    ],
)  # fmt: skip
def test_what_a_paragraph_holds(body: str, text: str, why: str) -> None:
    for space in (MAIN, STRICT):
        assert word_text(word_file(body, space=space), budget()).text == text, why


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, overrides: str = "") -> str:
    second = f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>'
    definition = f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
    return f'{definition}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{second}'


def numbered(text: str, at: int = 0, list_id: int = 1) -> str:
    return paragraph(run(text), properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


PARTS = lists(
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%4", "<w:isLgl/>"),
    level(4, "bullet", "\uf06c"),
    level(5, "none", "附%6、", '<w:suff w:val="nothing"/>'),
    level(6, "decimal", "%7", '<w:suff w:val="nothing"/><w:lvlRestart w:val="2"/>'),
    overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
)


OLD_LIST = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'


@pytest.mark.parametrize(
    ("body", "lines", "why"),
    [
        ([numbered("回顾"), numbered("安排")], ["一、回顾", "二、安排"], "counted on"),
        ([numbered("甲"), numbered("乙", 1), numbered("丙", 1), numbered("丁"), numbered("戊", 1)],
         ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"], "a level begins anew below the next heading"),
        ([numbered("甲"), simple("乙"), numbered("丙")], ["一、甲", "乙", "二、丙"], "other paragraphs between"),
        ([numbered("甲", 2)], ["1. 甲"], "digits stand apart from the text"),
        ([numbered("甲"), numbered("乙", 3)], ["一、甲", "1.1 乙"], "digits for all levels"),
        ([numbered("甲", 4)], ["甲"], "a bullet is no number"),
        ([numbered("甲", 5)], ["附、甲"], "the text of a number without the number"),
        ([numbered("甲", 6), numbered("乙", 2), numbered("丙", 6), numbered("丁", 1), numbered("戊", 6)],
         ["1甲", "1. 乙", "2丙", "（一）丁", "1戊"], "a level that only the second one lets begin anew"),
        ([numbered("甲", 99)], ["甲"], "a level that no list has"),
        ([numbered("甲").replace("</w:pPr>", f"<w:pPrChange><w:pPr>{OLD_LIST}</w:pPr></w:pPrChange></w:pPr>")],
         ["一、甲"], "the list that a paragraph was of before"),
        ([numbered("甲"), numbered("乙", 0, 2), numbered("丙", 0, 2)], ["一、甲", "五、乙", "六、丙"], "a new start"),
        ([numbered("甲", 0, 0), numbered("乙", 0, 9)], ["甲", "乙"], "no list, an unknown list"),
        ([numbered(""), numbered("乙")], ["二、乙"], "an empty paragraph counts"),
        ([numbered("甲").replace("</w:pPr>", f"{GONE}</w:pPr>"), numbered("乙")], ["一、甲乙"], "a deleted end"),
    ],
)  # fmt: skip
def test_automatic_numbers_are_written_out(body: list[str], lines: list[str], why: str) -> None:
    assert word_text(word_file("".join(body), numbering=PARTS), budget()).text.split("\n") == lines, why


@pytest.mark.parametrize(
    ("form", "first", "thirteenth"),
    [
        ("japaneseCounting", "一", "十三"),
        ("ideographDigital", "一", "一三"),
        ("chineseLegalSimplified", "壹", "13"),
        ("ideographTraditional", "甲", "13"),
        ("decimalEnclosedCircle", "①", "⑬"),
        ("decimalFullWidth", "１", "１３"),
        ("decimalZero", "01", "13"),
        ("upperRoman", "I", "XIII"),
        ("lowerLetter", "a", "m"),
        ("of a kind to come", "1", "13"),
    ],
)
def test_forms_of_numbers(form: str, first: str, thirteenth: str) -> None:
    body = "".join(numbered("项") for _ in range(13))
    found = word_text(word_file(body, numbering=lists(level(0, form, "第%1"))), budget())
    assert found.text.split("\n")[::12] == [f"第{first}项", f"第{thirteenth}项"]
    assert found.notes == ("automatic numbers were written out: 13",)


def test_large_numbers_are_counted_as_they_are_said() -> None:
    definition = lists(level(0, "chineseCounting", "%1、"))
    for start, said in ((20, "二十"), (101, "一百零一"), (110, "一百一十"), (1010, "一千零一十"), (12345, "12345")):
        numbering = definition.replace('<w:start w:val="1"/>', f'<w:start w:val="{start}"/>')
        assert word_text(word_file(numbered("甲"), numbering=numbering), budget()).text == f"{said}、甲"


def test_a_style_numbers_its_paragraphs() -> None:
    styles = (
        '<w:style w:styleId="2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="3"><w:basedOn w:val="2"/></w:style>'
        '<w:style w:styleId="4"><w:basedOn w:val="4"/></w:style>'
    )
    definition = lists(level(0, "decimal", "%1、"), level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'))
    body = "".join(paragraph(run("甲"), properties=f'<w:pStyle w:val="{style}"/>') for style in (2, 3, 4))
    assert word_text(word_file(body, numbering=definition, styles=styles), budget()).text == "（一）甲\n（二）甲\n甲"


def test_a_list_may_follow_that_of_a_style() -> None:
    styles = '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    linked = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="a"/></w:abstractNum>'
    definition = f'{linked}{PARTS}<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
    body = numbered("甲") + numbered("乙", 0, 3)
    assert word_text(word_file(body, numbering=definition, styles=styles), budget()).text == "一、甲\n二、乙"


def test_merged_cells_come_once() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 2)).paragraphs[0].text = "新建学校"
    table.cell(2, 1).text = "改造小区"
    assert word_text(saved(document), budget()).text == "新建学校\n改造小区"


def test_python_docx_numbers_its_lists() -> None:
    document = docx.Document()
    for text in ("新建学校", "改造小区"):
        document.add_paragraph(text, style="List Number")
    assert word_text(saved(document), budget()).text == "1. 新建学校\n2. 改造小区"


def test_footnotes_follow_and_page_furniture_is_named() -> None:
    document = docx.Document()
    document.add_paragraph("今年新建学校五所。")
    document.sections[0].header.paragraphs[0].text = "某市政府工作报告"
    found = word_text(saved(document), budget())
    assert (found.text, found.notes) == ("今年新建学校五所。", ())
    assert [(repair.kind, repair.count, repair.span) for repair in found.repairs] == [("page furniture", 1, None)]
    line = f'<w:footnote w:type="separator">{simple("——")}</w:footnote>'
    notes = f'{line}<w:footnote w:id="2">{simple("含民办。")}</w:footnote>'
    found = word_text(word_file(simple("新建学校五所。"), footnotes=notes), budget())
    assert found.text == "新建学校五所。\n注释\n含民办。"
    assert found.notes == ("footnotes were put at the end of the text",)


@pytest.mark.parametrize(
    ("body", "notes", "repairs"),
    [
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r>", ["pieces of hidden text that were left out: 1"], []),
        ('<w:r><w:sym w:char="F0F0"/></w:r>', ["symbols of a font of its own that were not understood: 1"], []),
        ('<w:altChunk r:id="1"/>', ["documents inside the Word file that were not read: 1"], []),
        (complex_field("TOC", run("一、回顾")), [], [("page furniture", 1)]),
    ],
)  # fmt: skip
def test_what_is_left_out_is_told(body: str, notes: list[str], repairs: list[tuple[str, int]]) -> None:
    found = word_text(word_file(simple("新建学校五所。") + paragraph(body)), budget())
    assert list(found.notes) == notes
    assert [(repair.kind, repair.count) for repair in found.repairs] == repairs


BODY = f"<w:document {SPACES}><w:body>{simple('新建学校五所。')}</w:body></w:document>"
BOMB = zipped({"word/document.xml": BODY, "word/media/image1.png": b"0" * 30_000_000})


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": BODY},
        {"word\\document.xml": BODY},
        {"word/document2.xml": BODY, "_rels/.rels": relations(officeDocument="/word/document2.xml")},
        {"word/document.xml": BODY, "[Content_Types].xml": "<Types/>", "word/vbaProject.bin": b"macros"},
        {"word/document.xml": BODY, "word/_rels/document.xml.rels": relations(numbering="NULL", styles="../gone.xml")},
    ],
    ids=["bare", "backslashes", "another name", "with macros", "missing parts"],
)
def test_word_files_of_many_makers(parts: dict[str, str | bytes]) -> None:
    assert word_text(zipped(parts), budget()).text == "新建学校五所。"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"xl/workbook.xml": ""}, "is an Excel file and no Word file"),
        ({"ppt/presentation.xml": ""}, "is a PowerPoint file"),
        ({"mimetype": "", "content.xml": ""}, "is an OpenDocument file"),
        ({"META-INF/container.xml": ""}, "is an e-book"),
        ({"META-INF/MANIFEST.MF": ""}, "is a Java archive"),
        ({"OFD.xml": ""}, "is an OFD file"),
        ({"报告.txt": "新建学校"}, "is a zip archive"),
        ({"word/document.xml": ""}, "is a broken or incomplete Word file"),
        ({"word/document.xml": BODY[:-9]}, "is a broken or incomplete Word file"),
        ({"word/document.xml": BODY.replace("<w:p>", "<w:sdt>" * 100_000)}, "is a broken or incomplete Word file"),
        ({"word/document.xml": "<a/>"}, "holds no text"),
        ({"word/document.xml": "<a/>", "word/media/image1.png": b"0"}, "holds only pictures"),
        ({f"word/{number}": "" for number in range(20_001)}, "packs 20001 files"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_files_say_what_they_are(parts: dict[str, str | bytes], reason: str) -> None:
    with pytest.raises(ReadError, match=rf"^a\.docx {reason}[^\n]*; [^\n]+$"):
        word_text(zipped(parts), budget())


def test_a_password_is_named() -> None:
    data = bytearray(zipped({"word/document.xml": BODY}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match="is protected by a password; "):
        word_text(bytes(data), budget())


def test_damage_is_found_or_does_no_harm() -> None:
    data, chance = of_python_docx(["新建学校五所。"] * 50), random.Random(7)
    for _ in range(60):
        hurt = bytearray(data[: chance.choice([len(data), chance.randrange(len(data))])])
        hurt[chance.randrange(len(hurt))] ^= 1 + chance.randrange(255)
        try:
            found = word_text(bytes(hurt), budget()).text
        except ReadError as error:
            found = str(error)
        assert found == "\n".join(["新建学校五所。"] * 50) or re.fullmatch(r"a\.docx [^\n]+; [^\n]+", found)


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    assert len(BOMB) < 40_000
    with pytest.raises(LimitError, match="inflated_bytes=20000000"):
        word_text(BOMB, budget(inflated_bytes=20_000_000))


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zipped({"word/document.xml": BODY.replace("<w:p>", "<!--" + "0" * 30_000_000 + "--><w:p>", 1)}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(ReadError, match="is a broken or incomplete Word file"):
        word_text(bytes(data), budget(inflated_bytes=20_000_000))


def test_entities_are_not_unpacked() -> None:
    laugh = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    for entities in (laugh, '<!ENTITY a29 SYSTEM "file:///etc/passwd">'):
        main = f"<!DOCTYPE a [{entities}]>" + BODY.replace("新建", "&a29;新建")
        try:
            found = word_text(zipped({"word/document.xml": main}), budget(seconds=20)).text
        except ReadError as error:
            found = str(error)
        assert found == "新建学校五所。" or "is a broken or incomplete Word file" in found


def test_limits_hold() -> None:
    data = word_file(simple("新建学校五所。") * 100)
    with pytest.raises(LimitError, match="characters=100"):
        word_text(data, budget(characters=100))
    with pytest.raises(LimitError, match="seconds="):
        word_text(data, Budget(called="a.docx", limits=Limits(seconds=0.5), started=-1e9))
