"""The MLP neurons that react most at the selected position, and what they speak for."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.neurons import strongest_neurons
from explorer.analysis.promoted import promoted
from explorer.components.neuron_bars import Neuron, neuron_bars
from explorer.ui.lens import words_of
from explorer.ui.runs import Run
from explorer.ui.words import _

NEURONS = 10
PROMOTED = 3


def show(run: Run) -> None:
    """The strongest neurons of the selected layer, as bars."""
    labels = {
        "table": _("The neurons that react most at the selected token"),
        "neuron": _("Neuron"),
        "activation": _("Activation"),
        "pushes": _("makes likelier"),
    }
    neuron_bars(strongest(run), key="features_neurons", labels=labels)


def strongest(run: Run) -> list[Neuron]:
    index, activation = map(np.asarray, strongest_neurons(run.trace, run.layer, run.position, NEURONS))
    words = _promoted_by(run, index, activation)
    return [Neuron(int(i), float(a), spoken) for i, a, spoken in zip(index, activation, words, strict=True)]


def _promoted_by(run: Run, index: NDArray[Any], activation: NDArray[Any]) -> list[tuple[str, ...]]:
    """The tokens that each neuron's output raises most, at its sign; none where the head is no matrix."""
    if run.model.unembedding is None:
        return [()] * len(index)
    from explorer.models.mlp import mlp_out_weights

    directions = mlp_out_weights(run.model, run.layer)[index] * np.sign(activation)[:, None]
    ids = promoted(run.model.unembedding, directions, PROMOTED)
    words = words_of(run, ids)
    return [tuple(words[int(token)] for token in row) for row in ids]
