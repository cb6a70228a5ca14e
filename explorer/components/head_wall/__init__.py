"""All heads of all layers, each as a thumbnail of its attention pattern."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.components.mount import mount, triggered
from explorer.components.theme import shown
from explorer.view.palette import palette
from explorer.view.pooling import shares8


@dataclass(frozen=True)
class Guide:
    """A head worth a look, and why."""

    said: str
    layer: int
    head: int


def head_wall(
    thumbnails: NDArray[np.float32],
    titles: list[str],
    *,
    key: str,
    selected: tuple[int, int],
    labels: dict[str, str],
    guides: Sequence[Guide] = (),
    on_select: Callable[[int, int], None],
) -> None:
    """`thumbnails`: (L, H, S, S) shares of attention. `titles`: what is said of each head, L x H of them in a row.

    `selected`: (layer, head). `labels`: "wall" (what it is and how to choose), "guides" (what they are), "note".
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
        "scale": list(palette(shown()).attention_scale),
    }
    mount("head_wall", key=key, data=data, on={"head": lambda: on_select(*triggered(key, "head"))})
