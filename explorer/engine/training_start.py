"""A training before its first step: the model that nobody has trained, and what guesses cost that need no model."""

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from explorer.engine import model_store
from explorer.engine.cache import once
from explorer.engine.training_progress import Progress, Sample
from explorer.models.cores import cores
from explorer.models.training import tokens
from explorer.models.training.order import Order

MEASURED = 2_048
"""Held-out tokens on which a training measures its loss: the guesses are measured on the same."""


@dataclass(frozen=True, eq=False)
class Start:
    progress: Progress
    """After no step: as its process will report it."""
    attention: NDArray[np.float16]
    """(layers, heads, n, n) on the watched sentence."""


def start(order: Order) -> Start:
    """The same model, to the last bit, as that with which the training of this order begins. Remembered."""

    def make() -> Start:
        return model_store.in_turn(_made, order).result()

    return once(("training start", order), make)


def _made(order: Order) -> Start:
    """In the thread that loads models, since it imports torch."""
    import torch

    from explorer.models.training.loop import Training
    from explorer.models.training.worker import WATCHED, WRITTEN

    tokenizer = tokens.tokenizer_of(order)
    learnt, held_out = (tokens.ids_of(tokenizer, part) for part in tokens.parts_of(order.used))
    n = min(WATCHED, order.n_ctx, len(held_out))
    # The seed that it sets is its own: nobody else's draws hang on it.
    with torch.random.fork_rng(devices=()), cores.given(0):
        training = Training(order, learnt, held_out, tokenizer.get_vocab_size())
        written = training.written(int(held_out[0]), WRITTEN)
        progress = Progress(
            key="",
            order=order,
            state="waiting",
            held_out=((0, training.held_out_loss()),),
            samples=(Sample(0, tokenizer.decode(written, skip_special_tokens=False)),),
            n_parameters=training.n_parameters,
            n_vocab=tokenizer.get_vocab_size(),
            watched=tokens.pieces_of(tokenizer, held_out[:n].tolist()),
            looks=(0,),
        )
        return Start(progress, training.attention(held_out[:n].tolist()))


@dataclass(frozen=True)
class Guesses:
    """Nats a token, on the held-out text, of who knows nothing, and of who knows how frequent each token is."""

    uniform: float
    unigram: float


def guesses(order: Order) -> Guesses:
    """Frequencies are those of the part that is learnt from, with one added to each. Remembered."""
    reads = order.text, order.pasted, order.characters, order.cut, order.n_vocab
    return once(("training guesses", *reads), lambda: _guesses(order))


def _guesses(order: Order) -> Guesses:
    tokenizer = tokens.tokenizer_of(order)
    learnt, held_out = (tokens.ids_of(tokenizer, part) for part in tokens.parts_of(order.used))
    n_vocab = tokenizer.get_vocab_size()
    counts = np.bincount(learnt, minlength=n_vocab) + 1
    costs = -np.log(counts / counts.sum())
    return Guesses(log(n_vocab), float(costs[held_out[1 : MEASURED + 1]].mean()))
