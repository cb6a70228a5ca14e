"""Each token's way through the layers, seen in the plane that shows most of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.umap_layout import umap_layout

if TYPE_CHECKING:
    from explorer.trace import Trace

Doubles = NDArray[np.float64]
OUTLIER = 3.0
"""The first position is left out of the fit when its mean norm is more than this many times the others' median."""

NOTHING = 1e-12
"""A share of the variance which is rounding."""
TINY = np.finfo(np.float64).tiny


@dataclass(frozen=True, eq=False)
class Path:
    xy: NDArray[np.float32]
    """(L+1, T, 2) the stream in the plane of the two principal components."""
    explained: NDArray[np.float32]
    """(2,) share of the fitted points' variance along each of them."""
    first_left_out: bool
    """The first position's vectors are so long that the plane was fitted to the others alone."""

    def __post_init__(self) -> None:
        if self.xy.ndim != 3 or self.xy.shape[-1] != 2 or self.explained.shape != (2,):
            raise ValueError(f"xy must be (L+1, T, 2) and explained (2,), not {self.xy.shape}, {self.explained.shape}")


def residual_path(trace: "Trace") -> Path:
    """Principal component analysis of this run's own residual stream, all layers and positions together."""
    stream = np.stack([trace.resid(layer) for layer in range(trace.shape.n_layers + 1)]).astype(np.float64)
    left_out = _first_is_outlier(stream)
    points = (stream[:, 1:] if left_out else stream).reshape(-1, stream.shape[-1])
    mean = points.mean(0)
    axes, explained = _principal_axes(points - mean)
    return Path(((stream - mean) @ axes.T).astype(np.float32), explained.astype(np.float32), left_out)


def _principal_axes(centred: Doubles) -> tuple[Doubles, Doubles]:
    """(points, D) -> (2, D) unit vectors, each towards its largest component, and (2,) their shares of the variance.

    Where the points lie on a line or all in one place, what is missing is 0: there is nothing to see in that direction.
    By the eigenvectors of the smaller of the two products: several times faster than the singular values of it all.
    """
    n, d = centred.shape
    sizes, vectors = np.linalg.eigh(centred @ centred.T if n < d else centred.T @ centred)
    sizes, axes = sizes[:-3:-1], vectors.T[:-3:-1] @ (centred if n < d else np.eye(d))
    shares = sizes / max(np.square(centred).sum(), TINY)
    axes /= np.maximum(np.linalg.norm(axes, axis=1, keepdims=True), TINY)
    largest = np.take_along_axis(axes, np.abs(axes).argmax(1, keepdims=True), 1)
    seen = shares > NOTHING
    return axes * np.sign(largest) * seen[:, None], shares * seen


def _first_is_outlier(stream: Doubles) -> bool:
    norms = np.linalg.norm(stream, axis=-1).mean(0)
    return len(norms) > 1 and bool(norms[0] > OUTLIER * np.median(norms[1:]))


def stream_points(trace: "Trace") -> NDArray[np.float32]:
    """((L+1) · T, D) the stream at all layers and positions."""
    stream = np.stack([trace.resid(layer) for layer in range(trace.shape.n_layers + 1)])
    return stream.reshape(-1, stream.shape[-1])


def umap_path(trace: "Trace") -> NDArray[np.float32]:
    """(L+1, T, 2) all layers and positions laid out together by UMAP; by cosine, since lengths grow with depth."""
    return umap_layout(stream_points(trace)).reshape(trace.shape.n_layers + 1, len(trace), 2)
