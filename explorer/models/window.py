"""How far back a text may be looked at, as a value. Without torch at import."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Window:
    """Every position sees itself and those before it, up to `last` of them, and the `first` of the text."""

    last: int
    first: int = 0

    def __post_init__(self) -> None:
        if self.last < 1 or self.first < 0:
            raise ValueError(f"a window of the last {self.last} and the first {self.first} positions sees nothing")

    def sees(self, n: int) -> NDArray[np.bool_]:
        """(n, n) true where row i may look at column j."""
        behind = np.arange(n)[:, None] - np.arange(n)
        return (behind >= 0) & ((behind < self.last) | (np.arange(n) < self.first))
