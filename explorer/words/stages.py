"""The stages of the sampling pipeline in words, a row each; their arithmetic stands in `decoding/stages.py`."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from explorer.decoding.reasons import Measure
from explorer.figures.numbers import count, percent
from explorer.words import N_, translated

NATS = float(np.log2(np.e))
"""Bits in a nat."""

Places = Callable[[Measure], dict[str, str]]


@dataclass(frozen=True)
class StageWords:
    """What is said of one stage. All but `places` are messages; the field's English terms stand in every language."""

    label: str
    short: str
    """The name, as short as a card is narrow."""
    hint: str
    """What its setting does."""
    removed: str = ""
    """Why a token is gone, where that is all that is said of it. Empty for a stage that removes none."""
    stays: str = ""
    """What the stage saw of a token that it kept."""
    cut: str = ""
    """What it saw of one that it removed."""
    first: str = ""
    """Of a token that it kept and before which there is nothing, where that is said otherwise."""
    places: Places | None = None
    """What fills the places of these."""

    def why_removed(self, seen: Measure) -> str:
        return self._filled(self.removed, seen)

    def what_it_saw(self, seen: Measure) -> str:
        kept = self.first if self.first and not seen.value else self.stays
        return self._filled(kept if seen.kept else self.cut, seen)

    def _filled(self, message: str, seen: Measure) -> str:
        return translated(message, **(self.places(seen) if self.places else {}))


def _ranks(seen: Measure) -> dict[str, str]:
    return {"rank": count(int(seen.value))}


def _shares(seen: Measure) -> dict[str, str]:
    return {"share": percent(seen.value), "least": percent(seen.threshold)}


def _bits(seen: Measure) -> dict[str, str]:
    return {"bits": f"{seen.value * NATS:.1f}", "most": f"{seen.threshold * NATS:.1f}"}


WORDS = {
    "repetition_penalty": StageWords(
        N_("repetition penalty"),
        N_("repetition"),
        N_("Above 1, tokens that are already in the text become less likely"),
    ),
    "frequency_penalty": StageWords(
        N_("frequency penalty"),
        N_("frequency"),
        N_("Taken from a token's logit once for every time it is already in the text; 0 is off"),
    ),
    "presence_penalty": StageWords(
        N_("presence penalty"),
        N_("presence"),
        N_("Taken once from the logit of every token that is already in the text; 0 is off"),
    ),
    "temperature": StageWords(
        N_("temperature"),
        N_("temperature"),
        N_("Below 1 sharper, above 1 flatter; 0 takes the likeliest token always"),
        removed=N_("temperature 0 keeps only rank 1: rank {rank}"),
        stays=N_("rank 1: the only one to stay"),
        cut=N_("rank {rank}: only rank 1 stays"),
        places=_ranks,
    ),
    "top_k": StageWords(
        N_("top-k"),
        N_("top-k"),
        N_("Keeps the k likeliest tokens; 0 is off"),
        removed=N_("cut by top-k: rank {rank}"),
        stays=N_("rank {rank}: stays"),
        cut=N_("rank {rank}: cut"),
        places=_ranks,
    ),
    "top_p": StageWords(
        N_("top-p"),
        N_("top-p"),
        N_("Keeps the likeliest tokens until they reach this probability together; 1 is off"),
        removed=N_("cut by top-p: {share} lie before it"),
        stays=N_("{share} lie before it: inside the nucleus"),
        cut=N_("{share} lie before it: outside the nucleus"),
        first=N_("the likeliest: inside the nucleus"),
        places=_shares,
    ),
    "min_p": StageWords(
        N_("min-p"),
        N_("min-p"),
        N_("Keeps tokens at least this fraction as likely as the likeliest; 0 is off"),
        removed=N_("cut by min-p: {share} is less than {least}"),
        stays=N_("{share} is at least {least}: stays"),
        cut=N_("{share} is less than {least}: cut"),
        places=_shares,
    ),
    "typical_p": StageWords(
        N_("typical-p"),
        N_("typical-p"),
        N_("Keeps tokens about as surprising as expected, up to this probability; 1 is off"),
        removed=N_("cut by typical-p: {bits} bits off"),
        stays=N_("{bits} bits off what is expected: stays"),
        cut=N_("{bits} bits off what is expected, where {most} are kept: cut"),
        places=_bits,
    ),
}
"""By the stage's name."""


def label(stage: str) -> str:
    """A stage's name, in the reader's language."""
    return translated(WORDS[stage].label)


def short(stage: str) -> str:
    """The name, as short as a card is narrow."""
    return translated(WORDS[stage].short)
