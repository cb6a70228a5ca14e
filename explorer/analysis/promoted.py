"""Which tokens a direction of the residual stream speaks for."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from explorer.models.unembedding import Unembedding


def promoted(unembedding: "Unembedding", directions: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """(n, D) -> (n, k): the ids whose logits a small step along each direction raises most, the most first.

    The final norm's division is the same for all tokens and leaves their order alone; its centring and gain count.
    """
    if unembedding.norm == "layer":
        directions = directions - directions.mean(-1, keepdims=True)
    raised = directions * unembedding.gain @ unembedding.W_U.T
    return np.argpartition(-raised, range(k), axis=-1)[:, :k]
