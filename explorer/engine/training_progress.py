"""How far a training is, as a value."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.errors import Refused
from explorer.models.training.folder import Ending
from explorer.models.training.order import Order

State = Literal["waiting", "running", "paused", "ended"]
"""waiting: for its turn (`Progress.place`). running: also while its libraries are imported (`step` is 0 then).
paused: nobody computes, and it can be gone on with (`why` says it where nobody asked for it). ended: it learns no more;
what it has learnt can be kept."""


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
