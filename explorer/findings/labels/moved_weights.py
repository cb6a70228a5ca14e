"""Which weights one step moved: a board of layers and kinds."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.engine.one_step import Stepped
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.words import _
from explorer.words.sentences import apart, joined

Floats = NDArray[np.float64]


def kinds() -> tuple[str, ...]:
    """What each of `weight_kinds.KINDS` is called."""
    return "W_Q", "W_K", "W_V", "W_O", _("MLP in"), _("MLP out"), _("norms, biases")


def board(stepped: Stepped, at: int) -> Floats:
    """(L, 7) relative distances; nan where there are no such weights."""
    return stepped.rates[at] * stepped.moved.layers


def texts(values: Floats) -> list[list[str]]:
    return [["–" if np.isnan(value) else percent(float(value)) for value in row] for row in values]


def rows(values: Floats) -> Sequence[str]:
    return [_("Layer {layer}", layer=layer + 1) for layer in range(len(values))]


def spoken(values: Floats) -> str:
    """The board for those who do not see it: each kind's farthest layer."""
    each = (
        _(
            "{kind}: {most} in layer {layer}",
            kind=kind,
            most=percent(float(np.nanmax(column))),
            layer=int(np.nanargmax(column)) + 1,
        )
        for kind, column in zip(kinds(), values.T, strict=True)
        if not np.isnan(column).all()
    )
    return apart(*each)


def finding(run: Run, stepped: Stepped, at: int) -> str:
    """How far all of it moved, and what moved most."""
    values, rate, moved = board(stepped, at), stepped.rates[at], stepped.moved
    layer, kind = np.unravel_index(int(np.nanargmax(values)), values.shape)
    said = _(
        "Together the {n} weights moved by {whole} of their length. Farthest went {kind} of layer {layer}: {most}.",
        n=count(run.model.n_parameters),
        whole=percent(rate * moved.whole),
        kind=kinds()[int(kind)],
        layer=int(layer) + 1,
        most=percent(float(values[layer, kind])),
    )
    return joined(said, _tokens(run, rate * moved.tokens, moved.rows))


def _tokens(run: Run, share: float, n: int) -> str:
    """The table of tokens: where it is the output layer, too, every row is pulled."""
    of = run.model.shape.n_vocab
    if n < of:
        return _(
            "Of the table's {of} token vectors only {n} moved, those of the tokens that were read.", of=count(of), n=n
        )
    return _("The table of {of} token vectors moved by {share}.", of=count(of), share=percent(share))


def how(stepped: Stepped) -> str:
    if stepped.order.way == "sgd":
        return _(
            "The length of the change over that of the weights (Frobenius norms), by layer and kind. Plain "
            "gradient descent: what matters more for these tokens goes farther."
        )
    return _(
        "The length of the change over that of the weights (Frobenius norms), by layer and kind. Adam's first "
        "step moves every weight by the rate, up or down, however small its gradient: what differs is how long the "
        "weights were."
    )
