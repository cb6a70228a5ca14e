"""Asks explorer.text.rendering, in a process of its own that is kept, since Python takes long to start.

Each template has its own process, so that none of them sees another's conversations.
"""

import json
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from typing import Any
from weakref import finalize

SECONDS = 5.0
"""That an answer may take; most take a thousandth of one, the first a fifth, which is Python's own start."""

_PROGRAM = Path(__file__).parents[2]
"""Where Python finds `explorer`."""

Process = subprocess.Popen[str]


class Renderer:
    """One such process, started when it is first asked, and again if it has ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: Process | None = None

    def answer(self, asked: dict[str, Any]) -> dict[str, str] | None:
        """None where it took more time or memory than it may: then it is stopped."""
        with self._lock:
            try:
                process = self._running()
                return json.loads(_line(process, json.dumps(asked)))
            except (OSError, ValueError):  # no process, a pipe that is closed, or half a line
                self._stop()
                return None

    def _running(self) -> Process:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = _started()
            self._ending = finalize(self, _end, self._process)
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._ending()
            self._process = None


def _started() -> Process:
    return subprocess.Popen(
        [sys.executable, "-m", "explorer.text.rendering"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_PROGRAM,
        text=True,
    )


def _line(process: Process, asked: str) -> str:
    """What it answers to one line; cut short where it does not answer in time."""
    assert process.stdin is not None
    assert process.stdout is not None
    timer = Timer(SECONDS, process.kill)
    timer.start()
    try:
        process.stdin.write(f"{asked}\n")
        process.stdin.flush()
        return process.stdout.readline()
    finally:
        timer.cancel()


def _end(process: Process) -> None:
    process.kill()
    # Closes the pipes, and waits, so that nothing is left of it.
    process.communicate()
