"""Play: guess what the model guesses, alone and with a room of people."""

from explorer.views.view import CAUSAL, Page, View
from explorer.views.wings import PRESENTING
from explorer.words import N_

PAGE = Page(
    "play",
    N_("Games"),
    (
        View("guess", N_("Guess the next token"), "explorer.views.play.guess", needs=(CAUSAL,)),
        View("beat-gaps", N_("Beat the model at gaps"), "explorer.views.play.gaps"),
        View("real", N_("Real or generated?"), "explorer.views.play.real"),
        View("duel", N_("Sampler duel"), "explorer.views.play.duel", needs=(CAUSAL,)),
    ),
    wing=PRESENTING,
    riddle=True,
)
