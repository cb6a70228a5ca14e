"""What a model expects around a text: a start, or an encoder's [CLS] before and [SEP] after it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.models.model import Model


def framed(model: "Model", ids: Sequence[int]) -> tuple[int, ...]:
    """Of a decoder, after the token that ends a text, where it has one: what comes then is a new text. Of an encoder,
    between the special tokens of its tokenizer."""
    if not model.causal:
        return tuple(model.tokenizer.framed(ids))
    eot = model.tokenizer.eot
    return tuple(ids) if eot is None or eot >= model.shape.n_vocab else (eot, *ids)


def text_of(model: "Model", ids: Sequence[int]) -> str:
    """What was written, without special tokens."""
    return model.tokenizer.decode([id for id in ids if not model.tokenizer.is_special(id)])
