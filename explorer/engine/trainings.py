"""Models that visitors train from nothing: each training is a process of its own with a folder of its own.

A page asks `trainings`, the server's own. Whoever begins a training gets its key, a random word that nobody can guess:
it is the one way to it, also after a reload or a restart of the server: `trainings.adopt(owner, key)`. A key is looked
up, and never becomes a path.

    key = trainings.begin(owner, order)            # Refused where the server does not allow it
    progress = trainings.progress(owner, key)      # every half second: cheap, reads a few kilobytes
    trainings.pause / resume / stop / cancel(owner, key)
    training_models.keep(owner, key, "my model")   # explorer/engine/training_models.py: catalogue, download, upload
"""

import logging
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.engine.training_process import Process, lives
from explorer.engine.training_progress import Ending, Progress, Sample, State
from explorer.engine.training_record import end, errors_in, kept_in, seconds_left, why_not, written_in
from explorer.engine.training_room import check_allowed, check_disk, on_disk, refused_disk, too_many
from explorer.errors import Refused
from explorer.models.converted import cache
from explorer.models.training import folder as files
from explorer.models.training.bounds import bounds
from explorer.models.training.estimate import step_seconds
from explorer.models.training.folder import Written
from explorer.models.training.order import Order

__all__ = ["Ending", "Progress", "Sample", "State", "Trainings", "trainings"]

ABSENT = 600.0
"""Seconds for which a training goes on after its owner's browser has gone; then it pauses, and what it has is kept."""

TICK = 0.2
"""Seconds from one look at the processes to the next."""

MOST_AT_ONCE = 2
"""Trainings of one owner that compute or wait."""

MOST = 6
"""Trainings that one owner has."""

_log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Known:
    """A training as this server knows it."""

    key: str
    folder: Path
    order: Order
    owners: set[str]
    wanted: bool = False
    """Whether it shall compute: it does, or it waits for its turn."""
    process: Process | None = None
    why: Refused | None = None
    """Why it does not compute, where that was nobody's wish and its folder does not say it."""
    asked: bool = False
    """Whether its owner wished the pause."""
    end: bool = False
    """Its owner has enough."""
    seen: float = field(default_factory=time.monotonic)
    """When an owner was last there."""


