"""The training loop that every model here shares: steps, a schedule, checkpoints from which it goes on.

Killed at any moment, the same call goes on from the last checkpoint and ends with the weights of a run that was never
interrupted, because what a step reads depends on (seed, step) alone. Uses CUDA where there is one; on a CPU the matrix
products run in bfloat16.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import PreTrainedModel

from training import attention
from training.workers import Workers, learning


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the weights, beside the data."""

    steps: int
    rows: int = 8
    n_ctx: int = 512
    n_layers: int = 6
    n_heads: int = 8
    d_model: int = 256
    muon_lr: float = 0.02
    """For the matrices inside the blocks (Jordan et al. 2024)."""
    adam_lr: float = 0.003
    """For embeddings, norms and biases."""
    warmup: float = 0.02
    """Share of the steps over which the rate rises."""
    decay: float = 0.4
    """Share of the steps, at the end, over which it falls to zero."""
    weight_decay: float = 0.01
    """Of the matrices inside the blocks, in units of the rate: the more often a text is read, the more of it."""
    dropout: float = 0.0
    """Share of the embeddings and of what each block adds that a step leaves out. With it, one thread works alone."""
    seed: int = 0

    def rate(self, step: int) -> float:
        """Trapezoidal schedule: up, flat, down to zero."""
        done = (step + 1) / self.steps
        return min(1.0, done / self.warmup, (1.0 - done) / self.decay + 1e-3)

    @property
    def tokens(self) -> int:
        """How many tokens the whole run reads."""
        return self.steps * self.tokens_a_step

    @property
    def tokens_a_step(self) -> int:
        return self.rows * self.n_ctx


Batch = tuple[NDArray[Any], ...]
"""Arrays of (rows, n_ctx)."""


@dataclass(frozen=True)
class Task:
    """One model to be trained: where it begins, and what it loses at a step."""

    name: str
    recipe: Recipe
    new_model: Callable[[], PreTrainedModel]
    batch: Callable[[int], Batch]
    """What a step reads."""
    losses: Callable[..., Tensor]
    """(model, *tensors of a batch) to the cross-entropies, in nats, of all that it was to predict: (n,)."""
    attention: str = attention.NAME
    """What computes it on a CPU, as transformers calls it."""
    alone: bool = False
    """Whether one thread computes everything, the batch in one piece: for models so small that threads only wait."""


def train(
    task: Task, run: Path, *, every: int = 100, watch: Callable[["Training"], None] = lambda _: None
) -> PreTrainedModel:
    """Train to the end of the recipe, from the run folder's checkpoint if it has one.

    every: steps a checkpoint. watch: called before the first step, and after each; a run that goes on from a checkpoint
    comes by the same steps again.
    """
    run.mkdir(parents=True, exist_ok=True)
    training = Training(task)
    checkpoint = run / "checkpoint.pt"
    if checkpoint.exists():
        training.load(torch.load(checkpoint, weights_only=True))
    watch(training)
    while training.step < task.recipe.steps:
        training.advance()
        watch(training)
        if training.step % every == 0 or training.step == task.recipe.steps:
            save(checkpoint, training.state())
            write(run / "log.jsonl", "".join(json.dumps(line) + "\n" for line in training.log))
    return training.model


def seconds_a_step(task: Task, *, steps: int = 6) -> float:
    """How long a step takes here: the median of a few, on a model that is thrown away."""
    training = Training(task)
    taken = []
    for _ in range(steps):
        began = time.monotonic()
        training.advance()
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        taken.append(time.monotonic() - began)
    return sorted(taken)[steps // 2]


def machine() -> str:
    """What computes, for the models' cards."""
    return torch.cuda.get_device_name() if torch.cuda.is_available() else f"{os.cpu_count()} CPU cores"


def save(path: Path, state: dict[str, Any]) -> None:
    """A checkpoint, whole or not at all: written beside, then renamed over."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)


def write(path: Path, text: str) -> None:
    """A text file, whole or not at all."""
    partial = path.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, path)


class Training:
    """A model on its way."""

    def __init__(self, task: Task) -> None:
        self.task, self.step, self.seconds = task, 0, 0.0
        self.log: list[dict[str, float]] = []
        torch.manual_seed(task.recipe.seed)
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = task.new_model().train()
        nn.Module.to(self.model, device)
        self.model.set_attn_implementation("sdpa" if device.type == "cuda" else task.attention)
        self.optimizers = _optimizers(self.model, task.recipe)
        self.workers = Workers(device.type, alone=task.alone or device.type == "cuda" or task.recipe.dropout > 0)

    def advance(self) -> None:
        """One step."""
        began = time.monotonic()
        # What dropout leaves out is a function of (seed, step) too, or a resumed run would go another way.
        torch.manual_seed(1_000_003 * self.task.recipe.seed + self.step)
        nats, gradients = self.workers.gradients(self.model, self.task.losses, self.task.batch(self.step))
        for parameter, gradient in zip(learning(self.model), gradients, strict=True):
            parameter.grad = gradient
        nn.utils.clip_grad_norm_(learning(self.model), 1.0)
        rate = self.task.recipe.rate(self.step)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = group["base_lr"] * rate
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.step += 1
        logged = self.step % 50 == 0 or self.step == self.task.recipe.steps
        # Asking a GPU for a number waits for it: not at every step.
        loss = round(nats.item(), 4) if logged else 0.0
        self.seconds += time.monotonic() - began
        if logged:
            self.log.append({"step": self.step, "loss": loss, "seconds": round(self.seconds, 1)})

    def state(self) -> dict[str, Any]:
        return {
            "recipe": asdict(self.task.recipe),
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "step": self.step,
            "seconds": self.seconds,
            "log": self.log,
            "machine": machine(),
        }

    def load(self, state: dict[str, Any]) -> None:
        # Only the length may change: the flat part of the schedule can be left, or gone on with, at any step.
        if state["recipe"] | {"steps": self.task.recipe.steps} != asdict(self.task.recipe):
            raise ValueError(
                f"the checkpoint of {self.task.name} belongs to another recipe: "
                "give a new run folder, or the same options"
            )
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.step, self.seconds, self.log = state["step"], state["seconds"], state["log"]


BLOCKS = (".h.", ".layer.", ".layers.")
"""In the names of what lies inside a block, as the architectures call them."""


def _optimizers(model: PreTrainedModel, recipe: Recipe) -> list[torch.optim.Optimizer]:
    """Muon for the blocks' matrices, AdamW for everything else; each remembers its base rate."""
    inside = [p for name, p in model.named_parameters() if p.requires_grad and p.ndim == 2 and _is_inside(name)]
    known = {id(p) for p in inside}
    rest = [p for p in learning(model) if id(p) not in known]
    found: list[torch.optim.Optimizer] = [
        torch.optim.Muon(inside, lr=recipe.muon_lr, weight_decay=recipe.weight_decay, momentum=0.95),
        torch.optim.AdamW(rest, lr=recipe.adam_lr, betas=(0.9, 0.95), weight_decay=0.0),
    ]
    for optimizer in found:
        for group in optimizer.param_groups:
            group["base_lr"] = group["lr"]
    return found


def _is_inside(name: str) -> bool:
    """Whether a parameter is of a block; T5 keeps a table there, of the positions."""
    return any(where in name for where in BLOCKS) and "relative_attention_bias" not in name
