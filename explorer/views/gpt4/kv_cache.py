"""KV cache: what is kept of this run, what that is worth in time, and how large it is in published models."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.gpt4.kv_cache import how_kept, kept, store, table, told
from explorer.session import state
from explorer.views import say
from explorer.views.gpt4 import cache_shapes
from explorer.views.output import cache_speed
from explorer.views.output.ways import pick_way
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    ways = {"store": _("What is kept"), "time": _("What it saves"), "shapes": _("In large models")}
    way = pick_way(scope.key("kv_way"), ways)
    if way == "time":
        cache_speed.show(run, scope)
    elif way == "shapes":
        cache_shapes.show(run, scope)
    else:
        _store(run, scope)


def _store(run: Run, scope: Scope) -> None:
    layers = kept(run)
    mount(scope.key("kv_store"), store(run), place=lambda place: state.change(layer=place[0], position=place[1]))
    sentence(told(run, layers), key=scope.key("kv_told"), strong=True)
    with st.container(key=scope.key("token_shares")):
        say.markdown(table(layers))
    say.caption(how_kept(run))
