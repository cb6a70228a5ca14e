"""The MLP neurons that react most at the selected position, what they speak for, and what they add to the choice."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.attribution import neuron_attribution, reader_of
from explorer.analysis.neurons import strongest_neurons
from explorer.analysis.promoted import promoted
from explorer.components.neuron_bars import Neuron, neuron_bars
from explorer.components.sentence import chip, sentence
from explorer.ui.features import contest as contests
from explorer.ui.features.contest import Contest, name_of, named
from explorer.ui.features.lens import words_of
from explorer.ui.features.wording import signed
from explorer.ui.runs import Run
from explorer.ui.words import _

NEURONS = 12
PROMOTED = 4


def show(run: Run) -> None:
    """The strongest neurons of the selected layer, by what they do or by what they say for the choice."""
    adds_up = run.model.unembedding is not None and run.model.block != "post-norm"
    by_part = adds_up and _order() == "part"
    contest = contests.choose(run, key="neurons_contest") if adds_up else None
    st.subheader(_("The strongest neurons in layer {layer}", layer=run.layer + 1), anchor=False)
    found = strongest(run, contest, by_part=by_part)
    neuron_bars(found, key="features_neurons", labels=_labels(contest))
    if contest is not None:
        sentence(finding(run, contest), key="neurons_finding")
    else:
        st.info(_("Which tokens a neuron pushes cannot be read off this model: its parts do not add up to its logits."))


def strongest(run: Run, contest: Contest | None, *, by_part: bool) -> list[Neuron]:
    """With `by_part` those that write most towards or against the choice, else those that react most."""
    activations = run.trace[f"blocks.{run.layer}.mlp.hook_post"][run.position]
    parts = None if contest is None else attribution_of(run, contest)
    if by_part and parts is not None:
        index = np.argsort(-np.abs(parts), kind="stable")[:NEURONS]
    else:
        index, _strength = strongest_neurons(run.trace, run.layer, run.position, NEURONS)
    up, down = (_pushed(run, index, sign * activations[index]) for sign in (1, -1))
    told = [None] * len(index) if parts is None else [float(part) for part in parts[index]]
    return [
        Neuron(int(i), float(activations[i]), raised, lowered, part)
        for i, raised, lowered, part in zip(index, up, down, told, strict=True)
    ]


def attribution_of(run: Run, contest: Contest) -> NDArray[np.float64]:
    """(d_mlp,) what each neuron of the selected layer adds to the choice."""
    from explorer.models.outputs import mlp_output

    if run.model.unembedding is None:
        raise ValueError(f"{run.model.name} has no unembedding")
    reader = reader_of(run.trace, run.model.unembedding, run.position, contest.token, contest.against)
    return neuron_attribution(run.trace, mlp_output(run.model, run.layer), reader, run.layer, run.position)


def finding(run: Run, contest: Contest) -> str:
    """How many neurons it takes, and to which side all of them lean."""
    parts = attribution_of(run, contest)
    about = {
        "layer": run.layer + 1,
        "up": signed(float(parts[parts > 0].sum())),
        "down": signed(float(parts[parts < 0].sum())),
        "n": half_of(np.abs(parts)),
        "all": len(parts),
        "a": chip(name_of(run, contest.token)),
        "b": named(run, contest),
    }
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


def _pushed(run: Run, index: NDArray[Any], activation: NDArray[Any]) -> Iterable[tuple[str, ...]]:
    """The tokens that each neuron's output raises most, at `activation`'s sign; none where the head is no matrix."""
    if run.model.unembedding is None:
        return [()] * len(index)
    from explorer.models.mlp import mlp_out_weights

    directions = mlp_out_weights(run.model, run.layer)[index] * np.sign(activation)[:, None]
    ids = promoted(run.model.unembedding, directions, PROMOTED)
    words = words_of(run, ids)
    return [tuple(words[int(token)] for token in row) for row in ids]


def _order() -> str:
    offered = {"activation": _("those that react most"), "part": _("those that add most to the choice")}
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
        "activation": _("Activation"),
        "pushes": _("makes likelier"),
        "lowers": _("makes less likely"),
        "part": _("adds to the choice") if contest is not None else "",
    }
