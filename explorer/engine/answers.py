"""What a model answers, how probable it finds an answer that is wished for, and what a text costs it."""

from typing import TYPE_CHECKING

import numpy as np

from explorer.analysis.text_surprisal import read
from explorer.decoding.generation import Generation, play
from explorer.decoding.sampling import Sampling
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.growing import GrowingText
from explorer.models.tuning.lessons import Example, asked, lesson

if TYPE_CHECKING:
    from explorer.models.model import Model

MOST_WRITTEN = 32
"""Tokens of an answer."""


def answered(model: "Model", question: str, sampling: Sampling | None = None) -> str:
    """What a model answers; without `sampling` always the likeliest token. Remembered."""
    key = ("answered", model.name, model.fingerprint, question, sampling)
    return once(key, lambda: _answer(model, question, sampling))


def _answer(model: "Model", question: str, sampling: Sampling | None) -> str:
    generation, n_ctx = Generation(asked(model, question)), model.shape.n_ctx
    limits = {"ends": model.ends, "n": MOST_WRITTEN, "n_ctx": n_ctx}
    for longer in play(GrowingText(model), generation, sampling or Sampling(temperature=0.0), **limits):
        generation = longer
    return model.tokenizer.decode([id for id in generation.generated if id not in model.ends]).strip()


def log_prob(model: "Model", example: Example) -> float:
    """Natural logarithm of the probability of an answer as a whole, with its end."""
    one = lesson(model, example)
    rows = engine.logits(model.fingerprint, one.ids)[one.first - 1 : -1].astype(np.float64)
    shifted = rows - rows.max(-1, keepdims=True)
    own = np.take_along_axis(shifted, np.asarray(one.answer)[:, None], -1)[:, 0]
    return float((own - np.log(np.exp(shifted).sum(-1))).sum())


def bits_per_byte(model: "Model", text: str) -> float:
    """What a text costs, its first token apart."""
    ids = model.prompt(text).ids
    found = read(lambda part: engine.logits(model.fingerprint, tuple(part)), ids, size=min(512, model.shape.n_ctx))
    return float(found.surprisal.sum()) / len(text.encode())
