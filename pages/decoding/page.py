"""Step 4: logits to probabilities, through the sampling settings, to a choice."""

import streamlit as st

from explorer.components.probability.stages import stages
from explorer.decoding.sampling import ORDERS, Sampling
from explorer.engine.runs import Run
from explorer.session import state
from explorer.shell import old_views as views
from explorer.shell.page import current_run, opening
from explorer.views.decoding import gap
from explorer.views.decoding.bars import show_sampler
from explorer.views.decoding.idle_rerun import settle, settled
from explorer.views.decoding.presets import show_side_by_side
from explorer.views.decoding.stage_cards import cards, changed
from explorer.views.decoding.temperature import show_temperature
from explorer.views.decoding.thousand import show_draws
from explorer.views.decoding.vocabulary import show_vocabulary
from explorer.views.fragments import fragment
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.sentences import chip

VIEWS = {
    "sampler": show_sampler,
    "whole-vocabulary": show_vocabulary,
    "temperature": show_temperature,
    "side-by-side": show_side_by_side,
    "thousand-draws": show_draws,
}


def labels() -> dict[str, str]:
    return {
        "sampler": _("The sampler"),
        "whole-vocabulary": _("The whole vocabulary"),
        "temperature": _("Temperature"),
        "side-by-side": _("Side by side"),
        "thousand-draws": _("A thousand draws"),
    }


@fragment()
def show(run: Run, view: str) -> None:
    """Redrawn alone while a knob moves, from the logits that are there; the spine and the link follow when it rests."""
    if settled():
        st.rerun()
    run = state.now(run)
    if run.position != len(run.tokens) - 1:
        sentence(about(run), key="decoding_about")
    _stages(run)
    VIEWS[view](run)


def about(run: Run) -> str:
    """Which choice this is, where the selection is elsewhere."""
    return _(
        "This is the choice of what follows {last}, the last token. What could have stood in place of {token}, which "
        "is selected, is shown in ⑤.",
        last=chip(run.tokens[-1].text),
        token=chip(run.tokens[run.position].text),
    )


def _stages(run: Run) -> None:
    stages(
        cards(run),
        key="decoding_stages",
        orders=ORDERS,
        labels={
            "row": _("From logits to a choice, stage by stage"),
            "invitation": _("Each stage works on what the one before it left: set it, switch it off, drag it."),
            "orders": _("Order of"),
            "reset": _("Reset all settings"),
        },
        on_settings=lambda sent: state.change(sampling=changed(state.current().sampling, sent)),
        on_reset=_reset,
        on_settled=settle,
    )


def _reset() -> None:
    state.change(sampling=Sampling())
    settle()


opening(__file__)
run = current_run()
if run.model.causal:
    show(run, views.chosen(labels()))
else:
    gap.show(run)
