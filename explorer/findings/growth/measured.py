"""What is measured of a model at one moment of its training: `training` writes it down, a test measures it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.head_names import HeadScores, scores_in
from explorer.analysis.in_context import Reading, reading
from explorer.analysis.ngrams import Bigrams
from explorer.engine.current import engine
from explorer.findings.context.framing import started
from explorer.findings.context.scored_text import random_twice
from explorer.findings.output.calibration import LANGUAGES, held_out

if TYPE_CHECKING:
    from explorer.models.model import Model

SEED = 0
"""Of the random tokens: those that “Find heads” opens with."""


@dataclass(frozen=True, eq=False)
class Moment:
    readings: dict[str, Reading]
    """By language."""
    heads: HeadScores

    def mean(self, what: str) -> float:
        """Of a reading's number, over the languages."""
        return float(np.mean([getattr(one, what) for one in self.readings.values()]))


def measured(model: "Model", grams: Bigrams) -> Moment:
    """On the held-out texts that come with the explorer, and on random tokens said twice."""
    return Moment({lang: of_text(model, lang, grams) for lang in LANGUAGES}, heads_of(model))


def of_text(model: "Model", lang: str, grams: Bigrams) -> Reading:
    def logits(part: Sequence[int]) -> NDArray[np.float32]:
        return engine.logits(model.fingerprint, tuple(part))

    return reading(logits, held_out_ids(model, lang), size=model.shape.n_ctx, grams=grams)


def held_out_ids(model: "Model", lang: str) -> tuple[int, ...]:
    return started(model, model.tokenizer.encode(held_out(lang)))


def heads_of(model: "Model") -> HeadScores:
    return scores_in(engine.trace(model.fingerprint, random_twice(model, SEED)))


def by_table(ids: Sequence[int], grams: Bigrams, *, pairs: bool) -> float:
    """Bits a token of a text by how often tokens come, or how often after the one before."""
    rows = grams.rows(ids[:-1]) if pairs else np.broadcast_to(grams.unigram, (len(ids) - 1, len(grams.unigram)))
    return float(-np.log2(rows[np.arange(len(ids) - 1), list(ids[1:])]).mean())
