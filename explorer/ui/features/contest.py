"""Which token the page asks about, and what it is held against: A and B, chosen once for all of its views."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import streamlit as st

from explorer.components.contenders import Option, Slot, contenders
from explorer.components.sentence import chip, sentence
from explorer.decoding.filters import softmax
from explorer.errors import Refused
from explorer.text.token import token_alone
from explorer.ui.runs import Run
from explorer.ui.words import _
from explorer.view.numbers import percent

Against = int | Literal["average"] | None

OFFERED = 7
"""The likeliest tokens that can be clicked."""


@dataclass(frozen=True)
class Contest:
    """What is asked, at one place of one run."""

    place: tuple[str, tuple[int, ...], int]
    """Model, ids up to the position, position: elsewhere the question is another."""
    token: int
    against: Against
    typed: tuple[str, int, int] | None = None
    """What somebody typed, how many tokens that is, and the first of them."""


def contest_of(run: Run) -> Contest:
    """As chosen last, while the run stands at the same place; else the likeliest token against the next one."""
    place = place_of(run)
    kept = st.session_state.get("contest")
    if kept is not None and kept.place == place:
        return kept
    first, second = _likeliest(run, 2)
    return Contest(place, first, second)


def place_of(run: Run) -> tuple[str, tuple[int, ...], int]:
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
    contenders(
        slots,
        key=key,
        labels={"other": _("another token …")},
        on_pick=lambda slot, value: _keep(_with_choice(contest, slot, value)),
        on_type=lambda slot, text: _keep(_with_text(run, contest, slot, text)),
    )
    if contest.typed is not None:
        _say_what_was_typed(run, contest.typed)
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
    """The token that somebody means by a text, and how many tokens the text is: with a space before it or without,
    whichever is one token, or else likelier here. Of several tokens it is the first."""
    read = [_ids(run, spelled) for spelled in dict.fromkeys((text, f" {text.lstrip()}"))]
    found = [ids for ids in read if ids and ids[0] < run.model.shape.n_vocab]
    if not found:
        return None
    logits = run.trace.logits[run.position]
    best = min(found, key=lambda ids: (len(ids) > 1, -logits[ids[0]]))
    return best[0], len(best)


def _ids(run: Run, text: str) -> list[int]:
    tokenizer = run.model.tokenizer
    try:
        return [token for token in tokenizer.encode(text) if not tokenizer.is_special(token)]
    except Refused:
        return []


def _with_choice(contest: Contest, slot: str, value: int | str) -> Contest:
    chosen: Against = None if value == "nothing" else "average" if value == "average" else int(value)
    if slot == "against":
        return replace(contest, against=chosen, typed=None)
    # Two contenders who would be the same change places.
    other = contest.token if chosen == contest.against else contest.against
    return replace(contest, token=int(value), against=other, typed=None)


def _with_text(run: Run, contest: Contest, slot: str, text: str) -> Contest:
    found = token_named(run, text)
    if found is None:
        return replace(contest, typed=(text, 0, 0))
    token, n = found
    if slot == "against" and token == contest.token:
        return contest
    return replace(_with_choice(contest, slot, token), typed=(text, n, token) if n > 1 else None)


def _say_what_was_typed(run: Run, typed: tuple[str, int, int]) -> None:
    text, n, token = typed
    said = (
        _(
            "{text} is {n} tokens; the first of them, {token}, is taken.",
            text=chip(text),
            n=n,
            token=chip(name_of(run, token)),
        )
        if n
        else _("{text} is no token of this model.", text=chip(text))
    )
    sentence(said, key="contest_typed")


def _keep(contest: Contest) -> None:
    st.session_state["contest"] = contest


def _likeliest(run: Run, n: int) -> list[int]:
    logits = run.trace.logits[run.position]
    n = min(n, len(logits))
    best = np.argpartition(-logits, n - 1)[:n]
    return [int(token) for token in best[np.argsort(-logits[best], kind="stable")]]


def _with(best: list[int], chosen: Against) -> list[int]:
    return best if chosen in best or not isinstance(chosen, int) else [*best, chosen]


def _option(run: Run, token: int, probs: np.ndarray) -> Option:
    return Option(token, name_of(run, token), percent(float(probs[token])))
