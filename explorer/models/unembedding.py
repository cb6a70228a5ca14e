"""From the residual stream to logits, in numpy: the final norm, then one matrix."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.models.cores import cores

Floats = NDArray[np.float32]
NormKind = Literal["layer", "rms", "none"]
"""LayerNorm subtracts the mean and divides by the standard deviation; RMSNorm only divides by the size."""

ROWS, MOST = 256, 2**24
"""Readings at once: so many, unless their logits are more than so many numbers (64 MB)."""


@dataclass(frozen=True, eq=False)
class Unembedding:
    """Any (..., D) of the residual stream read as if it were the last: the logit lens is this on earlier layers."""

    norm: NormKind
    gain: Floats
    """(D,) what the normed stream is multiplied by."""
    shift: Floats
    """(D,) what is then added to it."""
    eps: float
    """Added to the variance, so that nothing is divided by zero."""
    W_U: Floats
    """(V, D) one direction of the stream a token."""
    b_U: Floats | None = None
    """(V,)"""
    softcap: float | None = None
    """Logits x become softcap * tanh(x / softcap) (Gemma 2)."""

    def __post_init__(self) -> None:
        n_vocab, d_model = self.W_U.shape
        if self.gain.shape != (d_model,) or self.shift.shape != (d_model,):
            raise ValueError(f"gain {self.gain.shape} and shift {self.shift.shape} are not ({d_model},)")
        if self.b_U is not None and self.b_U.shape != (n_vocab,):
            raise ValueError(f"b_U {self.b_U.shape} is not ({n_vocab},)")

    @property
    def at_once(self) -> int:
        """Rows of one product: so many that the matrix is worth loading, and no more than their logits have room."""
        return max(1, min(ROWS, MOST // len(self.W_U)))

    def __call__(self, resid: Floats) -> Floats:
        """(..., D) -> (..., V)"""
        with cores.given(resid.size * len(self.W_U)):
            logits = self.normed(resid) @ self.W_U.T
        if self.b_U is not None:
            logits = logits + self.b_U
        return logits if self.softcap is None else self.softcap * np.tanh(logits / self.softcap)

    def normed(self, resid: Floats) -> Floats:
        """(..., D) -> (..., D) after the final norm."""
        if self.norm == "none":
            return resid * self.gain + self.shift
        centred = resid - resid.mean(-1, keepdims=True) if self.norm == "layer" else resid
        size = np.sqrt(np.square(centred).mean(-1, keepdims=True) + np.float32(self.eps))
        return centred / size * self.gain + self.shift
