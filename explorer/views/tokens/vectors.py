"""The vectors that a token begins with, and where its own lies among all of the vocabulary's."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.umap_layout import umap_installed
from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.components.tokens.token_strip import strip_of
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.vocabulary_map import vocabulary_map
from explorer.findings.tokens import embedding
from explorer.findings.tokens.vectors import (
    FEWEST,
    PROMPT,
    WHOLE,
    Choice,
    about,
    axes,
    cloud,
    ids_of,
    lengths,
    nearest_said,
    nearest_to,
    place_of,
    placed,
)
from explorer.text.token import token_alone
from explorer.views.fragments import fragment
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.strip import strip
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    """Token, position and sum; then the map."""
    strip(run, scope, key="tokens-line")
    st.subheader(_("Token vector and position vector"), anchor=False)
    mount(scope.key("features_embedding"), embedding.vector_sum(run))
    st.caption(embedding.origin(run))
    sentence(lengths(run), key=scope.key("vectors-lengths"))
    _map(run, scope)


@fragment()
def _map(run: Run, scope: Scope) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(_("A map of the vocabulary"), anchor=False, width="content")
        choice = _choice(run, scope)
    id = _centre(run, scope)
    ids, cosines = nearest_to(run, id)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        _picture(run, choice, id, ids, scope)
    with right:
        _neighbours(run, id, ids, cosines, scope)


def _picture(run: Run, choice: Choice, id: int, neighbours: NDArray[np.int64], scope: Scope) -> None:
    ids = ids_of(run, choice.of)
    with st.spinner(_waiting(choice, len(ids))):
        map = placed(run, choice, ids)
    figure = vocabulary_map(
        cloud(run, map, ids, neighbours, id),
        palette(shown()),
        names=(_("Latin letters"), _("kana"), _("kanji (Han)"), _("everything else")),
        marks=(_("this run"), _("nearest"), _("selected")),
        axes=axes(map),
        flat=choice.flat,
    )
    st.plotly_chart(
        figure,
        key=scope.key("vectors-map"),
        config={"displayModeBar": False, "scrollZoom": True},
        alt=_("The vocabulary's vectors as a cloud of points, with this run's tokens marked"),
    )
    st.caption(about(run, choice, len(ids), map.kept))


def _waiting(choice: Choice, n: int) -> str:
    if choice.umap:
        return _("UMAP lays out {n} tokens; this can take a minute, once.", n=n)
    return _("The map of {n} tokens is being computed, once.", n=n)


def _neighbours(run: Run, id: int, ids: NDArray[np.int64], cosines: NDArray[np.float32], scope: Scope) -> None:
    token = token_alone(id, run.model.tokenizer)
    st.subheader(_("The nearest of all {n} tokens", n=f"{len(run.model.embedding.W_E):,}"), anchor=False)
    shown_tokens = [token_alone(int(one), run.model.tokenizer) for one in ids]
    near = [id, *map(int, ids)]
    strip = strip_of(
        [token, *shown_tokens],
        label=_("Nearest neighbours by cosine"),
        selected=0,
        text=False,
        notes=["1.00", *(f"{cosine:.2f}".replace("-", "−") for cosine in cosines)],
    )
    near = [id, *map(int, ids)]
    mount(scope.key("vectors-near"), strip, position=lambda index: _open(run, near[index], scope))
    nearest = nearest_said(token.text, shown_tokens[0].text if shown_tokens else "", cosines)
    sentence(nearest, key=scope.key("vectors-nearest"))
    st.caption(
        _(
            "Beneath each token stands the cosine of its vector with that of the first. Click one to see its own "
            "neighbours; picking a token of the run leads back."
        )
    )


def _open(run: Run, id: int, scope: Scope) -> None:
    st.session_state[scope.key("vectors-id")] = (place_of(run), id)


def _centre(run: Run, scope: Scope) -> int:
    """The token whose neighbours are shown: the one that was clicked, else the run's selected one."""
    place, id = st.session_state.get(scope.key("vectors-id"), (None, 0))
    return id if place == place_of(run) else run.trace.ids[run.position]


def _choice(run: Run, scope: Scope) -> Choice:
    few = len(set(run.trace.ids)) < FEWEST
    of = {WHOLE: _("whole vocabulary"), PROMPT: _("this run's tokens")}
    picked = _switch(_("Tokens on the map"), scope.key("vectors-of"), of)
    flat = _switch(_("Dimensions"), scope.key("vectors-flat"), {"2": "2-D", "3": "3-D"}) == "2"
    projections = {"pca": "PCA", "umap": "UMAP"}
    umap = umap_installed() and _switch(_("Projection"), scope.key("vectors-by"), projections) == "umap"
    return Choice(WHOLE if few else picked, flat, umap)


def _switch(label: str, key: str, offered: dict[str, str]) -> str:
    if st.session_state.get(key) not in offered:
        st.session_state[key] = next(iter(offered))
    st.segmented_control(
        label,
        list(offered),
        key=key,
        required=True,
        label_visibility="collapsed",
        format_func=offered.__getitem__,
        width="content",
    )
    return st.session_state[key]
