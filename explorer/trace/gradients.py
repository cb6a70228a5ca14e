"""Which input a logit hangs on, by gradients: gradient × input, and integrated gradients (Sundararajan et al. 2017).

Both are about the token vectors; positions stay as they are. Torch's gradients are made here, and numpy comes out.
"""

from contextlib import AbstractContextManager
from functools import partial

import numpy as np
import torch
from torch import Tensor

from explorer.errors import Refused
from explorer.models.cores import cores
from explorer.models.forward import size_of
from explorer.models.hooks import Change, Recorder, recording
from explorer.models.model import Model
from explorer.trace.edits import Show, changes_of
from explorer.trace.input_credits import Completeness, InputAttribution, Question
from explorer.trace.path_integral import LIMITS, Doubles, Limits, Told, integrate

ROWS = 256
"""Tokens that go through the model at once."""
TOLERANCE = 0.01
"""What credits may miss, as a share of what they should add up to."""
LEAST = 0.5
"""A smaller change counts as one of this size: what is missed of it then is not seen at two decimals."""


def gradient_times_input(model: Model, question: Question) -> InputAttribution:
    """How the logit would change with each token vector's length: to first order, here."""
    vectors = _vectors(model, question)
    gradients, values = _gradients(model, question, vectors[None])
    return InputAttribution((gradients[0] * vectors).sum(-1).double().numpy(), float(values[0]))


def integrated_gradients(
    model: Model, question: Question, limits: Limits = LIMITS, told: Told = lambda points, of: None
) -> InputAttribution:
    """The gradients along a way from average tokens to these; whether they add up as they should is in `sums`.

    Where a model reads from left to right, the way has two legs. First the first token alone takes its place, in one
    step: all of what that changes is its credit. Then the others go in a straight line, all at once. What a model
    writes at the first position, many heads rest on (Xiao et al. 2024: attention sinks), and in published models it
    arises and vanishes in jumps while that token is mixed. `told` hears how many points are done, of how many.
    """
    vectors = _vectors(model, question)
    average = average_vector(model).expand_as(vectors)
    start = torch.cat([vectors[:1], average[1:]]) if model.causal else average
    baseline, begun, value = _values(model, question, torch.stack([average, start, vectors]))
    allowed = TOLERANCE * max(abs(value - baseline), LEAST)
    way = integrate(
        partial(_rates, model, question, start, vectors),
        allowed=allowed,
        limits=limits,
        at_once=max(1, ROWS // len(vectors)),
        told=told,
    )
    if not np.isfinite(way.missed):
        raise Refused("{model} gives no finite numbers for average tokens: look at gradient × input", model=model.name)
    scores = way.parts
    scores[0] += begun - baseline
    return InputAttribution(scores, value, Completeness(baseline, value - baseline, way.missed, allowed, way.points))


def average_vector(model: Model) -> Tensor:
    """(D,) the mean of all tokens' vectors, as the first block is given them."""
    return torch.tensor(model.embedding.W_E.mean(0, dtype=np.float64) * model.embedding.scale).float()


def _rates(model: Model, question: Question, start: Tensor, end: Tensor, places: Doubles) -> tuple[Doubles, Doubles]:
    """(n,) places on the straight line between two (T, D) -> (n, T) each token's credit per length; (n,) the logits."""
    inputs = start + torch.tensor(places).float()[:, None, None] * (end - start)
    gradients, values = _gradients(model, question, inputs)
    return (gradients.double() * (end - start)).sum(-1).numpy(), values.double().numpy()


def _vectors(model: Model, question: Question) -> Tensor:
    """(T, D) the tokens' own, and of a picture's those that it is to the model; before positions."""
    shown = [edit for edit in question.edits if isinstance(edit, Show)]
    with torch.no_grad(), recording(Recorder(changes_of(shown, len(question.ids)))) as recorder:
        model.module(input_ids=torch.tensor([question.ids]), use_cache=False)
    return recorder.seen["hook_embed"][0].float()


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
    # A large vocabulary's logits at all other positions would cost a fifth of the time.
    only = {"logits_to_keep": torch.tensor([question.position])} if model.causal else {}
    with recording(Recorder(_changes(question, inputs))):
        logits = model.module(input_ids=ids, use_cache=False, **only).logits
    return question.of(logits[:, 0 if only else question.position].float())


def _changes(question: Question, inputs: Tensor) -> dict[str, Change]:
    """The question's edits, made on other vectors than those of its ids; a picture is among these."""
    edits = [edit for edit in question.edits if not isinstance(edit, Show)]
    changes = dict(changes_of(edits, len(question.ids)))
    edited = changes.get("hook_embed")
    return changes | {"hook_embed": lambda looked_up: inputs if edited is None else edited(inputs)}


def _given(model: Model, tokens: int) -> AbstractContextManager[int]:
    """The cores for a pass of so many tokens; the way back costs two more."""
    return cores.given(tokens * size_of(model.module))
