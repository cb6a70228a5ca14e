"""What an encoder answers: one token of the text is hidden, and it says from both sides what could stand there."""

import numpy as np
from numpy.typing import NDArray

from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.models.model import Model
from explorer.text.specials import named_id
from explorer.trace.edits import within

Floats = NDArray[np.float32]


def mask_of(model: Model) -> int | None:
    """The id that stands for a gap, by its tokenizer: BERT's [MASK], RoBERTa's <mask>, or whatever it is called."""
    mask = named_id(model.tokenizer, "mask_token")
    return mask if mask is not None and mask < model.shape.n_vocab else None


def fills_gaps(model: Model) -> bool:
    """Whether it can be asked for what is hidden: it reads both ways, and has a token for a gap."""
    return not model.causal and mask_of(model) is not None


def hidden(run: Run) -> int:
    """The selected token; a special one is no gap, so the last that is none."""
    if not run.tokens[run.position].special:
        return run.position
    return max((place for place, token in enumerate(run.tokens) if not token.special), default=run.position)


def with_gap(run: Run, place: int) -> tuple[int, ...]:
    """The run's ids, one of them hidden. ValueError for a model without a token for a gap."""
    mask, ids = mask_of(run.model), run.trace.ids
    if mask is None:
        raise ValueError(f"{run.model.name} has no token that stands for a gap")
    return (*ids[:place], mask, *ids[place + 1 :])


def guess(run: Run, place: int) -> Floats:
    """(V,) logits of what the model would put into the gap at a place; computed once."""
    ids, edits = with_gap(run, place), within(run.edits, len(run.trace.ids))
    key = ("gap", run.model.fingerprint, ids, edits, place)
    # A copy: a view would keep the logits of all places.
    return once(key, lambda: engine.logits(run.model.fingerprint, ids, edits)[place].copy())
