"""What a second training moved: the weights of every head and MLP, and what they make of this prompt."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.moved_by_layer import moved_by_layer
from explorer.figures.palette import palette
from explorer.findings.gpt3.moved import (
    Moved,
    agreement,
    axes,
    boards,
    by_layer,
    chosen_head,
    elsewhere,
    moved,
    patterns,
    spoken,
    striking,
    what_head,
)
from explorer.findings.gpt3.pair import Pair, which_pair
from explorer.views import say
from explorer.views.context.picking import choose
from explorer.views.gpt3.the_pair import both
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal


def show(run: Run, scope: Scope) -> None:
    pair = both()
    if pair is None:
        return
    try:
        with st.spinner(_("Both models are reading the prompt…")):
            found = moved(pair, run.question.prompt)
    except Refused as refused:
        say.info(explain(refused, quote=literal))
        return
    sentence(striking(found), key=scope.key("moved-striking"), strong=True)
    head = chosen_head(run, found)
    mount(scope.key("moved-boards"), boards(found, head), head=choose)
    sentence(agreement(found), key=scope.key("moved-agreement"))
    _head(run, pair, found, head, scope)
    _layers(found, scope)
    say.caption(which_pair(run))


def _head(run: Run, pair: Pair, found: Moved, head: tuple[int, int], scope: Scope) -> None:
    say.subheader(_("One head, before and after"), anchor=False)
    sentence(what_head(found, head), key=scope.key("moved-head"))
    mount(scope.key("moved-patterns"), patterns(pair, found, head, run.position))


def _layers(found: Moved, scope: Scope) -> None:
    say.subheader(_("Layer by layer"), anchor=False)
    lines = by_layer(found)
    figure = moved_by_layer(lines, *axes(), palette(shown()))
    plotted(figure, key=scope.key("moved-layers"), alt=spoken(lines))
    sentence(elsewhere(found), key=scope.key("moved-elsewhere"))
