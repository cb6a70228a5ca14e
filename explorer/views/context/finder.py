"""The Context page's head finder: which text the heads are scored on, their scores, and one of them."""

from typing import TYPE_CHECKING, Literal

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run, trace_of
from explorer.errors import Refused
from explorer.findings.context.kinds import rule
from explorer.findings.context.scored_text import (
    finding,
    head_pattern,
    own_text,
    random_twice,
    repeated,
    said_twice,
    score_grids,
)
from explorer.findings.context.wall import head_scores
from explorer.session import state
from explorer.session.sticky import sticky
from explorer.trace.edits import everywhere
from explorer.views import say
from explorer.views.context.picking import choose
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal

if TYPE_CHECKING:
    from explorer.trace import Trace

Source = Literal["random", "run", "own"]


def show(run: Run, scope: Scope) -> None:
    try:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            ids = _scored_text(run, _pick_source(scope), scope)
        with st.spinner(_("The model is reading the test text…")):
            trace = run.trace if ids == run.trace.ids else trace_of(run.model, ids, everywhere(run.question.edits))
            scores = head_scores(trace)
    except Refused as refused:
        st.error(explain(refused, quote=literal), icon=":material/info:")
        return
    grids, picture = st.columns([5, 3], gap="large")
    with grids:
        mount(scope.key("context_scores"), score_grids(run, scores), head=choose)
    with picture:
        _show_pattern(run, trace, scope)
    sentence(finding(scores), key=scope.key("context_finder_finding"), strong=True)
    say.caption(rule())
    if trace.causal and said_twice(ids):
        say.caption(repeated(trace))


def _show_pattern(run: Run, trace: "Trace", scope: Scope) -> None:
    select = _select if trace.ids == run.trace.ids else _ignore
    mount(scope.key("context_scores_pattern"), head_pattern(run, trace), chosen=select)


def _select(position: int) -> None:
    state.change(position=position)


def _ignore(_position: int) -> None:
    """Of another text than the run's, no token can be selected."""


def _pick_source(scope: Scope) -> Source:
    labels: dict[Source, str] = {
        "random": _("Random tokens, twice"),
        "run": _("This run's text"),
        "own": _("A text of your own"),
    }
    return st.segmented_control(
        _("On which text"),
        list(labels),
        required=True,
        format_func=labels.__getitem__,
        **sticky(scope.key("context_source"), "random"),
    )


def _scored_text(run: Run, source: Source, scope: Scope) -> tuple[int, ...]:
    """The ids of the text that was chosen, drawn beside its choice."""
    if source == "run":
        return run.trace.ids
    if source == "random":
        key = scope.key("context_seed_kept")
        seed = int(st.session_state.get(key, 0))
        st.button(
            _("Draw others"),
            key=scope.key("context_draw"),
            icon=":material/casino:",
            on_click=lambda: st.session_state.__setitem__(key, seed + 1),
        )
        return random_twice(run.model, seed)
    text = st.text_input(
        _("The text whose heads are scored"),
        "",
        max_chars=2000,
        **sticky(scope.key("context_own"), _("The cat sat on the mat.")),
    )
    twice = st.toggle(_("Say it twice"), **sticky(scope.key("context_twice"), True))
    return own_text(run.model, text, twice=twice)
