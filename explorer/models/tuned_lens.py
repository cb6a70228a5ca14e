"""Tuned lenses (Belrose et al. 2023): what a layer's stream is translated by before it is read as if it were the last.

They lie as tuned_lens.safetensors in a model's folder; `training/tuned_lens.py` makes them.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from explorer.errors import Refused
from explorer.models.catalogue import find
from explorer.models.model import Model

Floats = NDArray[np.float32]
FILE = "tuned_lens.safetensors"


@dataclass(frozen=True, eq=False)
class TunedLens:
    """One affine map a layer; the last layer needs none."""

    weights: Floats
    """(L, D, D) row l belongs to the stream after l blocks, and is added to the identity."""
    biases: Floats
    """(L, D)"""

    def __post_init__(self) -> None:
        n_layers, d_model = self.biases.shape
        if self.weights.shape != (n_layers, d_model, d_model):
            raise ValueError(f"weights {self.weights.shape} are not ({n_layers}, {d_model}, {d_model})")

    def __call__(self, layer: int, resid: Floats) -> Floats:
        """(..., D) after `layer` blocks -> (..., D) in the last layer's terms."""
        return resid if layer == len(self.biases) else resid + resid @ self.weights[layer].T + self.biases[layer]


def tuned_lens(model: Model) -> TunedLens:
    """The one that lies in the model's folder. Refused where there is none, or none for these weights."""
    entry = find(model.name)
    file = Path(entry.location) / FILE
    if entry.kind == "hub" or not file.is_file():
        raise Refused("{model} has no tuned lens; its logit lens needs none", model=model.name)
    try:
        with safe_open(file, "np") as kept:
            trained_for = (kept.metadata() or {}).get("model")
            weights, biases = (kept.get_tensor(name).astype(np.float32) for name in ("weights", "biases"))
    except (SafetensorError, OSError) as error:
        raise Refused("{file} of {model} is damaged: train it again", file=FILE, model=model.name) from error
    n_layers, d_model = model.shape.n_layers, model.shape.d_model
    fits = weights.shape == (n_layers, d_model, d_model) and biases.shape == (n_layers, d_model)
    if not fits or trained_for != fingerprint(model):
        raise Refused("the tuned lens of {model} was trained for other weights: train it again", model=model.name)
    return TunedLens(weights, biases)


def fingerprint(model: Model) -> str:
    """Changes whenever the model is trained anew: of the last norm and the first tokens' unembedding."""
    if model.unembedding is None:
        raise ValueError(f"{model.name} has no unembedding to read its stream with")
    read = model.unembedding
    parts = (read.gain, read.shift, read.W_U[:64])
    return hashlib.sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in parts)).hexdigest()
