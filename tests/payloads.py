"""Texts that attack whoever opens what is written, and scorecards that hold them in every place."""

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from attrs import field, frozen

import promisetrack
from promisetrack.model import Assessment, Commitment, Document, Flip, Outcome, Target
from promisetrack.scorecard import DocumentRole, Scorecard

# Payloads: RUN stands for a script that leaves a mark, HIT for an address that leaves one when it is asked for.

BODY, TITLE, STYLE, COMMENT = "<p>%s</p>", "<title>%s</title>", "<style>%s</style>", "<!-- %s -->"
DOUBLE, SINGLE, BARE = '<b title="%s">x</b>', "<b title='%s'>x</b>", "<b title=%s>x</b>"
LINK, FRAME, CDATA = '<a href="%s">x</a>', '<iframe src="%s"></iframe>', "<svg><![CDATA[%s]]></svg>"

# In Chromium these run a script where nothing escapes them: (payload, what stands around it).
RUNNING = (
    ("<script>RUN</script>", BODY),
    ("<ScRiPt >RUN</sCrIpT\t>", BODY),
    ("<script>RUN//", BODY + "\n</script>"),
    ("<img src=x onerror=RUN>", BODY),
    ("<IMG SRC=x OnErRoR=RUN//", BODY),
    ("<img src=x onerror=RUN", "<p>%s </p>"),
    ("<svg/onload=RUN>", BODY),
    ("<svg><script>RUN</script></svg>", BODY),
    ("<svg><style><img src=x onerror=RUN></style>", BODY),
    ("<svg><animate onbegin=RUN attributeName=x dur=1s>", BODY),
    ("<math><mtext></p><img src=x onerror=RUN></mtext></math>", BODY),
    ("<noscript><p title='</noscript><img src=x onerror=RUN>'>", BODY),
    ("<details open ontoggle=RUN>x", BODY),
    ("<video><source onerror=RUN></video>", BODY),
    ("<audio src=x onerror=RUN>", BODY),
    ("<input autofocus onfocus=RUN>", BODY),
    ("<body onload=RUN>", BODY),
    ('<iframe srcdoc="<script>RUN</script>"></iframe>', BODY),
    ('<iframe srcdoc="&lt;img src=x onerror=RUN&gt;"></iframe>', BODY),
    ("<iframe src=javascript:RUN></iframe>", BODY),
    ("<form action=javascript:RUN><button autofocus>x</button></form>", BODY),
    ("<a href=javascript:RUN>x</a>", BODY),
    ("</title><script>RUN</script>", TITLE),
    ("</style><script>RUN</script>", STYLE),
    ("--><script>RUN</script>", COMMENT),
    ("--!><img src=x onerror=RUN>", COMMENT),
    ("]]><script>RUN</script>", CDATA),
    ('"><script>RUN</script>', DOUBLE),
    ('" onmouseover="RUN', DOUBLE),
    ("' onmouseover='RUN", SINGLE),
    ("x onmouseover=RUN", BARE),
    ("javascript:RUN", LINK),
    ("JaVaScRiPt:RUN", LINK),
    ("java\nscript:RUN", LINK),
    ("java\tscript:RUN", LINK),
    ("\x01javascript:RUN", LINK),
    (" javascript:RUN", LINK),
    ("javascript://x%0aRUN", LINK),
)
# These ask for an address.
LOADING = (
    ("<script src=HIT></script>", BODY),
    ("<img src=HIT>", BODY),
    ("<img srcset='HIT 1x'>", BODY),
    ("<link rel=stylesheet href=HIT>", BODY),
    ("<style>@import 'HIT';</style>", BODY),
    ("<style>body{background:url(HIT)}</style>", BODY),
    ("<b style='background:url(HIT)'>x</b>", BODY),
    ("}body{background:url(HIT)}", "<style>i{%s</style>"),
    ("<iframe src=HIT></iframe>", BODY),
    ("<object data=HIT></object>", BODY),
    ("<embed src=HIT>", BODY),
    ("<video poster=HIT></video>", BODY),
    ("<svg><image href=HIT /></svg>", BODY),
    ("<base href=HIT/><img src=x>", BODY),
    ("<table background=HIT><td>x", BODY),
)
# These lead away from the page, which no policy of its own can forbid.
LEAVING = (
    ("<meta http-equiv=refresh content='0;url=HIT'>", BODY),
    ("data:text/html,<script>RUN</script>", LINK),
    ("data:text/html,<script>RUN</script>", FRAME),
)
# Nothing of these runs as HTML in Chromium; they aim at other readers, or at what an escape leaves behind.
OTHER = (
    "&lt;script&gt;RUN&lt;/script&gt;",
    "&#60;script&#62;RUN&#60;/script&#62;",
    "\\u003cscript\\u003eRUN\\u003c/script\\u003e",
    "%3Cscript%3ERUN%3C/script%3E",
    "+ADw-script+AD4-RUN+ADw-/script+AD4-",
    "＜script＞RUN＜/script＞",
    "<scr\u200bipt>RUN</scr\u200bipt>",
    "<scr\0ipt>RUN</scr\0ipt>",
    "\ufeff<script\u2028>RUN</script>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=RUN&gt;'>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "{{7*7}}",
    "{{ ''.__class__.__mro__ }}",
    "{% raw %}{{ card }}",
    "{# 未兑现 #}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "$\\href{javascript:RUN}{增长}$",
    "\\(\\href{javascript:RUN}{增长}\\)",
    "=1+1",
    '=HYPERLINK("http://127.0.0.1/","增长")',
    "=cmd|' /C calc'!A0",
    '=IMPORTXML(CONCAT("http://127.0.0.1/",A1),"//a")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1",
    "\r=1",
    "\n=1",
    " \u3000\xa0=1",
    "\ufeff=1",
    "\u200b\u2060=1",
    "\ufe0f=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "﹦1",
    "增长\r=1+1",
    "增长\r\n=1+1",
    "增长\n=1+1",
    "增长;=1+1;",
    '增长;"=1+1";',
    "增长\t=1+1",
    '",=1+1,"',
    '"\n=1+1,"',
    "![增长](HIT)",
    "[增长](javascript:RUN)",
    "[增长](<javascript:RUN>)",
    "[增长](&#106;avascript:RUN)",
    "[增长][a]\n\n[a]: javascript:RUN",
    "<javascript:RUN>",
    "<https://127.0.0.1/>",
    "https://127.0.0.1/@a www.gov.cn a@gov.cn",
    "`增长`\n```\n增长",
    "# 增长",
    "- 增长",
    "+ 增长",
    "* 增长",
    "-",
    "---",
    "***",
    "1. 增长",
    "12) 增长",
    "> 增长",
    "|a|b|\n|---|---|",
    "**未兑现** ~~增长~~ __增长__",
    "[^1]: 增长",
    "增长\\",
    "\x1b[2J\x1b[31m增长",
    "\x1b]0;增长\x07",
    "\x1b]8;;http://127.0.0.1/\x07增长\x1b]8;;\x07",
    "\x9b31m增长\x90q\x9c",
    "未兑现\r已兑现",
    "未\b\b已兑现",
    "增长\x00\x7f",
    "增长\u202e%6\u202c",
    "增长\u2066\u20676%\u2069\u200e\u200f\u061c",
    "增\u200b\u200c\u200d\u2060\ufeff\xad\u3164\U000e0041长",
    "增长\u2028\u2029\x85\x0b\x0c6%",
    "增长\ud8006%\udfff",
    "增长\udcff",
)
# Sources of reports: addresses that are linked, and what is left as text with the reason.
LINKED = (
    "https://www.gov.cn/2023/content_1.htm",
    "http://127.0.0.1:8000/a?b=c&d=%20#e",
    "HTTPS://WWW.GOV.CN",
    "https://www.gov.cn/政府工作报告（2023）.html",
    'https://www.gov.cn/"><script>RUN</script>',
)
NOT_LINKED = (
    ("2023.txt", "a file"),
    ("/srv/reports/2023.txt", "a path"),
    ("//www.gov.cn/2023.html", "a path, or an address that takes its protocol from the page"),
    ("javascript:alert(1)", "a script"),
    ("JavaScript:alert(1)//https://www.gov.cn", "a script in mixed case"),
    ("java\nscript:alert(1)", "browsers leave line feeds out of addresses"),
    ("java\tscript:alert(1)", "browsers leave tabs out of addresses"),
    ("\x01javascript:alert(1)", "browsers skip leading control characters"),
    (" javascript:alert(1)", "browsers skip leading spaces"),
    ("javascript&colon;alert(1)", "an entity"),
    ("data:text/html,<script>alert(1)</script>", "a page in an address"),
    ("vbscript:msgbox(1)", "a script"),
    ("file:///etc/passwd", "a file of the reader"),
    ("ftp://www.gov.cn/2023.txt", "another protocol"),
    ("blob:https://www.gov.cn/1", "an address made by a script"),
    ("https:www.gov.cn", "taken for a relative address by some"),
    ("https:/www.gov.cn", "taken for a relative address by some"),
    ("https:\\\\www.gov.cn", "backslashes pass for slashes"),
    ("https://www.gov.cn\\@example.com/", "read in two ways"),
    ("https://www.gov.cn@example.com/", "a name that passes for the host"),
    ("https://www.gov.cn:80@example.com/", "a name that passes for the host"),
    ("https://www.gоv.cn/", "a Cyrillic letter in the host"),
    ("httpſ://www.gov.cn/", "a letter whose capital is an S"),
    ("https://www.gov.cn/\u202elmth", "shown in another order than it is"),
    ("https://www.gov.cn/ a", "white space"),
    ("https://www.gov.cn/\u3000a", "white space"),
    ("\nhttps://www.gov.cn/", "white space"),
    ("https://www.gov.cn/\n", "white space"),
    ("https://www.gov.cn/\udcff", "no character"),
    ("https://", "no host"),
)
# Cells of a spreadsheet, what they are written as, and the reason.
GUARDED = (
    ("=1", "'=1", "a formula"),
    ("\u200b＝1", "'＝1", "full-width signs, after what is not seen"),
    ("\t=1", "' =1", "a tab is white space"),
    ("\r=1", "\n'=1", "a line break, too"),
    ('"=1"', '\'"=1"', "quotes are lost where they are taken for those of the cell"),
    ("a;=1", "a;'=1", "semicolons begin a cell in half of Europe"),
    ("a\r=1", "a\n'=1", "a line break begins a row where quotes are not seen"),
    ("a; b", "a; b", "nothing to run"),
    ("增长6%-7%", "增长6%-7%", "a sign inside"),
    ("a,=1", "a,=1", "a comma is inside the quotes of the cell"),
    ("'=1", "'=1", "guarded as it is"),
)


