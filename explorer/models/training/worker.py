"""A training's own process: `python -m explorer.models.training.worker FOLDER`.

It is told by lines on its input: `pause asked`, `pause absent`, `stop`. When the input ends, the app is gone, however
that came: it writes itself down and ends, too.
"""

import json
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

import numpy as np
import psutil
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from explorer.models.training import folder as files
from explorer.models.training import tokens
from explorer.models.training.decoder import config_of
from explorer.models.training.folder import Ending, Pause
from explorer.models.training.loop import Diverged, Training
from explorer.models.training.order import Order

EVERY = 0.25
"""Seconds from one progress.json to the next."""

CHECKPOINT = 5.0
"""Seconds from one checkpoint to the next; the first comes after one second."""

LOOKS = 20
"""How often it is looked at on its way, beside the first few steps."""

WATCHED = 24
"""Tokens of the sentence on which its heads are watched."""

WRITTEN = 40
"""Tokens of a sample."""

NICENESS = 10
"""What it gives way by to the app, as the app's own jobs do."""


class Wishes:
    """What the app wishes, read by a thread of its own."""

    def __init__(self) -> None:
        self.pause: Pause | None = None
        self.stop = False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with suppress(ValueError, OSError):
            for line in sys.stdin:
                word, _, why = line.strip().partition(" ")
                self.stop = self.stop or word == "stop"
                if word == "pause" and why in get_args(Pause):
                    self.pause = cast(Pause, why)
        self.pause = self.pause or "server"


class Work:
    """One training in its folder, from its last checkpoint on."""

    def __init__(self, folder: Path, wishes: Wishes) -> None:
        self.folder, self.wishes = folder, wishes
        self.order = files.order_in(folder)
        self.training, self._tokenizer, self._held_out, ratio = _made(folder, self.order)
        self._start = int(self._held_out[0])
        step = self._resumed()
        watched = self._held_out[: min(WATCHED, self.order.n_ctx)]
        self.known = replace(
            files.progress_in(folder).until(step),
            watched=tokens.pieces_of(self._tokenizer, watched.tolist()),
            n_parameters=self.training.n_parameters,
            n_vocab=self._tokenizer.get_vocab_size(),
            characters_a_token=ratio,
            pause=None,
            process=os.getpid(),
        )
        _cut(folder, step)
        self._unwritten: list[float] = []
        self._since = (time.monotonic(), step)
        self._last_written, self._last_kept = 0.0, time.monotonic() - CHECKPOINT + 1

    def run(self) -> None:
        """To its end, or until it is told otherwise."""
        self._look()
        while (ending := self._ending()) is None and self.wishes.pause is None:
            began = time.monotonic()
            try:
                self._unwritten.append(self.training.advance())
            except Diverged:
                self._write(ending="diverged")
                return
            now = time.monotonic()
            self.known = replace(self.known, step=self.training.step, seconds=self.known.seconds + now - began)
            if self.training.step in looks(self.order.steps):
                self._look()
            if now - self._last_written >= EVERY:
                self._write()
            if now - self._last_kept >= CHECKPOINT:
                self._keep()
        self._keep()
        self._write(ending=ending, pause=self.wishes.pause if ending is None else None)

    def _ending(self) -> Ending | None:
        if self.training.step >= self.order.steps:
            return "steps"
        if self.known.seconds >= self.order.most_seconds:
            return "seconds"
        return "stopped" if self.wishes.stop and self.training.step else None

    def _look(self) -> None:
        """The held-out loss, what it writes, and where its heads look, once a step."""
        self._write()
        step, known = self.training.step, self.known
        if step in known.looks:
            return
        n = len(known.watched)
        seen = self.training.attention(self._held_out[:n].tolist())
        files.write_array(files.look_at(self.folder, step), seen)
        text = tokens.text_of(self._tokenizer, self.training.written(self._start, WRITTEN))
        self.known = replace(
            known,
            held_out=(*known.held_out, (step, self.training.held_out_loss())),
            samples=(*known.samples, (step, text)),
            looks=(*known.looks, step),
        )

    def _write(self, *, ending: Ending | None = None, pause: Pause | None = None) -> None:
        with (self.folder / files.LOSSES).open("ab") as losses:
            losses.write(np.array(self._unwritten, "<f4").tobytes())
        self._unwritten.clear()
        now = time.monotonic()
        since, step = self._since
        if now - since > 2:
            speed = (self.training.step - step) * self.order.tokens_a_step / (now - since)
            self.known = replace(self.known, tokens_a_second=speed)
            self._since = (now, self.training.step)
        self.known = replace(self.known, ending=ending, pause=pause, written=time.time())
        files.write_progress(self.folder, self.known)
        self._last_written = time.monotonic()

    def _keep(self) -> None:
        began = time.monotonic()
        step, state = self.training.step, self.training.state()
        if step and files.checkpoint_in(self.folder)[0] != step:
            words = {"step": str(step), "seconds": repr(self.known.seconds)}
            files.write_checkpoint(self.folder, step, lambda path: save_file(state, path, words))
        # Of a slow disk a training takes no more than a twentieth of its time.
        self._last_kept = time.monotonic() + 20 * (time.monotonic() - began)

    def _resumed(self) -> int:
        step, checkpoint = files.checkpoint_in(self.folder)
        if checkpoint is not None:
            self.training.load(load_file(checkpoint), step)
        return step


