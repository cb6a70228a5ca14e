"""Traces to analyse: real ones of tiny models, and made-up ones of which the answer is known."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray

from explorer.trace import trace
from tests.models.tiny import module_of, shared

if TYPE_CHECKING:
    from explorer.trace import Trace

IDS = (3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9)


def run(name: str = "gpt2", ids: tuple[int, ...] = IDS) -> "Trace":
    return trace(shared(name), ids)


def oracle(name: str = "gpt2", ids: tuple[int, ...] = IDS, **options: Any) -> Any:
    """What transformers itself says of the same weights."""
    with torch.inference_mode():
        return module_of(name)(torch.tensor([ids]), **options)


def made_up(
    stream: ArrayLike = (), logits: ArrayLike = (), ids: tuple[int, ...] = (), *, causal: bool = True
) -> "Trace":
    """Only what analysis reads of a Trace; stream is (L+1, T, D)."""
    layers: NDArray[np.float32] = np.asarray(stream, dtype=np.float32)
    return cast(
        "Trace",
        SimpleNamespace(
            model="made-up",
            ids=ids,
            causal=causal,
            logits=np.asarray(logits, dtype=np.float32),
            shape=SimpleNamespace(n_layers=len(layers) - 1),
            resid=lambda layer: layers[layer],
        ),
    )
