"""The layer at which each word of a text was decided; every word leads to its column of the lens."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.memory import most_tokens
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.chat_marks import away as away_of
from explorer.findings.output import decided_words
from explorer.findings.output.decided import Decided, Subject, decided_of_run, decided_of_text
from explorer.findings.output.decided_heat import decided_heat
from explorer.findings.output.reading import ids_of_text
from explorer.session import player, state
from explorer.text.token import Token
from explorer.trace.edits import everywhere
from explorer.views import chat_marks, say
from explorer.views.choice import choice
from explorer.views.output.at_rest import at_rest
from explorer.views.output.own_words import own_words
from explorer.views.output.progress import progress
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal


@at_rest
def show(run: Run, scope: Scope) -> None:
    above = st.container()
    own = own_words(scope)
    with above:
        try:
            tokens, found = _read(run, own)
        except Refused as refused:
            st.error(explain(refused, quote=literal))
            return
        subject = choice(_("Whose depth"), decided_words.subjects(), key=scope.key("decided_of"), place="decided_of")
        away = () if own else away_of(run, whole=chat_marks.pick(run, scope))
        _heat(run, own, tokens, found, subject, away, scope)
        finding = decided_words.finding(run, tokens, found, subject, away)
        sentence(finding, key=scope.key("decided_finding"), strong=True)
        say.caption(decided_words.about(tokens, found, subject, away))


def _read(run: Run, own: str) -> tuple[tuple[Token, ...], Decided]:
    if not own:
        return run.tokens, decided_of_run(run, progress)
    ids = ids_of_text(run.model, own)
    return run.model.tokens(ids), decided_of_text(run.model, ids, everywhere(run.question.edits), progress)


def _heat(
    run: Run, own: str, tokens: tuple[Token, ...], found: Decided, subject: Subject, away: Sequence[range], scope: Scope
) -> None:
    """A token of a text of one's own has a place in a run only once that text is the prompt."""
    fits = len(tokens) <= most_tokens(run.model.shape)
    door = (
        (_("Make this text the prompt, and see its lens here") if own else _("Its column of the lens")) if fits else ""
    )
    begun: dict[str, Any] = {"prompt": own, "chat": False} if own else {}
    heat = decided_heat(run, tokens, found, subject, selected=_selected(run, own, len(tokens)), door=door, away=away)

    def through(at: int) -> None:
        state.change(**begun, position=at - 1, view="lens")
        state.go("features")

    mount(scope.key("decided_heat"), heat, door=through, **({} if own else {"position": player.select}))


def _selected(run: Run, own: str, n: int) -> int:
    """Where nobody has selected a token, what comes next."""
    position = None if own else run.selection.position
    return n if position is None else position
