"""The steps of a training, and what is looked at in between. Needs torch.

What a step reads hangs on seed and step alone, and a step computes on one core: a training that was interrupted goes
on to the same weights, to the last bit, as one that was not.
"""

from collections.abc import Sequence
from math import isfinite

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from explorer.models.training.decoder import Decoder
from explorer.models.training.order import Order

WARM_UP, LONGEST_WARM_UP = 0.05, 100
"""Share of the steps, and steps at most, in which the rate rises."""

LAST = 0.1
"""Share of the rate's height that is left at the end."""

WEIGHT_DECAY = 0.01
"""Of the matrices, in units of the rate."""

LONGEST_GRADIENT = 1.0

LOOKED_AT = 2_048
"""Tokens of the held-out text on which the loss is measured."""

TEMPERATURE = 0.8
"""Of what it writes while it is trained."""

Ids = NDArray[np.int64]


class Diverged(Exception):
    """The loss is no number."""


class Training:
    """A model on its way."""

    def __init__(self, order: Order, learnt: Ids, held_out: Ids, n_vocab: int) -> None:
        """learnt, held_out: (n,) the text as ids."""
        self.order, self.step = order, 0
        self._learnt, self._held_out = learnt, held_out
        torch.manual_seed(order.seed)
        self.model = Decoder(order, n_vocab)
        self._optimizer = _optimizer(self.model, order)

    @property
    def n_parameters(self) -> int:
        return sum(weight.numel() for weight in self.model.parameters())

    def advance(self) -> float:
        """One step; the loss of its batch before it, in nats a token."""
        for group in self._optimizer.param_groups:
            group["lr"] = rate(self.order, self.step)
        batch = torch.from_numpy(batch_of(self._learnt, self.order, self.step))
        loss = self._losses(batch).mean()
        nats = loss.item()
        if not isfinite(nats):
            raise Diverged
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), LONGEST_GRADIENT)
        self._optimizer.step()
        self.step += 1
        return nats

    @torch.no_grad()
    def held_out_loss(self) -> float:
        """Nats a token of the first so many held-out tokens, each given what stands before it in its window."""
        rows = _windows(self._held_out[: LOOKED_AT + 1], self.order.n_ctx)
        losses = [self._losses(torch.from_numpy(row)) for row in rows]
        return torch.cat(losses).double().mean().item()

    @torch.no_grad()
    def attention(self, ids: Sequence[int]) -> NDArray[np.float16]:
        """(layers, heads, n, n): where each head looks on these ids."""
        return torch.stack(self.model.passed(torch.tensor([list(ids)]))[1]).numpy().astype(np.float16)

    @torch.no_grad()
    def written(self, start: int, n: int) -> list[int]:
        """n ids that it writes after one, drawn by seed and step."""
        draws = torch.Generator().manual_seed(1_000_003 * self.order.seed + self.step)
        ids = [start]
        for _ in range(min(n, self.order.n_ctx - 1)):
            chances = (self.model(torch.tensor([ids]))[-1] / TEMPERATURE).softmax(-1)
            ids.append(int(torch.multinomial(chances, 1, generator=draws)))
        return ids[1:]

    def state(self) -> dict[str, Tensor]:
        """All that it takes to go on: weights, and what AdamW remembers of each."""
        found = {f"model.{name}": weight for name, weight in self.model.state_dict().items()}
        for name, weight in self.model.named_parameters():
            remembered = self._optimizer.state.get(weight, {})
            found |= {f"adam.{name}.{key}": value for key, value in remembered.items()}
        return found

    def load(self, state: dict[str, Tensor], step: int) -> None:
        """Go on from there."""
        weights = {name.removeprefix("model."): weight for name, weight in state.items() if name.startswith("model.")}
        self.model.load_state_dict(weights)
        with torch.no_grad():
            for name, weight in self.model.named_parameters():
                at = f"adam.{name}."
                kept = {key.removeprefix(at): value for key, value in state.items() if key.startswith(at)}
                self._optimizer.state[weight] = kept
        self.step = step

    def _losses(self, ids: Tensor) -> Tensor:
        """(rows · n,) nats of each id but the first of its row. ids: (rows, n + 1)."""
        return functional.cross_entropy(self.model(ids[:, :-1]), ids[:, 1:].flatten(), reduction="none")


def rate(order: Order, step: int) -> float:
    """AdamW's learning rate in a step: up along a line, then down along one."""
    rise = max(1, min(LONGEST_WARM_UP, round(WARM_UP * order.steps)))
    if step < rise:
        return order.rate * (step + 1) / rise
    gone = (step - rise) / max(1, order.steps - rise)
    return order.rate * (1 - (1 - LAST) * gone)


def batch_of(ids: Ids, order: Order, step: int) -> Ids:
    """(batch, n + 1): pieces of the text from places drawn by seed and step."""
    n = min(order.n_ctx, len(ids) - 1)
    starts = np.random.default_rng((order.seed, step)).integers(0, len(ids) - n, order.batch)
    return ids[starts[:, None] + np.arange(n + 1)]


def _windows(ids: Ids, n_ctx: int) -> list[Ids]:
    """(rows, n + 1) of all whole windows, and (1, m + 1) of what is left."""
    n = (len(ids) - 1) // n_ctx
    whole = ids[np.arange(n)[:, None] * n_ctx + np.arange(n_ctx + 1)]
    rest = ids[n * n_ctx :]
    return [rows for rows in (whole, rest[None]) if rows.size > 1]


def _optimizer(model: nn.Module, order: Order) -> torch.optim.AdamW:
    matrices = [weight for weight in model.parameters() if weight.ndim == 2]
    others = [weight for weight in model.parameters() if weight.ndim != 2]
    groups = [{"params": matrices, "weight_decay": WEIGHT_DECAY}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=order.rate, betas=(0.9, 0.99), fused=True)
