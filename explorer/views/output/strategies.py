"""Greedy, sampling and beam search from the same place, on one canvas."""

import streamlit as st

from explorer.components.mount import mount
from explorer.decoding.branches import Path
from explorer.engine.runs import Run
from explorer.findings.output.continuations import cells, ways_of
from explorer.findings.output.strategies import canvas, gain_and_price
from explorer.session import state
from explorer.session.sticky import sticky
from explorer.views.output.at_rest import at_rest
from explorer.views.output.room import has_room
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _

BEAMS = (2, 3, 4, 5, 8)
LENGTHS = (8, 12, 16, 24)


@at_rest
def show(run: Run, scope: Scope) -> None:
    if not has_room(run):
        return
    beams, n = _settings(scope)
    with st.spinner(_("Writing with each strategy…"), show_time=False):
        ways = list(ways_of(run, beams=beams, n=n))
    placed = cells(ways)
    start, paths = run.generation.generated[: run.generation.step], [cell.path for cell in placed]
    mount(scope.key("strategies_canvas"), canvas(run, ways, placed), cell=lambda cell: _go_on((*start, *paths[cell])))
    sentence(gain_and_price(ways), key=scope.key("strategies_finding"), strong=True)


def _settings(scope: Scope) -> tuple[int, int]:
    left, middle, _rest = st.columns([1, 1, 3])
    beams = left.selectbox(_("Beams"), BEAMS, **sticky(scope.key("strategies_beams"), 3))
    return beams, middle.selectbox(_("Tokens to write"), LENGTHS, **sticky(scope.key("strategies_length"), 12))


def _go_on(generated: Path) -> None:
    """With the text up to a token that was clicked."""
    state.change(generated=generated, step=len(generated), position=None)
