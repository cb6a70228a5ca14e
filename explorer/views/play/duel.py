"""Two settings of the sampler write on from the run's text, and people pick the better."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.findings.play import duel, said
from explorer.findings.play.riddles import PairRiddle
from explorer.session import player
from explorer.views import say
from explorer.views.door import door
from explorer.views.play import alone, lobby, pairs, ways
from explorer.views.scope import Scope
from explorer.words import _

GAME = "duel"


def show(run: Run, scope: Scope) -> None:
    if player.ending(run) is not None:
        say.info(_("This text has come to its end: type another one above."))
        return
    with st.spinner(_("{model} is writing…", model=run.model.name)):
        riddle = duel.riddle(run, ways.number(GAME))
    led = lobby.led(scope)
    pair = pairs.Pair(riddle, said.open_duel(run.model.name), lambda text: _chosen(riddle, text), _("Next duel"))
    if led is None:
        pairs.alone_with(pair, scope)
        say.caption(said.standings(duel.standings(_rounds())))
        with st.container(horizontal=True, vertical_alignment="center"):
            lobby.offer(scope)
    else:
        pairs.in_room(led, pair, scope)
    lobby.say_refused()
    say.caption(_("Neither the order nor the length says which setting wrote it, and each text has a seed of its own."))
    door("decoding", _("What these settings do"), key=scope.key("play_on"), view="side-by-side")


def _chosen(riddle: PairRiddle, text: str) -> alone.Played:
    return alone.Played(GAME, text, 0.0, 0.0, riddle.authors)


def _rounds() -> list[dict[str, tuple]]:
    """What was chosen alone, as a room's rounds have it."""
    return [{"authors": one.authors, "votes": duel.votes([one.answer])} for one in alone.history(GAME) if one.authors]