@frozen
class Payload:
    """A text that attacks, with a number by which its marks are told, and what stands around it where it acts."""

    number: int
    raw: str = field(repr=ascii)
    around: str = ""

    @property
    def text(self) -> str:
        return self.raw.replace("RUN", f"top.postMessage({self.number},`*`)").replace("HIT", f"/hit/{self.number}")

    def unescaped(self, policy: str = "") -> str:
        """A page that takes no care."""
        return f"<!DOCTYPE html><meta charset=utf-8>{policy}{self.around.replace('%s', self.text)}"


NUMBERS = itertools.count(1)
RUN, LOAD, LEAVE = ([Payload(next(NUMBERS), *pair) for pair in group] for group in (RUNNING, LOADING, LEAVING))
PAYLOADS = [*RUN, *LOAD, *LEAVE, *(Payload(next(NUMBERS), raw) for raw in OTHER)]


@cache
def planted(text: str, source: str | None = None) -> Scorecard:
    """A scorecard with the text in every place that can hold one; `source` where the file is to be called otherwise."""
    known: dict[str, Any] = {"source": text if source is None else source, "title": text, "place": text, "year": 2023}
    plan, result = Document(text="目标", notes=(text,), **known), Document(text="结果", **known)
    about: dict[str, Any] = {"quote": text, "section": (text, text), "place": text}
    promised: dict[str, Any] = {"document": plan.id, "sentence": text, **about}
    targets = (
        Target(id=f"a{text}", subject=text, written=text, indicator=text, value=Decimal(6), **promised),
        Target(id=f"b{text}", subject="学校", measure="growth", value=Decimal(-6), unit=text, **promised),
        Target(id=f"c{text}", subject="桥", type="milestone", end_state=text, due=text, tier="stretch", **promised),
    )
    found = Outcome(id=f"o{text}", subject=text, written=text, period=text, document=result.id, sentence=text, **about)
    return Scorecard(
        documents=(DocumentRole(document=plan, role="plan"), DocumentRole(document=result, role="result")),
        commitments=(
            Commitment(id=f"p{text}", subject=text, targets=targets, theme=text, **about),
            Commitment(id=f"q{text}", subject="学校", targets=(), theme="economy", **about),
            Commitment(id=f"r{text}", subject=text),
        ),
        outcomes=(found,),
        assessments=tuple(_verdict(target, found, text) for target in targets),
        policy=text,
        warnings=(text,),
    )


