"""What this server has room for: which trainings it may begin, and which it throws away."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from explorer.errors import Refused
from explorer.models.machine import free_bytes
from explorer.models.training.bounds import bounds
from explorer.models.training.estimate import estimate, step_seconds, vocabulary
from explorer.models.training.order import Order

LONGEST_STEP = 0.7
"""Seconds of one core: what is shown of a training is to be less than a second old."""

A_PROCESS = 500_000_000
"""Bytes of memory that one takes for its libraries."""

A_PARAMETER = 16
"""Bytes of disk and of memory: its value, what AdamW remembers of it, its gradient."""


def check_allowed(order: Order) -> None:
    """Refused where this server does not do it, or has no room for it now."""
    allowed, n = bounds(), estimate(order).n_parameters
    if not allowed.processes:
        raise Refused("this server trains no models: run the explorer on your own machine")
    if n > allowed.parameters:
        raise Refused(
            "a model of {n} parameters is too large to be trained here, at most {most} are: choose fewer layers, a "
            "smaller width or fewer tokens",
            n=f"{n:,}",
            most=f"{allowed.parameters:,}",
        )
    if step_seconds(order, vocabulary(order)) > LONGEST_STEP:
        raise Refused(
            "a step of {batch} × {context} tokens takes too long: choose a smaller batch or a shorter context",
            batch=order.batch,
            context=order.n_ctx,
        )
    if free_bytes() < A_PROCESS + 2 * A_PARAMETER * n:
        raise Refused("there is no memory left for a training now: try again later")


def check_disk(root: Path, order: Order) -> None:
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shutil.disk_usage(root).free < 10_000_000 + 2 * A_PARAMETER * estimate(order).n_parameters:
        raise OSError(28, "No space left on device")


@contextmanager
def on_disk() -> Iterator[None]:
    """What the disk refuses is said in a sentence."""
    try:
        yield
    except OSError as error:
        raise refused_disk(error) from error


def refused_disk(error: OSError) -> Refused:
    return Refused(
        "the training cannot be written to the disk ({reason}): make room there, or let the explorer's user write",
        reason=error.strerror or type(error).__name__,
    )


def too_many(root: Path) -> list[Path]:
    """Folders that are older than the server keeps them, and the oldest of those that are too much together."""
    old, young, left = list[Path](), list[tuple[float, Path]](), bounds().n_bytes
    for folder in _folders(root):
        when = max((file.stat().st_mtime for file in folder.iterdir()), default=0.0)
        if time.time() - when > 86_400 * bounds().days:
            old.append(folder)
        else:
            young.append((when, folder))
    for _, folder in sorted(young, reverse=True):
        left -= sum(file.stat().st_size for file in folder.iterdir())
        if left < 0:
            old.append(folder)
    return old


def _folders(root: Path) -> list[Path]:
    try:
        return [folder for folder in root.iterdir() if folder.is_dir() and not folder.is_symlink()]
    except OSError:
        return []
