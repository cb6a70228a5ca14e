"""A tiny model that reads numbers, and examples in its words."""

from functools import cache

import numpy as np

from explorer.models.model import Model
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.lessons import Example
from explorer.models.tuning.settings import Settings
from tests.models import tiny

EXAMPLES = (Example("3 1 4", "15 9"), Example("2 7", "18 28"), Example("5", "5 5 5"))
SETTINGS = Settings(rank=4, rate=1e-2, steps=20, batch=2)


@cache
def model(name: str = "gpt2") -> Model:
    return tiny.model_of(name)


def adapter(of: Model, rank: int = 2, seed: int = 0) -> Adapter:
    """A random update of each linear layer."""
    from transformers.pytorch_utils import Conv1D

    from explorer.models.tuning.lora import linear_layers

    rng, pairs, turned = np.random.default_rng(seed), {}, False
    for path, layer in linear_layers(of.module).items():
        rows, columns = layer.get_parameter("weight").shape
        turned = isinstance(layer, Conv1D)
        out, into = (columns, rows) if turned else (rows, columns)
        a, b = rng.normal(size=(rank, into)), rng.normal(size=(out, rank))
        pairs[path] = (a.astype(np.float32), b.astype(np.float32))
    return Adapter(rank, 3.0, of.name, of.fingerprint, pairs, turned=turned)
