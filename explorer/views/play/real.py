"""A passage goes on twice, once as its author wrote it and once as explorer-gpt did: which is which?"""

import streamlit as st

from explorer.engine.runs import Run
from explorer.findings.output.calibration import source
from explorer.findings.play import real, said
from explorer.findings.play.riddles import PairRiddle
from explorer.views import say
from explorer.views.door import door
from explorer.views.play import alone, lobby, pairs, ways
from explorer.views.scope import Scope
from explorer.views.waiting import loaded
from explorer.words import _, language

GAME = "real"


def show(run: Run, scope: Scope) -> None:
    model = loaded(real.WRITER)
    with st.spinner(_("{model} is writing…", model=model.name)):
        riddle = real.riddle(model, language(), ways.number(GAME))
    led = lobby.led(scope)
    pair = pairs.Pair(riddle, said.open_real(), lambda text: _scored(riddle, text), _("Next passage"))
    if led is None:
        pairs.alone_with(pair, scope)
        with st.container(horizontal=True, vertical_alignment="center"):
            lobby.offer(scope)
    else:
        pairs.in_room(led, pair, scope)
    lobby.say_refused()
    say.caption(source(model))
    door("output", _("Read a text of your own as the model does"), key=scope.key("play_on"), view="reading")


def _scored(riddle: PairRiddle, text: str) -> alone.Played:
    return alone.Played(GAME, text, real.score(riddle, text), 0.0)
