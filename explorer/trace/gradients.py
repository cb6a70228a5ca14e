"""Which input a logit hangs on, by gradients: gradient × input, and integrated gradients (Sundararajan et al. 2017).

Both are about the token vectors; positions stay as they are. Torch's gradients are made here, and numpy comes out.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.models.cores import cores
from explorer.models.forward import size_of
from explorer.models.hooks import Recorder, recording
from explorer.models.model import Model

Against = int | Literal["average"] | None
"""What a token's logit is held against: another token's, the mean of all tokens', or nothing."""

ROWS = 1024
"""Tokens that go through the model at once."""


@dataclass(frozen=True)
class Question:
    """A logit at a position, less what it is held against."""

    ids: tuple[int, ...]
    position: int
    token: int
    against: Against = None

    def __post_init__(self) -> None:
        if not 0 <= self.position < len(self.ids):
            raise ValueError(f"position {self.position} is outside 0 to {len(self.ids) - 1}")

    def of(self, logits: Tensor) -> Tensor:
        """(..., V) -> (...)"""
        asked = logits[..., self.token]
        if self.against is None:
            return asked
        return asked - (logits.mean(-1) if self.against == "average" else logits[..., self.against])


@dataclass(frozen=True, eq=False)
class InputAttribution:
    """What each token is credited with."""

    scores: NDArray[np.float64]
    """(T,)"""
    value: float
    """The logit, or the difference of two, on the text itself."""
    baseline: float
    """The same where every token is the average one; of gradient × input it plays no part, and is `value`."""
    steps: int
    """Points at which gradients were taken."""

    @property
    def gap(self) -> float:
        """What the scores lack to the difference that they should add up to; 0 in the limit of many steps."""
        return self.value - self.baseline - float(self.scores.sum())


def gradient_times_input(model: Model, question: Question) -> InputAttribution:
    """How the logit would change with each token vector's length: to first order, here."""
    vectors = _vectors(model, question)
    gradients, values = _gradients(model, question, vectors[None])
    value = float(values[0])
    return InputAttribution((gradients[0] * vectors).sum(-1).double().numpy(), value, value, steps=1)


def integrated_gradients(
    model: Model, question: Question, *, steps: int, told: Callable[[int], object] = lambda n: None
) -> InputAttribution:
    """The gradients along the straight way from average tokens to these, by Gauss-Legendre quadrature.

    Exact in the limit of many `steps`: then the scores add up to `value` - `baseline`. `told` hears how many of them
    are done.
    """
    vectors = _vectors(model, question)
    start = average_vector(model).expand_as(vectors)
    points, weights = np.polynomial.legendre.leggauss(steps)
    along, shares = torch.tensor((points + 1) / 2).float(), torch.tensor(weights / 2)
    total = torch.zeros_like(vectors, dtype=torch.double)
    at_once = max(1, ROWS // len(vectors))
    for first in range(0, steps, at_once):
        part = slice(first, first + at_once)
        inputs = start + along[part, None, None] * (vectors - start)
        gradients, _ = _gradients(model, question, inputs)
        total += (gradients.double() * shares[part, None, None]).sum(0)
        told(min(steps, first + at_once))
    baseline, value = _values(model, question, torch.stack([start, vectors]))
    return InputAttribution((total * (vectors - start)).sum(-1).numpy(), value, baseline, steps)


def average_vector(model: Model) -> Tensor:
    """(D,) the mean of all tokens' vectors, as the first block is given them."""
    return torch.tensor(model.embedding.W_E.mean(0, dtype=np.float64) * model.embedding.scale).float()


def _vectors(model: Model, question: Question) -> Tensor:
    """(T, D) the tokens' own, before positions."""
    with torch.no_grad(), recording(Recorder()) as recorder:
        model.module(input_ids=torch.tensor([question.ids]), use_cache=False)
    return recorder.seen["hook_embed"][0]


def _gradients(model: Model, question: Question, inputs: Tensor) -> tuple[Tensor, Tensor]:
    """(n, T, D) token vectors -> (n, T, D) gradients of the logit, and (n,) the logits."""
    inputs = inputs.clone().requires_grad_(True)
    with torch.enable_grad(), _given(model, 3 * inputs.shape[0] * inputs.shape[1]):
        values = _asked(model, question, inputs)
        (gradients,) = torch.autograd.grad(values.sum(), inputs)
    return gradients, values.detach()


def _values(model: Model, question: Question, inputs: Tensor) -> list[float]:
    with torch.no_grad(), _given(model, inputs.shape[0] * inputs.shape[1]):
        return _asked(model, question, inputs).tolist()


def _asked(model: Model, question: Question, inputs: Tensor) -> Tensor:
    """(n, T, D) -> (n,): the same ids n times, with other vectors in their places."""
    ids = torch.tensor([question.ids] * len(inputs))
    with recording(Recorder({"hook_embed": lambda looked_up: inputs})):
        return question.of(model.module(input_ids=ids, use_cache=False).logits[:, question.position])


def _given(model: Model, tokens: int) -> AbstractContextManager[int]:
    """The cores for a pass of so many tokens; the way back costs two more."""
    return cores.given(tokens * size_of(model.module))
