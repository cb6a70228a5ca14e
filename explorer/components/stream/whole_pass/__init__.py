"""One pass of the run through the whole model, to be played, stepped, and zoomed down to one multiplication."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.components.untyped import mount, triggered
from explorer.figures.pooling import floats32
from explorer.words.sentences import parts

Floats = NDArray[np.floating]


@dataclass(frozen=True)
class Stage:
    """One still of the pass."""

    kind: str
    """characters, tokens, ids, vectors, attention, mlp, logits, probabilities, choice"""
    said: str
    """What happens here; tokens in it are `chip`s."""
    layer: int | None = None


@dataclass(frozen=True, eq=False)
class Layer:
    """What one block does. n: the tokens on screen; cells: neighbouring numbers of a vector, averaged."""

    after: Floats
    """(n, cells) the stream after it"""
    attention: Floats
    """(cells,) what its attention adds at the last token"""
    mlp: Floats
    """(cells,) what its MLP adds there"""
    looks: Floats
    """(H, n) shares of the last token's attention"""
    rest: Floats
    """(H,) its share of the tokens that are not on screen"""
    most: list[tuple[str, float]]
    """(H,) the token that gets its largest share, on screen or not, and the share"""
    sizes: dict[str, str]
    """Lengths at the last token, as they are written: before, attention, mlp, after."""

    def data(self) -> dict[str, Any]:
        arrays = {name: floats32(getattr(self, name)) for name in ("after", "attention", "mlp", "looks", "rest")}
        return arrays | {"most": self.most, "sizes": self.sizes}


@dataclass(frozen=True, eq=False)
class Head:
    """The selected head at the last token, before which stand the n tokens on screen."""

    layer: int
    head: int
    scale: float
    q: Floats
    """(d_head,)"""
    k: Floats
    """(n, d_head)"""
    dots: Floats
    """(n,) q · k"""
    scores: Floats
    """(n,) what the softmax takes"""
    shares: Floats
    """(n,)"""

    def data(self) -> dict[str, Any]:
        arrays = {name: floats32(getattr(self, name)) for name in ("q", "k", "dots", "scores", "shares")}
        return arrays | {"layer": self.layer, "head": self.head, "scale": self.scale}


@dataclass(frozen=True, eq=False)
class Guess:
    """A token that may come next."""

    text: str
    logit: str
    share: float
    percent: str
    chosen: bool
    row: Floats | None = None
    """(D,) its row of the unembedding, where the logit is the last vector times it."""
    bias: float = 0.0
    """What the logit has besides."""

    def data(self) -> dict[str, Any]:
        return vars(self) | {"row": None if self.row is None else floats32(self.row)}


def whole_pass(
    stages: Sequence[Stage],
    tokens: Sequence[tuple[str, int]],
    vectors: Floats,
    layers: Sequence[Layer],
    head: Head,
    guesses: Sequence[Guess],
    *,
    last: Floats | None,
    key: str,
    text: str,
    hidden: int,
    labels: dict[str, str],
    on_head: Callable[[int, int], None],
) -> None:
    """tokens: text and id of those on screen, and `text` what they were before they were cut. vectors: (n, cells) of
    the stream before the first block. last: (D,) the last vector after the final norm. hidden: how many tokens stand
    before those on screen. on_head gets the layer and head that somebody wants to see closer."""
    data = {
        "stages": [asdict(stage) | {"said": parts(stage.said)} for stage in stages],
        "text": text,
        "tokens": [{"text": shown, "id": id} for shown, id in tokens],
        "vectors": floats32(vectors),
        "cells": vectors.shape[1],
        "layers": [layer.data() for layer in layers],
        "head": head.data(),
        "guesses": [guess.data() for guess in guesses],
        "last": None if last is None else floats32(last),
        "hidden": hidden,
        "labels": labels,
    }
    mount("whole_pass", key=key, data=data, on={"head": lambda: on_head(*_place(triggered(key, "head")))})


def _place(sent: Any) -> tuple[int, int]:
    layer, head = sent
    return int(layer), int(head)
