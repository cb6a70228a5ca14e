"""The MLP neurons that react most at the selected position, what they speak for, and what they add to the choice."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.attribution import neuron_attribution, reader_of
from explorer.analysis.neurons import strongest_neurons
from explorer.analysis.promoted import promoted
from explorer.components.stream.neuron_bars import Neuron, neuron_bars
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.views.features import target_foil as contests
from explorer.views.features.lens import words_of
from explorer.views.features.target_foil import Contest, name_of, named
from explorer.views.features.wording import signed
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.sentences import chip

Order = Literal["activation", "part", "everywhere"]

NEURONS = 12
PROMOTED = 4


def show(run: Run) -> None:
    """The strongest neurons of the selected layer or of all, by what they do or by what they say for the choice."""
    adds_up = run.model.unembedding is not None and run.model.block != "post-norm"
    order = _order() if adds_up else "activation"
    contest = contests.choose(run, key="neurons_contest") if adds_up else None
    everywhere = order == "everywhere"
    st.subheader(
        _("The strongest neurons of all layers")
        if everywhere
        else _("The strongest neurons in layer {layer}", layer=run.layer + 1),
        anchor=False,
    )
    neuron_bars(strongest(run, contest, order), key="features_neurons", labels=_labels(contest))
    if contest is not None:
        sentence(finding(run, contest, everywhere=everywhere), key="neurons_finding")
    else:
        st.info(_("Which tokens a neuron pushes cannot be read off this model: its parts do not add up to its logits."))


def strongest(run: Run, contest: Contest | None, order: Order) -> list[Neuron]:
    """Those that react most, or those that write most towards or against the choice: of one layer, or of all."""
    if order != "everywhere":
        return _of_layer(run, run.layer, contest, order)
    found = [
        replace(neuron, layer=layer)
        for layer in range(run.model.shape.n_layers)
        for neuron in _of_layer(run, layer, contest, "part")
    ]
    return sorted(found, key=lambda neuron: -abs(neuron.part or 0.0))[:NEURONS]


def _of_layer(run: Run, layer: int, contest: Contest | None, order: Order) -> list[Neuron]:
    activations = run.trace[f"blocks.{layer}.mlp.hook_post"][run.position]
    parts = None if contest is None else attribution_of(run, contest, layer)
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


def attribution_of(run: Run, contest: Contest, layer: int) -> NDArray[np.float64]:
    """(d_mlp,) what each neuron of a layer adds to the choice."""
    if run.model.unembedding is None:
        raise ValueError(f"{run.model.name} has no unembedding")
    reader = reader_of(run.trace, run.model.unembedding, run.position, contest.token, contest.against)
    return neuron_attribution(run.trace, engine.mlp_output(run.model.fingerprint, layer), reader, layer, run.position)


def finding(run: Run, contest: Contest, *, everywhere: bool = False) -> str:
    """How many neurons it takes, and to which side all of them lean."""
    layers = range(run.model.shape.n_layers) if everywhere else (run.layer,)
    parts = np.concatenate([attribution_of(run, contest, layer) for layer in layers])
    about = {
        "layer": run.layer + 1,
        "up": signed(float(parts[parts > 0].sum())),
        "down": signed(float(parts[parts < 0].sum())),
        "n": f"{half_of(np.abs(parts)):,}",
        "all": f"{len(parts):,}",
        "a": chip(name_of(run, contest.token)),
        "b": named(run, contest),
    }
    if everywhere and contest.against is None:
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
    if contest.against is None:
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


def _order() -> Order:
    offered = {
        "activation": _("those that react most"),
        "part": _("those that add most to the choice"),
        "everywhere": _("those of all layers that add most"),
    }
    st.session_state["neurons_chosen"] = st.session_state.get("neurons_order", "activation")
    st.segmented_control(
        _("Order"),
        list(offered),
        key="neurons_chosen",
        required=True,
        label_visibility="collapsed",
        format_func=offered.__getitem__,
        on_change=lambda: st.session_state.update(neurons_order=st.session_state["neurons_chosen"]),
    )
    return st.session_state["neurons_chosen"]


def _labels(contest: Contest | None) -> dict[str, str]:
    return {
        "table": _("The neurons that react most at the selected token"),
        "neuron": _("Neuron"),
        "place": _("layer {layer}, {neuron}", layer="{layer}", neuron="{neuron}"),
        "activation": _("Activation"),
        "pushes": _("makes likelier"),
        "lowers": _("makes less likely"),
        "part": _("adds to the choice") if contest is not None else "",
    }
