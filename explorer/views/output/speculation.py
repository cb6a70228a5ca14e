"""Speculative decoding on the run: what the draft proposed, what the model accepted, and whether it was worth it."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

import streamlit as st

from explorer.components.probability.choice_steps import choice_steps
from explorer.decoding.generation import Generation, play
from explorer.decoding.speculative import Proposal, Round, speculate
from explorer.engine.cache import once, put
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import percent
from explorer.session.sticky import sticky
from explorer.text.token import tokens_of
from explorer.views.output import drafts
from explorer.views.sentence import sentence
from explorer.words import _, explain, ngettext
from explorer.words.literal import literal

GAMMAS = (1, 2, 3, 4, 6, 8)
LENGTH = 24
"""Tokens that are written."""
TURNS = 3
"""How often both ways are timed; the medians count."""
WARM_UP = 4
"""Tokens that both write before that: the first pass of all costs more, whoever makes it."""

T = TypeVar("T")


@dataclass(frozen=True)
class Raced:
    """The same number of tokens, written both ways here and now."""

    rounds: tuple[Round, ...]
    """Of one turn: with the same seed each is the same."""
    seconds: float
    """That they took."""
    alone: float
    """Seconds that the model took by itself."""
    n_alone: int
    """Tokens that it wrote in them."""

    @property
    def tokens(self) -> tuple[int, ...]:
        return tuple(token for made in self.rounds for token in made.tokens)

    @property
    def a_pass(self) -> float:
        """Tokens for each pass of the large model."""
        return len(self.tokens) / len(self.rounds)

    @property
    def accepted(self) -> float | None:
        """Share of the proposals judged that were accepted; None where there were none."""
        judged = [one.accepted for made in self.rounds for one in made.proposals]
        return sum(judged) / len(judged) if judged else None

    @property
    def speed_up(self) -> float:
        """How many times as fast, token for token."""
        return (self.alone / self.n_alone) / (self.seconds / len(self.tokens))


def show(run: Run) -> None:
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    with left:
        draft = drafts.pick(run, _("Draft"))
    if draft is None:
        return
    gamma = middle.selectbox(_("Tokens it proposes at once"), GAMMAS, **sticky("faster_gamma", 4))
    key = ("speculation", run.model.name, run.trace.identity, run.question.sampling, draft, gamma)
    again = right.button(_("Measure again"), key="faster_again", icon=":material/timer:")
    try:
        found = put(key, _timed_race(run, draft, gamma)) if again else once(key, lambda: _timed_race(run, draft, gamma))
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    choice_steps(
        groups(run, found.rounds),
        panels(run, found.rounds),
        key="faster_steps",
        labels=labels(),
        legend=legend(),
    )
    sentence(verdict(found), key="faster_verdict", strong=True)
    st.caption(
        _(
            "Whatever the draft proposes, the text has the large model's own distribution: it is only written faster "
            "or slower. At temperature 0 it is the same text."
        )
    )
    st.caption(
        _("Each time is the median of {n} turns on this machine as it is now; others may be using it, too.", n=TURNS)
    )


def _timed_race(run: Run, draft: str, gamma: int) -> Raced:
    with st.spinner(_("Writing {n} tokens, with the draft and without…", n=LENGTH)):
        return race(run, draft, gamma)


def race(run: Run, draft: str, gamma: int) -> Raced:
    """Both in turn from the text on screen, once they are warm."""
    n = min(LENGTH, run.model.shape.n_ctx - len(run.trace.ids))
    _drafted(run, draft, gamma, min(n, WARM_UP))
    _by_itself(run, min(n, WARM_UP))
    turns = [
        (_timed(lambda: _drafted(run, draft, gamma, n)), _timed(lambda: _by_itself(run, n))) for _n in range(TURNS)
    ]
    seconds, alone = (median(took for took, _made in way) for way in zip(*turns, strict=True))
    (_took, rounds), (_took, steps) = turns[-1]
    return Raced(rounds, seconds, alone, len(steps))


def _drafted(run: Run, draft: str, gamma: int, n: int) -> tuple[Round, ...]:
    """At most n tokens, with empty caches."""
    small, large, ends = drafts.reader(run, draft), run.growing(), run.model.ends
    return tuple(speculate(large.rows, small, run.trace.ids, run.question.sampling, gamma=gamma, n=n, ends=ends))


def _by_itself(run: Run, n: int) -> list[Generation]:
    """At most n tokens of the large model, with an empty cache."""
    start, ends, n_ctx = run.generation, run.model.ends, run.model.shape.n_ctx
    return list(play(run.growing(), start, run.question.sampling, ends=ends, n=start.step + n, n_ctx=n_ctx))


def _timed(write: Callable[[], T]) -> tuple[float, T]:
    """Seconds, and what was written in them."""
    began = perf_counter()
    made = write()
    return perf_counter() - began, made


def labels() -> dict[str, str]:
    return {
        "strip": _("The text written, pass by pass of the large model"),
        "a": _("draft"),
        "b": _("large model"),
    }


def legend() -> dict[str, str]:
    return {
        "accepted": _("proposed and accepted"),
        "rejected": _("proposed and rejected"),
        "dropped": _("proposed after a rejected one: never judged"),
        "own": _("drawn by the large model itself"),
    }


def groups(run: Run, rounds: Sequence[Round]) -> list[dict[str, Any]]:
    """A bracket a pass of the large model."""
    text, made = run.trace.ids, []
    for index, one in enumerate(rounds):
        made.append({"note": _note(one), "chips": _chips(run, text, one, index)})
        text = (*text, *one.tokens)
    return made


def _note(one: Round) -> str:
    return ngettext("1 token", "{n} tokens", len(one.tokens))


def _chips(run: Run, text: tuple[int, ...], one: Round, panel: int) -> list[dict[str, Any]]:
    proposed = [judged.token for judged in one.proposals] + list(one.dropped)
    words = [token.text for token in tokens_of((*text, *proposed), run.model.tokenizer)[len(text) :]]
    states = ["accepted" if judged.accepted else "rejected" for judged in one.proposals] + ["dropped"] * len(
        one.dropped
    )
    chips = [
        {"text": word, "title": word, "state": state, "panel": panel, "row": row if row < len(one.proposals) else None}
        for row, (word, state) in enumerate(zip(words, states, strict=True))
    ]
    if one.token is not None:
        own = run.texts_of([one.token])[0]
        chips.append({"text": own, "title": own, "state": "own", "panel": panel, "row": None})
    return chips


def panels(run: Run, rounds: Sequence[Round]) -> list[dict[str, Any]]:
    return [_panel(run, one, n) for n, one in enumerate(rounds, start=1)]


def _panel(run: Run, one: Round, n: int) -> dict[str, Any]:
    words = run.texts_of([judged.token for judged in one.proposals])
    return {
        "title": _("Pass {n} of the large model", n=n),
        "rows": [_row(judged, word) for judged, word in zip(one.proposals, words, strict=True)],
        "rest": _rest(run, one),
    }


def _row(judged: Proposal, word: str) -> dict[str, Any]:
    return {
        "text": word,
        "a": judged.draft,
        "b": judged.target,
        "a_text": percent(judged.draft),
        "b_text": percent(judged.target),
        "note": _why(judged),
        "state": "chosen" if judged.accepted else "removed",
    }


def _why(judged: Proposal) -> str:
    ratio = judged.target / judged.draft
    if ratio >= 1:
        return _("at least as likely for the large model: accepted")
    numbers = {"ratio": percent(ratio), "number": percent(judged.number)}
    if judged.accepted:
        return _("to be accepted with {ratio}; the number drawn is {number}: accepted", **numbers)
    return _("to be accepted with {ratio}; the number drawn is {number}: rejected", **numbers)


def _rest(run: Run, one: Round) -> str:
    if one.token is None:
        return _("The text has ended.")
    if one.rejected:
        return _("In its place, the large model draws from the probability by which it exceeds the draft.")
    if one.proposals:
        return _("All were accepted, and the same pass gives the large model's next token at no extra cost.")
    return _("There was room for one token only, which the large model draws itself.")


def verdict(found: Raced) -> str:
    """Tokens a pass, and the time as it was measured, also when it is a loss."""
    numbers = {
        "n": len(found.tokens),
        "passes": len(found.rounds),
        "mean": f"{found.a_pass:.2f}",
        "share": "–" if found.accepted is None else percent(found.accepted),
        "ratio": f"{max(found.speed_up, 1 / found.speed_up):.2f}",
        "with_": f"{1000 * found.seconds / len(found.tokens):.1f}",
        "without": f"{1000 * found.alone / found.n_alone:.1f}",
    }
    said = _(
        "{n} tokens in {passes} passes of the large model, {mean} a pass; {share} of the proposals judged were "
        "accepted.",
        **numbers,
    )  # fmt: skip
    if math.isclose(found.speed_up, 1, abs_tol=0.05):
        time = _(
            "Measured just now: {with_} ms a token with the draft, {without} ms without: no gain and no loss.",
            **numbers,
        )
    elif found.speed_up > 1:
        time = _(
            "Measured just now: {with_} ms a token with the draft, {without} ms without: {ratio} times as fast.",
            **numbers,
        )
    else:
        time = _(
            "Measured just now: {with_} ms a token with the draft, {without} ms without: {ratio} times slower. It pays "
            "only where the draft is much cheaper and mostly agrees.",
            **numbers,
        )
    return _("{first} {second}", first=said, second=time)
