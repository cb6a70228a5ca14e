"""The app in a real browser: a server of our own, Chromium, and patience until the page has come to rest."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, Playwright, ViewportSize

from scripts.chromium import ensure

ROOT = Path(__file__).parents[1]
SCREENSHOTS = ROOT / "screenshots"
PROJECTOR: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 844}
"""Held upright."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]
SECONDS_TO_START = 60

_LISTEN = """
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", () => { window.__heard = performance.now(); });
    }
    send(data) {
      window.__asked = performance.now();
      super.send(data);
    }
  };
"""
"""Streamlit says nothing between a click and the server's answer, so the line to the server is watched."""

_AT_REST = """([quiet, patience]) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const now = performance.now();
  const unanswered = window.__asked > window.__heard && now - window.__asked < patience;
  const rests = !unanswered && !(now - window.__heard <= quiet) && app?.dataset.testScriptState === "notRunning"
    && app.dataset.testConnectionState === "CONNECTED" && !document.querySelector('[data-testid="stSkeleton"]');
  if (!rests) window.__restsSince = now;
  return rests && now - window.__restsSince > quiet;
}"""


@contextmanager
def served(log: Path, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of the app, served by a process that ends with this block; what it prints goes to `log`."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "localhost"]
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            _wait_until_healthy(server, port, log)
            yield f"http://localhost:{port}"
        finally:
            _end(server)


def launched(playwright: Playwright) -> Browser:
    """Chromium without a window, that asks nothing of the world outside."""
    return playwright.chromium.launch(executable_path=ensure(), args=FLAGS)


def new_tab(browser: Browser, app: str, **settings: Any) -> Page:
    """A tab of a visitor of its own, 1280 x 720, English and light unless the settings say otherwise."""
    usual = {"base_url": app, "viewport": PROJECTOR, "locale": "en-US", "color_scheme": "light"}
    tab = browser.new_context(**(usual | settings)).new_page()
    tab.add_init_script(_LISTEN)
    return tab


def address(path: str = "", **params: object) -> str:
    """A link into the app: address("context", lang="ja") -> '/context?lang=ja'."""
    return f"/{path}?{urlencode(params)}" if params else f"/{path}"


def settled(page: Page, *, quiet: float = 0.6, timeout: float = 120, patience: float = 10) -> Page:
    """Wait until the page rests: loaded, every click answered, Streamlit's script at its end, for `quiet` seconds.

    All in seconds. `patience` is for messages that the server never answers. For tabs made by `new_tab`.
    """
    page.evaluate("window.__restsSince = performance.now()")
    page.wait_for_load_state("networkidle")
    page.wait_for_function(_AT_REST, arg=[1000 * quiet, 1000 * patience], timeout=1000 * timeout)
    return page


def shoot(page: Page, name: str, folder: Path = SCREENSHOTS) -> Path:
    """Save what is on screen as `<name>.png`, motion ended and fonts loaded."""
    page.evaluate("document.fonts.ready.then(() => true)")
    file = folder / f"{name}.png"
    page.screenshot(path=file, animations="disabled")
    return file


def pages() -> list[str]:
    """The names of the app's pages, as their folders have them."""
    return sorted(folder.parent.name for folder in (ROOT / "pages").glob("*/page.py"))


def path_of(page: str) -> str:
    """Where a page lies: the start page has no path of its own."""
    return "" if page == "home" else page


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def is_local(url: str) -> bool:
    """Whether a request stays on this machine."""
    return re.match(r"(https?|wss?)://(localhost|127\.0\.0\.1)[:/]|data:|blob:|about:", url) is not None


def _wait_until_healthy(server: subprocess.Popen, port: int, log: Path) -> None:
    for _ in range(10 * SECONDS_TO_START):
        if server.poll() is not None:
            raise RuntimeError(f"the app ended at its start:\n{log.read_text(errors='replace')}")
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the app did not answer within {SECONDS_TO_START} s:\n{log.read_text(errors='replace')}")


def _end(server: subprocess.Popen) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
