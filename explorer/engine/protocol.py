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
    from explorer.models.kept import KeptLayer
    from explorer.models.outputs import Output
    from explorer.models.positions import Rotary
    from explorer.models.seeing import Seen
    from explorer.models.tuned_lens import TunedLens
    from explorer.models.weight_changes import WeightChanges
    from explorer.models.window import Window
    from explorer.trace import Trace
    from explorer.trace.streams import Streams
    from explorer.trace.two_stacks import TwoStacks

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

    def logits_at(self, model: str, texts: Sequence[Ids], places: Sequence[Sequence[int]], edits: Edits = ()) -> Floats:
        """(K, P, V) of K texts of one length, each at P places of its own; some are read together."""
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

    def last_logits(self, model: str, texts: Sequence[Ids], edits: Edits = ()) -> Floats:
        """(K, V) after each of K texts of any length, each read anew. Edits are those that hold at every position."""
        ...

    def windowed_logits(self, model: str, ids: Ids, windows: "Sequence[Window]", edits: Edits = ()) -> Floats:
        """(K, V) after one text, each of whose positions looks at it through a window only."""
        ...

    def kept(self, model: str, ids: Ids, edits: Edits = ()) -> "tuple[KeptLayer, ...]":
        """What the KV cache holds once the model has read the ids, layer by layer."""
        ...

    def close(self, text: str) -> None:
        """Nobody will ask for this text again."""
        ...

    def seen(self, model: str, pixels: NDArray[np.uint8]) -> "Seen":
        """What a model that sees makes of (h, w, 3) pixels: its patches, and what its decoder reads of them."""
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

    def two_stacks(self, model: str, source: Ids, target: Ids) -> "TwoStacks":
        """What an encoder–decoder looks at while it reads `source` and writes `target`, which begins with its start."""
        ...

    def target_logits_of(self, model: str, text: str, source: Ids, targets: Sequence[Ids]) -> Floats:
        """(K, V) after each of K targets of one length under one source; `text` names their common growth."""
        ...

    def hidden_one_by_one(self, model: str, source: Ids, target: Ids, parts: tuple[tuple[int, int], ...]) -> Floats:
        """(P + 1, T) log-probability of each target id after the first: row p with part p of the source hidden, from
        its first position to before its second number; the last row with nothing hidden."""
        ...

    def picture_log_probs(self, model: str, pictures: NDArray[np.uint8], ids: Ids, answer: Ids) -> Floats:
        """(N, h, w, 3) -> (N, A) natural logarithm of the probability of each of an answer's tokens, by picture."""
        ...
