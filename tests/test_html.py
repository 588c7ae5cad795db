"""Saved web pages: every paragraph of the report comes out, a line each, and nothing of the site around it."""

import base64
import quopri
import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promisetrack.errors import LimitError, ReadError
from promisetrack.limits import Budget, Limits
from promisetrack.reading.html import html_text, mhtml_text

MENU = """<div class="top"><a href="/">首页</a> | <a href="/zwgk">政务公开</a> | <span>设为首页</span>
<a href="/e">English</a></div>
<ul class="nav"><li><a href="/a">要闻动态</a></li><li><a href="/b">政务服务</a></li><li>互动交流</li></ul>
<div class="crumb">您现在的位置：<a href="/">首页</a> &gt; <a href="/z">政务公开</a> &gt; <a href="/g">工作报告</a>
</div>"""
ABOUT = """<div class="info">来源：市政府办公室　发布时间：2024-02-06　浏览次数：<span id=hits>1234</span>
字体：【<a href="javascript:d(1)">大</a> <a href="javascript:d(2)">中</a> 小】 <a href="#">打印</a></div>"""
REST = """<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div><p>【打印】【关闭】</p>
<p>上一篇：<a href=1.html>关于春节放假的通知</a></p><p>下一篇：没有了</p>
<div class="xg"><h3>相关链接</h3><ul><li><a href=2.html>一图读懂政府工作报告</a></li>
<li><a href=3.html>市政府召开常务会议，部署今年重点任务</a> 2024-02-03</li></ul></div>
<div class="footer"><p>主办单位：某市人民政府办公室　承办单位：某市政务服务和数据管理局</p>
<p>版权所有 粤ICP备05000000号 粤公网安备 44070302000000号 政府网站标识码：4407000000</p>
<p>联系电话：0750-0000000 建议使用1920*1080分辨率浏览本站</p></div>
<div style="display:none">您访问的链接即将离开本网站，是否继续？<a>继续访问</a></div>
<iframe src="ad.htm"></iframe><script>var a = "新建学校五所，新增学位五千个，完成投资十亿元。";</script>"""
OF_THE_SITE = [
    *(
        "设为首页",
        "English",
        "要闻动态",
        "政务服务",
        "互动交流",
        "您现在的位置",
        "市政府办公室",
        "浏览次数",
        "打印",
        "分享到",
    ),
    *(
        "上一篇",
        "春节放假",
        "没有了",
        "相关链接",
        "一图读懂",
        "部署今年重点任务",
        "主办单位",
        "ICP备",
        "联系电话",
        "即将离开",
    ),
]
REPORT = [
    "政府工作报告",
    "——2024年2月6日在某市第十六届人民代表大会第五次会议上",
    "各位代表：",
    "现在，我代表市人民政府向大会报告工作，请予审议。",
    "一、2023年工作回顾",
    "（一）稳住经济增长",
    "全市地区生产总值增长5.2%，新建学校五所，新增学位五千个。",
    "二、2024年工作安排",
    "今年要办好十件民生实事，新增公办幼儿园学位3000个；改造老旧小区65个。",
    *(
        f"{n}.新建改建农村公路{n}0公里，新增公共停车位{n}00个，年底前全部完工，由市交通运输局负责。"
        for n in range(1, 11)
    ),
    "谢谢大家！",
]


def budget(**limits: float) -> Budget:
    return Budget(called="a.html", limits=Limits(**limits))  # type: ignore[arg-type]


def page(body: str, charset: str = "utf-8") -> bytes:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>政府工作报告_某市</title>'
    codec = "gb18030" if charset == "gb2312" else charset
    return f"<!DOCTYPE html><html><head>{head}<style>p {{}}</style></head><body>{body}</body></html>".encode(codec)


def tagged(start: str, lines: list[str], end: str, between: str = "") -> str:
    return between.join(f"{start}{escape(line)}{end}" for line in lines)


def in_paragraphs(lines: list[str]) -> bytes:
    return page(f'{MENU}<div id="zoom">{ABOUT}{tagged("<p>　　", lines, "</p>")}</div>{REST}')


def in_gbk(lines: list[str]) -> bytes:
    text = tagged('<P style="TEXT-INDENT: 2em">&nbsp;&nbsp;', lines, "</P>")
    return page(f'{MENU}<div>{ABOUT}<div class="TRS_Editor">{text}</div></div>{REST}', "gb2312")


