"""Where it looks when it writes each word of its answer, and what the word depends on."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.occlusion import Occluded, key_of, known, measured
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.gpt4.answers import MODEL, Answer, answer
from explorer.findings.gpt4.looks import Which, asked, words
from explorer.findings.gpt4.looks_maps import picture_maps
from explorer.findings.gpt4.looks_said import finding, how
from explorer.session.sticky import sticky
from explorer.views import jobs, say
from explorer.views.gpt4.board import board, question, there
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.waiting import loaded
from explorer.words import _, explain
from explorer.words.literal import literal

ALL = -1


def show(run: Run, scope: Scope) -> None:
    if not there():
        return
    model = loaded(MODEL)
    left, right = st.columns([1, 3.2], gap="medium")
    with left:
        shown = board(run, scope)
    with right:
        above = st.container()
        wished = question(run, shown, scope)
        try:
            found = answer(model, shown, wished)
        except Refused as refused:
            say.warning(explain(refused, quote=literal))
            return
        which = _which(found, scope)
        say.caption(how())
    with above:
        occluded = _occluded(found, scope)
        if occluded is None:
            return
        both = words(found, occluded, which)
        sentence(finding(both), key=scope.key("looks-finding"), strong=True)
        mount(scope.key("looks-maps"), picture_maps(found, both))


def _which(found: Answer, scope: Scope) -> Which:
    """Whose attention: of all layers and heads, or of one."""
    shape = found.run.model.shape
    layers, heads = [ALL, *range(shape.n_layers)], [ALL, *range(shape.n_heads)]
    with st.container(horizontal=True, width=320):
        layer = st.selectbox(
            _("Layer"),
            layers,
            format_func=lambda n: _("All layers") if n == ALL else _("Layer {layer}", layer=n + 1),
            label_visibility="collapsed",
            **sticky(scope.key("looks-layer"), ALL, place="looks_layer", among=layers),
        )
        head = st.selectbox(
            _("Head"),
            heads,
            format_func=lambda n: _("All heads") if n == ALL else _("Head {head}", head=n + 1),
            label_visibility="collapsed",
            **sticky(scope.key("looks-head"), ALL, place="looks_head", among=heads),
        )
    return Which(None if layer == ALL else layer, None if head == ALL else head)


def _occluded(found: Answer, scope: Scope) -> Occluded | None:
    """Known, or measured in the background."""
    run, ids = found.run, asked(found)
    about = (run.model, found.picture, run.generation.prompt_ids, ids)
    return known(*about) or jobs.result_of(key_of(*about), measured, *about, name=scope.key("looks-job"))
