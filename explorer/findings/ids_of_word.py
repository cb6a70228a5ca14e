"""What somebody means who types a token, a word or more."""

import numpy as np
from numpy.typing import NDArray

from explorer.errors import Refused
from explorer.models.model import Model


def ids_of_word(model: Model, text: str, logits: NDArray[np.float32]) -> tuple[int, ...]:
    """Its ids: with a space before it or without, whichever is one token, or else begins likelier.

    logits: (V,) what the model expects where the text is to stand. None where the model has no ids for it.
    """
    read = [ids_of_piece(model, spelling) for spelling in dict.fromkeys((text, f" {text.lstrip()}"))]
    found = [ids for ids in read if ids and max(ids) < model.shape.n_vocab]
    return min(found, key=lambda ids: (len(ids) > 1, -logits[ids[0]]), default=())


def ids_of_piece(model: Model, text: str) -> tuple[int, ...]:
    """Of a piece of text as it is written; none where the model has no ids for it."""
    try:
        return tuple(token for token in model.tokenizer.encode(text) if not model.tokenizer.is_special(token))
    except Refused:
        return ()
