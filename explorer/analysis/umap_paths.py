"""Each token's way through the layers by UMAP (McInnes et al. 2018), where umap-learn is installed."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from explorer.trace import Trace

NEIGHBOURS = 15


def umap_path(trace: "Trace") -> NDArray[np.float32]:
    """(L+1, T, 2): all layers and positions together, always the same for the same run.

    By cosine, since lengths grow with depth.
    """
    from umap import UMAP  # type: ignore[import-not-found]

    stream = np.stack([trace.resid(layer) for layer in range(trace.shape.n_layers + 1)])
    points = stream.reshape(-1, stream.shape[-1])
    neighbours = max(2, min(NEIGHBOURS, len(points) - 1))
    # Few points have too few eigenvectors for the usual start.
    start = "spectral" if len(points) > 4 * NEIGHBOURS else "random"
    layout = UMAP(n_neighbors=neighbours, metric="cosine", init=start, random_state=0, n_jobs=1).fit_transform(points)
    return np.asarray(layout, dtype=np.float32).reshape(*stream.shape[:2], 2)
