"""Loaded models of two stacks, shared by all visitors; they are loaded in turn with the others (`model_store`)."""

from collections import OrderedDict
from concurrent.futures import Future
from math import inf
from threading import Lock
from typing import TYPE_CHECKING

from explorer.engine import cache, model_store
from explorer.errors import Refused
from explorer.models.catalogue import TRANSLATORS, find

if TYPE_CHECKING:
    from explorer.models.two_stacks.model import Seq2Seq

MOST = 2
"""That stay in memory beside the one that comes along."""

_models: "OrderedDict[str, Future[Seq2Seq]]" = OrderedDict()
"""Those asked for, the last one last."""
_lock = Lock()


def ask(name: str) -> "Future[Seq2Seq]":
    """The future of a model: starts loading it if nobody has. Its exception is Refused where it cannot be shown."""
    with _lock:
        if name not in _models:
            _models[name] = model_store.in_turn(_load, name)
            _make_room()
        _models.move_to_end(name)
        return _models[name]


def forget(name: str) -> None:
    """Let the next ask load it anew."""
    with _lock:
        _models.pop(name, None)
    cache.forget(name)


def _make_room() -> None:
    kept = {entry.name for entry in TRANSLATORS}
    others = [name for name in _models if name not in kept]
    for name in others[: max(0, len(others) - MOST)]:
        if _models[name].done():
            del _models[name]


def _load(name: str) -> "Seq2Seq":
    from explorer.models.cores import cores
    from explorer.models.two_stacks.loader import load

    try:
        with cores.given(inf):
            return load(find(name))
    except Refused:
        raise
    except Exception as error:  # such as a library that is not there
        reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
        raise Refused("{model} cannot be loaded ({reason}): choose another model", model=name, reason=reason) from error
