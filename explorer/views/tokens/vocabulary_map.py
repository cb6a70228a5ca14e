"""The vocabulary's vectors as a map, and the nearest neighbours of a token."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.umap_layout import umap_installed
from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.vocabulary_map import vocabulary_map
from explorer.findings.tokens.vectors import (
    FEWEST,
    PROMPT,
    WHOLE,
    Choice,
    about,
    axes,
    cloud,
    group_names,
    ids_of,
    nearest_said,
    nearest_to,
    neighbours_strip,
    place_of,
    placed,
    spoken,
)
from explorer.views import say
from explorer.views.choice import choice
from explorer.views.fragments import fragment
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


@fragment()
def show_map(run: Run, scope: Scope) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        say.header(_("A map of the vocabulary"), anchor=False, width="content")
        wanted = _choice(run, scope)
    id = _centre(run, scope)
    ids, cosines = nearest_to(run, id)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        _picture(run, wanted, id, ids, scope)
    with right:
        _neighbours(run, id, ids, cosines, scope)


def _picture(run: Run, wanted: Choice, id: int, neighbours: NDArray[np.int64], scope: Scope) -> None:
    ids = ids_of(run, wanted.of)
    with st.spinner(_waiting(wanted, len(ids))):
        map = placed(run, wanted, ids)
    drawn = cloud(run, map, ids, neighbours, id)
    figure = vocabulary_map(
        drawn,
        palette(shown()),
        names=group_names(run),
        marks=(_("this run"), _("nearest"), _("selected")),
        axes=axes(map),
        flat=wanted.flat,
    )
    plotted(
        figure,
        key=scope.key("vectors-map"),
        alt=spoken(run, drawn),
    )
    say.caption(about(run, wanted, len(ids), map.kept))


def _waiting(wanted: Choice, n: int) -> str:
    if wanted.umap:
        return _("UMAP lays out {n} tokens; this can take a minute, once.", n=n)
    return _("The map of {n} tokens is being computed, once.", n=n)


def _neighbours(run: Run, id: int, ids: NDArray[np.int64], cosines: NDArray[np.float32], scope: Scope) -> None:
    say.subheader(_("The nearest of all {n} tokens", n=f"{len(run.model.embedding.W_E):,}"), anchor=False)
    near = [id, *map(int, ids)]
    strip = neighbours_strip(run, near, cosines)
    mount(scope.key("vectors-near"), strip, position=lambda index: _open(run, near[index], scope))
    sentence(nearest_said(run, id, ids, cosines), key=scope.key("vectors-nearest"))
    say.caption(
        _(
            "Beneath each token stands the cosine of its vector with that of the first. Click one to see its own "
            "neighbours; picking a token of the run leads back."
        )
    )


def _open(run: Run, id: int, scope: Scope) -> None:
    st.session_state[scope.key("vectors-id_kept")] = (place_of(run), id)


def _centre(run: Run, scope: Scope) -> int:
    """The token whose neighbours are shown: the one that was clicked, else the run's selected one."""
    place, id = st.session_state.get(scope.key("vectors-id_kept"), (None, 0))
    return id if place == place_of(run) else run.trace.ids[run.position]


def _choice(run: Run, scope: Scope) -> Choice:
    few = len(set(run.trace.ids)) < FEWEST
    of = {WHOLE: _("whole vocabulary"), PROMPT: _("this run's tokens")}
    picked = _pick(_("Tokens on the map"), "vectors-of", of, scope)
    flat = _pick(_("Dimensions"), "vectors-flat", {"2": "2-D", "3": "3-D"}, scope) == "2"
    projections = {"pca": "PCA"} | ({"umap": "UMAP"} if umap_installed() else {})
    return Choice(WHOLE if few else picked, flat, _pick(_("Projection"), "vectors-by", projections, scope) == "umap")


def _pick(label: str, key: str, offered: dict[str, str], scope: Scope) -> str:
    return choice(label, offered, key=scope.key(key), place=scope.key(f"{key}_kept"))
