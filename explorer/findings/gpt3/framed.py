"""A prompt and an answer as each of the two models reads them, token beside token."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.two_models import Change, changes
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.errors import Refused
from explorer.findings.gpt3.pair import Pair
from explorer.findings.home.pretrain_finetune import asked, written

if TYPE_CHECKING:
    from explorer.models.model import Model

Frame = Literal["taught", "plain"]
"""taught: the tuned model reads the prompt as a user's turn of its chat template, as it was taught to. plain: both
read the same ids, so that nothing but the weights differs."""

FRAMES: tuple[Frame, ...] = ("taught", "plain")


@dataclass(frozen=True)
class Framed:
    """What both predict of the same tokens."""

    prompt: tuple[int, ...]
    """What was typed; of it the first token has no change where nothing stands before it."""
    answer: tuple[int, ...]
    """The tuned model's own, to what was typed; empty where there is no room for it."""
    changes: tuple[Change | None, ...]
    """One a token of the prompt, then of the answer, then what would come next."""

    @property
    def first(self) -> Change:
        """What is expected right after the prompt."""
        found = self.changes[len(self.prompt)]
        assert found is not None
        return found


def check_length(pair: Pair, prompt: str) -> None:
    """Refused where the two cannot read the whole prompt."""
    n, n_ctx = len(pair.before.prompt(prompt).ids), min(model.shape.n_ctx for model in (pair.before, pair.after))
    if n > n_ctx:
        raise Refused(
            "the prompt has {n} tokens, but {model} reads at most {n_ctx}: shorten it, to see it before and after",
            n=n,
            model=pair.before.name,
            n_ctx=n_ctx,
        )


def room_for(model: "Model", prompt: str) -> bool:
    """Whether the model has room to answer the prompt in its template."""
    return len(asked(model, prompt)) < model.shape.n_ctx


def framed(pair: Pair, prompt: str, frame: Frame) -> Framed:
    """Remembered. In the plain frame what the tuned model answers is read after the text itself, by both."""
    return once(("before and after", pair.key, prompt, frame), lambda: _framed(pair, prompt, frame))


def _framed(pair: Pair, prompt: str, frame: Frame) -> Framed:
    typed, told = pair.before.prompt(prompt), pair.after.prompt(prompt, chat=True)
    check_length(pair, prompt)
    answer = written(pair.after, told.ids) if room_for(pair.after, prompt) else ()
    answer = answer[: pair.before.shape.n_ctx - len(typed.ids)]
    own = tuple(typed.ids[typed.own.start : typed.own.stop])
    mine = _predicted(pair.before, typed.ids, typed.own, answer)
    theirs = _predicted(pair.after, *((told.ids, told.own) if frame == "taught" else (typed.ids, typed.own)), answer)
    # What nothing stands before is predicted by neither.
    missing = max(len(own) + len(answer) + 1 - len(rows) for rows in (mine, theirs))
    tokens = (*own, *answer, None)[missing:]
    found = changes(mine[-len(tokens) :], theirs[-len(tokens) :], tokens)
    return Framed(own, answer, (*(None,) * missing, *found))


def _predicted(model: "Model", ids: Sequence[int], own: range, answer: Sequence[int]) -> NDArray[np.float32]:
    """(n, V) logits of what was typed, but for a first token that nothing stands before, of the answer, and of what
    would come next."""
    whole = engine.logits(model.fingerprint, (*ids, *answer))
    typed = whole[max(0, own.start - 1) : own.stop - 1]
    return np.concatenate([typed, whole[len(ids) - 1 :]])
