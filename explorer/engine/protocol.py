"""What the interface asks of a model, and all it may ask: values go in, values come out, so that both can travel.

`explorer.engine.current.engine` answers in this process; one that asks another process or machine has the same methods.
A model is named by its fingerprint. Every answer can be pickled; a question that cannot be answered raises Refused.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.trace.edits import Edit

if TYPE_CHECKING:
    from explorer.models.outputs import Output
    from explorer.models.positions import Rotary
    from explorer.models.tuned_lens import TunedLens
    from explorer.models.weight_changes import WeightChanges
    from explorer.trace import Trace
    from explorer.trace.streams import Streams

Floats = NDArray[np.float32]
Ids = tuple[int, ...]
Edits = tuple[Edit, ...]


class Engine(Protocol):
    """`model` is a model's fingerprint throughout."""

    def trace(self, model: str, ids: Ids, edits: Edits = ()) -> "Trace":
        """Everything that happens while the model reads the ids."""
        ...

    def logits(self, model: str, ids: Ids, edits: Edits = ()) -> Floats:
        """(T, V) of one pass, and nothing else of it."""
        ...

    def streams(self, model: str, ids: Ids, edits: Edits = ()) -> "Streams":
        """The residual stream after every layer of one pass, and its logits."""
        ...

    def next_logits(
        self, model: str, text: str, ids: Ids, n: int = 1, *, layers: int | None = None, edits: Edits = ()
    ) -> Floats:
        """(n, V) after each of the last n ids. `text` names a text that grows or is taken back: what was read of it
        may be kept, and makes no difference to the answer. layers: only the first so many blocks are run.
        """
        ...

    def next_logits_of(self, model: str, text: str, texts: Sequence[Ids], edits: Edits = ()) -> Floats:
        """(K, V) after each of K texts of one length; `text` names their common growth, as above."""
        ...

    def close(self, text: str) -> None:
        """Nobody will ask for this text again."""
        ...

    def attn_output(self, model: str, layer: int) -> "Output":
        """How the heads of a layer write into the stream."""
        ...

    def mlp_output(self, model: str, layer: int) -> "Output":
        """How the neurons of a layer write into the stream."""
        ...

    def rotary(self, model: str) -> "Rotary | None":
        """How the model turns queries and keys, where it does."""
        ...

    def tuned_lens(self, model: str) -> "TunedLens":
        """The lens in the model's folder. Refused where there is none for these weights."""
        ...

    def weight_changes(self, before: str, after: str) -> "WeightChanges":
        """How far the weights of `after` lie from those of `before`, both by their fingerprints. Refused where they are
        not of one shape."""
        ...

    def seconds_a_token(self, model: str, ids: Ids, *, cached: bool, n: int = 3) -> float:
        """The median of n new tokens after `ids`, timed where the model runs."""
        ...
