"""Models that visitors have taught and kept: each is its owner's alone, for as long as their browser stays.

They are called `mine:name`, and a name means another model, or none, for everybody else. Whose it is is asked of the
script that runs (`whose`), so that what reads a model by its name need not know of owners.
"""

import re
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from explorer.engine import cache
from explorer.errors import Refused

if TYPE_CHECKING:
    from explorer.models.model import Model

OWN = "mine:"
"""What their names begin with."""

MOST = 3
"""Models that one visitor keeps."""

MOST_BYTES = 3_000_000_000
"""Of all of them together."""

_NAME = re.compile(r"[\w][\w .,!?-]{0,39}")


@dataclass(frozen=True)
class _Kept:
    model: "Model"
    n_bytes: int


class Taught:
    """All of a process. It is safe for many threads."""

    def __init__(self, *, most_bytes: int = MOST_BYTES, absent: float = 180.0) -> None:
        """absent: seconds after which an owner who is not there is taken to have gone for good."""
        self.whose: Callable[[], str] = lambda: ""
        """The owner on whose behalf this thread asks."""
        self.there: Callable[[str], bool] = lambda owner: True
        self._most_bytes, self._absent = most_bytes, absent
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._seen: dict[str, float] = {}
        """When each owner was last there."""
        self._lock = Lock()

    def keep(self, owner: str, model: "Model") -> None:
        """Under its own name, in the place of one that was called so. Refused where there is no room."""
        kept = _Kept(model, 4 * model.n_parameters)
        self.tidy()
        with self._lock:
            others = {key: one for key, one in self._kept.items() if key != (owner, model.name)}
            if sum(whose == owner for whose, _ in others) >= MOST:
                raise Refused("you keep {n} models already: let go of one first", n=MOST)
            if sum(one.n_bytes for one in others.values()) + kept.n_bytes > self._most_bytes:
                raise Refused(
                    "the models that visitors keep here take all the memory that there is for them: download what was "
                    "learnt, or try again later"
                )
            before = self._kept.get((owner, model.name))
            self._kept = others | {(owner, model.name): kept}
            self._seen[owner] = time.monotonic()
        if before is not None:
            cache.forget(before.model.fingerprint)

    def drop(self, owner: str, name: str) -> None:
        with self._lock:
            gone = self._kept.pop((owner, name), None)
            owners = {owner for owner, _ in self._kept}
            self._seen = {owner: when for owner, when in self._seen.items() if owner in owners}
        if gone is not None:
            cache.forget(gone.model.fingerprint)

    def names(self, owner: str | None = None) -> tuple[str, ...]:
        """Of the owner's models, or those of the visitor for whom this thread works, the oldest first."""
        asked = self.whose() if owner is None else owner
        with self._lock:
            return tuple(name for whose, name in self._kept if whose == asked)

    def future(self, name: str) -> "Future[Model]":
        """The model of that name of the visitor for whom this thread works; its exception says that there is none."""
        future: Future[Model] = Future()
        with self._lock:
            kept = self._kept.get((self.whose(), name))
        if kept is None:
            future.set_exception(_nobodys(name))
        else:
            future.set_result(kept.model)
        return future

    def tidy(self) -> None:
        """Drop the models of those who have gone."""
        now = time.monotonic()
        with self._lock:
            owners = {owner for owner, _ in self._kept}
        here = {owner for owner in owners if self.there(owner)}
        with self._lock:
            self._seen |= dict.fromkeys(here, now)
            gone = [key for key in self._kept if now - self._seen.get(key[0], now) > self._absent]
        for owner, name in gone:
            self.drop(owner, name)


def is_own(name: str) -> bool:
    """Whether it is the name of a visitor's own model, there or not."""
    return name.startswith(OWN)


def own_name(typed: str) -> str:
    """What a model is called by what its owner typed.

    >>> own_name(" pirate ")
    'mine:pirate'
    """
    name = typed.strip()
    if not _NAME.fullmatch(name):
        raise Refused(
            "a model's name has 1 to 40 letters, digits, spaces and . , ! ? -: {name} has not", name=repr(name)[:60]
        )
    return OWN + name


def _nobodys(name: str) -> Refused:
    return Refused(
        "{name} is a model that somebody taught during a visit, and it is here for them alone until they leave: "
        "choose another model, or teach one yourself",
        name=repr(name[:60]),
    )


taught = Taught()
"""The process' own."""
