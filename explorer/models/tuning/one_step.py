"""One step of learning, on a copy: the direction in which a text's own exercises pull every weight, and how far."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import PreTrainedModel

from explorer.errors import Refused
from explorer.models.architectures import parts_of
from explorer.models.cores import cores
from explorer.models.machine import free_bytes
from explorer.models.model import Model
from explorer.models.tuning.exercises import Exercises, parts
from explorer.models.tuning.lora import SHARE, copied
from explorer.models.tuning.one_step_ways import Way
from explorer.models.weight_kinds import squares, squares_by_kind

EPS = 1e-8
"""Adam's own (Kingma and Ba 2015)."""

TOP = 5
"""Likeliest tokens that are kept of each place."""


@dataclass(frozen=True, eq=False)
class Guesses:
    """What a model thinks of some exercises."""

    losses: NDArray[np.float64]
    """(P,) nats of each answer."""
    ids: NDArray[np.int64]
    """(P, k) the likeliest tokens of each place, likeliest first."""
    probs: NDArray[np.float64]
    """(P, k)"""

    @property
    def loss(self) -> float:
        """Nats a token."""
        return float(self.losses.mean())


@dataclass(frozen=True, eq=False)
class Moved:
    """How far a step of rate 1 moves the weights, relative to their length (Frobenius norms); another is in proportion.
    nan where there are no such weights, or where all of them are zero."""

    layers: NDArray[np.float64]
    """(L, 7) by layer and by `weight_kinds.KINDS`."""
    tokens: float
    """The table of tokens."""
    rows: int
    """How many of its rows are moved."""
    whole: float
    """All weights of the model together."""


class OneStep:
    """A copy of a model that can stand at any distance from it along one direction. Made on one core."""

    def __init__(self, model: Model, exercises: Exercises, way: Way) -> None:
        """Refused where there is no room for a copy and its gradients, or where the model is not in float32."""
        _check_room(model)
        self._model = model
        self._module = copied(model).requires_grad_(True)
        self._start = dict(model.module.named_parameters())
        self.slope, self.steepness = self._directed(exercises, way)

    def _directed(self, exercises: Exercises, way: Way) -> tuple[float, float]:
        """Each weight's `grad` becomes the direction against which it goes. By how much the loss falls for a rate of 1,
        were it a straight line, and the gradient's squared length."""
        with cores.given(0), torch.enable_grad():
            for losses in _losses(self._module, exercises):
                (losses.sum() / len(exercises.places)).backward()
        gradients = [weight.grad for weight in self._module.parameters() if weight.grad is not None]
        steepness = squares(gradients)
        if way == "sgd":
            return steepness, steepness
        slope = 0.0
        for gradient in gradients:
            size = gradient.abs()
            slope += float((gradient.square() / (size + EPS)).sum(dtype=torch.float64))
            gradient.div_(size.add_(EPS))
        return slope, steepness

    def at(self, rate: float) -> PreTrainedModel:
        """The copy after a step of this rate; 0 is the model itself."""
        with torch.no_grad():
            for name, weight in self._module.named_parameters():
                if weight.grad is not None:
                    torch.sub(self._start[name], weight.grad, alpha=rate, out=weight.data)
        return self._module

    def moved(self) -> Moved:
        """See Moved. The copy stands anywhere afterwards."""
        with torch.no_grad():
            for weight in self._module.parameters():
                weight.zero_() if weight.grad is None else weight.copy_(weight.grad)
        direction = replace(self._model, module=self._module)
        table, way = (_table(one.module) for one in (self._model, direction))
        return Moved(
            layers=_relative(squares_by_kind(self._model), squares_by_kind(direction)),
            tokens=float(_relative(squares([table]), squares([way]))),
            rows=int(way.any(-1).sum()),
            whole=float(_relative(squares(self._start.values()), squares(self._module.parameters()))),
        )


def guesses(module: nn.Module, exercises: Exercises) -> Guesses:
    found = []
    with cores.given(0), torch.no_grad():
        for logits, answers in _rows(module, exercises):
            logs = logits.double().log_softmax(-1)
            best = logs.topk(min(TOP, logs.shape[-1]))
            losses = -logs.gather(-1, answers[:, None])[:, 0]
            found.append((losses.numpy(), best.indices.numpy(), best.values.exp().numpy()))
    return Guesses(*map(np.concatenate, zip(*found, strict=True)))


def _losses(module: nn.Module, exercises: Exercises) -> Iterator[Tensor]:
    """(n,) nats of some of the answers, part by part."""
    for logits, answers in _rows(module, exercises):
        yield F.cross_entropy(logits, answers, reduction="none")


def _rows(module: nn.Module, exercises: Exercises) -> Iterator[tuple[Tensor, Tensor]]:
    """(n, V) logits and (n,) answers, part by part."""
    begun, how = 0, {"use_cache": False} if exercises.mask is None else {}
    for texts, rows in parts(exercises):
        made: Any = module(input_ids=torch.tensor(texts), **how)
        logits = torch.cat([text[row] for text, row in zip(made.logits, rows, strict=True)]).float()
        yield logits, torch.tensor(exercises.answers[begun : begun + len(logits)])
        begun += len(logits)


def _table(module: PreTrainedModel) -> Tensor:
    return module.get_submodule(parts_of(module.config).embed).get_parameter("weight")


def _relative(was: NDArray[np.float64] | float, moved: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """The root of their quotient; nan where nothing was there."""
    before = np.asarray(was, dtype=np.float64)
    return np.sqrt(np.divide(moved, before, where=before > 0, out=np.full_like(before, np.nan)))


def _check_room(model: Model) -> None:
    """A copy, and a gradient of each of its weights."""
    size = 8 * model.n_parameters
    if size > SHARE * free_bytes():
        raise Refused(
            "a copy of {model} and its gradients take {size} GB of memory, and there is no room for them now: choose a "
            "smaller model",
            model=model.name,
            size=f"{size / 1e9:.1f}",
        )
