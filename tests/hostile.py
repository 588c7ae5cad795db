"""Files that no report is read from, made at test time: broken, protected, far too large, or something else."""

import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from docx import Document

LOGIN = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>统一身份认证</title></head><body>"
    "<form action='/login'><label>用户名</label><input name='u'><label>密码</label><input type='password' name='p'>"
    "<button>登录</button></form><p>请登录后查看。</p></body></html>"
)


def pdf_of(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF file of numbered objects, the first of which is its catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return body + head + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, trailer, len(body),
    )  # fmt: skip


def scanned() -> bytes:
    """A page that is a picture."""
    picture = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    drawn = b"q 500 0 0 700 40 40 cm /P Do Q"
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn),
        picture + b"\nstream\n\x80\nendstream",
    )


def encrypted() -> bytes:
    """A PDF file whose password nobody knows."""
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"1f" * 32, b"2e" * 32)
    pages = b"<</Type/Pages/Kids[]/Count 0>>"
    return pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", pages, lock, trailer=b"/Encrypt 3 0 R/ID[<00><00>]")


def word(inflated: int = 0) -> bytes:
    """A Word file, its text followed by so many blanks."""
    document, made, packed = Document(), io.BytesIO(), io.BytesIO()
    document.add_paragraph("二、2023年工作安排。新建学校5所，地区生产总值增长6%以上，新增学位五千个。")
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name in old.namelist():
            filled = name == "word/document.xml" and inflated
            new.writestr(name, old.read(name) + (b" " * inflated if filled else b""))
    return packed.getvalue()


FILES: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "a zip bomb": ("bomb.docx", lambda: word(300_000_000), "over the limit inflated_bytes"),
    "a PDF without a text layer": ("scan.pdf", scanned, "no text"),
    "an encrypted PDF": ("locked.pdf", encrypted, "password"),
    "a truncated Word file": ("half.docx", lambda: word()[:-2000], "broken or incomplete"),
    "a login page": ("login.html", LOGIN.encode, "login page"),
    "a picture": ("photo.jpg", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + os.urandom(2000), "a JPEG picture"),
    "a program": ("report.exe", lambda: b"MZ\x90\x00\x03\x00" + os.urandom(2000), "a program"),
}


def lay_out(folder: Path) -> dict[str, tuple[Path, str]]:
    """All of them in a folder, with zeros, a directory and a pipe: by name, the path and what is said of it."""
    found = {}
    for name, (file, make, complaint) in FILES.items():
        (folder / file).write_bytes(make())
        found[name] = (folder / file, complaint)
    with (folder / "zeros.txt").open("wb") as file:
        file.truncate(2_000_000_000)
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    found["2 GB of zeros"] = (folder / "zeros.txt", "over the limit file_bytes")
    found["a directory"] = (folder / "folder.txt", "is a directory")
    found["a pipe"] = (folder / "pipe.txt", "a pipe or a device")
    return found
