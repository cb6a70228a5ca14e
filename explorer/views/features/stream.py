"""The residual stream of a run in figures: how it grows, and where it goes."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.norms import added_norms, residual_norms
from explorer.analysis.projection import Path, residual_path, stream_points, umap_path
from explorer.analysis.umap_layout import NEIGHBOURS, neighbours_kept, umap_installed
from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.components.stream.layer_map import layer_map
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.figures.palette import palette
from explorer.figures.stream_paths import PathLabels, stream_paths
from explorer.figures.stream_sizes import SizeLabels, Sizes, stream_sizes
from explorer.findings.tokens import embedding
from explorer.session import state
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.sentences import chip

BARE = {"displayModeBar": False}

Drawn = tuple[NDArray[np.float32], tuple[str, str], str]
"""(L+1, T, 2) places, what the axes say, and what stands beneath."""


def show(run: Run) -> None:
    """Where it begins and goes, and how long it gets."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Where the stream begins: token and position"), anchor=False)
        mount("features_embedding", embedding.vector_sum(run))
        st.caption(embedding.origin(run))
        paths(run)
    with right:
        st.subheader(_("How the stream grows, layer by layer"), anchor=False)
        sizes(run)
        map_of_sizes(run)


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


def map_of_sizes(run: Run) -> None:
    """The length of the stream, or of what attention or the MLP adds, at every layer and position."""
    offered = {"stream": _("the stream"), "attention": _("what attention adds"), "mlp": _("what the MLP adds")}
    kind = _headed(_("How long, by layer and position"), "stream_map", _("Length of"), offered)
    values, with_embedding = sizes_of(run, kind), kind == "stream"
    layers = list(range(run.model.shape.n_layers))
    names = [_("Layer {layer}", layer=layer + 1) for layer in layers]
    layer_map(
        values,
        key="features_map",
        rows=[_("Embedding"), *names] if with_embedding else names,
        layers=[None, *layers] if with_embedding else layers,
        tokens=[token.text for token in run.tokens],
        layer=run.layer,
        position=run.position,
        labels={
            "map": _("Length by layer and position"),
            "cell": _(
                "{row}, {token} (position {position}): {value}",
                row="{row}",
                token="{token}",
                position="{position}",
                value="{value}",
            ),
            "axes": _("Euclidean length; the first position, often far longer, may go beyond"),
        },
        scale={"stream": "residual_scale", "attention": "attention_scale", "mlp": "mlp_scale"}[kind],
        on_place=lambda layer, position: state.change(position=position, **({} if layer is None else {"layer": layer})),
    )


def sizes_of(run: Run, kind: str) -> NDArray[np.float32]:
    """(L+1, T) of the stream, (L, T) of what is added."""
    if kind == "stream":
        return residual_norms(run.trace)
    attention, mlp = added_norms(run.trace)
    return attention if kind == "attention" else mlp


def paths(run: Run) -> None:
    """All tokens' ways through the layers, in two dimensions."""
    kind = _headed(_("Which way each token goes"), "stream_paths", _("Projection"), {"pca": "PCA", "umap": "UMAP"})
    if kind == "umap" and not umap_installed():
        st.info(_("UMAP is not installed here: add it with pip install umap-learn. This is PCA."))
        kind = "pca"
    xy, axes, caption = _by_umap(run) if kind == "umap" else _by_components(run)
    layers = (_("Embedding"), *(_("Layer {layer}", layer=n + 1) for n in range(run.model.shape.n_layers)))
    texts, outside = [token.text for token in run.tokens], kind == "pca" and path_of(run).first_left_out
    figure = stream_paths(xy, texts, run.position, PathLabels(*axes, layers=layers), palette(shown()), outside=outside)
    st.plotly_chart(
        figure, key="features_paths", config=BARE, alt=_("Each token's way through the layers, in two dimensions")
    )
    st.caption(caption)


def _by_components(run: Run) -> Drawn:
    path = path_of(run)
    first, second = (percent(float(share)) for share in path.explained)
    axes = _("first direction ({share} of the variance)", share=first), _("second direction ({share})", share=second)
    return path.xy, axes, _outside() if path.first_left_out else _inside()


def _by_umap(run: Run) -> Drawn:
    n = len(run.tokens) * (run.model.shape.n_layers + 1)
    with st.spinner(_("UMAP lays out {n} vectors; the first time this takes up to a minute …", n=n)):
        xy = umap_of(run)
    told = _(
        "UMAP keeps neighbours together; distances between groups, and directions, mean nothing (McInnes et al. 2018). "
        "Checked: of each vector's {k} nearest, {kept} are among its nearest here.",
        k=min(NEIGHBOURS, n - 1),
        kept=percent(neighbours_kept(stream_points(run.trace), xy.reshape(-1, 2))),
    )
    return xy, (_("UMAP 1 (no unit)"), _("UMAP 2 (no unit)")), told


def path_of(run: Run) -> Path:
    """The run's paths; computed once a run, not at every selection."""
    return once(("residual path", run.trace.identity), lambda: residual_path(run.trace))


def umap_of(run: Run) -> NDArray[np.float32]:
    return once(("umap path", run.trace.identity), lambda: umap_path(run.trace))


def _inside() -> str:
    return _(
        "Each line is a token, from its embedding to the last layer; the open circle is where the selected one begins."
    )


def _headed(heading: str, name: str, label: str, offered: dict[str, str]) -> str:
    """A picture's heading, and beside it a choice that concerns this picture alone; kept in the session."""
    st.session_state[f"{name}_chosen"] = st.session_state.get(name, next(iter(offered)))
    beside = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
    beside.subheader(heading, anchor=False, width="content")
    beside.segmented_control(
        label,
        list(offered),
        key=f"{name}_chosen",
        required=True,
        label_visibility="collapsed",
        format_func=offered.__getitem__,
        on_change=lambda: st.session_state.update({name: st.session_state[f"{name}_chosen"]}),
    )
    return st.session_state[f"{name}_chosen"]


def _outside() -> str:
    return _(
        "The first token's vectors are many times longer than the others', as in most models: "
        "the plane is fitted without them, and they lie outside the picture."
    )
