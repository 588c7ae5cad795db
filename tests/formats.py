"""One report in every format that is read, made at test time."""

import html
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from docx import Document

NAVIGATION = (
    '<div id="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li>'
    '<li><a href="/hd">互动交流</a></li></ul></div>'
    '<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 正文</div>'
)
FOOTER = '<div id="footer"><p>主办单位：市人民政府办公室 版权所有 粤ICP备00000000号</p></div>'
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def browser() -> str:
    """The path of Chromium; without it a test is skipped, or fails where it is required."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path:
        return path
    if os.environ.get("PROMISETRACK_REQUIRE_BROWSER"):
        pytest.fail("PROMISETRACK_REQUIRE_BROWSER is set, and there is no chromium")
    pytest.skip("there is no chromium")


def as_page(text: str) -> str:
    """A page of a government's site: navigation, the report in paragraphs, the last lines of the site."""
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        "<title>政府工作报告_市政府门户网站</title><style>p{text-indent:2em}</style></head><body>"
        f'{NAVIGATION}<div id="zoom" class="article">{body}</div>{FOOTER}</body></html>'
    )


def as_word(text: str) -> bytes:
    """A Word file with a paragraph a line, the longest of them in a table."""
    document, buffer = Document(), io.BytesIO()
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    longest = max(lines, key=len)
    for line in lines:
        if line is longest:
            document.add_table(rows=1, cols=1).cell(0, 0).text = line
        else:
            document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


def as_pdf(text: str) -> bytes:
    """A PDF file as a browser prints it, with its page heads and numbers."""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    style = "p{font:16px 'WenQuanYi Micro Hei',sans-serif;text-indent:2em;text-align:justify}"
    page = f'<!DOCTYPE html><meta charset="utf-8"><title>政府工作报告</title><style>{style}</style>{body}'
    path = browser()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(page, encoding="utf-8")
        command = [path, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


FORMATS: Mapping[str, Callable[[str], bytes]] = {
    "GBK": lambda text: text.encode("gb18030"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "HTML": lambda text: as_page(text).encode("gb18030"),
    "DOCX": as_word,
    "PDF": as_pdf,
}
