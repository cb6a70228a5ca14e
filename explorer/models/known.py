"""Whether a model knows the ids that it is given: its tokenizer may have more of them than its table of tokens."""

from collections.abc import Sequence

from explorer.errors import Refused
from explorer.models.model import Model


def check_known(model: Model, ids: Sequence[int]) -> None:
    """Refused where one has no row."""
    unknown = next((id for id in ids if not 0 <= id < model.shape.n_vocab), None)
    if unknown is not None:
        raise Refused(
            "{model} has no token {id}, only 0 to {last}: tokens were added to its tokenizer and not to the model. "
            "Resize it (resize_token_embeddings) and save it again, or do without these tokens and its chat template",
            model=model.name,
            id=unknown,
            last=model.shape.n_vocab - 1,
        )
