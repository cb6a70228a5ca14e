"""How much memory a trace takes, known before it is made: a long text in a model of a long context may take all."""

from functools import lru_cache
from math import sqrt

from explorer.models.model import Shape
from explorer.trace.names import names_of, numbers_a_position, recorded

MOST_BYTES = 1_500_000_000
"""Of one trace."""

KEPT_BYTES = 256_000_000
"""Of everything together that is kept for whoever comes back to it: the traces of a class, some thirty tokens each."""

_MADE_WHEN_ASKED = ("hook_attn_scores", "hook_pattern")
"""They are as long as the text at each of its positions."""


def bytes_of(shape: Shape, n: int) -> int:
    """Of a trace of n tokens with the patterns of one layer, all in float32."""
    return 4 * (floats_a_token(shape) * n + shape.n_heads * n * n)


def most_tokens(shape: Shape) -> int:
    """As many as the model reads, or fewer, where a trace of more would take more than MOST_BYTES."""
    rows, heads = floats_a_token(shape), shape.n_heads
    # The n at which bytes_of(shape, n) is MOST_BYTES.
    fitting = (sqrt(rows * rows + heads * MOST_BYTES) - rows) / (2 * heads)
    return min(shape.n_ctx, int(fitting))


@lru_cache
def floats_a_token(shape: Shape) -> int:
    """What a trace keeps of one position: its logits, and every tensor of the blocks once."""
    names = {recorded(name) for name in names_of(shape, "sequential", positions=True)}
    kept = (name for name in names if not name.endswith(_MADE_WHEN_ASKED))
    return shape.n_vocab + sum(numbers_a_position(name, shape) for name in kept)