def looks(steps: int) -> frozenset[int]:
    """After which steps it is looked at: the first few by doubling, then evenly, and the last."""
    doubled = {2**n for n in range(6) if 2**n < steps}
    return frozenset({0, steps, *doubled, *range(0, steps, max(1, steps // LOOKS))})


def _made(folder: Path, order: Order) -> tuple[Training, Tokenizer, NDArray[np.int64], float]:
    """The model as it begins, its tokenizer, the held-out ids, and how many characters each of them is."""
    learnt, held_out = tokens.parts_of(order.used)
    if not (folder / files.TOKENIZER).exists():
        files.write(folder / files.TOKENIZER, tokens.tokenizer_of(order).to_str().encode())
    tokenizer = Tokenizer.from_file(str(folder / files.TOKENIZER))
    ids = tokens.ids_of(tokenizer, held_out)
    training = Training(order, tokens.ids_of(tokenizer, learnt), ids, tokenizer.get_vocab_size())
    files.write(folder / files.TOKENIZER_CONFIG, tokens.config_of(order).encode())
    config = config_of(order, tokenizer.get_vocab_size(), tokenizer.get_vocab()[tokens.END])
    files.write(folder / files.CONFIG, (json.dumps(config, indent=2) + "\n").encode())
    return training, tokenizer, ids, len(held_out) / len(ids)


def _cut(folder: Path, step: int) -> None:
    """Leave the losses up to a step; what a killed process has left half written goes."""
    for partial in folder.glob(".*.partial"):
        partial.unlink(missing_ok=True)
    path = folder / files.LOSSES
    path.touch()
    os.truncate(path, 4 * step)


def give_way() -> None:
    """One core, and little of that one while visitors wait for it."""
    torch.set_num_threads(1)
    with suppress(psutil.Error, OSError):
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else NICENESS)


def main(folder: Path) -> int:
    # Who stops the app with Ctrl+C closes our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way()
    return worked(folder, Wishes())


def worked(folder: Path, wishes: Wishes) -> int:
    """The status with which the process ends."""
    try:
        Work(folder, wishes).run()
    except OSError as error:
        print(error, file=sys.stderr)
        return files.DISK
    return 0


if __name__ == "__main__":
    status = main(Path(sys.argv[1]))
    sys.stderr.flush()
    os._exit(status)  # all is written, and taking torch down takes long
