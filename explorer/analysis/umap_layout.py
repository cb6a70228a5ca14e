"""UMAP (McInnes, Healy and Melville 2018), where umap-learn is installed; the program does not need it."""

from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 15


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
