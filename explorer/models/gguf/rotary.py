"""How a GGUF file's positions are turned beyond the plain way: what transformers' own reading of such files leaves out.

A model whose positions are turned otherwise than it learned answers worse with every position, and nothing says so.
"""

from collections.abc import Mapping
from math import pi
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.errors import Refused

Factors = Mapping[str, NDArray[np.float32]]

BY_FREQUENCY, LONG, SHORT = "rope_freqs.weight", "rope_factors_long.weight", "rope_factors_short.weight"
TENSORS = (BY_FREQUENCY, LONG, SHORT)
"""No weights, but numbers that each frequency is divided by."""

LLAMA3 = {"low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}
"""Of Llama 3.1, 3.2 and 3.3: the file has what these make of the frequencies, and not these themselves."""


def rope_scaling(model: str, metadata: Mapping[str, Any], factors: Factors) -> dict[str, Any] | None:
    """What config.json says of it beside the base; None where positions are turned in the plain way."""
    architecture = metadata["general.architecture"]
    said = {key: metadata.get(f"{architecture}.rope.scaling.{key}") for key in ("type", "factor", _ORIGINAL)}
    if BY_FREQUENCY in factors:
        found = _llama3(factors[BY_FREQUENCY], float(metadata.get(f"{architecture}.rope.freq_base", 10000.0)))
    elif LONG in factors and SHORT in factors:
        found = {
            "rope_type": "longrope",
            "long_factor": factors[LONG].tolist(),
            "short_factor": factors[SHORT].tolist(),
        }
        found |= {"original_max_position_embeddings": said[_ORIGINAL]}
    elif said["type"] in (None, "none"):
        return None
    else:
        found = _by_name(said)
    if found is None or None in found.values():
        raise Refused(
            "the positions of {model} are scaled in a way that cannot be read from GGUF files here ({type}): choose "
            "the same model as safetensors",
            model=model,
            type=str(said["type"] or BY_FREQUENCY)[:40],
        )
    return found or None


_ORIGINAL = "original_context_length"


def _by_name(said: Mapping[str, Any]) -> dict[str, Any] | None:
    if said["type"] == "linear":
        return {"rope_type": "linear", "factor": said["factor"]}
    if said["type"] == "yarn":
        return {
            "rope_type": "yarn",
            "factor": said["factor"],
            "original_max_position_embeddings": said[_ORIGINAL],
        }
    return None


def _llama3(factors: NDArray[np.float32], base: float) -> dict[str, Any] | None:
    """{} where the factors are all 1; None where they are not what Llama 3's rule makes."""
    if (factors == 1).all():
        return {}
    factor = float(factors.max())
    d_head = 2 * len(factors)
    wavelengths = 2 * pi * base ** (np.arange(0, d_head, 2) / d_head)
    low, high, original = LLAMA3.values()
    smooth = np.clip((original / wavelengths - low) / (high - low), 0, 1)
    expected = 1 / ((1 - smooth) / factor + smooth)
    return {"rope_type": "llama3", "factor": factor, **LLAMA3} if np.allclose(factors, expected, rtol=1e-4) else None
