"""What a scorecard writes is safe to open, whatever a report, a file's name or a record made by hand holds."""

import csv
import io
import itertools
import json
import os
import re
import shutil
import subprocess
import threading
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

import promisetrack
from promisetrack.model import Assessment, Commitment, Document, Flip, Outcome, Target
from promisetrack.render import words, write
from promisetrack.render.html import scorecard_fragment, scorecard_page
from promisetrack.render.markdown import scorecard_markdown
from promisetrack.render.tables import RECORD_COLUMNS, SCORECARD_COLUMNS, guarded, records_csv, scorecard_csv
from promisetrack.render.text import columns, records_text, scorecard_text
from promisetrack.scorecard import DocumentRole, Scorecard
from promisetrack.serialize import records_to_jsonl

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


def hidden(text: str) -> set[str]:
    """The characters of a text that nobody sees; line feeds apart."""
    return {character for character in text if unicodedata.category(character) in HIDDEN} - {"\n"}


HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
RENDERINGS: Mapping[str, Callable[[Scorecard], str]] = {
    "page": scorecard_page,
    "notebook": scorecard_fragment,
    "Markdown": scorecard_markdown,
    "text": scorecard_text,
    "text of records": lambda card: records_text(card.commitments, card.outcomes),
    "CSV": scorecard_csv,
    "CSV of records": lambda card: records_csv(card.commitments, card.outcomes),
    "JSON": Scorecard.to_json,
    "JSON Lines": lambda card: records_to_jsonl(card.commitments, card.outcomes),
}
each_rendering = pytest.mark.parametrize("render", RENDERINGS.values(), ids=RENDERINGS)


# Every rendering


@each_rendering
def test_no_rendering_holds_a_character_that_nobody_sees(render: Callable[[Scorecard], str]) -> None:
    assert {payload.text: odd for payload in PAYLOADS if (odd := hidden(render(planted(payload.text))))} == {}


def test_all_that_unicode_calls_invisible_goes_and_nothing_else() -> None:
    everything = "".join(map(chr, (*range(0x20000), *range(0xE0000, 0xE1000))))
    gone = set(everything) - set(words.visible(everything))
    assert {c for c in gone if unicodedata.category(c) not in HIDDEN | {"Lo", "Mn", "Cn"}} == set()
    assert {c for c in gone if unicodedata.category(c) in {"Lo", "Mn"}} == set(
        "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
    )
    assert hidden(words.visible(everything)) == set()


@pytest.mark.parametrize(
    ("text", "shown", "reason"),
    [
        ("葛\U000e0100城", "葛\U000e0100城", "the selector of a variant belongs to its character"),
        (
            "\ue815村\U00031350村",
            "\ue815村\U00031350村",
            "characters that this Python does not know are names all the same",
        ),
        ("增长\u202e%6", "增长%6", "shown as 6%"),
        ("5\u200b0亿", "50亿", "a search for 50亿 would not find it"),
        ("未\ud800兑现", "未�兑现", "half a pair is no character and is not passed over in silence"),
        ("增长\r\n6%\u20285%", "增长\n6%\n5%", "one kind of line break"),
        ("增长\t6%", "增长 6%", "a tab would move the columns"),
    ],
)
def test_what_is_shown_of_a_text(text: str, shown: str, reason: str) -> None:
    assert words.visible(text) == shown, reason


@each_rendering
def test_every_rendering_can_be_written(render: Callable[[Scorecard], str], tmp_path: Path) -> None:
    for payload in PAYLOADS:
        text = render(planted(payload.text))
        write(text, tmp_path / "card")
        assert (tmp_path / "card").read_bytes().decode("utf-8") == text


def test_a_terminal_gets_lines_of_80_columns_whatever_the_text() -> None:
    lines = [line for payload in PAYLOADS for line in scorecard_text(planted(payload.text)).split("\n")]
    assert max(map(columns, lines)) == 80


# Pages


