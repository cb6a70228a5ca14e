"""The oracle: transformers' own processors, and OpenAI's formula for the two penalties that transformers lacks."""

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import (
    LogitsProcessor,
    LogitsProcessorList,
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
    TypicalLogitsWarper,
)

from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import NEUTRAL

Floats = NDArray[np.float32]


class Additive(LogitsProcessor):
    """mu[j] - c[j] * alpha_frequency - float(c[j] > 0) * alpha_presence, as OpenAI's reference writes it."""

    def __init__(self, frequency: float, presence: float) -> None:
        self.frequency, self.presence = frequency, presence

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        c = torch.stack([torch.bincount(row, minlength=scores.shape[-1])[: scores.shape[-1]] for row in input_ids])
        return scores - c * self.frequency - (c > 0).float() * self.presence


PROCESSORS: dict[str, Callable[[float], LogitsProcessor]] = {
    "repetition_penalty": lambda penalty: RepetitionPenaltyLogitsProcessor(float(penalty)),
    "frequency_penalty": lambda each: Additive(each, 0.0),
    "presence_penalty": lambda once: Additive(0.0, once),
    "temperature": lambda temperature: TemperatureLogitsWarper(float(temperature)),
    "top_k": lambda k: TopKLogitsWarper(int(k)),
    "top_p": TopPLogitsWarper,
    "min_p": MinPLogitsWarper,
    "typical_p": TypicalLogitsWarper,
}
PENALTIES = ("repetition_penalty", "frequency_penalty", "presence_penalty")


def chained(sampling: Sampling, scores: Floats, context: list[int]) -> Floats:
    """(V,) -> (V,) through one LogitsProcessorList of all the settings that do something, in their order."""
    working = [name for name in sampling.order if sampling.works(name)]
    chain = LogitsProcessorList(PROCESSORS[name](sampling.effective(name)) for name in working)
    return chain(torch.LongTensor([context]), torch.FloatTensor(scores.copy())[None])[0].numpy()


def scores_after(name: str, setting: float, scores: Floats, context: list[int]) -> Floats:
    """(V,) -> (V,) by the processor that `generate` would use; unchanged where it would use none."""
    # RepetitionPenaltyLogitsProcessor cannot take an empty context, though it would change nothing.
    if setting == NEUTRAL[name] or (name in PENALTIES and not context):
        return scores
    ids = torch.LongTensor([context])
    return PROCESSORS[name](setting)(ids, torch.FloatTensor(scores.copy())[None])[0].numpy()


def assert_equal_but_at_the_boundary(name: str, setting: float, before: Floats, ours: Floats) -> None:
    """The same tokens survive a filter, or those that differ are where transformers' own answer turns.

    It turns at a token if a setting 1e-5 larger or smaller gives another answer for it: sums of float32
    differ in the last bits with the order of adding. Nothing else is excused.
    """
    theirs = scores_after(name, setting, before, [])
    differing = (ours > -np.inf) != (theirs > -np.inf)
    if not differing.any():
        np.testing.assert_array_equal(ours, theirs)
    elif name == "top_p":
        _assert_count_between(setting, before, ours)
    else:
        assert name in ("min_p", "typical_p"), f"{name} does no arithmetic: nothing excuses a difference"
        excused = _turning(name, setting, before)
        if name == "typical_p":
            excused |= _as_typical_as_the_last(before, ours)
        assert excused[differing].all()


def _assert_count_between(top_p: float, before: Floats, ours: Floats) -> None:
    """Top-p keeps the largest, so counting is enough; which of several equals it keeps, torch.sort leaves open."""
    fewest, most = (
        np.count_nonzero(scores_after("top_p", setting, before, []) > -np.inf)
        for setting in (max(top_p - 1e-5, 0), min(top_p + 1e-5, 1 - 1e-9))
    )
    kept = ours[ours > -np.inf]
    assert fewest <= kept.size <= most
    np.testing.assert_array_equal(np.sort(kept), np.sort(before)[-kept.size :])


def _turning(name: str, setting: float, before: Floats) -> NDArray[np.bool_]:
    smaller, larger = max(setting * (1 - 1e-5), 1e-9), min(setting * (1 + 1e-5), 1 - 1e-9)
    answers = [scores_after(name, nudged, before, []) > -np.inf for nudged in (smaller, larger)]
    return answers[0] != answers[1]


def _as_typical_as_the_last(before: Floats, ours: Floats) -> NDArray[np.bool_]:
    """A likelier and a less likely token may be equally far from the entropy: then the last bits decide."""
    log_probs = torch.log_softmax(torch.tensor(before, dtype=torch.float64), dim=-1).numpy()
    alive = log_probs > -np.inf
    entropy = -(log_probs[alive] * np.exp(log_probs[alive])).sum()
    deviations = np.abs(-log_probs - entropy)
    return np.isclose(deviations, deviations[ours > -np.inf].max(), rtol=1e-5, atol=1e-5)
