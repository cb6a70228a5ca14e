"""The games of two ways on, alone and in a room."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from explorer.components.mount import mount
from explorer.findings.play import duel, said
from explorer.findings.play.board import pair_board
from explorer.findings.play.riddles import PairRiddle
from explorer.rooms.looking import Given, shown_in
from explorer.rooms.rooms import Host
from explorer.session.rooms import database
from explorer.views import say
from explorer.views.play import alone, room, ways
from explorer.views.scope import Scope
from explorer.views.sentence import sentence


@dataclass(frozen=True)
class Pair:
    riddle: PairRiddle
    asks: str
    """The sentence above it."""
    taken: Callable[[str], alone.Played]
    """What is remembered of a choice, alone."""
    next_label: str


def alone_with(pair: Pair, scope: Scope) -> None:
    kept = alone.answered(pair.riddle)
    sentence(said.picked(pair.riddle, kept.answer) if kept else pair.asks, key=scope.key("play_said"), strong=True)
    board = pair_board(pair.riddle, revealed=kept is not None, mine=kept.answer if kept else None)
    mount(scope.key("play_board"), board)
    if kept is None:
        alone.ask(pair.riddle, pair.taken, scope)
    else:
        alone.onward(pair.riddle.game, scope, label=pair.next_label)


def in_room(led: Host, pair: Pair, scope: Scope) -> None:
    riddle = pair.riddle

    def draw(given: Sequence[Given], over: bool) -> None:
        counted = duel.votes(one.text for one in given)
        sentence(said.room_picked(riddle, counted) if over else pair.asks, key=scope.key("room_said"), strong=True)
        mount(scope.key("room_board"), pair_board(riddle, revealed=over, given=given))
        if over and riddle.right is None:
            rounds = [shown for asked, shown in shown_in(database(), led.code) if asked["game"] == riddle.game]
            say.caption(said.standings(duel.standings(rounds)))

    played = room.Played(
        riddle,
        draw,
        score=lambda texts: _scores(pair, texts),
        shown=lambda given: riddle.shown() | {"votes": list(duel.votes(one.text for one in given))},
        onward=lambda: ways.onward(riddle.game),
        next_label=pair.next_label,
    )
    room.play_in(led, played, scope)


def _scores(pair: Pair, texts: Sequence[str]) -> Mapping[str, float]:
    return {text: pair.taken(text).score for text in texts}
