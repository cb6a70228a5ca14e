"""A logit taken apart: every head and MLP as a cell of a map, and the largest parts as bars that add up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.components.frame.theme import shown
from explorer.components.untyped import mount, triggered
from explorer.figures.palette import palette
from explorer.figures.pooling import floats32


@dataclass(frozen=True)
class Bar:
    label: str
    value: float
    place: tuple[int, int | None] | None = None
    """(layer, head) of a head, (layer, None) of an MLP, None of what is neither."""
    rest: bool = False
    """Several small parts together."""


def logit_parts(
    heads: NDArray[np.floating],
    mlps: NDArray[np.floating],
    bars: Sequence[Bar],
    *,
    key: str,
    layer: int,
    head: int,
    total: float,
    labels: Mapping[str, str],
    on_place: Callable[[int, int | None], None],
) -> None:
    """`heads` (L, H), `mlps` (L,). `labels` have places: {layer}, {head} and {value}."""
    if mlps.shape != heads.shape[:1]:
        raise ValueError(f"{mlps.shape} MLPs do not go with {heads.shape} heads")
    n_layers, n_heads = heads.shape

    def place() -> None:
        sent = triggered(key, "place")
        if sent[0] in range(n_layers) and (sent[1] is None or sent[1] in range(n_heads)):
            on_place(sent[0], sent[1])

    data = {
        "n_layers": n_layers,
        "n_heads": n_heads,
        "values": floats32(np.concatenate([heads, mlps[:, None]], axis=1)),
        "bars": [asdict(bar) for bar in bars],
        "layer": layer,
        "head": head,
        "total": float(total),
        "scale": palette(shown()).change_scale,
        "labels": dict(labels),
    }
    mount("logit_parts", key=key, data=data, on={"place": place})
