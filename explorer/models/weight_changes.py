"""How far one model's weights lie from another's of the same shape: before and after a further training, say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from explorer.errors import Refused
from explorer.models.architectures import Parts, blocks_of, part, parts_of
from explorer.models.model import Model
from explorer.models.outputs import attn_output

Floats = NDArray[np.float64]

_APART = (("q_proj", "k_proj", "v_proj"), ("query", "key", "value"), ("q_lin", "k_lin", "v_lin"))
_FUSED = ("c_attn", "qkv_proj", "Wqkv")
"""One matrix whose rows are all queries, then all keys, then all values."""
_BY_HEAD = "query_key_value"
"""One matrix whose rows are each head's query, key and value (GPT-NeoX)."""


@dataclass(frozen=True, eq=False)
class WeightChanges:
    """Relative Frobenius norms, ‖after − before‖ / ‖before‖: 0 where nothing moved. Biases and norms do not count."""

    q: Floats
    """(L, H) of each head's W_Q, as `k`, `v` and `o`; heads that share keys and values have the same of both."""
    k: Floats
    v: Floats
    o: Floats
    heads: Floats
    """(L, H) of a head's four matrices together."""
    attention: Floats
    """(L,) of a layer's four together."""
    mlp: Floats
    """(L,)"""
    embeddings: float
    """Of the rows of those tokens that both know."""
    positions: float | None
    """Of the positions' rows; None where there are none."""


@torch.inference_mode()
def weight_changes(before: Model, after: Model) -> WeightChanges:
    """Refused where the two are not of one shape."""
    _check_one_shape(before, after)
    layers = [_layer(before, after, layer) for layer in range(before.shape.n_layers)]
    by_head = {name: np.stack([_relative(*layer[name]) for layer in layers]) for name in "qkvo"}
    together = [_together(layer) for layer in layers]
    W_E, W_pos = before.embedding.W_E, before.embedding.W_pos
    n = min(len(W_E), len(after.embedding.W_E))
    return WeightChanges(
        **by_head,
        heads=np.stack([_relative(old, new) for old, new in together]),
        attention=np.array([_of_all(old, new) for old, new in together]),
        mlp=np.array([_of_all(*pair) for pair in _mlps(before, after)]),
        embeddings=_of_all(_squares(W_E[:n]), _squares(after.embedding.W_E[:n] - W_E[:n])),
        positions=None if W_pos is None else _positions(W_pos, after.embedding.W_pos),
    )


def projections(model: Model, layer: int) -> dict[str, Tensor]:
    """W_Q, W_K and W_V of one layer by "q", "k" and "v": (heads, d_head, D), of k and v as many as there are."""
    parts, shape = parts_of(model.module.config), model.shape
    attn = blocks_of(model.module, parts)[layer].get_submodule(parts.attn)
    for names in _APART:
        if all(part(attn, name) is not None for name in names):
            rows = [_rows(attn.get_submodule(name)) for name in names]
            return {kind: one.reshape(-1, shape.d_head, one.shape[-1]) for kind, one in zip("qkv", rows, strict=True)}
    if part(attn, _BY_HEAD) is not None:
        whole = _rows(attn.get_submodule(_BY_HEAD))
        split = whole.reshape(shape.n_heads, 3, shape.d_head, -1).unbind(1)
        return dict(zip("qkv", split, strict=True))
    whole = _rows(attn.get_submodule(next(name for name in _FUSED if part(attn, name) is not None)))
    heads = whole.reshape(-1, shape.d_head, whole.shape[-1])
    split = heads.split([shape.n_heads, shape.n_kv_heads, shape.n_kv_heads])
    return dict(zip("qkv", split, strict=True))


def _rows(linear: nn.Module) -> Tensor:
    """(outputs, inputs); GPT-2's Conv1D keeps it the other way round."""
    weight = linear.get_parameter("weight")
    return weight if isinstance(linear, nn.Linear) else weight.T


def _layer(before: Model, after: Model, layer: int) -> dict[str, tuple[Floats, Floats]]:
    """By matrix: (H,) the squares of what was there, and of what moved."""
    old, new = projections(before, layer), projections(after, layer)
    found = {kind: (_squares(old[kind]), _squares(new[kind] - old[kind])) for kind in "qkv"}
    shared = before.shape.n_heads // before.shape.n_kv_heads
    for kind in "kv":
        was, moved = found[kind]
        found[kind] = was.repeat(shared), moved.repeat(shared)
    heads = (before.shape.n_heads, before.shape.d_head, -1)
    was, now = (attn_output(model, layer).weights.reshape(heads) for model in (before, after))
    return found | {"o": (_squares(was), _squares(now - was))}


def _together(layer: dict[str, tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    """(H,) over the four matrices of a head."""
    was = np.sum([old for old, _moved in layer.values()], axis=0)
    return was, np.sum([moved for _old, moved in layer.values()], axis=0)


def _mlps(before: Model, after: Model) -> Iterator[tuple[Floats, Floats]]:
    parts = parts_of(before.module.config)
    blocks = (blocks_of(model.module, parts) for model in (before, after))
    for old, new in zip(*blocks, strict=True):
        pairs = list(zip(mlp_matrices(old, parts), mlp_matrices(new, parts), strict=True))
        was = np.concatenate([_squares(one[None]) for one, _other in pairs])
        yield was, np.concatenate([_squares((other - one)[None]) for one, other in pairs])


def mlp_matrices(block: nn.Module, parts: Parts) -> list[Tensor]:
    """Of a block's MLP: those of the module that holds them all, or of its two where there is none."""
    home = parts.mlp_pre.rpartition(".")[0]
    together = home and home == parts.mlp_post.rpartition(".")[0]
    held = [block.get_submodule(home)] if together else map(block.get_submodule, (parts.mlp_pre, parts.mlp_post))
    return [weight for module in held for weight in module.parameters() if weight.ndim == 2]


def _positions(before: NDArray[np.float32], after: NDArray[np.float32] | None) -> float | None:
    if after is None or after.shape != before.shape:
        return None
    return _of_all(_squares(before[None]), _squares((after - before)[None]))


def _squares(rows: Tensor | NDArray[np.float32]) -> Floats:
    """(n, ...) -> (n,) the sum of the squares of each."""
    flat = np.asarray(rows.float() if isinstance(rows, Tensor) else rows, dtype=np.float64).reshape(len(rows), -1)
    return np.square(flat).sum(-1)


def _relative(was: Floats, moved: Floats) -> Floats:
    return np.sqrt(moved / np.where(was > 0, was, 1))


def _of_all(was: Floats, moved: Floats) -> float:
    return float(_relative(was.sum(keepdims=True), moved.sum(keepdims=True))[0])


def _check_one_shape(before: Model, after: Model) -> None:
    one, other = (replace(model.shape, n_vocab=1, n_ctx=1) for model in (before, after))
    kinds = [model.module.config.model_type for model in (before, after)]
    if one != other or kinds[0] != kinds[1]:
        raise Refused(
            "{before} and {after} are not of one architecture and shape, so that their weights cannot be compared one "
            "by one: take a model, and the same one after a further training",
            before=before.name,
            after=after.name,
        )
