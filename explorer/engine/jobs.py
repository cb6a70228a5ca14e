"""Long work in the background: it has an owner, says how far it is, can be cancelled, and outlives a page change.

A job is asked for by key, so that two who want the same wait for one. It ends by itself when nobody who asked for it is
there any more. One worker does them one after another and gives way to runs; the work is a function of the module
level with values as arguments, so that another process can do it one day.
"""

import atexit
import logging
import os
import threading
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Literal

from explorer.errors import Refused

State = Literal["waiting", "running", "done", "failed", "cancelled"]

ABSENT = 180.0
"""Seconds after which an owner who is not there is taken to have gone for good."""

KEPT = 600.0
"""Seconds for which a job that has ended is remembered."""

LEAVING = 3.0
"""Seconds that the end of the process waits for a job to hear of it."""

NICENESS = 10
"""What the worker gives way by to the app's other threads, where the system knows this of a thread (Linux)."""

_log = logging.getLogger(__name__)


class Cancelled(BaseException):
    """Nobody wants the work any more. Not an Exception, so that no work catches it by accident."""


@dataclass(frozen=True)
class Progress:
    """How far a job is."""

    done: float = 0
    of: float = 1
    message: str = ""
    """A gettext id with named places; "" says nothing."""
    values: dict[str, object] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(1.0, max(0.0, self.done / self.of)) if self.of > 0 else 0.0


@dataclass(eq=False)
class Job:
    """One piece of work. What the worker writes, whoever asked for it reads at any time."""

    key: Hashable
    owners: set[str]
    state: State = "waiting"
    progress: Progress = Progress()
    refused: Refused | None = None
    """Why it failed."""
    value: Any = None
    so_far: Any = None
    """What there is of it while it is being made, where the work hands something over."""
    enough: bool = False
    """Its owner wants what there is by then; the work ends by itself as soon as it can."""
    ended: float | None = None
    """By time.monotonic()."""
    unwanted: bool = False
    """Cancelled, or nobody's any more; it ends at its next report."""
    finished: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed", "cancelled")

    @property
    def cancelled(self) -> bool:
        """Also where the work has not heard of it yet."""
        return self.state == "cancelled" or (self.unwanted and not self.over)

    def result(self) -> Any:
        """What the work gave; raises what it was refused for."""
        if self.refused is not None:
            raise self.refused
        if self.state != "done":
            raise RuntimeError(f"the job is {self.state}: it has no result")
        return self.value


class Handle:
    """What the work is given to speak through."""

    def __init__(self, job: Job, wanted: Callable[[Job], bool]) -> None:
        self._job, self._wanted = job, wanted

    def report(self, done: float, of: float, message: str = "", /, **values: object) -> None:
        """How far it is. Raises Cancelled when nobody wants the work any more, so call it often."""
        self._job.progress = Progress(done, of, message, values)
        if not self._wanted(self._job):
            raise Cancelled

    def hand_over(self, so_far: Any) -> None:
        """Show what there is of the result: a value that nobody changes any more."""
        self._job.so_far = so_far

    @property
    def enough(self) -> bool:
        """Whether whoever asked wants what there is now, and no more of it."""
        return self._job.enough

    def quiet(self) -> "Handle":
        """For a part of the work, which says nothing of how far the whole is, and ends with it."""
        return Handle(Job(self._job.key, set()), lambda _part: self._wanted(self._job))


