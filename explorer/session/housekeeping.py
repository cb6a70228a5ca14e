"""What visitors leave behind goes when nobody waits for an answer.

Sessions are full of cycles, so that only Python's collector can take them away, and the collector walks through all
objects with the interpreter held: a quarter of a second once torch is there. So what came with the libraries and the
first model is taken out of its sight (`gc.freeze`), after which a collection takes milliseconds; and it is asked in the
pauses, not after every run of the script as Streamlit would.
"""

import ctypes
import gc
import sys
import threading
import time
from functools import cache
from typing import Any

from streamlit import config, runtime
from streamlit.runtime import Runtime

from explorer.engine import model_store
from explorer.engine.taught import taught
from explorer.engine.trainings import trainings
from explorer.models.catalogue import DEFAULT

PAUSE = 1.0
"""Seconds without a run of the script in which somebody might be waiting."""

AT_LATEST = 30.0
"""Seconds after which it is done although somebody always waits."""

_asked = threading.Event()
_last = 0.0
"""When a run of the script began, on the monotonic clock."""


def somebody_asks() -> None:
    """To be said at the beginning of every run of the script."""
    global _last
    _last = time.monotonic()
    _begin()
    _asked.set()


@cache
def _begin() -> None:
    if _streamlit() is not None:
        threading.Thread(target=_keep_house, name="housekeeping", daemon=True).start()


def _keep_house() -> None:
    model_store.ask(DEFAULT).exception()  # the first model, which stays for good, as what its libraries made
    tidy(thorough=True)
    while True:
        _asked.wait()
        _asked.clear()
        _wait_for_a_pause()
        tidy()
        # Those who have just left are kept for a while, in case they come back.
        if not _asked.wait(_seconds_kept() + 1):
            tidy(thorough=True)


def _wait_for_a_pause() -> None:
    began = time.monotonic()
    while time.monotonic() - _last < PAUSE and time.monotonic() - began < AT_LATEST:
        time.sleep(PAUSE / 4)


def tidy(*, thorough: bool = False) -> None:
    """Let go of the sessions whose time is over, collect, and give free memory back to the system.

    thorough: also what has been out of the collector's sight, such as a model that made room for another.
    """
    _end_old_sessions()
    taught.tidy()
    if thorough:
        trainings.tidy()
        gc.unfreeze()
    gc.collect()
    if thorough:
        gc.freeze()
    if sys.platform == "linux":
        _trim()


def _end_old_sessions() -> None:
    """Streamlit forgets a session whose time is over when the next one ends, which may be tomorrow."""
    streamlit = _streamlit()
    if streamlit is not None:
        kept: Any = streamlit._session_mgr
        streamlit._get_async_objs().eventloop.call_soon_threadsafe(kept._session_storage._cache.expire)


def _streamlit() -> Runtime | None:
    """The server; None where a page runs without one, in a test."""
    found = runtime.get_instance() if runtime.exists() else None
    return found if type(found) is Runtime else None


def _seconds_kept() -> float:
    return float(config.get_option("server.disconnectedSessionTTL"))


def _trim() -> None:
    """glibc keeps what a thread has freed for that thread, and each run of the script is a new one."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
