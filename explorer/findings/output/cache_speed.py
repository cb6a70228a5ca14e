"""What keeping keys and values is worth: tokens a second with the KV cache and without, measured live."""

from dataclasses import dataclass
from functools import partial

from explorer.engine.cache import once, put
from explorer.engine.current import engine
from explorer.figures.speed_lines import Speeds
from explorer.findings.output.progress import Progress, unseen
from explorer.models.model import Model
from explorer.words import _

LENGTHS = (16, 64, 128, 256, 480, 960)
REPEATS = 3


@dataclass(frozen=True)
class Measured:
    lengths: tuple[int, ...]
    cached: tuple[float, ...]
    """Seconds a token, by length."""
    anew: tuple[float, ...]


def measured(model: Model, *, again: bool = False, progress: Progress = unseen) -> Measured:
    """As it was measured last; `again`: as it is now."""
    key = ("cache speed", model.fingerprint)
    return put(key, _measure(model, progress)) if again else once(key, lambda: _measure(model, progress))


def _measure(model: Model, progress: Progress) -> Measured:
    lengths, seconds = lengths_for(model), partial(engine.seconds_a_token, model.fingerprint)
    token = min(model.ends, default=0)
    cached, anew = [], []
    with progress(_("Writing at {n} lengths, with the cache and without…", n=len(lengths))) as tell:
        for done, length in enumerate(lengths, start=1):
            ids = (token,) * length
            cached.append(seconds(ids, cached=True, n=REPEATS))
            anew.append(seconds(ids, cached=False, n=REPEATS))
            tell(done / len(lengths))
    return Measured(lengths, tuple(cached), tuple(anew))


def lengths_for(model: Model) -> tuple[int, ...]:
    """Those that leave room for the tokens that are timed."""
    most = model.shape.n_ctx - REPEATS
    fitting = tuple(length for length in LENGTHS if length <= most)
    return fitting or (max(1, most),)


def lines(seconds: Measured) -> tuple[Speeds, Speeds]:
    """Tokens a second, with the cache and without."""
    kept = Speeds(_("with the cache"), seconds.lengths, tuple(1 / each for each in seconds.cached))
    return kept, Speeds(_("without"), seconds.lengths, tuple(1 / each for each in seconds.anew))


def verdict(seconds: Measured) -> str:
    cached, anew = seconds.cached[-1], seconds.anew[-1]
    return _(
        "After {n} tokens the next one takes {cached} ms with the cache and {anew} ms without: {times} times as long.",
        n=seconds.lengths[-1],
        cached=f"{1000 * cached:.1f}",
        anew=f"{1000 * anew:.1f}",
        times=f"{anew / cached:.1f}",
    )
