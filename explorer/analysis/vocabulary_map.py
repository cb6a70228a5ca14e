"""The embedding seen from outside: its principal axes, and which tokens' vectors point the same way."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.umap_layout import neighbours_kept, umap_layout

Floats = NDArray[np.float32]
NOTHING = 1e-30


@dataclass(frozen=True, eq=False)
class Map:
    xyz: Floats
    """(n, 3) each vector's place."""
    explained: NDArray[np.float64] | None
    """(3,) shares of the variance; None of a map whose axes have no measure (UMAP)."""
    kept: float | None = None
    """Of such a map the share of neighbours that it keeps."""

    def __post_init__(self) -> None:
        if self.xyz.ndim != 2 or self.xyz.shape[1] != 3:
            raise ValueError(f"a place has three coordinates, not {self.xyz.shape}")


def principal_map(vectors: Floats) -> Map:
    """(n, D) -> the plane and the depth that show most of how the vectors differ (PCA).

    Each axis points to where its largest part points; axes along which nothing differs are 0.
    """
    centred = vectors - vectors.mean(0)
    sizes, axes = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    found = min(3, len(sizes))
    sizes, axes = np.maximum(sizes[::-1][:found], 0), axes[:, ::-1][:, :found]
    axes = axes * np.sign(np.take_along_axis(axes, np.abs(axes).argmax(0)[None], 0))
    shares = sizes / max(np.square(centred, dtype=np.float64).sum(), NOTHING)
    seen = shares > 1e-9
    xyz = np.zeros((len(vectors), 3), np.float32)
    xyz[:, :found] = centred @ (axes * seen)
    return Map(xyz, np.pad(shares * seen, (0, 3 - found)))


def umap_map(vectors: Floats, dimensions: int) -> Map:
    """(n, D) -> a layout in two or three dimensions by UMAP."""
    layout = umap_layout(vectors, dimensions)
    return Map(np.pad(layout, ((0, 0), (0, 3 - dimensions))), None, neighbours_kept(vectors, layout))


def nearest(vectors: Floats, id: int, k: int) -> tuple[NDArray[np.int64], Floats]:
    """(V, D) -> the k ids whose vectors have the largest cosine with that of `id`, itself left out, and the cosines."""
    cosines = _cosines(vectors, vectors[id])
    cosines[id] = -np.inf
    return _best(cosines, min(k, len(vectors) - 1))


def nearest_to_vector(vectors: Floats, own: Floats, k: int) -> tuple[NDArray[np.int64], Floats]:
    """(V, D) and (D,) -> the k ids whose vectors have the largest cosine with one that is none of theirs."""
    return _best(_cosines(vectors, own), min(k, len(vectors)))


def _cosines(vectors: Floats, own: Floats) -> NDArray[np.floating]:
    lengths = np.linalg.norm(vectors, axis=1)
    return (vectors @ own) / np.maximum(lengths * np.linalg.norm(own), NOTHING)


def _best(cosines: NDArray[np.floating], k: int) -> tuple[NDArray[np.int64], Floats]:
    best = np.argpartition(-cosines, max(k - 1, 0))[:k]
    best = best[np.argsort(-cosines[best], kind="stable")]
    return best, cosines[best].astype(np.float32)