def in_broken_lines(lines: list[str]) -> bytes:
    return page(f'{MENU}{ABOUT}<div id="zoom">{tagged("　　", lines, "", "<br>")}</div>{REST}')


def in_a_layout_table(lines: list[str]) -> bytes:
    rows = tagged("<tr><td><p>", lines, "</p></td></tr>")
    return page(f"<table><tr><td>{MENU}</td></tr></table><table>{rows}</table><table><tr><td>{REST}</td></tr></table>")


def in_some_cells(lines: list[str]) -> bytes:
    size = max(1, len(lines) // 6)
    parts = [tagged("<div>", lines[start : start + size], "</div>") for start in range(0, len(lines), size)]
    return page(f"<table><tr><td>{MENU}</td></tr><tr><td>{'</td></tr><tr><td>'.join(parts)}</td></tr></table>{REST}")


def in_spans(lines: list[str]) -> bytes:
    def cut(line: str) -> str:
        pieces = [line[start : start + 3] for start in range(0, len(line), 3)]
        return tagged('<span style="font-family:仿宋"><span lang="EN-US">', pieces, "</span></span>")

    text = "".join(f'<p class="MsoNormal">{cut(line)}<span><o:p></o:p></span></p>' for line in lines)
    return page(f'<form id="aspnetForm">{MENU}{ABOUT}<div class="content">{text}</div>{REST}</form>')


def in_wrapped_source(lines: list[str]) -> bytes:
    def wrapped(line: str) -> str:
        return re.sub("(?<=[\u4e00-\u9fff])(.{30,40}?)(?=[\u4e00-\u9fff])", r"\1\n", escape(line))

    return page(f"{MENU}<div>{ABOUT}{''.join(f'<p>{wrapped(line)}</p>' for line in lines)}</div>{REST}")


def in_unclosed_tags(lines: list[str]) -> bytes:
    return page(f"{MENU}<div>{ABOUT}{tagged('<p><font size=3>', lines, '')}</div>{REST}")


def in_nested_spans(lines: list[str]) -> bytes:
    return page(f'{MENU}<div id="zoom">{tagged("<p>", lines, "</p>", "<span>")}</div>{REST}')


def in_two_blocks(lines: list[str]) -> bytes:
    most = len(lines) * 2 // 3
    rest = tagged("", lines[most:], "", "<br>")
    return page(f"{MENU}<div>{tagged('<p>', lines[:most], '</p>')}</div><table><tr><td>{rest}</td></tr></table>{REST}")


def in_hidden_sections(lines: list[str]) -> bytes:
    text = tagged('<section><span style="display:block">', lines, "</span></section>")
    return page(f'<div id="js_content" style="visibility: hidden;">{text}</div>{REST}')


def in_list_items(lines: list[str]) -> bytes:
    beside = "".join(f"<li><a href={number}>全市召开第{number}次推进会，部署下一阶段</a></li>" for number in range(40))
    return page(f"{MENU}<ul>{beside}</ul><ul class=list>{ABOUT}{tagged('<li>', lines, '</li>')}</ul>{REST}")


def in_preformatted_text(lines: list[str]) -> bytes:
    return page(f"{MENU}<pre>{tagged('', lines, '', chr(10))}</pre>{REST}")


def with_the_title_outside(lines: list[str]) -> bytes:
    title = f"<h1>{escape(lines[0])}</h1>{tagged('<div>', lines[1:3], '</div>')}"
    return page(f'{MENU}{title}{ABOUT}<div id="zoom">{tagged("<p>", lines[3:], "</p>")}</div>{REST}')


LAYOUTS = [
    in_paragraphs,
    in_gbk,
    in_broken_lines,
    in_a_layout_table,
    in_some_cells,
    in_spans,
    in_wrapped_source,
    in_unclosed_tags,
    in_nested_spans,
    in_two_blocks,
    in_hidden_sections,
    in_list_items,
    in_preformatted_text,
    with_the_title_outside,
]
by_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def paragraphs(path: Path) -> list[str]:
    """The lines of a report that was itself copied from a page, without those that name the page's source."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line and "来源：" not in line[:8]]


@by_layout
def test_a_report_comes_out_line_by_line(layout: Callable[[list[str]], bytes]) -> None:
    found = html_text(layout(REPORT), budget())
    assert found.text.split("\n") == REPORT
    assert [repair.kind for repair in found.repairs] == ["page furniture"]


@by_layout
def test_no_sentence_of_real_reports_is_lost(layout: Callable[[list[str]], bytes], shared: Path) -> None:
    for path in [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "corpus").glob("*.txt"))[::11]]:
        lines = paragraphs(path)
        found = html_text(layout(lines), budget()).text
        assert list(map(squeezed, found.split("\n"))) == list(map(squeezed, lines)), path.name
        assert [word for word in OF_THE_SITE if word in found and word not in "\n".join(lines)] == [], path.name


LINE = "今年新建学校五所，新增学位五千个，完成投资十亿元。"
PROSE = f"<p>{LINE}</p>"
SITE = "<p>网站首页</p><p>领导之窗</p>"


@pytest.mark.parametrize(
    ("source", "text", "why"),
    [
        ("<p><span>新</span><span>建</span>学校五所</p>", "新建学校五所", "a word cut by tags is one word"),
        ("<p>新增\n学位5千个</p>", "新增学位5千个", "a source line ends in the middle of a sentence"),
        ("<p>PCT\n专利<br/>GDP total\ngrowth</p>", "PCT专利\nGDP total growth", "between letters it is a blank"),
        ("<div>新建学校\n　　新增学位</div>", "新建学校\n新增学位", "a source line with an indent begins a paragraph"),
        ("<p>市长&nbsp;&nbsp;　王某</p>", "市长 王某", "a run of blanks is one"),
        ("<p>专利&lt;5&gt;件&#12289;标准&amp;规范</p>", "专利<5>件、标准&规范", "entities"),
        ("<ruby>汕<rp>(</rp><rt>shàn</rt><rp>)</rp></ruby>", "汕(shàn)", "ruby is text"),
        ("<p>双碳<sup>[1]</sup>、CO<sub>2</sub></p>", "双碳[1]、CO2", "so are marks above and below the line"),
        ("<p>甲\u200b区\u00ad和\ufeff乙区\x07\x85</p>", "甲区和乙区", "what is not seen is left out"),
        ("<p>新建<span hidden>旧</span><i style='display:none'>旧</i>学校</p>", "新建学校", "hidden inside a word"),
        ("<p style='display:inline'>新建</p><p style='display: inline-block'>学校</p>", "新建学校", "no block"),
        ("<table><tr><td>甲<td>乙<tr><td>丙</table>", "甲\n乙\n丙", "cells without end tags"),
        ("<h2>一、工作回顾<h2>（一）稳增长", "一、工作回顾\n（一）稳增长", "headings without end tags"),
        ("<p>附件：<a href=1>名单一览表下载</a></p>", "", "mostly a link"),
        ("<p><a name=1>一、工作回顾</a></p>", "一、工作回顾", "a place for links to go to is no link"),
        ("<p>2024-02-06 某市日报来源：市政府办</p><p>今天是2024年2月6日</p>", "", "about the article"),
        ("<p>资料来源：市统计局</p>", "资料来源：市统计局", "about a table"),
        (
            "<p>时间：2024-02-06</p><p>地址：某路1号 邮编：529000</p><p>名称：2024年工作报告</p>",
            "",
            "labels of the site",
        ),
        ("<p>时间：年底前</p><p>地址：城北新区</p>", "时间：年底前\n地址：城北新区", "labels of a project"),
        ("<p><a href=#2>（二）稳就业</a></p>", "（二）稳就业", "a heading that is a link"),
        ("<p>市政府 &gt; 信息公开 &gt; 工作报告</p><p>首页 &gt; 公开</p>", "", "the way through the site"),
        (f"<p>{LINE * 5}版权所有者得到保护。</p>", f"{LINE * 5}版权所有者得到保护。", "a long line is the report's"),
        ("<div style='white-space: pre-wrap'>新建学校\n新增学位</div>", "新建学校\n新增学位", "kept line breaks"),
        ("<div class='page-footer'>邮箱 a@b.cn</div><div id=nav2>概况</div>", "", "boxes that say what they are"),
        ("<div class='main-nav'>" + PROSE * 30 + "</div>", "\n".join([LINE] * 30), "unless they hold the report"),
        ("<div class='foot-note'><p>①单位名称</p></div>", "①单位名称", "a footnote is not a footer"),
        ("<a href=x>" + PROSE * 3 + "<p>谢谢大家</p>", "\n".join([LINE] * 3 + ["谢谢大家"]), "a link never closed"),
        ("<textarea>旧稿</textarea><select><option>旧稿</select><p>新稿</p>", "新稿", "forms"),
        ("<p>发展a<b和c>d</p>", "发展ad", "a tag that is none"),
        ("<p>一<!-- 二 -->三</p><![CDATA[四]]>", "一三", "comments"),
    ],
)
def test_markup(source: str, text: str, why: str) -> None:
    found = html_text(page(PROSE + source), budget()).text.removeprefix(LINE)
    assert found.removeprefix("\n") == text, why


@pytest.mark.parametrize(
    ("before", "after", "lines", "why"),
    [
        ("<h1>砥砺前行</h1>", "", ["砥砺前行", "领导之窗"], "a heading before the report is its title"),
        ("<p>政府工作报告</p>", "", ["政府工作报告", "领导之窗"], "so is a line that says it is"),
        ("<p>市长信箱</p><p>领导简介</p>", "<p>意见反馈</p>", [], "other short lines are the site's"),
        ("<h1>新增学位</h1>", "", [], "a title that the report repeats comes once"),
        ("", PROSE, ["领导之窗", LINE], "a sentence after the report may be of it, and what stands between"),
    ],
)
def test_what_stands_around_the_main_block(before: str, after: str, lines: list[str], why: str) -> None:
    main = f"<div><p>新增学位</p>{PROSE * 40}</div>"
    found = html_text(page(f"{before}{SITE}{main}{SITE}{after}"), budget()).text.split("\n")
    start = found.index("新增学位")
    assert found[start : start + 41] == ["新增学位", *[LINE] * 40]
    assert found[:start] + found[start + 41 :] == lines, why


def test_a_linked_list_of_contents_is_the_sites() -> None:
    contents = "<p><a href=#1>一、工作回顾</a></p><p><a href=#2>二、工作安排</a></p>"
    assert html_text(page(contents + PROSE), budget()).text == LINE


def test_sentences_with_narrow_marks_are_sentences() -> None:
    line = "新建学校五所,新增学位五千个,完成投资十亿元"
    assert html_text(page(f"<p>领导之窗</p>{SITE}<div><p>{line}</p></div>"), budget()).text == line


def test_a_wrong_character_set_is_noted() -> None:
    note = ("read as GB18030, not as Big5 as it says itself",)
    said = f"<meta charset=big5>{PROSE}".encode("gb18030")
    assert html_text(said, budget()).notes == note
    assert mhtml_text(archive(("text/html; charset=big5", "8bit", PROSE.encode("gb18030"))), budget()).notes == note


@pytest.mark.parametrize(
    ("source", "note"),
    [
        (
            PROSE * 30 + "<aside>" + PROSE.replace("今年", "去年") + "</aside>",
            "in boxes beside the report were left out: 1",
        ),
        (
            PROSE + "<p>首页</p><div>" + PROSE * 40 + "</div>",
            "the page's main block were taken too: 1",
        ),
        (PROSE + "<div style='display:none'>" + PROSE.replace("今年", "全市") * 15 + "</div>", "hidden was taken too"),
    ],
)
def test_what_was_guessed_is_noted(source: str, note: str) -> None:
    assert [found for found in html_text(page(source), budget()).notes if found.endswith(note)]


def test_a_hidden_copy_is_left_out_silently() -> None:
    copy = "<div style='display:none'>" + PROSE.replace("<p>", "").replace("</p>", "") * 40 + "</div>"
    found = html_text(page(PROSE * 3 + copy), budget())
    assert (found.text, found.notes, found.repairs) == ("\n".join([LINE] * 3), (), ())


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (
            "<form><input name=u><input type=PASSWORD></form><p>请输入用户名和密码，登录统一身份认证平台。</p>",
            "is a login page",
        ),
        (
            "<div id=app></div><noscript>您的浏览器不支持脚本，请启用脚本后访问本站。</noscript>",
            "holds no text of its own",
        ),
        ("<title>404 Not Found</title><h1>404</h1><center>nginx</center>", "is an error page (404 Not Found)"),
        ("<title>页面不存在</title><p>请检查地址</p>", "is an error page (页面不存在)"),
        ("<frameset><frame src=top.htm><frame src=main.htm></frameset>", "only frames other pages (top.htm, main.htm)"),
        ("<frameset><frame src='a\n\x1b[1m.htm'></frameset>", "only frames other pages (a [1m.htm)"),
        ("<h1>政府工作报告</h1><iframe src='content.htm'></iframe>", "only frames other pages (content.htm)"),
        ("<div>" * 100_000 + PROSE, "cannot be read as a web page (its elements are nested more than"),
        ("<!-- 新建学校 -->", "holds no text of its own"),
    ],
)
def test_pages_without_a_report_say_what_they_are(source: str, reason: str) -> None:
    with pytest.raises(ReadError, match=r"^a\.html [^\n]+; [^\n]+$") as caught:
        html_text(source.encode(), budget())
    assert reason in str(caught.value)


def test_a_login_box_beside_a_report_does_no_harm() -> None:
    assert html_text(page("<input type=password>" + PROSE * 20), budget()).text.count(LINE) == 20


@pytest.mark.parametrize(
    "junk",
    [
        "<" * 300_000,
        "<p>" * 100_000,
        "<a href='" * 100_000,
        "&amp" * 100_000,
        "&#x110000;&#0;&nosuch;" * 30_000,
        "<p>" + " \n" * 200_000,
        "<i>" * 1_900 + "</u>" * 10_000,
        "<nav>" * 1_900 + "<p>无</p>" * 10_000,
        "<!DOCTYPE x [" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 30)) + "]>&a29;",
        "<div " + " ".join(f"a{number}=1" for number in range(50_000)) + ">",
        "<p style='" + "display" + " " * 300_000 + "'>",
        "打印" * 100_000 + "。",
    ],
    ids=lambda junk: junk[:12],
)
def test_hostile_pages_are_read_soon(junk: str) -> None:
    found = html_text((junk + "</p>" + PROSE * 3).encode(), budget(seconds=20)).text
    assert found.endswith("完成投资十亿元。")
    assert not re.search(r"[\0-\x08\x0b-\x1f\x7f-\x9f]", found)


def test_limits_hold() -> None:
    with pytest.raises(LimitError, match="characters=1000"):
        html_text(page(PROSE * 100), budget(characters=1000))
    with pytest.raises(LimitError, match="seconds="):
        html_text(page(PROSE), Budget(called="a.html", limits=Limits(seconds=0.5), started=-1e9))


def outcome(data: bytes) -> str:
    """The text of a page, or the reason why it is refused."""
    try:
        return html_text(data, budget()).text
    except ReadError as error:
        return str(error)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</div>", "<td>", "<!--", "-->", "<script>", "<br", "&", "\0", "\x1b", "新"])))
def test_any_soup_of_tags_is_read_or_refused_in_one_line(soup: list[str]) -> None:
    found = outcome("".join(soup).encode())
    assert not re.search(r"[\0-\x08\x0b-\x1f]", found)
    assert not found.startswith("a.html") or "\n" not in found


def archive(*parts: tuple[str, str, bytes]) -> bytes:
    head = b'From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    found = [
        f"--b\nContent-Type: {kind}\nContent-Transfer-Encoding: {code}\n\n".encode() + text
        for kind, code, text in parts
    ]
    return head + b"\n".join([*found, b"--b--\n"])


QUOTED = ("text/html; charset=gb2312", "quoted-printable", quopri.encodestring(PROSE.encode("gb18030")))
CODED = ("text/html", "base64", base64.encodebytes(page(PROSE, "gb2312")))
PLAIN = ("text/html; charset=utf-8", "8bit", PROSE.encode())
STYLE = ("text/css", "8bit", b"p {}")
FRAME = ("text/html", "8bit", b"<frameset><frame src=cid:1></frameset>")


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([STYLE, QUOTED], "the character set of the archive"),
        ([CODED], "that of the page"),
        ([PLAIN, QUOTED], "the first page counts"),
        ([FRAME, PLAIN], "a frame is no page"),
    ],
)
def test_web_archives(parts: list[tuple[str, str, bytes]], why: str) -> None:
    assert mhtml_text(archive(*parts), budget()).text == LINE, why


NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (archive(STYLE), "is a web archive without a page"),
        (archive(FRAME), "only frames other pages"),
        (b"MIME-Version: 1.0\n" + NESTED, "is a broken web archive"),
    ],
    ids=["no page", "frames", "nested"],
)
def test_web_archives_without_a_report_say_so(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        mhtml_text(data, budget())


def test_web_archives_keep_to_the_time() -> None:
    with pytest.raises(LimitError, match="seconds="):
        mhtml_text(archive(PLAIN), Budget(called="a.mht", limits=Limits(seconds=0.5), started=-1e9))
