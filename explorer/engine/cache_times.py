"""How long the next token takes, with keys and values kept and without: measured here and now, as a job."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.engine import cache
from explorer.engine.current import engine

if TYPE_CHECKING:
    from explorer.engine.jobs import Handle
    from explorer.models.model import Model

LENGTHS = (16, 64, 128, 256, 480, 960, 1920)
REPEATS = 3


@dataclass(frozen=True)
class Measured:
    lengths: tuple[int, ...]
    cached: tuple[float, ...]
    """Seconds a token, by length."""
    anew: tuple[float, ...]

    def __post_init__(self) -> None:
        if not len(self.lengths) == len(self.cached) == len(self.anew):
            raise ValueError("lengths, cached and anew must be of one length")


def key_of(model: "Model") -> Hashable:
    return "cache speed", model.fingerprint


def lengths_for(model: "Model") -> tuple[int, ...]:
    """Those that leave room for the tokens that are timed."""
    most = model.shape.n_ctx - REPEATS
    fitting = tuple(length for length in LENGTHS if length <= most)
    return fitting or (max(1, most),)


def measure(handle: "Handle", model: "Model") -> Measured:
    """The median of REPEATS tokens at each length; what is known grows as it goes, and can be looked at meanwhile."""
    lengths, token = lengths_for(model), min(model.ends, default=0)
    found: list[tuple[int, float, float]] = []
    for done, length in enumerate(lengths):
        handle.report(
            sum(lengths[:done]), sum(lengths), "Writing after {n} tokens, with the cache and without", n=length
        )
        ids = (token,) * length
        cached, anew = (
            engine.seconds_a_token(model.fingerprint, ids, cached=cached, n=REPEATS) for cached in (True, False)
        )
        found.append((length, cached, anew))
        cache.put(key_of(model), Measured(*zip(*found, strict=True)))
    return Measured(*zip(*found, strict=True))


def known(model: "Model") -> Measured | None:
    """As far as it has been measured."""
    return cache.peek(key_of(model))
