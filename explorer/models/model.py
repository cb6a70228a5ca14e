"""What a loaded model is to the rest of the project. Without torch at import."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from transformers import PreTrainedModel

    from explorer.models.unembedding import Unembedding
    from explorer.text.chat import ChatTemplate
    from explorer.text.tokenizer import Tokenizer

BlockKind = Literal["sequential", "parallel", "post-norm"]
"""sequential: attention adds to the stream, then the MLP reads it (GPT-2, Llama, ...).
parallel: both read what the block is given, there is no middle (GPT-NeoX, Phi).
post-norm: a norm follows each addition, and the stream is what the norm gives (BERT, OPT-350m)."""


@dataclass(frozen=True)
class Shape:
    """The counts (n_) and widths (d_) of a Transformer."""

    n_layers: int
    """Blocks, one upon another."""
    n_heads: int
    """Attention heads of a block: one query each."""
    n_kv_heads: int
    """Heads of keys and values; fewer than n_heads where query heads share them (grouped-query attention)."""
    d_model: int
    """Width of the residual stream."""
    d_head: int
    """Width of one head's queries, keys and values."""
    d_mlp: int
    """Neurons of one block's MLP."""
    n_ctx: int
    """The most tokens it reads at once."""
    n_vocab: int
    """Logits it gives for a position; its tokenizer may know fewer tokens."""

    def __post_init__(self) -> None:
        for dimension in fields(self):
            if getattr(self, dimension.name) < 1:
                raise ValueError(f"{dimension.name} is {getattr(self, dimension.name)}: a shape has no such dimension")


class Limit(str):
    """What of a model cannot be seen, or only with care: a sentence. Like Refused, a gettext id with named places."""

    message: str
    values: dict[str, object]

    def __new__(cls, message: str, **values: object) -> Limit:
        limit = super().__new__(cls, message.format(**values))
        limit.message, limit.values = message, values
        return limit


@dataclass(frozen=True, eq=False)
class Embedding:
    """What a token id and a position are turned into, before the first block."""

    W_E: NDArray[np.float32]
    """(V, D) one row a token (OPT-350m: narrower than D)."""
    W_pos: NDArray[np.float32] | None
    """(n_ctx, D) one row a position, added to the token's; None where attention itself knows the positions."""
    scale: float = 1.0
    """The token's row is multiplied by this (Gemma 2: the square root of D)."""


@dataclass(frozen=True, eq=False)
class Model:
    """A checked, loaded model, shared by everybody who asks for its name."""

    name: str
    module: PreTrainedModel = field(repr=False)
    """In eval mode, float32 or on request bfloat16, with the permanent hooks in it."""
    tokenizer: Tokenizer = field(repr=False)
    shape: Shape
    embedding: Embedding = field(repr=False)
    unembedding: Unembedding | None = field(repr=False)
    """From the residual stream to logits; None where the output layer is more than a norm and a matrix."""
    causal: bool
    """A position sees only itself and those before it, so the model can write on."""
    block: BlockKind
    limits: tuple[Limit, ...]
    n_parameters: int
    chat_template: ChatTemplate | None = field(default=None, repr=False)
    """How it was taught to be talked to; None where it only goes on with a text."""
