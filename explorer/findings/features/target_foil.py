"""Which token the page asks about, and what it is held against: target and foil, chosen once for all of its views."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from explorer.components.stream.target_foil_picker import Labels, Option, Side, Slot, TargetFoilPicker
from explorer.decoding.filters import softmax
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.gaps import fills_gaps, guess, with_gap
from explorer.findings.ids_of_word import ids_of_word
from explorer.largest import largest
from explorer.text.token import token_alone
from explorer.trace.logit_difference import Foil, LogitDifference
from explorer.words import _
from explorer.words.sentences import chip

Place = tuple[str, tuple[int, ...], int]

OFFERED = 7
"""The likeliest tokens that can be clicked."""


@dataclass(frozen=True)
class Typed:
    """What somebody typed, how many tokens that is, and the first of them."""

    place: Place
    """Elsewhere it is no longer of interest."""
    text: str
    n: int
    token: int


def logit_difference(run: Run) -> LogitDifference:
    """As the link says; else the likeliest token against the next one."""
    first, second = _likeliest(run, 2)
    asked = run.selection.token
    target = asked if asked is not None and asked < run.trace.logits.shape[-1] else first
    foil = run.selection.foil
    if foil is None:
        return LogitDifference(target, second if target == first else first)
    if isinstance(foil, int) and foil >= run.trace.logits.shape[-1]:
        return LogitDifference(target, "nothing")
    return LogitDifference(target, foil)


def asks_gap(run: Run) -> bool:
    """Whether what is asked about is a gap: an encoder that saw the token would answer with the token itself."""
    return run.model.unembedding is None and fills_gaps(run.model) and not run.tokens[run.position].special


def logits_asked(run: Run) -> NDArray[np.float32]:
    """(V,) logits in which target and foil are looked up."""
    return guess(run, run.position) if asks_gap(run) else run.trace.logits[run.position]


def place_of(run: Run) -> Place:
    """Model, ids up to the position, position; of a gap, with it."""
    ids = with_gap(run, run.position) if asks_gap(run) else run.trace.ids
    return run.model.name, ids[: run.position + 1] if run.model.causal else ids, run.position


def picker(run: Run, *, ranks: bool = False) -> TargetFoilPicker:
    """The choice of both. `ranks`: it is only about where tokens stand, not why."""
    asked = logit_difference(run)
    foil = "nothing" if ranks and asked.foil == "average" else asked.foil
    targets, foils = _options(run, asked)
    names = (_("Token"), _("beside it")) if ranks else (_("Why"), _("and not"))
    return TargetFoilPicker(
        slots=(
            Slot("target", names[0], targets, asked.target, "gain"),
            Slot("foil", names[1], (*foils, *_no_tokens(ranks)), foil, "loss"),
        ),
        labels=Labels(_("another token …")),
    )


def name_of(run: Run, token: int) -> str:
    return token_alone(token, run.model.tokenizer).text


def foil_in_words(run: Run, asked: LogitDifference) -> str:
    """What the target is held against, as part of a sentence; empty for nothing."""
    if isinstance(asked.foil, int):
        return chip(name_of(run, asked.foil))
    return _("the average token") if asked.foil == "average" else ""


def token_named(run: Run, text: str) -> tuple[int, int] | None:
    """The token that somebody means by a text, and how many tokens the text is. Of several it is the first."""
    ids = ids_of_word(run.model, text, logits_asked(run))
    return (ids[0], len(ids)) if ids else None


def with_choice(asked: LogitDifference, side: Side, value: int | str) -> LogitDifference:
    """After a click. A target that would be its own foil changes places with it."""
    if side == "foil":
        return replace(asked, foil=_foil(value))
    return LogitDifference(int(value), asked.target if value == asked.foil else asked.foil)


def with_text(run: Run, asked: LogitDifference, side: Side, text: str) -> tuple[LogitDifference, Typed | None]:
    """After something was typed, and what has to be said of it."""
    named = token_named(run, text)
    if named is None:
        return asked, Typed(place_of(run), text, 0, 0)
    token, n = named
    if side == "foil" and token == asked.target:
        return asked, None
    return with_choice(asked, side, token), Typed(place_of(run), text, n, token) if n > 1 else None


def taken_for(run: Run, typed: Typed) -> str:
    """What was typed, where that is not one token."""
    if not typed.n:
        return _("{text} is no token of this model.", text=chip(typed.text))
    return _(
        "{text} is {n} tokens; the first of them, {token}, is taken.",
        text=chip(typed.text),
        n=typed.n,
        token=chip(name_of(run, typed.token)),
    )


def _foil(value: int | str) -> Foil:
    return "average" if value == "average" else "nothing" if value == "nothing" else int(value)


def _options(run: Run, asked: LogitDifference) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """The tokens offered as target and as foil, the likeliest first, each with what is chosen already."""
    probs, best = softmax(logits_asked(run)), _likeliest(run, OFFERED)
    foils = [token for token in _with(best, asked.foil) if token != asked.target]
    made = (tuple(_option(run, token, probs) for token in side) for side in (_with(best, asked.target), foils))
    targets, others = made
    return targets, others


def _no_tokens(ranks: bool) -> tuple[Option, ...]:
    """What a token can be held against that is none."""
    if ranks:
        return (Option("nothing", _("none"), token=False),)
    return (
        Option("nothing", _("nothing: its logit alone"), token=False),
        Option("average", _("the average token"), token=False),
    )


def _likeliest(run: Run, n: int) -> list[int]:
    return largest(logits_asked(run), n).tolist()


def _with(best: list[int], chosen: Foil) -> list[int]:
    return best if chosen in best or not isinstance(chosen, int) else [*best, chosen]


def _option(run: Run, token: int, probs: np.ndarray) -> Option:
    return Option(token, name_of(run, token), percent(float(probs[token])))
