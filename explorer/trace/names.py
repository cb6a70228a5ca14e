"""TransformerLens' names for what lies inside a forward pass."""

import re

from explorer.models.model import BlockKind, Shape

IN_BLOCK = (
    "hook_resid_pre",
    *(f"attn.{name}" for name in ("hook_q", "hook_k", "hook_v", "hook_attn_scores", "hook_pattern", "hook_z")),
    "hook_attn_out",
    "hook_resid_mid",
    *("mlp.hook_pre", "mlp.hook_post"),
    "hook_mlp_out",
    "hook_resid_post",
)
"""In the order of the data's way through a block."""

_BLOCK_NAME = re.compile(r"blocks\.(\d+)\.(.+)", re.ASCII)


def names_of(shape: Shape, block: BlockKind, *, positions: bool) -> tuple[str, ...]:
    """Every name of a trace, in forward order. positions: the model has learned ones, added to the embeddings."""
    inside = [name for name in IN_BLOCK if block != "parallel" or name != "hook_resid_mid"]
    blocks = (f"blocks.{layer}.{name}" for layer in range(shape.n_layers) for name in inside)
    return ("hook_embed", *(("hook_pos_embed",) if positions else ()), *blocks)


def place_of(name: str) -> tuple[int, str] | None:
    """The layer of a name and the rest of it; None outside the blocks.

    >>> place_of("blocks.3.attn.hook_q")
    (3, 'attn.hook_q')
    """
    found = _BLOCK_NAME.fullmatch(name)
    return (int(found[1]), found[2]) if found else None


def recorded(name: str) -> str:
    """The name a tensor is recorded under: what a block is given is what the one before it gave.

    >>> recorded("blocks.3.hook_resid_pre")
    'blocks.2.hook_resid_post'
    """
    place = place_of(name)
    if place is None or place[0] == 0 or place[1] != "hook_resid_pre":
        return name
    return f"blocks.{place[0] - 1}.hook_resid_post"


def numbers_a_position(name: str, shape: Shape) -> int:
    """How many numbers a tensor has for one position, over all heads."""
    _, inside = place_of(name) or (0, name)
    if inside in {"attn.hook_q", "attn.hook_z"}:
        return shape.n_heads * shape.d_head
    if inside in {"attn.hook_k", "attn.hook_v"}:
        return shape.n_kv_heads * shape.d_head
    return shape.d_mlp if inside.startswith("mlp.") else shape.d_model
