"""The lens: the table of what the stream says, and the ranks of target and foil."""

import streamlit as st

from explorer.components.frame.theme import shown as theme
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.rank_paths import rank_paths
from explorer.findings.chat_marks import kept as kept_places
from explorer.findings.features import ranks
from explorer.findings.features.lens import LastWindow, finding, lens_table, window_of
from explorer.findings.features.readouts import has_tuned_lens
from explorer.session import state
from explorer.views import chat_marks, say
from explorer.views.choice import choice
from explorer.views.features.selection import token_and_layer
from explorer.views.features.target_foil import choose
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _

LENS = "lens_kind"
"""Where the session keeps which lens was chosen."""


def show(run: Run, scope: Scope) -> None:
    token_and_layer(run, scope, layer=run.stream_layer)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        tuned = _tuned(run, scope)
        whole = chat_marks.pick(run, scope)
    _table(run, scope, tuned_lens=tuned, shown=kept_places(run, whole=whole))
    sentence(finding(run, tuned_lens=tuned), key=scope.key("features_finding"), strong=True)
    say.subheader(_("The rank of a token, layer by layer"), anchor=False)
    _ranks(run, scope)


def _tuned(run: Run, scope: Scope) -> bool:
    """The choice between the two lenses, where the model has both: whether the tuned one reads."""
    offered = {"logit": _("logit lens")} | ({"tuned": _("tuned lens")} if has_tuned_lens(run) else {})
    return choice(_("Lens"), offered, key=scope.key("lens_chosen"), place=LENS) == "tuned"


def _table(run: Run, scope: Scope, *, tuned_lens: bool, shown: tuple[int, ...]) -> None:
    kept, position, total = scope.key("features_view_kept"), shown.index(run.position), len(shown)
    window = window_of(total, position, st.session_state.get(kept))
    st.session_state[kept] = LastWindow(position, total, window.start)
    mount(
        scope.key("features_lens"),
        lens_table(run, window, tuned_lens=tuned_lens, shown=shown),
        cell=_select,
        start=lambda start: st.session_state.update({kept: LastWindow(position, total, start)}),
    )


def _select(place: tuple[int | None, int]) -> None:
    """The embedding's row is no layer: a click there selects the position alone."""
    layer, position = place
    state.change(position=position, **({} if layer is None else {"layer": layer}))


def _ranks(run: Run, scope: Scope) -> None:
    asked = choose(run, scope, key="lens_contest", ranks=True)
    paths, labels = ranks.rank_figure(run, asked)
    plotted(
        rank_paths(paths, run.model.shape.n_vocab, labels, palette(theme())),
        key=scope.key("features_ranks"),
        alt=ranks.spoken(paths),
    )
    sentence(ranks.climb(run, asked), key=scope.key("features_rank"))
