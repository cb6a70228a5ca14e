"""The residual stream of a run in figures: how it begins, how it grows, where it goes."""

import numpy as np
import streamlit as st

from explorer.analysis.norms import added_norms, residual_norms
from explorer.analysis.projection import Path, residual_path
from explorer.components.theme import shown
from explorer.components.vector_sum import Strip, color_limit, vector_sum
from explorer.ui.runs import Recent, Run
from explorer.ui.words import _
from explorer.view.numbers import percent
from explorer.view.palette import palette
from explorer.view.stream_paths import PathLabels, stream_paths
from explorer.view.stream_sizes import SizeLabels, Sizes, stream_sizes

BARE = {"displayModeBar": False}

_paths: Recent[Path] = Recent(size=32)


def embedding(run: Run) -> None:
    """The vectors that the selected token starts with."""
    strips = _strips(run)
    limit = color_limit(strips)
    labels = {
        "board": _("The vectors of the selected token, dimension by dimension"),
        "dimension": _("dimension"),
        "low": f"−{limit:.2f}",
        "high": f"+{limit:.2f}",
        "scale": _(
            "{d_model} dimensions; beyond ±{limit} the colour grows no stronger.",
            d_model=run.model.shape.d_model,
            limit=f"{limit:.2f}",
        ),
    }
    vector_sum(strips, key="features_embedding", limit=limit, labels=labels)
    st.caption(_origin(run))


def _strips(run: Run) -> list[Strip]:
    token, start = run.trace["hook_embed"][run.position], run.trace.resid(0)[run.position]
    strips = [Strip("", _("token vector"), token)]
    total = token
    if "hook_pos_embed" in run.trace.names:
        place = run.trace["hook_pos_embed"][min(run.position, len(run.trace["hook_pos_embed"]) - 1)]
        strips.append(Strip("+", _("position vector"), place))
        total = token + place
    if np.allclose(total, start, atol=1e-4):
        return [*strips, Strip("=", _("sum"), start)] if len(strips) > 1 else strips
    return [*strips, Strip("→", _("enters layer 1"), start)]


def _origin(run: Run) -> str:
    """How this model tells where a token stands, and what else happens before the first layer."""
    if "hook_pos_embed" not in run.trace.names:
        place = _(
            "This model adds no position vector: inside attention it turns queries and keys by an angle "
            "that grows with the position (rotary)."
        )
    else:
        place = _("The same token at another place begins with another sum.")
    raw = _strips(run)[-1].sign == "→"
    return place + (" " + _("Before layer 1 this model also scales or normalizes what it has added up.") if raw else "")


def sizes(run: Run) -> None:
    """The stream's length by layer, and what is added to it."""
    labels = SizeLabels(
        embedding=_("Emb."),
        layer=_("Layer"),
        stream=_("length of the stream"),
        added=_("length of what is added"),
        selected=_("selected token"),
        median=_("median of all tokens"),
        spread=_("range of all tokens"),
        attention=_("attention"),
        mlp=_("MLP"),
    )
    attention, mlp = added_norms(run.trace)
    figure = stream_sizes(Sizes(residual_norms(run.trace), attention, mlp), run.position, labels, palette(shown()))
    st.plotly_chart(
        figure,
        key="features_sizes",
        config=BARE,
        alt=_("The stream's length after each layer, and what attention and MLP add"),
    )


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
        else _("Each line is a token, from its embedding (left open) to the last layer; the dots are layers.")
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
