"""A room of 50 players: how long an answer takes from a player's tap to the presenter's screen.

python -m bench.rooms [--players 50] [--seconds 15] [--bursts 2]

The presenter is a real browser tab on a server of our own. The players are threads of this process that join and answer
through the same functions as the app, in the same SQLite file: a second process, as behind a balancer. First they
answer at random times within some seconds, then all at once. What 50 phones' own looking costs a server is not in it.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import Engine, create_engine

from explorer.rooms import rooms
from explorer.rooms.database import prepare
from explorer.rooms.rooms import Seat
from scripts.browser import address, launched, new_tab, served

WATCH = """() => {
  const came = document.querySelector(".st-key-room_door [data-testid=stBidiComponentIsolated]").shadowRoot;
  window.__seen = [];
  const look = () => {
    const n = parseInt(came.querySelector(".came span")?.textContent ?? "0");
    const last = window.__seen.at(-1)?.[1] ?? -1;
    if (n !== last) window.__seen.push([Date.now() / 1000, n]);
  };
  window.__watch?.disconnect();
  window.__watch = new MutationObserver(look);
  window.__watch.observe(came, { childList: true, subtree: true, characterData: true });
}"""
"""When each number of answers came on the screen."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("--players", 50), ("--bursts", 2)):
        parser.add_argument(name, type=int, default=usual)
    parser.add_argument("--seconds", type=float, default=15.0, help="in which they answer at random times")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'rooms.sqlite'}"
        engine = prepare(create_engine(url, pool_size=chosen.players))
        environment = os.environ | {"EXPLORER_ROOMS": url}
        with served(Path(folder) / "log", environment) as app, sync_playwright() as p, launched(p) as browser:
            measure(new_tab(browser, app), engine, chosen)


def measure(presenter: Page, engine: Engine, chosen: argparse.Namespace) -> None:
    presenter.goto(address("play", lang="en"))
    presenter.get_by_role("button", name="Open a room").click(timeout=120_000)
    code = presenter.locator(".st-key-room_door .letters").inner_text(timeout=30_000)
    seats = [rooms.join(engine, code) for _ in range(chosen.players)]
    for round, seconds in enumerate([chosen.seconds, *([0.0] * chosen.bursts)], start=1):
        presenter.evaluate(WATCH)
        report(seconds, delays(presenter, engine, seats, round, seconds))
        presenter.get_by_role("button", name="Write on, and ask again").click()
        presenter.wait_for_timeout(3_000)  # it never rests: it looks at the room


def delays(presenter: Page, engine: Engine, seats: Sequence[Seat], round: int, seconds: float) -> list[float]:
    """Seconds from before each answer was sent until the screen counted it."""

    def play(seat: Seat) -> tuple[float, float]:
        time.sleep(random.uniform(0, seconds))
        sent = time.time()
        rooms.answer(engine, seat, round, f"word {seat.number}")
        return time.time(), sent

    with ThreadPoolExecutor(len(seats)) as pool:
        done = [pool.submit(play, seat) for seat in seats]
        while not all(one.done() for one in done):
            presenter.wait_for_timeout(50)  # the browser goes on meanwhile
    presenter.wait_for_timeout(3_000)
    seen = [(when, n) for when, n in presenter.evaluate("window.__seen")]
    confirmed = sorted(one.result() for one in done)
    return [next(when for when, n in seen if n >= place) - sent for place, (_, sent) in enumerate(confirmed, start=1)]


def report(seconds: float, found: Sequence[float]) -> None:
    how = f"within {seconds:.0f} s" if seconds else "all at once"
    p95 = sorted(found)[ceil(0.95 * len(found)) - 1]
    print(
        f"{len(found)} answers {how:<14} median {median(found):.2f} s, 95 % in {p95:.2f} s, last {max(found):.2f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
