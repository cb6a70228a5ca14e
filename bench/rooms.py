"""A room of 50 players, and one of 30 participants of a workshop: how long an answer takes to the presenter's screen.

python -m bench.rooms [--players 50] [--participants 30] [--seconds 15] [--bursts 2]

The presenter is a real browser tab on a server of our own. The others are threads of this process that join and answer
through the same functions as the app, in the same SQLite file: a second process, as behind a balancer. First they
answer at random times within some seconds, then all at once; in a workshop each time about the next task. What 50
phones or 30 laptops cost a server by themselves is not in it.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import Engine, create_engine

from explorer.rooms import notes, rooms
from explorer.rooms.database import prepare
from explorer.rooms.notes import Told
from explorer.rooms.rooms import Seat
from explorer.talks.shipped import WORKSHOP_ORDER
from scripts.browser import address, launched, new_tab, served

WORKSHOP = "one-branch"

LINE = "What participant {n} thinks about task {task}: it goes on as it began, and then it does not."

WATCH = """() => {
  const came = document.querySelector(".st-key-room_door [data-testid=stBidiComponentIsolated]").shadowRoot;
  const counted = () => parseInt(came.querySelector(".came span")?.textContent ?? "") || 0;
  window.__seen = [];
  const look = () => {
    const n = counted();
    const last = window.__seen.at(-1)?.[1] ?? -1;
    if (n !== last) window.__seen.push([Date.now() / 1000, n]);
  };
  window.__watch?.disconnect();
  window.__watch = new MutationObserver(look);
  window.__watch.observe(came, { childList: true, subtree: true, characterData: true });
  return counted();
}"""
"""When each number of answers came on the screen; and the one that is there now."""


@dataclass(frozen=True)
class Gathering:
    """A room and those who are in it."""

    who: str
    open: Callable[[Page], None]
    """The presenter opens it."""
    onward: Callable[[Page], None]
    """The presenter asks what comes next."""
    answer: Callable[[Engine, Seat, int], None]
    """In a round, from 1."""
    workshop: str | None = None


def open_game(presenter: Page) -> None:
    presenter.goto(address("play", lang="en"))
    presenter.get_by_role("button", name="Open a room").click(timeout=120_000)


def ask_again(presenter: Page) -> None:
    presenter.get_by_role("button", name="Write on, and ask again").click()


def open_workshop(presenter: Page) -> None:
    presenter.goto(address("talks", lang="en", view="workshops"))
    presenter.locator(".st-key-workshop_shelf .room").nth(WORKSHOP_ORDER.index(WORKSHOP)).click(timeout=120_000)


def write(engine: Engine, seat: Seat, round: int) -> None:
    notes.tell(engine, seat, [Told(round - 1, 1, True, LINE.format(n=seat.number, task=round))])


def guess(engine: Engine, seat: Seat, round: int) -> None:
    rooms.answer(engine, seat, round, f"word {seat.number}")


GAME = Gathering("players", open_game, ask_again, guess)
WORK = Gathering("participants", open_workshop, lambda _: None, write, WORKSHOP)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("--players", 50), ("--participants", 30), ("--bursts", 2)):
        parser.add_argument(name, type=int, default=usual)
    parser.add_argument("--seconds", type=float, default=15.0, help="in which they answer at random times")
    chosen = parser.parse_args()
    rounds = [chosen.seconds, *([0.0] * chosen.bursts)]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'rooms.sqlite'}"
        engine = prepare(create_engine(url, pool_size=max(chosen.players, chosen.participants)))
        environment = os.environ | {"EXPLORER_ROOMS": url}
        with served(Path(folder) / "log", environment) as app, sync_playwright() as p, launched(p) as browser:
            for gathering, n in ((GAME, chosen.players), (WORK, chosen.participants)):
                measure(new_tab(browser, app), engine, gathering, n, rounds)


def measure(presenter: Page, engine: Engine, gathering: Gathering, n: int, rounds: Sequence[float]) -> None:
    gathering.open(presenter)
    code = presenter.locator(".st-key-room_door .letters").inner_text(timeout=30_000)
    seats = [rooms.join(engine, code, workshop=gathering.workshop) for _ in range(n)]
    for round, seconds in enumerate(rounds, start=1):
        report(gathering, seconds, delays(presenter, engine, gathering, seats, round, seconds))
        gathering.onward(presenter)
        presenter.wait_for_timeout(3_000)  # it never rests: it looks at the room
    presenter.close()


def delays(
    presenter: Page, engine: Engine, gathering: Gathering, seats: Sequence[Seat], round: int, seconds: float
) -> list[float]:
    """Seconds from before each answer was sent until the screen counted it."""

    def play(seat: Seat) -> tuple[float, float]:
        time.sleep(random.uniform(0, seconds))
        sent = time.time()
        gathering.answer(engine, seat, round)
        return time.time(), sent

    before = presenter.evaluate(WATCH)
    with ThreadPoolExecutor(len(seats)) as pool:
        done = [pool.submit(play, seat) for seat in seats]
        while not all(one.done() for one in done):
            presenter.wait_for_timeout(50)  # the browser goes on meanwhile
    presenter.wait_for_timeout(3_000)
    seen = [(when, n) for when, n in presenter.evaluate("window.__seen")]
    confirmed = sorted(one.result() for one in done)
    places = enumerate(confirmed, start=before + 1)
    return [next(when for when, n in seen if n >= place) - sent for place, (_, sent) in places]


def report(gathering: Gathering, seconds: float, found: Sequence[float]) -> None:
    how = f"within {seconds:.0f} s" if seconds else "all at once"
    p95 = sorted(found)[ceil(0.95 * len(found)) - 1]
    print(
        f"{len(found)} {gathering.who:<12} {how:<14} median {median(found):.2f} s, 95 % in {p95:.2f} s, "
        f"last {max(found):.2f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
