"""What a model expects around a text: a start, or [CLS] before and [SEP] after it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.text.tokenizer import HuggingFaceTokenizer, TiktokenTokenizer

if TYPE_CHECKING:
    from explorer.models.model import Model


def framed(model: "Model", ids: Sequence[int]) -> tuple[int, ...]:
    """Of a decoder, after the token that ends a text, where it has one: what comes then is a new text. Of an encoder,
    between the special tokens of its tokenizer."""
    tokenizer = model.tokenizer
    if model.causal:
        start = () if tokenizer.eot is None or tokenizer.eot >= model.shape.n_vocab else (tokenizer.eot,)
        return (*start, *ids)
    if isinstance(tokenizer, HuggingFaceTokenizer):
        return tuple(tokenizer.framed(ids))
    return (*_special(tokenizer, "[CLS]"), *ids, *_special(tokenizer, "[SEP]"))


def _special(tokenizer: object, name: str) -> tuple[int, ...]:
    if not isinstance(tokenizer, TiktokenTokenizer) or name not in tokenizer.encoding.special_tokens_set:
        return ()
    return (tokenizer.encoding.encode_single_token(name),)
