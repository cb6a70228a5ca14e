"""One player against the model: what they answered, for as long as the visit lasts."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from explorer.components.mount import mount
from explorer.components.play.answer_box import AnswerBox
from explorer.findings.play.phone import labels
from explorer.findings.play.riddles import SIDES, PairRiddle, Riddle, number_of
from explorer.findings.play.said import score_line
from explorer.rooms.bounds import LONGEST
from explorer.rooms.texts import line_of
from explorer.views import say
from explorer.views.play import ways
from explorer.views.play.lobby import attempt
from explorer.views.scope import Scope
from explorer.words import _

KEPT = "play_alone"
MOST = 200
"""Riddles whose answers are remembered."""


@dataclass(frozen=True)
class Played:
    """One answer, and what it scored; what the model itself scored on the same riddle."""

    game: str
    answer: str
    score: float
    model: float
    authors: tuple[str, str] | None = None


def answered(riddle: Riddle) -> Played | None:
    return _kept().get(number_of(riddle))


def history(game: str) -> list[Played]:
    return [one for one in _kept().values() if one.game == game]


def remember(riddle: Riddle, played: Played) -> None:
    kept = _kept()
    kept.setdefault(number_of(riddle), played)
    while len(kept) > MOST:
        del kept[next(iter(kept))]


def _kept() -> dict[int, Played]:
    return st.session_state.setdefault(KEPT, {})


def onward(game: str, scope: Scope, *, label: str = "") -> None:
    """To the next riddle of the row, and the score so far."""
    past = history(game)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            label or _("Next sentence"), key=scope.key("play_next"), type="primary", on_click=ways.onward, args=(game,)
        )
        if game != "duel":
            theirs = [one.model for one in past] if game == "gaps" else None
            say.caption(score_line([one.score for one in past], theirs), width="content")


def ask(riddle: Riddle, score: Callable[[str], Played], scope: Scope) -> None:
    """The box to answer in. score: of an answer, what is remembered of it."""
    options = list(SIDES if isinstance(riddle, PairRiddle) else riddle.offered or ())
    number = number_of(riddle)
    box = AnswerBox(
        kind="choose" if options else "type",
        question=None,
        options=tuple(options),
        long=False,
        round=number,
        answered=False,
        note="",
        result=(),
        longest=LONGEST,
        labels=labels(riddle.game),
    )

    def take(about: int, said: str) -> None:
        if about == number:  # a tap that comes late is about the riddle before
            attempt(lambda: remember(riddle, score(line_of(said))))

    mount(
        scope.key("play_answer"),
        box,
        typed=lambda sent: take(*sent),
        chosen=lambda sent: take(sent[0], options[sent[1]]),
    )
