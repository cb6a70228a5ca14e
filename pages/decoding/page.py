"""Step 4: logits to probabilities, through the sampling settings, to a choice."""

from dataclasses import replace

import streamlit as st

from explorer.components.draw_line import draw_line
from explorer.components.probability_bars import probability_bars
from explorer.components.sentence import sentence
from explorer.components.stages import stages
from explorer.decoding.sampling import Sampling
from explorer.ui import sampler, state
from explorer.ui.fragments import fragment
from explorer.ui.likeliest import formula, headings, likeliest
from explorer.ui.page import current_run, opening
from explorer.ui.runs import Run
from explorer.ui.spine import next_id
from explorer.ui.stage_cards import cards, settings_of
from explorer.ui.words import _

ROWS = 15


@fragment()
def show(run: Run) -> None:
    """Redrawn alone while a knob moves, from the logits that are there; the spine and the link follow when it rests."""
    if st.session_state.pop("decoding_settled", False):
        st.rerun()
    run = replace(run, here=state.current())
    _stages(run)
    _picture(run)


def _stages(run: Run) -> None:
    stages(
        cards(run),
        key="decoding_stages",
        label=_("From logits to a choice, stage by stage"),
        invitation=_("Move the knobs: each stage works on what the one before it left."),
        reset=_("Reset all settings"),
        on_settings=lambda values: state.change_sampling(**settings_of(values)),
        on_reset=_reset,
        on_settled=_settle,
    )


def _picture(run: Run) -> None:
    bars, beside = st.columns([5, 3], gap="medium")
    found = likeliest(run, run.pipeline, k=ROWS, chosen=next_id(run))
    with bars:
        probability_bars(
            found.rows,
            key="decoding_bars",
            label=_("The likeliest next tokens, before and after the settings"),
            headings=headings(logits=True),
            tail=found.tail,
            formula=formula(run.pipeline),
        )
    with beside:
        sentence(sampler.sentence(run), key="decoding_sentence", strong=True)
        draw_line(**sampler.drawn(run), key="decoding_draw")
        sentence(sampler.draw_sentence(run), key="decoding_draw_sentence")


def _settle() -> None:
    st.session_state["decoding_settled"] = True


def _reset() -> None:
    state.change(sampling=Sampling())
    _settle()


opening(__file__)
run = current_run()
if run.model.causal:
    show(run)
else:
    st.info(
        _("{model} reads the whole text at once and fills gaps; it has no next token to decode.", model=run.model.name)
    )
