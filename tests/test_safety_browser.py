"""A page that holds texts that attack runs nothing in Chromium and asks for nothing."""

import re
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from attrs import frozen
from formats import FLAGS, browser
from payloads import LEAVE, LOAD, RUN, planted, scored, together

from promisetrack.render.html import scorecard_page
from promisetrack.render.notebook import html_of

# Pages are opened side by side in frames of one page, which counts the marks that scripts leave;
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


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Iterable[str]], Marks]]:
    chromium = browser()
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
        dom = _dump(chromium, f"http://127.0.0.1:{server.server_port}/watch", tmp_path / "profile")
        return Marks(_numbers(dom, "ran"), asked, sum(_numbers(dom, "seen")))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield look
    server.shutdown()
    server.server_close()


def _dump(chromium: str, address: str, profile: Path) -> str:
    options = (
        "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"--user-data-dir={profile}",
        "--virtual-time-budget=500", "--dump-dom",
    )  # fmt: skip
    command = [chromium, *FLAGS, *options, address]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()


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
    pages += [f"<!DOCTYPE html>{html_of(card)}" for card in together()]
    assert not any(map(POLICY.search, pages))
    assert opened(pages) == Marks(ran=set(), asked=[], seen=len(pages))


def test_what_was_read_runs_nothing(opened: Callable[[Iterable[str]], Marks]) -> None:
    pages = [scorecard_page(scored()), POLICY.sub("", scorecard_page(scored())), html_of(scored())]
    assert opened(pages) == Marks(ran=set(), asked=[], seen=3)
