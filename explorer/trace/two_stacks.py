"""Everything that an encoder–decoder looked at while it read one text and wrote another."""

from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class TwoStacks:
    """A value, equal to any other of the same weights, source and target; its arrays are read-only.

    S source positions, T target positions; position t of the target has read its ids up to t and is about id t + 1.
    """

    fingerprint: str = field(repr=False)
    """Of the model's weights and config."""
    source: tuple[int, ...]
    """(S,) the ids that the encoder read."""
    target: tuple[int, ...]
    """(T,) the ids that the decoder read: the start, then what was written."""
    encoder: Floats = field(compare=False, repr=False)
    """(L, H, S, S) whom each source position looks at: both ways."""
    decoder: Floats = field(compare=False, repr=False)
    """(L, H, T, T) whom each target position looks at among those up to it."""
    cross: Floats = field(compare=False, repr=False)
    """(L, H, T, S) where in the source each target position looks."""
    logits: Floats = field(compare=False, repr=False)
    """(T, V) row t is about the token after target position t."""

    def __post_init__(self) -> None:
        s, t = len(self.source), len(self.target)
        wanted = {"encoder": (s, s), "decoder": (t, t), "cross": (t, s)}
        wrong = [name for name, shape in wanted.items() if getattr(self, name).shape[2:] != shape]
        if wrong or len(self.logits) != t:
            raise ValueError(f"{wrong or ['logits']} are not of {s} source and {t} target positions")
        for one in fields(self):
            if isinstance(getattr(self, one.name), np.ndarray):
                getattr(self, one.name).flags.writeable = False

    @property
    def identity(self) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
        """What makes it what it is."""
        return self.fingerprint, self.source, self.target

    def probs(self, t: int) -> NDArray[np.float64]:
        """(V,) of the token after target position t."""
        shifted = self.logits[t].astype(np.float64) - self.logits[t].max()
        exp = np.exp(shifted)
        return exp / exp.sum()
