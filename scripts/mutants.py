"""How many small faults the tests find: each fault against the mirrored test file alone.

    python -m scripts.mutants [--n 60] [--seed 1] [explorer/text explorer/decoding/top.py …]

Places are drawn at random from all where an operator, a comparison or a constant can be changed, and at each place one
change. The faults are made in a copy of the repository; every test runs in a process forked from one that has the large
libraries in it already.
"""

import argparse
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NoReturn

import pytest

from scripts.faults import ROOT, Fault, faults, harmless, is_harmless, mirrored_test

FOLDERS = [f"explorer/{name}" for name in ("text", "models", "trace", "analysis", "decoding", "scaling", "engine")]
"""Those that do not draw."""

LARGE = (
    "numpy", "scipy.stats", "torch", "torch._dynamo", "torch.distributed", "transformers.modeling_utils",
    "transformers.generation", "hypothesis", "streamlit.testing.v1", "tiktoken", "sklearn",
)  # fmt: skip
PYTEST = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
"""It warns of libraries that are there before it is."""

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".hypothesis", "__pycache__", "runs", "screenshots")
SECONDS = 60
"""How much longer than five times its usual time a test file may take until it counts as failed."""


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--n", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("where", nargs="*", default=FOLDERS)
    options = asked.parse_args()
    for name in LARGE:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        drawn = draw(files_in(options.where), options.n, options.seed)
        report(judged(drawn, Copy(Path(folder) / "copy"), harmless()))


def files_in(where: list[str]) -> list[Path]:
    """The Python files there, from the root of the repository."""
    found = [sorted((ROOT / name).rglob("*.py")) or [ROOT / name] for name in where]
    return [file.relative_to(ROOT) for files in found for file in files]


def draw(files: list[Path], n: int, seed: int) -> list[Fault]:
    """n places at random, or all, and a change at each; in the order of the files."""
    chance = random.Random(seed)
    places = [changes for file in files for _place, changes in sorted(faults(file).items())]
    kept = sorted(chance.sample(range(len(places)), min(n, len(places))))
    return [chance.choice(places[index]) for index in kept]


class Copy:
    """The repository in another folder, in which one file at a time has a fault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        """What the last test file said."""
        self.usual: dict[Path, float] = {}
        """Seconds that a test file takes where nothing is wrong."""
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)

    def finds(self, fault: Fault) -> bool:
        """Whether the mirrored test file fails, or does not end. Where there is no such file, nothing is found."""
        test = mirrored_test(fault.file)
        if not (self.folder / test).exists():
            return False
        limit = SECONDS + 5 * self.seconds(test)
        (self.folder / fault.file).write_text(fault.source(), encoding="utf-8")
        try:
            return not self.passes(test, limit)
        finally:
            (self.folder / fault.file).write_text(fault.whole, encoding="utf-8")

    def seconds(self, test: Path) -> float:
        """How long a test file takes; the program ends where it fails without a fault."""
        if test not in self.usual:
            began = time.monotonic()
            if not self.passes(test, 20 * SECONDS):
                sys.exit(f"{test} fails as it is:\n{self.log.read_text(encoding='utf-8', errors='replace')}")
            self.usual[test] = time.monotonic() - began
        return self.usual[test]

    def passes(self, test: Path, limit: float) -> bool:
        """Run a test file in a process of its own, for so many seconds at most."""
        shutil.rmtree(self.folder / ".hypothesis", ignore_errors=True)
        child = os.fork()
        if child == 0:
            self.become_pytest(test)
        until = time.monotonic() + limit
        while time.monotonic() < until:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return status == 0
            time.sleep(0.02)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return False

    def become_pytest(self, test: Path) -> NoReturn:
        """In the new process: forget this repository, and test the copy."""
        os.setsid()
        os.chdir(self.folder)
        with self.log.open("wb") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        sys.path[:] = [str(self.folder), *(name for name in sys.path if name not in ("", str(ROOT)))]
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        for name in [name for name in sys.modules if name.partition(".")[0] in ("scripts", "explorer", "tests")]:
            del sys.modules[name]
        status = 1
        try:
            status = int(pytest.main([str(test), *PYTEST]))
        finally:
            os._exit(status)


def judged(drawn: list[Fault], copy: Copy, listed: list[dict[str, str]]) -> Counter[str]:
    """How many were found, are listed as harmless, or were missed; each missed one is printed."""
    counts = Counter[str]()
    for fault in drawn:
        outcome = "harmless" if is_harmless(fault, listed) else "found" if copy.finds(fault) else "missed"
        counts[outcome] += 1
        if outcome == "missed":
            print(fault, flush=True)
    return counts


def report(counts: Counter[str]) -> None:
    """The figure: the share found of those that matter."""
    matter = counts["found"] + counts["missed"]
    print(
        f"{counts.total()} faults: {counts['found']} found, {counts['missed']} missed, {counts['harmless']} harmless; "
        f"{counts['found'] / max(matter, 1):.0%} of those that matter are found"
    )


if __name__ == "__main__":
    main()
