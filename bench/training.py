"""Training a model of one's own: `python -m bench.training [speed | lag | visitor]`.

speed: tokens a second of a model of a million parameters, by the clock and by the processor, in a process of its own.
lag: how old what a page reads of a training is, asked five times a second.
visitor: how long another visitor's page takes while a training goes on, and while it stands still, turn by turn.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psutil

from bench.visitors import PAGES, Visitor, line_to, ready
from explorer.engine.trainings import Trainings
from explorer.models.training import folder as files
from explorer.models.training.order import MOST_STEPS, Order
from scripts.browser import served

MILLION = Order(n_layers=6, n_heads=4, d_model=128, n_ctx=64, batch=32, steps=MOST_STEPS)
"""1.2 million parameters."""

SMALL = Order(steps=MOST_STEPS)
"""As the page offers it first."""

SECONDS = 30.0
VISITS = 24
"""Pages of the other visitor, with and without a training."""


def main() -> None:
    (what,) = sys.argv[1:] or ["speed"]
    {"speed": _speed, "lag": _lag, "visitor": _visitor}[what]()


@contextmanager
def _going_on(order: Order) -> Iterator[tuple[Trainings, str, psutil.Process]]:
    """A training that has taken its first steps, and its process."""
    with tempfile.TemporaryDirectory() as root:
        store = Trainings(lambda: Path(root))
        began = time.monotonic()
        key = store.begin("bench", order)
        while store.progress("bench", key).step < 3:
            time.sleep(0.05)
        print(f"first steps after {time.monotonic() - began:.1f} s", flush=True)
        try:
            yield store, key, psutil.Process(files.progress_in(store._folder(key)).process)
        finally:
            store.cancel("bench", key)


def _speed() -> None:
    for order in (MILLION, SMALL):
        with _going_on(order) as (store, key, process):
            first, spent, began = store.progress("bench", key), _cpu(process), time.monotonic()
            time.sleep(SECONDS)
            last = store.progress("bench", key)
            tokens = (last.step - first.step) * order.tokens_a_step
            clock, cpu = last.written - first.written, _cpu(process) - spent
            print(
                f"{last.n_parameters:,} parameters: {tokens / clock:,.0f} tokens a second, "
                f"{tokens / cpu:,.0f} a second of one core ({cpu / (time.monotonic() - began):.0%} of one was had)",
                flush=True,
            )


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _lag() -> None:
    for order in (MILLION, SMALL):
        ages, n = list[tuple[float, float]](), 0
        with _going_on(order) as (store, key, _):
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                asked = time.perf_counter()
                progress = store.progress("bench", key)
                ages.append((time.time() - progress.written, time.perf_counter() - asked))
                n = progress.n_parameters
                time.sleep(0.2)
        age, asking = (sorted(one) for one in zip(*ages, strict=True))
        print(
            f"{n:,} parameters: what is read is {median(age):.2f} s old, at most "
            f"{age[int(0.95 * len(age))]:.2f} s in 95 of 100; reading it takes {1000 * median(asking):.1f} ms",
            flush=True,
        )


def _visitor() -> None:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "log") as app, _going_on(MILLION) as training:
        asyncio.run(_visits(app, training[2]))


async def _visits(app: str, process: psutil.Process) -> None:
    """Interleaved, since others may be using the machine."""
    process.suspend()
    await ready(app)
    seconds: dict[bool, list[float]] = {False: [], True: []}
    async with line_to(app) as line:
        visitor = Visitor(line, "another one")
        for visit in range(2 * VISITS):
            trains = visit % 2 == 1
            (process.resume if trains else process.suspend)()
            answer = await visitor.open(PAGES[visit // 2 % len(PAGES)], position=visit % 8)
            seconds[trains].append(answer.seconds)
            visitor._new_prompt()
    process.resume()
    idle, busy = (median(seconds[which]) for which in (False, True))
    print(
        f"another visitor's page: {1000 * idle:.0f} ms idle, {1000 * busy:.0f} ms while somebody trains: "
        f"{busy / idle:.2f} times as long (medians of {VISITS}, turn by turn)"
    )


if __name__ == "__main__":
    main()
