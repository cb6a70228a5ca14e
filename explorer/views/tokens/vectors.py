"""The vectors that a token begins with, and where its own lies among all of the vocabulary's."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.umap_layout import umap_installed
from explorer.analysis.vocabulary_map import Map, nearest, principal_map, umap_map
from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.components.tokens.token_strip import strip_of
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.vocabulary_map import Cloud, vocabulary_map
from explorer.text.token import token_alone
from explorer.text.vocabulary import SCRIPTS, vocabulary_of
from explorer.views import embedding
from explorer.views.fragments import fragment
from explorer.views.sentence import sentence
from explorer.words import _, ngettext
from explorer.words.sentences import chip

LARGEST = 8_192
"""Tokens on the map: those of the lowest ids, which byte-pair encoding has made of the commonest pairs."""

NEIGHBOURS = 12
FEWEST = 3
"""Different tokens of a prompt that make a map of their own."""

WHOLE, PROMPT = "whole", "prompt"


@dataclass(frozen=True)
class Choice:
    of: str
    flat: bool
    umap: bool


def show(run: Run) -> None:
    """Token, position and sum; then the map."""
    st.subheader(_("Token vector and position vector"), anchor=False)
    embedding.show(run)
    sentence(lengths(run), key="vectors-lengths")
    _map(run)


def lengths(run: Run) -> str:
    """The two vectors in numbers."""
    token = run.trace["hook_embed"][run.position].astype(np.float64)
    about = {"token": chip(run.tokens[run.position].text), "long": f"{np.linalg.norm(token):.2f}"}
    if "hook_pos_embed" not in run.trace.names:
        return _("The vector of {token} is {long} long.", **about)
    place = run.trace["hook_pos_embed"][run.position].astype(np.float64)
    size = np.linalg.norm(token) * np.linalg.norm(place)
    return _(
        "The vector of {token} is {long} long, the one added for position {position} is {place}; the cosine between "
        "them is {cosine}.",
        position=run.position + 1,
        place=f"{np.linalg.norm(place):.2f}",
        cosine=f"{token @ place / max(size, 1e-30):.2f}".replace("-", "−"),
        **about,
    )


@fragment()
def _map(run: Run) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(_("A map of the vocabulary"), anchor=False, width="content")
        choice = _choice(run)
    id = _centre(run)
    ids, cosines = near(run, id)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        _picture(run, choice, id, ids)
    with right:
        _neighbours(run, id, ids, cosines)


def near(run: Run, id: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The nearest neighbours of a token in the whole vocabulary, and their cosines."""
    key = ("nearest", run.model.fingerprint, id)
    return once(key, lambda: nearest(run.model.embedding.W_E, id, NEIGHBOURS))


def ids_of(run: Run, of: str) -> NDArray[np.int64]:
    """The tokens on the map: the run's own, or the lowest ids and the run's."""
    own = np.unique(run.trace.ids)
    return own if of == PROMPT else np.union1d(np.arange(min(LARGEST, len(run.model.embedding.W_E))), own)


def _picture(run: Run, choice: Choice, id: int, neighbours: NDArray[np.int64]) -> None:
    ids = ids_of(run, choice.of)
    found = _placed(run, choice, ids)
    place = {int(id): i for i, id in enumerate(ids)}
    tokens = [token_alone(int(one), run.model.tokenizer).text for one in ids]
    cloud = Cloud(
        found.xyz,
        tokens,
        _groups(run, ids),
        [place[one] for one in run.trace.ids],
        [place[int(one)] for one in neighbours if int(one) in place],
        place.get(id, place[run.trace.ids[run.position]]),
    )
    figure = vocabulary_map(
        cloud,
        palette(shown()),
        names=(_("Latin letters"), _("kana"), _("kanji (Han)"), _("everything else")),
        marks=(_("this run"), _("nearest"), _("selected")),
        axes=_axes(found),
        flat=choice.flat,
    )
    st.plotly_chart(
        figure,
        key="vectors-map",
        config={"displayModeBar": False, "scrollZoom": True},
        alt=_("The vocabulary's vectors as a cloud of points, with this run's tokens marked"),
    )
    st.caption(_about(run, choice, len(ids)))


def _placed(run: Run, choice: Choice, ids: NDArray[np.int64]) -> Map:
    """The map; kept, since its fit takes a moment."""
    key = ("map", run.model.fingerprint, choice.umap, choice.umap and choice.flat, ids.tobytes())
    return once(key, lambda: _laid_out(run, choice, ids))


