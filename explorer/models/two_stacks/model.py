"""What a loaded model of two stacks is to the rest of the project. Without torch at import."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from explorer.models.two_stacks.directions import Direction
from explorer.text.prompt import Prompt, between

if TYPE_CHECKING:
    from transformers import PreTrainedModel

    from explorer.text.tokenizer import Tokenizer


@dataclass(frozen=True)
class TwoShapes:
    """The counts (n_) and widths (d_) of both stacks."""

    n_encoder_layers: int
    n_decoder_layers: int
    n_encoder_heads: int
    n_decoder_heads: int
    """Of its self-attention, and of its attention to the encoder."""
    d_model: int
    n_ctx: int
    """The most tokens that either stack is given."""
    n_vocab: int
    """Logits that it gives for a position; its tokenizer may know fewer tokens."""

    def __post_init__(self) -> None:
        for dimension in fields(self):
            if getattr(self, dimension.name) < 1:
                raise ValueError(f"{dimension.name} is {getattr(self, dimension.name)}: a shape has no such dimension")


@dataclass(frozen=True, eq=False)
class Seq2Seq:
    """A checked, loaded encoder–decoder, shared by everybody who asks for its name."""

    name: str
    module: PreTrainedModel = field(repr=False)
    """In eval mode and float32, with transformers' own attention."""
    tokenizer: Tokenizer = field(repr=False)
    shape: TwoShapes
    start: int
    """The id that stands before the first token that it writes."""
    ends: frozenset[int]
    """The ids that end what it writes."""
    never: frozenset[int]
    """The ids that it must not write: what fills a batch, and what its folder forbids."""
    directions: tuple[Direction, ...]
    """What it can be asked for, the first one first; at least one."""
    n_parameters: int
    fingerprint: str = field(repr=False)
    """Of its weights and config: what its numbers are kept by."""

    def source(self, text: str, direction: Direction) -> Prompt:
        """What its encoder reads of a text: what says what is to be done, the text, and what its tokenizer puts around.

        As transformers' `tokenizer(prefix + text)`. A prefix may name special tokens, a text may not.
        """
        asked, ids = self._cut(text, direction.prefix)
        framed = self.tokenizer.framed([*asked, *ids])
        head = len(self.tokenizer.begun(())) + len(asked)
        return between(framed[:head], ids, framed[head + len(ids) :])

    def _cut(self, text: str, prefix: str) -> tuple[list[int], list[int]]:
        """The ids of the prefix and those of the text behind it. One of words is cut together with the text, for
        tokenizers put the space between them into a token of either."""
        named = self.tokenizer.places(prefix, specials=True)
        if all(self.tokenizer.is_special(placed.id) for placed in named):
            return [placed.id for placed in named], self.tokenizer.encode(text)
        whole = self.tokenizer.places(prefix + text)
        asked = [placed.id for placed in whole if placed.end <= len(prefix)]
        return asked, [placed.id for placed in whole[len(asked) :]]
