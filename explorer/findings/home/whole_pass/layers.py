"""What each block of the pass adds, as pictures of a few cells a vector."""

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.norms import added_norms, residual_norms
from explorer.components.payload import Floats32
from explorer.components.stream.whole_pass import Layer, Lengths
from explorer.engine.runs import Run

CELLS = 24
"""Of a vector's picture; each is the mean of neighbouring numbers."""

Floats = NDArray[np.floating]


def layers(run: Run, shown: list[int]) -> list[Layer]:
    """Every block, with the tokens at these places."""
    sizes, (attention, mlp) = residual_norms(run.trace)[:, -1], added_norms(run.trace)
    blocks = []
    for layer in range(run.model.shape.n_layers):
        rows = run.trace.pattern_row(layer, len(run.tokens) - 1)
        lengths = (sizes[layer], attention[layer, -1], mlp[layer, -1], sizes[layer + 1])
        blocks.append(
            Layer(
                after=Floats32(pooled(run.trace.resid(layer + 1)[shown])),
                attention=Floats32(pooled(run.trace[f"blocks.{layer}.hook_attn_out"][-1])),
                mlp=Floats32(pooled(run.trace[f"blocks.{layer}.hook_mlp_out"][-1])),
                looks=Floats32(rows[:, shown]),
                rest=Floats32(np.delete(rows, shown, axis=-1).sum(-1)),
                most=tuple(
                    (run.tokens[key].text, float(row[key])) for row, key in zip(rows, rows.argmax(-1), strict=True)
                ),
                sizes=Lengths(*(f"{length:.1f}" for length in lengths)),
            )
        )
    return blocks


def pooled(vectors: Floats, cells: int = CELLS) -> Floats:
    """(..., D) -> (..., cells), the mean of neighbours; a narrower vector as it is.

    >>> pooled(np.array([[1.0, 3.0, 5.0, 7.0]]), cells=2)
    array([[2., 6.]])
    """
    width = vectors.shape[-1]
    if width <= cells:
        return vectors
    starts = np.linspace(0, width, cells, endpoint=False).astype(int)
    return np.add.reduceat(vectors, starts, axis=-1) / np.diff([*starts, width])
