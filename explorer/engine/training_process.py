"""The process of one training, as the app holds it: begun, told, looked after."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil

from explorer.models.training.folder import ERRORS, Pause

_PROGRAM = Path(__file__).parents[2]
"""Where Python finds `explorer`."""

ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
"""One core for each library."""

MEMORY = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": "100000000000", "MALLOC_TOP_PAD_": "67108864"}
"""glibc gives large blocks back to the system at once, and getting them again takes a third of a step: let it."""


class Process:
    """It has a line to the app: when that breaks, the app is gone, and the training writes itself down and ends."""

    def __init__(self, folder: Path) -> None:
        with (folder / ERRORS).open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "explorer.models.training.worker", str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                cwd=_PROGRAM,
                env={**os.environ, **ALONE, **MEMORY, "TOKENIZERS_PARALLELISM": "false", "HF_HUB_OFFLINE": "1"},
            )

    @property
    def id(self) -> int:
        return self._process.pid

    def over(self) -> int | None:
        """The status with which it ended; None while it goes on."""
        return self._process.poll()

    def pause(self, why: Pause) -> None:
        self._tell(f"pause {why}")

    def stop(self) -> None:
        self._tell("stop")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self.close()

    def close(self) -> None:
        with suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()

    def _tell(self, line: str) -> None:
        with suppress(OSError):  # it has ended meanwhile
            assert self._process.stdin is not None
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()


def lives(process: int, folder: Path) -> bool:
    """Whether a process that another server has begun still computes in this folder."""
    try:
        return str(folder) in psutil.Process(process).cmdline()
    except (psutil.Error, ValueError):
        return False
