"""The sampler's view: the likeliest tokens before and after the settings, each one's fate, and the draw."""

import streamlit as st

from explorer.components.mount import mount
from explorer.components.probability.draw_line import draw_line
from explorer.engine.runs import Run
from explorer.findings.next_token_table import next_token_table
from explorer.views.decoding import sampler
from explorer.views.sentence import sentence
from explorer.words import _

ROWS = 15


def show_sampler(run: Run) -> None:
    bars, beside = st.columns([5, 3], gap="medium")
    label = _("The likeliest next tokens, before and after the settings")
    table = next_token_table(run, run.pipeline, k=ROWS, chosen=run.next_id, label=label, logits=True, worked_out=True)
    with bars:
        mount("decoding_bars", table)
    with beside:
        sentence(sampler.sentence(run), key="decoding_sentence", strong=True)
        sentence(sampler.hesitation(run), key="decoding_hesitation")
        if said := sampler.order_sentence(run):
            sentence(said, key="decoding_order")
        draw_line(**sampler.drawn(run), key="decoding_draw")
        sentence(sampler.draw_sentence(run), key="decoding_draw_sentence")
