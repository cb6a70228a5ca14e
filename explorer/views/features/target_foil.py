"""Which token the page asks about, and what it is held against: A and B, chosen once for all of its views."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import streamlit as st

from explorer.components.stream.target_foil_picker import Option, Slot, target_foil_picker
from explorer.decoding.filters import softmax
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.ids_of_word import ids_of_word
from explorer.session import state
from explorer.text.token import token_alone
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.sentences import chip

Against = int | Literal["average"] | None
Place = tuple[str, tuple[int, ...], int]

OFFERED = 7
"""The likeliest tokens that can be clicked."""


@dataclass(frozen=True)
class Contest:
    """What is asked at the selected position."""

    token: int
    against: Against


@dataclass(frozen=True)
class Typed:
    """What somebody typed, how many tokens that is, and the first of them."""

    place: Place
    """Elsewhere it is no longer of interest."""
    text: str
    n: int
    token: int


def contest_of(run: Run) -> Contest:
    """As the link says; else the likeliest token against the next one."""
    first, second = _likeliest(run, 2)
    asked = run.selection.token
    token = asked if asked is not None and asked < run.trace.logits.shape[-1] else first
    against = run.selection.foil
    if against is None:
        return Contest(token, second if token == first else first)
    if against == "nothing" or (isinstance(against, int) and against >= len(run.trace.logits[0])):
        return Contest(token, None)
    return Contest(token, against)


def place_of(run: Run) -> Place:
    """Model, ids up to the position, position."""
    ids = run.trace.ids
    return run.model.name, ids[: run.position + 1] if run.model.causal else ids, run.position


def choose(run: Run, *, key: str, ranks: bool = False) -> Contest:
    """Draw the choice, and give what is chosen. `ranks`: it is only about where tokens stand, not why."""
    contest = contest_of(run)
    probs = softmax(run.trace.logits[run.position])
    best = _likeliest(run, OFFERED)
    first = [_option(run, token, probs) for token in _with(best, contest.token)]
    others = [token for token in _with(best, contest.against) if token != contest.token]
    second = [*(_option(run, token, probs) for token in others), *_no_tokens(ranks)]
    against = "nothing" if contest.against is None else contest.against
    if ranks and against == "average":
        against = "nothing"
    names = (_("Token"), _("beside it")) if ranks else (_("Why"), _("and not"))
    slots = [Slot("token", names[0], first, contest.token, "gain"), Slot("against", names[1], second, against, "loss")]
    target_foil_picker(
        slots,
        key=key,
        labels={"other": _("another token …")},
        on_pick=lambda slot, value: _keep(_with_choice(contest, slot, value)),
        on_type=lambda slot, text: _type(run, contest, slot, text),
    )
    typed = st.session_state.get("contest_typed")
    if typed is not None and typed.place == place_of(run):
        _say_what_was_typed(run, typed)
    return contest


def _no_tokens(ranks: bool) -> list[Option]:
    if ranks:
        return [Option("nothing", _("none"), token=False)]
    return [
        Option("nothing", _("nothing: its logit alone"), token=False),
        Option("average", _("the average token"), token=False),
    ]


def name_of(run: Run, token: int) -> str:
    return token_alone(token, run.model.tokenizer).text


def named(run: Run, contest: Contest) -> str:
    """What the token is held against, as part of a sentence."""
    if contest.against == "average":
        return _("the average token")
    return chip(name_of(run, contest.against)) if contest.against is not None else ""


def token_named(run: Run, text: str) -> tuple[int, int] | None:
    """The token that somebody means by a text, and how many tokens the text is. Of several it is the first."""
    ids = ids_of_word(run.model, text, run.trace.logits[run.position])
    return (ids[0], len(ids)) if ids else None


def _with_choice(contest: Contest, slot: str, value: int | str) -> Contest:
    chosen: Against = None if value == "nothing" else "average" if value == "average" else int(value)
    if slot == "against":
        return Contest(contest.token, chosen)
    # Two contenders who would be the same change places.
    return Contest(int(value), contest.token if chosen == contest.against else contest.against)


def _with_text(run: Run, contest: Contest, slot: str, text: str) -> tuple[Contest, Typed | None]:
    """The contest, and what has to be said of the text."""
    found = token_named(run, text)
    if found is None:
        return contest, Typed(place_of(run), text, 0, 0)
    token, n = found
    if slot == "against" and token == contest.token:
        return contest, None
    return _with_choice(contest, slot, token), Typed(place_of(run), text, n, token) if n > 1 else None


def _type(run: Run, contest: Contest, slot: str, text: str) -> None:
    changed, typed = _with_text(run, contest, slot, text)
    _keep(changed)
    st.session_state["contest_typed"] = typed


def _say_what_was_typed(run: Run, typed: Typed) -> None:
    said = (
        _(
            "{text} is {n} tokens; the first of them, {token}, is taken.",
            text=chip(typed.text),
            n=typed.n,
            token=chip(name_of(run, typed.token)),
        )
        if typed.n
        else _("{text} is no token of this model.", text=chip(typed.text))
    )
    sentence(said, key="contest_typed")


def _keep(contest: Contest) -> None:
    st.session_state["contest_typed"] = None
    state.change(token=contest.token, against="nothing" if contest.against is None else contest.against)


def _likeliest(run: Run, n: int) -> list[int]:
    logits = run.trace.logits[run.position]
    n = min(n, len(logits))
    best = np.argpartition(-logits, n - 1)[:n]
    return [int(token) for token in best[np.argsort(-logits[best], kind="stable")]]


def _with(best: list[int], chosen: Against) -> list[int]:
    return best if chosen in best or not isinstance(chosen, int) else [*best, chosen]


def _option(run: Run, token: int, probs: np.ndarray) -> Option:
    return Option(token, name_of(run, token), percent(float(probs[token])))