class Trainings:
    """All of a server. It is safe for many threads."""

    def __init__(
        self,
        root: Callable[[], Path] = lambda: cache() / "trainings",
        *,
        absent: float = ABSENT,
        process: Callable[[Path], Process] = Process,
    ) -> None:
        """root: where the folders lie. process: begins the process of one."""
        self.there: Callable[[str], bool] = lambda owner: True
        """Whether an owner's browser is connected, asked from any thread."""
        self._root, self._absent, self._process = root, absent, process
        self._known: dict[str, _Known] = {}
        self._queue: list[_Known] = []
        """Those that are wanted, in their order; the first of them compute."""
        self._paces: list[float] = []
        self._lock = threading.RLock()
        self._watching: threading.Thread | None = None

    def begin(self, owner: str, order: Order) -> str:
        """The key of a new training, which begins when it is its turn.

        Refused where the server trains nothing, where its owner has too many, or where disk or memory are full.
        """
        self.tidy()
        with self._lock:
            check_allowed(order)
            self._check_owner(owner)
            key = secrets.token_urlsafe(16)
            folder = self._folder(key)
            with on_disk():
                check_disk(self._root(), order)
                files.begin(folder, order)
            known = self._known[key] = _Known(key, folder, order, {owner})
            self._want(known)
            return key

    def adopt(self, owner: str, key: str) -> bool:
        """Whether there is a training of this key, which is its owner's from now on. A key may come from a link."""
        with self._lock:
            known = self._known.get(key) or self._read(key)
            if known is None:
                return False
            known.owners.add(owner)
            known.seen = time.monotonic()
            return True

    def keys(self, owner: str) -> tuple[str, ...]:
        """The owner's trainings, the oldest first."""
        with self._lock:
            return tuple(known.key for known in self._known.values() if owner in known.owners)

    def progress(self, owner: str, key: str) -> Progress:
        """Refused where the owner has none of that key: it was cancelled, is too old, or somebody else's."""
        known = self._of(owner, key)
        written, losses = written_in(known.folder), files.losses_in(known.folder)
        kept = kept_in(known.folder)
        state = self._state(known, written)
        why = known.why or (None if known.asked else why_not(written, kept))
        if state == "running" and known.process is not None and known.process.id != written.process:
            written = written.until(kept)  # it begins again where it was kept
        return Progress(
            key,
            known.order,
            state,
            place=self._place(known) if state == "waiting" else 0,
            why=why if state == "paused" else None,
            ending=written.ending,
            step=written.step,
            kept=kept,
            losses=losses[: written.step],
            held_out=written.held_out,
            samples=tuple(Sample(*one) for one in written.samples),
            seconds=written.seconds,
            seconds_left=seconds_left(known.order, written),
            tokens_a_second=written.tokens_a_second,
            n_parameters=written.n_parameters,
            n_vocab=written.n_vocab,
            characters_a_token=written.characters_a_token,
            watched=written.watched,
            looks=written.looks,
            written=written.written,
        )

    def attention(self, owner: str, key: str, step: int) -> NDArray[np.float16]:
        """(layers, heads, n, n) on the watched sentence, after one of the steps in `Progress.looks`: rows sum to 1."""
        known = self._of(owner, key)
        if step not in written_in(known.folder).looks:
            raise ValueError(f"nobody looked at it after step {step}")
        return np.load(files.look_at(known.folder, step), allow_pickle=False)

    def checkpoint(self, owner: str, key: str) -> Path:
        """The folder in which the training lies. Refused where nothing of it is kept yet."""
        known = self._of(owner, key)
        if files.checkpoint_in(known.folder)[1] is None:
            raise Refused("nothing of this training is kept yet: wait for its first steps")
        return known.folder

    def pause(self, owner: str, key: str) -> None:
        """It writes itself down and ends its process; the next one in the queue gets its turn."""
        with self._lock:
            known = self._of(owner, key)
            known.asked, known.why = True, None
            if known.process is not None:
                known.process.pause("asked")
            self._dequeue(known)

    def resume(self, owner: str, key: str) -> None:
        """It goes on from its last checkpoint, when it is its turn."""
        with self._lock:
            known = self._of(owner, key)
            if not known.wanted and written_in(known.folder).ending is None:
                check_allowed(known.order)
                self._want(known)

    def stop(self, owner: str, key: str) -> None:
        """That is enough: what it has learnt is kept, and it learns no more."""
        with self._lock:
            known = self._of(owner, key)
            known.end = True
            if known.process is not None:
                known.process.stop()
            else:
                self._dequeue(known)
                end(known.folder)

    def cancel(self, owner: str, key: str) -> None:
        """It is thrown away, with its folder; where it is somebody's else, too, it is theirs from now on."""
        with self._lock:
            known = self._of(owner, key)
            known.owners.discard(owner)
            if not known.owners:
                self._throw_away(known)

    def pace(self) -> float:
        """How fast the last trainings here were, beside what `estimate` expects (for `estimate(order, pace)`)."""
        with self._lock:
            last = sorted(self._paces[-5:])
            return last[len(last) // 2] if last else 1.0

    def tidy(self) -> None:
        """Throw away what nobody has gone on with for days, and the oldest where all together take too much room."""
        with self._lock:
            for folder in too_many(self._root()):
                known = next((one for one in self._known.values() if one.folder == folder), None)
                if known is None:
                    shutil.rmtree(folder, ignore_errors=True)
                elif not known.wanted and known.process is None and not any(map(self.there, known.owners)):
                    self._throw_away(known)

    def _folder(self, key: str) -> Path:
        """A key comes from a link: what it hashes to names the folder."""
        return self._root() / sha256(key.encode("utf-8", "replace")).hexdigest()[:32]

    def _read(self, key: str) -> _Known | None:
        """A training that a server before this one began, or that another one began."""
        folder = self._folder(key)
        try:
            order = files.order_in(folder)
        except (OSError, ValueError):  # there is none, or it lies beyond what is allowed now
            return None
        known = self._known[key] = _Known(key, folder, order, set())
        return known

    def _of(self, owner: str, key: str) -> _Known:
        with self._lock:
            known = self._known.get(key)
            if known is None or owner not in known.owners:
                raise Refused("this training is not here any more, or is somebody else's: begin a new one")
            return known

    def _state(self, known: _Known, written: Written) -> State:
        if written.ending is not None:
            return "ended"
        if known.process is not None:
            return "running"
        return "waiting" if known.wanted else "paused"

    def _place(self, known: _Known) -> int:
        with self._lock:
            waiting = [one for one in self._queue if one.process is None]
            return waiting.index(known) + 1 if known in waiting else 0

    def _check_owner(self, owner: str) -> None:
        own = [known for known in self._known.values() if owner in known.owners]
        if sum(known.wanted for known in own) >= MOST_AT_ONCE:
            raise Refused("{n} trainings of yours go on or wait already: stop or pause one first", n=MOST_AT_ONCE)
        if len(own) >= MOST:
            raise Refused("you have {n} trainings here already: throw one away first", n=MOST)

    def _want(self, known: _Known) -> None:
        known.wanted, known.why, known.asked, known.end, known.seen = True, None, False, False, time.monotonic()
        if known not in self._queue:
            self._queue.append(known)
        self._turn()
        if self._watching is None:
            self._watching = threading.Thread(target=self._watch, name="trainings", daemon=True)
            self._watching.start()

    def _dequeue(self, known: _Known) -> None:
        known.wanted = False
        if known.process is None and known in self._queue:
            self._queue.remove(known)

    def _turn(self) -> None:
        """Begin those whose turn it is."""
        for known in self._queue[: max(1, bounds().processes)]:
            if known.process is None and not lives(written_in(known.folder).process, known.folder):
                try:
                    known.process = self._process(known.folder)
                except OSError as error:
                    known.why = refused_disk(error)
                    self._dequeue(known)

    def _watch(self) -> None:
        while True:
            time.sleep(TICK)
            with self._lock:
                for known in list(self._queue):
                    self._look_after(known)
                self._turn()
                if not self._queue:
                    self._watching = None
                    return

    def _look_after(self, known: _Known) -> None:
        now = time.monotonic()
        if any(map(self.there, known.owners)):
            known.seen = now
        if now - known.seen > self._absent and known.wanted:
            known.wanted = False
            if known.process is not None:
                known.process.pause("absent")
        status = known.process.over() if known.process is not None else None
        if status is not None:
            self._ended(known, status)
        if not known.wanted and known.process is None:
            self._dequeue(known)

    def _ended(self, known: _Known, status: int) -> None:
        """Its process has ended, as it was told, or of itself."""
        assert known.process is not None
        known.process.close()
        written = written_in(known.folder)
        ours = written.process == known.process.id
        known.process = None
        if ours and written.step and written.seconds:
            expected = written.step * step_seconds(known.order, written.n_vocab)
            self._paces.append(expected / written.seconds)
        if known.end and written.ending is None:
            end(known.folder)
        elif written.ending is None and (status != 0 or not ours):
            pause = "disk" if status == files.DISK else None
            known.why = why_not(replace(written, pause=pause, process=1), kept_in(known.folder))
            _log.warning("a training has ended with status %s: %s", status, errors_in(known.folder))
        elif written.ending is None and known.wanted:
            return  # gone on with before it had ended: it has its turn again
        known.wanted = False
        self._queue.remove(known)

    def _throw_away(self, known: _Known) -> None:
        if known.process is not None:
            known.process.kill()
            known.process = None
        self._dequeue(known)
        self._known.pop(known.key, None)
        shutil.rmtree(known.folder, ignore_errors=True)


trainings = Trainings()
"""The server's own."""
