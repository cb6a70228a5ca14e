"""The sampler's view: the likeliest tokens before and after the settings, each one's fate, and the draw."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.decoding import sampler
from explorer.findings.decoding.draw import draw_line, draw_sentence
from explorer.views import say
from explorer.views.decoding.under_stages import under_stages
from explorer.views.scope import Scope
from explorer.views.sentence import sentence


@under_stages
def show(run: Run, scope: Scope) -> None:
    bars, beside = st.columns([5, 3], gap="medium")
    with bars:
        mount(scope.key("decoding_bars"), sampler.bars(run))
        say.signs(run)
    with beside:
        sentence(sampler.sentence(run), key=scope.key("decoding_sentence"), strong=True)
        sentence(sampler.hesitation(run), key=scope.key("decoding_hesitation"))
        if order := sampler.order_sentence(run):
            sentence(order, key=scope.key("decoding_order"))
        mount(scope.key("decoding_draw"), draw_line(run))
        sentence(draw_sentence(run), key=scope.key("decoding_draw_sentence"))