class Jobs:
    """All the jobs of a process."""

    def __init__(self, *, there: Callable[[str], bool] = lambda owner: True, absent: float = ABSENT) -> None:
        """there: whether an owner is there now, asked from any thread."""
        self.there, self._absent = there, absent
        self._jobs: dict[Hashable, Job] = {}
        self._seen: dict[str, float] = {}
        """When each owner was last there."""
        self._queue: SimpleQueue[tuple[Job, Callable[..., Any], tuple[Any, ...]]] = SimpleQueue()
        self._worker: threading.Thread | None = None
        self._lock = threading.Lock()

    def submit(self, owner: str, key: Hashable, work: Callable[..., Any], *arguments: Any) -> Job:
        """The job of this key, which calls work(handle, *arguments); one that failed or was cancelled begins anew."""
        with self._lock:
            self._tidy()
            self._seen[owner] = time.monotonic()
            job = self._jobs.get(key)
            if job is not None and not job.cancelled and job.state != "failed":
                job.owners.add(owner)
                return job
            job = self._jobs[key] = Job(key, {owner})
            self._queue.put((job, work, arguments))
            self._start()
            return job

    def find(self, owner: str, key: Hashable) -> Job | None:
        """The owner's job of this key, whatever has become of it."""
        with self._lock:
            job = self._jobs.get(key)
            return job if job is not None and owner in job.owners else None

    def cancel(self, owner: str, job: Job) -> None:
        """The owner wants it no more. It ends at its next report, unless somebody else still waits for it."""
        with self._lock:
            if len(job.owners) > 1:
                job.owners.discard(owner)
            elif not job.over:
                job.unwanted = True

    def stop(self, owner: str, job: Job) -> None:
        """The owner wants what there is by now. Where somebody else waits for it, it goes on for them."""
        with self._lock:
            if job.owners == {owner}:
                job.enough = True

    def forget(self, owner: str, job: Job) -> None:
        """The owner has what it came for."""
        with self._lock:
            job.owners.discard(owner)
            self._tidy()

    def _start(self) -> None:
        if self._worker is None:
            # A daemon: the app ends without waiting for it, but for a moment.
            self._worker = threading.Thread(target=self._work, name="jobs", daemon=True)
            self._worker.start()
            atexit.register(self.leave)

    def leave(self, seconds: float = LEAVING) -> None:
        """Nobody wants anything any more. Waits until the job that is running has heard of it, at most so long: torch
        ends a process with an error whose thread still computes."""
        with self._lock:
            left = [job for job in self._jobs.values() if not job.over]
            for job in left:
                job.unwanted = True
        for job in left:
            if job.state == "running":
                job.finished.wait(seconds)

    def _work(self) -> None:
        with suppress(AttributeError, OSError):
            me = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, me, min(19, os.getpriority(os.PRIO_PROCESS, me) + NICENESS))
        while True:
            self._run(*self._queue.get())

    def _run(self, job: Job, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        try:
            handle = Handle(job, self._wanted)
            handle.report(0, 1)
            job.state = "running"
            job.value = work(handle, *arguments)
            job.state = "done"
        except Cancelled:
            job.state = "cancelled"
        except Refused as refused:
            job.refused, job.state = refused, "failed"
        except Exception as error:  # work may fail in ways that nobody has thought of
            _log.exception("the job %s has failed", str(job.key)[:80])
            reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
            job.refused, job.state = (
                Refused("this could not be computed ({reason}): try again", reason=reason),
                "failed",
            )
        finally:
            job.ended = time.monotonic()
            job.finished.set()

    def _wanted(self, job: Job) -> bool:
        with self._lock:
            if not job.unwanted and not any(self._here(owner) for owner in job.owners):
                job.unwanted = True
            return not job.unwanted

    def _here(self, owner: str) -> bool:
        now = time.monotonic()
        if self.there(owner):
            self._seen[owner] = now
        return now - self._seen.get(owner, now) <= self._absent

    def _tidy(self) -> None:
        """Drop what has ended a while ago, or is nobody's any more."""
        now = time.monotonic()
        for key, job in list(self._jobs.items()):
            gone = not any(self._here(owner) for owner in job.owners)
            if job.over and (gone or (job.ended is not None and now - job.ended > KEPT)):
                del self._jobs[key]
        owned = {owner for job in self._jobs.values() for owner in job.owners}
        self._seen = {owner: when for owner, when in self._seen.items() if owner in owned}


jobs = Jobs()
"""The process' own."""
