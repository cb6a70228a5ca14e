"""A text for one model alone, and what of a run's text another model can be given."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.text.specials import named_id

if TYPE_CHECKING:
    from explorer.models.model import Model


def started(model: "Model", ids: Sequence[int]) -> tuple[int, ...]:
    """As the model reads a text. Of a decoder whose tokenizer begins none, after what it names as its beginning, where
    it names one: in training that stood between two texts, and heads that find nothing to look at rest on it."""
    read = model.around(ids)
    start = None if read.own.start or not model.causal else named_id(model.tokenizer, "bos_token")
    return read.ids if start is None or start >= model.shape.n_vocab else (start, *read.ids)


def text_of(model: "Model", ids: Sequence[int]) -> str:
    """What was written, without special tokens."""
    return model.tokenizer.decode([id for id in ids if not model.tokenizer.is_special(id)])
