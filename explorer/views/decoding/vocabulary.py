"""The view of the whole vocabulary: every token by rank, and where a word of the visitor's own stands."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.decoding.sampler import hesitation
from explorer.findings.decoding.seeking import found_in_words, tokens_sought
from explorer.findings.decoding.vocabulary import rank_curve, spread
from explorer.views.decoding.under_stages import under_settings
from explorer.views.scope import Scope
from explorer.views.sentence import sentence


@under_settings
def show(run: Run, scope: Scope) -> None:
    kept = scope.key("decoding_sought")
    sought = tokens_sought(run, st.session_state.get(kept, ""))
    mount(
        scope.key("decoding_curve"),
        rank_curve(run, sought),
        seek=lambda text: st.session_state.update({kept: text}),
    )
    if sought:
        sentence(found_in_words(run, sought), key=scope.key("decoding_found"))
    sentence(spread(run.pipeline), key=scope.key("decoding_spread"), strong=True)
    sentence(hesitation(run), key=scope.key("decoding_hesitation"))
