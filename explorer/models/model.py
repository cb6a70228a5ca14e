"""What a loaded model is to the rest of the project. Without torch at import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.text.prompt import Prompt, between
from explorer.text.token import Token, tokens_of

if TYPE_CHECKING:
    from transformers import PreTrainedModel

    from explorer.models.origin import Origin
    from explorer.models.sight import Sight
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

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        return (self.message,), self.values


@dataclass(frozen=True, eq=False)
class Embedding:
    """What a token id and a position are turned into, before the first block."""

    W_E: NDArray[np.float32]
    """(V, D) one row a token (OPT-350m: narrower than D)."""
    W_pos: NDArray[np.float32] | None
    """(n_ctx, D) one row a position, added to the token's; None where attention itself knows the positions."""
    scale: float = 1.0
    """The token's row is multiplied by this (Gemma: the square root of D; Granite has a number of its own)."""


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
    ends: frozenset[int]
    """The ids that end what it writes; none where it writes on to the length that is asked for."""
    block: BlockKind
    limits: tuple[Limit, ...]
    n_parameters: int
    fingerprint: str = field(repr=False)
    """Of its weights and config: what its numbers are kept by. Two folders of equal weights have one."""
    chat_template: ChatTemplate | None = field(default=None, repr=False)
    """How it was taught to be talked to; None where it only goes on with a text."""
    origin: Origin | None = None
    """The GGUF file that its weights come from; None where they were not converted."""
    sight: Sight | None = None
    """How it takes a picture; None where it reads text alone."""

    def prompt(self, text: str, *, chat: bool = False, picture: bool = False) -> Prompt:
        """What it reads of a text: the one way from what somebody typed to ids.

        chat: as a user's message, where it has a template; then as transformers' apply_chat_template gives it.
        picture: whether a picture stands before what was typed, where the model sees.
        """
        made = self._text(text, chat)
        if not picture or self.sight is None:
            return made
        at, shown = made.own.start, self.sight.n
        ids = (*made.ids[:at], *[self.sight.token] * shown, *made.ids[at:])
        return Prompt(ids, range(at + shown, made.own.stop + shown), range(at, at + shown))

    def _text(self, text: str, chat: bool) -> Prompt:
        if chat and self.causal and self.chat_template is not None:
            return self.chat_template.prompt(self.tokenizer, text)
        return self.around(self.tokenizer.encode(text))

    def tokens(self, ids: Sequence[int]) -> tuple[Token, ...]:
        """As a reader meets them; a picture's are called after their patches."""
        found = tokens_of(ids, self.tokenizer)
        return found if self.sight is None else _patches_named(found, self.sight)

    def around(self, ids: Sequence[int]) -> Prompt:
        """The ids of a text as it reads one: between an encoder's special tokens, or as its tokenizer begins a text.

        transformers' `tokenizer(text)`, but that nothing ends what a decoder reads: a few tokenizers also put an end
        behind each text, for training, and after the end there would be nothing to write on from.
        """
        whole = self.tokenizer.framed(ids)
        before = self.tokenizer.begun(())
        after = () if self.causal else whole[len(before) + len(ids) :]
        return between(before, ids, after)

    def __getstate__(self) -> dict[str, object]:
        """In another process it is what can be said of it, its vocabulary and tokenizer, but no weights between."""
        return {**vars(self), "module": Elsewhere(self.name)}


def _patches_named(tokens: tuple[Token, ...], sight: Sight) -> tuple[Token, ...]:
    """Of each run of a picture's tokens, the first ones are its patches."""
    made, run = [], 0
    for token in tokens:
        run = run + 1 if token.id == sight.token else 0
        made.append(replace(token, name=sight.name(run - 1)) if 1 <= run <= sight.n else token)
    return tuple(made)


class Elsewhere:
    """Stands for a module that another process holds."""

    def __init__(self, model: str) -> None:
        self.model = model

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # of Python's own protocols it has none
            raise AttributeError(name)
        raise RuntimeError(f"{self.model}'s weights are in another process: ask the engine")
