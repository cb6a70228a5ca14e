"""The unigrams and bigrams that lie in a model's folder: what its training text was like, token by token."""

from pathlib import Path

import numpy as np

from explorer.analysis.ngrams import Bigrams
from explorer.engine.cache import once
from explorer.errors import Refused
from explorer.models.catalogue import find
from explorer.models.checkpoints import parted

FILE = "bigrams.safetensors"

STEPS_A_DOUBLING = 16
"""Counts are kept as one byte each, so many steps to twice as many: never more than was counted, at most 4.3 % less."""


def bigrams_of(name: str) -> Bigrams:
    """Of a model of the catalogue, whichever of its steps the name is of. Refused where there are none."""
    model = parted(name)[0]
    return once(("bigrams", model), lambda: read(model, Path(find(model).location)))


def read(model: str, folder: Path) -> Bigrams:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        kept = load_file(folder / FILE)
        return Bigrams(
            unigram=kept["unigram"].astype(np.float64),
            totals=kept["totals"].astype(np.int64),
            starts=kept["starts"].astype(np.int64),
            followers=kept["followers"].astype(np.int64),
            counts=np.exp2(kept["counts"].astype(np.float64) / STEPS_A_DOUBLING),
        )
    except (SafetensorError, OSError, KeyError, ValueError) as error:
        raise Refused("{file} of {model} is missing or damaged: restore it", file=FILE, model=model) from error


def write(grams: Bigrams, folder: Path) -> None:
    """So that `read` gives them back, each count within a step."""
    from safetensors.numpy import save_file

    codes = np.clip(np.floor(STEPS_A_DOUBLING * np.log2(grams.counts) + 1e-6), 0, 255)
    tensors = {
        "unigram": grams.unigram.astype(np.float32),
        "totals": grams.totals.astype(np.int32),
        "starts": grams.starts.astype(np.int32),
        "followers": grams.followers.astype(np.uint16),
        "counts": codes.astype(np.uint8),
    }
    save_file(tensors, folder / FILE)
