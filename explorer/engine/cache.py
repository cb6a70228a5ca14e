"""One cache of everything that is computed of models, runs and texts: `once(key, make)`.

Ten visitors who ask the same wait for one computation. What is kept is bounded in bytes over everything, and what was
used longest ago goes first. A key is a tuple that begins with what the value is, and names whose it is: the model's
fingerprint for numbers, its name where the tokenizer has a say. It holds no model and no array.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Event, Lock, get_ident
from typing import Any, TypeVar, cast

from explorer.engine.memory import KEPT_BYTES
from explorer.engine.weighing import Parts, parts_of

Value = TypeVar("Value")

AN_ENTRY = 1_000
"""Bytes that keeping anything takes, so that a million small things are not nothing."""


class Cache:
    """See the module. It is safe for many threads, and what is made may ask for other keys meanwhile."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._flights: dict[Hashable, _Flight] = {}
        self._waits: dict[int, _Flight] = {}
        """By thread: the computation that it waits for."""
        self._shares: dict[int, _Share] = {}
        """By address: what two entries share is weighed once."""
        self._bytes = 0
        self._large: dict[Hashable, int] = {}
        """Bytes of what is more than `most` by itself."""
        self._lock = Lock()

    def once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of `key`: kept, being made by somebody, or made now.

        An exception of `make` reaches all who wait and is not kept. One that ends only the script or the job of the
        thread that made it (no `Exception`) stays with it; the next of those who wait makes the value.
        """
        while True:
            with self._lock:
                if key in self._kept:
                    return self._used(key)
                flight = self._flights.get(key)
                if flight is None:
                    flight = self._flights[key] = _Flight(get_ident())
                    break
                self._check_no_circle(flight, key)
                self._waits[get_ident()] = flight
            self._wait(flight)
            if not flight.left:
                return flight.result()
        return self._made(key, flight, make)

    def peek(self, key: Hashable) -> Any | None:
        """What is kept, or None; it counts as used."""
        with self._lock:
            return self._used(key) if key in self._kept else None

    def put(self, key: Hashable, value: Value) -> Value:
        """Keep what was made elsewhere, such as a longer text's trace beside the shorter one's."""
        entry = _Entry(value, _parts(key, value))
        with self._lock:
            self._keep(key, entry)
        return value

    def forget(self, about: Hashable) -> None:
        """Everything whose key has `about` in it, a model's name or fingerprint; what is being made is not kept."""
        with self._lock:
            for key in [key for key in self._kept if _has(key, about)]:
                self._drop(key)
            for key in [key for key in self._flights if _has(key, about)]:
                self._flights.pop(key).kept = False

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def bytes(self) -> int:
        """What everything kept weighs, about."""
        return self._bytes

    def _used(self, key: Hashable) -> Any:
        entry = self._kept[key]
        if hasattr(entry.value, "held"):  # it may have computed more of itself since
            self._keep(key, _Entry(entry.value, _parts(key, entry.value)))
        self._kept.move_to_end(key)
        return entry.value

    def _made(self, key: Hashable, flight: "_Flight", make: Callable[[], Value]) -> Value:
        try:
            value = make()
            entry = _Entry(value, _parts(key, value))
        except Exception as error:
            flight.error = error
            raise
        except BaseException:
            flight.left = True
            raise
        else:
            flight.value = value
            with self._lock:
                if flight.kept:
                    self._keep(key, entry)
            return value
        finally:
            with self._lock:
                if self._flights.get(key) is flight:
                    del self._flights[key]
            flight.done.set()

    def _wait(self, flight: "_Flight") -> None:
        try:
            flight.done.wait()
        finally:
            with self._lock:
                del self._waits[get_ident()]

    def _check_no_circle(self, flight: "_Flight | None", key: Hashable) -> None:
        """Values that need one another would wait for ever."""
        while flight is not None:
            if flight.thread == get_ident():
                raise RuntimeError(f"making {str(key)[:80]} needs itself")
            flight = self._waits.get(flight.thread)

    def _keep(self, key: Hashable, entry: "_Entry") -> None:
        self._drop(key)
        self._kept[key] = entry
        for address, size in entry.parts.items():
            share = self._shares.setdefault(address, _Share(size))
            self._bytes += 0 if share.holders else size
            share.holders += 1
        size = sum(entry.parts.values())
        if size > self._most:
            self._large[key] = size
        while self._bytes > self._room and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    @property
    def _room(self) -> int:
        """Beside a long text's trace there is as much room as without it: else it would be made again at every step."""
        return self._most + max(self._large.values(), default=0)

    def _drop(self, key: Hashable) -> None:
        entry = self._kept.pop(key, None)
        self._large.pop(key, None)
        for address in entry.parts if entry else ():
            share = self._shares[address]
            share.holders -= 1
            if not share.holders:
                self._bytes -= self._shares.pop(address).size


@dataclass(slots=True)
class _Share:
    """A piece of memory, and how many entries hold it."""

    size: int
    holders: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    value: Any
    parts: Parts


@dataclass(eq=False)
class _Flight:
    """One computation, and those who wait for it."""

    thread: int
    done: Event = field(default_factory=Event)
    value: Any = None
    error: Exception | None = None
    left: bool = False
    """Whoever made it was called away; nobody has the value."""
    kept: bool = True
    """False once what it is about has been forgotten."""

    def result(self) -> Any:
        if self.error is not None:
            raise self.error
        return self.value


def _parts(key: Hashable, value: Any) -> Parts:
    return parts_of((key, value)) | {-id(value): AN_ENTRY}


def _has(key: Hashable, about: Hashable) -> bool:
    return key == about or (isinstance(key, tuple) and any(_has(part, about) for part in cast("tuple[Any]", key)))


cache = Cache()
"""The process' own."""

once, peek, put, forget = cache.once, cache.peek, cache.put, cache.forget
