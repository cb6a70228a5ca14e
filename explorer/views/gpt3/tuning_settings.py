"""Which model is to be taught, and how."""

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.engine.runs import Run
from explorer.findings.gpt3 import presets
from explorer.models.tuning.settings import BETAS, RANKS, RATES, STEPS, Settings
from explorer.session.sticky import sticky
from explorer.views.scope import Scope
from explorer.words import _

FIRST = Settings()
FIRST_PREFERENCE = Settings(rate=3e-4, steps=20, batch=4)


def _popover(key: str, offered: list[str]) -> DeltaGenerator:
    """It says which model is taught: not always the one on screen."""
    wish = st.session_state.get(f"{key}_kept")
    name = wish if wish in offered else offered[0]
    return st.popover(_("A copy of {model} is taught", model=name), icon=":material/tune:")


def pick(run: Run, scope: Scope) -> tuple[str, Settings]:
    """A model's name, and settings, from what the visitor has chosen."""
    offered = presets.teachable(run.model)
    with _popover(scope.key("tuning_model"), offered):
        model = st.selectbox(_("Model"), offered, **sticky(scope.key("tuning_model"), offered[0], among=offered))
        rank = st.select_slider(
            _("Rank of the updates"),
            RANKS,
            help=_(
                "Each matrix W gets an update B A of this rank: the smaller, the less can be learnt, and forgotten."
            ),
            **sticky(scope.key("tuning_rank"), FIRST.rank),
        )
        rate = st.select_slider(
            _("Learning rate"), RATES, format_func="{:g}".format, **sticky(scope.key("tuning_rate"), FIRST.rate)
        )
        steps = st.select_slider(_("Steps"), STEPS, **sticky(scope.key("tuning_steps"), FIRST.steps))
    return model or offered[0], Settings(rank=rank, rate=rate, steps=steps)


def pick_preference(run: Run, scope: Scope) -> tuple[str, Settings, float]:
    """The same for picks, with β."""
    offered = presets.teachable(run.model)
    with _popover(scope.key("preference_model"), offered):
        model = st.selectbox(_("Model"), offered, **sticky(scope.key("preference_model"), offered[0], among=offered))
        beta = st.select_slider(
            _("β: how dear it is to move away"),
            BETAS,
            help=_("The loss is −log σ(β · difference of the gains): with a small β the model moves further."),
            **sticky(scope.key("preference_beta"), 0.1),
        )
        rate = st.select_slider(
            _("Learning rate"),
            RATES,
            format_func="{:g}".format,
            **sticky(scope.key("preference_rate"), FIRST_PREFERENCE.rate),
        )
        steps = st.select_slider(_("Steps"), STEPS, **sticky(scope.key("preference_steps"), FIRST_PREFERENCE.steps))
    return model or offered[0], replace(FIRST_PREFERENCE, rate=rate, steps=steps), beta
