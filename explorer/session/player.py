"""The player of the Output page: play, pause, step, rewind, cancel, over the visitor's Here.

Playing is a fragment that Streamlit runs again and again; each of its runs is a tick and appends one token. Only the
session knows that something plays: a link leads to the text as it stood when it was last at rest.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from explorer.decoding.generation import Ending, Generation, ended
from explorer.engine.memory import most_tokens
from explorer.engine.runs import Run
from explorer.session import state
from explorer.session.here import Here

SPEEDS = {"slow": 1.0, "steady": 0.25, "fast": 0.1}
"""Seconds a token."""

AMOUNTS = (8, 16, 32, 64, 128, 256)
"""How many tokens one press of play may bring."""


@dataclass(frozen=True)
class Play:
    """One press of play."""

    began: Here
    """Where it was pressed, and where cancel leads."""
    until: int
    """The step at which it ends."""
    going: bool = True
    """False once it is paused or has ended."""

    def about(self, here: Here) -> bool:
        """Whether the visitor still follows the same run."""
        began = self.began
        return (began.prompt, began.model, began.chat) == (here.prompt, here.model, here.chat)


def current() -> Play | None:
    """The last press of play, going or not, if it is about the run on screen."""
    play = st.session_state.get("play")
    return play if play is not None and play.about(state.current()) else None


def going() -> bool:
    play = current()
    return play is not None and play.going


def amount() -> int:
    return st.session_state.setdefault("output_amount", 64)


def speed() -> str:
    return st.session_state.setdefault("output_speed", "steady")


def seconds() -> float:
    """Seconds from one tick to the next."""
    return SPEEDS[speed()]


def play() -> None:
    here = state.current()
    state.change(position=None)
    st.session_state["play"] = Play(here, here.step + amount())
    st.session_state["ticked"] = 0.0


def pause() -> None:
    """Stop where it is. Also called when another page is shown."""
    play = st.session_state.get("play")
    if play is not None and play.going:
        st.session_state["play"] = replace(play, going=False)


def cancel() -> None:
    """Back to where play was pressed, with all that was there then."""
    play = current()
    if play is not None:
        began = play.began
        state.change(generated=began.generated, step=began.step, position=began.position)
        st.session_state["play"] = None


def rewind() -> None:
    """Back to the prompt; what was generated stays ahead of the scrubber."""
    pause()
    state.change(step=0, position=None)


def back() -> None:
    pause()
    state.change(step=max(0, state.current().step - 1), position=None)


def step() -> None:
    """One token on."""
    pause()
    run = _run()
    if run is not None and ending(run) is None:
        _show(onward(run))


def tick() -> bool:
    """While playing: one token on, unless the last one came just now. False when there is nothing more to play."""
    run, play = _run(), current()
    if run is None or play is None or not play.going or ending(run, until=play.until) is not None:
        pause()
        return False
    if time.monotonic() - st.session_state["ticked"] > 0.7 * seconds():
        st.session_state["ticked"] = time.monotonic()
        _show(onward(run))
    return True


def select(position: int | None) -> None:
    """Look at one token; whoever looks wants it to stand still."""
    _touch()
    pause()
    state.change(position=position)


def open_draw(step: int) -> None:
    """Go to where the token of a step was drawn, with everything that decided it."""
    _touch()
    pause()
    state.change(step=step, position=None, view="sampler")
    state.go("decoding")


def fork(run: Run, step: int, *tokens: int) -> None:
    """Put tokens from this step on, as many as fit; what other tokens replace is dropped, and cancel brings it back."""
    _touch()
    fitting = tokens[: most_tokens(run.model.shape) - len(run.generation.prompt_ids) - step]
    if not fitting or not all(0 <= token < run.model.shape.n_vocab for token in fitting):
        return
    st.session_state["play"] = Play(state.current(), step + len(fitting), going=False)
    _show(_with(run.generation, step, fitting))


def _with(generation: Generation, step: int, tokens: tuple[int, ...]) -> Generation:
    """These tokens from this step on; where they stand there already, they are walked over, and nothing is dropped."""
    if generation.generated[step : step + len(tokens)] == tokens:
        return generation.rewound(step + len(tokens))
    generation = generation.rewound(step)
    for token in tokens:
        generation = generation.stepped(token)
    return generation


def onward(run: Run) -> Generation:
    """With the token that settings and seed choose; one that stands there already is walked over, not dropped."""
    generation, chosen = run.generation, run.next_id
    ahead = generation.generated[generation.step :]
    return generation.rewound(generation.step + 1) if ahead[:1] == (chosen,) else generation.stepped(chosen)


def ending(run: Run, *, until: int | None = None) -> Ending | None:
    """Why nothing comes after the run's step, or None."""
    n = len(run.trace.ids) + 1 if until is None else until
    return ended(run.generation, ends=run.model.ends, n=n, n_ctx=most_tokens(run.model.shape))


def touched() -> bool:
    """Whether somebody pressed something since this was last asked."""
    return st.session_state.pop("output_touched", False)


def _touch() -> None:
    st.session_state["output_touched"] = True


def command(name: str) -> None:
    """Press one of the buttons."""
    _touch()
    COMMANDS[name]()


def choose(amount: int, speed: str, seed: int) -> None:
    _touch()
    st.session_state["output_amount"], st.session_state["output_speed"] = amount, speed
    if seed != state.current().sampling.seed:
        state.change_sampling(seed=seed)


def _run() -> Run | None:
    """None also where it is refused: a browser may send a press of a button that is not there."""
    return state.run_or_none()


def _show(generation: Generation) -> None:
    state.change(generated=generation.generated, step=generation.step, position=None)


COMMANDS: dict[str, Callable[[], None]] = {
    "play": play,
    "pause": pause,
    "step": step,
    "back": back,
    "rewind": rewind,
    "cancel": cancel,
}
