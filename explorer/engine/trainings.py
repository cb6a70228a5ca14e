"""Models that visitors train from nothing: each training is a process of its own with a folder of its own.

A page asks `trainings`, the server's own. Whoever begins a training gets its key, a random word that nobody can guess:
it is the one way to it. In the link (`?training=key`) it leads back after a reload or a restart of the server:
`trainings.adopt(owner, key)`. A key is looked up, and never becomes a path.

    key = trainings.begin(owner, order)            # Refused where the server does not allow it
    progress = trainings.progress(owner, key)      # every half second: cheap, reads a few kilobytes
    trainings.pause / resume / stop / cancel(owner, key)
    training_models.keep(owner, key, "my model")   # explorer/engine/training_models.py: catalogue, download, upload
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.errors import Refused
from explorer.models.training.order import Order

if TYPE_CHECKING:
    from collections.abc import Callable

State = Literal["waiting", "running", "paused", "ended"]
"""waiting: for its turn (`Progress.place`). running: also while its libraries are imported (`step` is 0 then).
paused: nobody computes, and it can be gone on with (`why` says it where nobody asked for it). ended: it learns no more;
what it has learnt can be kept."""

Ending = Literal["steps", "seconds", "stopped", "diverged"]
"""All steps are taken; the time is over; its owner had enough; the loss is no number any more."""


@dataclass(frozen=True)
class Sample:
    """What it writes after so many steps."""

    step: int
    text: str


@dataclass(frozen=True, eq=False)
class Progress:
    """How far a training is. Losses are nats a token."""

    key: str
    order: Order
    state: State
    place: int = 0
    """In the queue: 1 is the next one; 0 where it does not wait."""
    why: Refused | None = None
    """Of a pause that nobody asked for: what happened, what is lost, what to do, in one sentence (explain it)."""
    ending: Ending | None = None
    step: int = 0
    """Steps taken."""
    kept: int = 0
    """Steps of which the last whole checkpoint knows; what came after it is lost if the process dies."""
    losses: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    """(step,) of each step's batch, before the step."""
    held_out: tuple[tuple[int, float], ...] = ()
    """After so many steps, the loss on the text that it never learns from."""
    samples: tuple[Sample, ...] = ()
    seconds: float = 0.0
    """Of computing, so far."""
    seconds_left: float | None = None
    """None before it can be told."""
    tokens_a_second: float = 0.0
    n_parameters: int = 0
    n_vocab: int = 0
    """0 before the model is made."""
    characters_a_token: float = 1.0
    """Of the held-out text: loss / ln 2 / this is bits a character, which compares models of different tokens."""
    watched: tuple[str, ...] = ()
    """The tokens, as they are written, of the sentence on which its heads are watched: the beginning of the held-out
    text."""
    looks: tuple[int, ...] = ()
    """After which steps they were watched: `trainings.attention`."""
    written: float = 0.0
    """When the process wrote this down, by time.time()."""

    @property
    def can_be_kept(self) -> bool:
        """Whether there is a checkpoint of which a model can be made: also of one that goes on."""
        return self.kept > 0


class Trainings:
    """All of a server. It is safe for many threads."""

    there: "Callable[[str], bool]"
    """Whether an owner's browser is connected (session/owner.py says how)."""

    def begin(self, owner: str, order: Order) -> str:
        """The key of a new training, which begins when it is its turn.

        Refused where the server trains nothing, where its owner has too many, or where disk or memory are full.
        """
        raise NotImplementedError

    def adopt(self, owner: str, key: str) -> bool:
        """Whether there is a training of this key, which is its owner's from now on. A key may come from a link."""
        raise NotImplementedError

    def keys(self, owner: str) -> tuple[str, ...]:
        """The owner's trainings, the oldest first."""
        raise NotImplementedError

    def progress(self, owner: str, key: str) -> Progress:
        """Refused where the owner has none of that key: it was cancelled, is too old, or somebody else's."""
        raise NotImplementedError

    def attention(self, owner: str, key: str, step: int) -> NDArray[np.float16]:
        """(layers, heads, n, n) on the watched sentence, after one of the steps in `Progress.looks`: rows sum to 1."""
        raise NotImplementedError

    def pause(self, owner: str, key: str) -> None:
        """It writes itself down and ends its process; the next one in the queue gets its turn."""
        raise NotImplementedError

    def resume(self, owner: str, key: str) -> None:
        """It goes on from its last checkpoint, when it is its turn."""
        raise NotImplementedError

    def stop(self, owner: str, key: str) -> None:
        """That is enough: what it has learnt is kept, and it learns no more."""
        raise NotImplementedError

    def cancel(self, owner: str, key: str) -> None:
        """It is thrown away, with its folder."""
        raise NotImplementedError

    def pace(self) -> float:
        """How fast the last trainings here were, beside what `estimate` expects (for `estimate(order, pace)`)."""
        raise NotImplementedError


trainings = Trainings()
"""The server's own."""