def _verdict(target: Target, found: Outcome, text: str) -> Assessment:
    flips = (Flip("stricter", "missed"),)
    about: dict[str, Any] = {"reason": text, "rule": text, "policy": text}
    return Assessment(target=target, verdict="met", outcomes=(found, found), flips=flips, **about)


def together() -> Iterator[Scorecard]:
    """A scorecard for every ten payloads; all ten are in its title."""
    for start in range(0, len(PAYLOADS), 10):
        texts = [payload.text for payload in PAYLOADS[start : start + 10]]
        cards = [Scorecard(documents=(DocumentRole(document=Document(text="", place="".join(texts)), role="plan"),))]
        cards += map(planted, texts)
        names = ("documents", "commitments", "outcomes", "assessments", "warnings")
        yield Scorecard(**{name: tuple(item for card in cards for item in getattr(card, name)) for name in names})


NAMED = "<img src=x onerror=a>\u202e=1+1\x1b[31m.txt"


@cache
def scored() -> Scorecard:
    """What comes of two reports that hold every payload in a heading and in a sentence."""
    lines = [
        f"（{payload.number}）做强产业{text}\n\n新建学校{payload.number}所{text}。推动{text}发展。\n"
        for payload in PAYLOADS
        for text in [payload.text.replace("\0", "").encode("utf-8", "replace").decode()]
    ]
    body, calm = "\n".join(lines), "全市上下合力稳住了大盘，各项工作稳步推进。\n"
    day = "日在江门市第十六届人民代表大会会议上\n\n各位代表：\n\n现在，我代表市人民政府向大会报告政府工作，请予审议。\n"
    plan = f"政府工作报告\n——2023年1月10{day}\n一、2022年工作回顾\n\n{calm}\n二、2023年工作安排\n\n{body}"
    result = f"政府工作报告\n——2024年1月10{day}\n一、2023年工作回顾\n\n{body}\n二、2024年工作安排\n\n{calm}"
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", promisetrack.PromisetrackWarning)
        path = Path(folder) / NAMED
        path.write_text(plan, encoding="utf-8")
        return promisetrack.score(promisetrack.read(path), promisetrack.read(result.encode()))
