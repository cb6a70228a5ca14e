"""Many visitors at once: real sessions over Streamlit's WebSocket, without a browser, against a server of our own.

python -m bench.visitors [--bursts 3] [--burst 50] [--rounds 10] [--visitors 20] [--settle 40]

A burst is a room with a QR code: everybody opens the start page with a prompt of their own in the same second. A round
is a class: visitors come, act a few times each, with seconds of reading in between, and leave; then memory is measured.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from scripts.browser import served

PAGES = ("context", "features", "decoding", "output", "tokens")
"""Each visitor of a round goes through all of them: as many actions."""

READING = (2.0, 6.0)
"""Seconds between an answer and the next action, least and most."""

ARRIVING = 5.0
"""Seconds in which the visitors of a round come."""

PATIENCE = 180.0
"""Seconds that a visitor waits for one message."""

WORDS = ("the cat", "sat on", "a mat", "while her", "small dog", "ran to", "the garden", "and found", "one red", "ball")


@dataclass(frozen=True)
class Answer:
    """What one run of the page brought."""

    seconds: float
    waiting: bool
    """Something on it is still to come: the model is being loaded."""
    faults: int
    """Errors on screen, and 1 if the visitor's prompt is not there."""


@dataclass
class Visitor:
    """One tab."""

    line: ClientConnection
    name: str
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rng = random.Random(self.name)
        self._new_prompt()

    async def open(self, page: str = "", **params: object) -> Answer:
        """Follow a link into the app, until the page is complete."""
        message = BackMsg()
        message.rerun_script.query_string = urlencode({"lang": "en", "prompt": self.prompt} | params)
        message.rerun_script.page_name = page
        began = time.perf_counter()
        await self.line.send(message.SerializeToString())
        waiting, faults = await self._read()
        self.answers.append(Answer(time.perf_counter() - began, waiting, faults))
        return self.answers[-1]

    async def act(self, page: str) -> None:
        """Another token and another head on another page; half of the times with another prompt."""
        if self._rng.random() < 0.5:
            self._new_prompt()
        await self.open(page, **{name: self._rng.randrange(8) for name in ("position", "layer", "head")})

    async def _read(self) -> tuple[bool, int]:
        waiting, faults, mine = False, 0, False
        while True:
            data = await asyncio.wait_for(self.line.recv(decode=False), PATIENCE)
            message = ForwardMsg.FromString(data)
            element = message.delta.new_element
            mine = mine or self.prompt.encode() in data
            waiting = waiting or message.WhichOneof("type") == "auto_rerun"
            faults += element.HasField("exception") or element.alert.format == element.alert.ERROR
            if _last(message):
                return waiting, faults + (not mine)

    def _new_prompt(self) -> None:
        self.prompt = f"{self.name} says: {' '.join(self._rng.choices(WORDS, k=10))}."


def _last(message: ForwardMsg) -> bool:
    finished = message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    return message.WhichOneof("type") == "script_finished" and finished


async def ready(app: str) -> None:
    """Wait until the model is there, and see every page once."""
    async with line_to(app) as line:
        visitor = Visitor(line, "the first one")
        for page in ("", *PAGES):
            while (await visitor.open(page)).waiting:
                await asyncio.sleep(0.5)


async def burst(app: str, n: int, name: str) -> list[Answer]:
    """The start page of n visitors who come at once."""
    async with AsyncExitStack() as lines:
        visitors = [Visitor(await lines.enter_async_context(line_to(app)), f"{name} {i}") for i in range(n)]
        return list(await asyncio.gather(*(visitor.open() for visitor in visitors)))


async def round_of(app: str, n: int, name: str) -> list[Answer]:
    """What n visitors who come one after another get for their actions."""
    answers = await asyncio.gather(*(_visit(app, f"{name} {i}", ARRIVING * i / n) for i in range(n)))
    return [answer for visit in answers for answer in visit]


async def _visit(app: str, name: str, after: float) -> list[Answer]:
    await asyncio.sleep(after)
    async with line_to(app) as line:
        visitor = Visitor(line, name)
        await visitor.open()
        for page in PAGES:
            await asyncio.sleep(random.uniform(*READING))
            await visitor.act(page)
        await asyncio.sleep(random.uniform(*READING))
    return visitor.answers


def line_to(app: str) -> connect:
    return connect(
        f"{app.replace('http', 'ws', 1)}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None
    )


def p95(seconds: Sequence[float]) -> float:
    return sorted(seconds)[ceil(0.95 * len(seconds)) - 1]


def memory() -> float:
    """MB that the server holds."""
    return int(_words(_server() / "statm")[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor() -> float:
    """Seconds that all cores together have worked for the server: the clock also counts what other programs do."""
    return sum(map(int, _words(_server() / "stat")[13:15])) / os.sysconf("SC_CLK_TCK")


def _server() -> Path:
    """Our only child, as Linux shows it."""
    (child,) = (pid for task in Path("/proc/self/task").iterdir() for pid in _words(task / "children"))
    return Path("/proc") / child


def _words(file: Path) -> list[str]:
    return file.read_text().split()


async def measure(app: str, chosen: argparse.Namespace) -> None:
    await ready(app)
    print(f"{memory():>6.0f} MB before anybody came", flush=True)
    for i in range(chosen.bursts):
        before = processor()
        answers = await burst(app, chosen.burst, f"burst {i}")
        report(f"burst of {chosen.burst}", answers, processor() - before)
    for i in range(chosen.rounds):
        before = processor()
        answers = await round_of(app, chosen.visitors, f"round {i}")
        worked = processor() - before
        await asyncio.sleep(chosen.settle)
        report(f"round {i + 1} of {chosen.visitors}", answers, worked)


def report(name: str, answers: Sequence[Answer], worked: float) -> None:
    seconds = sorted(answer.seconds for answer in answers)
    faults = sum(answer.faults + answer.waiting for answer in answers)
    print(
        f"{name:<16} {len(answers):>4} pages: p50 {seconds[len(seconds) // 2]:>6.2f} s, p95 {p95(seconds):>6.2f} s, "
        f"last {max(seconds):>6.2f} s; processor {worked:>6.1f} s; faults {faults}; then {memory():>6.0f} MB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("--bursts", 3), ("--burst", 50), ("--rounds", 10), ("--visitors", 20)):
        parser.add_argument(name, type=int, default=usual)
    parser.add_argument("--settle", type=float, default=40.0, help="seconds after a round, before memory is measured")
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "log") as app:
        asyncio.run(measure(app, parser.parse_args()))


if __name__ == "__main__":
    main()
