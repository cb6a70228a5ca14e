"""What a step of the tour can wait for: a closed set of things that somebody may do, each with what it teaches.

A condition looks at two moments, the one at which the step began and the present one, and at nothing else. No file can
bring a condition of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from explorer.analysis.head_names import KINDS
from explorer.engine.runs import Run
from explorer.findings import learnt
from explorer.findings.context.wall import head_scores
from explorer.session.here import Here

Wanted = bool | int | float | str
"""What a file says of a condition: true where there is nothing to choose, a number to be reached, or a name."""


@dataclass(frozen=True)
class Moment:
    """Where somebody stands, and what is on screen there."""

    here: Here
    run: Run


@dataclass(frozen=True)
class Condition:
    holds: Callable[[Moment, Moment, Any], bool]
    """(the step's beginning, now, what was wanted)"""
    tells: Callable[[Run, Run], Mapping[str, str]]
    """What is known once it holds, by the names of the places in the step's words."""
    places: tuple[str, ...]
    """These names."""
    fits: Callable[[Any], bool]
    """Whether a value from a file can be wanted."""


def another_prompt(then: Moment, now: Moment, _wanted: bool) -> bool:
    """`prompt = true`: another text was run."""
    return now.here.prompt.strip() != then.here.prompt.strip()


def so_many_written(then: Moment, now: Moment, wanted: int) -> bool:
    """`written = 3`: the same text has grown by so many tokens."""
    return _same_text(then, now) and now.here.step - then.here.step >= wanted


def token_chosen(then: Moment, now: Moment, _wanted: bool) -> bool:
    """`token = true`: somebody has clicked a token."""
    return now.here.position is not None and now.here.position != then.here.position


def head_of_kind(_then: Moment, now: Moment, wanted: str) -> bool:
    """`head = "induction"`: a head was chosen that has this name in this text."""
    chosen = now.here.layer is not None and now.here.head is not None
    return chosen and head_scores(now.run.trace).names[now.run.layer, now.run.head] == wanted


def settled_layer(_then: Moment, now: Moment, _wanted: bool) -> bool:
    """`settled = true`: of the last token, a layer before the last that already reads as the answer."""
    last = now.run.position == len(now.run.tokens) - 1
    if now.here.layer is None or not last or now.run.model.unembedding is None:
        return False
    return learnt.settled_at(now.run) <= now.run.layer + 1 < now.run.model.shape.n_layers


def as_hot(_then: Moment, now: Moment, wanted: float) -> bool:
    """`temperature = 1.5`: it is at least so high, and at work."""
    return now.here.sampling.effective("temperature") >= wanted


def another_seed(then: Moment, now: Moment, _wanted: bool) -> bool:
    """`seed = true`: the draw has another number."""
    return now.here.sampling.seed != then.here.sampling.seed


def put_by_hand(then: Moment, now: Moment, _wanted: bool) -> bool:
    """`forced = true`: a token was put on that the model would not have drawn."""
    as_before = _same_text(then, now) and now.here.sampling == then.here.sampling
    return as_before and learnt.forced_at(then.run, now.run) is not None


def _same_text(then: Moment, now: Moment) -> bool:
    return now.here.prompt == then.here.prompt and now.here.model == then.here.model


def _yes(value: Any) -> bool:
    return value is True


def _number(least: float, most: float) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


CONDITIONS: Mapping[str, Condition] = {
    "prompt": Condition(another_prompt, learnt.of_prompts, ("before", "share", "now", "other"), _yes),
    "written": Condition(so_many_written, learnt.of_text, ("text",), _number(1, 256)),
    "token": Condition(token_chosen, learnt.of_token, ("token", "id", "tokens"), _yes),
    "head": Condition(
        head_of_kind, learnt.of_head, ("layer", "head", "token", "other", "share", "next", "chance"), KINDS.__contains__
    ),
    "settled": Condition(settled_layer, learnt.of_lens, ("token", "choice", "layer", "n_layers", "first"), _yes),
    "temperature": Condition(as_hot, learnt.of_heat, ("token", "share", "other", "few", "many"), _number(0, 2)),
    "seed": Condition(another_seed, learnt.of_draw, ("seed", "token", "share"), _yes),
    "forced": Condition(put_by_hand, learnt.of_forced, ("token", "share", "usual", "other"), _yes),
}
"""By the name that a file gives it."""
