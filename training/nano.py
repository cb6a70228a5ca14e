"""explorer-nano: a million parameters of Llama's architecture, kept at many moments of its training.

With positions turned into the queries and keys it learns to look at the token before within some hundred steps; with
GPT-2's table of positions, at this size and these rates, it had not after three thousand.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from safetensors.torch import save_file

from explorer.text.embedded import embedded_encoding
from training import gpt, llama, mixture
from training.loop import Recipe, Task, Training

NAME = "explorer-nano"

VOCABULARY = 2_048
"""The tables of 8,192 tokens would be more than half of its parameters."""

RECIPE = Recipe(steps=3_600, rows=16, n_ctx=256, n_layers=4, n_heads=4, d_model=128, decay=0.2)

PERCENT = {**mixture.PERCENT, "copies": 12}
"""Of 109 rows."""

STEPS = "steps"
"""In the run's folder: the weights at each moment that was kept."""


EVERY = 200
"""Steps between two moments at most."""


def task(corpus: Path, tokenizer: Path, recipe: Recipe) -> Task:
    encoding = embedded_encoding(tokenizer)
    return replace(
        gpt.task(corpus, tokenizer, recipe, NAME, PERCENT),
        new_model=lambda: llama.new_model(recipe, encoding.n_vocab, encoding.eot_token),
        attention="sdpa",
        alone=True,
    )


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