class Page(HTMLParser):
    """The tags of a page with the names of their attributes, what the attributes hold, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shape: list[tuple[str, ...]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, *(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.shape.append(("comment",))


@pytest.mark.parametrize("render", [scorecard_page, scorecard_fragment])
def test_a_text_changes_no_tag_and_is_shown_as_it_is(render: Callable[[Scorecard], str]) -> None:
    plain = Page(render(planted("甲", "乙")))

    def is_text(text: str) -> bool:
        source = text.replace("/", "")
        expected = plain.text.replace("甲", words.clean(text)).replace("乙", words.clean(source))
        same = Page(render(planted(text))).shape == plain.shape
        return same and Page(render(planted(text, source))).text == expected

    assert [payload for payload in PAYLOADS if not is_text(payload.text)] == []


def test_a_page_loads_nothing() -> None:
    attributes = {item for payload in PAYLOADS for item in Page(scorecard_page(planted(payload.text))).attributes}
    assert {name for _, name, _ in attributes} == {
        "aria-labelledby", "charset", "class", "content", "href", "http-equiv", "id", "lang", "name", "scope", "title",
    }  # fmt: skip
    assert all(tag == "a" and value.startswith("#") for tag, name, value in attributes if name == "href")
    assert {value for tag, name, value in attributes if name == "http-equiv"} == {
        "Content-Security-Policy",
        "x-dns-prefetch-control",
    }


# Pages in a browser: they are opened side by side in frames of one page, which counts the marks that scripts leave;
# whatever asks for an address asks the server of the test.

CONTROLS = [*RUN, *LOAD, *LEAVE]
POLICY = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')
WATCH = """<!DOCTYPE html><meta charset=utf-8><title>watch</title><script>
const ran = new Set();
addEventListener("message", event => {
  ran.add(event.data);
  document.documentElement.setAttribute("data-ran", [...ran].join(" "));
});
addEventListener("load", () => {
  let seen = 0;
  for (const frame of document.querySelectorAll("body > iframe")) {
    const inside = frame.contentDocument;
    if (!inside || !inside.body) continue;
    seen += 1;
    for (const element of inside.querySelectorAll("*")) {
      if (element.matches("details")) element.open = true;
      for (const name of element.getAttributeNames())
        if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2)));
      if (element.matches("a:not([href^='#']), button, input")) element.click();
    }
  }
  document.documentElement.setAttribute("data-seen", seen);
});
</script><body>%s"""


@frozen
class Marks:
    """What pages did: the numbers of the payloads that ran, the addresses asked for; and how many pages were seen."""

    ran: set[int]
    asked: list[str]
    seen: int


@pytest.fixture(scope="module")
def browser() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None and os.environ.get("PROMISETRACK_REQUIRE_BROWSER"):
        pytest.fail("PROMISETRACK_REQUIRE_BROWSER is set, and there is no chromium")
    if found is None:
        pytest.skip("there is no chromium")
    return found


@pytest.fixture
def opened(browser: str, tmp_path: Path) -> Iterator[Callable[[Iterable[str]], Marks]]:
    pages: dict[str, str] = {}
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path not in pages:
                asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, *_: object) -> None:
            pass

    def look(given: Iterable[str]) -> Marks:
        pages.update({f"/page/{number}": page for number, page in enumerate(given)} | {"/favicon.ico": ""})
        pages["/watch"] = WATCH % "".join(f'<iframe src="{path}"></iframe>' for path in pages if "page" in path)
        dom = _dump(browser, f"http://127.0.0.1:{server.server_port}/watch", tmp_path / "profile")
        return Marks(_numbers(dom, "ran"), asked, sum(_numbers(dom, "seen")))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield look
    server.shutdown()
    server.server_close()


def _dump(browser: str, address: str, profile: Path) -> str:
    options = (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--no-proxy-server",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"--user-data-dir={profile}",
        "--virtual-time-budget=500", "--dump-dom",
    )  # fmt: skip
    return subprocess.run([browser, *options, address], check=True, capture_output=True, timeout=120).stdout.decode()


def _numbers(dom: str, name: str) -> set[int]:
    found = re.search(f' data-{name}="([0-9 ]+)"', dom)
    return set(map(int, found[1].split())) if found else set()


def test_the_payloads_act_where_nothing_escapes_them(opened: Callable[[Iterable[str]], Marks]) -> None:
    marks = opened(payload.unescaped() for payload in CONTROLS)
    assert marks.seen >= len(CONTROLS) - len(LEAVE)
    done = marks.ran | {int(number) for path in marks.asked for number in re.findall("^/hit/([0-9]+)", path)}
    assert [payload for payload in CONTROLS if payload.number not in done] == []


def test_the_policy_alone_stops_scripts_and_requests(opened: Callable[[Iterable[str]], Marks]) -> None:
    policy = POLICY.search(scorecard_page(planted("甲")))
    assert policy is not None
    marks = opened(payload.unescaped(policy[0]) for payload in (*RUN, *LOAD))
    assert marks == Marks(ran=set(), asked=[], seen=len(RUN) + len(LOAD))


def test_pages_run_nothing_and_ask_for_nothing(opened: Callable[[Iterable[str]], Marks]) -> None:
    pages = [*map(scorecard_page, together())]
    assert opened(pages) == Marks(ran=set(), asked=[], seen=len(pages))


def test_escaping_alone_stops_every_payload(opened: Callable[[Iterable[str]], Marks]) -> None:
    pages = [POLICY.sub("", scorecard_page(card)) for card in together()]
    pages += [f"<!DOCTYPE html>{scorecard_fragment(card)}" for card in together()]
    assert not any(map(POLICY.search, pages))
    assert opened(pages) == Marks(ran=set(), asked=[], seen=len(pages))


# Links


@pytest.mark.parametrize(
    "source",
    [
        "https://www.gov.cn/2023/content_1.htm",
        "http://127.0.0.1:8000/a?b=c&d=%20#e",
        "HTTPS://WWW.GOV.CN",
        "https://www.gov.cn/政府工作报告（2023）.html",
        'https://www.gov.cn/"><script>RUN</script>',
    ],
)
@pytest.mark.parametrize("render", [scorecard_page, scorecard_fragment])
def test_an_address_is_linked(source: str, render: Callable[[Scorecard], str]) -> None:
    page = Page(render(planted("甲", source)))
    links = [value for tag, name, value in page.attributes if name == "href" and not value.startswith("#")]
    assert links == [source, source]
    assert page.text.count(source) == 2
    assert not {("script",), ("img",)} & set(page.shape)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
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
    ],
)
def test_nothing_else_is_linked(source: str, reason: str) -> None:
    assert words.address(source) is None, reason
    assert Page(scorecard_page(planted("甲", source))).shape == Page(scorecard_page(planted("甲"))).shape, reason


def test_mathematics_in_notebooks_is_left_alone() -> None:
    classes = next(value for _, name, value in Page(scorecard_fragment(planted("甲"))).attributes if name == "class")
    assert {"tex2jax_ignore", "mathjax_ignore"} <= set(classes.split())


# Tables

NUMBERS_ONLY = {"value", "degree", "confidence", "start", "end", "outcome_value"}


def runs(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula, once it has skipped what it skips."""
    rest = cell
    while rest and (rest[0].isspace() or rest[0] == '"' or unicodedata.category(rest[0]) in {*HIDDEN, "Mn"}):
        rest = rest[1:]
    return unicodedata.normalize("NFKC", rest[:1]) in {"=", "+", "-", "@"}


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table, newline=""), strict=True))


