"""The residual stream of a run in figures: how it grows, and where it goes."""

import numpy as np
import streamlit as st

from explorer.analysis.norms import added_norms, residual_norms
from explorer.analysis.projection import Path, residual_path
from explorer.components.sentence import chip, sentence
from explorer.components.theme import shown
from explorer.ui.runs import Recent, Run
from explorer.ui.words import _
from explorer.view.numbers import percent
from explorer.view.palette import palette
from explorer.view.stream_paths import PathLabels, stream_paths
from explorer.view.stream_sizes import SizeLabels, Sizes, stream_sizes

BARE = {"displayModeBar": False}

_paths: Recent[Path] = Recent(size=32)


def sizes(run: Run) -> None:
    """The stream's length by layer, and what is added to it."""
    labels = SizeLabels(
        embedding=_("Emb."),
        layer=_("Layer"),
        stream=_("length of the stream"),
        added=_("length of what is added"),
        selected=_("selected token"),
        median=_("median of all"),
        spread=_("range of all"),
        attention=_("attention"),
        mlp=_("MLP"),
    )
    attention, mlp = added_norms(run.trace)
    found = Sizes(residual_norms(run.trace), attention, mlp)
    figure = stream_sizes(found, run.position, labels, palette(shown()))
    st.plotly_chart(
        figure,
        key="features_sizes",
        config=BARE,
        alt=_("The stream's length after each layer, and what attention and MLP add"),
    )
    sentence(_longest(run, found), key="features_longest")


def _longest(run: Run, found: Sizes) -> str:
    """Who adds most at the selected position, and how long the stream gets."""
    parts = np.stack([found.attention, found.mlp])[:, :, run.position]
    part, layer = np.unravel_index(parts.argmax(), parts.shape)
    about = {
        "token": chip(run.tokens[run.position].text),
        "layer": int(layer) + 1,
        "length": f"{found.stream[-1, run.position]:,.1f}",
    }
    if part == 0:
        return _(
            "At {token} the attention of layer {layer} adds most; the stream ends with a length of {length}.", **about
        )
    return _("At {token} the MLP of layer {layer} adds most; the stream ends with a length of {length}.", **about)


def paths(run: Run) -> None:
    """All tokens' ways through the layers, on the plane that keeps most of them."""
    path = path_of(run)
    first, second = (percent(float(share)) for share in path.explained)
    layers = (_("Embedding"), *(_("Layer {layer}", layer=n + 1) for n in range(run.model.shape.n_layers)))
    labels = PathLabels(
        x=_("first direction ({share} of the variance)", share=first),
        y=_("second direction ({share})", share=second),
        layers=layers,
    )
    texts = [token.text for token in run.tokens]
    figure = stream_paths(path.xy, texts, run.position, labels, palette(shown()), outside=path.first_left_out)
    st.plotly_chart(
        figure, key="features_paths", config=BARE, alt=_("Each token's way through the layers, in two dimensions")
    )
    st.caption(
        _outside()
        if path.first_left_out
        else _(
            "Each line is a token, from its embedding to the last layer; "
            "the open circle is where the selected one begins."
        )
    )


def path_of(run: Run) -> Path:
    """The run's paths; computed once a run, not at every selection."""
    key = (run.model, run.trace)
    return _paths.get(key) or _paths.put(key, residual_path(run.trace))


def _outside() -> str:
    return _(
        "The first token's vectors are many times longer than the others', as in most models: "
        "the plane is fitted without them, and they lie outside the picture."
    )
