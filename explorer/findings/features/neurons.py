"""The MLP neurons that react most at the selected position, what they speak for, and what they add to the choice."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attribution import neuron_attribution, reader_of
from explorer.analysis.neurons import strongest_neurons
from explorer.analysis.promoted import promoted
from explorer.components.stream.neuron_bars import Labels, Neuron, NeuronBars
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.figures.numbers import signed
from explorer.findings.features.lens import words_of
from explorer.findings.features.target_foil import foil_in_words, name_of
from explorer.trace.logit_difference import LogitDifference
from explorer.words import _
from explorer.words.sentences import chip

Order = Literal["activation", "part", "everywhere"]

NEURONS = 12
PROMOTED = 4


def neuron_bars(run: Run, asked: LogitDifference | None, order: Order) -> NeuronBars:
    """The strongest neurons; `asked` where it can be said what they add."""
    return NeuronBars(neurons=tuple(strongest(run, asked, order)), labels=_labels(asked is not None))


def strongest(run: Run, asked: LogitDifference | None, order: Order) -> list[Neuron]:
    """Those that react most, or those that write most towards or against the choice: of one layer, or of all."""
    if order != "everywhere":
        return _of_layer(run, run.stream_layer, asked, order)
    found = [
        replace(neuron, layer=layer)
        for layer in range(run.model.shape.n_layers)
        for neuron in _of_layer(run, layer, asked, "part")
    ]
    return sorted(found, key=lambda neuron: -abs(neuron.part or 0.0))[:NEURONS]


def _of_layer(run: Run, layer: int, asked: LogitDifference | None, order: Order) -> list[Neuron]:
    activations = run.trace[f"blocks.{layer}.mlp.hook_post"][run.position]
    parts = None if asked is None else attribution_of(run, asked, layer)
    if order == "part" and parts is not None:
        index = np.argsort(-np.abs(parts), kind="stable")[:NEURONS]
    else:
        index, _strength = strongest_neurons(run.trace, layer, run.position, NEURONS)
    up, down = (_pushed(run, layer, index, sign * activations[index]) for sign in (1, -1))
    told = [None] * len(index) if parts is None else [float(part) for part in parts[index]]
    return [
        Neuron(int(i), float(activations[i]), raised, lowered, part)
        for i, raised, lowered, part in zip(index, up, down, told, strict=True)
    ]


def attribution_of(run: Run, asked: LogitDifference, layer: int) -> NDArray[np.float64]:
    """(d_mlp,) what each neuron of a layer adds to the choice."""
    if run.model.unembedding is None:
        raise ValueError(f"{run.model.name} has no unembedding")
    reader = reader_of(run.trace, run.model.unembedding, run.position, asked)
    return neuron_attribution(run.trace, engine.mlp_output(run.model.fingerprint, layer), reader, layer, run.position)


def finding(run: Run, asked: LogitDifference, *, everywhere: bool = False) -> str:
    """How many neurons it takes, and to which side all of them lean."""
    layers = range(run.model.shape.n_layers) if everywhere else (run.stream_layer,)
    parts = np.concatenate([attribution_of(run, asked, layer) for layer in layers])
    about = {
        "layer": run.stream_layer + 1,
        "up": signed(float(parts[parts > 0].sum())),
        "down": signed(float(parts[parts < 0].sum())),
        "n": f"{half_of(np.abs(parts)):,}",
        "all": f"{len(parts):,}",
        "a": chip(name_of(run, asked.target)),
        "b": foil_in_words(run, asked),
    }
    if everywhere and asked.alone:
        return _(
            "The neurons of all layers together: {up} for {a}, {down} against it. Half of that is the work of {n} of "
            "the {all}.",
            **about,
        )
    if everywhere:
        return _(
            "The neurons of all layers together: {up} for {a} against {b}, {down} the other way. Half of that is the "
            "work of {n} of the {all}.",
            **about,
        )
    if asked.alone:
        return _(
            "All neurons of layer {layer} together: {up} for {a}, {down} against it. Half of that is the work of "
            "{n} of the {all}.",
            **about,
        )
    return _(
        "All neurons of layer {layer} together: {up} for {a} against {b}, {down} the other way. Half of that is the "
        "work of {n} of the {all}.",
        **about,
    )


def half_of(sizes: NDArray[np.floating]) -> int:
    """How many of the largest make half of the sum.

    >>> half_of(np.array([1.0, 5.0, 2.0, 2.0]))
    1
    """
    return int(np.searchsorted(np.sort(sizes)[::-1].cumsum(), sizes.sum() / 2)) + 1 if sizes.any() else 0


def _pushed(run: Run, layer: int, index: NDArray[Any], activation: NDArray[Any]) -> Iterable[tuple[str, ...]]:
    """The tokens that each neuron's output raises most, at `activation`'s sign; none where the head is no matrix."""
    if run.model.unembedding is None:
        return [()] * len(index)
    directions = engine.mlp_output(run.model.fingerprint, layer).weights[index] * np.sign(activation)[:, None]
    ids = promoted(run.model.unembedding, directions, PROMOTED)
    words = words_of(run, ids)
    return [tuple(words[int(token)] for token in row) for row in ids]


def _labels(asked: bool) -> Labels:
    return Labels(
        table=_("The neurons that react most at the selected token"),
        neuron=_("Neuron"),
        place=_("layer {layer}, {neuron}", layer="{layer}", neuron="{neuron}"),
        activation=_("Activation"),
        pushes=_("makes likelier"),
        lowers=_("makes less likely"),
        part=_("adds to the choice") if asked else "",
    )
