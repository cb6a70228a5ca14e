"""explorer-nano: a million parameters of GPT-2's architecture, kept at many moments of its training."""

from collections.abc import Iterator
from pathlib import Path

from safetensors.torch import save_file

from training import gpt, mixture
from training.loop import Recipe, Task, Training

NAME = "explorer-nano"

VOCABULARY = 2_048
"""The tables of 8,192 tokens would be more than half of its parameters."""

RECIPE = Recipe(steps=8_000, rows=16, n_ctx=256, n_layers=4, n_heads=4, d_model=128, decay=0.3)

PERCENT = {**mixture.PERCENT, "copies": 5}
"""Of 102 rows."""

STEPS = "steps"
"""In the run's folder: the weights at each moment that was kept."""


EVERY = 200
"""Steps between two moments at most."""


def task(corpus: Path, tokenizer: Path, recipe: Recipe) -> Task:
    return gpt.task(corpus, tokenizer, recipe, NAME, PERCENT)


def moments(steps: int, growth: float = 1.15) -> Iterator[int]:
    """The steps after which the weights are kept: the beginning, the end, and evenly by their logarithms between, but
    at most EVERY apart."""
    yield 0
    step = 1
    while step < steps:
        yield step
        step = min(max(step + 1, round(step * growth)), step + EVERY)
    yield steps


def keep(run: Path, training: Training) -> None:
    """The weights as they stand, in float32, if this is such a moment."""
    if training.step not in set(moments(training.task.recipe.steps)):
        return
    folder = run / STEPS
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.contiguous() for name, tensor in training.model.state_dict().items()}
    weights.pop("lm_head.weight")  # the embedding again
    save_file(weights, folder / f"{training.step}.safetensors", {"format": "pt"})