def tables(card: Scorecard) -> str:
    return scorecard_csv(card) + records_csv(card.commitments, card.outcomes)


def running(card: Scorecard) -> list[str]:
    """The cells that may run, also those of a spreadsheet that separates by semicolons and so sees no quotes."""
    lines = rows(scorecard_csv(card)) + rows(records_csv(card.commitments, card.outcomes))
    texts = [cell for line in lines for name, cell in line.items() if name not in NUMBERS_ONLY]
    return [cell for cell in (*texts, *re.split("[;\n]", tables(card))) if runs(cell)]


def test_no_cell_runs() -> None:
    assert {payload: found for payload in PAYLOADS if (found := running(planted(payload.text)))} == {}


def test_cells_hold_what_was_there() -> None:
    names = ("subject", "written", "place", "reason", "quote", "outcome_quote")
    for payload in PAYLOADS:
        row, text = rows(scorecard_csv(planted(payload.text)))[0], words.visible(payload.text)
        assert tuple(row) == SCORECARD_COLUMNS
        assert {row[name].replace("'", "") for name in names} == {text.replace("'", "")}
        assert row["value"] == "6"


def test_no_column_runs() -> None:
    assert all(name.isidentifier() for name in (*SCORECARD_COLUMNS, *RECORD_COLUMNS))


