"""What temperature does to one choice: the same logits, from cold to hot."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.decoding.filters import Floats

Wide = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Heat:
    """The softmax of z / T at n temperatures."""

    temperatures: Wide
    """(n,)"""
    entropy: Wide
    """(n,) bits."""
    ids: NDArray[np.int64]
    """(k,) the tokens with the largest logits, which are the likeliest at every temperature."""
    shares: Wide
    """(n, k) their probabilities."""

    def __post_init__(self) -> None:
        n, k = self.temperatures.size, self.ids.size
        if self.entropy.shape != (n,) or self.shares.shape != (n, k):
            raise ValueError(f"{n} temperatures and {k} tokens, but {self.entropy.shape} and {self.shares.shape}")

    @property
    def choices(self) -> Wide:
        """(n,) the effective number of choices: how many equally likely tokens have this entropy."""
        return 2**self.entropy


def heat(logits: Floats, temperatures: Sequence[float], *, k: int) -> Heat:
    """Logits (V,), -inf for a removed token, at each temperature; 0 is the limit, the likeliest token alone."""
    ids = np.argsort(-logits, kind="stable")[:k]
    ids = ids[logits[ids] > -np.inf]
    alive = (logits[logits > -np.inf] - logits.max()).astype(np.float64)
    first = (logits[ids] - logits.max()).astype(np.float64)
    bits, shares = zip(*(_at(alive, first, temperature) for temperature in temperatures), strict=True)
    return Heat(np.array(temperatures, dtype=np.float64), np.array(bits), ids, np.array(shares))


def _at(alive: Wide, first: Wide, temperature: float) -> tuple[float, Wide]:
    """Entropy in bits and the first tokens' probabilities; logits are shifted so that the largest is 0."""
    if temperature == 0:
        return 0.0, (np.arange(first.size) == 0).astype(np.float64)
    powers = np.exp(alive / temperature)
    total = powers.sum()
    # H = ln Z - E[z], since ln p = z - ln Z
    nats = np.log(total) - (powers @ alive) / temperature / total
    return max(0.0, float(nats / np.log(2))), np.exp(first / temperature) / total
