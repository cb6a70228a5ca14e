"""What one layer of a KV cache holds, as a value. Without torch at import."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KeptLayer:
    """Of one text: as many keys as values, in tensors of one shape."""

    n_kv_heads: int
    n: int
    """Positions."""
    d_head: int
    dtype: str
    """How a number is written, as PyTorch calls it: "float32"."""
    n_bytes: int
    """Of keys and values together, counted on the tensors."""


def cache_bytes(
    *, n_layers: int, n_kv_heads: int, d_head: int, n: int, a_number: float, window: int | None = None
) -> float:
    """2 · L · H_kv · d_head · T · bytes: keys and values of n positions; a window keeps no more than its last ones.

    >>> cache_bytes(n_layers=96, n_kv_heads=96, d_head=128, n=2048, a_number=2) / 2**30
    9.0
    """
    kept = n if window is None else min(n, window)
    return 2 * n_layers * n_kv_heads * d_head * kept * a_number
