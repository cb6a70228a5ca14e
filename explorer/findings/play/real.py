"""Real or generated? A held-out passage goes on twice: as its author wrote it, and as explorer-gpt did."""

from typing import TYPE_CHECKING

import numpy as np

from explorer.decoding.sampling import Sampling
from explorer.findings.play.cut import alike
from explorer.findings.play.passages import WAY_ON, passages
from explorer.findings.play.riddles import PairRiddle
from explorer.findings.play.written import written_on
from explorer.models.catalogue import DEFAULT
from explorer.words import N_

if TYPE_CHECKING:
    from explorer.models.model import Model

WRITER = DEFAULT

TRIES = 4

PERSON, MODEL = N_("written by a person"), N_("written by explorer-gpt")


def riddle(model: "Model", lang: str, number: int) -> PairRiddle:
    """The riddle of that number, which begins anew after the last passage, with another text by the model."""
    every = passages(lang)
    before, real = every[number % len(every)]
    texts = alike(real, _generated(model, before, WAY_ON[lang], number), WAY_ON[lang])
    right = int(np.random.RandomState(number).randint(2))
    authors = (PERSON, MODEL)
    if right:
        texts, authors = texts[::-1], authors[::-1]
    return PairRiddle("real", before, (texts[0], texts[1]), (authors[0], authors[1]), right)


def _generated(model: "Model", before: str, characters: int, number: int) -> str:
    """More than so many characters, as the author's text has: the first try that does not end before, or the last."""
    text, ids = "", model.prompt(before).ids
    for attempt in range(TRIES):
        sampling = Sampling(temperature=0.8, top_k=40, top_p=0.95, seed=number + 10_000 * attempt)
        text = written_on(model, ids, sampling, characters)
        if len(text) > characters:
            break
    return text


def score(asked: PairRiddle, said: str) -> float:
    """1 where it is the side that a person wrote."""
    return float(said == "AB"[asked.right or 0])
