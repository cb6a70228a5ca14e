"""The residual stream of a run in figures: where it begins and goes, and how long it gets."""

from collections.abc import Mapping

import streamlit as st

from explorer.analysis.umap_layout import umap_installed
from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.stream_paths import stream_paths
from explorer.figures.stream_sizes import stream_sizes
from explorer.findings.features.stream import (
    Kind,
    Projection,
    Ways,
    lengths,
    lengths_spoken,
    longest,
    map_of_lengths,
    n_vectors,
    ways,
    ways_spoken,
)
from explorer.findings.tokens import embedding
from explorer.session import chat_marks, state
from explorer.views import say
from explorer.views.choice import Value, choice
from explorer.views.features.selection import token_and_layer
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    token_and_layer(run, scope, layer=run.stream_layer)
    left, right = st.columns(2, gap="large")
    with left:
        say.subheader(_("Where the stream begins: token and position"), anchor=False)
        mount(scope.key("features_embedding"), embedding.vector_sum(run))
        say.caption(embedding.origin(run))
        _paths(run, scope)
    with right:
        say.subheader(_("How the stream grows, layer by layer"), anchor=False)
        _sizes(run, scope)
        _map(run, scope)


def _sizes(run: Run, scope: Scope) -> None:
    sizes, labels = lengths(run)
    plotted(
        stream_sizes(sizes, run.position, labels, palette(shown())),
        key=scope.key("features_sizes"),
        alt=lengths_spoken(run, sizes),
    )
    sentence(longest(run, sizes), key=scope.key("features_longest"))


def _map(run: Run, scope: Scope) -> None:
    offered: dict[Kind, str] = {
        "stream": _("the stream"),
        "attention": _("what attention adds"),
        "mlp": _("what the MLP adds"),
    }
    kind = _headed(_("How long, by layer and position"), "stream_map", _("Length of"), offered, scope)
    board = map_of_lengths(run, kind, whole=chat_marks.shown())
    layers = board.layers

    def select(place: tuple[int, int]) -> None:
        """The embedding's row is no layer: a click there selects the position alone."""
        layer = layers[place[0]]
        state.change(position=place[1], **({} if layer is None else {"layer": layer}))

    mount(scope.key("features_map"), board, place=select)


def _paths(run: Run, scope: Scope) -> None:
    offered: dict[Projection, str] = {"pca": "PCA"}
    if umap_installed():
        offered["umap"] = "UMAP"
    projection = _headed(_("Which way each token goes"), "stream_paths", _("Projection"), offered, scope)
    drawn = _laid_out(run) if projection == "umap" else ways(run, projection)
    plotted(
        stream_paths(drawn.xy, drawn.texts, run.position, drawn.labels, palette(shown()), outside=drawn.outside),
        key=scope.key("features_paths"),
        alt=ways_spoken(run, drawn),
    )
    say.caption(drawn.caption)


def _laid_out(run: Run) -> Ways:
    n = n_vectors(run)
    with st.spinner(_("UMAP lays out {n} vectors; the first time this takes up to a minute …", n=n)):
        return ways(run, "umap")


def _headed(heading: str, place: str, label: str, offered: Mapping[Value, str], scope: Scope) -> Value:
    """A picture's heading, and beside it a choice that concerns this picture alone."""
    beside = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
    beside.subheader(say.said(heading), anchor=False, width="content")
    with beside:
        return choice(label, offered, key=scope.key(f"{place}_chosen"), place=place)
