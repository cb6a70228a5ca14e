"""Loaded models, shared by all visitors. Loading happens in the background: importing torch takes seconds."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

from explorer.models.catalogue import Entry, find

if TYPE_CHECKING:
    from explorer.models.loader import Model

HEAD_START = 1.5
"""Seconds that the first page gets to reach the browser before importing torch holds the interpreter."""

_loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="model-loader")
_models: "dict[str, Future[Model]]" = {}
_lock = Lock()


def peek(name: str) -> "Future[Model] | None":
    """The future of a model that somebody has asked for, or None."""
    return _models.get(name)


def ask(name: str) -> "Future[Model]":
    """The future of a model: starts loading it if nobody has. Its exception is Refused where it cannot be shown."""
    with _lock:
        if name not in _models:
            _models[name] = _loader.submit(_load, name, HEAD_START if not _models else 0.0)
        return _models[name]


def there(name: str) -> bool:
    """Whether loading the model has ended, well or badly."""
    known = _models.get(name)
    return known is not None and known.done()


def forget(name: str) -> None:
    """Let the next ask load it anew: after a failure, or when its folder has changed."""
    with _lock:
        _models.pop(name, None)


def _load(name: str, wait: float) -> "Model":
    entry: Entry = find(name)
    time.sleep(wait)
    from explorer.models.loader import load

    return load(entry)
