"""UMAP (McInnes, Healy and Melville 2018), where umap-learn is installed; the program does not need it."""

from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 15
CHECKED = 500
"""Points whose neighbours are looked up, evenly spread over all."""


def umap_installed() -> bool:
    return find_spec("umap") is not None


def umap_layout(points: NDArray[np.float32], dimensions: int = 2) -> NDArray[np.float32]:
    """(n, D) -> (n, dimensions): neighbours by cosine stay near; always the same for the same points."""
    neighbours = max(2, min(NEIGHBOURS, len(points) - 1))
    # Few points have too few eigenvectors for the usual start.
    start = "spectral" if len(points) > 4 * NEIGHBOURS else "random"
    umap = import_module("umap").UMAP(
        n_components=dimensions, n_neighbors=neighbours, metric="cosine", init=start, random_state=0, n_jobs=1
    )
    return np.asarray(umap.fit_transform(points), dtype=np.float32)


def neighbours_kept(points: NDArray[np.float32], layout: NDArray[np.float32]) -> float:
    """(n, D) and (n, d) -> the share of the points' nearest, by cosine, who are nearest in the layout too: 1 is all.

    Of NEIGHBOURS each, or as many as there are; nan for a single point. A layout of no worth has about as many as
    chance gives: NEIGHBOURS / (n - 1).
    """
    n = len(points)
    k = min(NEIGHBOURS, n - 1)
    if k < 1:
        return float("nan")
    some = np.unique(np.linspace(0, n - 1, min(n, CHECKED)).round().astype(int))
    units = points / np.maximum(np.linalg.norm(points, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    near = _nearest(-(units[some] @ units.T), some, k)
    apart = np.square(layout[some]).sum(1)[:, None] - 2 * layout[some] @ layout.T + np.square(layout).sum(1)
    near_there = _nearest(apart, some, k)
    return float(np.mean([len(np.intersect1d(*both)) / k for both in zip(near, near_there, strict=True)]))


def _nearest(apart: NDArray[np.floating], own: NDArray[np.int64], k: int) -> NDArray[np.int64]:
    """(m, n) distances of m of n points -> (m, k) the nearest of each, itself left out."""
    apart[np.arange(len(own)), own] = np.inf
    return np.argpartition(apart, k - 1, axis=1)[:, :k]