def _laid_out(run: Run, choice: Choice, ids: NDArray[np.int64]) -> Map:
    vectors = run.model.embedding.W_E[ids]
    if not choice.umap:
        with st.spinner(_("The map of {n} tokens is being computed, once.", n=len(ids))):
            return principal_map(vectors)
    with st.spinner(_("UMAP lays out {n} tokens; this can take a minute, once.", n=len(ids))):
        return umap_map(vectors, 2 if choice.flat else 3)


def _neighbours(run: Run, id: int, ids: NDArray[np.int64], cosines: NDArray[np.float32]) -> None:
    token = token_alone(id, run.model.tokenizer)
    st.subheader(_("The nearest of all {n} tokens", n=f"{len(run.model.embedding.W_E):,}"), anchor=False)
    shown_tokens = [token_alone(int(one), run.model.tokenizer) for one in ids]
    strip = strip_of(
        [token, *shown_tokens],
        label=_("Nearest neighbours by cosine"),
        selected=0,
        text=False,
        notes=["1.00", *(f"{cosine:.2f}".replace("-", "−") for cosine in cosines)],
    )
    mount("vectors-near", strip, position=lambda index: _open(run, [id, *map(int, ids)][index]))
    sentence(_nearest(token.text, shown_tokens[0].text if shown_tokens else "", cosines), key="vectors-nearest")
    st.caption(
        _(
            "Beneath each token stands the cosine of its vector with that of the first. Click one to see its own "
            "neighbours; picking a token of the run leads back."
        )
    )


def _nearest(token: str, other: str, cosines: NDArray[np.float32]) -> str:
    if not other:
        return _("The vocabulary has no other token.")
    return _("Nearest to {token} is {other}: {cosine}, where 1 is the same direction and 0 a right angle.",
             token=chip(token), other=chip(other), cosine=f"{cosines[0]:.2f}".replace("-", "−"))  # fmt: skip


def _open(run: Run, id: int) -> None:
    st.session_state["vectors-id"] = (_place(run), id)


def _place(run: Run) -> tuple[str, tuple[int, ...], int]:
    return run.model.name, run.trace.ids, run.position


def _centre(run: Run) -> int:
    """The token whose neighbours are shown: the one that was clicked, else the run's selected one."""
    place, id = st.session_state.get("vectors-id", (None, 0))
    return id if place == _place(run) else run.trace.ids[run.position]


def _choice(run: Run) -> Choice:
    few = len(set(run.trace.ids)) < FEWEST
    of = {WHOLE: _("whole vocabulary"), PROMPT: _("this run's tokens")}
    picked = _switch(_("Tokens on the map"), "vectors-of", of)
    flat = _switch(_("Dimensions"), "vectors-flat", {"2": "2-D", "3": "3-D"}) == "2"
    umap = umap_installed() and _switch(_("Projection"), "vectors-by", {"pca": "PCA", "umap": "UMAP"}) == "umap"
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


def _groups(run: Run, ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n,) 0 Latin, 1 kana, 2 Han, 3 all else; ids beyond the tokenizer's are all else."""
    scripts = vocabulary_of(run.model.tokenizer).scripts
    own = np.full(len(ids), SCRIPTS.index("none"))
    known = ids < len(scripts)
    own[known] = scripts[ids[known]]
    return np.select([own == SCRIPTS.index(name) for name in ("Latin", "Kana", "Han")], [0, 1, 2], 3)


def _axes(found: Map) -> tuple[str, ...]:
    if found.explained is None:
        return ("UMAP 1", "UMAP 2", "UMAP 3")
    first, second, third = (f"{100 * share:.1f} %" for share in found.explained)
    return (
        _("first direction ({share} of the variance)", share=first),
        _("second direction ({share})", share=second),
        _("third direction ({share})", share=third),
    )


def _about(run: Run, choice: Choice, n: int) -> str:
    said = ngettext("{n} token on the map.", "{n} tokens on the map.", n)
    if n < len(run.model.embedding.W_E) and choice.of == WHOLE:
        said += " " + _("They are those of the lowest ids, with this run's.")
    if len(set(run.trace.ids)) < FEWEST:
        said += " " + _("A map of this run alone needs three different tokens.")
    if not choice.umap:
        said += " " + _(
            "Principal components show the plane of largest variance; what lies near on it may be far apart in the "
            "other directions, so neighbours are found in all of them."
        )
    if not umap_installed():
        said += " " + _("UMAP is offered where umap-learn is installed.")
    return said
