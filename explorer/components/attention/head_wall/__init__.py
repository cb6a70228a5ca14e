"""All heads of all layers, each as a thumbnail of its attention pattern, in an order of the visitor's choice."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.components.frame.theme import shown
from explorer.components.mount import mount, triggered
from explorer.figures.palette import palette
from explorer.figures.pooling import shares8


@dataclass(frozen=True)
class Guide:
    """A head worth a look, and why."""

    said: str
    layer: int
    head: int


@dataclass(frozen=True)
class Kind:
    """A name that some heads have."""

    id: str
    mark: str
    """One letter, put on the thumbnails."""
    label: str
    rule: str
    """When a head has it, in words."""


@dataclass(frozen=True, eq=False)
class Order:
    """A way to sort the heads: the largest value first."""

    label: str
    values: NDArray[np.floating]
    """(L, H)"""

    def data(self) -> dict[str, object]:
        return {"label": self.label, "values": self.values.ravel().round(5).tolist()}


def head_wall(
    thumbnails: NDArray[np.float32],
    titles: list[str],
    *,
    key: str,
    selected: tuple[int, int],
    labels: dict[str, str],
    guides: Sequence[Guide] = (),
    names: NDArray[np.object_] | None = None,
    kinds: Sequence[Kind] = (),
    orders: Sequence[Order] = (),
    on_select: Callable[[int, int], None],
) -> None:
    """`thumbnails`: (L, H, S, S) shares of attention. `titles`: what is said of each head, L x H of them in a row.

    `selected`: (layer, head). `names`: (L, H) a kind's id, or "". `labels`: "wall" (what it is and how to choose),
    "guides" (what they are), "note", "order" (what is chosen there), "layers" (the order by layer), "kinds".
    """
    n_layers, n_heads, size, _size = thumbnails.shape
    data = {
        "cells": shares8(thumbnails),
        "layers": n_layers,
        "heads": n_heads,
        "size": size,
        "titles": titles,
        "selected": list(selected),
        "labels": labels,
        "guides": [{"said": guide.said, "at": [guide.layer, guide.head]} for guide in guides],
        "names": [] if names is None else names.ravel().tolist(),
        "kinds": [asdict(kind) for kind in kinds],
        "orders": [order.data() for order in orders],
        "scale": list(palette(shown()).attention_scale),
    }
    mount("head_wall", key=key, data=data, on={"head": lambda: on_select(*triggered(key, "head"))})