def test_texts_are_quoted_and_numbers_are_not() -> None:
    row = scorecard_csv(planted("增长；6%;a")).splitlines()[1]
    assert row.startswith('"p增长；6%;a","a增长；6%;a","增长；6%;a","plain",')
    assert ',"",6,"",' in row


@pytest.mark.parametrize(
    ("cell", "safe", "reason"),
    [
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
    ],
)
def test_what_is_guarded(cell: str, safe: str, reason: str) -> None:
    assert guarded(cell) == safe, reason


@given(st.text(alphabet="=+-@＝＋－＠ \t\r\n;\"',\u3000\u200b\ufeff\ufe0f\u202e增6", max_size=12))
def test_guarding_adds_apostrophes_only(cell: str) -> None:
    safe = guarded(cell)
    assert isinstance(safe, str)
    assert not any(map(runs, re.split("[;\n]", safe)))
    assert safe.replace("'", "") == words.visible(cell).replace("'", "")


# Markdown


def markdown(page: str) -> tuple[list[str], str]:
    """The markup that a reader of CommonMark with tables finds in a page, and the text."""
    library = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
    reader = library.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.validateLink = lambda _: True
    flat = [leaf for token in reader.parse(page) for leaf in (token, *(token.children or ()))]
    kinds = [leaf.type for leaf in flat if leaf.type not in {"inline", "text"}]
    return kinds, "\n".join(leaf.content for leaf in flat if leaf.type == "text")


def test_markdown_finds_no_markup_in_a_text() -> None:
    plain, shown = markdown(scorecard_markdown(planted("甲", "乙")))
    for payload in PAYLOADS:
        text, source = payload.text, payload.text.replace("/", "")
        expected = shown.replace("甲", words.clean(text)).replace("乙", words.clean(source))
        assert markdown(scorecard_markdown(planted(text, source))) == (plain, expected), payload


@pytest.mark.parametrize(
    "page",
    ["<script>a</script>", "a <b>c</b>", "[a](javascript:b)", "![a](b)", "<https://a.cn>", "`a`", "- a", "# a", "1. a"],
)
def test_the_reader_of_markdown_finds_markup(page: str) -> None:
    assert markdown(page)[0] != markdown("甲")[0]


# JSON


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def test_json_is_exact_and_strict() -> None:
    for payload in PAYLOADS:
        card, text = planted(payload.text), planted(payload.text).to_json()
        held = json.loads(text, parse_constant=_refuse)
        assert held["commitments"][0]["quote"] == held["warnings"][0] == payload.text
        assert not {character for character in text if character < " "} - {"\n"}
        records = records_to_jsonl(card.commitments, card.outcomes).split("\n")
        assert [json.loads(line, parse_constant=_refuse)["quote"] for line in records[:2]] == [payload.text] * 2


def test_records_of_half_pairs_have_ids() -> None:
    assert Target(subject="\ud800").id != Target(subject="\udfff").id


# From the files to the page

NAMED = "<img src=x onerror=a>\u202e=1+1\x1b[31m.txt"


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Scorecard:
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
    path = tmp_path_factory.mktemp("reports") / NAMED
    path.write_text(plan, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", promisetrack.PromisetrackWarning)
        return promisetrack.score(promisetrack.read(path), promisetrack.read(result.encode()))


def test_what_was_read_reaches_the_page_and_stays_text(scored: Scorecard) -> None:
    page = Page(scorecard_page(scored))
    arrived = [payload for payload in PAYLOADS if words.clean(payload.text) in page.text]
    assert len(arrived) > len(PAYLOADS) / 2
    assert words.clean(NAMED) in page.text
    assert set(page.shape) <= set(Page(scorecard_page(planted("甲"))).shape)


@each_rendering
def test_what_was_read_is_safe_in_every_rendering(scored: Scorecard, render: Callable[[Scorecard], str]) -> None:
    assert hidden(render(scored)) == set()


def test_what_was_read_runs_in_no_spreadsheet(scored: Scorecard) -> None:
    assert running(scored) == []


def test_what_was_read_runs_nothing(scored: Scorecard, opened: Callable[[Iterable[str]], Marks]) -> None:
    pages = [scorecard_page(scored), POLICY.sub("", scorecard_page(scored)), scorecard_fragment(scored)]
    assert opened(pages) == Marks(ran=set(), asked=[], seen=3)
