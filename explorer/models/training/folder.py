"""A training's folder: what its process writes there, whole or not at all, and what the app reads. Without torch.

order.json           what is trained
text.txt             the visitor's own text, where it is one
tokenizer.json, config.json    once the model is made
checkpoint-N.safetensors       all that it takes to go on after N steps; one, or for a moment two
losses.f32           a float32 a step, appended
look-N.npy           where each head looks on the watched sentence after N steps
progress.json        the rest, several times a second
"""

import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.models.training.order import Order

ORDER, PROGRESS, LOSSES, ERRORS = "order.json", "progress.json", "losses.f32", "errors.txt"
TOKENIZER, TOKENIZER_CONFIG, CONFIG = "tokenizer.json", "tokenizer_config.json", "config.json"

Pause = Literal["asked", "absent", "server", "disk"]
"""Why a process ends before its training: its owner wished it, is gone; the app is gone; the disk is full."""

Ending = Literal["steps", "seconds", "stopped", "diverged"]

DISK = 74
"""The exit status with which its process says that nothing can be written."""

_CHECKPOINT = re.compile(r"checkpoint-(\d{1,9})\.safetensors")


@dataclass(frozen=True)
class Written:
    """What progress.json holds."""

    step: int = 0
    seconds: float = 0.0
    """Of computing."""
    tokens_a_second: float = 0.0
    held_out: tuple[tuple[int, float], ...] = ()
    samples: tuple[tuple[int, str], ...] = ()
    looks: tuple[int, ...] = ()
    watched: tuple[str, ...] = ()
    n_parameters: int = 0
    n_vocab: int = 0
    characters_a_token: float = 1.0
    pause: Pause | None = None
    ending: Ending | None = None
    process: int = 0
    """The process that writes, or wrote."""
    written: float = field(default_factory=time.time)

    def until(self, step: int) -> "Written":
        """What was known after so many steps: what came later is lost, and comes again."""
        return replace(
            self,
            step=step,
            held_out=tuple(one for one in self.held_out if one[0] <= step),
            samples=tuple(one for one in self.samples if one[0] <= step),
            looks=tuple(one for one in self.looks if one <= step),
        )


def begin(folder: Path, order: Order) -> None:
    """A new folder, which only this machine's user may look into."""
    folder.mkdir(parents=True, mode=0o700)
    write(folder / ORDER, order.to_json().encode())


def order_in(folder: Path) -> Order:
    return Order.from_json((folder / ORDER).read_text(encoding="utf-8"))


def progress_in(folder: Path) -> Written:
    """What was written last; nothing yet is a Written, too."""
    try:
        values: dict[str, Any] = json.loads((folder / PROGRESS).read_bytes())
    except FileNotFoundError:
        return Written(written=0.0)
    lists = {name: tuple(one) for name, one in values.items() if isinstance(one, list)}
    pairs = {name: tuple(map(tuple, values[name])) for name in ("held_out", "samples")}
    known: dict[str, Any] = {**values, **lists, **pairs}
    return Written(**known)


def write_progress(folder: Path, written: Written) -> None:
    write(folder / PROGRESS, json.dumps(asdict(written), ensure_ascii=False).encode())


def losses_in(folder: Path) -> NDArray[np.float32]:
    """(n,) as many as are whole."""
    try:
        data = (folder / LOSSES).read_bytes()
    except FileNotFoundError:
        return np.zeros(0, np.float32)
    return np.frombuffer(data[: len(data) // 4 * 4], "<f4")


def checkpoint_in(folder: Path) -> tuple[int, Path | None]:
    """After how many steps the last whole one was written, and where it is; 0 and None where there is none."""
    places = ((_CHECKPOINT.fullmatch(path.name), path) for path in folder.glob("checkpoint-*.safetensors"))
    steps = {int(match[1]): path for match, path in places if match}
    return (max(steps), steps[max(steps)]) if steps else (0, None)


def write_checkpoint(folder: Path, step: int, save: Callable[[Path], None]) -> None:
    """save(path) writes it; the one before goes when this one is whole."""
    before = checkpoint_in(folder)[1]
    target = folder / f"checkpoint-{step}.safetensors"
    _whole(target, save)
    if before is not None and before != target:
        before.unlink()


def look_at(folder: Path, step: int) -> Path:
    return folder / f"look-{step}.npy"


def write(target: Path, data: bytes) -> None:
    def save(path: Path) -> None:
        path.write_bytes(data)

    _whole(target, save)


def write_array(target: Path, values: NDArray[Any]) -> None:
    written = BytesIO()
    np.save(written, values, allow_pickle=False)
    write(target, written.getvalue())


def _whole(target: Path, save: Callable[[Path], None]) -> None:
    """Written beside, then renamed over; what is left of a failure goes."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        save(partial)
        os.replace(partial, target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
