"""How many multiplications a pass makes."""

from explorer.models.model import Shape


def multiplications(shape: Shape, n_tokens: int) -> int:
    """At least so many in one pass over n tokens: projections, scores, values, two matrices of each MLP, unembedding.

    Gated MLPs have a third matrix; norms and activations are not counted.
    """
    d_model, queries, keys = shape.d_model, shape.n_heads * shape.d_head, shape.n_kv_heads * shape.d_head
    a_token = shape.n_layers * (2 * d_model * queries + 2 * d_model * keys + 2 * d_model * shape.d_mlp)
    pairs = n_tokens * (n_tokens + 1) // 2
    return n_tokens * a_token + 2 * shape.n_layers * queries * pairs + shape.n_vocab * d_model
