"""Loaded models, shared by all visitors. Loading happens in the background: importing torch takes seconds."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from math import inf
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

# Both the pages and a loading model import these, whose parts import one another: two threads that do so at the same
# time may be given halves. So they are whole before there is a second thread.
import markupsafe  # noqa: F401
import numpy.ma
import numpy.random
import numpy.typing  # noqa: F401
import PIL.Image  # noqa: F401
import psutil  # noqa: F401
import regex  # noqa: F401
import tiktoken  # noqa: F401

from explorer.engine import cache
from explorer.engine.taught import is_own, taught
from explorer.errors import Refused
from explorer.models.catalogue import Entry, comes_along, find

if TYPE_CHECKING:
    from explorer.models.loader import Model

Made = TypeVar("Made")

HEAD_START = 1.5
"""Seconds that the first page gets to reach the browser before importing torch holds the interpreter."""

MOST = 4
"""Models that stay in memory beside the embedded ones, which always do."""

_loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="model-loader")
_models: "OrderedDict[str, Future[Model]]" = OrderedDict()
"""Those asked for, the last one last."""
_lock = Lock()
_log = logging.getLogger(__name__)


def peek(name: str) -> "Future[Model] | None":
    """The future of a model that somebody has asked for, or None. Of a name that there is not, it is refused."""
    if is_own(name):
        return taught.future(name)
    with _lock:
        if name in _models:
            _models.move_to_end(name)
            return _models[name]
    refused = _unknown(name)
    return _failed(refused) if refused else None


def ask(name: str) -> "Future[Model]":
    """The future of a model: starts loading it if nobody has. Its exception is Refused where it cannot be shown."""
    if is_own(name):
        return taught.future(name)
    refused = None if name in _models else _unknown(name)
    if refused:
        # Not kept: a link can name any number of models that there are not.
        return _failed(refused)
    with _lock:
        if name not in _models:
            _models[name] = _loader.submit(_load, name, HEAD_START if not _models else 0.0)
            _make_room()
        _models.move_to_end(name)
        return _models[name]


def there(name: str) -> bool:
    """Whether loading the model has ended, well or badly."""
    known = peek(name)
    return known is not None and known.done()


def loaded(name: str) -> "Model | None":
    """The model, if it is in memory already."""
    known = peek(name)
    return known.result() if known and known.done() and not known.exception() else None


def forget(name: str) -> None:
    """Let the next ask load it anew: after a failure, or when its folder has changed."""
    if is_own(name):
        return
    with _lock:
        _models.pop(name, None)
    cache.forget(name)


def imported(module: str) -> ModuleType:
    """A module that needs torch or transformers, imported in the thread that loads models: two threads that import
    them at the same time may be given halves."""
    return in_turn(import_module, module).result()


def in_turn(work: Callable[..., Made], *given: object) -> "Future[Made]":
    """What work(*given) makes, in the thread that loads models."""
    return _loader.submit(work, *given)


def _make_room() -> None:
    """Drop those that nobody has asked for in the longest time; one that is being loaded stays."""
    others = [name for name in _models if not comes_along(name)]
    for name in others[: max(0, len(others) - MOST)]:
        if _models[name].done():
            del _models[name]
            cache.forget(name)


def _unknown(name: str) -> Refused | None:
    """Why there is no such model; None where there is one."""
    try:
        find(name)
    except Refused as refused:
        return refused
    return None


def _failed(refused: Refused) -> "Future[Model]":
    future: Future[Model] = Future()
    future.set_exception(refused)
    return future


def _load(name: str, wait: float) -> "Model":
    entry: Entry = find(name)
    time.sleep(wait)
    try:
        from explorer.models.cores import cores
        from explorer.models.loader import load

        with cores.given(inf):
            model = load(entry)
        cores.share()
        return model
    except Refused:
        raise
    except Exception as error:  # a folder may be wrong in ways that nobody has thought of
        _log.exception("%s cannot be loaded", name)
        reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
        raise Refused("{model} cannot be loaded ({reason}): choose another model", model=name, reason=reason) from error
