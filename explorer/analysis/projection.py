"""Each token's way through the layers, seen in the plane that shows most of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from explorer.trace import Trace

OUTLIER = 3.0
"""The first position is left out of the fit when its mean norm is this many times the others' median."""


@dataclass(frozen=True)
class Path:
    xy: NDArray[np.float32]
    """(L+1, T, 2) the stream in the plane of the two principal components."""
    explained: NDArray[np.float32]
    """(2,) share of the fitted points' variance along each of them."""
    first_left_out: bool
    """The first position's vectors are so long that the plane was fitted to the others alone."""


def residual_path(trace: "Trace") -> Path:
    """Principal component analysis of this run's own residual stream, all layers and positions together."""
    stream = np.stack([trace.resid(layer) for layer in range(trace.shape.n_layers + 1)])
    left_out = _first_is_outlier(stream)
    fitted = stream[:, 1:] if left_out else stream
    points = fitted.reshape(-1, stream.shape[-1])
    mean = points.mean(0)
    _, sizes, axes = np.linalg.svd(points - mean, full_matrices=False)
    variance = sizes**2
    explained = variance[:2] / max(variance.sum(), np.finfo(np.float32).tiny)
    return Path((stream - mean) @ axes[:2].T, explained.astype(np.float32), left_out)


def _first_is_outlier(stream: NDArray[np.float32]) -> bool:
    norms = np.linalg.norm(stream, axis=-1).mean(0)
    return len(norms) > 2 and bool(norms[0] > OUTLIER * np.median(norms[1:]))
