"""A question about a picture, and what a model that sees writes: with the picture, and with an empty board."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.surprisal import log_probs
from explorer.components.tokens.token_strip import TokenStrip, strip_of
from explorer.decoding.generation import play
from explorer.decoding.sampling import Sampling
from explorer.engine.cache import once
from explorer.engine.question import Question
from explorer.engine.runs import Run, run_of
from explorer.figures.numbers import percent
from explorer.pictures.drawing import Shown
from explorer.pictures.patches import empty
from explorer.pictures.photo import Photo
from explorer.text.token import Token

if TYPE_CHECKING:
    from explorer.models.model import Model

MODEL = "explorer-vision"
MOST = 72
"""Tokens of an answer: a caption of four shapes has fewer."""

_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, eq=False)
class Answer:
    """The likeliest tokens, one after another, to the end of the answer."""

    run: Run
    """With the answer as what it generated."""
    log_probs: NDArray[np.float64]
    """(A,) natural logarithms of their probabilities."""

    @property
    def first(self) -> int:
        """The position of the answer's first token."""
        return len(self.run.generation.prompt_ids)

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.run.tokens[self.first :]

    @property
    def text(self) -> str:
        """Without the token that ends it."""
        own = [token.id for token in self.tokens if not token.special]
        return self.run.model.tokenizer.decode(own).strip()

    @property
    def picture(self) -> Shown:
        """What it is about."""
        shown = self.run.question.picture
        assert shown is not None  # `answer` is given one
        return shown

    @property
    def places(self) -> tuple[int, ...]:
        """The positions of the picture's tokens."""
        return tuple(self.run.question.read_by(self.run.model).picture)


def answer(model: "Model", picture: Shown, asked: str) -> Answer:
    """Of the same question the same one. Refused where there is no question, or no room for one."""
    question = Question(model.name, asked, picture=picture)
    return once(("answer about a picture", model.name, model.fingerprint, question), lambda: _written(model, question))


def blind(model: "Model", asked: str) -> Answer:
    """What it says when it is shown an empty board."""
    return answer(model, nothing(), asked)


def nothing() -> Photo:
    """The board without a shape, as a picture."""
    return Photo(empty().tobytes())


def _written(model: "Model", question: Question) -> Answer:
    run = run_of(question, model)
    generation, limits = run.generation, {"ends": model.ends, "n": MOST, "n_ctx": model.shape.n_ctx}
    for longer in play(run.growing(), generation, Sampling(temperature=0.0), **limits):
        generation = longer
    whole = run_of(replace(question, generated=generation.generated, step=generation.step), model)
    first = len(generation.prompt_ids)
    rows = log_probs(whole.trace.logits[first - 1 : -1])
    return Answer(whole, np.take_along_axis(rows, np.array(generation.generated)[:, None], 1)[:, 0])


def strip(answer: Answer, label: str) -> TokenStrip:
    """The answer, each token with the probability that it had when it was written."""
    shares = np.exp(answer.log_probs)
    return strip_of(
        answer.tokens, label=label, n_prompt=0, shades=shares.tolist(), notes=[percent(float(p)) for p in shares]
    )


def language_of(text: str) -> str:
    """Of the two that the model was taught.

    >>> language_of("星は何色ですか？"), language_of("What colour is the star?")
    ('ja', 'en')
    """
    return "ja" if _JAPANESE.search(text) else "en"
